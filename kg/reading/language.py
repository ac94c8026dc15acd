"""Which language a text is in, told by its little words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


def words_of(listing: str) -> frozenset[str]:
    """The words of a listing set apart by spaces."""
    return frozenset(listing.split())


_WORDS: Final = {
    "fr": words_of(
        "le la les l d un une des du de et est sont à au aux en dans par pour sur avec sans que qui qu ne pas "
        "ce cette ces se s son sa ses leur leurs il elle ils elles on nous vous plus mais ou où comme dont "
        "entre selon été être avait ont fait n c j y"
    ),
    "en": words_of(
        "the of and to in is are was were be been for with on at by from as that this these those it its he "
        "she they we his her their not or but which who has have had will would than more an after about into "
        "over said"
    ),
}
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 6000
_LEAST_SHARE: Final = 0.12
_CLEAR: Final = 1.3


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language (fr, en or None) and from 0 to 1 how sure it is: the lead of its little words over the other's."""

    language: str | None
    score: float


def guess_language(text: str) -> LanguageGuess:
    """The language of a text by its function words, of the start, the middle and the end; None where they do not tell."""
    words = _LETTERS.findall(_sample(text).lower())
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    first, second = counts[best], sum(counts.values()) - counts[best]
    if not first or first < _LEAST_SHARE * len(words) or first < _CLEAR * second:
        return LanguageGuess(None, 0.0)
    return LanguageGuess(best, round((first - second) / (first + second) * min(1.0, first / 3), 3))


def language_of(text: str, asked: str = "auto") -> str | None:
    """The language asked for, or for "auto" the one guessed."""
    return guess_language(text).language if asked == "auto" else asked


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
