"""The verdict on one statement: its candidates by time, those that bear it out, those that do not.

The present asks for the newest value: what fits only an older dated claim is outdated, however well it fits. A claim of the
same time that says otherwise makes a figure disputed. A forecast answers for the outcome only where its own source gives both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.holding import NEAR, Held, Outcome, compare, is_rounded
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.hearing.statement import Bound, Shape, Statement
from kg.factcheck.verdict import Relation, Verdict
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.units import DATE, unit
from kg.model.vocabulary import MetricKind

_A_YEAR: Final = 350
KINDNESS: Final = (
    Verdict.SUPPORTED,
    Verdict.DISPUTED,
    Verdict.OUTDATED,
    Verdict.IMPRECISE,
    Verdict.UNVERIFIABLE,
    Verdict.REFUTED,
)
"""Verdicts of claims, the kindest first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict with its reason, and how each candidate stands to the statement."""

    verdict: Verdict
    why: str
    relations: Mapping[str, Relation]


def judge(statement: Statement, bound: Bound, candidates: Sequence[Candidate], about_share: Decimal) -> Judged:
    """The verdict of comparable claims. ``bound`` is in the base unit; ``candidates`` are not empty."""
    if bound.shape is Shape.IS_NOT:
        return _denied(judge(statement, replace(bound, shape=Shape.IS), candidates, about_share))
    aims = [c for c in candidates if c.o.status == Status.TARGET.value]
    forecasts = [c for c in candidates if Status(c.o.status).looks_ahead and c not in aims]
    if statement.ahead and not statement.aims and aims and forecasts:
        # What is expected may be a forecast or an aim: the two do not contradict each other.
        others = [c for c in candidates if c not in aims and c not in forecasts]
        readings = [judge(statement, bound, [*kind, *others], about_share) for kind in (forecasts, aims)]
        return min(readings, key=lambda judged: KINDNESS.index(judged.verdict))
    held = {c.row.id: _held(statement, bound, c, about_share) for c in candidates}
    pool = _of_standing(statement, candidates)
    if statement.period is not None or candidates[0].o.kind is MetricKind.DATE:
        return _at_one_time(bound, candidates, pool, held)
    return _at_present(bound, candidates, pool, held)


def _denied(judged: Judged) -> Judged:
    """The verdict on "it is not so", from the one on "it is so"."""
    if judged.verdict in (Verdict.DISPUTED, Verdict.UNVERIFIABLE):
        return judged
    swapped = {
        Relation.SUPPORTS: Relation.CONTRADICTS,
        Relation.CONTRADICTS: Relation.SUPPORTS,
        Relation.NEAR: Relation.SUPPORTS,
    }
    relations = {claim: swapped.get(relation, relation) for claim, relation in judged.relations.items()}
    if judged.verdict is Verdict.SUPPORTED:
        return Judged(Verdict.REFUTED, "a comparable claim says just that", relations)
    return Judged(Verdict.SUPPORTED, "comparable claims have another value", relations)


def _held(statement: Statement, bound: Bound, candidate: Candidate, about_share: Decimal) -> Held:
    if statement.unit == DATE:
        return _on_date(bound, candidate, about_share)
    found = compare(bound, candidate.value, candidate.printed, about_share, candidate.factor, ranged=candidate.ranged)
    if found.outcome is Outcome.NEAR and candidate.factor == 1 and is_rounded(bound, candidate.printed):
        return Held(Outcome.FITS)
    if found.outcome is not Outcome.OFF and _in_another_currency(statement, bound, candidate):
        return Held(Outcome.OFF)
    return found


def _on_date(bound: Bound, candidate: Candidate, about_share: Decimal) -> Held:
    """How a claim's days stand to those of a sentence: one of them is not borne out by a longer time, nor by one that goes on."""
    found = compare(bound, candidate.value, candidate.printed, about_share)
    if found.outcome is Outcome.NEAR:
        return Held(Outcome.OFF)
    within = bound.low <= candidate.printed.low and candidate.printed.high <= bound.high
    return Held(Outcome.OPEN) if found.outcome is Outcome.FITS and bound.shape is Shape.IS and not within else found


def _in_another_currency(statement: Statement, bound: Bound, candidate: Candidate) -> bool:
    """Whether a sentence has a claim's very number in another currency, in which the claim is not of that value."""
    own = candidate.o.cell.dimension
    if not own.startswith("money:") or bound.shape is not Shape.IS or statement.ratio_of_money:
        return False
    told = unit(statement.unit).dimension
    meant = Interval(bound.low, bound.high)
    return (
        told.startswith("money:") and told != own and meant.meets(candidate.row.stated) and not meant.meets(candidate.value)
    )


