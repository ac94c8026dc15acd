"""The tidy table read again, also as spreadsheets save it: byte order mark, semicolons, decimal commas, empty rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from kg.citation.export.tabular import COLUMNS, QUALIFIER
from kg.model.base import nearest
from kg.model.claim import QUALIFIERS
from kg.model.errors import UsageError
from kg.model.units import DATE
from kg.model.vocabulary import Source
from kg.workspace.records import source_mapping

_DELIMITERS: Final = {"csv": ",;\t", "tsv": "\t"}
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d+,\d+\Z")
_DECIMALS: Final = ("value", "value_to", "source_reliability")
_SHORTENED: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+\Z")
REQUIRED: Final = ("id", "source", "exact", "entity", "metric", "value", "unit")
_CLAIM_KEYS: Final = {
    "value[1]": "value_to",
    "at[1]": "at_end",
    "at": "at_start",
    "derived.formula": "formula",
    "derived.note": "derivation_note",
    "derived": "inputs",
    "review.by": "reviewed_by",
    "review.on": "reviewed_on",
    "review.note": "review_note",
}
_SOURCE_KEYS: Final = {
    "id": "source",
    "author": "source_authors",
    "published.basis": "source_published_basis",
    "text.sha256": "source_sha256",
    "text": "source_length",
}


def claim_column(key: str) -> str:
    """The column that holds a key of a claim's record."""
    if key.startswith("qualifiers."):
        return QUALIFIER + key.removeprefix("qualifiers.")
    return next((column for name, column in _CLAIM_KEYS.items() if key.startswith(name)), re.split(r"[.\[]", key)[0])


def source_column(key: str) -> str:
    """The column that holds a key of a source's record."""
    plain = re.split(r"[.\[]", key)[0]
    return next((column for name, column in _SOURCE_KEYS.items() if key.startswith(name)), plain and f"source_{plain}")


def rows_in(
    text: str, kind: str = "csv", known: Collection[str] = COLUMNS, required: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with the lines (1-based) they begin on; rows of empty cells are passed over.

    The delimiter of a CSV is the one that makes its first row names of ``known`` columns. Raises UsageError for what is
    no such table: other columns, a column twice, a row that is too short or too long.
    """
    csv.field_size_limit(1 << 24)
    cleaned = text.removeprefix("\ufeff")
    delimiter = max(_DELIMITERS[kind], key=lambda sign: len(set(_first_row(cleaned, sign)) & set(known)))
    reader = csv.reader(io.StringIO(cleaned, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _checked(next(reader, []), known, required)
        begins = reader.line_num + 1
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cells):
                continue
            while len(cells) > len(columns) and not cells[-1]:
                cells.pop()
            if len(cells) != len(columns):
                raise UsageError(f"line {line}: {len(cells)} cells, but {len(columns)} columns are named")
            row = {name: cell.removeprefix("'") for name, cell in zip(columns, cells, strict=True)}
            yield line, _with_points(row) if delimiter == ";" else row
    except csv.Error as error:
        raise UsageError(f"line {reader.line_num}: no {kind.upper()}: {error}") from error


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _checked(columns: list[str], known: Collection[str], required: Collection[str]) -> list[str]:
    """The names of the first row, without empty ones at its end."""
    names = [name.strip() for name in columns]
    while names and not names[-1]:
        names.pop()
    for name in names:
        if name not in known:
            raise UsageError(f"line 1: no column is called {name!r}{nearest(name, known)}; take it out or rename it")
        if names.count(name) > 1:
            raise UsageError(f"line 1: the column {name!r} stands twice")
    lacking = next((name for name in required if name not in names), None)
    if lacking is not None:
        raise UsageError(f"line 1: no claims: the column {lacking!r} is missing")
    return names


def _with_points(row: dict[str, str]) -> dict[str, str]:
    """Where semicolons part the cells, a comma in a number is a decimal one."""
    numbers = {name: row[name] for name in _DECIMALS if _DECIMAL_COMMA.match(row.get(name, ""))}
    return row | {name: text.replace(",", ".") for name, text in numbers.items()}


def faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What no record can be made of: the column, and what is wrong there."""
    for name in REQUIRED:
        if not row.get(name):
            yield name, "is empty"
    for name in ("at_start", "at_end", "source_length"):
        if row.get(name) and not row[name].isdecimal():
            yield name, f"found {row[name]!r}, expected a whole number"
    if bool(row.get("at_start")) != bool(row.get("at_end")):
        lacking = "at_end" if row.get("at_start") else "at_start"
        yield lacking, "is empty: give both at_start and at_end, or neither"
    for name in ("value", "value_to") if row.get("unit") != DATE else ():
        text = row.get(name, "")
        if _SHORTENED.match(text):
            yield name, f"{text!r} is how a spreadsheet shortens a number: format the column as text and write all digits"
        elif text and not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
            yield name, f"{text!r} is no decimal number: write digits with a point, as '4.3'"
    if row.get("inputs") and not row.get("formula"):
        yield "formula", "is empty, but inputs are given"
    for name, kind, told in (
        ("inputs", dict, 'an object as {"a": "claim-id"}'),
        ("source_authors", list, 'a list as ["Name"]'),
    ):
        if row.get(name) and not isinstance(_json(row[name]), kind):
            yield name, f"found {row[name]!r}, expected JSON: {told}"


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def claim_record(row: Mapping[str, str]) -> dict[str, Any]:
    """A row without faults as the mapping that a claims file holds; missing columns are empty ones."""

    def of(name: str) -> str | None:
        return row.get(name) or None

    record: dict[str, Any] = {
        name: of(name)
        for name in ("id", "source", "exact", "entity", "metric", "approx", "unit", "per", "period", "as_of", "undated")
    }
    record |= {name: of(name) for name in ("status", "attributed_to", "note")}
    record["at"] = [int(row["at_start"]), int(row["at_end"])] if of("at_start") else None
    record["value"] = [row["value"], row["value_to"]] if of("value_to") else of("value")
    record["qualifiers"] = {name: row[QUALIFIER + name] for name in QUALIFIERS if of(QUALIFIER + name)} or None
    if of("formula"):
        derived = {"formula": row["formula"], "inputs": json.loads(of("inputs") or "{}"), "note": of("derivation_note")}
        record["derived"] = {key: value for key, value in derived.items() if value is not None}
    review = {"state": of("review"), "by": of("reviewed_by"), "on": of("reviewed_on"), "note": of("review_note")}
    record["review"] = {key: value for key, value in review.items() if value is not None} or None
    return {key: value for key, value in record.items() if value is not None}


def source_record(row: Mapping[str, str]) -> dict[str, Any]:
    """The source columns of a row without faults as the mapping that a source's file holds."""

    def of(name: str) -> str | None:
        return row.get(f"source_{name}") or None

    source = Source(
        id=row["source"],
        type=of("type") or "article",
        title=of("title"),
        description=of("description"),
        authors=tuple(json.loads(of("authors") or "[]")),
        publisher=of("publisher"),
        url=of("url"),
        language=of("language"),
        published=of("published"),
        published_basis=of("published_basis"),
        sha256=of("sha256"),
        length=int(row["source_length"]) if of("length") else None,
        rights=of("rights"),
        reliability=of("reliability"),
        note=of("note"),
    )
    return source_mapping(source)
