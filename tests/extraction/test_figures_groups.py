"""Halves and quarters of dozens and units, signs of multiples, what a hyphen ties to a number, and names that hold one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

MEASURED = [
    ("en", "We planted two and a half dozen bulbs.", [("two and a half dozen", "30", "count")]),
    ("en", "She baked one and a half dozen rolls.", [("one and a half dozen", "18", "count")]),
    ("en", "The hen laid 2.5 dozen eggs.", [("2.5 dozen", "30", "count")]),
    ("fr", "Il ouvre trois douzaines et demie de moules.", [("trois douzaines et demie", "42", "count")]),
    ("en", "Costs fell by a half per cent.", [("a half per cent", "0.5", "%")]),
    ("en", "Costs fell by half a per cent.", [("half a per cent", "0.5", "%")]),
    ("en", "Costs rose half per cent.", [("half per cent", "0.5", "%")]),
    ("en", "Costs rose by a quarter per cent.", [("a quarter per cent", "0.25", "%")]),
    ("en", "The bank cut its rate by a half percentage point.", [("a half percentage point", "0.5", "pp")]),
    ("en", "A half-percentage-point cut came.", [("A half-percentage-point", "0.5", "pp")]),
    ("en", "The mill stands a half mile away.", [("a half mile", "0.5", "mile")]),
    ("fr", "Une loupe de ×40 suffit.", [("×40", "40", "x")]),
    ("en", "The lens has a zoom of ×10.", [("×10", "10", "x")]),
    ("en", "The lens has a zoom of x10.", [("x10", "10", "x")]),
    ("en", "The lens has a zoom of 10×.", [("10×", "10", "x")]),
]
TIED = [
    ("A three-bedroom house stood there.", "three"),
    ("A 3-bedroom house stood there.", "3"),
    ("A two-term mayor stood there.", "two"),
    ("A four-engine plane stood there.", "four"),
    ("A three-course lunch stood there.", "three"),
]
NAMED = [
    ("en", "She buys her milk at 7-Eleven on Mondays."),
    ("en", "He retired on a fat 401(k) and a house."),
    ("en", "They watched Beverly Hills 90210 reshape TV. Then Beverly Hills 90210 ended."),
    ("en", "Fahrenheit 451 was burnt."),
    ("en", "A five-star hotel stood there."),
    ("fr", "Il lit Le Club des Cinq à sa fille."),
]
COUNTED = [
    ("en", "Ford sold 90210 cars.", "90210"),
    ("en", "Ford Motor 90210 cars sold.", "90210"),
    ("en", "Sales at Ford Motor 90210 in May.", "90210"),
    ("fr", "Il a payé la somme de Deux mille euros.", "Deux mille euros"),
    ("fr", "Il lit les cinq lettres du maire.", "cinq"),
]


@pytest.mark.parametrize(("language", "text", "expected"), MEASURED)
def test_parts_of_dozens_and_units(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.unit) for figure in found] == [
        (exact, Decimal(value), unit) for exact, value, unit in expected
    ]


@pytest.mark.parametrize(("text", "exact"), TIED)
def test_what_a_hyphen_ties_is_counted_in_digits_and_words_alike(text: str, exact: str) -> None:
    assert [(figure.exact, figure.unit) for figure in find_figures(text, ("en", "fr"))] == [(exact, "count")]


@pytest.mark.parametrize(("language", "text"), NAMED)
def test_numbers_of_names(language: str, text: str) -> None:
    assert find_figures(text, (language, "en" if language == "fr" else "fr")) == []


@pytest.mark.parametrize(("language", "text", "exact"), COUNTED)
def test_numbers_beside_names(language: str, text: str, exact: str) -> None:
    assert exact in [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))]
