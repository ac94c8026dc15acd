"""What a figure of a sentence is understood to say, before the base is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from kg.extraction.contract import decimal_text
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.model.interval import INFINITY, Interval
from kg.model.period import Period
from kg.model.quantity import ABOUT_SHARE
from kg.model.units import shown

FAR: Final = Decimal("0.05")
"""What is well over something is over it by at least this share."""


class Shape(StrEnum):
    """What a sentence says of its figure: that it is so, at least so, at most so, or not so."""

    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_NOT = "is_not"

    @property
    def turned(self) -> Shape:
        """The shape for what is left of a whole, or for one divided by it."""
        return {Shape.AT_LEAST: Shape.AT_MOST, Shape.AT_MOST: Shape.AT_LEAST}.get(self, self)


class Manner(StrEnum):
    """How near to its figure a sentence says something is, and on which side of it."""

    PLAIN = "plain"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_UNDER = "just_under"
    JUST_OVER = "just_over"
    FAR = "far"
    UP_TO = "up_to"

    @property
    def turned(self) -> Manner:
        """The manner for what is left of a whole, or for one divided by it."""
        turning = {Manner.NEARLY: Manner.JUST_OVER, Manner.JUST_UNDER: Manner.JUST_OVER, Manner.JUST_OVER: Manner.JUST_UNDER}
        return turning.get(self, self)


@dataclass(frozen=True, slots=True)
class Bound:
    """The values a sentence allows: from ``low`` to ``high`` in its unit, or beyond one of them, or none of them.

    The figure is taken as it is written, without rounding of its own, so that 4.3 billion and 4,300 million say the same.
    ``manner`` says how near to it; ``strict`` that the value itself is excluded (did not reach).
    """

    shape: Shape
    low: Decimal
    high: Decimal
    manner: Manner = Manner.PLAIN
    strict: bool = False

    @property
    def about(self) -> bool:
        """Whether it is hedged to both sides."""
        return self.manner is Manner.ABOUT

    @property
    def is_flat(self) -> bool:
        """Whether it is one value, on no side of which the sentence says that something is."""
        return self.low == self.high and self.manner not in (Manner.NEARLY, Manner.JUST_UNDER, Manner.JUST_OVER)

    @property
    def middle(self) -> Decimal:
        """The value halfway between both ends."""
        return (self.low + self.high) / 2

    def interval(self, about_share: Decimal) -> Interval:
        """The values meant, the hedge included."""
        far = FAR if self.manner is Manner.FAR else Decimal(0)
        if self.shape is Shape.AT_LEAST:
            return Interval(self.low + abs(self.low) * far, INFINITY)
        if self.shape is Shape.AT_MOST:
            return Interval(-INFINITY, self.high - abs(self.high) * far)
        below = self.manner in (Manner.ABOUT, Manner.NEARLY, Manner.JUST_UNDER)
        above = self.manner in (Manner.ABOUT, Manner.JUST_OVER)
        low, high = abs(self.low) * about_share * below, abs(self.high) * about_share * above
        return Interval(self.low - low, self.high + high)

    def complement(self, whole: Decimal) -> Bound:
        """What is left of a whole."""
        return Bound(self.shape.turned, whole - self.high, whole - self.low, self.manner.turned, self.strict)

    def inverse(self) -> Bound:
        """One divided by it."""
        if not self.low or not self.high:
            return self
        return Bound(self.shape.turned, 1 / self.high, 1 / self.low, self.manner.turned, self.strict)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a figure is about: ids that the sentence names, the likeliest first; ``guess`` where it names nobody.

    ``others`` are further entities that it names; ``unknown`` is a name that the base does not know, where the figure seems
    to be about that. ``spoken_by`` says so within the sentence. ``places`` are places named.
    """

    entities: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unknown: str | None = None
    spoken_by: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with all that the base is asked for.

    ``place`` is where it stands in ``folded``, the sentence's folded text; ``around`` is the part of that which is about this figure
    rather than another, and ``within`` where it stands there.
    ``metrics`` are groups of metric ids, the likeliest first; those of one group are equally likely. ``heard`` are all that
    its words speak of, ``covered`` those that only a part of a longer phrase does. ``period`` is the time
    named, ``by`` whether it is only an end (by 2029); without one the sentence is about the present. ``ahead`` says that it
    speaks of what is expected or wanted, ``aims`` of what is wanted only, ``since`` that ``period`` is where a change began.
    ``other_period`` is the time of what the figure is compared with, ``segments`` are the stems of parts of a business that are named. ``ratio_of_money`` marks "two dollars for each dollar earned", ``difference`` "rose by" and "more than another".
    ``partners`` are the other sides that it names (raised from, sold to), ``own`` the metrics that its own part speaks of,
    ``regions`` the places that it tells by an adjective,
    ``supposed`` that it only supposes, doubts or tells as never having come about, ``untimed`` that it counts its time from one it does not name, ``earlier`` that the figure is what something moved from, ``beside`` a second name that the figure is of as well, ``asides`` are the
    parts of ``folded`` that only describe a name, ``times`` those that name times. ``turned`` says in words how the
    figure was turned round (a complement, an inverse).
    """

    figure: Figure
    start: int
    end: int
    exact: str
    sentence: str
    folded: str
    language: str
    bound: Bound
    unit: str
    subject: Subject
    metrics: tuple[tuple[str, ...], ...]
    heard: tuple[str, ...]
    covered: tuple[str, ...] = ()
    place: int = 0
    around: str = ""
    within: int = 0
    per: str | None = None
    period: Period | None = None
    by: bool = False
    ahead: bool = False
    aims: bool = False
    since: bool = False
    other_period: Period | None = None
    segments: tuple[str, ...] = ()
    ratio_of_money: bool = False
    difference: bool = False
    partners: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    supposed: bool = False
    untimed: bool = False
    earlier: bool = False
    beside: str | None = None
    asides: tuple[tuple[int, int], ...] = ()
    times: tuple[tuple[int, int], ...] = ()
    turned: str | None = None
    superlative: str | None = None

    @property
    def place_end(self) -> int:
        """Where the figure ends in ``folded``."""
        return self.place + len(fold(self.exact))

    @property
    def before(self) -> str:
        """What stands before the figure in its sentence."""
        return self.folded[: self.place]

    @property
    def behind(self) -> str:
        """What stands behind it."""
        return self.folded[self.place_end :]

    @property
    def around_behind(self) -> str:
        """What stands behind it in the part of the sentence that is about it."""
        return self.around[self.within + len(fold(self.exact)) :]

    @property
    def is_affirmed(self) -> bool:
        """Whether the sentence says that it is so: it neither denies nor supposes it."""
        return self.bound.shape is not Shape.IS_NOT and not self.supposed

    @property
    def alone(self) -> Statement:
        """The same without what other names, times and figures of the sentence tell of it."""
        return replace(
            self,
            by=False,
            other_period=None,
            partners=(),
            untimed=False,
            earlier=False,
            beside=None,
            superlative=None,
        )

    @property
    def likely(self) -> tuple[str, ...]:
        """All metrics, the likeliest first."""
        return tuple(dict.fromkeys(metric for group in self.metrics for metric in group))

    def as_json(self) -> dict[str, Any]:
        """What was understood, with the keys of ``kg extract`` where they apply."""
        bound = self.bound
        beside = bound.manner in (Manner.JUST_UNDER, Manner.JUST_OVER)
        ends = bound.interval(ABOUT_SHARE) if beside else Interval(min(bound.low, bound.high), max(bound.low, bound.high))
        low = None if bound.shape is Shape.AT_MOST else decimal_text(ends.low)
        high = None if bound.shape is Shape.AT_LEAST else decimal_text(ends.high)
        hedged = bound.manner in (Manner.ABOUT, Manner.NEARLY)
        approx = bound.shape.value if bound.shape is not Shape.IS else "about" if hedged else "exact"
        return {
            "entity": self.subject.entities[0] if self.subject.entities else None,
            "metric": self.metrics[0][0] if self.metrics else None,
            "value_min": low,
            "value_max": high,
            "approx": approx,
            "unit": shown(self.unit),
            "per": self.per,
            "period": self.period.label if self.period else None,
            "present": self.period is None,
            "status": "projected" if self.ahead else "reported",
            "turned": self.turned,
        }
