from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.guard import QueryError
from kg.graph.names import graph_iri
from kg.graph.reader import claims_of
from kg.graph.remote import RemoteStore
from kg.graph.requests import Request, StoreError
from kg.graph.results import Table, Term, Triples, Truth
from kg.graph.sparql import run_query
from kg.graph.statements import source_quads, vocabulary_quads
from kg.graph.stores import DiskStore, GraphStore, MemoryStore, dataset, open_store

SERVER = Path(sys.executable).with_name("oxigraph")
COUNT = "SELECT (COUNT(*) AS ?n) { ?c a schema:Claim }"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A real Oxigraph server on a free loopback port."""
    if not SERVER.exists():
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [SERVER, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/query?query=ASK%7B%7D", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"{url}/query"
    finally:
        process.kill()
        process.wait()


def fill(store: GraphStore, base, prefix) -> None:
    for source in base.sources:
        store.replace_graph(graph_iri(prefix, source), source_quads(prefix, base, source))
    store.replace_graph(f"{prefix}graph/vocabulary", vocabulary_quads(prefix, base))


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request, tmp_path, base, prefix) -> GraphStore:
    if request.param == "memory":
        made: GraphStore = MemoryStore()
    elif request.param == "disk":
        made = DiskStore(tmp_path / "store")
    else:
        made = open_store(request.getfixturevalue("server"))
    fill(made, base, prefix)
    return made


def test_every_store_gives_back_what_was_put_in(store, base, prefix):
    assert store.graphs() == [f"{prefix}graph/{name}" for name in ("paper", "periods", "podcast", "vocabulary")]
    assert {claim.id: claim for claim in claims_of(store.quads())} == base.by_id
    assert [claim.id for claim in claims_of(store.quads(f"{prefix}graph/podcast"))] == [
        "valuation",
        "revenue-told",
        "founded",
    ]


def test_every_store_answers_each_kind_of_query(store, prefix):
    assert run_query(store, COUNT, prefix) == Table(
        ("n",), ((Term("literal", "6", "http://www.w3.org/2001/XMLSchema#integer"),),)
    )
    assert run_query(store, "ASK { c:valuation kg:status kg:reported }", prefix) == Truth(True)
    answer = run_query(store, "CONSTRUCT { ?c kg:status ?s } WHERE { ?c kg:status ?s }", prefix, row_limit=4)
    assert isinstance(answer, Triples)
    assert len(answer.triples) == 4
    assert answer.truncated
    table = run_query(store, "SELECT ?c ?x { ?c kg:status ?s OPTIONAL { ?c kg:none ?x } } ORDER BY ?c", prefix, row_limit=2)
    assert table == Table(
        ("c", "x"), ((Term("uri", f"{prefix}claim/founded"), None), (Term("uri", f"{prefix}claim/loss-2025"), None)), True
    )


def test_a_source_read_again_replaces_its_graph_and_nothing_else(store, base, prefix):
    graph = graph_iri(prefix, "paper")
    store.replace_graph(graph, [])
    assert {claim.source for claim in claims_of(store.quads())} == {"podcast"}
    store.replace_graph(graph, source_quads(prefix, base, "paper"))
    store.replace_graph(graph, source_quads(prefix, base, "paper"))
    assert {claim.id: claim for claim in claims_of(store.quads())} == base.by_id


def test_a_period_that_two_sources_speak_of_is_counted_once(store, prefix):
    answer = run_query(store, "SELECT ?c { ?c time:hasTime / rdfs:label '2025' }", prefix)
    assert len(answer.rows) == 3


def test_values_of_any_text_are_bound_as_terms(store, prefix):
    text = "a' \" \\ \n } SERVICE <http://x/> { <é\x01"
    answer = run_query(store, "SELECT ?y { BIND (?x AS ?y) }", prefix, values={"x": Term("literal", text)})
    assert answer.rows == ((Term("literal", text),),)


def test_an_ill_formed_query_is_told_from_a_store_that_fails(store, prefix):
    with pytest.raises(QueryError, match=r"not SPARQL 1\.1"):
        run_query(store, "SELECT * { ?s ?p }", prefix)


def test_refused_before_anything_is_sent(prefix):
    with pytest.raises(QueryError, match="nothing was sent"):
        run_query("http://127.0.0.1:9/query", "SELECT * { SERVICE <http://x/> {} }", prefix)


def test_an_endpoint_that_is_not_there(prefix):
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9.*cannot be reached.*is the server running"):
        run_query("http://127.0.0.1:9/query", COUNT, prefix)


def test_an_address_that_is_no_endpoint(server, prefix):
    with pytest.raises(StoreError, match="404"):
        run_query(server.replace("/query", "/nothing"), COUNT, prefix)


def test_an_endpoint_that_never_answers(prefix):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        with pytest.raises(QueryError, match=r"within 0\.3 s"):
            run_query(url, COUNT, prefix, time_limit=0.3)


def test_an_answer_beyond_its_limit_is_not_kept(server, base, prefix):
    store = RemoteStore(server)
    fill(store, base, prefix)
    with pytest.raises(QueryError, match="larger than 0 MiB"):
        store.answer(Request("SELECT * { ?s ?p ?o }", byte_limit=100))


def test_rdflib_over_a_reopened_folder_is_not_empty(disk, base):
    with disk.reading() as opened:
        found = dataset(opened)
        assert len(list(found.query("SELECT ?c { ?c a <https://schema.org/Claim> }"))) == len(base.claims)
        assert {claim.id: claim for claim in claims_of(found.quads())} == base.by_id
        assert isinstance(found, rdflib.Dataset)


def test_a_folder_without_a_graph(tmp_path):
    for place in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(StoreError, match=r"there is no graph here; build it with `kg build`"):
            open_store(place)
    assert not (tmp_path / "nothing").exists()


def test_a_folder_that_another_process_writes_to(disk, tmp_path):
    copy = tmp_path / "store"
    shutil.copytree(disk.path, copy)
    held = ox.Store(str(copy))
    with pytest.raises(StoreError, match="another process is writing"), DiskStore(copy).writing():
        pass
    del held


@pytest.mark.parametrize(
    ("name", "of_the_same_size"), [("MANIFEST", False), ("CURRENT", False), ("sst", False), ("sst", True)]
)
def test_a_damaged_folder(disk, tmp_path, name, of_the_same_size, prefix):
    copy = tmp_path / "store"
    shutil.copytree(disk.path, copy)
    for path in copy.iterdir():
        if name in path.name:
            path.write_bytes(b"x" * (path.stat().st_size if of_the_same_size else 80))
    with pytest.raises(StoreError, match=r"damaged.*build it again"):
        run_query(copy, COUNT, prefix)


def test_readers_do_not_wait_for_a_writer(disk, tmp_path, prefix):
    copy = tmp_path / "store"
    shutil.copytree(disk.path, copy)
    held = ox.Store(str(copy))
    assert isinstance(run_query(copy, COUNT, prefix), Table)
    del held
