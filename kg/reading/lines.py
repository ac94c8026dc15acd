"""The lines of a text that are not empty, and what their first and last characters tell."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kg.reading.dates import Dateline, dateline_at
from kg.reading.language import words_of

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK: Final = re.compile(r"\r\n|[\n\r\x0b\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE_END: Final = re.compile(r"[.!?…:。][\s\u00a0]*[»”\"’')\]]*\Z")
_CLOSING_START: Final = re.compile(r"[,;:!?)\]»”%‰…]|[$€£][\s,.;:)]|[$€£]\Z|\.(?!\d)")
_OPEN_END: Final = re.compile(r"[,(\[«“&/]\Z|[^\W\d_][-\u2010\u00ad]\Z")
_FIRST_WORD: Final = re.compile(r"\S+")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+\Z")
_TAIL: Final = 40
# Words that no line of its own ends with, in either language (not: an, or, plus).
_LEADING_ON: Final = words_of(
    "le la les un une de du des à au aux en dans sur sous pour par avec sans chez vers entre et ou ni que "
    "qui dont où si son sa ses leur leurs ce cet cette ces mon ma mes notre nos votre vos très via dès the "
    "a of to in and for with by from that which at is are was were be as its their his her than into about "
    "over under between per"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. ``gap`` counts the empty lines above."""

    start: int
    end: int
    text: str
    indent: int
    gap: int

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def is_finished(self) -> bool:
        """Whether it ends as a sentence or a lead-in does."""
        return bool(_SENTENCE_END.search(self.text, max(0, len(self.text) - _TAIL)))

    @property
    def leads_on(self) -> bool:
        """Whether its last word or mark calls for another."""
        tail = self.text[-_TAIL:]
        if _OPEN_END.search(tail):
            return True
        word = _LAST_WORD.search(tail)
        return word is not None and word.group().lower() in _LEADING_ON and word.group().islower()

    @property
    def follows_on(self) -> bool:
        """Whether it opens in the midst of a sentence: with a small letter or a closing mark."""
        first = self.text[0]
        return first.islower() or bool(_CLOSING_START.match(self.text))

    @property
    def first_word(self) -> int:
        """How long its first word is."""
        found = _FIRST_WORD.match(self.text)
        return found.end() if found else 0

    @property
    def dateline(self) -> Dateline | None:
        """The date that the whole line, or its opening before a dash, is."""
        return dateline_at(self.text)


def lines_of(text: str, ignored: Collection[int] = frozenset()) -> list[Line]:
    """All lines that hold more than white space, but for those whose first character stands at an ignored place.

    A page break counts as no empty line: a sentence may go on across it.
    """
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        row = match.group()
        stripped = row.strip()
        if not stripped:
            continue
        start = match.start() + row.index(stripped[0])
        if start in ignored:
            continue
        between = text[last : match.start()]
        page = "\f" in between
        gap = max(0, len(_BREAK.findall(between)) - 1) if lines and not page else 0
        lines.append(Line(start, start + len(stripped), stripped, start - match.start(), gap))
        last = start + len(stripped)
    return lines
