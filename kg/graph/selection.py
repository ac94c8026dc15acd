"""Claims picked from the columns by what they say, and counts of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final

from kg.graph.columns import Columns
from kg.model.errors import UsageError
from kg.model.period import Period
from kg.model.superlative import SUPERLATIVE
from kg.model.units import is_same_unit
from kg.vocabulary.strict_yaml import described

_WHOLE: Final = Context(prec=60)
"""Every digit that the columns hold."""

SORTS: Final[dict[str, str]] = {
    "place": "source, at_start NULLS LAST, id",
    "value": "dimension, coalesce(low, high), high, id",
    "time": "starts NULLS LAST, ends, entity, metric, id",
    "entity": "entity, metric, starts NULLS LAST, id",
    "metric": "metric, entity, starts NULLS LAST, id",
    "source": "source, at_start NULLS LAST, id",
    "id": "id",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which claims: every field that is given must match; a field of several values matches any of them.

    A unit matches whatever it is called (t, tonne). ``period`` holds when the claim's time lies within it; ``least`` and ``most`` when the stated value can lie between
    them, in the claim's own unit; ``text`` when the surface form, the id or the note has it, in any case.
    """

    entities: Sequence[str] = ()
    metrics: Sequence[str] = ()
    sources: Sequence[str] = ()
    statuses: Sequence[str] = ()
    units: Sequence[str] = ()
    reviews: Sequence[str] = ()
    attributed_to: Sequence[str] = ()
    period: Period | None = None
    undated: bool = False
    derived: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    text: str | None = None


def select(
    columns: Columns, selection: Selection, sort: str = "place", limit: int | None = None, *, reverse: bool = False
) -> list[dict[str, Any]]:
    """The chosen claims as rows of the columns, sorted."""
    conditions = ["true"]
    parameters: list[Any] = []
    several = {
        "entity": selection.entities,
        "metric": selection.metrics,
        "source": selection.sources,
        "status": selection.statuses,
        "review": selection.reviews,
        "attributed_to": selection.attributed_to,
    }
    for column, wanted in several.items():
        if wanted:
            conditions.append(f"{column} IN (SELECT unnest(?))")
            parameters.append(list(wanted))
    if selection.units:
        conditions.append("unit IN (SELECT unnest(?::VARCHAR[]))")
        parameters.append(_spelled(columns, selection.units))
    if selection.period:
        conditions.append("starts >= ? AND ends <= ?")
        parameters += [selection.period.start, selection.period.end]
    if selection.undated:
        conditions.append("starts IS NULL")
    if selection.derived:
        conditions.append("derived IS NOT NULL")
    if selection.least is not None:
        conditions.append("coalesce(stated_high >= ?, true)")
        parameters.append(_number(selection.least))
    if selection.most is not None:
        conditions.append("coalesce(stated_low <= ?, true)")
        parameters.append(_number(selection.most))
    if selection.text:
        conditions.append("contains(lower(concat_ws(' ', id, exact, note)), lower(?))")
        parameters.append(selection.text)
    order = _reversed(SORTS[sort]) if reverse else SORTS[sort]
    query = f"SELECT * FROM claims WHERE {' AND '.join(conditions)} ORDER BY {order}"
    if limit is not None:
        query += f" LIMIT {limit:d}"
    return columns.records(query, parameters)


def _spelled(columns: Columns, wanted: Sequence[str]) -> list[str]:
    """Some units by all the names that the columns have for them: t and tonne."""
    used = [symbol for (symbol,) in columns.rows("SELECT DISTINCT unit FROM claims ORDER BY unit")]
    return [symbol for symbol in used if any(is_same_unit(symbol, name) for name in wanted)]


def _reversed(order: str) -> str:
    """The order the other way round; what has no time or place still comes last."""
    depth, parts, start = 0, [], 0
    for index, character in enumerate(order + ","):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(order[start:index].strip().removesuffix(" NULLS LAST"))
            start = index + 1
    return ", ".join(f"{part} DESC NULLS LAST" for part in parts)


def _number(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= Decimal("1e26"):
        raise UsageError(f"{described(str(value))} is beyond the values that can be searched (10 to the power 26)")
    return value.quantize(Decimal("1e-12"), context=_WHOLE)


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row in the flat form of the output contract (that of ``kg extract``), with id, per, undated and review."""

    def bound(value: Decimal | None) -> str | None:
        return None if value is None else f"{value.normalize(_WHOLE):f}"

    extreme = {} if row["superlative"] is None else {SUPERLATIVE: row["superlative"]}
    values = row["value"].split("/")
    low, high = (values[0], values[-1]) if row["unit"] == "date" else (bound(row["stated_low"]), bound(row["stated_high"]))
    if row["unit"] == "date" and row["approx"] in ("at_least", "at_most"):
        low, high = (low, None) if row["approx"] == "at_least" else (None, high)
    return {
        "id": row["id"],
        "source": row["source"],
        "start": row["at_start"],
        "end": row["at_end"],
        "exact": row["exact"],
        "entity": row["entity"],
        "metric": row["metric"],
        "qualifiers": json.loads(row["qualifiers"]) | extreme,
        "value_min": low,
        "value_max": high,
        "approx": row["approx"],
        "unit": row["unit"],
        "per": row["per"] or None,
        "period": row["period"],
        "as_of": row["as_of"],
        "undated": row["undated"],
        "status": row["status"],
        "attributed_to": row["attributed_to"],
        "derived": json.loads(row["derived"]) if row["derived"] else None,
        "review": row["review"],
        "note": row["note"],
    }


FLAT_KEYS: Final = (
    "id",
    "source",
    "start",
    "end",
    "exact",
    "entity",
    "metric",
    "qualifiers",
    "value_min",
    "value_max",
    "approx",
    "unit",
    "per",
    "period",
    "as_of",
    "undated",
    "status",
    "attributed_to",
    "derived",
    "review",
    "note",
)

_COUNTED: Final = ("status", "source", "metric", "entity", "unit", "approx", "review")
_COMPLETE: Final = {
    "source": "source",
    "offsets": "at_start",
    "unit": "unit",
    "entity": "entity",
    "metric": "metric",
    "value": "value",
    "time": "starts",
    "time_or_reason": "coalesce(CAST(starts AS VARCHAR), undated)",
}


def statistics(columns: Columns, sources: int) -> dict[str, Any]:
    """Counts of a base, as the documented output of ``kg stats``; ``sources`` counts the source records."""
    claims, entities, metrics, derived = columns.rows(
        "SELECT count(*), count(DISTINCT entity), count(DISTINCT metric), count(derived) FROM claims"
    )[0]
    by = {
        name: dict(columns.rows(f"SELECT {name}, count(*) FROM claims GROUP BY 1 ORDER BY 2 DESC, 1")) for name in _COUNTED
    }
    counted = columns.rows(f"SELECT {', '.join(f'count({expression})' for expression in _COMPLETE.values())} FROM claims")[0]
    return {
        "sources": sources,
        "claims": claims,
        "entities": entities,
        "metrics": metrics,
        "derived": derived,
        "complete": dict(zip(_COMPLETE, counted, strict=True)),
        "by": by,
    }
