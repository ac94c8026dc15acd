"""The values that claims have of a figure's own thing before its time, and which way it moved from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.moving import are_alike
from kg.factcheck.desk import Desk
from kg.factcheck.rows import Row
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.vocabulary import MetricKind

_EARNED: Final = frozenset({"net_income", "net_loss"})
"""What is one balance under two names: a loss is an income below nothing."""
_GROWTHS: Final = ("_growth", "_change", "_increase", "inflation_rate")
_CUTS: Final = ("_reduction", "_decline_rate", "_discount")
_DATE: Final = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
_DECEMBER, _ITS_LAST_WEEK = 12, 28
"""When a source is of that bears no more than its year or month."""
_AS_LONG: Final = 15
"""By how many days two periods of a flow may differ in length."""


@dataclass(frozen=True, slots=True)
class History:
    """The values of a figure's thing, the earliest first and the figure's own last, and which way claims of a growth say that it moved last.

    ``latest`` is the claim of the last one. Ways are 1 where it rose, -1 where it fell, 0 where it stayed or the claims do not tell.
    """

    latest: Row
    values: tuple[Interval, ...]
    told: int = 0

    @property
    def now(self) -> Interval:
        """The figure's own value."""
        return self.values[-1]

    @property
    def before(self) -> Interval | None:
        """The value right before it; None where the base has none."""
        return self.values[-2] if len(self.values) > 1 else None

    @property
    def ways(self) -> tuple[int, ...]:
        """Which way it moved each time, the last move last."""
        return tuple(_way(early, late) for early, late in pairwise(self.values))

    def moved(self, way: int) -> bool:
        """Whether it moved a way last."""
        return self.ways[-1] == way if self.ways else self.told == way

    def moved_again(self, way: int) -> bool:
        """Whether it moved a way last that it had moved before."""
        return self.moved(way) and way in self.ways[:-1]

    def turned(self, way: int) -> bool:
        """Whether it moved a way last, and the other way the time before."""
        return self.moved(way) and self.ways[-2:-1] == (-way,)

    @property
    def changed_sign(self) -> bool:
        """Whether a loss became a profit, or a profit a loss."""
        before = self.before
        return before is not None and (before.high < 0 < self.now.low or self.now.high < 0 < before.low)


def history_of(each: Checked, found: Sequence[Checked], desk: Desk) -> History | None:
    """The history of what a figure that holds measures; None where no dated claim states it. ``found`` are all figures of its sentence."""
    dated = [row for row in each.rows if _time(row) is not None and row.o.narrow.is_bounded]
    kinds = {row.o.metric for row in dated}
    if not dated or (len(kinds) > 1 and not kinds <= _EARNED):
        return None
    latest = max(dated, key=lambda row: _time(row) or (date.min, date.min))
    beside = [row for other in found for row in other.rows]
    rows = [*desk.rows([latest.o.cell.entity]), *beside]
    alike = {row.id: row for row in rows if _is_alike(row, latest, told=row in beside) and row is not latest}
    values: dict[tuple[date, date] | None, Interval] = {}
    for row in sorted((*alike.values(), latest), key=lambda row: _time(row) or (date.min, date.min)):
        values[_time(row)] = _signed(row, latest)
    return History(latest, tuple(values.values()), next(_told_ways(latest, rows), 0))


def last_day(row: Row) -> date | None:
    """Until when a claim tells what is so; that of its source where it has no time of its own."""
    time = _time(row)
    return time[1] if time is not None else None


def _time(row: Row) -> tuple[date, date] | None:
    """From when until when a claim is of; a moment of the day of its source where it does not say."""
    if row.o.start is not None and row.o.end is not None:
        return row.o.start, row.o.end
    if row.published is None or (match := _DATE.match(row.published)) is None:
        return None
    day = date(int(match[1]), int(match[2] or _DECEMBER), int(match[3] or _ITS_LAST_WEEK))
    return day, day


def _is_alike(row: Row, latest: Row, *, told: bool) -> bool:
    """Whether a claim is of what another is of, of an earlier time as long; of what a figure beside it tells whatever its qualifiers."""
    one, own = row.o, latest.o
    same = one.cell == own.cell or (
        told and (one.cell.entity, one.metric, one.cell.dimension) == (own.cell.entity, own.metric, own.cell.dimension)
    )
    earned = (
        {one.metric, own.metric} <= _EARNED
        and one.cell.entity == own.cell.entity
        and one.cell.qualifiers == own.cell.qualifiers
    )
    mine, other = _time(latest), _time(row)
    if not (same or earned) or mine is None or other is None or one.start is None:
        return False
    if other[1] > mine[0] and not (other[0] < mine[0] and other[1] < mine[1]):
        return False
    if not one.is_asserted or Status(one.status).looks_ahead or one.review == "rejected" or not one.narrow.is_bounded:
        return False
    return own.kind is not MetricKind.FLOW or abs((other[1] - other[0]).days - (mine[1] - mine[0]).days) <= _AS_LONG


def _signed(row: Row, latest: Row) -> Interval:
    """A claim's value, below nothing where it is a loss of what is told as income, or an income of what is told as a loss."""
    narrow = row.o.narrow
    return narrow if row.o.metric == latest.o.metric or row.o.metric not in _EARNED else Interval(-narrow.high, -narrow.low)


def _told_ways(latest: Row, rows: Sequence[Row]) -> Iterator[int]:
    """The ways that claims of a growth or a cut of what a claim tells say that it went over its time, or that it is itself."""
    own = latest.o
    for row in (latest, *rows):
        one = row.o
        up, down = (any(one.metric.endswith(end) for end in ends) for ends in (_GROWTHS, _CUTS))
        if not (up or down) or one.cell.entity != own.cell.entity or not one.narrow.is_bounded:
            continue
        base = one.metric.rpartition("_")[0]
        if row is not latest:
            if base != own.metric or one.start is None or one.end is None or own.start is None or own.end is None:
                continue
            if one.cell.qualifiers != own.cell.qualifiers or not (one.start <= own.start and own.end <= one.end):
                continue
        way = _way(Interval.point(one.narrow.low * 0), one.narrow)
        yield way if up else -way


def _way(early: Interval, late: Interval) -> int:
    if are_alike(early, late):
        return 0
    return 1 if early.middle < late.middle else -1
