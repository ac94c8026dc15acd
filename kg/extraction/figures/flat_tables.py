"""Tables whose cells only spaces part, under a header that names their unit: "£ million Q3 2025 Q3 2024 Change", "(en M€) 2025 2024"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction.figures.flat_columns import percent, read_columns
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.table_rows import is_by_share, is_unscaled

UnitOf = Callable[[Page, str], Reading | None]
Give = Callable[[Page, Reading, Reading, tuple[int, int]], None]

_LONGEST_LINE, _SHORTEST = 160, 3
_MOST_WORDS = 14
_MOST_LABEL = 10
_LINES_ABOVE = 3
_LONGEST_UNIT = 6
_LAST = frozenset("0123456789%)x–—-€$£")  # how the line of a row may end; most lines of a text end otherwise
_TOKEN = re.compile(r"\S+")
_CELL = re.compile(
    r"[-−–+(]{0,2}(?:[$€£¥]|[A-Z]{3}|[A-Z]{1,2}\$)?\d[\d,.'’]*(?:%|pp|ppts?|pts?|bps?|x|p|[kKmM]|bn)?\)?"
    r"|[-−–—+]|n/?[am]\.?|n\.[ams]\.|ns|nm|%|pp|pts|bps?|x|€|[KkM]€|\)"
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,%]\d|\d|%)")
_PERIOD = re.compile(
    r"(?<!\w)(?:(?:19|20)\d\d|[QHTS][1-4]|[1-4][QHTS]|FY ?\d*|9M|6M|3M|change|chg|var\b|variation|évolution|évol|growth|budget|actual|%)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]{1,60})\)")
_END_BRACKET = re.compile(r"\(([^()]{1,60})\)[ :]*$")
_SUFFIX = re.compile(r"(?:,| in| en)[ ]([^(),.;:]{1,40})[ :]*$")
_LEAD = re.compile(r"(?:(?:all |toutes? les )?(?:amounts|figures|données|montants|sommes|chiffres|sums|values) )?(?:are )?(?:expressed |stated |exprimée?s )?(?:in|en) ")  # fmt: skip
_EXCEPT = re.compile(r"[, ]*\b(?:except|unless|other than|sauf|hors|unaudited|non audité\w*)\b.*$")
_IN_SCALE = re.compile(r"(?P<unit>\S+(?:[ ]\S+)?)[ ](?:in|en)[ ](?P<scale>thousand|million|billion|millier|milliard)s$")
_PERCENT_LAST = re.compile(r"%[ )]*(?:change|chg\.?|growth|var\.?|variation|évolution|évol\.?)?[ )]*$|(?:in|en) %\)?$")
_POINTS_LAST = re.compile(r"(?<!\w)bps?[ )]*(?:change|chg\.?|var\.?|variation)?[ )]*$")
_LAST_BRACKET = re.compile(r"[ ]?\([^()]{0,12}(?:%|bps?)[ ]?\)[ ]*$")
_SHARES_TOO = re.compile(r"except.{0,24}per.{0,12}share|sauf.{0,24}par action")
# What a header has that names a unit.
_HINT = re.compile(
    r"[€$£¥₹%]|illi|thousand|crore|lakh|euro|dollar|pound|franc|yen|\b(?:[a-z]{3}) ?(?:m|bn|k|mn)\b|\((?:in|en) [a-z]|\([a-zµ°0-9/]{1,6}\)"
)
_COINED = re.compile(r"(?P<sign>[A-Z]{3}|[A-Z]{1,3}\$)[ ]?(?P<scale>m|M|mn|mln|bn|k|K|thousands?|millions?|billions?)")
_UNSAID = (" ns", " nm", " n/a", " n/m", " n.s.", " n.a.", " n.m.")  # cells that say nothing
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")


@dataclass(frozen=True, slots=True)
class _Header:
    """What the lines above the rows say: the unit of all cells or of each column, and how many of them are years."""

    general: Reading | None
    columns: tuple[Reading, ...]
    years: int
    percent_last: str  # what the last column is in: "%", "bp", or nothing of its own
    shares_too: bool  # "except per share": rows by the share are in the same currency, unscaled


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # without spaces at its end


def read_flat(page: Page, readings: list[Reading], unit_of: UnitOf, give: Give) -> list[Reading]:
    """The readings, those in cells of flattened tables given the unit and scale of the header."""
    if "\n" not in page.text:
        return readings
    read_columns(
        page,
        readings,
        lambda text: _titled(page, text, unit_of),
        lambda name: _column_unit(page, name, unit_of),
    )
    if not any(line and line[-1] in _LAST and _row(line.rstrip()) for line in page.text.split("\n")):
        return readings
    above: list[_Line] = []
    header: _Header | None = None
    width, headed = 0, False  # the numbers of the first row, and whether a heading stands before this one
    out = readings
    for line in _lines(page.text):
        if not line.text:
            continue
        row = _row(line.text)
        if row is None:
            headed = True
            if header is not None and not _is_heading(line):
                header, above = None, []
            above = [*above[1 - _LINES_ABOVE :], line]
            continue
        if header is None:
            header = _header(page, above, unit_of)
            if header is None:
                above = [*above[1 - _LINES_ABOVE :], line]
                continue
            width, headed = len(row), False
            out = [reading for reading in out if not _in_header(page, reading, above)]
        if headed and len(row) != width:
            header, above = None, [line]
            continue
        headed = False
        _read_row(page, out, header, line, row, give)
    return out


def _titled(page: Page, text: str, unit_of: UnitOf) -> Reading | None:
    """The unit and scale that a line consists of, or has in brackets at its end: "En M€", "(in thousands)", "Sales (£m)"."""
    if _HINT.search(text.lower()) is None or text[-1] in ".;!?,":
        return None
    bracket = _END_BRACKET.search(text)
    unit = _named(page, (bracket.group(1) if bracket is not None else text).strip(" :"), unit_of)
    return unit if unit is not None and (unit.power or unit.kind == "money") else None


def _column_unit(page: Page, name: str, unit_of: UnitOf) -> Reading | None:
    """The unit that the name of a column says: "Var. (%)", "Change in %", "bps"."""
    sign = _last_column(name.lower()) or ("%" if "%" in name else "")
    unit = unit_of(page, "%") if sign else None
    return percent(unit, sign) if unit is not None else None


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for whole in text.split("\n"):
        yield _Line(at, whole.rstrip())
        at += len(whole) + 1


def _row(text: str) -> list[tuple[int, int]] | None:
    """Where the cells of a row stand in its line, after its label; None for other lines."""
    if not (text[-1] in _LAST or text.endswith(_UNSAID)) or len(text) > _LONGEST_LINE or "\t" in text or "|" in text:
        return None
    if len(text) < _SHORTEST or not _CELL.fullmatch(text, text.rfind(" ") + 1):
        return None
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    first = len(tokens)
    while first and _CELL.fullmatch(text, *tokens[first - 1]):
        first -= 1
    cells = tokens[first:]
    label = text[: tokens[first][0]].strip() if cells else ""
    counted = [cell for cell in cells if any(letter.isdigit() for letter in text[slice(*cell)])]
    if not counted or not any(letter.isalpha() for letter in label) or first > _MOST_LABEL or label[-1] in ".;!?,":
        return None
    if all(_YEAR.fullmatch(text, *cell) for cell in counted):
        return None  # a header
    return cells


def _is_heading(line: _Line) -> bool:
    """Whether a line between rows heads those below: a few words without a full stop."""
    return len(line.text.split()) <= _LONGEST_UNIT and line.text[-1] not in ".;!?,"


def _header(page: Page, above: list[_Line], unit_of: UnitOf) -> _Header | None:
    """What the lines right above a row say of its cells; None when none of them names a unit with its scale."""
    years, last, shares = 0, "", False
    for line in reversed(above):
        text = line.text.strip()
        if len(text) > _LONGEST_LINE or len(text.split()) > _MOST_WORDS or (text[-1] in ".;!?" and "(" not in text):
            return None
        years = max(years, len(_YEAR.findall(text)))
        last = last or _last_column(text.lower())
        shares = shares or _SHARES_TOO.search(text.lower()) is not None
        if _HINT.search(text.lower()) is None:
            continue
        if columns := _each(page, text, unit_of):
            return _Header(None, columns, years, last, shares)
        if last and (own := _LAST_BRACKET.search(text)) is not None:
            text = text[: own.start()]  # "£ million 2024 2023 Change (%)": only its last column is in percent
            if not text or _HINT.search(text.lower()) is None:
                continue
        if (general := _general(page, text, unit_of)) is not None:
            return _Header(general, (), years, last, shares)
    return None


def _last_column(text: str) -> str:
    """What the last column of a header is in, if a unit of its own: "% change", "Var. (%)", "change (bps)"."""
    if _PERCENT_LAST.search(text) is not None:
        return "%"
    return "bp" if _POINTS_LAST.search(text) is not None else ""


def _in_header(page: Page, reading: Reading, lines: list[_Line]) -> bool:
    """Whether a reading is the scale or a year of the header: "in millions of euros 2025 2024"."""
    inside = any(line.start <= reading.start < line.start + len(line.text) for line in lines)
    return inside and (reading.vague or _YEAR.match(page.text, reading.start) is not None)


def _each(page: Page, text: str, unit_of: UnitOf) -> tuple[Reading, ...]:
    """The units of a line that consists of them: "£m £m %"."""
    words = text.split()
    if not 1 < len(words) <= _LONGEST_UNIT or any(word.isdigit() or len(word) > _LONGEST_UNIT for word in words):
        return ()
    units = [unit_of(page, word) for word in words]
    found = tuple(unit for unit in units if unit is not None and unit.unit)
    return found if len(found) == len(words) else ()


def _general(page: Page, text: str, unit_of: UnitOf) -> Reading | None:
    """The unit that a header names in brackets, at its start or at its end."""
    for bracket in _BRACKET.finditer(text):
        unit = _named(page, bracket.group(1), unit_of)
        if unit is not None and unit.unit != "year":
            return unit
    bare = _EXCEPT.sub("", text)
    words = bare.split()
    for count in range(min(_LONGEST_UNIT, len(words)), 0, -1):
        rest = " ".join(words[count:])
        if rest and not _PERIOD.search(rest):
            continue
        unit = _named(page, " ".join(words[:count]).strip(" ,:;"), unit_of)
        if unit is not None and unit.power:
            return unit
    suffix = _SUFFIX.search(bare)
    unit = _named(page, suffix.group(1), unit_of) if suffix is not None else None
    return unit if unit is not None and unit.power and unit.unit else None


def _named(page: Page, name: str, unit_of: UnitOf) -> Reading | None:
    """The unit and scale of "£ million", "$ in millions", "in thousands of euros", "EUR m", "M€"."""
    name = _EXCEPT.sub("", name.strip())
    lead = _LEAD.match(name.lower())
    name = name[lead.end() :] if lead is not None else name
    if (scaled := _IN_SCALE.fullmatch(name)) is not None:
        name = f"{scaled.group('unit')} {scaled.group('scale')}"
        if scaled.group("unit")[0].isalpha() and not scaled.group("unit").isupper():
            name = f"{scaled.group('scale')}s of {scaled.group('unit')}"
    if not name or name[0].isdigit():
        return None
    if (coined := _COINED.fullmatch(name)) is not None:  # "EUR m"
        unit = unit_of(page, coined.group("sign"))
        if unit is None or unit.kind != "money":
            return None
        scale = coined.group("scale")
        suffix = page.grammar.suffixes.get(scale)
        unit.scaled(suffix.power if suffix is not None else page.grammar.scales.get(scale.rstrip("s"), 3))
        return unit
    unit = unit_of(page, name)
    return unit if unit is not None and unit.kind in {"", "money", "quantity", "percent"} else None


def _read_row(
    page: Page, readings: list[Reading], header: _Header, line: _Line, cells: list[tuple[int, int]], give: Give
) -> None:
    """Give the cells of a row their units, in place; where too few numbers stand for the years, two were taken for one."""
    label = line.text[: cells[0][0]].strip()
    spans = [(line.start + start, line.start + end) for start, end in cells]
    first = bisect_left(readings, spans[0][0], key=lambda reading: reading.start)
    last = bisect_left(readings, spans[-1][1], key=lambda reading: reading.start)
    inside = readings[first:last]
    counted = any(letter.isdigit() for letter in line.text[slice(*cells[-1])])
    wanted = header.years + (1 if header.percent_last and counted else 0)
    if len(inside) < wanted:
        parts = [part for reading in inside for part in _split(page, reading)]
        if len(parts) == wanted or len(inside) < header.years:
            inside = parts
            readings[first:last] = inside
    by_share = header.shares_too and is_by_share(page.grammar, label)
    if not by_share and is_unscaled(page.grammar, label):
        return
    for place, reading in enumerate(inside, 1):
        unit = header.general
        if header.columns:
            at = len(header.columns) - len(inside) + place - 1
            unit = header.columns[at] if 0 <= at < len(header.columns) else None
        elif header.percent_last and place == len(inside) and place > header.years:
            unit = percent(header.general, header.percent_last) if header.general else None
        if unit is None or reading.start < spans[0][0]:
            continue
        if by_share:
            unit = replace(unit, power=0, low=Decimal(1))
        cell = next((span for span in spans if span[0] <= reading.start < span[1]), spans[0])
        give(page, reading, unit, (cell[0], max(cell[1], reading.end)))


def _split(page: Page, reading: Reading) -> list[Reading]:
    """The numbers of two cells that one with its thousands set off by a space was taken for."""
    if not reading.bare or not _GROUPED.fullmatch(page.low, reading.start, reading.end):
        return [reading]
    out = []
    for match in re.finditer(r"\d+", page.low[reading.start : reading.end]):
        start, value = reading.start + match.start(), Decimal(match.group())
        end = start + len(match.group())
        part = replace(reading, start=start, end=end, number_end=end, low=value, high=value, left=page.before(start))
        part.right = page.after(end)
        out.append(part)
    return out
