"""Figures computed again from their inputs."""

from __future__ import annotations

from kg.consistency.derivations import Stated, check_derivations
from kg.model.claim import Derivation
from kg.model.observation import observe
from tests.consistency.claims import claim, vocabulary


def derived(stated, formula, **inputs):
    words = vocabulary()
    derivation = Derivation(formula, {name: given.id for name, given in inputs.items()})
    observed = {name: observe(given, words) for name, given in inputs.items()}
    [finding] = check_derivations(iter([Stated(observe(stated, words), derivation, observed)]), words)
    return finding


def test_a_ratio_that_holds():
    finding = derived(
        claim("ratio", "1.69 $", "1.69", metric="spending_ratio", per="USD of revenue", period="2025", approx="about"),
        "expenses / revenue",
        expenses=claim("spent", "22 billion", "22000000000", metric="expenses", period="2025"),
        revenue=claim("earned", "13 billion", "13000000000", period="2025"),
    )
    assert (finding.severity.value, finding.holds) == ("info", True)
    assert "22 billion USD / 13 billion USD yields 1.59 to 1.8" in finding.explanation
    assert [(i.name, i.claim) for i in finding.inputs] == [("expenses", "spent"), ("revenue", "earned")]


def test_a_difference_that_does_not():
    finding = derived(
        claim("loss", "4.7 billion", "4700000000", metric="net_loss", period="2025-H1"),
        "expenses - revenue",
        expenses=claim("spent", "8.5 billion", "8500000000", metric="expenses", period="2025-H1"),
        revenue=claim("earned", "4.3 billion", "4300000000", period="2025-H1"),
    )
    assert (finding.severity.value, finding.holds, finding.expected) == ("error", False, "4.1 to 4.3 billion USD")
    assert finding.claims == ("loss", "spent", "earned")


def test_a_multiple_over_an_open_bound():
    finding = derived(
        claim("tripled", "tripled", "3", unit="x", metric="revenue_multiple", period="2025"),
        "new / old",
        new=claim("new", "20 billion", "20000000000", period="2025", approx="at_least"),
        old=claim("old", "3.7 billion", "3700000000", period="2024", source="post"),
    )
    assert finding.severity.value == "error"
    assert "at least x 5.33" in finding.explanation
    assert "(2024, post)" in finding.explanation


def test_percents_enter_as_ratios_and_come_out_as_percents():
    finding = derived(
        claim("rest", "10 %", "10", unit="%", metric="market_share"),
        "1 - part",
        part=claim("part", "90 %", "90", unit="%", metric="market_share"),
    )
    assert (finding.severity.value, finding.expected) == ("info", "9.5 to 10.5 %")


def test_a_yearly_rate_over_the_years_between_two_dates():
    finding = derived(
        claim("rate", "50x", "50", unit="x", metric="revenue_multiple", per="year"),
        "(old / new) ** (1 / years(old, new))",
        old=claim("old", "20 $", "20", metric="valuation", as_of="2022-12"),
        new=claim("new", "0.40 $", "0.4", metric="valuation", as_of="2026-Q1"),
    )
    assert (finding.severity.value, finding.expected) == ("error", "x 3.2 to 3.72")


def test_a_duration_between_two_date_values():
    finding = derived(
        claim("three", "3 years", "3", unit="year", metric="loss_years"),
        "end - start",
        start=claim("start", "2006", "2006", unit="date", metric="opening_date"),
        end=claim("end", "2009", "2009", unit="date", metric="opening_date"),
    )
    assert (finding.severity.value, finding.expected) == ("info", "2 to 4 years")


def test_a_formula_whose_dimensions_do_not_fit_is_said_not_guessed():
    finding = derived(
        claim("loss", "4.7 billion", "4700000000", metric="net_loss"),
        "a + b",
        a=claim("a", "4 billion", "4000000000"),
        b=claim("b", "1 billion", "1000000000", unit="EUR"),
    )
    assert (finding.severity.value, finding.holds) == ("warning", None)
    assert "cannot add USD and EUR" in finding.explanation


def test_a_divisor_that_may_be_zero_is_refused():
    finding = derived(
        claim("x", "3", "3", unit="x", metric="revenue_multiple"),
        "a / b",
        a=claim("a", "4 USD", "4"),
        b=claim("b", "0.1 USD", "10", approx="at_most"),
    )
    assert (finding.severity.value, finding.holds) == ("warning", None)
    assert "may be zero" in finding.explanation


def test_a_broken_scenario_is_at_most_a_warning():
    finding = derived(
        claim("x", "tripled", "3", unit="x", metric="revenue_multiple", status="hypothetical"),
        "a / b",
        a=claim("a", "4 USD", "4"),
        b=claim("b", "4 USD", "4"),
    )
    assert (finding.severity.value, finding.holds) == ("warning", False)
