"""Tables with one cell on each line, under a line that names their unit: "En M€", "T3 2025", "T3 2024", "Ventes", "2 915", "2 962"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.table_rows import is_unscaled

_CELL = re.compile(
    r"[-−–+(]{0,2}[ ]?[$€£]?[ ]?\d{1,3}(?:(?:[ \u00a0\u202f]\d{3})+|(?:,\d{3})+|\d*)(?:[.,]\d+)?[ \u00a0\u202f]?"
    r"(?P<own>%|pp|ppts?|pts?|bps?|x|[€$£])?\)?"
)
_EMPTY = re.compile(r"[-–—]|n/?[am]\.?|n\.[ams]\.|ns|nm", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Two lines of nothing but a number, with at most a label between them: without them there is no such table.
_STACKED = re.compile(
    r"\n[ ]*[-−–+(]{0,2}\d[\d  \u202f.,]{0,15}[ ]?%?\)?[ ]*\n\s*(?:[^\n]{1,80}\n\s*)?[-−–+(]{0,2}\d[\d  \u202f.,]{0,15}[ ]?%?\)?[ ]*(?:\n|\Z)"
)
_PERCENT_COLUMN = re.compile(r"%|\b(?:bps?|pp|pts?)\b")
_LONGEST_TITLE, _LONGEST_LABEL, _MOST_WORDS = 60, 80, 9
_MOST_COLUMNS = 8
_FEWEST_CELLS = 2
_SIGNS = "-−–"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def is_cell(self) -> bool:
        return _CELL.fullmatch(self.text) is not None


@dataclass(slots=True)
class _Table:
    """The lines of a table: the names of its columns, and its rows, each a label with its cells."""

    columns: list[_Line]
    rows: list[tuple[str, list[_Line]]]


def read_columns(
    page: Page,
    readings: list[Reading],
    titled: Callable[[str], Reading | None],
    column_unit: Callable[[str], Reading | None],
) -> None:
    """Give the cells of such tables the unit that the line above them names, in place."""
    if _STACKED.search(page.text) is None:
        return
    lines = list(_lines(page.text))
    at = 0
    while at < len(lines):
        text = lines[at].text
        unit = titled(text) if len(text) <= _LONGEST_TITLE and not lines[at].is_cell else None
        if unit is None:
            at += 1
            continue
        table, end = _table(lines, at + 1)
        if table is None:
            at += 1
            continue
        units = _units(table, unit, column_unit)
        for name in table.columns:  # "2024" with "%" below it is no quantity
            index = bisect_left(readings, name.start, key=lambda reading: reading.start)
            if _YEAR.fullmatch(name.text) and index < len(readings) and readings[index].start == name.start:
                del readings[index]
        for label, cells in table.rows:
            own = is_unscaled(page.grammar, label)
            for place, cell in enumerate(cells):
                reading = _bare(page, readings, cell)
                if reading is None:
                    continue
                reading.settled = True
                column = units[place] if len(cells) == len(units) else unit
                if not own or column is not unit:  # a column of percentages has them in every row
                    _give(page, reading, cell, column)
        at = end


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for whole in text.split("\n"):
        if stripped := whole.strip():
            yield _Line(at + whole.index(stripped[0]), stripped)
        at += len(whole) + 1


def _table(lines: list[_Line], first: int) -> tuple[_Table | None, int]:
    """The table whose column names begin at a line, and the line behind it; None where rows with labels do not follow."""
    at = first
    while at < len(lines) and at - first <= _MOST_COLUMNS and (_is_label(lines[at]) or _YEAR.fullmatch(lines[at].text)):
        at += 1
    if at == first or at >= len(lines) or not lines[at].is_cell or _YEAR.fullmatch(lines[at - 1].text):
        return None, first
    table = _Table(lines[first : at - 1], [])
    label = lines[at - 1].text
    while at < len(lines):
        cells: list[_Line] = []
        while at < len(lines) and (lines[at].is_cell or _EMPTY.fullmatch(lines[at].text)):
            cells.append(lines[at])
            at += 1
        if cells and (not table.rows or len(cells) == len(table.rows[0][1])):
            table.rows.append((label, cells))
        elif cells:
            break  # no row of this table
        if at >= len(lines) or not _is_label(lines[at]):
            break
        label = lines[at].text
        at += 1
    full = [cells for _, cells in table.rows if len(cells) >= _FEWEST_CELLS]
    return (table if full or (len(table.rows) > _FEWEST_CELLS) else None), at


def _is_label(line: _Line) -> bool:
    """Whether a line may name a row or a column: a few words without a full stop."""
    text = line.text
    return (
        not line.is_cell
        and len(text) <= _LONGEST_LABEL
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in ".;!?,"
        and any(letter.isalpha() or letter == "%" for letter in text)
    )


def _units(table: _Table, unit: Reading, column_unit: Callable[[str], Reading | None]) -> list[Reading]:
    """The unit of each column: its own where its name says one, "Var. (%)", else that of the table."""
    width = len(table.rows[0][1])
    names = [line.text for line in table.columns[-width:]] if len(table.columns) >= width else [""] * width
    return [(column_unit(name) if _PERCENT_COLUMN.search(name) else None) or unit for name in names]


def _bare(page: Page, readings: list[Reading], cell: _Line) -> Reading | None:
    """The number that is all of a cell, but for brackets and a sign, and has no unit yet."""
    index = bisect_left(readings, cell.start, key=lambda reading: reading.start)
    end = cell.start + len(cell.text)
    if index >= len(readings) or readings[index].end > end:
        return None
    reading = readings[index]
    lead, tail = page.text[cell.start : reading.start], page.text[reading.end : end]
    if lead.strip("(+ " + _SIGNS) or tail.strip(") ") or not reading.bare or reading.in_words or reading.kind:
        return None
    return reading if reading.low is not None and reading.low == reading.high else None


def _give(page: Page, reading: Reading, cell: _Line, unit: Reading) -> None:
    """Make the number of a cell one of the unit; negative in brackets and behind a sign."""
    reading.multiplied(unit.low or Decimal(1))
    reading.power, reading.decimals = unit.power, reading.decimals - unit.power
    reading.unit, reading.kind, reading.per = unit.unit, unit.kind, unit.per
    reading.unit_implied = True
    lead = page.text[cell.start : reading.start]
    enclosed = cell.text[0] == "(" and cell.text[-1] == ")"
    if not reading.signed and reading.low is not None and (enclosed or any(sign in lead for sign in _SIGNS)):
        low = reading.low
        reading.low = reading.high = -low
        reading.signed, reading.start = "-", cell.start
        reading.end = cell.start + len(cell.text) if enclosed else reading.end


def percent(unit: Reading, sign: str = "%") -> Reading:
    """The unit of a column of percentages or of basis points."""
    return replace(unit, unit=sign, kind="percent", power=0, low=Decimal(1), high=Decimal(1), per=None)
