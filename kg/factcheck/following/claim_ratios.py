"""A figure of a sentence divided by a quantity that claims have: those claims, the ratio, and the verdict on one that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.choosing import in_scope
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import newest, values_of
from kg.factcheck.desk import Desk
from kg.factcheck.following.printed_values import WORDED, Tie, half_unit, printed_value
from kg.factcheck.following.yielded_verdicts import computed
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of
from kg.model.claim import Status
from kg.model.period import Period

_CLOSE: Final = Decimal("0.1")


def claims_of(asked: Statement, rows: Sequence[Row], metric: str, base: Checked, desk: Desk) -> list[Candidate]:
    """The claims of a quantity, facts sooner than forecasts; where it has no time of its own, undated ones or the newest of now."""
    values = values_of(asked, rows, metric, desk.vocabulary, desk.as_of)
    values = [each for each in values if dimension_of(each.o.unit) == dimension_of(base.statement.unit)]
    if asked.subject.spoken_by:
        values = [each for each in values if each.o.attributed_to in asked.subject.spoken_by]
    if asked.period is None:
        undated = [each for each in values if each.row.o.start is None]
        values = undated if base.statement.period is not None else undated or newest(values)
    if not values:
        return []
    values = in_scope(values)
    facts = [each for each in values if not Status(each.o.status).looks_ahead]
    return facts or values


def quotient_of(base: Checked, claims: Sequence[Candidate], *, percent: bool = False, under: bool = False) -> Tie | None:
    """The figure divided by a quantity (``under``: that by the figure); None where its claims differ by more than their rounding, or one of both is nothing."""
    middles = [each.value.middle / each.factor for each in claims]
    if not middles or not all(middles) or max(middles) - min(middles) > abs(max(middles)) * _CLOSE:
        return None
    # A claim printed exactly is sooner taken than one that is hedged.
    each = min(claims, key=lambda claim: claim.value.high - claim.value.low)
    middle, spread = each.printed.middle, (each.printed.high - each.printed.low) / 2
    middle, spread, top = middle / each.factor, spread / each.factor, printed_value(base)
    if not middle or not top:
        return None
    scale = Decimal(100) if percent else Decimal(1)
    value = (middle / top if under else top / middle) * scale
    slack = abs(value) * (half_unit(base.statement) / abs(top) + spread / abs(middle))
    terms = (each.o.words, base.statement.exact) if under else (base.statement.exact, each.o.words)
    return Tie(value, min(slack, abs(value) * WORDED), " / ".join(terms), [base])


def concluded(
    own: Checked, base: Checked, rows: Sequence[Row], metric: str, tie: Tie, outcome: Verdict, period: Period | None
) -> Checked:
    """The verdict on a ratio by what a figure and some claims yield."""
    why = {
        Verdict.SUPPORTED: "the figure before it and the claims of what it is told of yield it",
        Verdict.IMPRECISE: "off by no more than a tenth of what it is told of yields",
    }.get(outcome, f"what it is told of yields another value ({tie.words})")
    told, label = (*base.rows, *rows), period.label if period is not None else None
    evidence = computed(tie, outcome, told, rows[0], label, joint=" / ", value=f"{tie.value:.4g}", metric=metric)
    verdict = replace(own.verdict, verdict=outcome, why=why, evidence=(evidence, *own.verdict.evidence))
    statement = own.statement
    ahead = statement.folded[base.statement.place_end : statement.place]
    start = base.statement.place_end
    links = words_of(statement.language).patterns["amounts_to"].finditer(ahead)
    tied = tuple((start + match.start(), start + match.end()) for match in links)
    return Checked(statement, verdict, told, base.measured | {metric}, tied)
