"""How what claims yield together stands to the number that a sentence prints: rounded to its digits, just that, or far from the middle."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.holding import NEAR
from kg.factcheck.hearing.statement import Bound, Shape, Statement
from kg.factcheck.wording.words import words_of
from kg.model.interval import Interval

_JUST: Final = Decimal("1.001")


def rounds_to(value: Interval, bound: Bound, statement: Statement) -> bool:
    """Whether a calculation yields the figure when it is rounded to the digits that the sentence prints: a third is 33 %."""
    printed = re.search(r"\d+(?:[.,](\d+))?", statement.exact)
    if bound.shape is not Shape.IS or not bound.is_flat or printed is None or statement.unit not in ("%", "x"):
        return False
    half = Decimal(5).scaleb(-1 - len(printed[1] or "")) / (100 if statement.unit == "%" else 1)
    return value.low - half <= bound.low <= value.high + half


def is_just_that(value: Interval, bound: Bound, statement: Statement) -> bool:
    """Whether a calculation yields the very multiple that a sentence says was exceeded: more than halved, from 18 to 9."""
    words, ahead = words_of(statement.language), statement.before
    if statement.unit not in ("x", "%") or not bound.is_flat or not value.is_bounded:
        return False
    above = words.has("strictly_above", ahead) or words.has("more_than_times", ahead)
    if not above and not words.has("more_than_times", f"{ahead}{fold(statement.exact)}"):
        return False
    return middle(value).low <= bound.low * _JUST


def is_near_middle(value: Interval, bound: Bound, about_share: Decimal) -> bool:
    """Whether what claims yield as they are printed is off a figure by no more than a tenth."""
    middle, meant = value.middle, bound.interval(about_share)
    room = abs(middle) * NEAR
    return meant.low - room <= middle <= meant.high + room


def middle(value: Interval) -> Interval:
    """What a calculation yields as a number: its ends are those of roundings, and no range that somebody gave."""
    return Interval.point(value.middle) if value.is_bounded else value
