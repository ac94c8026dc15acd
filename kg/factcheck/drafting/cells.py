"""The cells of a table's row as sentences of their own: the row's name, the column's header, the value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.factcheck.wording.packs import in_any, listed

_YEAR: Final = in_any(r"(?<![\w-]){not before_a_year}(?=(?:19|20)\d\d\b(?!-))")
_RULE: Final = re.compile(r"[|\t]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: which column it is in, its place in its row's text, and that text."""

    column: int
    start: int
    end: int
    text: str


def cells_of(row: Passage, source: str) -> list[Cell]:
    """The cells of a row that have a text; columns are counted by the rules between them in the source."""
    line = max(source.rfind(end, 0, row.offsets[0]) for end in "\r\n") + 1
    found: list[Cell] = []
    begin = 0
    for place in range(1, len(row.text) + 1):
        over = place == len(row.text) or _RULE.search(source, row.offsets[place - 1], row.offsets[place]) is not None
        if over and row.text[begin:place].strip():
            column = len(_RULE.findall(source, line, row.offsets[begin]))
            found.append(Cell(column, begin, place, row.text[begin:place].strip()))
        if over:
            begin = place
    return found


def as_sentence(
    row: Passage, header: Passage, figure: Figure, source: str, names: Sequence[str], language: str
) -> Passage | None:
    """A row's cell with a figure as a sentence: OpenAI: loss 2024: 5 billion. None where the figure has no header or row name.

    ``names`` are the entities' names that headers may have; other headers are no names, capitals or not.
    """
    cells = cells_of(row, source)
    place = row.local(figure.start, figure.end)[0]
    mine = next((cell for cell in cells if cell.start <= place < cell.end), None)
    above = {cell.column: cell.text for cell in cells_of(header, source)}
    if mine is None or mine is cells[0] or mine.column not in above:
        return None
    told = [text if text in names else text[:1].lower() + text[1:] for text in (cells[0].text, above[mine.column])]
    before = f"{told[0]}: {told[1]}: "
    before = _YEAR.sub(f"{listed('in_time', language)[0]} ", before)
    offsets = (row.offsets[mine.start] - 1,) * len(before) + row.offsets[mine.start : mine.end]
    return replace(row, text=before + row.text[mine.start : mine.end], offsets=offsets, label=0)
