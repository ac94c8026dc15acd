"""Readings of number words, each by the kind of its first word."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.ages import age_of_life
from kg.extraction.figures.counted import measured, read_counted
from kg.extraction.figures.fractions import part_of_measure, part_of_scale
from kg.extraction.figures.multiples import read_multiple, read_order
from kg.extraction.figures.numbers import read_point
from kg.extraction.figures.ones import read_one, read_spoken_one
from kg.extraction.figures.part_words import read_part_word
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.round_words import read_collective, read_scale_word
from kg.extraction.figures.vague_counts import read_vague

_DAY = re.compile(r"\.?[ \n]\d{1,2}(?![\d%]|[.,]\d)")

_CAPITAL_BEFORE = re.compile(r"(?<![\w'’])[A-ZÀ-Ý][a-zà-ÿ]+[ \u00a0-]$")
_LONGEST_NAME = 24


def read_word(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """The reading of a number word and what goes with it, and where to scan on. None when the word counts nothing here."""
    grammar = page.grammar
    word = " ".join(word.split())
    if not page.speaks(grammar.word_languages.get(word, frozenset()), word, start, end):
        return None, end
    if word in grammar.decimal_words:
        return _point(page, start, end)
    if word in grammar.words["spoken_ones"] and (spoken := read_spoken_one(page, start, end)) is not None:
        return spoken
    if word in grammar.numbers and word not in grammar.articles:
        if page.text[start].isupper() and _is_named(page, start):
            return None, end
        if word == "sept" and page.text[start] == "S" and _DAY.match(page.low, end) and page.language(start) == "en":
            return None, end  # the month
        return read_counted(page, start)
    if word in grammar.hundreds or word in grammar.scales:
        return read_scale_word(page, start, end, word)
    if word in grammar.collectives:
        return read_collective(page, start, end, word)
    if word in grammar.vague:
        return measured(page, read_vague(page, start, end, word), end)
    if word in grammar.fractions and word in grammar.multiples and page.language(start) == "en":
        reading = read_multiple(page, start, end, word)
        if reading is not None:
            return reading, end  # "the drug halves deaths"
    if word in grammar.fractions:
        reading = read_part_word(page, start, end, word)
        if reading is not None and ((reading.power and not reading.unit) or part_of_scale(page, reading)):
            return measured(page, reading, reading.end)  # half a million euros
        if reading is not None:
            reading.number_end = reading.end
            part_of_measure(page, reading)
        return reading, reading.end if reading else end
    if word in grammar.multiples:
        return read_multiple(page, start, end, word), end
    if word in grammar.ages_of_life:
        return age_of_life(page, start, end, grammar.ages_of_life[word]), end
    if word in grammar.orders:
        return read_order(page, start, end, word), end
    if word in grammar.null_words:
        left = page.before(start, 40)
        nil = bool(set(left[-2:]) & grammar.null_words[word])
        zero = Reading(
            start, end, Decimal(0), Decimal(0), page.language(start), unit="%", kind="percent", in_words=True, settled=True
        )
        return (zero if nil else None), end
    if word in grammar.words["free"]:
        return Reading(start, end, Decimal(0), Decimal(0), page.language(start), kind="free", in_words=True), end
    if grammar.phrases["fraction_of_cent"].ending(tuple(word.split())):
        return Reading(
            start,
            end,
            Decimal(0),
            Decimal("0.01"),
            page.language(start),
            kind="money",
            unit="",
            approx="about",
            in_words=True,
            vague=True,
            settled=True,
        ), end
    if word in grammar.articles:
        return read_one(page, start, end)
    return None, end


def _is_named(page: Page, start: int) -> bool:
    """Whether a number word is part of a name: it and the word before it have capitals, "Canal Sept"."""
    text = page.text
    if page.lone or not text[start + 1 : start + 2].islower():
        return False
    if page.language(start) not in page.grammar.languages_that["capital_numbers_name"]:
        return False
    if _CAPITAL_BEFORE.search(text, max(0, start - _LONGEST_NAME), start) is not None:
        return True
    known = page.before(start, _LONGEST_NAME)[-1:]  # "le Club des Cinq"
    return text[start - 1 : start] == " " and not page.grammar.words["known_groups"].isdisjoint(known)


def _point(page: Page, start: int, end: int) -> tuple[Reading | None, int]:
    """Read "point five", where the text is nothing but figures."""
    numeral = read_point(page.low, start, page.grammar) if page.lone else None
    if numeral is None:
        return None, end
    reading = Reading(start, numeral.end, numeral.value, numeral.value, page.language(start), in_words=True, fractional=True)
    reading.decimals, reading.number_end = numeral.fraction_digits, numeral.end
    return measured(page, reading, numeral.end)
