"""Figures that a reader would take for the same thing and that are not: other scopes, other definitions, no period.

A conflict needs equal cells; these are the neighbours whose values differ for a reason that a careless quotation drops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.consistency.clusters import clusters_of
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.telling import dimension_slug, origin_words, scope_words
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.wording import listed

_SHOWN = 6
_COMPARED = 200


def find_scopes(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """One finding an entity and metric family whose cells differ. ``observations`` come grouped by entity."""
    for entity, group in groupby(observations, key=lambda o: o.cell.entity):
        asserted = [o for o in group if o.is_asserted and o.review != "rejected"]
        for metric in sorted({o.metric for o in asserted}):
            family = [o for o in asserted if metric in vocabulary.metric_lineage(o.cell.metric)]
            for dimension in sorted({o.cell.dimension for o in family}):
                members = [o for o in family if o.cell.dimension == dimension]
                finding = _of_family(entity, metric, members, vocabulary)
                if finding:
                    yield finding


def _scope(observation: Observation) -> tuple[str, str, str, bool]:
    """What must be equal for two observations to be compared: definition, qualifiers, denominator, having a period."""
    cell = observation.cell
    has_time = observation.kind.holds_at_a_moment or observation.start is not None
    return cell.metric, cell.qualifiers, cell.per, has_time


def _conflated(one: Observation, other: Observation) -> bool:
    """Whether two observations of different scopes differ in value and could be quoted for the same time."""
    if one.narrow.meets(other.narrow):
        return False
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    return (one.start < other.end and other.start < one.end) or one.kind.holds_at_a_moment


def _involved(members: list[Observation]) -> list[Observation]:
    """The members that some member of another scope could be mistaken for, by a sweep over at most so many."""
    ranked = sorted(members, key=lambda o: (o.narrow.low, o.narrow.high, o.claim))
    if len(ranked) > _COMPARED:
        ranked = [*ranked[: _COMPARED // 2], *ranked[-_COMPARED // 2 :]]
    kept: dict[str, Observation] = {}
    for index, one in enumerate(ranked):
        for other in ranked[index + 1 :]:
            if _scope(one) != _scope(other) and _conflated(one, other):
                kept[one.claim], kept[other.claim] = one, other
    return list(kept.values())


def _of_family(entity: str, family: str, members: list[Observation], vocabulary: Vocabulary) -> Finding | None:
    if len({_scope(o) for o in members}) < 2:
        return None
    members = _involved(members)
    if not members:
        return None
    told = [
        f"{o.words} as {vocabulary.metric(o.metric).name()}{scope_words(o.cell)} ({origin_words(o)})"
        for o in _distinct(members)
    ]
    if len(told) > _SHOWN:
        told = [*told[: _SHOWN - 1], f"{len(told) - _SHOWN + 1} more"]
    name = vocabulary.entity(entity).name()
    return Finding(
        id=f"{Kind.SCOPE.value}/{entity}/{family}/{dimension_slug(members[0].cell.dimension)}",
        kind=Kind.SCOPE,
        severity=Severity.INFO,
        entity=entity,
        metric=family,
        claims=tuple(sorted(o.claim for o in members)),
        explanation=f"{name}: figures easily taken for one another differ in scope, definition or date: {listed(told)}.",
        clusters=clusters_of(members),
    )


def _distinct(members: list[Observation]) -> list[Observation]:
    """One observation a scope, time and value."""
    kept: dict[tuple[str, object, str | None], Observation] = {}
    for o in sorted(members, key=lambda o: (o.narrow.low, o.narrow.high, o.claim)):
        kept.setdefault((o.words, o.cell, o.label), o)
    return list(kept.values())
