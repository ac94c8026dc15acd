"""The five articles: each finding of a careful fact-checker's list is there, and classified as it argues."""

from __future__ import annotations

import pytest

from kg.consistency.check import accuse, check
from kg.graph.build import ensure_built
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def told(flagship_copy):
    space = Workspace.open(flagship_copy)
    with ensure_built(space).open_columns() as columns:
        found, culprits = accuse(check(columns, load_vocabulary(space)).findings, columns, lambda _: None)
    return {finding.id: finding for finding in found}, culprits


@pytest.fixture(scope="module")
def findings(told):
    return told[0]


# Number in the list, id, severity, words of the explanation.
LIST = [
    (1, "conflict/openai/valuation", "warning", ["80 billion", "157 billion", "730 billion", "no date"]),
    (1, "derivation/openai-valuation-multiple-2024", "info", ["it holds"]),
    (2, "conflict/openai/revenue/2025", "warning", ["13 billion", "20 billion", "a projection and the outcome"]),
    (2, "forecast/openai/revenue/2025", "info", ["11.6 billion"]),
    (2, "scope/openai/revenue/money-USD", "info", ["at least 13 billion USD per year"]),
    (3, "identity/net-loss-is-expenses-less-revenue/openai/2025", "warning", ["at least 9 billion", "it holds with"]),
    (4, "derivation/openai-net-loss-2025-h1", "error", ["4.7 billion", "4.1 to 4.3 billion"]),
    (4, "derivation/openai-operating-loss-2025-h1", "error", ["7.8 billion", "4.1 to 4.3 billion"]),
    (5, "implied/openai/revenue/2025-H2", "warning", ["15.7 billion", "more than 3 times the pace"]),
    (6, "derivation/openai-revenue-multiple-2025", "error", ["at least x 5.33"]),
    (6, "implied/openai/revenue/2024", "info", ["6.667 billion", "3.7 billion"]),
    (7, "derivation/claude-code-run-rate-multiple", "error", ["0.961 to 1.04"]),
    (8, "derivation/inference-price-decline", "error", ["x 50", "3.2 to 3.72"]),
    (9, "derivation/openai-further-loss-years", "warning", ["at least 5 years", "2026-02", "2029 to 2030"]),
    (10, "scope/openai/users/count", "info", ["300 million", "800 million as weekly active users"]),
    (11, "scope/openai/net_loss/money-USD", "info", ["5 billion", "14 billion USD as net loss (gunter-pauli"]),
    (12, "scope/openai/infrastructure_commitment/money-USD", "info", ["200 billion to 1 trillion", "1.4 trillion"]),
    (13, "unit/same-number/ai-industry/subscription_price", "info", ["20 EUR", "20 USD"]),
    (14, "scope/deepseek-v3/training_cost/money-USD", "info", ["6 million", "1.3 billion"]),
    (
        15,
        "succession/superlative/openai-round-2024-10",
        "info",
        ["is said to be the largest", "30 billion USD of Anthropic"],
    ),
    (16, "scope/equal/openai/money-USD/100000000000", "info", ["funding needed", "funding sought"]),
    (16, "scope/equal/openai/money-USD/40000000000", "info", ["further round"]),
    (17, "scope/peers/deepseek-price-discount", "info", ["holds for some peers only", "GPT-5.2 Pro", "GPT-4o"]),
    (18, "agreement/hedge/zhipu-ai/revenue/2024", "info", ["about 45 million"]),
    (18, "agreement/hedge/zhipu-ai/net_loss/2024", "info", ["about 350 million"]),
    (18, "agreement/hedge/aws/loss_duration/2006/2009", "info", ["about 3 years and 3 years"]),
]


@pytest.mark.parametrize(
    ("identifier", "severity", "words"), [row[1:] for row in LIST], ids=[f"{r[0]}-{r[1]}" for r in LIST]
)
def test_each_row_of_the_list_is_found(findings, identifier, severity, words):
    [finding] = [finding for name, finding in findings.items() if name == identifier or name.startswith(f"{identifier}/")]
    assert finding.severity.value == severity
    for word in words:
        assert word in finding.explanation


def test_no_row_is_left_out():
    assert {row[0] for row in LIST} == set(range(1, 19))


IMPLIED = {
    "openai/paying_customers": "40 million",
    "gemini-3-pro/price_per_million_input_tokens": "2.16 USD",
    "google/capex": "at most 92.5 billion USD",
    "zhipu-ai/rd_spending": "at least 315 million USD",
    "nvidia/revenue/FY2025": "130.7 billion USD",
    "share/nvidia/revenue": "89.8 %",
    "venture-capital/vc_investment": "125.9 billion USD",
    "openai/expense_ratio/2025-H2": "x 1.552",
}


@pytest.mark.parametrize(("place", "value"), IMPLIED.items())
def test_values_that_nobody_states(findings, place, value):
    matching = [f for name, f in findings.items() if name.startswith(f"implied/{place}")]
    assert [finding.expected for finding in matching] == [value]
    assert all(finding.severity.value == "info" for finding in matching)


def test_the_quarter_before_is_told_in_fiscal_quarters(findings):
    assert [f.expected for name, f in findings.items() if name.endswith("/FY2025-Q3")] == ["30.84 billion USD"]


def test_nothing_is_implied_twice_nor_without_a_claim(findings):
    implied = [finding for finding in findings.values() if finding.kind.value == "implied"]
    assert len(implied) == 15
    assert all(finding.claims for finding in implied)


def test_the_twenty_billion_are_the_culprits(told):
    findings, culprits = told
    twenty = {"openai-revenue-2025-lead", "openai-revenue-2025-advertising", "openai-revenue-2025-section"}
    assert twenty <= set(culprits.components[0].certain)
    assert set(findings["conflict/openai/revenue/2025"].culprits) == twenty
    assert set(findings["conflict/openai/valuation"].culprits) == {"openai-valuation-today", "openai-valuation-vague"}
