"""Multiples: "trois fois plus", "100x", "doublé", "multiplié par 3", orders of magnitude."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import stands_alone

_WORD_BEFORE = re.compile(r"(?:(?<=\W)|^)([^\W\d_]+)[ \n]$")
_THAN = r"[ \n]<<than>>[ ]"
_FACTOR_AGAIN = r"[ ,](?:<<and>>|<<then>>|<<but>>)[ ](?:<<by>>|<<range_by>>)[ .…]*(?:\w+[ ])?$"
_TWICE = 3  # up to which "fois" before a plural more often counts occasions: "a relevé trois fois ses taux"
_OBJECT = 8  # words between "multiplier" and "par"
_NEAR = 80
_SEEN = 6  # words before "double" in which one sees something do it
_MILLION = 6  # its power of ten
_ENDS = frozenset({"", ".", ",", ";"})
_CLOSING = _ENDS | {")", ":", "!", "?"}


def read_times(page: Page, reading: Reading) -> bool:
    """Read "100x", "deux fois plus", "three times as many"; "trois fois de suite" stays a count."""
    match = page.grammar.times.match(page.low, reading.end)
    if match is None:
        return False
    if match.group("fold"):
        reading.end = match.end("fold")
    elif match.group("sign"):
        if match.start("sign") != reading.end and reading.in_words:
            return False
        if page.low[match.end() : match.end() + 2].strip()[:1].isdigit():
            return False  # dimensions, 3 x 4
        reading.end = match.end("sign")
    elif not reading.fractional and (half := page.grammar.half.match(page.low, match.end("word"))) is not None:
        reading.low = reading.high = (reading.low or Decimal(0)) + Decimal("0.5")  # "deux fois et demie"
        reading.end, reading.fractional = half.end(), True
    else:
        if not _multiplies(page, reading, (match.group("next") or "").strip()):
            return False
        reading.end = match.end("word")
    reading.unit, reading.kind, reading.settled = "x", "ratio", True
    return True


def _multiplies(page: Page, reading: Reading, following: str) -> bool:
    """Whether "times" multiplies what follows, rather than counts occasions: "14 times sales", "at 31 times", "2.4 times"."""
    words = page.grammar.words
    if _counts_occasions(page, reading, following):
        return False
    if following in words["times_more"] or (reading.fractional and not page.lone):
        return True
    if following.endswith(page.grammar.endings["comparative_endings"]) and _compares(page, reading, following):
        return True
    left = page.before(reading.start, 40)
    led = words["multiple_before"].intersection(page.unhedged(left)[-1:] or left[-1:]) != set()
    several = reading.low is not None and reading.low > _TWICE
    return (following in words["multiple_nouns"] and (led or several)) or (led and several)


def _counts_occasions(page: Page, reading: Reading, following: str) -> bool:
    """Whether "times" counts how often something happened: "31 times this season", "streamed 2.3 billion times"."""
    words = page.grammar.words
    if following in words["occasions_in"]:
        right = page.after(reading.end, 40)
        span = next((right[i + 1 : i + 3] for i, word in enumerate(right) if word == following), [])
        timed = span[:1] != [] and (span[0] in page.grammar.unit_codes or span[0] in words["occasion_spans"])
        return timed and (span[1:2] == [] or not span[1].startswith("'"))  # but "31 times last year's"
    return reading.power >= _MILLION and following not in words["times_more"]


def _compares(page: Page, reading: Reading, following: str) -> bool:
    """Whether a comparative with its "than" follows "times": "three times heavier than", not "three times rather than"."""
    at = page.low.find(following, reading.end)
    compared = page.grammar.patterns[_THAN].match(page.low, at + len(following))
    return compared is not None and following not in page.grammar.words["not_compared"]


def share_times(page: Page, readings: list[Reading]) -> None:
    """Make "12 times" a multiple beside another: "30 fois moins cher à l'achat, et 12 fois à l'usage"."""
    again = page.grammar.patterns[_FACTOR_AGAIN]
    for first, second in pairwise(readings):
        if first.unit != "x" or not second.bare or second.kind or second.start - first.end > _NEAR:
            continue
        if again.search(page.low, first.end, second.start) and _has_factor(page, first) and stands_alone(page, second):
            second.unit, second.kind = "x", "ratio"  # "multipliées par quatre en dix ans, et par 65 en trente"
            continue
        match = page.grammar.times.match(page.low, second.end)
        said = page.grammar.times.match(page.low, first.number_end)
        if match is None or said is None or not match.group("word") or said.group("word") != match.group("word"):
            continue
        if page.grammar.phrases["coordinators"].ending(page.before(second.start, 24)):
            second.unit, second.kind, second.end = "x", "ratio", match.end("word")


def _has_factor(page: Page, reading: Reading) -> bool:
    """Whether a multiple is the factor of a verb: "multiplié par trois"."""
    left = page.unhedged(reading.left)
    return page.grammar.phrases["factor_before"].ending(left) > 0 or not page.grammar.words["by"].isdisjoint(left[-1:])


def read_multiple(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "doublé", "triplement", "le double de", "twice as many"; bare "twice" is a count of two."""
    grammar, words = page.grammar, page.grammar.words
    value, language = Decimal(str(grammar.multiples[word])), page.language(start)
    reading = Reading(start, end, value, value, language, in_words=True, settled=True, unit="x", kind="ratio")
    following = page.after(end, 24)
    after = following[0] if following else ""
    if word in words["counts_as_multiples"]:
        if after not in words["times_more"]:
            reading.unit, reading.kind = "count", "number"
        return reading
    if language in grammar.languages_that["multiples_name_things"] and _is_thing(page, start, word, after):
        return None
    if word in words["multiples_as_nouns"]:
        multiplies = _multiplies_by_habit if language in grammar.languages_that["multiples_by_habit"] else _is_the_multiple
        return reading if multiplies(page, word, page.before(start, 32), after) else None
    if word in words["multiple_verbs"]:
        before = page.before(start, 32)[-1:]
        if not before or not before[0].isalpha() or before[0] in words["not_multiple_after"]:
            return None
        if after in words["not_multiple_before"] or grammar.phrases["as_a"].starting(following):
            return None  # "the doubles title", "doubles as a gym"
        if word in grammar.fractions and not _halves(page, before[0], after):
            return None
    elif after in words["not_multiplied_behind"] or grammar.phrases["as_a"].starting(following):
        return None
    return reading


