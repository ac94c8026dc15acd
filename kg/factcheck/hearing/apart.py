"""A figure as a part of its sentence tells it, all the rest blanked: what that says is of other figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.hearing.comparators import bound_of
from kg.factcheck.hearing.doubting import tells_ahead
from kg.factcheck.hearing.measuring import segments_of
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.wording.words import Words
from kg.model.period import Period


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
        statement,
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
        by=False,
        per=statement.figure.per,
        ahead=tells_ahead("ahead", folded, words),
        aims=tells_ahead("aims", folded, words),
        segments=segments_of(folded, part, (), words),
        partners=(),
        regions=(),
        other_period=None,
        untimed=False,
        earlier=False,
        supposed=False,
        beside=None,
        superlative=None,
    )


def _only(text: str, start: int, end: int, blanks: Sequence[tuple[int, int]]) -> str:
    kept = f"{' ' * start}{text[start:end]}{' ' * (len(text) - end)}"
    for low, high in blanks:
        kept = f"{kept[: start + low]}{' ' * (high - low)}{kept[start + high :]}"
    return kept
