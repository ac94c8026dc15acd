"""Markdown -> blocks; its signs are skipped, never taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.document import flow
from kg.reading.files import read_text
from kg.reading.markdown import looks_like_markdown, read_markdown

from .documents import cells, outline, uncovered

TEXT = """\
---
title: "Le prix du sel"
author: Anne Roux, Marc Lind
date: 2026-03-04
---
# Le *prix* du **sel** #

Le [sel](https://sel.example/a_(b)) a coûté **5 millions**
d'euros en 2025[^1], soit 3 \\* 2 de plus.

Coûts
-----
* énergie : `3 M€`
  par an
* loyers
    1. Paris : 2 M€
    2. Lyon

> Nous irons _loin_
> ensemble.

| Sel | Prix |
|---|---:|
| Gros | 9,90 € |
| | 3 € |

```py
x = 1
```
***
[ref]: http://sel.example
[^1]: Une note de 3 %.
"""


def test_the_outline_of_a_page_of_everything() -> None:
    document = read_markdown(TEXT)
    assert outline(document) == [
        "heading 1: Le prix du sel",
        "paragraph: Le sel a coûté 5 millions d'euros en 2025, soit 3 * 2 de plus.",
        "heading 2: Coûts",
        "bullet 1: énergie : 3 M€ par an",
        "bullet 1: loyers",
        "bullet 2: Paris : 2 M€",
        "bullet 2: Lyon",
        "quote: Nous irons loin ensemble.",
        "table_header: Sel Prix",
        "table_row: Gros 9,90 €",
        "table_row: 3 €",
        "code: x = 1",
        "paragraph: Une note de 3 %.",
    ]
    assert cells(document) == [["Sel", "Prix"], ["Gros", "9,90 €"], ["", "3 €"]]
    assert (document.title, document.authors, document.published) == (
        "Le prix du sel",
        ("Anne Roux", "Marc Lind"),
        "2026-03-04",
    )
    assert document.published_basis == "the date of the front matter"
    assert document.text == TEXT
    assert not uncovered(document)


def test_a_figure_in_bold_maps_back_to_its_characters() -> None:
    document = read_markdown("Elle a perdu **5\nmillions** d'euros.")
    running = flow(document, document.blocks[0])
    start = running.text.index("5 millions d'euros")
    assert document.text[slice(*running.span(start, start + 18))] == "5\nmillions** d'euros"


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4 = 24", "un_nom_de_fichier", "5 * ", "a ** b", "[sic]", "a < b > c", "~ 5 ~", "\\n", "2*3*4", "** 12"]
)
def test_signs_that_are_none_stay(text: str) -> None:
    document = read_markdown(f"Il dit {text} et rien.")
    assert outline(document) == ["paragraph: " + " ".join(f"Il dit {text} et rien.".split())]


@pytest.mark.parametrize(
    ("text", "is_markdown"),
    [
        ("# Titre\n\nTexte.", True),
        ("Un [lien](http://a.example) et [un autre](http://b.example).", True),
        ("| a | b |\n|---|---|\n| 1 | 2 |", True),
        ("Un titre\n\nDu texte à 5 * 3 = 15 %.\n- un tiret", False),
        ("#1 des ventes", False),
        ("Note [1] et [2].", False),
    ],
)
def test_markdown_is_told_by_its_signs(text: str, *, is_markdown: bool) -> None:
    assert looks_like_markdown(text) is is_markdown
    assert read_text(text).media_type == ("text/markdown" if is_markdown else "text/plain")


PIECES = st.sampled_from(
    [
        "# T",
        "## U ##",
        "mot",
        "**gras**",
        "*",
        "_",
        "`c`",
        "[l](u)",
        "![i](u)",
        "[^1]",
        "- a",
        "  - b",
        "1. c",
        "> q",
        "| a | b |",
        "|---|---|",
        "```",
        "---",
        "===",
        "",
        " ",
        "\\*",
        "<b>",
        "<!-- x -->",
        "[r]: u",
        "12 %",
        "\r",
        "\t",
    ]
)


@given(
    st.one_of(
        st.lists(PIECES, max_size=15).map("\n".join), st.lists(PIECES, max_size=15).map(" ".join), st.text(max_size=200)
    )
)
def test_every_character_is_in_a_block_or_skipped(text: str) -> None:
    document = read_markdown(text)
    assert not uncovered(document)
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end
        last = block.end
        flow(document, block)
    assert all(a[1] < b[0] for a, b in zip(document.skips, document.skips[1:], strict=False))


@pytest.mark.parametrize(
    "authors",
    [
        'author: [Claire Denis, "Hugo Blanc"]',
        "authors: ['Claire Denis', 'Hugo Blanc']",
        "author: Claire Denis, Hugo Blanc",
        'author:\n  - Claire Denis\n  - "Hugo Blanc"',
        "authors:\n- Claire Denis\n- Hugo Blanc",
    ],
)
def test_authors_of_a_front_matter_are_named_without_its_signs(authors: str) -> None:
    document = read_markdown(
        f"---\ntitle: 'The quays'\n{authors}\ndate: 2025-03-14\n---\n\nThe quays cost 12 million euros.\n"
    )
    assert document.authors == ("Claire Denis", "Hugo Blanc")
    assert (document.title, document.published) == ("The quays", "2025-03-14")


HEARING = """\
# Budget hearing

[Moderator]: The budget is **45 million** dollars this year.
[Jones]: 60 more are needed, see [the report][r].
[^1]: A note of 3 million.
[r]: https://budget.example/24 "The 25 plants"
[s]: <https://budget.example/a b> 'Another'
[t]: /26
[u]: report-25.html
[Jones]: $4.5bn.
[Roux]: 45%
"""


def test_who_speaks_in_a_transcript_is_no_link_and_what_he_says_is_read() -> None:
    document = read_markdown(HEARING)
    assert outline(document) == [
        "heading 1: Budget hearing",
        "paragraph: [Moderator]: The budget is 45 million dollars this year. [Jones]: 60 more are needed, see the report.",
        "paragraph: A note of 3 million.",
        "paragraph: [Jones]: $4.5bn. [Roux]: 45%",
    ]
    assert document.is_skipped(HEARING.index("25 plants"))


@pytest.mark.parametrize("head", ["", "Acme earned 45 million, a record.\n", "\ntitle: x\n", "# Acme\n", "- 45 million\n"])
def test_text_between_two_rules_is_no_front_matter(head: str) -> None:
    text = f"---\n\n{head}\nGlobex lost 3 million.\n\n---\n\nThe **end**.\n"
    document = read_markdown(text)
    assert "Globex lost 3 million." in "".join(outline(document))
    assert not document.is_skipped(text.index("3 million"))


@pytest.mark.parametrize(
    "head", ["", "title: x\n", "# made by hand\ntitle: x\n", '"title": x\n', "tags:\n  - a\n", "a.b-c: 1\n"]
)
def test_keys_between_two_rules_are_front_matter(head: str) -> None:
    text = f"---\n{head}---\nGlobex lost 3 million.\n"
    assert outline(read_markdown(text)) == ["paragraph: Globex lost 3 million."]


@pytest.mark.parametrize(
    ("head", "title", "authors", "published"),
    [
        ("title: A\ndate: 2026-02-31", "A", (), None),
        ("title: A\ndate: 2026-13", "A", (), None),
        ("title: >\n  A long\n  title\ndate: 2026-02", "A long title", (), "2026-02"),
        (
            "title: |-\n  A\nauthor:\n  - name: Anne Roux\n    email: a@b.example\n  - Marc Lind",
            "A",
            ("Anne Roux", "Marc Lind"),
            None,
        ),
        ("title: 'It''s'\nauthor: []", "It's", (), None),
    ],
)
def test_what_front_matter_says(head: str, title: str, authors: tuple[str, ...], published: str | None) -> None:
    document = read_markdown(f"---\n{head}\n---\nGlobex lost 3 million.\n")
    assert (document.title, document.authors, document.published) == (title, authors, published)


def test_a_text_with_front_matter_is_markdown_also_when_its_name_is_forgotten() -> None:
    text = "---\ntitle: 55 cars\nlede: It lost 12 million.\n---\nGlobex lost 3 million.\n"
    assert (
        outline(read_text(text))
        == outline(read_text(text, media_type="text/markdown"))
        == ["paragraph: Globex lost 3 million."]
    )
    assert not looks_like_markdown("---\n\nGlobex lost 3 million.\n\n---\n")
