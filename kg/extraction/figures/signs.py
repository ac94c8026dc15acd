"""Signs before a number: plus, minus, "divided by", as marks or in words."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading

_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(«\"“]))([^\W\d_]+)[ \n]$")
_LONGEST = 12
_MINUS = frozenset("-\u2212\u2011\u2010–")
_TIMES = frozenset("x×")
_QUOTING = " \t\u00a0>"  # what may stand before a bullet on its line
_OPENERS = frozenset(".:;(–\n!?[")
_TEMPERATURES = frozenset({"degC", "degF", "deg"})


def read_sign(page: Page, reading: Reading) -> None:
    """Take in "+", "-" and "÷" before a number; a hyphen within a word or a range is no sign."""
    start, text = reading.start, page.text
    at = start - 1
    gap = 0
    while at >= 0 and text[at] in " \n\u00a0\u202f\u2009" and gap < 2:
        at -= 1
        gap += 1
    if at < 0:
        return
    sign = text[at]
    before = text[at - 1] if at else " "
    if gap and (sign in _MINUS or sign == "+") and not (page.lone and not at) and _opens_line(text, at):
        return
    if sign == "+" and not before.isalnum() and not (gap and before not in "( \n\u00a0"):
        reading.signed, reading.start = "+", at
    elif sign == "÷" and not before.isalnum():
        reading.start, reading.unit, reading.kind, reading.settled = at, "x", "ratio", True
    elif (
        sign in _TIMES
        and not gap
        and not before.isalnum()
        and reading.bare
        and not page.low[max(0, at - 2) : at].strip().isdigit()
    ):
        reading.start, reading.unit, reading.kind, reading.settled = at, "x", "ratio", True  # x3, "un zoom ×10"
    elif sign in _MINUS:
        if before.isalnum() or before in "%)€$£°":
            return
        enclosed = (
            before == "(" or page.low[max(0, at - 3) : at] in {"et ", "ou "} or page.low[max(0, at - 4) : at] == "and "
        )
        led = gap and page.grammar.phrases["sign_after"].ending(page.before(at, 16)) > 0
        if gap and sign != "\u2212" and not (enclosed or led or (page.lone and not at)):
            return
        if not gap and sign == "–" and before not in "( ":
            return
        if not gap and before == "\n" and not reading.unit:
            return  # an item of a list
        reading.signed, reading.start = "-", at
        low, high = reading.low, reading.high
        reading.low = -high if high is not None else None
        reading.high = -low if low is not None else None


def _opens_line(text: str, at: int) -> bool:
    """Whether a mark is the first on its line, but for spaces and the signs of a quotation."""
    while at and text[at - 1] in _QUOTING:
        at -= 1
    return not at or text[at - 1] in "\n\f"


def _is_cold(page: Page, reading: Reading) -> bool:
    """Whether a bare number is a temperature below zero: "il faisait moins douze", "le thermomètre affiche moins 5"."""
    words, grammar = page.grammar.words, page.grammar
    *left, minus = page.before(reading.start) or [""]
    left = [word for word in left if word not in words["weather_between"]]
    if minus not in words["negatives"] or words["temperature_verbs"].isdisjoint(left[-1:]):
        return False
    if left[-2:-1] != ["il"] and words["strong_temperature"].isdisjoint(left):
        return False
    following = page.after(reading.end, 24)[:1]
    stops = following == [] or following[0] in words["free_followers"] or following[0] in grammar.function_words
    stops = stops or grammar.phrases["degrees_places"].starting(page.after(reading.end, 24)) > 0
    return stops or not (following[0][0].isalnum() or following[0] == "%")


def read_sign_word(page: Page, reading: Reading) -> None:
    """Take in "moins" or "minus" before a number that it makes negative: "moins 5 degrés", not "cinq moins deux"."""
    if reading.signed or reading.low is None or reading.low != reading.high or reading.kind == "ordinal":
        return
    bare = reading.bare
    spoken = bare and reading.in_words and reading.fractional  # "est de moins sept virgule deux"
    english = bare and reading.language == "en"
    minus = english and page.low.endswith("minus", 0, max(0, reading.start - 1))
    if bare and not (page.lone or english or reading.fractional) and _is_cold(page, reading):
        reading.unit, reading.kind, reading.unit_implied, reading.settled = "degC", "quantity", True, True
    if not (page.lone or page.asides or spoken or reading.unit in _TEMPERATURES or minus):
        return  # "moins 18 %" says a fall, whose figure is 18 %
    words = page.grammar.words
    match = _WORD_BEFORE.search(page.low, max(0, reading.start - _LONGEST), reading.start)
    if match is None or match.group(1) not in words["negatives"]:
        return
    before = [word for word in page.before(match.start(1), 24) if word not in words["weather_between"]][-1:]
    if minus and not (page.lone or page.asides or reading.unit in _TEMPERATURES):
        opens = not before or before[0] in _OPENERS or before[0] in words["negatives_after"]
        if not opens:
            return  # "the price minus 5"
    if (spoken and before in (["de"], ["à"])) or (before == ["à"] and reading.unit in _TEMPERATURES):
        before = []  # "à moins vingt degrés"
    if before and (before[0] in words["not_negative_after"] or before[0][0].isdigit() or before[0] in page.grammar.numbers):
        return
    if before and before[0] in words["times"]:
        return
    reading.signed, reading.start = "-", match.start(1)
    reading.low = reading.high = -reading.low
    spoken_of = not (page.lone or page.asides)
    if (
        spoken_of
        and reading.unit == "deg"
        and words["angle_cues"].isdisjoint((*page.before(match.start(1)), *page.after(reading.end)))
    ):
        reading.unit = "degC"  # no angle is said to be "moins cinq degrés"
    reading.left = page.before(reading.start)
