r"""What the language packs say, made when first asked for: sets of words, sets of phrases, and patterns with words in them.

A pattern of this room is a template: what stands where is written in its module, the words are in the packs. In

    r"(?:<<and>>)[ ]\d"

`<<and>>` is replaced by the entries of `and` in all packs: the words of a list, or the expression of that name under
`patterns`. A language that has none adds nothing; where no language has any, the place matches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.extraction.figures.literals import word_pattern
from kg.extraction.figures.packs import Pack, listed
from kg.extraction.folding import fold

_PLACE = re.compile(r"<<(\w+)>>")
NOTHING = "(?!)"

Made = TypeVar("Made")


class OnDemand(dict[str, Made]):
    """A table whose entries are made when they are first looked up."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Made:
        made = self[key] = self._make(key)
        return made


def words_of(packs: Sequence[Pack], key: str) -> frozenset[str]:
    """The words of a list, folded, of all packs. KeyError for a list that no pack has."""
    if not any(key in pack for pack in packs):
        raise KeyError(key)
    return frozenset(fold(word) for word in listed(packs, key))


def languages_that(packs: Sequence[Pack], habit: str) -> frozenset[str]:
    """The languages of which a habit is."""
    return frozenset(str(pack["language"]) for pack in packs if habit in pack["habits"])


def endings_of(packs: Sequence[Pack], key: str) -> tuple[str, ...]:
    """The entries of a list for `str.endswith` and `str.startswith`. KeyError for a list that no pack has."""
    return tuple(sorted(words_of(packs, key)))


def filled(packs: Sequence[Pack], template: str) -> re.Pattern[str]:
    """A template with the words of the packs in their places. KeyError for a place of which no pack knows."""
    ordered = sorted(packs, key=lambda pack: str(pack["language"]))  # so that a pattern is compiled once for all orders
    return re.compile(_PLACE.sub(lambda place: _alternatives(ordered, place.group(1)), template))


def own_patterns(packs: Sequence[Pack], name: str) -> dict[str, re.Pattern[str]]:
    """By language, the pattern of that name of those that have one."""
    found = {pack["language"]: (pack.get("patterns") or {}).get(name) for pack in packs}
    return {language: re.compile(pattern) for language, pattern in found.items() if pattern}


def _alternatives(packs: Sequence[Pack], key: str) -> str:
    patterns = [pack["patterns"][key] for pack in packs if key in (pack.get("patterns") or ())]
    if patterns:
        return "(?:" + ("|".join(str(pattern) for pattern in patterns if pattern) or NOTHING) + ")"
    return f"(?:{word_pattern(words_of(packs, key), '[ ]')})"
