"""The verdict on a figure that claims or other figures of its sentence yield by an operation that its words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.following.printed_values import Tie, half_unit, held
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, Relation, Verdict


def bears_out(statement: Statement, tie: Tie) -> bool:
    """Whether a value rounds to what a figure prints; not from just half a unit away (2.5 is no 3)."""
    if held(statement, tie) is not Verdict.SUPPORTED:
        return False
    own = half_unit(statement)
    if not own or statement.bound.about or statement.bound.shape is not Shape.IS or not statement.bound.is_flat:
        return True
    bound = base_unit(statement)[1]
    printed = bound.low * (100 if statement.unit == "%" else 1)
    return abs(tie.value - printed) < own or tie.slack > 0


YIELDED_BY_ITS_OWN: Final = "the sentence's own figures yield it"
_RELATIONS: Final = {Verdict.SUPPORTED: Relation.SUPPORTS, Verdict.IMPRECISE: Relation.NEAR}


def computed(
    tie: Tie,
    outcome: Verdict,
    rows: Sequence[Row],
    first: Row | None,
    label: str | None,
    *,
    joint: str = " + ",
    value: str | None = None,
    metric: str | None = None,
    by: str = "computed",
) -> Evidence:
    """What some claims yield, as evidence with that outcome; ``first`` is the claim whose source and metric it is told by."""
    ids = tuple(dict.fromkeys(row.id for row in rows))
    return Evidence(
        joint.join(ids),
        _RELATIONS.get(outcome, Relation.CONTRADICTS),
        f"{by}: {tie.words}",
        tie.words if value is None else value,
        label,
        first.o.source if first is not None else "",
        metric or (first.o.metric if first is not None else ""),
        "computed",
        ids,
    )


def yielded(
    own: Checked,
    tie: Tie,
    rows: Sequence[Row],
    measured: frozenset[str],
    tied: Sequence[tuple[int, int]],
    verdict: Verdict = Verdict.SUPPORTED,
) -> Checked:
    """A figure with the verdict of what yields it, the claims behind that, and the words by which it follows."""
    statement = own.statement
    label = statement.period.label if statement.period is not None else rows[0].o.label
    evidence = computed(tie, verdict, rows, rows[0], label)
    why = (
        "claims yield it together" if verdict is Verdict.SUPPORTED else f"claims yield another value together ({tie.words})"
    )
    found = replace(own.verdict, verdict=verdict, why=why, evidence=(evidence, *own.verdict.evidence))
    return Checked(statement, found, tuple(rows), measured, tuple(tied))
