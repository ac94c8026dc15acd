"""More than, at most, not, barely: what a sentence says of its figure, and whether a claim's value bears it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.statement import Bound, Shape
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.interval import Interval
from kg.model.quantity import ABOUT_SHARE
from kg.model.units import DATE

NEAR: Final = Decimal("0.10")
"""Off by no more than this share of a claim's value, a figure is imprecise rather than wrong."""
_REACH: Final = Decimal("1.25")
"""A source that says "more than 20" would not say so of 30: up to this many times a bound, a figure is borne out by it."""
_SLIP: Final = Decimal(10)
_CLAUSE: Final = in_any(r"[;:.!?](?:\s|$)|,\s|\s{and_but}\s")
_NUMBER: Final = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d|\b[€$£]\d|[€$£]\d")
_DENIES: Final = in_any(r"\b{denies}\b|{denies_joined}")
_TAIL: Final = 60
_CLOSE: Final = 16


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


def bound_of(folded: str, start: int, figure: Figure, words: Words, names: Sequence[tuple[int, int]] = ()) -> Bound:
    """What a sentence says of a figure that stands at ``start`` of its folded text; a name ends what a denial before it denies."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    if low is None or high is None:
        low = high = Decimal(0)
    begin = max((match.end() for match in _CLAUSE.finditer(folded, 0, start)), default=0)
    begin = max((end for _, end in names if begin < end <= start), default=begin)
    before = folded[begin:start]
    tail = before[-_TAIL:]
    if is_other_time(folded[:start], folded[start + len(fold(figure.exact)) :], words):
        return Bound(Shape.IS, low, high, figure.approx == "about")
    shape = {"at_least": Shape.AT_LEAST, "at_most": Shape.AT_MOST}.get(figure.approx, Shape.IS)
    about = figure.approx == "about" or _ends(words, "barely", tail, _CLOSE + 6)
    strict = False
    untrue = words.has("untrue", folded[:start])
    denied = untrue or (words.has("negation_open", before) and not words.has("unequalled", folded))
    if figure.unit == DATE:
        return _date_bound(tail, low, words, denied=denied)
    if not denied and (words.has("just_over", tail) or words.has("just_under", tail)):
        return _just_beside(low, high, over=words.has("just_over", tail))
    if _ends(words, "not_less", tail, _CLOSE):
        shape, denied = Shape.AT_LEAST, False
    elif _ends(words, "not_more", tail, _CLOSE) or (
        denied
        and (
            (shape is Shape.AT_LEAST and not _reads_negation(figure, folded, start, words))
            or _ends(words, "exceed", tail, _CLOSE + 8)
        )
    ):
        shape, denied = Shape.AT_MOST, False
    elif denied and _ends(words, "reach", tail, _CLOSE + 10):
        shape, strict, denied = Shape.AT_MOST, True, False
    elif shape is Shape.IS and _ends(words, "below", tail, _CLOSE):
        shape, strict = (Shape.AT_LEAST, False) if denied and not words.has("reach", tail) else (Shape.AT_MOST, True)
        denied = False
    elif denied and shape is Shape.AT_MOST and not _reads_negation(figure, folded, start, words):
        shape, denied = Shape.AT_LEAST, False
    elif shape is Shape.IS and _ends(words, "above", tail, _CLOSE):
        shape = Shape.AT_LEAST
    if denied and shape is Shape.IS:
        shape = Shape.IS_NOT
    return Bound(shape, low, high, about and shape is Shape.IS, strict)


def is_other_time(ahead: str, behind: str, words: Words) -> bool:
    """Whether a figure is that of another time, with which one before it is compared: 1.3 billion, less than the 7.9 billion of 2024."""
    if not words.has("than_the", ahead) or not words.has("of_then", behind):
        return False
    return bool(_NUMBER.search(ahead))


def _just_beside(low: Decimal, high: Decimal, *, over: bool) -> Bound:
    """A little more than 500: from 500 to what a hedge adds."""
    if over:
        return Bound(Shape.IS, low, high + abs(high) * ABOUT_SHARE)
    return Bound(Shape.IS, low - abs(low) * ABOUT_SHARE, high)


def _date_bound(tail: str, day: Decimal, words: Words, *, denied: bool) -> Bound:
    """What a sentence says of a date: in 2029, before it, not before it, after it, by then."""
    if denied and words.has("not_until", tail):
        return Bound(Shape.AT_LEAST, day, day)
    if words.has("until", tail):
        return Bound(Shape.AT_LEAST, day, day) if denied else Bound(Shape.AT_MOST, day, day, strict=True)
    if words.has("thereafter", tail):
        return Bound(Shape.AT_MOST, day, day) if denied else Bound(Shape.AT_LEAST, day, day, strict=True)
    if words.has("by_then", tail) and not denied:
        return Bound(Shape.AT_MOST, day, day)
    return Bound(Shape.IS_NOT if denied else Shape.IS, day, day)


def _reads_negation(figure: Figure, folded: str, start: int, words: Words) -> bool:
    """Whether the hedge that the grammar read has the negation in it (no more than), so that it is not to be turned again."""
    if figure.hedge is None:
        return words.does("tells_bounds") and figure.approx == "at_most" and words.has("exceed", folded[:start])
    back = figure.start - figure.hedge[0]
    hedge = folded[max(0, start - back) : start]
    return _DENIES.search(hedge) is not None


def _ends(words: Words, name: str, tail: str, reach: int) -> bool:
    """Whether a pattern's last match in the words before a figure ends close to it."""
    last = None
    for match in words.patterns[name].finditer(tail):
        last = match
    return last is not None and last.group().strip() != "" and len(tail) - last.end() <= reach


