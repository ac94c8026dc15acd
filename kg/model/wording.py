"""Values in words, for messages and tables: 4.7 billion USD, about 730 billion USD, 95 to 98 %, x 3, 2029 to 2030."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Final

from kg.model.interval import PRECISION
from kg.model.quantity import Approximation
from kg.model.units import DATE, shown

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
_SHORT_ENOUGH: Final = 15  # digits of an end that may be told in full
_MOST_DIGITS: Final = 8  # of a number in front of a scale word, where it has a fraction
_COUNTED: Final = frozenset(
    ["year", "month", "week", "day", "hour", "minute", "second", "mile", "acre", "barrel", "gallon", "quintal", "knot"]
)
"""Units that are words, and have a plural."""


def plain_number(number: Decimal) -> str:
    """All digits, grouped by commas, without needless zeros: 1,400 or 0.0333333333."""
    whole, point, fraction = f"{number:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}{point}{fraction}" if fraction else whole


def short_number(number: Decimal, digits: int = 4) -> str:
    """A number to so many significant digits."""
    return plain_number(Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(number))


def scaled_number(number: Decimal, digits: int | None = None) -> str:
    """A number with its scale word: 4.7 billion. Without ``digits`` nothing is rounded: 12,345,678,901 has no scale word."""
    for power, word in _SCALES:
        if number.copy_abs() >= Decimal(10) ** power:
            scaled = _shifted(number, power)
            if digits is not None:
                return f"{short_number(scaled, digits)} {word}"
            words = plain_number(scaled)
            if "." in words and sum(letter.isdigit() for letter in words) > _MOST_DIGITS:
                break
            return f"{words} {word}"
    return plain_number(number) if digits is None else short_number(number, digits)


def _shifted(number: Decimal, power: int) -> Decimal:
    """A number divided by a power of ten; ``scaleb`` would round it to the precision of the context."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent - power))


def with_unit(amount: str, unit: str, *, one: bool = False) -> str:
    """An amount in words followed, or for multiples preceded, by its unit."""
    if unit == "x":
        return f"x {amount}"
    if unit in ("count", DATE):
        return amount
    if unit in _COUNTED:
        return f"{amount} {unit}" if one else f"{amount} {unit}s"
    return f"{amount} {shown(unit)}"


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


def reading_words(interval: Interval, unit: str) -> str:
    """A reading of a figure with all its digits; behind a sign of rounding where an end goes on for ever, as 1 ÷ 30.5 does."""
    ends = [end for end in (interval.low, interval.high) if end.is_finite()]
    if all(_length(end) < PRECISION for end in ends):
        return interval_words(interval, unit, None)
    return f"≈ {interval_words(interval, unit, 6)}"


def interval_words(interval: Interval, unit: str, digits: int | None = 3) -> str:
    """A computed interval in ``unit``, rounded for reading (not at all without ``digits``).

    Where rounding would make of both ends one value that lies outside, they are told in full if they are short.
    """
    if digits is not None and _is_blurred(interval, digits):
        digits = None
    if interval.is_bounded:
        low, high = (scaled_number(end, digits) for end in (interval.low, interval.high))
        return with_unit(low if low == high else " to ".join(_joined(low, high)), unit, one=low == high == "1")
    if interval.low.is_finite():
        return f"at least {with_unit(scaled_number(interval.low, digits), unit)}"
    if interval.high.is_finite():
        return f"at most {with_unit(scaled_number(interval.high, digits), unit)}"
    return "anything"


def _is_blurred(interval: Interval, digits: int) -> bool:
    """Whether both ends, when rounded, become one value outside them, and need not: neither goes on for ever, as 1 ÷ 30.5 does."""
    if not interval.is_bounded:
        return False
    rounding = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    low, high = rounding.plus(interval.low), rounding.plus(interval.high)
    short = all(_length(end) <= _SHORT_ENOUGH for end in (interval.low, interval.high))
    return low == high and short and not interval.low <= low <= interval.high


def _length(number: Decimal) -> int:
    """How many digits a number has without the zeros at its end."""
    return len("".join(map(str, number.as_tuple().digits)).rstrip("0"))


def _joined(low: str, high: str) -> list[str]:
    low_scale, high_scale = (word.rpartition(" ")[2] if " " in word else "" for word in (low, high))
    return [low.rpartition(" ")[0] if low_scale == high_scale and low_scale else low, high]


def listed(parts: Sequence[str]) -> str:
    """Parts as a phrase: a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
