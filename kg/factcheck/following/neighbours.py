"""How the figures of a sentence stand to one another: what lies between two, how far one reaches, and which of the others hold."""

from __future__ import annotations

from collections.abc import Sequence

from kg.factcheck.answering.checking import Checked
from kg.factcheck.hearing.statement import Statement


def between(one: Statement, other: Statement) -> str:
    """What stands between two figures of a sentence."""
    first, second = sorted((one, other), key=lambda each: each.place)
    return first.folded[first.place_end : second.place]


def room_about(found: Sequence[Checked], number: int) -> tuple[int, int]:
    """From where to where a sentence is about a figure and no other: from the one before it to the one behind."""
    own = found[number].statement
    ends = (each.statement.place_end for each in found if each.statement.place < own.place)
    starts = (each.statement.place for each in found if each.statement.place > own.place)
    return max(ends, default=0), min(starts, default=len(own.folded))


def nearest(found: Sequence[Checked], number: int) -> list[Checked]:
    """The other figures that hold, the nearest first, those before it sooner than those behind."""
    own = found[number].statement
    others = [each for place, each in enumerate(found) if place != number and each.holds]
    return sorted(others, key=lambda each: (abs(each.statement.place - own.place), each.statement.place))
