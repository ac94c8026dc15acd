"""Times of races, in hours, minutes and seconds, with strokes or colons: "2h05'33''", "27′35″", "9''58", "in 2:05:33"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.reading import Page, Reading

STROKES = frozenset("'\"”″")
_SECOND = r"(?:''|[\"”″])"
_HOURS = re.compile(
    rf"(?P<h>\d{{1,2}})[ ]?h(?:eures?)?[ ]?(?P<m>[0-5]?\d)[ ]?'[ ]?(?P<s>[0-5]\d)(?:[.,](?P<part>\d{{1,3}}))?(?!\d)(?:[ ]?{_SECOND}|'(?!\w))?"
)
_MINUTES = re.compile(
    rf"(?P<m>\d{{1,3}})[ ]?'[ ]?(?P<s>[0-5]?\d)(?:[.,](?P<part>\d{{1,3}}))?[ ]?{_SECOND}(?:(?P<rest>\d{{1,2}})(?!\d))?"
)
_SECONDS = re.compile(rf"(?P<s>\d{{1,2}})(?:{_SECOND}(?P<rest>\d\d)(?!\d)|(?:''|″)(?=[ .,;)]|$))")
_COLONS = re.compile(r"(?P<h>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?:[.,](?P<part>\d{1,2}))?(?![:\d])")
_QUOTED = re.compile(r"(?<!\d)''(?:(?!'')[^\n])*$")
_QUOTE = 60  # characters of a title between quotation marks
_INCHES = 12
_TALLEST = 9  # feet


def read_race_time(page: Page, start: int) -> Reading | None:
    """The time of a race that begins at a place, in seconds; None for feet and inches."""
    colons = _COLONS.match(page.low, start)
    match = colons or _HOURS.match(page.low, start) or _MINUTES.match(page.low, start) or _SECONDS.match(page.low, start)
    if match is None or page.low[match.end() : match.end() + 1].isalnum():
        return None
    if colons and not page.grammar.phrases["race_time_before"].ending(page.unhedged(page.before(start))):
        return None  # a time of day
    said = match.groupdict()
    if "h" not in said and _is_height(page, said, start):
        return None
    minutes = Decimal(said.get("h") or 0) * 60 + Decimal(said.get("m") or 0)
    part = said.get("part") or said.get("rest") or ""
    value = minutes * 60 + Decimal(f"{said['s']}.{part}" if part else str(said["s"]))
    return Reading(
        start, match.end(), value, value, page.language(start), decimals=len(part), unit="second", kind="duration",
        fractional=True, settled=True, number_end=match.end(),
    )  # fmt: skip


def _is_height(page: Page, said: dict[str, str | None], start: int) -> bool:
    """Whether strokes are of feet and inches: 5'10", in a language that measures so and where nothing says a time."""
    metric = page.language(start) in page.grammar.languages_that["tell_hours_by_unit"] and not page.lone
    if "m" not in said:
        quoted = _QUOTED.search(page.low, max(0, start - _QUOTE), start) is not None  # "''Top 12''"
        return not said["rest"] and (quoted or not metric)
    minutes, seconds = str(said["m"]), str(said["s"])
    if int(seconds) >= _INCHES or int(minutes) > _TALLEST or said.get("part") or said.get("rest"):
        return False
    return not (metric or (seconds[0] == "0" and len(seconds) > 1))
