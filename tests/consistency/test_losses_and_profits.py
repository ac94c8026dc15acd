"""A loss is a negative profit: a minus before one amount, in rules and in derivations."""

from __future__ import annotations

import pytest

from kg.consistency.check import check
from kg.consistency.explaining import explain
from kg.consistency.finding import Severity
from kg.graph.build import ensure_built
from kg.workspace.loading import load_vocabulary
from tests.consistency.claims import claim, identities, observations, vocabulary
from tests.consistency.dossiers import cited
from tests.consistency.test_derivations import derived

RULE = "net_loss == -profit"


def figure(metric: str, value: str) -> dict[str, str]:
    return {"id": metric.replace("_", "-"), "metric": metric, "exact": f"'{value}'", "value": value}


@pytest.fixture
def told(workspace_of, claims_of):
    """The errors and warnings about a base of claims of 2025, by the rules that are shipped."""

    def found(*claims, least=Severity.WARNING):
        space = workspace_of({"claims/news.yaml": claims_of("news", *claims)})
        with ensure_built(space).open_columns() as columns:
            return check(columns, load_vocabulary(space), least=least).findings

    return found


@pytest.mark.parametrize(
    ("loss", "profit", "rule"),
    [
        ("net_loss", "profit", "net-loss-is-negative-profit"),
        ("net_loss", "net_income", "net-loss-is-negative-net-income"),
        ("operating_loss", "operating_profit", "operating-loss-is-negative-operating-profit"),
    ],
)
def test_one_result_cannot_be_a_profit_and_a_loss(told, loss, profit, rule):
    [finding] = told(figure(profit, "7000000"), figure(loss, "5000000"))
    assert (finding.id, finding.severity.value) == (f"identity/{rule}/acme/2025", "error")
    assert "the right side is -7 million USD" in finding.explanation
    assert told(figure(profit, "-5000000"), figure(loss, "5000000")) == ()
    assert told(figure(profit, "-6000000"), figure(loss, "5000000")) != ()


@pytest.mark.parametrize("alone", ["profit", "net_loss"])
def test_one_of_the_two_says_nothing(told, alone):
    assert told(figure(alone, "5000000"), least=Severity.INFO) == ()


def test_other_currencies_say_nothing():
    loss = claim("loss", "5 million", "5000000", metric="net_loss", period="2025", unit="EUR")
    profit = claim("profit", "7 million", "7000000", metric="profit", period="2025")
    assert identities(RULE, loss, profit) == []


def test_a_derivation_with_a_minus_is_computed():
    profit = claim("profit", "-5 million", "-5000000", metric="profit", period="2025")
    finding = derived(claim("loss", "5 million", "5000000", metric="net_loss", period="2025"), "-p", p=profit)
    assert (finding.severity.value, finding.holds) == ("info", True)
    assert "-(-5 million USD) yields 4.5 to 5.5 million USD: it holds" in finding.explanation


def test_a_broken_rule_is_taken_apart():
    claims = [
        claim("loss", "5.0 million", "5000000", metric="net_loss", period="2025"),
        claim("profit", "7.0 million", "7000000", metric="profit", period="2025"),
    ]
    [finding] = identities(RULE, *claims)
    seen = {o.claim: o for o in observations(*claims)}
    told = explain(finding, seen, cited(claims), vocabulary())
    assert told.problem is None
    assert [(step.expression, step.narrow_working) for step in told.steps] == [("-profit", "-(6.95 to 7.05 million USD)")]
    needed = {remedy.claim: remedy.needed for remedy in told.remedies}
    assert needed["loss"] is None  # a net loss is never negative
    assert (needed["profit"].low, needed["profit"].high) == (-5050000, -4950000)
