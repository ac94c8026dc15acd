"""What a time found in text stands for: a match of a pattern of the language packs -> its label, or None for none.

The start of a year is its first quarter, its end is December, as the annotation guide has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kg.extraction.attaching.matched import Match, Reader, fiscal_year, month_number, named, nearest_month, turns
from kg.extraction.attaching.packs import Pack
from kg.extraction.attaching.periods import Anchor
from kg.extraction.attaching.spans import SPANS


def _day(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    day = int(named(match, "day", "day2") or 0)
    word, year = named(match, "month", "month2") or "", named(match, "year", "year2")
    month = month_number(pack, word)
    label = f"{year}-{month:02}" if year else nearest_month(month, anchor)
    if label is None:
        return None
    try:
        found = date.fromisoformat(f"{label}-{day:02}")
    except ValueError:
        return None
    if not year and anchor is not None and anchor.day is not None and found > anchor.day + timedelta(days=200):
        return None
    return found.isoformat()


def _iso_day(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    year, month, day = (named(match, name, f"{name}2") or "" for name in ("year", "number", "day"))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _iso_month(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    return f"{match['year']}-{match['number']}"


def _days_between(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """From one day to another, whose month, and year, may be said but once."""
    groups, begun = match.groupdict(), None
    if groups.get("day3"):
        first, last, month, year = match["day3"], match["day4"], match["month4"], match["year4"]
    else:
        first, last, month = match["day"], match["day2"], groups.get("month2") or match["month"]
        year, begun = named(match, "year2", "year"), groups.get("year")
    number = month_number(pack, month)
    label = f"{year}-{number:02}" if year else nearest_month(number, anchor)
    if label is None:
        return None
    start = month_number(pack, groups["month"]) if groups.get("month") else number
    try:
        end = date.fromisoformat(f"{label}-{int(last):02}")
        begin = date(int(begun or end.year - (start > number)), start, int(first))
    except ValueError:
        return None
    return f"{begin.isoformat()}/{end.isoformat()}" if begin < end else None


def _days_apart(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """From a day of one month to a day of another, each with its month."""
    first, last = (month_number(pack, named(match, *names) or "") for names in (("month", "month3"), ("month2", "month4")))
    year = named(match, "year2", "year4")
    label = f"{year}-{last:02}" if year else nearest_month(last, anchor)
    if label is None:
        return None
    begun = named(match, "year", "year3") or int(label[:4]) - (first > last)
    try:
        end = date.fromisoformat(f"{label}-{int(named(match, 'day2', 'day4') or 0):02}")
        begin = date(int(begun), first, int(named(match, "day", "day3") or 0))
    except ValueError:
        return None
    return f"{begin.isoformat()}/{end.isoformat()}" if begin < end else None


def _month(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    month = month_number(pack, named(match, "month", "month2") or "")
    year = named(match, "year", "year2")
    if year:
        return f"{year}-{month:02}"
    last = match.groupdict().get("last") or ""
    return nearest_month(month, anchor, ahead=turns(last, pack, "next"))


def _months_between(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    first = month_number(pack, named(match, "month", "month3") or "")
    second = month_number(pack, named(match, "month2", "month4") or "")
    named_year = named(match, "year", "year3")
    last = f"{named_year}-{second:02}" if named_year else nearest_month(second, anchor)
    if last is None:
        return None
    year, begun = int(last[:4]), named(match, "year2")
    if begun is None and second - first == 2 and first % 3 == 1:
        return f"{year:04}-Q{second // 3}"
    return f"{begun or year - (first > second)}-{first:02}/{last}"


def _part(letter: str, word: str, digits: str, years: str) -> Reader:
    """A reader of quarters or halves: their number is in one group, their year in another or that of the anchor."""

    def read(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
        ordinal = named(match, word, f"{word}2", f"{word}3", f"{word}4")
        digit = named(match, *(f"{digits}{suffix}" for suffix in ("", "2", "3", "4", "5")))
        number = int(digit) if digit else int(pack["ordinals"][ordinal or ""])
        year = named(match, *(f"{years}{suffix}" for suffix in ("", "2", "3", "4", "5", "6")))
        if short := named(match, "short"):
            year = f"20{short}"
        elif year is None and anchor is not None and match.group().endswith(tuple(pack["turns"]["own_year"])):
            year = f"{anchor.year:04}"
        length = 3 if letter == "Q" else 6
        if number == 0 and year:
            number = 12 // length
        if number == 0:
            if anchor is None or anchor.month is None:
                return None
            years_back, index = divmod((anchor.month - 1) // length - 1, 12 // length)
            return f"{anchor.year + years_back:04}-{letter}{index + 1}"
        if number * length > 12:
            return None
        if year:
            return f"{year}-{letter}{number}"
        if anchor is None:
            return None
        first_month = (number - 1) * length + 1
        return f"{anchor.year - (anchor.month is not None and first_month > anchor.month):04}-{letter}{number}"

    return read


def _fiscal(letter: str) -> Reader:
    plain = _part(letter, "quarter" if letter == "Q" else "half", "digit", "year")

    def read(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
        label = plain(match, pack, anchor)
        return f"FY{label}" if label else None

    return read


def _fiscal_year(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    year = named(match, "year", "year2")
    return f"FY{year}" if year else None


def _fiscal_part(letter: str) -> Reader:
    """A reader of the quarters or halves that are written with the label of their fiscal year: "Q2FY24"."""

    def read(match: Match, pack: Pack, _anchor: Anchor | None) -> str | None:
        digit, ordinal = named(match, "digit", "digit2", "digit3"), named(match, "quarter", "half")
        number, year = int(digit or pack["ordinals"][ordinal or ""]), fiscal_year(match)
        return f"{year}-{letter}{number}" if year and 0 < number <= (4 if letter == "Q" else 2) else None

    return read


def _weekday(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.day is None:
        return None
    back = (anchor.day.weekday() - int(pack["weekdays"][match["weekday"]])) % 7
    last = match.groupdict().get("last") or ""
    if turns(last, pack, "next"):
        return (anchor.day + timedelta(days=7 - back)).isoformat()
    if last and back == 0:
        back = 7
    return (anchor.day - timedelta(days=back)).isoformat()


def _plain_year(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    return named(match, "year", "year2")


READERS: Final[Mapping[str, Reader]] = {
    "day": _day,
    "day.iso": _iso_day,
    "day.numeric": _iso_day,
    "days_between": _days_between,
    "days_between.months": _days_apart,
    "month.iso": _iso_month,
    "months_between": _months_between,
    "month": _month,
    "fiscal_quarter": _fiscal("Q"),
    "fiscal_half": _fiscal("H"),
    "fiscal_quarter.label": _fiscal_part("Q"),
    "fiscal_half.label": _fiscal_part("H"),
    "fiscal.label": lambda match, _pack, _anchor: fiscal_year(match),
    "fiscal": _fiscal_year,
    "quarter": _part("Q", "quarter", "digit", "year"),
    "half": _part("H", "half", "digit", "year"),
    "early": lambda match, _pack, _anchor: f"{match['year']}-Q1",
    "late": lambda match, _pack, _anchor: f"{match['year']}-12",
    "middle": lambda match, _pack, _anchor: f"{match['year']}-06",
    "last_months_of": lambda match, _pack, _anchor: f"{match['year']}-Q4",
    "by": _plain_year,
    "weekday": _weekday,
    "year": _plain_year,
    **SPANS,
}
