"""Claims, sources and vocabulary as N-Quads: one named graph a source, one for the vocabulary, one for the calendar.

The claim is an n-ary node (schema:Claim, schema:Observation) whose evidence follows the W3C Web Annotation model and
whose origin follows PROV-O. Parts of a node are named by fragments, so that there is no blank node anywhere and a
source read twice gives the same quads. Stated values are kept as stated; schema:minValue and schema:maxValue add
the narrow reading. ``kg.graph.reader`` is the inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kg.graph import literals
from kg.graph.descriptions import (
    COMMENT,
    A,
    Statement,
    entity_statements,
    metric_statements,
    own,
    period_lines,
    source_record_lines,
    spelled,
)
from kg.graph.literals import text
from kg.graph.names import (
    KG,
    OA,
    PROV,
    QUDT_SCHEMA,
    SCHEMA,
    TIME,
    XSD,
    Names,
    encode,
)
from kg.model.base import Base, Vocabulary
from kg.model.claim import Claim
from kg.model.units import DATE, unit_iri

_MIN: Final = f"<{SCHEMA}minValue>"
_MAX: Final = f"<{SCHEMA}maxValue>"
_DERIVED_FROM: Final = f"<{PROV}wasDerivedFrom>"
_ABOUT: Final = f"<{SCHEMA}observationAbout>"
_VARIABLE: Final = f"<{SCHEMA}variableMeasured>"
_VALUE: Final = f"<{SCHEMA}value>"
_UNIT: Final = f"<{QUDT_SCHEMA}hasUnit>"
_HAS_TIME: Final = f"<{TIME}hasTime>"
_ATTRIBUTED: Final = f"<{PROV}wasAttributedTo>"
_HAS_SOURCE: Final = f"<{OA}hasSource>"
_HAS_SELECTOR: Final = f"<{OA}hasSelector>"
_OA_START: Final = f"<{OA}start>"
_OA_END: Final = f"<{OA}end>"
_OA_EXACT: Final = f"<{OA}exact>"
_STATUS: Final = own("status")
_APPROXIMATION: Final = own("approximation")
_SURFACE: Final = own("surfaceForm")
_ORDER: Final = own("order")
_REVIEW_STATE: Final = own("reviewState")
_REVIEWED_ON: Final = own("reviewedOn")
_REVIEWED_BY: Final = own("reviewedBy")
_REVIEW_NOTE: Final = own("reviewNote")
_EVIDENCE: Final = own("evidence")
_AS_OF: Final = own("asOf")
_START: Final = own("start")
_END: Final = own("end")
_PER: Final = own("per")
_UNDATED: Final = own("undated")
_STATED_LOW: Final = own("statedLow")
_STATED_HIGH: Final = own("statedHigh")
_DECIMALS: Final = own("decimals")

APPROXIMATIONS: Final = {"exact": "exact", "about": "about", "at_least": "atLeast", "at_most": "atMost"}
"""The local name of each hedge."""


def source_lines(prefix: str, base: Base, source: str, claims: Iterable[Claim]) -> Iterator[str]:
    """The named graph of one source: its record (when the base has one) and ``claims`` in order; then the periods they name.

    Periods go to a graph of their own, where each is said once whichever sources speak of it: Oxigraph's union of graphs
    would count it once a source. Each string holds whole quads, newlines included. Raises GraphError for text that is not
    Unicode, and whatever the claim's own quantity or period raises (QuantityError, PeriodError, UnitError).
    """
    writer = _ClaimWriter(Names(prefix), base.vocabulary, source)
    if source in base.sources:
        yield source_record_lines(writer.names, base.sources[source], writer.ending)
    for order, claim in enumerate(claims):
        yield writer.lines(claim, order)
    calendar = f" <{writer.names.periods_graph}> .\n"
    for label in writer.periods:
        yield period_lines(writer.names, label, calendar)


def source_quads(prefix: str, base: Base, source: str) -> Iterator[str]:
    """``source_lines`` of all claims that the base has of ``source``."""
    return source_lines(prefix, base, source, (claim for claim in base.claims if claim.source == source))


def vocabulary_lines(prefix: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The vocabulary's named graph: entities, then metrics; each string holds the quads of one."""
    names = Names(prefix)
    ending = f" <{names.vocabulary_graph}> .\n"
    for entity in vocabulary.entities.values():
        yield spelled(f"<{names.entity(entity.id)}>", entity_statements(names, entity), ending)
    for metric in vocabulary.metrics.values():
        yield spelled(f"<{names.metric(metric.id)}>", metric_statements(names, metric), ending)


def vocabulary_quads(prefix: str, base: Base) -> Iterator[str]:
    """``vocabulary_lines`` of a base."""
    return vocabulary_lines(prefix, base.vocabulary)


_CLAIM_TYPES: Final = ((A, f"<{SCHEMA}Claim>"), (A, f"<{SCHEMA}Observation>"))
_EVIDENCE_TYPES: Final = f"<{OA}SpecificResource>", f"<{OA}TextPositionSelector>", f"<{OA}TextQuoteSelector>"


