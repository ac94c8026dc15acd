"""The values of one metric of somebody at several times, as claims have them, and the two between which a sentence tells a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.rows import Row
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.vocabulary import MetricKind

_EARNED: Final = {"net_income": 1, "net_loss": -1}
"""What is one balance under two names: a loss is an income below nothing."""
_AS_LONG: Final = 10  # days by which two years differ at most
_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: its claim, and the value with the sign that the series gives it."""

    row: Row
    value: Interval

    @property
    def start(self) -> date:
        """When it begins to hold."""
        assert self.row.o.start is not None
        return self.row.o.start

    @property
    def end(self) -> date:
        """When it ends."""
        assert self.row.o.end is not None
        return self.row.o.end


@dataclass(frozen=True, slots=True)
class Change:
    """What a metric was at one time and at a later one."""

    early: Point
    late: Point

    @property
    def years(self) -> float:
        """How many years lie between the two."""
        return (self.late.end - self.early.end).days / _YEAR

    def by(self) -> Interval:
        """By how much it moved; below nothing where it fell."""
        return self.late.value - self.early.value

    @property
    def rows(self) -> tuple[Row, Row]:
        """The two claims."""
        return self.early.row, self.late.row


def series_of(entity: str, metric: str, desk: Desk) -> list[Point]:
    """The values of a metric of somebody in the order of their times; none of a time for which claims differ."""
    found: list[Point] = []
    for row in desk.rows([entity]):
        o = row.o
        if o.start is None or o.end is None or row.qualifiers or not o.is_asserted or o.review == "rejected":
            continue
        if Status(o.status).looks_ahead or not o.narrow.is_bounded or o.cell.per:
            continue
        if o.metric == metric:
            found.append(Point(row, o.narrow))
        elif metric in _EARNED and o.metric in _EARNED:
            found.append(Point(row, Interval(-o.narrow.high, -o.narrow.low)))
    found.sort(key=lambda point: (point.start, point.end, point.row.id))
    return [point for point in found if all(_agree(point, other) for other in found)]


def _agree(one: Point, other: Point) -> bool:
    return (one.start, one.end) != (other.start, other.end) or one.value.meets(other.value)


def changes_in(points: Sequence[Point]) -> Iterator[Change]:
    """The pairs of values of a series between which something may have moved: of a flow, over times of one length."""
    for late in points:
        for early in points:
            if early.end > late.start and not (early.end < late.end and early.start < late.start):
                continue
            lengths = [(point.end - point.start).days for point in (early, late)]
            if late.row.o.kind is MetricKind.FLOW and abs(lengths[0] - lengths[1]) > _AS_LONG:
                continue
            yield Change(early, late)


def change_behind(each: Checked, desk: Desk) -> Change | None:
    """The change that the two claims behind a figure tell; None where they tell none."""
    key, ids = one_series(each), {row.id for row in each.rows}
    changes = changes_in(series_of(*key, desk)) if key is not None else ()
    return next((change for change in changes if {row.id for row in change.rows} == ids), None)


def one_series(each: Checked) -> tuple[str, str] | None:
    """Whom and what the claims behind a figure are of, where that is one thing of one."""
    keys = {(row.o.cell.entity, row.o.metric) for row in each.rows}
    if len(keys) == 1:
        return next(iter(keys))
    balanced = {entity for entity, metric in keys if metric in _EARNED}
    if len(balanced) == 1 and all(metric in _EARNED for _, metric in keys):
        return balanced.pop(), "net_income"
    return None
