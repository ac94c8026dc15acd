"""Figures as printed, and read again by the figure grammar."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.citation.formatting import claim_figure, figure, known_language
from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.grammar import language_pack, load_grammar
from kg.model.claim import Claim
from kg.model.errors import UnitError, UsageError
from kg.model.quantity import Approximation
from kg.model.units import currencies, unit

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
    (("3000000000",), "INR", MOST, None, "au plus 3_milliards de roupies indiennes", "at most ₹3_billion"),
    (("4700000000",), "CHF", EXACT, None, "4,7_milliards de francs suisses", "CHF_4.7_billion"),
    (("-4700000000",), "USD", EXACT, None, "−4,7_milliards de dollars", "−$4.7_billion"),
    (("1200000",), "SEK", EXACT, None, "1,2_million de couronnes suédoises", "SEK_1.2_million"),
    (("1",), "SEK", EXACT, None, "1_SEK", "SEK_1"),
    (("99999",), "PLN", EXACT, None, "99\u202f999_zlotys", "PLN_99,999"),
    (("5000000000",), "AED", ABOUT, None, "environ 5_milliards_AED", "about AED_5_billion"),
    (("-5000000", "-3000000"), "USD", EXACT, None, "−5 à −3_millions de dollars", "−$5 to −$3_million"),
    (
        ("-5000000", "3000000000"),
        "USD",
        EXACT,
        None,
        "−5_millions à 3_milliards de dollars",
        "−$5_million–$3_billion",
    ),
    (("-3.5",), "%", EXACT, None, "−3,5\u202f%", "−3.5%"),
    (("25",), "bp", EXACT, None, "25_points de base", "25_basis points"),
    (("4700000000",), "year", ABOUT, None, "environ 4,7_milliards d’années", "about 4.7_billion_years"),
    (("3000000",), "km", EXACT, None, "3_millions de kilomètres", "3_million_km"),
    (("1200",), "km2", EXACT, None, "1\u202f200_km²", "1,200_km²"),
    (("6.2",), "magnitude", EXACT, None, "magnitude 6,2", "magnitude 6.2"),
    (("6.2",), "magnitude", ABOUT, None, "magnitude d’environ 6,2", "magnitude of about 6.2"),
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
    (("2026-02-01",), "date", ABOUT, None, "vers le 1er février 2026", "around February 1, 2026"),
    (("2028-Q1",), "date", LEAST, None, "à partir du 1er trimestre 2028", "from the first quarter of 2028"),
    (("FY2028",), "date", MOST, None, "d’ici à l’exercice 2028", "by fiscal year 2028"),
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


GRAMMAR = load_grammar(("fr", "en"))
PACK = language_pack("und")
CURRENCIES = {
    language: sorted({*PACK["currency_codes"], *PACK["currency_signs"].values()} & currencies() - {"FRF", "AMD"})
    for language in ("fr", "en")
}
"""Every currency that the grammar reads by its code and that a claim can be in: ALL, CUP and TOP are words as well, AMD a maker of chips. Of old francs
it knows only the plural."""
RATES = sorted({*GRAMMAR.unit_codes.values(), *PACK["symbols"].values(), "x"})
BY_NAME_ONLY = {"Da", "Mohm", "N.m", "cup", "dm2", "floz", "kohm", "m2/s", "quart"}
NOT_READ = {
    "fr": {"gal", "in", "kn", "stone", "yd", *BY_NAME_ONLY},  # the French pack has no words for them
    # 3 quarters are three fourths, about 1 hour is a time of day, 12 stone a weight where something weighs so much
    "en": {"quarter", "hour", "semester", "stone", *BY_NAME_ONLY},
}
DENOMINATORS = {
    "fr": sorted({*GRAMMAR.denominator_words.values(), "1e6 tokens"} - {"ton", "gal", "token"}),
    "en": sorted({*GRAMMAR.denominator_words.values(), "1e6 tokens"} - {"inhabitant", "ton"}),
}
SENTENCES = {"fr": "Le total est de {} cette fois.", "en": "The total is {} for this one."}


def claimed(symbol):
    """Whether a claim can have this unit; "magnitude" stands before its number and is tested by itself."""
    try:
        return symbol != "magnitude" and unit(symbol) is not None
    except UnitError:
        return False


UNITS = {
    language: [symbol for symbol in RATES if claimed(symbol) and symbol not in NOT_READ[language]] for language in SENTENCES
}


@st.composite
def numbers(draw: st.DrawFn, *, whole: bool, small: bool, signed: bool) -> list[str]:
    """One number or an ascending pair, tiny or huge."""
    power = draw(st.integers(0 if whole else -4, 3 if small else 12))
    low = Decimal(draw(st.integers(-9999 if signed else 1, 9999).filter(bool))).scaleb(power)
    values = [low]
    if draw(st.booleans()):
        values.append(low + Decimal(draw(st.integers(1, 9999))).scaleb(draw(st.integers(power, power + 2))))
    if len(values) == 2 and values[1] == 0:
        values.pop()
    return [f"{value:f}" for value in values]


@st.composite
def printed(draw: st.DrawFn, language: str):
    money = draw(st.booleans())
    symbol = draw(st.sampled_from(CURRENCIES[language] if money else UNITS[language]))
    durations = ("year", "month", "week", "day", "hour", "minute", "second", "quarter", "century")
    whole = symbol in ("count", "tokens", *durations)
    values = draw(
        numbers(
            whole=whole, small=symbol in ("%", "pp", "bp", "x", "permille"), signed=symbol not in ("x", "bp") and not whole
        )
    )
    hedge = draw(st.sampled_from([EXACT, ABOUT] if len(values) == 2 else list(Approximation)))
    per = draw(st.none() | st.sampled_from(DENOMINATORS[language])) if money else None
    return tuple(values), symbol, hedge, per


def is_read_again(language, given_):
    values, symbol, hedge, per = given_
    text = figure(values, symbol, hedge, per, language)
    [read] = find_figures(SENTENCES[language].format(text), (language, "en" if language == "fr" else "fr"))
    low = None if hedge is MOST else Decimal(values[0])
    high = None if hedge is LEAST else Decimal(values[-1])
    assert (read.low, read.high, read.approx, read.unit, read.per) == (low, high, hedge.value, symbol, per), text


@settings(max_examples=500)
@given(given_=printed("fr"))
@example(given_=(("100", "299000"), "%", EXACT, None))
@example(given_=(("5", "12000"), "count", EXACT, None))
@example(given_=(("5", "12000"), "EUR", EXACT, None))
@example(given_=(("5", "12000"), "km", EXACT, None))
@example(given_=(("500000", "1200000"), "USD", ABOUT, None))
@example(given_=(("4700000000",), "year", ABOUT, None))
@example(given_=(("-5000000", "-3000000"), "EUR", EXACT, "month"))
@example(given_=(("1100000", "1001100000"), "JPY", EXACT, None))
@example(given_=(("1000000", "10100000"), "x", EXACT, None))
@example(given_=(("1000", "100001000"), "%", EXACT, None))
@example(given_=(("1000", "100001000"), "count", EXACT, None))
@example(given_=(("1000", "100001000"), "km", EXACT, None))
def test_what_is_printed_in_french_is_read_again_as_the_same_interval(given_):
    is_read_again("fr", given_)


@settings(max_examples=500)
@given(given_=printed("en"))
@example(given_=(("100", "299000"), "%", EXACT, None))
@example(given_=(("5", "12000"), "count", EXACT, None))
@example(given_=(("5", "12000"), "EUR", EXACT, None))
@example(given_=(("5", "12000"), "km", EXACT, None))
@example(given_=(("500000", "1200000"), "USD", ABOUT, None))
@example(given_=(("-5000000", "-3000000"), "USD", EXACT, None))
@example(given_=(("-5000000", "3000000"), "USD", EXACT, None))
@example(given_=(("-1000", "1099000"), "%", EXACT, None))
@example(given_=(("-9000", "1001000"), "AED", EXACT, None))
def test_what_is_printed_in_english_is_read_again_as_the_same_interval(given_):
    is_read_again("en", given_)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("hedge", list(Approximation))
def test_a_magnitude_is_read_again(language, hedge):
    is_read_again(language, (("6.2",), "magnitude", hedge, None))
