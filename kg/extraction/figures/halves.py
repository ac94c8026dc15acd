"""Halves said behind what is counted: "trois saisons et demie", "two seasons and a half"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.dates import merge_readings
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural

_HALF = r"((?:[ \n][^\W\d_]++){1,2}?)[ ]<<halves>>(?![\w-])"
_TERM = r"(?<![\w-])(?:<<ones>>|<<articles>>)[ \n](?:<<halved_terms>>)[ \n]<<halves>>(?![\w-])"
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 1000
_PART = Decimal("0.5")


def add_halves(page: Page, readings: list[Reading]) -> list[Reading]:
    """Readings with the half of what they count added, where it is said behind the noun; that half is no figure of its own."""
    out: list[Reading] = []
    for reading in _with_terms(page, readings):
        if out and reading.start < out[-1].end:
            continue
        if reading.bare and not reading.kind:
            _add_half(page, reading)
        out.append(reading)
    return out


def _with_terms(page: Page, readings: list[Reading]) -> list[Reading]:
    """The readings with each term and its half: "a season and a half", "un mandat et demi"; their "half" is no part of something."""
    if not any(half in page.low for half in page.grammar.words["halves"]):
        return readings
    terms = []
    for match in page.grammar.patterns[_TERM].finditer(page.low):
        reading = Reading(*match.span(), 1 + _PART, 1 + _PART, page.language(match.start()), decimals=1)
        reading.in_words = reading.fractional = reading.settled = True
        reading.number_end, reading.left = reading.end, page.before(reading.start)
        if not _halves_another(page, reading, reading.end):
            terms.append(reading)
    return merge_readings(terms, readings) if terms else readings


def _add_half(page: Page, reading: Reading) -> None:
    low = reading.low
    if low is None or low != reading.high or not 1 < low < _MOST or reading.fractional or reading.vague or reading.settled:
        return
    match = page.grammar.patterns[_HALF].match(page.low, reading.end)
    if match is None or not _is_noun(page, match.group(1)) or _halves_another(page, reading, match.end()):
        return
    reading.low = reading.high = low + _PART
    reading.end, reading.fractional, reading.decimals = match.end(), True, 1


def _is_noun(page: Page, said: str) -> bool:
    """Whether the words between are a plural and what it is like, and no little words."""
    grammar, words = page.grammar, _WORD.findall(said)
    little = grammar.function_words | grammar.numbers.keys() | grammar.scales.keys() | grammar.connectors | grammar.articles
    if any(word in little or any(word in own for own in grammar.stopwords.values()) for word in words):
        return False
    return any(is_plural(word) for word in words)


def _halves_another(page: Page, reading: Reading, end: int) -> bool:
    """Whether "half" is of a noun that follows, where the language puts it so: "two eggs and a half litre of milk"."""
    grammar = page.grammar
    if reading.language not in grammar.languages_that["rank_with_parts"]:
        return False
    following = page.after(end, 24)[:1]
    if not following or not following[0][0].isalnum():
        return page.low[end : end + 1] == "-"
    word = following[0]
    return not (
        word in grammar.function_words
        or word in grammar.words["free_followers"]
        or word in grammar.stopwords[reading.language]
    )
