"""What a printed figure says the value may be. XBRL Calculations 1.1 gives the rounding; hedges are apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import QuantityError, UnitError
from kg.model.interval import INFINITY, Interval
from kg.model.quantity import Approximation, Quantity, date_interval, quantity_of, stated_interval
from kg.model.rounding import rounding_of

ABOUT, AT_LEAST, AT_MOST = Approximation.ABOUT, Approximation.AT_LEAST, Approximation.AT_MOST


def figure(exact: str, value: str, symbol: str = "USD", approximation: Approximation = Approximation.EXACT) -> Quantity:
    low, _, high = value.partition("..")
    return quantity_of(exact, stated_interval(Decimal(low), Decimal(high or low), approximation), symbol, approximation)


@pytest.mark.parametrize(
    ("exact", "value", "narrow", "wide"),
    [
        ("4,3 milliards", "4.3e9", -8, -8),
        ("4.3 billion", "4.3e9", -8, -8),
        ("80 milliards", "80e9", -9, -10),
        ("157 milliards de dollars", "157e9", -9, -9),
        ("730 billion", "730e9", -9, -10),
        ("1.20 $", "1.20", 2, 2),
        ("35 %", "35", 0, 0),
        ("30 %", "30", 0, -1),
        ("1 000", "1000", 0, -3),
        ("1 000 000", "1000000", 0, -6),
        ("1'000", "1000", 0, -3),
        ("80,000", "80000", 0, -4),
        ("80.000", "80000", 0, -4),
        ("80.000", "80", 3, 3),
        ("1,200,000", "1200000", 0, -5),
        ("$1,250.50", "1250.50", 2, 2),
        ("1,234", "1234", 0, 0),
        ("1,234", "1.234", 3, 3),
        ("1.234.567,8", "1234567.8", 1, 1),
        ("9\n\nmilliards", "9e9", -9, -9),
        ("deux milliards", "2e9", -9, -9),
        ("two hundred million", "2e8", -6, -8),
        ("300 000 euros", "300000", 0, -5),
        ("0,5 %", "0.5", 1, 1),
        ("Gratuit", "0", None, None),
        ("0 $", "0", None, None),
        ("0,00 $", "0", 2, 2),
        ("-5 %", "-5", 0, 0),
    ],
)
def test_rounding_is_read_off_the_surface_form(exact, value, narrow, wide):
    found = rounding_of(exact, Decimal(value))
    assert (found.narrow, found.wide) == (narrow, wide)


@pytest.mark.parametrize(
    ("exact", "value", "narrow", "wide"),
    [
        ("4,3 milliards", "4.3e9", ("4.25e9", "4.35e9"), ("4.25e9", "4.35e9")),
        ("80 milliards", "80e9", ("79.5e9", "80.5e9"), ("75e9", "85e9")),
        ("10-15 milliards", "10e9..15e9", ("9.5e9", "15.5e9"), ("5e9", "15.5e9")),
        ("de 4,5 à 5 milliards", "4.5e9..5e9", ("4.45e9", "5.5e9"), ("4.45e9", "5.5e9")),
    ],
)
def test_narrow_and_wide_readings(exact, value, narrow, wide):
    found = figure(exact, value)
    assert found.narrow == Interval(*map(Decimal, narrow))
    assert found.wide == Interval(*map(Decimal, wide))


@pytest.mark.parametrize(
    ("first", "second", "consistent"),
    [
        (("4.3", "4.3"), ("4.4", "4.4"), True),  # they share 4.35
        (("4.3", "4.3"), ("9.9", "9.9"), False),
        (("4.3", "4.3"), ("4.5", "4.5"), False),
        (("4.3", "4.3"), ("4.26", "4.26"), True),
        (("4.3", "4.3"), ("4.24", "4.24"), False),  # [4.235, 4.245] ends before 4.25
        (("4", "4"), ("4.49", "4.49"), True),
    ],
)
def test_duplicates_are_consistent_as_in_xbrl(first, second, consistent):
    a, b = figure(*first), figure(*second)
    assert a.agrees_with(b) is consistent
    assert b.agrees_with(a) is consistent


def test_degrees_of_two_scales_are_taken_from_each_other_as_they_are():
    cold, colder = figure("10 °F", "10", "degF"), figure("-12.5 °C", "-12.5", "degC")
    assert (colder - cold).stated.low.quantize(Decimal("0.01")) == Decimal("-0.28")


def test_at_least_and_at_most_open_a_side_and_are_not_rounded():
    more = figure("plus de 20 milliards", "20e9", approximation=AT_LEAST)
    less = figure("moins de 20 milliards", "20e9", approximation=AT_MOST)
    assert more.narrow == more.wide == Interval(Decimal("20e9"), INFINITY)
    assert less.narrow == less.wide == Interval(-INFINITY, Decimal("20e9"))
    assert more.agrees_with(figure("157 milliards", "157e9"))
    assert not less.agrees_with(figure("157 milliards", "157e9"))


def test_about_widens_the_wide_reading_alone():
    found = figure("environ 200 millions", "200e6", approximation=ABOUT)
    assert found.narrow == Interval(Decimal("199.5e6"), Decimal("200.5e6"))
    assert found.wide == Interval(Decimal("150e6"), Decimal("250e6"))  # the trailing zeros allow more than 5 %
    assert figure("about 157", "157", approximation=ABOUT).wide == Interval(Decimal("149.15"), Decimal("164.85"))
    assert figure("about -157", "-157", approximation=ABOUT).wide == Interval(Decimal("-164.85"), Decimal("-149.15"))


@pytest.mark.parametrize(
    ("exact", "value", "narrow", "wide"),
    [
        ("deux clients", "2", ("2", "2"), ("2", "2")),
        ("30 clients", "30", ("30", "30"), ("25", "35")),
        ("157 employees", "157", ("157", "157"), ("157", "157")),
        ("1,5 million d'utilisateurs", "1500000", ("1450000", "1550000"), ("1450000", "1550000")),
    ],
)
def test_things_are_counted_not_measured(exact, value, narrow, wide):
    found = figure(exact, value, "count")
    assert found.narrow == Interval(*map(Decimal, narrow))
    assert found.wide == Interval(*map(Decimal, wide))


def test_a_reciprocal_is_rounded_in_its_divisor():
    found = figure("1/30ème", "0.0333333333", "x")
    assert found.narrow.contains(Decimal(1) / Decimal(30))
    assert found.narrow == Interval.point(Decimal(1)) / Interval(Decimal("29.5"), Decimal("30.5"))
    assert found.wide == Interval.point(Decimal(1)) / Interval(Decimal(25), Decimal(35))


def test_a_vague_plural_has_bounds_not_digits():
    found = figure("dizaines de milliards", "20e9..100e9", approximation=ABOUT)
    assert found.narrow == found.stated


def test_an_order_of_magnitude_is_half_of_one_to_either_side():
    found = figure("un ordre de grandeur", "10", "x")
    assert Decimal("3.162") < found.narrow.low < Decimal("3.163")
    assert Decimal("31.62") < found.narrow.high < Decimal("31.63")


@given(st.decimals(min_value="0.1", max_value=10**6, places=1), st.sampled_from(["", " milliards", " %"]))
def test_the_printed_value_lies_within_its_readings(value, scale):
    number = value * (10**9 if "milliards" in scale else 1)
    found = figure(f"{value}{scale}", str(number))
    assert found.stated.is_point
    assert found.narrow.covers(found.stated)
    assert found.wide.covers(found.narrow)


@given(
    st.text(max_size=30), st.decimals(min_value=-(10**15), max_value=10**15, places=4), st.sampled_from(list(Approximation))
)
def test_any_surface_form_has_a_reading(exact, value, approximation):
    found = figure(exact, str(value), approximation=approximation)
    assert found.wide.covers(found.narrow)
    assert found.narrow.covers(found.stated)


def test_arithmetic_keeps_units():
    revenue, expenses, share = figure("13", "13"), figure("22", "22"), figure("50 %", "50", "%")
    assert (expenses - revenue).stated == Interval.point(Decimal(9))
    assert (expenses / revenue).unit == "x"
    assert (revenue * share).stated == Interval.point(Decimal("6.5"))
    assert (share * share).unit == "x"
    assert (revenue / share).stated == Interval.point(Decimal(26))
    assert (figure("1 day", "1", "day") + figure("24 hours", "24", "hour")).stated.contains(Decimal(2))
    with pytest.raises(UnitError, match="cannot convert EUR"):
        revenue + figure("3 €", "3", "EUR")
    with pytest.raises(QuantityError, match="no unit of a claim"):
        revenue * expenses
    with pytest.raises(QuantityError, match="may be zero"):
        revenue / figure("0", "0")


def test_dates_are_days():
    year = date_interval("2029", "2029", Approximation.EXACT)
    assert year.high - year.low == 364
    assert date_interval("2029", "2030", Approximation.EXACT).covers(year)
    assert date_interval("2029-05", "2029-05", AT_LEAST).high == INFINITY
