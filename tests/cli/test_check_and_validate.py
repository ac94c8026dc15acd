"""A check tells how much kg validate warns of, and tells it right."""

from __future__ import annotations

import pytest

CLAIMS = {
    "no offsets": ({}, 1),
    "with offsets": ({"at": "[0, 11]"}, 0),
    "unit": ({"at": "[0, 11]", "unit": "km"}, 1),
    "below zero": ({"at": "[0, 11]", "metric": "employees", "unit": "count", "value": "-4300000000"}, 1),
    "speaker": ({"at": "[0, 11]", "attributed_to": "nobody"}, 1),
    "superlative": ({"at": "[0, 11]", "qualifiers": "{superlative: largest of nobody}"}, 1),
    "known superlative": ({"at": "[0, 11]", "qualifiers": "{superlative: largest of acme}"}, 0),
    "money per money": ({"at": "[0, 11]", "per": "USD"}, 0),
    "a harvest in tonnes": ({"at": "[0, 11]", "metric": "production", "unit": "t"}, 0),
    "cars built": ({"at": "[0, 11]", "metric": "production", "unit": "count"}, 0),
    "exports in barrels": ({"at": "[0, 11]", "metric": "exports", "unit": "barrel"}, 0),
    "a harvest in dollars": ({"at": "[0, 11]", "metric": "production"}, 1),
    "a harvest as a date": ({"at": "[0, 11]", "metric": "production", "unit": "date", "value": "'2025'"}, 1),
    "employees in tonnes": ({"at": "[0, 11]", "metric": "employees", "unit": "t"}, 1),
    "all at once": ({"unit": "km", "attributed_to": "nobody"}, 3),
}
SOURCE = f"id: news\ntype: article\ntitle: News\ntext: {{sha256: {'0' * 64}, length: 50}}\n"


@pytest.mark.parametrize(("keys", "warnings"), CLAIMS.values(), ids=CLAIMS)
def test_a_check_counts_what_validate_warns_of(kg, workspace_of, claims_of, keys, warnings):
    space = workspace_of({"sources/news.yaml": SOURCE, "claims/news.yaml": claims_of("news", keys)})
    results = kg("validate", "--format", "json", at=space.root).data["results"]
    assert [result["severity"] for result in results] == ["warning"] * warnings
    done = kg("check", "--format", "json", at=space.root)
    assert done.data["summary"]["validation_warnings"] == warnings


@pytest.mark.parametrize(
    ("source", "warnings"),
    [("id: news\ntype: article\n", 2), ("id: news\ntype: article\ndescription: a page\n", 1), (SOURCE, 0)],
)
def test_sources_count_too(kg, workspace_of, source, warnings):
    space = workspace_of({"sources/news.yaml": source})
    assert len(kg("validate", "--format", "json", at=space.root).data["results"]) == warnings
    assert kg("check", "--format", "json", at=space.root).data["summary"]["validation_warnings"] == warnings


def test_the_last_line_tells_it_and_says_nothing_where_there_is_nothing(kg, workspace_of, claims_of):
    space = workspace_of({"sources/news.yaml": SOURCE, "claims/news.yaml": claims_of("news", {"unit": "km"})})
    checked = kg("check", at=space.root)
    assert checked.code == 0
    assert checked.err == "kg validate has 2 warnings besides: a check does not look at them\n"
    assert kg("check", "-f", "markdown", at=space.root).err == checked.err
    (space.root / "claims/news.yaml").write_text(claims_of("news", {"at": "[0, 11]", "unit": "km"}))
    assert kg("check", at=space.root).err == "kg validate has 1 warning besides: a check does not look at it\n"
    (space.root / "claims/news.yaml").write_text(claims_of("news", {"at": "[0, 11]"}))
    assert kg("check", at=space.root).err == ""
