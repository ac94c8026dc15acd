from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import literals
from kg.graph.names import GraphError


def parsed(literal: str) -> ox.Literal:
    (quad,) = ox.parse(f"<http://a/s> <http://a/p> {literal} <http://a/g> .", ox.RdfFormat.N_QUADS)
    return quad.object


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_on_one_line(text):
    literal = literals.text(text)
    assert len(literal.splitlines()) == 1
    assert parsed(literal).value == text


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ('say "x"', r'"say \"x\""'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\tc\r", r'"a\nb\tc\r"'),
        ("\x00\x7f\x85\u2028", r'"\u0000\u007F\u0085\u2028"'),
    ],
)
def test_special_characters_are_escaped(text, spelled):
    assert literals.text(text) == spelled


def test_surrogates_are_refused():
    with pytest.raises(GraphError, match="surrogate"):
        literals.text("a\udfff")


@pytest.mark.parametrize(
    ("label", "datatype"),
    [
        ("2026", "gYear"),
        ("2026-02", "gYearMonth"),
        ("2026-02-09", "date"),
        ("2026-H1", "PeriodLabel"),
        ("2024/2029", "PeriodLabel"),
    ],
)
def test_times_take_the_type_that_spells_them(label, datatype):
    literal = parsed(literals.moment(label))
    assert literal.value == label
    assert literal.datatype.value.endswith(f"#{datatype}")


def test_language_tags_are_checked():
    assert literals.text_in("chat", "FR") == '"chat"@fr'
    with pytest.raises(GraphError, match="language tag"):
        literals.text_in("chat", "fr_FR")


def test_bounds_finer_than_stores_compute_with_are_rounded_outwards():
    third = Decimal(1) / Decimal(3)
    assert literals.bound(third, upper=False).startswith('"0.333333333333333"')
    assert literals.bound(third, upper=True).startswith('"0.333333333333334"')
    assert literals.bound(Decimal("4.65E+9"), upper=True).startswith('"4650000000"')