def compare(bound: Bound, claim: Interval, stated: Interval, about_share: Decimal, factor: Decimal = Decimal(1)) -> Held:
    """Hold what a sentence says against a claim's values; all in one unit, ``bound`` times ``factor``.

    ``claim`` is the claim's value with its rounding and hedge (a bound's other side open), ``stated`` what it prints.
    """
    meant = bound.interval(about_share)
    if factor != 1:
        meant = Interval(meant.low * factor, meant.high * factor)
    if bound.shape is Shape.IS_NOT:
        return Held(Outcome.OFF) if claim.meets(meant) else Held(Outcome.FITS)
    if bound.shape is Shape.AT_LEAST:
        return _at_least(meant.low, claim, stated)
    if bound.shape is Shape.AT_MOST:
        return _at_most(meant.high, claim, stated, strict=bound.strict)
    return _is(meant, claim, stated)


def _is(meant: Interval, claim: Interval, stated: Interval) -> Held:
    if not claim.high.is_finite():
        floor = claim.low
        if meant.high < floor:
            return _off(floor - meant.high, floor)
        if meant.low <= floor * _REACH:
            return Held(Outcome.FITS)
        return Held(Outcome.OPEN if meant.low < floor * _SLIP else Outcome.OFF, _share(meant.low - floor, floor))
    if not claim.low.is_finite():
        ceiling = claim.high
        if meant.low > ceiling:
            return _off(meant.low - ceiling, ceiling)
        if meant.high * _REACH >= ceiling:
            return Held(Outcome.FITS)
        return Held(Outcome.OPEN if meant.high * _SLIP > ceiling else Outcome.OFF, _share(ceiling - meant.high, ceiling))
    if claim.meets(meant):
        return Held(Outcome.NEAR if _reaches_beyond(meant, stated) else Outcome.FITS)
    if meant.high < claim.low:
        return _off(stated.low - meant.high, stated.low)
    return _off(meant.low - stated.high, stated.high)


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
        return _off(stated.low - ceiling, stated.low) if stated.low > ceiling else Held(Outcome.OFF, Decimal(0))
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
