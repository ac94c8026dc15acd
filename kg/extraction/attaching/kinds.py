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
from kg.extraction.attaching.firms import known_firms
from kg.extraction.attaching.mentions import LEGAL_FORM, Mention, slug
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import adjectives
from kg.extraction.folding import fold

_BEFORE: Final = 40  # characters before a name in which its office or what it is stands
_LETTERS: Final = re.compile(r"[A-Z][A-Z&.-]{1,5}(?:-[A-Z]+)*")
_BESIDE: Final = re.compile(r"(?:([\w'.-]+) )?([\w'.-]+)\Z")
_LONGEST: Final = 4  # words that a person's name seldom has more of
_LEAST: Final = 2
_GUESSED: Final = ("name", "ner")
CONCEPTS: Final = ("concept", "industry", "group")
"""Kinds of entities that are matters and not bodies."""
MADE: Final = ("product", "model")
"""Kinds of what is made or dealt in."""
PLACES: Final = ("place", "country")
"""Kinds of places."""


@cache
def given_names() -> frozenset[str]:
    """Given names, as slugs."""
    text = files("kg.vocabulary").joinpath("given_names.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["names"].split())


def with_kinds(passages: Sequence[Passage], mentions: Iterable[Mention], language: str) -> list[Mention]:
    """Mentions of names that no list knows, each with the kind that most speaks for in the whole text, where anything does.

    What a model calls a name counts as one sign among the others.
    """
    listed = list(mentions)
    votes: dict[str, Counter[str]] = {}
    for mention in listed:
        if mention.source in _GUESSED:
            count = votes.setdefault(mention.entity, Counter())
            if mention.kind != "other":
                count[mention.kind] += 1
            for kind, weight in _signs(passages[mention.passage], mention, language):
                count[kind] += weight
    kinds: dict[str, str] = {}
    impersonal: set[str] = set()
    for entity, count in votes.items():
        kind, weight = max(sorted(count.items()), key=lambda item: item[1], default=("other", 0))
        if weight >= _LEAST:
            kinds[entity] = kind
        elif count["person"] < 0:
            impersonal.add(entity)
    return [_of_kind(mention, kinds.get(mention.entity), mention.entity in impersonal) for mention in listed]


def _of_kind(mention: Mention, kind: str | None, impersonal: bool) -> Mention:
    """A mention with the kind that was found for its name, if any; a name that is no person's is of no kind then."""
    if mention.source not in _GUESSED:
        return mention
    if kind is not None:
        return replace(mention, kind=kind, source="ner")
    return replace(mention, kind="other", source="name") if impersonal and mention.kind == "person" else mention


def _signs(passage: Passage, mention: Mention, language: str) -> Iterator[tuple[str, int]]:
    """What speaks for a kind at one mention, each with its weight."""
    words, text = words_of(language), passage.text
    parts = mention.text.split()
    before = fold(text[max(0, mention.start - _BEFORE) : mention.start]).rstrip()
    touching = _BESIDE.search(before)
    first, last = touching.groups("") if touching is not None else ("", "")
    beside = first if last in adjectives(language) else last
    if 1 < len(parts) <= _LONGEST and "-" not in parts and slug(parts[0].partition("-")[0]) in given_names():
        yield "person", 4
    if pattern_in(language, "kinds", "definite").search(before):
        yield "person", -2  # "the Sea Org", "la Dares"
    if beside in words.titles or beside.rstrip(".") in words.titles:
        yield "person", 3
    if len(parts) <= _LONGEST and pattern_in(language, "kinds", "aged").match(text, mention.end):
        yield "person", 3
    if mention.entity in known_firms():
        yield "organization", 3
    opening = fold(parts[0]) if len(parts) > 1 else ""
    if words.firms.fullmatch(beside) or words.firms.fullmatch(opening) or words.bodies.fullmatch(opening):
        yield "organization", 4
    if words.of_firms_behind.match(passage.folded, mention.end) or words.of_firms_before.search(f"{before} "):
        yield "organization", 2
    if LEGAL_FORM.match(passage.text, mention.end):
        yield "organization", 5
    if len(parts) > 1 and words.company.fullmatch(fold(parts[-1])):
        yield "organization", 3
    if _LETTERS.fullmatch(mention.text):
        yield "organization", 2
    if words.called.search(f"{before} ") or words.called.search(before):
        yield "place", 4
    elif words.towns.search(before) or words.towns.search(f"{before} ") or words.regions.search(f"{before} "):
        yield "place", 2
