"""What ``kg validate`` warns of, counted without the shapes: quick enough to be told beside a check.

What the shapes find wrong (errors) cannot be in a graph that was built of files that hold together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph.columns import Columns
from kg.graph.names import KG, RDF, SCHEMA
from kg.model.base import Vocabulary
from kg.model.superlative import parse_superlative
from kg.model.units import DATE, unit

if TYPE_CHECKING:
    import pyoxigraph as ox

UNIT: Final = "qudt:hasUnit"
_PHYSICAL: Final = "physical"
_ALIKE: Final = {
    **{name: name for name in ("money", "share", "count", "time", "date")},
    **dict.fromkeys(("ratio", "multiple", "percentage point"), "share"),
    "token": "count",
    "point": "count",
}
"""Dimensions of units and of metrics that may meet; all others are physical."""
_OF_GOODS: Final = frozenset({"production", "production_capacity", "sales_volume", "capacity", "exports", "imports"})
"""Measures of goods, which are told in pieces, by weight, by volume or as energy."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a claim states, as far as it may not go with its metric."""

    metric: str
    unit: str
    per: str | None
    below_zero: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure does not go with its metric, and the property that shows it."""

    path: str
    message: str


def is_below_zero(symbol: str, value: str) -> bool:
    """Whether a claim's first value is negative."""
    return symbol != DATE and value.startswith("-")


def doubts(stated: Stated, dimension: str | None, sign: str | None) -> Iterator[Doubt]:
    """Where a figure is of another kind than its metric, which has a ``dimension`` and a ``sign``."""
    if dimension is not None and not _may_state(_dimension(stated), _ALIKE.get(dimension, _PHYSICAL), stated.metric):
        yield Doubt(UNIT, f"the metric {stated.metric} is of the dimension {dimension}, the unit is not")
    if sign == "positive" and stated.below_zero:
        yield Doubt("schema:variableMeasured", f"the metric {stated.metric} is never below zero")


def _may_state(stated: str, dimension: str, metric: str) -> bool:
    """Whether a unit may state a metric. A deficit may be given as a share, a harvest in tonnes, a change as what changes."""
    of_something = stated == "share" and dimension in ("money", "count")
    of_goods = stated in ("count", _PHYSICAL) and metric in _OF_GOODS
    return stated == dimension or of_something or of_goods or metric.endswith("_change")


def _dimension(stated: Stated) -> str:
    """What a claim's unit measures, as ``_ALIKE`` has it; money per the same money is a share."""
    over = stated.unit.partition("/")[0]  # what is counted, of km/h or USD/kWh
    known = unit(over if over.strip() else stated.unit)
    if known.is_money:
        return "share" if stated.per is not None and stated.per.split(" ")[0] == stated.unit else "money"
    return _ALIKE.get(known.dimension, _PHYSICAL)


def count_warnings(columns: Columns, store: ox.Store, vocabulary: Vocabulary) -> int:
    """How many warnings ``kg validate`` has of a build: its columns and its graph, and the vocabulary it was made with."""
    return _of_claims(columns, vocabulary) + _of_sources(store)


def _of_claims(columns: Columns, vocabulary: Vocabulary) -> int:
    [(unplaced,)] = columns.rows("SELECT count(*) FROM claims WHERE at_start IS NULL")
    speakers = columns.rows("SELECT attributed_to, count(*) FROM claims WHERE attributed_to IS NOT NULL GROUP BY ALL")
    extremes = columns.rows("SELECT superlative, count(*) FROM claims WHERE superlative IS NOT NULL GROUP BY ALL")
    kinds = columns.rows("SELECT metric, unit, per, starts_with(value, '-'), count(*) FROM claims GROUP BY ALL")
    unknown = sum(count for speaker, count in speakers if speaker not in vocabulary.entities)
    among_nobody = sum(count for said, count in extremes if not _is_among_known(said, vocabulary))
    doubted = 0
    for metric, symbol, per, negative, count in kinds:
        known = vocabulary.metrics.get(metric)
        if known is not None:
            stated = Stated(metric, symbol, per or None, below_zero=negative and symbol != DATE)
            doubted += count * sum(1 for _ in doubts(stated, known.dimension, known.sign))
    return int(unplaced + unknown + among_nobody + doubted)


def _is_among_known(said: str, vocabulary: Vocabulary) -> bool:
    among = parse_superlative(said).among
    return among is None or among in vocabulary.entities


def _of_sources(store: ox.Store) -> int:
    import pyoxigraph as ox

    def has(subject: ox.NamedNode | ox.BlankNode | ox.Triple, name: str) -> bool:
        return next(store.quads_for_pattern(subject, ox.NamedNode(name), None), None) is not None

    sources = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{KG}Source"))}
    unnamed = sum(not has(source, f"{SCHEMA}name") and not has(source, f"{SCHEMA}description") for source in sources)
    return unnamed + sum(not has(source, f"{KG}sha256") for source in sources)
