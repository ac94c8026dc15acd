"""The level that a change told before it led to, or from which it did: up five percent from 48,200; down by 310,000 tonnes between 2024 and 2025, when they came to 1.24 million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.checking import Checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import clause_of, named_there, times_there
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.series import Point, change_behind, one_series
from kg.factcheck.following.told_changes import is_change, measured_there
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement, Subject
from kg.factcheck.wording.words import words_of
from kg.model.period import Period

_TWO: Final = 2  # the claims of a change


def told_level(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A level that measures nothing of its own, where it holds of what moved before it; else None."""
    own = found[number]
    statement = own.statement
    if statement.difference or not statement.is_affirmed or not number:
        return None
    before = found[number - 1]
    if (moved := _moved_on(found, number, desk)) is not None:
        return moved
    key = one_series(before) if before.holds and len(before.rows) == _TWO else None
    if key is None:
        return None
    entity, metric = key
    clause = clause_of(found, number)
    named = named_there(clause, desk)
    if (named and named != [entity]) or any(name != metric for name in measured_there(clause, entity, desk)):
        return None
    units = {row.o.unit for row in before.rows}
    if not any(dimension_of(unit) == dimension_of(statement.unit) for unit in units):
        return None
    return first_that_holds([replace(statement, subject=_whom(entity, statement), metrics=((metric,),))], desk)


def _moved_on(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A level without a time of its own to which something moved from the one before it, where a change told before led from that to it; else None."""
    statement, before = found[number].statement, found[number - 1]
    words = words_of(statement.language)
    if not before.holds or words.patterns["tie_from_to"].fullmatch(between(before.statement, statement)) is None:
        return None
    clause, ids = clause_of(found, number), {row.id for row in before.rows}
    for each in found[: number - 1]:
        change = change_behind(each, desk) if each.holds and is_change(each) else None
        if change is None or change.early.row.id not in ids or times_there(clause, desk):
            continue
        entity = change.late.row.o.cell.entity
        if not {*named_there(clause, desk)} - {entity}:
            return first_that_holds([_then(statement, change.late, entity)], desk)
    return None


def _then(statement: Statement, point: Point, entity: str) -> Statement:
    """A level as that of one end of a change."""
    o = point.row.o
    period = Period(o.label or "", point.start, point.end)
    whom = _whom(entity, statement)
    return replace(statement, period=period, by=False, untimed=False, earlier=False, subject=whom, metrics=((o.metric,),))


def told_earlier(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A level without a time of its own from which a change told right before it led, where it holds of that time; else None."""
    own = found[number]
    statement = own.statement
    if statement.difference or statement.supposed or statement.bound.shape is not Shape.IS or not number:
        return None
    before = found[number - 1]
    key = one_series(before) if is_change(before) and before.holds else None
    words = words_of(statement.language)
    told = words.patterns["moved_from"].fullmatch(between(before.statement, statement)) or (
        words.patterns["going_from"].search(statement.folded, before.statement.place_end, statement.place)
    )
    if key is None or not told:
        return None
    clause = clause_of(found, number)
    if {*named_there(clause, desk)} - {key[0]}:
        return None
    if times_there(clause, desk) or any(name != key[1] for name in measured_there(clause, key[0], desk)):
        return None
    change = change_behind(before, desk)
    if change is None:
        return None
    return first_that_holds([_then(statement, change.early, key[0])], desk)


def _whom(entity: str, statement: Statement) -> Subject:
    """Whom a figure is about that is of what moved before it."""
    return replace(statement.subject, entities=(entity,), unknown=None, carried=False)
