"""Whom a sentence ranks somebody above or below beside a figure: held against the values of those whom it names, else left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary

_REACH: Final = 36
"""Within how many letters of the word that ranks the name stands that it ranks by."""
_NAME: Final = re.compile(r"[A-ZÀ-Ý][\w&-]+")
_NUMBER: Final = re.compile(r"(?<!\w)(?!(?:19|20)\d\d\b)\d")
_COMPARING: Final = ("_ratio", "_discount", "_multiple")
_AMOUNT: Final = re.compile(r"(?:[A-Z]{1,3} ?)?[€$£¥]? ?\d")


def misranked(statement: Statement, told: Sequence[Row], rows: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """Why claims do not bear out the order in which a sentence puts whom its figure is about, or nothing.

    ``rows`` are the claims of all whom it names.
    """
    words = words_of(statement.language)
    itself = all(row.o.metric.endswith(_COMPARING) for row in told)
    if not itself and (match := words.patterns["ranked_all"].search(statement.folded)) is not None:
        return f'the base does not tell how all others compare ("{match.group().strip()}")'
    for above, shown, entity in _ranked(statement, words, vocabulary, itself=itself):
        if entity is None or not any(_stands_so(row, entity, above, statement, rows) for row in told):
            return f'the base does not tell that it stands so ("{shown}")'
    if itself:
        return None
    return _of_two(statement, told, rows, vocabulary, words) or _likened(statement, told, rows, vocabulary, words)


def _likened(
    statement: Statement, told: Sequence[Row], rows: Sequence[Row], vocabulary: Vocabulary, words: Words
) -> str | None:
    """Of whom else a sentence has it to be so (like the other, as much as the other), where claims do not show it; or nothing."""
    if statement.unit == "x" or statement.difference:
        return None
    folded, own = statement.folded, {row.o.cell.entity for row in told}
    named = (*statement.subject.entities, *statement.subject.others)
    ends = [folded.find(fold(name)) + len(name) for name in names_of(named, vocabulary) if folded.find(fold(name)) >= 0]
    matches = [
        match
        for match in words.patterns["likened"].finditer(folded)
        if not words.has("figure_ahead", folded[: match.start()])
    ]
    between = words.patterns["likened_between"]
    matches += [match for end in ends if (match := between.match(folded, end))]
    for match in matches:
        found = _named_behind(statement, match.end(), vocabulary)
        if found is None:
            continue
        entity = found[0]
        others = [entity] if entity not in own else [each for each in named if each not in own]
        if not all(other is not None and _is_as_much(row, other, rows) for row in told for other in others):
            return f'the base does not tell it of both ("{match.group().strip(" ,")}")'
    return None


def _of_two(
    statement: Statement, told: Sequence[Row], rows: Sequence[Row], vocabulary: Vocabulary, words: Words
) -> str | None:
    """Which of those that a sentence names has more of what a figure measures (the longer waiting time), where claims do not show it; or nothing."""
    folded, own = statement.folded, {row.o.cell.entity for row in told}
    others: list[str | None] = [e for e in (*statement.subject.entities, *statement.subject.others) if e not in own]
    matches = [
        match
        for match in words.patterns["ranked_of_two"].finditer(folded)
        if not any(low <= match.start() < high for low, high in statement.asides)
        and not _NUMBER.search(folded, min(match.end(), statement.place_end), max(match.start(), statement.place))
    ]
    if not others or not matches:
        return None
    match = matches[-1]
    above, named = match["up"] is not None, _named_behind(statement, match.end() + 1, vocabulary)
    if named is not None and named[0] not in own:
        above, others = not above, [named[0]]  # a third of the revenue of the larger Panoro
    if all(other is not None and _stands(row, other, above, rows) for row in told for other in others):
        return None
    return f'the base does not tell that it stands so ("{match.group().strip()}")'


def _ranked(
    statement: Statement, words: Words, vocabulary: Vocabulary, *, itself: bool
) -> Iterator[tuple[bool, str, str | None]]:
    """Each name by which a sentence ranks: whether above it, the words, whose name it is if the base knows.

    Not where the claims tell a comparison ``itself``, nor where the figure does.
    """
    folded = statement.folded
    for way in ("ranked_above", "ranked_below"):
        for match in words.patterns[way].finditer(folded):
            found = _named_behind(statement, match.end(), vocabulary)
            if found is not None or words.patterns["ranked_before_a_name"].match(match.group()) is None:
                yield way == "ranked_above", match.group().strip(), found[0] if found is not None else None
    if itself or statement.unit == "x" or statement.difference:
        return
    for match in words.patterns["ranked_than"].finditer(folded):
        if words.has("figure_ahead", folded[: match.start()]):
            continue  # that figure tells by how much
        if (found := _named_behind(statement, match.end(), vocabulary)) is not None:
            yield match["up"] is not None, match.group().strip(), found[0]


def _named_behind(statement: Statement, place: int, vocabulary: Vocabulary) -> tuple[str | None] | None:
    """Whose name stands right behind a place of a sentence (none, of one that the base does not know), if a name does."""
    behind = statement.sentence[place : place + _REACH]
    start = words_of(statement.language).patterns["ranked_between"].match(fold(behind))
    if _AMOUNT.match(behind):
        return None
    name = _NAME.match(behind, start.end() if start is not None else 0)
    if name is None:
        return None
    rest = statement.folded[place + name.start() :]
    for entity in (*statement.subject.others, *statement.partners, *statement.subject.entities):
        known = vocabulary.entities.get(entity)
        texts = [entity] if known is None else [entity, *known.forms]
        if any(re.match(rf"{re.escape(fold(text))}(?!\w)", rest) for text in texts):
            return (entity,)
    return (None,)


def _stands_so(row: Row, entity: str, above: bool, statement: Statement, rows: Sequence[Row]) -> bool:
    """Whether a claim stands to that of the name by which a sentence ranks as it says; a claim of that name the other way round."""
    if row.o.cell.entity != entity:
        return _stands(row, entity, above, rows)
    named = (*statement.subject.entities, *statement.subject.others)
    return any(_stands(row, other, not above, rows) for other in named if other != entity)


def _is_as_much(row: Row, entity: str, rows: Sequence[Row]) -> bool:
    """Whether a claim's value is that of another for the same metric and time."""
    others = _alike(row, entity, rows)
    return bool(others) and all(row.stated.low <= each.stated.high and each.stated.low <= row.stated.high for each in others)


def _alike(row: Row, entity: str, rows: Sequence[Row]) -> list[Row]:
    """The claims of somebody for the metric and the time of a claim."""
    return [
        each
        for each in rows
        if each.o.cell.entity == entity
        and each.o.metric == row.o.metric
        and each.o.cell.per == row.o.cell.per
        and (each.o.start, each.o.end) == (row.o.start, row.o.end)
    ]


def _stands(row: Row, entity: str, above: bool, rows: Sequence[Row]) -> bool:
    """Whether a claim's value lies beyond those of another for the same metric and time."""
    others = _alike(row, entity, rows)
    if above:
        return bool(others) and all(row.stated.low > each.stated.high for each in others)
    return bool(others) and all(row.stated.high < each.stated.low for each in others)
