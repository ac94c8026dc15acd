"""Marks that are crossed, sums in letters of a country, cents, prices of the world's markets, plans and halves, as market news has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

MARKS: list[tuple[str, str, Wanted]] = [
    ("fr", "Le club a franchi la barre symbolique des 100 millions d'euros.", [("100 millions d'euros", 1e8, None, "EUR")]),
    ("fr", "La dette a dépassé le seuil des 9 milliards de francs suisses.", [("9 milliards de francs suisses", 9e9, None, "CHF")]),
    ("fr", "Le taux est passé sous le seuil de 3 %.", [("3 %", None, 3, "%")]),
    ("fr", "Le taux est repassé au-dessus du seuil de 3 %.", [("3 %", 3, None, "%")]),
    ("fr", "Aucun parti n'a franchi la barre des 5 % des voix.", [("5 %", None, 5, "%")]),
    ("fr", "L'once pourrait franchir les 120 euros.", [("120 euros", 120, None, "EUR")]),
    ("fr", "La croissance est située au-dessus du seuil de 3 %.", [("3 %", 3, 3, "%")]),
    ("fr", "Ils ont relevé le plafond de 10 millions d'euros.", [("10 millions d'euros", 1e7, 1e7, "EUR")]),
    ("fr", "Le coureur a franchi 120 km.", [("120 km", 120, 120, "km")]),
    ("en", "Wheat could pass $120 a tonne.", [("$120 a tonne", 120, None, "USD")]),
    ("en", "Wheat could cross £120 in May.", [("£120", 120, None, "GBP")]),
    ("en", "Wheat surged past $120.", [("$120", 120, None, "USD")]),
    ("en", "Inflation has breached 3%.", [("3%", 3, None, "%")]),
    ("en", "Sales have not passed $3 billion.", [("$3 billion", None, 3e9, "USD")]),
    ("en", "The House will pass $3 billion package.", [("$3 billion", 3e9, 3e9, "USD")]),
    ("en", "They crossed 40 km of desert.", [("40 km", 40, 40, "km")]),
    ("en", "Sales passed the 3 million mark.", [("3 million", 3e6, 3e6, "USD")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), [*MARKS])
def test_markets(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        (exact, None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit)
        for exact, low, high, unit in wanted
    ]
