"""Queries over a folder, each in a process that ends."""

from __future__ import annotations

import time

import pytest

from kg.graph.guard import QueryError
from kg.graph.requests import Request
from kg.graph.results import Table
from kg.graph.sparql import run_query

FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_that_runs_for_ever_is_stopped_and_the_graph_unharmed(disk, prefix):
    before = {path.name: path.stat().st_size for path in disk.path.iterdir()}
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"did not end within 0\.5 s"):
        run_query(disk, FOR_EVER, prefix, time_limit=0.5)
    assert time.monotonic() - started < 3
    assert {path.name: path.stat().st_size for path in disk.path.iterdir()} == before
    assert len(run_query(disk, "SELECT ?c { ?c a schema:Claim }", prefix).rows) == 6


def test_a_cross_product_ends_at_the_row_limit(disk, prefix):
    answer = run_query(disk, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", prefix, row_limit=1000)
    assert isinstance(answer, Table)
    assert (len(answer.rows), answer.truncated) == (1000, True)


def test_a_long_answer_ends_at_the_byte_limit(disk):
    answer = disk.answer(Request("SELECT * { ?a ?b ?c . ?d ?e ?f }", byte_limit=1_000_000))
    assert answer.truncated
    assert 0 < len(answer.rows) < 10_000


def test_a_query_that_hoards_memory_is_stopped(disk):
    hoard = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"
    with pytest.raises(QueryError, match="memory"):
        disk.answer(Request(hoard, memory_limit=400 << 20, time_limit=60))


def test_the_process_starts_quickly(disk, prefix):
    def once() -> float:
        started = time.perf_counter()
        run_query(disk, "ASK {}", prefix)
        return time.perf_counter() - started

    assert min(once() for _ in range(5)) < 0.2


def test_the_default_graph_is_the_union(disk, prefix):
    answer = run_query(
        disk, "SELECT DISTINCT ?g { GRAPH ?g { ?c a schema:Claim } ?c schema:observationAbout / rdfs:label ?l }", prefix
    )
    assert len(answer.rows) == 2


def test_big_numbers_compare_as_numbers(disk, prefix):
    answer = run_query(disk, "SELECT ?c { ?c schema:minValue ?v FILTER (?v > 100000000000) }", prefix)
    assert [row[0].value.rpartition("/")[2] for row in answer.rows] == ["valuation"]


def test_unusual_texts_come_through(disk, prefix):
    text = "é🙂 \\n \\u0001 \\\" '"
    answer = run_query(disk, f'SELECT ("{text}"@fr AS ?t) {{}}', prefix)
    assert answer.rows[0][0].value == "é🙂 \n \x01 \" '"
    assert answer.rows[0][0].language == "fr"
