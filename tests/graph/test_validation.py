from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from kg.graph.statements import source_quads, vocabulary_quads
from kg.graph.stores import MemoryStore
from kg.graph.validation import ShapeResult, validate
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace
from tests.graph.conftest import REPOSITORY

PROLOGUE = """
PREFIX kg: <https://w3id.org/claims-kg/ns#> PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qudt: <http://qudt.org/schema/qudt/> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX c: <https://example.org/claims/claim/> PREFIX e: <https://example.org/claims/entity/>
PREFIX s: <https://example.org/claims/source/> PREFIX m: <https://example.org/claims/metric/> PREFIX g: <https://example.org/claims/graph/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
SOUND = {
    ("warning", "claim", "valuation", "kg:evidence"),
    ("warning", "source", "podcast", "kg:sha256"),
}


def found_in(store: MemoryStore, prefix: str, chunk: int = 1000) -> set[tuple[str, str, str, str]]:
    return {(result.severity, result.kind, result.focus, result.path) for result in validate(store.store, prefix, chunk)}


def without(subject: str, predicate: str) -> str:
    return f"DELETE {{ GRAPH ?g {{ {subject} {predicate} ?o }} }} WHERE {{ GRAPH ?g {{ {subject} {predicate} ?o }} }}"


def plus(triple: str, graph: str = "g:paper") -> str:
    return f"INSERT DATA {{ GRAPH {graph} {{ {triple} }} }}"


def changed(subject: str, predicate: str, value: str) -> str:
    return f"{without(subject, predicate)} ; {plus(f'{subject} {predicate} {value}')}"


@pytest.mark.parametrize("chunk", [1000, 2, 1])
def test_a_sound_graph_has_warnings_only(memory, prefix, chunk):
    assert found_in(memory, prefix, chunk) == SOUND


CLAIM = "c:revenue-2025"
EVIDENCE = "<https://example.org/claims/source/paper#char=17,31>"
POSITION = "<https://example.org/claims/source/paper#position=17,31>"
INPUT = "<https://example.org/claims/claim/loss-2025#input=expenses>"


@pytest.mark.parametrize(
    ("change", "focus", "path"),
    [
        (without(CLAIM, "qudt:hasUnit"), "revenue-2025", "qudt:hasUnit"),
        (without(CLAIM, "schema:observationAbout"), "revenue-2025", "schema:observationAbout"),
        (changed(CLAIM, "schema:observationAbout", "e:nobody"), "revenue-2025", "schema:observationAbout"),
        (changed(CLAIM, "schema:variableMeasured", "e:openai"), "revenue-2025", "schema:variableMeasured"),
        (plus(f"{CLAIM} schema:variableMeasured m:result"), "revenue-2025", "schema:variableMeasured"),
        (without(CLAIM, "prov:wasQuotedFrom"), "revenue-2025", "prov:wasQuotedFrom"),
        (plus(f"{CLAIM} prov:wasQuotedFrom s:podcast"), "revenue-2025", "prov:wasQuotedFrom"),
        (changed(CLAIM, "kg:status", "kg:certain"), "revenue-2025", "kg:status"),
        (changed(CLAIM, "kg:approximation", "kg:reported"), "revenue-2025", "kg:approximation"),
        (without(CLAIM, "schema:value"), "revenue-2025", ""),
        (plus(f"{CLAIM} kg:statedLow 1.0 ; kg:statedHigh 2.0"), "revenue-2025", ""),
        (changed(CLAIM, "schema:value", '"20 billion"'), "revenue-2025", ""),
        (without("c:revenue-fy2026", "kg:statedHigh"), "revenue-fy2026", ""),
        (changed("c:revenue-fy2026", "kg:statedLow", "16000000000.0"), "revenue-fy2026", "kg:statedLow"),
        (changed(CLAIM, "schema:minValue", "30000000000.0"), "revenue-2025", "schema:minValue"),
        (without(CLAIM, "kg:start"), "revenue-2025", ""),
        (changed(CLAIM, "kg:end", '"2024-01-01"^^xsd:date'), "revenue-2025", "kg:start"),
        (changed("c:valuation", "kg:asOf", '"October"'), "valuation", "kg:asOf"),
        (without("c:founded", "kg:undated"), "founded", ""),
        (without(POSITION, "oa:end"), "revenue-2025", "kg:evidence"),
        (changed(POSITION, "oa:start", "18"), "revenue-2025", "kg:evidence"),
        (without(EVIDENCE, "oa:hasSelector"), "revenue-2025", "kg:evidence"),
        (changed(EVIDENCE, "oa:hasSource", "s:podcast"), "revenue-2025", "kg:evidence"),
        (changed("s:paper", "kg:length", "20"), "revenue-2025", "kg:evidence"),
        (changed(INPUT, "prov:entity", "c:nothing"), "loss-2025", "prov:qualifiedDerivation"),
        (changed(INPUT, "kg:inputName", "'costs'"), "loss-2025", "kg:formula"),
        (changed("c:loss-2025", "kg:formula", "'expenses -'"), "loss-2025", "kg:formula"),
        (changed(INPUT, "prov:entity", "c:loss-2025"), "loss-2025", "prov:wasDerivedFrom"),
        (plus(f"{CLAIM} kg:segment 'a', 'b'"), "revenue-2025", "kg:segment"),
        (plus(f"{CLAIM} a schema:Claim", "g:podcast"), "revenue-2025", ""),
        (changed(CLAIM, "qudt:hasUnit", "<http://qudt.org/vocab/unit/FOOBAR>"), "revenue-2025", ""),
        (changed(CLAIM, "kg:reviewState", "kg:exact"), "revenue-2025", "kg:reviewState"),
        (changed("s:paper", "kg:sha256", "'xyz'"), "paper", "kg:sha256"),
        (changed("s:paper", "kg:reliability", "1.5"), "paper", "kg:reliability"),
        (without("s:paper", "kg:sourceType"), "paper", "kg:sourceType"),
        (changed("e:openai", "kg:entityType", "'animal'"), "openai", "kg:entityType"),
        (changed("e:openai", "kg:partOf", "e:nobody"), "openai", "kg:partOf"),
        (changed("m:net_loss", "skos:broader", "m:nothing"), "net_loss", "skos:broader"),
        (without("m:revenue", "kg:kind"), "revenue", "kg:kind"),
    ],
)
def test_each_fault_is_found_at_its_place(memory, prefix, change, focus, path):
    memory.store.update(PROLOGUE + change)
    errors = {(result.focus, result.path) for result in validate(memory.store, prefix) if result.severity == "error"}
    assert (focus, path) in errors


def test_a_circle_of_derivations_is_found_once(memory, prefix):
    memory.store.update(
        PROLOGUE
        + plus(
            "c:valuation kg:formula 'x' ; prov:qualifiedDerivation c:step . c:step a prov:Derivation ; prov:entity c:loss-2025 ; kg:inputName 'x'"
        )
    )
    circles = [result for result in validate(memory.store, prefix) if result.path == "prov:wasDerivedFrom"]
    assert [result.message for result in circles] == ["claims derive from themselves: loss-2025, valuation"]


def test_a_speaker_who_is_no_entity_is_a_warning(memory, prefix):
    memory.store.update(PROLOGUE + changed(CLAIM, "prov:wasAttributedTo", "e:nobody"))
    assert ("warning", "claim", "revenue-2025", "prov:wasAttributedTo") in found_in(memory, prefix)


def test_results_are_plain_data(memory, prefix):
    memory.store.update(PROLOGUE + changed(CLAIM, "kg:status", "kg:certain"))
    first = validate(memory.store, prefix)[0]
    assert first == ShapeResult(
        "error",
        "claim",
        "revenue-2025",
        "kg:status",
        "a claim has exactly one status: reported, estimated, projected, target, rumoured, hypothetical or illustrative",
        "kg:certain",
    )
    assert first.as_json()["focus"] == "revenue-2025"


def test_the_base_of_the_articles_is_sound_and_quickly_validated():
    workspace = Workspace.open(REPOSITORY)
    base, prefix = load_base(workspace), workspace.settings.base
    store = ox.Store()
    lines = [line for source in base.sources for line in source_quads(prefix, base, source)]
    store.load("".join([*lines, *vocabulary_quads(prefix, base)]).encode(), format=ox.RdfFormat.N_QUADS)
    started = time.monotonic()
    assert [result for result in validate(store, prefix) if result.severity == "error"] == []
    assert time.monotonic() - started < 10
