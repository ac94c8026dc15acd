"""A ratio and the two figures of which it is made, each understood by the others.

A quarter of its revenue: 2.5 billion out of 9; two-fifths of the theatre's 6 million budget; so many times the one of two values that the
other is, where claims of more than one measure could yield a ratio of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import between
from kg.factcheck.hearing.blanking import told_apart
from kg.factcheck.hearing.clauses import BREAK, next_break
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of


def restated(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure behind a ratio that two claims yield, as the one or the other of these, where it is told as the part or the whole."""
    own = found[number]
    words = words_of(own.statement.language)
    for part in (number, number - 1):
        if part < 1 or part + 1 >= len(found):
            continue
        ratio, one, two = found[part - 1], found[part].statement, found[part + 1].statement
        ends = _terms(ratio)
        if ends is None or dimension_of(one.unit) != dimension_of(two.unit) or one.place > two.place:
            continue
        if not words.has("restates", between(ratio.statement, one)) or not words.has("tie_whole", between(one, two)):
            continue
        row = next((each for each in ratio.rows if each.id == ends[number - part]), None)
        if row is None:
            continue
        joint = one.place_end if number > part else ratio.statement.place_end
        end = two.place if number == part else len(own.statement.folded)
        reading = told_apart(
            own.statement,
            (joint, end),
            Subject((row.o.cell.entity,)),
            (row.o.metric,),
            (row.o.metric,),
            ratio.statement.period,
            words,
        )
        told = checked(replace(reading, unit=row.o.unit), desk)
        if told.holds:
            return replace(told, statement=own.statement)
    return None


def of_its_whole(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure right behind a share of it that two claims yield, by the claim of the whole: two-fifths of the theatre's €6 million budget."""
    own = found[number]
    ratio = found[number - 1] if number else None
    ends = _terms(ratio) if ratio is not None else None
    if ratio is None or ends is None or own.statement.difference:
        return None
    words, linked = words_of(own.statement.language), between(ratio.statement, own.statement)
    row = next((each for each in ratio.rows if each.id == ends[1]), None)
    if row is None or not words.has("of_a_quantity", f"{linked} ") or BREAK.search(linked):
        return None
    start = ratio.statement.place_end
    end = next_break(own.statement.folded, own.statement.place_end)
    metric = (row.o.metric,)
    whom = Subject((row.o.cell.entity,))
    told = checked(told_apart(own.statement, (start, end), whom, metric, metric, ratio.statement.period, words), desk)
    return replace(told, statement=own.statement) if told.holds and row.id in {each.id for each in told.rows} else None


def of_their_measure(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A ratio on which claims stand on both sides, held against those of the one measure that the two values before it are of; if that bears it out."""
    own = found[number]
    if own.verdict.verdict is not Verdict.DISPUTED or own.statement.unit != "x":
        return None
    levels = [each for each in found[:number] if each.holds and each.measured]
    if len(levels) == 1:
        told = checked(replace(own.statement, heard=tuple(sorted(levels[0].measured))), desk)
        return told if told.holds and {row.id for row in levels[0].rows} & {row.id for row in told.rows} else None
    if len(levels) != 2 or levels[0].measured != levels[1].measured or levels[0].statement.unit != levels[1].statement.unit:
        return None
    told = checked(replace(own.statement, heard=tuple(sorted(levels[0].measured))), desk)
    inputs = {row.id for row in told.rows}
    return told if told.holds and inputs <= {row.id for each in levels for row in each.rows} else None


def _terms(ratio: Checked) -> tuple[str, str] | None:
    """The claims of which a ratio that is borne out is the one divided by the other."""
    if not ratio.holds or dimension_of(ratio.statement.unit) != "share":
        return None
    pairs = [each.inputs for each in ratio.verdict.evidence if len(each.inputs) == 2 and each.relation.value == "supports"]
    return (pairs[0][0], pairs[0][1]) if pairs else None
