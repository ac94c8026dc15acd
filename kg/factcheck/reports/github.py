"""Annotations of a GitHub workflow: one command a diagnostic, beside the line it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.consistency.finding import Severity
from kg.consistency.reports.github import escaped, escaped_property
from kg.factcheck.drafting.diagnostics import Linted
from kg.factcheck.reports.carets import summary_words

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(results: Sequence[Linted], prefix: str = "") -> str:
    """The annotations and the counts; ``prefix`` leads from the repository's folder to where the drafts' paths begin."""
    lines = []
    for linted in results:
        for d in linted.told:
            (line, column), (end_line, end_column) = (linted.draft.position(o) for o in (d.start, d.end))
            path = linted.draft.path
            places = {
                "file": path if path.startswith("/") else f"{prefix}{path}",
                "line": str(line),
                "endLine": str(end_line),
            }
            if line == end_line:
                places |= {"col": str(column), "endColumn": str(max(column, end_column - 1))}
            places["title"] = d.check.value
            told = ",".join(f"{key}={escaped_property(value)}" for key, value in places.items())
            lines.append(f"::{_COMMANDS[d.severity]} {told}::{escaped(d.message)}")
    return "\n".join([*lines, summary_words(results), ""])
