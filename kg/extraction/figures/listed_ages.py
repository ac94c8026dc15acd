"""Ages in brackets behind the names of a list: "arrested Aron (32), Tomas alias Pit (35) and Karl (21)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.folding import tokens

_NAME = re.compile(r"(?P<before>[^\W\d_]+'?|[^\w\s])?[ \n]?(?P<name>[A-ZÀ-Ý][\w'’.-]*(?:[ ][A-ZÀ-Ý][\w'’.-]*){0,3})[ ]\($")
_NEXT = r"\)(?:,|;)?[ \n](?:<<and>>[ \n])?[A-ZÀ-Ý][\w'’.-]*(?:[ \n][\w'’.-]+){0,4}[ ]\("
_REACH = 72
_YOUNGEST, _OLDEST = 10, 99
_FEWEST = 2


def settle_listed_ages(page: Page, readings: Sequence[Reading]) -> None:
    """Make years of the numbers in brackets behind names where the sentence says that these are people's."""
    chain: list[Reading] = []
    for reading in readings:
        if not _bracketed(page, reading):
            continue
        if chain and page.grammar.patterns[_NEXT].fullmatch(page.text, chain[-1].end, reading.start) is None:
            _settle(page, chain)
            chain = []
        chain.append(reading)
    _settle(page, chain)


def _bracketed(page: Page, reading: Reading) -> bool:
    """Whether brackets hold a bare number that may be an age."""
    if reading.start == 0 or page.text[reading.start - 1] != "(" or not page.text.startswith(")", reading.end):
        return False
    whole = reading.bare and not reading.kind and not reading.in_words and reading.low == reading.high
    return (
        whole and reading.low is not None and reading.end - reading.start == _FEWEST and _YOUNGEST <= reading.low <= _OLDEST
    )


def _settle(page: Page, chain: Sequence[Reading]) -> None:
    if len(chain) < _FEWEST:
        return
    first = _NAME.search(page.text, max(0, chain[0].start - _REACH), chain[0].start)
    words = page.grammar.words
    if first is None or (first.group("before") or "").lower() in words["placed_in_time"] | words["listed_places"]:
        return  # "died in Larne (32), Kells (35)"
    start, end = sentence_bounds(page, chain[0].start)
    if words["told_of_persons"].isdisjoint(tokens(page.low[start:end])):
        return
    for reading in chain:
        reading.unit, reading.kind, reading.unit_implied = "year", "age", True
