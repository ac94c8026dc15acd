"""What part of a whole that a sentence tells one of its parts is: three quarters of it in the larger of two, two thirds in the first year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import (
    Clause,
    clause_of,
    doubted,
    holds_in,
    metrics_there,
    named_there,
    times_there,
)
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import WORDED, Tie
from kg.factcheck.following.series import series_of
from kg.factcheck.following.yielded_verdicts import bears_out, yielded
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import Words, words_of
from kg.model.period import Period

_NOWHERE: Final = 10**9


def told_part(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a share of what a figure before it tells, by the one of its parts that its clause names; None where it names none."""
    own = found[number]
    statement = own.statement
    if dimension_of(statement.unit) != "share" or statement.unit == "pp":
        return None
    if statement.difference or not statement.is_affirmed or (statement.unit == "x" and statement.bound.high >= 1):
        return None
    words = words_of(statement.language)
    clause = clause_of(found, number)
    spans = [match.span() for match in words.patterns["part_of_them"].finditer(statement.folded, clause.start, clause.end)]
    before = [each for each in found[:number] if _is_whole(each)]
    if (behind := _whole_behind(found, number, words)) is not None:
        before, clause = [behind], replace(clause, end=clause_of(found, number + 1).end)
        spans = [*spans, (clause.behind, behind.statement.place)]
    if not spans or not before or before[-1].statement.difference:
        return None
    whole = before[-1]
    for part, rows in _parts(whole, clause, desk, words):
        total = sum((row.o.narrow.middle for row in rows), Decimal(0))
        if not total:
            continue
        scale = Decimal(100) if statement.unit == "%" else Decimal(1)
        value = part.o.narrow.middle / total * scale
        tie = Tie(value, Decimal(0), f"{part.o.words} ({part.id}) / {' + '.join(row.id for row in rows)}", (), firm=False)
        fits = bears_out(statement, tie)
        told = list({row.id: row for row in (part, *rows)}.values())
        measured = frozenset(row.o.metric for row in told)
        by = [*spans, *_ordinal_spans(clause, words)]
        if doubted(clause, told, measured, by, desk) is not None:
            continue
        off = abs(value - statement.bound.middle) > value * 2 * WORDED
        verdict = (
            Verdict.SUPPORTED
            if fits
            else Verdict.REFUTED
            if off and own.verdict.verdict is Verdict.REFUTED
            else Verdict.UNVERIFIABLE
        )
        return yielded(own, tie, told, measured, by, verdict)
    return None


def _is_whole(each: Checked) -> bool:
    return each.holds and bool(each.rows) and dimension_of(each.statement.unit) not in ("share", "date")


def _whole_behind(found: Sequence[Checked], number: int, words: Words) -> Checked | None:
    """What a share is told to be of right behind it: two thirds of the 75,915 patients."""
    if number + 1 >= len(found) or not _is_whole(found[number + 1]):
        return None
    link = between(found[number].statement, found[number + 1].statement)
    return found[number + 1] if words.patterns["of_so_many_told"].fullmatch(link) is not None else None


def _ordinal_spans(clause: Clause, words: Words) -> Iterator[tuple[int, int]]:
    yield from (m.span() for m in words.patterns["the_former"].finditer(clause.statement.folded, clause.start, clause.end))
    yield from (m.span() for m in words.patterns["the_latter"].finditer(clause.statement.folded, clause.start, clause.end))


def _parts(whole: Checked, clause: Clause, desk: Desk, words: Words) -> Iterator[tuple[Row, Sequence[Row]]]:
    """The claim of the part that a clause names, and those that make up the whole."""
    rows, named = list(whole.rows), named_there(clause, desk)
    times = [period for period in times_there(clause, desk) if period is not None]
    if len(rows) > 1:
        parts = _of_the_sum(rows, clause, named, times, desk, words)
    elif not rows or (named and rows[0].o.cell.entity not in named) or len(times) > 1:
        return
    else:
        parts = _at_a_time(rows[0], times[0], desk) if times else _of_another_measure(rows[0], clause, desk)
    for part in parts:
        yield part, rows


def _of_the_sum(
    rows: Sequence[Row], clause: Clause, named: Sequence[str], times: Sequence[Period], desk: Desk, words: Words
) -> Iterator[Row]:
    """The claim of one of those that a sum is of: of the one that a clause names (the former), or of its time."""
    summed = [row.o.cell.entity for row in rows]
    if len(set(summed)) < len(summed):
        yield from (row for row in rows if len(times) == 1 and holds_in(row, times[0]))
        return
    places = name_places(clause.statement, desk)
    told = [entity for entity in named if entity in summed]
    if not told:
        start = {entity: min((low for low, _, whose in places if whose == entity), default=_NOWHERE) for entity in summed}
        ordered = sorted(summed, key=start.__getitem__)
        if words.has("the_former", clause.told):
            told = ordered[:1]
        elif words.has("the_latter", clause.told) and len(ordered) == 2:
            told = ordered[1:]
    there = [whose for low, _, whose in places if clause.start <= low < clause.end]
    if len(told) > 1 and len(there) > len(told):
        told = there[-1:]  # of those of both so many went to the one named again
    yield from (row for row in rows if [row.o.cell.entity] == told)


def _at_a_time(whole: Row, time: Period, desk: Desk) -> Iterator[Row]:
    """The claims of a part of the time of a whole."""
    for point in series_of(whole.o.cell.entity, whole.o.metric, desk):
        if holds_in(point.row, time) and _is_within(point.row, whole):
            yield point.row


def _of_another_measure(whole: Row, clause: Clause, desk: Desk) -> Iterator[Row]:
    """The claims of another measure of the same thing and time, of which a clause speaks."""
    told, o = metrics_there(clause, desk), whole.o
    for row in desk.rows([o.cell.entity]):
        alike = (row.o.start, row.o.end, row.o.cell.dimension) == (o.start, o.end, o.cell.dimension)
        if alike and row.o.metric in told and row.o.metric != o.metric and not row.qualifiers:
            yield row


def _is_within(part: Row, whole: Row) -> bool:
    """Whether a claim is of a part of the time of another."""
    if part.o.start is None or part.o.end is None or whole.o.start is None or whole.o.end is None:
        return False
    return part.id != whole.id and whole.o.start <= part.o.start and part.o.end <= whole.o.end
