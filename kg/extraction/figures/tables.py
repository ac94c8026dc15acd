"""Tables: a header that names a unit, or a currency and what it buys, gives its cells their unit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal

from kg.extraction.figures.flat_tables import read_flat
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.table_rows import is_unscaled
from kg.extraction.figures.units import read_measure

_HEADER = re.compile(r"\((?P<sign>[^()\s/\d]{1,4})[ ]?/[ ]?(?P<per>[^()\n]{1,24})\)")
_RULED = re.compile(r"(?m)^\|([^\n]{1,600})\|[ ]*\n\|[ :|-]*--[ :|-]*\n")
_CAPTION = r"\((?:<<in_unit>> )?([^()]{1,40})\)|(?:,| <<in_unit>>) (?:<<in_unit>> )?([^,()]{1,40})$"
_DECLARED = r"[^\W\d_]++[^.;:\n]{0,60}?[ ]<<in_unit>>[ ](?P<unit>[^.,;:()\n]{1,48})"
_PER = r"[ ]<<caption_per>>[ ].*$"
_TITLE = r"(?:^|[ ])\(([^()]{1,60})\)[ :]*$|[ ,]<<in_unit>>[ ]([^(),.;:]{1,40})[ :]*$"
_COUNTED = r"(?:^|[ ])<<thousands_in_captions>>(?![\w])(?:[ ]<<of>>(?:(?<=')|(?![\w])))?"
_CELL = re.compile(r"[^\t|\r\n]+")
_THOUSANDS = re.compile(r"['’]?000s?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROW_YEAR = re.compile(r"1\d{3}|20\d\d|2100")
_ZEROS = re.compile(r"\D{0,4}000")
_LONGEST_SIGN = 4
_LONGEST_LINE = 160
_LONGEST_TABLE = 4000
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
    _read_ruled(page, readings, starts)
    _read_declared(page, readings, starts, cells)
    _read_captioned(page, readings, starts)
    kept = [reading for index, reading in enumerate(readings) if reading.kind != "free" or index in cells]
    return read_flat(page, kept, _unit_of, _give)


def _read_ruled(page: Page, readings: list[Reading], starts: list[int]) -> None:
    """Give the bare cells of tables in Markdown the scale and unit of their column: "Taux (%)", "Budget (M€)"."""
    for match in _RULED.finditer(page.low) if "|" in page.low else ():
        captions = [cell.strip() for cell in page.text[match.start(1) : match.end(1)].split("|")]
        units = [_unit_of(page, caption) for caption in captions]
        # A column that is headed "Year" and nothing else dates its rows; "Age (years)" measures.
        dated = [
            unit is not None and unit.unit == "year" and page.grammar.patterns[_CAPTION].search(caption) is None
            for caption, unit in zip(captions, units, strict=True)
        ]
        line = match.end()
        while page.low.startswith("|", line):
            end = page.low.find("\n", line)
            end = len(page.low) if end < 0 else end
            cells = [line, *(line + 1 + at for at, letter in enumerate(page.low[line + 1 : end]) if letter == "|")]
            for index in range(bisect_left(starts, line), bisect_right(starts, end)):
                reading = readings[index]
                column = bisect_right(cells, reading.start) - 1
                unit = units[column] if column < len(units) else None
                if unit is None or not reading.bare or reading.in_words or reading.low is None or reading.kind:
                    continue
                opens = page.low[cells[column] + 1 : reading.start].strip(" *_") == ""
                if opens and page.low[reading.end : reading.end + 1] in " |*_":
                    if dated[column] and _ROW_YEAR.fullmatch(page.low, reading.start, reading.end):
                        reading.kind = "free"  # the label of the row: it only says when
                        continue
                    reading.scaled(unit.power)
                    reading.unit, reading.kind, reading.per = unit.unit, unit.kind, unit.per
                    reading.unit_implied = reading.settled = True
            line = end + 1


def _read_declared(page: Page, readings: list[Reading], starts: list[int], cells: set[int]) -> None:
    """Give numbers that stand alone in their line the unit that the prose above declares: "amounts are in US dollars"."""
    declarations = _declarations(page)
    for place, match in enumerate(declarations, 1):
        next_one = declarations[place].start() if place < len(declarations) else len(page.low)
        name = page.text[match.start("unit") : match.end("unit")].strip()
        unit = _unit_of(page, name) or _unit_of(page, page.grammar.patterns[_PER].sub("", name))
        line = page.low.find("\n", match.end(), match.end() + _LONGEST_TABLE)
        if unit is None or line < 0:
            continue
        for index in range(bisect_left(starts, match.start("unit")), bisect_left(starts, match.end())):
            if readings[index].vague:
                readings[index].kind = "free"  # "in millions of euros" counts none
        last = min(next_one, match.end() + _LONGEST_TABLE)
        for index in range(bisect_left(starts, line), bisect_right(starts, last)):
            reading = readings[index]
            begin = page.low.rfind("\n", line, reading.start) + 1
            if begin > line + 1 and len(page.low[line:begin].rsplit("\n", 2)[-2].split()) > _MOST_WORDS:
                break  # prose again
            end = page.low.find("\n", reading.end)
            alone = page.low[begin : end if end >= 0 else len(page.low)].strip() == page.low[reading.start : reading.end]
            if not alone or reading.kind not in {"", "free"} or not (reading.bare and reading.low is not None):
                continue
            if reading.kind != "free":
                reading.scaled(unit.power)
            reading.unit, reading.kind, reading.per = unit.unit, unit.kind, unit.per
            reading.unit_implied = reading.settled = True
            cells.add(index)


def _declarations(page: Page) -> list[re.Match[str]]:
    """Where the text declares units, in order; found by their first words, which is faster than to try a pattern everywhere."""
    low, declared, out = page.low, page.grammar.patterns[_DECLARED], list[re.Match[str]]()
    for place in sorted(place for word in page.grammar.words["declaring_units"] for place in page.standing(word, len(low))):
        if not (out and place < out[-1].end()) and (match := declared.match(low, place)):
            out.append(match)
    return out


def _unit_of(page: Page, caption: str) -> Reading | None:
    """The unit a column's caption names: in brackets, after a comma, or all of it; None for a caption that names none."""
    grammar = page.grammar
    found = grammar.patterns[_CAPTION].search(caption)
    name = ((found.group(1) or found.group(2)) if found is not None else caption).strip()
    for lead in grammar.endings["in_unit"]:
        name = name.removeprefix(f"{lead} ")
    if not name or len(name) > _LONGEST_LINE:
        return None
    if (counted := grammar.patterns[_COUNTED].search(name.lower())) is not None:  # "thousands of dollars", "$ thousands"
        what = name[: counted.start()].strip() or name[counted.end() :].strip()
        unit = _unit_of(page, what) if what else Reading(0, 1, Decimal(1), Decimal(1), page.language(0))
        if unit is not None:
            unit.scaled(3)
        return unit
    sign = next((name[:size] for size in range(_LONGEST_SIGN, 0, -1) if name[:size] in grammar.signs), "")
    rest = name[len(sign) :].strip()
    thousands = bool(sign) and _THOUSANDS.fullmatch(rest) is not None
    if sign and rest and not sign[-1].isalpha():
        text, at = f"{sign}1{' ' if rest[1:2].isalpha() else ''}{rest}", len(sign)  # "₹ crore" as of "₹1 crore"
        if thousands:
            text = f"{sign}1"
    else:
        text, at = f"1 {name}", 0
    sample = Page(text, grammar)
    one = Decimal(1)
    reading = Reading(at, at + 1, one, one, page.language(0), number_end=at + 1)
    read_measure(sample, reading)
    if thousands:
        reading.scaled(3)
    return reading if reading.end == len(sample.text) and not (reading.bare and reading.low == one) else None


