"""Figures as accounts write them: amounts in brackets, months of results, abbreviated scales with their stop, halves of terms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

BRACKETS: list[tuple[str, str, Wanted]] = [
    # Brackets say that an amount is below zero where its currency or unit stands directly around them.
    ("en", "Net loss of $(4.3)bn in the quarter.", [("$(4.3)bn", -4.3e9, -4.3e9, "USD")]),
    ("fr", "La perte est de (4,3) M€ sur l'exercice.", [("(4,3) M€", -4.3e6, -4.3e6, "EUR")]),
    ("fr", "Le solde est de (12,3) %, soit (4) millions d'euros.", [("(12,3) %", -12.3, -12.3, "%"), ("(4) millions d'euros", -4e6, -4e6, "EUR")]),
    ("en", "The margin was (12.5)%.", [("(12.5)%", -12.5, -12.5, "%")]),
    ("en", "Cash flow reached €(1.2)m in June.", [("€(1.2)m", -1.2e6, -1.2e6, "EUR")]),
    ("en", "The tax came to EUR (4.3)m, then USD(12)m.", [("EUR (4.3)m", -4.3e6, -4.3e6, "EUR"), ("USD(12)m", -1.2e7, -1.2e7, "USD")]),
    # Or where it stands in a row of amounts with another.
    ("en", "Net income (1,234) 567 (89)", [("(1,234)", -1234, -1234, "count"), ("567", 567, 567, "count"), ("(89)", -89, -89, "count")]),
    ("en", "Free cash flow | (1,234) | (567)", [("(1,234)", -1234, -1234, "count"), ("(567)", -567, -567, "count")]),
    ("fr", "Résultat net (1 234) 567 (89)", [("(1 234)", -1234, -1234, "count"), ("567", 567, 567, "count"), ("(89)", -89, -89, "count")]),
    # Asides, notes, what was said in words, the spread of a mean and shares of counts are not below zero.
    ("en", "The guests (12) left in the spring (2024).", [("12", 12, 12, "count")]),
    ("en", "See the notes (12) (13) there.", [("12", 12, 12, "count"), ("13", 13, 13, "count")]),
    ("en", "The tenant holds thirty (30) % of it.", [("thirty", 30, 30, "count"), ("30", 30, 30, "count")]),
    ("fr", "Il doit trente (30) euros.", [("trente", 30, 30, "count"), ("30", 30, 30, "count")]),
    ("en", "Sales 1,234 (45.2) 998 (40.1)", [("1,234", 1234, 1234, "count"), ("45.2", 45.2, 45.2, "count"), ("998", 998, 998, "count"), ("40.1", 40.1, 40.1, "count")]),
    ("fr", "Le prix baisse (3 €) puis remonte (12 %).", [("3 €", 3, 3, "EUR"), ("12 %", 12, 12, "%")]),
    # A number in brackets takes the currency and the scale of a sum right before it, not those of a sum of another noun.
    ("en", "Net income was $1.2-1.4bn and the margin (12.5)%.", [("$1.2-1.4bn", 1.2e9, 1.4e9, "USD"), ("(12.5)%", -12.5, -12.5, "%")]),
    ("en", "Net income was $1.2bn and the margin (12.5).", [("$1.2bn", 1.2e9, 1.2e9, "USD"), ("12.5", 12.5, 12.5, "count")]),
    ("en", "Revenue was $1.2bn (1.1) in May.", [("$1.2bn", 1.2e9, 1.2e9, "USD"), ("1.1", 1.1e9, 1.1e9, "USD")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), [*BRACKETS])
def test_accounts(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        (exact, None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit)
        for exact, low, high, unit in wanted
    ]
