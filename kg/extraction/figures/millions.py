"""Letters that are millions of money though nothing but the figures beside them says so: "64m euros, up from 29m"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.folding import tokens

_MILLIONS = 6
_LOOK_BACK = 4
_GLUED = re.compile(r"\d([ \u00a0\u202f]?)m$")


def settle_millions(page: Page, readings: Sequence[Reading]) -> None:
    """Read "29m" as a sum where it is held against one in letters of the same sentence; else it stays 29 metres."""
    for index, reading in enumerate(readings):
        if reading.unit != "m" or reading.in_words or (written := _letter(page, reading)) is None:
            continue
        found = _held_against(page, readings, index)
        if found is None or (written and not page.text[found.number_end : found.number_end + 1].isspace()):
            continue
        reading.unit, reading.kind, reading.unit_implied = found.unit, "money", True
        reading.scaled(_MILLIONS)


def _letter(page: Page, reading: Reading) -> str | None:
    """What stands between the digits and a lone "m" behind them; None where no such letter ends the figure."""
    match = _GLUED.search(page.text, reading.start, reading.end)
    return match.group(1) if match is not None else None


def _held_against(page: Page, readings: Sequence[Reading], index: int) -> Reading | None:
    """The sum that a number is compared with, or that a change leads to from it or from which it comes."""
    reading, grammar = readings[index], page.grammar
    start, end = sentence_bounds(page, reading.start)
    left, words = page.unhedged(reading.left), grammar.words
    follows = grammar.phrases["compared"].ending(left) > 0 or words["range_to"].intersection(left[-1:]) != set()
    for other in reversed(readings[max(0, index - _LOOK_BACK) : index]) if follows else ():
        if other.start < start:
            break
        if _is_sum(page, other) and not _bracketed(page, other.end, reading.start):
            return other
    if words["range_from"].isdisjoint(left[-1:]) or index + 1 == len(readings):
        return None
    other = readings[index + 1]
    linked = page.low[reading.end : other.start].split()[:1]
    return other if other.start < end and linked and linked[0] in words["range_to"] and _is_sum(page, other) else None


def _bracketed(page: Page, end: int, at: int) -> bool:
    """Whether what ends at a place stands in brackets that close before another: the dollars of "64m euros ($80m), up from 29m"."""
    close = page.low.find(")", end, at)
    return close >= 0 and page.low.find("(", end, close) < 0


def _is_sum(page: Page, other: Reading) -> bool:
    """Whether a figure is a sum whose millions or billions letters say: "£3bn", "64m euros"."""
    spelled = not page.grammar.scales.keys().isdisjoint(tokens(page.low[other.start : other.end]))
    return other.kind == "money" and other.power >= _MILLIONS and not other.in_words and not spelled
