"""Times told by pointing back at one that a sentence names before: that year, the same year, ending the year with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.factcheck.wording.words import Words

_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:-|\Z)")
_PART: Final = re.compile(r"(?:19|20)\d\d-(?P<part>[QH]?\d{1,2})")
Span = tuple[int, int, str]


def pointed_back(folded: str, named: Sequence[Span], words: Words) -> Iterator[Span]:
    """Where a sentence points back at the year of a time before (``named``: from, to, label), and that year."""
    for match in words.patterns["that_year"].finditer(folded):
        low, high = next((match.span(name) for name in ("year", "when") if match[name] is not None), match.span())
        if any(start < high and low < end and label.isdigit() for start, end, label in named if not _misread(folded, end)):
            continue
        before = [year for _, end, label in named if end <= low and (year := _YEAR.match(label.split("/")[-1])) is not None]
        if match["when"] is not None and not any(end == match.start() for _, end, _ in named):
            continue  # it goes on about a time that stands right before it
        if before:
            yield low, high, before[-1][1]


def same_part(folded: str, named: Sequence[Span], words: Words) -> Iterator[Span]:
    """Where a sentence tells the same part of another year as the one named before: the same quarter of 2025."""
    for match in words.patterns["same_part_of"].finditer(folded):
        parts = [told for _, end, label in named if end <= match.start() and (told := _PART.fullmatch(label)) is not None]
        if parts:
            yield *match.span(), f"{match['year']}-{parts[-1]['part']}"


def _misread(folded: str, end: int) -> bool:
    """Whether a time goes on behind a hyphen, so that it is another than its first word tells (cette année-là)."""
    return folded.startswith("-", end)
