"""What several have together, or one over several times: between them, two chains took in 5 billion; 9.3 million over two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import clause_of, doubted, holds_in, metrics_there
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import room_about
from kg.factcheck.following.printed_values import Tie
from kg.factcheck.following.series import Point, series_of
from kg.factcheck.following.yielded_verdicts import bears_out, yielded
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement, Subject
from kg.factcheck.hearing.times import parsed, times_in
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
        rows, told = [each.row for each in parts], [span for span in spans if span[0] < span[1]]
        measured = frozenset(row.o.metric for row in rows)
        whom = tuple(dict.fromkeys(row.o.cell.entity for row in rows))
        subject = Subject(whom, statement.subject.others, None, statement.subject.spoken_by)
        together = replace(statement, subject=subject, beside=None)
        clause = clause_of(found, number)
        clause = replace(clause, start=min([clause.start, *(low for low, _ in told)]), statement=together)
        if doubted(clause, rows, measured, spans, desk) is not None:
            continue
        tie, outcome = _sum_of(statement, parts, desk)
        fits = outcome is Outcome.FITS or bears_out(statement, tie)
        unsaid = spans[0][0] == spans[0][1]
        if unsaid and (not fits or statement.bound.shape is not Shape.IS):
            # Nothing tells that it is of all together, nor of each: the sum is only what the words most likely mean.
            return own.left_open("the sentence does not say whether it is of each of them or of all together")
        if fits:
            return replace(yielded(own, tie, rows, measured, told), statement=together)
        off = outcome is Outcome.OFF and measured & set(statement.own)
        return yielded(own, tie, rows, measured, spans, Verdict.REFUTED if off else Verdict.UNVERIFIABLE)
    return None


def _sum_of(statement: Statement, parts: Sequence[Point], desk: Desk) -> tuple[Tie, Outcome]:
    """What some values come to together, and how a figure stands to that."""
    total = sum((each.value for each in parts), Interval.point(Decimal(0)))
    middle = Interval.point(total.middle)
    outcome = compare(base_unit(statement)[1], total, middle, desk.about_share).outcome
    return Tie(
        middle.low, Decimal(0), " + ".join(f"{each.row.o.words} ({each.row.id})" for each in parts), (), firm=False
    ), outcome


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