def _multiplies_by_habit(page: Page, word: str, left: list[str], after: str) -> bool:
    """Whether what stands around "double" makes it a verb: "to double", "double the price"; not "double-digit"."""
    del word
    grammar, words = page.grammar, page.grammar.words
    if after in words["nouns_multiplied"]:
        return True
    if after in words["multiple_verb_after"] and left[-1:] != [] and left[-1].isalpha():
        return words["seeing"].intersection(left[-_SEEN:]) != set()  # "saw net profit double in 2021"
    return (
        grammar.phrases["multiples_after"].ending(left) > 0 and after != "-" and after not in words["not_multiplied_nouns"]
    )


def _is_the_multiple(page: Page, word: str, left: list[str], after: str) -> bool:
    """Whether "double" is a verb, or a noun that is a multiple: "la fréquentation double", "le double de"."""
    words = page.grammar.words
    if _acts(page, word, left, after):
        return True
    if not left or left[-1] not in words["article_of_multiple"]:
        return False
    return after in _CLOSING or after in words["multiples_before"]


def _halves(page: Page, before: str, after: str) -> bool:
    """Whether "halves" is a verb: "the drug halves deaths", "halves the cost"; not "the halves of", "two halves were"."""
    grammar = page.grammar
    if before in grammar.numbers or not after.isalpha() or after in grammar.words["laid_behind_halves"]:
        return False
    if after in grammar.words["parallel_prepositions"]:
        return False
    little = after in grammar.function_words or after in grammar.stopwords.get("en", ())
    return after in grammar.words["determiners"] | grammar.words["possessives"] or not little


def _is_thing(page: Page, start: int, word: str, after: str) -> bool:
    """Whether a form of "doubler" names a thing or says how: "son doublé", "des triplés", "doublement puni"; "un doublement" tells."""
    words, before = page.grammar.words, page.before(start, 24)[-1:]
    counted = before != [] and (before[0][0].isdigit() or page.grammar.numbers.get(before[0], 0) > 1)
    owned = counted or words["owning"].intersection(before) != set()
    if word.endswith(page.grammar.endings["multiplying_endings"]):
        return (
            not owned
            and before != []
            and before[0].isalpha()
            and after.isalpha()
            and after not in words["multiplication_of"]
        )
    return owned and word.endswith(page.grammar.endings["multiplied_endings"])


def _acts(page: Page, word: str, left: list[str], after: str) -> bool:
    """Whether "quadruple" is the verb of what stands before it: "la fréquentation quadruple en été"."""
    subject = (
        len(left) > 1
        and left[-1].isalpha()
        and left[-2] in page.grammar.words["determiners"] | page.grammar.words["definite"]
    )
    ends = after in _ENDS and word not in page.grammar.words["multiples_as_adjectives"]  # "le saut triple."
    return subject and (ends or after in page.grammar.words["multiple_verb_after"])


def read_order(page: Page, start: int, end: int, word: str) -> Reading | None:
    """Read "un ordre de grandeur": ten times, about."""
    match = _WORD_BEFORE.search(page.low, max(0, start - 16), start)
    if match is None:
        return None
    count = page.grammar.numbers.get(match.group(1), 1 if match.group(1) in page.grammar.articles else 0)
    if not 0 < count < 10:
        return None
    value = Decimal(page.grammar.orders[word]) ** count
    return Reading(
        match.start(1),
        end,
        value,
        value,
        page.language(start),
        in_words=True,
        settled=True,
        unit="x",
        kind="ratio",
        approx="about",
    )


def read_factor(page: Page, reading: Reading) -> None:
    """Read "multiplié par 3", "a factor of ten": a multiple."""
    if reading.unit or reading.kind or not (reading.bare or (reading.in_words and stands_alone(page, reading))):
        return
    left = page.unhedged(reading.left)  # "divisé par presque 10 000"
    if page.grammar.phrases["factor_before"].ending(left) or (
        left and left[-1] in page.grammar.words["by"] and _multiplied(page, reading, left)
    ):
        reading.unit, reading.kind, reading.settled = "x", "ratio", True


def _multiplied(page: Page, reading: Reading, left: list[str]) -> bool:
    """Whether a thing stands between the verb and its factor: "multiplier ses ventes par trois", not "par trois guichets"."""
    words = page.grammar.words
    if not stands_alone(page, reading):
        return False
    for word in reversed(left[-_OBJECT:-1]):
        if word in words["multipliers"]:
            return True
        if not (word[0].isalpha() or word == "-") or word in page.grammar.numbers:
            return False
    return False
