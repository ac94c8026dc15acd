"""The folded text: one character for each of the original, in the few forms the grammar knows.

Lower case; every space is a plain space (line ends and page breaks stay); apostrophes, hyphens and the minus sign are ASCII.
Offsets in the folded text are offsets in the original.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPACES = (0x9, 0xB, 0xD, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF)
_PLAIN: dict[str, str] = (
    dict.fromkeys(map(chr, _SPACES), " ")
    | dict.fromkeys("\u0085\u2028\u2029", "\n")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("\u2012\u2014\u2015", "\u2013")
    | {"\uff05": "%", "\uff0c": ",", "\uff0e": ".", "\u066a": "%", "\u066b": ".", "\u066c": "'"}
)

_MARK = re.compile(f"[{re.escape(''.join(_PLAIN))}]")

_SHORT = 24
_TOKEN = re.compile(r"[ ]?([^\W\d_]+'?|\d[\d.,]*|[^\w\s«»\"“”]|\n(?=\s*\n))")  # with the space before it: that is faster


def fold(text: str) -> str:
    """The folded form of a text, of the same length."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=1 << 15)
def _fold_short(text: str) -> str:
    """Words come again and again."""
    return _fold(text)


def _fold(text: str) -> str:
    even = _MARK.sub(lambda mark: _PLAIN[mark.group()], text)  # faster than str.translate, which looks up each character
    low = even.lower()
    if len(low) == len(even):
        return low
    # A few letters (İ) grow when lowered: keep those as they are, so that offsets hold.
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in even)


def tokens(folded: str) -> list[str]:
    """Words (with a final apostrophe), numbers, marks and blank lines, without quotation marks."""
    return _TOKEN.findall(folded)


def phrase(text: str) -> tuple[str, ...]:
    """A phrase of a language pack as the tokens it folds to."""
    return tuple(tokens(fold(text)))
