"""Sums in letters, changes over a long object and conversions in brackets, as reports of business and politics have them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

SUMS: list[tuple[str, str, Wanted]] = [
    # Letters before the name of a currency are a scale.
    ("en", "The brewer will pay 312.5m yuan for the plant.", [("312.5m yuan", 312.5e6, 312.5e6, "CNY")]),
    ("en", "The mine earned 3.2m rand in May.", [("3.2m rand", 3.2e6, 3.2e6, "ZAR")]),
    ("en", "The dam costs 4b baht.", [("4b baht", 4e9, 4e9, "THB")]),
    ("en", "The winner of the 100m won praise.", [("100m", 100, 100, "m")]),
    # So is an "m" that is held against a sum in letters.
    (
        "en",
        "Profits were 64m euros, up from 29m in the same period.",
        [("64m euros", 64e6, 64e6, "EUR"), ("29m", 29e6, 29e6, "EUR")],
    ),
    ("en", "Sales reached £4.1bn against 950m in May.", [("£4.1bn", 4.1e9, 4.1e9, "GBP"), ("950m", 950e6, 950e6, "GBP")]),
    ("en", "Costs fell from 24m to £19m.", [("24m", 24e6, 24e6, "GBP"), ("£19m", 19e6, 19e6, "GBP")]),
    ("en", "The £19m bridge has a span of 240m.", [("£19m", 19e6, 19e6, "GBP"), ("240m", 240, 240, "m")]),
    ("en", "The bridge cost 19 million pounds and grew to 240m.", [("19 million pounds", 19e6, 19e6, "GBP"), ("240m", 240, 240, "m")]),
    (
        "fr",
        "La société a gagné 64 m€, contre 29 m un an plus tôt.",
        [("64 m€", 64e6, 64e6, "EUR"), ("29 m", 29e6, 29e6, "EUR")],
    ),
]  # fmt: skip

CHANGES: list[tuple[str, str, Wanted]] = [
    (
        "en",
        "They want to raise the ceiling for overseas holdings in regional banks from 35% to 60%.",
        [("35%", 35, 35, "%"), ("60%", 60, 60, "%")],
    ),
    (
        "fr",
        "Le gouvernement veut relever le plafond des participations étrangères dans les banques régionales de 35 % à 60 %.",
        [("35 %", 35, 35, "%"), ("60 %", 60, 60, "%")],
    ),
    (
        "en",
        "They raised the rent, and the flats in the old harbour houses by the park now cost from 35 to 60 euros.",
        [("35 to 60 euros", 35, 60, "EUR")],
    ),
    (
        "fr",
        "Ils ont relevé le loyer, et les appartements des vieilles maisons du port coûtent désormais de 35 à 60 euros.",
        [("35 à 60 euros", 35, 60, "EUR")],
    ),
    ("en", "The delay fell from 48 to just 19 days.", [("48", 48, 48, "day"), ("19 days", 19, 19, "day")]),
    ("fr", "Le délai est tombé de 48 à tout juste 19 jours.", [("48", 48, 48, "day"), ("19 jours", 19, 19, "day")]),
    ("en", "The delay fell from 48 in 2009 to 19 days.", [("48", 48, 48, "day"), ("19 days", 19, 19, "day")]),
    (
        "fr",
        "Les abonnés sont passés de 212 000 foyers en 1990 à 81 000 en 2014.",
        [("212 000", 212_000, 212_000, "count"), ("81 000", 81_000, 81_000, "count")],
    ),
    ("en", "The pump stopped after just 48 seconds.", [("48 seconds", 48, 48, "second")]),
]

CONVERSIONS: list[tuple[str, str, Wanted]] = [
    ("en", "Sales came to at least $12bn (£6.4bn).", [("$12bn", 12e9, None, "USD"), ("£6.4bn", 6.4e9, None, "GBP")]),
    (
        "en",
        "They cost up to $12m (£6m; 9m euros).",
        [("$12m", None, 12e6, "USD"), ("£6m", None, 6e6, "GBP"), ("9m euros", None, 9e6, "EUR")],
    ),
    (
        "fr",
        "La banque a traité plus de 50 milliards de dollars (37 milliards d'euros).",
        [("50 milliards de dollars", 50e9, None, "USD"), ("37 milliards d'euros", 37e9, None, "EUR")],
    ),
    ("en", "It lies over 60 miles (97 km) off.", [("60 miles", 60, None, "mile"), ("97 km", 97, None, "km")]),
    ("en", "Sales exceeded $12bn, and £6.4bn was spent.", [("$12bn", 12e9, None, "USD"), ("£6.4bn", 6.4e9, 6.4e9, "GBP")]),
    ("en", "Over 60 people (12%) left.", [("60", 60, None, "count"), ("12%", 12, 12, "%")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), [*SUMS, *CHANGES, *CONVERSIONS])
def test_reports(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        (exact, None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit)
        for exact, low, high, unit in wanted
    ]
