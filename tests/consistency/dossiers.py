"""A base in a few lines and findings about it, made by hand so that reports are tested apart from the checker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kg.consistency.check import Report
from kg.consistency.clusters import clusters_of
from kg.consistency.explaining import Explanation, explain
from kg.consistency.finding import Cluster, Finding, Input, Kind, Severity
from kg.consistency.reports.dossier import Cited, Dossier
from kg.consistency.waivers import StaleWaiver
from kg.model.claim import Claim
from kg.model.interval import Interval
from kg.model.waiver import Waiver
from kg.workspace.places import Place
from tests.consistency.claims import claim, observations, vocabulary

CLAIMS = (
    claim("low", "13 billion", "13000000000", period="2025", source="post", status="projected", at=(10, 20)),
    claim("high", "20 billion", "20000000000", period="2025", at=(30, 40)),
    claim("spent", "22 billion", "22000000000", metric="expenses", period="2025", at=(50, 60)),
    claim("loss", "5 billion", "5000000000", metric="net_loss", period="2025", attributed_to="bank"),
    claim("worth", "80 billion", "80000000000", metric="valuation"),
)


def cited(claims: Iterable[Claim] = CLAIMS) -> dict[str, Cited]:
    return {
        o.claim: Cited(
            o.claim,
            o.source,
            f"The {o.source.title()}",
            o.words,
            o.exact,
            o.label,
            o.status,
            o.attributed_to,
            next(c.at for c in claims if c.id == o.claim),
            Place(f"claims/{o.source}.yaml", 3 + 10 * number),
        )
        for number, o in enumerate(observations(*claims))
    }


def finding(
    identifier: str = "conflict/acme/revenue/2025", kind: str = "conflict", severity: str = "error", **keys: Any
) -> Finding:
    base = Finding(
        id=identifier,
        kind=Kind(kind),
        severity=Severity(severity),
        entity="acme",
        metric="revenue",
        claims=("low", "high"),
        explanation="Acme: revenue for 2025 is given as 13 billion USD and 20 billion USD.",
    )
    return replace(base, **keys)


def billions(low: str, high: str, *claims: str) -> Cluster:
    return Cluster(Interval(Decimal(low).scaleb(9), Decimal(high).scaleb(9)), "USD", claims)


CONFLICT = finding(clusters=(billions("12.5", "13.5", "low"), billions("19.5", "20.5", "high")), culprits=("high",))
DERIVATION = finding(
    "derivation/loss",
    "derivation",
    metric="net_loss",
    claims=("loss", "spent", "high"),
    explanation="Acme: net loss for 2025 is stated as 5 billion USD, but 22 billion USD - 20 billion USD yields 1 to 3 billion USD.",
    rule="expenses - revenue",
    inputs=(Input("expenses", "spent", "22 billion USD"), Input("revenue", "high", "20 billion USD")),
    expected="1 to 3 billion USD",
    holds=False,
)
IDENTITY = finding(
    "identity/loss-rule/acme/2025",
    "identity",
    "warning",
    metric="net_loss",
    claims=("loss", "spent", "high"),
    explanation="Acme for 2025: net loss is expenses less revenue, but 5 billion USD == 22 billion USD - 20 billion USD does not hold.",
    rule="net_loss == expenses - revenue",
    inputs=(
        Input("net_loss", "loss", "5 billion USD"),
        Input("expenses", "spent", "22 billion USD"),
        Input("revenue", "high", "20 billion USD"),
    ),
    expected="1 to 3 billion USD",
    holds=False,
    waived="restated in the annual report",
)
AGREEMENT = finding(
    "agreement/acme/valuation", "agreement", "info", metric="valuation", claims=("worth",), explanation="Acme: said alike."
)
STALE = StaleWaiver(
    Waiver("conflict/acme/users", "counted twice", date(2026, 1, 31), path="claims/times.yaml", line=40),
    "there is no such finding",
)


def dossier(*findings: Finding, **keys: Any) -> Dossier:
    return Dossier(keys.pop("title", "A tiny base"), Report(findings), cited(), **keys)


FULL = dossier(CONFLICT, DERIVATION, IDENTITY, AGREEMENT, stale=(STALE,))


def explained(one: Finding, *claims: Claim) -> Explanation:
    """The explanation of a finding over some claims, or over CLAIMS."""
    chosen = claims or CLAIMS
    return explain(one, {o.claim: o for o in observations(*chosen)}, cited(chosen), vocabulary())


def conflict_of(*claims: Claim) -> Finding:
    """A conflict between all of some claims."""
    return finding(claims=tuple(c.id for c in claims), clusters=clusters_of(observations(*claims)))
