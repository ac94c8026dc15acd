"""Whether a graph holds to the shapes (SHACL, by pySHACL), and what shapes cannot say.

Nodes are validated in chunks, each with the parts it is made of and the classes of what it points to, so that memory
stays flat however large the base (about 4 ms a claim).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.graph.doubts import UNIT, Stated, doubts, is_below_zero
from kg.graph.names import KG, OA, PROV, RDF, SCHEMA, TIME, XSD, GraphError, Names, last_segment, prefixes
from kg.graph.reader import Node, Nodes, claims_in, nodes_of
from kg.graph.results import Term, shortened
from kg.model.claim import Claim
from kg.model.errors import FormulaError
from kg.model.formula import PUBLISHED, names_in, parse_formula
from kg.model.superlative import SUPERLATIVE, parse_superlative
from kg.vocabulary.loading import vocabulary_text

if TYPE_CHECKING:
    import pyoxigraph as ox

CHUNK: Final = 1000
_TYPE: Final = f"{RDF}type"
_CLAIM: Final = f"{SCHEMA}Claim"
_PARTS: Final = (f"{KG}evidence", f"{OA}hasSelector", f"{PROV}qualifiedDerivation", f"{SCHEMA}author", f"{SCHEMA}publisher")
_CLASSES: Final = {
    _CLAIM: "claim",
    f"{KG}Source": "source",
    f"{KG}Entity": "entity",
    f"{KG}Metric": "metric",
    f"{TIME}ProperInterval": "period",
}
_SH: Final = "http://www.w3.org/ns/shacl#"
_SEVERITIES: Final = {f"{_SH}Violation": "error", f"{_SH}Warning": "warning", f"{_SH}Info": "info"}


@dataclass(frozen=True, slots=True, order=True)
class ShapeResult:
    """One thing wrong with one node.

    ``severity`` is error, warning or info; ``kind`` is claim, source, entity, metric or period, and ``focus`` the node's id;
    ``path`` is the property, shortened ("" when it is the node as a whole); ``value`` the offending term, if one.
    """

    severity: str
    kind: str
    focus: str
    path: str
    message: str
    value: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """As a plain mapping for ``--format json``."""
        return {name: getattr(self, name) for name in ("severity", "kind", "focus", "path", "message", "value")}


def validate(store: ox.Store, prefix: str, chunk: int = CHUNK) -> list[ShapeResult]:
    """Everything wrong with a graph, errors first. ``store`` is an open pyoxigraph store; all its named graphs count."""
    found: set[ShapeResult] = set()
    short = prefixes(prefix)
    for kind_iri in _CLASSES:
        for subjects in _chunks(_instances(store, kind_iri), chunk):
            nodes = nodes_of(_neighbourhood(store, subjects))
            results = list(_shape_results(nodes, subjects, kind_iri, short))
            found.update(results)
            if kind_iri == _CLAIM:
                found.update(_claim_results(store, nodes, subjects, {r.focus for r in results if r.severity == "error"}))
    found.update(_cycles(store))
    return sorted(
        found,
        key=lambda result: (
            list(_SEVERITIES.values()).index(result.severity),
            result.kind,
            result.focus,
            result.path,
            result.message,
        ),
    )


def _instances(store: ox.Store, kind: str) -> list[str]:
    import pyoxigraph as ox

    quads = store.quads_for_pattern(None, ox.NamedNode(_TYPE), ox.NamedNode(kind))
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def _chunks(subjects: list[str], size: int) -> Iterator[list[str]]:
    return (subjects[at : at + size] for at in range(0, len(subjects), size))


def _neighbourhood(store: ox.Store, subjects: Iterable[str]) -> Iterator[Any]:
    """The statements of nodes and of their parts, and the classes of whatever they point to."""
    import pyoxigraph as ox

    kind = ox.NamedNode(_TYPE)
    waiting, seen, pointed_to = list(subjects), set(subjects), set()
    while waiting:
        for quad in store.quads_for_pattern(ox.NamedNode(waiting.pop()), None, None):
            yield quad
            if not isinstance(quad.object, ox.NamedNode) or quad.predicate == kind:
                continue
            if quad.predicate.value in _PARTS and quad.object.value not in seen:
                seen.add(quad.object.value)
                waiting.append(quad.object.value)
            pointed_to.add(quad.object.value)
    for iri in sorted(pointed_to - seen):
        for predicate in (kind, *(ox.NamedNode(f"{KG}{name}") for name in ("length", "dimension", "sign"))):
            yield from store.quads_for_pattern(ox.NamedNode(iri), predicate, None)


@cache
def _shapes() -> Any:
    import rdflib

    return rdflib.Graph().parse(data=vocabulary_text("shapes.ttl"), format="turtle")


def _shapes_for(kind: str, subjects: Iterable[str]) -> Any:
    """The shapes, with those that target a class aimed at some of its nodes only, and all others at none.

    (pySHACL's own options for this, use_shapes and focus_nodes, also pass over the shapes that these refer to.)
    """
    import rdflib

    target = rdflib.URIRef(f"{_SH}targetClass")
    shapes = rdflib.Graph()
    for triple in _shapes():
        if triple[1] != target:
            shapes.add(triple)
    nodes = [rdflib.URIRef(iri) for iri in subjects]
    for shape in _shapes().subjects(target, rdflib.URIRef(kind)):
        for node in nodes:
            shapes.add((shape, rdflib.URIRef(f"{_SH}targetNode"), node))
    return shapes


def _graph(nodes: Nodes) -> Any:
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for node in nodes.values():
        subject = rdflib.URIRef(node.iri)
        for predicate, terms in node.said.items():
            for term in terms:
                if term.is_iri:
                    value: Any = rdflib.URIRef(term.value)
                else:
                    datatype = rdflib.URIRef(term.datatype) if term.datatype != f"{XSD}string" else None
                    value = rdflib.Literal(
                        term.value, term.language or None, None if term.language else datatype, normalize=False
                    )
                graph.add((subject, rdflib.URIRef(predicate), value))
    return graph


def _shape_results(nodes: Nodes, subjects: list[str], kind_iri: str, short: Mapping[str, str]) -> Iterator[ShapeResult]:
    import pyshacl
    import rdflib

    _, report, _ = pyshacl.validate(_graph(nodes), shacl_graph=_shapes_for(kind_iri, subjects), inplace=True)

    def name(local: str) -> Any:
        return rdflib.URIRef(_SH + local)

    for result in report.objects(None, name("result")):
        focus = report.value(result, name("focusNode"))
        path, value = report.value(result, name("resultPath")), report.value(result, name("value"))
        message = report.value(result, name("resultMessage"))
        yield ShapeResult(
            _SEVERITIES[str(report.value(result, name("resultSeverity")))],
            _CLASSES[kind_iri],
            last_segment(str(focus)),
            shortened(Term("uri", str(path)), short) if isinstance(path, rdflib.URIRef) else "",
            str(message),
            None if value is None or value == focus else _shown(value, short),
        )


def _shown(value: Any, short: Mapping[str, str]) -> str:
    import rdflib

    return shortened(Term("uri", str(value)), short) if isinstance(value, rdflib.URIRef) else str(value)


def _claim_results(store: ox.Store, nodes: Nodes, subjects: list[str], broken: set[str]) -> Iterator[ShapeResult]:
    """What shapes cannot say of claims; those they found broken cannot be read."""
    for iri in subjects:
        node = nodes[iri]
        graphs = _graphs_of(store, iri)
        if len(graphs) > 1:
            message = f"the claim is said in {len(graphs)} graphs: {', '.join(map(last_segment, graphs))}"
            yield ShapeResult("error", "claim", last_segment(iri), "", message)
        if last_segment(iri) in broken:
            continue
        try:
            (claim,) = claims_in({iri: node, **{part.iri: part for part in _parts(nodes, node)}})
            yield from _against_claim(claim, node, nodes)
            yield from _doubts(claim, node, nodes)
            yield from _among_nobody(store, claim, iri)
        except GraphError as error:
            yield ShapeResult("error", "claim", last_segment(iri), "", str(error))


def _graphs_of(store: ox.Store, iri: str) -> list[str]:
    import pyoxigraph as ox

    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(_TYPE), ox.NamedNode(_CLAIM))
    return sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)})


def _parts(nodes: Nodes, node: Node) -> Iterator[Node]:
    return (nodes[term.value] for term in node.all(f"{PROV}qualifiedDerivation") if term.value in nodes)


def _against_claim(claim: Claim, node: Node, nodes: Nodes) -> Iterator[ShapeResult]:
    def result(path: str, message: str, value: str | None = None) -> ShapeResult:
        return ShapeResult("error", "claim", claim.id, path, message, value)

    if claim.unit != "date" and len(claim.values) == 2 and _above(claim.values[0], claim.values[1]):
        yield result("kg:statedLow", "the range goes down", f"{claim.values[0]} to {claim.values[1]}")
    if claim.at is not None:
        place = nodes[node.one(f"{KG}evidence")]
        if place.get(f"{OA}hasSource") != node.get(f"{PROV}wasQuotedFrom"):
            yield result("kg:evidence", "the evidence is of another source", place.name(f"{OA}hasSource"))
        source = nodes.get(node.one(f"{PROV}wasQuotedFrom"))
        length = source.get(f"{KG}length") if source else None
        if length is not None and claim.at[1] > int(length):
            message = f"the figure ends at {claim.at[1]}, beyond the {length} characters of its source's text"
            yield result("kg:evidence", message)
        for selector in map(nodes.get, (term.value for term in place.all(f"{OA}hasSelector"))):
            if selector and selector.get(f"{OA}start") and selector.get(f"{OA}start") != str(claim.at[0]):
                yield result("kg:evidence", "the position selector and the fragment differ", selector.get(f"{OA}start"))
    if claim.derived is not None:
        try:
            needed = set(names_in(parse_formula(claim.derived.formula))) - {PUBLISHED}
        except FormulaError as error:
            yield result("kg:formula", str(error))
            return
        if needed != set(claim.derived.inputs):
            lacking = ", ".join(sorted(needed ^ set(claim.derived.inputs)))
            yield result("kg:formula", f"the formula and its inputs do not match in {lacking}", claim.derived.formula)


def _doubts(claim: Claim, node: Node, nodes: Nodes) -> Iterator[ShapeResult]:
    """Where a figure is of another kind than its metric: mostly one of the two is mistaken."""
    metric = nodes.get(node.one(f"{SCHEMA}variableMeasured"))
    if metric is None:
        return
    stated = Stated(claim.metric, claim.unit, claim.per, below_zero=is_below_zero(claim.unit, claim.values[0]))
    for doubt in doubts(stated, metric.get(f"{KG}dimension"), metric.get(f"{KG}sign")):
        value = claim.unit if doubt.path == UNIT else claim.values[0]
        yield ShapeResult("warning", "claim", claim.id, doubt.path, doubt.message, value)


def _among_nobody(store: ox.Store, claim: Claim, iri: str) -> Iterator[ShapeResult]:
    """A superlative among what an entity has, and no such entity."""
    import pyoxigraph as ox

    among = parse_superlative(claim.qualifiers[SUPERLATIVE]).among if SUPERLATIVE in claim.qualifiers else None
    if among is None:
        return
    entity = ox.NamedNode(Names(iri.rpartition("claim/")[0]).entity(among))
    if next(store.quads_for_pattern(entity, ox.NamedNode(_TYPE), ox.NamedNode(f"{KG}Entity")), None) is None:
        message = "the entity among whose figures it is the extreme is not described"
        yield ShapeResult("warning", "claim", claim.id, "kg:superlative", message, claim.qualifiers[SUPERLATIVE])


def _above(low: str, high: str) -> bool:
    from decimal import Decimal

    return Decimal(low) > Decimal(high)


def _cycles(store: ox.Store) -> Iterator[ShapeResult]:
    """Claims that derive from themselves, one result a cycle."""
    import networkx as nx

    from kg.graph.views import derivations

    graph = derivations(store)
    loops = [[claim] for claim in nx.nodes_with_selfloops(graph)]
    knots = [sorted(knot) for knot in nx.strongly_connected_components(graph) if len(knot) > 1]
    for cycle in sorted(loops + knots):
        message = f"claims derive from themselves: {', '.join(cycle)}"
        yield ShapeResult("error", "claim", cycle[0], "prov:wasDerivedFrom", message)
