"""Entries of language packs put together: lists, tables, and what each language has alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.extraction.folding import fold

Pack = Mapping[str, Any]


def merged(packs: Sequence[Pack], key: str) -> dict[str, Any]:
    """A table of several packs, folded; the first pack has its way."""
    out: dict[str, Any] = {}
    for pack in packs:
        for word, value in (pack.get(key) or {}).items():
            out.setdefault(fold(str(word)), value)
    return out


def listed(packs: Sequence[Pack], key: str) -> list[str]:
    """A list of several packs, one after the other."""
    return [str(item) for pack in packs for item in pack.get(key) or ()]


def merged_lists(packs: Sequence[Pack], key: str) -> dict[str, list[str]]:
    """A table of lists of several packs, each list joined and folded."""
    out: dict[str, list[str]] = {}
    for pack in packs:
        for name, listed in (pack.get(key) or {}).items():
            out.setdefault(str(name), []).extend(fold(str(item)) for item in listed)
    return out


def own_words(packs: Sequence[Pack]) -> dict[str, frozenset[str]]:
    """The little words of each language that are none of the others."""
    keys = (
        "stopwords",
        "function_words",
        "articles",
        "connectors",
        "definite",
        "range_to",
        "range_or",
        "range_and",
        "en_verbs",
    )
    words = {pack["language"]: {fold(word) for key in keys for word in listed([pack], key)} for pack in packs}
    return {
        code: frozenset(own.difference(*(others for other, others in words.items() if other != code)))
        for code, own in words.items()
    }


def cardinals(pack: Pack) -> dict[int, str]:
    """A word for each number that one word says."""
    out = {10**power: str(word) for word, power in pack["scales"].items()}
    out[100] = str(pack["hundreds"][0])
    for word, value in pack["numbers"].items():
        out.setdefault(value, str(word))
    return out


def month_names(pack: Pack) -> list[tuple[int, str]]:
    """The names of months with their number from 0; a pack may spell a month in two ways, one after the other."""
    out: list[tuple[int, str]] = []
    number = -1
    last = ""
    for name in pack["months"]:
        plain = name.translate(str.maketrans("éèûô", "eeuo"))
        if plain != last:
            number += 1
        last = plain
        out.append((number, name))
    return out
