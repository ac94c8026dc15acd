"""A figure read as one of somebody else whom its sentence names, where it does not hold of whom it was first heard to be.

It is of whom the clause before is, where its own names nobody (it cost 6 million; with infrastructure, it is put at 1.3 billion). A figure
set apart before the name that opens the main clause is that name's (with some 96,000 inhabitants, Port Lisset); one in a clause that
goes on about a name right before it is that one's (Castrel Bay, which had 192,280). One tied to another is of whom that is, or of the
name in its own clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked, checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import nearest
from kg.factcheck.hearing.blanking import told_apart
from kg.factcheck.hearing.clauses import stretch_of
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.owning import are_kin
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of
from kg.model.base import Vocabulary

_REACH: Final = 3
_OPEN: Final = (Verdict.UNVERIFIABLE, Verdict.REFUTED)
_PROPER: Final = ("organization", "person")


def of_its_subject(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure that does not hold as it is understood, where it does of whom the clause before is, or its own; else None."""
    return _carried_on(found, number, desk) or _of_one_named(found, number, desk)


def _carried_on(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
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
    kind = desk.vocabulary.entity(entity).type
    if statement.subject.unknown is not None or any(
        desk.vocabulary.entity(each).type in (*_PROPER, kind) for each in named if each != entity
    ):
        return None
    if entity in statement.subject.entities[:1] and stretch[0] <= statement.place - statement.within:
        return None
    groups = [*statement.metrics]
    if words.has("pronoun", text) and dimension_of(statement.unit) == dimension_of(before.statement.unit):
        groups.append(tuple(sorted(before.measured)))
    whom = Subject((entity,), tuple(each for each in named if each != entity))
    heard = statement.own or statement.heard
    readings = (told_apart(statement, stretch, whom, group, heard, statement.period, words) for group in groups)
    told = first_that_holds(readings, desk)
    return replace(told, statement=statement) if told is not None else None


def _of_one_named(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
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
        placed = [
            each
            for each in within
            if each[2] in statement.subject.places
            and words.patterns["right_there"].fullmatch(statement.folded, clause.behind, each[0]) is not None
        ]
        return placed[0][2] if len(placed) == 1 else entities[0] if len(entities) == 1 else None
    before = [each for each in places if each[1] <= clause.start + 1]
    if before and words.patterns["in_a_bracket"].fullmatch(statement.folded, before[-1][1], clause.place) is not None:
        return before[-1][2]
    scene = {entity for _, _, entity in before}
    if (
        len(scene) == 1
        and scene <= {*statement.subject.places}
        and words.patterns["opens_scene"].fullmatch(
            f"{statement.folded[: before[0][0]]}§{statement.folded[before[0][1] : before[0][1] + 1]}"
        )
    ):
        return before[0][2]
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


def tied_subjects(statement: Statement, other: Statement, vocabulary: Vocabulary) -> Iterator[Subject]:
    """Whom a tied figure may be about: as it is understood, or the one named last before it or in its own clause."""
    subject = statement.subject if statement.subject.entities else other.subject
    yield subject
    named = (*subject.entities, *subject.others)
    places = {
        entity: max(statement.folded.rfind(fold(name), 0, statement.place) for name in names_of([entity], vocabulary))
        for entity in named
    }
    behind = statement.behind
    own = [entity for entity in named if any(fold(name) in behind for name in names_of([entity], vocabulary))]
    last = own or [entity for entity in named if places[entity] >= 0 and places[entity] == max(places.values())]
    if (last and subject.entities[:1] != (last[0],)) or len(subject.entities) > 1:
        rest = tuple(entity for entity in named if entity not in last[:1])
        yield replace(subject, entities=tuple(last[:1]) or subject.entities[:1], others=rest)
