"""A quantity: what a printed figure says the value may be, under a narrow and a wide reading.

Rounding follows XBRL Calculations 1.1: a value stated to some decimals lies within half a unit of the last one, ends
included. Hedges are separate: at_least and at_most open a side; about widens by a share of the value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kg.model.errors import QuantityError
from kg.model.interval import INFINITY, Interval
from kg.model.period import Period
from kg.model.rounding import EXACT, is_order_of_magnitude, order_reading, reciprocal_of, rounding_of
from kg.model.units import DATE, convert, to_base, unit

ABOUT_SHARE: Final = Decimal("0.05")


class Approximation(StrEnum):
    """The hedge of a figure: none, around it, a lower bound, an upper bound."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A closed interval in ``unit`` with its basis.

    ``stated`` is what is printed (a point, a range, or one bound with the other side open); ``narrow`` adds the rounding
    of its last digit; ``wide`` also takes an integer's trailing zeros as rounded and widens a hedged value.
    ``decimals`` is the narrow reading's (None: exact, or computed).
    """

    stated: Interval
    narrow: Interval
    wide: Interval
    unit: str
    decimals: int | None = None
    approximation: Approximation = Approximation.EXACT

    def __post_init__(self) -> None:
        if not self.wide.covers(self.narrow):
            message = f"the wide reading {self.wide} does not hold the narrow one {self.narrow}"
            raise QuantityError(message)

    def reading(self, *, wide: bool) -> Interval:
        """One of the two readings."""
        return self.wide if wide else self.narrow

    def to(self, symbol: str) -> Quantity:
        """The same quantity in another unit of its dimension. Raises UnitError where there is none."""
        return self._map(lambda interval: convert(interval, self.unit, symbol), symbol)

    def to_base(self) -> Quantity:
        """The same quantity in the base unit of its dimension (the unit name is kept)."""
        return self._map(lambda interval: to_base(interval, self.unit), self.unit)

    def _map(self, change: object, symbol: str) -> Quantity:
        assert callable(change)
        return replace(self, stated=change(self.stated), narrow=change(self.narrow), wide=change(self.wide), unit=symbol)

    def agrees_with(self, other: Quantity, *, wide: bool = True) -> bool:
        """Whether some value fits both, under one reading (the consistent duplicates of XBRL Calculations 1.1)."""
        return self.reading(wide=wide).meets(other.to(self.unit).reading(wide=wide))

    def __neg__(self) -> Quantity:
        return _computed(-self.stated, -self.narrow, -self.wide, self.unit)

    def __add__(self, other: Quantity) -> Quantity:
        same = other.to(self.unit)
        return _computed(self.stated + same.stated, self.narrow + same.narrow, self.wide + same.wide, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        same = other.to(self.unit)  # negated only then: minus 10 degF are not as far below zero in degC
        return self + -same

    def __mul__(self, other: Quantity) -> Quantity:
        symbol = _product(self.unit, other.unit)
        a, b = _plain(self), _plain(other)
        return _computed(a.stated * b.stated, a.narrow * b.narrow, a.wide * b.wide, symbol)

    def __truediv__(self, other: Quantity) -> Quantity:
        """Raises QuantityError where the divisor may be zero."""
        if unit(self.unit).dimension == unit(other.unit).dimension:
            same = other.to(self.unit)
            return _computed(self.stated / same.stated, self.narrow / same.narrow, self.wide / same.wide, "x")
        if unit(other.unit).dimension != "ratio":
            message = f"{self.unit} divided by {other.unit} is no unit of a claim"
            raise QuantityError(message)
        ratio = other.to("x")
        return _computed(self.stated / ratio.stated, self.narrow / ratio.narrow, self.wide / ratio.wide, self.unit)


def _plain(quantity: Quantity) -> Quantity:
    return quantity.to("x") if unit(quantity.unit).dimension == "ratio" else quantity


def _product(left: str, right: str) -> str:
    if unit(right).dimension == "ratio":
        return "x" if unit(left).dimension == "ratio" else left
    if unit(left).dimension == "ratio":
        return right
    message = f"{left} times {right} is no unit of a claim"
    raise QuantityError(message)


def _computed(stated: Interval, narrow: Interval, wide: Interval, symbol: str) -> Quantity:
    return Quantity(stated, narrow, wide, symbol)


def quantity_of(
    exact: str,
    stated: Interval,
    symbol: str,
    approximation: Approximation = Approximation.EXACT,
    about_share: Decimal = ABOUT_SHARE,
) -> Quantity:
    """Read the basis of a figure off its surface form ``exact``.

    ``stated`` is in ``symbol`` with one side infinite for a bound; ``about_share`` is how much a hedge widens.
    """
    if symbol == DATE or not stated.is_bounded:
        # A bound is not rounded: more than 20 billion starts at 20 billion.
        return Quantity(stated, stated, stated, symbol, None, approximation)
    if is_order_of_magnitude(exact):
        reading = order_reading(stated.low).hull(order_reading(stated.high))
        return Quantity(stated, reading, reading, symbol, None, approximation)
    if stated.is_point and (number := reciprocal_of(exact, stated.low)) is not None:
        one, basis = Interval.point(Decimal(1)), rounding_of(f"{number}", number)
        narrow, wide = (one / basis.reading(number, wide=w) for w in (False, True))
        return Quantity(stated, narrow, wide.hull(narrow), symbol, None, approximation)
    low_basis, high_basis = rounding_of(exact, stated.low), rounding_of(exact, stated.high)
    if not stated.is_point and not any(character.isdigit() for character in exact) and stated.high > 3 * abs(stated.low):
        low_basis = high_basis = EXACT  # A vague plural (dozens of billions) has bounds, not digits.
    narrow = low_basis.reading(stated.low, wide=False).hull(high_basis.reading(stated.high, wide=False))
    wide = low_basis.reading(stated.low, wide=True).hull(high_basis.reading(stated.high, wide=True))
    decimals = high_basis.narrow
    if symbol == "count" and decimals is not None and decimals >= 0 and stated.low == stated.low.to_integral_value():
        # Things are counted, not measured: 30 clients are neither 29.5 nor 30.5; 30 may still be a round number.
        narrow, decimals = stated, None
        if high_basis.wide == high_basis.narrow and low_basis.wide == low_basis.narrow:
            wide = stated
    if approximation is Approximation.ABOUT:
        low, high = abs(stated.low) * about_share, abs(stated.high) * about_share
        wide = wide.hull(Interval(stated.low - low, stated.high + high))
    return Quantity(stated, narrow, wide.hull(narrow), symbol, decimals, approximation)


def stated_interval(low: Decimal, high: Decimal, approximation: Approximation) -> Interval:
    """The printed bounds as an interval, opened on the side that the hedge leaves open."""
    if approximation is Approximation.AT_LEAST:
        return Interval(low, INFINITY)
    if approximation is Approximation.AT_MOST:
        return Interval(-INFINITY, high)
    return Interval(low, high)


def date_interval(first: str, last: str, approximation: Approximation) -> Interval:
    """Date values ("2029", "2026-02-09") as days: ordinals of the proleptic Gregorian calendar, ends included."""
    start, end = Period.parse(first), Period.parse(last)
    low, high = Decimal(start.start.toordinal()), Decimal(end.end.toordinal() - 1)
    return stated_interval(low, high, approximation)
