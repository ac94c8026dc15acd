"""Figures that follow from others of their sentence, or from claims behind those, by an operation that their words tell.

Each way of following has a room of its own; what holds by one may be what another follows from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.change_ends import told_earlier, told_level
from kg.factcheck.following.changes_of_another import change_of_another
from kg.factcheck.following.each_of_them import alone_of_them, told_further, told_of_each
from kg.factcheck.following.growth_of_another import grown_of_another
from kg.factcheck.following.own_figures import tied
from kg.factcheck.following.parts_of_wholes import told_part
from kg.factcheck.following.per_unit import told_divisor, told_per_unit, told_quotient
from kg.factcheck.following.shared_words import told_more_exactly
from kg.factcheck.following.so_many_for_so_many import told_ratio
from kg.factcheck.following.sums_together import told_together
from kg.factcheck.following.told_changes import is_change, told_change, untold

_ROUNDS: Final = 3
_Way = Callable[[Sequence[Checked], int, Desk], Checked | None]
_WAYS: Final[Sequence[_Way]] = (
    told_of_each,
    told_further,
    told_together,
    told_part,
    told_ratio,
    told_per_unit,
    told_divisor,
    told_quotient,
    told_change,
    told_level,
    told_earlier,
    told_more_exactly,
)


def derived(found: Sequence[Checked], desk: Desk) -> list[Checked]:
    """What the figures of a sentence are worth where each may follow from those about it."""
    now = _vetted(tied(found, desk), desk)
    for _ in range(_ROUNDS):
        changed = False
        for number, each in enumerate(now):
            if each.holds:
                continue
            told = next(filter(None, (way(now, number, desk) for way in _WAYS)), None)
            if told is not None:
                now[number], changed = told, True
        if not changed or all(each.holds for each in now):
            break
        now = _vetted(tied(now, desk), desk)
    now = [alone_of_them(now, number, desk) if each.holds else each for number, each in enumerate(now)]
    for number, each in enumerate(now):
        if each.holds and (why := change_of_another(now, number, desk)) is not None:
            now[number] = each.left_open(why)
    return now


def _vetted(found: Sequence[Checked], desk: Desk) -> list[Checked]:
    """Figures that others of the sentence yield, left open where their clause tells more of them than those do."""
    now = list(found)
    for number, each in enumerate(found):
        if each.holds and (why := grown_of_another(found, number, desk)) is not None:
            now[number] = each.left_open(why)
            continue
        if each.holds and each.rows and (each.tied or is_change(each)) and (why := untold(found, number, desk)) is not None:
            now[number] = each.left_open(why)
    return now
