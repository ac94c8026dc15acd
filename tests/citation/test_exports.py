"""Each format held against a tool that is not ours."""

from __future__ import annotations

import csv
import io
import json
import warnings
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import duckdb
import networkx as nx
import pytest
import rdflib
from jsonschema import Draft7Validator
from pybtex.database import parse_string

from kg.citation.export.formats import WRITERS, Exported, by_source
from kg.citation.export.package import Called, package_files
from kg.citation.importing.reading import read_stock
from kg.citation.importing.writing import import_stock
from kg.citation.references import csl_item
from kg.citation.styles import STYLES, References
from kg.model.base import Base
from kg.model.errors import InvalidFilesError, UsageError
from kg.model.vocabulary import Source
from kg.model.waiver import Waiver
from kg.workspace.loading import load_base
from kg.workspace.places import load_waivers
from kg.workspace.records import SourceRecord

CSL_SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "csl-data.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stock(flagship_desk) -> Exported:
    prefix = "https://w3id.org/claims-kg/generative-ai/"
    return Exported(flagship_desk.base, flagship_desk.findings, prefix, "generative-ai", "Generative AI")


SOURCES = [
    Source(
        kind,
        kind,
        title=f"On {kind}",
        authors=("Clément, Fabrice", "Ada Lovelace", "OECD"),
        publisher="The Times",
        url="https://example.org/a?b=c",
        language="fr-BE",
        published=published,
    )
    for kind, published in zip(
        get_args(SourceRecord.model_fields["type"].annotation),
        ["2026-02-09", "2026-02", "2026", "2025-Q3", "FY2026-Q3", "2024/2029", "2026-02-09/2026-02-11", None, "2025-H1"],
        strict=True,
    )
]


@pytest.mark.parametrize("which", ["flagship", "hostile", "all types"])
def test_csl_json_is_valid_by_the_schema_of_csl(which, stock, hostile_desk):
    made_up = Base({source.id: source for source in SOURCES}, (), stock.base.vocabulary)
    base = {"flagship": stock.base, "hostile": hostile_desk.base, "all types": made_up}[which]
    items = json.loads(WRITERS["csl-json"](replace(stock, base=base)))
    assert len(items) == len(base.sources)
    assert [error.message for error in Draft7Validator(CSL_SCHEMA).iter_errors(items)] == []


def test_bibtex_is_read_by_pybtex(stock, hostile_desk):
    found = parse_string(WRITERS["bibtex"](stock), "bibtex")
    assert set(found.entries) == set(stock.base.sources)
    assert str(found.entries["blitzscaling"].persons["author"][0]) == "Clément, Fabrice"
    hostile = Exported(hostile_desk.base, (), stock.prefix, "x", "x")
    assert list(parse_string(WRITERS["bibtex"](hostile), "bibtex").entries) == ["bad"]


def test_each_nanopublication_is_valid_by_the_nanopub_package(stock):
    from nanopub import Nanopub

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = rdflib.Dataset()
        whole.parse(data=WRITERS["nanopub"](stock), format="trig")
        kind = rdflib.URIRef("http://www.nanopub.org/nschema#Nanopublication")
        found = list(whole.quads((None, rdflib.RDF.type, kind, None)))
        assert len(found) == len(stock.base.claims)
        for publication, _, _, _ in found:
            one = rdflib.ConjunctiveGraph()
            for part in ("Head", "assertion", "provenance", "pubinfo"):
                name = rdflib.URIRef(f"{publication}#{part}")
                for s, p, o, _ in whole.quads((None, None, None, name)):
                    one.get_context(name).add((s, p, o))
            assert Nanopub(rdf=one).is_valid


def test_graphml_is_read_by_networkx(stock):
    graph = nx.parse_graphml(WRITERS["graphml"](stock))
    assert sum(data["kind"] == "claim" for _, data in graph.nodes(data=True)) == 168
    assert graph.has_edge("claim:openai-net-loss-2025-h1", "source:generative-ai-economics")
    assert nx.read_gexf(io.BytesIO(WRITERS["gexf"](stock).encode())).number_of_nodes() == graph.number_of_nodes()