class _ClaimWriter:
    """What the claims of one source have in common, spelled once."""

    def __init__(self, names: Names, vocabulary: Vocabulary, source: str) -> None:
        self.names = names
        self.vocabulary = vocabulary
        self.source = f"<{names.source(source)}>"
        self.place = names.part(names.source(source), "")
        self.ending = f" <{names.source_graph(source)}> .\n"
        self.quoted_from = (f"<{PROV}wasQuotedFrom>", self.source)
        self.periods: dict[str, None] = {}

    def lines(self, claim: Claim, order: int) -> str:
        """The quads of a claim, its evidence and its derivation."""
        iri = self.names.claim(claim.id)
        lines = spelled(f"<{iri}>", self._statements(claim, order), self.ending)
        if claim.at is not None:
            lines += self._evidence(claim.at, text(claim.exact))
        return lines + self._inputs(iri, claim) if claim.derived else lines

    def _statements(self, claim: Claim, order: int) -> list[Statement]:
        names, review = self.names, claim.review
        statements = [
            *_CLAIM_TYPES,
            (_ABOUT, f"<{names.entity(claim.entity)}>"),
            (_VARIABLE, f"<{names.metric(claim.metric)}>"),
            (_UNIT, f"<{unit_iri(claim.unit)}>"),
            (_STATUS, f"<{KG}{claim.status.value}>"),
            (_APPROXIMATION, f"<{KG}{APPROXIMATIONS[claim.approximation.value]}>"),
            self.quoted_from,
            (_SURFACE, text(claim.exact)),
            (_ORDER, literals.integer(order)),
            (_REVIEW_STATE, f"<{KG}{review.state.value}>"),
            *_values(claim),
        ]
        add = statements.append
        if claim.at is not None:
            add((_EVIDENCE, f"<{self.place}char={claim.at[0]},{claim.at[1]}>"))
        if claim.period is not None:
            self.periods[claim.period] = None
            add((_HAS_TIME, f"<{names.period(claim.period)}>"))
        if claim.as_of is not None:
            add((_AS_OF, literals.moment(claim.as_of)))
        when = self.vocabulary.when(claim)
        if when is not None:
            add((_START, literals.day(when.start.isoformat())))
            add((_END, literals.day(when.end.isoformat())))
        for key, value in claim.qualifiers.items():
            known = value in self.vocabulary.entities
            add((f"<{KG}{encode(key)}>", f"<{names.entity(value)}>" if known else text(value)))
        if claim.attributed_to is not None:
            add((_ATTRIBUTED, f"<{names.entity(claim.attributed_to)}>"))
        for predicate, words in ((_PER, claim.per), (_UNDATED, claim.undated), (COMMENT, claim.note)):
            if words is not None:
                add((predicate, text(words)))
        if review.on is not None:
            add((_REVIEWED_ON, literals.typed(review.on, f"{XSD}date")))
        for predicate, words in ((_REVIEWED_BY, review.by), (_REVIEW_NOTE, review.note)):
            if words is not None:
                add((predicate, text(words)))
        return statements

    def _evidence(self, at: tuple[int, int], exact: str) -> str:
        """A Web Annotation specific resource with a position and a quote selector."""
        start, end = at
        place, ending, (resource, position_type, quote_type) = self.place, self.ending, _EVIDENCE_TYPES
        whole, position, quote = (f"<{place}{name}={start},{end}>" for name in ("char", "position", "quote"))
        return (
            f"{whole} {A} {resource}{ending}{whole} {_HAS_SOURCE} {self.source}{ending}"
            f"{whole} {_HAS_SELECTOR} {position}{ending}{whole} {_HAS_SELECTOR} {quote}{ending}"
            f"{position} {A} {position_type}{ending}"
            f"{position} {_OA_START} {literals.integer(start)}{ending}{position} {_OA_END} {literals.integer(end)}{ending}"
            f"{quote} {A} {quote_type}{ending}{quote} {_OA_EXACT} {exact}{ending}"
        )

    def _inputs(self, iri: str, claim: Claim) -> str:
        """The formula on the claim, and for each input a qualified derivation (PROV-O) that keeps its name."""
        derived = claim.derived
        assert derived is not None
        about: list[Statement] = [(own("formula"), text(derived.formula))]
        if derived.note is not None:
            about.append((own("derivationNote"), text(derived.note)))
        lines = ""
        for name, identifier in derived.inputs.items():
            node, other = f"<{self.names.part(iri, f'input={encode(name)}')}>", f"<{self.names.claim(identifier)}>"
            about += [(_DERIVED_FROM, other), (f"<{PROV}qualifiedDerivation>", node)]
            parts = [(A, f"<{PROV}Derivation>"), (f"<{PROV}entity>", other), (own("inputName"), text(name))]
            lines += spelled(node, parts, self.ending)
        return spelled(f"<{iri}>", dict.fromkeys(about), self.ending) + lines


def _values(claim: Claim) -> list[Statement]:
    """The value or range as stated, and its narrow reading; the open side of a bound is left out."""
    dated = claim.unit == DATE
    literal = literals.moment if dated else literals.decimal
    if len(claim.values) == 1:
        statements = [(_VALUE, literal(claim.values[0]))]
    else:
        statements = [(_STATED_LOW, literal(claim.values[0])), (_STATED_HIGH, literal(claim.values[-1]))]
    quantity = claim.quantity
    low, high = quantity.narrow.low, quantity.narrow.high
    if low.is_finite():
        statements.append((_MIN, _day(int(low)) if dated else literals.bound(low, upper=False)))
    if high.is_finite():
        statements.append((_MAX, _day(int(high)) if dated else literals.bound(high, upper=True)))
    if quantity.decimals is not None:
        statements.append((_DECIMALS, literals.integer(quantity.decimals)))
    return statements


def _day(ordinal: int) -> str:
    return literals.day(date.fromordinal(ordinal).isoformat())
