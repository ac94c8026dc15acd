"""The inverse of ``kg.graph.statements``: quads -> claims, sources, entities and metrics, without loss.

Quads may come from pyoxigraph or rdflib, of one named graph or of many, in any order, said once or twice. What RDF
cannot say is not kept: the order of aliases and cues (they come sorted), the letter case of language tags, and
needless zeros of a claim's value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from kg.graph.names import DCTERMS, KG, OWL, PROV, QUDT_SCHEMA, RDF, RDFS, SCHEMA, SKOS, TIME, XSD, GraphError, last_segment
from kg.graph.statements import APPROXIMATIONS
from kg.model.claim import NO_QUALIFIERS, QUALIFIERS, Claim, Derivation, Review, ReviewState, Status, canonical_number
from kg.model.errors import KgError
from kg.model.period import CALENDAR_YEAR_END
from kg.model.quantity import Approximation
from kg.model.units import DATE, unit_of_iri
from kg.model.vocabulary import Entity, Metric, MetricKind, Source

T = TypeVar("T")
_HEDGES: Final = {f"{KG}{name}": Approximation(value) for value, name in APPROXIMATIONS.items()}
_AS_IN_FILES: Final = re.compile(r"0(\.\d+)?|1(\.0+)?")
_STRING: Final = f"{XSD}string"
_LABEL: Final = f"{RDFS}label"
_COMMENT: Final = f"{RDFS}comment"


@dataclass(frozen=True, slots=True)
class Term:
    """An object of a statement: an IRI, or a literal with its datatype's IRI (``language`` is "" when it states none)."""

    value: str
    is_iri: bool
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """All that a graph says of one subject."""

    iri: str
    said: dict[str, dict[Term, None]]

    def all(self, predicate: str) -> tuple[Term, ...]:
        """Every object of a predicate, in the order met."""
        return tuple(self.said.get(predicate, ()))

    def get(self, predicate: str) -> str | None:
        """The one object of a predicate, if any. Raises GraphError when there are several."""
        found = self.all(predicate)
        if len(found) > 1:
            message = f"<{self.iri}>: has {len(found)} values of <{predicate}>, expected one at most"
            raise GraphError(message)
        return found[0].value if found else None

    def one(self, predicate: str) -> str:
        """The one object of a predicate. Raises GraphError when there is none."""
        value = self.get(predicate)
        if value is None:
            message = f"<{self.iri}>: lacks <{predicate}>; build the graph again, or run `kg validate` on it"
            raise GraphError(message)
        return value

    def name(self, predicate: str) -> str | None:
        """The id in the IRI that is the one object of a predicate, if any."""
        value = self.get(predicate)
        return None if value is None else last_segment(value)

    def texts(self, predicate: str) -> dict[str, str]:
        """Literals by language, the first of each in alphabetical order."""
        return {language: values[0] for language, values in self.lists(predicate).items()}

    def lists(self, predicate: str) -> dict[str, tuple[str, ...]]:
        """Literals by language, sorted."""
        found: dict[str, list[str]] = {}
        for term in self.all(predicate):
            found.setdefault(term.language, []).append(term.value)
        return {language: tuple(sorted(values)) for language, values in sorted(found.items())}


Nodes = dict[str, Node]


def nodes_of(quads: Iterable[Any]) -> Nodes:
    """Statements by subject; graph names are not kept, blank nodes go by their label."""
    nodes: Nodes = {}
    for subject, predicate, term in map(_plain, quads):
        node = nodes.get(subject)
        if node is None:
            node = nodes[subject] = Node(subject, {})
        node.said.setdefault(predicate, {})[term] = None
    return nodes


