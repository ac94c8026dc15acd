"""Queries and answers that a terminal or a parser is not made for."""

from __future__ import annotations

import pytest


@pytest.fixture
def root(workspace_of, claims_of):
    return workspace_of({"claims/s1.yaml": claims_of("s1", {"id": "a"})}).root


def test_a_query_nested_without_measure_is_told_as_that(kg, root):
    said = kg("sparql", f"SELECT * {{ {'{' * 20_000} ?s ?p ?o {'}' * 20_000} }}", at=root)
    assert (said.code, said.out) == (2, "")
    assert "nested too deeply" in said.err


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x1b", "\x07"])
def test_a_table_shows_signs_that_would_turn_or_steer_what_is_around_them(kg, root, sign):
    said = kg("sparql", f'SELECT ?x {{ VALUES ?x {{ "a{sign}b" }} }}', at=root)
    assert said.code == 0
    assert sign not in said.out
    assert f"a\\{'x' if ord(sign) < 256 else 'u'}{ord(sign):0{2 if ord(sign) < 256 else 4}x}b" in said.out
    exact = kg("sparql", f'SELECT ?x {{ VALUES ?x {{ "a{sign}b" }} }}', "--format", "json", at=root).data
    assert exact["results"]["bindings"][0]["x"]["value"] == f"a{sign}b"
