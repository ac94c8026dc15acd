"""The base as RDF: the graph of ``kg build``, in one order of its statements, so that the same base gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.graph import literals
from kg.graph.descriptions import A, spelled
from kg.graph.names import DCTERMS, OA, PROV, RDFS, SCHEMA, Names, encode, last_segment, prefixes
from kg.graph.reader import nodes_of
from kg.graph.statements import source_quads, vocabulary_quads
from kg.model.base import Base
from kg.model.errors import UsageError
from kg.model.vocabulary import Rule
from kg.model.waiver import Waiver

if TYPE_CHECKING:
    import pyoxigraph as ox

_RULE: Final = f"{PROV}Plan"
_ANNOTATION, _TARGET, _REASON = f"{OA}Annotation", f"{OA}hasTarget", f"{OA}bodyValue"
_WAIVING: Final = f"{OA}assessing"
_PLACE, _UNTIL, _BY = f"{DCTERMS}isPartOf", f"{DCTERMS}valid", f"{DCTERMS}creator"
_TEXT, _SEVERITY, _LABEL, _COMMENT = f"{SCHEMA}text", f"{SCHEMA}category", f"{RDFS}label", f"{RDFS}comment"


Waivers = Mapping[str, tuple[Waiver, ...]]
"""Waivers by the source in whose file they stand."""
NONE: Final[Waivers] = MappingProxyType({})


def quad_lines(prefix: str, base: Base, waivers: Waivers) -> Iterator[str]:
    """The N-Quads of sources, claims, waivers, vocabulary and the rules that are the workspace's own."""
    for source in sorted(base.sources):
        yield from source_quads(prefix, base, source)
        yield from _waiver_lines(prefix, source, waivers.get(source, ()))
    yield from vocabulary_quads(prefix, base)
    yield from _rule_lines(prefix, base.vocabulary.rules)


def _rule_lines(prefix: str, rules: Iterable[Rule]) -> Iterator[str]:
    ending = f" <{Names(prefix).vocabulary_graph}> .\n"
    for rule in rules:
        statements = [
            (A, f"<{_RULE}>"),
            (f"<{_TEXT}>", literals.text(rule.rule)),
            (f"<{_SEVERITY}>", literals.text(rule.severity)),
            *((f"<{_LABEL}>", literals.text_in(words, tag)) for tag, words in rule.label.items()),
            *((f"<{_COMMENT}>", literals.text_in(words, tag)) for tag, words in rule.explanation.items()),
        ]
        yield spelled(f"<{prefix}rule/{encode(rule.id)}>", statements, ending)


def _waiver_lines(prefix: str, source: str, waivers: Iterable[Waiver]) -> Iterator[str]:
    """A waiver is a Web Annotation of a finding: the reason is its body."""
    names = Names(prefix)
    subject = names.source(source)
    for number, waiver in enumerate(waivers, 1):
        statements = [
            (A, f"<{_ANNOTATION}>"),
            (f"<{OA}motivatedBy>", f"<{_WAIVING}>"),
            (f"<{_TARGET}>", f"<{prefix}finding/{encode(waiver.finding)}>"),
            (f"<{_REASON}>", literals.text(waiver.reason)),
            (f"<{_PLACE}>", f"<{subject}>"),
        ]
        statements += [(f"<{_UNTIL}>", literals.day(waiver.until.isoformat()))] if waiver.until else []
        statements += [(f"<{_BY}>", literals.text(waiver.by))] if waiver.by else []
        iri = names.part(subject, f"waiver-{number:04}")
        yield spelled(f"<{iri}>", statements, f" <{names.source_graph(source)}> .\n")


def waivers_of(quads: Iterable[Any]) -> dict[str, tuple[Waiver, ...]]:
    """The waivers of a graph by source, in the order of their numbers."""
    found: dict[str, list[Waiver]] = {}
    for node in sorted(nodes_of(quads).values(), key=lambda node: node.iri):
        if any(term.value == _WAIVING for term in node.all(f"{OA}motivatedBy")):
            until = node.get(_UNTIL)
            ends = date.fromisoformat(until) if until else None
            waiver = Waiver(last_segment(node.one(_TARGET)), node.one(_REASON), ends, node.get(_BY))
            found.setdefault(last_segment(node.one(_PLACE)), []).append(waiver)
    return {source: tuple(waivers) for source, waivers in found.items()}


def rules_of(quads: Iterable[Any]) -> tuple[Rule, ...]:
    """The rules of a graph, by id."""
    found = (node for node in nodes_of(quads).values() if any(term.value == _RULE for term in node.all(_TYPE)))
    rules = (
        Rule(last_segment(n.iri), n.one(_TEXT), n.get(_SEVERITY) or "error", n.texts(_LABEL), n.texts(_COMMENT))
        for n in found
    )
    return tuple(sorted(rules, key=lambda rule: rule.id))


_TYPE: Final = A.strip("<>")


def quads_of(prefix: str, base: Base, waivers: Waivers = NONE) -> list[ox.Quad]:
    """All statements, each once, by graph, subject, predicate and object."""
    import pyoxigraph as ox

    found = {str(quad): quad for quad in ox.parse("".join(quad_lines(prefix, base, waivers)), ox.RdfFormat.N_QUADS)}
    return sorted(found.values(), key=lambda quad: (str(quad.graph_name), str(quad.triple)))


def _serialized(quads: Iterable[Any], form: Any, prefix: str) -> str:
    import pyoxigraph as ox

    short = {name: iri for name, iri in prefixes(prefix).items() if form in (ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE)}
    written = ox.serialize(quads, format=form, prefixes=short or None)
    assert written is not None
    head: list[str] = []
    body: list[str] = []
    for line in written.decode().split("\n"):
        (head if line.startswith("@prefix ") and not body else body).append(line)
    return "\n".join([*sorted(head), *body])


def as_nquads(prefix: str, base: Base, waivers: Waivers = NONE) -> str:
    """N-Quads, sorted."""
    import pyoxigraph as ox

    return _serialized(quads_of(prefix, base, waivers), ox.RdfFormat.N_QUADS, prefix)


def as_trig(prefix: str, base: Base, waivers: Waivers = NONE) -> str:
    """TriG: a block a named graph."""
    import pyoxigraph as ox

    return _serialized(quads_of(prefix, base, waivers), ox.RdfFormat.TRIG, prefix)


def as_turtle(prefix: str, base: Base, waivers: Waivers = NONE) -> str:
    """Turtle: the union of the graphs."""
    import pyoxigraph as ox

    triples = {str(quad.triple): quad.triple for quad in quads_of(prefix, base, waivers)}
    return _serialized([triples[key] for key in sorted(triples)], ox.RdfFormat.TURTLE, prefix)


def as_jsonld(prefix: str, base: Base, waivers: Waivers = NONE) -> str:
    """JSON-LD in its expanded form, an object a named graph."""
    import pyoxigraph as ox

    data = json.loads(_serialized(quads_of(prefix, base, waivers), ox.RdfFormat.JSON_LD, prefix))
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def quads_in(text: str, form: str) -> list[ox.Quad]:
    """The statements of an RDF document (nquads, trig, turtle or jsonld). Raises UsageError for another."""
    import pyoxigraph as ox

    formats = {
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    try:
        return list(ox.parse(text, formats[form]))
    except (SyntaxError, ValueError, OSError) as error:
        raise UsageError(f"no {form}: {error}") from error