def _plain(quad: Any) -> tuple[str, str, Term]:
    if hasattr(quad, "predicate"):  # pyoxigraph
        value = quad.object
        if hasattr(value, "datatype"):
            return (
                quad.subject.value,
                quad.predicate.value,
                Term(value.value, False, value.language or "", value.datatype.value),
            )
        return quad.subject.value, quad.predicate.value, Term(value.value, True)
    subject, predicate, value = quad[:3]  # rdflib
    if hasattr(value, "datatype"):
        return (
            str(subject),
            str(predicate),
            Term(str(value), False, (value.language or "").lower(), str(value.datatype or _STRING)),
        )
    return str(subject), str(predicate), Term(str(value), True)


def claims_of(quads: Iterable[Any]) -> list[Claim]:
    """The claims of a graph, by source, then in the order of their files. Raises GraphError when one is incomplete."""
    return claims_in(nodes_of(quads))


def claims_in(nodes: Nodes) -> list[Claim]:
    """``claims_of`` over statements already gathered."""
    found = [(node, _read(node, _claim, nodes)) for node in _instances(nodes, f"{SCHEMA}Claim")]
    found.sort(key=lambda pair: (pair[1].source, int(pair[0].get(f"{KG}order") or 0)))
    return [claim for _, claim in found]


def sources_of(quads: Iterable[Any]) -> dict[str, Source]:
    """The sources of a graph by id. Raises GraphError."""
    nodes = nodes_of(quads)
    return {source.id: source for node in _instances(nodes, f"{KG}Source") for source in [_read(node, _source, nodes)]}


def entities_of(quads: Iterable[Any]) -> dict[str, Entity]:
    """The entities of a graph by id. Raises GraphError."""
    nodes = nodes_of(quads)
    return {entity.id: entity for node in _instances(nodes, f"{KG}Entity") for entity in [_read(node, _entity, nodes)]}


def metrics_of(quads: Iterable[Any]) -> dict[str, Metric]:
    """The metrics of a graph by id. Raises GraphError."""
    nodes = nodes_of(quads)
    return {metric.id: metric for node in _instances(nodes, f"{KG}Metric") for metric in [_read(node, _metric, nodes)]}


def _instances(nodes: Nodes, kind: str) -> Iterator[Node]:
    wanted = Term(kind, True)
    return (node for node in nodes.values() if wanted in node.said.get(f"{RDF}type", ()))


def _read(node: Node, read: Callable[[Node, Nodes], T], nodes: Nodes) -> T:
    try:
        return read(node, nodes)
    except GraphError:
        raise
    except (KgError, ValueError, KeyError) as error:
        message = f"<{node.iri}>: {error}; build the graph again, or run `kg validate` on it"
        raise GraphError(message) from error


def _claim(node: Node, nodes: Nodes) -> Claim:
    unit = unit_of_iri(node.one(f"{QUDT_SCHEMA}hasUnit"))
    point = node.get(f"{SCHEMA}value")
    raw = (point,) if point is not None else (node.one(f"{KG}statedLow"), node.one(f"{KG}statedHigh"))
    return Claim(
        id=last_segment(node.iri),
        source=last_segment(node.one(f"{PROV}wasQuotedFrom")),
        exact=node.one(f"{KG}surfaceForm"),
        entity=last_segment(node.one(f"{SCHEMA}observationAbout")),
        metric=last_segment(node.one(f"{SCHEMA}variableMeasured")),
        values=raw if unit == DATE else tuple(canonical_number(value) for value in raw),
        unit=unit,
        status=Status(_own(node.one(f"{KG}status"))),
        at=_place(node),
        approximation=_HEDGES[node.one(f"{KG}approximation")],
        per=node.get(f"{KG}per"),
        qualifiers=_qualifiers(node),
        period=node.name(f"{TIME}hasTime"),
        as_of=node.get(f"{KG}asOf"),
        undated=node.get(f"{KG}undated"),
        attributed_to=node.name(f"{PROV}wasAttributedTo"),
        derived=_derivation(node, nodes),
        review=Review(
            ReviewState(_own(node.one(f"{KG}reviewState"))),
            node.get(f"{KG}reviewedBy"),
            node.get(f"{KG}reviewedOn"),
            node.get(f"{KG}reviewNote"),
        ),
        note=node.get(_COMMENT),
    )


