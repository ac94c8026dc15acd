"""What patterns cannot match without: for each a few literal strings, of which every text that it matches holds one.

To look for those is many times faster than to try each pattern at every place, and most sentences hold few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

_Strings = frozenset[str]
_MOST: Final = 80  # strings that are worth looking for one by one


class Guard:
    """Tells of several patterns which ones may match a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        places: dict[str, list[int]] = {}
        for place, pattern in enumerate(patterns):
            for string in required_by(pattern):
                places.setdefault(string, []).append(place)
        self._places = tuple(places.items())

    def among(self, text: str) -> list[int]:
        """The places, in order, of the patterns that may match; the others cannot."""
        found: set[int] = set()
        for string, places in self._places:
            if string in text:
                found.update(places)
        return sorted(found)


def required_by(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of which every match of a pattern holds at least one; the empty string alone where that cannot be told.

    Read off the tree that Python's own compiler makes of the pattern; what is not known there requires nothing. The
    pattern must tell small letters from capitals.
    """
    if pattern.flags & re.IGNORECASE:
        return ("",)
    parser: Any = getattr(re, "_parser", None)  # without a public name since 3.11
    found = _of_sequence(parser.parse(pattern.pattern, pattern.flags)) if parser is not None else frozenset()
    return tuple(sorted(found)) if found and len(found) <= _MOST else ("",)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> _Strings:
    """The best of what the parts of a sequence require: letters in a row count as one string. Empty where none does."""
    best: _Strings = frozenset()
    run = ""
    for name, value in items:
        kind = str(name)
        if kind == "LITERAL":
            run += chr(value)
            continue
        best, run = _better(best, frozenset({run} if run else ())), ""
        best = _better(best, _of_part(kind, value))
    return _better(best, frozenset({run} if run else ()))


def _of_part(kind: str, value: Any) -> _Strings:
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1])
    if kind == "ATOMIC_GROUP":
        return _of_sequence(value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    if kind == "BRANCH":
        parts = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    if kind == "IN" and all(str(name) == "LITERAL" for name, _ in value):
        return frozenset(chr(letter) for _, letter in value)
    return frozenset()


def _better(one: _Strings, other: _Strings) -> _Strings:
    """What of two is the rarer: the one whose shortest string is longer, of equals the one with fewer."""
    if not one or not other:
        return one or other
    return max(one, other, key=lambda strings: (min(len(min(strings, key=len)), 3), -len(strings)))
