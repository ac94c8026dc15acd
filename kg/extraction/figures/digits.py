"""Readings of numbers in digits: each with its sign, scale, unit and denominator."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.extraction.figures.accounts import read_bracketed
from kg.extraction.figures.fractions import part_of_measure, read_fraction, read_mixed
from kg.extraction.figures.multiples import read_times
from kg.extraction.figures.numbers import Numeral, read_digits, read_power, read_raised
from kg.extraction.figures.proportions import read_parts
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.signs import read_sign, read_sign_word
from kg.extraction.figures.units import read_measure
from kg.reading.pages import is_page_number

_GROUPED = re.compile(r"\d{1,3}[.,]\d{3}")  # thousands or thousandths, by language
_METRES = re.compile(r"[ \n](\d{2})[ \n]m(?:ètres?|etres?)?(?![\w])")
_LONGEST_CLOCK = 6  # hours; a lone "14h30" is a time of day
_GOES_ON = re.compile(r"[ ][^\W\d_]{3,}[ ][^\W\d_]")
_SPLIT = re.compile(r",[ \n](\d)(?=[ \n]?%)")
_CELL_START, _CELL_END = re.compile(r"[\t|¦][ ]?\Z"), re.compile(r"[ ]?[\t|¦]")
_GROUP = 3  # digits that a comma or a stop may set off
_YEAR = 4  # digits: "in 2021, 4% more"
_TALL = re.compile(r"[ \n]?m[ \n]?(\d{2})(?![\w%]|[.,]\d)")


def read_number(page: Page, match: re.Match[str]) -> tuple[Reading | None, int]:
    """The reading of a literal, and where to scan on. None when it is no number."""
    literal, start = match.group("num") or match.group("glued"), match.start()
    literal = literal[: len(page.text[start : start + len(literal)].partition("\t")[0])]  # the cells of a table
    if "\n" in literal and not _wrapped(page, match):
        literal = literal[: literal.index("\n")].rstrip()
    end = start + len(literal)
    numeral: Numeral | None = read_power(page.low, start) if literal == "10" else None
    if numeral is None:
        numeral = read_digits(literal, page.local_language(start) if _GROUPED.fullmatch(literal) else "")
        if numeral is None:
            return None, end
        end = start + numeral.end
    else:
        end = numeral.end
    value = numeral.value
    reading = Reading(
        start,
        end,
        value,
        value,
        page.language(start),
        decimals=numeral.fraction_digits - numeral.exponent,
        fractional=numeral.fraction_digits > 0,
    )
    if page.text[end : end + 1] == ")" and page.text[start - 1 : start] == "(":
        bracketed = replace(reading)
        if read_bracketed(page, bracketed):
            return bracketed, bracketed.end
    goes_on = page.goes_on(end)
    if goes_on:
        _go_on(page, reading, literal)
    reading.number_end = reading.end
    if goes_on and read_fraction(page, reading):
        part_of_measure(page, reading)  # "12 centièmes de seconde"
    elif not ((goes_on and read_times(page, reading)) or read_parts(page, reading)):
        read_measure(page, reading)
        if reading.power and not reading.unit:
            read_times(page, reading)
        if reading.unit == "km" and literal.replace(",", ".") in page.grammar.race_lengths:
            reading.low = reading.high = Decimal(literal.replace(",", "."))
            reading.fractional, reading.decimals = True, numeral.fraction_digits or _GROUP
    read_sign(page, reading)
    read_sign_word(page, reading)
    return reading, max(reading.end, end)


def _go_on(page: Page, reading: Reading, literal: str) -> None:
    """Take in what makes another number of a literal: a part, a power, decimals behind a space or a unit."""
    end, value = reading.end, reading.low
    assert value is not None
    read_mixed(page, reading)
    if (raised := read_raised(page.low, end, value, page.grammar)) is not None:
        reading.low = reading.high = raised.value
        reading.end, reading.decimals = raised.end, 0
    elif reading.end > end:
        pass
    elif "." not in literal and len(literal) == 1 and (metres := _METRES.match(page.low, end)):
        # "6 10 mètres" for 6,10 mètres: one digit and two cannot be a grouped number.
        reading.low = reading.high = value + Decimal(metres.group(1)) / 100
        reading.end, reading.fractional, reading.decimals = metres.end(1), True, 2
    elif len(literal) == 1 and (tall := _TALL.match(page.low, end)):
        # "1m85", "1 m 85"
        reading.low = reading.high = value + Decimal(tall.group(1)) / 100
        reading.end, reading.fractional, reading.decimals = tall.end(), True, 2
        reading.unit, reading.kind = "m", "quantity"
    elif (split := _SPLIT.match(page.low, end)) and not (len(literal) == _YEAR and literal.isdecimal()):
        reading.low = reading.high = value + Decimal(split.group(1)) / 10
        reading.end, reading.fractional, reading.decimals = split.end(), True, 1


def _wrapped(page: Page, match: re.Match[str]) -> bool:
    """Whether a number that crosses a line end is one number: prose before it on its line, and more after it."""
    line = page.low.rfind("\n", max(0, match.start() - 200), match.start())
    head = page.low[line + 1 : match.start()].strip()
    tail = page.low[match.end() : match.end() + 3].strip()
    if _CELL_END.match(page.text, match.end()) or _CELL_START.search(page.text, max(0, match.start() - 3), match.start()):
        return False
    if page.lone:
        return not tail[:1].isdigit()
    if is_page_number(page.text[line + 1 : page.low.index("\n", match.start())].strip()):
        return False
    if not tail or tail[0].isdigit():
        return False
    if head:
        return any(letter.isalpha() for letter in head) or head[-1] in ",(+-–~<>"
    before = page.low[max(0, match.start() - 3) : match.start()]
    if before.rstrip()[-1:] in {"+", "-", "~", ">", "<"}:
        return True
    # A paragraph that opens with the number, and goes on after it.
    return (not before or before.endswith("\n\n")) and _GOES_ON.match(page.low, match.end()) is not None


def read_clock(page: Page, start: int, end: int) -> Reading | None:
    """Read "1 h 30" as a duration, where words around say so; it is a time of day otherwise."""
    left, right = page.before(start, 32), page.after(end, 24)
    hours = int(re.match(r"\d+", page.low[start:end]).group())  # type: ignore[union-attr]
    said = left[:-1] if left[-1:] == [":"] else left  # "Running time: 2 h 30"
    lasting = page.grammar.phrases["lasting_clock"].ending(said) > 0 or (page.lone and hours <= _LONGEST_CLOCK)
    if not lasting and page.grammar.phrases["standing_after"].ending(said):  # "6 heures, contre 3 h 30 en 2019"
        before, spans = page.before(start), page.grammar.phrases["lasting_clock"]
        lasting = any(
            page.grammar.unit_codes.get(word) in {"hour", "minute"}
            or (page.grammar.symbols.get(word) == "hour" and place > 1 and spans.ending(before[: place - 1]) > 0)
            for place, word in enumerate(before)
        )
    lasting = lasting or _is_of_span(page, left, right) or _is_rate(page, right)
    if not (lasting or (right[:1] in (["de"], ["d'"]) and not page.grammar.phrases["clock_after"].starting(right))):
        return None
    value = Decimal(hours) * 60 + Decimal(page.low[end - 2 : end])
    return Reading(
        start, end, value, value, page.language(start), unit="minute", kind="duration", fractional=True, number_end=end
    )


def _is_of_span(page: Page, left: list[str], right: list[str]) -> bool:
    """Whether hours are those of a thing that lasts: "un vol de 11 heures 40"; not "le vol de 11 h 40", "une réunion de 9 h 30 à 11 h"."""
    words = page.grammar.words
    if (
        words["of_amounts"].isdisjoint(left[-1:])
        or not words["clock_to"].isdisjoint(right[:1])
        or right[:1] in (["-"], ["–"])
    ):
        return False
    for place in (-2, -3):
        if len(left) >= -place and left[place] in words["span_nouns"]:
            return any(word in page.grammar.articles for word in left[place - 2 : place])
    return False


def _is_rate(page: Page, right: list[str]) -> bool:
    """Whether hours are so many a day or a night: "il dort 7 h 30 par nuit"."""
    return right[1:2] != [] and right[0] in page.grammar.words["rate_links"] and right[1] in page.grammar.denominator_words
