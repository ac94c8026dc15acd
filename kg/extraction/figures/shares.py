"""Parts of a whole: "8 sur 10", "one in five", "12 per 1,000"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.fractions import quotient, share
from kg.extraction.figures.numbers import read_words
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural

_WORD = re.compile(r"[ \n]*([^\W\d_]+)")
_OUT_OF = (
    r"(?P<noun>(?:[ \n](?!<<not_part_noun>>[ \n])[^\W\d_]+){0,2}|[ \n][^\W\d_]+[ \n]<<part_noun_of>>[^\W\d_]+)"
    r"[ \n]+(?P<link><<part_link>>)[ \n]+<<part_every>>?"
    r"(?P<of>(?:\d{1,3}(?:[.']\d{3})+|\d[\d ,\n]{0,6}(?<=\d))(?![\d,.]\d|\d)|[^\W\d_]+)"
)
_GROUPING = str.maketrans("", "", " ,.'\n")
_PER_TEN = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000})
_HUNDRED, _THOUSAND = 100, 1000
_AFTER_FIGURE = r"\d[ \n]<<then_to>>[ \n]$"
_FIGURE = 8
_NAME_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)[ ]([A-ZÀ-Ý][\w'’-]+)[ ]$")
_LONGEST_NAME = 32
_YEARS = (1900, 2100)
LENGTHS = frozenset({"m", "cm", "mm", "km", "ft", "in"})


def read_out_of(page: Page, reading: Reading) -> bool:
    """Read "8 hospitalisations sur 10", "one in five", "9 out of 10"."""
    if reading.low is None or not (0 < reading.low < 1000):
        return False
    match = page.grammar.patterns[_OUT_OF].match(page.low, reading.end)
    if match is None:
        return False
    words = page.grammar.words
    if not reading.in_words and _is_named(page, reading):
        return False
    link, noun = match.group("link").replace("\n", " "), match.group("noun").strip()
    of_one, of_lengths, rate = (link in words[f"part_links_of_{kind}"] for kind in ("one", "lengths", "rates"))
    text = match.group("of")
    if of_one and noun and not (reading.in_words and reading.low == 1):
        return False
    if (
        noun
        and link in words["part_links_of_any"]
        and text[0].isdecimal()
        and int(text.translate(_GROUPING) or 0) not in _PER_TEN
    ):
        return False  # "50 seats out of 75" are two counts, "9 patients out of 10" a part
    if link in words["part_links_of_trials"] and words["trials"].intersection(page.after(match.end(), 24)[:1]):
        return False
    if of_lengths and (page.grammar.unit_codes.get(noun) or page.grammar.symbols.get(noun)) in LENGTHS:
        return False  # "3 mètres sur 4"
    end = match.end()
    one_for = (
        link in words["part_links_of_odds"]
        and not noun
        and reading.article
        and words["one_of_two"].isdisjoint(page.before(reading.start, 8)[-1:])
    )
    if rate and (noun or not (text[0].isdecimal() or one_for)):
        return False
    if text[0].isdecimal():
        stripped = text.rstrip()
        end -= len(text) - len(stripped)
        digits = stripped.translate(_GROUPING)
        if not digits.isdecimal():
            return False
        bottom = int(digits)
    else:
        numeral = read_words(page.low, match.start("of"), page.grammar, reading.language)
        if numeral is None:
            return False
        bottom, end = int(numeral.value), numeral.end
        if one_for and bottom <= _THOUSAND:
            return False  # "un pour cent", "un pour mille"
    odds = (one_for and bottom > _HUNDRED) or (
        reading.low == 1
        and (of_one or (of_lengths and (noun != "" or _one_alone(page, reading))))
        and (bottom < _YEARS[0] or bottom > _YEARS[1] or "," in text)
    )
    if rate and page.grammar.patterns[_AFTER_FIGURE].search(page.low, max(0, reading.start - _FIGURE), reading.start):
        return False  # "from 46.2 to 31.9 per 1,000": two like numbers
    if (
        (bottom not in _PER_TEN and link not in words["part_links_of_any"] and not odds)
        or reading.low >= bottom
        or (rate and bottom < _HUNDRED)
    ):
        return False
    following = _WORD.match(page.low, end)
    if following is not None and page.low[end : end + 1] in {" ", "\n", "-"}:
        word = following.group(1)
        little = word in page.grammar.function_words or word in words["free_followers"]
        things = of_lengths and is_plural(word) and not little and bottom not in {10, 100, 1000}
        span = noun in page.grammar.unit_codes and word[-1] in "sx"  # "six mois sur 1 000 personnes"
        if (
            word in page.grammar.unit_codes
            or (one_for and word in page.grammar.currency_names)
            or span
            or things
            or word in page.grammar.months
            or word in page.grammar.scales
        ):
            return False
    if page.low[end : end + 1] in {"%", "-"} or page.low[end : end + 2] in {" %", ",0"}:
        return False
    share(reading, quotient(reading.low, Decimal(bottom)), end)
    return True


def _one_alone(page: Page, reading: Reading) -> bool:
    """Whether "un" stands for one of those said before: "un enfant sur 31, contre un sur 36"; not "l'un sur 36 hectares"."""
    return reading.article and page.grammar.words["one_of_two"].isdisjoint(page.before(reading.start, 8)[-1:])


def _is_named(page: Page, reading: Reading) -> bool:
    """Whether the number ends the name of a thing: "the Leopard 2 out of 68"; not "in France 8 out of 10"."""
    named = _NAME_BEFORE.search(page.text, max(0, reading.start - _LONGEST_NAME), reading.start)
    if named is None or reading.language != "en":
        return False
    grammar, article = page.grammar, named.group(1).lower()
    return (article in grammar.words["definite"] or article in grammar.articles) and (
        named.group(2).lower() not in grammar.function_words
    )
