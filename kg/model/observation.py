"""A claim made comparable: its cell, its interval in base units and its days, as one flat row.

Two claims speak of the same thing when their cells are equal: entity, compared metric, qualifiers, denominator and
dimension (the cube cell of SDMX and the RDF Data Cube). Rows are what the columns hold and what checking reads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.model.base import Vocabulary
from kg.model.claim import Claim, Status
from kg.model.interval import Interval
from kg.model.quantity import ABOUT_SHARE, Approximation, Quantity, quantity_of
from kg.model.superlative import SUPERLATIVE
from kg.model.units import of_differences, to_base, unit
from kg.model.vocabulary import MetricKind
from kg.model.wording import value_words

# Asked of every row that is looked at closely: sets of words are quicker than making the enumeration's members.
_AHEAD: Final = frozenset(status.value for status in Status if status.looks_ahead)
_ASSERTED: Final = frozenset(status.value for status in Status if status.is_asserted)


@dataclass(frozen=True, slots=True)
class Cell:
    """What an observation is of, time apart. ``qualifiers`` is canonical JSON; ``dimension`` of kg.model.units."""

    entity: str
    metric: str
    qualifiers: str
    per: str
    dimension: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One claim as a row. Intervals are in the base unit of the cell's dimension; ``start`` and ``end`` are half-open."""

    claim: str
    source: str
    cell: Cell
    metric: str
    kind: MetricKind
    unit: str
    narrow: Interval
    wide: Interval
    status: str
    approximation: str
    label: str | None
    start: date | None
    end: date | None
    attributed_to: str | None
    value: str
    exact: str
    review: str
    derived: bool

    @property
    def words(self) -> str:
        """What is stated, in words."""
        return value_words(self.value.split("/"), self.unit, Approximation(self.approximation), self.cell.per or None)

    @property
    def looks_ahead(self) -> bool:
        """Whether it is a projection or a target."""
        return self.status in _AHEAD

    @property
    def is_asserted(self) -> bool:
        """Whether it claims something of the world."""
        return self.status in _ASSERTED


def qualifiers_key(claim: Claim) -> str:
    """The qualifiers that narrow it, as text that is equal when they are: sorted JSON, "{}" for none."""
    narrowing = {key: value for key, value in claim.qualifiers.items() if key != SUPERLATIVE}
    if not narrowing:
        return "{}"
    return json.dumps(narrowing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def quantity_with(claim: Claim, about_share: Decimal = ABOUT_SHARE) -> Quantity:
    """The claim's quantity, its hedge widened by the workspace's own share."""
    if about_share == ABOUT_SHARE:
        return claim.quantity
    return quantity_of(claim.exact, claim.quantity.stated, claim.unit, claim.approximation, about_share)


def observe(claim: Claim, vocabulary: Vocabulary, about_share: Decimal = ABOUT_SHARE) -> Observation:
    """The row of a claim. Raises QuantityError, PeriodError or UnitError for one that validation would refuse."""
    quantity = quantity_with(claim, about_share).to_base()
    period = vocabulary.when(claim)
    return Observation(
        claim=claim.id,
        source=claim.source,
        cell=Cell(
            claim.entity,
            vocabulary.compared_metric(claim.metric),
            qualifiers_key(claim),
            claim.per or "",
            unit(claim.unit).dimension,
        ),
        metric=claim.metric,
        kind=vocabulary.kind(claim.metric),
        unit=claim.unit,
        narrow=quantity.narrow,
        wide=quantity.wide,
        status=claim.status.value,
        approximation=claim.approximation.value,
        label=period.label if period else None,
        start=period.start if period else None,
        end=period.end if period else None,
        attributed_to=claim.attributed_to,
        value="/".join(claim.values),
        exact=claim.exact,
        review=claim.review.state.value,
        derived=claim.derived is not None,
    )


def as_difference(observation: Observation) -> Observation:
    """A change told in degrees as what lies between two of them: 1.5 degC are 2.7 degF. Any other observation as it is."""
    symbol = of_differences(observation.unit) if observation.metric.endswith("_change") else observation.unit
    if symbol == observation.unit:
        return observation
    zero = to_base(Interval.point(Decimal(0)), observation.unit)
    return replace(observation, unit=symbol, narrow=observation.narrow - zero, wide=observation.wide - zero)