def _read_captioned(page: Page, readings: list[Reading], starts: list[int]) -> None:
    """Give the bare cells of a table with tabs or bars the unit of its caption, of their column or of their row.

    A caption is the short line above: "Key numbers (₹ crore)", "Résultats, en millions d'euros". A number in brackets is
    negative in such cells.
    """
    if "\t" not in page.text and "|" not in page.text:
        return
    general: Reading | None = None
    columns: list[Reading | None] = []
    at = 0
    for line in page.text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip() or not line.strip(" \t|:-\r\n"):
            continue
        if "\t" not in line and "|" not in line:
            general, columns = _titled(page, line.strip()), []
            for index in range(bisect_left(starts, start), bisect_left(starts, at)) if general is not None else ():
                said = page.text[readings[index].start : readings[index].end]
                if readings[index].vague or _ZEROS.fullmatch(said):
                    readings[index].kind = "free"  # "($000)", "(US$ millions)" count nothing
            continue
        cells = [(start + cell.start(), start + cell.end()) for cell in _CELL.finditer(line)]
        found = [_in_cell(page, readings, starts, cell) for cell in cells]
        numbers = [reading for reading in found if reading is not None]
        if all(_is_year(page, reading) for reading in numbers):
            columns = [_titled(page, page.text[first:last].strip()) for first, last in cells]
            if columns[0] is not None and not any(columns[1:]):
                general, columns = columns[0], []
            continue
        if general is None and not any(columns):
            continue
        label = "" if found[0] is not None else page.text[cells[0][0] : cells[0][1]].strip()
        own = _titled(page, label)
        if own is None and is_unscaled(page.grammar, label):
            continue
        for place, reading in enumerate(found):
            unit = own or (columns[place] if place < len(columns) else None) or general
            if reading is not None and unit is not None and unit.unit != POINTS:
                _give(page, reading, unit, cells[place])


