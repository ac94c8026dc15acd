"""Tables in plain text: rows whose cells are set apart by tabs, bars or wide spaces, or were flattened into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.reading.lines import Line

Cells = tuple[tuple[int, int], ...]
_NUMBER: Final = r"[-+−±~≈<>]?\s?[$€£¥]?\d{1,3}(?:[\s\u00a0\u202f,.'’]\d{3})*(?!\d)(?:[.,]\d+)?|[-+−]?[$€£]?\d+(?:[.,]\d+)?"
_SUFFIX: Final = r"(?:[\s\u00a0\u202f]?(?:%|‰|€|\$|£|[kKM][€$£]?|Mds?[€$£]?|bn|pts?|pp|x))?(?:\*|\(\d\))?"
_NOTHING: Final = r"[-–—]|gratuite?|free|n/?[adc]\.?|n\.[adc]\.?|nc|nd|inclus|included|illimité|unlimited|\.\.\.|…"
_VALUE: Final = re.compile(rf"(?<!\S)(?:(?:{_NUMBER}){_SUFFIX}|{_NOTHING})(?=\s|\Z)", re.IGNORECASE)
_WITH_UNIT: Final = re.compile(rf"\s(?:{_NUMBER})[\s\u00a0\u202f]?(?:%|‰|[kM]?[€$£])\Z")
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d[\s\u00a0]*)+\Z")
_YEAR_HEADER: Final = re.compile(
    r"(?P<label>(?:[^\W\d][^\d]{0,40})?)(?P<years>(?:19|20)\d\d(?:[\s\u00a0]+(?:19|20)\d\d)+)\Z"
)
_PLAIN_NUMBER: Final = re.compile(r"[-+−(]?\d+(?:[.,]\d+)*%?\)?|[-–—]")
_DELIMITER: Final = re.compile(r"[\s\u00a0]*\t[\s\u00a0]*|[ \u00a0]{2,}|[ \u00a0]*[|¦][ \u00a0]*")
_HEADER_WORD: Final = re.compile(r"[^\s()]+(?:[\s\u00a0]\([^()]*\))?|\([^()]*\)")
_LONGEST_ROW: Final = 200
_LONGEST_LABEL: Final = 60
_FEWEST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: a header or a row, and its cells as spans of the text."""

    header: bool
    cells: Cells


def tables_of(lines: Sequence[Line]) -> dict[int, TableLine]:
    """The lines that belong to tables, by index."""
    found: dict[int, TableLine] = {}
    _delimited(lines, found)
    _under_years(lines, found)
    _flattened(lines, found)
    _shares(lines, found)
    return found


def _spans(line: Line, cells: Sequence[tuple[int, int]]) -> Cells:
    return tuple((line.start + start, line.start + end) for start, end in cells)


# Tables with delimiters


def _split(line: Line) -> list[tuple[int, int]]:
    if len(line) > 4 * _LONGEST_ROW:
        return []
    cells, at = [], 0
    for match in _DELIMITER.finditer(line.text):
        if match.start() > 0:
            cells.append((at, match.start()))
        at = match.end()
    if at < len(line.text):
        cells.append((at, len(line.text)))
    return cells


def _delimited(lines: Sequence[Line], found: dict[int, TableLine]) -> None:
    index = 0
    while index < len(lines):
        cells = _split(lines[index])
        group = [cells]
        while len(cells) > 1 and index + len(group) < len(lines):
            after = _split(lines[index + len(group)])
            if len(after) != len(cells):
                break
            group.append(after)
        if len(group) >= _FEWEST_ROWS and len(cells) > 1 and _holds_numbers(lines, index, group):
            for offset, row in enumerate(group):
                line = lines[index + offset]
                header = offset == 0 and not _is_row(line, row)
                found[index + offset] = TableLine(header, _spans(line, row))
            above = _split(lines[index - 1]) if index and index - 1 not in found else []
            if (
                not found[index].header
                and len(above) == len(cells) - 1 > 0
                and not _is_row(lines[index - 1], [(0, 0), *above])
            ):
                found[index - 1] = TableLine(header=True, cells=_spans(lines[index - 1], [(0, 0), *above]))
        index += len(group)


def _is_row(line: Line, cells: Sequence[tuple[int, int]]) -> bool:
    values = [line.text[start:end] for start, end in cells[1:]]
    if all(_YEARS.match(value) for value in values):
        return False
    return any(_VALUE.fullmatch(value) for value in values)


