"""The people and firms that a sentence names beside a figure that somebody else has put forward, or that nobody in particular only expects.

Whatever the words by which they come in (predicts, as they put it, to hear them tell it), a reader takes the figure to be theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.vouching import are_one
from kg.factcheck.hearing.clauses import is_of_another
from kg.factcheck.hearing.name_forms import name_spans, names_of
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary
from kg.model.claim import Status

Span = tuple[int, int]
_VOICES: Final = ("person", "organization")


def voice_beside(found: Sequence[Checked], vocabulary: Vocabulary) -> str | None:
    """A person or firm of whom no claim of a sentence tells, beside a figure that the base has from another or as a guess; or nothing."""
    statement = found[0].statement
    folded, words = statement.folded, words_of(statement.language)
    rows = [row for each in found for row in each.rows]
    subjects = [each.statement.subject for each in found]
    named = dict.fromkeys(who for each in subjects for who in (*each.entities, *each.others, *each.spoken_by))
    for who in named:
        known = vocabulary.entities.get(who)
        if known is None or known.type not in _VOICES or any(_has(row, who, vocabulary) for row in rows):
            continue
        for start, end in name_spans([who], folded, vocabulary):
            if any(low <= start and end <= high for low, high in statement.asides) or _only_describes(
                start, end, folded, words
            ):
                continue
            if known.type != "person" and words.has("only_compared", folded[:start]):
                continue
            if any(
                _is_of(each, start)
                and each.rows
                and all(is_of_a_voice(row) and not (known.type != "person" and _is_an_aim(row)) for row in each.rows)
                for each in found
            ):
                return known.name()
    return None


def is_of_a_voice(row: Row) -> bool:
    """Whether a claim is somebody's, or what nobody in particular expects, estimates or has heard."""
    status = Status(row.o.status)
    return row.o.attributed_to is not None or status.looks_ahead or status in (Status.ESTIMATED, Status.RUMOURED)


def _is_an_aim(row: Row) -> bool:
    """Whether a claim is an aim of nobody else, beside which another's may be set."""
    return row.o.attributed_to is None and Status(row.o.status) is Status.TARGET


def _is_of(each: Checked, place: int) -> bool:
    return not is_of_another(each.statement.folded, each.statement.place, place)


def _has(row: Row, who: str, vocabulary: Vocabulary) -> bool:
    """Whether a claim is of somebody, from them, or tells of them."""
    by = row.o.attributed_to
    if are_one(row.o.cell.entity, who, vocabulary) or (by is not None and are_one(by, who, vocabulary)):
        return True
    if row.o.source == who or row.o.source.startswith(f"{who}-"):
        return True
    told = fold(" ".join(row.qualifiers.values()))
    return any(fold(name) in told for name in names_of([who], vocabulary))


def _only_describes(start: int, end: int, folded: str, words: Words) -> bool:
    """Whether a name only tells whose or by whom another is: Jensen Huang's Nvidia, led by, the start-up of."""
    return words.has("led_by_them", folded[:start]) or words.has("theirs_that", folded[end:])
