"""Rates and levels quoted without a unit of their own: "44.12 to the dollar", "the DAX lost 31 points to 5,812"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.figures.currencies import by_country
from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.standing import plural_follows
from kg.extraction.folding import tokens

_LONGEST_NAME = 3  # words of a currency's name: "new zealand dollar"
_NEAR = 48  # characters between points and the level that they lead to
_LEAST_LEVEL = 100


def settle_exchange_rates(page: Page, readings: Sequence[Reading]) -> None:
    """Give the rate of a currency for one unit of another its unit: that of what is told to move or to stand."""
    links = page.grammar.phrases["exchange_links"]
    for reading in readings:
        if reading.unit or reading.power or reading.in_words or reading.date or not links.starting(reading.right):
            continue
        length = links.starting(reading.right)
        names = page.grammar.currency_names
        base = next((names[name] for name in _names(reading.right[length:]) if name in names), "")
        if not base:
            continue
        start, _ = sentence_bounds(page, reading.start)
        moved = _currency_before(page, start, reading.start, base)
        against = not page.grammar.phrases["exchange_against"].starting(reading.right)
        if moved:
            quoted = moved if against or moved not in page.grammar.quoted_in_others else base
            reading.unit, reading.kind, reading.unit_implied = quoted, "money", True


def _names(words: Sequence[str]) -> Iterator[str]:
    """What may be the name of a currency at the start of these words, the longest first."""
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        yield " ".join(words[:length])


def _currency_before(page: Page, start: int, end: int, base: str) -> str:
    """The currency named last in a stretch of text, other than the one that the rate is for; empty where none is."""
    grammar = page.grammar
    for word in reversed(tokens(page.low[start:end])):
        if word in grammar.words["currencies_like_verbs"]:
            continue
        if (candidates := grammar.ambiguous_currencies.get(word)) is not None:
            code = by_country(page, {key: places for key, places in candidates.items() if key not in {"", "lb"}}, end)
        else:
            code = grammar.currency_names.get(word, "")
        if code and code != base:
            return code
    return ""


def settle_levels(page: Page, readings: Sequence[Reading]) -> None:
    """Give the level of an index its points, which those that it gained or lost stand beside: "down 31 points to 5,812"."""
    for index, reading in enumerate(readings):
        if reading.unit != POINTS:
            continue
        for other in (*readings[max(0, index - 1) : index], *readings[index + 1 : index + 2]):
            if _is_level(page, other, reading):
                other.unit, other.kind, other.unit_implied = POINTS, "quantity", True


def _is_level(page: Page, level: Reading, points: Reading) -> bool:
    """Whether a bare number close to points is where they lead: after "to" or "at", and large."""
    if not level.bare or level.kind or level.in_words or level.low is None or level.low < _LEAST_LEVEL:
        return False
    first, last = sorted((level, points), key=lambda reading: reading.start)
    if last.start - first.end > _NEAR or sentence_bounds(page, last.start)[0] > first.start:
        return False
    left = page.unhedged(level.left)[-1:]
    led = not (page.grammar.words["range_to"] | page.grammar.words["at"]).isdisjoint(left)
    return led and not plural_follows(page, level)
