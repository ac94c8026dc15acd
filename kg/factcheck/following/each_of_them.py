"""What is told of each of several, of one of them only, and what is added to what was told before: each, only, a further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import clause_of
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import room_about
from kg.factcheck.following.series import one_series, series_of
from kg.factcheck.hearing.blanking import blanked
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of
from kg.model.interval import Interval


def told_of_each(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure told of each of those that a sentence joins, where it holds of every one of them; else None."""
    own = found[number]
    statement = own.statement
    if statement.difference or not statement.is_affirmed:
        return None
    words = words_of(statement.language)
    low, _ = room_about(found, number)
    high = clause_of(found, number).end
    match = words.patterns["told_of_each"].search(statement.folded, low, high)
    if match is None:
        return None
    places = [each for each in name_places(statement, desk) if low <= each[0] and each[1] <= high]
    whom = list(dict.fromkeys(entity for _, _, entity in places))
    joints = [(one[1], other[0]) for one, other in pairwise(places)]
    joined = all(words.patterns["joined_names"].fullmatch(statement.folded, *joint) is not None for joint in joints)
    if len(whom) < 2 or len(whom) != len(places) or not joined:
        return None
    if match["number"] and words.numbers.get(match["number"], len(whom)) != len(whom):
        return None
    alone = blanked(statement, [match.span()])
    told = [
        checked(replace(alone, subject=Subject((entity,), (), None, statement.subject.spoken_by), beside=None), desk)
        for entity in whom
    ]
    if not all(each.holds and all(row.o.cell.entity == e for row in each.rows) for each, e in zip(told, whom, strict=True)):
        return None
    rows = [row for each in told for row in each.rows]
    measured = frozenset(name for each in told for name in each.measured)
    verdict = replace(
        own.verdict,
        verdict=Verdict.SUPPORTED,
        why="claims of each of them bear it out",
        evidence=tuple(e for each in told for e in each.verdict.evidence),
    )
    together = replace(statement, subject=Subject(tuple(whom), (), None, statement.subject.spoken_by))
    return Checked(together, verdict, rows, measured, (match.span(), *joints))


def told_further(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure told as coming on top of one before it, where it is of the same and of a time right behind; else None."""
    own = found[number]
    statement = own.statement
    words = words_of(statement.language)
    clause = clause_of(found, number)
    spans = [match.span() for match in words.patterns["a_further"].finditer(statement.folded, clause.start, clause.end)]
    if not spans or statement.difference:
        return None
    told = checked(blanked(statement, spans), desk)
    key = one_series(told)
    if not told.holds or key is None:
        return None
    for each in found[:number]:
        ends = [row.o.end for row in each.rows if row.o.end is not None]
        if each.holds and one_series(each) == key and ends and max(ends) == _begins(told):
            return replace(told, statement=statement, tied=(*told.tied, *spans))
    return None


def _begins(told: Checked) -> date | None:
    """When what a figure tells begins: of what is left of a longer time, where its parts end."""
    period = told.statement.period
    return period.start if period is not None else None


def alone_of_them(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure told of one only, of several that a sentence names: open where it does not say of which, or another has as much."""
    own = found[number]
    statement = own.statement
    words = words_of(statement.language)
    places = name_places(statement, desk)
    clause = clause_of(found, number)
    marked = [
        (match.span(), entity)
        for low, _, entity in places
        if clause.start <= low < clause.place
        and (match := words.patterns["only_before_name"].search(statement.folded, clause.start, low)) is not None
        and match.end() == low
    ]
    if not marked:
        return own
    _, whose = marked[0]
    others = {entity for _, _, entity in places} - {whose}
    if (
        not words.has("of_those_named", clause.told)
        or not others
        or any(_has_as_much(own, entity, desk) for entity in others)
    ):
        why = "the base does not tell that it is so of no other"
        return own.left_open(why)
    spans = [span for span, _ in marked]
    spans += [
        match.span() for match in words.patterns["of_those_named"].finditer(statement.folded, clause.start, clause.end)
    ]
    return replace(own, tied=(*own.tied, *spans))


def _has_as_much(own: Checked, entity: str, desk: Desk) -> bool:
    """Whether what a figure says may be so of somebody else too."""
    metrics = {row.o.metric for row in own.rows}
    times = [row for row in own.rows if row.o.start is not None]
    bound = base_unit(own.statement)[1]
    for metric in metrics:
        points = [
            point
            for point in series_of(entity, metric, desk)
            if any((point.row.o.start, point.row.o.end) == (row.o.start, row.o.end) for row in times)
        ]
        for point in points:
            middle = Interval.point(point.value.middle)
            return compare(bound, point.value, middle, desk.about_share).outcome is not Outcome.OFF
    return True
