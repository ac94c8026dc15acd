"""Where the dateline ends that a passage opens with: the place and day of writing, which no figure is about."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.reading.document import BlockKind

_DASHED: Final = re.compile(r"\A[^a-z]?[^.!?]{2,60}?(?:\s[–—-]{1,2}\s|\)\s?[–—:-]\s)")
_DATED: Final = re.compile(
    r"\A[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,2}(?: \([^)]{1,30}\))?,(?: le| on)?(?: \w+,?)?"
    r" (?:\d{1,2}(?:er|st|nd|rd|th)? \w+|\w+\.? \d{1,2}),? (?:19|20)\d\d ?[.:](?: |\Z)"
)
_CAPITALS: Final = re.compile(r"\A\W*[A-ZÀ-Ý][A-ZÀ-Ý’'-]{2,}")
_LONGEST: Final = 90


def dateline_of(passage: Passage) -> int:
    """Where the dateline that a passage opens with ends: "LYON, March 3 —", "Pune, October 29, 2024:"; 0 where there is none."""
    if passage.kind is BlockKind.DATELINE:
        return len(passage.text)
    if not passage.kind.is_running_text:
        return 0
    opening = passage.text[:_LONGEST]
    match = _DATED.match(opening)
    if match is not None:
        return match.end()
    match = _DASHED.match(opening)
    if match is None:
        return 0
    head = match.group()
    dated = re.search(r"\d", head) is not None or "(" in head
    return match.end() if _CAPITALS.match(head) or dated else 0
