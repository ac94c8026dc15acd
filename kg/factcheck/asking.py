"""kg ask: a sentence held against the base."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.extraction.attaching.context import words_of as context_words
from kg.extraction.attaching.passages import Passage, passages_of
from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.tongues import with_other
from kg.extraction.folding import fold
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.naming import named_in
from kg.factcheck.sentences import statements_in, untold, weigh
from kg.factcheck.verdict import Answer, FigureVerdict
from kg.factcheck.wording.packs import LANGUAGES, expanded, in_any
from kg.factcheck.wording.pieces import pieces_of
from kg.factcheck.wording.words import told_by_words, words_of
from kg.reading.files import read_text
from kg.reading.language import guess_language


def language_of(text: str, asked: str = "auto") -> str:
    """The language of a sentence: the one asked for, else the one guessed by its little words, else by its words of trade."""
    if asked in LANGUAGES:
        return asked
    guess = guess_language(_GENITIVE.sub("", text))
    return guess.language if guess.language and guess.score >= _SURE else told_by_words(text, guess.language)


_SURE: Final = 0.6
_GENITIVE: Final = in_any(r"['’]{genitive}\b")
_NUMBER: Final = "|".join(sorted(word for code in LANGUAGES for word in words_of(code).numbers))
_OTHER_DIGIT: Final = re.compile(r"(?![0-9])\d")
_OPENING: Final = expanded("(?:{answer_opens} )?")
_ASKED: Final = re.compile(
    rf"\?(?=\s+(?:[\d$€£«“\"]|{_OPENING}(?:\d|(?:{_NUMBER})\b)|(?:[\w'’-]++[ .!]*+){{1,4}}\Z))",
    re.IGNORECASE,
)


def evened(text: str) -> str:
    """A text in which a question answered by a figure (Its revenue? 20 billion) is one sentence, and digits of other scripts are ours; offsets stay."""
    return _ASKED.sub(":", _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), text))


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
        lent = carried if carried and refers_back(passage, code) else ()
        weighed = weigh(statements_in(passage, mine, desk, code, lent), passage, desk, code)
        verdicts += [figure.as_printed(sentence) for figure in weighed.figures]
        unread += weighed.unread
        carried = carried_from(passage, desk, code) or carried
    notes = () if verdicts else ("the sentence has no figure that the base could be asked about",)
    if unread:
        notes = (f"the figures are borne out, but {untold(unread)}",)
    return Answer(sentence, code, tuple(verdicts), notes, tuple(unread))


def carried_from(passage: Passage, desk: Desk, language: str) -> tuple[str, ...]:
    """The one entity that a sentence names, which the next may speak of without naming it; nothing where it names several."""
    named = named_in(passage, desk.vocabulary, words_of(language), language, desk.names)
    known = list(dict.fromkeys(m.entity for m in named.known if m.kind != "place" and m.entity not in named.speakers))
    return (known[0],) if len(known) == 1 and not named.unknown else ()


def refers_back(passage: Passage, language: str) -> bool:
    """Whether a sentence speaks of what the one before named: it, the company, its."""
    folded = fold(passage.text)
    if words_of(language).has("pronoun", folded):
        return True
    return any(finder.search(folded) for finder in context_words(language).coreference.values())
