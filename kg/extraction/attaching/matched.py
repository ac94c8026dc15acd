"""What the groups of a matched time say: numbers, months, which way from the day of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from kg.extraction.attaching.packs import Pack
from kg.extraction.attaching.periods import Anchor

Match = re.Match[str]
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
Reader = Callable[[Match, Pack, Anchor | None], str | None]


def named(match: Match, *names: str) -> str | None:
    """The first of some groups that a match has."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def number_of(word: str, pack: Pack) -> int:
    """A count in digits or in words."""
    return int(word) if word.isdigit() else int(pack["numbers"][word])


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
