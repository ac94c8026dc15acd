"""Units: the short table against pint, one dimension a currency, conversion that rounds nowhere it need not, names."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import UnitError
from kg.model.interval import Interval
from kg.model.units import _COMMON, _QUDT_NAMES, convert, currencies, to_base, unit, unit_iri, unit_of_iri

TIMES = [symbol for symbol, (dimension, _, _) in _COMMON.items() if dimension == "time"]
LENGTHS = ["m", "km", "cm", "mm", "inch", "mile"]


def in_unit(value: str, source: str, target: str) -> Interval:
    return convert(Interval.point(Decimal(value)), source, target)


# Pint's quarter is a mass, its decade a logarithm, and it knows no semester.
@pytest.mark.parametrize("symbol", [symbol for symbol in TIMES if symbol not in ("quarter", "semester", "decade")])
def test_the_table_of_durations_is_that_of_pint(symbol):
    days = pint.UnitRegistry(non_int_type=Fraction).Quantity(Fraction(1), symbol).to("day").magnitude
    assert Fraction(unit(symbol).factor) / Fraction(unit(symbol).divisor) == days


def test_the_table_of_ratios_is_that_of_pint():
    percent = pint.UnitRegistry(non_int_type=Fraction).Quantity(Fraction(1), "percent").to("").magnitude
    assert Fraction(unit("%").factor) / Fraction(unit("%").divisor) == percent


def test_every_currency_is_a_dimension_of_its_own():
    assert {"USD", "EUR", "GBP", "CNY", "FRF", "ALL", "TRY"} <= currencies()
    assert len({unit(code).dimension for code in currencies()}) == len(currencies())
    assert all(unit(code).is_money for code in currencies())
    prices = [unit(f"{code}/kWh").dimension for code in ("USD", "EUR", "CUP", "MOP")]
    assert len(set(prices)) == len(prices)


def test_alike_units_share_a_dimension_and_unlike_ones_do_not():
    assert unit("%").dimension == unit("x").dimension == unit("percent").dimension
    assert unit("hours").dimension == unit("hour").dimension == unit("year").dimension == unit("years").dimension
    dimensions = [
        unit(symbol).dimension for symbol in ("x", "pp", "count", "tokens", "date", "day", "USD", "GB", "kWh", "degC")
    ]
    assert len(set(dimensions)) == len(dimensions)
    assert unit("kWh").dimension == unit("MJ").dimension == unit("TWh").dimension


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("35", "%", "x", "0.35"),
        ("2", "x", "%", "200"),
        ("24", "hour", "day", "1"),
        ("1", "day", "second", "86400"),
        ("90", "minute", "hour", "1.5"),
        ("1", "year", "month", "12"),
        ("2", "years", "year", "2"),
        ("36", "km/h", "m/s", "10"),
        ("212", "degF", "degC", "100"),
        ("-40", "degC", "degF", "-40"),
        ("1", "GWh", "kWh", "1000000"),
        ("1", "km2", "ha", "100"),
        ("42", "barrel", "gallon", "1764"),
        ("1", "GB", "Mbit", "8000"),
        ("1.69", "USD", "USD", "1.69"),
    ],
)
def test_conversion(value, source, target, expected):
    assert in_unit(value, source, target) == Interval.point(Decimal(expected))


@given(st.sampled_from([TIMES, LENGTHS, ["%", "x"], ["degC", "degF"]]), st.data(), st.decimals(-1000, 1000, places=3))
def test_there_and_back_holds_the_value(family, data, value):
    source, target = data.draw(st.sampled_from(family)), data.draw(st.sampled_from(family))
    start = Interval.point(value)
    back = convert(convert(start, source, target), target, source)
    assert back.covers(start)
    assert back.high - back.low < Decimal("1e-40")


@given(st.sampled_from(LENGTHS), st.sampled_from(LENGTHS), st.decimals(0, 1000, places=3), st.decimals(0, 1000, places=3))
def test_conversion_keeps_order(source, target, a, b):
    low, high = sorted((a, b))
    assert convert(Interval(low, high), source, target).covers(convert(Interval.point(low), source, target))


@pytest.mark.parametrize(("source", "target"), [("USD", "EUR"), ("%", "pp"), ("day", "count"), ("kWh", "kW"), ("GB", "x")])
def test_conversion_between_dimensions_is_refused(source, target):
    with pytest.raises(UnitError, match="cannot convert"):
        in_unit("1", source, target)


@pytest.mark.parametrize(
    ("symbol", "hint"),
    [
        ("usd", "did you mean USD?"),
        ("$", "did you mean USD?"),
        ("€", "did you mean EUR?"),
        ("euros", "did you mean EUR?"),
        ("EURO", "did you mean EUR?"),
        ("Dollars", "did you mean USD?"),
        ("US$", "did you mean USD?"),
        ("£", "did you mean GBP?"),
        ("yen", "did you mean JPY?"),
        ("pour cent", "did you mean %?"),
        ("per cent", "did you mean %?"),
        ("yeer", "did you mean year?"),
        ("cuont", "did you mean count?"),
        ("zorkmids", "use an ISO 4217 code"),
        ("XYZ", "use an ISO 4217 code"),
        ("", "use an ISO 4217 code"),
        ("10 km", "use an ISO 4217 code"),
        ("1e6 tokens", "did you mean tokens?"),
        ("m**1000000000", "unknown unit"),
        ("__import__('os')", "unknown unit"),
        ("(" * 400, "unknown unit"),
    ],
)
def test_unknown_units_are_refused_with_what_is_near(symbol, hint):
    with pytest.raises(UnitError, match=r"unknown unit") as error:
        unit(symbol)
    assert hint in str(error.value)


def test_nothing_is_said_that_nobody_asked(caplog):
    import kg.model.units as units

    units._registry.__wrapped__()
    assert caplog.records == []


@pytest.mark.parametrize("symbol", [*_COMMON, *_QUDT_NAMES, "USD", "FRF", "m/s", "tokens/s", "USD/kWh", "µm"])
def test_names_lead_back(symbol):
    assert unit_of_iri(unit_iri(symbol)) == symbol


def test_names_are_those_of_qudt():
    assert unit_iri("%") == "http://qudt.org/vocab/unit/PERCENT"
    assert unit_iri("USD") == "http://qudt.org/vocab/unit/CCY_USD"
    assert unit_iri("km/h") == "http://qudt.org/vocab/unit/KiloM-PER-HR"
    assert unit_iri("m / s").endswith("m%20%2F%20s")


def test_a_foreign_name_is_refused():
    with pytest.raises(UnitError, match="no unit is known"):
        unit_of_iri("http://example.org/unit/furlong")


def test_all_units_with_a_name_are_known():
    for symbol in _QUDT_NAMES:
        assert to_base(Interval.point(Decimal(1)), symbol).low > 0 or symbol.startswith("deg")


def test_points_of_an_index_are_no_length():
    assert unit("points").dimension == "point"
    assert unit("points/year").dimension == "[point] / [time]"
