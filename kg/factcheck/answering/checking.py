"""One statement held against the base: the claims that may answer it, how they stand to it, the verdict.

A figure is borne out where claims state it or yield it together, nothing stands in the way (kg.factcheck.answering.objecting), and those
claims account for every word about it (kg.factcheck.hearing.accounting).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kg.factcheck.answering.adding import sum_of_parts
from kg.factcheck.answering.choosing import (
    candidates_of,
    in_scope,
    may_speak,
    metric_groups,
    of_parts,
    of_speaker,
    of_whom,
    other_way,
    rows_for,
    spoken_of,
    turns_of,
    with_others,
)
from kg.factcheck.answering.computed import computed_verdict
from kg.factcheck.answering.evidence import evidence_of, guessed, nearest_of, none_bearing_out, refusal_of, unverifiable
from kg.factcheck.answering.judging import KINDNESS, Judged, judge, slip
from kg.factcheck.answering.matching import Candidate, Refused
from kg.factcheck.answering.objecting import objected
from kg.factcheck.answering.overstating import overstated
from kg.factcheck.answering.ranking import misranked
from kg.factcheck.answering.remaining import rest_of_time
from kg.factcheck.answering.superlatives import check_superlative
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.answering.vouching import unvouched
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.accounting import words_unread
from kg.factcheck.hearing.statement import Bound, Shape, Statement
from kg.factcheck.hearing.turning import turned
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, FigureVerdict, Relation, Verdict, ordered
from kg.factcheck.wording.words import words_of

_MOST_EVIDENCE: Final = 12
_MOST_UNREAD: Final = 3


@dataclass(frozen=True, slots=True)
class _Answers:
    """The claims of whom a statement is about (``rows``), and how those that state its metric (``chosen``) stand to it, if any do.

    ``statement`` is as those would put it (a complement, an inverse), ``refused`` are claims that do not answer, ``computable`` says
    that others may yield the figure together.
    """

    statement: Statement
    rows: Sequence[Row]
    refused: Sequence[Refused]
    computable: bool
    chosen: Sequence[Candidate] = ()
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """What claims tell of a figure, and the rows that bear it out where they do."""

    verdict: Verdict
    why: str
    evidence: Sequence[Evidence]
    rows: Sequence[Row]
    against: Sequence[Row] = ()
    understood: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on what a figure says, and what it was held against: the claims that bear it out, and the metrics they measure.

    ``tied`` are the parts of the sentence by which it follows from other figures.
    """

    statement: Statement
    verdict: FigureVerdict
    rows: Sequence[Row] = ()
    measured: frozenset[str] = frozenset()
    tied: tuple[tuple[int, int], ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it is borne out."""
        return self.verdict.verdict is Verdict.SUPPORTED

    def left_open(self, why: str) -> Checked:
        """The same, that no claim decides."""
        return replace(self, verdict=replace(self.verdict, verdict=Verdict.UNVERIFIABLE, why=why))

    def borne_out_with(self, other: Checked, why: str, tied: tuple[tuple[int, int], ...] = ()) -> Checked:
        """The same, borne out by the claims of another figure of its sentence."""
        verdict = replace(self.verdict, verdict=Verdict.SUPPORTED, why=why)
        return Checked(self.statement, verdict, other.rows, other.measured, tied)


def checked(statement: Statement, desk: Desk) -> Checked:
    """The verdict on one figure, with the claims that bear it out."""
    if not statement.subject.entities:
        return Checked(statement, guessed(statement, desk))
    if (why := _left_open(statement)) is not None:
        return Checked(statement, unverifiable(statement, desk, [], why))
    answers = _answers(statement, desk)
    if answers.judged is None and (other := other_way(statement, desk)) is not None:
        return checked(other, desk)
    told = _yielded(answers, desk) or _stated(answers, desk) or _added(answers, desk)
    if told is None:
        silent = "the sentence does not say what is measured in words that the base knows"
        refused = [*answers.refused, *of_parts(statement, desk)]
        why = "no claim is comparable" if statement.metrics else silent
        return Checked(statement, unverifiable(statement, desk, refused, why))
    return _accounted(statement, told, answers, desk)


def first_that_holds(readings: Iterable[Statement], desk: Desk) -> Checked | None:
    """The first of several readings of a figure that is borne out; None where none is."""
    return next((told for reading in readings if (told := checked(reading, desk)).holds), None)


def checked_by(statement: Statement, candidates: Sequence[Candidate], desk: Desk) -> Checked:
    """The verdict on one figure where some claims are meant to answer it: as if there were no others to bear it out."""
    rows = rows_for(statement, desk)
    asked = turned(statement, tuple(dict.fromkeys(c.o.metric for c in candidates)))
    _, bound = base_unit(asked)
    judged = objected(asked, bound, judge(asked, bound, candidates, desk.about_share), candidates, candidates, rows)
    answers = _Answers(asked, rows, (), computable=False, chosen=candidates, judged=judged)
    told = _stated(answers, desk)
    assert told is not None  # there is a judgement
    return _accounted(statement, told, answers, desk)


def _accounted(statement: Statement, told: _Told, answers: _Answers, desk: Desk) -> Checked:
    """What claims tell of a figure, held against all that is said of it."""
    verdict, why, evidence = told.verdict, told.why, told.evidence
    measured = _measured(statement, told)
    if verdict is Verdict.SUPPORTED and (unread := _unread(statement, told.rows, measured, desk)):
        verdict, why = Verdict.UNVERIFIABLE, f'the base does not tell what "{unread}" says of it'
    elif verdict is Verdict.REFUTED and words_of(statement.language).has("sum_told", statement.before):
        verdict, why = Verdict.UNVERIFIABLE, "claims say otherwise, but of one of the things only that the sentence adds up"
    elif (
        verdict is Verdict.REFUTED
        and statement.bound.shape is not Shape.IS_NOT
        and (unread := _unread(statement, told.against, measured, desk))
    ):
        verdict, why = Verdict.UNVERIFIABLE, f'claims say otherwise, but the base does not tell what "{unread}" says of it'
    elif verdict is Verdict.SUPPORTED and (doubt := _doubt(statement, told, answers, desk)):
        verdict, why = Verdict.UNVERIFIABLE, doubt
    elif statement.earlier and verdict in (Verdict.REFUTED, Verdict.IMPRECISE):
        verdict, why = Verdict.UNVERIFIABLE, "the sentence does not say of when the value is that it moved from"
    if told.verdict is Verdict.SUPPORTED and verdict is Verdict.UNVERIFIABLE:
        evidence = none_bearing_out(evidence, "its value fits, but not all that the sentence says of it")
    understood = {**answers.statement.as_json(), **told.understood}
    found = FigureVerdict(statement.start, statement.end, statement.exact, verdict, why, understood, tuple(evidence))
    return Checked(statement, found, tuple(told.rows), frozenset(measured))


def _doubt(statement: Statement, told: _Told, answers: _Answers, desk: Desk) -> str | None:
    """Why claims whose value fits do not bear out all that a sentence says around it or makes of it, or nothing."""
    vouched = unvouched(statement, told.rows, answers.rows, desk.vocabulary)
    made_more = vouched or overstated(statement, told.rows, desk.vocabulary)
    return made_more or misranked(statement, told.rows, with_others(answers.rows, statement, desk), desk.vocabulary)


def _left_open(statement: Statement) -> str | None:
    """Why a sentence says nothing of its figure that a claim could bear out, or nothing."""
    if statement.supposed:
        return "the sentence only supposes it"
    if statement.untimed:
        return "the sentence counts its time from one that it does not name"
    if statement.beside is not None:
        return f"the sentence is about {statement.beside} as well"
    try:
        base_unit(statement)
    except (ValueError, ArithmeticError):
        return f"the unit {statement.unit!r} is not known"
    return None


def _answers(statement: Statement, desk: Desk) -> _Answers:
    """The claims that state the likeliest metric of which any are comparable."""
    rows = rows_for(statement, desk)
    refused: list[Refused] = []
    spoken, barred = turns_of(statement, desk), False
    for group in metric_groups(statement, rows, desk):
        candidates, others = candidates_of(statement, rows, group, desk)
        candidates, elsewhere = spoken_of(candidates, spoken, statement, desk)
        barred = barred or bool(elsewhere)
        candidates, of_others = of_speaker(candidates, statement, desk)
        refused += [*others, *elsewhere, *of_others]
        if candidates:
            chosen = in_scope(of_whom(candidates, statement, desk))
            asked = turned(statement, tuple(dict.fromkeys(c.o.metric for c in chosen)))
            _, bound = base_unit(asked)
            chosen, judged = _charitably(asked, bound, chosen, desk)
            judged = objected(asked, bound, judged, chosen, candidates, rows)
            refuted = judged.verdict is Verdict.REFUTED and asked.unit in ("x", "%") and len(set(asked.heard)) > 1
            return _Answers(asked, rows, refused, refuted, chosen, judged)
    open_to = statement.difference or (not barred and may_speak(statement, spoken))
    return _Answers(statement, rows, refused, open_to)


def _yielded(answers: _Answers, desk: Desk) -> _Told | None:
    """What claims yield together; where others state the figure already, only what bears it out against them."""
    if not answers.computable:
        return None
    statement, judged = answers.statement, answers.judged
    as_price = turned(statement, ("price_ratio",)) if judged is None and "price_ratio" in statement.likely else statement
    rows = with_others(answers.rows, statement, desk)
    found = computed_verdict(
        as_price,
        (base_unit(statement)[1], base_unit(as_price)[1]),
        rows,
        desk.vocabulary,
        desk.as_of,
        desk.about_share,
    )
    if found is None or (judged is not None and found.verdict not in (Verdict.SUPPORTED, Verdict.DISPUTED)):
        return None
    verdict, why, stated = found.verdict, found.why, _stated_of(answers, desk)
    if stated and verdict is Verdict.SUPPORTED:
        verdict, why = Verdict.DISPUTED, "claims yield it together, and one states another value"
    telling = {claim for each in found.evidence if each.relation is Relation.SUPPORTS for claim in each.inputs}
    against = {claim for each in found.evidence for claim in each.inputs}
    return _Told(
        verdict,
        why,
        [*found.evidence, *stated],
        [row for row in rows if row.id in telling],
        [row for row in rows if row.id in against],
    )


def _added(answers: _Answers, desk: Desk) -> _Told | None:
    """What the claims of the parts of a time come to, or leave of a longer one."""
    statement, bound = answers.statement, base_unit(answers.statement)[1]
    asked = (statement, bound, answers.rows, desk.vocabulary, desk.as_of, desk.about_share)
    found = sum_of_parts(*asked) or rest_of_time(*asked)
    if found is None:
        return None
    verdict, why, evidence = found
    rows = [row for row in answers.rows if row.id in evidence.inputs]
    return _Told(verdict, why, [evidence], rows, rows)


def _stated(answers: _Answers, desk: Desk) -> _Told | None:
    """What claims state themselves."""
    statement, chosen, judged = answers.statement, answers.chosen, answers.judged
    if judged is None:
        return None
    evidence = [evidence_of(c, judged.relations[c.row.id], desk) for c in chosen if c.row.id in judged.relations]
    told = {c.row.id for c in chosen}
    evidence += [refusal_of(r, desk) for r in nearest_of(answers.refused) if r.row.id not in told]
    verdict, why = judged.verdict, judged.why
    if verdict is Verdict.REFUTED:
        why = slip(base_unit(statement)[1], chosen, desk.about_share) or why
    if statement.superlative:
        verdict, why, more = check_superlative(statement, verdict, why, _telling(chosen, judged), desk)
        evidence = [*more, *evidence]
    rows = [c.row for c in chosen if judged.relations.get(c.row.id) is Relation.SUPPORTS]
    why = f"{why} ({statement.turned})" if statement.turned else why
    against = [c.row for c in chosen]
    return _Told(verdict, why, ordered(evidence, _MOST_EVIDENCE), rows, against, {"metric": chosen[0].o.metric})


def _measured(statement: Statement, told: _Told) -> set[str]:
    """The metrics of the claims that tell a figure, and what is computed from them."""
    found = {row.o.metric for row in told.rows or told.against}
    return found | (set(statement.likely) if any(each.inputs for each in told.evidence) else set())


def _unread(statement: Statement, rows: Sequence[Row], measured: Collection[str], desk: Desk) -> str:
    """The first words about a figure for which some claims do not account."""
    return '" and "'.join(words_unread(statement, rows, measured, desk.vocabulary)[:_MOST_UNREAD])


def _stated_of(answers: _Answers, desk: Desk) -> list[Evidence]:
    """The claims that state the very measure of a sentence, its time too, and not its value."""
    relations = answers.judged.relations if answers.judged is not None else {}
    return [
        evidence_of(candidate, Relation.CONTRADICTS, desk)
        for candidate in answers.chosen
        if relations.get(candidate.row.id) is Relation.CONTRADICTS and candidate.o.metric in answers.statement.likely
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


def _telling(chosen: Sequence[Candidate], judged: Judged) -> list[Candidate]:
    """The claims that tell the figure itself, or all."""
    fitting = (Relation.SUPPORTS, Relation.SUPERSEDED, Relation.NEAR)
    return [c for c in chosen if judged.relations.get(c.row.id) in fitting] or list(chosen)
