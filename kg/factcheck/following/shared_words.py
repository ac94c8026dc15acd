"""A figure by what it shares with the one beside it: whom that is of, where nobody is named between; what it tells again more exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.answering.checking import Checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import between
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Manner, Subject
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of


def of_the_one_joined(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure on which claims stand on both sides, as one of whom the figure joined to it is, where nobody is named between: 0.60 in and 2.20 out."""
    own = found[number]
    statement = own.statement
    before = found[number - 1] if number else None
    if own.verdict.verdict is not Verdict.DISPUTED or before is None or not before.holds or len(before.rows) != 1:
        return None
    linked = between(before.statement, statement)
    if BREAK.search(linked) is not None or before.statement.unit != statement.unit:
        return None
    spans = name_places(statement, desk)
    if any(before.statement.place_end <= low for low, _, _ in spans):
        return None
    entity = before.rows[0].o.cell.entity
    told = first_that_holds([replace(statement, subject=Subject((entity,)))], desk)
    return replace(told, statement=statement) if told is not None else None


def told_more_exactly(found: Sequence[Checked], number: int, _desk: Desk) -> Checked | None:
    """The verdict on a hedged part that is told again right behind, set apart, by a figure that holds: nearly a third, about 30 %."""
    own = found[number]
    behind = found[number + 1] if number + 1 < len(found) else None
    statement = own.statement
    hedged = statement.bound.about or statement.bound.manner is Manner.NEARLY
    if own.verdict.verdict is not Verdict.IMPRECISE or behind is None or not behind.holds or not hedged:
        return None
    if dimension_of(statement.unit) != "share" or dimension_of(behind.statement.unit) != "share":
        return None
    if words_of(statement.language).patterns["told_again"].search(between(statement, behind.statement)) is None:
        return None
    near = {each.claim for each in own.verdict.evidence if each.relation.value == "near"}
    if not near & {row.id for row in behind.rows}:
        return None
    return own.borne_out_with(behind, "the sentence tells it again more exactly")
