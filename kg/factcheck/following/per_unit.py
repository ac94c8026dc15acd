"""What one measure of somebody comes to for each of another: a budget per visitor, tonnes for a gigawatt-hour, a margin of profit on revenue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.tongues import with_other
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of, doubted, holds_in, metrics_there, named_there
from kg.factcheck.following.neighbours import between, nearest
from kg.factcheck.following.printed_values import Tie
from kg.factcheck.following.yielded_verdicts import bears_out, yielded
from kg.factcheck.hearing.measures import dimension_of, quotients
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.words import words_of
from kg.model.interval import Interval
from kg.model.units import to_base, unit

_ABOUT_THEN: Final = timedelta(days=62)
"""How far two moments may be apart at which one is told for each of the other: the debt at the end of a year, the inhabitants in January."""


def told_per_unit(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on so much for each of those, by the claims of both at one time; None where a clause tells none, or they do not yield it."""
    own = found[number]
    statement = own.statement
    if statement.difference or not statement.is_affirmed:
        return None
    shared = dimension_of(statement.unit) in ("share", "date") and not statement.ratio_of_money
    if not statement.subject.entities or shared:
        return None
    clause = clause_of(found, number)
    told = _per(found, number, clause)
    if told is None:
        return None
    low, high, text = told
    whom = (named_there(clause, desk) or statement.subject.entities)[:1]
    then = statement
    if statement.period is None:
        then = replace(statement, period=next((each.statement.period for each in nearest(found, number)), None))
    rows = [row for row in desk.rows(whom) if _is_then(row, then)]
    if then.period is None:
        rows = _of_now(desk.rows(whom))
    for over, under, size in _terms(clause, text, (low, high), rows, desk):
        if then.period is None and not _are_of_one_time(over, under):
            continue
        divisor = under.o.narrow.middle
        if not divisor:
            continue
        value = over.o.narrow.middle / divisor * size
        value = (
            value
            if statement.ratio_of_money or size == 1 or over.o.cell.dimension != under.o.cell.dimension
            else value / size
        )
        tie = Tie(value, Decimal(0), f"{over.o.words} ({over.id}) / {under.o.words} ({under.id})", (), firm=False)
        measured = frozenset({over.o.metric, under.o.metric})
        spans = [(low, high), *_rated(clause)]
        if bears_out(replace(statement, per=None), tie) and not doubted(clause, [over, under], measured, spans, desk):
            return yielded(own, tie, [over, under], measured, spans)
    return None


def _rated(clause: Clause) -> Iterator[tuple[int, int]]:
    """Words that only say that one is set against the other, relative to its output, or that it is so on average."""
    words = words_of(clause.statement.language)
    for name in ("set_in_relation", "tie_average"):
        yield from (match.span() for match in words.patterns[name].finditer(clause.statement.folded))


def _per(found: Sequence[Checked], number: int, clause: Clause) -> tuple[int, int, str] | None:
    """What a figure is told for each of, and where: behind it, or behind the one from which it moved."""
    statement = clause.statement
    words = words_of(statement.language)
    each, ahead = words.patterns["for_each_of"], words.patterns["for_each_ahead"]
    counted = number + 1 < len(found) and _counts_them(statement, found[number + 1].statement)
    match = each.match(statement.folded, clause.behind, _stop(found, number + 1) if counted else clause.end)
    if match is None and not counted:
        match = next(ahead.finditer(statement.folded, clause.start, clause.place), None)
    if match is not None:
        return match.start("each"), match.end(), match["unit"]
    if not number:
        return None
    before = found[number - 1]
    if before.statement.unit != statement.unit or not before.holds:
        return None
    if words.patterns["tie_from_to"].fullmatch(between(before.statement, statement)) is None:
        return None
    match = words.patterns["for_each_of"].match(statement.folded, before.statement.place_end, statement.place)
    return (match.start("each"), match.end(), match["unit"]) if match is not None else None


def _stop(found: Sequence[Checked], number: int) -> int:
    return clause_of(found, number).end


def _counts_them(statement: Statement, behind: Statement) -> bool:
    """Whether a figure tells how many there are of those for each of which the one before it is told: 12,300 for each of its 25,200 students."""
    told = words_of(statement.language).patterns["counted_of_each"]
    return told.fullmatch(between(statement, behind)) is not None


