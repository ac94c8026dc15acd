"""Culprits: the fewest claims whose removal would leave no error and no warning.

This is the error localisation of I. P. Fellegi and D. Holt, "A Systematic Approach to Automatic Edit and Imputation",
Journal of the American Statistical Association 71 (1976): data that break edit rules are mended by changing the smallest
(weighted) set of fields that can make all rules hold, a set-covering problem. Here the fields are claims and the broken
rules are findings; they are solved a connected component at a time.

Claims that state one value of one thing at one time are one node: to drop the value is to drop them all. A node weighs
the sum over its independent origins, so that what three sources say is dropped last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from kg.consistency.clusters import apart
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.hitting import Demand, Solution, lightest
from kg.model.observation import Observation
from kg.model.units import DATE

_WHOLE: Final = 1000
_REVIEWED: Final = {"accepted": Decimal(1), "proposed": Decimal("0.8")}
_FIRMNESS: Final = {
    "reported": Decimal(1),
    "estimated": Decimal("0.9"),
    "projected": Decimal("0.9"),
    "target": Decimal("0.9"),
    "rumoured": Decimal("0.7"),
}
_HEDGED: Final = Decimal("0.95")
_UNDATED: Final = Decimal("0.8")
UNARGUED: Final = Decimal("0.8")
"""What a source whose reliability nobody has argued is taken for."""
_LEAST: Final = Decimal("0.05")
_MOST_VALUES: Final = 80
_MOST_TIES: Final = 4
_MOST_TERMS: Final = 400
_EXPLAINED: Final = (Kind.CONFLICT, Kind.DERIVATION, Kind.IDENTITY, Kind.UNIT, Kind.IMPLIED)


def weight_of(observation: Observation, reliability: Decimal = UNARGUED) -> int:
    """How hard a claim is to doubt: by review, status, hedge, date and the reliability of its source (0..1); 1000 at most."""
    reviewed = _REVIEWED.get(observation.review, Decimal("0.1"))
    firm = _FIRMNESS.get(observation.status, Decimal("0.5"))
    hedged = _HEDGED if observation.approximation == "about" else Decimal(1)
    dated = Decimal(1) if observation.start is not None or observation.unit == DATE else _UNDATED
    return max(int(_WHOLE * reviewed * firm * hedged * dated * max(reliability, _LEAST)), 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What is known of the claims that findings involve, by id. Claims that are not known weigh as much as any."""

    observations: Mapping[str, Observation] = field(default_factory=dict)
    reliability: Mapping[str, Decimal] = field(default_factory=dict)

    def of(self, claim: str) -> int:
        """The weight of one claim."""
        known = self.observations.get(claim)
        return _WHOLE if known is None else weight_of(known, self.reliability.get(known.source, UNARGUED))

    def of_all(self, claims: Iterable[str]) -> int:
        """The weight of claims that say the same: the heaviest of each origin, added up."""
        origins: dict[str, int] = {}
        for claim in claims:
            known = self.observations.get(claim)
            origin = (known.attributed_to or known.source) if known else claim
            origins[origin] = max(origins.get(origin, 0), self.of(claim))
        return sum(origins.values())


