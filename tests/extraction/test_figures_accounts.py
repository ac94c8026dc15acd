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
    ("en", "EPS was (12.5)p and growth (2)%.", [("(12.5)p", -0.125, -0.125, "GBP"), ("(2)%", -2, -2, "%")]),
    # Or where it stands in a row of amounts with another.
    ("en", "Net income (1,234) 567 (89)", [("(1,234)", -1234, -1234, "count"), ("567", 567, 567, "count"), ("(89)", -89, -89, "count")]),
    ("en", "Free cash flow | (1,234) | (567)", [("(1,234)", -1234, -1234, "count"), ("(567)", -567, -567, "count")]),
    ("fr", "Résultat net (1 234) 567 (89)", [("(1 234)", -1234, -1234, "count"), ("567", 567, 567, "count"), ("(89)", -89, -89, "count")]),
    # Asides, notes, what was said in words, the spread of a mean and shares of counts are not below zero.
    ("en", "The guests (12) left in the spring (2024).", [("12", 12, 12, "count")]),
    ("en", "See the notes (12) (13) there.", [("12", 12, 12, "count"), ("13", 13, 13, "count")]),
    ("en", "The tenant holds thirty (30) % of it.", [("thirty", 30, 30, "count"), ("30", 30, 30, "count")]),
    ("fr", "Les ventes (1) M€ et la marge (2024) % du groupe", [("1", 1, 1, "count")]),
    ("fr", "Il doit trente (30) euros.", [("trente", 30, 30, "count"), ("30", 30, 30, "count")]),
    ("en", "Sales 1,234 (45.2) 998 (40.1)", [("1,234", 1234, 1234, "count"), ("45.2", 45.2, 45.2, "count"), ("998", 998, 998, "count"), ("40.1", 40.1, 40.1, "count")]),
    ("fr", "Le prix baisse (3 €) puis remonte (12 %).", [("3 €", 3, 3, "EUR"), ("12 %", 12, 12, "%")]),
    # A number in brackets takes the currency and the scale of a sum right before it, not those of a sum of another noun.
    ("en", "Net income was $1.2-1.4bn and the margin (12.5)%.", [("$1.2-1.4bn", 1.2e9, 1.4e9, "USD"), ("(12.5)%", -12.5, -12.5, "%")]),
    ("en", "Net income was $1.2bn and the margin (12.5).", [("$1.2bn", 1.2e9, 1.2e9, "USD"), ("12.5", 12.5, 12.5, "count")]),
    ("en", "Revenue was $1.2bn (1.1) in May.", [("$1.2bn", 1.2e9, 1.2e9, "USD"), ("1.1", 1.1e9, 1.1e9, "USD")]),
]  # fmt: skip

MONTHS: list[tuple[str, str, Wanted]] = [
    # Months that results are of, before their year or beside a word of results.
    ("en", "9M 2025 sales of CHF 65.9bn rose.", [("CHF 65.9bn", 6.59e10, 6.59e10, "CHF")]),
    ("en", "9M25 EBITDA grew by 4% and 6M/2024 sales fell.", [("4%", 4, 4, "%")]),
    ("en", "The 3M FY24 revenue was $5m.", [("$5m", 5e6, 5e6, "USD")]),
    ("en", "9M EBITDA rose 4%.", [("4%", 4, 4, "%")]),
    ("fr", "Sur 9M 2025, le CA atteint 12 M€.", [("12 M€", 1.2e7, 1.2e7, "EUR")]),
    # A firm, a sum, a count and a height are none.
    ("en", "3M said it would cut 1,500 jobs.", [("1,500", 1500, 1500, "count")]),
    ("en", "A $9M 2025 budget was adopted.", [("$9M", 9e6, 9e6, "USD")]),
    ("en", "It sold 9M units in 2025.", [("9M", 9e6, 9e6, "count")]),
    ("fr", "Elle compte 9M d'habitants.", [("9M", 9e6, 9e6, "count")]),
    ("fr", "L'enfant fait 1m25.", [("1m25", 1.25, 1.25, "m")]),
]  # fmt: skip

STOPS: list[tuple[str, str, Wanted]] = [
    # The stop of an abbreviated scale before a currency.
    ("fr", "Le gain atteint 32,5 mrd. CHF.", [("32,5 mrd. CHF", 3.25e10, 3.25e10, "CHF")]),
    ("fr", "Le gain atteint 12,5 mio. CHF cette année.", [("12,5 mio. CHF", 1.25e7, 1.25e7, "CHF")]),
    ("fr", "Le gain atteint 3,2 Mio. € cette année.", [("3,2 Mio. €", 3.2e6, 3.2e6, "EUR")]),
    ("fr", "Le gain atteint 5 Mrd. d'euros.", [("5 Mrd. d'euros", 5e9, 5e9, "EUR")]),
    ("en", "A total of 2 bn. dollars.", [("2 bn. dollars", 2e9, 2e9, "USD")]),
    ("en", "A total of 4 mn. euros.", [("4 mn. euros", 4e6, 4e6, "EUR")]),
    # A new sentence and a new sum are not its own.
    ("en", "It counted 3bn. Euros are scarce.", [("3bn", 3e9, 3e9, "count")]),
    ("en", "It counted 3bn. EUR 5 were lost.", [("3bn", 3e9, 3e9, "count"), ("EUR 5", 5, 5, "EUR")]),
    ("fr", "Ils sont 5 mio. dans la ville.", [("5 mio", 5e6, 5e6, "count")]),
]  # fmt: skip

TERMS: list[tuple[str, str, Wanted]] = [
    # One term and its half are one and a half terms.
    ("en", "She played a season and a half for them.", [("a season and a half", 1.5, 1.5, "count")]),
    ("en", "After one term and a half in office, she left.", [("one term and a half", 1.5, 1.5, "count")]),
    ("fr", "Elle a joué une saison et demie au club.", [("une saison et demie", 1.5, 1.5, "count")]),
    ("fr", "Il part au bout d'un mandat et demi.", [("un mandat et demi", 1.5, 1.5, "count")]),
    ("fr", "Il dort une heure et demie.", [("une heure et demie", 1.5, 1.5, "hour")]),
    ("en", "They need a season and a half litre of milk.", [("a half litre", 0.5, 0.5, "L")]),
    ("fr", "Un tournoi et demi-finale ont eu lieu.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), [*BRACKETS, *MONTHS, *STOPS, *TERMS])
def test_accounts(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        (exact, None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit)
        for exact, low, high, unit in wanted
    ]


def test_raised_and_circled_digits_divide_nothing() -> None:
    assert [figure.exact for figure in find_figures("It paid £ 6 per ⁶ and then £ 7 per ① there.", ("en",))] == [
        "£ 6",
        "£ 7",
    ]


def test_hours_of_a_thing_at_the_start_of_a_text() -> None:
    assert [figure.exact for figure in find_figures("fois d' 14h30 et 12 lots", ("en", "fr"))] == ["12"]
