"""A derivation that yields what its claim does not state is one warning, and points are the difference of percentages."""

from __future__ import annotations

import pytest

from kg.consistency.check import check
from kg.consistency.explaining import explain
from kg.graph.build import ensure_built
from kg.workspace.loading import load_vocabulary
from tests.consistency.claims import claim, observations, vocabulary
from tests.consistency.dossiers import cited
from tests.consistency.test_derivations import derived

REVENUE = {"id": "r", "exact": "100 million", "value": "100000000"}
EXPENSES = {"id": "e", "metric": "expenses", "exact": "70 million", "value": "70000000"}
SHARE = {"id": "dim", "metric": "revenue_share", "exact": "30 %", "value": "30", "unit": "'%'"}
LOSS = {"id": "dim", "metric": "net_loss", "exact": "30 million", "value": "30000000"}
INPUTS = "{r: r, e: e}"


@pytest.mark.parametrize(
    ("stated", "formula", "why"),
    [
        (SHARE, "r - e", "the formula yields USD, the claim states a ratio"),
        (LOSS, "(e / r) ** 0.5", "the formula yields a plain number, the claim states USD"),
        (LOSS, "years(e, r)", "the formula yields a plain number, the claim states USD"),
    ],
)
def test_another_dimension_is_a_warning_and_all_else_is_found(workspace_of, claims_of, stated, formula, why):
    other = {"id": "other", "exact": "240 million", "value": "240000000"}
    wrong = {**stated, "derived": f"{{formula: '{formula}', inputs: {INPUTS}}}"}
    space = workspace_of({"claims/news.yaml": claims_of("news", REVENUE, EXPENSES, other, wrong)})
    with ensure_built(space).open_columns() as columns:
        found = {finding.id: finding for finding in check(columns, load_vocabulary(space)).findings}
    finding = found["derivation/dim"]
    assert (finding.severity.value, finding.holds, finding.expected) == ("warning", None, None)
    assert finding.explanation.endswith(f"but {formula} cannot be computed: {why}.")
    assert found["conflict/acme/revenue/2025"].severity.value == "error"


def test_a_rule_is_not_silent_beside_a_derivation_without_a_value(workspace_of, claims_of):
    wrong = {**LOSS, "value": "90000000", "derived": f"{{formula: e / r, inputs: {INPUTS}}}"}
    space = workspace_of({"claims/news.yaml": claims_of("news", REVENUE, EXPENSES, wrong)})
    with ensure_built(space).open_columns() as columns:
        found = {finding.id for finding in check(columns, load_vocabulary(space)).findings}
    assert {"derivation/dim", "identity/net-loss-is-expenses-less-revenue/acme/2025"} <= found


def share(identifier, value, year):
    return claim(identifier, f"{value} %", value, unit="%", metric="market_share", as_of=year)


def points(value):
    return claim("rise", f"{value} points", value, unit="pp", metric="market_share", as_of="2025")


OLD, NEW = share("old", "41", "2024"), share("new", "44", "2025")


@pytest.mark.parametrize(
    ("value", "formula", "severity"),
    [
        ("3", "b - a", "info"),
        ("9", "b - a", "error"),
        ("-3", "a - b", "info"),
        ("-3", "-(b - a)", "info"),
        ("3", "b / 1 - a / 1", "info"),
    ],
)
def test_points_are_the_difference_of_percentages(value, formula, severity):
    finding = derived(points(value), formula, a=OLD, b=NEW)
    assert (finding.severity.value, finding.holds) == (severity, severity == "info")
    assert finding.expected == ("-4 to -2 pp" if value == "-3" else "2 to 4 pp")


@pytest.mark.parametrize("formula", ["b / a - 1", "b / a", "(b - a) / a", "b + a"])
def test_points_are_no_quotient(formula):
    finding = derived(points("3"), formula, a=OLD, b=NEW)
    assert (finding.severity.value, finding.holds) == ("warning", None)
    assert "yields a plain number, the claim states percentage point" in finding.explanation


def test_points_that_do_not_hold_are_taken_apart_in_their_own_unit():
    stated = points("9")
    finding = derived(stated, "b - a", a=OLD, b=NEW)
    claims = [stated, OLD, NEW]
    told = explain(finding, {o.claim: o for o in observations(*claims)}, cited(claims), vocabulary())
    needed = {remedy.claim: (remedy.needed.low, remedy.needed.high, remedy.unit) for remedy in told.remedies}
    assert needed == {"rise": (2, 4, "pp"), "old": (34, 36, "%"), "new": (49, 51, "%")}


def test_what_has_no_value_is_not_taken_apart():
    stated = claim("dim", "30 %", "30", unit="%", metric="market_share", period="2025")
    inputs = {"r": claim("r", "100 million", "100000000", period="2025"), "e": claim("e", "70 million", "70000000")}
    finding = derived(stated, "r - e", **inputs)
    claims = [stated, *inputs.values()]
    told = explain(finding, {o.claim: o for o in observations(*claims)}, cited(claims), vocabulary())
    assert (told.problem, told.steps, told.remedies) == ("the formula yields USD, the claim states a ratio", (), ())
