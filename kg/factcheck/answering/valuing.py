"""The values of a statement and of a claim in one unit: per the same time, of the same currency, with rounding and hedge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.dating import days_of
from kg.factcheck.hearing.statement import Bound, Shape, Statement
from kg.factcheck.rows import Row
from kg.model.interval import Interval
from kg.model.money import Rate, rate_of
from kg.model.period import Period
from kg.model.units import DATE, to_base, unit
from kg.model.vocabulary import MetricKind

A_YEAR: Final[Mapping[str, int]] = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
_ONE_SUM: Final = ("_investment", "_commitment")
_NEARLY_A_YEAR: Final = 300
_ABOUT_ONE: Final = Decimal("0.1")
_A_SHARES_MOST: Final = 5000
_RATES_LAG: Final = timedelta(days=40)


def base_unit(statement: Statement) -> tuple[str, Bound]:
    """The dimension of a statement, and its bound in that dimension's base unit."""
    bound, symbol = statement.bound, statement.unit
    if symbol == DATE:
        first, _, last = (statement.figure.date or "").partition("/")
        low, high = Period.parse(first).start.toordinal(), Period.parse(last or first).end.toordinal() - 1
        if bound.strict and bound.shape is Shape.AT_MOST:
            low, high = low - 1, low - 1  # before it
        elif bound.strict and bound.shape is Shape.AT_LEAST:
            low, high = high + 1, high + 1  # after it
        return DATE, replace(bound, low=Decimal(low), high=Decimal(high), strict=False)
    based = to_base(Interval(min(bound.low, bound.high), max(bound.low, bound.high)), symbol)
    return unit(symbol).dimension, replace(bound, low=based.low, high=based.high)


def per_factor(statement: Statement, row: Row) -> Decimal | None:
    """What the statement's value is multiplied by to be per the same as the claim; None where they do not go together."""
    mine, other = statement.per, row.o.cell.per
    if statement.ratio_of_money or mine is None or mine == other:
        return Decimal(1)
    if mine == "share" and other == "" and row.o.metric == "dividend" and row.stated.high < _A_SHARES_MOST:
        return Decimal(1)  # of a sum so small none but one share's is meant
    if mine in A_YEAR and other in A_YEAR:
        return Decimal(A_YEAR[mine]) / Decimal(A_YEAR[other])
    if other == "" and mine in A_YEAR and row.o.metric.startswith("cumulative"):
        return None
    if other == "" and mine in A_YEAR and row.o.metric.startswith("annualized"):
        return Decimal(A_YEAR[mine])
    if other == "" and mine in A_YEAR and row.o.metric.endswith(_ONE_SUM):
        dated = row.o.kind is MetricKind.FLOW and row.o.start is not None
        if not dated:
            return None  # a sum for a plan whose years are not named is not a year's
    if other == "" and mine in A_YEAR:
        o = row.o
        if o.kind is MetricKind.STOCK:
            return None
        if o.kind is not MetricKind.FLOW or o.start is None or o.end is None:
            return Decimal(1)
        days = (o.end - o.start).days
        spans = Decimal(A_YEAR[mine]) * Decimal(days) / Decimal(365)
        if abs(spans - 1) <= _ABOUT_ONE:
            return Decimal(1)
        # So much a month yields a year's; a half year does not tell what a year brings.
        return spans if spans > 1 and mine != "year" and days > _NEARLY_A_YEAR else None
    return None


def values_of(row: Row, statement: Statement, as_of: date) -> tuple[Interval, Interval, str] | None:
    """A claim's value, what it prints and how it was converted; None where it is of another dimension."""
    o = row.o
    symbol = statement.unit
    dimension = unit(symbol).dimension
    hedged = _hedged(row)
    if statement.ratio_of_money and o.cell.dimension.startswith("money:") and o.cell.per.split(" ")[0] == o.unit:
        return hedged, row.stated, ""
    if o.cell.dimension == dimension:
        return hedged, row.stated, ""
    if o.cell.dimension.startswith("money:") and dimension.startswith("money:"):
        rate = _rate(row, symbol, as_of)
        if rate is None:
            return None
        # Unhedged: what a hedge adds is no room for another currency.
        return rate.convert(o.narrow), rate.convert(row.stated), f"converted at {rate.words}"
    return None


def _hedged(row: Row) -> Interval:
    """A claim's value with its rounding and, where it is hedged, the width of the hedge."""
    o = row.o
    if o.approximation != "about" or not row.stated.is_bounded or o.unit == DATE:
        return o.narrow
    share = Decimal("0.05")
    low, high = row.stated.low, row.stated.high
    widened = Interval(low - abs(low) * share, high + abs(high) * share)
    wide = o.wide
    return o.narrow.hull(Interval(max(widened.low, wide.low), min(widened.high, wide.high)))


def _rate(row: Row, target: str, as_of: date) -> Rate | None:
    start, end, _ = days_of(row)
    if start is None or end is None:
        start, end = as_of - _RATES_LAG, as_of - timedelta(days=30)
    for last in (as_of, as_of - _RATES_LAG):
        rate = rate_of(row.o.unit, target, start, min(end, last)) if start < min(end, last) else None
        if rate is not None:
            return rate
    return None
