"""Values in words, for messages and tables: 4.7 billion USD, about 730 billion USD, 95 to 98 %, x 3, 2029 to 2030."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Final

from kg.model.quantity import Approximation
from kg.model.units import DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model.claim import Claim
    from kg.model.interval import Interval

_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))
_HEDGES: Final = {
    Approximation.EXACT: "",
    Approximation.ABOUT: "about ",
    Approximation.AT_LEAST: "at least ",
    Approximation.AT_MOST: "at most ",
}
_COUNTED: Final = ("year", "month", "week", "day", "hour", "minute", "second")


def plain_number(number: Decimal) -> str:
    """Digits grouped by commas, a long fraction cut to four significant digits: 1,400 or 0.03333."""
    if number != number.to_integral_value() and len(number.as_tuple().digits) > 8:
        number = Context(prec=max(4, number.adjusted() + 3), rounding=ROUND_HALF_EVEN).plus(number)
    return f"{number.normalize():,f}"


def short_number(number: Decimal, digits: int = 4) -> str:
    """A number to so many significant digits."""
    return plain_number(Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(number))


def scaled_number(number: Decimal, digits: int | None = None) -> str:
    """A number with its scale word: 4.7 billion. Without ``digits`` nothing is rounded."""
    for power, word in _SCALES:
        if abs(number) >= Decimal(10) ** power:
            scaled = number.scaleb(-power)
            return f"{plain_number(scaled) if digits is None else short_number(scaled, digits)} {word}"
    return plain_number(number) if digits is None else short_number(number, digits)


def with_unit(amount: str, unit: str, *, one: bool = False) -> str:
    """An amount in words followed, or for multiples preceded, by its unit."""
    if unit == "x":
        return f"x {amount}"
    if unit in ("count", DATE):
        return amount
    if unit in _COUNTED:
        return f"{amount} {unit}" if one else f"{amount} {unit}s"
    return f"{amount} {unit}"


def value_words(values: Sequence[str], unit: str, approximation: Approximation, per: str | None = None) -> str:
    """A claim's value as stated: its hedge, its number or range, its unit and denominator."""
    hedge = _HEDGES[approximation]
    tail = f" per {per}" if per else ""
    if unit == DATE:
        return f"{hedge}{' to '.join(values)}{tail}"
    numbers = [Decimal(value) for value in values]
    words = " to ".join(_range_words(numbers))
    return f"{hedge}{with_unit(words, unit, one=numbers == [1])}{tail}"


def _range_words(numbers: Sequence[Decimal]) -> list[str]:
    """The ends of a range, the scale word said once where they share it."""
    words = [scaled_number(number) for number in numbers]
    scales = [word.rpartition(" ")[2] if " " in word else "" for word in words]
    if len(words) == 2 and scales[0] == scales[1] and scales[0]:
        words[0] = words[0].rpartition(" ")[0]
    return words


def claim_value(claim: Claim) -> str:
    """What a claim states, in words."""
    return value_words(claim.values, claim.unit, claim.approximation, claim.per)


def interval_words(interval: Interval, unit: str, digits: int = 3) -> str:
    """A computed interval in ``unit``, rounded for reading."""
    if interval.is_bounded:
        low, high = (scaled_number(end, digits) for end in (interval.low, interval.high))
        return with_unit(low if low == high else " to ".join(_joined(low, high)), unit, one=low == high == "1")
    if interval.low.is_finite():
        return f"at least {with_unit(scaled_number(interval.low, digits), unit)}"
    if interval.high.is_finite():
        return f"at most {with_unit(scaled_number(interval.high, digits), unit)}"
    return "anything"


def _joined(low: str, high: str) -> list[str]:
    low_scale, high_scale = (word.rpartition(" ")[2] if " " in word else "" for word in (low, high))
    return [low.rpartition(" ")[0] if low_scale == high_scale and low_scale else low, high]


def listed(parts: Sequence[str]) -> str:
    """Parts as a phrase: a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
