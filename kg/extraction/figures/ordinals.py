"""Ordinals said in words: "premier", "vingt et unième", "one hundred and third"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from kg.extraction.figures.grammar import Grammar, load_grammar
from kg.extraction.figures.literals import word_pattern
from kg.extraction.figures.numbers import read_words
from kg.extraction.figures.reading import Page, Reading

_GAP = re.compile(r"[ \n]?-?[ \n]?")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_RUN = 90


def ordinal_after(page: Page, start: int, end: int, language: str) -> tuple[int, int] | None:
    """The value and end of the ordinal that the number words from `start` to `end` open; None where they open none."""
    grammar, low = page.grammar, page.low
    if end - start > _LONGEST_RUN:
        return None
    at = _skip(low, end, grammar)
    word = _WORD.match(low, at)
    if word is None or at == end or word.group() in grammar.ordinals_alone:
        return None
    value = grammar.ordinal_words.get(word.group())
    cardinal = grammar.cardinals[language].get(value) if value is not None else None
    if cardinal is None:
        return None
    run = low[start:at] + cardinal
    numeral = read_words(run, 0, grammar, language)
    if numeral is None or numeral.end != len(run) or numeral.fraction_digits:
        return None
    return int(numeral.value), word.end()


def _skip(low: str, at: int, grammar: Grammar) -> int:
    """Past the gap, and a connector with another gap: "vingt et un..."."""
    gap = _GAP.match(low, at)
    assert gap is not None
    word = _WORD.match(low, gap.end())
    if gap.end() > at and word is not None and word.group() in grammar.connectors:
        second = _GAP.match(low, word.end())
        assert second is not None
        return second.end()
    return gap.end()


def ordinal(page: Page, start: int, end: int, value: int, *, in_words: bool = True) -> Reading:
    """An ordinal as a reading."""
    rank = Decimal(value)
    language = page.language(start)
    return Reading(start, end, rank, rank, language, unit="count", kind="ordinal", in_words=in_words, settled=True)


@lru_cache(maxsize=8)
def _ordinal_pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{word_pattern(load_grammar(languages).ordinal_words)})(?!\w)")


def single_ordinals(page: Page) -> list[Reading]:
    """The ordinals of one word."""
    grammar = page.grammar
    return [
        ordinal(page, match.start(), match.end(), grammar.ordinal_words[match.group()])
        for match in _ordinal_pattern(grammar.languages).finditer(page.low)
        if match.group() not in grammar.words["ordinals_in_runs"]
    ]
