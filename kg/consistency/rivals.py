"""Which claims of a conflict speak against which.

A conflict tells everything that is given for one thing, so that readers see it side by side; a claim of it that fits all
the others ("more than 12 billion" beside 12.5 and 12.9), or holds for another time, is told and not contradicted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from kg.consistency.clusters import apart
from kg.consistency.finding import Finding, Kind, number
from kg.model.base import Base
from kg.model.interval import ZERO, Interval
from kg.model.observation import Observation, as_difference, observe
from kg.model.quantity import ABOUT_SHARE
from kg.model.units import from_base, shown


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two claims that no value fits: how far apart their narrow readings lie, and their wide ones (None: those meet)."""

    claim: str
    other: str
    unit: str
    narrow: Decimal
    wide: Decimal | None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        wide = None if self.wide is None else number(self.wide)
        return {"claims": [self.claim, self.other], "unit": shown(self.unit), "narrow": number(self.narrow), "wide": wide}


def share_time(one: Observation, other: Observation) -> bool:
    """Whether two figures may hold for one time: both do, or one of them has no date."""
    return one.start is None or other.start is None or (one.start, one.end) == (other.start, other.end)


def clash(one: Observation, other: Observation) -> bool:
    """Whether no value fits two figures that may hold for one time."""
    return share_time(one, other) and (apart(one, other) or not one.narrow.meets(other.narrow))


def is_of_superlative(finding: Finding) -> bool:
    """Whether a finding tells that a figure called the largest or smallest is exceeded: by others, of other things."""
    kinds = (Kind.CONFLICT, Kind.SUCCESSION)
    return finding.kind in kinds and finding.id.startswith(f"{finding.kind.value}/superlative/{finding.claims[0]}")


def rivals(finding: Finding, claim: str, observations: Mapping[str, Observation]) -> tuple[str, ...]:
    """The claims of a conflict that speak against one of its claims, in the order of the finding; none where it fits them.

    What exceeds a superlative speaks against it, and it against nobody. A source that dates one value and leaves another
    undated tells them apart itself. ``observations`` hold the claims of the finding; those it lacks are left out.
    """
    if is_of_superlative(finding):
        return finding.claims[1:] if claim == finding.claims[0] else ()
    own = observations.get(claim)
    if own is None:
        return ()
    others = (observations[name] for name in finding.claims if name != claim and name in observations)
    # As the conflict itself was found: a hedged figure is held by its wide reading.
    return tuple(o.claim for o in others if share_time(own, o) and apart(own, o) and not _told_apart(own, o))


def rivals_in(base: Base, finding: Finding, claim: str, about_share: Decimal = ABOUT_SHARE) -> tuple[str, ...]:
    """As ``rivals``, of the claims of a base; ``about_share`` is how much a hedge widens a value."""
    known = (base.by_id[name] for name in finding.claims if name in base.by_id)
    seen = (as_difference(observe(each, base.vocabulary, about_share)) for each in known)
    return rivals(finding, claim, {o.claim: o for o in seen})


def _told_apart(one: Observation, other: Observation) -> bool:
    return one.source == other.source and (one.start is None) != (other.start is None)


def _gap(a: Interval, b: Interval) -> Decimal | None:
    return None if a.meets(b) else max(b.low - a.high, a.low - b.high)


def exclusions_of(involved: Sequence[Observation]) -> Iterator[Exclusion]:
    """The pairs that exclude each other, lowest first."""
    ranked = sorted(involved, key=lambda o: (o.narrow.low, o.narrow.high, o.claim))
    for a, b in combinations(ranked, 2):
        narrow = _gap(a.narrow, b.narrow)
        if narrow is None and apart(a, b):
            narrow = ZERO  # they only touch
        if narrow is not None and share_time(a, b):
            wide = _gap(a.wide, b.wide)
            told = [None if gap is None else _size(gap, a) for gap in (narrow, wide)]
            assert told[0] is not None
            yield Exclusion(a.claim, b.claim, a.unit, told[0], told[1])


def _size(gap: Decimal, like: Observation) -> Decimal:
    """A difference in base units, in a claim's own unit."""
    if like.unit == "date":
        return gap
    ends = from_base(Interval(ZERO, gap), like.unit)
    return ends.high - ends.low
