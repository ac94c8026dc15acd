"""The claim: one figure, what it says, of whom, for when, how firmly, and at which characters of which source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from kg.model.errors import QuantityError
from kg.model.period import CALENDAR_YEAR_END, Period
from kg.model.quantity import Approximation, Quantity, date_interval, quantity_of, stated_interval
from kg.model.units import DATE

NO_QUALIFIERS: Final[Mapping[str, str]] = MappingProxyType({})
QUALIFIERS: Final = (
    "product",
    "segment",
    "geography",
    "counterparty",
    "group",
    "base",
    "use",
    "of",
    "side",
    "direction",
    "version",
    "superlative",
)


class Status(StrEnum):
    """How firmly a figure is put forward."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    PROJECTED = "projected"
    TARGET = "target"
    RUMOURED = "rumoured"
    HYPOTHETICAL = "hypothetical"
    ILLUSTRATIVE = "illustrative"

    @property
    def looks_ahead(self) -> bool:
        """Whether it speaks of what is expected or wanted rather than of what was."""
        return self in (Status.PROJECTED, Status.TARGET)

    @property
    def is_asserted(self) -> bool:
        """Whether anything is claimed of the world: a scenario or a figure of speech contradicts nobody."""
        return self not in (Status.HYPOTHETICAL, Status.ILLUSTRATIVE)


class ReviewState(StrEnum):
    """What a human has said of a claim."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """A human's word on a claim; ``on`` is an ISO date."""

    state: ReviewState = ReviewState.PROPOSED
    by: str | None = None
    on: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure that follows from others: a formula over named inputs, each a claim id."""

    formula: str
    inputs: Mapping[str, str]
    note: str | None = None


LARGEST: Final = 100
"""Powers of ten of a value, up and down."""


def canonical_number(text: str) -> str:
    """A decimal in plain digits without needless zeros (0.40 -> 0.4). Raises QuantityError for anything else."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = f"{text!r} is no decimal number: write digits with a point, as '4.3'"
        raise QuantityError(message)
    if abs(number.adjusted()) > LARGEST:
        message = f"{text!r} is beyond what a claim may hold: numbers from 1e-{LARGEST} to below 1e{LARGEST + 1} in size"
        raise QuantityError(message)
    plain = f"{number:f}"  # not normalize(), which would round to the precision of the context
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain.removeprefix("+")


@dataclass(frozen=True)
class Claim:
    """One figure of one source. Equality is by content.

    ``values`` holds one value (a point or the bound of a hedge) or two (a range), as canonical decimal strings, or
    as dates where ``unit`` is "date". ``at`` counts code points, end exclusive.
    """

    id: str
    source: str
    exact: str
    entity: str
    metric: str
    values: tuple[str, ...]
    unit: str
    status: Status = Status.REPORTED
    at: tuple[int, int] | None = None
    approximation: Approximation = Approximation.EXACT
    per: str | None = None
    qualifiers: Mapping[str, str] = field(default_factory=lambda: NO_QUALIFIERS)
    period: str | None = None
    as_of: str | None = None
    undated: str | None = None
    attributed_to: str | None = None
    derived: Derivation | None = None
    review: Review = Review()
    note: str | None = None

    def __hash__(self) -> int:
        return hash((self.source, self.id))

    @cached_property
    def quantity(self) -> Quantity:
        """The value with its rounding and hedge. Raises QuantityError, PeriodError or UnitError."""
        first, last = self.values[0], self.values[-1]
        if self.unit == DATE:
            stated = date_interval(first, last, self.approximation)
        else:
            stated = stated_interval(Decimal(first), Decimal(last), self.approximation)
        return quantity_of(self.exact, stated, self.unit, self.approximation)

    def when(self, fiscal_year_end: str = CALENDAR_YEAR_END) -> Period | None:
        """The time it holds for: its period, else its as-of, else nothing. Raises PeriodError."""
        label = self.period or self.as_of
        return None if label is None else Period.parse(label, fiscal_year_end)
