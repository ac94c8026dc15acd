"""A statement without some of its words, which are held against the base in another way than as words of its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.hearing.clauses import without
from kg.factcheck.hearing.statement import Statement


def blanked(statement: Statement, spans: Sequence[tuple[int, int]]) -> Statement:
    """The statement with some spans of its sentence blanked; every place stays where it is."""
    low = statement.place - statement.within
    kept = [span for span in spans if low <= span[0] and span[1] <= low + len(statement.around)]
    return replace(
        statement,
        sentence=without(statement.sentence, 0, spans),
        folded=without(statement.folded, 0, spans),
        around=without(statement.around, low, kept),
    )
