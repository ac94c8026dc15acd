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
    "revenue": Metric("revenue", MetricKind.FLOW, "money", sign="positive", additive=True),
    "expenses": Metric("expenses", MetricKind.FLOW, "money", sign="positive", additive=True),
    "net_loss": Metric("net_loss", MetricKind.FLOW, "money", sign="positive", additive=True),
    "profit": Metric("profit", MetricKind.FLOW, "money", additive=True),
    "annualized_revenue": Metric("annualized_revenue", MetricKind.STOCK, "money", sign="positive"),
    "revenue_growth": Metric("revenue_growth", MetricKind.RATIO, "share"),
    "expense_ratio": Metric("expense_ratio", MetricKind.RATIO, "share", sign="positive"),
    "vc_share": Metric("vc_share", MetricKind.RATIO, "share", sign="positive"),
    "vc_investment": Metric("vc_investment", MetricKind.FLOW, "money", sign="positive", additive=True),
    "price": Metric("price", MetricKind.PRICE, "money", sign="positive"),
    "price_ratio": Metric("price_ratio", MetricKind.RATIO, "multiple", sign="positive"),
    "price_discount": Metric("price_discount", MetricKind.RATIO, "share", sign="positive"),
    "funding_needed": Metric("funding_needed", MetricKind.STOCK, "money", sign="positive"),
    "funding_sought": Metric("funding_sought", MetricKind.FLOW, "money", sign="positive"),
    "deaths": Metric("deaths", MetricKind.FLOW, "count", sign="positive", additive=True),
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


ENTITIES = {
    "acme": Entity("acme", "organization", label={"": "Acme"}),
    "acme-cloud": Entity("acme-cloud", "product", label={"": "Acme Cloud"}, part_of="acme"),
    "globex": Entity("globex", "organization", label={"": "Globex"}, fiscal_year_end="01-31"),
    "initech": Entity("initech", "organization", label={"": "Initech"}),
    "software": Entity("software", "industry", label={"": "software"}),
}


def vocabulary(*rules: Rule) -> Vocabulary:
    return Vocabulary(ENTITIES, METRICS, rules)


def claim(identifier: str, exact: str, *values: str, source: str = "times", metric: str = "revenue", **keys: Any) -> Claim:
    keys.setdefault("unit", "USD")
    if "status" in keys:
        keys["status"] = Status(keys["status"])
    if "approx" in keys:
        keys["approximation"] = Approximation(keys.pop("approx"))
    keys.setdefault("entity", "acme")
    return Claim(id=identifier, source=source, exact=exact, metric=metric, values=values, **keys)


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
