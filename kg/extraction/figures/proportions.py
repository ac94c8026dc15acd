"""Proportions of two numbers: "une cote de 4 contre 1", "diluer à 1 pour 10", "odds of two to one", "16:9", "échelle 1:25 000"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.fractions import quotient, share
from kg.extraction.figures.numbers import read_digits, read_words
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.shares import read_out_of

_LINK = re.compile(r"[ \n](?:contre|pour|to|à)[ \n](?=(\d{1,3}(?![\d%]|[.,:]\d|[ ]?[%$€£]))|[^\W\d_])")
_COLON = re.compile(r"(\d{1,4}):(\d{1,3}(?:['.,  ]?\d{3})*)$")
_CUED = 6  # words before in which one says that numbers are a proportion
_NEXT = 2
_MOST = 1000
_CLOSERS = re.compile(r"(?![ \n-]?[^\W\d_%$€£]{4,}s(?!\w))")  # nothing is counted: "3 contre 2 voix" is a vote


def read_parts(page: Page, reading: Reading) -> bool:
    """Read what two numbers say together: "8 sur 10", "4 contre 1"."""
    return read_out_of(page, reading) or read_proportion(page, reading)


def read_proportion(page: Page, reading: Reading) -> bool:
    """Read "4 contre 1", "1 pour 10", "two to one" where a word before says what they are; a score or a vote is none."""
    if reading.low is None or not (0 < reading.low < _MOST):
        return False
    link = _LINK.match(page.low, reading.end)
    if link is None:
        return False
    if page.grammar.phrases["change_from"].ending(page.before(reading.start)) and link.group().strip() in {"à", "to"}:
        return False  # "un ratio qui passe de 28 à 34"
    if link.group(1):
        bottom, end = Decimal(link.group(1)), link.end(1)
    else:
        numeral = read_words(page.low, link.end(), page.grammar, reading.language)
        if numeral is None or numeral.power or numeral.fraction_digits:
            return False
        bottom, end = numeral.value, numeral.end
    if not bottom or _CLOSERS.match(page.low, end) is None or not _cued(page, reading.start, end):
        return False
    share(reading, _plain(quotient(reading.low, bottom)), end)
    return True


def read_colon(page: Page, start: int, end: int) -> Reading | None:
    """Read "16:9" or "1:25'000" beside a word for formats, scales or mixtures; None for a time or a score."""
    match = _COLON.match(page.low[start:end])
    if match is None or not _cued(page, start, end):
        return None
    top = Decimal(match.group(1))
    bottom = read_digits(re.sub(r"\D", "", match.group(2)), "")
    if bottom is None or not bottom.value or not top:
        return None
    reading = Reading(start, end, top, top, page.language(start), fractional=True, number_end=end)
    share(reading, _plain(quotient(top, bottom.value)), end)
    return reading


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value


def _cued(page: Page, start: int, end: int) -> bool:
    cues = page.grammar.words["proportions"]
    before: list[str] = []
    for word in reversed(page.before(start, 48)[-_CUED:]):
        if word in {".", ";", "\n", "!", "?"}:
            break
        before.append(word)
    return not cues.isdisjoint(before) or not cues.isdisjoint(page.after(end, 24)[:_NEXT])
