"""One metric at two times: how many times more it is, by how much it grew or fell, by what part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

from kg.factcheck.answering.matching import Candidate, is_of
from kg.factcheck.answering.quotients import Quotient, newest, values_of
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import words_of
from kg.model.base import Vocabulary
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

_AS_MANY: Final = in_any(r"\s?{as_many}\b")
_NEXT: Final = 31
"""How many days at most lie between the time of a flow and the one before it, from which it moved."""
_A_YEAR: Final = 370
CHANGED: Final = re.compile(r"_(?:change|growth|increase|reduction)\Z")


def between_times(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """By how much a metric moved from one time to another."""
    rises, falls = _ways(statement)
    falls = falls and not rises
    for pair in of_times(statement, rows, vocabulary, as_of):
        over, under = (pair.under, pair.over) if falls else (pair.over, pair.under)
        yield Quotient(over, under, less=True)


def of_times(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """One metric at two times: a multiple or a growth."""
    rises, falls = _ways(statement)
    if not rises and not falls:
        return
    alone = replace(statement, subject=replace(statement.subject, entities=statement.subject.entities[:1]))
    own = [row for row in rows if is_of(row, alone, vocabulary)]
    anytime = replace(statement, period=None)
    present = {row.o.metric for row in own}
    heard = [name for told in statement.heard for name in (told, CHANGED.sub("", told))]
    if statement.difference and statement.metrics and dimension_of(statement.unit) != "share":
        # By how much more is told of what the figure measures, whatever else the sentence names.
        likely = list(dict.fromkeys(CHANGED.sub("", name) for group in statement.metrics[:2] for name in group))
        heard = [name for name in (*likely, *heard) if CHANGED.sub("", name) in likely]
    elif statement.difference and statement.metrics:
        # Up 10 % behind 9.9 million passengers is their growth; "up" by itself would tell of revenue.
        level = CHANGED.sub("", statement.metrics[0][0])
        if level in present and level in statement.heard:
            heard = [name for name in heard if name in (*statement.heard, *statement.covered, level)]
    # Growth is heard as that of revenue, whatever grew: where something else is told by its name, it is of that.
    there = set(statement.own) & present or {CHANGED.sub("", name) for name in statement.own} & present
    if statement.around != statement.folded and there & set(heard):
        heard = [name for name in heard if name in there]  # what its own clause measures, where that tells it
    for metric in [metric for metric in dict.fromkeys(heard) if metric in present]:
        values = [
            c
            for c in values_of(anytime, own, metric, vocabulary, as_of)
            if c.start and c.end and not c.lent and c.scope > -0.4
        ]
        period = statement.period
        # Since a time, a value moved from what it was then to what it is now.
        at_end = None if statement.since else period
        late = [c for c in values if at_end is None or _holds(c, at_end)]
        late = newest([c for c in late if c.o.status != "target"])
        if not late or late[0].start is None:
            continue
        start = late[0].start
        early = [c for c in values if c.end is not None and c.end <= start and alike(c, late[0])]
        if period is not None and at_end is not None and statement.other_period is None:
            # What moved in a year did from the year before, not from the last one that the base has.
            early = [c for c in early if c.o.kind is not MetricKind.FLOW or _is_right_before(c, start)]
        early = newest([c for c in early if statement.other_period is None or _holds(c, statement.other_period)])
        for new, old in product(late, early):
            if statement.unit == "%" or _is_part(statement):
                down = falls and not rises
                yield Quotient(new, old, change=not down, below=down)
            elif falls and not rises and statement.unit == "x":
                yield Quotient(old, new)
            else:
                yield Quotient(new, old)


def _ways(statement: Statement) -> tuple[bool, bool]:
    """Whether a sentence tells of a rise or of a fall; where it tells how much more or less a figure is, that tells which."""
    words = words_of(statement.language)
    after = statement.behind
    if statement.unit == "x" and _AS_MANY.match(after):
        return True, False
    if words.has("than_then", after):
        down = words.has("less_by", after) or words.has("share_less", after)
        return not down, down
    if (told := way_told_there(statement)) is not None:
        return told
    own = words.has("to_rise", statement.around), words.has("to_fall", statement.around)
    if all(own):
        return _last_told(statement)
    if any(own):
        return own  # it halved its loss, while something else rose
    return words.has("to_rise", statement.folded), words.has("to_fall", statement.folded)


def way_told_there(statement: Statement) -> tuple[bool, bool] | None:
    """Which way a figure moved by the words right before or behind it, where they tell one: falling 10 %, a 25 % rise."""
    words, ahead, behind = words_of(statement.language), statement.before, statement.behind
    up, down = (
        words.has(f"change_{way}_ahead", ahead) or words.has(f"change_{way}_behind", behind) for way in ("up", "down")
    )
    return (up, down) if up is not down else None


def _last_told(statement: Statement) -> tuple[bool, bool]:
    """Which way a figure moved where its part of a sentence tells of two: what stands last before it (up a fifth before falling 10 %)."""
    words, ahead = words_of(statement.language), statement.around[: statement.within]
    rises, falls = (
        max((match.end() for name in names for match in words.patterns[name].finditer(ahead)), default=-1)
        for names in (("to_rise", "goes_up"), ("to_fall", "goes_down"))
    )
    return (True, True) if rises == falls else (rises > falls, falls > rises)


def _is_right_before(early: Candidate, start: date) -> bool:
    """Whether a flow is of the time right before one that starts then, or of the same time of the year before."""
    if early.start is None or early.end is None:
        return True
    return (start - early.end).days <= _NEXT or (start - early.start).days <= _A_YEAR


def _is_part(statement: Statement) -> bool:
    """Whether a figure is a part by which something moved: rose by half, a fifth more."""
    ahead = statement.before
    return statement.unit == "x" and statement.bound.high < 1 and not words_of(statement.language).has("moved_to", ahead)


def _holds(candidate: Candidate, period: Period) -> bool:
    """Whether a value is that of a time: over just that time, or of a moment within it."""
    if candidate.start is None or candidate.end is None:
        return False
    if candidate.o.kind is MetricKind.FLOW:
        return (candidate.start, candidate.end) == (period.start, period.end)
    return (candidate.start >= period.start and candidate.end <= period.end) or (
        candidate.start <= period.start and period.end <= candidate.end
    )


def alike(one: Candidate, other: Candidate) -> bool:
    """Whether two values of a flow are over times of one length; others always are."""
    if one.o.kind is not MetricKind.FLOW:
        return True
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.start is other.start
    return abs((one.end - one.start).days - (other.end - other.start).days) < 10
