"""What kind of thing a name is, by how a text writes of it: a person, a place, an organization."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold

_BEFORE: Final = 40  # characters before a name in which its office or what it is stands
_AGED: Final = re.compile(r",? \(?(?:\d{1,3} ans|aged? \d|\d{1,3}(?:,|\))|née? (?:le|en|à)|born (?:on|in))")
_LETTERS: Final = re.compile(r"[A-Z][A-Z&.-]{1,5}(?:-[A-Z]+)*")
_LONGEST: Final = 4  # words that a person's name seldom has more of
_LEAST: Final = 2


@cache
def given_names() -> frozenset[str]:
    """Given names, as slugs."""
    text = files("kg.vocabulary").joinpath("given_names.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["names"].split())


def with_kinds(passages: Sequence[Passage], mentions: Iterable[Mention], language: str) -> list[Mention]:
    """Mentions of no kind yet, each with the kind that most speaks for in the whole text, where anything does."""
    listed = list(mentions)
    votes: dict[str, Counter[str]] = {}
    for mention in listed:
        if mention.kind == "other" and mention.source == "name":
            count = votes.setdefault(mention.entity, Counter())
            for kind, weight in _signs(passages[mention.passage], mention, language):
                count[kind] += weight
    kinds = {}
    for entity, count in votes.items():
        kind, weight = max(sorted(count.items()), key=lambda item: item[1], default=("other", 0))
        if weight >= _LEAST:
            kinds[entity] = kind
    return [
        replace(mention, kind=kinds[mention.entity], source="ner")
        if mention.kind == "other" and mention.source == "name" and mention.entity in kinds
        else mention
        for mention in listed
    ]


def _signs(passage: Passage, mention: Mention, language: str) -> Iterator[tuple[str, int]]:
    """What speaks for a kind at one mention, each with its weight."""
    words, text = words_of(language), passage.text
    parts = mention.text.split()
    before = fold(text[max(0, mention.start - _BEFORE) : mention.start]).rstrip()
    last = re.search(r"([\w'.-]+)\Z", before)
    beside = last[1] if last is not None else ""
    if 1 < len(parts) <= _LONGEST and slug(parts[0].partition("-")[0]) in given_names():
        yield "person", 4
    if beside in words.titles or beside.rstrip(".") in words.titles:
        yield "person", 3
    if len(parts) <= _LONGEST and _AGED.match(text, mention.end):
        yield "person", 3
    if words.firms.fullmatch(beside) or words.firms.fullmatch(fold(parts[0])) or words.bodies.fullmatch(fold(parts[0])):
        yield "organization", 4
    if len(parts) > 1 and words.company.fullmatch(fold(parts[-1])):
        yield "organization", 3
    if _LETTERS.fullmatch(mention.text):
        yield "organization", 2
    if words.called.search(f"{before} ") or words.called.search(before):
        yield "place", 4
    elif words.towns.search(before) or words.towns.search(f"{before} ") or words.regions.search(f"{before} "):
        yield "place", 2
