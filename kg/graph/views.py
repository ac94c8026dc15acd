"""The graph as networkx sees it: what derives from what, and what connects claims, sources and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.graph.names import KG, PROV, SCHEMA, last_segment
from kg.graph.reader import Nodes, nodes_of

if TYPE_CHECKING:
    import pyoxigraph as ox

LINKS: Final = {
    f"{PROV}wasQuotedFrom": ("source", "quoted from"),
    f"{SCHEMA}observationAbout": ("entity", "about"),
    f"{PROV}wasAttributedTo": ("entity", "attributed to"),
}
"""The properties that lead from a claim to its surroundings, with the kind of node there and the edge's name."""


def derivations(store: ox.Store) -> Any:
    """A networkx.DiGraph of claim ids with an edge from each input to the claim that derives from it.

    Edges carry ``name``, the input's name in the formula; derived claims carry ``formula``. A sound base gives a DAG.
    """
    import networkx as nx

    said = _said(store, f"{KG}formula", f"{PROV}qualifiedDerivation", f"{PROV}entity", f"{KG}inputName")
    graph = nx.DiGraph()
    for node in said.values():
        claim = last_segment(node.iri)
        if (formula := node.get(f"{KG}formula")) is not None:
            graph.add_node(claim, formula=formula)
        for part in node.all(f"{PROV}qualifiedDerivation"):
            step = said.get(part.value)
            source = step.name(f"{PROV}entity") if step else None
            if step and source:
                graph.add_edge(source, claim, name=step.get(f"{KG}inputName"))
    return graph


def surroundings(store: ox.Store) -> Any:
    """A networkx.MultiDiGraph of claims, sources and entities.

    Nodes are (kind, id) with kind claim, source or entity, and carry ``kind`` and ``label``; edges carry ``relation``.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in _said(store, *LINKS).values():
        claim = ("claim", last_segment(node.iri))
        for predicate, (kind, relation) in LINKS.items():
            for term in node.all(predicate):
                other = (kind, last_segment(term.value))
                graph.add_node(claim, kind="claim", label=claim[1])
                graph.add_node(other, kind=kind, label=other[1])
                graph.add_edge(claim, other, key=relation, relation=relation)
    return graph


def _said(store: ox.Store, *predicates: str) -> Nodes:
    """What a store says by some properties."""
    import pyoxigraph as ox

    return nodes_of(quad for name in predicates for quad in store.quads_for_pattern(None, ox.NamedNode(name), None))
