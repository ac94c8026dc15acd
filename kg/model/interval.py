"""Closed intervals of exact decimals, and their arithmetic.

Arithmetic is that of interval analysis (R. E. Moore, *Interval Analysis*, 1966): the result holds every
value that the operands may take. Ends that cannot be written exactly are rounded outwards, so that a result is
never narrower than the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, Inexact
from typing import TYPE_CHECKING

from kg.model.errors import QuantityError

if TYPE_CHECKING:
    from collections.abc import Callable

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
PRECISION = 50
"""Digits of an end that cannot be written exactly."""
_DOWN = Context(prec=PRECISION, rounding=ROUND_FLOOR)
_UP = Context(prec=PRECISION, rounding=ROUND_CEILING)


def _times(a: Decimal, b: Decimal, context: Context) -> Decimal:
    # Nothing of an unbounded amount is nothing: 0 x infinity is 0 for interval ends.
    return ZERO if a == 0 or b == 0 else context.multiply(a, b)


def _power(base: Decimal, exponent: Decimal, context: Context) -> Decimal:
    """A power rounded outwards: Decimal's own is not always rounded as asked, so an inexact one goes a digit further."""
    own = context.copy()
    own.clear_flags()
    value = own.power(base, exponent)
    if not own.flags[Inexact]:
        return value
    return own.next_minus(value) if own.rounding == ROUND_FLOOR else own.next_plus(value)


@dataclass(frozen=True, slots=True)
class Interval:
    """Every decimal from ``low`` to ``high``, ends included; an infinite end is an open side.

    Raises QuantityError when ``low`` exceeds ``high`` or an end is not a number.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low.is_nan() or self.high.is_nan() or self.low > self.high:
            message = f"the interval from {self.low} to {self.high} is empty: give the lower value first"
            raise QuantityError(message)

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """Only ``value``."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Decimal, half_width: Decimal) -> Interval:
        """``value`` give or take ``half_width``."""
        return cls(_DOWN.subtract(value, half_width), _UP.add(value, half_width))

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether neither side is open."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def middle(self) -> Decimal:
        """The value halfway between both ends, where neither is open."""
        return (self.low + self.high) / 2

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies within, ends included."""
        return self.low <= value <= self.high

    def covers(self, other: Interval) -> bool:
        """Whether all of ``other`` lies within."""
        return self.low <= other.low and other.high <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both (a shared end is enough)."""
        return self.low <= other.high and other.low <= self.high

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return self._corners(other, _times)

    def __truediv__(self, other: Interval) -> Interval:
        if other.contains(ZERO):
            ends = dict.fromkeys(f"{end.normalize():f}" for end in (other.low, other.high))
            message = f"cannot divide by a quantity that may be zero ({' to '.join(ends)})"
            raise QuantityError(message)

        def divide(a: Decimal, b: Decimal, context: Context) -> Decimal:
            if b.is_infinite():
                return ZERO if a.is_finite() else INFINITY.copy_sign(a * b)
            return context.divide(a, b)

        return self._corners(other, divide)

    def __pow__(self, other: Interval) -> Interval:
        if self.low <= 0:
            message = f"cannot raise {self.low} to a power: the base must be above zero"
            raise QuantityError(message)
        try:
            return self._corners(other, _power)
        except ArithmeticError as error:
            message = f"{self} to the power {other} has no value that can be written"
            raise QuantityError(message) from error

    def _corners(self, other: Interval, operation: Callable[[Decimal, Decimal, Context], Decimal]) -> Interval:
        ends = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(operation(a, b, _DOWN) for a, b in ends), max(operation(a, b, _UP) for a, b in ends))

    def __str__(self) -> str:
        if self.is_point:
            return f"{self.low:f}"
        low = f"[{self.low:f}" if self.low.is_finite() else "(-∞"
        high = f"{self.high:f}]" if self.high.is_finite() else "∞)"
        return f"{low}, {high}"
