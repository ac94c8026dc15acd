"""The whole base as a Frictionless Data Package: datapackage.json beside CSV files, with types and keys declared."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.citation.export.rdf import NONE, Waivers
from kg.citation.export.tabular import COLUMNS, table_text, tidy_rows
from kg.citation.importing.vocabulary import entity_mapping, metric_mapping, rule_mapping
from kg.consistency.finding import Finding
from kg.model.base import Base
from kg.model.slugs import spelled
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.workspace.records import source_mapping

_INTEGERS: Final = ("at_start", "at_end", "source_length")
_REQUIRED: Final = ("id", "source", "exact", "entity", "metric", "value", "unit", "status", "review")
RECORD_COLUMNS: Final = ("id", "label", "record")
WAIVER_COLUMNS: Final = ("id", "source", "finding", "reason", "until", "by")
FINDING_COLUMNS: Final = ("id", "kind", "severity", "entity", "metric", "claims", "explanation", "waived")


@dataclass(frozen=True, slots=True)
class Called:
    """How a workspace is called, as its kg.toml says: ``prefix`` begins its IRIs, ``homepage`` is its place on the web."""

    name: str
    title: str
    prefix: str | None = None
    homepage: str | None = None

    def as_json(self) -> dict[str, str]:
        """The properties of a descriptor. A name is one of the standard's: lower-case letters, digits and -._/ alone."""
        name = re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9._/-]+", "-", spelled(self.name))).strip("-")
        told = {"name": name or "claims", "id": self.prefix, "title": self.title, "homepage": self.homepage}
        return {key: value for key, value in told.items() if value}


def package_files(called: Called, base: Base, findings: Iterable[Finding], waivers: Waivers = NONE) -> dict[str, str]:
    """File name -> text. ``record`` columns hold a whole record as JSON, as the YAML files of a workspace have it."""
    vocabulary = base.vocabulary
    own_metrics = [m for i, m in vocabulary.metrics.items() if engine_metrics().get(i) != m]
    used = {claim.metric for claim in base.claims}
    engine = [m for i, m in vocabulary.metrics.items() if i in used and m not in own_metrics]
    own_rules = [rule for rule in vocabulary.rules if rule not in engine_rules()]
    sources = [_record(source.id, source.name, source_mapping(source)) for source in base.sources.values()]
    entities = [_record(e.id, e.name("en"), entity_mapping(e)) for e in vocabulary.entities.values()]
    metrics = [_record(m.id, m.name("en"), metric_mapping(m)) for m in (*own_metrics, *engine)]
    rules = [_record(rule.id, rule.rule, rule_mapping(rule)) for rule in own_rules]
    tables = {
        "claims": (COLUMNS, list(tidy_rows(base))),
        "sources": (RECORD_COLUMNS, sources),
        "entities": (RECORD_COLUMNS, entities),
        "metrics": (RECORD_COLUMNS, metrics),
        "rules": (RECORD_COLUMNS, rules),
        "waivers": (WAIVER_COLUMNS, list(_waiver_rows(waivers))),
        "findings": (FINDING_COLUMNS, [_finding(finding) for finding in findings]),
    }
    files = {f"{table}.csv": table_text(columns, rows) for table, (columns, rows) in tables.items()}
    resources = [_resource(table, columns, files[f"{table}.csv"]) for table, (columns, _) in tables.items()]
    described = {"profile": "tabular-data-package", **called.as_json(), "resources": resources}
    return {"datapackage.json": json.dumps(described, ensure_ascii=False, indent=2) + "\n", **files}


def _record(identifier: str, label: str, mapping: Mapping[str, Any]) -> dict[str, str]:
    return {"id": identifier, "label": label, "record": json.dumps(mapping, ensure_ascii=False)}


def _waiver_rows(waivers: Waivers) -> Iterator[dict[str, str]]:
    for source in sorted(waivers):
        for number, waiver in enumerate(waivers[source], 1):
            until = waiver.until.isoformat() if waiver.until else ""
            told = {"finding": waiver.finding, "reason": waiver.reason, "until": until, "by": waiver.by or ""}
            yield {"id": f"{source}-{number}", "source": source, **told}


def _finding(finding: Finding) -> dict[str, str]:
    told = finding.as_json()
    return {name: told[name] or "" for name in FINDING_COLUMNS if name != "claims"} | {"claims": " ".join(finding.claims)}


def _resource(table: str, columns: Iterable[str], text: str) -> dict[str, Any]:
    fields = [_field(name, constrained=table == "claims") for name in columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""], "primaryKey": ["id"]}
    if table == "claims":
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": resource, "fields": ["id"]}}
            for name, resource in (("source", "sources"), ("entity", "entities"), ("metric", "metrics"))
        ]
    data = text.encode()
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(name: str, *, constrained: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": "integer" if name in _INTEGERS else "string"}
    if name in ("low", "high"):
        field["type"] = "number"
    if name in ("starts", "ends"):
        field["type"] = "date"
    if constrained and name in _REQUIRED:
        field["constraints"] = {"required": True}
    return field