def _titled(page: Page, title: str) -> Reading | None:
    """The unit a short title says in brackets at its end or after "in"."""
    if len(title) > _LONGEST_LINE or len(title.split()) > _MOST_WORDS:
        return None
    match = page.grammar.patterns[_TITLE].search(title)
    if match is None:
        return None
    for part in re.split(r"[,;]", match.group(1) or match.group(2)):
        name = part.strip()
        unit = _unit_of(page, name)
        if unit is not None and (unit.unit or len(name) > 2):
            return unit
    return None


def _in_cell(page: Page, readings: list[Reading], starts: list[int], cell: tuple[int, int]) -> Reading | None:
    """The reading that a cell consists of, in brackets or not."""
    index = bisect_left(starts, cell[0])
    if index >= len(readings) or readings[index].end > cell[1]:
        return None
    reading = readings[index]
    alone = page.text[cell[0] : cell[1]].strip().removeprefix("(").removesuffix(")")
    return reading if alone == page.text[reading.start : reading.end] else None


def _is_year(page: Page, reading: Reading) -> bool:
    return _YEAR.fullmatch(page.low[reading.start : reading.end]) is not None


def _give(page: Page, reading: Reading, unit: Reading, cell: tuple[int, int]) -> None:
    """Make a bare number one of the unit, negative in brackets."""
    if not reading.bare or reading.in_words or reading.low is None or reading.kind:
        return
    reading.multiplied(unit.low or Decimal(1))
    reading.power, reading.decimals = unit.power, reading.decimals - unit.power
    reading.unit, reading.kind, reading.per = unit.unit, unit.kind, unit.per
    reading.unit_implied = reading.settled = True
    text = page.text[cell[0] : cell[1]]
    if text.strip().startswith("(") and text.strip().endswith(")") and not reading.signed:
        low, high = reading.low, reading.high
        reading.low, reading.high = -high if high is not None else None, -low if low is not None else None
        reading.signed, reading.start, reading.end = "-", page.text.index("(", cell[0]), reading.end + 1


def _is_cell(reading: Reading) -> bool:
    return reading.kind == "free" or (reading.bare and reading.fractional and not reading.in_words)
