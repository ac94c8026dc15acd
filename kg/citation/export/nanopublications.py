"""Nanopublications (https://nanopub.net/guidelines): one a claim, of a head and three named graphs.

The assertion says what is claimed, the provenance whose claim it is and where it stands, the publication info who
publishes it. They are not signed: whoever publishes them does that with a key of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.citation.export.tabular import sorted_claims
from kg.graph.names import DCTERMS, KG, OA, PROV, RDF, RDFS, SCHEMA, XSD, Names, encode, prefixes
from kg.graph.statements import source_lines
from kg.model.base import Base
from kg.model.claim import Claim

if TYPE_CHECKING:
    import pyoxigraph as ox

NP: Final = "http://www.nanopub.org/nschema#"
_PROVENANCE: Final = frozenset(
    (f"{PROV}wasQuotedFrom", f"{PROV}wasAttributedTo", f"{KG}evidence", f"{KG}surfaceForm", f"{KG}order")
)
_REVIEW: Final = frozenset(f"{KG}{name}" for name in ("reviewState", "reviewedOn", "reviewedBy", "reviewNote"))


def as_nanopublications(prefix: str, title: str, base: Base) -> str:
    """All claims as one TriG document."""
    import pyoxigraph as ox

    short = "".join(
        f"@prefix {name}: <{iri}> .\n" for name, iri in sorted({**prefixes(prefix), "np": NP}.items()) if name != "g"
    )
    bodies = []
    for claim in sorted_claims(base):
        quads = list(nanopublication(prefix, title, base, claim))
        text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes={**prefixes(prefix), "np": NP})
        assert text is not None
        bodies += [line for line in text.decode().split("\n") if not line.startswith("@prefix ")]
    return "\n".join([short, *bodies]).rstrip("\n") + "\n"


def nanopublication(prefix: str, title: str, base: Base, claim: Claim) -> Iterator[ox.Quad]:
    """The quads of one nanopublication, by graph."""
    import pyoxigraph as ox

    iri = f"{prefix}nanopub/{encode(claim.id)}"
    names, node = Names(prefix), ox.NamedNode
    part = {name: node(names.part(iri, name)) for name in ("Head", "assertion", "provenance", "pubinfo")}
    publication, subject = node(iri), node(names.claim(claim.id))

    def quads(graph: str, *triples: tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]) -> Iterator[ox.Quad]:
        return (ox.Quad(s, node(p), o, part[graph]) for s, p, o in triples)

    yield from quads(
        "Head",
        (publication, f"{RDF}type", node(f"{NP}Nanopublication")),
        (publication, f"{NP}hasAssertion", part["assertion"]),
        (publication, f"{NP}hasProvenance", part["provenance"]),
        (publication, f"{NP}hasPublicationInfo", part["pubinfo"]),
    )
    told = list(_told(prefix, base, claim))
    own = names.part(names.claim(claim.id), "")
    for quad in told:
        about_claim = quad.subject == subject or str(quad.subject).startswith(f"<{own}")
        if about_claim and quad.predicate.value not in _PROVENANCE | _REVIEW:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, part["assertion"])
    source = node(names.source(claim.source))
    yield from quads("provenance", (part["assertion"], f"{PROV}hadPrimarySource", source))
    speaker = names.entity(claim.attributed_to) if claim.attributed_to else names.source(claim.source)
    yield from quads("provenance", (part["assertion"], f"{PROV}wasAttributedTo", node(speaker)))
    for quad in told:
        if quad.predicate.value in _PROVENANCE or str(quad.predicate.value).startswith(OA):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, part["provenance"])
    record = base.sources.get(claim.source)
    if record is not None:
        name = ox.Literal(record.title or record.description or record.id)
        yield from quads("provenance", (source, f"{SCHEMA}name", name))
    publisher = node(prefix)
    yield from quads(
        "pubinfo",
        (publication, f"{DCTERMS}creator", publisher),
        (publication, f"{PROV}wasAttributedTo", publisher),
        (publisher, f"{RDFS}label", ox.Literal(title)),
    )
    if claim.review.on is not None:
        created = ox.Literal(f"{claim.review.on}T00:00:00Z", datatype=node(f"{XSD}dateTime"))
        yield from quads("pubinfo", (publication, f"{DCTERMS}created", created))
    for quad in told:
        if quad.predicate.value in _REVIEW:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, part["pubinfo"])


def _told(prefix: str, base: Base, claim: Claim) -> list[ox.Quad]:
    """What the graph says of a claim, sorted."""
    import pyoxigraph as ox

    alone = Base({}, (claim,), base.vocabulary)
    quads = {
        str(quad): quad
        for quad in ox.parse("".join(source_lines(prefix, alone, claim.source, [claim])), ox.RdfFormat.N_QUADS)
    }
    return [quads[key] for key in sorted(quads)]
