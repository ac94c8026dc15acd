"""Tables and charts: no figure stands without what limits it, and what disputes it is told."""

from __future__ import annotations

import html5lib
import pytest

from kg.citation.article import fill
from kg.citation.output import WRITERS as PAGES
from kg.citation.tables import WRITERS, Choice, chosen, tabulate


def table(desk, to, across="period", **choice):
    return WRITERS[to](desk, tabulate(desk, chosen(desk, Choice(**choice)), across)).replace("\u00a0", " ")


def test_a_cell_tells_scope_and_status(english_desk):
    text = table(english_desk, "csv", metrics=("revenue",), entities=("nvidia",))
    assert "$57 billion [1]; $51.2 billion (Data Center) [1]" in text
    assert "about $213 billion (projection) [1]" in text


def test_a_cell_tells_its_time_where_no_column_does(english_desk):
    text = table(english_desk, "csv", "metric", metrics=("valuation",), entities=("openai",))
    assert "$157 billion (2024) ‡" in text
    assert "$80 billion (undated) ‡" in text


@pytest.mark.parametrize("to", ["markdown", "csv", "html"])
def test_what_disputes_a_cell_stands_below(english_desk, to):
    text = table(english_desk, to, metrics=("revenue",), entities=("openai",), period="2025").replace("\\", "")
    assert "‡ OpenAI, revenue, 2025, $20 billion: elsewhere it is $13 billion (same source)." in text


def test_the_table_is_html_with_scopes(english_desk):
    fragment = table(english_desk, "html", metrics=("revenue",))
    tree = html5lib.parseFragment(fragment, namespaceHTMLElements=False)
    heads = [(cell.get("scope"), cell.text) for cell in tree.iter("th")]
    assert ("col", "2024") in heads
    assert ("row", "OpenAI") in heads
    assert len(heads) == len([cell for cell in tree.iter("th") if cell.get("scope")])


def test_a_chart_says_a_figure_that_one_source_repeats_once(flagship_desk):
    text = '{{ chart(entity="openai", metric="expenses", title="Dépenses") }}'
    page = PAGES["html"](flagship_desk, fill(flagship_desk, text, "a.md"))
    assert page.count(">8,5\u00a0milliards de dollars</text>") == 1
    assert 'role="img" aria-label="Dépenses; 2025 (projection): 22\u00a0milliards de dollars; ' in page


def test_a_chart_of_several_units_names_them(flagship_desk):
    from kg.model.errors import InvalidFilesError

    with pytest.raises(InvalidFilesError, match="these claims have USD, USD per year"):
        fill(flagship_desk, '{{ chart(entity="openai", metric="revenue") }}', "a.md")
