"""Sources, periods, entities and metrics as statements, each a subject with its predicates and objects in N-Quads' spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.graph import literals
from kg.graph.literals import text
from kg.graph.names import DCTERMS, KG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, WIKIDATA, XSD, Names, encode
from kg.model.period import CALENDAR_YEAR_END, Period
from kg.model.vocabulary import Entity, Metric, Source

Statement = tuple[str, str]
"""A predicate and an object, both as N-Quads spells them."""

A: Final = f"<{RDF}type>"
COMMENT: Final = f"<{RDFS}comment>"
_LABEL: Final = f"<{RDFS}label>"
_NAME: Final = f"<{SCHEMA}name>"
_TRUE: Final = f'"true"^^<{XSD}boolean>'
_FALSE: Final = f'"false"^^<{XSD}boolean>'

ENTITY_CLASSES: Final = {
    "organization": f"{SCHEMA}Organization",
    "person": f"{SCHEMA}Person",
    "place": f"{SCHEMA}Place",
    "product": f"{SCHEMA}Product",
    "model": f"{KG}Model",
    "industry": f"{KG}Industry",
    "concept": f"{SKOS}Concept",
    "event": f"{SCHEMA}Event",
    "work": f"{SCHEMA}CreativeWork",
    "group": f"{KG}Group",
}
"""The class of each type of entity."""

SOURCE_CLASSES: Final = {
    "article": f"{SCHEMA}Article",
    "report": f"{SCHEMA}Report",
    "filing": f"{SCHEMA}Report",
    "dataset": f"{SCHEMA}Dataset",
    "interview": f"{SCHEMA}Article",
    "web-page": f"{SCHEMA}WebPage",
    "book": f"{SCHEMA}Book",
    "video": f"{SCHEMA}VideoObject",
    "press-release": f"{SCHEMA}Article",
}
"""The class of each type of source."""


def own(name: str) -> str:
    """A term of our own ontology."""
    return f"<{KG}{name}>"


def spelled(subject: str, statements: Iterable[Statement], ending: str) -> str:
    """Statements of one subject as lines; ``ending`` names their graph."""
    return "".join([f"{subject} {predicate} {value}{ending}" for predicate, value in statements])


def period_lines(names: Names, label: str, ending: str) -> str:
    """A period of OWL-Time. A fiscal one has no bounds of its own: they are those of the claims' entities. Raises PeriodError."""
    iri = names.period(label)
    statements = [(A, f"<{TIME}ProperInterval>"), (_LABEL, text(label))]
    known = Period.parse(label)
    if known.is_fiscal or "/FY" in label:
        return spelled(f"<{iri}>", statements, ending)
    lines = ""
    for predicate, name, day in (("hasBeginning", "start", known.start), ("hasEnd", "end", known.end)):
        instant, literal = f"<{names.date(day.isoformat())}>", literals.day(day.isoformat())
        statements += [(f"<{TIME}{predicate}>", instant), (own(name), literal)]
        lines += spelled(instant, [(A, f"<{TIME}Instant>"), (f"<{TIME}inXSDDate>", literal)], ending)
    return spelled(f"<{iri}>", statements, ending) + lines


def source_record_lines(names: Names, source: Source, ending: str) -> str:
    """A source with its authors and publisher."""
    iri = names.source(source.id)
    statements: list[Statement] = [(A, own("Source")), (A, f"<{PROV}Entity>"), (own("sourceType"), text(source.type))]
    if source.type in SOURCE_CLASSES:
        statements.append((A, f"<{SOURCE_CLASSES[source.type]}>"))
    plain = (
        (_NAME, source.title),
        (f"<{SCHEMA}description>", source.description),
        (f"<{SCHEMA}inLanguage>", source.language),
        (own("publishedBasis"), source.published_basis),
        (own("sha256"), source.sha256),
        (f"<{DCTERMS}rights>", source.rights),
        (COMMENT, source.note),
    )
    statements += [(predicate, text(value)) for predicate, value in plain if value is not None]
    if source.url is not None:
        statements.append((f"<{SCHEMA}url>", literals.typed(source.url, f"{XSD}anyURI")))
    if source.published is not None:
        statements.append((f"<{SCHEMA}datePublished>", literals.moment(source.published)))
    if source.length is not None:
        statements.append((own("length"), literals.integer(source.length)))
    if source.reliability is not None:
        statements.append((own("reliability"), literals.decimal(source.reliability)))
    lines = ""
    agents = [("author", f"author={order}", name) for order, name in enumerate(source.authors)]
    if source.publisher is not None:
        agents.append(("publisher", "publisher", source.publisher))
    for role, part, name in agents:
        agent = f"<{names.part(iri, part)}>"
        statements.append((f"<{SCHEMA}{role}>", agent))
        lines += spelled(agent, [(A, f"<{PROV}Agent>"), (_NAME, text(name))], ending)
    return spelled(f"<{iri}>", statements, ending) + lines


def entity_statements(names: Names, entity: Entity) -> Iterator[Statement]:
    """An entity."""
    yield A, own("Entity")
    yield own("entityType"), text(entity.type)
    if entity.type in ENTITY_CLASSES:
        yield A, f"<{ENTITY_CLASSES[entity.type]}>"
    yield from ((_LABEL, literals.text_in(label, language)) for language, label in entity.label.items())
    for language, aliases in entity.aliases.items():
        yield from ((f"<{SKOS}altLabel>", literals.text_in(alias, language)) for alias in aliases)
    if entity.wikidata is not None:
        yield f"<{OWL}sameAs>", f"<{WIKIDATA}{encode(entity.wikidata)}>"
    if entity.fiscal_year_end != CALENDAR_YEAR_END:
        yield own("fiscalYearEnd"), literals.typed(f"--{entity.fiscal_year_end}", f"{XSD}gMonthDay")
    if entity.part_of is not None:
        yield own("partOf"), f"<{names.entity(entity.part_of)}>"
    if entity.note is not None:
        yield COMMENT, text(entity.note)
    if entity.proposed:
        yield own("isProposed"), _TRUE


def metric_statements(names: Names, metric: Metric) -> Iterator[Statement]:
    """A metric."""
    yield A, own("Metric")
    yield A, f"<{SKOS}Concept>"
    yield own("kind"), f"<{KG}{metric.kind.value}>"
    yield own("sign"), text(metric.sign)
    yield own("additive"), _TRUE if metric.additive else _FALSE
    yield from ((_LABEL, literals.text_in(label, language)) for language, label in metric.label.items())
    for language, cues in metric.cues.items():
        yield from ((own("cue"), literals.text_in(cue, language)) for cue in cues)
    yield from ((f"<{SKOS}definition>", literals.text_in(line, language)) for language, line in metric.description.items())
    if metric.dimension is not None:
        yield own("dimension"), text(metric.dimension)
    if metric.broader is not None:
        yield f"<{SKOS}broader>", f"<{names.metric(metric.broader)}>"
    if metric.compares_with is not None:
        yield own("comparesWith"), f"<{names.metric(metric.compares_with)}>"
    if metric.proposed:
        yield own("isProposed"), _TRUE
