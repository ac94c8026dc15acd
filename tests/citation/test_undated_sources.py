"""References to sources without a date or an author, which most sources are at first."""

from __future__ import annotations

import pytest

from tests.cli.conftest import kg  # noqa: F401 - a fixture

SOURCE = "id: news\ntype: article\ntitle: 'Ferries: a record summer that loses money'\nlanguage: en\n"


@pytest.fixture
def root(workspace_of, claims_of):
    claims = claims_of("news", {"at": "[967, 978]"})
    return workspace_of({"sources/news.yaml": SOURCE, "claims/news.yaml": claims}).root


@pytest.mark.parametrize(
    ("style", "language", "said"),
    [
        ("chicago-note-bibliography", "en", "n.d., chars. 967–978."),
        ("chicago-author-date", "en", "n.d.), chars. 967–978."),
        ("iso690-note-fr", "fr", "[s.\u00a0d.], car. 967–978."),
    ],
)
def test_a_place_follows_an_abbreviation_whole(kg, root, style, language, said):  # noqa: F811
    assert said in kg("cite", "a", "--style", style, "--lang", language, at=root).out


@pytest.mark.parametrize("style", ["chicago-author-date", "apa", "ieee", "iso690-author-date-fr"])
def test_a_title_that_stands_for_the_author_is_told_once(kg, root, style):  # noqa: F811
    sources = kg("cite", "a", "--style", style, "--lang", "en", at=root).out.split("Sources")[1]
    assert sources.casefold().count("a record summer that loses money") == 1
