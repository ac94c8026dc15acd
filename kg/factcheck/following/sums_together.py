"""What several have together, or one over several times; and what part of it, or of a whole, one of them is.

Between them, two chains took in 5 billion, three quarters of which came from the larger; 9.3 million over two years, two thirds of
it in the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import (
    Clause,
    clause_of,
    doubted,
    holds_in,
    metrics_there,
    name_places,
    named_there,
    times_there,
)
from kg.factcheck.following.neighbours import between, room_about
from kg.factcheck.following.printed_values import WORDED, Tie
from kg.factcheck.following.series import Point, series_of
from kg.factcheck.following.yielded_verdicts import bears_out, yielded
from kg.factcheck.hearing.comparators import Outcome, compare
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement, Subject
from kg.factcheck.hearing.times import parsed, times_in
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import Words, words_of
from kg.model.interval import Interval
from kg.model.units import unit
from kg.model.vocabulary import MetricKind

_ADDS_UP: Final = (MetricKind.FLOW, MetricKind.STOCK)
_NO_SUM: Final = ("share", "date", "time", "other")


def told_together(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on what several named have together, or one over several years, by the sum of their claims; None where it is none."""
    own = found[number]
    statement = own.statement
    if statement.difference or statement.ahead or not statement.is_affirmed:
        return None
    if dimension_of(statement.unit) in _NO_SUM:
        return None
    words = words_of(statement.language)
    for parts, spans in (*_of_names(found, number, desk, words), *_of_times(found, number, desk, words)):
        total = Interval.point(Decimal(0))
        for each in parts:
            total = total + each.value
        rows = [each.row for each in parts]
        measured = frozenset(row.o.metric for row in rows)
        bound = base_unit(statement)[1]
        middle = Interval.point(total.middle)
        outcome = compare(bound, total, middle, desk.about_share).outcome
        shown = " + ".join(f"{row.o.words} ({row.id})" for row in rows)
        tie = Tie(middle.low, Decimal(0), shown, (), firm=False)
        fits = outcome is Outcome.FITS or bears_out(statement, tie)
        own_clause = clause_of(found, number)
        clause = replace(own_clause, start=min([own_clause.start, *(low for low, high in spans if low < high)]))
        whom = tuple(dict.fromkeys(row.o.cell.entity for row in rows))
        together = replace(
            clause.statement, subject=Subject(whom, statement.subject.others, None, statement.subject.spoken_by), beside=None
        )
        clause = replace(clause, statement=together)
        if doubted(clause, rows, measured, spans, desk) is not None:
            continue
        unsaid = spans[0][0] == spans[0][1]
        if unsaid and (not fits or bound.shape is not Shape.IS):
            # Nothing tells that it is of all together, nor of each: the sum is only what the words most likely mean.
            why = "the sentence does not say whether it is of each of them or of all together"
            return own.left_open(why)
        if fits:
            return replace(
                yielded(own, tie, rows, measured, [span for span in spans if span[0] < span[1]]), statement=together
            )
        if outcome is Outcome.OFF and measured & set(statement.own):
            return yielded(own, tie, rows, measured, spans, Verdict.REFUTED)
        return yielded(own, tie, rows, measured, spans, Verdict.UNVERIFIABLE)
    return None


def _of_names(
    found: Sequence[Checked], number: int, desk: Desk, words: Words
) -> Iterator[tuple[list[Point], list[tuple[int, int]]]]:
    """The values of all that a sentence joins (the one and the other) of whom it tells something together."""
    statement = found[number].statement
    low, _ = room_about(found, number)
    high = clause_of(found, number).end
    match = next(words.patterns["told_together"].finditer(statement.folded, low, high), None)
    if match is None and words.patterns["told_of_each"].search(statement.folded, low, high) is not None:
        return
    places = [each for each in name_places(statement, desk) if low <= each[0] and each[1] <= high]
    run = [
        (one, other)
        for one, other in pairwise(places)
        if words.patterns["joined_names"].fullmatch(statement.folded, one[1], other[0]) is not None
    ]
    whom = list(dict.fromkeys(entity for pair in run for _, _, entity in pair))
    if len(whom) < 2 or {entity for _, _, entity in places} != set(whom):
        return
    told = match["number"] if match is not None else None
    if told and words.numbers.get(told, len(whom)) != len(whom):
        return
    by = match.span() if match is not None else (0, 0)
    spans = [by, *((one[1], other[0]) for one, other in run)]
    for metric in statement.likely:
        known = desk.vocabulary.metrics.get(metric)
        if known is None or known.kind not in _ADDS_UP:
            continue
        values = [_at(statement, entity, metric, desk) for entity in whom]
        if all(value is not None for value in values):
            yield [value for value in values if value is not None], spans
            return


