"""How a claim's value stands to what a sentence says of its figure: the table of the bounds of both.

| the sentence says | of 500, or about 500 | of at least 500 | of at most 500 | of 500 to 600 |
|---|---|---|---|---|
| 500, about 500 | fits | fits | fits | open; fits where all of the range is about that |
| about 550 | near | open | off | near, as 550 is |
| nearly 500 | fits | near | open | open |
| just under 500 | fits (500 itself: see objecting) | near | open | near |
| just over 500 | fits (the same) | open | near | open |
| at least 500 | fits | fits | near | fits |
| well over 500 | near | open | off | open |
| at most 500 | fits | near | fits | near |
| well under 500 | near | off | open | off |
| up to 500 | fits | near | fits | near |
| up to 600 | open | open | open | fits |
| 500 to 600 | near | open | near | fits |

A claim bears out a sentence only where all of what it allows does. "Near" is what it excludes by no more than a tenth, "off" by more, "open" what
it neither bears out nor excludes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kg.factcheck.hearing.statement import Bound, Manner, Shape
from kg.model.interval import Interval

NEAR: Final = Decimal("0.10")
"""Off by no more than this share of a claim's value, a figure is imprecise rather than wrong."""
_ITSELF: Final = Decimal("0.02")
"""Within this share of a claim's bound, a figure tells the bound itself."""
_ALL_OF_IT: Final = Decimal("0.03")
"""Where no end of a claim's range is off by more than this share, a figure told as one number rounds all of it."""
_SLIP: Final = Decimal(10)


_ROUNDED: Final = Decimal("0.01")
"""By no more than this share of a claim's value, a figure told with fewer digits is the same rounded."""


class Outcome(StrEnum):
    """How a value stands to what a sentence says."""

    FITS = "fits"
    NEAR = "near"
    OPEN = "open"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Held:
    """The outcome of a comparison and, where it is off, by what share of the claim's value (None: no share)."""

    outcome: Outcome
    gap: Decimal | None = None


def compare(
    bound: Bound,
    claim: Interval,
    stated: Interval,
    about_share: Decimal,
    factor: Decimal = Decimal(1),
    *,
    ranged: bool = False,
) -> Held:
    """Hold what a sentence says against a claim's values; all in one unit, ``bound`` times ``factor``.

    ``claim`` is the claim's value with its rounding and hedge (a bound's other side open), ``stated`` what it prints; ``ranged`` says that it
    prints a range.
    """
    meant, told = bound.interval(about_share), Interval(min(bound.low, bound.high), max(bound.low, bound.high))
    if factor != 1:
        meant = Interval(meant.low * factor, meant.high * factor)
        told = Interval(told.low * factor, told.high * factor)
    if bound.shape is Shape.IS_NOT:
        return Held(Outcome.OFF) if claim.meets(meant) else Held(Outcome.FITS)
    if bound.shape is Shape.AT_LEAST:
        return _at_least(meant.low, claim, stated)
    if bound.shape is Shape.AT_MOST:
        if bound.manner is Manner.UP_TO and not _goes_up_to(meant.high, claim):
            return Held(Outcome.OPEN)
        return _at_most(meant.high, claim, stated, strict=bound.strict)
    if not claim.high.is_finite():
        return _is_of_a_floor(bound, meant, told, claim.low)
    if not claim.low.is_finite():
        return _is_of_a_ceiling(bound, meant, told, claim.high)
    room = _ALL_OF_IT if bound.manner is Manner.PLAIN else Decimal(0)
    if ranged and claim.meets(meant) and not _is_within(stated, meant, room):
        return Held(Outcome.NEAR if _is_within(stated, meant, NEAR) else Outcome.OPEN)
    return _is(meant, claim, stated)


def _is(meant: Interval, claim: Interval, stated: Interval) -> Held:
    if claim.meets(meant):
        return Held(Outcome.NEAR if _reaches_beyond(meant, stated) else Outcome.FITS)
    if meant.high < claim.low:
        return _off(stated.low - meant.high, stated.low)
    return _off(meant.low - stated.high, stated.high)


def is_rounded(bound: Bound, stated: Interval) -> bool:
    """Whether a figure told as it is written is what a claim prints, rounded to the digits told: 5.54 billion of 5,544 million."""
    if bound.shape is not Shape.IS or bound.manner is not Manner.PLAIN or not bound.is_flat or not bound.low:
        return False
    if not stated.is_bounded or stated.low != stated.high:
        return False
    printed = bound.low.normalize().as_tuple()
    digits = printed.exponent if len(printed.digits) > 1 else None
    off = abs(stated.low - bound.low)
    return isinstance(digits, int) and off < Decimal(5).scaleb(digits - 1) and off <= abs(stated.low) * _ROUNDED


