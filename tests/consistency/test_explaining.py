"""The calculation written out, and what would have to change."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.consistency.derivations import amount
from kg.consistency.explaining import explain
from kg.consistency.inverting import needed
from kg.consistency.reports.explanation import explanation_text
from kg.consistency.superlatives import find_superlatives
from kg.model.errors import QuantityError
from kg.model.formula import Amount, evaluate, names_in, parse_formula
from kg.model.interval import INFINITY, Interval
from tests.consistency.claims import claim, observations, vocabulary
from tests.consistency.dossiers import AGREEMENT, CONFLICT, DERIVATION, IDENTITY, cited, conflict_of, explained, finding
from tests.consistency.snapshots import assert_snapshot


def remedies(explanation):
    return {
        remedy.claim: None
        if remedy.needed is None
        else tuple(f"{end.normalize():f}" for end in (remedy.needed.low, remedy.needed.high))
        for remedy in explanation.remedies
    }


@pytest.mark.parametrize("one", [CONFLICT, DERIVATION, IDENTITY, AGREEMENT], ids=lambda one: one.kind.value)
def test_explanations_read_as_before(one):
    assert_snapshot(f"explain-{one.kind.value}.txt", explanation_text(explained(one)))


def test_a_derivation_step_by_step():
    explanation = explained(DERIVATION)
    assert [given.cited.claim for given in explanation.given] == ["loss", "spent", "high"]
    [step] = explanation.as_json()["steps"]
    assert step["expression"] == "expenses - revenue"
    assert step["working"]["narrow"] == "(21.5 to 22.5 billion USD) - (19.5 to 20.5 billion USD)"
    assert step["narrow"] == {"low": "1000000000", "high": "3000000000"}
    assert remedies(explanation) == {
        "loss": ("1000000000", "3000000000"),
        "spent": ("24000000000", "26000000000"),
        "high": ("16000000000", "18000000000"),
    }


def test_an_identity_may_be_mended_at_any_of_its_inputs():
    assert remedies(explained(IDENTITY)) == remedies(explained(DERIVATION))


def test_each_claim_of_a_pair_may_move_to_the_other():
    explanation = explained(CONFLICT)
    [exclusion] = explanation.exclusions
    assert exclusion.as_json() == {"claims": ["low", "high"], "unit": "USD", "narrow": "6000000000", "wide": "1500000000"}
    assert remedies(explanation) == {"low": ("19500000000", "20500000000"), "high": ("12500000000", "13500000000")}


def test_where_three_values_differ_no_single_change_is_enough():
    three = [claim(name, f"{name} 1{n}.0", f"1{n}.0", period="2025") for n, name in enumerate("abc")]
    explanation = explained(conflict_of(*three), *three)
    assert set(remedies(explanation).values()) == {None}
    assert "No single change is enough." in explanation_text(explanation)
    assert len(explanation.exclusions) == 3


def test_the_odd_one_out_is_the_only_one_that_can_be_mended():
    claims = [
        claim("a", "20 billion", "20000000000", period="2025"),
        claim("b", "20.2 billion", "20200000000", period="2025"),
        claim("odd", "13 billion", "13000000000", period="2025"),
    ]
    explanation = explained(conflict_of(*claims), *claims)
    assert remedies(explanation) == {"a": None, "b": None, "odd": ("20150000000", "20250000000")}
    assert "a: no value of it would do" in explanation_text(explanation)


def test_values_of_other_dates_do_not_exclude_each_other_and_a_date_is_suggested():
    claims = [
        claim("old", "157 billion", "157000000000", metric="valuation", as_of="2024"),
        claim("new", "730 billion", "730000000000", metric="valuation", as_of="2026"),
        claim("undated", "80 billion", "80000000000", metric="valuation"),
    ]
    explanation = explained(conflict_of(*claims), *claims)
    assert {frozenset((e.claim, e.other)) for e in explanation.exclusions} == {
        frozenset(("undated", "old")),
        frozenset(("undated", "new")),
    }
    assert explanation_text(explanation).endswith("Or a date for undated, if the values hold at different times.\n")


def test_what_cannot_be_computed_says_why():
    zero = (
        claim("share", "x 2", "2", metric="revenue_multiple", unit="x"),
        claim("new", "4", "4"),
        claim("old", "0.0", "0"),
    )
    from kg.consistency.finding import Input

    one = finding(
        "derivation/share",
        "derivation",
        claims=("share", "new", "old"),
        rule="new / old",
        inputs=(Input("new", "new", "4"), Input("old", "old", "0")),
        holds=None,
    )
    explanation = explained(one, *zero)
    assert "cannot divide" in explanation.problem
    assert "cannot be computed" in explanation_text(explanation)
    assert explanation.as_json()["steps"] == []


def test_many_claims_are_not_told_pair_by_pair():
    claims = [claim(f"c{n:02}", f"{n}.0", f"{n}.0", period="2025") for n in range(10, 40)]
    explanation = explained(conflict_of(*claims), *claims)
    assert (len(explanation.exclusions), explanation.unlisted) == (60, 375)


# Inversion

SIZES = st.integers(1, 9999).map(lambda n: Decimal(n) / 10)
FORMULAS = [
    "a - b",
    "a + b * c",
    "(a - b) / c",
    "a / (b + c)",
    "1 - a / b",
    "sum(a, b, c)",
    "a ** 2 * b",
    "a * b / a",
    "min(a, b) + c",
    "a + a * b",
]


def around(value):
    return Amount(Interval.around(value, value / 100))


@given(st.sampled_from(FORMULAS), st.fixed_dictionaries(dict.fromkeys("abc", SIZES)), SIZES, st.integers(-400, 400))
def test_a_value_within_what_is_needed_makes_the_formula_fit_and_one_beyond_does_not(formula, values, wanted, sign):
    term = parse_formula(formula)
    inputs = {name: around(value) for name, value in values.items()}
    target = Interval.around(wanted * sign / 100, wanted / 50)
    for name in names_in(term):
        try:
            found = needed(term, name, inputs, target)
        except QuantityError:
            assume(False)
            return

        def fits(value, name=name):
            try:
                return evaluate(term, {**inputs, name: Amount(Interval.point(value))}).interval.meets(target)
            except QuantityError:
                return None

        if found is None or not found.is_bounded:
            continue
        width = max(abs(found.low), abs(found.high), found.high - found.low) / 1000
        inner = found.high - found.low > 2 * width
        assert not inner or fits(found.low + width) in (True, None)
        assert not inner or fits(found.high - width) in (True, None)
        assert fits(found.low - width) in (False, None) or found.low <= 0 <= found.high
        assert fits(found.high + width) in (False, None) or found.low <= 0 <= found.high


def test_the_growth_of_an_input_that_stands_twice_is_searched():
    inputs = {"new": Amount(Interval.point(Decimal(150))), "old": Amount(Interval.point(Decimal(100)))}
    found = needed(parse_formula("(new - old) / old"), "old", inputs, Interval(Decimal("0.2"), Decimal("0.25")))
    assert found.low.quantize(Decimal("0.001")) == 120
    assert found.high.quantize(Decimal("0.001")) == 125


def test_a_power_and_a_bound_are_inverted():
    inputs = {"a": around(Decimal(3)), "b": Amount(Interval.point(Decimal(2)))}
    found = needed(parse_formula("a ** b"), "a", inputs, Interval(Decimal(16), Decimal(25)))
    assert (found.low.quantize(Decimal("0.001")), found.high.quantize(Decimal("0.001"))) == (4, 5)
    assert needed(parse_formula("a + b"), "a", inputs, Interval(Decimal(10), INFINITY)) == Interval(Decimal(8), INFINITY)


def test_a_formula_that_no_value_of_the_input_can_mend():
    inputs = {"a": around(Decimal(3)), "b": around(Decimal(2))}
    assert needed(parse_formula("min(a, b)"), "a", inputs, Interval(Decimal(5), Decimal(6))) is None


def test_amounts_are_those_of_the_checker():
    [o] = observations(claim("a", "20 billion", "20000000000", period="2025"))
    assert amount(o, wide=False).interval == Interval(Decimal("19.5e9"), Decimal("20.5e9"))


@pytest.mark.parametrize(
    ("extreme", "own", "other", "wanted"),
    [
        ("largest", "221", "260", {"most": ("260", "Infinity"), "rival": ("0", "221")}),
        ("smallest", "221", "200", {"most": ("0", "200"), "rival": ("221", "Infinity")}),
    ],
)
def test_a_superlative_is_mended_by_what_nothing_exceeds(extreme, own, other, wanted):
    most = claim("most", own, own, metric="deaths", unit="count", period="2025", qualifiers={"superlative": extreme})
    rival = claim("rival", other, other, metric="deaths", unit="count", period="2024", entity="globex", source="post")
    [found] = find_superlatives({"most": extreme}, observations(most, rival), vocabulary())
    seen = {o.claim: o for o in observations(most, rival)}
    assert remedies(explain(found, seen, cited((most, rival)), vocabulary())) == wanted
