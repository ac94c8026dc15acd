"""How names and words stand in a sentence: the forms of a name, its capitals, what is elided before it and the genitive behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.wording.packs import in_any
from kg.model.base import Vocabulary

WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
ELIDED: Final = in_any(r"\A(?:{elided}|{elided_longer})'")
_GENITIVE: Final = in_any(r"'{genitive}?\Z")


def names_of(entities: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """All forms of the names of some entities."""
    for entity in dict.fromkeys(entities):
        known = vocabulary.entity(entity)
        yield from (entity, *known.forms)


def name_spans(entities: Iterable[str], folded: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where the names of some entities stand in a folded text, as words of their own."""
    for name in names_of(entities, vocabulary):
        yield from (match.span() for match in re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded))


def bare(word: str) -> str:
    """A word without what is elided before it and the genitive behind."""
    return _GENITIVE.sub("", ELIDED.sub("", word))


def is_name(text: str, start: int, letter: int, end: int) -> bool:
    """Whether a word has a capital that no sentence's beginning gives it; there, where the next word has one too."""
    return text[letter : letter + 1].isupper() and (start > 0 or text[end + 1 : end + 2].isupper())


def is_headline(text: str) -> bool:
    """Whether a text has capitals throughout, so that they tell no names."""
    long = [word for word in text.split() if len(word) > 4 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) > 0.7 * len(long)
