"""Plain text -> blocks: wrapped lines joined, bullets, headings, tables and datelines told apart, nothing altered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kg.reading.document import Block, BlockKind, Document, Span, flow
from kg.reading.language import language_of
from kg.reading.lines import Line, lines_of
from kg.reading.lists import Mark, marks_of
from kg.reading.tables import TableLine, tables_of
from kg.reading.wrapping import Habits, goes_on, habits_of

_LONGEST_HEADING: Final = 120
_MOST_HEADING_WORDS: Final = 18
_MOST_HEADINGS_IN_A_ROW: Final = 3
_TWO_SENTENCES: Final = re.compile(r"[^\W\d_]{3,}[.!?…][»”\"]?\s+[«“\"]?[^\W\d_a-zà-ÿ]")
_CREDIT: Final = re.compile(
    r"(?:\b(?:images?|photos?|photographs?|crédits?|credits?|illustrations?|infographies?|source|sources|légende)\s?:)"
    r"|\A(?:figure|fig\.|tableau|table|graphique|chart)\s\d+\b|©|\A(?:getty images|reuters|afp)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"[—–]\s?[A-ZÀ-Þ][^.!?]{1,80}\.?\Z")
_RULE: Final = re.compile(r"(?<![^\n\r\f])(?:-{3,}|={3,}|_{3,}|\*{3,}|~{3,}|[–—]{2,})(?=[ \t\r]{0,20}(?:\n|\Z))")
_QUOTED_LINE: Final = re.compile(r">\s?")
_SECTION_NUMBER: Final = re.compile(r"(?:\d{1,2}\.)+\d{0,2}\s|[IVX]{1,5}\.\s")


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a text: blocks and skipped spans, both in order."""

    blocks: tuple[Block, ...]
    skips: tuple[Span, ...]


@dataclass(slots=True)
class _Unit:
    """Lines that belong together, on their way to a block."""

    lines: list[Line]
    kind: BlockKind | None = None
    mark: Mark | None = None
    level: int = 0
    cells: tuple[Span, ...] = ()
    skips: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    def block(self) -> Block:
        return Block(self.kind or BlockKind.PARAGRAPH, self.start, self.end, self.level, self.cells)


def lay_out(text: str, furniture: Sequence[Span] = ()) -> Layout:
    """The blocks of a plain text. Every character that is no space stands in one; marks of lists are skipped as well.

    ``furniture`` are lines to pass over (page numbers, running heads): they are skipped, as are rules of dashes.
    """
    rules = [(found.start(), found.end()) for found in _RULE.finditer(text)]
    furniture = sorted({*furniture, *rules})
    lines = lines_of(text, {start for start, _ in furniture})
    tables = tables_of(lines)
    marks = [None if index in tables else mark for index, mark in enumerate(marks_of(lines))]
    units = _units(lines, tables, marks)
    _set_bullet_levels(units)
    _tell_headings(text, units)
    _set_heading_levels(text, units)
    skips = sorted([*furniture, *(skip for unit in units for skip in unit.skips)])
    return Layout(tuple(unit.block() for unit in units), tuple(skips))


def read_plain(text: str, language: str = "auto", furniture: Sequence[Span] = ()) -> Document:
    """A plain text as a document: the first line its title where it stands as a heading, a dateline its date."""
    layout = lay_out(text, furniture)
    document = Document(text, layout.blocks, language_of(text, language), skips=layout.skips)
    title = next((b for b in layout.blocks[:1] if b.kind is BlockKind.HEADING), None)
    day, basis = dated(document)
    return replace(
        document,
        title=flow(document, title).text if title else None,
        published=day,
        published_basis=basis,
    )


def dated(document: Document) -> tuple[str | None, str | None]:
    """The day of the dateline among a document's first blocks, else of its byline, as YYYY-MM-DD, and in words which it was."""
    from kg.reading.dates import byline_day, dateline_at

    heads = [document.text[block.start : min(block.end, block.start + 200)] for block in document.blocks[:4]]
    for head in heads:
        dateline = dateline_at(head)
        if dateline is not None:
            return dateline.day.isoformat(), "the dateline of the text"
    for head in heads:
        day = byline_day(head)
        if day is not None:
            return day.isoformat(), "the byline of the text"
    return None, None


def _units(lines: Sequence[Line], tables: dict[int, TableLine], marks: Sequence[Mark | None]) -> list[_Unit]:
    datelines = {index for index, line in enumerate(lines[:12]) if len(line) < 80 and (d := line.dateline) and d.alone}
    standing = {*tables, *datelines, *(index for index, mark in enumerate(marks) if mark)}
    closed = {*tables, *datelines}
    quoted = {index for index, line in enumerate(lines) if line.text.startswith(">")}
    habits = habits_of(lines, standing)
    units: list[_Unit] = []
    for index, line in enumerate(lines):
        table, mark = tables.get(index), marks[index]
        if index in quoted and table is None:
            found = _QUOTED_LINE.match(line.text)
            skips = [(line.start, line.start + found.end())] if found else []
            if index - 1 in quoted and units and line.gap == 0:
                units[-1].lines.append(line)
                units[-1].skips += skips
                continue
            units.append(_Unit([line], BlockKind.QUOTE, skips=skips))
        elif table is not None:
            kind = BlockKind.TABLE_HEADER if table.header else BlockKind.TABLE_ROW
            units.append(_Unit([line], kind, cells=table.cells))
        elif index in datelines:
            units.append(_Unit([line], BlockKind.DATELINE))
        elif mark is not None:
            units.append(_Unit([line], BlockKind.BULLET, mark, skips=[(line.start, line.start + mark.length)]))
        elif units and index - 1 not in closed | quoted and _joins(lines, index, habits, units[-1]):
            units[-1].lines.append(line)
        else:
            units.append(_Unit([line]))
    return units


