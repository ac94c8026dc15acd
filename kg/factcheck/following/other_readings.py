"""What claims of those whom a sentence names yield besides what its figure was held against: a rate, an average, a gap, a sum, a product.

A figure is refuted only where it is fully understood. Where the words of a sentence set it against something (more than, per, on average,
together, half as much again) and some reading of them yields it, the claims that say otherwise are not of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.printed_values import Tie
from kg.factcheck.following.time_spans import DAYS
from kg.factcheck.following.yielded_verdicts import bears_out
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Relation, Verdict
from kg.factcheck.wording.words import words_of
from kg.model.interval import Interval
from kg.model.units import DATE, to_base, unit
from kg.model.vocabulary import MetricKind

_MOST: Final = 60
"""Of more claims than this nothing is tried."""
_SOME: Final = (Verdict.REFUTED, Verdict.IMPRECISE)
_HUNDRED: Final = Decimal(100)
_ROUND: Final = tuple(Decimal(10) ** power for power in range(7))
"""Of how many it is usual to tell so many: of a hundred, of a thousand, of a million."""
_GROWTH: Final = "_growth"
_BY_ITS_OWN: Final = "the sentence's own figures"
_ROUNDED: Final = Decimal("0.02")
_HEDGED: Final = Decimal("0.05")
_SHARE: Final = unit("%").dimension
_A_YEAR: Final = to_base(Interval.point(Decimal(1)), "year").low
_SIZE: Final = re.compile(r"\d+(?:\.\d+)?(?:e\d+)?(?= )")
Value = tuple[Decimal, str, frozenset[str]]
"""What claims yield, how, and which they are."""


def read_otherwise(found: Sequence[Checked], number: int, desk: Desk) -> str | None:
    """By which reading of its words claims yield a figure that others speak against, or nothing."""
    own = found[number]
    statement = own.statement
    by_its_own = any(each.why.startswith(_BY_ITS_OWN) for each in own.verdict.evidence) or _BY_ITS_OWN in own.verdict.why
    if own.verdict.verdict not in _SOME or statement.bound.shape is Shape.IS_NOT or by_its_own:
        return None
    words = words_of(statement.language)
    if (group := words.patterns["of_a_group"].match(statement.behind)) is not None:
        return f'the sentence tells it of some together ("{group.group().strip()}")'
    if _grows_with_another(found, number):
        return "the sentence may tell it of what another of its figures measures"
    computed = {frozenset(each.inputs) for each in own.verdict.evidence if each.inputs}
    asked = replace(statement, per=None, bound=replace(statement.bound, shape=Shape.IS, strict=False))
    for value, told, ids in _values(found, number, desk):
        if ids not in computed and _is_told(value, told, asked):
            return told
    return None


def _grows_with_another(found: Sequence[Checked], number: int) -> bool:
    """Whether a growth that names nothing of its own was held against what no word of the sentence measures, beside a figure of something else."""
    own = found[number]
    if not own.statement.likely or not own.statement.likely[0].endswith(_GROWTH):
        return False
    against = {each.metric.removesuffix(_GROWTH) for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS}
    heard = {name for each in found for name in each.statement.heard if not name.endswith(_GROWTH)}
    beside = {name for each in found if each is not own for name in each.statement.likely[:1]}
    return bool(beside) and bool(against) and against.isdisjoint(heard | beside)


def _is_told(value: Decimal, words: str, statement: Statement) -> bool:
    """Whether what claims yield is the number told but for rounding, however it is written; a ratio is told in words."""
    if dimension_of(statement.unit) == "share" or statement.unit == "pp":
        return bears_out(statement, Tie(value, Decimal(0), words, ()))
    told = base_unit(statement)[1].middle
    return abs(value - told) <= abs(told) * (_HEDGED if statement.bound.about else _ROUNDED)


def _values(found: Sequence[Checked], number: int, desk: Desk) -> Iterator[Value]:
    """What the words of a sentence may mean: gaps where it sets things apart, rates where it tells so many for each, sums of what it takes together."""
    statement = found[number].statement
    words = words_of(statement.language)
    apart, each, together = (words.has(name, statement.folded) for name in ("told_apart", "told_for_each", "taken_together"))
    apart = apart or any(words.has(name, statement.folded) for name in ("to_rise", "to_fall", "goes_up", "goes_down"))
    heard = {*statement.heard, *statement.likely}
    ahead = statement.ahead or statement.aims
    operands = [row for row in _operands(found, desk) if ahead or not row.o.looks_ahead]
    rows = [row for row in operands if not heard or row.o.metric in heard or row.o.kind is MetricKind.PRICE]
    dimension = unit(statement.unit).dimension
    if dimension_of(statement.unit) == "share" or statement.unit == "pp":
        yield from _shares(operands, statement, heard) if apart or each or together else ()
        return
    alike = [row for row in rows if row.o.cell.dimension == dimension]
    differs = statement.difference or words.has("tie_more", statement.behind) or words.has("tie_less", statement.behind)
    if not differs and words.has("beside_another", statement.folded):
        yield from ((_value(row), _named("", row), _ids(row)) for row in alike if row.o.cell.entity != _whom(statement))
    if apart:
        yield from _gaps(alike, heard)
    if each:
        yield from _rates(rows, operands, dimension, _sizes(found, number))
        yield from _paces(alike, rows)
    if together:
        yield from _sums(alike, heard)
        yield from _products(alike, rows)
    if each or together:
        yield from _told_for(rows)


def _operands(found: Sequence[Checked], desk: Desk) -> list[Row]:
    """The claims of all that a sentence names that tell one number of something by itself, if they are not too many."""
    named = [entity for each in found for entity in (*each.statement.subject.entities, *each.statement.subject.others)]
    rows = [row for row in desk.rows(tuple(dict.fromkeys(named))) if row.o.is_asserted and _is_one_number(row)]
    return rows if len(rows) <= _MOST else [row for row in rows if row.o.start is not None][:_MOST]


def _is_one_number(row: Row) -> bool:
    """Whether a claim tells a number, no range and no order of magnitude, of something and not for each of another."""
    per_another = row.o.cell.per and row.o.kind is not MetricKind.PRICE and row.o.cell.per not in DAYS
    if row.o.unit == DATE or per_another or not row.o.narrow.is_bounded or not row.o.narrow.middle:
        return False
    return row.stated.low == row.stated.high


def _whom(statement: Statement) -> str:
    return statement.subject.entities[0] if statement.subject.entities else ""


def _told_for(rows: Sequence[Row]) -> Iterator[Value]:
    """Of how many a price is: a million tokens."""
    for row in rows:
        if (size := _SIZE.match(row.o.cell.per)) is not None:
            yield Decimal(size.group()), f"so many are what {row.o.words} ({row.id}) is for", frozenset()


def _value(row: Row) -> Decimal:
    return row.o.narrow.middle


def _named(joint: str, *rows: Row) -> str:
    return joint.join(f"{row.o.words} ({row.id})" for row in rows)


def _ids(*rows: Row) -> frozenset[str]:
    return frozenset(row.id for row in rows)


def _together(one: Row, other: Row) -> bool:
    """Whether two claims hold for the same time: two flows over just the same."""
    a, b = one.o, other.o
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return a.start is b.start
    if a.kind is MetricKind.FLOW and b.kind is MetricKind.FLOW:
        return (a.start, a.end) == (b.start, b.end)
    return a.start < b.end and b.start < a.end


def _measure_one(one: Row, other: Row) -> bool:
    return one.o.metric == other.o.metric


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Claims that may be told beside one another: of one measure at two times or of two, or of one time."""
    for one, other in combinations(rows, 2):
        if _measure_one(one, other) or _together(one, other):
            again = _measure_one(one, other) and one.o.cell.entity == other.o.cell.entity and _together(one, other)
            if not again or one.qualifiers != other.qualifiers:
                yield one, other


