"""Where the dateline ends that a passage opens with: the place and day of writing, which no figure is about."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.reading.dates import dateline_at
from kg.reading.document import BlockKind

_DASHED: Final = re.compile(r"\A[^a-z]?[^.!?]{2,60}?(?:\s[–—-]{1,2}\s|\)\s?[–—:-]\s)")
_CAPITALS: Final = re.compile(r"\A\W*[A-ZÀ-Ý][A-ZÀ-Ý’'-]{2,}")
_LONGEST: Final = 90


def dateline_of(passage: Passage) -> int:
    """Where the dateline that a passage opens with ends: "LYON, March 3 —", "Pune, October 29, 2024:"; 0 where there is none."""
    if passage.kind is BlockKind.DATELINE:
        return len(passage.text)
    if not passage.kind.is_running_text:
        return 0
    dated = dateline_at(passage.text)
    if dated is not None:
        return dated.end
    match = _DASHED.match(passage.text[:_LONGEST])
    if match is None:
        return 0
    head = match.group()
    told = re.search(r"\d", head) is not None or "(" in head
    return match.end() if _CAPITALS.match(head) or told else 0
