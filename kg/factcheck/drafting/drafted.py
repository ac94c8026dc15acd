"""The figures of a draft, sentence by sentence, each judged as ``kg ask`` judges it, with what the text around lends it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kg.extraction.attaching.passages import Passage, passages_of
from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.tongues import with_other
from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.asking import carried_from, refers_back
from kg.factcheck.desk import Desk
from kg.factcheck.drafting.cells import as_sentence
from kg.factcheck.drafting.citing import Cited, check_citation, cited_by
from kg.factcheck.drafting.crosscheck import Placed
from kg.factcheck.drafting.draft import Citation, Draft
from kg.factcheck.hearing.naming import named_in
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.sentences import Weighed, statements_in, weigh
from kg.factcheck.verdict import FigureVerdict
from kg.factcheck.wording.pieces import pieces_of
from kg.factcheck.wording.words import words_of
from kg.reading.document import BlockKind

_UNTOLD: Final = (BlockKind.CODE, BlockKind.DATELINE, BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)
"""Blocks in which nothing is read but figures: no dates that something happened, no comparisons."""
Said = tuple[Passage, list[Statement]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures of a draft with their verdicts, in order, and those to be held against one another."""

    verdicts: tuple[FigureVerdict, ...]
    placed: tuple[Placed, ...]


def judged(draft: Draft, desk: Desk, rows: Mapping[str, Row]) -> Judged:
    """What the figures of a draft are worth; ``rows`` are the claims that it cites, by id."""
    text = _without_markup(draft)
    figures = _figures_of(draft, text)
    passages = passages_of(draft.document, [(figure.start, figure.end) for figure in figures])
    by_passage = _by_passage(figures, passages)
    citations = _citations_of(draft, passages)
    verdicts: list[FigureVerdict] = []
    placed: list[Placed] = []
    carried: tuple[str, ...] = ()
    block = -1
    for passage in passages:
        if passage.block != block and passage.kind.is_running_text and passage.kind is not BlockKind.BULLET:
            carried = ()
        block = passage.block
        mine = by_passage.get(passage.index, [])
        if mine or passage.kind not in _UNTOLD:
            lent = _lent(passage, passages, carried, desk, draft.language)
            header = passages[passage.header] if passage.kind is BlockKind.TABLE_ROW and passage.header is not None else None
            said = list(_said(passage, header, mine, lent, draft, desk))
            keys = cited_by([each for _, statements in said for each in statements], citations.get(passage.index, ()))
            cited = {start: Cited(keys[start], rows) for start in keys}
            for weighed in _weighed(said, cited, desk, draft.language):
                verdicts += [figure.as_printed(text) for figure in weighed.within]
                # Dates that something happened are not held against one another: one thing may begin more than once.
                placed += [Placed(each.statement, each.verdict, passage) for each in weighed.found if mine]
        carried = carried_from(passage, desk, draft.language) or carried
    return Judged(tuple(verdicts), tuple(placed))


def _figures_of(draft: Draft, text: str) -> list[Figure]:
    blocks = [block for block in draft.document.blocks if block.kind is BlockKind.CODE]
    return [
        figure
        for figure in find_figures(text, with_other(draft.language))
        if not any(block.start <= figure.start < block.end for block in blocks)
        and not draft.document.is_skipped(figure.start)
    ]


def _without_markup(draft: Draft) -> str:
    """The text with its markup as blanks, so that a figure in a link or in bold is one in plain words.

    Line ends and the bars of tables stay: no figure goes on in the next cell.
    """
    text, pieces, at = draft.document.text, [], 0
    for start, end in draft.document.skips:
        pieces += [text[at:start], "".join(letter if letter in "\r\n|" else " " for letter in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _by_passage(figures: Sequence[Figure], passages: Sequence[Passage]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    at = 0
    for figure in figures:
        while at + 1 < len(passages) and passages[at + 1].start <= figure.start:
            at += 1
        if passages:
            found.setdefault(passages[at].index, []).append(figure)
    return found


def _citations_of(draft: Draft, passages: Sequence[Passage]) -> dict[int, list[Citation]]:
    """The citations of each sentence, those behind its full stop too."""
    starts = [passage.start for passage in passages]
    found: dict[int, list[Citation]] = {}
    for citation in draft.citations:
        number = bisect_right(starts, max(0, citation.start - 1)) - 1
        if number >= 0:
            found.setdefault(passages[number].index, []).append(citation)
    return found


def _said(
    passage: Passage, header: Passage | None, figures: Sequence[Figure], lent: Sequence[str], draft: Draft, desk: Desk
) -> Iterator[Said]:
    """The sentences of a passage with what their figures say: itself, its parts where it is very long, or each cell of a row."""
    language, words = draft.language, words_of(draft.language)
    if header is not None:
        told = [named_in(part, desk.vocabulary, words, language, desk.names).known for part in (passage, header)]
        names = [mention.text for mention in chain(*told)]
        for figure in figures:
            cell = as_sentence(passage, header, figure, draft.document.text, names, language) or passage
            yield cell, statements_in(cell, [figure], desk, language, lent)
        return
    for piece in pieces_of(passage, [(figure.start, figure.end) for figure in figures]):
        mine = [figure for figure in figures if piece.start <= figure.start < piece.end]
        yield piece, statements_in(piece, mine, desk, language, lent)


def _weighed(said: Sequence[Said], cited: Mapping[int, Cited], desk: Desk, language: str) -> Iterator[Weighed]:
    def check(statement: Statement, desk: Desk) -> Checked:
        found = checked(statement, desk)
        return check_citation(found, cited[statement.start], desk) if statement.start in cited else found

    for passage, statements in said:
        if statements or passage.kind not in _UNTOLD:
            yield weigh(statements, passage, desk, language, check)


def _lent(
    passage: Passage, passages: Sequence[Passage], carried: Sequence[str], desk: Desk, language: str
) -> tuple[str, ...]:
    """The entity that a sentence without a name of its own may be about: what it refers back to, or what it is listed under."""
    if passage.kind in (BlockKind.BULLET, BlockKind.TABLE_ROW):
        above = [index for index in (passage.header, *reversed(passage.headings)) if index is not None]
        for index in above:
            named = carried_from(passages[index], desk, language)
            if named:
                return named
    return tuple(carried) if refers_back(passage, language) else ()
