"""Every term of our own that the graph uses is documented."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS

from kg.graph.descriptions import ENTITY_CLASSES, SOURCE_CLASSES
from kg.graph.names import KG
from kg.graph.statements import APPROXIMATIONS
from kg.model.claim import QUALIFIERS, ReviewState, Status
from kg.model.vocabulary import MetricKind
from kg.vocabulary.loading import vocabulary_text


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocabulary_text("ontology.ttl"), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocabulary_text("shapes.ttl"), format="turtle")


def own_terms(text: str) -> set[str]:
    found = set()
    for quad in ox.parse(text, ox.RdfFormat.N_QUADS):
        terms = [quad.predicate, quad.object]
        if isinstance(quad.object, ox.Literal):
            terms.append(quad.object.datatype)
        found |= {term.value for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(KG)}
    return found


def test_every_term_in_use_is_documented(ontology, nquads):
    names = {*QUALIFIERS, *Status, *ReviewState, *MetricKind, *APPROXIMATIONS.values()}
    used = own_terms(nquads) | {KG + name for name in names}
    used |= {iri for iri in (*ENTITY_CLASSES.values(), *SOURCE_CLASSES.values()) if iri.startswith(KG)}
    for iri in sorted(used):
        term = rdflib.URIRef(iri)
        assert {label.language for label in ontology.objects(term, RDFS.label)} == {"en", "fr"}, iri
        assert ontology.value(term, RDFS.comment), iri
        assert ontology.value(term, RDF.type), iri


def test_terms_that_the_shapes_name_are_documented(ontology, shapes):
    named = {term for triple in shapes for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(KG)}
    undocumented = {term for term in named if not str(term).endswith("Shape")} - set(ontology.subjects(RDFS.label))
    assert not undocumented


def test_every_qualifier_is_one_to_reasoners_too(ontology):
    qualifiers = set(ontology.subjects(RDFS.subPropertyOf, rdflib.URIRef(f"{KG}qualifier")))
    assert qualifiers == {rdflib.URIRef(KG + name) for name in QUALIFIERS}


def test_the_ontology_has_nothing_twice(ontology):
    for term in set(ontology.subjects(RDFS.label)):
        for language in ("en", "fr"):
            labels = [label for label in ontology.objects(term, RDFS.label) if label.language == language]
            assert len(labels) == 1, term
