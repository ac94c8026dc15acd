"""Dates of texts: the one asked for; and datelines, a line that is a date, or a date and a dash before the first sentence, in French and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.model.errors import PeriodError, UsageError
from kg.model.period import Period

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "février fevrier févr fév fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "décembre decembre déc dec december",
        ),
        1,
    )
    for name in names.split()
}
_DAYS: Final = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday "
    "mon tue tues wed thu thur thurs fri sat sun"
)
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY: Final = "|".join(_DAYS.split())
_DATELINE: Final = re.compile(
    rf"""
    (?P<place>(?-i:[A-ZÀ-Ý][\w’'-]+(?:\ [A-ZÀ-Ý][\w’'-]+){{0,2}}(?:\ \([^)]{{1,30}}\))?,\s))?
    (?:(?P<label>publié|mis\ à\ jour|paru|published|updated|posted|date)\s?(?:le|on)?\s?:?\s)?
    (?:le\s)?(?:(?:{_DAY})\.?,?\s)?
    (?:
        (?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})\.?,?\s(?P<year>(?:1[5-9]|20)\d\d)
      | (?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s|,)(?P<year2>(?:1[5-9]|20)\d\d)
      | (?P<year3>(?:1[5-9]|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)
    )
    (?P<time>,?\s(?:à\s|at\s)?\d{{1,2}}\s?[h:]\s?(?:\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:UTC|GMT|CET|CEST)?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"\s?[*_]{0,2}(?:By|BY|Par|PAR|Author|Auteure?|(?:Written|Posted|Published) by|(?:Écrit|Publié|Propos recueillis) par)"
    r"\s?:?\s(?=[A-ZÀ-Ý])"
)
_BEFORE_DAY: Final = re.compile(r"[,·|–—-]\s(?!\s)")
_CLOSING: Final = re.compile(r"\s?\.?\s?[-–—―]*\s?\Z|\s?[.,]?\s?(?P<dash>[-–—―])\s")
_CLOSING_OF_PLACE: Final = re.compile(r"\s?:\s")
_LONGEST: Final = 100
_PUBLISHED: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def require_published(given: str) -> None:
    """Raises UsageError for an option --published that is no year, month or day."""
    try:
        if _PUBLISHED.fullmatch(given):
            Period.parse(given)
            return
        why = "is no date"
    except PeriodError:
        why = "is a date of no calendar"
    raise UsageError(f"--published: {given!r} {why}: write 2026, 2026-02 or 2026-02-09")


def byline_day(line: str) -> date | None:
    """The day at the end of a line that says who wrote it: "By Ellen Marsh, Harbour Ledger, 14 October 2025"."""
    opening = _BYLINE.match(line)
    if opening is None:
        return None
    for mark in _BEFORE_DAY.finditer(line, opening.end(), _LONGEST):
        found = _DATELINE.match(line, mark.end())
        if found is not None and not line[found.end() :].strip("*_. "):
            return _day_of(found)
    return None


def opens_byline(line: str) -> bool:
    """Whether a line begins like one that says who wrote the text: "By Ellen Marsh", "Auteur : Anne Raie"."""
    return _BYLINE.match(line) is not None


def is_of_date(word: str) -> bool:
    """Whether a word names a month or a day of the week, or sets a date before one: "le", "mars", "Thursday"."""
    bare = word.lower().strip(".,")
    return bare in _MONTHS or bare in _DAYS.split() or bare == "le"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date at the head of a line, and whether the line is nothing else. ``end`` is where what follows begins."""

    day: date
    end: int
    alone: bool


def dateline_at(line: str) -> Dateline | None:
    """The dateline that a line opens with, or nothing."""
    found = _DATELINE.match(line, 0, _LONGEST)
    if found is None:
        return None
    closing = _CLOSING.match(line, found.end())
    if closing is None and found["place"]:
        closing = _CLOSING_OF_PLACE.match(line, found.end())  # "Pune, October 29, 2024: The firm ..."
    if closing is None:
        return None
    when = _day_of(found)
    return None if when is None else Dateline(when, closing.end(), closing.end() == len(line))


def _day_of(found: re.Match[str]) -> date | None:
    year, month, day = (found[name] or found[f"{name}2"] or found[f"{name}3"] for name in ("year", "month", "day"))
    try:
        return date(int(year), int(month) if month.isdecimal() else _MONTHS[month.lower()], int(day))
    except ValueError:
        return None