def test_the_package_is_valid_by_frictionless_and_comes_in_again(stock, tmp_path, workspace_of):
    from frictionless import Package

    folder = tmp_path / "package"
    folder.mkdir()
    waivers = {"altman-wealth": (Waiver("conflict/openai/valuation", 'the "desk" knows', date(2027, 1, 1), "ada"),)}
    called = Called(stock.name, stock.title, stock.prefix, "https://example.net/generative-ai")
    for name, text in package_files(called, stock.base, stock.findings, waivers).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "note"])[:5]
    workspace = workspace_of({"claims/vocabulary/entities.yaml": "entities: []  # none yet\n"})
    import_stock(workspace, read_stock(folder / "datapackage.json", "datapackage"))
    again = load_base(workspace)
    assert (again.sources, again.vocabulary.entities) == (stock.base.sources, stock.base.vocabulary.entities)
    kept = by_source(load_waivers(workspace))
    assert kept == waivers
    assert package_files(called, again, stock.findings, kept) == package_files(called, stock.base, stock.findings, waivers)


def test_parquet_holds_what_the_csv_does(stock, tmp_path):
    path = tmp_path / "claims.parquet"
    path.write_bytes(WRITERS["parquet"](stock))
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](stock))))
    found = duckdb.sql(f"SELECT id, value, at_start FROM '{path}'").fetchall()
    assert [(i, v, str(a)) for i, v, a in found] == [(row["id"], row["value"], row["at_start"]) for row in rows]


def test_claim_reviews_have_what_schema_org_asks_for(stock):
    reviews = json.loads(WRITERS["claimreview"](stock))["@graph"]
    assert {"@type", "url", "claimReviewed", "reviewRating", "author", "itemReviewed"} <= set(reviews[0])
    told = next(review for review in reviews if review["@id"].endswith("derivation%2Fopenai-net-loss-2025-h1"))
    assert told["claimReviewed"] == "OpenAI, net loss, first half of 2025: $4.7\u00a0billion"
    assert told["reviewRating"]["ratingValue"] == 1


def test_the_wide_table_has_a_column_a_period(stock):
    rows = list(csv.DictReader(io.StringIO(WRITERS["wide"](stock))))
    row = next(
        row for row in rows if (row["entity"], row["metric"], row["status"]) == ("nvidia", "market_share", "reported")
    )
    assert (row["2021"], row["unit"]) == ("25", "%")


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_exports_are_the_same_each_time(stock, form):
    if form != "parquet":
        assert WRITERS[form](stock) == WRITERS[form](stock)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_style_sets_every_source(stock, style, language):
    items = [csl_item(source, stock.base.vocabulary) for source in stock.base.sources.values()]
    references = References(items, style, language)
    assert {identifier for identifier, _ in references.in_order()} == set(stock.base.sources)
    for item in items:
        entry = "".join(run.text for run in references.entry(item["id"]))
        assert entry.count(item["title"].strip("[]")) == 1


def test_an_import_refuses_to_overwrite_and_replaces_when_told(workspace_of, claims_of, tmp_path):
    workspace = workspace_of({"claims/times.yaml": claims_of("times", {})})
    base = load_base(workspace)
    stock = Exported(base, (), workspace.settings.base, "x", "x")
    path = tmp_path / "out.csv"
    path.write_text(WRITERS["csv"](stock).replace("4300000000", "4400000000").replace("4.3 billion", "4.4 billion"))
    before = (workspace.root / "claims/times.yaml").read_text()
    with pytest.raises(UsageError, match=r"claims/times\.yaml; --replace"):
        import_stock(workspace, read_stock(path, "csv"))
    assert (workspace.root / "claims/times.yaml").read_text() == before
    done = import_stock(workspace, read_stock(path, "csv"), replace=True)
    assert done.written == ("claims/times.yaml",)
    assert load_base(workspace).claims[0].values == ("4400000000",)


def test_a_table_that_is_wrong_is_told_line_by_line(tmp_path, workspace_of, claims_of):
    workspace = workspace_of({"claims/times.yaml": claims_of("times", {})})
    text = WRITERS["csv"](Exported(load_base(workspace), (), "https://example.org/", "x", "x"))
    path = tmp_path / "out.csv"
    path.write_text(text.replace(",USD,", ",USDD,"))
    with pytest.raises(InvalidFilesError, match=r"out\.csv:2: unit: unknown unit 'USDD'"):
        read_stock(path, "csv")
    path.write_text(text + "a,b\n")
    with pytest.raises(UsageError, match="2 cells, but"):
        read_stock(path, "csv")
