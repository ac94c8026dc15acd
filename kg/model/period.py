"""Times that claims hold for: half-open intervals of dates, each with the label it was written by.

Labels follow ISO 8601 and EDTF (ISO 8601-2), with halves, quarters and fiscal periods as the finance pages write
them: 2025, 2025-H1, 2025-Q3, 2026-02, 2026-02-09, 2024/2029, FY2026, FY2026-Q3. A span's end is included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg.model.errors import PeriodError
from kg.model.interval import Interval

_CALENDAR = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?\Z",
    re.ASCII,
)
_FISCAL = re.compile(r"FY(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])))?\Z", re.ASCII)
CALENDAR_YEAR_END: Final = "12-31"


def _month(year: int, month: int) -> date:
    """The first day of a month; months beyond 12 run on into later years."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


def _span(year: int, first_month: int, months: int) -> tuple[date, date]:
    return _month(year, first_month), _month(year, first_month + months)


def _part(match: re.Match[str]) -> tuple[int, int]:
    """First month and length in months of the half, quarter or whole that a label names."""
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3
    return 1, 12


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to before ``end``; ``label`` is how it was written."""

    label: str
    start: date
    end: date

    @classmethod
    def parse(cls, label: str, fiscal_year_end: str = CALENDAR_YEAR_END) -> Period:
        """Read a label; FY periods end with ``fiscal_year_end`` (MM-DD), and FY2026 is the year that ends in 2026.

        Raises PeriodError for anything else.
        """
        return _parse(label, fiscal_year_end)

    @property
    def is_fiscal(self) -> bool:
        """Whether the label counts fiscal years."""
        return self.label.startswith("FY")

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day within."""
        return self.end - timedelta(days=1)

    def same_time(self, other: Period) -> bool:
        """Whether both cover the same days, however they are written."""
        return self.start == other.start and self.end == other.end

    def covers(self, other: Period) -> bool:
        """Whether all of ``other`` lies within."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start < other.end and other.start < self.end

    def previous(self) -> Period:
        """The period of the same length just before: 2024 for 2025, 2024-Q4 for 2025-Q1. Spans step by their days.

        Raises PeriodError where that would be before the year 1.
        """
        try:
            start = self._previous_start()
        except (ValueError, OverflowError) as error:
            message = f"there is no date before {self.label!r}"
            raise PeriodError(message) from error
        return Period(_label(start, self.start), start, self.start)

    def _previous_start(self) -> date:
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        if self.start.day == 1 and self.end.day == 1 and months:
            shifted = self.start.year * 12 + self.start.month - 1 - months
            return date(shifted // 12, shifted % 12 + 1, 1)
        return self.start - timedelta(days=self.days)

    def __str__(self) -> str:
        return self.label


def _label(start: date, end: date) -> str:
    """The shortest label of a half-open interval of dates."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if start.day == 1 and end.day == 1:
        if months == 12 and start.month == 1:
            return f"{start.year:04}"
        if months == 6 and start.month in (1, 7):
            return f"{start.year:04}-H{start.month // 6 + 1}"
        if months == 3 and start.month in (1, 4, 7, 10):
            return f"{start.year:04}-Q{start.month // 3 + 1}"
        if months == 1:
            return f"{start.year:04}-{start.month:02}"
        for step in (12, 3, 1):
            if months > step and months % step == 0 and (start.month - 1) % step == 0:
                first_end, last_start = _month(start.year, start.month + step), _month(end.year, end.month - step)
                return f"{_label(start, first_end)}/{_label(last_start, end)}"
    last = end - timedelta(days=1)
    return start.isoformat() if start == last else f"{start.isoformat()}/{last.isoformat()}"


@lru_cache(maxsize=16384)
def _parse(label: str, fiscal_year_end: str) -> Period:
    first, slash, last = label.partition("/")
    try:
        start, end = _bounds(first, fiscal_year_end, label)
        if slash:
            later_start, end = _bounds(last, fiscal_year_end, label)
            if later_start < start:
                message = f"the span {label!r} ends before it starts"
                raise PeriodError(message)
    except (ValueError, OverflowError) as error:
        if isinstance(error, PeriodError):
            raise
        message = f"{label!r} is no date: {error}"
        raise PeriodError(message) from error
    return Period(label, start, end)


def _bounds(label: str, fiscal_year_end: str, whole: str) -> tuple[date, date]:
    """The days of one end of a span, or of the ``whole`` of a label without one."""
    if match := _CALENDAR.match(label):
        year = int(match["year"])
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return day, day + timedelta(days=1)
        if match["month"]:
            if not 1 <= int(match["month"]) <= 12:
                message = f"{label!r} has no such month"
                raise PeriodError(message)
            return _span(year, int(match["month"]), 1)
        return _span(year, *_part(match))
    if match := _FISCAL.match(label):
        first, months = _part(match)
        end_month, end_day = (int(part) for part in fiscal_year_end.split("-"))
        # A year end in the first half of a month counts as the month before (53-week years end a few days off).
        shift = end_month - 12 if end_day > 15 else end_month - 13
        return _span(int(match["year"]) - 1, 12 + first + shift, months)
    message = f"{whole!r} is no period: write 2025, 2025-H1, 2025-Q3, 2026-02, 2026-02-09, 2024/2029, FY2026 or FY2026-Q3"
    raise PeriodError(message)


def period_of(start: date, end: date) -> Period:
    """The period of these days (``end`` not included), with its shortest calendar label."""
    return Period(_label(start, end), start, end)


def years_between(earlier: Period, later: Period) -> Interval:
    """Years from some day of one period to some day of another (365.25 days a year), as an interval."""
    shortest = later.start.toordinal() - earlier.last.toordinal()
    longest = later.last.toordinal() - earlier.start.toordinal()
    year = Interval.point(Decimal("365.25"))
    return Interval(Decimal(shortest), Decimal(longest)) / year
