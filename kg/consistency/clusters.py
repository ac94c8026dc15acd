"""Observations of one thing, grouped by the values that they may share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.consistency.finding import Cluster
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base


def disagree(observations: Iterable[Observation], *, wide: bool) -> bool:
    """Whether no value fits all. Intervals that meet two by two share a point (Helly's theorem in one dimension)."""
    lows, highs = [], []
    for observation in observations:
        interval = observation.wide if wide else observation.narrow
        lows.append(interval.low)
        highs.append(interval.high)
    return bool(lows) and max(lows) > min(highs)


def clusters_of(observations: Sequence[Observation]) -> tuple[Cluster, ...]:
    """The fewest groups such that the narrow readings of each share a value, lowest first, by one sweep.

    (Piercing a family of intervals with the fewest points: sort by upper end, open a group when the next lies beyond.)
    """
    groups: list[list[Observation]] = []
    ceiling = None
    for observation in sorted(observations, key=lambda o: (o.narrow.high, o.narrow.low, o.claim)):
        if ceiling is None or observation.narrow.low > ceiling:
            ceiling = observation.narrow.high
            groups.append([])
        groups[-1].append(observation)
    return tuple(
        sorted((_cluster(group) for group in groups), key=lambda cluster: (cluster.common.low, cluster.common.high))
    )


def _cluster(group: Sequence[Observation]) -> Cluster:
    low = max(observation.narrow.low for observation in group)
    high = min(observation.narrow.high for observation in group)
    unit = min(observation.unit for observation in group)
    common = Interval(low, high)
    return Cluster(common if unit == DATE else from_base(common, unit), unit, tuple(sorted(o.claim for o in group)))
