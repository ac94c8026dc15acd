"""Extraction as tests write it: a text in which each figure is given with what is read of it."""

from __future__ import annotations

from decimal import Decimal

from kg.extraction.contract import ExtractedClaim
from kg.extraction.figures.finding import Figure
from kg.model.base import Vocabulary
from kg.model.claim import Claim, Review, ReviewState
from kg.model.vocabulary import Entity, Metric, MetricKind

SURE = {"entity": 0.95, "metric": 0.9, "time": 0.99, "status": 0.97, "attributed_to": 0.98}
VOCABULARY = Vocabulary(
    {name: Entity(name, label={"": name.title()}) for name in ("acme", "globex")},
    {
        name: Metric(name, MetricKind.FLOW, "money", {"en": name.replace("_", " ")})
        for name in ("revenue", "net_loss", "profit")
    },
)


def found(text: str, exact: str, value: str | None, **read: object) -> ExtractedClaim:
    """What extraction reads at the first place (or the one of ``at``) of a wording; keys are those of a figure or a claim."""
    start = read.pop("at", None)
    start = text.index(exact) if start is None else start
    of_figure = {key: read.pop(key) for key in ("approx", "unit", "per", "unit_implied", "date") if key in read}
    low, high = (value if isinstance(value, tuple) else (value, value)) if value is not None else (None, None)
    figure = Figure(
        start=start,
        end=start + len(exact),
        exact=text[start : start + len(exact)],
        kind="money",
        low=Decimal(low) if low is not None else None,
        high=Decimal(high) if high is not None else None,
        **{"approx": "exact", "unit": "USD", "per": None, **of_figure},
        language="en",
    )
    assert figure.exact == exact
    plain = {"entity": "acme", "metric": "revenue", "qualifiers": {}, "period": "2025", "as_of": None, "status": "reported"}
    return ExtractedClaim(figure=figure, **{**plain, "attributed_to": None, "confidence": SURE, **read})


def reviewed(claim: Claim, state: str = "accepted", **changes: object) -> Claim:
    """A claim that a human has looked at, perhaps with changes."""
    from dataclasses import replace

    return replace(claim, review=Review(ReviewState(state), "ada", "2026-11-21"), **changes)
