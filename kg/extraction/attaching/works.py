"""Titles of works in quotes, which are names whole, with their article: "« Les Heures du quai »"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention, slug_of_name
from kg.extraction.attaching.parsing import token_at
from kg.extraction.attaching.passages import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTED: Final = re.compile(r"(?:«\s?|[“\"])([^\W\d_a-z][^«»“”\".!?:;]{2,50}?),?(?:\s?»|[”\"])")
_LONGEST: Final = 6  # words
_SHORT: Final = 4  # letters of words that a title in English writes small
_SPEAKING: Final = ("VERB", "AUX", "PRON")


def works(passage: Passage, doc: Doc | None, language: str) -> Iterator[Mention]:
    """What stands in quotes as a title does: in English with capitals, in French without a verb or with a capital behind its article."""
    for match in _QUOTED.finditer(passage.text):
        title = match[1]
        words = title.split()
        if not 2 <= len(words) <= _LONGEST or not title[:1].isupper():
            continue
        if language == "en":
            long = [word for word in words if len(word) >= _SHORT]
            fits = all(word[0].isupper() for word in (*long, words[-1])) and not title.isupper()
        elif doc is None or not len(doc):
            fits = False
        else:
            inside = doc[token_at(doc, match.start(1)) : token_at(doc, match.end(1) - 1) + 1]
            headed = words[0] in words_of(language).stopnames and words[1][:1].isupper()
            fits = headed or all(token.pos_ not in _SPEAKING for token in inside)
        if fits:
            name = slug_of_name(f'"{title}"', language)
            yield Mention(passage.index, match.start(1), match.end(1), name, "work", "name", title)
