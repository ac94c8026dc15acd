"""The claims of the base as rows: only those of the entities, metrics or ids asked for are read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final

from kg.graph.columns import OBSERVED, Columns, interval_of, observation_of
from kg.model.interval import Interval
from kg.model.observation import Observation, as_difference
from kg.model.units import DATE, to_base

_MOST_ROWS: Final = 5000
_WIDE: Final = Context(prec=60)
_COLUMNS: Final = f"{OBSERVED}, stated_low, stated_high, published, at_start, at_end, undated, superlative"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the base as it is read: its observation, its qualifiers, the date its source bears, and whether that calls it the largest."""

    o: Observation
    qualifiers: Mapping[str, str]
    stated: Interval
    published: str | None
    at: tuple[int, int] | None
    undated: str | None
    superlative: str | None = None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.o.claim


def read_rows(columns: Columns, entities: Sequence[str]) -> list[Row]:
    """The claims of some entities; only their rows are read."""
    if not entities:
        return []
    marks = ", ".join("?" for _ in entities)
    return _rows(columns, f"entity IN ({marks})", list(entities))


def rows_naming(columns: Columns, names: Sequence[str]) -> list[Row]:
    """The claims whose qualifiers have one of some names."""
    if not names:
        return []
    condition = " OR ".join("contains(lower(qualifiers), ?)" for _ in names)
    return _rows(columns, f"qualifiers <> '{{}}' AND ({condition})", [name.lower() for name in names])


def rows_of_metric(columns: Columns, metric: str, dimension: str, most: int = 20, *, smallest: bool = False) -> list[Row]:
    """The claims of the largest (smallest) values of a metric, whatever they are of, the largest (smallest) first."""
    order = "coalesce(high, low) ASC" if smallest else "coalesce(low, high) DESC"
    # The places of the few are found first, so that the many are read by three columns only.
    condition = (
        "file_row_number IN (SELECT file_row_number FROM claims WHERE compared = ? AND dimension = ? "
        "AND status NOT IN ('hypothetical', 'illustrative') AND review <> 'rejected' "
        f"ORDER BY {order}, file_row_number LIMIT {most:d})"
    )
    return _rows(columns, condition, [metric, dimension], f"ORDER BY {order}, id")


def rows_near(columns: Columns, metrics: Sequence[str], dimension: str, low: Decimal, high: Decimal) -> list[Row]:
    """The claims of some metrics whose value may lie between two (in base units), whomever they are of; the first few."""
    if not metrics or not (low.is_finite() and high.is_finite()) or max(abs(low), abs(high)) >= Decimal("1e25"):
        return []
    marks = ", ".join("?" for _ in metrics)
    condition = f"compared IN ({marks}) AND dimension = ? AND coalesce(low <= ?, true) AND coalesce(high >= ?, true)"
    ends = [value.quantize(Decimal("1e-12"), context=_WIDE) for value in (high, low)]
    return _rows(columns, condition, [*metrics, dimension, *ends], "ORDER BY entity, starts, id LIMIT 20")


def rows_by_id(columns: Columns, identifiers: Sequence[str]) -> list[Row]:
    """Claims by id."""
    if not identifiers:
        return []
    return _rows(columns, f"id IN ({', '.join('?' for _ in identifiers)})", list(identifiers))


def _rows(columns: Columns, condition: str, parameters: Sequence[object], tail: str = "") -> list[Row]:
    order = tail or f"ORDER BY entity, metric, starts, id LIMIT {_MOST_ROWS}"
    found = columns.rows(f"SELECT {_COLUMNS} FROM claims WHERE {condition} {order}", parameters)
    return [_row(values) for values in found]


def _row(values: tuple[Any, ...]) -> Row:
    observation = as_difference(observation_of(values))
    stated = interval_of(values[24], values[25])
    based = stated if observation.unit == DATE else to_base(stated, observation.unit)
    at = (values[27], values[28]) if values[27] is not None else None
    return Row(observation, json.loads(values[4]), based, values[26], at, values[29], values[30])
