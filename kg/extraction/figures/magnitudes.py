"""The magnitude of a quake: "magnitude 6,4 Mw", "a 6.2-magnitude quake"."""

from __future__ import annotations

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.folding import tokens

_STRONGEST = 10  # magnitude


def read_magnitude(page: Page, reading: Reading) -> None:
    """Read "magnitude 6,4 Mw", "séisme de magnitude 6", "6,2 de magnitude", "a 6.2-magnitude quake"."""
    if reading.unit not in {"", "magnitude"} or reading.in_words or reading.power:
        return
    words = page.grammar.words["magnitude"]
    after = page.grammar.magnitude.match(page.low, reading.end)
    before = reading.left
    near = [word for word in before[-4:] if word in words]
    since = before[len(before) - before[::-1].index(near[-1]) :] if near else []
    named = near and all(word.rstrip("'").isalpha() or word == "-" for word in since)
    if after is None and not reading.unit and not named and not _quake(page, reading):
        return
    if after is not None and page.low[reading.end] == "-":
        reading.end = after.end()
    reading.unit, reading.kind, reading.settled = "magnitude", "quantity", True


def _quake(page: Page, reading: Reading) -> bool:
    """Whether a number is what a shock reached: "the strongest aftershock, on Monday, reached 4.9"."""
    words = page.grammar.words
    if not reading.fractional or reading.low is None or not (1 < reading.low < _STRONGEST):
        return False
    if reading.left[-1:] == [] or reading.left[-1] not in words["measuring"]:
        return False
    start, _ = sentence_bounds(page, reading.start)
    return not words["quakes"].isdisjoint(tokens(page.low[start : reading.start]))
