"""The language packs read: the words around figures as they stand in the files, and patterns and lists compiled from them once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from kg.extraction.figures.grammar import UnknownLanguageError
from kg.extraction.folding import fold

Pack = Mapping[str, Any]
NEVER: Final = re.compile(r"(?!)")
"""A pattern of nothing: where a language has no words of a sort."""
_START: Final = re.compile(r"\w+|[^\w\s]")


@cache
def context_pack(language: str) -> Pack:
    """The context words of a language. UnknownLanguageError when there are none."""
    if not re.fullmatch(r"[a-z]{2}", language):
        raise UnknownLanguageError(language)
    return _read(language)


@cache
def common_pack() -> Pack:
    """The words that are read the same in every text."""
    return _read("und")


def _read(name: str) -> Pack:
    path = files("kg.vocabulary").joinpath("languages", f"{name}.context.yaml")
    if not path.is_file():
        raise UnknownLanguageError(name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pack: Pack = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader, in C where there is one
    return pack


@cache
def pattern_in(language: str, section: str, name: str) -> re.Pattern[str]:
    """A pattern of a section of a language's pack."""
    return re.compile(context_pack(language)[section][name])


@cache
def words_in(language: str, section: str, name: str) -> frozenset[str]:
    """The words, folded, of a list in a section of a language's pack."""
    return frozenset(fold(word) for word in context_pack(language)[section][name])


def alternatives(words: Iterable[str]) -> str:
    """A pattern of whole words or phrases, the longest first."""
    ordered = sorted({fold(str(word)) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)


def word_finder(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words in folded text, the longest first.

    Each alternative begins with its first letter and only then looks back for the start of a word: so the search skips
    to the letters that a phrase begins with, where a pattern that begins by looking back is tried at every place.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted({fold(str(word)) for word in words}, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    listed = "|".join(rf"{re.escape(letter)}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?:{listed})(?!\w)") if listed else NEVER


def starts_of(phrases: Iterable[str]) -> frozenset[str]:
    """The first words, or marks, of some phrases in folded text: where none is there, no phrase is."""
    return frozenset(match.group() for phrase in phrases if (match := _START.match(fold(str(phrase)))) is not None)
