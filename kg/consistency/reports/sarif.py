"""SARIF 2.1.0 (OASIS), which code hosts and editors read: a rule a kind, a result a finding."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from kg import __version__
from kg.consistency.baseline import fingerprint
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.reports.dossier import KINDS, Cited, Dossier
from kg.consistency.waivers import StaleWaiver
from kg.workspace.places import Place

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STALE: Final = "stale-waiver"
_RULES: Final = {
    **{kind.value: KINDS.get(kind, kind.value) for kind in Kind},
    _STALE: "A waiver that applies to no finding any more",
}
_SURE: Final = (Kind.CONFLICT, Kind.DERIVATION, Kind.IDENTITY)


def as_sarif(dossier: Dossier, prefix: str = "") -> str:
    """The log as text; ``prefix`` leads from the repository's folder to the workspace's ("" or "base/").

    A result stands at its culprit or first claim; the other claims are related locations, for mending any one may do.
    """
    run = {
        "tool": {
            "driver": {
                "name": "claims-kg",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": [_rule(identifier, text) for identifier, text in _RULES.items()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            *[_result(finding, dossier, prefix) for finding in dossier.findings],
            *[_stale(stale, prefix) for stale in dossier.stale],
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(identifier: str, text: str) -> dict[str, Any]:
    level = "warning" if identifier == _STALE else "error" if Kind(identifier) in _SURE else "note"
    return {"id": identifier, "shortDescription": {"text": f"{text}."}, "defaultConfiguration": {"level": level}}


def _result(finding: Finding, dossier: Dossier, prefix: str) -> dict[str, Any]:
    lead = {claim: rank for rank, claim in enumerate(finding.culprits)}
    cited = sorted(dossier.shown(finding), key=lambda c: lead.get(c.claim, len(lead)))
    places = [_location(c.place, prefix, _told(c), number) for number, c in enumerate(cited) if c.place]
    result: dict[str, Any] = {
        "ruleId": finding.kind.value,
        "ruleIndex": list(_RULES).index(finding.kind.value),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.explanation},
        "locations": places[:1],
        "relatedLocations": places[1:],
        "partialFingerprints": {"findingId/v1": finding.id, "findingContent/v1": fingerprint(finding)},
        "properties": {
            "id": finding.id,
            "entity": finding.entity,
            "metric": finding.metric,
            "claims": list(finding.claims),
            "culprits": list(finding.culprits),
        },
    }
    if finding.waived is not None:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": finding.waived}]
    if dossier.new is not None:
        result["baselineState"] = "new" if finding.id in dossier.new else "unchanged"
    return result


def _told(cited: Cited) -> str:
    return f"{cited.claim}: {cited.words} ({cited.source_name}, {cited.time or 'undated'})"


def _location(place: Place, prefix: str, text: str, number: int) -> dict[str, Any]:
    return {"id": number, **_physical(place, prefix), "message": {"text": text}}


def _physical(place: Place, prefix: str) -> dict[str, Any]:
    artifact = {"uri": quote(f"{prefix}{place.path}"), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": place.line}}}


def _stale(stale: StaleWaiver, prefix: str) -> dict[str, Any]:
    waiver = stale.waiver
    return {
        "ruleId": _STALE,
        "ruleIndex": list(_RULES).index(_STALE),
        "level": "warning",
        "message": {"text": stale.message},
        "locations": [_physical(Place(waiver.path, waiver.line or 1), prefix)],
        "partialFingerprints": {"findingId/v1": waiver.finding},
    }
