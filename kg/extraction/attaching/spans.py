"""Times that reach over several days, months or years, read from a match of a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from kg.extraction.attaching.matched import Match, Reader, month_number, named, nearest_month, number_of, turns
from kg.extraction.attaching.packs import Pack
from kg.extraction.attaching.periods import Anchor, month_label

_SOON: Final = 7  # days of a month in which weeks end that are those of the month before
_LONGEST: Final = 60  # years or months that "the last ..." counts back


def _firsts(months: int) -> Reader:
    def read(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
        count = months * number_of(named(match, "number", "number2") or "", pack)
        year = named(match, "year", "year2") or (f"{anchor.year:04}" if anchor else None)
        if year is None or not 1 <= count <= 12:
            return None
        return {3: f"{year}-Q1", 6: f"{year}-H1", 12: year}.get(count, f"{year}-01/{year}-{count:02}")

    return read


def _season(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """A season of a year; without its year the last one that had begun by the anchor, or had ended where it is the last one."""
    first, last = pack["seasons"][named(match, "season", "season2", "season3") or ""].split("/")
    if match["year"]:
        year = int(match["year"])
    elif anchor is not None:
        month = anchor.month or 12
        year = anchor.year - (int(first) > month)
        said = match.groupdict().get("last") or ""
        if turns(said, pack, "last"):
            year -= year == anchor.year and (int(first) <= month <= int(last) or first > last)
        elif turns(said, pack, "next"):
            year += 1
    else:
        return None
    return f"{year:04}-{first}/{year + (first > last):04}-{last}"


def _months_to(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """The months up to one: a year, half or quarter where they are one of the calendar."""
    month = month_number(pack, match["month"])
    year = named(match, "year", "year2")
    last = f"{year}-{month:02}" if year else nearest_month(month, anchor)
    length = named(match, "length")
    count = int(pack["lengths"][length]) if length else number_of(match["number"], pack)
    if last is None or not 1 < count <= 24:
        return None
    said = match.groupdict().get("next") or ""
    return _months_up_to(int(last[:4]) + bool(said), month, count)


def _weeks_to(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """The months that so many weeks up to a day make, which may end some days later: "the 52 weeks to 1 February 2025"."""
    month = month_number(pack, named(match, "month", "month2") or "")
    year = named(match, "year", "year2")
    last = f"{year}-{month:02}" if year else nearest_month(month, anchor)
    if last is None:
        return None
    if int(named(match, "day", "day2") or 0) <= _SOON:
        last = month_label(int(last[:4]), month - 1)
    return _months_up_to(int(last[:4]), int(last[5:7]), int(named(match, "weeks", "weeks2") or 0) * 12 // 52)


def _months_up_to(final: int, month: int, count: int) -> str:
    if month % count == 0 and count in (3, 6, 12):
        return f"{final:04}" if count == 12 else f"{final:04}-{'Q' if count == 3 else 'H'}{month // count}"
    return f"{month_label(final, month - count + 1)}/{final:04}-{month:02}"


def _year_end(match: Match, _pack: Pack, anchor: Anchor | None) -> str | None:
    """December: of last year where that is said, or the year has hardly begun and nothing says which or that it lies ahead."""
    if anchor is None:
        return None
    groups = match.groupdict()
    told = groups.get("this") or named(match, "due", "due2")
    last = bool(groups.get("last")) or (not told and (anchor.month or 12) <= 3)
    return f"{anchor.year - last:04}-12"


def _since_start(match: Match, _pack: Pack, anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.month is None:
        return None
    return f"{named(match, 'year') or anchor.year}-01/{anchor.month_label}"


def _span(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    first, last = named(match, "year", "year3", "year5") or "", named(match, "year2", "year4") or ""
    if short := named(match, "short"):
        last = first[:2] + short
    return f"{first}/{last}" if first < last else None


def _decade(_match: Match, _pack: Pack, anchor: Anchor | None) -> str | None:
    return f"{anchor.year:04}/{anchor.year + 10:04}" if anchor else None


def _last_years(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    if anchor is None:
        return None
    count = 10 if match["decade"] else number_of(match["number"], pack)
    return f"{anchor.year - count:04}/{anchor.year:04}" if 1 < count <= _LONGEST else None


def _last_months(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.month is None:
        return None
    count = number_of(match["number"], pack)
    return f"{month_label(anchor.year, anchor.month - count)}/{anchor.month_label}" if 1 < count <= _LONGEST else None


def _week(weeks: int, first: int, last: int) -> Reader:
    """A reader of the days from one weekday to another of the anchor's week or one before."""

    def read(_match: Match, _pack: Pack, anchor: Anchor | None) -> str | None:
        if anchor is None or anchor.day is None:
            return None
        monday = anchor.day - timedelta(days=anchor.day.weekday() + 7 * weeks)
        return "/".join((monday + timedelta(days=day)).isoformat() for day in (first, last))

    return read


def _years(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    word = match["decade"]
    first = int(word) if len(word) == 4 else 1900 + int(word)
    return f"{first:04}/{first + 9:04}" if first % 10 == 0 else None  # les années 2024 et 2025


SPANS: Final[Mapping[str, Reader]] = {
    "first_months": _firsts(1),
    "first_months.label": _firsts(1),
    "first_quarters": _firsts(3),
    "season": _season,
    "months_to": _months_to,
    "months_to.weeks": _weeks_to,
    "year_end": _year_end,
    "since_start": _since_start,
    "span": _span,
    "decade": _decade,
    "last_years": _last_years,
    "last_months": _last_months,
    "last_week": _week(1, 0, 6),
    "this_week": _week(0, 0, 6),
    "last_weekend": _week(1, 5, 6),
    "years": _years,
}
"""The readers of such times by the names of their patterns."""
