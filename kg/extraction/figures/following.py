"""What may follow a number and belong to it: the first words of units, scales, currencies, parts and links, as one set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extraction.figures.packs import Pack, listed
from kg.extraction.folding import fold

# A mark that ends what was said, the end of the text, or a word: all else may be a sign, a digit or a mark of the number.
PLAIN = re.compile(r"[.;:)!?](?=[ \n]|\Z)|,(?=[ \n]\D|\Z)|\Z|[ \n]([^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]+)")
_FIRST = re.compile(r"[^\W\d_½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞]+")
_LETTERS = frozenset({"x", "p", "c", "k", "m"})  # that patterns of readings spell out
_LISTS = (
    "halves",
    "quarter_past",
    "three_quarters",
    "times",
    "power_words",
    "denominator_links",
    "unit_between",
    "number_links",
)


def follower_words(
    packs: Sequence[Pack], common: Pack, names: Iterable[str], suffixes: Iterable[str], fractions: Iterable[str]
) -> frozenset[str]:
    """The first words of whatever may stand after a number, a space away, and be a part of it.

    `names` are those of units, scales, currencies, signs and symbols.
    """
    codes = ["", *(fold(code) for code in (*common["currency_codes"], *common["signs_behind_scales"]))]
    glued = {fold(suffix) + code for suffix in suffixes for code in codes}  # "3 M", "3 kEUR": letters all
    said = [word for key in _LISTS for word in listed(packs, key)]
    marks = [*common["franc_marks"], *common["cent_signs"]]
    firsts = (_FIRST.match(fold(name)) for name in (*names, *said, *marks, *fractions))
    return frozenset({first.group() for first in firsts if first is not None} | glued | _LETTERS)
