"""Claims that speak against a figure of a sentence and bear another of its figures out: they are of that one, and refute nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.verdict import Relation, Verdict


def told_of_another(found: Sequence[Checked], number: int) -> bool:
    """Whether all that speaks against a figure bears out another of its sentence that is of the same kind: 57 billion in all, after a part of it."""
    own = found[number]
    if any(each.inputs for each in own.verdict.evidence):
        return False
    against = {each.claim for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS}
    others = [each for place, each in enumerate(found) if place != number and each.holds]
    alike = [each for each in others if each.statement.unit == own.statement.unit]
    return bool(against) and against <= {row.id for each in alike for row in each.rows}


def disputed_by_another(found: Sequence[Checked], number: int) -> bool:
    """Whether all that speaks against a disputed figure fits another of its sentence: the declared six million, and 1.3 billion all in."""
    own = found[number].verdict.evidence
    others = [each.verdict.evidence for place, each in enumerate(found) if place != number]
    against = {each.claim for each in own if each.relation is Relation.CONTRADICTS}
    fitting = {each.claim for evidence in others for each in evidence if each.relation is Relation.SUPPORTS}
    return bool(against) and against <= fitting


def by_other_metrics(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """Such a figure by the other metrics that its words may as well speak of, where claims of those speak against it too."""
    own = found[number]
    theirs = {row.o.metric for place, each in enumerate(found) if place != number for row in each.rows}
    rest = tuple(name for name in (own.statement.metrics[0] if own.statement.metrics else ()) if name not in theirs)
    if not rest:
        return None
    told = checked(replace(own.statement, metrics=(rest,)), desk)
    return told if told.verdict.verdict is Verdict.REFUTED else None
