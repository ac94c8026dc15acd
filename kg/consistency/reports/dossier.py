"""All that a report of findings shows: the findings, what the claims in them say and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from kg.consistency.check import Report
from kg.consistency.culprits import Culprits
from kg.consistency.finding import Cluster, Finding, Kind, Severity
from kg.consistency.waivers import StaleWaiver
from kg.graph.columns import Columns
from kg.model.errors import InvalidFilesError
from kg.model.observation import Observation
from kg.model.units import DATE
from kg.model.wording import interval_words
from kg.workspace.loading import load_source
from kg.workspace.places import Place, claim_places
from kg.workspace.workspace import Workspace

SHOWN_CLAIMS: Final = 25
"""A report spells out so many claims of one finding; a conflict of ten thousand is told by its clusters."""

KINDS: Final[dict[Kind, str]] = {
    Kind.CONFLICT: "Values for one thing at one time that no number fits",
    Kind.DERIVATION: "A figure that a text derives from others, computed again",
    Kind.IDENTITY: "A relation between metrics that the values given do not keep",
    Kind.FORECAST: "Projections or targets that differ from the outcome or from each other",
    Kind.SUCCESSION: "A value that moves between dates",
    Kind.SCOPE: "Figures easily taken for one another",
    Kind.UNIT: "One thing in several currencies or units",
    Kind.IMPLIED: "A value that nobody states and that follows from what is stated",
    Kind.AGREEMENT: "One value from several sources",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim as reports show it. ``at`` counts code points of the source's text, end exclusive."""

    claim: str
    source: str
    source_name: str
    words: str
    exact: str
    time: str | None = None
    status: str = "reported"
    attributed_to: str | None = None
    at: tuple[int, int] | None = None
    place: Place | None = None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {
            "claim": self.claim,
            "source": self.source,
            "title": self.source_name,
            "value": self.words,
            "exact": self.exact,
            "time": self.time,
            "status": self.status,
            "attributed_to": self.attributed_to,
            "at": list(self.at) if self.at else None,
            "path": self.place.path if self.place else None,
            "line": self.place.line if self.place else None,
        }


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a report is made of. ``new`` has the ids that a baseline lacks, None where there is no baseline.

    ``culprits`` is there where they are asked for; ``warnings`` is how many things ``kg validate`` warns of.
    """

    title: str
    report: Report
    cited: Mapping[str, Cited] = field(default_factory=dict)
    stale: tuple[StaleWaiver, ...] = ()
    new: frozenset[str] | None = None
    culprits: Culprits | None = None
    warnings: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Worst first."""
        return self.report.findings

    @property
    def waived(self) -> int:
        """How many are let stand."""
        return sum(finding.waived is not None for finding in self.findings)

    def of(self, severity: Severity) -> list[Finding]:
        """Those of a severity."""
        return [finding for finding in self.findings if finding.severity is severity]

    def counts(self) -> dict[Kind, Counter[Severity]]:
        """How many of each kind and severity; kinds without findings are left out."""
        table: dict[Kind, Counter[Severity]] = {}
        for finding in self.findings:
            table.setdefault(finding.kind, Counter())[finding.severity] += 1
        return {kind: table[kind] for kind in Kind if kind in table}

    def shown(self, finding: Finding) -> list[Cited]:
        """The claims of a finding that a report spells out."""
        return [self.cited[claim] for claim in finding.claims[:SHOWN_CLAIMS] if claim in self.cited]

    def is_new(self, finding: Finding) -> bool:
        """Whether it counts: not waived and, where there is a baseline, not in it."""
        return finding.waived is None and (self.new is None or finding.id in self.new)

    def is_failing(self, least: Severity) -> bool:
        """Whether something that counts is at least so severe. Stale waivers are warnings, but not held against a baseline."""
        stale = bool(self.stale) and self.new is None and Severity.WARNING.rank <= least.rank
        return stale or any(self.is_new(f) and f.severity.rank <= least.rank for f in self.findings)


def summary_words(dossier: Dossier) -> str:
    """The counts in a line: 31 findings: 5 errors, 3 warnings, 23 info; 2 waived."""
    total = len(dossier.findings)
    parts = [_counted(dossier.report.count(severity), severity) for severity in Severity]
    told = f"{total} finding{'s' if total != 1 else ''}: {', '.join(parts)}"
    if dossier.waived:
        told += f"; {dossier.waived} waived"
    if dossier.new is not None:
        told += f"; {sum(dossier.is_new(f) for f in dossier.findings)} new since the baseline"
    if dossier.stale:
        told += f"; {len(dossier.stale)} stale waiver{'s' if len(dossier.stale) != 1 else ''}"
    return told


def _counted(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'s' if count != 1 and severity is not Severity.INFO else ''}"


def cluster_words(cluster: Cluster) -> str:
    """The range common to a cluster, in words."""
    if cluster.unit != DATE:
        return interval_words(cluster.common, cluster.unit)
    spelled = cluster.as_json()
    low, high = spelled["low"], spelled["high"]
    return low if low == high else f"{low or '…'} to {high or '…'}"


def cited_claims(workspace: Workspace, columns: Columns, findings: Iterable[Finding]) -> dict[str, Cited]:
    """The claims that reports of findings spell out, by id, with the lines they stand on."""
    ids = sorted({claim for finding in findings for claim in islice(finding.claims, SHOWN_CLAIMS)})
    return cite(workspace, columns, ids)


def cite(workspace: Workspace, columns: Columns, ids: Collection[str]) -> dict[str, Cited]:
    """Claims by id, as reports show them; an id that no claim has is left out."""
    where, wanted = "id IN (SELECT unnest(?))", [sorted(ids)]
    offsets = dict(_offsets(columns, where, wanted))
    observations = list(columns.observations(where, wanted))
    places = claim_places(workspace, {(o.source, o.claim) for o in observations})
    names = {source: _source_name(workspace, source) for source in sorted({o.source for o in observations})}
    return {o.claim: _cited(o, names[o.source], offsets.get(o.claim), places.get(o.claim)) for o in observations}


def _offsets(columns: Columns, where: str, wanted: list[list[str]]) -> Iterable[tuple[str, tuple[int, int]]]:
    rows = columns.rows(f"SELECT id, at_start, at_end FROM claims WHERE {where} AND at_start IS NOT NULL", wanted)
    return ((identifier, (start, end)) for identifier, start, end in rows)


def _cited(o: Observation, source_name: str, at: tuple[int, int] | None, place: Place | None) -> Cited:
    return Cited(o.claim, o.source, source_name, o.words, o.exact, o.label, o.status, o.attributed_to, at, place)


def reliability_of(workspace: Workspace, source: str) -> Decimal | None:
    """How reliable a source is said to be, 0 to 1; None where nobody says."""
    try:
        said = load_source(workspace, workspace.root / "sources" / f"{source}.yaml").reliability
    except InvalidFilesError:
        return None
    return Decimal(said) if said is not None else None


def _source_name(workspace: Workspace, source: str) -> str:
    path = workspace.root / "sources" / f"{source}.yaml"
    try:
        return load_source(workspace, path).name
    except InvalidFilesError:
        return source
