"""kg find and named queries with what a user may also type: another name of a unit, a source that is not there."""

from __future__ import annotations

import csv
import io

import pytest


@pytest.fixture
def base(workspace_of, claims_of):
    claims = [
        {"id": "wheat", "exact": "33 t", "value": "33", "unit": "t", "metric": "production"},
        {"id": "barley", "exact": "9 tonnes", "value": "9", "unit": "tonne", "metric": "production"},
        {"id": "oats", "exact": "9 kg", "value": "9", "unit": "kg", "metric": "production"},
        {"id": "largest", "metric": "funding_round", "qualifiers": "{product: Series A, superlative: largest}"},
        {"id": "formula", "exact": "'=1+1'", "value": "'-12.5'", "note": '"@home"', "metric": "profit"},
    ]
    query = (
        "# Which figures does a source give?\n# param source: a source id\n# param status: a status (default: reported)\n"
    )
    query += "SELECT ?claim { ?claim prov:wasQuotedFrom ?source ; kg:status ?status }"
    return workspace_of({"claims/news.yaml": claims_of("news", *claims), "queries/of-source.rq": query}).root


@pytest.mark.parametrize(
    ("unit", "found"),
    [("t", ["barley", "wheat"]), ("tonne", ["barley", "wheat"]), ("metric_ton", ["barley", "wheat"]), ("kg", ["oats"])],
)
def test_a_unit_is_found_by_any_of_its_names(kg, base, unit, found):
    claims = kg("find", "-u", unit, "--sort", "id", "-f", "json", at=base).data["claims"]
    assert [claim["id"] for claim in claims] == found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--min", "5", "--max", "2e0"], "kg: --min '5' is above --max '2e0': nothing lies between\n"),
        (["--undated", "-p", "2025"], "kg: --undated and --period exclude each other: give one of them\n"),
    ],
)
def test_what_no_claim_can_meet_is_told(kg, base, arguments, said):
    outcome = kg("find", *arguments, at=base)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", said)


def test_a_record_has_every_qualifier_of_the_file(kg, base):
    [claim] = kg("find", "-m", "funding_round", "-f", "json", at=base).data["claims"]
    assert claim["qualifiers"] == {"product": "Series A", "superlative": "largest"}
    assert kg("show", "largest", "-f", "json", at=base).data["claim"] == claim


def test_no_cell_of_the_csv_is_a_formula(kg, base):
    [row] = csv.DictReader(io.StringIO(kg("find", "-m", "profit", "-f", "csv", at=base).out))
    assert (row["exact"], row["note"], row["value_min"]) == ("'=1+1", "'@home", "-12.5")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["source=new"], "kg: source of the query of-source: no source is called 'new'; did you mean news?\n"),
        (
            ["source=news", "status=sure"],
            "kg: status of the query of-source: no status is called 'sure': expected one of reported, estimated, ",
        ),
    ],
)
def test_a_query_is_not_asked_of_what_is_not_there(kg, base, arguments, said):
    outcome = kg("query", "of-source", *arguments, at=base)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(said)


def test_a_query_of_a_source_that_is_there(kg, base):
    rows = kg("query", "of-source", "source=news", at=base).out.split()[1:]
    assert sorted(rows) == ["c:barley", "c:formula", "c:largest", "c:oats", "c:wheat"]


def test_tables_show_a_quarter_as_they_show_a_year(kg, base):
    query = 'SELECT (STRDT("2026-Q1", kg:PeriodLabel) AS ?quarter) ("2026"^^xsd:gYear AS ?year) {}'
    assert kg("sparql", query, at=base).out == "quarter\tyear\n2026-Q1\t2026\n"
