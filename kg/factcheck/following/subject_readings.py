"""Whose a figure is where a sentence names several: of the name in its own clause, or of the one that its clause goes on about.

A figure set apart before the name that opens the main clause is that name's (with some 96,000 inhabitants, Port Lisset); one in a
clause that goes on about a name right before it is that one's (Castrel Bay, which had 192,280).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of, name_places
from kg.factcheck.following.neighbours import nearest
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.owning import are_kin
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.wording.words import words_of

_REACH: Final = 3


def told_of_one(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A level that does not hold as it is understood, where it does for the one name that its clause is about; else None."""
    own = found[number]
    statement = own.statement
    if statement.difference or not statement.is_affirmed or statement.subject.unknown:
        return None
    if dimension_of(statement.unit) in ("share", "date") and statement.unit != "%":
        return None
    places = name_places(statement, desk)
    named = list(dict.fromkeys(entity for _, _, entity in places))
    entities = desk.vocabulary.entities
    if len(named) < 2 or any(are_kin(one, other, entities) for one in named for other in named if one != other):
        return None  # of a maker and its product the one does not stand for the other
    turned = _in_turn(found, number, places)
    whom, spans = turned if turned is not None else (_whose(clause_of(found, number), places), ())
    if whom is None:
        return None
    for reading in _readings(found, number, whom):
        told = checked(reading, desk)
        if told.holds and all(row.o.cell.entity == whom for row in told.rows):
            return replace(told, tied=(*told.tied, *spans))
    return None


def _whose(clause: Clause, places: Sequence[tuple[int, int, str]]) -> str | None:
    """The one name that a clause is about: of those in it, the one before its figure and set against none; else the one it goes on about."""
    statement = clause.statement
    words = words_of(statement.language)
    within = [each for each in places if clause.start <= each[0] and each[1] <= clause.end]
    if within:
        entities = list(dict.fromkeys(entity for _, _, entity in within))
        return entities[0] if len(entities) == 1 else None
    before = [each for each in places if each[1] <= clause.start + 1]
    if before and words.patterns["goes_on_about"].match(statement.folded[before[-1][1] :]) is not None:
        gap = statement.folded[before[-1][1] : clause.start + 1]
        if len(gap.split()) <= _REACH:
            return before[-1][2]
    behind = [each for each in places if each[0] >= clause.end]
    if behind and not before and words.has("opens_aside", clause.before):
        gap = statement.folded[clause.end : behind[0][0]]
        if len(gap.strip(" ,").split()) <= 1:
            return behind[0][2]
    return None


def _in_turn(
    found: Sequence[Checked], number: int, places: Sequence[tuple[int, int, str]]
) -> tuple[str, tuple[tuple[int, int], ...]] | None:
    """Whose a figure is, and by which words, of two set against each other behind two names that are compared: longer at the one than at the other, 5.4 against 3.6."""
    own = found[number].statement
    words = words_of(own.language)
    alike = [each.statement for each in found if each.statement.unit == own.unit and not each.statement.difference]
    if len(alike) != 2:
        return None
    one, two = alike
    named = [each for each in places if each[1] <= one.place]
    if len({entity for _, _, entity in named}) != 2 or len(named) != 2 or any(each[0] > one.place for each in places):
        return None
    ratio = any(
        each.statement.unit == "x" and named[0][1] <= each.statement.place < named[1][0] for each in found
    )  # three times that of the other: held against the two in its turn
    compared = words.patterns["compared_names"].search(own.folded, 0, named[1][0])
    if (compared is None and not ratio) or not words.has("pair_opens", own.folded[named[1][1] : one.place]):
        return None
    if not words.has("set_against", own.folded[one.place_end : two.place]):
        return None
    if compared is not None and (one.bound.low > two.bound.low) is (compared["down"] is not None):
        return None
    return named[0][2] if own.place == one.place else named[1][2], (compared.span(),) if compared is not None else ()


def _readings(found: Sequence[Checked], number: int, whom: str) -> Iterator[Statement]:
    """A figure as one of that name, with its own metrics, then with those of a figure beside it."""
    statement = found[number].statement
    subject = statement.subject
    speakers = tuple(name for name in subject.spoken_by if name != whom)
    others = tuple(e for e in dict.fromkeys((*subject.entities, *subject.others)) if e != whom and e not in subject.places)
    alone = replace(statement, subject=Subject((whom,), others, None, speakers, ()), beside=None, partners=(), regions=())
    periods = [statement.period]
    if statement.untimed or statement.period is None:
        periods += [each.statement.period for each in nearest(found, number)]
    for period in dict.fromkeys(periods):
        if alone.metrics:
            yield replace(alone, period=period, untimed=False if period is not None else statement.untimed)
        for each in nearest(found, number):
            if dimension_of(each.statement.unit) == dimension_of(statement.unit) and each.measured:
                yield replace(alone, metrics=(tuple(sorted(each.measured)),), period=period)
