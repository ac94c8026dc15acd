"""Superlatives: figures said to be the largest or smallest of their kind, against what else the base gives.

A superlative holds at its date. What exceeded the figure before is a conflict; what exceeds it since overtakes it, which is
a succession and nobody's fault, but makes the sentence wrong for whoever repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from kg.consistency.clusters import clusters_of
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.parts import PART_KEYS
from kg.consistency.telling import origin_words, scope_words
from kg.consistency.values import qualifiers_of
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.superlative import Superlative, parse_superlative
from kg.model.wording import listed

_SHOWN: Final = 4
Group = tuple[str, str, str]


def group_of(o: Observation) -> Group:
    """What may be ranked together: metric, denominator and dimension."""
    return o.cell.metric, o.cell.per, o.cell.dimension


def find_superlatives(
    said: Mapping[str, str], observations: Iterable[Observation], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """One finding a figure that others exceed. ``said`` are the superlatives by claim, ``observations`` these and others."""
    groups: dict[Group, list[Observation]] = {}
    for o in observations:
        if o.is_asserted and o.review != "rejected":
            groups.setdefault(group_of(o), []).append(o)
    for _, members in sorted(groups.items()):
        ranked = sorted(members, key=lambda o: (o.narrow.low, o.narrow.high, o.source, o.claim))
        for claim in sorted((o for o in members if o.claim in said), key=lambda o: o.claim):
            superlative = parse_superlative(said[claim.claim])
            yield from _of_claim(claim, superlative, ranked[::-1] if superlative.largest else ranked, vocabulary)


def _of_claim(
    claim: Observation, superlative: Superlative, ranked: Sequence[Observation], vocabulary: Vocabulary
) -> Iterator[Finding]:
    beyond = _distinct(o for o in _beyond(claim, superlative, ranked) if _in_scope(claim, o, superlative, vocabulary))
    before = list(islice((o for o in beyond if _is_before(o, claim)), _SHOWN))
    if before:
        firm = any(_exceeds(o, claim, superlative, wide=True) for o in before)
        yield _finding(claim, superlative, before, vocabulary, Kind.CONFLICT, Severity.WARNING if firm else Severity.INFO)
        return
    if beyond:
        yield _finding(claim, superlative, beyond[:_SHOWN], vocabulary, Kind.SUCCESSION, Severity.INFO)


def _exceeds(o: Observation, claim: Observation, superlative: Superlative, *, wide: bool) -> bool:
    one, other = (o.wide, claim.wide) if wide else (o.narrow, claim.narrow)
    return one.low > other.high if superlative.largest else one.high < other.low


def _beyond(claim: Observation, superlative: Superlative, ranked: Sequence[Observation]) -> Iterator[Observation]:
    """What exceeds a figure, furthest first; what is only foreseen exceeds nothing."""
    for o in ranked:
        if _exceeds(o, claim, superlative, wide=False):
            if not o.looks_ahead:
                yield o
        elif superlative.largest and o.narrow.low <= claim.narrow.high:
            return


def _in_scope(claim: Observation, o: Observation, superlative: Superlative, vocabulary: Vocabulary) -> bool:
    """Whether an observation is ranked with a claim: of the entities that are meant, and of the same part of them.

    A part that exceeds a figure makes its whole exceed it; one that falls below says nothing of the whole.
    """
    own, others = qualifiers_of(claim.cell.qualifiers), qualifiers_of(o.cell.qualifiers)
    if any(others.get(key) != own[key] for key in PART_KEYS if key in own):
        return False
    if not superlative.largest and own != others:
        return False
    return superlative.among is None or superlative.among in vocabulary.lineage(o.cell.entity)


def _is_before(o: Observation, claim: Observation) -> bool:
    """Whether it held when the superlative was said: at the same time or before."""
    return o.end is not None and claim.end is not None and o.end <= claim.end


def _distinct(observations: Iterable[Observation]) -> list[Observation]:
    """One claim a thing and value, so many as can be told twice over."""
    kept: dict[object, Observation] = {}
    for o in observations:
        kept.setdefault((o.cell.entity, o.narrow, o.start, o.end), o)
    return list(kept.values())


def _finding(
    claim: Observation,
    superlative: Superlative,
    rivals: Sequence[Observation],
    vocabulary: Vocabulary,
    kind: Kind,
    severity: Severity,
) -> Finding:
    among = f" of {vocabulary.entity(superlative.among).name()}" if superlative.among else ""
    metric = vocabulary.metric(claim.metric).name()
    told = listed(
        [f"{o.words} of {vocabulary.entity(o.cell.entity).name()}{scope_words(o.cell)} ({origin_words(o)})" for o in rivals]
    )
    goes = "exceeded" if superlative.largest else "undercut"
    undated = claim.end is None or any(o.end is None for o in rivals)
    since = f"is {goes} by" if undated else f"has been {goes} since by"
    when = f"had been {goes} already by" if kind is Kind.CONFLICT else since
    return Finding(
        id=f"{kind.value}/superlative/{claim.claim}",
        kind=kind,
        severity=severity,
        entity=claim.cell.entity,
        metric=claim.metric,
        claims=(claim.claim, *(o.claim for o in rivals)),
        explanation=(
            f"{vocabulary.entity(claim.cell.entity).name()}: {metric} {claim.words} ({origin_words(claim)}) is said to be the "
            f"{superlative.extreme}{among}; it {when} {told}."
        ),
        clusters=clusters_of((claim,)) + clusters_of(rivals),
    )
