"""The forms of the verbs and adjectives that the word packs name by one form, by the endings that a pack has for its language."""

from __future__ import annotations

import re
from typing import Any

from kg.factcheck.wording.packs import pack_of


def forms_of(verb: str, language: str) -> list[str]:
    """The forms of the third person, the participles and the infinitive of a regular verb, and of what follows it (rake in)."""
    first, _, rest = verb.partition(" ")
    group = next(group for group in _inflection(language)["verbs"] if re.search(group["ends"], first))
    forms = [first[: len(first) - cut] + ending for cut, endings in group["forms"] for ending in endings]
    return [f"{form} {rest}".rstrip() for form in forms]


def all_forms_of(verb: str, language: str) -> list[str]:
    """The forms of a regular verb, those also that double its last letter (cancelled, stopped) where a language does so."""
    forms, (first, _, rest) = forms_of(verb, language), verb.partition(" ")
    doubling = _inflection(language).get("doubling")
    if doubling is not None and re.search(doubling["ends"], first):
        forms += [f"{first}{first[-1]}{ending} {rest}".rstrip() for ending in doubling["endings"]]
    return forms


def singular(part: str) -> str:
    """A stem without the s of a plural."""
    return part.removesuffix("s")


def agreeing(adjective: str, language: str) -> list[str]:
    """The forms of an adjective where a language has several: its feminine, and what is not made by a mere s in the plural."""
    found = [adjective]
    for endings in _inflection(language).get("adjectives", ()):
        found += [adjective.removesuffix(own) + other for own, other in endings if adjective.endswith(own)][:1]
    return found


def _inflection(language: str) -> dict[str, Any]:
    table: dict[str, Any] = pack_of(language)["inflection"]
    return table
