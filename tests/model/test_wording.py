"""What a value states is said with all its digits; what is computed is rounded for reading."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.interval import Interval
from kg.model.quantity import Approximation
from kg.model.wording import interval_words, value_words

_SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}


@pytest.mark.parametrize(
    ("values", "unit", "words"),
    [
        (["4700000000"], "USD", "4.7 billion USD"),
        (["12345678"], "USD", "12.345678 million USD"),
        (["12345678901"], "USD", "12,345,678,901 USD"),
        (["62"], "mile", "62 miles"),
        (["1"], "mile", "1 mile"),
        (["2000000"], "barrel", "2 million barrels"),
        (["1234567.89"], "EUR", "1,234,567.89 EUR"),
        (["1000000000000001"], "count", "1,000,000,000,000,001"),
        (["12345678000000000000"], "USD", "12,345,678 trillion USD"),
        (["0.0333333333"], "x", "x 0.0333333333"),
        (["123456789012345678901234567890.123456789"], "USD", "123,456,789,012,345,678,901,234,567,890.123456789 USD"),
        (["12345678901", "13000000000"], "USD", "12,345,678,901 to 13 billion USD"),
        (["-12345678901"], "USD", "-12,345,678,901 USD"),
        (["1" + "0" * 40], "USD", "10,000,000,000,000,000,000,000,000,000 trillion USD"),
    ],
)
def test_a_stated_value_is_said_with_all_its_digits(values, unit, words):
    assert value_words(values, unit, Approximation.EXACT) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**40), max_value=10**40))
def test_what_is_said_of_a_value_is_the_value(number):
    said = value_words([f"{number:f}"], "count", Approximation.EXACT)
    found = re.fullmatch(r"(-?[\d,.]+)(?: (\w+))?", said)
    assert found is not None
    power = _SCALES[found[2] or ""]
    sign, digits, exponent = Decimal(found[1].replace(",", "")).as_tuple()
    assert Decimal((sign, digits, exponent + power)) == number


def test_a_computed_interval_is_rounded_for_reading():
    assert interval_words(Interval(Decimal(12345678901), Decimal(12987654321)), "USD") == "12.3 to 13 billion USD"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("12345678900.5", "12345678901.5", "12,345,678,900.5 to 12,345,678,901.5 USD"),
        ("12345678901", "12345678901", "12,345,678,901 USD"),
        ("8900", "8900", "8,900 USD"),
        ("-7000000.5", "-6999999.5", "-7 million USD"),
        ("4650000000", "4750000000", "4.65 to 4.75 billion USD"),
        (f"0.{'3' * 50}", f"0.{'3' * 49}4", "0.333 USD"),
    ],
)
def test_two_ends_are_not_told_as_one_value_that_lies_outside(low, high, words):
    assert interval_words(Interval(Decimal(low), Decimal(high)), "USD") == words