def _joins(lines: Sequence[Line], index: int, habits: Habits, unit: _Unit) -> bool:
    line, after = lines[index - 1], lines[index]
    if unit.kind is BlockKind.BULLET and after.gap == 0 and after.indent > unit.lines[0].indent + 1:
        return True  # indented under its mark
    return goes_on(line, after, lines[index + 1] if index + 1 < len(lines) else None, habits)


def _set_bullet_levels(units: Sequence[_Unit]) -> None:
    """Nesting by indent, or in a text without it by the kind of mark."""
    open_marks: list[tuple[int, str]] = []
    for unit in units:
        if unit.mark is None:
            if unit.kind is not None or open_marks:
                open_marks = []
            continue
        here = (unit.lines[0].indent, unit.mark.style)
        while open_marks and open_marks[-1][0] > here[0] + 1:
            open_marks.pop()
        known = next(
            (depth for depth, other in enumerate(open_marks) if other[1] == here[1] and abs(other[0] - here[0]) <= 1), None
        )
        if known is not None:
            del open_marks[known + 1 :]
        else:
            open_marks.append(here)
        unit.level = len(open_marks)


def _tell_headings(text: str, units: list[_Unit]) -> None:
    """Kinds for the units that have none yet."""
    could = [unit.kind is None and _may_be_heading(text, unit) for unit in units]
    for index, unit in enumerate(units):
        if unit.kind is BlockKind.BULLET and _is_numbered_heading(text, units, index):
            unit.kind, unit.mark = BlockKind.HEADING, None
        if unit.kind is not None:
            continue
        row = text[unit.start : min(unit.end, unit.start + 400)]
        short = unit.end - unit.start <= 2 * _LONGEST_HEADING
        if short and (_CREDIT.search(row) or (index and _SIGNED.match(row))):
            unit.kind = BlockKind.CAPTION
        elif could[index] and _heads(units, could, index):
            unit.kind = BlockKind.HEADING
        else:
            unit.kind = BlockKind.PARAGRAPH


def _may_be_heading(text: str, unit: _Unit) -> bool:
    if len(unit.lines) > 3 or unit.end - unit.start > _LONGEST_HEADING:
        return False
    row = text[unit.start : unit.end]
    if (
        row[-1] in ".,;:…"
        or not (row[0].isupper() or row[0].isdigit() or row[0] in "«“\"'‘¿¡[(#§")
        or _TWO_SENTENCES.search(row)
    ):
        return False
    return len(row.split()) <= _MOST_HEADING_WORDS and any(character.isalpha() for character in row)


def _heads(units: Sequence[_Unit], could: Sequence[bool], index: int) -> bool:
    """Whether a unit that may be a heading has a body below, and does not stand in a list of such lines."""
    first = index
    while first and could[first - 1] and index - first < _MOST_HEADINGS_IN_A_ROW:
        first -= 1
    last = index
    while last + 1 < len(units) and could[last + 1] and last - first < _MOST_HEADINGS_IN_A_ROW + 1:
        last += 1
    before = units[first - 1] if first else None
    if before is not None and before.kind is BlockKind.PARAGRAPH and before.lines[-1].text.endswith(":"):
        return False  # items of a list without bullets
    if last + 1 >= len(units):
        return index == 0 and len(units) > 1
    if last - first + 1 > _MOST_HEADINGS_IN_A_ROW:
        return index in (0, last) and (index == 0 or units[last + 1].kind is None)
    return True


def _is_numbered_heading(text: str, units: Sequence[_Unit], index: int) -> bool:
    """Whether an item that counts on is the title of a section: short, no full stop, with paragraphs below."""
    unit, body = units[index], units[index + 1] if index + 1 < len(units) else None
    if unit.mark is None or unit.mark.count is None or body is None or body.kind is not None:
        return False
    row = text[unit.start + unit.mark.length : unit.end]
    return (
        len(row) <= _LONGEST_HEADING
        and row[-1] not in ".,;:"
        and row[0].isupper()
        and body.end - body.start > max(len(row), _LONGEST_HEADING)
    )


def _set_heading_levels(text: str, units: Sequence[_Unit]) -> None:
    """1 for the title, 2 for sections, 3 for what follows a section's heading at once and for others like it."""
    deeper: BlockKind | None = None  # what stands below a heading of the third level
    previous: _Unit | None = None
    for index, unit in enumerate(units):
        if unit.kind is BlockKind.HEADING:
            below = units[index + 1].kind if index + 1 < len(units) else None
            number = _SECTION_NUMBER.match(text[unit.start : unit.end])
            if index == 0:
                unit.level = 1
            elif number and number.group().strip(". ").count("."):
                unit.level = min(6, 2 + number.group().strip(". ").count("."))
            elif previous is not None and previous.kind is BlockKind.HEADING and previous.level == 2:
                unit.level, deeper = 3, below
            elif below is not None and below is deeper and below is not BlockKind.PARAGRAPH:
                unit.level = 3
            else:
                unit.level, deeper = 2, None
        previous = unit
