"""What is refused before it is sent, however it is spelled; and what is not."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.guard import QueryError, check_query, lacking_prefixes, prefixes_used, tokens, with_values

ALLOWED = [
    "SELECT * { ?s ?p ?o }",
    "# SERVICE <http://x/> {}\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } # FROM <http://x/>",
    "SELECT * { ?s <http://x/SERVICE> ?o }",
    "SELECT * { ?s <http://x/y#SERVICE> ?o . ?s <http://x/o'brien> 'LOAD' }",
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
    'SELECT * { ?s ?p "a \\" SERVICE <http://x/> {}" }',
    'SELECT * { ?s ?p """a "SERVICE" <http://x/> {""" }',
    "SELECT * { ?s ?p '''it's \\' a\nFROM <http://x/>''' }",
    'SELECT * { ?s ?p """"SERVICE""" }',
    "SELECT * { ?s ?p \"\" . ?s ?p 'LOAD' }",
    r'SELECT * { ?s ?p "\u0053ERVICE" }',
    "SELECT ?service ?from ?load { ?service ex:customerService ?from ; ex:load ?load }",
    "PREFIX service: <http://x/> SELECT * { ?s service:name ?o . service:a ?p ?q }",
    "PREFIX from: <http://x/> SELECT * { ?s from:here ?o }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'chat'@service }",
    "SELECT * { ?s ?p ?o FILTER(?o<5&&?o>1) }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 1) } ORDER BY DESC(?o)",
    "SELECT * { ?s ex:a\\'b ?o }",
    "ASK { ?s a ex:Service, ex:Insert ; ex:delete true }",
    "DESCRIBE <http://x/load>",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
]
REFUSED = [
    ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { service<http://x/>{ ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { SeRvIcE SILENT ?x { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { SERVICE # here\n <http://x/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { SERVICESILENT<http://x/>{} }", "SERVICE"),
    ("PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
    ("PREFIX ex: <http://x/> SELECT * { SERVICEex:x { ?s ?p ?o } }", "SERVICE"),
    ("PREFIX ex: <http://x/> SELECT * { SERVICEex:x # {\n { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { ?s ?p 1SERVICE<http://x/>{} }", "SERVICE"),
    ("SELECT * { ?s ?p trueSERVICE<http://x/>{} }", "SERVICE"),
    ('SELECT * { ?s ?p "a"@en--ltrSERVICE<http://x/>{} }', "SERVICE"),
    (r"SELECT * { \u0053ERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
    (r"SELECT * { SERV\U00000049CE <http://x/> { ?s ?p ?o } }", "SERVICE"),
    (r"SELECT * { \u005Cu0053ERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
    (r"SELECT * { ?s ?p ?o } # \u000A SERVICE <http://x/> {}", "SERVICE"),
    (r'SELECT * { ?s ?p "a\u0022" SERVICE <http://x/> {} #" }', "SERVICE"),
    (r"SELECT * { ?s ex:a\' ?o SERVICE <http://x/> {} #' }", "SERVICE"),
    ("SELECT * { ?s ex:a·\\' ?o SERVICE <http://x/> {} #' }", "SERVICE"),
    ("SELECT * { ?s ?p ?a FILTER(?a<'x>') SERVICE <http://x/> {} BIND('' AS ?q) }", "<'x>"),
    ("SELECT * { ?s ?p ?a FILTER(?a<#>'''\n 2) SERVICE <http://x/> {} #'''\n }", "<#>"),
    ("SELECT * { ?s ?p ?a FILTER(?a<ex:a#>'''\n ) SERVICE <http://x/> {} #'''\n }", "<ex:a#>"),
    ("SELECT * FROM <http://x/> { ?s ?p ?o }", "FROM"),
    ("SELECT *from<http://x/>{ ?s ?p ?o }", "FROM"),
    ("SELECT * FROM NAMED <http://x/> { ?s ?p ?o }", "FROM"),
    ("PREFIX : <http://x/> SELECT * FROM:g { ?s ?p ?o }", "FROM"),
    ("PREFIX ex: <http://x/> SELECT * FROMex:g { ?s ?p ?o }", "FROM"),
    ("CONSTRUCT { ?s ?p ?o } FROM <http://x/> WHERE { ?s ?p ?o }", "FROM"),
    ("LOAD <http://x/>", "LOAD"),
    ("load silent <http://x/> INTO GRAPH <http://y/>", "LOAD"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
    ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
    ("DROP ALL", "DROP"),
    ("WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
    ("clear all", "CLEAR"),
    ('DEFINE get:soft "replace" SELECT * { ?s ?p ?o }', "DEFINE"),
]


@pytest.mark.parametrize("query", ALLOWED)
def test_reading_queries_pass(query):
    check_query(query)


@pytest.mark.parametrize(("query", "word"), REFUSED)
def test_what_fetches_or_changes_is_refused(query, word):
    with pytest.raises(QueryError) as caught:
        check_query(query)
    assert f"refused for its {word}" in str(caught.value)
    assert "nothing was sent" in str(caught.value)


def test_the_line_is_named():
    with pytest.raises(QueryError, match="on line 3"):
        check_query("SELECT *\n{\nSERVICE <http://x/> {} }")


def test_a_query_beyond_measure_is_refused():
    with pytest.raises(QueryError, match="longer than"):
        check_query("#" * 1_000_001)


@given(st.text())
def test_any_text_is_cut_into_pieces_that_stand_in_it(text):
    for token in tokens(text):
        assert text[token.at :].startswith(token.text)


PIECES = [
    "?a",
    "<'x>",
    "<#>",
    "<ex:a#>",
    "FILTER(?a",
    "FILTER(1",
    ")",
    "#",
    "\n",
    "'''",
    "'",
    '"',
    '"""',
    "\\",
    "\\'",
    "ex:a",
    "<",
    ">",
    "2",
]
PIECES += [
    "BIND(1 AS ?a)",
    " ",
    "}",
    "{",
    "'x'",
    "<http://x/'y>",
    "true",
    "@en",
    "^^",
    r"\u0022",
    r"\u0027",
    "1",
    ".",
    "UNION",
]
CLAUSES = [
    "SERVICE <http://127.0.0.1:1/>{}",
    "SERVICE:x{}",
    "SERVICEex:x {}",
    "\\u0053ERVICE<http://127.0.0.1:1/>{}",
    "service<http://127.0.0.1:1/>{}",
]


@settings(max_examples=2000)
@given(
    st.lists(st.sampled_from(PIECES), max_size=7), st.sampled_from(CLAUSES), st.lists(st.sampled_from(PIECES), max_size=4)
)
def test_nothing_around_it_hides_a_service_that_oxigraph_sees(before, clause, after):
    """Oxigraph refuses to call port 1, and says so: then it has seen the clause, and so must we."""
    query = f"PREFIX : <http://127.0.0.1:1/> PREFIX ex: <http://127.0.0.1:1/> SELECT * {{ {''.join(before)}{clause}{''.join(after)} }}"
    try:
        list(ox.Store().query(query))
    except SyntaxError:
        return
    except (OSError, RuntimeError, ValueError) as error:
        if "port" not in str(error):
            raise
        with pytest.raises(QueryError):
            check_query(query)


def test_prefixes_that_are_used_and_declared():
    query = "PREFIX ex: <http://x/> SELECT * { ex:a kg:status ?o . ?s schema:name 'm:x' FILTER(?o<c:d) } # e:f"
    assert prefixes_used(query) == ({"ex", "kg", "schema", "c"}, {"ex"})
    assert lacking_prefixes(query, {"kg": "K", "ex": "E", "m": "M"}) == {"kg": "K"}


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT (1 AS ?b) { ?a ?p ?o }", "SELECT (1 AS ?b) { VALUES ?a { <x:y> } ?a ?p ?o }"),
        ("CONSTRUCT { ?a ?p ?o } WHERE { ?a ?p ?o }", "CONSTRUCT { ?a ?p ?o } WHERE { VALUES ?a { <x:y> } ?a ?p ?o }"),
        ("CONSTRUCT WHERE { ?a ?p ?o }", "CONSTRUCT WHERE { VALUES ?a { <x:y> } ?a ?p ?o }"),
        ("ASK { ?a ?p '{' }", "ASK { VALUES ?a { <x:y> } ?a ?p '{' }"),
        (
            "SELECT (EXISTS { ?x ?y ?z } AS ?b) { ?a ?p ?o }",
            "SELECT (EXISTS { ?x ?y ?z } AS ?b) { VALUES ?a { <x:y> } ?a ?p ?o }",
        ),
    ],
)
def test_values_are_bound_at_the_head_of_the_pattern(query, bound):
    assert with_values(query, {"a": "<x:y>"}) == bound


def test_values_need_a_pattern():
    with pytest.raises(QueryError, match="no pattern"):
        with_values("DESCRIBE <x:y>", {"a": "<x:y>"})
