"""Bodies that a text names by a capital and small words behind it: "Commission européenne", "Union nationale des syndicats autonomes"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import is_stating, words_of
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import countries_by_slug
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST: Final = 7  # words behind the first
_NAMING: Final = ("ADJ", "NOUN")


def institutions(passage: Passage, doc: Doc | None, language: str) -> Iterator[Mention]:
    """The bodies of a parsed passage that are named so, where the language writes them so: English gives every word a capital."""
    if doc is None or not words_in(language, "spotting", "small_links"):
        return
    end = 0
    for token in doc:
        if token.i < end or not _opens(token, language):
            continue
        last = _last(token, language)
        if last.i > token.i:
            end = last.i + 1
            start, stop = token.idx, last.idx + len(last)
            name = passage.text[start:stop]
            if slug(name) in countries_by_slug(language):
                continue  # the European Union
            yield Mention(passage.index, start, stop, slug(name), "organization", "ner", name)


def offices(passage: Passage, language: str) -> Iterator[Mention]:
    """The offices of a passage that several fields name, each with a capital."""
    for match in pattern_in(language, "spotting", "offices").finditer(passage.text):
        name = match.group()
        yield Mention(passage.index, match.start(), match.end(), slug(name), "organization", "ner", name)


def _opens(token: Token, language: str) -> bool:
    """Whether a word begins the name of a body: a noun for one, with a capital that the sentence does not ask for."""
    if not token.text.istitle() or words_of(language).bodies.fullmatch(fold(token.text)) is None or token.i == 0:
        return False
    return token.doc[token.i - 1].text[-1:].isalnum() or token.doc[token.i - 1].text[-1:] in "'’"


def _last(first: Token, language: str) -> Token:
    """The last of the small words that go on with the name."""
    doc, last, words = first.doc, first, words_of(language)
    links, articles = words_in(language, "spotting", "small_links"), words_in(language, "spotting", "small_articles")
    place = first.i + 1
    while place < min(len(doc), first.i + 1 + _LONGEST):
        token = doc[place]
        if fold(token.text) in links or (fold(token.text) in articles and fold(doc[place - 1].text) in links):
            place += 1
            continue
        linked = fold(doc[place - 1].text) in links | articles
        if (
            token.pos_ not in _NAMING
            or (token.pos_ == "NOUN" and not linked)  # "Union européenne | compte"
            or not token.text.islower()
            or is_stating(fold(token.text), words)
        ):
            break
        last = token
        place += 1
        if slug(doc[first.i : place].text) in countries_by_slug(language):
            break
    return last
