from __future__ import annotations

import networkx as nx

from kg.graph.views import derivations, surroundings


def test_inputs_lead_to_what_derives_from_them(memory):
    graph = derivations(memory.store)
    assert nx.is_directed_acyclic_graph(graph)
    assert sorted(graph.edges(data="name")) == [
        ("revenue-2025", "loss-2025", "revenue"),
        ("valuation", "loss-2025", "expenses"),
    ]
    assert graph.nodes["loss-2025"]["formula"] == "expenses - revenue"


def test_claims_lead_to_sources_and_entities(memory):
    graph = surroundings(memory.store)
    claim = ("claim", "revenue-fy2026")
    assert {(other, relation) for _, other, relation in graph.out_edges(claim, data="relation")} == {
        (("source", "paper"), "quoted from"),
        (("entity", "openai"), "about"),
        (("entity", "sam-altman"), "attributed to"),
    }
    assert graph.nodes["source", "paper"] == {"kind": "source", "label": "paper"}
    assert graph.in_degree(("source", "podcast")) == 3
