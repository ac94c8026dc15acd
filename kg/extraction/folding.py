"""The folded text: one character for each of the original, in the few forms the grammar knows.

Lower case; every space is a plain space (line ends stay); apostrophes, hyphens and the minus sign are ASCII.
Offsets in the folded text are offsets in the original.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TABLE: dict[int, str] = (
    dict.fromkeys((0x9, 0xB, 0xC, 0xD, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF), " ")
    | dict.fromkeys((0x85, 0x2028, 0x2029), "\n")
    | dict.fromkeys((0x2018, 0x2019, 0x201B, 0x02BC, 0x02B9, 0x2032, 0xB4, 0x60, 0xFF07), "'")
    | dict.fromkeys((0x2010, 0x2011, 0x2212, 0xFE63, 0xFF0D), "-")
    | {0xFF05: "%", 0xFF0C: ",", 0xFF0E: ".", 0x2014: "–", 0x2012: "–", 0x2015: "–"}
)

_SHORT = 24
WORDS_AND_MARKS = re.compile(r"[^\W\d_]+'?|\d[\d.,]*|[^\w\s«»\"“”]|\n(?=\s*\n)")


def fold(text: str) -> str:
    """The folded form of a text, of the same length."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=1 << 15)
def _fold_short(text: str) -> str:
    """Words come again and again."""
    return _fold(text)


def _fold(text: str) -> str:
    even = text.translate(_TABLE)
    low = even.lower()
    if len(low) == len(even):
        return low
    # A few letters (İ) grow when lowered: keep those as they are, so that offsets hold.
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in even)


def tokens(folded: str) -> list[str]:
    """Words (with a final apostrophe), numbers, marks and blank lines, without quotation marks."""
    return WORDS_AND_MARKS.findall(folded)


def phrase(text: str) -> tuple[str, ...]:
    """A phrase of a language pack as the tokens it folds to."""
    return tuple(tokens(fold(text)))
