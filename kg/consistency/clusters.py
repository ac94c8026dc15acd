"""Observations of one thing, grouped by the values that they may share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from typing import Final

from kg.consistency.finding import Cluster
from kg.consistency.values import stated_interval
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base

SLACK: Final = Decimal("2e-12")
"""How far ends may lie into each other and still only touch: the columns round an end outwards, at the twelfth decimal."""
_LEAST_ROUNDING: Final = 10 * SLACK


def told(observation: Observation) -> Interval:
    """What a figure says without generosity: its narrow reading, but of one that is hedged the wide one.

    Who writes "about 6 billion" does not vouch for the last digit, and is not contradicted by 6.1.
    """
    return observation.wide if observation.approximation == "about" else observation.narrow


def hedged(observation: Observation) -> Observation:
    """The observation with what it says (see ``told``) for its narrow reading."""
    return replace(observation, narrow=observation.wide) if observation.approximation == "about" else observation


def is_rounded(observation: Observation, *, upper: bool) -> bool:
    """Whether an end of what a figure says is the half unit of its rounding, and not a number that its text allows for.

    Bounds, dates and things counted end where they are stated to: at least 20 and at most 20 meet in 20.
    """
    interval = told(observation)
    end = interval.high if upper else interval.low
    if interval.is_point or not end.is_finite() or observation.unit == DATE:
        return False
    stated = stated_interval(observation)
    return abs(end - (stated.high if upper else stated.low)) > _LEAST_ROUNDING


def apart(one: Observation, other: Observation) -> bool:
    """Whether two figures, as told, exclude each other.

    Those that only touch at the half unit of either's rounding do: 1 billion and 2 billion are not one value, 1.5, of
    which each is a rounding.
    """
    a, b = told(one), told(other)
    if not a.meets(b):
        return True
    lower, upper = (one, other) if a.high <= b.high else (other, one)
    if told(lower).high - told(upper).low > SLACK:
        return False
    return is_rounded(lower, upper=True) and is_rounded(upper, upper=False)


def disagree(observations: Iterable[Observation], *, wide: bool) -> bool:
    """Whether no value fits all. Intervals that meet two by two share a point (Helly's theorem in one dimension).

    In the wide reading the ends of a rounding belong to it, as in XBRL; as told (see ``apart``) they do not.
    """
    members = list(observations)
    intervals = [o.wide if wide else told(o) for o in members]
    if not intervals:
        return False
    floor, ceiling = max(interval.low for interval in intervals), min(interval.high for interval in intervals)
    if wide or floor > ceiling or ceiling - floor > SLACK:
        return floor > ceiling
    below = (o for o, interval in zip(members, intervals, strict=True) if interval.high - ceiling <= SLACK)
    above = (o for o, interval in zip(members, intervals, strict=True) if floor - interval.low <= SLACK)
    return any(is_rounded(o, upper=True) for o in below) and any(is_rounded(o, upper=False) for o in above)


def clusters_of(observations: Sequence[Observation]) -> tuple[Cluster, ...]:
    """The fewest groups such that what those of each say (see ``told``) shares a value, lowest first, by one sweep.

    (Piercing a family of intervals with the fewest points: sort by upper end, open a group when the next lies beyond.)
    """
    groups: list[list[Observation]] = []
    for observation in sorted(observations, key=lambda o: (told(o).high, told(o).low, o.claim)):
        if not groups or _beyond(observation, groups[-1]):
            groups.append([])
        groups[-1].append(observation)
    return tuple(
        sorted((_cluster(group) for group in groups), key=lambda cluster: (cluster.common.low, cluster.common.high))
    )


def _beyond(observation: Observation, group: Sequence[Observation]) -> bool:
    """Whether an observation is apart from one of a group, of which none reaches further up; the first ends lowest."""
    ceiling, floor = told(group[0]).high, told(observation).low
    if floor > ceiling or ceiling - floor > SLACK or not is_rounded(observation, upper=False):
        return floor > ceiling
    return any(is_rounded(o, upper=True) for o in takewhile(lambda o: told(o).high - ceiling <= SLACK, group))


def _cluster(group: Sequence[Observation]) -> Cluster:
    low = max(told(observation).low for observation in group)
    high = min(told(observation).high for observation in group)
    unit = min(observation.unit for observation in group)
    common = Interval(low, high)
    return Cluster(common if unit == DATE else from_base(common, unit), unit, tuple(sorted(o.claim for o in group)))
