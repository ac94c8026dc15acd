"""A statement with some words of its sentence blanked: those that are held against the base in another way, or all but a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.hearing.clauses import without
from kg.factcheck.hearing.comparators import bound_of
from kg.factcheck.hearing.doubting import tells_ahead
from kg.factcheck.hearing.measuring import segments_of
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.wording.words import Words
from kg.model.period import Period


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


def told_apart(
    statement: Statement,
    part: tuple[int, int],
    subject: Subject,
    metrics: Sequence[str],
    heard: Sequence[str],
    period: Period | None,
    words: Words,
    *,
    names: Sequence[tuple[int, int]] = (),
    blanks: Sequence[tuple[int, int]] = (),
) -> Statement:
    """A figure of somebody, of some metrics and a time, with the words of a part of its sentence only (``blanks`` not even those there)."""
    start, end = part
    folded, sentence = (_only(text, start, end, blanks) for text in (statement.folded, statement.sentence))
    return replace(
        statement.alone,
        sentence=sentence,
        folded=folded,
        around=folded[start:end],
        within=statement.place - start,
        bound=bound_of(folded, statement.place, statement.figure, words, names),
        subject=subject,
        metrics=(tuple(metrics),),
        heard=tuple(heard),
        own=tuple(heard),
        covered=(),
        period=period,
        per=statement.figure.per,
        ahead=tells_ahead("ahead", folded, words),
        aims=tells_ahead("aims", folded, words),
        segments=segments_of(folded, part, (), words),
        regions=(),
        supposed=False,
    )


def _only(text: str, start: int, end: int, blanks: Sequence[tuple[int, int]]) -> str:
    """A text with all but a part blanked, and with spans of that part blanked too."""
    kept = f"{' ' * start}{text[start:end]}{' ' * (len(text) - end)}"
    return without(kept, 0, [(start + low, start + high) for low, high in blanks])
