"""The largest or smallest ever: whether another claim of the same metric, of whomever, lies beyond it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.moving import is_earlier
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row, rows_of_metric
from kg.factcheck.verdict import Evidence, Relation, Verdict
from kg.factcheck.wording.words import words_of
from kg.model.claim import Status

_FITTING = (Verdict.SUPPORTED, Verdict.OUTDATED, Verdict.IMPRECISE)


def check_superlative(
    statement: Statement, verdict: Verdict, why: str, chosen: Sequence[Candidate], desk: Desk
) -> tuple[Verdict, str, list[Evidence]]:
    """A fitting figure that is called the largest is refuted by a larger one before it, and outdated by a larger one since.

    So is the smallest by smaller ones. Where the base has nothing of the kind to compare it with, nothing bears the boast out, nor a
    record of its own, of which no claim tells.
    """
    if verdict not in _FITTING:
        return verdict, why, []
    smallest = statement.superlative == "smallest"
    top = max(chosen, key=lambda c: c.printed.low if c.printed.low.is_finite() else c.printed.high)
    # A record is one of its own, and not the largest of all.
    record = words_of(statement.language).has("record", statement.around)
    ranked = _ranked(top, desk, smallest=smallest)
    boasted = any(c.row.superlative for c in chosen)
    if record and not boasted:
        others = [row for row in ranked if row.o.cell == top.o.cell and is_earlier(row, top)]
    else:
        others = [row for row in ranked if row.o.cell.entity != top.o.cell.entity]
    others = [row for row in others if row.o.status != Status.TARGET.value]
    if not others and not boasted and not record:
        return Verdict.UNVERIFIABLE, "the base has nothing of the kind to compare it with", []
    larger = [row for row in others if _beyond(row, top, smallest=smallest)]
    if statement.period is not None and not words_of(statement.language).has("still", statement.around):
        larger = [row for row in larger if row.o.start is None or row.o.start < statement.period.end]
    if not larger:
        if boasted:
            return verdict, why, []
        beyond = "lower" if smallest else "higher"
        told = f"that it was never {beyond}" if record else f"that none is {beyond}, which those that it has do not show"
        return Verdict.UNVERIFIABLE, f"the base does not tell {told}", []
    before = [row for row in larger if not _since(row, top.start)]
    row = (before or larger)[0]
    told = f"{desk.vocabulary.entity(row.o.cell.entity).name()} has {row.o.words}"
    relation = Relation.CONTRADICTS if before else Relation.SUPERSEDES
    evidence = Evidence(
        row.id,
        relation,
        f"a {'smaller' if smallest else 'larger'} value of the same kind",
        row.o.words,
        row.o.label,
        row.o.source,
        row.o.metric,
        row.o.status,
    )
    if before:
        return Verdict.REFUTED, f"it is not the {statement.superlative}: {told}", [evidence]
    return Verdict.OUTDATED, f"it is the {statement.superlative} no longer: {told} since", [evidence]


def _ranked(top: Candidate, desk: Desk, *, smallest: bool) -> list[Row]:
    return desk.asked(rows_of_metric(desk.columns, top.o.cell.metric, top.o.cell.dimension, smallest=smallest))


def _beyond(row: Row, top: Candidate, *, smallest: bool) -> bool:
    """Whether another value lies beyond the one that is boasted of, rounding and hedges aside."""
    value = top.value
    if smallest:
        return row.o.narrow.high < (value.low if value.low.is_finite() else value.high)
    return row.o.narrow.low > (value.high if value.high.is_finite() else value.low)


def _since(row: Row, start: date | None) -> bool:
    return start is not None and row.o.start is not None and row.o.start > start
