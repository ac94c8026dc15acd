"""Figures as printed, and read again by the figure grammar."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.citation.formatting import claim_figure, figure, known_language
from kg.extraction.figures import find_figures
from kg.model.claim import Claim
from kg.model.errors import UsageError
from kg.model.quantity import Approximation

EXACT, ABOUT, LEAST, MOST = Approximation
N = "\u00a0"

PRINTED = [
    (("4700000000",), "USD", EXACT, None, "4,7_milliards de dollars", "$4.7_billion"),
    (("20000000000",), "USD", LEAST, None, "plus de 20_milliards de dollars", "more than $20_billion"),
    (("1400000000000",), "USD", ABOUT, None, "environ 1\u202f400_milliards de dollars", "about $1.4_trillion"),
    (("13000000000", "15000000000"), "USD", EXACT, None, "13 à 15_milliards de dollars", "$13_billion to $15_billion"),
    (("900000000", "1200000000"), "EUR", EXACT, None, "900_millions à 1,2_milliard d’euros", "€900_million to €1.2_billion"),
    (("500000", "1200000"), "USD", EXACT, None, "500\u202f000_dollars à 1,2_million de dollars", "$500,000 to $1.2_million"),
    (("1000000",), "EUR", EXACT, None, "1_million d’euros", "€1_million"),
    (("3000000000",), "INR", MOST, None, "au plus 3_milliards_INR", "at most ₹3_billion"),
    (("4700000000",), "CHF", EXACT, None, "4,7_milliards de francs suisses", "CHF_4.7_billion"),
    (("-4700000000",), "USD", EXACT, None, "-4,7_milliards de dollars", "-$4.7_billion"),
    (("85",), "%", EXACT, None, "85\u202f%", "85%"),
    (("95", "98"), "%", EXACT, None, "95 à 98\u202f%", "95 to 98%"),
    (("12.5",), "pp", EXACT, None, "12,5_points de pourcentage", "12.5_percentage points"),
    (("30",), "x", EXACT, None, "30×", "30×"),
    (("2025",), "count", EXACT, None, "2\u202f025", "2,025"),
    (("800000000",), "count", EXACT, None, "800_millions", "800_million"),
    (("2",), "count", LEAST, None, "au moins 2", "at least 2"),
    (("1234567",), "count", EXACT, None, "1\u202f234\u202f567", "1,234,567"),
    (("1",), "year", EXACT, None, "1_an", "1_year"),
    (("3", "5"), "year", ABOUT, None, "environ 3 à 5_ans", "about 3 to 5_years"),
    (("18",), "month", MOST, None, "au plus 18_mois", "at most 18_months"),
    (("20",), "USD", EXACT, "month", "20_dollars par mois", "$20 per month"),
    (("0.14",), "USD", EXACT, "1e6 tokens", "0,14_$/million de tokens", "$0.14/million tokens"),
    (("12",), "GW", EXACT, None, "12_GW", "12_GW"),
    (("2029",), "date", EXACT, None, "2029", "2029"),
    (("2029", "2030"), "date", ABOUT, None, "vers 2029 à 2030", "around 2029 to 2030"),
    (("2026-02-09",), "date", MOST, None, "d’ici au 9 février 2026", "by February 9, 2026"),
]


@pytest.mark.parametrize(("values", "unit", "hedge", "per", "french", "english"), PRINTED)
def test_figures_are_printed_as_each_language_does(values, unit, hedge, per, french, english):
    assert figure(values, unit, hedge, per, "fr") == french.replace("_", N)
    assert figure(values, unit, hedge, per, "en") == english.replace("_", N)


def claim(exact, value, unit, **more):
    return Claim("a", "s", exact, "acme", "revenue", (value,), unit, **more)


def test_zeros_that_the_source_prints_are_kept():
    assert claim_figure(claim("15,00 €", "15", "EUR"), "fr") == f"15,00{N}euros"
    assert claim_figure(claim("$0.50", "0.5", "USD"), "en") == "$0.50"


def test_a_reciprocal_stays_one():
    assert claim_figure(claim("1/30ème", "0.0333333333", "x", approximation=ABOUT), "fr") == "environ 1/30"


@pytest.mark.parametrize(("tag", "language"), [("fr", "fr"), ("FR-be", "fr"), ("en_GB", "en")])
def test_language_tags(tag, language):
    assert known_language(tag) == language


def test_an_unknown_language_is_an_error():
    with pytest.raises(UsageError, match="use fr or en"):
        known_language("de")


DENOMINATORS = {
    "money": [None, "month", "year", "day", "user", "1e6 tokens"],
    "rate": [None, "month", "year"],
}
UNITS = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CHF",
    "CAD",
    "INR",
    "SEK",
    "%",
    "pp",
    "x",
    "count",
    "year",
    "month",
    "day",
    "km",
    "kg",
    "GW",
]
SENTENCES = {"fr": "Le total est de {} cette fois.", "en": "The total is {} for this one."}


@st.composite
def printed(draw: st.DrawFn):
    unit = draw(st.sampled_from(UNITS))
    whole = unit in ("count", "year", "month", "day")
    digits, power = (
        draw(st.integers(1, 9999)),
        draw(st.integers(0 if whole else -2, 2 if whole or unit in ("%", "pp", "x") else 11)),
    )
    low = Decimal(digits).scaleb(power)
    values = [low]
    if draw(st.booleans()):
        values.append(low + Decimal(draw(st.integers(1, 9999))).scaleb(power))
    hedge = draw(st.sampled_from([EXACT, ABOUT] if len(values) == 2 else list(Approximation)))
    per = draw(st.sampled_from(DENOMINATORS["money" if len(unit) == 3 and unit.isupper() else "rate"])) if unit not in (
        "%", "pp", "x", "count", "year", "month", "day", "km", "kg", "GW") else None  # fmt: skip
    return tuple(f"{value:f}" for value in values), unit, hedge, per


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=400)
@given(given_=printed())
@example(given_=(("100", "299000"), "%", EXACT, None))
@example(given_=(("5", "12000"), "count", EXACT, None))
@example(given_=(("5", "12000"), "EUR", EXACT, None))
@example(given_=(("5", "12000"), "km", EXACT, None))
@example(given_=(("500000", "1200000"), "USD", ABOUT, None))
def test_what_is_printed_is_read_again_as_the_same_interval(language, given_):
    values, unit, hedge, per = given_
    text = figure(values, unit, hedge, per, language)
    [read] = find_figures(SENTENCES[language].format(text), (language, "en" if language == "fr" else "fr"))
    low = None if hedge is MOST else Decimal(values[0])
    high = None if hedge is LEAST else Decimal(values[-1])
    assert (read.low, read.high, read.approx, read.unit, read.per) == (low, high, hedge.value, unit, per), text
