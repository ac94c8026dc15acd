"""Claims in a line each, for tests to read: claim("a", "4.3 billion", "4300000000", period="2025")."""

from __future__ import annotations

from typing import Any

from kg.consistency.conflicts import find_conflicts
from kg.consistency.finding import Finding
from kg.consistency.identities import check_identities
from kg.consistency.scopes import find_scopes
from kg.model.base import Vocabulary
from kg.model.claim import Claim, Status
from kg.model.observation import Observation, observe
from kg.model.quantity import Approximation
from kg.model.vocabulary import Entity, Metric, MetricKind, Rule

METRICS = {
    "revenue": Metric("revenue", MetricKind.FLOW),
    "expenses": Metric("expenses", MetricKind.FLOW),
    "net_loss": Metric("net_loss", MetricKind.FLOW),
    "revenue_target": Metric("revenue_target", MetricKind.FLOW, compares_with="revenue"),
    "valuation": Metric("valuation", MetricKind.STOCK),
    "users": Metric("users", MetricKind.STOCK),
    "weekly_active_users": Metric("weekly_active_users", MetricKind.STOCK, broader="users"),
    "market_share": Metric("market_share", MetricKind.RATIO),
    "revenue_multiple": Metric("revenue_multiple", MetricKind.RATIO),
    "spending_ratio": Metric("spending_ratio", MetricKind.RATIO),
    "loss_years": Metric("loss_years", MetricKind.STOCK),
    "opening_date": Metric("opening_date", MetricKind.DATE),
}


def vocabulary(*rules: Rule) -> Vocabulary:
    return Vocabulary({"acme": Entity("acme", label={"": "Acme"})}, METRICS, rules)


def claim(identifier: str, exact: str, *values: str, source: str = "times", metric: str = "revenue", **keys: Any) -> Claim:
    keys.setdefault("unit", "USD")
    if "status" in keys:
        keys["status"] = Status(keys["status"])
    if "approx" in keys:
        keys["approximation"] = Approximation(keys.pop("approx"))
    return Claim(id=identifier, source=source, exact=exact, entity="acme", metric=metric, values=values, **keys)


def observations(*claims: Claim) -> list[Observation]:
    """Rows in the order in which the columns give them: by cell, then by id."""
    rows = [observe(one, vocabulary()) for one in claims]
    return sorted(
        rows, key=lambda o: (o.cell.entity, o.cell.metric, o.cell.qualifiers, o.cell.per, o.cell.dimension, o.claim)
    )


def conflicts(*claims: Claim) -> list[Finding]:
    return list(find_conflicts(observations(*claims), vocabulary()))


def scopes(*claims: Claim) -> list[Finding]:
    return list(find_scopes(observations(*claims), vocabulary()))


def identities(rule: str, *claims: Claim, severity: str = "error") -> list[Finding]:
    return list(check_identities(observations(*claims), vocabulary(Rule("the-rule", rule, severity))))
