"""A query that is no SPARQL is told by what is wrong with it, where, and what to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.guard import QueryError
from kg.graph.results import Table
from kg.graph.sparql import run_query

SLIPS = [
    (
        "SELECT ?x { ?x foaf:name ?y }",
        "on line 1, character 16, the prefix foaf is not declared: write PREFIX foaf: <...> in front of the query",
    ),
    ("SELECT ?x { ?x foaf:name ?y }", "known without one are c, dcterms, e, g, kg, m, oa, "),
    ("SELECT ?x\n{ ?x Schema:value ?y }", "on line 2, character 6, the prefix Schema is not declared"),
    ("SELECT ?x { ?x Schema:value ?y }", "did you mean schema?"),
    ("PREFIX foaf <http://xmlns.com/foaf/0.1/> SELECT ?x { ?x foaf:name ?y }", "PREFIX foaf: <...>, with a colon"),
    ("SELECT ?x { ?x a schema:Claim", "on line 1, character 11, the { is not closed: write }"),
    ("SELECT ?x {\n ?x a schema:Claim .\n FILTER (?x = 3 }", "on line 3, character 9, the ( is not closed: write ) before the }"),
    ("SELECT ?x { ?x a schema:Claim } }", "on line 1, character 33, the } closes nothing: take it away"),
    ("ASK { ?x schema:value 3 ]", "the { is not closed: write } before the ]"),
    ('ASK { ?x schema:name "a }', 'on line 1, character 22, the text is not closed: write " at its end'),
    ("select ?x { ?x a schema:Claim . filter(lenght(?x) > 2) }", "on line 1, character 40, no function is called lenght"),
    ("select ?x { ?x a schema:Claim . filter(containz(?x)) }", "did you mean CONTAINS or COUNT?"),
    ("selct ?x { ?x a ?y }", "on line 1, character 1, selct begins no query"),
    ("selct ?x { ?x a ?y }", "did you mean SELECT?"),
    ("{ ?s ?p ?o }", "{ begins no query: begin with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("SELECT x { ?x a schema:Claim }", "x is no variable, name or word of SPARQL: write ?x for a variable"),
    ("SELECT ?x { ?x kg:status reported }", "on line 1, character 26, reported is no variable, name or word of SPARQL"),
    ("SELECT ?x { ?x schema.value ?v }", "schema is a prefix: write schema:name, with a colon"),
    ("SELECT ?x, ?y { ?x a ?y }", "on line 1, character 10, a comma: variables are apart by spaces alone"),
    ("SELECT ?x { ?x schema:value ?v FILTER ?v > 3 }", "FILTER needs brackets: write FILTER (...)"),
    ("SELECT ?v { ?x schema:value ?v } ORDER ?v", "ORDER is followed by BY"),
    ("SELECT ?m (COUNT(?c) AS ?n) { ?c a ?m }", "?m is neither counted nor grouped: add GROUP BY ?m at the end"),
    ("SELECT COUNT(?x) { ?x a ?y }", "COUNT needs brackets and a name: write (COUNT(...) AS ?n)"),
    ("SELECT ?x { ?x a ?y } ORDER BY DESC ?x", "DESC needs brackets: write DESC (...)"),
    ("SELECT ?x { ?x schema:value ?v . FILTER(?v == 3) }", "== is no sign of SPARQL: write ="),
    ("SELECT ?x { ?x schema:value ?v . FILTER(?v => 3) }", "=> is no sign of SPARQL: write >="),
    ("SELECT ?x { ?x schema:value ?v . FILTER(?v = 3 and ?v > 2) }", "and is no word of SPARQL: write && within FILTER"),
    ("SELECT ?x { ?x a schema:Claim } GROUP BY", "it ends before it is whole"),
    ("SELECT ?x { ?x a schema:Claim } LIMIT 'x'", "at or before LIMIT 'x' on line 1"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "said"), SLIPS)
def test_a_slip_is_told_with_its_place_and_what_to_write(disk, prefix, query, said):
    with pytest.raises(QueryError) as refused:
        run_query(disk, query, prefix)
    assert said in str(refused.value)
    assert str(refused.value).startswith("the query is not SPARQL 1.1: ")
    assert "\n" not in str(refused.value)


def test_an_unknown_function_by_its_address_is_told_and_the_graph_is_not_blamed(disk, prefix):
    with pytest.raises(QueryError, match=r"the function <http://www.w3.org/2001/XMLSchema#foo> is not known"):
        run_query(disk, "SELECT ?x { BIND(xsd:foo(3) AS ?x) }", prefix)


@pytest.mark.parametrize(
    "query",
    [
        "select ?x (count(*) as ?n) { ?x a schema:Claim } group by ?x having (count(*) > 1e2) order by desc(?n) limit 3",
        "SELECT * { ?s ?p ?o . FILTER NOT EXISTS { ?s a [] } MINUS { ?s a kg:Source } } OFFSET 1",
        "ASK { _:b schema:name ?n . FILTER (REGEX(?n, '^a', 'i') && ?n IN ('a', \"b\"@fr-CA, 1.5, true)) }",
        "SELECT ?a WHERE { VALUES (?a ?b) { (1 UNDEF) } BIND(IF(BOUND(?b), 1, 2) AS ?c) OPTIONAL { ?a a ?d } }",
    ],
)
def test_what_is_sparql_is_answered(disk, prefix, query):
    run_query(disk, query, prefix)


@given(st.text("SELECT?x{}()[]'\" a:;.,<>\n1e-_@#", max_size=40))
def test_whatever_is_asked_is_answered_or_told(query):
    from kg.graph.slips import slip

    assert slip(query, {"a": "https://example.org/"}) is None or "\n" not in (slip(query, {}) or "")


def test_a_slip_in_a_named_query_is_told_where_it_stands_in_the_file(disk, prefix):
    from kg.graph.results import Term

    query = "SELECT ?x { ?x schema:observationAbout ?e . ?x nope:value ?v }"
    with pytest.raises(QueryError, match=r"on line 1, character 48, the prefix nope is not declared"):
        run_query(disk, query, prefix, values={"e": Term("uri", "https://example.org/e")})
    assert isinstance(run_query(disk, query.replace("nope", "schema"), prefix), Table)


def test_the_place_of_an_unknown_fault_lies_within_the_query(disk, prefix):
    from kg.graph.results import Term

    query = "SELECT ?x\nWHERE {\n  ?x schema:observationAbout ?e ; schema:value 3 4 .\n}\n"
    for values in ({}, {"e": Term("uri", "https://example.org/e")}):
        with pytest.raises(QueryError, match=r"something is wrong (at|on)( or before)?.* line [34]\b"):
            run_query(disk, query, prefix, values=values)