def _holds_numbers(lines: Sequence[Line], index: int, group: Sequence[Sequence[tuple[int, int]]]) -> bool:
    rows = [_is_row(lines[index + offset], cells) for offset, cells in enumerate(group)]
    return sum(rows) >= max(1, (len(group) - 1) * 2 // 3)


# Tables flattened into lines: "Basic 9,90 19,90 one user"


def _run(line: Line) -> list[tuple[int, int]]:
    """The longest run of values side by side."""
    if len(line) > _LONGEST_ROW:
        return []
    best: list[tuple[int, int]] = []
    current: list[tuple[int, int]] = []
    for match in _VALUE.finditer(line.text):
        if current and line.text[current[-1][1] : match.start()].strip():
            current = []
        current.append(match.span())
        if len(current) > len(best):
            best = list(current)
    return best


def _flattened(lines: Sequence[Line], found: dict[int, TableLine]) -> None:
    runs = [[] if index in found else _run(line) for index, line in enumerate(lines)]
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and _may_be_row(lines[end], runs[end]):
            end += 1
        if end - index >= _FEWEST_ROWS and any(_has_digits(lines[at], runs[at]) for at in range(index, end)):
            _flattened_table(lines, runs, index, end, found)
        index = max(end, index + 1)


def _may_be_row(line: Line, run: Sequence[tuple[int, int]]) -> bool:
    return len(run) > 1 and run[0][0] <= _LONGEST_LABEL and any(line.text[start:end].strip("-–—") for start, end in run)


def _has_digits(line: Line, run: Sequence[tuple[int, int]]) -> bool:
    return any(character.isdigit() for start, end in run for character in line.text[start:end])


def _flattened_table(
    lines: Sequence[Line], runs: Sequence[list[tuple[int, int]]], first: int, end: int, found: dict[int, TableLine]
) -> None:
    columns = min(len(runs[index]) for index in range(first, end))
    header = first - 1 if first and first - 1 not in found and _may_be_header(lines[first - 1], columns) else None
    years = lines[first].text[runs[first][-columns][0] : runs[first][-1][1]]
    if header is None and _YEARS.match(years) and end - first > _FEWEST_ROWS:
        header, first = first, first + 1
    if header is None and end - first <= _FEWEST_ROWS and any(len(lines[i]) > _LONGEST_LABEL for i in range(first, end)):
        return
    noted = False
    for index in range(first, end):
        cells = _cells(lines[index], runs[index][-columns:])
        noted = noted or len(cells) > columns + 1
        found[index] = TableLine(header=False, cells=_spans(lines[index], cells))
    if header is not None:
        found[header] = TableLine(
            header=True, cells=_spans(lines[header], _header_cells(lines[header], columns, noted=noted))
        )


def _cells(line: Line, values: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    label = len(line.text[: values[0][0]].rstrip())
    cells = [(0, label), *values]
    rest = line.text[values[-1][1] :]
    if rest.strip():
        cells.append((len(line.text) - len(rest.lstrip()), len(line.text)))
    return cells


def _may_be_header(line: Line, columns: int) -> bool:
    if len(line) > _LONGEST_ROW or line.text[-1] in ".!?:;," or line.follows_on:
        return False
    words = len(_HEADER_WORD.findall(line.text))
    return columns <= words <= 4 * (columns + 2) and (len(line) <= 80 or "(" in line.text)


def _header_cells(line: Line, columns: int, *, noted: bool) -> list[tuple[int, int]]:
    """The header's words shared out to label, columns and note; none where they do not tell."""
    words = [match.span() for match in _HEADER_WORD.finditer(line.text)]
    if _VALUE.fullmatch(line.text[slice(*words[-1])]):
        return _cells(line, words[-columns:])
    if len(words) == columns + 1 + noted:
        return words
    if len(words) == columns:
        return [(0, 0), *words]
    if len(words) == columns + 1:
        return words
    return []


# Tables flattened below years: "Income 120 130 141", which would else be one number of three groups


def _under_years(lines: Sequence[Line], found: dict[int, TableLine]) -> None:
    for index, line in enumerate(lines):
        head = _YEAR_HEADER.match(line.text) if index not in found and len(line) <= _LONGEST_ROW else None
        if head is None:
            continue
        years = [match.span() for match in re.finditer(r"\S+", line.text[head.start("years") :])]
        years = [(head.start("years") + start, head.start("years") + end) for start, end in years]
        rows: list[list[tuple[int, int]]] = []
        while (at := index + len(rows) + 1) < len(lines) and at not in found and (row := _year_row(lines[at], len(years))):
            rows.append(row)
        if len(rows) >= _FEWEST_ROWS:
            found[index] = TableLine(header=True, cells=_spans(line, [(0, len(head["label"].rstrip())), *years]))
            for offset, row in enumerate(rows, 1):
                found[index + offset] = TableLine(header=False, cells=_spans(lines[index + offset], row))


def _year_row(line: Line, columns: int) -> list[tuple[int, int]]:
    """A label and as many numbers as there are years; in pairs where thousands stand apart (1 200 1 300)."""
    words = [match.span() for match in re.finditer(r"\S+", line.text)] if len(line) <= _LONGEST_ROW else []
    numbers = 0
    while numbers < len(words) and _PLAIN_NUMBER.fullmatch(line.text[slice(*words[-1 - numbers])]):
        numbers += 1
    values = words[len(words) - numbers :]
    if numbers == 2 * columns and all(
        re.fullmatch(r"\d{3}(?:[.,]\d+)?", line.text[slice(*value)]) for value in values[1::2]
    ):
        values = [(first[0], second[1]) for first, second in zip(values[::2], values[1::2], strict=True)]
    if len(values) != columns or numbers == len(words):
        return []
    return [(0, words[-1 - numbers][1]), *values]


# Names with one share or amount each, one a line: "Anna Berg 23,4 %"


def _shares(lines: Sequence[Line], found: dict[int, TableLine]) -> None:
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and end not in found and _share(lines[end]) is not None:
            end += 1
        if end - index >= _FEWEST_ROWS:
            for at in range(index, end):
                value = _share(lines[at])
                assert value is not None
                found[at] = TableLine(header=False, cells=_spans(lines[at], _cells(lines[at], [value])))
        index = max(end, index + 1)


def _share(line: Line) -> tuple[int, int] | None:
    if len(line) > _LONGEST_LABEL or not line.text[0].isupper():
        return None
    match = _WITH_UNIT.search(line.text)
    if (
        match is None
        or line.text[: match.start()].rstrip()[-1:] in "0123456789,;%"
        or len(line.text[: match.start()].split()) > 5
    ):
        return None
    label = line.text[: match.start()].rstrip(" :")
    if not label or not label[-1].isalnum() or (label.rsplit(" ", 1)[-1].islower() and " " in label):
        return None
    return match.start() + 1, match.end()
