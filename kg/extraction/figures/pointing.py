"""Small numbers: those that only point or order ("les deux pays", "three reasons") and those that count ("two of them")."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import ends_clause

_SMALL = 10
_FEW = 3
_PAIR = 2
_ORDERED = 2  # words before a number that say which ones: "the past 20"
_RECALL = 7  # words before a number in which "en" stands
_COMPOUND = re.compile(r"-([^\W\d_]{3,})[ \n]+[^\W\d_]")


def is_pointing(page: Page, reading: Reading) -> bool:
    """Whether a small number only points or orders the discourse: "les deux pays", "trois piliers", "les cinq premiers"."""
    grammar = page.grammar
    words = grammar.words
    before = reading.left[-1] if reading.left else ""
    following = reading.right[0] if reading.right else ""
    if _orders_time(page, reading, following):
        return True
    if following in words["discourse_nouns"] and reading.in_words and reading.is_range and reading.low == 1:
        return True  # "one or two things"
    small = reading.low is not None and reading.low == reading.high and reading.low <= _SMALL
    if not small or reading.unit or reading.power:
        return False
    few = reading.low is not None and reading.low <= _FEW
    if following in words["time_ordinals"] and before in words["definite"] and few:
        return following not in words["definite_keep_after"]
    if reading.hedge is not None:
        return False
    if following in words["discourse_nouns"]:
        return not _is_whole(page, reading.left)
    if not reading.in_words:
        return False
    word = page.low[reading.start : reading.end]
    if following == "-" and counts_in_compound(page, reading):
        return False
    if word in words["two_or_three"] and reading.low == _PAIR and before in words["between"] and following.isalpha():
        return (
            not reading.left[-2:-1] or not reading.left[-2][0].isalnum()
        )  # "Entre deux moteurs, ..."; "un choc entre deux trains" counts
    if word in words["pointing_back"]:
        if _singles_out(page, reading, before, few=few):
            return False
        if before in words["definite"] and following not in words["definite_keep_after"]:
            return True
        if before in words["all_before_two"] and word in words["two_or_three"]:
            return True
        if not following.isalpha() or following in grammar.stopwords.get(reading.language, ()):
            return True
    return before in words["one_of"] and not words["ones"].isdisjoint(reading.left[-2:-1])


def _orders_time(page: Page, reading: Reading, following: str) -> bool:
    """Whether a number of times is only ordered: "the first six months", "les trois derniers mois", "the last five seasons"."""
    words, right = page.grammar.words, reading.right
    if _orders_times_unsaid(page, reading, following):
        return True
    if following in words["time_ordinals"] and right[1:2] != [] and right[1] in page.grammar.unit_codes:
        return following in words["definite_keep_after"] or right[1][-1] == "s"  # but "2,310 last year"
    return following in words["seasons"] and reading.left[-1:] != [] and reading.left[-1] in words["time_ordinals"]


def _orders_times_unsaid(page: Page, reading: Reading, following: str) -> bool:
    """Whether the noun of an ordered number is left out: "ces 20 dernières, ...", "over the past 20, ..."."""
    words, left = page.grammar.words, reading.left
    if reading.unit or reading.power or reading.fractional or len(left) < _ORDERED:
        return False
    if following in words["time_ordinals"]:
        return left[-1] in words["definite"] and not (reading.right[1:2] != [] and reading.right[1][0].isalnum())
    ordered = ends_clause(reading) and left[-1] in words["time_ordinals"] and left[-2] in words["definite"]
    return ordered and not words["once_in"].isdisjoint(left[-3:-2])


def _singles_out(page: Page, reading: Reading, before: str, *, few: bool) -> bool:
    """Whether a small number counts though it stands alone or after an article: "two of them", "dont deux", "his four sons"."""
    words, left, right = page.grammar.words, reading.left, reading.right
    following = right[0] if right else ""
    if before in words["counting_before"]:
        return True
    if before in words["definite"]:
        others = following in words["other_ones"] and right[1:2] != [] and right[1] not in page.grammar.unit_codes
        own = before in words["possessives"] and following not in words["time_ordinals"] and following.isalpha()
        if before in words["possessives"] and (following in words["kin"] or words["kin"].intersection(right[1:2])):
            return following not in words["time_ordinals"]
        if _is_whole(page, left):
            return True
        return (others and not few) or (own and reading.low is not None and reading.low >= _FEW)
    if _recalls(page, reading, following):
        return True  # "j'en ai gardé deux"
    if page.grammar.phrases["of_them"].starting(right):
        return before not in words["all_of_them"]
    if following in words["of"] and _of_number(page, right):
        return True  # "four of nine jurors"
    if page.grammar.phrases["change_from"].ending(left) and following in words["range_to"]:
        return True  # "up from two to nine"
    if following in words["plural_verbs"] and before in words["restricting"]:
        before = left[-2] if left[-2:-1] else "."
    if following in words["plural_verbs"] and (not before.isalpha() or before in words["clause_openers"]):
        return True  # "Two were killed and three have left"
    return page.grammar.phrases["standing_after"].ending(reading.left) > 0 and (
        not following.isalpha()
        or following in words["part_times"]
        or following in words["this_time"]
        or following in words["in_year"]
    )


def _is_whole(page: Page, left: list[str]) -> bool:
    """Whether a number is the whole that another right before it is of: "two of the four", "deux des quatre grandes banques"."""
    words, before = page.grammar.words, left[-1] if left else ""
    joined = before in words["of_the_many"]
    if not joined and (before not in words["definite"] or words["among"].isdisjoint(left[-2:-1])):
        return False
    part = left[-2:-1] if joined else left[-3:-2]
    return part != [] and page.grammar.numbers.get(part[0], 0) > 1


def _of_number(page: Page, right: list[str]) -> bool:
    """Whether a larger number stands behind "of": "four of nine jurors", "two of the nine"."""
    words = page.grammar.words
    whole = right[2:3] if right[1:2] != [] and right[1] in words["definite"] else right[1:2]
    return whole != [] and (whole[0].isdecimal() or page.grammar.numbers.get(whole[0], 0) > 1)


def _recalls(page: Page, reading: Reading, following: str) -> bool:
    """Whether the pronoun "en" says that a number counts what was spoken of: "nous n'en utilisons que quatre"."""
    words, left = page.grammar.words, reading.left
    pronouns = words["pronouns_of_them"]
    if pronouns.isdisjoint(left) or (following.isalpha() and following not in words["free_followers"]):
        return False
    if reading.language not in page.grammar.languages_that["recall_by_pronoun"]:
        return False
    for place in range(len(left) - 2, max(0, len(left) - _RECALL), -1):
        if not (left[place][0].isalpha()):
            return False
        if left[place] in pronouns:
            return left[place - 1] in words["en_subjects"]
    return False


def counts_in_compound(page: Page, reading: Reading) -> bool:
    """Whether a hyphen ties a number to what it counts: "a 640-page novel", "three-storey"; not "a four-star hotel"."""
    noun = _COMPOUND.match(page.low, reading.end)
    if noun is None or reading.low is None:
        return False
    if page.language(reading.start) not in page.grammar.languages_that["compounds_count"]:
        return False
    words = page.grammar.words
    if noun.group(1) in words["compound_nouns"]:
        return True
    return (
        not reading.in_words
        and reading.low > _SMALL
        and noun.group(1) not in words["not_compound"]
        and not page.text[reading.end + 1].isupper()
        and reading.left[-1:] != []
        and reading.left[-1] in words["compound_before"]
    )
