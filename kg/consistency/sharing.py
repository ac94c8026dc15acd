"""Shares of one whole: market shares, votes and stakes add up to at most 100 %."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.consistency.clusters import hedged
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.parts import EVERYTHING, finding_of_parts, for_time, scope_of, total_of
from kg.consistency.telling import origin_words
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.units import from_base
from kg.model.wording import interval_words, listed

SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "market_share": ("entity",),
    "vote_share": ("entity", "group"),
    "seat_share": ("entity", "group"),
    "poll_share": ("entity", "group"),
    "revenue_share": ("segment", "product", "geography", "group"),
    "users_share": ("segment", "product", "geography", "group"),
    "request_share": ("product", "segment"),
    "electricity_share": ("segment", "product"),
    "population_share": ("group",),
    "stake": ("counterparty",),
}
"""Shares of one whole, and by what those who share it are told apart."""


def find_shares(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Shares of one whole (``SHARED``) that add up to more than 100 %. ``observations`` may come in any order."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for o in map(hedged, observations):
        if o.metric not in SHARED or not o.is_asserted or o.review == "rejected" or o.cell.dimension != "ratio":
            continue
        scope = dict(scope_of(o.cell.qualifiers))
        time = f"{o.start}/{o.end}" if o.start else f"undated in {o.source}"
        for key in SHARED[o.metric]:
            if key != "entity" and key not in scope:
                continue
            rest = json.dumps(sorted((k, v) for k, v in scope.items() if k != key))
            owner = "" if key == "entity" else o.cell.entity
            groups.setdefault((o.metric, key, owner, rest, time, o.cell.per), []).append(o)
    for (_, key, owner, _, _, _), members in sorted(groups.items()):
        finding = _above_hundred(members, key, owner, vocabulary)
        if finding:
            yield finding


def _above_hundred(members: Sequence[Observation], key: str, owner: str, vocabulary: Vocabulary) -> Finding | None:
    holders: dict[str, Observation] = {}
    for o in sorted(members, key=lambda o: (o.narrow.low, o.source, o.claim)):
        holder = o.cell.entity if key == "entity" else dict(scope_of(o.cell.qualifiers))[key]
        if holder.casefold() not in EVERYTHING:
            holders.setdefault(holder, o)
    if key == "entity":
        within = {name for name in holders if _has_whole(name, holders, vocabulary)}
        holders = {name: o for name, o in holders.items() if name not in within}
    shares = list(holders.values())
    if len(shares) < 2 or total_of(shares, wide=False).low <= 1:
        return None
    alike = len({o.looks_ahead for o in shares}) == 1
    firm = total_of(shares, wide=True).low > 1 and alike and key == "entity"
    names = {name: vocabulary.entity(name).name() if key == "entity" else name for name in holders}
    total = interval_words(from_base(total_of(shares, wide=False), "%"), "%")
    first = shares[0]
    whose = f"{vocabulary.entity(owner).name()}: " if owner else ""
    told = listed([f"{o.words} ({names[name]}, {origin_words(o)})" for name, o in holders.items()])
    explanation = f"{whose}{vocabulary.metric(first.metric).name()}{for_time(first)}: {told} add up to {total}, more than one whole has."
    severity = Severity.ERROR if firm else Severity.WARNING
    return finding_of_parts(
        Kind.IDENTITY,
        f"shares-by-{key}",
        severity,
        shares,
        [],
        explanation,
        about=first,
        operator="<=",
        expected=total,
    )


def _has_whole(entity: str, others: Mapping[str, Observation], vocabulary: Vocabulary) -> bool:
    seen: set[str] = set()
    part_of = vocabulary.entity(entity).part_of
    while part_of is not None and part_of not in seen:
        if part_of in others:
            return True
        seen.add(part_of)
        part_of = vocabulary.entity(part_of).part_of
    return False
