"""Patterns of what is written in digits, and the ways to make patterns of words and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.extraction.folding import fold

# An account at a bank: two letters and digits. JUNK and NUMERAL never start with a letter.
ACCOUNT = r"[a-z]{2}\d{2}(?:[ ][a-z\d]{4}){3,7}(?:[ ][a-z\d]{1,4})?(?!\w)"
JUNK = (
    r"(?P<colon>\d{1,4}:\d{1,3}(?:['., ]\d{3})*)(?![:\d]|[.,]\d)"  # a ratio, or a clock
    r"|(?P<junk>\(?\+?\d{1,3}\)?[ .-](?:\(?\d{1,4}\)?[ .-])?\d{2,4}(?:[ .-]\d{2}){2,4}(?!\d)"  # telephone, groups of two
    r"|(?:\+\d{1,2}[ .-])?\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?!\d)"  # telephone, American
    r"|\d{2}(?:[ .]\d{2}){3,4}(?!\d)"
    r"|\d{4}(?:[ ]\d{4}){3}(?!\d)"  # cards
    r"|\d{1,4}(?P<bar>[/.])\d{1,2}(?P=bar)\d{2,4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)"  # dates
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # clock
    r"|\d++(?:-\d++){2,}+"  # codes
    r"|(?P<clock>\d{1,2}[ \n]?h(?:eures?)?[ \n]?[0-5]\d)(?!\d|[ \n]?(?:min|mn|s))"  # clock, French
    r"|\d{1,3}°[ ]?\d{1,2}(?:[.,]\d{1,4})?['’′](?:[ ]?\d{1,2}(?:[.,]\d{1,4})?[ ]?(?:['’′]{1,2}|[\"”″]))?"
    r"(?:[ ]?[a-z]{1,5}[ ]?/[ ]?-?\d{1,3}[.,]\d{1,8}[ ]?[,;][ ]?-?\d{1,3}[.,]\d{1,8})?"  # coordinates
    r")"
)
NUMERAL = (
    r"(?P<num>"
    r"(?:(?!\d{1,3}(?:[.,]\d{3})[ \n]?[x×*·⋅][ \n]?10(?:\^|\*\*|[-⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]))(?:"  # "6,022 × 10^23" groups no thousands
    r"(?:\d{1,2}(?:,\d{2}(?=,))++,\d{3}|\d{1,3}(?:,\d{3})++)(?!\d|e[+-]?\d)(?:\.\d++)?"
    r"|\d{1,3}(?:'\d{3})++(?!\d)(?:[.,]\d++)?"
    r"|\d{1,3}(?:_\d{3})++(?!\w)"  # as programmers write
    r"|\d{1,3}(?:\.\d{3})++(?!\d|\.\d|e[+-]?\d)(?:,\d++)?))"
    r"|\d{1,3}(?:(?:[ ]{1,2}|[ ]?\n+[ ]?)\d{3}(?!\d))++(?:[.,]\d++)?"
    r"|\d++(?:\.\d++){2,}+"  # version numbers; refused later
    r"|(?:\d++(?:[.,]\d++)?|(?<![\w)\]%.,])[.,]\d++(?![.,]\d))"
    r"(?:e[+-]?\d{1,3}(?!\w)|[ \n]?[x×*·⋅][ \n]?10(?:\^|\*\*)?[-⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?![\d]))?"
    r")"
)


def word_pattern(words: Iterable[str], space: str = r"[ \n]+", *, closed: bool = False) -> str:
    """A pattern of the words by common prefixes, so that a failed match costs a step a letter; longest first.

    With `closed`, a word whose last character is a letter or digit ends where the word of the text does. Of no words it is
    a pattern that nothing matches.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def spell(node: dict[str, Any], last: str) -> str:
        branches = []
        for letter in sorted(letter for letter in node if letter):
            head = space if letter == " " else re.escape(letter)
            branches.append(head + spell(node[letter], letter))
        if "" in node:
            branches.append(r"(?!\w)" if closed and last.isalnum() else "")
        return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"

    return spell(trie, "") if trie else "(?!)"


def any_sign(signs: Iterable[str]) -> str:
    """A pattern of signs and symbols, whose spaces may be of any kind."""
    return word_pattern(signs, "[ \n\u00a0\u202f\u2009]", closed=True)


def mark_pattern(marks: Iterable[str]) -> str:
    """A pattern of marks that stand after a number, a space away at most."""
    listed = "|".join(re.escape(mark) for mark in sorted(marks, key=lambda mark: (-len(mark), mark)))
    return rf"[ \u00a0\u202f]?(?P<name>{listed})(?!\w)"


def glued_codes(codes: Iterable[str]) -> str:
    """A look behind for a currency code or sign of letters that stands directly before the digits: "USD5", "Rs20"."""
    listed = [fold(code) for code in codes]
    parts = []
    for length in sorted({len(code) for code in listed}):
        same = "|".join(code for code in listed if len(code) == length)
        parts += [rf"(?<=[^\w](?:{same}))", rf"(?<=\A(?:{same}))"]
    return f"(?:{'|'.join(parts)})"