def _own(iri: str) -> str:
    return iri.removeprefix(KG)


def _place(node: Node) -> tuple[int, int] | None:
    """The offsets in an RFC 5147 fragment."""
    evidence = node.get(f"{KG}evidence")
    if evidence is None:
        return None
    start, _, end = evidence.rpartition("char=")[2].partition(",")
    return int(start), int(end)


def _qualifiers(node: Node) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key in QUALIFIERS:
        predicate = f"{KG}{key}"
        value = node.get(predicate)
        if value is not None:
            found[key] = last_segment(value) if node.all(predicate)[0].is_iri else value
    return found or NO_QUALIFIERS


def _derivation(node: Node, nodes: Nodes) -> Derivation | None:
    formula = node.get(f"{KG}formula")
    if formula is None:
        return None
    inputs: dict[str, str] = {}
    for term in node.all(f"{PROV}qualifiedDerivation"):
        part = nodes[term.value]
        inputs[part.one(f"{KG}inputName")] = last_segment(part.one(f"{PROV}entity"))
    return Derivation(formula, inputs, node.get(f"{KG}derivationNote"))


def _source(node: Node, nodes: Nodes) -> Source:
    def named(predicate: str) -> list[str]:
        agents = sorted(node.all(predicate), key=lambda term: int(term.value.rpartition("=")[2] if "=" in term.value else 0))
        return [nodes[agent.value].one(f"{SCHEMA}name") for agent in agents]

    length, reliability = node.get(f"{KG}length"), node.get(f"{KG}reliability")
    return Source(
        id=last_segment(node.iri),
        type=node.one(f"{KG}sourceType"),
        title=node.get(f"{SCHEMA}name"),
        description=node.get(f"{SCHEMA}description"),
        authors=tuple(named(f"{SCHEMA}author")),
        publisher=next(iter(named(f"{SCHEMA}publisher")), None),
        url=node.get(f"{SCHEMA}url"),
        language=node.get(f"{SCHEMA}inLanguage"),
        published=node.get(f"{SCHEMA}datePublished"),
        published_basis=node.get(f"{KG}publishedBasis"),
        sha256=node.get(f"{KG}sha256"),
        length=None if length is None else int(length),
        rights=node.get(f"{DCTERMS}rights"),
        reliability=None if reliability is None else _share(reliability),
        note=node.get(_COMMENT),
    )


def _share(text: str) -> str:
    """A share as it was written (0.70), where it is written as files write it; else in plain digits."""
    return text if _AS_IN_FILES.fullmatch(text) else canonical_number(text)


def _entity(node: Node, _: Nodes) -> Entity:
    year_end = node.get(f"{KG}fiscalYearEnd")
    return Entity(
        id=last_segment(node.iri),
        type=node.one(f"{KG}entityType"),
        label=node.texts(_LABEL),
        aliases=node.lists(f"{SKOS}altLabel"),
        wikidata=node.name(f"{OWL}sameAs"),
        fiscal_year_end=CALENDAR_YEAR_END if year_end is None else year_end.removeprefix("--"),
        part_of=node.name(f"{KG}partOf"),
        note=node.get(_COMMENT),
        proposed=node.get(f"{KG}isProposed") == "true",
    )


def _metric(node: Node, _: Nodes) -> Metric:
    return Metric(
        id=last_segment(node.iri),
        kind=MetricKind(_own(node.one(f"{KG}kind"))),
        dimension=node.get(f"{KG}dimension"),
        label=node.texts(_LABEL),
        cues=node.lists(f"{KG}cue"),
        broader=node.name(f"{SKOS}broader"),
        compares_with=node.name(f"{KG}comparesWith"),
        sign=node.one(f"{KG}sign"),
        additive=node.one(f"{KG}additive") in ("true", "1"),
        description=node.texts(f"{SKOS}definition"),
        proposed=node.get(f"{KG}isProposed") == "true",
    )
