"""Echoes: sources that repeat each other count once.

Two sources are not independent when they attribute a figure to one origin, or print the same unusual figure: many
significant digits are seldom measured twice and often copied. What hangs together so is an echo chain, a connected
component (networkx) of sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.telling import scope_words
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.units import DATE
from kg.model.wording import listed

UNUSUAL_DIGITS: Final = 4
EXAMPLES: Final = 8
"""How many figures that the same sources share are enough to show it."""
_SHOWN: Final = 4
_MANY: Final = 2


@dataclass(frozen=True, slots=True)
class Chain:
    """Sources that repeat each other, what joins them in words, and the claims that show it."""

    sources: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]


def significant_digits(o: Observation) -> int:
    """How many digits a claim's printed value has, zeros at either end apart; a range has those of both ends."""
    if o.unit == DATE:
        return 0
    return sum(len(end.lstrip("-").replace(".", "").strip("0")) for end in o.value.split("/"))


def is_unusual(o: Observation) -> bool:
    """Whether a figure is unlikely to be printed twice unless one copies the other."""
    return significant_digits(o) >= UNUSUAL_DIGITS


def _graph(observations: Iterable[Observation]) -> Any:
    """Claims joined to their source and origin, and to the unusual figure that they state."""
    import networkx as nx

    graph: Any = nx.Graph()
    for o in observations:
        claim = ("claim", o.claim)
        graph.add_edge(claim, ("source", o.source))
        if o.attributed_to:
            graph.add_edge(claim, ("origin", o.attributed_to))
            if o.attributed_to != o.source:
                continue
        if is_unusual(o):
            graph.add_edge(claim, ("figure", (o.cell, o.start, o.end, o.value)))
    return graph


def independent(observations: Iterable[Observation]) -> int:
    """How many independent sources stand behind claims: echo chains, and sources that echo nobody."""
    import networkx as nx

    observations = list(observations)
    if not any(o.attributed_to or is_unusual(o) for o in observations):
        return len({o.source for o in observations})  # nothing joins them
    return int(nx.number_connected_components(_graph(observations)))


def chains(observations: Iterable[Observation]) -> list[Chain]:
    """The echo chains among claims, each of two sources or more."""
    import networkx as nx

    graph = _graph(observations)
    found = []
    for group in nx.connected_components(graph):
        sources = sorted(name for kind, name in group if kind == "source")
        if len(sources) > 1:
            origins = sorted(name for kind, name in group if kind == "origin" and graph.degree((kind, name)) > 1)
            found.append(
                Chain(tuple(sources), tuple(origins), tuple(sorted(name for kind, name in group if kind == "claim")))
            )
    return sorted(found, key=lambda chain: chain.sources)


def find_echoes(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """One finding for sources that share several figures which are attributed to one origin, or unusual.

    ``observations`` may come in any order; two figures in common are asked for, since one may be chance.
    """
    asserted = [o for o in observations if o.is_asserted and o.review != "rejected"]
    shared: dict[object, list[Observation]] = {}
    for o in asserted:
        shared.setdefault((o.cell, o.start, o.end, o.value), []).append(o)
    telling = [
        group
        for group in shared.values()
        if len({o.source for o in group}) > 1 and independent(group) < len({o.source for o in group})
    ]
    members = {o.claim: o for group in telling for o in group}
    for chain in chains(members.values()):
        involved = [members[claim] for claim in chain.claims]
        figures = _figures(involved, telling, vocabulary)
        if len(figures) < _MANY:
            continue
        after = f", after {listed(list(chain.origins))}" if chain.origins else ""
        told = [*figures[:_SHOWN], "others"] if len(figures) > _SHOWN else figures
        first = min(involved, key=lambda o: (o.cell.entity, o.cell.metric, o.source, o.claim))
        yield Finding(
            id="/".join((Kind.AGREEMENT.value, "echo", *chain.sources[:_SHOWN])),
            kind=Kind.AGREEMENT,
            severity=Severity.INFO,
            entity=first.cell.entity,
            metric=first.cell.metric,
            claims=tuple(o.claim for o in involved),
            explanation=f"{listed(list(chain.sources))} repeat each other{after} and count as one source: {listed(told)}.",
        )


def _figures(involved: Sequence[Observation], telling: Sequence[Sequence[Observation]], vocabulary: Vocabulary) -> list[str]:
    claims = {o.claim for o in involved}
    firsts = [group[0] for group in telling if any(o.claim in claims for o in group)]
    return sorted(
        f"{vocabulary.entity(o.cell.entity).name()}'s {vocabulary.metric(o.cell.metric).name()}{scope_words(o.cell)} {o.words}"
        for o in firsts
    )
