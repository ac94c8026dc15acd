"""Where the dateline ends that a passage opens with: the place and day of writing, which no figure is about; a byline is all of that kind."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.passages import Passage
from kg.reading.dates import dateline_at, is_of_date, opens_byline
from kg.reading.document import BlockKind

_DASHED: Final = re.compile(r"\A[^a-z]?[^.!?]{2,60}?(?:\s[–—-]{1,2}\s|\)\s?[–—:-]\s)")
_ASIDE: Final = re.compile(r"\([^()]*\)")
_LINKS: Final = "|".join(
    link for name in ("place_links", "name_links", "loose_links") for link in common_pack()[name] if link.isalpha()
)
_PLACED: Final = re.compile(rf"[^\W\d_a-zà-öø-ÿ]|\d|\W*(?:{_LINKS})\b")
_CAPITALS: Final = re.compile(r"\A\W*[A-ZÀ-Ý][A-ZÀ-Ý’'-]{2,}")
_LONGEST: Final = 90


def dateline_of(passage: Passage) -> int:
    """Where the dateline that a passage opens with ends: "LYON, March 3 —", "Pune, October 29, 2024:"; 0 where there is none."""
    if passage.kind is BlockKind.DATELINE or _is_byline(passage.text):
        return len(passage.text)
    if not passage.kind.is_running_text or passage.kind is BlockKind.BULLET or passage.lead != passage.index:
        return 0
    dated = dateline_at(passage.text)
    if dated is not None:
        return dated.end
    match = _DASHED.match(passage.text[:_LONGEST])
    if match is None:
        return 0
    head = match.group()
    if head.count("(") != head.count(")") or not all(map(_of_place, _ASIDE.sub("", head).split())):
        return 0  # a sentence with a dash in it: "OpenAI expects 5 years of losses — at ten times the scale"
    told = re.search(r"\d", head) is not None or "(" in head
    return match.end() if _CAPITALS.match(head) or told else 0


def _is_byline(text: str) -> bool:
    """Whether a passage only says who wrote the text: "By Ellen Marsh, Harbour Ledger"."""
    return len(text) <= _LONGEST and opens_byline(text) and all(map(_of_place, text.split()[2:]))


def _of_place(word: str) -> bool:
    """Whether a word may stand in a dateline: of a name, of a day, or a dash."""
    return _PLACED.match(word.lstrip("'’\"“«")) is not None or is_of_date(word) or not word.strip("–—-:,.")
