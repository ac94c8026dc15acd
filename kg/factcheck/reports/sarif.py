"""SARIF 2.1.0 of drafts: a rule a check, a result a diagnostic, fixes included."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from kg import __version__
from kg.consistency.finding import Severity
from kg.consistency.reports.sarif import SCHEMA
from kg.factcheck.drafting.diagnostics import SEVERITIES, TITLES, Check, Diagnostic, Linted

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(results: Sequence[Linted], prefix: str = "") -> str:
    """The log as text; ``prefix`` leads from the repository's folder to where the drafts' paths begin."""
    run = {
        "tool": {
            "driver": {
                "name": "claims-kg lint",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": [
                    {
                        "id": check.value,
                        "shortDescription": {"text": f"{TITLES[check]}."},
                        "defaultConfiguration": {"level": _LEVELS[SEVERITIES[check]]},
                    }
                    for check in Check
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(linted, d, prefix) for linted in results for d in linted.diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(linted: Linted, diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    path = linted.draft.path
    artifact: dict[str, Any] = {"uri": quote(path if path.startswith("/") else f"{prefix}{path}")}
    if not path.startswith("/"):
        artifact["uriBaseId"] = "%SRCROOT%"
    result: dict[str, Any] = {
        "ruleId": diagnostic.check.value,
        "ruleIndex": list(Check).index(diagnostic.check),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(linted, diagnostic.start, diagnostic.end)}}
        ],
        "properties": {"claims": list(diagnostic.claims)},
    }
    if diagnostic.suppressed is not None:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": diagnostic.suppressed}]
    if diagnostic.insert is not None:
        at, text = diagnostic.insert
        change = {"deletedRegion": _region(linted, at, at), "insertedContent": {"text": text}}
        told = {"text": "Cite the claim that bears it out."}
        result["fixes"] = [
            {"description": told, "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}]}
        ]
    return result


def _region(linted: Linted, start: int, end: int) -> dict[str, int]:
    line, column = linted.draft.position(start)
    end_line, end_column = linted.draft.position(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
