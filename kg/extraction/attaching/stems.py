"""Words without their endings, so that the forms of one word meet; little words left out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from kg.extraction.attaching.packs import common_pack
from kg.extraction.folding import fold

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[%&]")
_ELIDED: Final = re.compile(r"\A(?:qu|[ldcnsjmt])'")
_PLURAL: Final = re.compile(r"(?:s|x)\Z")
_ENDING: Final = re.compile(r"(?:aient|erait|eraient|issent|ants?|antes?|ent|ait|ons|ez|ing|er|ed|és|ées?|é|e)\Z")
_VERBAL: Final = re.compile(r"(?:aient|ent|er|é|és|ée|ées|ed|ing|ers)\Z")


@cache
def _empty() -> frozenset[str]:
    """Little words, of which there is no stem."""
    return frozenset(common_pack()["empty"])


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its ending, so that forms of one word meet: five letters stay, of verbs four."""
    plain = _ELIDED.sub("", fold(word))
    if len(plain) > 4:
        plain = _PLURAL.sub("", plain)
    for pattern, least in ((_ENDING, 5), (_VERBAL, 4)):
        match = pattern.search(plain)
        if match is not None and match.start() >= least:
            return plain[: match.start()]
    return plain


def placed_stems(text: str) -> tuple[tuple[str, int, int], ...]:
    """The stems of a text with where their words stand; end exclusive."""
    empty = _empty()
    return tuple(
        (part, match.start(), match.end())
        for match in _WORD.finditer(fold(text))
        if (part := stem(match.group())) not in empty
    )


def stems_in(text: str) -> tuple[str, ...]:
    """The stems of a phrase, in order."""
    return tuple(part for part, _, _ in placed_stems(text))
