"""Whose date a sentence sets its own beside: five years before OpenAI, ahead of OpenAI; held against the claims of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.name_places import name_places
from kg.factcheck.wording.words import Words, words_of
from kg.model.units import DATE

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_UNTOLD: Final = (1, 200)
"""The years by which something may have been before another where a sentence does not say how many."""


def untold_apart(found: Sequence[Checked], desk: Desk) -> str | None:
    """The words that set a date so long, or at all, before or after that of another, where the claims of both do not yield that; or nothing."""
    statement = found[0].statement
    words = words_of(statement.language)
    names = {low: whose for low, _, whose in name_places(statement, desk)}
    for match in words.patterns["beside_date_of"].finditer(statement.folded):
        whose = names.get(match.end())
        if whose is None or any(match.start() <= each.statement.place < match.end() for each in found):
            continue
        before = [each for each in found if each.statement.place < match.start() and each.rows]
        own = next((each for each in reversed(before) if each.statement.unit == DATE), None)
        number = match["number"]
        if own is None:
            if number is not None:
                return match.group().strip()  # so long before another, of something that has no date in the sentence
            continue
        count = _years(number, words) if number is not None else _UNTOLD
        gaps = list(_gaps(own, whose, desk, after=match["after"] is not None))
        if count is None or not any(low <= count[1] and count[0] <= high for low, high in gaps):
            return match.group().strip()
    return _off_by(found, words) or _untold_of_another(found, desk)


def _off_by(found: Sequence[Checked], words: Words) -> str | None:
    """So many years told between two dates of a sentence that are not as far apart: profitable in 2009, five years after its launch in 2006."""
    dates = [each.statement for each in found if each.statement.unit == DATE and each.statement.figure.date]
    for match in words.patterns["so_long_between"].finditer(found[0].statement.folded):
        count = _years(match["number"], words)
        before = [each for each in dates if each.place < match.start()]
        behind = [each for each in dates if each.place >= match.end()]
        if count is None or not before or not behind:
            continue
        apart = abs(int(str(before[-1].figure.date)[:4]) - int(str(behind[0].figure.date)[:4]))
        if apart != count[0]:
            return match.group().strip()
    return None


def _untold_of_another(found: Sequence[Checked], desk: Desk) -> str | None:
    """A year told behind the name of another (OpenAI, which aims for 2029), where no claim of the same measure has that one's date so."""
    statement = found[0].statement
    if any(each.statement.unit != DATE or not each.rows for each in found):
        return None
    own = {row.o.cell.entity for each in found for row in each.rows}
    measured = {row.o.metric for each in found for row in each.rows}
    names = name_places(statement, desk)
    for start, end in statement.times:
        text = statement.folded[start:end]
        year = _YEAR.search(text)
        if year is None or any(start < each.statement.place_end and each.statement.place < end for each in found):
            continue
        whose = next((whose for low, _, whose in reversed(names) if low < start), None)
        if whose is None or whose in own:
            continue
        dates = [row.o.narrow for row in desk.rows([whose]) if row.o.metric in measured and row.o.narrow.is_bounded]
        if not any(_year(each.low) <= int(year.group()) <= _year(each.high) for each in dates):
            return text
    return None


def _years(number: str, words: Words) -> tuple[int, int] | None:
    """How many years some words tell."""
    told = words.number(number)
    return (told, told) if told else None


def _gaps(own: Checked, whose: str, desk: Desk, *, after: bool) -> Iterator[tuple[int, int]]:
    """By how many years, at least and at most, the date of a figure may be before (or after) that of another, by their claims."""
    for mine in own.rows:
        for row in desk.rows([whose]):
            if row.o.metric != mine.o.metric or not row.o.is_asserted:
                continue
            late, early = (mine, row) if after else (row, mine)
            if late.o.narrow.is_bounded and early.o.narrow.is_bounded:
                yield (
                    _year(late.o.narrow.low) - _year(early.o.narrow.high),
                    _year(late.o.narrow.high) - _year(early.o.narrow.low),
                )


def _year(day: Decimal) -> int:
    """The year of a day, as claims count days."""
    return date.fromordinal(int(day)).year
