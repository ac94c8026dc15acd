"""Dates and ordinals: dates that are themselves the value, and, when asked for, all dates and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from kg.extraction.figures.moments import is_year
from kg.extraction.figures.ordinals import ordinal, single_ordinals
from kg.extraction.figures.reading import Page, Reading

_RANGE = re.compile(r"[-–/](\d{4}|\d{2})(?![\d]|[.,]\d)")
_LABEL = re.compile(r"(?:^|[\n•;.|(])[ ]*[-–*]?[ ]*([^\W\d_][^\n:;.•|]{1,48}?)[ ]?:[ ]?$")
_YEAR = re.compile(r"(?<![\w.,/@#-])(?:1\d{3}|20\d{2})(?![\w]|[.,]\d|-\d)")
_RANK = re.compile(r"\d[\d,]*")
_CLOSES = re.compile(r"[ ]*(?:$|[.\n;,)(|])")
_LONGEST_RANK = 9
_WRITTEN = (
    r"(?<![\w.,])(?:"
    r"(?:(?P<d1>\d{1,2})(?:<<first_day_suffix>>|<<day_suffixes>>)?[ \n](?:<<day_of>>[ \n])?)?(?P<m1><<months>>)(?![\w])(?:,?[ \n](?P<y1>\d{4})(?!\d|-\d\d-\d))?"
    r"|(?P<m2><<months>>)[ \n](?P<d2>\d{1,2})<<day_suffixes>>?(?!\d)(?:,?[ \n](?P<y2>\d{4})(?!\d|-\d\d-\d))?)"
)
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_NUMERIC = re.compile(r"(?<![\w/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\w/])")


def read_date_value(page: Page, reading: Reading) -> bool:
    """Make a year a date that is itself the value, where a label or an event says so: "Rentabilité espérée : 2029-2030"."""
    low = page.low
    if not low[reading.start : reading.start + 4].isdecimal():
        return False
    value = int(low[reading.start : reading.start + 4])
    second, end = value, reading.start + 4
    if match := _RANGE.match(low, end):
        tail = match.group(1)
        second = int(tail) if len(tail) == 4 else value - value % 100 + int(tail)
        end = match.end()
    label = _LABEL.search(low, max(0, reading.start - 64), reading.start)
    labelled = label is not None and _CLOSES.match(low, end) is not None and _has_cue(page, label.group(1))
    event = page.grammar.phrases["date_events"].ending(reading.left) > 0
    if not (labelled or event) or second < value:
        return False
    reading.end = end
    reading.low, reading.high = Decimal(value), Decimal(second)
    reading.unit, reading.kind, reading.decimals = "date", "date", 0
    reading.date = str(value) if second == value else f"{value}/{second}"
    return True


def _has_cue(page: Page, label: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(cue).replace(' - ', '-'))}", label)
        for cue in page.grammar.phrases["date_labels"].phrases
    )


def read_ordinal(page: Page, start: int, end: int) -> Reading | None:
    """Read "2e", "1st": the ordinal, None for more digits than a rank has."""
    digits = _RANK.match(page.low, start, end)
    if digits is None or len(digits.group()) > _LONGEST_RANK:
        return None
    return ordinal(page, start, end, int(digits.group().replace(",", "")), in_words=False)


def add_ordinal_words(page: Page, readings: list[Reading]) -> list[Reading]:
    """The readings with the ordinals said in one word: "premier", "third"."""
    return merge_readings(readings, single_ordinals(page))


def add_dates(page: Page, readings: list[Reading]) -> list[Reading]:
    """The readings with every date: a day, a month of a year, a year. `low` and `high` are the year, `date` the ISO text."""
    written, numeric = [], []
    for match in page.grammar.patterns[_WRITTEN].finditer(page.low):
        month = page.grammar.months.get(match.group("m1") or match.group("m2") or "")
        year = match.group("y1") or match.group("y2")
        day = match.group("d1") or match.group("d2")
        if month is None or (day is None and year is None):
            continue
        written.append(
            _date(page, match.start(), match.end(), int(year) if year else None, month, int(day) if day else None)
        )
    iso = [
        _date(page, match.start(), match.end(), int(match.group(1)), int(match.group(2)), int(match.group(3)))
        for match in _ISO.finditer(page.low)
    ]
    days_first = page.grammar.languages_that["put_days_first"]
    for match in _NUMERIC.finditer(page.low):
        first, second = int(match.group(1)), int(match.group(2))
        day_first = page.language(match.start()) in days_first or first > 12
        day_number, month_number = (first, second) if day_first else (second, first)
        numeric.append(_date(page, match.start(), match.end(), int(match.group(3)), month_number, day_number))
    found = merge_readings(merge_readings(iso, numeric), written)
    readings = merge_readings(found, readings)
    years: list[Reading] = []
    covered = [(reading.start, reading.end) for reading in found]
    for match in _YEAR.finditer(page.low):
        if not any(start <= match.start() < end for start, end in covered[-400:]):
            year_reading = Reading(match.start(), match.end(), None, None, page.language(match.start()))
            year_reading.left, year_reading.right = page.before(match.start()), page.after(match.end())
            if is_year(page, year_reading):
                years.append(_date(page, match.start(), match.end(), int(match.group()), None, None))
    return merge_readings(readings, years)


def _date(page: Page, start: int, end: int, year: int | None, month: int | None, day: int | None) -> Reading:
    parts = [f"{year:04d}" if year else "-"]
    parts += [f"{month:02d}"] if month else []
    parts += [f"{day:02d}"] if day else []
    value = Decimal(year) if year else None
    return Reading(start, end, value, value, page.language(start), unit="date", kind="date", date="-".join(parts))


def merge_readings(first: Iterable[Reading], second: Iterable[Reading]) -> list[Reading]:
    """Both in order of start; where two overlap the one of `first` stays."""
    kept = sorted(first, key=lambda reading: reading.start)
    out: list[Reading] = []
    at = 0
    for reading in sorted(second, key=lambda item: item.start):
        while at < len(kept) and kept[at].end <= reading.start:
            out.append(kept[at])
            at += 1
        if at >= len(kept) or kept[at].start >= reading.end:
            out.append(reading)
    return sorted([*out, *kept[at:]], key=lambda item: item.start)
