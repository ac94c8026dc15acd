"""What a unit's name or sign means where it may mean several things: degrees, pounds, bars, the K of kelvins, the "in" of inches."""

from __future__ import annotations

import re

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.temperatures import HOTTEST
from kg.extraction.folding import tokens

_DEGREES = re.compile(r"[fc](?!\w)")
_DEGREES_APART = re.compile(r"[ \u00a0][fc]\Z")
_HOTTEST = 500
_PRICED = 5  # words between a price and the word that says so
_OF_SOME = re.compile(r"[ \n](?:of[ \n]|de[ \n]|d')([^\W\d_]+)")
_KELVINS = re.compile(r"[ \u00a0\u202f]?K(?![\w$€£])")
_INCHES = re.compile(r"(?P<gap>[ \n])?in(?![\w'’-])")


def read_kelvins(page: Page, reading: Reading) -> bool:
    """Take in the K of kelvins: "it boils at 77 K", in a sentence of cold or of boiling, where K counts no thousands."""
    match = _KELVINS.match(page.text, reading.end) if not (reading.in_words or reading.unit or page.lone) else None
    if match is None:
        return False
    following = page.after(match.end(), 24)[:1]
    grammar = page.grammar
    if following in (["de"], ["d'"], ["of"]):
        return False  # "3 K de mémoire"
    if following and following[0][0].isalpha():
        function = following[0] in grammar.function_words or following[0] in grammar.stopwords.get(reading.language, ())
        if not (function or following[0] in grammar.words["free_followers"]):
            return False
    near = _near(page, reading)
    if not near & grammar.words["kelvin_cues"] or any((word,) in grammar.phrases["money_cues"].phrases for word in near):
        return False
    reading.unit, reading.kind, reading.end = "K", "quantity", match.end()
    return True


def read_inches(page: Page, reading: Reading) -> bool:
    """Take in "in" for inches: glued to a decimal ("14.2in") or after a mixed number and before a mark or "wide"."""
    match = _INCHES.match(page.low, reading.end) if not (reading.in_words or reading.power) else None
    if match is None or page.language(reading.start) != "en":
        return False
    if match.group("gap"):
        following = page.after(match.end(), 24)[:1]
        mixed = page.text[reading.end - 1].isnumeric() and not page.text[reading.end - 1].isdecimal()
        if not (mixed or "/" in page.low[reading.start : reading.end]):
            return False
        if following and following[0][0].isalnum() and following[0] not in page.grammar.words["inches_before"]:
            return False
    reading.unit, reading.kind, reading.end = "in", "quantity", match.end()
    return True


def is_cued(page: Page, reading: Reading, name: str, end: int) -> bool:
    """Whether a name that means other things is a unit here: a word of the sentence says so, or a decimal of it."""
    grammar = page.grammar
    if name in grammar.words["names_before_of"] and (of := _OF_SOME.match(page.low, end)) is not None:
        return of.group(1) not in grammar.words["definite"] and of.group(1) not in grammar.articles
    if page.low.startswith((" de ", " d'", " of "), end) and name not in grammar.words["names_of"]:
        return False
    if name in grammar.words["names_alone"] and not _alone(page, end):
        return False
    left = page.before(reading.start, 40)
    if name not in grammar.unit_codes:
        return page.lone or not grammar.name_cues[name].isdisjoint(left[-_PRICED:])
    if reading.fractional or page.lone or not grammar.words["pressing"].isdisjoint(left[-1:]):
        return True
    return bool(_near(page, reading) & grammar.name_cues[name])


def _alone(page: Page, end: int) -> bool:
    """Whether a unit that ends here is of nothing that follows: a mark, a number, a little word."""
    following = page.after(end, 24)[:1]
    if not following or not following[0][0].isalpha():
        return page.low[end : end + 1] != "-"
    grammar, word = page.grammar, following[0]
    return (
        word in grammar.numbers
        or word in grammar.words["free_followers"]
        or word in grammar.function_words
        or word in grammar.stopwords.get(page.language(end), frozenset())
        or word in {"heavier", "lighter", "overweight", "or", "last"}
    )


def _near(page: Page, reading: Reading) -> set[str]:
    """The words of the sentence."""
    first, last = sentence_bounds(page, reading.start)
    return set(tokens(page.low[first:last]))


def read_degree_letter(page: Page, reading: Reading) -> bool:
    """Take in the glued letter of "70F" or "21C", where asides are wanted or the text speaks of weather: it may be a name."""
    pattern = _DEGREES_APART if page.asides and page.low[reading.end : reading.end + 1] in {" ", "\u00a0"} else _DEGREES
    match = pattern.match(page.low, reading.end) if not reading.in_words and not reading.power else None
    if match is None or reading.low is None or abs(reading.low) > _HOTTEST:
        return False
    if not page.asides and (page.text[reading.end] not in "CF" or page.language(reading.start) != "en"):
        return False
    if not page.asides and not (page.mentions(page.grammar.weather) and abs(reading.low) <= HOTTEST[match.group()]):
        near = _near(page, reading)
        if near.isdisjoint(page.grammar.words["temperature_cues"]) or reading.fractional:
            return False  # "bake at 180C"
    reading.unit, reading.kind, reading.end = "degF" if match.group().endswith("f") else "degC", "quantity", match.end()
    return True


def weighs(page: Page, reading: Reading, end: int) -> bool:
    """Whether pounds weigh: "30 billion pounds of milk", "it weighed 4 pounds", not "4 pounds of debt"."""
    words = page.grammar.words
    if not words["money_things"].isdisjoint(page.after(end, 24)[:1]):
        return False  # "a ten-pound note"
    if not words["weight_cues"].isdisjoint(page.before(reading.start, 40)[-4:]):
        return True
    right = page.after(end, 24)
    if not words["of"].isdisjoint(right[:1]) and not words["weighed"].isdisjoint(right[1:2]):
        return True  # "deux livres de beurre"
    if reading.language == "fr" and page.grammar.half.match(page.low, end):
        return True  # "une livre et demie": no book is halved
    following = page.after(end, 32)
    if following[:1] in (["of"], ["heavier"], ["lighter"]):
        return following[0] != "of" or not (following[1:2] and following[1] in words["money_nouns"])
    return False


def is_of_books(page: Page, reading: Reading, name: str) -> bool:
    """Whether "livres" are books, as a word of the sentence tells: "les éditeurs ont vendu 351 millions de livres"."""
    words = page.grammar.words
    return name in words["books"] and not words["book_cues"].isdisjoint(_near(page, reading))


def is_paid(page: Page, reading: Reading) -> bool:
    """Whether a word for price or pay stands right before: "it costs 40 pounds"."""
    return not page.grammar.words["priced"].isdisjoint(page.before(reading.start, 40)[-4:])