@dataclass(frozen=True, slots=True)
class Component:
    """Findings that hang together by their claims, and the lightest sets of claims that explain them all.

    ``certain`` claims are in every such set, ``possible`` ones in some; ``complete`` is False where there are more sets
    than are told.
    """

    findings: tuple[str, ...]
    claims: tuple[str, ...]
    weight: int
    sets: tuple[tuple[str, ...], ...]
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    complete: bool

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {
            "findings": list(self.findings),
            "claims": len(self.claims),
            "weight": self.weight,
            "sets": [list(chosen) for chosen in self.sets],
            "certain": list(self.certain),
            "possible": list(self.possible),
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class SourceRank:
    """How often claims of a source are culprits: certain ones, possible ones, of how many that findings involve."""

    source: str
    certain: int
    possible: int
    involved: int

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {"source": self.source, "certain": self.certain, "possible": self.possible, "involved": self.involved}


@dataclass(frozen=True, slots=True)
class Culprits:
    """All components, those of most findings first; the weights of their possible culprits; sources by their culprits."""

    components: tuple[Component, ...] = ()
    weights: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[SourceRank, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the key ``culprits`` of ``kg check --culprits --format json``."""
        return {
            "components": [component.as_json() for component in self.components],
            "weights": dict(self.weights),
            "sources": [rank.as_json() for rank in self.sources],
        }


def takes_part(finding: Finding) -> bool:
    """Whether a finding says that some claim of it must be wrong. Those waived, or not computable, do not."""
    broken = finding.holds is False or finding.kind is not Kind.DERIVATION
    return (
        finding.severity is not Severity.INFO
        and finding.kind in _EXPLAINED
        and broken
        and finding.waived is None
        and bool(finding.claims)
    )


def find_culprits(findings: Sequence[Finding], weights: Weights) -> Culprits:
    """The lightest explanation of each connected component of the findings that take part."""
    nodes = _Nodes(weights)
    demands = [(finding, list(_demands(finding, nodes))) for finding in findings if takes_part(finding)]
    components = [_component(group, nodes) for group in _connected(demands)]
    components.sort(key=lambda component: (-len(component.findings), component.findings))
    suspects = sorted({claim for component in components for claim in component.possible})
    return Culprits(
        tuple(components), {claim: weights.of(claim) for claim in suspects}, tuple(_ranking(components, weights))
    )


def with_culprits(findings: Sequence[Finding], weights: Weights, culprits: Culprits | None = None) -> list[Finding]:
    """The findings, ``culprits`` filled in: those of its claims that are certain, or where none is, those possible."""
    culprits = culprits or find_culprits(findings, weights)
    of_finding = {identifier: component for component in culprits.components for identifier in component.findings}
    return [
        _accused(finding, of_finding[finding.id]) if finding.id in of_finding and takes_part(finding) else finding
        for finding in findings
    ]


def _accused(finding: Finding, component: Component) -> Finding:
    own = frozenset(finding.claims)
    certain = tuple(claim for claim in component.certain if claim in own)
    possible = tuple(claim for claim in component.possible if claim in own)
    return replace(finding, culprits=certain or possible, is_certain=bool(certain))


class _Nodes:
    """Claims as nodes: those that state one value of one thing at one time are one, named by the first of them."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._named: dict[object, str] = {}
        self._members: dict[str, set[str]] = {}

    def of(self, claim: str) -> str:
        """The node of a claim."""
        known = self.weights.observations.get(claim)
        key: object = (known.cell, known.start, known.end, known.narrow, known.looks_ahead) if known else claim
        node = self._named.setdefault(key, claim)
        self._members.setdefault(node, set()).add(claim)
        return node

    def claims(self, node: str) -> set[str]:
        """The claims of a node that findings involve."""
        return self._members[node]

    def weight(self, node: str) -> int:
        """The weight of a node."""
        return self.weights.of_all(self._members[node])


def _demands(finding: Finding, nodes: _Nodes) -> Iterator[Demand]:
    """What has to go for a finding to go: of a broken calculation one claim, of a conflict all values but one."""
    if finding.kind not in (Kind.CONFLICT, Kind.UNIT) or len(finding.clusters) < 2:
        parts = _terms(finding, nodes.weights.observations)
        if len(parts) > _MOST_TERMS:
            return  # of so many terms any may be wrong
        yield tuple(dict.fromkeys(frozenset(nodes.of(claim) for claim in part) for part in parts))
        return
    known = nodes.weights.observations
    values = {nodes.of(claim): claim for claim in finding.claims}
    clusters = [frozenset(nodes.of(claim) for claim in cluster.claims) for cluster in finding.clusters]
    if len(values) > _MOST_VALUES:
        weights = {cluster: sum(nodes.weight(node) for node in cluster) for cluster in clusters}
        top = max(weights.values())
        heaviest = [cluster for cluster in clusters if weights[cluster] == top]
        if len(heaviest) <= _MOST_TIES:  # else nothing stands out among so many values, and nobody is accused
            whole = frozenset[str]().union(*clusters)
            yield tuple(dict.fromkeys(whole - cluster for cluster in heaviest))
        return
    place = {node: number for number, cluster in enumerate(clusters) for node in cluster}
    for (a, one), (b, other) in combinations(values.items(), 2):
        if finding.kind is Kind.CONFLICT and one in known and other in known:
            apart = _clash(known[one], known[other])
        else:
            apart = place.get(a) != place.get(b)
        if apart:
            yield (frozenset([a]), frozenset([b]))


def _terms(finding: Finding, known: Mapping[str, Observation]) -> list[list[str]]:
    """The claims of a broken calculation by the term that they give: a term that several give goes only with all of them."""
    terms: dict[str, list[str]] = {}
    place: dict[object, str] = {}
    for entry in finding.inputs:
        terms.setdefault(entry.name, []).append(entry.claim)
        if finding.kind is Kind.IDENTITY and (o := known.get(entry.claim)):
            place.setdefault((o.cell, o.start, o.end), entry.name)
    named = {entry.claim for entry in finding.inputs}
    for claim in finding.claims:
        if claim not in named:
            o = known.get(claim)
            name = place.get((o.cell, o.start, o.end)) if o else None
            terms.setdefault(name if name is not None else f"claim {claim}", []).append(claim)
    return list(terms.values())


def _clash(one: Observation, other: Observation) -> bool:
    """Whether two claims of a conflict exclude each other, rather than succeed each other."""
    if not apart(one, other):
        return False
    if (one.start, one.end) == (other.start, other.end):
        return True
    return (one.start is None or other.start is None) and one.source != other.source


Demanding = tuple[Finding, list[Demand]]


def _connected(demands: Sequence[Demanding]) -> Iterator[list[Demanding]]:
    import networkx as nx

    graph: Any = nx.Graph()
    for _, wanted in demands:
        touched = [node for demand in wanted for part in demand for node in part]
        graph.add_nodes_from(touched)
        graph.add_edges_from((touched[0], node) for node in touched[1:])
    number = {node: place for place, group in enumerate(nx.connected_components(graph)) for node in group}
    groups: dict[int, list[Demanding]] = {}
    for finding, wanted in demands:
        if wanted:
            first = next(node for part in wanted[0] for node in part)
            groups.setdefault(number[first], []).append((finding, wanted))
    yield from groups.values()


def _component(group: Sequence[Demanding], nodes: _Nodes) -> Component:
    demands = [demand for _, wanted in group for demand in wanted]
    touched = {node for demand in demands for part in demand for node in part}
    solution: Solution = lightest(demands, {node: nodes.weight(node) for node in touched})

    def told(chosen: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(claim for node in chosen for claim in nodes.claims(node)))

    return Component(
        findings=tuple(sorted(finding.id for finding, _ in group)),
        claims=told(touched),
        weight=solution.weight,
        sets=tuple(sorted(told(chosen) for chosen in solution.sets)),
        certain=told(solution.certain),
        possible=told(solution.possible),
        complete=solution.complete,
    )


def _ranking(components: Sequence[Component], weights: Weights) -> list[SourceRank]:
    def count(claims: Iterable[str]) -> Counter[str]:
        known = weights.observations
        return Counter(known[claim].source for claim in claims if claim in known)

    certain = count(claim for component in components for claim in component.certain)
    possible = count(claim for component in components for claim in component.possible)
    involved = count(claim for component in components for claim in component.claims)
    ranks = [SourceRank(source, certain[source], possible[source], number) for source, number in involved.items()]
    return sorted(ranks, key=lambda rank: (-rank.certain, -rank.possible, rank.source))
