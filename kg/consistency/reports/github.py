"""Annotations of a GitHub workflow: a command a line on standard output, shown beside the lines they name."""

from __future__ import annotations

from collections.abc import Iterator

from kg.consistency.finding import Finding, Severity
from kg.consistency.reports.dossier import Dossier, summary_words
from kg.workspace.places import Place

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(dossier: Dossier, prefix: str = "") -> str:
    """An annotation a finding that counts and a stale waiver, worst first, and the counts.

    ``prefix`` leads from the repository's folder to the workspace's ("" or "base/"). GitHub shows ten of each
    severity a step; what is waived or known to the baseline is left out.
    """
    return "\n".join([*_lines(dossier, prefix), summary_words(dossier), ""])


def escaped(text: str) -> str:
    """A message as a workflow command carries it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """A property's value as a workflow command carries it."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def _lines(dossier: Dossier, prefix: str) -> Iterator[str]:
    for finding in dossier.findings:
        if dossier.is_new(finding):
            place = _place(finding, dossier)
            title = f"{finding.kind.value}: {finding.entity} {finding.metric}"
            yield _command(_COMMANDS[finding.severity], place, prefix, title, f"{finding.explanation} [{finding.id}]")
    for stale in dossier.stale:
        waiver = stale.waiver
        place = Place(waiver.path, waiver.line) if waiver.line else None
        yield _command("warning", place, prefix, "stale waiver", stale.message)


def _place(finding: Finding, dossier: Dossier) -> Place | None:
    """Where to point: at a culprit where one is known, else at the first claim."""
    for claim in (*finding.culprits, *finding.claims):
        if claim in dossier.cited and (place := dossier.cited[claim].place):
            return place
    return None


def _command(name: str, place: Place | None, prefix: str, title: str, message: str) -> str:
    properties = {"file": f"{prefix}{place.path}", "line": str(place.line)} if place else {}
    properties["title"] = title
    told = ",".join(f"{key}={escaped_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{escaped(message)}"
