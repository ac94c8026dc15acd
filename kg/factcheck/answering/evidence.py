"""Claims as evidence, in words: those that answer, those that do not and why, and a guess where nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.judging import day_words
from kg.factcheck.answering.matching import Candidate, Refused
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, FigureVerdict, Relation, Verdict

_MOST_NEAREST: Final = 5


def guessed(statement: Statement, desk: Desk) -> FigureVerdict:
    """Without a name of the base there is no verdict; whom the figure may be about is named all the same."""
    subject = statement.subject
    if subject.unknown is not None:
        return unverifiable(statement, desk, [], f"{subject.unknown!r} is not in the base")
    from kg.factcheck.answering.guessing import guess_entity

    guess = guess_entity(statement, desk)
    if guess is None:
        return unverifiable(statement, desk, [], "the sentence does not say whom it is about")
    entity, row = guess
    name = desk.vocabulary.entity(entity).name()
    result = unverifiable(statement, desk, [], f"the sentence does not say whom it is about; perhaps {name}")
    evidence = Evidence(
        row.id,
        Relation.NOT_COMPARABLE,
        f"only if {name} is meant",
        row.o.words,
        row.o.label,
        row.o.source,
        row.o.metric,
        row.o.status,
    )
    return replace(result, guess=entity, evidence=(evidence,))


def unverifiable(statement: Statement, desk: Desk, refused: Sequence[Refused], why: str) -> FigureVerdict:
    """The verdict that leaves a figure open, with the nearest claims."""
    evidence = [refusal_of(r, desk) for r in nearest_of(refused)]
    return FigureVerdict(
        statement.start, statement.end, statement.exact, Verdict.UNVERIFIABLE, why, statement.as_json(), tuple(evidence)
    )


def nearest_of(refused: Sequence[Refused]) -> list[Refused]:
    """Of claims that do not answer, the few that come nearest."""
    best: dict[str, Refused] = {}
    for r in refused:
        if r.row.id not in best or r.rank < best[r.row.id].rank:
            best[r.row.id] = r
    return sorted((r for r in best.values() if r.rank < 7), key=lambda r: r.rank)[:_MOST_NEAREST]


def evidence_of(candidate: Candidate, relation: Relation, desk: Desk) -> Evidence:
    """A comparable claim as evidence."""
    o, row = candidate.o, candidate.row
    when = day_words(candidate.start, o.label, row.published, lent=candidate.lent)
    told = {
        Relation.SUPPORTS: "its value fits",
        Relation.CONTRADICTS: "its value does not fit",
        Relation.NEAR: "its value is within a tenth",
        Relation.SUPERSEDED: "its value fits, but a later one is known",
        Relation.SUPERSEDES: "a later value",
        Relation.COMPATIBLE: "its value neither bears the figure out nor excludes it",
        Relation.NOT_COMPARABLE: "it tells another time, or an aim and not an outcome",
    }[relation]
    why = f"{told}; {candidate.note}" if candidate.note else told
    quote = desk.quoting(row) if desk.quoting else None
    return Evidence(row.id, relation, why, o.words, when, _said_by(row), o.metric, o.status, (), quote)


def none_bearing_out(evidence: Iterable[Evidence], why: str) -> list[Evidence]:
    """Evidence in which no claim bears the figure out, and why those that did do not."""
    return [
        replace(each, relation=Relation.COMPATIBLE, why=why) if each.relation is Relation.SUPPORTS else each
        for each in evidence
    ]


def refusal_of(refused: Refused, desk: Desk) -> Evidence:
    """A claim that does not answer, as evidence."""
    o = refused.row.o
    quote = desk.quoting(refused.row) if desk.quoting else None
    return Evidence(
        refused.row.id,
        Relation.NOT_COMPARABLE,
        refused.why,
        o.words,
        o.label,
        _said_by(refused.row),
        o.metric,
        o.status,
        (),
        quote,
    )


def _said_by(row: Row) -> str:
    return f"{row.o.attributed_to} in {row.o.source}" if row.o.attributed_to else row.o.source
