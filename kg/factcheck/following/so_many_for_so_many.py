"""Small numbers that are the terms of a ratio: two for every five, for every three euros two, five where there were four.

They are no values of what is measured. Where the words about each tell of whom, of what and of when it is, and claims have both, these
bear the ratio out; otherwise it is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.choosing import turns_of
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, doubted, holds_in, metrics_there, named_there, near, times_there
from kg.factcheck.following.printed_values import Tie
from kg.factcheck.following.yielded_verdicts import yielded
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Speaking, words_of
from kg.model.period import Period

Span = tuple[int, int]
_FIRST: Final = ("for_every_so_many",)
"""Patterns of which the first number is told with its own words behind it, and the second in a clause that follows."""
_FORMS: Final = (*_FIRST, "so_many_for_every", "so_many_for_some", "so_many_where_some")
_OF_A_STOCK: Final = "stock"
"""The kind of the turns of phrase that tell how many came or went, and so of no stock."""
_EXACT: Final = Decimal("0.015")
_HEDGED: Final = Decimal("0.05")
"""By what part of it a ratio of small numbers may be off: as it is told, and hedged."""


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a ratio: its value, where it stands, and where the words are that tell of what it is."""

    number: Decimal
    place: Span
    room: Span


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of those for so many of these, and the part of the sentence that tells it."""

    one: Term
    other: Term
    links: tuple[Span, ...]
    hedged: bool

    @property
    def span(self) -> Span:
        """From where to where it is told."""
        spans = (self.one.room, self.other.room, self.one.place, self.other.place)
        return min(low for low, _ in spans), max(high for _, high in spans)


def in_a_ratio(found: Sequence[Checked], number: int) -> bool:
    """Whether a figure is one of the small numbers of such a ratio."""
    return any(True for _ in _ratios(found, number))


def told_ratio(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a figure that is a term of such a ratio, by the claims of both terms; None where they do not bear it out."""
    own = found[number]
    if not own.statement.is_affirmed or own.statement.aims or own.statement.ahead:
        return None
    for ratio in _ratios(found, number):
        rows = _rows_of(ratio, found, number, desk)
        if rows is None or not _is_so(ratio, *rows):
            continue
        one, other = rows
        value = ratio.one.number / ratio.other.number
        shown = f"{one.o.words} ({one.id}) / {other.o.words} ({other.id})"
        measured = frozenset({one.o.metric, other.o.metric})
        spans = [*ratio.links, ratio.one.place, ratio.other.place]
        place, end = own.statement.place, own.statement.place_end
        low, high = min(ratio.span[0], place), max(ratio.span[1], end)
        clause = Clause(own.statement, low, place, end, high)
        turns = turns_of(near(clause), desk)
        if any(not turn.allows(row.o.metric) or _is_of_no_stock(turn, row) for turn in turns for row in rows):
            continue  # so many hired are not how many there are
        if doubted(clause, rows, measured, spans, desk) is None:
            return yielded(own, Tie(value, Decimal(0), shown, (), firm=False), rows, measured, spans)
    return None


def _ratios(found: Sequence[Checked], number: int) -> Iterator[Ratio]:
    """The ratios of small numbers of which a figure is a term."""
    statement = found[number].statement
    words, folded = words_of(statement.language), statement.folded
    for name in _FORMS:
        for match in words.patterns[name].finditer(folded):
            places = match.span("one"), match.span("other")
            if not any(low < statement.place_end and statement.place < high for low, high in places):
                continue
            one, other = (words.number(match[group]) for group in ("one", "other"))
            if not one or not other:
                continue
            if name in _FIRST:
                rooms = match.span("of_one"), (match.start("of_other"), _end(folded, match.end("other")))
            else:
                rooms = (
                    (_start(folded, found, match.start()), match.start("link")),
                    (
                        match.end("link"),
                        _end(folded, match.end("other")),
                    ),
                )
            hedged = any(words.has("hedge_ahead", folded[:low]) for low, _ in places)
            first, second = (
                Term(Decimal(value), place, room) for value, place, room in zip((one, other), places, rooms, strict=True)
            )
            yield Ratio(first, second, (match.span("link"),), hedged)


def _start(folded: str, found: Sequence[Checked], place: int) -> int:
    """Where the words about a first number begin: behind the last mark or figure before it."""
    marks = [match.end() for match in BREAK.finditer(folded, 0, place)]
    return max([*marks, *(each.statement.place_end for each in found if each.statement.place_end <= place)], default=0)


def _end(folded: str, place: int) -> int:
    match = BREAK.search(folded, place)
    return match.start() if match is not None else len(folded)


