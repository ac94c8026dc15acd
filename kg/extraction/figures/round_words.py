"""Round numbers said by one word and its article: "un milliard", "several hundred", "une dizaine", "a couple of points"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.counted import measured
from kg.extraction.figures.multiples import read_times
from kg.extraction.figures.numbers import Numeral, read_words
from kg.extraction.figures.ordinals import ordinal, ordinal_after
from kg.extraction.figures.proportions import read_parts
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.signs import read_sign_word
from kg.extraction.figures.units import read_measure
from kg.extraction.figures.vague_counts import read_collective_scale, read_vague

_LEADING_WORD = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)[ \n]$")
_HUNDREDS = re.compile(r"[ \n](hundred|thousand|million|billion)(?!\w)")
_MILLION = 6  # its power of ten
_TO_NEXT = 9  # years from a round age to the last before the next
_OR_TWO = re.compile(r"[ \n](?:or[ \n]two|ou[ \n]deux)(?![\w-]|[ \n](?:hundred|thousand|cents?|mille|m[ib]ll))")


def read_scale_word(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "un milliard", "a thousand", "cent", "mille"; plurals without a count are vague."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    measure = ""
    if (said := _described(page, lead, word)) is not None:
        measure, lead = said
        article = lead.group(1)
    if article in {"a", "an", "one"} and "en" not in grammar.word_languages[word]:
        article = ""  # "il a cent deux ans"
    language = page.language(start)
    follows = page.after(end, 16)
    spelled = bool(follows) and (follows[0] in grammar.numbers or follows[0] in grammar.scales)
    if word in {"cent", "cents"} and ((language == "en" and not spelled) or article in {"pour", "per"} or word == "cents"):
        return None, end
    plural = word.endswith("s") and word not in grammar.hundreds
    if plural and not (article in grammar.articles and article != "a"):
        return measured(page, read_vague(page, start, end, word), end)
    begin = start
    if article != "" and article in grammar.articles and lead is not None:
        begin = lead.start(1)
    elif article in {"several", "few", "plusieurs", "quelques"} and lead is not None:
        base = Decimal(100) if word in grammar.hundreds else Decimal(10) ** grammar.scales[word]
        return _several(page, lead.start(1), end, base, grammar.scales.get(word, 0))
    elif article in grammar.words["part_articles"] and lead is not None and grammar.scales.get(word, 0) >= _MILLION:
        if not _is_reached(page, lead.start(1), article):
            return None, end
    elif word in {"hundred", "thousand"} or (word not in {"cent", "mille"}):
        return None, end
    if begin == start and article in {"un", "le"} and word in {"cent", "mille"}:
        return None, end
    numeral = read_words(page.low, start if measure else begin, grammar, language)
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
    if not (read_times(page, reading) or read_parts(page, reading)):
        read_measure(page, reading)
    read_sign_word(page, reading)
    if measure:
        reading.approx = measure
        reading.high = None if measure == "at_least" else reading.high
    return reading, reading.end


def _described(page: Page, lead: re.Match[str] | None, word: str) -> tuple[str, re.Match[str]] | None:
    """How an adjective takes a round number, and its article: "un bon million" is at least one, "a cool million" just one."""
    words, adjective = page.grammar.words, lead.group(1) if lead is not None else ""
    if lead is None or word not in page.grammar.scales or word in page.grammar.words["plain_scales"]:
        return None
    if adjective in words["ample"] or adjective in words["ample_scales"]:
        measure = "at_least"
    elif adjective in words["scant"]:
        measure = "about"
    elif adjective in words["adorning"]:
        measure = "exact"
    else:
        return None
    article = _LEADING_WORD.search(page.low, max(0, lead.start(1) - 12), lead.start(1))
    return (measure, article) if article is not None and article.group(1) in page.grammar.articles else None


def _is_reached(page: Page, at: int, article: str) -> bool:
    """Whether a round number is a mark that something reaches or not: "au-delà du million", "dépasser le milliard"."""
    grammar, left = page.grammar, page.before(at)
    if article == "le":
        return grammar.words["reaching"].intersection(left[-1:]) != set()
    words = [*left, article]
    return page.unhedged(words) != words or grammar.phrases["barrier"].ending(words) > 0


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


def _age(page: Page, start: int, end: int, word: str, article: str) -> Reading | None:
    """Read "il a la quarantaine", "un homme, la soixantaine, ...": from 40 to 49 years; None for "la vingtaine de pages"."""
    words = page.grammar.words
    if article not in {"la", "sa", "leur"} or word not in words["round_ages"]:
        return None
    left, right = page.before(start), page.after(end, 24)
    edge = right[:1] == [] or not right[0][0].isalpha() or right[0] in page.grammar.words["free_followers"]
    aged = right[:1] != [] and right[0] in words["round_age_looks"]
    before = left[-2:-1]
    if not (edge or aged) or not (aged or before == [] or before[0] in words["round_age_verbs"]):
        return None
    low = Decimal(page.grammar.collectives[word])
    return Reading(
        start, end, low, low + _TO_NEXT, page.language(start), unit="year", kind="age", in_words=True, is_range=True, settled=True,
        number_end=end,
    )  # fmt: skip


def read_collective(page: Page, start: int, end: int, word: str) -> tuple[Reading | None, int]:
    """Read "une dizaine", "la vingtaine", "a dozen", "a couple of points": a round count, about."""
    grammar = page.grammar
    lead = _LEADING_WORD.search(page.low, max(0, start - 12), start)
    article = lead.group(1) if lead else ""
    if lead is None:
        return None, end
    owners = grammar.word_languages[word]
    measure = ""
    if owners == frozenset({"fr"}):
        if article in grammar.words["ample"] or article in grammar.words["scant"]:
            measure = "at_least" if article in grammar.words["ample"] else "about"
            lead = _LEADING_WORD.search(page.low, max(0, lead.start(1) - 12), lead.start(1))
            article = lead.group(1) if lead else ""
            if lead is None or article not in {"un", "une"}:
                return None, end
        if (aged := _age(page, start, end, word, article)) is not None:
            return aged, end
        if article == "la" and word in grammar.words["round_ages"] and page.after(end, 8)[:1] not in (["de"], ["d'"]):
            return None, end  # "la quarantaine imposée aux voyageurs"
        if article not in {"un", "une", "la", "cette"}:
            return None, end
    elif article in {"several", "few"} and word != "couple":
        return _several(page, lead.start(1), end, Decimal(grammar.collectives[word]))
    elif article not in {"a", "half", "one"} or (
        word == "couple"
        and not page.low.startswith(" of ", end)
        and not page.lone
        and _HUNDREDS.match(page.low, end) is None
    ):
        return None, end
    value = Decimal(grammar.collectives[word])
    begin = lead.start(1) if article in {"un", "une", "a", "one"} else start
    reading = Reading(
        begin, end, value, value, page.language(start), in_words=True, vague=True, approx="about", article=begin != start
    )
    reading.step = value
    if measure == "at_least":
        reading.approx, reading.high = measure, None
    if (scale := _HUNDREDS.match(page.low, end)) is not None and word == "couple":
        power = grammar.scales.get(scale.group(1), 2)
        reading.low = reading.high = value * Decimal(10) ** power
        reading.end, reading.power, reading.decimals = scale.end(), power if power > 2 else 0, -power
        return measured(page, reading, scale.end())
    link = read_collective_scale(page, reading)
    return measured(page, reading, link)
