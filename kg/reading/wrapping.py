"""Which lines of a plain text go on in the next: the text's own habits are measured first, then each pair is judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

from kg.reading.lines import Line

_LONGEST_WRAPPED: Final = 180
_SHORTEST_WRAPPED: Final = 25
_TALLIED: Final = 20_000
_WRAPPED_SHARE: Final = 0.35
_LOOSE_SHARE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text wraps. ``full`` is the length, next word included, from which a line could take no more (0: the text
    is not wrapped), ``brimful`` that of its middling lines; ``gap`` is how many empty lines stand within a paragraph.
    """

    full: int = 0
    brimful: int = 0
    gap: int = 0

    @property
    def wrapped(self) -> bool:
        """Whether paragraphs run over several lines."""
        return self.full > 0


def habits_of(lines: Sequence[Line], standing: Collection[int]) -> Habits:
    """The habits of a text, from lines that surely go on in the next; ``standing`` are the lines that open something."""
    lengths: list[int] = []
    gaps: list[int] = []
    unfinished = 0
    for index in range(1, min(len(lines), _TALLIED)):
        line, after = lines[index - 1], lines[index]
        if not _SHORTEST_WRAPPED <= len(line) <= _LONGEST_WRAPPED or line.is_finished or index in standing:
            continue
        unfinished += 1
        if after.follows_on or line.leads_on:
            lengths.append(len(line) + 1 + after.first_word)
            gaps.append(after.gap)
    long = sum(len(line) > _LONGEST_WRAPPED for line in lines[:_TALLIED])
    if not lengths or len(lengths) < _WRAPPED_SHARE * unfinished or len(lengths) < long:
        return Habits()
    lengths.sort()
    gap = median_low(gaps)
    if gap and len(lengths) < 3:
        return Habits()
    middle = lengths[len(lengths) // 2]
    return Habits(max(lengths[int(len(lengths) * _LOOSE_SHARE)], middle * 4 // 5), middle, gap)


def goes_on(line: Line, after: Line, beyond: Line | None, habits: Habits) -> bool:
    """Whether a line's sentence or paragraph goes on in the line ``after``; ``beyond`` is the line after that."""
    if not habits.wrapped:
        return _goes_on_unwrapped(line, after)
    filled = len(line) + 1 + after.first_word
    full = filled >= habits.full
    if after.gap > habits.gap:
        return full and not line.is_finished and after.follows_on and after.gap <= habits.gap + 2
    if after.follows_on:
        return full or not line.text.endswith(":")
    if line.leads_on:
        return True
    if not full:
        return False
    if after.indent > line.indent + 1 and line.is_finished:
        return False
    return not ((line.is_finished or filled < habits.brimful) and _stands_alone(after, beyond, habits))


def _goes_on_unwrapped(line: Line, after: Line) -> bool:
    """In a text of one line a paragraph, only a sentence plainly cut in two is joined again."""
    return after.gap == 0 and len(line) >= 40 and not line.is_finished and line.text[-1] != ";" and after.follows_on


def _stands_alone(line: Line, after: Line | None, habits: Habits) -> bool:
    """Whether a line looks like a heading between paragraphs: short, no full stop, the next word would have fitted on it."""
    if line.text[-1] in ".,;…" or len(line) >= 0.8 * habits.full:
        return False
    return after is None or len(line) + 1 + after.first_word < habits.full
