"""Intervals hold every value their operands may take, and are never narrower than the truth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.model.errors import QuantityError
from kg.model.interval import INFINITY, ZERO, Interval

numbers = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6)
# More digits than the arithmetic keeps, so that rounding happens.
long_numbers = st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**60), 10**60), st.integers(0, 30))


def intervals(ends: st.SearchStrategy[Decimal] = numbers) -> st.SearchStrategy[Interval]:
    return st.builds(lambda a, b: Interval(min(a, b), max(a, b)), ends, ends)


@st.composite
def with_a_part(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """An interval and one that lies within."""
    ends = sorted(draw(st.tuples(numbers, numbers, numbers, numbers)))
    return Interval(ends[0], ends[3]), Interval(ends[1], ends[2])


@given(with_a_part(), with_a_part())
def test_what_lies_within_stays_within(first, second):
    (a, part_of_a), (b, part_of_b) = first, second
    assert (a + b).covers(part_of_a + part_of_b)
    assert (a - b).covers(part_of_a - part_of_b)
    assert (a * b).covers(part_of_a * part_of_b)
    if not b.contains(ZERO):
        assert (a / b).covers(part_of_a / part_of_b)


@given(intervals(long_numbers), intervals(long_numbers))
def test_ends_are_rounded_outwards(a, b):
    """Against exact fractions: no end lies inside the true interval, nor far from it."""
    corners = [(Fraction(x), Fraction(y)) for x in (a.low, a.high) for y in (b.low, b.high)]
    true = {
        "+": ([x + y for x, y in corners], a + b),
        "-": ([x - y for x, y in corners], a - b),
        "*": ([x * y for x, y in corners], a * b),
    }
    if not b.contains(ZERO):
        true["/"] = ([x / y for x, y in corners], a / b)
    for exact, found in true.values():
        assert Fraction(found.low) <= min(exact)
        assert max(exact) <= Fraction(found.high)
        for end, other in ((found.low, min(exact)), (found.high, max(exact))):
            assert abs(Fraction(end) - other) <= abs(other) / 10**49


@given(st.decimals(min_value="0.01", max_value=1000, places=3), st.integers(1, 12))
@example(Decimal("99.999"), 11)
def test_powers_hold_the_exact_one(base, exponent):
    power = Interval.point(base) ** Interval.point(Decimal(exponent))
    assert Fraction(power.low) <= Fraction(base) ** exponent <= Fraction(power.high)


@given(intervals(), intervals())
def test_arithmetic_laws(a, b):
    assert a + b == b + a
    assert a * b == b * a
    negated = -a
    assert -negated == a
    assert (a - a).contains(ZERO)
    assert a.hull(b).covers(a)
    assert a.meets(b) == b.meets(a)


@given(intervals(), intervals())
def test_division_across_zero_is_refused(a, b):
    assume(b.contains(ZERO))
    with pytest.raises(QuantityError, match="may be zero"):
        a / b


def test_the_refusal_tells_the_divisor_in_plain_digits():
    one, nothing, around = (
        Interval(Decimal(low), Decimal(high)) for low, high in (("1", "1"), ("0E-12", "0E-12"), ("-1", "2"))
    )
    with pytest.raises(QuantityError, match=r"may be zero \(0\)"):
        one / nothing
    with pytest.raises(QuantityError, match=r"may be zero \(-1 to 2\)"):
        one / around


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((1, INFINITY), (2, 2), (Decimal("0.5"), INFINITY)),
        ((-INFINITY, 6), (2, 3), (-INFINITY, 3)),
        ((6, 6), (2, INFINITY), (0, 3)),
        ((1, INFINITY), (1, INFINITY), (0, INFINITY)),
        ((-INFINITY, INFINITY), (1, 2), (-INFINITY, INFINITY)),
        ((-INFINITY, -1), (1, INFINITY), (-INFINITY, 0)),
    ],
)
def test_open_sides_divide(left, right, expected):
    a, b = (Interval(Decimal(low), Decimal(high)) for low, high in (left, right))
    assert a / b == Interval(*map(Decimal, expected))


def test_open_sides_multiply_and_add():
    up = Interval(Decimal(2), INFINITY)
    assert up * Interval(ZERO, Decimal(3)) == Interval(ZERO, INFINITY)
    assert up + up == Interval(Decimal(4), INFINITY)
    assert up - up == Interval(-INFINITY, INFINITY)


@pytest.mark.parametrize(("low", "high"), [("2", "1"), ("NaN", "1"), ("1", "NaN")])
def test_an_empty_interval_is_refused(low, high):
    with pytest.raises(QuantityError):
        Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(("base", "exponent"), [("0", "2"), ("-1", "0.5"), ("1e30", "1e30")])
def test_powers_without_a_value_are_refused(base, exponent):
    with pytest.raises(QuantityError):
        Interval.point(Decimal(base)) ** Interval.point(Decimal(exponent))


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval.point(Decimal("1E+3")), "1000"),
        (Interval(Decimal("4.25"), Decimal("4.35")), "[4.25, 4.35]"),
        (Interval(Decimal(20), INFINITY), "[20, ∞)"),
        (Interval(-INFINITY, Decimal(20)), "(-∞, 20]"),
    ],
)
def test_shown(interval, text):
    assert str(interval) == text
