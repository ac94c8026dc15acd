"""Who is disputed in a conflict: whoever another figure of it excludes, and nobody who is only told beside."""

from __future__ import annotations

import json

import pytest

from kg.citation.desk import Desk
from kg.citation.export.reviews import as_claim_review
from kg.consistency.check import check
from kg.graph.build import build_base
from kg.workspace.loading import load_base

CLAIMS = """\
source: {source}
claims:
"""


def line(identifier: str, exact: str, value: str, **keys: str) -> str:
    given = {"entity": "acme", "metric": "revenue", "unit": "USD", "status": "reported", **keys}
    more = "".join(f"    {key}: {text}\n" for key, text in given.items())
    return f"  - id: {identifier}\n    exact: {exact}\n    value: {value}\n{more}"


@pytest.fixture
def desk_of(workspace_of):
    def make(**sources: str) -> Desk:
        space = workspace_of({f"claims/{name}.yaml": CLAIMS.format(source=name) + text for name, text in sources.items()})
        base = load_base(space)
        with build_base(space).build.open_columns() as columns:
            return Desk(base, tuple(check(columns, base.vocabulary).findings), "en", "chicago-note-bibliography")

    return make


def told(desk: Desk) -> dict[str, str]:
    warned = {claim.id: "; ".join(desk.warnings(claim)) for claim in desk.base.claims}
    return {claim: words.replace("\N{NO-BREAK SPACE}", " ") for claim, words in warned.items() if words}


def test_a_bound_that_all_values_keep_is_not_disputed(desk_of):
    year = {"period": "2025"}
    desk = desk_of(
        times=line("more", "12 billion", "12000000000", approx="at_least", **year)
        + line("a", "12.5 billion", "12500000000", **year),
        post=line("b", "12.9 billion", "12900000000", **year),
    )
    assert told(desk) == {
        "a": "elsewhere it is $12.9 billion (post)",
        "b": "elsewhere it is $12.5 billion (times)",
    }
    assert desk.disputed(desk.base.claim("more")) == ()


def test_of_other_dates_only_the_undated_value_is_disputed(desk_of):
    staff = {"metric": "employees", "unit": "count"}
    desk = desk_of(
        times=line("then", "20 000", "20000", as_of="2010", **staff),
        post=line("now", "41 234", "41234", as_of="2025", **staff),
        wire=line("near", "about 41 000", "41000", approx="about", as_of="2024", **staff),
        blog=line("never", "40 000", "40000", undated="not said", **staff),
    )
    found = told(desk)
    assert set(found) == {"then", "now", "never"}
    assert found["now"] == "elsewhere it is 40,000 (blog)"


def test_what_exceeds_a_superlative_is_not_disputed_by_it(desk_of):
    seats = {"metric": "stores", "unit": "count"}
    desk = desk_of(
        times=line("most", "221", "221", as_of="2025-06", qualifiers="{superlative: largest}", **seats),
        post=line("rival", "260", "260", as_of="2024-12", **(seats | {"entity": "globex"})),
    )
    [(claim, words)] = told(desk).items()
    assert claim == "most"
    assert words.endswith("others went beyond it: 260 (Globex, post)")


def test_a_claim_review_is_of_a_claim_that_others_speak_against(desk_of):
    year = {"period": "2025"}
    desk = desk_of(
        times=line("a-bound", "12 billion", "12000000000", approx="at_least", **year),
        post=line("b", "12.5 billion", "12500000000", **year) + line("c", "12.9 billion", "12900000000", **year),
    )
    document = json.loads(as_claim_review("https://example.org/", "Base", desk.base, desk.findings))
    contradicted = [r for r in document["@graph"] if r["reviewRating"]["ratingValue"] == 2]
    assert [r["itemReviewed"]["@id"].rpartition("/")[2] for r in contradicted] == ["b"]
