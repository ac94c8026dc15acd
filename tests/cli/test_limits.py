"""Limits that are none: refused as the option they were given to, before anything is asked."""

from __future__ import annotations

import pytest

VAST = "99999999999999999999"


@pytest.fixture
def root(workspace_of, claims_of):
    queries = {"queries/all.rq": "# All.\nSELECT ?s { ?s ?p ?o }\n"}
    return workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "r"}), **queries}).root


@pytest.mark.parametrize("command", [("sparql", "ASK {}"), ("query", "all"), ("add", "missing.txt")])
@pytest.mark.parametrize("number", ["inf", "nan", "1e300", "-inf", "0", "-1"])
def test_a_limit_of_time_is_one_that_can_be_kept(kg, root, command, number):
    option = "--timeout" if command[0] == "add" else "--time-limit"
    said = kg(*command, option, number, at=root)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert f"invalid value for '{option}': " in said.err
    assert "is no limit: write a number" in said.err


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (("find",), "-n"),
        (("find",), "--limit"),
        (("sparql", "ASK {}"), "--row-limit"),
        (("query", "all"), "--row-limit"),
        (("extract", "x.txt"), "--jobs"),
        (("evaluate", "kg.toml"), "-j"),
    ],
)
@pytest.mark.parametrize("number", [VAST, "0", "-1", "1.5", "many"])
def test_a_count_is_one_that_there_can_be(kg, root, monkeypatch, command, option, number):
    monkeypatch.chdir(root)
    said = kg(*command, option, number, at=root)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.startswith("kg: invalid value for '-")
    assert number in said.err


@pytest.mark.parametrize("number", ["nan", "inf", "-0.1", "1.1"])
def test_a_confidence_is_between_0_and_1(kg, root, number):
    said = kg("review", "--accept-all", "--min-confidence", number, at=root)
    assert (said.code, said.out, "--min-confidence" in said.err) == (2, "", True)


@pytest.mark.parametrize("value", ["1e999", "-1e999", "1e999999999999999999", "1e-999", "0.0000000000001"])
@pytest.mark.parametrize("option", ["--min", "--max"])
def test_a_bound_of_any_size_is_searched_by_or_refused(kg, root, option, value):
    said = kg("find", option, value, at=root)
    assert said.code in (0, 2)
    assert ".kg" not in said.err
    assert "error of kg itself" not in said.err
