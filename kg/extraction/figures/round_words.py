"""Round numbers said by one word and its article: "un milliard", "several hundred", "une dizaine", "a couple of points"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures import shares
from kg.extraction.figures.counted import measured
from kg.extraction.figures.numbers import Numeral, read_words
from kg.extraction.figures.ordinals import ordinal, ordinal_after
from kg.extraction.figures.proportions import read_parts
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.signs import read_sign_word
from kg.extraction.figures.units import read_measure

_LEADING_WORD = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)[ \n]$")
_OR_TWO = re.compile(r"[ \n](?:or[ \n]two|ou[ \n]deux)(?![\w-]|[ \n](?:hundred|thousand|cents?|mille|m[ib]ll))")


def read_scale_word(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "un milliard", "a thousand", "cent", "mille"; plurals without a count are vague."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    if article in {"a", "an", "one"} and "en" not in grammar.word_languages[word]:
        article = ""  # "il a cent deux ans"
    language = page.language(start)
    follows = page.after(end, 16)
    spelled = bool(follows) and (follows[0] in grammar.numbers or follows[0] in grammar.scales)
    if word in {"cent", "cents"} and ((language == "en" and not spelled) or article in {"pour", "per"} or word == "cents"):
        return None, end
    plural = word.endswith("s") and word not in grammar.hundreds
    if plural and not (article in grammar.articles and article != "a"):
        return measured(page, shares.read_vague(page, start, end, word), end)
    begin = start
    if article != "" and article in grammar.articles and lead is not None:
        begin = lead.start(1)
    elif article in {"several", "few", "plusieurs", "quelques"} and lead is not None:
        base = Decimal(100) if word in grammar.hundreds else Decimal(10) ** grammar.scales[word]
        return _several(page, lead.start(1), end, base, grammar.scales.get(word, 0))
    elif word in {"hundred", "thousand"} or (word not in {"cent", "mille"}):
        return None, end
    if begin == start and article in {"un", "le"} and word in {"cent", "mille"}:
        return None, end
    numeral = read_words(page.low, begin, grammar, language)
    if numeral is None or numeral.end < end:
        numeral = Numeral(end, Decimal(10) ** grammar.scales.get(word, 2), 0, grammar.scales.get(word, 0))
    reading = Reading(
        begin,
        numeral.end,
        numeral.value,
        numeral.value,
        language,
        power=numeral.power,
        in_words=True,
        article=begin != start,
    )
    reading.decimals = -numeral.power
    reading.number_end = numeral.end
    if (rank := ordinal_after(page, begin, numeral.end, language)) is not None:
        return ordinal(page, begin, rank[1], rank[0]), rank[1]
    if reading.article and (second := _OR_TWO.match(page.low, reading.end)) is not None and reading.low is not None:
        reading.high, reading.end, reading.is_range, reading.approx = reading.low * 2, second.end(), True, "about"
        reading.number_end = reading.end
    if not (shares.read_times(page, reading) or read_parts(page, reading)):
        read_measure(page, reading)
    read_sign_word(page, reading)
    return reading, reading.end


def _several(page: Page, begin: int, end: int, base: Decimal, power: int = 0) -> tuple[Reading | None, int]:
    """Read "several hundred", "a few dozen": two to ten of a round number."""
    reading = Reading(
        begin,
        end,
        base * 2,
        base * 10,
        page.language(begin),
        in_words=True,
        vague=True,
        approx="about",
        power=power,
    )
    return measured(page, reading, end)


def read_collective(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "une dizaine", "la vingtaine", "a dozen", "a couple of points": a round count, about."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    if lead is None:
        return None, end
    owners = grammar.word_languages[word]
    if owners == frozenset({"fr"}):
        if article not in {"un", "une", "la", "cette"}:
            return None, end
    elif article in {"several", "few"} and word != "couple":
        return _several(page, lead.start(1), end, Decimal(grammar.collectives[word]))
    elif article not in {"a", "half", "one"} or (
        word == "couple" and not page.low.startswith(" of ", end) and not page.lone
    ):
        return None, end
    value = Decimal(grammar.collectives[word])
    begin = lead.start(1) if article in {"un", "une", "a", "one"} else start
    reading = Reading(
        begin, end, value, value, page.language(start), in_words=True, vague=True, approx="about", article=begin != start
    )
    reading.step = value
    link = shares.read_collective_scale(page, reading)
    return measured(page, reading, link)
