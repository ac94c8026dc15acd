"""One thing, several values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.consistency.claims import claim, conflicts


def kinds(*claims):
    return [(finding.kind.value, finding.severity.value) for finding in conflicts(*claims)]


def test_two_values_for_one_period_are_an_error():
    [finding] = conflicts(
        claim("low", "13 billion", "13000000000", period="2025", source="post"),
        claim("high", "20 billion", "20000000000", period="2025"),
    )
    assert (finding.kind.value, finding.severity.value) == ("conflict", "error")
    assert set(finding.claims) == {"low", "high"}
    assert [cluster.claims for cluster in finding.clusters] == [("low",), ("high",)]
    assert finding.explanation == (
        "Acme: revenue for 2025 is given as 13 billion USD (post, 2025) and 20 billion USD (times, 2025)."
    )


def test_values_that_agree_when_trailing_zeros_are_rounding_are_a_warning():
    assert kinds(
        claim("a", "80 billion", "80000000000", period="2025"), claim("b", "84 billion", "84000000000", period="2025")
    ) == [("conflict", "warning")]


def test_values_within_each_others_rounding_are_no_finding_in_one_source():
    assert (
        kinds(
            claim("a", "4.3 billion", "4300000000", period="2025"), claim("b", "4.34 billion", "4340000000", period="2025")
        )
        == []
    )


def test_two_sources_that_agree_are_corroboration_and_counted():
    [finding] = conflicts(
        claim("a", "4.3 billion", "4300000000", period="2025"),
        claim("b", "4.34 billion", "4340000000", period="2025", source="post"),
    )
    assert (finding.kind.value, finding.severity.value) == ("agreement", "info")
    assert "2 independent sources" in finding.explanation


def test_two_sources_that_quote_the_same_origin_corroborate_nothing():
    [finding] = conflicts(
        claim("a", "4.3 billion", "4300000000", period="2025", attributed_to="bank"),
        claim("b", "4.3 billion", "4300000000", period="2025", source="post", attributed_to="bank"),
    )
    assert "one and the same origin" in finding.explanation


def test_flows_of_other_periods_are_not_held_against_each_other():
    assert (
        kinds(claim("a", "3.7 billion", "3700000000", period="2024"), claim("b", "20 billion", "20000000000", period="2025"))
        == []
    )


def test_the_same_months_written_otherwise_are_the_same_period():
    assert kinds(
        claim("a", "3.7 billion", "3700000000", period="2025-H1"),
        claim("b", "5.1 billion", "5100000000", period="2025-01/2025-06"),
    ) == [("conflict", "error")]


def test_a_stock_that_moves_between_dates_is_a_succession():
    [finding] = conflicts(
        claim("old", "157 billion", "157000000000", metric="valuation", as_of="2024-10"),
        claim("new", "730 billion", "730000000000", metric="valuation", as_of="2026-02"),
    )
    assert (finding.kind.value, finding.severity.value) == ("succession", "info")
    assert finding.explanation.index("157 billion") < finding.explanation.index("730 billion")


def test_a_stock_without_a_date_against_dated_ones_of_other_sources_is_one_warning():
    findings = conflicts(
        claim("undated", "80 billion", "80000000000", metric="valuation"),
        claim("old", "157 billion", "157000000000", metric="valuation", as_of="2024", source="post"),
        claim(
            "sought",
            "730 billion",
            "730000000000",
            metric="valuation",
            as_of="2026-Q1",
            source="mail",
            status="target",
            approx="about",
        ),
    )
    [finding] = findings
    assert (finding.kind.value, finding.severity.value) == ("conflict", "warning")
    assert set(finding.claims) == {"undated", "old", "sought"}
    assert len(finding.clusters) == 3
    assert "undated has no date" in finding.explanation


def test_a_source_that_dates_only_the_earlier_value_tells_them_apart_itself():
    assert (
        kinds(
            claim("now", "86 %", "86", unit="%", metric="market_share"),
            claim("then", "25 %", "25", unit="%", metric="market_share", period="2021"),
        )
        == []
    )


def test_a_projection_of_another_source_is_a_forecast():
    assert kinds(
        claim("plan", "11.6 billion", "11600000000", period="2025", metric="revenue_target", status="target", source="post"),
        claim("outcome", "20 billion", "20000000000", period="2025"),
    ) == [("forecast", "info")]


def test_a_projection_beside_its_outcome_in_one_source_is_a_conflict():
    assert kinds(
        claim("plan", "13 billion", "13000000000", period="2025", status="projected"),
        claim("outcome", "20 billion", "20000000000", period="2025"),
    ) == [("conflict", "warning")]


def test_forecasts_of_several_sources_may_differ():
    assert kinds(
        claim("a", "13 billion", "13000000000", period="2027", status="projected"),
        claim("b", "20 billion", "20000000000", period="2027", status="projected", source="post"),
    ) == [("forecast", "info")]


@pytest.mark.parametrize("status", ["hypothetical", "illustrative"])
def test_figures_of_speech_contradict_nobody(status):
    assert (
        kinds(
            claim("a", "13 billion", "13000000000", period="2025", status=status),
            claim("b", "20 billion", "20000000000", period="2025"),
        )
        == []
    )


def test_bounds_open_one_side():
    more = claim("more", "20 billion", "20000000000", period="2025", approx="at_least")
    assert kinds(more, claim("same", "25 billion", "25000000000", period="2025")) == []
    assert kinds(more, claim("less", "13 billion", "13000000000", period="2025")) == [("conflict", "error")]


def test_other_currencies_scopes_and_denominators_are_other_cells():
    base = claim("a", "20 USD", "20", period="2025")
    for other in (
        claim("b", "90 EUR", "90", period="2025", unit="EUR"),
        claim("b", "90 USD", "90", period="2025", qualifiers={"segment": "cloud"}),
        claim("b", "90 USD", "90", period="2025", per="month"),
    ):
        assert kinds(base, other) == []


def test_shares_in_percent_and_as_multiples_are_one_dimension():
    assert kinds(
        claim("a", "25 %", "25", unit="%", metric="market_share", period="2025"),
        claim("b", "0.4", "0.4", unit="x", metric="market_share", period="2025"),
    ) == [("conflict", "error")]


def test_a_hundred_claims_are_one_finding_with_their_clusters():
    claims = [claim(f"c{n:03}", f"{1 + n % 4}.0 billion", f"{1 + n % 4}000000000", period="2025") for n in range(100)]
    [finding] = conflicts(*claims)
    assert len(finding.claims) == 100
    assert [len(cluster.claims) for cluster in finding.clusters] == [25, 25, 25, 25]


@given(st.permutations(list(range(6))))
def test_the_order_of_claims_changes_nothing(order):
    values = ["1.0", "1.04", "3.0", "3.1", "9.0", "1.0"]
    claims = [
        claim(
            f"c{n}",
            f"{values[n]} billion",
            f"{int(float(values[n]) * 1e9)}",
            metric="valuation",
            as_of=["2024", None, "2025"][n % 3],
            source=f"s{n % 4}",
        )
        for n in range(6)
    ]
    assert conflicts(*[claims[n] for n in order]) == conflicts(*claims)


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_conflict_in_millions_is_a_conflict_in_billions(a, b):
    def findings(scale, word):
        return kinds(
            claim("a", f"{a} {word}", str(a * scale), period="2025"),
            claim("b", f"{b} {word}", str(b * scale), period="2025"),
        )

    assert findings(10**6, "million") == findings(10**9, "billion") == findings(10**9, "milliards")


def test_about_so_much_is_not_contradicted_by_the_next_digit():
    about = claim("about", "6 billion", "6000000000", approx="about", period="2025")
    assert kinds(about, claim("exact", "6.12 billion", "6120000000", source="post", period="2025")) == [
        ("agreement", "info")
    ]
    assert kinds(about, claim("exact", "9 billion", "9000000000", source="post", period="2025")) == [("conflict", "error")]


def test_two_conflicts_of_one_thing_and_time_are_called_differently():
    found = conflicts(
        claim("low", "13 billion", "13000000000", period="2025"),
        claim("high", "21 billion", "21000000000", source="post", period="2025"),
        claim("foreseen", "40 billion", "41000000000", status="projected", period="2025"),
    )
    assert sorted(f.id for f in found) == ["conflict/acme/revenue/2025", "conflict/acme/revenue/2025/foreseen"]
