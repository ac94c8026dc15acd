"""What a text is about where no name says it: the nouns of its title, and the event told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction.context import words_of
from kg.extraction.folding import fold
from kg.extraction.names import Names, slug
from kg.extraction.passages import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = 5


def topics_of(passages: Sequence[Passage], parses: Mapping[int, Doc], title: int | None) -> tuple[tuple[str, int], ...]:
    """The nouns of the title, alone and with what touches them, each with how often the text has its first word."""
    doc = parses.get(title) if title is not None else None
    if doc is None:
        return ()
    text = fold(" ".join(passage.text for passage in passages[:400]))
    found: dict[str, int] = {}
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or len(token.text) < 4:
            continue
        count = len(re.findall(rf"(?<!\w){re.escape(fold(token.text))}(?!\w)", text))
        if count >= 2:
            found[slug(token.text)] = count
            found[slug(noun_phrase(token))] = count
    return tuple((name, count) for name, count in sorted(found.items()) if name)


def noun_phrase(token: Token) -> str:
    """A noun with the adjectives and nouns that touch it, without article or number."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[first - 1].head.i == token.i:
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].pos_ in ("ADJ", "NOUN", "PROPN") and doc[last + 1].head.i == token.i:
        last += 1
    return str(doc[first : last + 1].text)


def events_of(passages: Sequence[Passage], names: Names, language: str) -> tuple[tuple[str, str], ...]:
    """Names for the event that a text opens with: its noun and a place, joined as headlines and as the press do."""
    return tuple(dict.fromkeys(_events(passages, names, language)))


def _events(passages: Sequence[Passage], names: Names, language: str) -> Iterator[tuple[str, str]]:
    """Of the places that the opening names, the first that is no country; a country where there is none."""
    opening = [mention for index in range(_OPENING) for mention in names.of(index) if mention.kind == "place"]
    towns = [mention for mention in opening if mention.source not in ("country", "adjective", "base")]
    lands = [mention for mention in opening if mention.source in ("country", "base")]
    for passage in passages[:_OPENING]:
        for match in words_of(language).events.finditer(fold(passage.text)):
            noun = slug(match.group())
            widely = not towns or words_of(language).wide_events.search(match.group())
            for grain, places in (("town", towns[:2]), ("land", lands[:1] if widely else [])):
                for mention in places:
                    place = slug(mention.text)
                    if language == "fr":
                        yield f"{noun}-{place}", f"plain:{grain}"
                        yield f"{noun}-de-{place}", f"de:{grain}"
                    else:
                        yield f"{place}-{noun}", f"plain:{grain}"
