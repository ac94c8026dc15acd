"""What the groups of a matched time say: numbers, months, which way from the day of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kg.extraction.attaching.packs import Pack
from kg.extraction.attaching.periods import Anchor

Match = re.Match[str]
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
FISCAL: Final = r"fy[ -]?'?(?P<fy>\d{4}|\d\d)(?:[-/–](?P<until>\d{4}|\d\d))?(?![%-]|[.,]\d)"
"""A fiscal year by its label: "FY24", "FY2023-24"."""
FISCAL_TOO: Final = FISCAL.replace("<fy>", "<fy2>").replace("<until>", "<until2>").removesuffix("(?![%-]|[.,]\\d)")
"""The same once more in one pattern, with more behind it."""
Reader = Callable[[Match, Pack, Anchor | None], str | None]


def named(match: Match, *names: str) -> str | None:
    """The first of some groups that a match has."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def fiscal_year(match: Match) -> str | None:
    """The fiscal year of a label, of two years the one it ends in; None where they do not follow each other."""
    first, last = named(match, "fy", "fy2") or "", named(match, "until", "until2")
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if last is not None:
        year += 1
        if int(last) not in (year, year % 100):
            return None
    return f"FY{year:04}"


def number_of(word: str, pack: Pack) -> int:
    """A count in digits or in words."""
    return int(word) if word.isdecimal() else int(pack["numbers"][word])


def turns(word: str, pack: Pack, way: str) -> bool:
    """Whether a word sets a time before the text or after it: "last", "prochain"."""
    return word.startswith(tuple(pack["turns"][way]))


def month_number(pack: Pack, word: str) -> int:
    """The month of a full or shortened name, with or without its dot."""
    bare = word.rstrip(".")
    return int(pack["months"].get(bare) or pack["short_months"][bare])


def nearest_month(month: int, anchor: Anchor | None, *, ahead: bool = False) -> str | None:
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
