"""Over how long something came about: a flow told over a time, the time itself, and how long a reserve lasts at a pace.

It held 17.5 billion in June 2025 after burning 2.5 in six months, enough for seven more half-years: the first half of 2025, and 3.5 years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import WORDED, Tie, printed_value
from kg.factcheck.following.series import change_behind
from kg.factcheck.following.told_changes import is_change
from kg.factcheck.following.yielded_verdicts import YIELDED_BY_ITS_OWN
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.words import Words, words_of
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

DAYS: Final = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_LETTERS: Final = {3: "Q", 6: "H", 12: ""}
_YEAR_OF_DAYS: Final = Decimal("365.25")
_A_YEAR: Final = 365.25
_NEARLY: Final = 0.1
_SO_FAR_APART: Final = "the claims that yield the difference are so far apart"


def over_the_time_before(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A flow told over so many months, as that of the half year, quarter or year that ends with the time of the sentence."""
    statement = found[number].statement
    span = found[number + 1].statement if number + 1 < len(found) else None
    if span is None or dimension_of(statement.unit) not in ("money", "count") or statement.difference:
        return None
    months, words = _months(span), words_of(statement.language)
    if months is None or not words.has("tie_over_time", between(statement, span)):
        return None
    period = _ending(statement.period, months)
    kinds = {name: desk.vocabulary.metrics[name].kind for name in statement.likely}
    flows = tuple(name for name, kind in kinds.items() if kind is MetricKind.FLOW)
    if period is None or not flows:
        return None
    return first_that_holds([replace(statement, period=period, metrics=(flows,), per=None)], desk)


def told_span(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A time told right behind a figure that holds, where it is that over which this came about, or for which a price comes to it."""
    if found[number].statement.unit not in DAYS or not number or not found[number - 1].holds:
        return None
    own, before = found[number], found[number - 1]
    link = between(before.statement, own.statement)
    return (
        _of_flow(own, before)
        or _of_difference(own, before, link)
        or _of_price(own, before, link)
        or _of_change(own, before, link, desk)
    )


def _of_flow(own: Checked, flow: Checked) -> Checked | None:
    """How long a flow took, where that is borne out over just that time."""
    months, period = _months(own.statement), flow.statement.period
    ends = {(row.o.start, row.o.end) for row in flow.rows}
    if months is None or period is None or _ending(period, months) is None or len(ends) != 1:
        return None
    if (period.start, period.end) not in ends or period.label != _label(period, months):
        return None
    return own.borne_out_with(flow, "that is the time of the figure before it")


def _of_difference(own: Checked, before: Checked, link: str) -> Checked | None:
    """The time over which a difference is told, where the claims that yield it are as far apart: down 270 in twelve months."""
    days = _days(own.statement)
    if days is None or not before.statement.difference or not words_of(own.statement.language).has("tie_over_time", link):
        return None
    ends = sorted(row.o.end for row in before.rows if row.o.end is not None)
    apart = (ends[-1] - ends[0]).days if ends else 0
    return own.borne_out_with(before, _SO_FAR_APART) if apart and abs(apart - days) <= _NEARLY * days else None


def _of_price(own: Checked, before: Checked, link: str) -> Checked | None:
    """The time for which a price is told to come to a figure, where it does."""
    if not words_of(own.statement.language).has("tie_over_so_long", link) or before.verdict.why != YIELDED_BY_ITS_OWN:
        return None
    return own.borne_out_with(before, "the price comes to the figure before it in that time")


def _of_change(own: Checked, before: Checked, link: str, desk: Desk) -> Checked | None:
    """The time over which a change is told, where its two values are as far apart: 8,280 more residents in two years."""
    days = _days(own.statement)
    told = words_of(own.statement.language).patterns["tie_over_time"].search(link)
    if days is None or own.statement.bound.shape is not Shape.IS or not is_change(before) or told is None:
        return None
    change = change_behind(before, desk)
    if change is None or abs(change.years - days / _A_YEAR) > _NEARLY:
        return None
    start = own.statement.place - len(link)
    return own.borne_out_with(before, _SO_FAR_APART, ((start + told.start(), own.statement.place),))


def _days(statement: Statement) -> float | None:
    """How many days a span of time is."""
    return float(statement.figure.low) * DAYS[statement.unit] if statement.figure.low is not None else None


def _months(statement: Statement) -> int | None:
    low = statement.figure.low
    if statement.unit not in _MONTHS or low is None:
        return None
    months = low * _MONTHS[statement.unit]
    return int(months) if months in _LETTERS else None


def _ending(period: Period | None, months: int) -> Period | None:
    """The quarter, half year or year that ends with a time no longer than it."""
    if period is None or (period.end - period.start).days > months * 31:
        return None
    if period.end.day != 1 or (period.end.month - 1) % months:
        return None
    return Period.parse(_label(period, months))


def _label(period: Period, months: int) -> str:
    last = 12 if period.end.month == 1 else period.end.month - 1
    year = period.end.year - 1 if period.end.month == 1 else period.end.year
    return f"{year:04}-{_LETTERS[months]}{last // months}" if _LETTERS[months] else f"{year:04}"


def how_long(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Iterator[Tie]:
    """How long a reserve lasts at the pace of a flow, both of one thing and each borne out: enough for so many years at that pace."""
    statement = found[number].statement
    low = statement.figure.low
    if dimension_of(statement.unit) != "time" or not low:
        return
    if not words.has("at_that_pace", f"{statement.before}§{statement.behind}"):
        return
    sums = [each for each in levels if dimension_of(each.statement.unit) == "money" and each.rows]
    stocks = [each for each in sums if each.rows[0].o.kind is MetricKind.STOCK]
    flows = [each for each in sums if each.rows[0].o.kind is MetricKind.FLOW]
    if len(stocks) != 1 or len(flows) != 1:
        return
    one, other = stocks[0].rows[0].o, flows[0].rows[0].o
    if one.cell.entity != other.cell.entity or other.start is None or other.end is None or not printed_value(flows[0]):
        return
    years = printed_value(stocks[0]) / printed_value(flows[0]) * (other.end - other.start).days / _YEAR_OF_DAYS
    unit = printed_value(found[number]) / low / (Decimal(_MONTHS.get(statement.unit, 12)) / 12)
    value = years * unit
    shown = f"{stocks[0].statement.exact} / {flows[0].statement.exact}"
    yield Tie(value, value * WORDED, shown, [stocks[0], flows[0]])
