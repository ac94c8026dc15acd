"""Neither the order of claims, nor their ids, nor the scale that figures are printed in change what is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.additivity import find_additivity
from kg.consistency.culprits import Weights, with_culprits
from kg.consistency.echoes import find_echoes
from kg.consistency.implied import find_implied, find_implied_prices
from kg.consistency.neighbours import find_equal_figures, find_hedges
from kg.consistency.sharing import find_shares
from kg.consistency.units import find_price_twins, find_units
from kg.model.vocabulary import Rule
from tests.consistency.claims import claim, observations, vocabulary

WORDS = vocabulary(
    Rule("loss", "net_loss == expenses - revenue"),
    Rule("ratio", "expense_ratio == expenses / revenue"),
    Rule("growth", "revenue_growth == revenue / previous(revenue) - 1"),
)
FINDERS = (find_additivity, find_shares, find_implied, find_implied_prices, find_units, find_price_twins)
FINDERS = (*FINDERS, find_equal_figures, find_hedges, find_echoes)

FLOWS = st.tuples(
    st.sampled_from(["revenue", "expenses", "net_loss", "funding_sought"]),
    st.sampled_from(["2024", "2025", "2025-H1", "2025-H2", "2025-Q1"]),
    st.sampled_from([4300, 8500, 12800, 20000, 21347]),
    st.sampled_from(["USD", "EUR"]),
    st.sampled_from([{}, {"segment": "cloud"}, {"base": "2024"}]),
    st.sampled_from(["exact", "about", "at_least"]),
    st.sampled_from(["reported", "projected"]),
)
RATIOS = st.tuples(
    st.sampled_from(["expense_ratio", "revenue_growth", "market_share"]),
    st.sampled_from(["2024", "2025", "2025-H2"]),
    st.sampled_from([45, 63, 86]),
    st.just("%"),
    st.sampled_from([{}, {"base": "2024"}]),
    st.just("exact"),
    st.just("reported"),
)


def printed(millions: int, unit: str, *, large: bool) -> tuple[str, str]:
    """A figure as printed, in billions or in millions, equally fine; and its value."""
    if unit == "%":
        return f"{millions} %", str(millions)
    words = f"{Decimal(millions) / 1000:.3f} billion" if large else f"{millions // 1000},{millions % 1000:03} million"
    return words, str(millions * 10**6)


def claims_of(drawn, names, *, large):
    # Each claim is of a source of its own: of twins in one source the first by id is told.
    for number, (metric, period, amount, unit, qualifiers, approx, status) in enumerate(drawn):
        exact, value = printed(amount, unit, large=large)
        keys = {"qualifiers": qualifiers, "approx": approx, "status": status, "unit": unit, "period": period}
        yield claim(names[number], exact, value, metric=metric, source=f"source-{number}", **keys)


def found(claims, names):
    seen = observations(*claims)
    findings = [finding for find in FINDERS for finding in find(seen, WORDS)]
    back = {name: number for number, name in enumerate(names)}

    def told(finding):
        places = [frozenset(back[claim] for claim in group) for group in (finding.claims, finding.culprits)]
        return finding.id, finding.severity, finding.expected, finding.explanation, *places

    accused = with_culprits(findings, Weights({o.claim: o for o in seen}))
    return {told(replace(finding, claims=tuple(finding.claims))) for finding in accused}


@given(st.lists(st.one_of(FLOWS, RATIOS), min_size=2, max_size=9), st.randoms(use_true_random=False), st.booleans())
def test_order_names_and_scale_change_nothing(drawn, chance, large):
    names = [f"c{number}" for number in range(len(drawn))]
    others = [f"r{number}" for number in range(len(drawn))]
    chance.shuffle(others)
    shuffled = list(claims_of(drawn, others, large=not large))
    chance.shuffle(shuffled)
    assert found(claims_of(drawn, names, large=large), names) == found(shuffled, others)
