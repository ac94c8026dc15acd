"""So many times as much, without as what: that is the figure told before of another (it lost 18 billion; the nine years of the other cost half as much)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.claim_ratios import claims_of, concluded, quotient_of
from kg.factcheck.following.named_quantities import times_told
from kg.factcheck.following.printed_values import held
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.wording.words import words_of


def as_much_alone(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on so many times as much, of whom its clause names, as the figure that another has before it."""
    own = found[number]
    statement, words = own.statement, words_of(own.statement.language)
    behind = statement.behind
    less = words.has("as_little_alone", behind)
    if dimension_of(statement.unit) != "share" or not (less or words.has("as_much_alone", behind)):
        return None
    bases = [
        each
        for each in found[:number]
        if each.holds and each.rows and dimension_of(each.statement.unit) in ("money", "count")
    ]
    if not bases or bases[-1].statement.difference:
        return None
    base = bases[-1]
    ahead = statement.folded[base.statement.place_end : statement.place]
    whom = [
        entity
        for entity in dict.fromkeys((*statement.subject.entities, *statement.subject.others))
        if any(fold(name) in ahead for name in names_of([entity], desk.vocabulary))
    ]
    metric = base.rows[0].o.metric
    if len(whom) != 1 or whom[0] == base.rows[0].o.cell.entity:
        return None
    asked = replace(
        base.statement,
        subject=Subject((whom[0],), (base.rows[0].o.cell.entity,)),
        metrics=((metric,),),
        unit=base.rows[0].o.unit,
    )
    for period in times_told("", base, whom[0], words, desk):
        claims = claims_of(replace(asked, period=period), desk.rows([whom[0]]), metric, base, desk)
        tie = quotient_of(base, claims, percent=statement.unit == "%", under=not less)
        if tie is not None:
            outcome = held(replace(statement, difference=False), tie)
            return concluded(own, base, [each.row for each in claims], metric, tie, outcome, asked.period)
    return None
