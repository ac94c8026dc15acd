"""A finding: what the checker has to say of some claims, as plain data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from kg.model.interval import Interval
from kg.model.units import DATE, shown


class Kind(StrEnum):
    """What a finding is."""

    CONFLICT = "conflict"
    DERIVATION = "derivation"
    IDENTITY = "identity"
    FORECAST = "forecast"
    SUCCESSION = "succession"
    SCOPE = "scope"
    UNIT = "unit"
    IMPLIED = "implied"
    AGREEMENT = "agreement"


class Severity(StrEnum):
    """How sure the checker is that something is wrong: under the widest reading, under the narrow one, or not at all."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)

    def at_most(self, other: Severity) -> Severity:
        """The milder of the two."""
        return max(self, other, key=lambda severity: severity.rank)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims whose values share a point: the range of values common to them, in ``unit``, and their ids."""

    common: Interval
    unit: str
    claims: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping; an open side is null."""
        spelled = _day if self.unit == DATE else number
        low, high = spelled(self.common.low), spelled(self.common.high)
        return {"low": low, "high": high, "unit": shown(self.unit), "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Input:
    """One term of a recomputation: its name in the formula, the claim that gives it, and its value in words."""

    name: str
    claim: str
    value: str

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {"name": self.name, "claim": self.claim, "value": self.value}


@dataclass(frozen=True, slots=True)
class Finding:
    """What some claims amount to together.

    ``holds`` is set for derivations and identities: whether the stated value is what the inputs yield. ``expected`` is
    the recomputed interval in words. ``claims`` are ids, worst offender not implied; ``culprits`` are those of them whose
    removal, with the fewest others, would leave no finding; unless ``is_certain``, only some of them need go. ``waived`` is the reason for which it is let stand.
    """

    id: str
    kind: Kind
    severity: Severity
    entity: str
    metric: str
    claims: tuple[str, ...]
    explanation: str
    clusters: tuple[Cluster, ...] = ()
    rule: str | None = None
    inputs: tuple[Input, ...] = ()
    expected: str | None = None
    holds: bool | None = None
    culprits: tuple[str, ...] = ()
    waived: str | None = None
    is_certain: bool = True

    @property
    def accusation(self) -> str:
        """What to say in front of the culprits: that they are, or that they may be."""
        return "Fewest claims that explain it" if self.is_certain else "Claims among which the mistake lies"

    def as_json(self) -> dict[str, Any]:
        """As the documented mapping of ``kg check --format json``."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "severity": self.severity.value,
            "entity": self.entity,
            "metric": self.metric,
            "claims": list(self.claims),
            "clusters": [cluster.as_json() for cluster in self.clusters],
            "rule": self.rule,
            "explanation": self.explanation,
            "inputs": [entry.as_json() for entry in self.inputs],
            "expected": self.expected,
            "holds": self.holds,
            "culprits": list(self.culprits),
            "waived": self.waived,
        }


def number(value: Decimal) -> str | None:
    """A decimal as text without needless zeros; None for an open side."""
    if not value.is_finite():
        return None
    whole, point, fraction = f"{value:f}".partition(
        "."
    )  # not normalize(), which would round to the precision of the context
    fraction = fraction.rstrip("0")
    return f"{whole}{point}{fraction}" if fraction else whole


def _day(ordinal: Decimal) -> str | None:
    return date.fromordinal(int(ordinal)).isoformat() if ordinal.is_finite() else None


def distinctly_named(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with ids that tell each from every other, whatever order they come in.

    Where several would be called alike, each is called after its unit as well, or else after its values and its rule:
    nothing that renaming claims, or printing figures in another scale, would change.
    """
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.id, []).append(finding)
    if len(alike) == len(findings):
        return list(findings)
    named: list[Finding] = []
    for identifier, group in alike.items():
        units = {"-".join(sorted({cluster.unit for cluster in finding.clusters})): finding for finding in group}
        if len(group) == 1:
            named += group
        elif len(units) == len(group) and "" not in units:
            named += [replace(finding, id=f"{identifier}/{unit}") for unit, finding in units.items()]
        else:
            numbers: dict[str, int] = {}
            for finding in sorted(group, key=lambda f: (_content(f), f.claims)):
                numbers[_content(finding)] = count = numbers.get(_content(finding), 0) + 1
                more = f"-{count}" if count > 1 else ""
                named.append(replace(finding, id=f"{identifier}/{_content(finding)}{more}"))
    return named


def _content(finding: Finding) -> str:
    """What a finding says, claims' names and the scale of figures apart, as 8 hex digits."""
    clusters = [(number(c.common.low), number(c.common.high), c.unit, len(c.claims)) for c in finding.clusters]
    values = sorted(entry.value for entry in finding.inputs)
    told = [finding.kind.value, finding.metric, finding.rule, finding.expected, clusters, values]
    return sha256(json.dumps(told).encode()).hexdigest()[:8]


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Worst first, then by kind, entity, metric and id."""
    kinds = list(Kind)
    return sorted(findings, key=lambda f: (f.severity.rank, kinds.index(f.kind), f.entity, f.metric, f.id))
