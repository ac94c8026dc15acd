"""The letters that stand for a name of the same text: those in brackets behind it, and those that are its initials.

Long forms are looked for before and in the brackets, as A. Schwartz and M. Hearst do (A simple algorithm for identifying
abbreviation definitions in biomedical text, 2003), by whole words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.extraction.attaching.context import Words, words_of
from kg.extraction.attaching.kinds import given_names
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold

_IN_BRACKETS: Final = re.compile(r"\s?\(\s?([A-Z][A-Za-z]?[A-Z&-]*[A-Z])\s?[),;]")
_LETTERS: Final = re.compile(r"[A-Z]{2,6}")
_DEFINED: Final = re.compile(r"\s?\(\s?([A-Z]{2,8})\s?[),;]")
_DEFINING: Final = re.compile(r"(?<![\w-])([A-Z]{2,8}) ?\(\s?(?=[^\W\d_])")
_MOST: Final = 2  # words that a long form has at most for a letter
_PARTS: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset([*common_pack()["name_links"], *common_pack()["loose_links"]])
_FOUND: Final = ("ner", "name")


def lettered(passages: Sequence[Passage], mentions: Sequence[Mention], language: str) -> Mapping[str, str]:
    """The names that go by another form of the text: "Confédération générale du travail" and CGT, "British Airways" and BA.

    French calls a body of many words by its letters, where it has those as often; else the name is the one written out.
    """
    counts = Counter(mention.entity for mention in mentions)
    forms: dict[str, str] = {}
    for long, words, brief in [*_bracketed(passages, mentions), *_by_initials(mentions)]:
        by_letters = language == "fr" and words > 2 and counts[brief] >= counts[long]
        kept, other = (brief, long) if by_letters else (long, brief)
        if kept not in forms:
            forms.setdefault(other, kept)
    return forms


def defined(passage: Passage, language: str) -> Iterator[Mention]:
    """The bodies that a passage gives letters to: "Parti québécois (PQ)", "RHDP (Rassemblement des houphouëtistes pour la paix)".

    They begin with a word for a body, or have capitals throughout, unlike a "Produit intérieur brut (PIB)".
    """
    text, words = passage.text, words_of(language)
    for match in _DEFINED.finditer(text):
        before = list(_PARTS.finditer(text, 0, match.start()))[-_MOST * len(match[1]) :]
        for first in reversed(before):
            span = (first.start(), match.start())
            if _stands_for(text[slice(*span)], match[1], words):
                yield _body(passage, *span)
                break
    for match in _DEFINING.finditer(text):
        end = min((place for mark in ",)" if (place := text.find(mark, match.end())) > 0), default=0)
        if end and _stands_for(text[match.end() : end], match[1], words):
            yield _body(passage, match.end(), end)


def _stands_for(name: str, letters: str, words: Words) -> bool:
    """Whether a body's name has as many words as letters, each beginning with its own; small words may be left out."""
    parts = [part for part in _PARTS.findall(name) if part not in _SMALL]
    if not parts or not parts[0][0].isupper() or "(" in name or "," in name or letters not in _initials(name):
        return False
    loud = all(part[0].isupper() for part in parts)
    return fold(letters) not in words.not_names and (loud or words.bodies.fullmatch(fold(parts[0])) is not None)


def _body(passage: Passage, start: int, end: int) -> Mention:
    name = passage.text[start:end].strip()
    return Mention(passage.index, start, start + len(name), slug(name), "organization", "ner", name)


def _bracketed(passages: Sequence[Passage], mentions: Sequence[Mention]) -> Iterator[tuple[str, int, str]]:
    """Long names with how many words they have, and the letters in brackets behind them."""
    for mention in mentions:
        if mention.source in _FOUND and " " in mention.text:
            short = _IN_BRACKETS.match(passages[mention.passage].text, mention.end)
            if short is not None and fold(short[1][0]) == fold(mention.text[0]):
                yield mention.entity, mention.text.count(" ") + 1, slug(short[1])


def _by_initials(mentions: Sequence[Mention]) -> Iterator[tuple[str, int, str]]:
    """Long names and the letters elsewhere in the text that are the initials of this one name and of no other; persons have none."""
    long: dict[str, set[tuple[str, int]]] = {}
    for mention in mentions:
        if mention.source in _FOUND and slug(mention.text.split()[0]) not in given_names():
            for initials in _initials(mention.text):
                long.setdefault(initials, set()).add((mention.entity, mention.text.count(" ") + 1))
    for mention in mentions:
        if mention.source in _FOUND and _LETTERS.fullmatch(mention.text):
            whole = long.get(mention.text, set())
            if len({entity for entity, _ in whole}) == 1:
                entity, words = max(whole)
                yield entity, words, mention.entity


def _initials(name: str) -> set[str]:
    """The first letters of a name's words, of all and of those that are not small."""
    parts = _PARTS.findall(name)
    if len(parts) < 2 or name.isupper():
        return set()
    large = [part for part in parts if part not in _SMALL]
    return {_upper(parts), _upper(large)} if len(large) > 1 else set()


def _upper(parts: Sequence[str]) -> str:
    return slug("".join(part[0] for part in parts)).upper()
