"""What a sentence tells aside of a name (which raised 558 million when it listed), between what it is about and a figure of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.hearing.clauses import ASIDE
from kg.factcheck.hearing.naming import Named
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.hearing.times import When

Span = tuple[int, int]
_MOST: Final = 2


def _with_figures(folded: str, place: Span, others: Sequence[Span]) -> list[Span]:
    """The clauses before a figure that hang on a name and have figures of their own."""
    spans = [match.span() for match in ASIDE.finditer(folded)][:_MOST]
    return [
        (start, end)
        for start, end in spans
        if end <= place[0] and any(start <= span[0] and span[1] <= end for span in others)
    ]


def without_asides(text: str, folded: str, place: Span, others: Sequence[Span]) -> tuple[str, list[Span]]:
    """A sentence with those clauses blanked, and the figures that are left."""
    left = list(others)
    for start, end in _with_figures(folded, place, others):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        left = [span for span in left if not (start <= span[0] and span[1] <= end)]
    return text, left


def times_aside(times: Sequence[When], folded: str, place: Span, others: Sequence[Span]) -> list[When]:
    """The times of those clauses, which are of their own figures and not of one behind them."""
    spans = _with_figures(folded, place, others)
    return [when for when in times if any(start <= when.start < end for start, end in spans)]


def placed_outside(subject: Subject, named: Named, folded: str, place: Span, others: Sequence[Span]) -> Subject:
    """Whom a figure is about without the places that only those clauses name."""
    spans = _with_figures(folded, place, others)
    outside = {mention.entity for mention in named.known if not any(start <= mention.start < end for start, end in spans)}
    kept = tuple(entity for entity in subject.places if not spans or entity in outside)
    return subject if kept == subject.places else replace(subject, places=kept)
