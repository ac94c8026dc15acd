"""Figures that only touch at half a unit of their rounding are two values; where a text allows for the very end they are one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.check import check
from kg.consistency.clusters import apart, clusters_of, disagree
from kg.consistency.finding import Kind, Severity
from kg.consistency.reports.explanation import explanation_text
from kg.graph.columns import Columns, ColumnsWriter, row_of
from tests.consistency.claims import claim, conflicts, observations, vocabulary
from tests.consistency.dossiers import explained


def figures(*told, **keys):
    """A claim a source of what is printed and meant: ("1 billion", "1000000000")."""
    keys = keys or {"period": "2025"}
    return [claim(f"c{n}", exact, *values, source=f"s{n}", **keys) for n, (exact, *values) in enumerate(told)]


def kinds(claims):
    return [(finding.kind.value, finding.severity.value) for finding in conflicts(*claims)]


ONE, TWO = ("1 billion", "1000000000"), ("2 billion", "2000000000")
CLASH = [("conflict", "warning")]
AGREE = [("agreement", "info")]


@pytest.mark.parametrize(
    "told",
    [
        (ONE, TWO),
        (("5 billion", "5000000000"), ("6 billion", "6000000000")),
        (("10 to 12 billion", "10000000000", "12000000000"), ("13 billion", "13000000000")),
        (("-1 billion", "-1000000000"), ("-2 billion", "-2000000000")),
        (ONE, TWO, TWO),
        (ONE, ("1.5 billion", "1500000000"), TWO),
    ],
)
def test_neighbouring_numbers_are_a_conflict(told):
    claims = figures(*told)
    assert kinds(claims) == CLASH
    [finding] = conflicts(*claims)
    assert len(finding.clusters) == 2
    assert "agree only when rounded generously" in finding.explanation


def test_neighbouring_percentages_are_a_conflict():
    assert kinds(figures(("4 %", "4"), ("5 %", "5"), unit="%", metric="market_share", as_of="2025")) == CLASH


def test_hedged_neighbours_are_a_conflict():
    assert kinds(figures(ONE, TWO, period="2025", approx="about")) == CLASH


@pytest.mark.parametrize(
    "told",
    [(ONE, ("1.4 billion", "1400000000")), (ONE, ONE), (("4.3 billion", "4300000000"), ("4.34 billion", "4340000000"))],
)
def test_one_that_is_rounded_to_the_other_agrees(told):
    assert kinds(figures(*told)) == AGREE


def test_bounds_meet_where_they_are_stated():
    least = claim("least", "at least 20 million", "20000000", source="s1", period="2025", approx="at_least")
    most = claim("most", "at most 20 million", "20000000", source="s2", period="2025", approx="at_most")
    assert kinds([least, most]) == AGREE
    assert kinds([replace(least, approximation=most.approximation), most]) == AGREE


def test_things_counted_meet_where_they_are_stated():
    told = ("31 to 41", "31", "41"), ("41 to 52", "41", "52")
    assert kinds(figures(*told, unit="count", metric="deaths", period="2025")) == AGREE


def test_dates_meet_on_a_day():
    told = ("2025-01 to 2025-06-30", "2025-01", "2025-06-30"), ("2025-06-30 to 2025-12", "2025-06-30", "2025-12")
    assert kinds(figures(*told, unit="date", metric="opening_date", as_of="2025")) == AGREE


def test_an_undated_neighbour_is_a_conflict():
    dated = claim("dated", *ONE, metric="valuation", as_of="2025", source="s1")
    undated = claim("undated", *TWO, metric="valuation", source="s2")
    assert kinds([dated, undated]) == CLASH
    assert kinds([dated, replace(undated, source="s1")]) == []
    assert kinds([replace(dated, as_of=None), undated]) == CLASH


def test_values_of_two_dates_succeed_each_other():
    earlier = claim("earlier", *ONE, metric="valuation", as_of="2024", source="s1")
    later = claim("later", *TWO, metric="valuation", as_of="2025", source="s2")
    assert kinds([earlier, later]) == [("succession", "info")]


def test_the_two_are_told_apart_pair_by_pair():
    claims = figures(ONE, TWO)
    [finding] = conflicts(*claims)
    told = explained(finding, *claims)
    assert [(one.claim, one.other, one.narrow, one.wide) for one in told.exclusions] == [("c0", "c1", 0, None)]
    assert "c0 and c1: no more than touch, where each is rounded; in the wide reading they meet" in explanation_text(told)


@pytest.mark.parametrize("unit", ["USD", "hour", "%"])  # hours are no decimal share of a day: the columns round them
@pytest.mark.parametrize("kinds", [tuple(Kind), (Kind.CONFLICT,)])
def test_they_are_found_in_a_base(tmp_path, unit, kinds):
    numbers = [("1", "1"), ("2", "2")] if unit != "%" else [("4 %", "4"), ("5 %", "5")]
    claims = figures(*numbers, unit=unit, metric="valuation", as_of="2025")
    with ColumnsWriter(tmp_path / "claims.parquet") as writer:
        writer.add(row_of(one, vocabulary()) for one in claims)
        writer.finish()
    with Columns(tmp_path / "claims.parquet") as columns:
        for least in (Severity.INFO, Severity.WARNING):
            [finding] = check(columns, vocabulary(), kinds, least).findings
            assert (finding.id, finding.severity.value) == ("conflict/acme/valuation/2025", "warning")


@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from([1, 2]), st.sampled_from(["exact", "at_least", "about"])), min_size=1
    )
)
def test_groups_are_right_by_pairs(drawn):
    """All disagree where some two do, and no two of a cluster are apart."""
    claims = [
        claim(f"c{n}", f"{value}" if digits == 1 else f"{value}.0", f"{value}", period="2025", approx=approx)
        for n, (value, digits, approx) in enumerate(drawn)
    ]
    seen = observations(*claims)
    assert disagree(seen, wide=False) == any(apart(a, b) for a in seen for b in seen)
    known = {o.claim: o for o in seen}
    for cluster in clusters_of(seen):
        assert not any(apart(known[a], known[b]) for a in cluster.claims for b in cluster.claims)
