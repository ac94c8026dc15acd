"""The IRIs of the graph: namespaces, and the names minted under a workspace's own prefix.

Every string that becomes part of an IRI goes through ``encode``, whose output is what RFC 3986 calls unreserved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from kg.model.errors import KgError
from kg.model.units import OWN_UNITS, QUDT
from kg.model.vocabulary import why_reserved

KG: Final = "https://w3id.org/claims-kg/ns#"
SCHEMA: Final = "https://schema.org/"
PROV: Final = "http://www.w3.org/ns/prov#"
TIME: Final = "http://www.w3.org/2006/time#"
OA: Final = "http://www.w3.org/ns/oa#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
QUDT_SCHEMA: Final = "http://qudt.org/schema/qudt/"
WIKIDATA: Final = "http://www.wikidata.org/entity/"


class GraphError(KgError):
    """A claim, source or entity that cannot stand in a graph, or a graph that no claims can be read from."""


def encode(text: str) -> str:
    """A string as one segment of an IRI: all but letters, digits and ``-._~`` percent-encoded as UTF-8.

    Raises GraphError for text that is not Unicode (a lone surrogate).
    """
    try:
        segment = quote(text, safe="")
    except UnicodeEncodeError as error:
        message = f"{text!r}: holds half a character (a lone surrogate); type it anew"
        raise GraphError(message) from error
    # A dot segment would be taken for a step through folders wherever the IRI is resolved.
    return segment.replace(".", "%2E") if segment in (".", "..") else segment


def decode(segment: str) -> str:
    """The string that ``encode`` made a segment of."""
    return unquote(segment, errors="strict")


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one workspace, all under ``prefix`` (the ``base`` of its kg.toml, which ends in / or #)."""

    prefix: str

    def claim(self, identifier: str) -> str:
        """A claim."""
        return f"{self.prefix}claim/{encode(identifier)}"

    def entity(self, identifier: str) -> str:
        """Whom or what a claim is about, or who is quoted."""
        return f"{self.prefix}entity/{encode(identifier)}"

    def metric(self, identifier: str) -> str:
        """What is measured."""
        return f"{self.prefix}metric/{encode(identifier)}"

    def source(self, identifier: str) -> str:
        """A text that claims are taken from."""
        return f"{self.prefix}source/{encode(identifier)}"

    def period(self, label: str) -> str:
        """A period, by its label (fiscal labels: whichever days the entity's fiscal year gives them)."""
        return f"{self.prefix}period/{encode(label)}"

    def date(self, iso: str) -> str:
        """The instant that a day begins with."""
        return f"{self.prefix}date/{encode(iso)}"

    def source_graph(self, source: str) -> str:
        """The named graph that holds a source and its claims. Raises GraphError for a reserved name."""
        if (why := why_reserved(source)) is not None:
            raise GraphError(f"{why}: rename it")
        return f"{self.prefix}graph/{encode(source)}"

    @property
    def vocabulary_graph(self) -> str:
        """The named graph of entities and metrics."""
        return f"{self.prefix}graph/vocabulary"

    @property
    def findings_graph(self) -> str:
        """The named graph of what the checks found."""
        return f"{self.prefix}graph/findings"

    @property
    def periods_graph(self) -> str:
        """The named graph of the calendar: what holds of periods whoever speaks of them, said once for all sources."""
        return f"{self.prefix}graph/periods"

    def part(self, iri: str, name: str) -> str:
        """A named part of a resource: its fragment ``name``, or a step below it where the prefix has a # already."""
        return f"{iri}{'/' if '#' in self.prefix else '#'}{name}"

    def evidence(self, source: str, at: tuple[int, int]) -> str:
        """A place in a source's text: code points, end exclusive, as an RFC 5147 fragment."""
        return self.part(self.source(source), f"char={at[0]},{at[1]}")

    def identifier(self, iri: str, kind: str) -> str | None:
        """The inverse: the id that ``iri`` was minted of, or None when it is no ``kind`` (claim, entity ...) of ours."""
        start = f"{self.prefix}{kind}/"
        segment = iri.removeprefix(start)
        if segment == iri or "#" in segment or "/" in segment:
            return None
        return decode(segment)


def graph_iri(prefix: str, source: str) -> str:
    """The named graph of a source. Raises GraphError for a reserved name."""
    return Names(prefix).source_graph(source)


def last_segment(iri: str) -> str:
    """The id in an IRI of this scheme, whatever the prefix: its last segment, decoded."""
    return decode(iri.rpartition("/")[2])


def prefixes(prefix: str) -> dict[str, str]:
    """The short names that queries and tables may use, those of the workspace's own things among them."""
    return {
        "kg": KG,
        "schema": SCHEMA,
        "prov": PROV,
        "time": TIME,
        "oa": OA,
        "owl": OWL,
        "dcterms": DCTERMS,
        "skos": SKOS,
        "xsd": XSD,
        "rdf": RDF,
        "rdfs": RDFS,
        "qudt": QUDT_SCHEMA,
        "unit": QUDT,
        "ownunit": OWN_UNITS,
        "wd": WIKIDATA,
        "c": f"{prefix}claim/",
        "e": f"{prefix}entity/",
        "m": f"{prefix}metric/",
        "s": f"{prefix}source/",
        "p": f"{prefix}period/",
        "g": f"{prefix}graph/",
    }