def _of_standing(statement: Statement, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that can answer: aims do not tell an outcome, nor outcomes an aim, where both are known."""
    ahead = [c for c in candidates if Status(c.o.status).looks_ahead]
    aims = [c for c in candidates if c.o.status == Status.TARGET.value]
    if candidates[0].o.kind is MetricKind.FLOW or statement.period is not None:
        if statement.ahead and ahead:
            return aims if statement.aims and aims else ahead
        # An undated value does not answer for a time that only an aim is known for.
        if not statement.ahead and any(c not in aims and c.start is not None for c in candidates):
            return [c for c in candidates if c not in aims]
    return list(candidates)


def _opposes(bound: Bound, held: Held) -> bool:
    """Whether a claim says otherwise where another bears a figure out: a bound that is missed closely is missed."""
    return held.outcome is Outcome.OFF or (held.outcome is Outcome.NEAR and bound.shape in (Shape.AT_LEAST, Shape.AT_MOST))


def _at_one_time(
    bound: Bound, candidates: Sequence[Candidate], pool: Sequence[Candidate], held: Mapping[str, Held]
) -> Judged:
    fitting = [c for c in pool if held[c.row.id].outcome is Outcome.FITS]
    dated = [c for c in fitting if c.start is not None]
    if fitting and not dated and any(c.start is not None for c in pool) and candidates[0].o.kind is not MetricKind.DATE:
        against = [c for c in pool if _opposes(bound, held[c.row.id])]
    else:
        against = [c for c in pool if _opposes(bound, held[c.row.id]) and any(_same_time(c, f) for f in fitting)]
    against = _opposed(fitting, against)
    return _settle(candidates, pool, fitting, against, held, [])


def _same_time(one: Candidate, other: Candidate) -> bool:
    """Whether two claims hold for the same time, so that they cannot both be true; a lent date is the present's."""
    if one.start is None or other.start is None:
        return one.start is other.start
    if one.lent or other.lent or one.o.kind in (MetricKind.STOCK, MetricKind.PRICE):
        assert one.end is not None
        assert other.end is not None
        return one.start < other.end and other.start < one.end
    return (one.start, one.end) == (other.start, other.end)


def _opposed(fitting: Sequence[Candidate], against: Sequence[Candidate]) -> list[Candidate]:
    """The claims that dispute what others bear out: a forecast only where its source also tells an outcome that fits."""
    outcomes = [c for c in fitting if not Status(c.o.status).looks_ahead]
    if outcomes:
        telling = {c.o.source for c in outcomes}
        return [c for c in against if not Status(c.o.status).looks_ahead or c.o.source in telling]
    return list(against)


def _is_told(bound: Bound, candidate: Candidate) -> bool:
    """Whether the figure is the claim's own value: "less than a half" says nothing of the quarter that once was."""
    if bound.shape is Shape.IS:
        return True
    if bound.shape is Shape.IS_NOT or not candidate.printed.is_bounded:
        return False
    said = (bound.low if bound.shape is Shape.AT_LEAST else bound.high) * candidate.factor
    return min(abs(said - end) for end in (candidate.printed.low, candidate.printed.high)) <= NEAR * abs(said)


def _at_present(
    bound: Bound, candidates: Sequence[Candidate], pool: Sequence[Candidate], held: Mapping[str, Held]
) -> Judged:
    dated = [c for c in pool if c.start is not None]
    undated = [c for c in pool if c.start is None]
    if not dated:
        fitting = [c for c in undated if held[c.row.id].outcome is Outcome.FITS]
        against = [c for c in undated if _opposes(bound, held[c.row.id])] if fitting else []
        return _settle(candidates, undated, fitting, _opposed(fitting, against), held, [])
    newest = [c for c in dated if not any(_later(other, c, held) for other in dated)]
    older = [c for c in dated if c not in newest]
    fitting = [c for c in newest if held[c.row.id].outcome is Outcome.FITS]
    if fitting:
        against = [c for c in newest if _opposes(bound, held[c.row.id]) and any(_same_time(c, f) for f in fitting)]
        return _settle(candidates, newest, fitting, _opposed(fitting, against), held, [])
    stale = [c for c in older if held[c.row.id].outcome is Outcome.FITS and _is_told(bound, c)]
    if stale:
        return _settle(candidates, newest, [], [], held, stale)
    loose = [c for c in undated if held[c.row.id].outcome is Outcome.FITS]
    if loose:
        against = [c for c in newest if _opposes(bound, held[c.row.id])]
        return _settle(candidates, [*newest, *undated], loose, against, held, [])
    return _settle(candidates, [*newest, *undated], [], [], held, [])


def _later(other: Candidate, one: Candidate, held: Mapping[str, Held]) -> bool:
    """Whether ``other`` is a later value of the same thing, so that ``one`` no longer tells the present."""
    assert one.start is not None
    assert one.end is not None
    assert other.start is not None
    assert other.end is not None
    if one.o.kind is not MetricKind.FLOW:
        return other.start >= one.end
    if Status(other.o.status).looks_ahead and not Status(one.o.status).looks_ahead:
        return other.start >= one.end and held[one.row.id].outcome is Outcome.FITS
    longer = (other.end - other.start).days
    shorter = (one.end - one.start).days
    if longer >= _A_YEAR > shorter and one.o.cell.dimension.startswith("money:"):
        return other.end > one.end or (other.end >= one.end and other.start < one.start)
    return other.start >= one.end and longer >= shorter - 15


def _settle(
    candidates: Sequence[Candidate],
    pool: Sequence[Candidate],
    fitting: Sequence[Candidate],
    against: Sequence[Candidate],
    held: Mapping[str, Held],
    stale: Sequence[Candidate],
) -> Judged:
    relations: dict[str, Relation] = {}
    asked = {c.row.id for c in pool}
    for c in candidates:
        outcome = held[c.row.id].outcome
        if c in fitting:
            relations[c.row.id] = Relation.SUPPORTS
        elif c in stale:
            relations[c.row.id] = Relation.SUPERSEDED
        elif c in against:
            relations[c.row.id] = Relation.CONTRADICTS
        elif c.row.id not in asked:
            relations[c.row.id] = Relation.COMPATIBLE if outcome is Outcome.FITS else Relation.NOT_COMPARABLE
        elif stale:
            relations[c.row.id] = Relation.SUPERSEDES
        else:
            relations[c.row.id] = {
                Outcome.FITS: Relation.COMPATIBLE,
                Outcome.OPEN: Relation.COMPATIBLE,
                Outcome.NEAR: Relation.NEAR,
                Outcome.OFF: Relation.CONTRADICTS if not fitting else Relation.NOT_COMPARABLE,
            }[outcome]
    if fitting and against:
        return Judged(Verdict.DISPUTED, "claims of the same time stand on both sides", relations)
    if fitting:
        return Judged(Verdict.SUPPORTED, "a comparable claim bears it out", relations)
    if stale:
        return Judged(Verdict.OUTDATED, "it held once; a later claim has moved on", relations)
    if any(held[c.row.id].outcome is Outcome.NEAR for c in pool):
        return Judged(Verdict.IMPRECISE, "off by no more than a tenth of a comparable claim", relations)
    if all(held[c.row.id].outcome is Outcome.OPEN for c in pool):
        return Judged(
            Verdict.UNVERIFIABLE, "only a bound or a range is known, which neither bears it out nor excludes it", relations
        )
    return Judged(Verdict.REFUTED, "every comparable claim says otherwise", relations)


def instead(
    judged: Judged, told: Sequence[Candidate], verdict: Verdict, why: str, relation: Relation = Relation.COMPATIBLE
) -> Judged:
    """Another verdict, and the claims that would bear the figure out no longer doing so."""
    ids = {c.row.id for c in told}
    relations = {claim: relation if claim in ids else held for claim, held in judged.relations.items()}
    return Judged(verdict, why, relations)


def slip(bound: Bound, candidates: Sequence[Candidate], about_share: Decimal) -> str | None:
    """A word on a slip: of scale, where the figure would fit if it were so many thousand times larger or smaller."""
    if bound.shape is not Shape.IS:
        return None
    for power in (3, -3, 6, -6, 1, -1):
        scaled = Decimal(10) ** power
        for c in candidates:
            if (
                compare(bound, c.value, c.printed, about_share, c.factor * scaled, ranged=c.ranged).outcome is Outcome.FITS
                and c.value.is_bounded
            ):
                times = f"{Decimal(10) ** abs(power):,f}"
                return f"{times} times {'more' if power > 0 else 'less'} would fit {c.row.id}: a slip of scale?"
    return None


def day_words(start: date | None, label: str | None, published: str | None, *, lent: bool) -> str | None:
    """A claim's time in words."""
    if lent:
        return f"{published} (its source)"
    return label if start is not None or label else None
