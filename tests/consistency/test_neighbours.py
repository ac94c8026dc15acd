"""Equal amounts of different things, derivations true of some peers only, hedges that get lost."""

from __future__ import annotations

from kg.consistency.derivations import Stated, check_derivations, publication
from kg.consistency.neighbours import find_equal_figures, find_hedges, find_peers, peer_key
from kg.model.claim import Derivation
from tests.consistency.claims import claim, observations, vocabulary

HUNDRED = ("100 billion", "100000000000")


def equal(*claims):
    return list(find_equal_figures(observations(*claims), vocabulary()))


def hedges(*claims):
    return list(find_hedges(observations(*claims), vocabulary()))


def test_equal_amounts_of_kindred_things():
    [finding] = equal(
        claim("needed", *HUNDRED, metric="funding_needed"),
        claim("sought", *HUNDRED, metric="funding_sought", approx="at_most", source="post", period="2026"),
    )
    assert (finding.kind.value, finding.severity.value, finding.claims) == ("scope", "info", ("needed", "sought"))
    assert finding.id == "scope/equal/acme/money-USD/100000000000"


def test_equal_amounts_of_one_source_for_different_uses():
    once = claim("now", *HUNDRED, metric="funding_needed")
    again = claim("later", *HUNDRED, metric="funding_needed", qualifiers={"use": "second phase"}, status="hypothetical")
    assert len(equal(once, again)) == 1
    assert equal(once, claim("same", *HUNDRED, metric="funding_needed", source="post")) == []


def test_chance_equals_are_not_told():
    assert equal(claim("a", *HUNDRED), claim("b", *HUNDRED, metric="valuation")) == []
    small = ("12", "12")
    assert equal(claim("a", *small, metric="funding_needed"), claim("b", *small, metric="funding_sought")) == []
    vague = ("billions", "2000000000")
    assert equal(claim("a", *vague, metric="funding_needed"), claim("b", *vague, metric="funding_sought")) == []


def price(identifier, value, entity):
    return claim(identifier, value, value, metric="price", per="unit", as_of="2026", entity=entity)


def peers(stated, cheap, dear, *others):
    words = vocabulary()
    rows = {o.claim: o for o in observations(stated, cheap, dear, *others)}
    derived = Stated(rows[stated.id], Derivation("1 - cheap / dear", {}), {"cheap": rows[cheap.id], "dear": rows[dear.id]})
    offers = {}
    for o in rows.values():
        offers.setdefault(peer_key(o), []).append(o)
    return list(find_peers([derived], offers, words))


def test_a_discount_that_holds_for_some_peers_only():
    stated = claim("discount", "95 to 98 %", "95", "98", unit="%", metric="price_discount")
    cheap, dear = price("own", "0.14", "acme-cloud"), price("theirs", "3.00", "globex")
    [finding] = peers(stated, cheap, dear, price("third", "1.00", "initech"))
    assert (finding.kind.value, finding.severity.value, finding.id) == ("scope", "info", "scope/peers/discount")
    assert "it is 95.2 to 95.5 % against Globex, but 85.4 to 86.6 % against Initech" in finding.explanation
    assert peers(stated, cheap, dear, price("third", "4.00", "initech")) == []
    assert peers(stated, cheap, dear, price("third", "1.00", "acme")) == []
    assert peers(stated, cheap, dear, price("third", "0.10", "initech")) == []


def test_hedges_dropped():
    loose = claim("loose", "45 million", "45000000", period="2024", approx="about")
    firm = claim("firm", "45 million", "45000000", period="2024")
    [finding] = hedges(loose, firm)
    assert (finding.kind.value, finding.severity.value) == ("agreement", "info")
    assert "hedged in one place and not in another" in finding.explanation
    assert hedges(firm, claim("twin", "45 million", "45000000", period="2024")) == []
    assert hedges(loose, claim("firm", "45 million", "45000000", period="2024", source="post")) == []


def test_coarser_repeats():
    fine = claim("fine", "6.67 billion", "6670000000", period="2024")
    [finding] = hedges(fine, claim("coarse", "6.7 billion", "6700000000", period="2024"))
    assert "more coarsely" in finding.explanation
    assert hedges(fine, claim("other", "6.8 billion", "6800000000", period="2024")) == []


def test_a_derivation_may_ask_for_the_date_of_its_source():
    words = vocabulary()
    years = claim("years", "5 years", "5", unit="year", metric="loss_years", status="projected")
    opening = claim("opening", "2029", "2029", unit="date", metric="opening_date")
    rows = {o.claim: o for o in observations(years, opening)}
    formula = Derivation("years(published, opening)", {"opening": "opening"})
    dated = {"opening": rows["opening"], "published": publication("times", "2026-02")}
    [finding] = check_derivations(iter([Stated(rows["years"], formula, dated)]), words)
    assert (finding.severity.value, finding.holds, finding.expected) == ("warning", False, "2.84 to 3.91")
    assert finding.claims == ("years", "opening")
    [undated] = check_derivations(iter([Stated(rows["years"], formula, {"opening": rows["opening"]})]), words)
    assert (undated.severity.value, undated.holds) == ("warning", None)
