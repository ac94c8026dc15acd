"""Which price a figure is of by the words that open its sentence, set apart: for output, it costs half as much again, 15 dollars against 10."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.cues import asking_cues
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind

_LONGEST: Final = 4
"""How many words an opening has at most."""


def as_opened(statement: Statement, vocabulary: Vocabulary) -> Statement:
    """A figure of which only the opening of the sentence tells what price it is, as of that one and of no other."""
    mark = BREAK.search(statement.folded)
    if mark is None or mark.start() >= statement.place or len(statement.folded[: mark.start()].split()) > _LONGEST:
        return statement
    ranked = [*statement.likely, *statement.heard]
    opened = sorted({name for name in _prices(statement, (0, mark.start()), vocabulary) if name in ranked}, key=ranked.index)
    if not opened:
        return statement
    kin = set(vocabulary.metric_lineage(opened[0]))
    told = set(_prices(statement, (mark.end(), len(statement.folded)), vocabulary, alone=True))
    if told - kin:
        return statement
    heard, own = (
        tuple(name for name in names if name == opened[0] or not _is_price(name, vocabulary))
        for names in (statement.heard, statement.own)
    )
    of_a_price = bool(statement.likely) and _is_price(statement.likely[0], vocabulary)
    metrics = ((opened[0],),) if of_a_price else statement.metrics
    return replace(statement, metrics=metrics, heard=heard, own=own)


def _prices(statement: Statement, span: tuple[int, int], vocabulary: Vocabulary, *, alone: bool = False) -> Iterator[str]:
    """The prices of which the words of a part of a sentence speak; ``alone`` are those by words that are of no other price."""
    by_place: dict[tuple[int, int], set[str]] = {}
    for hit in hits_in(statement.sentence, asking_cues(vocabulary.metrics, statement.language)):
        if span[0] <= hit.start and hit.end <= span[1] and not hit.covered and _is_price(hit.metric, vocabulary):
            by_place.setdefault((hit.start, hit.end), set()).add(hit.metric)
    yield from (name for names in by_place.values() if not alone or len(names) == 1 for name in names)


def _is_price(name: str, vocabulary: Vocabulary) -> bool:
    return name in vocabulary.metrics and vocabulary.metrics[name].kind is MetricKind.PRICE
