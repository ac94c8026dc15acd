"""Which way a sentence says that something moved to a figure (fell to, rose to), against the earlier values of the base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from kg.factcheck.judging import Judged
from kg.factcheck.matching import Candidate
from kg.factcheck.rows import Row
from kg.factcheck.statement import Statement
from kg.factcheck.verdict import Relation, Verdict
from kg.factcheck.words import words_of
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.vocabulary import MetricKind

_AS_LONG: Final = 15
"""By how many days two periods of a flow may differ in length."""


def moved_otherwise(statement: Statement, judged: Judged, told: Sequence[Candidate], rows: Sequence[Row]) -> Judged | None:
    """A figure that fits, said to have been fallen to where the value before it is lower, risen to where higher, kept where other.

    Counted from a time that is not told, the value just before is meant; from one that is told, any before may be.
    """
    words = words_of(statement.language)
    ahead = statement.folded[: statement.place]
    ways = [way for way in _AGAINST if words.has(way, ahead)]
    if len(ways) != 1 or not told:
        return None
    against: list[Row] = []
    for candidate in told:
        earlier = _before(candidate, rows)
        if not words.has("counted_since", statement.folded):
            earlier = earlier[:1]
        against = [row for row in earlier if _AGAINST[ways[0]](candidate.o.narrow, row.o.narrow)]
        if not against or len(against) < len(earlier):
            return None
    row = against[0]
    way = "risen to it" if row.o.narrow.high < told[0].o.narrow.low else "fallen to it"
    ids = {c.row.id for c in told}
    relations = {claim: Relation.COMPATIBLE if claim in ids else held for claim, held in judged.relations.items()}
    return Judged(Verdict.REFUTED, f"the base has it {way}, from {row.o.words} in {row.o.label} ({row.id})", relations)


def _before(candidate: Candidate, rows: Sequence[Row]) -> list[Row]:
    """The earlier values of what a claim tells, the latest first."""
    found = [row for row in rows if row.o.cell == candidate.o.cell and _is_earlier(row, candidate)]
    return sorted(found, key=lambda row: row.o.start or date.min, reverse=True)


def _is_earlier(row: Row, candidate: Candidate) -> bool:
    one, start, end = row.o, candidate.start, candidate.end
    if one.start is None or one.end is None or start is None or end is None or one.end > start:
        return False
    if not one.is_asserted or Status(one.status).looks_ahead or one.review == "rejected":
        return False
    if candidate.o.kind is not MetricKind.FLOW:
        return True
    return abs((one.end - one.start).days - (end - start).days) <= _AS_LONG


_AGAINST: Final[Mapping[str, Callable[[Interval, Interval], bool]]] = {
    "fallen_to": lambda now, then: then.high < now.low,
    "climbed_to": lambda now, then: then.low > now.high,
    "kept_at": lambda now, then: not now.meets(then),
}
"""How the value before speaks against what a sentence says of one after."""
