"""The base as a network of claims, sources, entities and metrics: GraphML and GEXF, for Gephi, yEd or networkx."""

from __future__ import annotations

import re
from typing import Any

from kg.citation.export.tabular import sorted_claims
from kg.citation.formatting import claim_figure
from kg.citation.inline import shown
from kg.model.base import Base


def network(base: Base) -> Any:
    """A networkx.MultiDiGraph; nodes are called kind:id and carry kind and label, edges carry relation."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    vocabulary = base.vocabulary

    def add(kind: str, identifier: str, label: str, **more: str) -> str:
        name = f"{kind}:{identifier}"
        if name not in graph:
            graph.add_node(name, kind=kind, label=shown(label), **{key: shown(value) for key, value in more.items()})
        return name

    claims = sorted_claims(base)
    for source in sorted(base.sources.values(), key=lambda source: source.id):
        add("source", source.id, source.title or source.description or source.id, type=source.type)
    for claim in claims:
        values = {"value": "/".join(claim.values), "unit": claim.unit, "status": claim.status.value}
        time = claim.period or claim.as_of or ""
        add("claim", claim.id, claim_figure(claim, "en"), **values, time=time, exact=claim.exact)
    for claim in claims:
        node = f"claim:{claim.id}"
        entity, metric = vocabulary.entity(claim.entity), vocabulary.metric(claim.metric)
        links = [
            ("quoted from", f"source:{claim.source}"),
            ("about", add("entity", entity.id, entity.name("en"), type=entity.type)),
            ("measures", add("metric", metric.id, metric.name("en"), type=metric.kind.value)),
        ]
        if claim.attributed_to:
            speaker = vocabulary.entity(claim.attributed_to)
            links.append(("attributed to", add("entity", speaker.id, speaker.name("en"), type=speaker.type)))
        if claim.derived:
            links += [(f"derived from as {name}", f"claim:{other}") for name, other in sorted(claim.derived.inputs.items())]
        for relation, other in links:
            graph.add_edge(node, other, key=relation, relation=relation)
    return graph


def as_graphml(base: Base) -> str:
    """GraphML."""
    import networkx as nx

    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(network(base))) + "\n"


def as_gexf(base: Base) -> str:
    """GEXF 1.2, without the day on which it was written."""
    import networkx as nx

    numbered = nx.MultiDiGraph()
    graph = network(base)
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (start, end, data) in enumerate(graph.edges(data=True)):
        numbered.add_edge(start, end, key=number, label=data["relation"])
    text = "\n".join(nx.generate_gexf(numbered, version="1.2draft"))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"
