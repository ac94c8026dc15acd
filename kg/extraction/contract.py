"""The flat record of the output contract: one mapping a figure, as ``kg extract --format jsonl`` prints it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from kg.extraction.figures.finding import Figure
from kg.model.claim import Claim

KEYS: Final = (
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
    "period",
    "as_of",
    "status",
    "attributed_to",
    "derived",
    "note",
)
"""The keys of a record in their order; ``confidence`` follows."""
_COMPUTED: Final = 28  # digits of a product
_NUMERAL: Final = re.compile(r"\d(?:[ \u00a0\u202f.,'’_]?\d)*")


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """A figure with what was found to go with it.

    ``confidence`` goes from 0 to 1 by field. ``proposed`` names the fields (entity, metric) whose value is in no
    vocabulary. ``derived`` has a formula and its inputs in words, as the annotation guide has it.
    """

    figure: Figure
    entity: str | None
    metric: str | None
    qualifiers: Mapping[str, str]
    period: str | None
    as_of: str | None
    status: str
    attributed_to: str | None
    derived: Mapping[str, Any] | None = None
    note: str = ""
    confidence: Mapping[str, float] = field(default_factory=dict)
    proposed: tuple[str, ...] = ()


def decimal_text(value: Decimal | None) -> str | None:
    """A decimal in plain digits, without needless zeros; None for an open side."""
    if value is None:
        return None
    plain = f"{value:f}"  # not normalize(), which would round to the precision of the context
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def bounds_of(figure: Figure) -> tuple[str | None, str | None]:
    """The two bounds of a figure as the contract writes them: plain decimals or dates, None for an open side."""
    if figure.date is None:
        return decimal_text(figure.low), decimal_text(figure.high)
    first, _, last = figure.date.partition("/")
    return None if figure.approx == "at_most" else first, None if figure.approx == "at_least" else last or first


def is_rounded(figure: Figure) -> bool:
    """Whether a value of a figure may lack digits of its numeral: one with more than are computed with, times a scale or a share."""
    if figure.date is not None:
        return False
    kept = {_digits(decimal_text(end) or "") for end in (figure.low, figure.high)}
    long = (_digits(match.group()) for match in _NUMERAL.finditer(figure.exact))
    return any(len(digits) > _COMPUTED and digits not in kept for digits in long)


def _digits(text: str) -> str:
    """The significant digits of a numeral."""
    return re.sub(r"\D", "", text).strip("0")


def record(claim: ExtractedClaim, source: str) -> dict[str, Any]:
    """A claim as the flat record of the contract."""
    figure = claim.figure
    low, high = bounds_of(figure)
    values: tuple[Any, ...] = (
        source,
        figure.start,
        figure.end,
        figure.exact,
        claim.entity,
        claim.metric,
        dict(claim.qualifiers),
        low,
        high,
        figure.approx,
        figure.unit,
        claim.period,
        claim.as_of,
        claim.status,
        claim.attributed_to,
        dict(claim.derived) if claim.derived is not None else None,
        claim.note,
    )
    flat = dict(zip(KEYS, values, strict=True))
    flat["confidence"] = {name: round(value, 3) for name, value in claim.confidence.items()}
    if claim.proposed:
        flat["proposed"] = list(claim.proposed)
    return flat


def record_of_claim(claim: Claim) -> dict[str, Any]:
    """A claim of a base as a flat record, to be measured against."""
    low, high = claim.values[0], claim.values[-1]
    qualifiers = dict(claim.qualifiers) | ({"per": claim.per} if claim.per else {})
    start, end = claim.at if claim.at is not None else (0, 0)
    values: tuple[Any, ...] = (
        claim.source,
        start,
        end,
        claim.exact,
        claim.entity,
        claim.metric,
        qualifiers,
        None if claim.approximation.value == "at_most" else low,
        None if claim.approximation.value == "at_least" else high,
        claim.approximation.value,
        claim.unit,
        claim.period,
        claim.as_of,
        claim.status.value,
        claim.attributed_to,
        None,
        claim.note or "",
    )
    return dict(zip(KEYS, values, strict=True))
