"""Scales of charts: values to positions between 0 and 1, linear or logarithmic, with ticks at round numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final

from kg.model.interval import Interval
from kg.model.wording import scaled_number

LOG_FROM: Final = Decimal(100)
"""Values that span more than two orders of magnitude are drawn on a logarithmic scale."""
_CONTEXT: Final = Context(prec=28)
_MARGIN: Final = Decimal("0.06")
_SHORT: Final = {" trillion": " tn", " billion": " bn", " million": " m"}


@dataclass(frozen=True, slots=True)
class Axis:
    """From ``low`` (position 0) to ``high`` (position 1); ``low`` is above zero where ``log``."""

    low: Decimal
    high: Decimal
    log: bool = False

    def at(self, value: Decimal) -> float:
        """The position of a value; what lies beyond, or at infinity, is set to the end."""
        if value <= self.low:
            return 0.0
        if value >= self.high:
            return 1.0
        if self.log:
            low, high, here = (_CONTEXT.log10(v) for v in (self.low, self.high, value))
            return float(_CONTEXT.divide(here - low, high - low))
        return float(_CONTEXT.divide(value - self.low, self.high - self.low))

    def ticks(self, most: int = 8) -> list[Decimal]:
        """Round values within, in order, at most about ``most``."""
        return self._log_ticks(most) if self.log else self._linear_ticks(most)

    def _linear_ticks(self, most: int) -> list[Decimal]:
        step = _round_up(_CONTEXT.divide(self.high - self.low, Decimal(max(most - 1, 1))))
        first = (self.low / step).to_integral_value(ROUND_CEILING)
        last = (self.high / step).to_integral_value(ROUND_FLOOR)
        return [step * (first + n) for n in range(int(last - first) + 1)]

    def _log_ticks(self, most: int) -> list[Decimal]:
        first, last = self.low.adjusted(), self.high.adjusted() + 1
        for digits in ((1, 2, 5), (1, 3), (1,)):
            found = [Decimal(d).scaleb(power) for power in range(first, last + 1) for d in digits]
            found = [tick for tick in found if self.low <= tick <= self.high]
            if len(found) <= most:
                return found
        return found[:: -(-len(found) // most)]


def axis_over(intervals: Iterable[Interval]) -> Axis:
    """The axis on which intervals are drawn: over their finite ends, with a margin."""
    ends = sorted({end for interval in intervals for end in (interval.low, interval.high) if end.is_finite()})
    if not ends:
        return Axis(Decimal(0), Decimal(1))
    low, high = ends[0], ends[-1]
    if low > 0 and high / low > LOG_FROM:
        factor = _CONTEXT.power(high / low, _MARGIN)
        return Axis(_CONTEXT.divide(low, factor), _CONTEXT.multiply(high, factor), log=True)
    span = high - low or abs(high) / 5 or Decimal(1)
    least = low - span * _MARGIN
    near_zero = 0 <= low <= span / 2
    return Axis(Decimal(0) if near_zero or least < 0 <= low else least, high + span * _MARGIN)


def tick_labels(ticks: Sequence[Decimal]) -> list[str]:
    """The labels of ticks, short (20 bn), with as many digits as tell them apart."""
    for digits in range(3, 9):
        labels = [_short(scaled_number(tick, digits)) for tick in ticks]
        if len(set(labels)) == len(ticks):
            return labels
    return [f"{tick:f}" for tick in ticks]


def _short(words: str) -> str:
    for scale, short in _SHORT.items():
        words = words.replace(scale, short)
    return words


def _round_up(step: Decimal) -> Decimal:
    """The next of 1, 2, 2.5 and 5 times a power of ten."""
    power = step.adjusted()
    return next(candidate for digits in ("1", "2", "2.5", "5", "10") if (candidate := Decimal(digits).scaleb(power)) >= step)
