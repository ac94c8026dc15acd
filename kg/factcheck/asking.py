"""kg ask: a sentence held against the base."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extraction.attaching.context import words_of as context_words
from kg.extraction.attaching.passages import Passage, passages_of
from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.tongues import with_other
from kg.extraction.folding import fold
from kg.factcheck.checking import Checked, checked
from kg.factcheck.comparing import check_comparison
from kg.factcheck.desk import Desk
from kg.factcheck.leftover import left_over, said_otherwise
from kg.factcheck.naming import named_in
from kg.factcheck.packs import LANGUAGES, expanded, in_any
from kg.factcheck.pieces import pieces_of
from kg.factcheck.tying import tied
from kg.factcheck.understanding import understand
from kg.factcheck.verdict import Answer, FigureVerdict
from kg.factcheck.words import told_by_words, words_of
from kg.reading.files import read_text
from kg.reading.language import guess_language


def language_of(text: str, asked: str = "auto") -> str:
    """The language of a sentence: the one asked for, else the one guessed by its little words, else by its words of trade."""
    if asked in LANGUAGES:
        return asked
    guess = guess_language(_GENITIVE.sub("", text))
    return guess.language if guess.language and guess.score >= _SURE else told_by_words(text, guess.language)


_SURE: Final = 0.6
_MOST_UNREAD: Final = 3
_GENITIVE: Final = in_any(r"['’]{genitive}\b")
_NUMBER: Final = "|".join(sorted(word for code in LANGUAGES for word in words_of(code).numbers))
_OPENING: Final = expanded("(?:{answer_opens} )?")
_ASKED: Final = re.compile(
    rf"\?(?=\s+(?:[\d$€£«“\"]|{_OPENING}(?:\d|(?:{_NUMBER})\b)|(?:[\w'’-]+[ .!]*){{1,4}}\Z))",
    re.IGNORECASE,
)


def evened(text: str) -> str:
    """A text in which a question answered by a figure (Its revenue? 20 billion) is one sentence; offsets stay."""
    return _ASKED.sub(":", text)


def ask(sentence: str, desk: Desk, language: str = "auto") -> Answer:
    """The verdict on a sentence (or a few)."""
    code = language_of(sentence, language)
    text = evened(sentence)
    desk = desk.reading(text)
    document = read_text(text, code, "text/plain")
    figures = find_figures(text, with_other(code))
    spans = [(figure.start, figure.end) for figure in figures]
    passages = [piece for passage in passages_of(document, spans) for piece in pieces_of(passage, spans)]
    verdicts: list[FigureVerdict] = []
    unread: list[str] = []
    carried: tuple[str, ...] = ()
    for passage in passages:
        mine = [figure for figure in figures if passage.start <= figure.start < passage.end]
        found = checked_in(passage, mine, desk, code, carried)
        verdicts += [each.verdict for each in found] or _compared(passage, desk, code)
        if found and all(each.holds for each in found):
            unread += left_over(found, desk.vocabulary)
            unread += filter(None, [said_otherwise(found, desk.vocabulary)])
        carried = carried_from(passage, desk, code) or carried
    notes = () if verdicts else ("the sentence has no figure that the base could be asked about",)
    if unread:
        told = '" and "'.join(unread[:_MOST_UNREAD])
        notes = (f'the figures are borne out, but the base does not tell what "{told}" says',)
    return Answer(sentence, code, tuple(verdicts), notes, tuple(unread))


def carried_from(passage: Passage, desk: Desk, language: str) -> tuple[str, ...]:
    """The one entity that a sentence names, which the next may speak of without naming it; nothing where it names several."""
    named = named_in(passage, desk.vocabulary, words_of(language), language, desk.names)
    known = list(dict.fromkeys(m.entity for m in named.known if m.kind != "place" and m.entity not in named.speakers))
    return (known[0],) if len(known) == 1 and not named.unknown else ()


def checked_in(
    passage: Passage, figures: Sequence[Figure], desk: Desk, language: str, carried: Sequence[str] = ()
) -> list[Checked]:
    """What the figures of one sentence are worth, those that are tied to one another held together."""
    words = words_of(language)
    carried = carried if carried and refers_back(passage, language) else ()
    statements = understand(passage, figures, desk.vocabulary, words, desk.as_of, carried, desk.names)
    return tied([checked(statement, desk) for statement in statements], desk)


def _compared(passage: Passage, desk: Desk, language: str) -> list[FigureVerdict]:
    """The verdict on a sentence without a figure that compares two sides all the same."""
    found = check_comparison(passage, desk, words_of(language))
    return [found] if found is not None else []


def refers_back(passage: Passage, language: str) -> bool:
    """Whether a sentence speaks of what the one before named: it, the company, its."""
    folded = fold(passage.text)
    if words_of(language).has("pronoun", folded):
        return True
    return any(finder.search(folded) for finder in context_words(language).coreference.values())
