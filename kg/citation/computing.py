"""Figures computed from others for an article: ratio, sum, difference, growth and share, with their working.

Arithmetic is over intervals: the result is printed as finely as the rounding of its inputs allows, no finer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from kg.citation.desk import Desk
from kg.citation.formatting import figure
from kg.model.claim import Claim
from kg.model.errors import KgError, UsageError
from kg.model.interval import Interval
from kg.model.quantity import Approximation, Quantity
from kg.model.units import DATE

OPERATIONS: Final = ("ratio", "sum", "difference", "growth", "share")
_HUNDRED: Final = Interval.point(Decimal(100))
_ONE: Final = Interval.point(Decimal(1))
_MOST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Computed:
    """A result: as printed, its working in words, and the claims it rests on."""

    text: str
    working: str
    claims: tuple[Claim, ...]


def compute(desk: Desk, operation: str, claims: Sequence[Claim]) -> Computed:
    """One of OPERATIONS over claims. Raises UsageError for the wrong number of them, or units that do not fit."""
    if operation != "sum" and len(claims) != 2:
        raise UsageError(f"{operation}() takes two claims, found {len(claims)}")
    if not claims or any(claim.unit == DATE for claim in claims):
        raise UsageError(f"{operation}() takes claims with numbers, not dates")
    try:
        stated, narrow, unit = _result(operation, [claim.quantity for claim in claims], claims)
    except KgError as error:
        raise UsageError(f"{operation}({', '.join(claim.id for claim in claims)}): {error}") from error
    text = _printed(desk, stated, narrow, unit, claims)
    return Computed(text, _working(desk, operation, claims, text, narrow, unit), tuple(claims))


def _result(operation: str, quantities: Sequence[Quantity], claims: Sequence[Claim]) -> tuple[Interval, Interval, str]:
    """The stated and the narrow result with its unit."""
    first, last = quantities[0], quantities[-1]
    if operation in ("sum", "difference") and len({claim.per for claim in claims}) > 1:
        raise UsageError("their denominators differ")
    match operation:
        case "sum":
            total = first
            for quantity in quantities[1:]:
                total = total + quantity
            return total.stated, total.narrow, total.unit
        case "difference":
            rest = first - last
            return rest.stated, rest.narrow, rest.unit
        case "ratio":
            if last.unit == "count" and first.unit != "count":
                return first.stated / last.stated, first.narrow / last.narrow, first.unit
            ratio = first / last
            return ratio.stated, ratio.narrow, "count" if ratio.unit == "x" else ratio.unit
        case "growth":
            if first.stated.high <= 0 or (first.stated.is_bounded and first.stated.low < 0):
                raise UsageError("growth is measured against what is above zero; write difference() instead")
            ratio = last / first
            return (ratio.stated - _ONE) * _HUNDRED, (ratio.narrow - _ONE) * _HUNDRED, "%"
        case "share":
            ratio = first / last
            return ratio.stated * _HUNDRED, ratio.narrow * _HUNDRED, "%"
    raise UsageError(f"no calculation is called {operation!r}: use {', '.join(OPERATIONS)}")


def _rounded(value: Decimal, may_be: Interval) -> Decimal:
    """The value to two digits where that is one of what it may be, else to three."""
    if value == 0 or not value.is_finite():
        return value
    rounded = [Decimal(f"{Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value):f}") for digits in (2, _MOST_DIGITS)]
    return rounded[0] if may_be.contains(rounded[0]) else rounded[1]


def _printed(desk: Desk, stated: Interval, narrow: Interval, unit: str, claims: Sequence[Claim]) -> str:
    endless = any(not claim.quantity.stated.is_bounded for claim in claims)
    if not stated.is_bounded or (endless and stated.low == 0):
        open_above = stated.low.is_finite() and not stated.high.is_finite()
        end = stated.low if open_above else stated.high
        if not end.is_finite():
            raise UsageError("nothing follows from these bounds")
        hedge = Approximation.AT_LEAST if open_above else Approximation.AT_MOST
        values = [_rounded(end, narrow)]
    else:
        about = any(claim.approximation is Approximation.ABOUT for claim in claims)
        hedge = Approximation.ABOUT if about else Approximation.EXACT
        values = list(dict.fromkeys((_rounded(stated.low, narrow), _rounded(stated.high, narrow))))
    per = claims[0].per if len({claim.per for claim in claims}) == 1 and unit not in ("%", "count") else None
    return figure([f"{value:f}" for value in values], unit, hedge, per, desk.language)


def _working(desk: Desk, operation: str, claims: Sequence[Claim], text: str, narrow: Interval, unit: str) -> str:
    figures = [desk.figure(claim) for claim in claims]
    match operation:
        case "sum":
            left = " + ".join(figures)
        case "difference":
            left = " − ".join(figures)
        case "ratio":
            left = " ÷ ".join(figures)
        case "share":
            left = f"{figures[0]} ÷ {figures[1]} × 100"
        case _:
            left = f"({figures[1]} ÷ {figures[0]} − 1) × 100"
    working = f"{desk.word('computed')}{desk.word('colon')} {left} = {text}"
    if narrow.is_bounded and not narrow.is_point:
        # Rounded outwards: what the working allows must hold what it may be.
        outwards = (_short(narrow.low, ROUND_FLOOR), _short(narrow.high, ROUND_CEILING))
        ends = list(dict.fromkeys(f"{end:f}" for end in outwards))
        working += f" ({desk.word('rounded').format(figure(ends, unit, language=desk.language))})"
    return working


def _short(value: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    return Decimal(f"{Context(prec=_MOST_DIGITS, rounding=rounding).plus(value):f}")


def scaled(claim: Claim, unit: str) -> Claim:
    """A claim restated in another unit of its dimension. Raises UnitError."""
    values = claim.quantity.to(unit).stated
    ends = [end for end in (values.low, values.high) if end.is_finite()]
    texts = tuple(dict.fromkeys(f"{_short(end):f}" for end in ends))
    return replace(claim, values=texts, unit=unit, exact="…")
