"""A figure in a clause that names nobody, of whom the clause before is: it cost 6 million; with infrastructure, it is put at 1.3 billion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.accounting import names_of
from kg.factcheck.hearing.apart import told_apart
from kg.factcheck.hearing.clauses import stretch_of
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of

_OPEN: Final = (Verdict.UNVERIFIABLE, Verdict.REFUTED)
_PROPER: Final = ("organization", "person", "product", "model")


def of_the_same(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure read as one of whom the figure before is, where its own stretch of the sentence names nobody by a proper name; if that bears it out."""
    own = found[number]
    statement = own.statement
    if not number or own.verdict.verdict not in _OPEN or statement.difference:
        return None
    before = found[number - 1]
    if not before.holds or not before.rows:
        return None
    stretch = stretch_of(statement.folded, statement.place, [(0, 0)])
    if before.statement.place >= stretch[0]:
        return None
    words, entity = words_of(statement.language), before.rows[0].o.cell.entity
    known = (*statement.subject.entities, *statement.subject.others)
    text = statement.folded[slice(*stretch)]
    named = [each for each in known if any(name.lower() in text for name in names_of([each], desk.vocabulary))]
    if statement.subject.unknown is not None or any(desk.vocabulary.entity(each).type in _PROPER[:2] for each in named):
        return None
    if entity in statement.subject.entities[:1] and stretch[0] <= statement.place - statement.within:
        return None
    groups = [*statement.metrics]
    if words.has("pronoun", text) and dimension_of(statement.unit) == dimension_of(before.statement.unit):
        groups.append(tuple(sorted(before.measured)))
    for group in groups:
        reading = told_apart(
            statement,
            stretch,
            Subject((entity,), tuple(each for each in named if each != entity)),
            group,
            statement.own or statement.heard,
            statement.period,
            words,
        )
        told = checked(reading, desk)
        if told.holds:
            return Checked(statement, told.verdict, told.rows, told.measured, told.tied)
    return None
