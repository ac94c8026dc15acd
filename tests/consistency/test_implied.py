"""Values that follow from rules with one metric missing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.implied import find_implied, find_implied_prices
from kg.consistency.inferring import infer
from kg.consistency.values import value_of
from kg.model.vocabulary import Rule
from tests.consistency.claims import claim, observations, vocabulary

LOSS = Rule("loss", "net_loss == expenses - revenue")
PROFIT = Rule("profit", "profit == revenue - expenses")
MIRROR = Rule("mirror", "net_loss == -profit")
MULTIPLE = Rule("multiple", "revenue_multiple == revenue / previous(revenue)")
GROWTH = Rule("growth", "revenue_growth == revenue / previous(revenue) - 1")
RATIO = Rule("ratio", "expense_ratio == expenses / revenue")


def implied(rules, *claims):
    return list(find_implied(observations(*claims), vocabulary(*rules)))


def billions(identifier, amount, period="2025", **keys):
    return claim(identifier, f"{amount} billion", str(int(Decimal(amount) * 10**9)), period=period, **keys)


def tripled(**keys):
    return claim("tripled", "tripled", "3", unit="x", metric="revenue_multiple", period="2025", **keys)


def test_the_one_metric_that_is_missing():
    [finding] = implied([LOSS], billions("lost", "5", metric="net_loss"), billions("earned", "3.7"))
    assert (finding.kind.value, finding.severity.value, finding.id) == ("implied", "info", "implied/acme/expenses/2025")
    assert finding.expected == "8.7 billion USD"
    assert set(finding.claims) == {"lost", "earned"}


def test_two_missing_metrics_or_other_times_imply_nothing():
    assert implied([LOSS], billions("earned", "3.7")) == []
    assert implied([LOSS], billions("lost", "5", metric="net_loss"), billions("earned", "3.7", "2024")) == []
    assert implied([LOSS], billions("lost", "5", metric="net_loss", qualifiers={"segment": "x"}), billions("e", "3")) == []


def test_the_same_from_the_other_side_is_not_told():
    told = implied([LOSS, PROFIT, MIRROR], billions("lost", "5", metric="net_loss"), billions("earned", "3.7"))
    assert [finding.metric for finding in told] == ["expenses"]


def test_the_year_before_from_tripled():
    [finding] = implied([MULTIPLE], tripled(), billions("now", "20.0"))
    assert (finding.id, finding.expected) == ("implied/acme/revenue/2024", "6.667 billion USD")


def test_a_given_year_that_disagrees_breaks_the_rule_unless_the_text_derived_it():
    base = {"base": "revenue 2024"}  # the qualifier keeps the plain rule check from comparing
    [finding] = implied([MULTIPLE], tripled(qualifiers=base), billions("now", "20.0"), billions("before", "3.7", "2024"))
    assert (finding.kind.value, finding.severity.value, finding.holds) == ("identity", "error", False)
    assert set(finding.claims) == {"tripled", "now", "before"}
    agreeing = billions("before", "6.7", "2024")
    assert implied([MULTIPLE], tripled(qualifiers=base), billions("now", "20.0"), agreeing) == []
    assert implied([MULTIPLE], tripled(), billions("now", "20.0"), billions("before", "3.7", "2024")) == []


def test_growth_is_measured_against_the_period_that_its_base_names():
    quarter = {"entity": "globex", "period": "FY2026-Q3"}
    growth = claim("up", "66 %", "66", unit="%", metric="revenue_growth", qualifiers={"base": "FY2025-Q3"}, **quarter)
    now = claim("now", "51.2 billion", "51200000000", **quarter)
    [finding] = implied([GROWTH], growth, now)
    assert (finding.id, finding.expected) == ("implied/globex/revenue/FY2025-Q3", "30.84 billion USD")
    unnamed = claim("up", "66 %", "66", unit="%", metric="revenue_growth", **quarter)
    assert implied([GROWTH], unnamed, now) == []


def test_hedges_carry_over():
    lost = billions("lost", "5", metric="net_loss", approx="at_least")
    [finding] = implied([LOSS], lost, billions("earned", "3.7"))
    assert finding.expected == "at least 8.7 billion USD"


def test_a_ratio_is_implied_only_where_it_is_told_for_another_time():
    flows = [billions("spent", "8.5", "2025-H1", metric="expenses"), billions("earned", "4.3", "2025-H1")]
    assert implied([RATIO], *flows) == []
    told = claim("ratio", "1.5", "1.5", unit="x", metric="expense_ratio", period="2024-H1")
    [finding] = implied([RATIO], told, *flows)
    assert finding.expected == "x 1.977"


def test_forecasts_go_with_forecasts_and_what_is_left_of_a_year_leads_on():
    told = implied(
        [RATIO],
        billions("spent", "22", metric="expenses", status="projected"),
        billions("foreseen", "13", status="projected"),
        billions("made", "20"),
        billions("spent-h1", "8.5", "2025-H1", metric="expenses"),
        billions("earned-h1", "4.3", "2025-H1"),
        claim("ratio", "1.69", "1.69", unit="x", metric="expense_ratio", period="2025", status="projected"),
    )
    assert {f.id: f.expected for f in told}["implied/acme/expense_ratio/2025-H2"] == "x 1.552"


def test_share_part_and_whole():
    part = {"geography": "world", "group": "start-ups"}
    share = claim("share", "58 %", "58", unit="%", metric="vc_share", period="2025-Q1", qualifiers=part)
    amount = claim("part", "73 billion", "73000000000", metric="vc_investment", period="2025-Q1", qualifiers=part)
    [finding] = implied([], share, amount)
    assert finding.expected == "125.9 billion USD"
    whole = claim(
        "whole", "90 billion", "90100000000", metric="vc_investment", period="2025-Q1", qualifiers={"geography": "world"}
    )
    [broken] = [f for f in implied([], share, amount, whole) if f.kind.value == "identity"]
    assert set(broken.claims) == {"share", "part", "whole"}


def test_the_share_of_a_segment():
    [finding] = implied([], billions("whole", "57"), billions("part", "51.2", qualifiers={"segment": "chips"}))
    assert finding.expected == "89.8 %"


def test_a_part_is_a_share_of_the_whole_of_its_own_source():
    told = implied(
        [],
        billions("bound", "57", approx="at_least", source="wire"),
        billions("other", "60", source="post"),
        billions("whole", "64"),
        billions("part", "51.2", qualifiers={"segment": "chips"}),
    )
    [share] = [f for f in told if f.id.startswith("implied/share/")]
    assert (share.expected, share.claims) == ("80 %", ("part", "whole"))


def test_the_price_of_what_is_compared_with():
    own = claim("own", "0.12", "0.12", metric="price", per="unit", as_of="2026")
    ratio = claim(
        "ratio", "1/18", "0.0555555556", unit="x", metric="price_ratio", as_of="2026", qualifiers={"base": "globex"}
    )
    [finding] = find_implied_prices(observations(own, ratio), vocabulary())
    assert (finding.entity, finding.expected) == ("globex", "2.16 USD")
    known = claim("other", "2.16", "2.16", metric="price", per="unit", as_of="2026", entity="globex")
    assert list(find_implied_prices(observations(own, ratio, known), vocabulary())) == []


def graph_of(rules, *claims):
    values = [value for o in observations(*claims) if (value := value_of(o))]
    return infer(values, vocabulary(*rules))


def test_provenance_is_a_graph_without_circles_and_no_claim_is_led_back_to_itself():
    import networkx as nx

    found = graph_of(
        [LOSS, RATIO, GROWTH],
        billions("lost", "5", metric="net_loss"),
        billions("earned", "3.7"),
        claim("ratio", "1.5", "1.5", unit="x", metric="expense_ratio", period="2024"),
    )
    assert nx.is_directed_acyclic_graph(found.graph)
    assert set(found.graph.predecessors("acme/expenses/2025")) == {"lost", "earned"}
    assert [step.value.place.metric for step in found.steps] == ["expenses"]


@given(st.integers(10, 10**6), st.integers(10, 10**6), st.booleans())
def test_what_is_implied_keeps_the_rule(lost, earned, backwards):
    claims = [
        claim("a", f"{lost} million", str(lost * 10**6), metric="net_loss", period="2025"),
        claim("b", f"{earned} million", str(earned * 10**6), period="2025"),
    ]
    [step] = graph_of([LOSS], *(reversed(claims) if backwards else claims)).steps
    assert step.value.stated.low == (lost + earned) * 10**6
    assert step.value.wide.covers(step.value.narrow)
    assert step.value.narrow.contains(step.value.stated.low)


def test_a_chain_of_rules_contradicts_what_it_does_not_rest_on():
    """Growth implies the revenue before, which with the expenses implies a loss that is given otherwise."""
    found = implied(
        (GROWTH, LOSS, RATIO),
        claim("now", "10.0 billion", "10000000000", period="2025"),
        claim("growth", "100 %", "100", metric="revenue_growth", unit="%", period="2025"),
        claim("spent", "9.00 billion", "9000000000", metric="expenses", period="2024"),
        claim("lost", "7.00 billion", "7000000000", metric="net_loss", period="2024"),
    )
    [broken] = [finding for finding in found if finding.kind.value == "identity"]
    assert broken.severity.value == "error"
    assert set(broken.claims) == {"now", "growth", "spent", "lost"}
    assert "revenue of 2024 5 billion USD (implied)" in broken.explanation


def test_two_ways_to_one_value_that_nobody_gives_may_contradict_each_other():
    found = implied(
        (GROWTH, LOSS, RATIO),
        claim("now", "10.0 billion", "10000000000", period="2025"),
        claim("growth", "100 %", "100", metric="revenue_growth", unit="%", period="2025"),
        claim("spent", "9.00 billion", "9000000000", metric="expenses", period="2024"),
        claim("ratio", "3.00", "3.00", metric="expense_ratio", unit="x", period="2024"),
    )
    [broken] = [finding for finding in found if finding.kind.value == "identity"]
    assert set(broken.claims) == {"now", "growth", "spent", "ratio"}


def test_a_chain_that_comes_out_right_says_nothing():
    found = implied(
        (GROWTH, LOSS, RATIO),
        claim("now", "10.0 billion", "10000000000", period="2025"),
        claim("growth", "100 %", "100", metric="revenue_growth", unit="%", period="2025"),
        claim("spent", "9.00 billion", "9000000000", metric="expenses", period="2024"),
        claim("lost", "4.00 billion", "4000000000", metric="net_loss", period="2024"),
    )
    assert [finding for finding in found if finding.kind.value == "identity"] == []
