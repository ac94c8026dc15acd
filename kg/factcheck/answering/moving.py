"""Which way a sentence says that something moved to a figure (fell to, rose to), against the earlier values of the base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from kg.factcheck.answering.judging import Judged, instead
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import words_of
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.vocabulary import MetricKind

_PARTS: Final = ("segment", "product", "group", "geography")
_AS_LONG: Final = 15
"""By how many days two periods of a flow may differ in length."""


def moved_otherwise(statement: Statement, judged: Judged, told: Sequence[Candidate], rows: Sequence[Row]) -> Judged | None:
    """A figure that fits, said to have been fallen to where the value before it is lower, risen to where higher, kept where other.

    Where the base has no value before it, it does not bear out that it moved at all; what is expected may move from anything. Counted from a time that is not told, the value just before is meant; from one that is told, any before may be.
    """
    words = words_of(statement.language)
    ahead, behind = statement.before, statement.behind
    ways = [way for way in _MOVES if words.has(way, ahead)]
    if not ways and not statement.difference:
        ways = [way for way, name in _THAN_THEN.items() if words.has(name, behind) and not _TIMES_AS.search(behind)]
    if not ways and not statement.difference:
        ways = [way for way, name in _ITSELF.items() if words.has(name, statement.folded)]
    as_then = words.patterns["as_then"].search(statement.folded) if not ways and not statement.difference else None
    again = not ways and as_then is None and words.has("so_again", ahead)
    if as_then is not None or again:
        ways = ["kept_at"]
    if len(ways) != 1 or not told:
        return None
    then = as_then["year"] if as_then is not None else None
    known = [(candidate, earlier) for candidate in told if (earlier := _before(candidate, rows, then))]
    if not known and not any(Status(c.o.status).looks_ahead or _is_told_to_move(c, ways[0], rows) for c in told):
        why = f"the base has no earlier value that shows that it {_MOVES[ways[0]][1]}"
        return instead(judged, told, Verdict.UNVERIFIABLE, why)
    against: list[Row] = []
    for candidate, values in known:
        earlier = values if again or words.has("counted_since", statement.folded) else values[:1]
        against = [row for row in earlier if _MOVES[ways[0]][0](candidate.o.narrow, row.o.narrow)]
        if not against or len(against) < len(earlier):
            return None
    if not against:
        return None
    row = against[0]
    way = "risen to it" if row.o.narrow.high < told[0].o.narrow.low else "fallen to it"
    why = f"the base has it {way}, from {row.o.words} in {row.o.label} ({row.id})"
    return instead(judged, told, Verdict.REFUTED, why)


def _is_told_to_move(candidate: Candidate, way: str, rows: Sequence[Row]) -> bool:
    """Whether the base tells a growth or a change of what a claim tells, that way, over its time or one around it."""
    changes = {f"{candidate.o.metric}_{end}" for end in ("growth", "change", "increase")}
    for row in rows:
        one = row.o
        parts = [(row.qualifiers.get(key), candidate.row.qualifiers.get(key)) for key in _PARTS]
        if one.metric not in changes or one.cell.entity != candidate.o.cell.entity or any(a != b for a, b in parts):
            continue
        if one.start is None or one.end is None or candidate.start is None or candidate.end is None:
            continue
        if (
            one.start <= candidate.start
            and candidate.end <= one.end
            and (one.narrow.low > 0 if way == "climbed_to" else one.narrow.high < 0)
        ):
            return True
    return False


def _before(candidate: Candidate, rows: Sequence[Row], year: str | None = None) -> list[Row]:
    """The earlier values of what a claim tells, the latest first; those of one year where a sentence names it."""
    found = [row for row in rows if row.o.cell == candidate.o.cell and is_earlier(row, candidate)]
    found = [row for row in found if year is None or (row.o.start is not None and f"{row.o.start.year:04}" == year)]
    return sorted(found, key=lambda row: row.o.start or date.min, reverse=True)


def is_earlier(row: Row, candidate: Candidate) -> bool:
    """Whether a claim tells what was before the time of another, over as long a one."""
    one, start, end = row.o, candidate.start, candidate.end
    if one.start is None or one.end is None or start is None or end is None or one.end > start:
        return False
    if not one.is_asserted or Status(one.status).looks_ahead or one.review == "rejected":
        return False
    if candidate.o.kind is not MetricKind.FLOW:
        return True
    return abs((one.end - one.start).days - (end - start).days) <= _AS_LONG


def are_alike(one: Interval, other: Interval) -> bool:
    """Whether two values may be one: a mere shared end, as between 6 and 7 percent as they are rounded, is not enough."""
    return (
        one == other
        or max(one.low, other.low) < min(one.high, other.high)
        or (one.meets(other) and (one.is_point or other.is_point))
    )


_MOVES: Final[Mapping[str, tuple[Callable[[Interval, Interval], bool], str]]] = {
    "fallen_to": (lambda now, then: then.high < now.low, "fell"),
    "climbed_to": (lambda now, then: then.low > now.high, "rose"),
    "kept_at": (lambda now, then: not are_alike(now, then), "stayed so"),
    "returned_to": (are_alike, "came back"),
}
"""How the value before speaks against what a sentence says of one after, and what the sentence says of it."""
_TIMES_AS: Final = in_any(r"\b{times_as}\b")
_THAN_THEN: Final = {"climbed_to": "more_then", "fallen_to": "less_then", "kept_at": "same_then"}
"""What is told of a figure as more, less or as much as at another time, as moves to it."""
_ITSELF: Final = {"climbed_to": "moved_up_itself", "fallen_to": "moved_down_itself"}
"""What is told to have moved beside a figure, by no number: a loss of 4.7 billion has widened."""
