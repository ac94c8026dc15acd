"""One statement held against the base: the verdict by the claims that may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.accounting import words_unread
from kg.factcheck.choosing import (
    candidates_of,
    in_scope,
    may_speak,
    metric_groups,
    of_parts,
    other_way,
    rows_for,
    spoken_of,
    turns_of,
    with_others,
)
from kg.factcheck.comparators import NEAR
from kg.factcheck.computed import computed_verdict
from kg.factcheck.desk import Desk
from kg.factcheck.evidence import evidence_of, guessed, nearest_of, refusal_of, unverifiable
from kg.factcheck.judging import KINDNESS, Judged, judge, slip
from kg.factcheck.matching import Candidate, Refused
from kg.factcheck.rows import Row
from kg.factcheck.statement import Bound, Shape, Statement
from kg.factcheck.superlatives import check_superlative
from kg.factcheck.turning import turned
from kg.factcheck.valuing import base_unit
from kg.factcheck.verdict import Evidence, FigureVerdict, Relation, Verdict, ordered
from kg.factcheck.words import words_of
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.units import to_base
from kg.model.vocabulary import MetricKind

_MOST_EVIDENCE: Final = 12
_MOST_UNREAD: Final = 3


def check_statement(statement: Statement, desk: Desk) -> FigureVerdict:
    """The verdict on one figure, which is borne out only where every word about it is accounted for."""
    found = _checked(statement, desk)
    if found.verdict is not Verdict.SUPPORTED:
        return found
    telling = [each for each in found.evidence if each.relation is Relation.SUPPORTS]
    claims = {claim for each in telling for claim in (each.claim, *each.inputs)}
    rows = [row for row in with_others(rows_for(statement, desk), statement, desk) if row.id in claims]
    measured = {*(each.metric for each in telling), *(row.o.metric for row in rows)}
    if any(each.inputs for each in telling):
        measured.update(statement.likely)
    unread = words_unread(statement, rows, measured, desk.vocabulary)
    if not unread:
        return found
    told = '" and "'.join(unread[:_MOST_UNREAD])
    evidence = tuple(
        replace(each, relation=Relation.COMPATIBLE, why="its value fits, but not all that the sentence says of it")
        if each.relation is Relation.SUPPORTS
        else each
        for each in found.evidence
    )
    why = f'the base does not tell what "{told}" says of it'
    return replace(found, verdict=Verdict.UNVERIFIABLE, why=why, evidence=evidence)


def _checked(statement: Statement, desk: Desk) -> FigureVerdict:
    """The verdict by whom, what, when and how much."""
    if not statement.subject.entities:
        return guessed(statement, desk)
    if statement.supposed:
        return unverifiable(statement, desk, [], "the sentence only supposes it")
    if statement.untimed:
        return unverifiable(statement, desk, [], "the sentence counts its time from one that it does not name")
    if statement.beside is not None:
        return unverifiable(statement, desk, [], f"the sentence is about {statement.beside} as well")
    try:
        _, bound = base_unit(statement)
    except (ValueError, ArithmeticError):
        return unverifiable(statement, desk, [], f"the unit {statement.unit!r} is not known")
    rows = rows_for(statement, desk)
    refused: list[Refused] = []
    judged: Judged | None = None
    chosen: list[Candidate] = []
    spoken, barred = turns_of(statement, desk), False
    for group in metric_groups(statement, rows, desk):
        candidates, others = candidates_of(statement, rows, group, desk)
        candidates, elsewhere = spoken_of(candidates, spoken, statement, desk)
        barred = barred or bool(elsewhere)
        refused += [*others, *elsewhere]
        if candidates:
            chosen = in_scope(candidates)
            statement = turned(statement, tuple(dict.fromkeys(c.o.metric for c in chosen)))
            _, bound = base_unit(statement)
            chosen, judged = _charitably(statement, bound, chosen, desk)
            judged = _bounded_below(statement, bound, judged, candidates)
            judged = _over_years(statement, judged, chosen, rows)
            judged = _only_aimed_at(statement, judged, chosen)
            break
    if judged is None and (other := other_way(statement, desk)) is not None:
        return _checked(other, desk)
    if (judged is None and not barred and may_speak(statement, spoken)) or (
        judged is not None and judged.verdict is Verdict.REFUTED and statement.unit in ("x", "%") and _may_compute(statement)
    ):
        as_price = turned(statement, ("price_ratio",)) if judged is None and "price_ratio" in statement.likely else statement
        found = computed_verdict(
            as_price,
            (base_unit(statement)[1], base_unit(as_price)[1]),
            with_others(rows, statement, desk),
            desk.vocabulary,
            desk.as_of,
            desk.about_share,
        )
        if found is not None and (judged is None or found.verdict in (Verdict.SUPPORTED, Verdict.DISPUTED)):
            verdict, why, stated = found.verdict, found.why, _stated_of(chosen, judged, statement, desk)
            if stated and verdict is Verdict.SUPPORTED:
                verdict, why = Verdict.DISPUTED, "claims yield it together, and one states another value"
            return FigureVerdict(
                statement.start,
                statement.end,
                statement.exact,
                verdict,
                why,
                statement.as_json(),
                (*found.evidence, *stated),
            )
    if judged is None:
        silent = "the sentence does not say what is measured in words that the base knows"
        refused += of_parts(statement, desk)
        return unverifiable(statement, desk, refused, "no claim is comparable" if statement.metrics else silent)
    evidence = [evidence_of(c, judged.relations[c.row.id], desk) for c in chosen if c.row.id in judged.relations]
    told = {c.row.id for c in chosen}
    evidence += [refusal_of(r, desk) for r in nearest_of(refused) if r.row.id not in told]
    why = judged.why
    if judged.verdict is Verdict.REFUTED:
        why = slip(bound, chosen, desk.about_share) or why
    verdict = judged.verdict
    if statement.superlative:
        verdict, why, more = check_superlative(statement, verdict, why, _told(chosen, judged), desk)
        evidence = [*more, *evidence]
    return FigureVerdict(
        statement.start,
        statement.end,
        statement.exact,
        verdict,
        f"{why} ({statement.turned})" if statement.turned else why,
        {**statement.as_json(), "metric": chosen[0].o.metric},
        ordered(evidence, _MOST_EVIDENCE),
    )


def _stated_of(chosen: Sequence[Candidate], judged: Judged | None, statement: Statement, desk: Desk) -> list[Evidence]:
    """The claims that state the very measure of a sentence, its time too, and not its value."""
    if judged is None:
        return []
    return [
        evidence_of(candidate, judged.relations[candidate.row.id], desk)
        for candidate in chosen
        if judged.relations.get(candidate.row.id) is Relation.CONTRADICTS and candidate.o.metric in statement.likely
    ]


def _charitably(
    statement: Statement, bound: Bound, candidates: Sequence[Candidate], desk: Desk
) -> tuple[list[Candidate], Judged]:
    """Claims of different metrics never contradict each other: of those that one word may mean, the kindest reading counts."""
    by_metric: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_metric.setdefault(candidate.o.cell.metric, []).append(candidate)
    readings = [(group, judge(statement, bound, group, desk.about_share)) for group in by_metric.values()]
    return min(readings, key=lambda reading: KINDNESS.index(reading[1].verdict))


def _may_compute(statement: Statement) -> bool:
    return len(set(statement.heard)) > 1


def _told(chosen: Sequence[Candidate], judged: Judged) -> list[Candidate]:
    """The claims that tell the figure itself, or all."""
    fitting = (Relation.SUPPORTS, Relation.SUPERSEDED, Relation.NEAR)
    return [c for c in chosen if judged.relations.get(c.row.id) in fitting] or list(chosen)


def _bounded_below(statement: Statement, bound: Bound, judged: Judged, candidates: Sequence[Candidate]) -> Judged:
    """A count of a wider kind that is below one of a narrower kind is disputed: 300 million users, 800 million of them weekly."""
    if judged.verdict is not Verdict.SUPPORTED or statement.unit != "count" or bound.shape is not Shape.IS:
        return judged
    above = [
        c for c in candidates if c.level == 1 and c.o.kind is MetricKind.STOCK and c.value.low > bound.high * (1 + NEAR)
    ]
    if not above:
        return judged
    told = f"{above[0].row.id} has more of a narrower kind ({above[0].o.words})"
    return Judged(Verdict.DISPUTED, told, judged.relations)


def _over_years(statement: Statement, judged: Judged, chosen: Sequence[Candidate], rows: Sequence[Row]) -> Judged:
    """A sum over some years is refuted by a claim of how many they were, and not borne out where the base tells neither."""
    words = words_of(statement.language)
    match = words.patterns["over_years"].search(statement.folded)
    if judged.verdict is not Verdict.SUPPORTED or match is None or not chosen[0].o.metric.startswith("cumulative"):
        return judged
    number = int(match["number"]) if match["number"].isdigit() else words.numbers.get(match["number"])
    lengths = [row.o.narrow for row in rows if row.o.metric == "loss_duration" and row.o.unit == "year"]
    own = [c for c in chosen if c.start is not None and c.end is not None]
    if number is None or any(c.o.start and c.o.end and abs((c.o.end - c.o.start).days - 365 * number) < 90 for c in own):
        return judged
    years = to_base(Interval.point(Decimal(number)), "year")
    if any(length.meets(years) for length in lengths):
        return judged
    if lengths:
        return Judged(Verdict.REFUTED, f"claims tell another number of years than {number}", judged.relations)
    return Judged(Verdict.UNVERIFIABLE, f"the base does not tell it over {number} years", judged.relations)


_AIMS: Final = ("_sought", "_target", "_commitment")


"""How the metrics end that are aims in themselves."""


def _only_aimed_at(statement: Statement, judged: Judged, chosen: Sequence[Candidate]) -> Judged:
    """A value that is only aimed at outdates what was, but does not bear out that it is so."""
    told = [c for c in chosen if judged.relations.get(c.row.id) is Relation.SUPPORTS]
    if (
        judged.verdict is not Verdict.SUPPORTED
        or statement.ahead
        or statement.aims
        or any(c.o.status != Status.TARGET.value or c.o.metric.endswith(_AIMS) for c in told)
        or (told and told[0].o.kind is MetricKind.DATE)
    ):
        return judged
    relations = {
        claim: Relation.COMPATIBLE if claim in {c.row.id for c in told} else held for claim, held in judged.relations.items()
    }
    return Judged(Verdict.UNVERIFIABLE, "the base has it as an aim, the sentence as a fact", relations)
