"""Numbers that belong to a title, told by its capitals: "Mille et Une Nuits", "20 Minutes", "Twelve Angry Men"."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import plural_follows

_CAPITALS = r"[a-z][ \n-](?:<<and>>[ \n-])?[A-Z][a-z]+"
_TITLED = 160
_FEWEST_SMALL = 2
_SMALL_WORD = r"(?<![\w'’-])(?!<<small_in_headlines>>\b)[a-z]{3,}"
_CAPITAL_BEFORE = re.compile(r"(?<![\w'’.-])([A-Z][\w'’-]+)[ ]$")
_MID_SENTENCE = re.compile(r"[a-z,][ ]$")
_CAPITALS_AFTER = r"[ ]([A-Z][\w'’-]+)((?:[ ]<<small_in_titles>>){0,2}(?:[ ][A-Z][\w'’-]+){1,3})?(?:[ ]([a-z]+))?"
_OPENING = frozenset('"“‘«')
_CLOSING = re.compile(r"[,.!?]?[\"”’»]")
_FEWEST_LETTERS = 4  # of a unit whose capital makes a title


def is_title(page: Page, reading: Reading) -> bool:
    """Whether capitals make a number part of a title: within a French number or on its unit, on an English number word."""
    grammar, text = page.grammar, page.text
    capitals = reading.language in grammar.languages_that["capitalise_numbers_in_titles"]
    if (
        capitals
        and reading.in_words
        and grammar.patterns[_CAPITALS].search(text, reading.start + 1, reading.number_end) is not None
    ):
        return True  # "les Mille et Une Nuits"
    if (
        reading.in_words
        and not reading.power
        and text[reading.start].isupper()
        and reading.language in grammar.languages_that["capitalise_words_of_titles"]
    ):
        return _stands_in_title(page, reading)
    unit = text[reading.number_end : reading.end].strip()
    return (
        capitals and reading.kind == "duration" and len(unit) >= _FEWEST_LETTERS and unit[0].isupper() and unit[1:].islower()
    )


def _stands_in_title(page: Page, reading: Reading) -> bool:
    """Whether a capital makes a number word part of a title: "Ocean's Eleven was on", "Twelve Angry Men plays"; no headline."""
    text, grammar = page.text, page.grammar
    if text[reading.start + 1 : reading.start + 2].isupper() or reading.unit:
        return False
    line = text.rfind("\n", max(0, reading.start - _TITLED), reading.start) + 1
    end = text.find("\n", reading.end, reading.end + _TITLED)
    whole = text[max(line, reading.start - _TITLED) : end if end >= 0 else reading.end + _TITLED]
    run = grammar.patterns[_CAPITALS_AFTER].match(text, reading.end)
    quoted = text[reading.start - 1 : reading.start] in _OPENING
    if quoted and run is not None and run.group(2) is not None and _CLOSING.match(text, run.end(2)):
        return True  # "Fifty Shades of Grey" in quotes
    if len(grammar.patterns[_SMALL_WORD].findall(whole)) < _FEWEST_SMALL:
        return False  # a headline
    before = _CAPITAL_BEFORE.search(text, max(0, reading.start - 32), reading.start)
    if before is not None:
        inside = _MID_SENTENCE.search(text, max(0, before.start() - 3), before.start()) is not None
        word = page.low[before.start(1) : before.end(1)]
        little = word in grammar.function_words or word in grammar.stopwords[reading.language]
        counted = plural_follows(page, reading) and reading.right[0] not in grammar.words["title_verbs"]
        return not (little or counted) and (inside or word.endswith(grammar.endings["possessive_endings"]))
    if run is None:
        return False
    inside = _MID_SENTENCE.search(text, max(0, reading.start - 3), reading.start) is not None
    return inside or (run.group(2) is not None and run.group(3) in grammar.words["title_verbs"])
