"""Amounts of accounts, which stand in brackets where they are below zero: "$(4.3)bn", "(4,3) M€", "(12.5)%", "(1,234) (89)"."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.units import read_measure

_YEAR = re.compile(r"(?:19|20)\d\d")
_CELL = r"[-−–+]?\(?[-−–+]?\d[\d.,'\u202f]*+\)?%?"
_GAP = r"[ \t\u00a0|]{1,12}"
_CELLS_BEFORE = re.compile(rf"(?<![\w.,(])(?:{_CELL}{_GAP})++\Z")
_CELLS_BEHIND = re.compile(rf"(?:{_GAP}{_CELL}(?![\w.,/]))+")
_GROUPED = re.compile(r"\(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})++(?:[.,]\d+)?\)")
_DECIMAL = re.compile(r"\(\d+[.,]\d+\)")
_SIGNED = re.compile(r"\(\d[\d.,' \u00a0\u202f]*\)|[-−–]\d")
_BELOW = re.compile(r"\A\(|\)[ \t\u00a0|]+\(")  # what no row of counts, each with its share, has: "12 (4.5) 11 (3.9)"
_ROW = 120  # characters around a cell in which the others stand
_SIGN = 3  # letters of a currency; its name is none
_ABBREVIATED = len(" Mrd. CHF")
_CELLS = 3  # from which decimals in brackets are no numbers of formulas
_MEASURED = frozenset({"%", "pp", "bps"})


def read_bracketed(page: Page, reading: Reading) -> bool:
    """Take in the brackets around a number that say that it is below zero, with the sign before and the unit behind them."""
    text, start, end = page.text, reading.start, reading.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or start < 1 or not text[start].isdecimal():
        return False
    before = text[start - 2 : start - 1] if start > 1 else ""
    if reading.low is None or (before.isalnum() and not _follows_code(page, start - 1)) or _says_again(page, start - 1):
        return False
    held = (reading.start, reading.end)
    reading.start, reading.end = start - 1, end + 1
    read_measure(page, reading)
    if _is_measured(page, reading, held) or (reading.bare and reading.end == end + 1 and _in_row(page, *held)):
        reading.low = reading.high = -reading.low
        reading.signed, reading.number_end = "-", end + 1
        return True
    return False


def _follows_code(page: Page, at: int) -> bool:
    """Whether a currency in letters stands right before a bracket: "EUR(4.3)m"."""
    return page.grammar.sign_before.search(page.text, max(0, at - 6), at) is not None


def _says_again(page: Page, at: int) -> bool:
    """Whether the number in brackets gives in digits what was said in words: "thirty (30) %"."""
    grammar, left = page.grammar, page.before(at, 24)[-1:]
    return left != [] and (left[0] in grammar.numbers or left[0] in grammar.scales or left[0] in grammar.hundreds)


def _is_measured(page: Page, reading: Reading, held: tuple[int, int]) -> bool:
    """Whether a currency, a percent sign or a scale stands directly around the brackets; a number of notes has none but by chance."""
    literal = page.text[held[0] : held[1]]
    if reading.money_before:
        return page.text[held[0] - 2] != " " or not literal.isdecimal() or reading.power > 0
    if not (reading.kind == "money" or reading.unit in _MEASURED):
        return bool(reading.power) and not reading.unit and page.text[held[1] + 1].isalpha() and not literal.isdecimal()
    said = page.text[held[1] + 1 : reading.end]
    if not reading.power and len(said.strip()) > _SIGN:
        return False  # "(12) dollars"
    apart = said[:1].isspace() and len(said) <= _ABBREVIATED
    return not (
        apart and (len(literal) == 1 or _YEAR.fullmatch(literal))
    )  # the note or the year of a caption: "Sales (1) M€"


def _in_row(page: Page, start: int, end: int) -> bool:
    """Whether a bare number in brackets is a cell of a row of amounts, of which another is below zero too: "(1,234) 567 (89)"."""
    behind = _CELLS_BEHIND.match(page.text, end + 1, end + _ROW)
    ahead = _CELLS_BEFORE.search(page.text, max(0, start - _ROW), start - 1)
    if behind is None and ahead is None:
        return False
    row = page.text[ahead.start() if ahead is not None else start - 1 : behind.end() if behind is not None else end + 1]
    amount = _GROUPED.search(row) or (len(row.split()) >= _CELLS and _DECIMAL.search(row))
    return bool(amount) and len(_SIGNED.findall(row)) > 1 and _BELOW.search(row) is not None
