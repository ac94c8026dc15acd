"""Whom each sentence speaks of: the name that is its subject, else the one that the sentences before were about.

A plain form of centering (Grosz, Joshi and Weinstein, "Centering: A Framework for Modeling the Local Coherence of
Discourse", Computational Linguistics 1995): a sentence that opens with a name moves the focus to it; one that opens with a
pronoun, a possessive, a word like "the company" or anything else leaves it where it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.names import Names
from kg.extraction.attaching.packs import context_pack
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.voices import speaks_by_words
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

_WORD: Final = re.compile(r"[\w'’-]+")
_LONGEST: Final = 7  # words before a name that opens a sentence: "The Swedish regional carrier Norrland Air"
_ADVERBIAL: Final = 9  # words of what may stand before the subject, up to a comma: "In the first half of 2017,"
_HEAD: Final = 5  # words in which a noun for the one spoken of comes: "The third-biggest UK supermarket"
_OPENING_MARKS: Final = "«“\"'’‘(–—-• "
_WEIGHTS: Final = {"title": 3.0, "title_first": 2.0, "lead": 2.0, "opens": 1.0, "adjective": 0.3}


@dataclass(frozen=True, slots=True)
class Focus:
    """How a passage opens and whom it speaks of.

    ``opening`` is named, pronoun, possessive, a kind of thing that a definite noun refers to ("organization" for "the
    company"), or other. ``own`` is the name that is its subject; ``before`` whom the passages before spoke of, ``persons``
    and ``others`` the last person and the last that is none.
    """

    opening: str
    own: str | None
    before: str | None
    persons: str | None
    others: str | None


@dataclass(frozen=True)
class Foci:
    """The focus of every passage, and each name's place by its weight in the text: of all, and of its kind."""

    by_passage: Mapping[int, Focus]
    ranks: Mapping[str, int]
    kind_ranks: Mapping[str, int]


def foci_of(passages: Sequence[Passage], names: Names, title: int | None, language: str) -> Foci:
    """Whom the passages of a text speak of, one after the other."""
    found: dict[int, Focus] = {}
    weights: dict[str, float] = defaultdict(float)
    current: str | None = None
    persons: str | None = None
    others: str | None = None
    lead = next((item.index for item in passages if item.kind.is_running_text and len(item.text) > 40), None)
    for passage in passages:
        dateline = dateline_of(passage)
        mentions = [mention for mention in names.of(passage.index) if mention.end > dateline]
        opening, subject = _opening(passage, mentions, language)
        found[passage.index] = Focus(opening, subject, current, persons, others)
        for place, mention in enumerate(mentions):
            weights[mention.entity] += _WEIGHTS["adjective"] if mention.source == "adjective" else 1.0
            if passage.index == title:
                weights[mention.entity] += _WEIGHTS["title"] + (_WEIGHTS["title_first"] if not place else 0.0)
        if subject is not None:
            weights[subject] += _WEIGHTS["lead"] if passage.index == lead else _WEIGHTS["opens"]
        if passage.kind is BlockKind.HEADING and mentions and passage.index != title:
            subject = mentions[0].entity
        if subject is not None:
            current = subject
            if names.kinds.get(subject) == "person":
                persons = subject
            else:
                others = subject
    ordered = sorted(weights, key=lambda name: (-weights[name], names.first.get(name, 0), name))
    kinds: Counter[str] = Counter()
    kind_ranks: dict[str, int] = {}
    for name in ordered:
        kind = names.kinds.get(name, "other")
        kind_ranks[name] = kinds[kind]
        kinds[kind] += 1
    return Foci(found, {name: rank for rank, name in enumerate(ordered)}, kind_ranks)


@cache
def _lists(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that make what follows no subject, possessives, and pronouns that are subjects."""
    pack = context_pack(language)["focus"]
    return (
        frozenset(map(fold, pack["not_before_subject"])),
        frozenset(map(fold, pack["possessives"])),
        frozenset(map(fold, pack["pronouns"])),
    )


def _opening(passage: Passage, mentions: Sequence[Mention], language: str) -> tuple[str, str | None]:
    """How a passage opens, and the name that is its subject."""
    start = dateline_of(passage)
    text = passage.text
    barred, possessives, pronouns = _lists(language)
    for begin in _beginnings(text, start):
        words = list(_WORD.finditer(text, begin, min(len(text), begin + 90)))[: _LONGEST + 1]
        if not words:
            continue
        first = fold(words[0].group())
        if first in pronouns:
            return "pronoun", None
        if first in possessives:
            return "possessive", None
        named = next((mention for mention in mentions if mention.start >= begin and mention.source != "adjective"), None)
        if named is not None:
            before = [match for match in words if match.end() <= named.start]
            plain = [fold(match.group()) for match in before]
            if (
                len(before) <= _LONGEST
                and len(before) < len(words)
                and not (plain and (plain[0] in barred or plain[-1] in barred))
                and "," not in text[begin : named.start]
                and not speaks_by_words(text, named, language)
            ):
                return "named", named.entity
        head = fold(" ".join(match.group() for match in words[:_HEAD]))
        for kind, finder in words_of(language).coreference.items():
            match = finder.match(head)
            if match is not None:
                return kind, None
        if first not in barred:
            break
    return "other", None


def _beginnings(text: str, start: int) -> Iterator[int]:
    """Where the subject may begin: at the start, and behind an adverbial that a comma ends."""
    while start < len(text) and text[start] in _OPENING_MARKS:
        start += 1
    yield start
    comma = text.find(", ", start, start + 80)
    if comma > 0 and len(_WORD.findall(text[start:comma])) <= _ADVERBIAL:
        yield comma + 2
