"""The base of five articles, end to end: what it holds, what the checker finds in it, what its queries answer."""

from __future__ import annotations

import pytest

from kg.consistency.check import check
from kg.graph.build import build_base
from kg.graph.queries import bound, named_queries
from kg.graph.selection import Selection, select, statistics
from kg.graph.sparql import run_query
from kg.workspace.loading import load_base
from kg.workspace.texts import find_text
from kg.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def space(flagship_copy):
    return Workspace.open(flagship_copy)


@pytest.fixture(scope="module")
def build(space):
    return build_base(space).build


@pytest.fixture(scope="module")
def base(space):
    return load_base(space)


@pytest.fixture(scope="module")
def findings(build, base):
    with build.open_columns() as columns:
        return {finding.id: finding for finding in check(columns, base.vocabulary).findings}


def test_counts(build):
    with build.open_columns() as columns:
        counts = statistics(columns, 5)
    assert (counts["sources"], counts["claims"]) == (5, 168)
    for part in ("source", "offsets", "unit", "entity", "metric", "value", "time_or_reason"):
        assert counts["complete"][part] == 168


def test_every_entity_and_metric_of_a_claim_is_described(base):
    for claim in base.claims:
        assert base.vocabulary.entity(claim.entity).label, claim.entity
        assert base.vocabulary.metric(claim.metric).label, claim.metric


def test_every_figure_stands_at_its_offsets(space, base, article_texts):
    assert article_texts
    for source in base.sources.values():
        text = find_text(space, source)
        assert text is not None, source.id
        assert len(text) == source.length
        for claim in base.claims:
            if claim.source == source.id:
                assert claim.at is not None
                assert text[slice(*claim.at)] == claim.exact


def values(findings, identifier):
    return [(cluster.common.low / 10**9, cluster.claims) for cluster in findings[identifier].clusters]


def test_the_three_valuations_are_one_finding(findings):
    finding = findings["conflict/openai/valuation"]
    assert finding.severity.value == "warning"
    assert {"openai-valuation-today", "openai-valuation-2024", "openai-valuation-sought"} <= set(finding.claims)
    for value, source in (("80 billion", "altman-wealth"), ("157 billion", "2024"), ("730 billion", "2026-Q1")):
        assert value in finding.explanation
        assert source in finding.explanation


def test_revenue_of_2025_is_13_against_20(findings):
    assert "13 billion USD" in findings["conflict/openai/revenue/2025"].explanation
    assert "20 billion USD" in findings["conflict/openai/revenue/2025"].explanation
    assert "11.6 billion USD" in findings["forecast/openai/revenue/2025"].explanation


def test_300_and_800_million_users_differ_in_basis_and_date(findings):
    [finding] = [f for f in findings.values() if f.kind.value == "scope" and f.metric == "users"]
    for words in ("300 million as users", "800 million as weekly active users", "undated", "2026-02"):
        assert words in finding.explanation


@pytest.mark.parametrize(
    ("claim", "severity", "expected"),
    [
        ("openai-net-loss-2025-h1", "error", "4.1 to 4.3 billion USD"),
        ("openai-operating-loss-2025-h1", "error", "4.1 to 4.3 billion USD"),
        ("openai-revenue-multiple-2025", "error", "at least x 5.33"),
        ("claude-code-run-rate-multiple", "error", "x 0.961 to 1.04"),
        ("inference-price-decline", "error", "x 3.2 to 3.72"),
        ("openai-expense-ratio-2025", "info", "1.59 to 1.8"),
        ("openai-expense-ratio-2025-h1", "info", "1.94 to 2.01"),
        ("openai-net-loss-2025", "info", "8 to 10 billion USD"),
        ("openai-valuation-multiple-2024", "info", "x 1.94 to 1.98"),
        ("deepseek-price-ratio", "info", "x 0.0328 to 0.0344"),
    ],
)
def test_stated_derivations_are_recomputed(findings, claim, severity, expected):
    finding = findings[f"derivation/{claim}"]
    assert (finding.severity.value, finding.expected) == (severity, expected)
    assert finding.holds is (severity == "info")


def test_the_loss_of_2025_holds_only_with_the_lower_revenue(findings):
    finding = findings["identity/net-loss-is-expenses-less-revenue/openai/2025"]
    assert finding.severity.value == "warning"
    assert "it holds with" in finding.explanation


def test_nothing_else_is_called_an_error(findings):
    assert sum(finding.severity.value == "error" for finding in findings.values()) == 5


def test_every_named_query_answers(space, build):
    for query in named_queries(space.root / "queries").values():
        result = run_query(build.store, query.text, space.settings.base, values=bound(query, {}, space.settings.base))
        assert result.rows or query.name in ("to-review", "unattributed"), query.name


def test_the_columns_find_what_the_files_say(build):
    with build.open_columns() as columns:
        rows = select(columns, Selection(entities=["nvidia"], metrics=["market_share"]), "time")
    assert [(row["value"], row["period"]) for row in rows] == [("25", "2021"), ("86", None)]
