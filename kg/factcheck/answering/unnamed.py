"""What a figure is about in a sentence without a proper name: a trade or a matter of the base, by its label or by what its claim tells of it.

Nine in ten requests sent to a small model are of routing, though no word names that; the claim's own words do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.rows import Row, rows_near
from kg.factcheck.wording.words import words_of

_COMMON: Final = ("concept", "industry")
_TELLING: Final = ("product", "segment", "of", "base", "use", "group")
_LONG: Final = 3
_MOST_OF_IT: Final = 2 / 3
_ROOM: Final = 2


def about_a_matter(statement: Statement, desk: Desk) -> Statement:
    """A statement about nobody, or about matters only of which no claim tells that, as one about the one matter whose claims do."""
    subject, entities = statement.subject, desk.vocabulary.entities
    if subject.unknown is not None or subject.carried or not statement.metrics:
        return statement
    if any(entities[entity].type not in _COMMON for entity in (*subject.entities, *subject.others) if entity in entities):
        return statement
    likely = {desk.vocabulary.compared_metric(name) for name in statement.likely}
    if any(desk.vocabulary.compared_metric(row.o.metric) in likely for row in desk.rows(subject.entities)):
        return statement
    try:
        dimension, bound = base_unit(statement)
    except (ValueError, ArithmeticError):
        return statement
    low, high = (value if value.is_finite() else None for value in (bound.low, bound.high))
    if low is None or high is None:
        return statement
    rows = desk.asked(rows_near(desk.columns, sorted(likely), dimension, low / _ROOM, high * _ROOM))
    told = {row.o.cell.entity for row in rows if _is_told(row, statement, desk)}
    if len(told) != 1:
        return statement
    whom = Subject(
        tuple(told), tuple(each for each in subject.entities if each not in told), None, subject.spoken_by, subject.places
    )
    return replace(statement, subject=whom)


def _is_told(row: Row, statement: Statement, desk: Desk) -> bool:
    """Whether a sentence has most of the words by which a claim of a matter tells what it is of, or those of the matter's name."""
    known = desk.vocabulary.entity(row.o.cell.entity)
    if known.type not in _COMMON:
        return False
    heard = words_of(statement.language).heard(statement.folded)
    names = known.forms
    if any(_covers(heard, name) == 1 for name in names):
        return True
    return any(
        len(_long(text)) > 1 and _covers(heard, text) >= _MOST_OF_IT
        for text in (row.qualifiers.get(key, "") for key in _TELLING)
    )


def _long(text: str) -> set[str]:
    return {part for part in stems_in(fold(text).replace("-", " ")) if len(part) >= _LONG}


def _covers(heard: set[str], text: str) -> float:
    """What part of a text's longer words a sentence has."""
    parts = _long(text)
    return (
        sum(any(part == each or part.removesuffix("s") == each.removesuffix("s") for each in heard) for part in parts)
        / len(parts)
        if parts
        else 0.0
    )
