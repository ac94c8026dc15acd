"""The largest ever: whether another claim of the same metric, of whomever, is larger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.factcheck.desk import Desk
from kg.factcheck.matching import Candidate
from kg.factcheck.rows import Row, rows_of_metric
from kg.factcheck.statement import Statement
from kg.factcheck.verdict import Evidence, Relation, Verdict
from kg.factcheck.words import words_of

_FITTING = (Verdict.SUPPORTED, Verdict.OUTDATED, Verdict.IMPRECISE)


def check_superlative(
    statement: Statement, verdict: Verdict, why: str, chosen: Sequence[Candidate], desk: Desk
) -> tuple[Verdict, str, list[Evidence]]:
    """A fitting figure that is called the largest is refuted by a larger one before it, and outdated by a larger one since."""
    if verdict not in _FITTING or statement.superlative != "largest":
        return verdict, why, []
    top = max(chosen, key=lambda c: c.printed.low if c.printed.low.is_finite() else c.printed.high)
    mine = top.value.high if top.value.high.is_finite() else top.value.low
    larger = [row for row in _largest(top, desk) if row.o.narrow.low > mine and row.o.cell.entity != top.o.cell.entity]
    if statement.period is not None and not words_of(statement.language).has("still", statement.around):
        larger = [row for row in larger if row.o.start is None or row.o.start < statement.period.end]
    if not larger:
        return verdict, why, []
    before = [row for row in larger if not _since(row, top.start)]
    row = (before or larger)[0]
    told = f"{desk.vocabulary.entity(row.o.cell.entity).name()} has {row.o.words}"
    relation = Relation.CONTRADICTS if before else Relation.SUPERSEDES
    evidence = Evidence(
        row.id,
        relation,
        "a larger value of the same kind",
        row.o.words,
        row.o.label,
        row.o.source,
        row.o.metric,
        row.o.status,
    )
    if before:
        return Verdict.REFUTED, f"it is not the largest: {told}", [evidence]
    return Verdict.OUTDATED, f"it is the largest no longer: {told} since", [evidence]


def _largest(top: Candidate, desk: Desk) -> list[Row]:
    return desk.asked(rows_of_metric(desk.columns, top.o.cell.metric, top.o.cell.dimension))


def _since(row: Row, start: date | None) -> bool:
    return start is not None and row.o.start is not None and row.o.start > start
