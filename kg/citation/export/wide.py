"""Wide tables, a row a series and a column a period, as statistical offices lay them out (SDMX)."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from kg.citation.export.tabular import sorted_claims, table_text
from kg.model.base import Base
from kg.model.claim import Claim
from kg.model.quantity import Approximation

_SIGNS: Final = {Approximation.AT_LEAST: ">=", Approximation.AT_MOST: "<=", Approximation.ABOUT: "~"}
_KEYS: Final = ("entity", "metric", "qualifiers", "unit", "per", "status")
UNDATED: Final = "undated"


def as_wide(base: Base) -> str:
    """CSV: a row for each entity, metric, scope, unit and status; cells hold the value, several in one apart by " | ".

    A range is low..high; >=, <= and ~ open a bound or a hedged value.
    """
    rows: dict[tuple[str, ...], dict[str, list[str]]] = {}
    periods: dict[str, tuple[date, date]] = {}
    for claim in sorted_claims(base):
        when = base.vocabulary.when(claim)
        label = claim.period or claim.as_of or UNDATED
        if when is not None:
            periods[label] = min((when.start, when.end), periods.get(label, (when.start, when.end)))
        cells = rows.setdefault(_key(claim), {}).setdefault(label, [])
        value = _SIGNS.get(claim.approximation, "") + "..".join(claim.values)
        if value not in cells:
            cells.append(value)
    labels = [*sorted(periods, key=lambda label: (*periods[label], label)), UNDATED]
    table = (
        dict(zip(_KEYS, key, strict=True)) | {label: " | ".join(values) for label, values in cells.items()}
        for key, cells in sorted(rows.items())
    )
    return table_text((*_KEYS, *labels), table)


def _key(claim: Claim) -> tuple[str, ...]:
    scope = json.dumps(dict(sorted(claim.qualifiers.items())), ensure_ascii=False) if claim.qualifiers else ""
    return (claim.entity, claim.metric, scope, claim.unit, claim.per or "", claim.status.value)
