from __future__ import annotations

import pytest

from kg.graph.names import Names
from kg.graph.queries import bound, named_queries, named_query
from kg.graph.results import Table, Term, table_rows
from kg.graph.sparql import run_query
from kg.graph.statements import source_quads, vocabulary_quads
from kg.graph.stores import MemoryStore
from kg.model.errors import InvalidFilesError, UsageError
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace
from tests.graph.conftest import REPOSITORY

SHIPPED = sorted(path.stem for path in (REPOSITORY / "queries").glob("*.rq"))
EMPTY_FOR_THE_ARTICLES = {"to-review", "unattributed"}


@pytest.fixture(scope="module")
def articles():
    """The five articles' base in memory, with its prefix."""
    workspace = Workspace.open(REPOSITORY)
    base, prefix = load_base(workspace), workspace.settings.base
    store = MemoryStore()
    lines = [line for source in base.sources for line in source_quads(prefix, base, source)]
    import pyoxigraph as ox

    store.store.load("".join([*lines, *vocabulary_quads(prefix, base)]).encode(), format=ox.RdfFormat.N_QUADS)
    return store, prefix


def test_at_least_twelve_queries_ship():
    assert len(SHIPPED) >= 12


@pytest.mark.parametrize("name", SHIPPED)
def test_each_query_says_what_it_answers_and_runs(name, memory, prefix):
    query = named_query(REPOSITORY / "queries", name)
    assert query.answers[0].isupper()
    assert "?" in query.answers
    answer = run_query(memory, query.text, prefix, values=bound(query, {}, prefix))
    assert isinstance(answer, Table)
    assert not any(parameter.name in answer.variables for parameter in query.parameters)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_query_finds_something_in_the_articles(name, articles):
    store, prefix = articles
    query = named_query(REPOSITORY / "queries", name)
    answer = run_query(store, query.text, prefix, values=bound(query, {}, prefix))
    assert answer.rows or name in EMPTY_FOR_THE_ARTICLES
    assert len(set(answer.rows)) == len(answer.rows)


def rows(memory, prefix, name, **given):
    query = named_query(REPOSITORY / "queries", name)
    answer = run_query(memory, query.text, prefix, values=bound(query, given, prefix))
    return table_rows(answer, {"c": f"{prefix}claim/", "e": f"{prefix}entity/", "m": f"{prefix}metric/"})[1]


def column(found, index):
    return [row[index] for row in found]


def test_a_timeline_is_in_the_order_of_time(memory, prefix):
    found = rows(memory, prefix, "timeline", entity="openai", metric="revenue")
    assert column(found, 2) == ["c:revenue-2025", "c:revenue-told", "c:revenue-fy2026"]
    assert found[-1][:2] == ["2025-07-01", "2025-10-01"]


def test_figures_that_differ_at_the_same_time(memory, prefix):
    assert rows(memory, prefix, "values-that-differ") == [
        [
            "e:openai",
            "m:revenue",
            "<http://qudt.org/vocab/unit/CCY_USD>",
            "2025-01-01",
            "2026-01-01",
            "2",
            "13550000000",
            "19500000000",
        ]
    ]


def test_derivations_name_their_inputs(memory, prefix):
    assert [row[3:5] for row in rows(memory, prefix, "derived-claims")] == [
        ["expenses", "c:valuation"],
        ["revenue", "c:revenue-2025"],
    ]


def test_figures_between_two_values(memory, prefix):
    found = rows(
        memory, prefix, "values-between", low="14.5e9".replace("e9", "000000000").replace(".", ""), high="21000000000"
    )
    assert column(found, 1) == []
    found = rows(memory, prefix, "values-between", low="14500000000", high="21000000000")
    assert column(found, 1) == ["c:loss-2025", "c:revenue-fy2026", "c:revenue-2025"]


def test_what_nobody_answers_for(memory, prefix):
    lacks = {row[0]: row[4] for row in rows(memory, prefix, "unattributed")}
    assert lacks["c:valuation"] == "both"
    assert lacks["c:revenue-2025"] == "who says so"
    assert "c:revenue-fy2026" not in lacks


def test_an_entity_with_its_parts(memory, prefix):
    assert len(rows(memory, prefix, "claims-about-group", entity="microsoft")) == 6
    assert rows(memory, prefix, "claims-about", entity="microsoft") == []


def write(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")


def test_parameters_become_terms(tmp_path, prefix):
    write(
        tmp_path / "queries",
        "all",
        "# What?\n# in two lines\n# param e: an entity id, the company (default: open ai)\n# param n: a number (default: 4.50)\n"
        "# param d: a date\n# param u: a unit (default: %)\n# param t: text, any (default: a (b) c)\n# param s: a status (default: target)\n"
        "SELECT * { ?e ?n ?d . ?u ?t ?s }",
    )
    query = named_query(tmp_path / "queries", "all")
    assert query.answers == "What? in two lines"
    assert query.parameters[0].about == "an entity id, the company"
    terms = bound(query, {"d": "2026-02"}, prefix)
    assert terms["e"] == Term("uri", Names(prefix).entity("open ai"))
    assert terms["n"] == Term("literal", "4.5", "http://www.w3.org/2001/XMLSchema#decimal")
    assert terms["d"].value == "2026-02-01"
    assert terms["u"].value == "http://qudt.org/vocab/unit/PERCENT"
    assert terms["t"] == Term("literal", "a (b) c")
    assert terms["s"].value == "https://w3id.org/claims-kg/ns#target"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs d, a date: give d=..."),
        ({"d": "soon"}, "d of the query q: 'soon' is no"),
        ({"d": "2026", "x": "1"}, "no parameter 'x'"),
        ({"d": "2026", "n": "1.2.3"}, "n of the query q: '1.2.3' is no decimal number"),
        ({"d": "2026", "u": "zorkmid"}, "u of the query q: unknown unit 'zorkmid'"),
    ],
)
def test_parameters_that_do_not_fit(tmp_path, prefix, given, said):
    text = "# What?\n# param d: a date\n# param n: a number (default: 1)\n# param u: a unit (default: USD)\nASK { ?d ?n ?u }"
    write(tmp_path / "queries", "q", text)
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        bound(named_query(tmp_path / "queries", "q"), given, prefix)


def test_unknown_queries_are_answered_with_near_names(tmp_path):
    write(tmp_path / "queries", "timeline", "# What?\nASK {}")
    with pytest.raises(UsageError, match=r"no query is called 'timelin'; did you mean timeline\?"):
        named_query(tmp_path / "queries", "timelin")
    with pytest.raises(UsageError, match="no query is called"):
        named_query(tmp_path / "queries", "../queries/timeline")
    assert named_queries(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ASK {}", r"queries/q\.rq:1: opens without a comment"),
        ("# What?\n# param x: a thing\nASK { ?x ?y ?z }", r"queries/q\.rq:2: no parameter: write"),
        ("# What?\n# param x: a date\nASK { ?xy ?y ?z }", r"queries/q\.rq:2: the query has no variable \?x"),
    ],
)
def test_files_that_are_no_queries_are_named_with_their_line(tmp_path, text, said):
    write(tmp_path / "queries", "q", text)
    with pytest.raises(InvalidFilesError, match=said):
        named_queries(tmp_path / "queries")
