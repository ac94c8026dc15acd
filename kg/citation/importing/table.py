"""A tidy table as sources and claims, with the names of what they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from pydantic import ValidationError

from kg.citation.export.tabular import claim_row, source_row
from kg.citation.importing.stock import Stock
from kg.citation.importing.tidy import REQUIRED, claim_column, claim_record, faults, rows_in, source_column, source_record
from kg.model.base import Base
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, Problem, UsageError
from kg.model.period import CALENDAR_YEAR_END
from kg.model.vocabulary import Entity, Metric, MetricKind, Source
from kg.vocabulary.records import key_path, problem_message
from kg.vocabulary.strict_yaml import described
from kg.workspace.records import ClaimRecord, SourceRecord

_LAST: Final = 6  # problems of one row
_TOGETHER: Final = (("period", "as_of", "undated"), ("formula", "inputs", "derivation_note"), ("at_start", "at_end"))
"""Columns that say one thing: where a table has one of them filled in, the others are not taken from what was there."""


def read_table(text: str, kind: str, path: str, known: Base | None = None) -> Stock:
    """A tidy table. A column that it lacks leaves what ``known`` says of the same claim or source."""
    read = _Table(path, known)
    try:
        for line, row in rows_in(text, kind, required=REQUIRED):
            read.take(line, row)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    if read.problems:
        raise InvalidFilesError(read.problems)
    return Stock(tuple(read.claims.values()), read.sources, read.entities, read.metrics, whole=False)


class _Table:
    """The rows of a tidy table, gathered one by one with all that is wrong with them."""

    def __init__(self, path: str, known: Base | None) -> None:
        self.path = path
        self.known = known
        self.problems: list[Problem] = []
        self.claims: dict[str, Claim] = {}
        self.sources: dict[str, Source] = {}
        self.entities: dict[str, Entity] = {}
        self.metrics: dict[str, Metric] = {}
        self._lines: dict[str, int] = {}
        self._lines_of_sources: dict[str, int] = {}
        self._told: set[tuple[str, str, str]] = set()

    def take(self, line: int, row: Mapping[str, str]) -> None:
        """One row, begun on a line."""
        collect = Collector(self.path, line, self.problems, row.get("source", ""), self._told)
        wrong = list(faults(row))
        for column, message in wrong:
            collect.note(message, column)
        if wrong:
            return
        source = row["source"]
        found = collect(ClaimRecord, partial(claim_record, _completed_claim(row, self.known)), claim_column)
        if row["id"] in self.claims:
            collect.note(f"{row['id']!r} stands in line {self._lines[row['id']]} already", "id")
        elif found is not None:
            self._lines[row["id"]] = line
            self.claims[row["id"]] = found.to_claim(source)
        record = collect(SourceRecord, partial(source_record, _completed_source(row, self.known)), source_column)
        if record is not None:
            self._lines_of_sources.setdefault(source, line)
            said = source_row(self.sources.setdefault(source, record.to_source()))
            first = self._lines_of_sources[source]
            for column, text in source_row(record.to_source()).items():
                if text != said[column]:
                    message = f"found {described(text)}, but {described(said[column])} in line {first}: rows of one source have one record"
                    collect.note(message, column)
        self.entities.setdefault(row["entity"], _named_entity(row))
        self.metrics.setdefault(row["metric"], _named_metric(row, collect))


class Collector:
    """Validates records and keeps what is wrong with them."""

    def __init__(
        self,
        path: str,
        line: int,
        problems: list[Problem],
        source: str = "",
        told: set[tuple[str, str, str]] | None = None,
    ) -> None:
        self.path = path
        self.line = line
        self.problems = problems
        self.source = source
        self.told = set() if told is None else told
        """What was said of the records of sources, which each of their rows repeats."""

    def __call__(self, model: type[Any], make: Callable[[], dict[str, Any]], column: Callable[[str], str] = str) -> Any:
        """The record, or None with a problem noted under its column."""
        try:
            data = make()
            return model.model_validate(data)
        except ValidationError as error:
            for detail in error.errors(include_url=False)[:3]:
                self.note(problem_message(detail, model), column(key_path(detail, data)))
        except (ValueError, TypeError) as error:
            self.note(str(error))
        return None

    def note(self, message: str, key: str = "") -> None:
        """One problem; what a claim and its source have in common is told once, and so is what is wrong with a source."""
        if key.startswith("source_"):
            if (self.source, key, message) in self.told:
                return
            self.told.add((self.source, key, message))
        problem = Problem(self.path, message, self.line, key)
        if problem not in self.problems[-_LAST:]:
            self.problems.append(problem)


def _named_entity(row: Mapping[str, str]) -> Entity:
    kind, label = row.get("entity_type") or "concept", row.get("entity_label")
    year_end = row.get("entity_fiscal_year_end") or CALENDAR_YEAR_END
    return Entity(row["entity"], kind, {"": label} if label else {}, fiscal_year_end=year_end)


def _named_metric(row: Mapping[str, str], collect: Collector) -> Metric:
    label = row.get("metric_label")
    try:
        kind = MetricKind(row.get("metric_kind") or "stock")
    except ValueError:
        collect.note(
            f"unknown kind of metric {row['metric_kind']!r}, expected one of {', '.join(MetricKind)}", "metric_kind"
        )
        kind = MetricKind.STOCK
    return Metric(row["metric"], kind, row.get("metric_dimension") or None, {"": label} if label else {})


def _completed_claim(row: Mapping[str, str], known: Base | None) -> Mapping[str, str]:
    """The row, with what the claim of that id says in the columns that the table lacks."""
    claim = known.by_id.get(row["id"]) if known else None
    if claim is None:
        return row
    before = claim_row(claim)
    given = {name for group in _TOGETHER if any(row.get(name) for name in group) for name in group}
    if row["value"] != before["value"]:
        given.add("value_to")
    return {name: text for name, text in before.items() if name not in given} | dict(row)


def _completed_source(row: Mapping[str, str], known: Base | None) -> Mapping[str, str]:
    source = known.sources.get(row["source"]) if known else None
    return row if source is None else source_row(source) | dict(row)
