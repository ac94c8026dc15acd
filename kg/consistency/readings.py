"""The two readings of a value in a unit that a reader knows, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kg.consistency.finding import number
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base, shown, unit
from kg.model.wording import interval_words


@dataclass(frozen=True, slots=True)
class Reading:
    """A value under the narrow and the wide reading, in ``unit`` ("" for a plain number; dates are days as ordinals)."""

    narrow: Interval
    wide: Interval
    unit: str

    @classmethod
    def of(cls, observation: Observation) -> Reading:
        """What a claim says, in its own unit."""
        return cls.in_unit(observation.narrow, observation.wide, observation.unit)

    @classmethod
    def in_unit(cls, narrow: Interval, wide: Interval, symbol: str) -> Reading:
        """Intervals in base units, restated in a unit."""
        if symbol in ("", DATE):
            return cls(narrow, wide, symbol)
        return cls(from_base(narrow, symbol), from_base(wide, symbol), symbol)

    def words(self, *, wide: bool) -> str:
        """One of the two, rounded for reading."""
        return range_words(self.wide if wide else self.narrow, self.unit)

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping; an open side is null."""
        ends = {name: _ends(interval, self.unit) for name, interval in (("narrow", self.narrow), ("wide", self.wide))}
        return {"unit": shown(self.unit), **ends}


def range_words(interval: Interval, symbol: str) -> str:
    """An interval in a unit, in words; dates as days."""
    if symbol == DATE:
        low, high = (_day(end) for end in (interval.low, interval.high))
        return (low or "") if low == high else f"{low or 'any day'} to {high or 'any day'}"
    return interval_words(interval, symbol or "count", 4)


def unit_for(dimension: str, known: Sequence[str]) -> str:
    """The unit to tell a computed value in: that of a claim of the same dimension, else the base unit's own name."""
    for symbol in known:
        if symbol != "count" and unit(symbol).dimension == (dimension or "ratio"):
            return symbol
    if dimension.startswith("money:"):
        return dimension.removeprefix("money:")
    if dimension == DATE:
        return DATE
    if dimension == "time":
        return "day"
    return ""


def _ends(interval: Interval, symbol: str) -> dict[str, str | None]:
    spelled = _day if symbol == DATE else number
    return {"low": spelled(interval.low), "high": spelled(interval.high)}


def _day(ordinal: Decimal) -> str | None:
    try:
        return date.fromordinal(int(ordinal)).isoformat() if ordinal.is_finite() else None
    except (ValueError, OverflowError):
        return None