def _triples(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """Three claims of one measure and one time."""
    for three in combinations(rows, 3):
        apart = len({row.o.cell.entity for row in three}) == len(three)
        if apart and all(_measure_one(three[0], each) and _together(three[0], each) for each in three[1:]):
            yield three


def _kin(rows: Sequence[Row], heard: Collection[str]) -> Iterator[tuple[Row, Row]]:
    """Claims that may be added up or taken off one another: of one measure, of two of which the sentence speaks, or two prices."""
    for one, other in _pairs(rows):
        prices = one.o.kind is MetricKind.PRICE and other.o.kind is MetricKind.PRICE and one.o.cell.per == other.o.cell.per
        if prices or (_measure_one(one, other) and not heard) or {one.o.metric, other.o.metric} <= set(heard):
            yield one, other


def _gaps(alike: Sequence[Row], heard: Collection[str]) -> Iterator[Value]:
    """How far two claims are apart, and what is left of one without the other."""
    for one, other in _kin(alike, heard):
        yield abs(_value(one) - _value(other)), _named(" - ", one, other), _ids(one, other)


def _sums(alike: Sequence[Row], heard: Collection[str]) -> Iterator[Value]:
    """What two or three claims come to."""
    for rows in (*_kin(alike, heard), *_triples(alike)):
        yield sum(map(_value, rows), Decimal(0)), _named(" + ", *rows), _ids(*rows)


def _products(alike: Sequence[Row], rows: Sequence[Row]) -> Iterator[Value]:
    """What a share of something is."""
    for one in alike:
        for share in (row for row in rows if row.o.cell.dimension == _SHARE and _together(one, row)):
            yield _value(one) * _value(share), _named(" x ", one, share), _ids(one, share)


def _paces(alike: Sequence[Row], rows: Sequence[Row]) -> Iterator[Value]:
    """What something came to, or moved by, a year, a month, a week or a day."""
    for one, other in _pairs(alike):
        if _measure_one(one, other) and (days := _days_between(one, other)):
            yield from _paced(abs(_value(one) - _value(other)), days, _named(" - ", one, other))
    for row in alike:
        if row.o.start is not None and row.o.end is not None:
            yield from _paced(_value(row), Decimal((row.o.end - row.o.start).days), _named("", row))
        for span in (other for other in rows if other.o.unit == "year" and other.o.cell.entity == row.o.cell.entity):
            yield _value(row) / _value(span) * _A_YEAR, _named(" / ", row, span), frozenset()


def _paced(value: Decimal, days: Decimal, told: str) -> Iterator[Value]:
    """So much over some days, as so much a year, a month, a week or a day."""
    for name, length in DAYS.items():
        if length < days:
            yield value * Decimal(str(length)) / days, f"{told}, a {name}", frozenset()


def _days_between(one: Row, other: Row) -> Decimal:
    if one.o.end is None or other.o.end is None:
        return Decimal(0)
    return Decimal(abs((one.o.end - other.o.end).days))


def _sizes(found: Sequence[Checked], number: int) -> list[Decimal]:
    """Of how many so many may be told: of as many as another figure of the sentence, or of a round number."""
    told = [abs(each.statement.bound.middle) for place, each in enumerate(found) if place != number]
    return [*dict.fromkeys(value for value in (*told, *_ROUND) if value and value.is_finite())]


def _rates(rows: Sequence[Row], others: Sequence[Row], dimension: str, sizes: Sequence[Decimal]) -> Iterator[Value]:
    """So many of one measure for so many of another, of one time."""
    for over in rows:
        if over.o.cell.dimension != dimension:
            continue
        for under in others:
            alike = _measure_one(over, under) and over.o.cell.entity == under.o.cell.entity
            if over.id == under.id or alike or not _together(over, under):
                continue
            quotient = abs(_value(over) / _value(under))
            for size in sizes:
                yield quotient * size, _named(" / ", over, under), frozenset()


def _shares(rows: Sequence[Row], statement: Statement, heard: Collection[str]) -> Iterator[Value]:
    """What part of another one claim is, how many times it, and by what part it is above or below it; by how much two rates differ."""
    scale = Decimal(1) if statement.unit == "x" else _HUNDRED
    for one, other in _pairs(rows):
        compared = _measure_one(one, other) and one.o.cell.entity != other.o.cell.entity
        spoken_of = compared or {one.o.metric, other.o.metric} <= set(heard)
        if one.o.cell.dimension != other.o.cell.dimension or not spoken_of:
            continue
        ids = _ids(one, other)
        if one.o.cell.dimension == _SHARE:
            yield abs(_value(one) - _value(other)) * _HUNDRED, _named(" - ", one, other), ids
            if one.qualifiers != other.qualifiers or not _measure_one(one, other):
                continue
        for over, under in ((one, other), (other, one)):
            ratio, told = abs(_value(over) / _value(under)), _named(" / ", over, under)
            for value in (ratio, 1 - ratio, ratio - 1):
                if value > 0:
                    yield value * scale, told, ids
            both = _value(over) + _value(under)
            if both and one.o.cell.entity != other.o.cell.entity:
                yield _value(over) / both * scale, f"{told}, of both", ids
    for three in _triples(rows):
        if whole := sum(map(_value, three), Decimal(0)):
            yield from ((_value(part) / whole * scale, f"{_named('', part)}, of three", _ids(*three)) for part in three)