def _at(statement: Statement, entity: str, metric: str, desk: Desk) -> Point | None:
    """The value of a metric at the time of a statement; without one, none."""
    points = [
        point
        for point in series_of(entity, metric, desk)
        if point.row.o.cell.dimension == unit(statement.unit).dimension
        and statement.period is not None
        and holds_in(point.row, statement.period)
    ]
    return points[-1] if points else None


def _of_times(
    found: Sequence[Checked], number: int, desk: Desk, words: Words
) -> Iterator[tuple[list[Point], list[tuple[int, int]]]]:
    """The values at all the times over which a sentence tells a sum: over 2024 and 2025."""
    clause = clause_of(found, number)
    statement = clause.statement
    whens = [
        when
        for when in times_in(statement.sentence, words, desk.as_of)[0]
        if clause.start <= when.start and when.end <= clause.end
    ]
    subject = statement.subject.entities[:1]
    if len(whens) < 2 or not subject:
        return
    if not all(words.patterns["both_times"].fullmatch(statement.folded, a.end, b.start) for a, b in pairwise(whens)):
        return
    before, after = statement.folded[clause.start : whens[0].start], statement.folded[whens[-1].end : clause.end]
    if not (words.has("over_both", before) or words.has("both_together", after) or words.has("told_together", clause.told)):
        return
    spans = [(whens[0].start, whens[-1].end)]
    spans += [match.span() for match in words.patterns["told_together"].finditer(statement.folded, clause.start, clause.end)]
    for metric in dict.fromkeys(
        [*statement.likely, *(name.removeprefix("cumulative_") for name in metrics_there(clause, desk))]
    ):
        known = desk.vocabulary.metrics.get(metric)
        if known is None or known.kind is not MetricKind.FLOW:
            continue
        periods = [parsed(when) for when in whens]
        values = [
            next((p for p in series_of(subject[0], metric, desk) if period is not None and holds_in(p.row, period)), None)
            for period in periods
        ]
        if all(v is not None and v.row.o.cell.dimension == unit(statement.unit).dimension for v in values):
            yield [value for value in values if value is not None], spans
            return


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
        total = sum((_middle(row) for row in rows), Decimal(0))
        if not total:
            continue
        scale = Decimal(100) if statement.unit == "%" else Decimal(1)
        value = _middle(part) / total * scale
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


def _parts(whole: Checked, clause: Clause, desk: Desk, words: Words) -> Iterator[tuple[Row, list[Row]]]:
    """The claim of the part that a clause names, and those that make up the whole."""
    rows = list(whole.rows)
    named = named_there(clause, desk)
    times = [period for period in times_there(clause, desk) if period is not None]
    if len(rows) > 1:
        summed = [row.o.cell.entity for row in rows]
        if len(set(summed)) == len(summed):
            told = [entity for entity in named if entity in summed]
            if not told:
                ordered = sorted(rows, key=lambda row: _first_place(row.o.cell.entity, clause.statement, desk))
                if words.has("the_former", clause.told):
                    told = [ordered[0].o.cell.entity]
                elif words.has("the_latter", clause.told) and len(ordered) == 2:
                    told = [ordered[1].o.cell.entity]
            places = [whose for low, high, whose in name_places(clause.statement, desk) if clause.start <= low < clause.end]
            if len(told) > 1 and len(places) > len(told):
                told = places[-1:]  # of those of both so many went to the one named again
            if len(told) == 1:
                yield from ((row, rows) for row in rows if row.o.cell.entity == told[0])
        elif len(times) == 1:
            yield from ((row, rows) for row in rows if holds_in(row, times[0]))
        return
    if not rows or (named and rows[0].o.cell.entity not in named):
        return
    whole_row = rows[0]
    if not times:
        told = metrics_there(clause, desk)
        o = whole_row.o
        for row in desk.rows([o.cell.entity]):
            alike = (row.o.start, row.o.end, row.o.cell.dimension) == (o.start, o.end, o.cell.dimension)
            if alike and row.o.metric in told and row.o.metric != o.metric and not row.qualifiers:
                yield row, rows
        return
    if len(times) != 1:
        return
    for point in series_of(whole_row.o.cell.entity, whole_row.o.metric, desk):
        if holds_in(point.row, times[0]) and _is_within(point.row, whole_row):
            yield point.row, rows


def _is_within(part: Row, whole: Row) -> bool:
    """Whether a claim is of a part of the time of another."""
    if part.o.start is None or part.o.end is None or whole.o.start is None or whole.o.end is None:
        return False
    return part.id != whole.id and whole.o.start <= part.o.start and part.o.end <= whole.o.end


def _first_place(entity: str, statement: Statement, desk: Desk) -> int:
    return min((start for start, _, whose in name_places(statement, desk) if whose == entity), default=len(statement.folded))


def _middle(row: Row) -> Decimal:
    return row.o.narrow.middle
