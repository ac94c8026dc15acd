"""What a flow over a time comes to by the claims of other times, as a verdict: a sum of parts, what is left of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.hearing.statement import Bound, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, Relation, Verdict
from kg.model.base import Vocabulary
from kg.model.interval import Interval
from kg.model.period import Period
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words

_ADDED_UP: Final = ("money", "count")


def flows_meant(statement: Statement, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The flows that a level over a time may be of; none for a difference or a time to come."""
    if statement.period is None or statement.difference or statement.by or statement.ahead:
        return ()
    known = ((metric, vocabulary.metrics.get(metric)) for metric in statement.likely)
    return tuple(
        metric for metric, each in known if each is not None and each.kind is MetricKind.FLOW and each.dimension in _ADDED_UP
    )


def weigh_flow(
    statement: Statement,
    bound: Bound,
    metric: str,
    used: Sequence[Candidate],
    sign: str,
    about_share: Decimal,
    otherwise: str,
) -> tuple[Verdict, str, Evidence]:
    """The verdict by the first of some claims with the others added ("+") or taken off ("-"); ``otherwise`` is told where it does not fit."""
    assert statement.period is not None
    value = used[0].value
    for each in used[1:]:
        value = value + each.value if sign == "+" else value - each.value
    outcome = compare(bound, value, Interval.point(value.middle), about_share).outcome
    verdict = {
        Outcome.FITS: Verdict.SUPPORTED,
        Outcome.NEAR: Verdict.IMPRECISE,
        Outcome.OPEN: Verdict.UNVERIFIABLE,
    }.get(outcome, Verdict.REFUTED)
    relation = {Outcome.FITS: Relation.SUPPORTS, Outcome.NEAR: Relation.NEAR}.get(outcome, Relation.CONTRADICTS)
    shown = interval_words(value, statement.unit)
    ids = tuple(each.row.id for each in used)
    told = f" {sign} ".join(f"{each.o.words} ({each.row.id})" for each in used)
    evidence = Evidence(
        f" {sign} ".join(ids),
        relation,
        f"computed: {told} yields {shown}",
        shown,
        statement.period.label,
        used[0].o.source,
        metric,
        "computed",
        ids,
    )
    return verdict, "claims yield it together" if verdict is Verdict.SUPPORTED else otherwise, evidence


def at_the_time_of(statement: Statement, row: Row) -> Statement:
    """A statement at the time of a claim."""
    assert row.o.start is not None
    assert row.o.end is not None
    return replace(statement, period=Period(row.o.label or "", row.o.start, row.o.end))
