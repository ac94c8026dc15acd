"""What a time found in text stands for: a match of a pattern of the language packs -> its label, or None for none.

The start of a year is its first quarter, its end is December, as the annotation guide has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from kg.extraction.attaching.periods import Anchor, month_label

Match = re.Match[str]
_LONGEST: Final = 60  # years or months that "the last ..." counts back
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"

Pack = Mapping[str, Any]
Reader = Callable[[Match, Pack, Anchor | None], str | None]


def named(match: Match, *names: str) -> str | None:
    """The first of some groups that a match has."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def number_of(word: str, pack: Pack) -> int:
    """A count in digits or in words."""
    return int(word) if word.isdigit() else int(pack["numbers"][word])


def _month_number(pack: Pack, word: str) -> int:
    """The month of a full or shortened name, with or without its dot."""
    bare = word.rstrip(".")
    return int(pack["months"].get(bare) or pack["short_months"][bare])


def _nearest_month(month: int, anchor: Anchor | None, *, ahead: bool = False) -> str | None:
    """The month as the nearest one before the anchor (its own included), or after it."""
    if anchor is None:
        return None
    reference = anchor.month or 12
    year = anchor.year
    if ahead:
        year += month < reference
    else:
        year -= month > reference
    return f"{year:04}-{month:02}"


