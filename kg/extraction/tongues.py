"""In which language a piece of text says its figures, by its little words, else by its words for numbers and units."""

from __future__ import annotations

from kg.extraction.folding import fold, tokens
from kg.extraction.grammar import language_pack
from kg.reading.language import guess_language

_OTHER = {"fr": "en", "en": "fr"}
_SAMPLE = 4000
_KEYS = ("numbers", "scales", "groups", "collectives", "vague", "fractions", "multiples", "ordinal_words", "ordinals_alone")
_TABLES = ("units", "currencies")
_LISTS = ("hundreds", "decimal_words", "negatives", "months", "weekdays", "halves")
_words: dict[str, frozenset[str]] = {}


def _vocabulary(language: str) -> frozenset[str]:
    if language not in _words:
        pack = language_pack(language)
        texts = [str(word) for key in _KEYS for word in pack.get(key) or ()]
        texts += [str(name) for key in _TABLES for names in (pack.get(key) or {}).values() for name in names]
        texts += [str(word) for key in _LISTS for word in pack.get(key) or ()]
        _words[language] = frozenset(word for text in texts for word in tokens(fold(text)) if word[0].isalpha())
    return _words[language]


def tongues(text: str, asked: str = "auto", fallback: tuple[str, str] = ("fr", "en")) -> tuple[str, str]:
    """The two languages to read figures in, the likelier first: the one asked for; else as the text tells; else the fallback."""
    if asked != "auto":
        return asked, _OTHER[asked]
    guess = guess_language(text).language
    if guess is None:
        words = [word for word in tokens(fold(text[:_SAMPLE])) if word[0].isalpha()]
        counts = {code: sum(word in _vocabulary(code) for word in words) for code in _OTHER}
        if counts["fr"] == counts["en"]:
            return fallback
        guess = max(counts, key=lambda code: counts[code])
    return guess, _OTHER[guess]
