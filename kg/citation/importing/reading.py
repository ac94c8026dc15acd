"""A file of an export read: RDF, a tidy table, a data package."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from kg.citation.export.package import FINDING_COLUMNS, RECORD_COLUMNS, WAIVER_COLUMNS
from kg.citation.export.rdf import quads_in, rules_of, waivers_of
from kg.citation.importing.stock import Stock
from kg.citation.importing.table import Collector, read_table
from kg.citation.importing.tidy import rows_in
from kg.graph.reader import claims_of, entities_of, metrics_of, sources_of
from kg.model.base import Base
from kg.model.errors import InvalidFilesError, KgError, Problem, UsageError
from kg.model.waiver import Waiver
from kg.vocabulary.records import EntityRecord, MetricRecord, Record, RuleRecord
from kg.workspace.records import SourceRecord, WaiverRecord
from kg.workspace.workspace import WEB_ADDRESS

KINDS: Final = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".trig": "trig",
    ".ttl": "turtle",
    ".nq": "nquads",
    ".nquads": "nquads",
    ".jsonld": "jsonld",
    ".json": "datapackage",
}


_CLAIM_IRI: Final = re.compile(r"(https?://.+[/#])claim/[^/#]+")


def kind_of(path: Path) -> str:
    """The format of a file by its name. Raises UsageError."""
    if path.is_dir():
        return "datapackage"
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{path}: say what it is with --from; known by name are {', '.join(KINDS)}")
    return kind


def read_stock(path: Path, kind: str, known: Base | None = None) -> Stock:
    """A file of an export; a column that a table lacks leaves what ``known`` says.

    Raises UsageError or InvalidFilesError with every problem, each with its line and column where it has them.
    """
    if kind == "datapackage":
        return _read_package(path if path.is_dir() else path.parent)
    return stock_in(_text_of(path), kind, str(path), known)


def stock_in(text: str, kind: str, name: str, known: Base | None = None) -> Stock:
    """What the text of an export holds; ``name`` is what messages call it. Raises as ``read_stock`` does."""
    if kind in ("csv", "tsv"):
        return read_table(text, kind, name, known)
    try:
        return stock_of(quads_in(text, kind))
    except KgError as error:
        raise UsageError(f"{name}: {error}") from error


def decoded(data: bytes, name: str) -> str:
    """The text of an export. Raises UsageError where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f'{name}: not UTF-8; a spreadsheet saves it so as "CSV UTF-8"') from error


def _text_of(path: Path) -> str:
    try:
        return decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def stock_of(quads: Sequence[Any]) -> Stock:
    """What a graph holds. Raises GraphError."""
    return Stock(
        tuple(claims_of(quads)),
        sources_of(quads),
        entities_of(quads),
        metrics_of(quads),
        rules_of(quads),
        waivers_of(quads),
        base=_base_of(quads),
    )


def _base_of(quads: Sequence[Any]) -> str | None:
    """What the IRIs of the claims of a graph begin with; None where they begin in more than one way."""
    bases = {match[1] for quad in quads if (match := _CLAIM_IRI.fullmatch(getattr(quad.subject, "value", "")))}
    return bases.pop() if len(bases) == 1 else None


def _read_package(folder: Path) -> Stock:
    """A data package: claims.csv with the files beside it."""
    table = read_table(_text_of(folder / "claims.csv"), "csv", str(folder / "claims.csv"))
    sources = {record.id: record.to_source() for record in _records(folder, "sources", SourceRecord)}
    entities = {record.id: record.to_model() for record in _records(folder, "entities", EntityRecord)}
    metrics = {record.id: record.to_model() for record in _records(folder, "metrics", MetricRecord)}
    rules = tuple(record.to_model() for record in _records(folder, "rules", RuleRecord))
    base, settings = _descriptor(folder / "datapackage.json")
    return Stock(
        table.claims,
        {**table.sources, **sources},
        entities,
        metrics,
        rules,
        _waivers(folder),
        base=base,
        settings=settings,
    )


def _descriptor(path: Path) -> tuple[str | None, Mapping[str, str]]:
    """What begins the IRIs of a package's workspace, and how it is called; what is not there is not told."""
    if not path.is_file():
        return None, {}
    try:
        told = json.loads(_text_of(path))
    except ValueError as error:
        raise UsageError(f"{path}: not JSON ({error})") from error
    if not isinstance(told, dict):
        raise UsageError(f"{path}: is no descriptor of a data package: expected an object")
    texts = {key: value for key, value in told.items() if isinstance(value, str) and value.strip()}
    address = texts.get("id", "")
    base = address if WEB_ADDRESS.fullmatch(address) and address[-1] in "/#" else None
    homepage = texts.get("homepage", "")
    if not WEB_ADDRESS.fullmatch(homepage):
        texts.pop("homepage", None)
    return base, {key: texts[key] for key in ("name", "title", "homepage") if key in texts}


def _rows(folder: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    path = folder / f"{name}.csv"
    known = WAIVER_COLUMNS if name == "waivers" else (*RECORD_COLUMNS, *FINDING_COLUMNS)
    try:
        return list(rows_in(_text_of(path), known=known)) if path.is_file() else []
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _records(folder: Path, name: str, model: type[Record]) -> list[Any]:
    problems: list[Problem] = []
    found = []
    for line, row in _rows(folder, name):
        collect = Collector(str(folder / f"{name}.csv"), line, problems)
        found.append(collect(model, partial(json.loads, row.get("record", ""))))
    if problems:
        raise InvalidFilesError(problems)
    return found


def _waivers(folder: Path) -> Mapping[str, tuple[Waiver, ...]]:
    problems: list[Problem] = []
    found: dict[str, tuple[Waiver, ...]] = {}
    for line, row in _rows(folder, "waivers"):
        collect = Collector(str(folder / "waivers.csv"), line, problems)
        told = {name: text for name, text in row.items() if text and name not in ("id", "source")}
        record = collect(WaiverRecord, partial(dict[str, Any], told))
        if record is not None:
            found[row["source"]] = (*found.get(row["source"], ()), record.to_waiver())
    if problems:
        raise InvalidFilesError(problems)
    return found
