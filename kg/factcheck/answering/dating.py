"""When a claim holds, and why its time does not go together with that of a statement."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import words_of
from kg.model.claim import Status
from kg.model.errors import PeriodError
from kg.model.period import Period
from kg.model.units import DATE
from kg.model.vocabulary import MetricKind

_EVENTS: Final = ("funding_round", "ipo_proceeds", "investment_received", "share_price_change", "acquisition_price")
_OF_A_SPAN: Final = ("_multiple", "_growth", "_change", "_return")
_A_QUARTER: Final = 80
_A_YEAR_AT_MOST: Final = 366
_SOME_YEARS: Final = 5 * 366
_A_DATED_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def still_to_come(row: Row, statement: Statement, as_of: date) -> bool:
    """Whether a sentence tells as done what a claim only aims at or expects: an aim for a time that is over, what is to come."""
    if not Status(row.o.status).looks_ahead:
        return False
    if statement.unit == DATE:
        ahead = Period.parse((statement.figure.date or "").partition("/")[0]).start > as_of
        words, before = words_of(statement.language), statement.before
        begun = words.has("since", before) and not words.has("thereafter", before)
        return ahead and (begun or words.has("past", statement.around))
    period = statement.period
    if period is None:
        to_come = row.o.kind is MetricKind.FLOW and row.o.end is not None and row.o.end > as_of
        return to_come and words_of(statement.language).has("past", statement.around)
    if period.start > as_of or (period.end > as_of and row.o.kind is MetricKind.FLOW):
        return words_of(statement.language).has("past", statement.around)
    return period.end <= as_of and row.o.status == Status.TARGET.value and row.o.kind is MetricKind.FLOW


def days_of(row: Row) -> tuple[date | None, date | None, bool]:
    """When a claim holds; a value of a moment that is undated holds when its source was published."""
    o = row.o
    if o.start is not None:
        return o.start, o.end, False
    if o.kind.holds_at_a_moment and o.kind is not MetricKind.DATE and row.published:
        try:
            period = Period.parse(row.published)
        except PeriodError:
            return None, None, False
        return period.start, period.end, True
    return None, None, False


def time_differs(row: Row, statement: Statement, start: date | None, end: date | None, as_of: date) -> str | None:
    """Why a claim's time does not allow the comparison, or nothing."""
    o, period = row.o, statement.period
    if o.kind is MetricKind.DATE or statement.unit == DATE:
        return None
    if _is_no_coming_time(row, statement):
        return "it has no time of its own or a longer one, the sentence is about a time to come"
    if period is None:
        if start is not None and start > as_of and not statement.ahead:
            if o.start is None:
                return f"it is undated, and its source of a later time ({row.published})"
            return f"it is for {o.label}, which is still to come"
        return None
    if start is None or end is None:
        if o.kind.holds_at_a_moment or o.cell.dimension == "time":
            return None
        return f"it has no date, the sentence is about {period.label}"
    if o.kind is MetricKind.RATIO and _A_QUARTER <= (end - start).days < (period.end - period.start).days - 1:
        return f"it is for {_time_of(row)}, a part of {period.label}"
    if (begun := _since_differs(row, statement, period, start, end)) is not None:
        return begun
    if _is_the_decade(statement, period, start, end):
        return None
    if o.start is None and o.metric.endswith("_commitment") and (period.end - period.start).days > _A_YEAR_AT_MOST:
        return f"it has no date of its own, the sentence is about {period.label}"
    covers = start <= period.start and period.end <= end
    within = period.start <= start and end <= period.end
    if (o.kind is MetricKind.FLOW and o.cell.dimension != "time") or o.metric.endswith(_OF_A_SPAN):
        if (start, end) == (period.start, period.end):
            return None
        if within and o.metric in _EVENTS:
            return None
        began = statement.since or words_of(statement.language).has("began_then", statement.around)
        if began and o.metric.endswith(_OF_A_SPAN) and period.start <= start < period.end:
            return None
        if o.metric.endswith(_OF_A_SPAN) and start < period.start and end == period.end and _told_by_then(statement):
            return None
        if o.metric.startswith("cumulative") and end == period.end and _names_the_end(statement, period):
            return None
        return f"it is for {_time_of(row)}, the sentence about {period.label}"
    if covers or within:
        return None
    return f"it is for {_time_of(row)}, the sentence about {period.label}"


def _time_of(row: Row) -> str:
    """The time of a claim, by its source where it has none of its own."""
    return row.o.label or row.published or "no time"


def _is_the_decade(statement: Statement, period: Period, start: date, end: date) -> bool:
    """Whether a claim is of the ten years that a sentence counts from about now, which are of no year in particular."""
    if not words_of(statement.language).has("the_coming_decade", statement.folded):
        return False
    return max(abs((start - period.start).days), abs((end - period.end).days)) <= _A_YEAR_AT_MOST


def _is_no_coming_time(row: Row, statement: Statement) -> bool:
    """Whether a sentence tells for a time to come (the next three years) what a claim has without a time, or for ten years."""
    words, o = words_of(statement.language), row.o
    if not o.metric.endswith("_commitment") or words.has("the_coming_decade", statement.around):
        return False
    if not words.has("the_coming_time", statement.around):
        return False
    return o.start is None or o.end is None or (o.end - o.start).days > _SOME_YEARS


def _since_differs(row: Row, statement: Statement, period: Period, start: date, end: date) -> str | None:
    """Why a claim does not tell what came about since a time or had come about by one, all in all, where a sentence does."""
    o, words = row.o, words_of(statement.language)
    if o.kind is not MetricKind.FLOW or o.metric.endswith(_OF_A_SPAN) or o.metric in _EVENTS:
        return None
    if _counts_from(statement, period):
        if o.cell.dimension == "time":
            return (
                None if start >= period.start else f"it is for {o.label}, the sentence about the time since {period.label}"
            )
        if start == period.start and end > period.end:
            return None
        return f"it is for {o.label}, the sentence about all since {period.label}"
    summed = statement.by and not o.metric.startswith("cumulative") and o.cell.dimension != "time"
    if summed and words.has("all_by_then", statement.around):
        return f"it is for {o.label}, the sentence about all until {period.label}"
    return None


def _counts_from(statement: Statement, period: Period) -> bool:
    """Whether the time of a figure is where its count begins, and not that of something else that the sentence names."""
    if not statement.since:
        return False
    years = list(_A_DATED_YEAR.finditer(statement.folded))
    own = [match for match in years if match.group() == f"{period.start.year:04}"]
    words = words_of(statement.language)
    return len(years) < 2 or any(words.has("since", statement.folded[: match.start()]) for match in own)


def _told_by_then(statement: Statement) -> bool:
    """Whether a sentence names a time as the one by which something had moved: up 173 % by February."""
    words = words_of(statement.language)
    return any(words.has("by_then", statement.folded[:start]) for start, _ in statement.times)


def _names_the_end(statement: Statement, period: Period) -> bool:
    """Whether the time that a sentence names is only where a sum ends: by 2029, until 2029, what has piled up in 2029."""
    if any(name.startswith("cumulative") for name in statement.likely[:1]):
        return (period.end - period.start).days <= _A_YEAR_AT_MOST
    words = words_of(statement.language)
    ahead = [statement.folded[: match.start()] for match in _A_DATED_YEAR.finditer(statement.folded)]
    return statement.by or any(words.has("up_to_then", before) or words.has("by_then", before) for before in ahead)
