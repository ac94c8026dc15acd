"""A text as the grammar reads it: entities as characters, words broken at line ends whole again, no markup and raised marks.

What is taken out or put instead is remembered, so that every place in what is read is told back as a place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.figures.grammar import Grammar, load_grammar
from kg.extraction.figures.markup import edges, emphasis, unseen
from kg.extraction.folding import fold
from kg.reading.entities import entities_of

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RUN = frozenset(_RAISED)
_SOFT = "\u00ad"
_BROKEN = re.compile(r"[-\u2010\u2011\u00ad](?:[ \t]{0,3}\r?\n[ \t]{0,8}|(?<=\u00ad)\u00ad{0,2})(?=[^\W\d_])")
_WORD_BEFORE = re.compile(rf"[^\W\d_{_RAISED}]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST = 24  # letters of half a word
_SHORTEST = 4  # letters of a whole one
_NOTE = re.compile(rf"⁽?[{_RAISED}]{{1,3}}⁾?(?![\w⁻⁺])")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d[\d.,\u00a0\u202f]*\Z")
_BASES = frozenset({"2", "10"})  # that powers are mostly of: "10⁶"
_CALCULATED = re.compile(r"[ \u00a0]?[=×*/·⋅+^≈<>]")
_MEASURED = frozenset("%‰€$£")
_POWER = re.compile(rf"([^\W\d_{_RAISED}]+[²³])\Z")


@dataclass(frozen=True, slots=True)
class Mended:
    """What is read of a text: `cuts` are the places in it where something was taken out, `shifts` how much up to there.

    `ends` tells of a character put in where what it stands for ends in the text. That text is what is read of `beneath`.
    """

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]
    ends: Mapping[int, int]
    beneath: Mended | None = None

    def place(self, at: int) -> int:
        """Where a character stands in the text."""
        index = bisect_right(self.cuts, at)
        return at + (self.shifts[index - 1] if index else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span stands in the text, without what was taken out behind it."""
        last = self.ends.get(end - 1) or self.place(end - 1) + 1
        place = self.place(start), last if end > start else self.place(end)
        return place if self.beneath is None else self.beneath.span(*place)


def mend(text: str, grammar: Grammar) -> Mended | None:
    """A text without what parts its words and numbers from each other; None where there is no such thing."""
    mended: Mended | None = None
    for cuts_of in (edges, entities_of, lambda read: _parted(read, grammar)):
        read = text if mended is None else mended.text
        if cuts := sorted(cuts_of(read)):
            mended = _without(read, cuts, mended)
    return mended


def _parted(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """All that stands within words and numbers, or between them, and is none."""
    yield from emphasis(text)
    yield from unseen(text)
    yield from _broken_words(text, grammar)
    yield from _notes(text, grammar)


def _without(text: str, cuts: Iterable[tuple[int, int, str]], beneath: Mended | None) -> Mended:
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    ends: dict[int, int] = {}
    at = length = taken = 0
    for start, end, instead in cuts:
        pieces += (text[at:start], instead)
        length += start - at + len(instead)
        if instead:
            ends[length - 1] = end
        taken += end - start - len(instead)
        if taken:
            places.append(length)
            shifts.append(taken)
        at = end
    pieces.append(text[at:])
    return Mended("".join(pieces), tuple(places), tuple(shifts), ends, beneath)


def _broken_words(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """Hyphens at line ends within words of figures, and soft hyphens within any word, with what they are read as."""
    for match in _BROKEN.finditer(text):
        start, end = match.span()
        before = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)
        after = _WORD_AFTER.match(text, end, end + _LONGEST)
        if before is None or after is None:
            continue
        soft = text[start] == _SOFT
        first = fold(before.group())
        whole = first + fold(after.group())
        if len(whole) >= _SHORTEST and whole in grammar.figure_words:
            yield start, end, ""
        elif soft:
            yield (start, start + 1, "-") if first in grammar.numbers and end > start + 1 else (start, end, "")


def _notes(text: str, grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """The raised marks of notes: behind a number, its unit or a word, where they are no power."""
    powers = _powers(grammar.languages)
    for at in sorted(at for mark in _RAISED for at in _places(text, mark)):
        before = text[at - 1 : at]
        match = _NOTE.match(text, at - 1 if before == "⁽" else at) if before not in _RUN else None
        if match is None:
            continue
        start, end = match.span()
        before = text[start - 1 : start]
        if before.isdecimal():
            number = _NUMBER_BEFORE.search(text, max(0, start - _LONGEST), start)
            if number is not None and number.group() not in _BASES and _CALCULATED.match(text, end) is None:
                yield start, end, ""
        elif before in _MEASURED:
            yield start, end, ""
        elif before.isalpha() and (word := _WORD_BEFORE.search(text, max(0, start - _LONGEST), start)) is not None:
            name = word.group()
            if name + text[start] in powers:
                if end > start + 1:
                    yield start + 1, end, ""  # "m²³"
            elif (
                (len(name) >= _SHORTEST and name[1:].islower())
                or name in grammar.symbols
                or (name == "x" and text[start - 2].isdecimal() and _CALCULATED.match(text, end) is None)
                or fold(name) in grammar.unit_codes
            ):
                yield start, end, ""


def _places(text: str, mark: str) -> Iterator[int]:
    """Where a character stands behind another."""
    at = text.find(mark, 1)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


@lru_cache(maxsize=8)
def _powers(languages: tuple[str, ...]) -> frozenset[str]:
    """How the symbols of units end that are raised to a power: "m²", "s²"."""
    grammar = load_grammar(languages)
    found = (_POWER.search(name) for name in (*grammar.symbols, *grammar.denominators))
    return frozenset(match.group(1) for match in found if match is not None)
