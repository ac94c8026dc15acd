"""The scanner: finds, one after the other, the places of a text where a number may stand, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.extraction.figures.literals import ACCOUNT, JUNK, NUMERAL, glued_codes, word_pattern
from kg.extraction.figures.packs import Pack, listed, merged
from kg.extraction.folding import fold

_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
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
    behind_one = "|".join(_behind_any_one(packs, measures))
    word = "|".join(
        (
            rf"(?:{word_pattern(atoms)})(?!\w)",
            *(opening for pack in packs for opening in _openings(pack, packs, spans, parts)),
            rf"(?:{word_pattern(listed(packs, 'ones'))})(?={behind_one})",
            *_listed_ones(packs),
            rf"(?:{word_pattern(listed(packs, 'decimal_words'))})(?=[ \n][^\W\d_]+)",
        )
    )
    glued = glued_codes([*common["codes_glued"], *common["currency_codes"]])
    number = re.compile(
        rf"(?<!\w)(?:(?=[^\W\d_])(?:{ACCOUNT}|(?P<word>{word})|(?P<frac>[{_VULGAR}]))|{JUNK}|{NUMERAL})"
        rf"|(?=\d){glued}{NUMERAL.replace('(?P<num>', '(?P<glued>', 1)}"
    )
    return Scanner(number, {*atoms, *listed(packs, "articles"), *listed(packs, "decimal_words")})


def _behind_any_one(packs: Sequence[Pack], measures: Collection[str]) -> tuple[str, ...]:
    """What may stand behind the "one" of any language that counts: "an", "seule", "blessé", "in five", "egg a day"."""
    keys = ("one_before", "decimal_words", "alone", "victims", "counted_humans")
    counted = {*measures, *(word for key in keys for word in listed(packs, key))}
    apart = word_pattern(listed(packs, "one_thing_before"), "[ \\n]")
    return (
        rf"[ \n]+(?:{word_pattern(first.split()[0] for first in counted)}|[^\W\d_]+[ \n]+(?:{apart}))(?!\w)",
        rf"[ \n]+(?:{word_pattern([*listed(packs, 'listed_by_each'), *listed(packs, 'ones_gained')])})(?!\w)",
        "|".join(rf"[ \n]+{pack['patterns']['one_more']}" for pack in packs),
        r"[.!?]?$",
        rate_pattern(packs),
        shared_scale_pattern(packs),
    )


def _listed_ones(packs: Sequence[Pack]) -> Iterator[str]:
    """The patterns of a "one" that may be a number of a listing, "and one in the south", or what is left: "just one."."""
    ones, places = word_pattern(listed(packs, "ones")), {fold(word) for word in listed(packs, "listed_places")}
    elided = {word for word in places if word.endswith("'")}
    behind = rf"[ \n]+(?:(?:{word_pattern(places - elided)})(?!\w)|{word_pattern(elided)})"
    links = "|".join(rf"(?<=[ \n]{fold(word)}[ \n])" for word in listed(packs, "listing_links"))
    yield rf"(?:(?<=[,;:][ \n])|(?<=[(—–][ ])|(?<=[(—–])|{links})(?:{ones})(?={behind})"
    only = "|".join(rf"(?<=[ ]{fold(word)}[ ])" for word in listed(packs, "restricting"))
    yield rf"(?:{only or '(?!)'})(?:{ones})(?=[.,;:!?)]|[ \n]+(?:{word_pattern(listed(packs, 'clause_openers'))})(?!\w))"


def _openings(pack: Pack, packs: Sequence[Pack], spans: Collection[str], parts: Collection[str]) -> Iterator[str]:
    """The patterns of "one" and of articles that only one language has; numbers and units behind them may be of any."""
    some, one = rf"(?:{_counts(packs)})", f"(?:{word_pattern(pack['ones'])})"
    if pack["one_thing_in"]:
        yield rf"{one}(?=[ \n]+[^\W\d_]+[ \n]+(?:{word_pattern(pack['one_thing_in'])})[ \n]+{some}(?!\w))"
    if pack["one_opens_range"]:
        yield rf"{one}(?=[ \n]+(?:{word_pattern(pack['one_opens_range'])})[ \n]+{some}(?!\w))"  # "one or two weeks"
    if pack["one_of_things"]:  # "un chef d'entreprise sur dix", "un contrat signé sur cinq"
        of = "|".join(word if word.endswith("'") else rf"{word}[ \n]" for word in pack["of"])
        link = rf"[ \n](?:{word_pattern(pack['one_of_things'])})[ \n]"
        yield rf"{one}(?=[ \n]+[^\W\d_]+[ \n](?:{of})[^\W\d_]+{link}{some}(?!\w))"
        yield rf"{one}(?=[ \n][^\W\d_]++[ \n][^\W\d_]++{link}(?:{some}|\d)(?!\w))"
    if pack["spoken_ones"]:
        scales = {*merged(packs, "scales"), *listed(packs, "hundreds"), *listed(packs, "decimal_words")}
        spoken = word_pattern({*scales, *pack["one_goes_on_with"], *parts})
        yield rf"(?:{word_pattern(pack['spoken_ones'])})(?=[ \n-]+(?:{spoken})(?!\w))"
    if articles := [word for word in pack["articles"] if word not in pack["ones"]]:
        article, tens = f"(?:{word_pattern(articles)})", word_pattern(pack["tens_endings"])
        yield rf"{article}(?=[ \n]+(?:{word_pattern({*spans, *pack['article_measures']})})(?!\w))"
        links = word_pattern(pack["and"])
        yield (
            rf"{article}(?=[ \n]+[^\W\d_]+(?:-[^\W\d_]+)?"
            rf"(?:[ \n]+(?:{links})[ \n]|[ \n][^\W\d_]+(?:{tens})(?!\w)|[ .]*$))"
        )


def _counts(packs: Sequence[Pack]) -> str:
    numbers: Mapping[str, int] = merged(packs, "numbers")
    return word_pattern(word for word, value in numbers.items() if 1 < value <= _MOST_COUNTED)


def rate_pattern(packs: Sequence[Pack]) -> str:
    """What may stand after "one" that is a rate: "egg a day"."""
    links, denominators = word_pattern(listed(packs, "rate_links")), word_pattern(merged(packs, "denominator_words"))
    return rf"[ \n]+[^\W\d_]+[ \n]+(?:{links})[ \n]+(?:{denominators})(?!\w)"


def shared_scale_pattern(packs: Sequence[Pack]) -> str:
    """What may stand after "one" that shares its scale with it: "or two million"."""
    links = word_pattern(fold(word) for key in ("range_to", "range_or", "range_and") for word in listed(packs, key))
    counts = _counts(packs)
    scales = word_pattern({*merged(packs, "scales"), *listed(packs, "hundreds")})
    return rf"[ \n]+(?:{links})[ \n]+(?:{counts})[ \n]+(?:{scales})(?!\w)"
