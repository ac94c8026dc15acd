"""Rates of exchange and levels of indices, which are quoted without a unit of their own."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

Quoted = list[tuple[str, str]]  # what is said, its unit

RATES: list[tuple[str, str, Quoted]] = [
    ("en", "The yuan trades at 7.94 to the dollar.", [("7.94", "CNY")]),
    (
        "en",
        "In Delhi the rupee slipped to 44.12 per US dollar from 44.37.",
        [("44.12", "INR"), ("44.37", "INR")],
    ),
    ("en", "In Pakistan the rupee fell to 160 to the dollar.", [("160", "PKR")]),
    ("fr", "En Inde, la roupie est montée à 44,12 par dollar, contre 44,37.", [("44,12", "INR"), ("44,37", "INR")]),
    ("fr", "Le yen s'échangeait à 103,2 pour un dollar.", [("103,2", "JPY")]),
    ("en", "The euro rose to 1.31 against the dollar.", [("1.31", "USD")]),
    ("en", "The yen fell to 103.2 against the dollar.", [("103.2", "JPY")]),
    ("fr", "L'euro valait 1,31 face au dollar.", [("1,31", "USD")]),
    ("fr", "Le taux est de 655,957 francs CFA pour un euro.", [("655,957 francs CFA", "XOF")]),
    ("en", "The vote was 40 to the good.", [("40", "count")]),
    ("en", "They gave 40 per dollar.", [("40", "count")]),
]

LEVELS: list[tuple[str, str, Quoted]] = [
    (
        "en",
        "The index of the exchange added 31 points to 5812.44 on strong growth.",
        [("31 points", "points"), ("5812.44", "points")],
    ),
    ("en", "The Nikkei fell 120 points to 11,402.", [("120 points", "points"), ("11,402", "points")]),
    ("fr", "Le CAC 40 a perdu 18 points à 7 321 mardi.", [("18 points", "points"), ("7 321", "points")]),
    ("en", "The party gained 3 points to 38% in the poll.", [("3 points", "pp"), ("38%", "%")]),
    ("en", "The hosts won by 31 points to 450 fans.", [("31 points", "points"), ("450", "count")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), [*RATES, *LEVELS])
def test_quotes(language: str, text: str, wanted: Quoted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.unit) for figure in found] == wanted
