"""What a file of an export holds, as values."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from kg.citation.export.rdf import quads_in, rules_of
from kg.citation.export.tabular import claim_record, rows_in, source_record
from kg.graph.reader import claims_of, entities_of, metrics_of, sources_of
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, KgError, Problem, UsageError
from kg.model.period import CALENDAR_YEAR_END
from kg.model.vocabulary import Entity, Metric, MetricKind, Rule, Source
from kg.vocabulary.records import Record, key_path, problem_message
from kg.workspace.records import ClaimRecord, SourceRecord

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


@dataclass(frozen=True)
class Stock:
    """Sources, claims and vocabulary that were read; ``whole`` when the vocabulary is told in full, not only by labels."""

    claims: tuple[Claim, ...]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    whole: bool = True


def kind_of(path: Path) -> str:
    """The format of a file by its name. Raises UsageError."""
    if path.is_dir():
        return "datapackage"
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{path}: say what it is with --from; known by name are {', '.join(KINDS)}")
    return kind


def read_stock(path: Path, kind: str) -> Stock:
    """A file of an export. Raises UsageError or InvalidFilesError with every problem, each with its line where it has one."""
    if kind == "datapackage":
        return _read_package(path if path.is_dir() else path.parent)
    text = _text_of(path)
    if kind in ("csv", "tsv"):
        return _read_table(text, kind, str(path))
    try:
        return stock_of(quads_in(text, kind))
    except KgError as error:
        raise UsageError(f"{path}: {error}") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8: save the file in that encoding") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def stock_of(quads: Sequence[Any]) -> Stock:
    """What a graph holds. Raises GraphError."""
    return Stock(tuple(claims_of(quads)), sources_of(quads), entities_of(quads), metrics_of(quads), rules_of(quads))


def _read_table(text: str, kind: str, path: str) -> Stock:
    claims: list[Claim] = []
    sources: dict[str, Source] = {}
    entities: dict[str, Entity] = {}
    metrics: dict[str, Metric] = {}
    problems: list[Problem] = []
    for line, row in _rows(text, kind, path):
        collect = _Collector(path, line, problems)
        source = row.get("source", "")
        found = collect(ClaimRecord, partial(claim_record, row))
        if found is not None:
            claims.append(found.to_claim(source))
        if source and source not in sources:
            record = collect(SourceRecord, partial(source_record, row, source))
            if record is not None:
                sources[source] = record.to_source()
        if all(row.get(name) for name in ("entity", "metric")):
            entities.setdefault(row["entity"], _named_entity(row))
            metrics.setdefault(row["metric"], _named_metric(row, collect))
    if problems:
        raise InvalidFilesError(problems)
    return Stock(tuple(claims), sources, entities, metrics, whole=False)


def _rows(text: str, kind: str, path: str) -> list[tuple[int, dict[str, str]]]:
    try:
        rows = list(rows_in(text, kind))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    missing = [
        name for name in ("id", "source", "exact", "entity", "metric", "value", "unit") if rows and name not in rows[0][1]
    ]
    if missing:
        raise UsageError(f"{path}: no claims: the column {missing[0]!r} is missing")
    return rows


class _Collector:
    """Validates records and keeps what is wrong with them."""

    def __init__(self, path: str, line: int, problems: list[Problem]) -> None:
        self.path = path
        self.line = line
        self.problems = problems

    def __call__(self, model: type[Any], make: Callable[[], dict[str, Any]]) -> Any:
        """The record, or None with a problem noted."""
        try:
            data = make()
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors(include_url=False)[:3]:
                self.note(problem_message(detail, model), key_path(detail, data))
        except (ValueError, TypeError) as error:
            self.note(str(error))
        return None

    def note(self, message: str, key: str = "") -> None:
        """One problem."""
        self.problems.append(Problem(self.path, message, self.line, key))


def _named_entity(row: Mapping[str, str]) -> Entity:
    kind, label = row.get("entity_type") or "concept", row.get("entity_label")
    year_end = row.get("entity_fiscal_year_end") or CALENDAR_YEAR_END
    return Entity(row["entity"], kind, {"": label} if label else {}, fiscal_year_end=year_end)


def _named_metric(row: Mapping[str, str], collect: _Collector) -> Metric:
    label = row.get("metric_label")
    try:
        kind = MetricKind(row.get("metric_kind") or "stock")
    except ValueError:
        collect.note(
            f"unknown kind of metric {row['metric_kind']!r}, expected one of {', '.join(MetricKind)}", "metric_kind"
        )
        kind = MetricKind.STOCK
    return Metric(row["metric"], kind, row.get("metric_dimension") or None, {"": label} if label else {})


def _read_package(folder: Path) -> Stock:
    """A data package: claims.csv with the files beside it."""
    from kg.vocabulary.records import EntityRecord, MetricRecord, RuleRecord

    table = _read_table(_text_of(folder / "claims.csv"), "csv", str(folder / "claims.csv"))

    def records(name: str, model: type[Record]) -> list[Any]:
        path = folder / f"{name}.csv"
        problems: list[Problem] = []
        found = []
        for line, row in rows_in(_text_of(path)) if path.is_file() else []:
            found.append(_Collector(str(path), line, problems)(model, partial(json.loads, row["record"])))
        if problems:
            raise InvalidFilesError(problems)
        return found

    sources = {record.id: record.to_source() for record in records("sources", SourceRecord)}
    entities = {record.id: record.to_model() for record in records("entities", EntityRecord)}
    metrics = {record.id: record.to_model() for record in records("metrics", MetricRecord)}
    rules = tuple(record.to_model() for record in records("rules", RuleRecord))
    return Stock(table.claims, {**table.sources, **sources}, entities, metrics, rules)
