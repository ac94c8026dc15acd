"""Observations of one thing, grouped by the values that they may share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.consistency.finding import Cluster
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base


def told(observation: Observation) -> Interval:
    """What a figure says without generosity: its narrow reading, but of one that is hedged the wide one.

    Who writes "about 6 billion" does not vouch for the last digit, and is not contradicted by 6.1.
    """
    return observation.wide if observation.approximation == "about" else observation.narrow


def hedged(observation: Observation) -> Observation:
    """The observation with what it says (see ``told``) for its narrow reading."""
    return replace(observation, narrow=observation.wide) if observation.approximation == "about" else observation


def disagree(observations: Iterable[Observation], *, wide: bool) -> bool:
    """Whether no value fits all. Intervals that meet two by two share a point (Helly's theorem in one dimension)."""
    lows, highs = [], []
    for observation in observations:
        interval = observation.wide if wide else told(observation)
        lows.append(interval.low)
        highs.append(interval.high)
    return bool(lows) and max(lows) > min(highs)


def clusters_of(observations: Sequence[Observation]) -> tuple[Cluster, ...]:
    """The fewest groups such that what those of each say (see ``told``) shares a value, lowest first, by one sweep.

    (Piercing a family of intervals with the fewest points: sort by upper end, open a group when the next lies beyond.)
    """
    groups: list[list[Observation]] = []
    ceiling = None
    for observation in sorted(observations, key=lambda o: (told(o).high, told(o).low, o.claim)):
        if ceiling is None or told(observation).low > ceiling:
            ceiling = told(observation).high
            groups.append([])
        groups[-1].append(observation)
    return tuple(
        sorted((_cluster(group) for group in groups), key=lambda cluster: (cluster.common.low, cluster.common.high))
    )


def _cluster(group: Sequence[Observation]) -> Cluster:
    low = max(told(observation).low for observation in group)
    high = min(told(observation).high for observation in group)
    unit = min(observation.unit for observation in group)
    common = Interval(low, high)
    return Cluster(common if unit == DATE else from_base(common, unit), unit, tuple(sorted(o.claim for o in group)))
