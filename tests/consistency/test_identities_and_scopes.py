"""Rules between metrics, and figures easily taken for one another."""

from __future__ import annotations

from tests.consistency.claims import claim, identities, scopes

RULE = "net_loss == expenses - revenue"


def half_year(loss="4.7", **keys):
    return (
        claim("spent", "8.5 billion", "8500000000", metric="expenses", period="2025-H1"),
        claim("earned", "4.3 billion", "4300000000", period="2025-H1"),
        claim("lost", f"{loss} billion", str(int(float(loss) * 10**9)), metric="net_loss", period="2025-H1", **keys),
    )


def test_a_broken_identity():
    [finding] = identities(RULE, *half_year())
    assert (finding.kind.value, finding.severity.value, finding.rule) == ("identity", "error", RULE)
    assert set(finding.claims) == {"spent", "earned", "lost"}
    assert "4.1 to 4.3 billion USD" in finding.explanation


def test_an_identity_that_holds_says_nothing():
    assert identities(RULE, *half_year("4.2")) == []


def test_a_rule_of_lower_severity_stays_there():
    [finding] = identities(RULE, *half_year(), severity="warning")
    assert finding.severity.value == "warning"


def test_other_periods_scopes_and_undated_figures_take_no_part():
    spent, earned, _ = half_year()
    other = claim("lost", "9 billion", "9000000000", metric="net_loss", period="2025")
    undated = claim("lost", "9 billion", "9000000000", metric="net_loss")
    segment = claim("lost", "9 billion", "9000000000", metric="net_loss", period="2025-H1", qualifiers={"segment": "cloud"})
    for third in (other, undated, segment):
        assert identities(RULE, spent, earned, third) == []


def test_an_identity_that_only_some_values_keep_is_a_warning_that_names_them():
    spent, earned, lost = half_year()
    [finding] = identities(RULE, spent, earned, lost, claim("earned-less", "3.8 billion", "3800000000", period="2025-H1"))
    assert finding.severity.value == "warning"
    assert "earned-less" in finding.explanation


def test_a_forecast_need_not_keep_a_rule_with_an_outcome():
    [finding] = identities(RULE, *half_year(status="projected"))
    assert finding.severity.value == "warning"


def test_previous_is_one_period_of_the_same_length_earlier():
    rule = "revenue_multiple == revenue / previous(revenue)"
    now = claim("now", "20 billion", "20000000000", period="2025")
    before = claim("before", "3.7 billion", "3700000000", period="2024")
    tripled = claim("tripled", "tripled", "3", unit="x", metric="revenue_multiple", period="2025")
    [finding] = identities(rule, now, before, tripled)
    assert set(finding.claims) == {"now", "before", "tripled"}
    assert identities(rule, now, claim("older", "3.7 billion", "3700000000", period="2023"), tripled) == []


def test_bounds():
    share = claim("share", "130 %", "130", unit="%", metric="market_share", period="2025")
    [finding] = identities("market_share <= 1", share)
    assert finding.claims == ("share",)
    assert (
        identities("market_share <= 1", claim("share", "100 %", "100", unit="%", metric="market_share", period="2025")) == []
    )


def test_users_of_another_definition_are_a_scope():
    [finding] = scopes(
        claim("users", "300 million", "300000000", unit="count", metric="users", source="post"),
        claim("weekly", "800 million", "800000000", unit="count", metric="weekly_active_users", as_of="2026-02"),
    )
    assert (finding.kind.value, finding.severity.value) == ("scope", "info")
    assert set(finding.claims) == {"users", "weekly"}
    assert "undated" in finding.explanation


def test_a_flow_without_a_period_beside_dated_ones_is_a_scope():
    [finding] = scopes(
        claim("undated", "14 billion", "14000000000", metric="net_loss", source="post"),
        claim("dated", "5 billion", "5000000000", metric="net_loss", period="2024"),
    )
    assert set(finding.claims) == {"undated", "dated"}


def test_equal_values_or_distant_periods_are_not_conflated():
    assert (
        scopes(
            claim("users", "300 million", "300000000", unit="count", metric="users"),
            claim("weekly", "300 million", "300000000", unit="count", metric="weekly_active_users"),
        )
        == []
    )
    assert (
        scopes(
            claim("whole", "5 billion", "5000000000", period="2023"),
            claim("part", "2 billion", "2000000000", period="2025", qualifiers={"segment": "cloud"}),
        )
        == []
    )
