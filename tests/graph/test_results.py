from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.results import (
    Table,
    Term,
    Triples,
    Truth,
    as_csv,
    as_json,
    as_ntriples,
    as_tsv,
    as_turtle,
    from_json,
    shortened,
    table_rows,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {"c": "https://example.org/claim/", "ex": "https://example.org/", "xsd": XSD}
TABLE = Table(
    ("claim", "value", "note"),
    (
        (
            Term("uri", "https://example.org/claim/a"),
            Term("literal", "4.7", f"{XSD}decimal"),
            Term("literal", 'say "é",\nthen', "", "fr"),
        ),
        (Term("bnode", "b0"), None, Term("literal", "2026-H1", "https://example.org/Label")),
    ),
)
TRIPLES = Triples(
    ((Term("uri", "https://example.org/claim/a"), Term("uri", "https://example.org/p"), Term("literal", "x")),)
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TERM = st.one_of(
    st.builds(lambda text: Term("literal", text), TEXT),
    st.builds(lambda text, tag: Term("literal", text, "", tag), TEXT, st.sampled_from(["fr", "en"])),
    st.just(Term("uri", "https://example.org/a")),
    st.none(),
)


def test_tables_show_terms_as_people_write_them():
    assert table_rows(TABLE, PREFIXES) == (
        ["claim", "value", "note"],
        [["c:a", "4.7", 'say "é",\nthen'], ["_:b0", "", "2026-H1 (ex:Label)"]],
    )
    assert table_rows(Truth(True), {}) == (["answer"], [["true"]])
    assert table_rows(TRIPLES, PREFIXES)[1] == [["c:a", "ex:p", "x"]]


def test_iris_without_a_prefix_are_shown_whole():
    assert shortened(Term("uri", "urn:x"), PREFIXES) == "<urn:x>"
    assert shortened(Term("uri", "https://example.org/"), PREFIXES) == "<https://example.org/>"


def test_csv_follows_the_standard():
    assert as_csv(TABLE) == 'claim,value,note\r\nhttps://example.org/claim/a,4.7,"say ""é"",\nthen"\r\n_:b0,,2026-H1\r\n'


def test_tsv_follows_the_standard():
    rows = as_tsv(TABLE).split("\n")
    assert rows[0] == "?claim\t?value\t?note"
    assert rows[1] == f'<https://example.org/claim/a>\t"4.7"^^<{XSD}decimal>\t"say \\"é\\",\\nthen"@fr'
    assert rows[2] == '_:b0\t\t"2026-H1"^^<https://example.org/Label>'


def test_json_follows_the_standard():
    first, second = as_json(TABLE)["results"]["bindings"]
    assert first["value"] == {"type": "literal", "value": "4.7", "datatype": f"{XSD}decimal"}
    assert first["note"]["xml:lang"] == "fr"
    assert "value" not in second
    assert as_json(Truth(False)) == {"head": {}, "boolean": False}
    assert as_json(TRIPLES)["head"] == {"vars": ["subject", "predicate", "object"]}


@given(st.lists(st.tuples(TERM, TERM), max_size=5))
def test_json_and_csv_keep_every_row(rows):
    table = Table(("a", "b"), tuple(rows))
    assert from_json(json.dumps(as_json(table)), 100) == table
    read = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert read[1:] == [["" if term is None else term.value for term in row] for row in rows]
    assert len(as_tsv(table).rstrip("\n").splitlines()) == len(rows) + 1


def test_json_is_cut_to_its_rows():
    cut = from_json(json.dumps(as_json(TABLE)), 1)
    assert isinstance(cut, Table)
    assert (len(cut.rows), cut.truncated) == (1, True)


@pytest.mark.parametrize("text", ["<html>", "[]", '{"head": {}}'])
def test_what_is_no_answer_is_refused(text):
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(text, 10)


def test_turtle_uses_the_prefixes_and_says_the_same():
    turtle = as_turtle(TRIPLES, PREFIXES)
    assert turtle.startswith("@prefix c: <https://example.org/claim/> .")
    assert "@prefix xsd:" not in turtle
    (triple,) = ox.parse(turtle, ox.RdfFormat.TURTLE)
    assert f"{triple.triple} .\n" == as_ntriples(TRIPLES)
