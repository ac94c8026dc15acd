"""Culprits: the lightest sets of claims that explain all errors and warnings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.check import Report
from kg.consistency.conflicts import find_conflicts
from kg.consistency.culprits import Weights, find_culprits, weight_of, with_culprits
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.hitting import MOST_SETS, _program, lightest
from kg.consistency.identities import check_identities
from kg.consistency.reports.culprits import culprits_text
from kg.consistency.reports.dossier import Dossier
from kg.consistency.reports.html import as_html
from kg.consistency.reports.markdown import as_markdown
from kg.model.vocabulary import Rule
from tests.consistency.claims import claim, observations, vocabulary


def broken(identifier: str, *claims: str, kind: str = "derivation", severity: str = "error") -> Finding:
    return Finding(identifier, Kind(kind), Severity(severity), "acme", "revenue", claims, "told.", holds=False)


def weights_of(*claims, reliability=None):
    return Weights({o.claim: o for o in observations(*claims)}, reliability or {})


def conflicts(*claims):
    return list(find_conflicts(observations(*claims), vocabulary()))


# The covering problem


def singles(*demands):
    return [tuple(frozenset([node]) for node in demand) for demand in demands]


def test_the_node_that_meets_all_demands():
    solution = lightest(singles("ab", "ac", "ad"), dict.fromkeys("abcd", 10))
    assert (solution.weight, solution.certain, solution.complete) == (10, {"a"}, True)


def test_a_heavy_node_is_spared():
    solution = lightest(singles("ab", "ac"), {"a": 25, "b": 10, "c": 10})
    assert solution.sets == (frozenset("bc"),)


def test_alternatives_are_chosen_whole():
    solution = lightest([(frozenset("ab"), frozenset("c"))], {"a": 10, "b": 10, "c": 15})
    assert solution.sets == (frozenset("c"),)


def brute(demands, weights):
    nodes = sorted({node for demand in demands for part in demand for node in part})
    best, found = None, []
    for size in range(1, len(nodes) + 1):
        for chosen in map(frozenset, combinations(nodes, size)):
            weight = sum(weights[node] for node in chosen)
            if (best is None or weight <= best) and all(any(part <= chosen for part in demand) for demand in demands):
                found = [chosen] if best is None or weight < best else [*found, chosen]
                best = weight
    return best, set(found)


@given(st.data())
def test_the_program_finds_what_trying_out_finds(data):
    nodes = "abcdefghi"
    demands = [
        tuple(frozenset(part) for part in demand)
        for demand in data.draw(
            st.lists(
                st.lists(st.sets(st.sampled_from(nodes), min_size=1, max_size=3), min_size=1, max_size=3),
                min_size=1,
                max_size=7,
            )
        )
    ]
    demands += singles(nodes)
    weights = {node: data.draw(st.integers(1, 4)) for node in nodes}
    best, found = brute(demands, weights)
    solution = _program(demands, nodes, weights)
    tried = lightest(demands, weights)
    assert (tried.weight, tried.certain, tried.possible) == (solution.weight, solution.certain, solution.possible)
    assert solution.weight == best
    assert set(solution.sets) <= found
    if len(found) <= MOST_SETS:
        assert set(solution.sets) == found
    assert solution.certain == frozenset.intersection(*found)
    assert solution.possible == frozenset.union(*found)


def test_many_optima_are_capped_and_what_is_certain_is_proved():
    demands = singles("ab", "cd", "ef", "gh", "ij", "kl", "mn", "xy", "xz")
    solution = lightest(demands, dict.fromkeys("abcdefghijklmnxyz", 10))
    assert len(solution.sets) == MOST_SETS
    assert not solution.complete
    assert (solution.certain, solution.possible) == (frozenset("x"), frozenset("abcdefghijklmnx"))


# Findings


def test_info_holding_uncomputable_and_waived_findings_accuse_nobody():
    findings = [
        broken("a", "x", kind="scope", severity="info"),
        replace(broken("b", "x", severity="info"), holds=True),
        replace(broken("c", "x", severity="warning"), holds=None),
        replace(broken("d", "x"), waived="known"),
    ]
    assert find_culprits(findings, Weights()).components == ()
    assert with_culprits(findings, Weights()) == findings
    assert "nothing is in error" in culprits_text(find_culprits(findings, Weights()))


def test_the_claim_in_three_findings_is_certain():
    findings = [broken(f"f{n}", "bad", f"good{n}") for n in range(3)]
    culprits = find_culprits(findings, Weights())
    [component] = culprits.components
    assert (component.certain, component.sets) == (("bad",), (("bad",),))
    assert all(finding.culprits == ("bad",) for finding in with_culprits(findings, Weights()))


def test_findings_that_share_no_claim_are_apart():
    culprits = find_culprits([broken("one", "a", "b"), broken("two", "c", "d")], Weights())
    assert [component.findings for component in culprits.components] == [("one",), ("two",)]
    assert culprits.components[0].possible == ("a", "b")
    assert culprits.components[0].certain == ()


def test_of_a_conflict_all_values_but_one_have_to_go():
    claims = [
        claim("a", "13.0 billion", "13000000000", period="2025", source="one"),
        claim("b", "20.0 billion", "20000000000", period="2025", source="two"),
        claim("c", "20.0 billion", "20000000000", period="2025", source="three"),
        claim("d", "31.0 billion", "31000000000", period="2025", source="four"),
    ]
    [component] = find_culprits(conflicts(*claims), weights_of(*claims)).components
    assert component.sets == (("a", "d"),)


def test_who_repeats_an_origin_adds_no_weight():
    claims = [
        claim("a", "13.0 billion", "13000000000", period="2025", source="one"),
        claim("b", "20.0 billion", "20000000000", period="2025", source="two", attributed_to="globex"),
        claim("c", "20.0 billion", "20000000000", period="2025", source="three", attributed_to="globex"),
    ]
    [component] = find_culprits(conflicts(*claims), weights_of(*claims)).components
    assert component.sets == (("a",), ("b", "c"))


def test_dated_values_of_several_years_do_not_exclude_each_other():
    claims = [
        claim("undated", "80.0 billion", "80000000000", metric="valuation", source="one"),
        claim("early", "157.0 billion", "157000000000", metric="valuation", as_of="2024", source="two"),
        claim("late", "730.0 billion", "730000000000", metric="valuation", as_of="2026", source="three"),
    ]
    [component] = find_culprits(conflicts(*claims), weights_of(*claims)).components
    assert component.sets == (("undated",),)


def test_a_term_that_two_claims_give_goes_only_with_both():
    finding = replace(
        broken("f", "whole-1", "whole-2", "part", kind="implied", severity="warning"),
        inputs=(Input("part", "part", "4"), Input("whole", "whole-1", "20"), Input("whole", "whole-2", "21")),
    )
    [component] = find_culprits([finding], Weights()).components
    assert component.sets == (("part",),)


def test_large_conflicts_are_covered_by_cluster():
    claims = [
        claim(f"c{n:03}", f"{1000 + n}.5 million", f"{1000 + n}500000", period="2025", source=f"s{n}") for n in range(120)
    ]
    claims += [claim("twin", "1007.5 million", "1007500000", period="2025", source="other")]
    [component] = find_culprits(conflicts(*claims), weights_of(*claims)).components
    assert set(component.certain) == {c.id for c in claims} - {"c007", "twin"}


@pytest.mark.parametrize(
    ("firm", "weak"),
    [
        ({"review": "accepted"}, {"review": "proposed"}),
        ({"status": "reported"}, {"status": "rumoured"}),
        ({"approximation": "exact"}, {"approximation": "about"}),
    ],
)
def test_what_weighs_less(firm, weak):
    [plain] = observations(claim("a", "13 billion", "13000000000", period="2025"))
    assert weight_of(replace(plain, **firm)) > weight_of(replace(plain, **weak))


def test_sources_are_weighed_and_ranked():
    claims = [
        claim("a", "13.0 billion", "13000000000", period="2025", source="solid"),
        claim("b", "20.0 billion", "20000000000", period="2025", source="loose"),
    ]
    weights = weights_of(*claims, reliability={"solid": Decimal("0.9"), "loose": Decimal("0.4")})
    culprits = find_culprits(conflicts(*claims), weights)
    assert culprits.components[0].sets == (("b",),)
    assert [(rank.source, rank.certain, rank.involved) for rank in culprits.sources] == [("loose", 1, 1), ("solid", 0, 1)]
    assert culprits.as_json()["weights"] == {"b": weights.of("b")}
    assert "without b" in culprits_text(culprits)


RULES = (Rule("loss", "net_loss == expenses - revenue"), Rule("small", "net_loss <= expenses"))


def planted_base(chance: random.Random) -> Iterator[tuple[str, list]]:
    """A year of one company as three to four sources tell it, one claim of them wrong: its id, and all claims."""
    revenue, loss = chance.randrange(20_000, 90_000) * 100_000, chance.randrange(1_000, 9_000) * 100_000
    values = {"revenue": revenue, "net_loss": loss, "expenses": revenue + loss}
    told = [(metric, source) for metric in values for source in range(chance.choice((3, 4)))]
    wrong = chance.choice(told)
    claims = []
    for metric, source in told:
        value = values[metric] * 2 if (metric, source) == wrong else values[metric]
        exact = f"{Decimal(value) / 10**9:.4f} billion"
        claims.append(claim(f"{metric}-{source}", exact, str(value), metric=metric, period="2025", source=f"s{source}"))
    yield f"{wrong[0]}-{wrong[1]}", claims


def test_planted_claims_are_culprits():
    """At least 95 % of the planted claims that break three findings or more, each value told by several sources."""
    chance = random.Random(20)
    accused = planted = 0
    for _ in range(150):
        for wrong, claims in planted_base(chance):
            seen = observations(*claims)
            words = vocabulary(*RULES)
            findings = [*find_conflicts(seen, words), *check_identities(seen, words)]
            # Texts that compute with the wrong figure break as well.
            findings += [broken(f"d{n}", wrong, f"other-{n}") for n in range(2)]
            if sum(wrong in finding.claims for finding in findings) >= 3:
                planted += 1
                culprits = find_culprits(findings, weights_of(*claims))
                accused += any(wrong in component.certain for component in culprits.components)
    assert planted > 100
    assert accused / planted >= 0.95


@given(st.permutations(range(5)), st.permutations(range(6)))
def test_neither_order_nor_names_change_the_sets(order, names):
    pairs = [(0, 1), (0, 2), (1, 3), (3, 4), (4, 5)]
    plain = [broken(f"f{n}", *(f"c{claim}" for claim in pair)) for n, pair in enumerate(pairs)]
    renamed = [broken(f"f{n}", *(f"c{names[claim]}" for claim in pairs[n])) for n in order]
    back = {f"c{name}": f"c{claim}" for claim, name in enumerate(names)}
    [one], [other] = (find_culprits(findings, Weights()).components for findings in (plain, renamed))
    assert {frozenset(chosen) for chosen in one.sets} == {frozenset(back[c] for c in chosen) for chosen in other.sets}


def test_a_report_tells_certain_culprits_from_possible_ones():
    certain, possible = (
        with_culprits([broken("one", "a", "b"), *more], Weights())[0] for more in ([broken("two", "a", "c")], [])
    )
    assert (certain.culprits, certain.accusation) == (("a",), "Fewest claims that explain it")
    assert (possible.culprits, possible.accusation) == (("a", "b"), "Claims among which the mistake lies")
    assert set(possible.as_json()) == set(certain.as_json())
    for report in (as_html, as_markdown):
        assert "Claims among which the mistake lies: " in report(Dossier("x", Report((possible,))))
