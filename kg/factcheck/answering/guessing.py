"""Whom a figure may be about where its sentence names nobody: a guess, never a verdict."""

from __future__ import annotations

from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.matching import Refused, match
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row, rows_near


def guess_entity(statement: Statement, desk: Desk) -> tuple[str, Row] | None:
    """The entity of the first claim that the figure would fit, and that claim; None where there is none."""
    if not statement.metrics:
        return None
    try:
        dimension, bound = base_unit(statement)
    except (ValueError, ArithmeticError):
        return None
    metrics = sorted({desk.vocabulary.compared_metric(name) for name in statement.metrics[0]})
    for row in desk.asked(rows_near(desk.columns, metrics, dimension, bound.low, bound.high)):
        found = match(row, statement, statement.metrics[0], desk.vocabulary, desk.as_of)
        if isinstance(found, Refused):
            continue
        if (
            compare(bound, found.value, found.printed, desk.about_share, found.factor, ranged=found.ranged).outcome
            is Outcome.FITS
        ):
            return row.o.cell.entity, row
    return None
