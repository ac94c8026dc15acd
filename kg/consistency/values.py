"""Values for inference: given by claims or implied by them, at one place of a base and one time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice, product
from typing import Any, Final

from kg.model.errors import QuantityError
from kg.model.formula import Amount
from kg.model.interval import INFINITY, Interval
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.units import DATE, to_base

LOOSE: Final = ("base", "of")
"""Qualifiers that say what a figure is measured against, rather than what it is of."""
_MOST_CHOICES: Final = 64
Time = tuple[date, date]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What a value is of, time apart: ``scope`` is the qualifiers without those that are loose, as canonical JSON."""

    entity: str
    metric: str
    scope: str
    per: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value in base units under both readings and as printed. ``given`` is its claim; None where it is implied.

    ``claims`` and ``sources`` are all that it rests on, ``ahead`` whether one of them is a forecast, ``firm`` whether no
    rule leads to it that only holds as a rule of thumb (one whose breach is but a warning).
    """

    place: Place
    time: Time
    label: str
    dimension: str
    unit: str
    narrow: Interval
    wide: Interval
    stated: Interval
    words: str
    origin: str
    claims: tuple[str, ...]
    sources: frozenset[str]
    ahead: bool
    given: Observation | None = None
    depth: int = 0
    firm: bool = True

    @property
    def key(self) -> tuple[Place, Time]:
        """Where it belongs."""
        return self.place, self.time

    def amount(self, reading: str) -> Amount:
        """As an input of a formula: its "narrow", "wide" or "stated" reading."""
        interval: Interval = getattr(self, reading)
        return Amount(interval, self.dimension, Period(self.label, *self.time))


def scope_key(qualifiers: Mapping[str, str]) -> str:
    """Qualifiers as a scope."""
    kept = {key: value for key, value in qualifiers.items() if key not in LOOSE}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def qualifiers_of(text: str) -> dict[str, str]:
    """A scope, or an observation's qualifiers, as a mapping."""
    loaded: dict[str, str] = json.loads(text)
    return loaded


def stated_interval(o: Observation) -> Interval:
    """The printed value in base units, opened on the side that its hedge leaves open."""
    ends = [Decimal(end) for end in o.value.split("/")]
    low = -INFINITY if o.approximation == "at_most" else ends[0]
    high = INFINITY if o.approximation == "at_least" else ends[-1]
    return to_base(Interval(low, high), o.unit)


def value_of(o: Observation) -> Value | None:
    """A claim as a value; None for one without a time, and for a date. Money per the same money is a plain ratio."""
    from kg.consistency.telling import origin_words

    if o.start is None or o.end is None or o.unit == DATE:
        return None
    dimension, per = o.cell.dimension, o.cell.per
    if dimension.startswith("money:") and per.split(" ")[0] == o.unit:
        dimension, per = "ratio", ""
    return Value(
        place=Place(o.cell.entity, o.metric, scope_key(qualifiers_of(o.cell.qualifiers)), per),
        time=(o.start, o.end),
        label=o.label or "",
        dimension=dimension,
        unit=o.unit,
        narrow=o.narrow,
        wide=o.wide,
        stated=stated_interval(o),
        words=o.words,
        origin=origin_words(o),
        claims=(o.claim,),
        sources=frozenset([o.source]),
        ahead=o.looks_ahead,
        given=o,
    )


def distinct(values: Iterable[Value]) -> list[Value]:
    """One value an interval and standing, in an order that claim ids do not change; the tightest first."""
    kept: dict[object, Value] = {}
    for value in sorted(values, key=order):
        kept.setdefault((value.narrow, value.ahead), value)
    return list(kept.values())


def order(value: Value) -> tuple[Any, ...]:
    """Which of several values comes first: given before implied, told before foreseen, the tightest first."""
    loose = value.given is not None and value.given.approximation != "exact"
    return (
        value.depth,
        value.ahead,
        not value.narrow.is_bounded,
        loose,
        value.narrow.low,
        sorted(value.sources),
        value.claims,
    )


def best_choice(options: Sequence[Sequence[Value]]) -> tuple[Value, ...]:
    """One value of each: as few sources as can be, forecasts with forecasts, given before implied, bounded before open."""

    def rank(chosen: tuple[Value, ...]) -> tuple[int, int, int, int]:
        sources = frozenset[str]().union(*(value.sources for value in chosen))
        unlike = len({value.ahead for value in chosen})
        return unlike, len(sources), sum(value.depth for value in chosen), sum(not v.narrow.is_bounded for v in chosen)

    return min(islice(product(*options), _MOST_CHOICES), key=rank)


def clipped(interval: Interval, sign: str) -> Interval | None:
    """An interval without what a metric that is never negative cannot be; None where nothing is left."""
    if sign != "positive":
        return interval
    if interval.high < 0:
        return None
    try:
        return Interval(max(interval.low, Decimal(0)), interval.high)
    except QuantityError:
        return None
