"""The magnitude of a quake: "magnitude 6,4 Mw", "a 6.2-magnitude quake", "un séisme de 6,2"."""

from __future__ import annotations

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.folding import tokens

_STRONGEST = 10  # magnitude
_SCALE = 6  # words behind a number in which its scale is named
_SHOCK = 2  # the same of the shock that it is of: "a 7.2 undersea quake"


def read_magnitude(page: Page, reading: Reading) -> None:
    """Read "magnitude 6,4 Mw", "séisme de magnitude 6", "6,2 de magnitude", "a 6.2 magnitude quake", "a 6.2 quake"."""
    if reading.unit not in {"", "magnitude"} or reading.in_words or reading.power:
        return
    words = page.grammar.words["magnitude"]
    after = page.grammar.magnitude.match(page.low, reading.end)
    before = reading.left
    near = [word for word in before[-4:] if word in words]
    since = before[len(before) - before[::-1].index(near[-1]) :] if near else []
    named = near and all(word.rstrip("'").isalpha() or word == "-" for word in since)
    if after is not None and after.group("name") and (reading.low is None or reading.low > _STRONGEST):
        return
    if after is None and not reading.unit and not named and not (_quake(page, reading) or _of_quake(page, reading)):
        return
    if after is not None and after.group("name"):
        reading.end = after.end()
    reading.unit, reading.kind, reading.settled = "magnitude", "quantity", True


def _of_quake(page: Page, reading: Reading) -> bool:
    """Whether a decimal is that of the shock beside it or of Richter's scale: "a 7.2 quake", "une secousse de 5,4 sur l'échelle de Richter"."""
    if not reading.fractional or reading.low is None or not (1 < reading.low < _STRONGEST):
        return False
    words, left = page.grammar.words, page.unhedged(reading.left)
    right = page.after(reading.end, 48)
    if not words["quake_scales"].isdisjoint(right[:_SCALE]):
        return True
    shock = next((place for place, word in enumerate(right[:_SHOCK]) if word in words["quakes"]), None)
    if shock is not None and all(word.isalpha() for word in right[:shock]):
        return True
    return not words["of"].isdisjoint(left[-1:]) and not (words["quakes"] | words["quake_tails"]).isdisjoint(left[-2:-1])


def _quake(page: Page, reading: Reading) -> bool:
    """Whether a number is what a shock reached: "the strongest aftershock, on Monday, reached 4.9"."""
    words = page.grammar.words
    if not reading.fractional or reading.low is None or not (1 < reading.low < _STRONGEST):
        return False
    if reading.left[-1:] == [] or reading.left[-1] not in words["measuring"]:
        return False
    start, _ = sentence_bounds(page, reading.start)
    return not words["quakes"].isdisjoint(tokens(page.low[start : reading.start]))
