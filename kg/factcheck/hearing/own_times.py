"""When a figure is: which of the times of its sentence are its own, where others only compare or add up with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.factcheck.hearing.clauses import in_clause, own_part
from kg.factcheck.hearing.ratio_times import times_of_another
from kg.factcheck.hearing.sentence import Sentence
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.hearing.times import (
    When,
    from_one_to_other,
    in_turn,
    is_before,
    parsed,
    time_of,
    told_before,
    year_before,
)
from kg.factcheck.hearing.told_aside import times_aside
from kg.factcheck.wording.words import Words
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

_THEN: Final = 8
_OF_A_MOMENT: Final = (MetricKind.STOCK, MetricKind.RATIO, MetricKind.PRICE)


class FigureTime(NamedTuple):
    """The time of a figure, whether it is only an end (``by``), that of what it is compared with, and all that may be its own."""

    period: Period | None
    by: bool
    other: Period | None
    mine: Sequence[When]


def time_of_figure(
    of: Sentence,
    place: tuple[int, int],
    others: Sequence[tuple[int, int]],
    stretch: tuple[int, int],
    subject: Subject,
    groups: Sequence[Sequence[str]],
    *,
    difference: bool,
) -> FigureTime:
    """The time of a figure; ``stretch`` is the part of the sentence that it stands in."""
    year_end = of.vocabulary.fiscal_year_end(subject.entities[0]) if subject.entities else "12-31"
    beyond = _compared_with(of, place, difference=difference)
    mine = _its_own(of, place, others, stretch, groups, beyond)
    # "Now worth 852 billion, it was valued at 157 billion in 2024": the present is of the clause that names no time.
    told = [when for when in mine if stretch[0] <= when.start < stretch[1]] if of.present else mine
    period, by = time_of(of.folded, of.words, place, told, others, year_end, stretch)
    if not others and (both := _over_both(of.folded, of.words, of.times)) is not None:
        period, by = both, False
    if period is not None and is_before(of.folded, of.words, place, others, of.times):
        period, by = year_before(period, year_end), False
    values = [(p.start, p.figure.low) for p in of.placed]
    if turns := in_turn(of.folded, of.words, of.times, values):
        behind = [start for start, _ in values if start >= turns[1].end]
        if place[0] in behind:
            own = turns[behind.index(place[0])]
            return FigureTime(parsed(own, year_end), by=False, other=None, mine=[own])
    found = FigureTime(period, by, parsed(beyond[0], year_end) if beyond else None, mine)
    return _between_two(of, found, told, year_end) if difference and found.other is None else found


def _between_two(of: Sentence, found: FigureTime, told: Sequence[When], year_end: str) -> FigureTime:
    """The two times between which a difference came about, where the sentence names both: between 2024 and 2025."""
    early, two, late = (found.period.label if found.period is not None else "").partition("/")
    if two and "/" not in late:
        return FigureTime(
            parsed(When(0, 0, late), year_end), by=False, other=parsed(When(0, 0, early), year_end), mine=found.mine
        )
    if (ends := from_one_to_other(of.folded, of.words, told)) is not None:
        return FigureTime(parsed(ends[1], year_end), by=False, other=parsed(ends[0], year_end), mine=found.mine)
    return found


def _compared_with(of: Sentence, place: tuple[int, int], *, difference: bool) -> list[When]:
    """The times of what a figure is compared with, which may have one of its own: more than the other was worth in 2024."""
    aside = of.words.patterns["other_side"].search(of.folded, place[1])
    beyond = [when for when in of.times if aside is not None and aside.start() <= when.start < aside.end()]
    if difference and (on := of.words.patterns["on_then"].match(of.folded[place[1] :])) is not None:
        beyond += [when for when in of.times if 0 <= when.start - place[1] - on.end() < _THEN and when not in beyond]
    return beyond


def _its_own(
    of: Sentence,
    place: tuple[int, int],
    others: Sequence[tuple[int, int]],
    stretch: tuple[int, int],
    groups: Sequence[Sequence[str]],
    beyond: Sequence[When],
) -> list[When]:
    """The times that may be a figure's own: not those of another figure, nor those ``beyond`` it."""
    past = told_before(of.times, place, others, of.folded, of.words)
    past += times_of_another(place, of.placed, of.times, of.folded, of.words)
    past += times_aside(of.times, of.folded, place, others)
    mine = [when for when in of.times if when not in beyond and when not in past]
    clause = own_part(of.folded, place, others, stretch)
    if others:
        units = [p.figure.unit for p in of.placed]
        twice = len(set(units)) < len(units)
        mine = _not_compared(mine, of.times, place, clause, of.folded, of.words, twice=twice)
    if of.words.has("so_many_of_then", of.folded[place[0] :]) and len(mine) > 1:
        mine = [when for when in mine if not place[1] <= when.start < place[1] + _THEN]
    if groups and of.vocabulary.metrics[groups[0][0]].kind in _OF_A_MOMENT:
        mine = in_clause(mine, place, of.folded)
        # It manages 10 billion, and gained 56 % in 2025: that is when it gained so much.
        then = min((start for start, _ in others if start >= place[1]), default=0)
        mine = [when for when in mine if not clause[1] <= when.start < then]
    return mine


def _not_compared(
    mine: list[When],
    times: Sequence[When],
    place: tuple[int, int],
    own: tuple[int, int],
    folded: str,
    words: Words,
    *,
    twice: bool,
) -> list[When]:
    """The times of a figure whose own clause has none: not those with which another is compared (fewer in 2025 than in 2024: 6.08).

    What it moved from, or is set against, is of just that time. ``twice`` says that two figures are of one unit: told in the order
    of the times, they are read elsewhere.
    """
    in_turn = twice and any(words.has("in_turn", folded[: when.start]) for when in times)
    if in_turn or any(own[0] <= when.start < own[1] for when in mine):
        return mine
    compared = [when for when in mine if words.has("than_time", folded[: when.start])]
    if words.has("than_value", folded[: place[0]]):
        return compared or mine
    return [when for when in mine if when not in compared] or mine


def _over_both(folded: str, words: Words, times: Sequence[When]) -> Period | None:
    """The time from one to another over which a sum is told: over 2024 and 2025, sur 2024 et 2025 cumulés."""
    if len(times) != 2:
        return None
    first, last = times
    if not words.patterns["both_times"].fullmatch(folded, first.end, last.start):
        return None
    told = words.has("over_both", folded[: first.start]) or words.has("both_together", folded[last.end :])
    if not told and not words.has("told_together", folded):
        return None
    return parsed(When(0, 0, f"{first.label}/{last.label}"))
