"""Price tables in plain text: a header that names a currency and what it buys gives its cells their unit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.extraction.reading import Page, Reading

_HEADER = re.compile(r"\((?P<sign>[^()\s/\d]{1,4})[ ]?/[ ]?(?P<per>[^()\n]{1,24})\)")
_LONGEST_LINE = 160
_MOST_WORDS = 12


def read_tables(page: Page, readings: list[Reading]) -> list[Reading]:
    """Readings with the cells of price tables given currency and denominator; words for "free" are kept in cells alone."""
    cells: set[int] = set()
    starts = [reading.start for reading in readings]
    covered = 0
    for match in _HEADER.finditer(page.text):
        sign = page.grammar.signs.get(match.group("sign"))
        if sign is None or match.start() < covered:
            continue
        per = page.grammar.denominators.get(" ".join(match.group("per").lower().split()))
        line_start = page.low.find("\n", match.end(), match.end() + _LONGEST_LINE) + 1
        if not line_start:
            continue
        columns = len(_HEADER.findall(page.text, match.start(), line_start))
        covered = line_start
        while line_start and line_start < len(page.low):
            line_end = page.low.find("\n", line_start)
            line_end = len(page.low) if line_end < 0 else line_end
            if line_end - line_start > _LONGEST_LINE:
                break
            covered = line_end
            if page.low[line_start:line_end].strip():
                inside = range(bisect_left(starts, line_start), bisect_right(starts, line_end - 1))
                found = [index for index in inside if _is_cell(readings[index])]
                if not found or len(page.low[line_start:line_end].split()) > _MOST_WORDS:
                    break
                for index in found[-columns:]:  # a number in a row's name comes before its cells
                    reading = readings[index]
                    reading.unit, reading.kind, reading.per = sign, "money", per
                    reading.unit_implied = reading.settled = True
                    cells.add(index)
            line_start = line_end + 1
    return [reading for index, reading in enumerate(readings) if reading.kind != "free" or index in cells]


def _is_cell(reading: Reading) -> bool:
    return reading.kind == "free" or (reading.bare and reading.fractional and not reading.in_words)
