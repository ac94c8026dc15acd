"""Periods taken apart: the halves, quarters and months within a year, and what they leave of its days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

Time = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Split:
    """A whole period and parts of it that do not overlap; ``rest`` is what they leave of its days, if it is one piece."""

    whole: Time
    parts: tuple[Time, ...]
    rest: Time | None
    covered: bool


def splits(times: Sequence[Time]) -> Iterator[Split]:
    """For each period the others of about one length within it."""
    ranked = sorted(times)
    for whole in times:
        first, last = bisect_left(ranked, (whole[0], date.min)), bisect_left(ranked, (whole[1], date.min))
        within = [time for time in ranked[first:last] if time != whole and time[1] <= whole[1]]
        by_length: dict[int, list[Time]] = {}
        for time in within:
            by_length.setdefault(round((time[1] - time[0]).days / 30.4), []).append(time)
        for _, parts in sorted(by_length.items(), reverse=True):
            apart: list[Time] = []
            for time in sorted(parts):
                if not apart or apart[-1][1] <= time[0]:
                    apart.append(time)
            gaps = [gap for gap in _gaps(whole, apart) if gap[0] < gap[1]]
            yield Split(whole, tuple(apart), gaps[0] if len(gaps) == 1 else None, not gaps)


def _gaps(whole: Time, parts: Sequence[Time]) -> Iterator[Time]:
    here = whole[0]
    for start, end in parts:
        yield here, start
        here = end
    yield here, whole[1]
