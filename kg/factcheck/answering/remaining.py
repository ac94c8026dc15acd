"""What is left of a flow over a time when the claims of its other parts are taken off: a second half, of a year and its first half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.flows import at_the_time_of, flows_meant, weigh_flow
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import values_of
from kg.factcheck.hearing.statement import Bound, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, Verdict
from kg.model.base import Vocabulary

_MOST: Final = 4


def rest_of_time(
    statement: Statement, bound: Bound, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date, about_share: Decimal
) -> tuple[Verdict, str, Evidence] | None:
    """The verdict of what is left of a longer time for the one that a statement names; None where claims do not yield it."""
    for metric in flows_meant(statement, vocabulary):
        for whole, parts in _left_over(statement, metric, rows, vocabulary, as_of):
            otherwise = "the claims of the whole and its parts leave another value"
            return weigh_flow(statement, bound, metric, (whole, *parts), "-", about_share, otherwise)
    return None


def _left_over(
    statement: Statement, metric: str, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date
) -> Iterator[tuple[Candidate, list[Candidate]]]:
    """A claim of a longer time, and those of its parts that leave just the time of a statement."""
    assert statement.period is not None
    start, end = statement.period.start, statement.period.end
    alike = [row for row in rows if row.o.metric == metric and row.o.unit == statement.unit and not row.qualifiers]
    for row in alike:
        begins, ends = row.o.start, row.o.end
        if begins is None or ends is None or not (begins <= start and end <= ends) or (begins, ends) == (start, end):
            continue
        parts = [*_filling(alike, begins, start), *_filling(alike, end, ends)]
        gaps = sum(((begins < start), (end < ends)))
        if not parts or len(parts) > _MOST or _length(parts) != (start - begins).days + (ends - end).days or not gaps:
            continue
        found = [
            next(iter(values_of(at_the_time_of(statement, each), [each], metric, vocabulary, as_of)), None)
            for each in (row, *parts)
        ]
        known = [each for each in found if each is not None]
        if len(known) == len(found):
            yield known[0], known[1:]


def _filling(rows: Sequence[Row], start: date, end: date) -> list[Row]:
    """The claims that follow on one another from a day to another, the longest first; nothing where there is a gap."""
    found: list[Row] = []
    at = start
    while at < end and len(found) <= _MOST:
        following = [row for row in rows if row.o.start == at and row.o.end is not None and row.o.end <= end]
        if not following:
            return []
        longest = max(following, key=lambda row: row.o.end or date.min)
        found.append(longest)
        at = longest.o.end or end
    return found


def _length(rows: Sequence[Row]) -> int:
    return sum((row.o.end - row.o.start).days for row in rows if row.o.end is not None and row.o.start is not None)
