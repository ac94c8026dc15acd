"""Counts that words leave open: "des milliers", "plusieurs dizaines de milliards", and the scale behind "une dizaine"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.numbers import long_scale
from kg.extraction.figures.reading import Page, Reading

_LETTERS = re.compile(r"[^\W\d_]+")
_OF_SCALE = r"<<of_scale>>"
_TENS_OF = r"[ ]<<tens_of>>"
_HUNDRED = 100
_CENTS = frozenset({"cent", "cents"})  # "a couple of cents" are money
_LARGEST = 24  # the power of ten beyond which scale words only repeat


def read_vague(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "des milliers", "plusieurs dizaines de milliards", "hundreds of thousands", "millions": plurals that leave the count open."""
    grammar, words, low = page.grammar, page.grammar.words, page.low
    left = page.before(start, 24)
    before = left[-1] if left else ""
    if before == "-" or before in words["not_open_before"] or before in grammar.numbers:
        return None
    if left[-2:-1] == ["("] and before in words["unit_brackets"]:
        return None
    language = page.language(start)
    base = (
        Decimal(grammar.vague[word])
        if word in grammar.vague
        else Decimal(10) ** (12 if word == "billions" and long_scale(page.low, end, language) else grammar.scales[word])
    )
    if word in words["tens_alone"] and grammar.patterns[_TENS_OF].match(low, end) is None:
        return None
    reading = Reading(start, end, base * 2, None, language, in_words=True, vague=True, approx="at_least")
    if word not in grammar.vague:
        reading.power = grammar.scales[word]
    several, of_scale = before in words["several"], grammar.patterns[_OF_SCALE]
    compound = False
    while (
        reading.power < _LARGEST
        and (link := of_scale.match(low, reading.end))
        and (scale := _LETTERS.match(low, link.end()))
        and (scale.group() in grammar.scales or scale.group() in words["thousands"])
    ):
        name = scale.group()
        power = (
            3
            if name in words["thousands"]
            else 12
            if name == "billions" and long_scale(page.low, scale.end(), language)
            else grammar.scales[name]
        )
        reading.scaled(power)
        reading.end = scale.end()
        compound = True
    if several:
        reading.start = low.rindex(before, 0, start)
    low_count = Decimal(1) if compound and not several and word in words["from_one"] else Decimal(2)
    scale_up = Decimal(10) ** (reading.power if word in grammar.vague else reading.power - grammar.scales[word])
    if several or (compound and language in grammar.languages_that["vague_spread"]):
        reading.low, reading.high, reading.approx = base * low_count * scale_up, base * 10 * scale_up, "about"
    return reading


def read_collective_scale(page: Page, reading: Reading) -> int:
    """Read "une dizaine de milliers", "une centaine de millions": the scale after a collective; returns the new end."""
    link = page.grammar.patterns[_OF_SCALE].match(page.low, reading.end)
    if link is not None:
        scale = _LETTERS.match(page.low, link.end())
        if scale is None:
            return reading.end
        if scale.group() in page.grammar.scales:
            reading.scaled(page.grammar.scales[scale.group()])
        elif scale.group() in page.grammar.words["thousands_of_collectives"]:
            reading.scaled(3)
        elif scale.group() in page.grammar.hundreds and scale.group() not in _CENTS:
            reading.multiplied(Decimal(_HUNDRED))  # "a couple of hundred", and "a couple of hundred thousand"
        else:
            return reading.end
        reading.end, reading.step = scale.end(), Decimal(1)
    return reading.end
