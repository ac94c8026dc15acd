"""How firmly a figure is stated: plus de, jusqu'à, environ, over, nearly, "+", ">", before it or after it."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extraction.figures.barriers import at_barrier
from kg.extraction.figures.denials import negated, span_before, turned
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural, stands_alone

_SIGNS = {
    "~": "about",
    "≈": "about",
    "≃": "about",
    "±": "about",
    ">": "at_least",
    "≥": "at_least",
    "<": "at_most",
    "≤": "at_most",
}
_COORDINATED = r"[ ][^\W\d_]+[ ]<<and>>[ ]<<of_with_space>>?|,[ ]<<then>>[ ]"
_PLUS = re.compile(r"[ ]?\+(?![\w\d])")
_MAX_POPS = 3
_CIRCA = re.compile(r"(?:^|(?<=[ \n(]))(c\.|ca\.?)$")
_TEMPERATURES = frozenset({"degC", "degF", "K"})
_PRESSURES = frozenset({"bar", "mbar", "atm", "Pa", "hPa", "kPa", "MPa", "GPa", "psi"})
_LENGTHS = frozenset({"m", "km", "mile", "ft", "yd", "in", "cm", "mm", "nmi", "ly"})
_ENDS = frozenset({"", ".", ",", ";", ":", ")", "!", "?"})  # what may follow a hedge that closes what is said
_YEAR = 4  # digits
_ARRIVING = 5  # words before "up to" behind the first of which one may tell of a change
_MARK = 100  # from which a bare number may be one to reach: "tutoie les 500"
_WHOLE = 4  # words of a hedge that is no number's but the one's before it


def read_hedge(page: Page, reading: Reading) -> None:
    """Set `approx` from the words around, and open the side of the interval that the hedge leaves open."""
    name = _before(page, reading) or _after(page, reading)
    if name is None:
        return
    if name == "about":
        if reading.approx == "exact":
            reading.approx = "about"
        return
    reading.approx = name
    if name == "at_least":
        reading.low = reading.low if reading.low is not None else reading.high
        reading.high = None
    else:
        reading.high = reading.high if reading.high is not None else reading.low
        reading.low = None


def _before(page: Page, reading: Reading) -> str | None:
    at = reading.start
    while at and page.low[at - 1] == " ":
        at -= 1
    if at and (sign := _SIGNS.get(page.text[at - 1])):
        reading.hedge = (at - 1, at)
        return sign
    if at > 1 and (sign := _SIGNS.get(page.text[at - 2])) and page.text[at - 1] == "=":
        reading.hedge = (at - 2, at)
        return sign
    if at and page.text[at - 1] in ".a" and (short := _CIRCA.search(page.text, max(0, at - 4), at)) is not None:
        reading.hedge = short.span(1)
        return "about"
    if (bound := at_barrier(page, reading)) is not None:
        return bound
    words = reading.left
    grammar = page.grammar
    for _ in range(_MAX_POPS):
        if (length := grammar.phrases["adverbs_of_bounds"].ending(words)) and (
            grammar.phrases["above"].ending(words[:-length]) or grammar.phrases["below"].ending(words[:-length])
        ):
            words = words[:-length]  # "dépassant à peine"
        for length in grammar.hedge_lengths if words and words[-1] in grammar.hedge_lasts else ():
            if length > len(words):
                continue
            tail = tuple(words[len(words) - length :])
            name = grammar.hedges.get(tail)
            if name is not None:
                if (
                    tail[-1] in grammar.words["than"]
                    and len(words) < len(reading.left)
                    and reading.left[-1] in grammar.words["pointing_article"]
                ):
                    return None  # "lower than the 7 percent of last year" compares
                return _meant(page, reading, words, length, name)
        if not words or (words[-1] not in grammar.words["skip_before"] and not (words[-1] == "," and _set_off(page, words))):
            break
        words = words[:-1]
    if grammar.phrases["barrier"].ending(reading.left) and negated(page, reading, reading.left, []):
        return "at_most"
    tied = page.low[reading.number_end : reading.number_end + 1] == "-"  # "within a 10-mile radius"
    if reading.unit in _LENGTHS and not tied and not grammar.words["bounds_of_lengths"].isdisjoint(reading.left[-1:]):
        reading.hedge = span_before(page, reading.start, reading.left[-1:])
        return "at_most"  # "within two miles of each other"
    if words and words[-1] in grammar.words["negation_words"] and _exceeds(page, words[:-1]):
        return "at_most"  # "ne dépasse pas 3 %"
    return None


def _exceeds(page: Page, words: list[str]) -> bool:
    """Whether words end with a verb that bounds from below, and an adverb behind it: "dépassera sans doute"."""
    phrases = page.grammar.phrases
    while length := phrases["adverbs_of_denials"].ending(words):
        words = words[:-length]
    return phrases["above"].ending(words) > 0


def _set_off(page: Page, words: list[str]) -> bool:
    """Whether commas set off a hedge before a number: "il faudra, au bas mot, deux ans"; not "dix au moins, deux au plus"."""
    length = page.grammar.phrases["set_off"].ending(words[:-1])
    return length > 0 and words[-length - 2 : -length - 1] in ([","], ["."], [])


def _meant(page: Page, reading: Reading, words: list[str], length: int, name: str) -> str | None:
    """What the hedge says here: "pas ... plus de" is at most; "baisser jusqu'à" arrives at the figure."""
    grammar, lists = page.grammar, page.grammar.words
    tail = words[len(words) - length :]
    head = words[: len(words) - length]
    if tuple(tail) in grammar.phrases["up_to"].phrases and _arrives(page, reading, head):
        return None
    if reading.unit == "hour" and tail[-1] in lists["hedges_by_the_clock"]:
        return None
    if length == 1 and reading.unit in _PRESSURES and tail[0] in lists["pressing"]:
        return None  # "sous 20 bars" says at which pressure
    if grammar.phrases["sum_bounds"].starting(tail) and reading.kind != "money":
        return None  # "north of 20 villages"
    if length == 1 and tail[0] in lists["bounds_of_verbs"] and _no_bound(page, reading, head):
        return None
    if tail[-1] in lists["bounds_of_place"] and len(words) < len(reading.left) and _is_place(page, reading):
        return None
    if tail[-1] in lists["than"] and tail[0] in lists["bare_bounds"] and _measures(page, head):
        return None  # "3 metres longer than 50 metres" compares
    if head[-1:] == ["%"] and (grammar.phrases["above"].ending(tail) or grammar.phrases["below"].ending(tail)):
        return None  # "28 % supérieur à 1 400 francs"
    if (
        tuple(tail) in grammar.phrases["bounds_of_measures"].phrases
        and not (reading.unit or reading.power)
        and _is_few(reading)
    ):
        return None  # "a frôlé deux voitures", "approached two men"
    if tail[0] in lists["bounds_beside"] and len(words) < len(reading.left):
        return None  # "has been limited to just eight games"
    if tail[-1] in lists["crossing_bounds"] and not _is_crossed(page, reading, head):
        return None
    if tail[-1] in lists["weak_bounds"] and (len(words) < len(reading.left) or not (reading.unit or reading.power)):
        return None  # "sous trois formes", "passed two laws", "passed the 2 % mark"
    if reading.kind != "duration" and tuple(tail) in grammar.phrases["hedges_until"].phrases:
        return None
    if reading.in_words and reading.low is not None and reading.low < 1 and tail[-1] in lists["hedges_of_parts"]:
        return "about"
    if name != "about" and _known(page, reading):
        return None
    if name == "at_least" and grammar.phrases["above"].starting(tail):
        only = tuple(tail) in grammar.phrases["only_that"].phrases
        if only and reading.unit != "x" and lists["only_lifted_by"].isdisjoint(head[-1:]):
            return None  # "n'est plus que de 3 %", "(plus que 40 individus)"
        if negated(page, reading, head, tail):
            return turned(page, reading, tail, "at_most")
    elif name == "at_most" and grammar.phrases["below"].starting(tail) and negated(page, reading, head, tail, close=True):
        return turned(page, reading, tail, "at_least")
    reading.hedge = span_before(page, reading.start, tail)
    return name


def _is_crossed(page: Page, reading: Reading, head: list[str]) -> bool:
    """Whether a sum, share or large number is a mark that something passes: "could pass $120"; not "passed the £3bn bill", "half past 10"."""
    words, right = page.grammar.words, reading.right
    if reading.kind not in {"money", "percent", "ratio"} and not reading.power:
        return False
    if reading.kind == "percent" and not words["of"].isdisjoint(right[:1]):
        return False  # "passed 60% of the pupils"
    known = words["definite"] | words["indefinite_articles"] | page.grammar.numbers.keys()
    return known.isdisjoint(head[-1:]) and words["passed_things"].isdisjoint(right[:1])


def _is_few(reading: Reading) -> bool:
    """Whether a count is a small one, of things rather than a mark to reach."""
    value = reading.low if reading.low is not None else reading.high
    return value is not None and value < _MARK


def _arrives(page: Page, reading: Reading, head: list[str]) -> bool:
    """Whether a change leads up to the figure: "climbed up to 3 %", but not "climbs by up to 3 %"."""
    words = page.grammar.words
    if not words["extra_behind"].isdisjoint(reading.right[:1]):
        return False  # "add up to 3 more"
    return (
        head[-1:] != []
        and head[-1] not in words["up_to_bounds_after"]
        and any(
            word in _change_words(page) and not (before[-1:].isdigit() and word.capitalize() in page.grammar.symbols)
            for before, word in pairwise(["", *head][-_ARRIVING:])  # "16 Go, extensible jusqu'à" goes nowhere
        )
    )


def _no_bound(page: Page, reading: Reading, head: list[str]) -> bool:
    """Whether "over" belongs to the verb ("handed over 40 cars"), says why ("a row over £3m") or during what time."""
    words = page.grammar.words
    pair = reading.bare and head[-1:] != [] and head[-1].isdigit() and len(head[-1]) < _YEAR
    if reading.left[-1] in words["range_to"] or (pair and stands_alone(page, reading)):
        return True  # "rolls over to £208m", "a pressure of 140 over 90"
    if reading.kind == "duration" and not words["taking_time"].isdisjoint(head[-1:]):
        return False  # "took over a decade"
    if head[-1:] != [] and head[-1] in words["over_after"]:
        return True
    if reading.kind == "money" and head and reading.right[:1] != [] and reading.right[0] in words["affairs"]:
        return True
    spell = reading.kind == "duration" or (
        not reading.unit
        and len(reading.right) > 1
        and page.grammar.unit_kinds.get(_unit(page, reading.right[1])) == "duration"
    )
    return spell and words["spell_bounds_after"].isdisjoint(head[-1:])


def _is_place(page: Page, reading: Reading) -> bool:
    """Whether "over" before a determiner says where: "over all 112 sq km", "under the two bridges", not "over the 5% mark"."""
    words, before = page.grammar.words, reading.left[-1]
    the = before in words["pointing_article"]
    if (before in words["definite"] and not the) or before in words["all_of"]:
        return True
    measured = reading.kind in {"percent", "money", "ratio"} or reading.unit in _TEMPERATURES
    if not the or measured or words["thresholds"].intersection(reading.right[:2]):
        return False
    return reading.unit != "" or (reading.right[:1] != [] and reading.right[0].isalpha() and is_plural(reading.right[0]))


def _measures(page: Page, head: list[str]) -> bool:
    """Whether the words before a comparative say by how much: "20% higher", "three times larger", "3 metres longer"."""
    last, words = head[-1] if head else "", page.grammar.words
    return (
        last == "%" or last in words["measures_of_comparison"] or last in words["times"] or last in page.grammar.unit_codes
    )


def _unit(page: Page, word: str) -> str:
    return page.grammar.unit_codes.get(word, "")


def _known(page: Page, reading: Reading) -> bool:
    """Whether "the" figure is one known before, which another is held against: "below the 8 % that was forecast"."""
    words, before = page.grammar.words, reading.left[-1]
    if before not in words["articles_of_known"]:
        return False
    if before in words["pointing_article"] and reading.right[:1] == [before]:
        return True  # "above the 110,000 the museum had hoped for"
    return any(word in words["known_after"] for word in reading.right[:2])


def _change_words(page: Page) -> frozenset[str]:
    return frozenset(word for phrase in page.grammar.phrases["up_to_after_change"].phrases for word in phrase)


def _after(page: Page, reading: Reading) -> str | None:
    grammar, lists = page.grammar, page.grammar.words
    cut = grammar.phrases["hedges_cut_by_of"].phrases
    plus = _PLUS.match(page.low, reading.end)
    if plus:
        reading.hedge = (reading.end, plus.end())
        return "at_least"
    words = reading.right
    if not words:
        return None
    if "," in words[:2] and (name := _set_off_behind(page, words[words.index(",") + 1 :])):
        return name
    # "29 personnes au minimum": one noun may stand between.
    for skip in (0, 1):
        if skip and (len(words) < 2 or not words[0].isalpha()):
            break
        if words[skip] not in grammar.hedge_firsts:
            continue
        for length in (4, 3, 2, 1):
            name = grammar.hedges_after.get(tuple(words[skip : skip + length]))
            if name is None or len(words) < skip + length:
                continue
            if words[skip + length - 1] in lists["superlative_leads"] and lists["superlatives"].intersection(
                words[skip + length :][:1]
            ):
                continue  # "au plus fort de la crue"
            if (
                skip
                and (length == 1 or (name == "about"))
                and "".join(words[skip + length : skip + length + 1]) not in _ENDS
            ):
                continue  # "700 personnes environ" closes, "40 villages near the coast" goes on
            if (
                length == 1
                and (reading.bare or len(words) > skip + 1)
                and words[skip] in lists["hedges_often_nouns"]
                and not _closes(words, skip + length)
            ):
                continue
            if 1 < length < _WHOLE and _opens_next(words, skip + length):
                continue
            if tuple(words[skip : skip + length]) in cut and not lists["of"].isdisjoint(words[skip + length :][:1]):
                continue
            if words[skip] in lists["extremes"] and lists["pointing_article"].intersection(reading.left[-1:]):
                continue  # "the ten-year maximum"
            if skip and lists["complements_of_hedges"].intersection(words[skip + length : skip + length + 1]):
                continue
            begin = page.low.index(words[skip], reading.end)
            last = words[skip + length - 1]
            reading.hedge = (begin, page.low.index(last, begin + sum(map(len, words[skip : skip + length - 1]))) + len(last))
            return name
    return None


def _set_off_behind(page: Page, words: list[str]) -> str | None:
    """The hedge that commas set off behind a number: "il faudrait le décupler, au minimum, pour ..."."""
    phrases = page.grammar.phrases["set_off"]
    length = phrases.starting(words) if words and words[0] in phrases.firsts else 0
    closed = length > 0 and words[length : length + 1] in ([","], ["."], [])
    return page.grammar.hedges_after.get(tuple(words[:length])) if closed else None


def _closes(words: list[str], at: int) -> bool:
    return at >= len(words) or not words[at][0].isalnum()


def _opens_next(words: list[str], at: int) -> bool:
    """Whether the hedge belongs to a number that follows: "10 blessés, au moins 3 morts"."""
    return at < len(words) and (words[at][0].isdigit())


def share_bounds(page: Page, readings: list[Reading]) -> None:
    """A bound holds for both of "au moins 11 morts et 35 blessés", written alike; not for 35 of "sept morts et 35 blessés"."""
    coordinated = page.grammar.patterns[_COORDINATED]
    for first, second in pairwise(readings):
        if (
            first.approx not in {"at_least", "at_most"}
            or second.approx != "exact"
            or first.vague
            or first.in_words
            or second.in_words
        ):
            continue
        if first.unit or second.unit or first.hedge is None or first.hedge[0] > first.start:
            continue
        if second.low is None or not coordinated.fullmatch(page.low[first.end : second.start]):
            continue
        second.approx = first.approx
        if first.approx == "at_least":
            second.high = None
        else:
            second.high, second.low = second.low, None
