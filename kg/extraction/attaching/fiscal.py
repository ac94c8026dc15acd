"""Which fiscal year a text means that names a fiscal quarter or half without it: by the firm's year end and the text's date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extraction.attaching.names import Names
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.periods import Anchor, Moment
from kg.model.errors import PeriodError
from kg.model.period import CALENDAR_YEAR_END, Period
from kg.model.vocabulary import Entity

_KINDS: Final = ("fiscal_quarter", "fiscal_half")
_YEAR: Final = re.compile(r"\d\d")
_MONTH_ENDS: Final = 28  # a day that every month has


def with_fiscal_years(
    moments: Mapping[int, Sequence[Moment]],
    passages: Sequence[Passage],
    names: Names,
    entities: Mapping[str, Entity],
    anchor: Anchor | None,
) -> Mapping[int, Sequence[Moment]]:
    """The times of a text, those of a fiscal year that is not told taken for the last that was over when it was written.

    The year is that of the firm which the text names most among those whose fiscal year the vocabulary tells; without one
    nothing changes.
    """
    listed = [entities[name].fiscal_year_end for name in names.ranked if name in entities]
    year_end = next((end for end in listed if end != CALENDAR_YEAR_END), None)
    if year_end is None or anchor is None or anchor.month is None:
        return moments
    day = anchor.day or date(anchor.year, anchor.month, _MONTH_ENDS)
    return {
        index: [
            replace(moment, label=_last_over(moment.label, year_end, day) or moment.label)
            if moment.kind in _KINDS
            and moment.label is not None
            and not _YEAR.search(passages[index].text[moment.start : moment.end])
            else moment
            for moment in found
        ]
        for index, found in moments.items()
    }


def _last_over(label: str, year_end: str, day: date) -> str | None:
    """The same part of the last fiscal year in which it was over on a day."""
    part = label.rpartition("-")[2]
    for year in range(day.year + 1, day.year - 2, -1):
        own = f"FY{year}-{part}"
        try:
            if Period.parse(own, year_end).end <= day:
                return own
        except PeriodError:
            return None
    return None