def _is_of_a_floor(bound: Bound, meant: Interval, told: Interval, floor: Decimal) -> Held:
    """What a sentence tells as one number, of a claim that tells only that it is at least so much."""
    if meant.high < floor:
        return _off(floor - meant.high, floor)
    if bound.manner in (Manner.NEARLY, Manner.JUST_UNDER) and meant.high == floor:
        return Held(Outcome.NEAR, Decimal(0))
    if bound.manner in (Manner.PLAIN, Manner.ABOUT) and _tells_itself(told, floor, bound):
        return Held(Outcome.FITS)
    if told.high < floor:
        return _off(floor - told.high, floor)
    return Held(Outcome.OPEN if meant.low < floor * _SLIP else Outcome.OFF, _share(meant.low - floor, floor))


def _is_of_a_ceiling(bound: Bound, meant: Interval, told: Interval, ceiling: Decimal) -> Held:
    """The same, of a claim that tells only that it is at most so much."""
    if meant.low > ceiling:
        return _off(meant.low - ceiling, ceiling)
    if bound.manner is Manner.JUST_OVER and meant.low == ceiling:
        return Held(Outcome.NEAR, Decimal(0))
    if bound.manner in (Manner.PLAIN, Manner.ABOUT) and _tells_itself(told, ceiling, bound):
        return Held(Outcome.FITS)
    if told.low > ceiling:
        return _off(told.low - ceiling, ceiling)
    return Held(Outcome.OPEN if meant.high * _SLIP > ceiling else Outcome.OFF, _share(ceiling - meant.high, ceiling))


def _tells_itself(told: Interval, end: Decimal, bound: Bound) -> bool:
    """Whether a sentence tells the very bound of a claim, or of what order it is (tens of billions)."""
    if told.low != told.high and not bound.about:
        return False
    room = abs(end) * _ITSELF
    return told.low - room <= end <= told.high + room


def _is_within(stated: Interval, meant: Interval, share: Decimal) -> bool:
    """Whether all of what a claim prints is what a sentence means, but for so small a share."""
    low, high = abs(meant.low) * share, abs(meant.high) * share
    return meant.low - low <= stated.low and stated.high <= meant.high + high


def _goes_up_to(ceiling: Decimal, claim: Interval) -> bool:
    """Whether a claim comes near what a sentence says it goes up to."""
    return not claim.high.is_finite() or claim.high >= ceiling - abs(ceiling) * NEAR


def _reaches_beyond(meant: Interval, stated: Interval) -> bool:
    """Whether a range that a sentence gives ends well outside what a claim prints, so that the claim does not say as much."""
    if meant.low == meant.high:
        return False
    return meant.high > stated.high + NEAR * abs(stated.high) or meant.low < stated.low - NEAR * abs(stated.low)


def _at_least(floor: Decimal, claim: Interval, stated: Interval) -> Held:
    if not claim.high.is_finite():
        if claim.low >= floor:
            return Held(Outcome.FITS)
        gap = _share(floor - claim.low, claim.low)
        return Held(Outcome.NEAR if gap is not None and gap <= NEAR else Outcome.OPEN, gap)
    if not claim.low.is_finite():
        # Up to 100 says nothing of where it begins.
        return _off(floor - claim.high, claim.high) if floor >= claim.high else Held(Outcome.OPEN)
    if stated.low < stated.high and floor > stated.low:
        return _off(floor - stated.high, stated.high) if floor >= stated.high else Held(Outcome.OPEN)
    if claim.high >= floor:
        return Held(Outcome.FITS)
    return _off(floor - claim.high, claim.high)


def _at_most(ceiling: Decimal, claim: Interval, stated: Interval, *, strict: bool) -> Held:
    if strict and stated.low.is_finite() and stated.low >= ceiling:
        if stated.low == ceiling:
            return Held(Outcome.NEAR if claim.low < ceiling - abs(ceiling) * _ITSELF else Outcome.OFF, Decimal(0))
        return _off(stated.low - ceiling, stated.low)
    if not claim.low.is_finite():
        if claim.high <= ceiling:
            return Held(Outcome.FITS)
        gap = _share(claim.high - ceiling, claim.high)
        return Held(Outcome.NEAR if gap is not None and gap <= NEAR else Outcome.OPEN, gap)
    if not claim.high.is_finite():
        # More than 20 says nothing of where it ends.
        return _off(claim.low - ceiling, claim.low) if ceiling <= claim.low else Held(Outcome.OPEN)
    if stated.low < stated.high and ceiling < stated.high:
        return _off(stated.low - ceiling, stated.low) if ceiling <= stated.low else Held(Outcome.OPEN)
    if claim.low <= ceiling:
        return Held(Outcome.FITS)
    return _off(claim.low - ceiling, claim.low)


def _off(by: Decimal, of: Decimal) -> Held:
    gap = _share(by, of)
    return Held(Outcome.NEAR if gap is not None and gap <= NEAR else Outcome.OFF, gap)


def _share(by: Decimal, of: Decimal) -> Decimal | None:
    return abs(by / of) if of and of.is_finite() and by.is_finite() else None
