"""Figures that follow from a part and its share, from a growth, or from what is left out: 73 billion are 58 % of it, so it is 126."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.checking import Checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import WORDED, Tie, half_unit, printed_value
from kg.factcheck.hearing.clauses import between_marks
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Words, words_of

PARTS: Final = ("group", "segment", "product")
"""The qualifiers that tell of which part of a thing a claim is."""
_GROWTHS: Final = ("_growth", "_increase", "_change")
_ONE: Final = Decimal(1)


def share_of_it(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A share told of the whole of which the figure before it is a part (the 73 billion made up 58 % of it), by the claim of that very part."""
    own = found[number]
    statement = own.statement
    words = words_of(statement.language)
    if statement.unit != "%" or not number or not words.has("of_the_whole", statement.behind):
        return None
    part = found[number - 1]
    if not part.holds or dimension_of(part.statement.unit) not in ("money", "count"):
        return None
    shares = [other for row in part.rows for other in desk.rows([row.o.cell.entity]) if _is_share_of(other, row)]
    readings = (
        replace(statement, metrics=((share.o.metric,),), difference=False, heard=(share.o.metric,)) for share in shares
    )
    return first_that_holds(readings, desk)


def _is_share_of(share: Row, part: Row) -> bool:
    """Whether one claim tells what share of its whole another's value is: of the same part of the same thing at the same time."""
    if share.o.unit != "%" or not share.o.metric.endswith("_share"):
        return False
    named = [part.qualifiers.get(key) for key in PARTS]
    if not any(named) or named != [share.qualifiers.get(key) for key in PARTS]:
        return False
    return (share.o.start, share.o.end, share.o.cell.entity) == (part.o.start, part.o.end, part.o.cell.entity)


def whole_of(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Iterator[Tie]:
    """What a figure comes to of which the sentence has a part and the share that this is, by claims of one part and time."""
    statement = found[number].statement
    parts = [each for each in levels if each.statement.unit == statement.unit and each.rows]
    shares = [each for each in levels if each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1]
    if len(parts) != 1 or len(shares) != 1:
        return
    if not words.has("tie_implies", statement.folded) and not _is_told_in_part(statement, parts[0], shares[0], words):
        return
    pairs = [(p, s) for p in parts[0].rows for s in shares[0].rows if _is_share_of(s, p)]
    if not pairs or _names_the_part(statement, pairs[0][0], words):
        return
    share = printed_value(shares[0])
    value = printed_value(parts[0]) / share
    slack = half_unit(shares[0].statement) / (100 * share) * value + half_unit(parts[0].statement) / share
    shown = f"{parts[0].statement.exact} / {shares[0].statement.exact}"
    yield Tie(value, min(slack, value * WORDED), shown, [parts[0], shares[0]])


def _is_told_in_part(statement: Statement, part: Checked, share: Checked, words: Words) -> bool:
    """Whether a part of a figure is told behind it and, right behind that, what share of it this is: 126 billion, of which 73, or 58 %."""
    if not statement.place < part.statement.place < share.statement.place:
        return False
    told, restated = between(statement, part.statement), between(part.statement, share.statement)
    return words.has("part_of_them", told) and words.has("tie_that_is", restated)


def _names_the_part(statement: Statement, row: Row, words: Words) -> bool:
    """Whether a figure's own clause names the part, so that it is no whole of it."""
    start, end = between_marks(statement)
    heard = words.heard(statement.folded[start:end])
    parts = {part for key in PARTS for part in stems_in(row.qualifiers.get(key, ""))}
    return bool(parts & heard)


def before_growth(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Iterator[Tie]:
    """What a figure was a year before, by what it grew to and by how much: 213 billion, up 63 %, which makes 130 the year before."""
    statement = found[number].statement
    start, end = between_marks(statement)
    clause = statement.folded[start:end]
    if not words.has("tie_implies", clause) or not words.has("the_year_before", clause):
        return
    now = [each for each in levels if each.statement.unit == statement.unit and each.rows]
    growths = [each for each in found if each.holds and each.statement.unit == "%" and _is_growth(each)]
    if len(now) != 1 or len(growths) != 1 or not _of_one(now[0], growths[0]):
        return
    growth = printed_value(growths[0])
    falls = growths[0].rows[0].o.narrow.high < 0
    rate = _ONE - abs(growth) if falls else _ONE + abs(growth)
    if rate <= 0:  # of what fell by all of it, nothing is left to tell how much it was
        return
    value = printed_value(now[0]) / rate
    slack = half_unit(now[0].statement) / rate + half_unit(growths[0].statement) / 100 / rate * value
    shown = f"{now[0].statement.exact} / (1 {'-' if falls else '+'} {growths[0].statement.exact})"
    yield Tie(value, min(slack, value * WORDED), shown, [now[0], growths[0]])


def _is_growth(each: Checked) -> bool:
    return bool(each.rows) and all(row.o.metric.endswith(_GROWTHS) for row in each.rows)


def _of_one(level: Checked, growth: Checked) -> bool:
    """Whether a growth is that of a level: of the same thing, metric, part and time."""
    return any(
        one.o.cell.entity == other.o.cell.entity
        and other.o.metric.startswith(one.o.metric)
        and (one.o.start, one.o.end) == (other.o.start, other.o.end)
        and all(one.qualifiers.get(key) == other.qualifiers.get(key) for key in PARTS)
        for one in level.rows
        for other in growth.rows
    )


def product_of(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Iterator[Tie]:
    """So many times a figure of the sentence: seven times its sales, that is 315 million on 45 million of sales."""
    statement = found[number].statement
    if not words.has("tie_that_is", statement.before):
        return
    times = [
        each
        for each in found[:number]
        if each.holds and dimension_of(each.statement.unit) == "share" and printed_value(each) > 1
    ]
    alike = [each for each in levels if each.statement.unit == statement.unit]
    if len(times) != 1 or len(alike) != 1 or not times[0].rows:
        return
    base = {row.qualifiers.get("base") for row in times[0].rows}
    # What it is so many times of must be what the other figure measures: research at seven times the revenue.
    if not base & {row.o.metric for row in alike[0].rows}:
        return
    value = printed_value(times[0]) * printed_value(alike[0])
    shown = f"{times[0].statement.exact} x {alike[0].statement.exact}"
    yield Tie(
        value, min(half_unit(alike[0].statement) * printed_value(times[0]), value * WORDED), shown, [times[0], alike[0]]
    )
