"""In which language a piece of text says its figures, by its little words, else by its words for numbers and units."""

from __future__ import annotations

import re

from kg.extraction.figures.grammar import language_pack
from kg.extraction.folding import fold, tokens
from kg.reading.language import guess_language

LANGUAGES = ("fr", "en")
"""The languages that figures are read in."""
_SAMPLE = 4000
_KEYS = ("numbers", "scales", "groups", "collectives", "vague", "fractions", "multiples", "ordinal_words", "ordinals_alone")
_TABLES = ("units", "currencies")
_LISTS = ("hundreds", "decimal_words", "negatives", "months", "weekdays", "halves")
_ENGLISH_MARKS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|\d\.\d{1,2}(?!\d)|[$£€]\d")
_FRENCH_MARKS = re.compile(r"\d,\d{1,2}(?!\d)|\d\s[$£€]")
_words: dict[str, frozenset[str]] = {}


def _vocabulary(language: str) -> frozenset[str]:
    if language not in _words:
        pack = language_pack(language)
        texts = [str(word) for key in _KEYS for word in pack.get(key) or ()]
        texts += [str(name) for key in _TABLES for names in (pack.get(key) or {}).values() for name in names]
        texts += [str(word) for key in _LISTS for word in pack.get(key) or ()]
        _words[language] = frozenset(word for text in texts for word in tokens(fold(text)) if word[0].isalpha())
    return _words[language]


def with_other(language: str) -> tuple[str, str]:
    """A language and the other one: figures of a text are read in both, its own first."""
    return language, "en" if language == "fr" else "fr"


def tongues(text: str, asked: str = "auto", fallback: tuple[str, str] | None = None) -> tuple[str, str]:
    """The two languages to read figures in, the likelier first.

    The one asked for; else that of the text's little words; else that of its number and unit words; else the fallback (the
    languages of a larger text around it); else as its numbers are written: "1,234" and "$5" are English, "1,5" French.
    """
    if asked != "auto":
        return with_other(asked)
    guess = guess_language(text).language
    if guess is None:
        words = [word for word in tokens(fold(text[:_SAMPLE])) if word[0].isalpha()]
        counts = {code: sum(word in _vocabulary(code) for word in words) for code in LANGUAGES}
        if counts["fr"] == counts["en"]:
            if fallback is not None:
                return fallback
            return ("en", "fr") if _ENGLISH_MARKS.search(text) and not _FRENCH_MARKS.search(text) else ("fr", "en")
        guess = max(counts, key=lambda code: counts[code])
    return with_other(guess)
