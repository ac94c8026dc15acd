"""kg facts: what the sources say of one metric of one entity, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import Any, Final

from kg.consistency.clusters import clusters_of
from kg.consistency.telling import scope_words
from kg.factcheck.rows import Row, read_rows
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.errors import PeriodError
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.units import DATE, from_base
from kg.model.wording import interval_words, plain_number

_WIDE: Final = Context(prec=80)
"""Digits enough for how many times the largest value that a base may hold is the smallest."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one scope, time and unit. ``consensus`` is the range of values that most origins share, in ``unit``.

    ``agreeing`` and ``disagreeing`` are claim ids; ``origins`` counts those who stand behind the consensus.
    """

    time: str
    scope: str
    unit: str
    consensus: Interval
    spread: Interval
    agreeing: tuple[str, ...]
    disagreeing: tuple[str, ...]
    origins: int
    of_origins: int

    @property
    def consensus_words(self) -> str:
        """The consensus in words."""
        return _words(self.consensus, self.unit)

    @property
    def standing(self) -> str:
        """Who stands behind it."""
        many = "origin" if self.of_origins == 1 else "origins"
        told = f"{self.origins} of {self.of_origins} {many} agree" if self.of_origins > 1 else f"{self.of_origins} {many}"
        return f"{told}; against it: {', '.join(self.disagreeing)}" if self.disagreeing else told

    @property
    def spread_words(self) -> str:
        """From the lowest to the highest value given, where they differ."""
        if not self.disagreeing or not self.spread.is_bounded or self.unit == DATE:
            return ""
        low, high = self.spread.low, self.spread.high
        times = f", {plain_number((high / low).quantize(Decimal('0.01'), context=_WIDE))} to 1" if low > 0 else ""
        return f"spread: {_words(self.spread, self.unit)}{times}"

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping; an open side is null."""
        return {
            "time": self.time,
            "scope": self.scope,
            "unit": self.unit,
            "consensus": _ends(self.consensus, self.unit),
            "spread": _ends(self.spread, self.unit),
            "agreeing": list(self.agreeing),
            "disagreeing": list(self.disagreeing),
            "origins": {"agreeing": self.origins, "all": self.of_origins},
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """The fact sheet: groups from the newest to the oldest, all claims, and the id of the newest."""

    entity: str
    entity_name: str
    metric: str
    metric_name: str
    period: str | None
    groups: tuple[Group, ...]
    claims: tuple[Row, ...]
    newest: str | None

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg facts --format json``."""
        against = {claim for group in self.groups for claim in group.disagreeing}
        return {
            "entity": self.entity,
            "metric": self.metric,
            "period": self.period,
            "newest": self.newest,
            "groups": [group.as_json() for group in self.groups],
            "claims": [_claim(row, "disagrees" if row.id in against else _standing(row.o)) for row in self.claims],
        }


def fact_sheet(
    columns: Columns, vocabulary: Vocabulary, entity: str, metric: str, period: Period | None, as_of: date
) -> Sheet:
    """What the claims say of a metric (and of those that share its values or narrow it) of an entity."""
    rows = [
        row
        for row in read_rows(columns, [entity])
        if metric in vocabulary.metric_lineage(row.o.metric) or _same(row, metric, vocabulary)
    ]
    rows = [row for row in rows if row.o.review != "rejected"]
    if period is not None:
        rows = [row for row in rows if row.o.start is not None and row.o.end is not None and _within(row.o, period)]
    else:
        rows = [row for row in rows if row.o.start is None or row.o.start <= as_of or _was_foreseen(row, as_of)]
    rows.sort(key=lambda row: (row.o.end or date.min, row.o.start or date.min, row.id), reverse=True)
    buckets: dict[tuple[Any, ...], list[Observation]] = {}
    for row in rows:
        o = row.o
        if o.is_asserted:
            buckets.setdefault((o.start, o.end, o.cell, o.looks_ahead and o.status == "target"), []).append(o)
    groups = tuple(_group(bucket) for bucket in buckets.values())
    told = [
        row
        for row in rows
        if row.o.start is not None and row.o.start <= as_of and not row.o.looks_ahead and row.o.is_asserted
    ]
    return Sheet(
        entity,
        vocabulary.entity(entity).name(),
        metric,
        vocabulary.metric(metric).name(),
        period.label if period else None,
        groups,
        tuple(rows),
        told[0].id if told else None,
    )


def _was_foreseen(row: Row, as_of: date) -> bool:
    """Whether a claim tells what is to come, in a source that was out by a day (or has no day)."""
    if not row.o.looks_ahead:
        return False
    try:
        return row.published is None or Period.parse(row.published).start <= as_of
    except PeriodError:
        return True


def _same(row: Row, metric: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.compared_metric(row.o.metric) == vocabulary.compared_metric(metric)


def _within(o: Observation, period: Period) -> bool:
    assert o.start is not None
    assert o.end is not None
    inside = period.start <= o.start and o.end <= period.end
    return inside or (o.kind.holds_at_a_moment and o.start <= period.start and period.end <= o.end)


def _origin(o: Observation) -> str:
    return o.attributed_to or o.source


def _group(bucket: Sequence[Observation]) -> Group:
    clusters = clusters_of(bucket)
    by_claim = {o.claim: o for o in bucket}

    def weight(claims: Sequence[str]) -> tuple[int, int, int]:
        members = [by_claim[claim] for claim in claims]
        return len({_origin(o) for o in members}), sum(not o.looks_ahead for o in members), len(members)

    best = max(clusters, key=lambda cluster: weight(cluster.claims))
    first = bucket[0]
    lows = [o.narrow.low for o in bucket if o.narrow.low.is_finite()]
    highs = [o.narrow.high for o in bucket if o.narrow.high.is_finite()]
    low, high = min([*lows, *highs]), max([*lows, *highs])
    spread = Interval(low, high) if first.unit == DATE else from_base(Interval(low, high), first.unit)
    agreeing = [o.claim for o in bucket if o.narrow.meets(_based(best.common, best.unit))]
    ahead = f" ({first.status})" if first.looks_ahead else ""
    return Group(
        time=f"{first.label or 'undated'}{ahead}",
        scope=", ".join(
            filter(None, [scope_words(first.cell).strip(" ()"), f"per {first.cell.per}" if first.cell.per else ""])
        ),
        unit=best.unit,
        consensus=best.common,
        spread=spread,
        agreeing=tuple(agreeing),
        disagreeing=tuple(o.claim for o in bucket if o.claim not in agreeing),
        origins=len({_origin(by_claim[claim]) for claim in agreeing}),
        of_origins=len({_origin(o) for o in bucket}),
    )


def _based(interval: Interval, symbol: str) -> Interval:
    from kg.model.units import to_base

    return interval if symbol == DATE else to_base(interval, symbol)


def _words(interval: Interval, symbol: str) -> str:
    from kg.consistency.readings import range_words

    return range_words(interval, symbol) if symbol == DATE else interval_words(interval, symbol, 4)


def _ends(interval: Interval, symbol: str) -> dict[str, str | None]:
    def end(value: Decimal) -> str | None:
        if not value.is_finite():
            return None
        return date.fromordinal(int(value)).isoformat() if symbol == DATE else f"{value.normalize():f}"

    return {"low": end(interval.low), "high": end(interval.high)}


def _standing(o: Observation) -> str:
    return "agrees" if o.is_asserted else "claims nothing of the world"


def _claim(row: Row, standing: str) -> dict[str, Any]:
    o = row.o
    return {
        "claim": row.id,
        "value": o.words,
        "time": o.label,
        "status": o.status,
        "source": o.source,
        "attributed_to": o.attributed_to,
        "metric": o.metric,
        "qualifiers": dict(row.qualifiers),
        "standing": standing,
    }
