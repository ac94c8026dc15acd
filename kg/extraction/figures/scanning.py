"""The scanner: finds, one after the other, the places of a text where a number may stand, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.extraction.figures.literals import ACCOUNT, JUNK, NUMERAL, glued_codes, word_pattern
from kg.extraction.figures.packs import Pack, listed, merged
from kg.extraction.folding import fold

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
_LITTLE = frozenset({"un", "une", "one", "a", "an", "point", "virgule"})  # numbers before some words only
_MOST_COUNTED = 20  # of numbers that may follow "un ... sur"
_REST = re.compile(r"[^\W\d_]++|\w++|\W")  # letters apart from the digits behind them: "sh310"


class Scanner:
    """What the scanner finds is a match with one of the groups colon, junk (with clock), num, word, frac and glued."""

    __slots__ = ("_number", "_passed")

    def __init__(self, number: re.Pattern[str], words: Iterable[str]) -> None:
        """`number` matches a number where it starts, `words` are all words that open one."""
        self._number = number
        # Most of a text is words that are no numbers: they are passed in one go. What is passed ends before each digit,
        # each sign that digits may follow and each word of the list; only there is the whole pattern tried.
        self._passed = re.compile(
            rf"(?:(?!(?:{word_pattern(words)})(?!\w)|[a-z]{{2}}\d|[{_VULGAR}])[^\W\d_]++[^\w(+.,]*+"
            r"|[^\w(+.,]++|[(+.,](?!\+?\d)|_\w*+)*+"
        )

    def next(self, low: str, at: int) -> re.Match[str] | None:
        """The first number of a folded text from a place on."""
        while True:
            passed = self._passed.match(low, at)
            assert passed is not None
            at = passed.end()
            if (found := self._number.match(low, at)) is not None:
                return found
            rest = _REST.match(low, at)
            if rest is None:
                return None
            at = rest.end()


def make_scanner(
    packs: Sequence[Pack],
    common: Pack,
    *,
    atoms: Collection[str],
    measures: Collection[str],
    spans: Collection[str],
    parts: Collection[str],
) -> Scanner:
    """The scanner of some languages.

    `atoms` are the words that are numbers wherever they stand; `measures` name units and currencies, `spans` those of time,
    and `parts` fractions, which make a number of "one" and "a" before them.
    """
    numbers: Mapping[str, int] = merged(packs, "numbers")
    scales = {*merged(packs, "scales"), *listed(packs, "hundreds")}
    decimal_words = listed(packs, "decimal_words")
    counts = word_pattern(word for word, value in numbers.items() if 1 < value <= _MOST_COUNTED)
    singular = {"in", "out", "on", "sur", *decimal_words, *measures}
    singular.update(word for key in ("alone", "victims", "counted_humans") for word in listed(packs, key))
    spoken = {*scales, *decimal_words, "and a", "and one", "and two", "and three", "and four", *parts}
    word = (
        rf"(?P<word>(?:{word_pattern(atoms)})(?!\w)"
        rf"|(?:une?|one)(?=[ \n]+(?:{word_pattern(first.split()[0] for first in singular)}|[^\W\d_]+[ \n]+(?:sur|out|et[ \n]demie?))(?!\w)|[.!?]?$)"
        rf"|one(?=[ \n]+[^\W\d_]+[ \n]+in[ \n]+(?:{counts})(?!\w))"
        rf"|an?(?=[ \n]+(?:{word_pattern({*spans, 'percentage point'})})(?!\w))"
        rf"|(?:une?|one)(?={rate_pattern(packs)})"
        rf"|(?:une?|one)(?={shared_scale_pattern(packs)})"
        rf"|one(?=[ \n]+(?:or|to|and)[ \n]+(?:{counts})(?!\w))"  # "one or two weeks"
        rf"|une?(?=[ \n]+[^\W\d_]+[ \n](?:de[ \n]|d')[^\W\d_]+[ \n]sur[ \n](?:{counts})(?!\w))"
        rf"|une?(?=[ \n][^\W\d_]++[ \n][^\W\d_]++[ \n]sur[ \n](?:{counts}|\d)(?!\w))"  # "un contrat signé sur cinq"
        rf"|one(?=[ \n-]+(?:{word_pattern(spoken)})(?!\w))"
        r"|(?:point|virgule)(?=[ \n][^\W\d_]+)"
        r"|an?(?=[ \n]+[^\W\d_]+(?:-[^\W\d_]+)?(?:[ \n]+and[ \n]|[ \n][^\W\d_]+ty(?!\w)|[ .]*$)))"
    )
    glued = glued_codes([*common["codes_glued"], *common["currency_codes"]])
    number = re.compile(
        rf"(?<!\w)(?:(?=[^\W\d_])(?:{ACCOUNT}|{word}|(?P<frac>[{_VULGAR}]))|{JUNK}|{NUMERAL})"
        rf"|(?=\d){glued}{NUMERAL.replace('(?P<num>', '(?P<glued>', 1)}"
    )
    return Scanner(number, {*atoms, *_LITTLE})


def rate_pattern(packs: Sequence[Pack]) -> str:
    """What may stand after "one" that is a rate: "egg a day"."""
    links, denominators = "|".join(listed(packs, "rate_links")), word_pattern(merged(packs, "denominator_words"))
    return rf"[ \n]+[^\W\d_]+[ \n]+(?:{links})[ \n]+(?:{denominators})(?!\w)"


def shared_scale_pattern(packs: Sequence[Pack]) -> str:
    """What may stand after "one" that shares its scale with it: "or two million"."""
    links = word_pattern(fold(word) for key in ("range_to", "range_or", "range_and") for word in listed(packs, key))
    counts = word_pattern(word for word, value in merged(packs, "numbers").items() if 1 < value <= _MOST_COUNTED)
    scales = word_pattern({*merged(packs, "scales"), *listed(packs, "hundreds")})
    return rf"[ \n]+(?:{links})[ \n]+(?:{counts})[ \n]+(?:{scales})(?!\w)"