def told_divisor(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on how many there are of those for each of which the figure before it follows, by the claim that this was divided by."""
    own = found[number]
    before = found[number - 1] if number else None
    if before is None or not before.holds or len(before.rows) != 2 or not _counts_them(before.statement, own.statement):
        return None
    under = before.rows[1]
    bound = base_unit(own.statement)[1]
    if under.o.cell.dimension != unit(own.statement.unit).dimension:
        return None
    if compare(bound, under.o.narrow, under.o.narrow, desk.about_share).outcome is not Outcome.FITS:
        return None
    tie = Tie(under.o.narrow.middle, Decimal(0), f"{under.o.words} ({under.id})", ())
    measured = frozenset({under.o.metric})
    spans = [(before.statement.place_end, own.statement.place)]
    if doubted(clause_of(found, number), [under], measured, spans, desk) is not None:
        return None
    return yielded(own, tie, [under], measured, before.tied)


def _of_now(rows: Sequence[Row]) -> list[Row]:
    """The newest claim of each measure, of what a sentence without a time tells."""
    found: dict[str, Row] = {}
    for row in rows:
        end = row.o.end
        if end is None or row.qualifiers or not row.o.is_asserted or row.o.looks_ahead or row.o.cell.per:
            continue
        known = found.get(row.o.metric)
        if row.o.narrow.is_bounded and (known is None or known.o.end is None or end > known.o.end):
            found[row.o.metric] = row
    return list(found.values())


def _are_of_one_time(one: Row, other: Row) -> bool:
    """Whether two claims hold over the same time, at about the same moment, or one at a moment within the time of the other."""
    if (one.o.start, one.o.end) == (other.o.start, other.o.end):
        return True
    if one.o.start is None or one.o.end is None or other.o.start is None or other.o.end is None:
        return False
    if one.o.kind.holds_at_a_moment and other.o.kind.holds_at_a_moment:
        return abs(one.o.end - other.o.end) <= _ABOUT_THEN
    moment, time = (one.o, other.o) if one.o.kind.holds_at_a_moment else (other.o, one.o)
    if not moment.kind.holds_at_a_moment or moment.start is None or moment.end is None:
        return False
    return time.start is not None and time.end is not None and time.start <= moment.start and moment.end <= time.end


def _is_then(row: Row, statement: Statement) -> bool:
    """Whether a claim is of the time of a statement, and tells what is."""
    if row.qualifiers or not row.o.is_asserted or row.o.looks_ahead or row.o.cell.per or not row.o.narrow.is_bounded:
        return False
    return statement.period is not None and holds_in(row, statement.period)


def _terms(
    clause: Clause, text: str, span: tuple[int, int], rows: Sequence[Row], desk: Desk
) -> Iterator[tuple[Row, Row, Decimal]]:
    """What may be divided by what, and by how much of it: what the figure's clause measures by what stands behind "per"."""
    statement = clause.statement
    cues = asking_cues(desk.vocabulary.metrics, statement.language)
    hits = [hit for hit in hits_in(statement.sentence, cues) if not hit.covered]
    each = {hit.metric for hit in hits if span[0] <= hit.start and hit.end <= span[1]}
    if not each and not text.endswith("s"):  # one of what is counted: per inhabitant, par vol
        each = {hit.metric for hit in hits_in(f"{text}s", cues) if not hit.covered}
    told = [hit.metric for hit in hits if hit.end <= span[0]]
    size, dimension = _size_of(text, statement)
    unders = [row for row in rows if row.o.metric in each] or (
        [row for row in rows if row.o.cell.dimension == dimension]
        if dimension is not None and dimension[:5] != "money"
        else []
    )
    if dimension is not None:
        unders = [row for row in unders if row.o.cell.dimension == dimension]
    wanted = dimension if statement.ratio_of_money else unit(statement.unit).dimension  # cents for every euro
    overs = [row for row in rows if row.o.metric in told and row.o.cell.dimension == wanted]
    near = [row for row in overs if row.o.metric in statement.own or row.o.metric in statement.likely]
    for over in near or overs:
        for under in unders:
            if over.o.metric != under.o.metric:
                yield over, under, size


def _size_of(text: str, statement: Statement) -> tuple[Decimal, str | None]:
    """How much of a measure "per" is for, in its base unit, and of which dimension: a gigawatt-hour, a euro; one, of what is counted."""
    figures = find_figures(f"1 {text}", with_other(statement.language))
    if not figures or figures[0].unit == "count" or figures[0].low != 1:
        return Decimal(1), None
    try:
        dimension = unit(figures[0].unit).dimension
    except ValueError:
        return Decimal(1), None
    return to_base(Interval.point(Decimal(1)), figures[0].unit).low, dimension


def told_quotient(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a metric that a rule makes a quotient of two others (a net margin), by the claims of those; None where it tells none."""
    own = found[number]
    statement = own.statement
    if statement.unit != "%" or statement.difference or not statement.is_affirmed:
        return None
    entities = statement.subject.entities
    if len(entities) != 1:
        return None
    clause = clause_of(found, number)
    there = metrics_there(clause, desk)
    rows = [row for row in desk.rows(entities[:1]) if _is_then(row, statement)]
    for quotient, over, under in quotients(desk.vocabulary):
        if quotient not in statement.heard or (quotient not in there and not _goes_on(found, number)):
            continue
        for one in (row for row in rows if row.o.metric == over):
            for other in (row for row in rows if row.o.metric == under and row.o.cell.dimension == one.o.cell.dimension):
                divisor = other.o.narrow.middle
                if not divisor:
                    continue
                tie = Tie(
                    one.o.narrow.middle / divisor * 100,
                    Decimal(0),
                    f"{one.o.words} ({one.id}) / {other.o.words} ({other.id})",
                    (),
                )
                measured = frozenset({quotient, over, under})
                if bears_out(statement, tie) and not doubted(clause, [one, other], measured, [], desk):
                    return replace(
                        yielded(own, tie, [one, other], measured, []), statement=replace(statement, metrics=((quotient,),))
                    )
    return None


def _goes_on(found: Sequence[Checked], number: int) -> bool:
    """Whether a figure is what one before it moved to, or where what it moved from is told first."""
    statement = found[number].statement
    words = words_of(statement.language)
    if number and words.patterns["tie_from_to"].search(between(found[number - 1].statement, statement)) is not None:
        return True
    return words.has("going_from", statement.before)
