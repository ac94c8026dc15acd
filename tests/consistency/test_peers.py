"""Peers stand in for what a figure is compared with, never for what is compared."""

from __future__ import annotations

import pytest

from kg.consistency.check import check
from kg.consistency.derivations import Stated
from kg.consistency.finding import Kind
from kg.consistency.neighbours import find_peers, peer_key
from kg.graph.build import ensure_built
from kg.model.claim import Derivation
from kg.workspace.loading import load_vocabulary
from tests.consistency.claims import claim, observations, vocabulary


def price(entity, value):
    return claim(f"price-{entity}", value, value, metric="price", per="month", as_of="2026", entity=entity)


def ratio(value, entity="software"):
    return claim("ratio", value, value, unit="x", metric="price_ratio", entity=entity)


def peers(stated, formula, *others, **inputs):
    rows = {o.claim: o for o in observations(stated, *inputs.values(), *others)}
    named = {name: rows[given.id] for name, given in inputs.items()}
    offers = {}
    for o in rows.values():
        offers.setdefault(peer_key(o), []).append(o)
    return [f.explanation for f in find_peers([Stated(rows["ratio"], Derivation(formula, {}), named)], offers, vocabulary())]


CHEAP, DEAR, THIRD = price("acme", "1.00"), price("globex", "10.0"), price("initech", "5.00")


@pytest.mark.parametrize(
    ("formula", "value"), [("cheap / dear", "0.1"), ("1 - cheap / dear", "0.9"), ("(dear - cheap) / dear", "0.9")]
)
def test_only_what_stands_below_the_line_is_replaced(formula, value):
    [told] = peers(ratio(value), formula, THIRD, cheap=CHEAP, dear=DEAR)
    assert "against Globex" in told
    assert "against Initech" in told
    assert "against Acme" not in told


def test_the_numerator_of_a_multiple_stays():
    [told] = peers(ratio("10.0"), "dear / cheap", THIRD, cheap=CHEAP, dear=DEAR)
    assert "against Acme" in told
    assert "against Initech" in told
    assert "against Globex" not in told


def test_of_a_difference_the_first_stays():
    stated = claim("ratio", "9.0", "9.0", metric="price", entity="software")
    [told] = peers(stated, "dear - cheap", THIRD, cheap=CHEAP, dear=DEAR)
    assert "against Acme" in told
    assert "against Globex" not in told


def test_what_the_formula_names_is_no_peer():
    assert peers(ratio("0.1"), "cheap / dear", cheap=CHEAP, dear=DEAR) == []


def test_the_claims_own_figure_stays_wherever_it_stands():
    [told] = peers(ratio("10.0", "acme"), "dear / cheap", THIRD, cheap=CHEAP, dear=DEAR)
    assert "against Globex" in told
    assert "against Initech" in told


def test_without_anything_compared_there_are_no_peers():
    assert peers(ratio("0.9"), "1 - dear / 100", THIRD, dear=DEAR) == []
    assert peers(ratio("10"), "dear", THIRD, dear=DEAR) == []


def test_a_ratio_of_an_industry_is_one_finding(workspace_of, claims_of):
    entities = "entities:\n" + "".join(
        f"  - {{id: {name}, type: {kind}, label: {name.title()}}}\n"
        for name, kind in {"x": "product", "y": "product", "z": "product", "ind": "industry"}.items()
    )
    usual = {"metric": "subscription_price", "per": "month", "as_of": "2026", "period": "null"}
    prices = [
        {"id": name, "entity": name, "exact": f"'{value}'", "value": f"'{value}'", **usual}
        for name, value in {"x": "1.00", "y": "10.0", "z": "5.00"}.items()
    ]
    stated = {"id": "ratio", "entity": "ind", "metric": "price_ratio", "exact": "'0.1'", "value": "'0.1'", "unit": "x"}
    stated["derived"] = "{formula: cheap / dear, inputs: {cheap: x, dear: y}}"
    files = {"claims/vocabulary/entities.yaml": entities, "claims/news.yaml": claims_of("news", *prices, stated)}
    space = workspace_of(files)
    with ensure_built(space).open_columns() as columns:
        found = [f for f in check(columns, load_vocabulary(space)).findings if f.kind is Kind.SCOPE and "peers" in f.id]
    assert [finding.id for finding in found] == ["scope/peers/ratio"]
    assert "against Y" in found[0].explanation
    assert "against Z" in found[0].explanation
    assert "against X" not in found[0].explanation
