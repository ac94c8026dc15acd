"""What a flow comes to over a time of which the base only has the parts: a half year of two quarters, two years together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg.factcheck.answering.flows import at_the_time_of, flows_meant, weigh_flow
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import values_of
from kg.factcheck.hearing.statement import Bound, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, Verdict
from kg.model.base import Vocabulary

_MOST: Final = 12


def sum_of_parts(
    statement: Statement, bound: Bound, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date, about_share: Decimal
) -> tuple[Verdict, str, Evidence] | None:
    """The verdict of what the claims of the parts of a time come to; None where they do not make it up, or it is no sum."""
    for metric in flows_meant(statement, vocabulary):
        assert statement.period is not None
        within = list(_within(statement, rows, metric, vocabulary, as_of))
        parts = _making_up(within, statement.period.start, statement.period.end)
        if len(parts) > 1:
            return weigh_flow(statement, bound, metric, parts, "+", about_share, "the claims of its parts yield another sum")
    return None


def _within(
    statement: Statement, rows: Sequence[Row], metric: str, vocabulary: Vocabulary, as_of: date
) -> Iterator[Candidate]:
    """The claims of a metric within a time, in their order, one for each part of it; none where two of them differ."""
    assert statement.period is not None
    found: list[Candidate] = []
    for row in rows:
        start, end = row.o.start, row.o.end
        if start is None or end is None or row.o.unit != statement.unit or row.qualifiers:
            continue
        if (
            statement.period.start <= start
            and end <= statement.period.end
            and (start, end)
            != (
                statement.period.start,
                statement.period.end,
            )
        ):
            found += values_of(at_the_time_of(statement, row), [row], metric, vocabulary, as_of)
    found.sort(key=lambda each: (each.start or date.min, each.end or date.min))
    for _, same in groupby(found, key=lambda each: (each.start, each.end)):
        alike = list(same)
        if all(each.value == alike[0].value for each in alike):
            yield alike[0]


def _making_up(parts: Sequence[Candidate], start: date, end: date) -> list[Candidate]:
    """Those of some parts that follow on one another from a day to another, the longest first; nothing where there is a gap."""
    found: list[Candidate] = []
    at = start
    while at < end and len(found) < _MOST:
        following = [each for each in parts if each.start == at and each.end is not None]
        if not following:
            return []
        longest = max(following, key=lambda each: each.end or date.min)
        found.append(longest)
        assert longest.end is not None
        at = longest.end
    return found if at == end else []
