"""A stretch of text as running text: single plain spaces, no wraps, no markup; every character knows its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.reading.entities import PATTERN, character_of
from kg.reading.language import words_of

_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNSEEN: Final = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_HYPHENS: Final = "-\u2010\u2011\u00ad"
_SPACE: Final = r"\s\u200b\u2060\ufeff"
# What is not copied as it stands: hyphens at line ends, white space, characters nobody sees, ligatures, loose accents, entities.
_MENDED: Final = re.compile(
    rf"(?P<hyphen>(?<=[^\W_])[{_HYPHENS}](?=[^\S\n\r]*[\n\r]\s*[^\W_]))"
    rf"|(?P<space>[^\S ][{_SPACE}]*| [{_SPACE}]+)"
    rf"|(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<ligature>[ﬀ-ﬆ])"
    rf"|(?P<accents>[^\W\d_][\u0300-\u036f]{{1,8}})"
    rf"|(?P<entity>{PATTERN})"
)
_NOBODY_SEES: Final = re.compile(f"[{_UNSEEN}]")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER: Final = re.compile(r"\s*([^\W\d_]+)")
# Parts of words that keep their hyphen wherever the line ends.
_HYPHENATED_AFTER: Final = words_of(
    "non quasi ex vice mi semi demi anti auto pro pré post self vis grand grande celui celle ceux celles "
    "lui elle eux elles nous vous peut quelques rendez chef avant après sous contre entre low high well co "
    "multi"
)
_HYPHENATED_BEFORE: Final = words_of(
    "ci là même mêmes il elle ils elles on je tu nous vous le la les lui leur y en ce moi toi être dire "
    "uns unes based vous-même free led"
)


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text. ``offsets[i]`` is where its character i starts in the document's text, ``ends[i]`` where it ends."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the document of the flow's characters from ``start`` to ``end`` (exclusive, and not before it)."""
        if start < end:
            return self.offsets[start], self.ends[end - 1]
        if not self.text:
            return 0, 0
        place = self.offsets[start] if start < len(self.offsets) else self.ends[-1]
        return place, place

    def locate(self, offset: int) -> int:
        """The flow's character for a place in the document: the one there, else the next one left, else its length."""
        index = bisect_right(self.offsets, offset) - 1
        if index < 0:
            return 0
        if offset >= self.ends[index]:
            return index + 1
        while index and self.offsets[index - 1] == self.offsets[index]:  # a ligature's first letter
            index -= 1
        return index

    def locate_span(self, start: int, end: int) -> tuple[int, int]:
        """The flow's characters for a place in the document that ends before ``end``."""
        first = self.locate(start)
        return first, max(first, bisect_right(self.offsets, end - 1)) if start < end else first


def flow_of(text: str, start: int, end: int, skips: Iterable[tuple[int, int]] = ()) -> Flow:
    """The flow of ``text[start:end]`` without what is skipped: what stands on either side of a skip is joined."""
    kept = list(_kept(start, end, skips))
    if len(kept) == 1:
        return _Builder(text).add(*kept[0]).flow()
    joined = _Builder("".join(text[first:last] for first, last in kept))
    whole = joined.add(0, len(joined.text)).flow()
    places = [place for first, last in kept for place in range(first, last)]
    return Flow(whole.text, tuple(places[at] for at in whole.offsets), tuple(places[at - 1] + 1 for at in whole.ends))


def _kept(start: int, end: int, skips: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in skips:
        if start < first:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


class _Builder:
    """Pieces of flow with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.offsets: list[int] = []
        self.ends: list[int] = []
        self.glued = False  # a hyphen at a line end was met: the white space that follows goes

    def add(self, start: int, end: int) -> _Builder:
        """Take up the characters of the text from ``start`` to ``end``."""
        at = start
        for match in _MENDED.finditer(self.text, start, end):
            self._copy(at, match.start())
            self._mend(match, end)
            at = match.end()
        self._copy(at, end)
        return self

    def flow(self) -> Flow:
        """What was put together, without white space at its ends."""
        text = "".join(self.pieces).removesuffix(" ")
        return Flow(text, tuple(self.offsets[: len(text)]), tuple(self.ends[: len(text)]))

    @property
    def _takes_a_space(self) -> bool:
        return bool(self.pieces) and not self.pieces[-1].endswith(" ") and not self.glued

    def _copy(self, start: int, end: int) -> None:
        if start < end and self.text[start] == " " and not self._takes_a_space:
            start += 1
        if start < end:
            self.pieces.append(self.text[start:end])
            self.offsets.extend(range(start, end))
            self.ends.extend(range(start + 1, end + 1))
            self.glued = False

    def _put(self, characters: str, start: int, end: int) -> None:
        self.pieces.append(characters)
        self.offsets.extend([start] * len(characters))
        self.ends.extend([end] * len(characters))
        self.glued = False

    def _mend(self, match: re.Match[str], end: int) -> None:
        found, start = match.group(), match.start()
        character = character_of(found) if match.lastgroup == "entity" else None
        if match.lastgroup == "space" or (character is not None and character.isspace()):
            if self._takes_a_space:
                self._put(" ", start, match.end())
        elif match.lastgroup == "hyphen":
            if match.end() >= end:
                self._put("-", start, match.end())
                return
            if found != "\u00ad" and not _splits_a_word(self.text, start, match.end()):
                self._put("-", start, match.end())
            self.glued = True
        elif match.lastgroup == "entity":
            if character is None:
                self._copy(start, match.end())
            elif _NOBODY_SEES.match(character) is None:
                self._put(character, start, match.end())
        elif match.lastgroup == "ligature":
            self._put(_LIGATURES[found], start, match.end())
        elif match.lastgroup == "accents":
            composed = unicodedata.normalize("NFC", found)
            first = match.end() - len(composed) + 1
            if unicodedata.normalize("NFC", self.text[start:first])[0] != composed[0]:
                self._put(composed, start, match.end())  # accents in another order than Unicode's: no telling which is whose
                return
            self._put(composed[0], start, first)
            for place, accent in enumerate(composed[1:], match.end() - len(composed) + 1):
                self._put(accent, place, place + 1)


def _splits_a_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen at a line end only parts the syllables of one word: both halves lower case, no known compound."""
    before, after = _WORD_BEFORE.search(text, max(0, start - 40), start), _WORD_AFTER.match(text, end, end + 80)
    if before is None or after is None:
        return False
    left, right = before.group(), after[1]
    if not (left[-1].islower() and right.islower()) or len(left) < 2 or len(right) < 2:
        return False
    if left.casefold() in _HYPHENATED_AFTER or right.casefold() in _HYPHENATED_BEFORE:
        return False
    compound = before.start() > 0 and text[before.start() - 1] in _HYPHENS  # vis-à-\nvis, end-to-\nend
    return not compound