def _day(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    day = int(named(match, "day", "day2") or 0)
    word, year = named(match, "month", "month2") or "", named(match, "year", "year2")
    month = _month_number(pack, word)
    label = f"{year}-{month:02}" if year else _nearest_month(month, anchor)
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
    groups = match.groupdict()
    if groups.get("day3"):
        first, last, month, year = match["day3"], match["day4"], match["month4"], match["year4"]
    else:
        first, last, month = match["day"], match["day2"], groups.get("month2") or match["month"]
        year = named(match, "year2", "year")
    number = _month_number(pack, month)
    label = f"{year}-{number:02}" if year else _nearest_month(number, anchor)
    if label is None:
        return None
    start = _month_number(pack, groups["month"]) if groups.get("month") else number
    try:
        end = date.fromisoformat(f"{label}-{int(last):02}")
        begin = date(end.year - (start > number), start, int(first))
    except ValueError:
        return None
    return f"{begin.isoformat()}/{end.isoformat()}" if begin < end else None


def _month(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    month = _month_number(pack, named(match, "month", "month2") or "")
    year = named(match, "year", "year2")
    if year:
        return f"{year}-{month:02}"
    last = match.groupdict().get("last") or ""
    return _nearest_month(month, anchor, ahead=last.startswith("proch"))


def _months_between(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    first = _month_number(pack, named(match, "month", "month3") or "")
    second = _month_number(pack, named(match, "month2", "month4") or "")
    named_year = named(match, "year", "year3")
    last = f"{named_year}-{second:02}" if named_year else _nearest_month(second, anchor)
    if last is None:
        return None
    year, begun = int(last[:4]), named(match, "year2")
    if begun is None and second - first == 2 and first % 3 == 1:
        return f"{year:04}-Q{second // 3}"
    return f"{begun or year - (first > second)}-{first:02}/{last}"


def _part(letter: str, word: str, digits: str, years: str) -> Reader:
    """A reader of quarters or halves: their number is in one group, their year in another or that of the anchor."""

    def read(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
        ordinal = named(match, word, f"{word}2", f"{word}3")
        digit = named(match, *(f"{digits}{suffix}" for suffix in ("", "2", "3", "4", "5")))
        number = int(digit) if digit else int(pack["ordinals"][ordinal or ""])
        year = named(match, *(f"{years}{suffix}" for suffix in ("", "2", "3", "4", "5")))
        if short := named(match, "short"):
            year = f"20{short}"
        elif year is None and anchor is not None and match.group().endswith("year"):
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
    year = named(match, "year", "year2") or named(match, "short") or ""
    return f"FY{'20' + year if len(year) == 2 else year}" if len(year) in (2, 4) else None


def _firsts(months: int) -> Reader:
    def read(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
        word = match["number"]
        count = months * number_of(word, pack)
        year = named(match, "year", "year2") or (f"{anchor.year:04}" if anchor else None)
        if year is None or not 1 <= count <= 12:
            return None
        return (
            {3: f"{year}-Q1", 6: f"{year}-H1", 12: year}.get(count)
            if months == 3 and count != 9
            else f"{year}-01/{year}-{count:02}"
        )

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
        if said.startswith(("dern", "pass", "last", "past")):
            year -= year == anchor.year and (int(first) <= month <= int(last) or first > last)
        elif said.startswith(("proch", "next")):
            year += 1
    else:
        return None
    return f"{year:04}-{first}/{year + (first > last):04}-{last}"


def _months_to(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    """The months up to one: a year, half or quarter where they are one of the calendar."""
    month = _month_number(pack, match["month"])
    year = named(match, "year", "year2")
    last = f"{year}-{month:02}" if year else _nearest_month(month, anchor)
    length = named(match, "length")
    count = int(pack["lengths"][length]) if length else number_of(match["number"], pack)
    if last is None or not 1 < count <= 24:
        return None
    said = match.groupdict().get("next") or ""
    final = int(last[:4]) + bool(said)
    if month % count == 0 and count in (3, 6, 12):
        return f"{final:04}" if count == 12 else f"{final:04}-{'Q' if count == 3 else 'H'}{month // count}"
    return f"{month_label(final, month - count + 1)}/{final:04}-{month:02}"


def end_of(label: str) -> str:
    """The month that a span, a quarter, a half or a year ends with."""
    last = label.rpartition("/")[2]
    if len(last) == 4:
        return f"{last}-12"
    if last[5] in "QH":
        return f"{last[:4]}-{int(last[6]) * (3 if last[5] == 'Q' else 6):02}"
    return last[:7]


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


def _weekday(match: Match, pack: Pack, anchor: Anchor | None) -> str | None:
    if anchor is None or anchor.day is None:
        return None
    back = (anchor.day.weekday() - int(pack["weekdays"][match["weekday"]])) % 7
    last = match.groupdict().get("last") or ""
    if last.startswith("proch"):
        return (anchor.day + timedelta(days=7 - back)).isoformat()
    if last and back == 0:
        back = 7
    return (anchor.day - timedelta(days=back)).isoformat()


def _years(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    word = match["decade"]
    first = int(word) if len(word) == 4 else 1900 + int(word)
    return f"{first:04}/{first + 9:04}"


def _plain_year(match: Match, _pack: Pack, _anchor: Anchor | None) -> str | None:
    return named(match, "year", "year2")


READERS: Final[Mapping[str, Reader]] = {
    "day": _day,
    "day.iso": _iso_day,
    "day.numeric": _iso_day,
    "days_between": _days_between,
    "month.iso": _iso_month,
    "months_between": _months_between,
    "month": _month,
    "fiscal_quarter": _fiscal("Q"),
    "fiscal_half": _fiscal("H"),
    "fiscal": _fiscal_year,
    "quarter": _part("Q", "quarter", "digit", "year"),
    "half": _part("H", "half", "digit", "year"),
    "first_months": _firsts(1),
    "first_quarters": _firsts(3),
    "early": lambda match, _pack, _anchor: f"{match['year']}-Q1",
    "late": lambda match, _pack, _anchor: f"{match['year']}-12",
    "middle": lambda match, _pack, _anchor: f"{match['year']}-06",
    "season": _season,
    "months_to": _months_to,
    "year_end": _year_end,
    "last_months_of": lambda match, _pack, _anchor: f"{match['year']}-Q4",
    "since_start": _since_start,
    "span": _span,
    "by": _plain_year,
    "decade": _decade,
    "last_years": _last_years,
    "last_months": _last_months,
    "last_week": _week(1, 0, 6),
    "this_week": _week(0, 0, 6),
    "last_weekend": _week(1, 5, 6),
    "weekday": _weekday,
    "years": _years,
    "year": _plain_year,
}