def _rows_of(ratio: Ratio, found: Sequence[Checked], number: int, desk: Desk) -> tuple[Row, Row] | None:
    """The claims of the two terms; None where the words do not tell just one for each."""
    statement = found[number].statement
    rooms = [_room(statement, term) for term in (ratio.one, ratio.other)]
    whole = Clause(statement, 0, statement.place, statement.place_end, len(statement.folded))
    times = [times_there(room, desk) for room in rooms]
    named = [named_there(room, desk) for room in rooms]
    heard = [_heard(room, term, found, desk) for room, term in zip(rooms, (ratio.one, ratio.other), strict=True)]
    all_times, all_named = times_there(whole, desk), named_there(whole, desk)
    if None in all_times or any(len(each) > 1 for each in times) or any(len(each) > 1 for each in named):
        return None
    if not named[0] and not heard[0] and not times[0] and (before := _told_right_before(ratio, found)) is not None:
        first: list[Row] = [before]
    else:
        first = _claims(named[0] or named[1] or all_named, heard[0] or heard[1], times[0] or times[1] or all_times, desk)
    own = [each.o.cell.entity for each in first[:1]]
    whose, when = named[1] or named[0] or own, times[1] or times[0] or all_times
    second = _claims(whose, heard[1] or heard[0], when, desk)
    shared = [row.o.metric for row in first]
    if not second and (set(shared) & set(heard[1]) or not _has_any(whose, heard[1], desk)):
        second = _claims(whose, shared, when, desk)
    if not times[0] and not times[1] and len({each.label for each in all_times if each is not None}) > 1:
        return None
    if len(first) != 1 or len(second) != 1 or first[0].id == second[0].id:
        return None
    return (first[0], second[0]) if first[0].o.cell.dimension == second[0].o.cell.dimension else None


def _room(statement: Statement, term: Term) -> Clause:
    low, high = term.room
    return Clause(statement, low, low, high, high)


def _heard(room: Clause, term: Term, found: Sequence[Checked], desk: Desk) -> list[str]:
    """The metrics of which the words about a term speak; else what the figure itself is heard as."""
    heard = metrics_there(room, desk)
    figures = [each for each in found if each.statement.place < term.place[1] and term.place[0] < each.statement.place_end]
    return heard or [name for each in figures for name in each.statement.own]


def _claims(named: Sequence[str], heard: Sequence[str], times: Sequence[Period | None], desk: Desk) -> list[Row]:
    """The claims of a term: of the one named, of what is heard, of its time."""
    periods = list(dict.fromkeys(period for period in times if period is not None))
    if len(dict.fromkeys(named)) != 1 or len(periods) != 1:
        return []
    rows = [row for row in desk.rows(named[:1]) if row.o.metric in heard and holds_in(row, periods[0]) and _is_plain(row)]
    return list({row.o.metric: row for row in rows}.values()) if len({row.o.narrow.middle for row in rows}) == 1 else []


def _has_any(named: Sequence[str], heard: Sequence[str], desk: Desk) -> bool:
    """Whether somebody has claims of what is heard at all, of any time."""
    return any(row.o.metric in heard for row in desk.rows(named[:1]))


def _is_plain(row: Row) -> bool:
    told = row.o.is_asserted and not row.o.looks_ahead and not row.o.cell.per and not row.qualifiers
    return told and row.o.narrow.is_bounded and row.o.narrow.middle > 0 and dimension_of(row.o.unit) in ("money", "count")


def _told_right_before(ratio: Ratio, found: Sequence[Checked]) -> Row | None:
    """The claim of the figure behind which a ratio is set apart: 24 million, two for every five."""
    before = [each for each in found if each.statement.place_end <= ratio.one.place[0]]
    if not before or not before[-1].holds or len(before[-1].rows) != 1:
        return None
    return before[-1].rows[0]


def _is_of_no_stock(turn: Speaking, row: Row) -> bool:
    return turn.kind == _OF_A_STOCK and row.o.kind.holds_at_a_moment


def _is_so(ratio: Ratio, one: Row, other: Row) -> bool:
    """Whether two claims stand as the numbers do."""
    told, value = ratio.one.number / ratio.other.number, one.o.narrow.middle / other.o.narrow.middle
    return abs(value - told) <= told * (_HEDGED if ratio.hedged else _EXACT)


SMALL: Final = 100
_FAR: Final = 1000
"""A number so small beside claims so many times as large is no value of theirs where others stand beside it in a ratio."""


def is_beside_a_ratio(found: Sequence[Checked], number: int, desk: Desk) -> bool:
    """Whether a small number, far from all claims that speak against it, stands in a sentence that sets so many against so many."""
    own = found[number]
    statement = own.statement
    if dimension_of(statement.unit) not in ("money", "count") or not _is_small(statement):
        return False
    words = words_of(statement.language)
    others = [each.statement for place, each in enumerate(found) if place != number]
    told = words.has("told_for_each", statement.folded) or words.has("told_apart", statement.folded)
    if not told and not any(_is_small(each) for each in others):
        return False
    against = {each.claim for each in own.verdict.evidence}
    rows = [row for row in desk.rows(own.statement.subject.entities) if row.id in against]
    size = abs(statement.bound.middle)
    return bool(rows) and all(abs(row.o.narrow.middle) >= _FAR * size for row in rows if row.o.narrow.is_bounded)


def _is_small(statement: Statement) -> bool:
    value = statement.bound.middle
    return (
        value.is_finite() and 0 < abs(value) <= SMALL and value == int(value) and re.search("[%x]", statement.unit) is None
    )
