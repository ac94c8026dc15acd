"""How long a flow of a sentence took that ends at the time of another figure, and how long a reserve lasts at that pace.

It held 17.5 billion in June 2025 after burning 2.5 in six months, enough for seven more half-years: the first half of 2025, and 3.5 years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import WORDED, Tie, printed_value
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.words import Words, words_of
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_LETTERS: Final = {3: "Q", 6: "H", 12: ""}
_YEAR_OF_DAYS: Final = Decimal("365.25")


def over_the_time_before(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A flow told over so many months, as that of the half year, quarter or year that ends with the time of the sentence; or that span itself."""
    own = found[number]
    if own.statement.unit in _MONTHS:
        return _its_span(found, number)
    span = found[number + 1].statement if number + 1 < len(found) else None
    if span is None or dimension_of(own.statement.unit) not in ("money", "count") or own.statement.difference:
        return None
    return _read(own, span, desk)


def _read(own: Checked, span: Statement, desk: Desk) -> Checked | None:
    statement, months = own.statement, _months(span)
    words = words_of(statement.language)
    if months is None or not words.has("tie_over_time", between(statement, span)):
        return None
    period = _ending(statement.period, months)
    kinds = {name: desk.vocabulary.metrics[name].kind for name in statement.likely}
    flows = tuple(name for name, kind in kinds.items() if kind is MetricKind.FLOW)
    if period is None or not flows:
        return None
    told = checked(replace(statement, period=period, metrics=(flows,), per=None), desk)
    return told if told.holds else None


def _its_span(found: Sequence[Checked], number: int) -> Checked | None:
    """How long the flow right before it took, where that is borne out over just that time."""
    own = found[number]
    if not number or not found[number - 1].holds:
        return None
    flow = found[number - 1]
    months = _months(own.statement)
    ends = {(row.o.start, row.o.end) for row in flow.rows}
    if months is None or _ending(flow.statement.period, months) is None or len(ends) != 1:
        return None
    period = flow.statement.period
    if period is None or (period.start, period.end) not in ends or period.label != _label(period, months):
        return None
    return own.borne_out_with(flow, "that is the time of the figure before it")


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


def how_long(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Tie | None:
    """How long a reserve lasts at the pace of a flow, both of one thing and each borne out: enough for so many years at that pace."""
    statement = found[number].statement
    low = statement.figure.low
    if dimension_of(statement.unit) != "time" or not low:
        return None
    if not words.has("at_that_pace", f"{statement.before}§{statement.behind}"):
        return None
    sums = [each for each in levels if dimension_of(each.statement.unit) == "money" and each.rows]
    stocks = [each for each in sums if each.rows[0].o.kind is MetricKind.STOCK]
    flows = [each for each in sums if each.rows[0].o.kind is MetricKind.FLOW]
    if len(stocks) != 1 or len(flows) != 1:
        return None
    one, other = stocks[0].rows[0].o, flows[0].rows[0].o
    if one.cell.entity != other.cell.entity or other.start is None or other.end is None or not printed_value(flows[0]):
        return None
    years = printed_value(stocks[0]) / printed_value(flows[0]) * (other.end - other.start).days / _YEAR_OF_DAYS
    unit = printed_value(found[number]) / low / (Decimal(_MONTHS.get(statement.unit, 12)) / 12)
    value = years * unit
    shown = f"{stocks[0].statement.exact} / {flows[0].statement.exact}"
    return Tie(value, value * WORDED, shown, [stocks[0], flows[0]])
