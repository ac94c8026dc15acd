"""Measures said in two units or more: "2 h 41 min", "3 euros 50", "two dollars and fifty cents", "6 ft 2 in"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from kg.extraction.figures.numbers import read_words
from kg.extraction.figures.reading import Page, Reading

UnitReader = Callable[[Page, Reading], bool]

_IN_SECONDS = {"week": 604_800, "day": 86_400, "hour": 3600, "minute": 60, "second": 1}
_IN_MONTHS = {"decade": 120, "year": 12, "month": 1}
_IN_INCHES = {"mile": 63_360, "yd": 36, "ft": 12, "in": 1}
_IN_MILLIMETRES = {"km": 1_000_000, "m": 1000, "cm": 10, "mm": 1}
_IN_OUNCES = {"stone": 224, "lb": 16, "oz": 1}
_IN_GRAMS = {"t": 1_000_000, "kg": 1000, "g": 1}
SCALES = (_IN_SECONDS, _IN_MONTHS, _IN_INCHES, _IN_MILLIMETRES, _IN_OUNCES, _IN_GRAMS)
_NEXT = r"(?:,?[ \n]<<and>>[ \n]|,[ \n]|-(?=\d)|[ \n]?)(?=[\dà-ÿa-z])(?:(\d{1,3})(?![\d]|[.,]\d)|(?=[^\W\d_]))"
_MOST_PARTS = 4
_TWO_DIGITS = r"[ \n]?(\d\d)(?![\d\w]|[.,]\d|[ ]?[%$€£]|[ ]\d|-\d|[ ]<<scales>>)"
_FEET = re.compile(r"'[ ]?(\d{1,2})(?:\"|''|”)")
_INCHES = re.compile(r",?[ \n](\d{1,2})[ \n]?in(?:\.|(?!\w))")
_TIED_INCHES = re.compile(r"-(\d{1,2})(?![\w%-]|[.,]\d)")  # "6-foot-4"
_POUNDS = r",?[ \n](?:<<and>>[ \n])?(\d{1,2}|[^\W\d_]+)[ \n]?(?:<<pounds>>|lbs?)(?!\w)"
_BARE_INCHES = r"[ \n](\d{1,2}|[^\W\d_]+)(?=[\"”]|[.,;:)!?](?![\w])|[ ]<<inches_end_before>>(?!\w)|\Z)"
_LEAST_INCHES = 2  # in words
_INCH = re.compile(r"[ ]?(?:\"|”)(?!\w)")
_GRAMS = re.compile(r"[ \u00a0](\d{3})(?![\w%]|[.,]\d)")
_CENTS = r"[ \n](?:<<and>>[ \n])?([^\W\d_]+(?:[ \n-][^\W\d_]+){0,4}?)[ \n]<<cents>>(?!\w)"
_HUNDRED = 100
_HUNDREDTHS = re.compile(r"[ ]?(\d\d)(?![\d\w]|[.,]\d|[ ]?[%$€£]|[ ]\d|-\d)")
_LEAST_CENTS = 5


def read_compound(page: Page, reading: Reading, read_unit: UnitReader) -> None:
    """Add the smaller parts that follow a measure. Measures of length, weight and time end in the smallest of their units."""
    if reading.fractional or reading.low is None or reading.low != reading.low.to_integral_value():
        return
    if reading.kind == "money":
        if not reading.power and not reading.money_before:
            _add_cents(page, reading, read_unit)
        return
    for scale in SCALES:
        if reading.unit in scale:
            _add_parts(page, reading, scale, read_unit)
            return


def _add_parts(page: Page, reading: Reading, scale: dict[str, int], read_unit: UnitReader) -> None:
    assert reading.low is not None
    total, unit, end = reading.low * scale[reading.unit], reading.unit, reading.end
    for _ in range(_MOST_PARTS - 1):
        part = _part(page, end, read_unit) or _inner(page, end, unit)
        if part is None or part.low is None or part.unit not in scale or scale[part.unit] >= scale[unit]:
            break
        if part.low * scale[part.unit] >= scale[unit] or ("," in page.low[end : part.start] and _differs(page, part)):
            break
        total, unit, end = total + part.low * scale[part.unit], part.unit, part.end
    if end == reading.end:
        if unit in {"hour", "m"} and (tail := _bare_part(page, reading)) is not None:
            value, end = tail
            total = total + value * 60 if unit == "hour" else total + value * 10
            reading.low = reading.high = total / 60 if unit == "hour" else total / 1000
            reading.unit = "minute" if unit == "hour" else "m"
            reading.end, reading.fractional = end, True
        elif unit == "second":
            _add_hundredths(page, reading)
        elif (
            unit == "kg"
            and not reading.fractional
            and (grams := _GRAMS.match(page.low, reading.end)) is not None
            and _closes(page, grams.end())
        ):
            reading.low = reading.high = reading.low + Decimal(grams.group(1)) / 1000  # "5 kg 300"
            reading.end, reading.fractional, reading.decimals = grams.end(), True, 3
        return
    reading.low = reading.high = total / scale[unit]
    reading.unit, reading.end, reading.fractional = unit, end, True
    _add_hundredths(page, reading)


def _differs(page: Page, part: Reading) -> bool:
    """Whether what a comma sets off is the difference to another: "three weeks, two days longer than planned"."""
    words, right = page.grammar.words, page.after(part.end, 24)
    if not words["of_amounts"].isdisjoint(right[:1]):
        return not words["compared_after_of"].isdisjoint(right[1:2])
    return right[:1] != [] and (
        right[0] in words["bare_bounds"] or right[0] in words["compared_before_than"] or right[0] in words["later"]
    )


def _add_hundredths(page: Page, reading: Reading) -> None:
    """Add the hundredths of "9 s 58", "1 min 43 s 21"."""
    match = _HUNDREDTHS.match(page.low, reading.end) if page.low[reading.end - 1] == "s" and not reading.in_words else None
    if (
        match is not None
        and reading.low is not None
        and page.low[reading.end - 2] in " 0123456789"
        and _closes(page, match.end())
    ):
        reading.low = reading.high = reading.low + Decimal(match.group(1)) / _HUNDRED
        reading.end, reading.fractional, reading.decimals = match.end(), True, 2


def _part(page: Page, at: int, read_unit: UnitReader) -> Reading | None:
    """The next number with its unit, in digits or words."""
    match = page.grammar.patterns[_NEXT].match(page.low, at)
    if match is None or match.end() == at:
        return None
    language = page.language(at)
    if match.group(1):
        value, end, words = Decimal(match.group(1)), match.end(1), False
    else:
        numeral = read_words(page.low, match.end(), page.grammar, language)
        if numeral is None or numeral.power or numeral.fraction_digits:
            return None
        value, end, words = numeral.value, numeral.end, True
    part = Reading(match.end(), end, value, value, language, in_words=words, number_end=end)
    return part if read_unit(page, part) else None


def _inner(page: Page, at: int, unit: str) -> Reading | None:
    """The part whose word means other things elsewhere: the inches of "6 ft 2 in", the pounds of "13 stone 4 pounds"."""
    if unit == "ft":
        return _inches(page, at)
    match = page.grammar.patterns[_POUNDS].match(page.low, at) if unit == "stone" else None
    if match is None:
        return None
    value = Decimal(match.group(1)) if match.group(1).isdecimal() else Decimal(page.grammar.numbers.get(match.group(1), 0))
    return Reading(match.start(1), match.end(), value, value, page.language(at), unit="lb") if value else None


def _inches(page: Page, at: int) -> Reading | None:
    """The inches of "6 ft 2 in": a word of its own anywhere else."""
    tied = _TIED_INCHES.match(page.low, at) if page.low.startswith("-", at) else None
    match = tied or _INCHES.match(page.low, at) or page.grammar.patterns[_BARE_INCHES].match(page.low, at)
    if match is None:
        return None
    said = match.group(1)
    value = Decimal(said) if said.isdecimal() else Decimal(page.grammar.numbers.get(said, 0))
    if value >= _IN_INCHES["ft"] or (value < _LEAST_INCHES and not said.isdecimal()):
        return None
    return Reading(match.start(1), match.end(), value, value, page.language(at), unit="in")


def _bare_part(page: Page, reading: Reading) -> tuple[Decimal, int] | None:
    """The minutes of "une heure trente", the centimetres of "1 mètre 80": two digits, or words where nothing is counted."""
    digits = page.grammar.patterns[_TWO_DIGITS].match(page.low, reading.end)
    if digits is not None and page.low[reading.end] in " \n":
        if reading.unit == "hour" and (page.low[reading.end - 1] in "rs" and int(digits.group(1)) >= 60):
            return None
        return (Decimal(digits.group(1)), digits.end()) if _closes(page, digits.end()) else None
    if page.low[reading.end : reading.end + 1] not in {" ", "\n"}:
        return None
    numeral = read_words(page.low, reading.end + 1, page.grammar, reading.language)
    if numeral is None or numeral.power or not (_LEAST_CENTS <= numeral.value < _HUNDRED) or not _closes(page, numeral.end):
        return None
    if reading.unit == "hour" and numeral.value >= 60:
        return None
    return numeral.value, numeral.end


def _closes(page: Page, end: int) -> bool:
    """Whether nothing is counted by what ends here: no noun and no unit follows."""
    following = page.after(end, 24)
    if not following or not following[0][0].isalpha():
        return page.low[end : end + 1] not in {"-", "%"}
    return following[0] in page.grammar.function_words or following[0] in page.grammar.stopwords.get(
        page.language(end), frozenset()
    )


def _add_cents(page: Page, reading: Reading, read_unit: UnitReader) -> None:
    """Add the cents of "2 dollars and 23 cents", "3 euros 50", "5 €50", "deux euros cinquante"."""
    assert reading.low is not None
    part = _spelled_cents(page, reading) or _part(page, reading.end, read_unit)
    if part is not None and part.kind == "money" and part.low is not None and 0 <= part.low < 1 and part.decimals == 2:
        reading.low = reading.high = reading.low + part.low
        reading.end, reading.fractional, reading.decimals = part.end, True, 2
    elif part is None and (tail := _bare_part(page, reading) or _glued_cents(page, reading)) is not None:
        reading.low = reading.high = reading.low + tail[0] / _HUNDRED
        reading.end, reading.fractional, reading.decimals = tail[1], True, 2


def pence_follow(page: Page, reading: Reading, end: int) -> bool:
    """Whether bare pence make money of the pounds that end here: "two pounds fifty"."""
    if (
        not reading.in_words
        or reading.language not in page.grammar.languages_that["leave_pence_unnamed"]
        or reading.low is None
        or reading.low != reading.low.to_integral_value()
    ):
        return False
    pounds = Reading(reading.start, end, reading.low, reading.low, reading.language, unit="GBP", kind="money")
    return _bare_part(page, pounds) is not None


def _spelled_cents(page: Page, reading: Reading) -> Reading | None:
    """The cents of "deux dollars et huit cents", which by themselves would be eight hundred."""
    grammar = page.grammar
    if reading.language not in grammar.languages_that["call_cents_hundreds"]:
        return None
    match = grammar.patterns[_CENTS].match(page.low, reading.end)
    if match is None:
        return None
    words = match.group(1)
    numeral = read_words(words, 0, grammar, reading.language)
    if numeral is None or numeral.end != len(words) or numeral.value >= _HUNDRED:
        return None
    value = numeral.value / _HUNDRED
    return Reading(
        match.start(1),
        match.end(),
        value,
        value,
        reading.language,
        decimals=2,
        unit=reading.unit,
        kind="money",
        in_words=True,
    )


def _glued_cents(page: Page, reading: Reading) -> tuple[Decimal, int] | None:
    if page.low[reading.end - 1] != "€":
        return None
    digits = page.grammar.patterns[_TWO_DIGITS].match(page.low, reading.end)
    return None if digits is None else (Decimal(digits.group(1)), digits.end())


def read_feet_and_inches(page: Page, reading: Reading) -> bool:
    """Read 5'10" and 3" after a number, in inches."""
    if reading.low is None or reading.in_words or reading.unit:
        return False
    if (match := _FEET.match(page.text, reading.end)) is not None:
        reading.low = reading.high = reading.low * 12 + int(match.group(1))
    elif (match := _INCH.match(page.text, reading.end)) is None or not page.lone:
        return False
    reading.unit, reading.kind, reading.fractional, reading.end = "in", "quantity", True, match.end()
    return True
