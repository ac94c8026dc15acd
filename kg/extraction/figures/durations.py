"""Durations: which spans of time are facts and which only locate others."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural

_WINDOW_UNITS = frozenset(
    {"day", "week", "month", "quarter", "semester", "year", "decade", "hour", "minute", "second", "century"}
)
_SHORT = frozenset({"hour", "minute", "second"})
_MONTHS = 6  # words behind a span in which it is told from which month to which
_DAYS = frozenset({24, 48, 72})  # hours that say one day, two or three
_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")
_HALF = re.compile(r"(?:et\s+demie?|and\s+a\s+half)$")


def only_locates(
    page: Page,
    reading: Reading,
    sentence_has_figure: bool,
    sentence_has_money: bool,
    *,
    money_just_before: bool = False,
    changes: bool = False,
    changed: bool = False,
) -> bool:
    """Whether a duration only says when: "il y a deux ans", "sur un an", "two years later", "in six months" of another figure.

    `changes` says that a percentage or a multiple of the sentence may be what happened in that time, `changed` that one is
    the figure right before it.
    """
    if reading.kind != "duration" or reading.unit not in _WINDOW_UNITS or reading.per is not None:
        return False
    grammar = page.grammar
    left = reading.left
    hedged = reading.hedge is not None and reading.approx != "about" and not _tied_hedge(page, reading)
    one = reading.in_words and reading.low == 1
    halved = _HALF.search(page.low[reading.start : reading.end]) is not None
    if (
        one
        and not halved
        and not reading.is_range
        and not (
            hedged
            or grammar.phrases["factual_one"].ending(left)
            or reading.hedge
            or _serves(page, reading)
            or (reading.unit not in _SHORT and not grammar.words["taking_time"].isdisjoint(left[-1:]))
        )
    ):
        return True
    if _serves(page, reading):
        return False
    if _in_change(page, reading, changes=changes, changed=changed) or (not hedged and _of_calendar(page, reading, left)):
        return True
    if hedged or halved or grammar.phrases["recurring"].ending(left) or _lasts(page, reading):
        return False
    if grammar.phrases["lasting"].ending(page.unhedged(left)) or _is_lasting(page, left):
        return False
    if grammar.phrases["window_over"].ending(left):
        return not sentence_has_money or reading.low == 1
    if _behind(page, reading) or _ends_in_month(page, reading) or _before_event(page, reading):
        return not _compared(page, reading)
    if _located(page, left):
        # "over the last five months of her life" says how long; "les 50 ans et plus" is an age.
        return not (
            (left[-1] in grammar.words["last_words"] and not grammar.words["spans_of"].isdisjoint(reading.right[:1]))
            or reading.is_range
            or _spans_future(page, reading)
        )
    if not grammar.words["extremes"].isdisjoint(reading.right[:1]):
        return False  # "the ten-year maximum"
    if page.low[reading.number_end : reading.number_end + 1] == "-" and not _names_span(page, reading):
        return False  # "the five-week trial"
    if left and left[-1] in grammar.words["definite"] and reading.in_words:
        return not _spans_future(page, reading)
    if grammar.phrases["window_in"].ending(left):
        return sentence_has_figure and not reading.decimals > 0 and not (money_just_before and not one)
    return False


def _tied_hedge(page: Page, reading: Reading) -> bool:
    """Whether a bound within a span leaves it one that says when: "over the past two-plus years"."""
    within = reading.hedge is not None and reading.start <= reading.hedge[0] < reading.end
    return within and _located(page, reading.left)


def _in_change(page: Page, reading: Reading, *, changes: bool, changed: bool) -> bool:
    """Whether a bounded span of months or years is that in which something changed: "baissé de 90 % en moins de 30 ans"."""
    if not changes or reading.unit in _SHORT or reading.is_range or reading.approx == "about":
        return False
    if changed and not page.grammar.words["window_after_change"].isdisjoint(reading.left[-1:]):
        return True  # "fell 70% in two years"
    unhedged = page.unhedged(reading.left)
    return unhedged != reading.left and not page.grammar.words["window_of_change"].isdisjoint(unhedged[-1:])


def _of_calendar(page: Page, reading: Reading, left: list[str]) -> bool:
    """Whether a span is the first or last part of a year or the like: "the last two and a half months of the year"."""
    words, right = page.grammar.words, reading.right
    if words["time_ordinals"].isdisjoint(left[-1:]) or words["partitives"].isdisjoint(right[:1]):
        return False
    whole = next((word for word in right[1:3] if word not in words["definite"]), "")
    return whole.isdigit() or whole in page.grammar.unit_codes


def _located(page: Page, left: list[str]) -> bool:
    """Whether the words before a span say when: "just two minutes in"; not "after just two minutes of waiting"."""
    phrases = page.grammar.phrases
    return phrases["locating_before"].ending(left) > 0 and not phrases["measuring_before"].ending(left)


def _serves(page: Page, reading: Reading) -> bool:
    """Whether a span is one of prison, pay or leave: "un an de prison", "trois mois de salaire"."""
    words, right = page.grammar.words, reading.right
    return not words["of"].isdisjoint(right[:1]) and not words["prison"].isdisjoint(right[1:2])


def _compared(page: Page, reading: Reading) -> bool:
    """Whether a span is set against another of its unit: "2 heures, contre 3 heures auparavant"."""
    grammar, left = page.grammar, reading.left
    if not grammar.phrases["standing_after"].ending(page.unhedged(left)):
        return False
    hours = reading.unit == "minute" and "h" in left  # "1 h 58, contre 2 h 10 auparavant"
    return hours or any(grammar.unit_codes.get(word) == reading.unit for word in left)


def _is_lasting(page: Page, left: list[str]) -> bool:
    """Whether "last" or "takes" is the verb of a span: "will last 18 months", "the batteries last 12 years", "it takes 27 days to"."""
    words, before = page.grammar.words, page.unhedged(left)
    if not before:
        return False
    if before[-1] in words["taking_time"]:
        return True
    if before[-1] not in words["last_words"] or len(before) == 1:
        return False
    lead = before[-2]
    if lead in words["verbs_follow"]:
        return True
    little = lead in page.grammar.function_words or any(lead in own for own in page.grammar.stopwords.values())
    return is_plural(lead) and not little and lead.isalpha() and lead not in words["possessives"]


def _lasts(page: Page, reading: Reading) -> bool:
    """Whether a span says how long something took: hours and less unless "since" or "ago" holds them, "the four decades after"."""
    grammar, words, left = page.grammar, page.grammar.words, reading.left
    if reading.unit in _SHORT:
        days = reading.unit == "hour" and not reading.fractional and reading.low in _DAYS
        return not (
            days
            or words["definite"].intersection(left[-1:])
            or _located(page, left)
            or grammar.phrases["elapsed_before"].ending(page.unhedged(left))
            or grammar.phrases["elapsed_after"].starting(reading.right)
        )
    return (
        reading.in_words
        and len(left) > 1
        and left[-1] in words["pointing_article"]
        and not words["event_links"].isdisjoint(reading.right[:1])
        and left[-2] not in words["parallel_prepositions"]
        and left[-2] not in words["spans_not_lasting_behind"]
    )


def _ends_in_month(page: Page, reading: Reading) -> bool:
    """Whether a month begins or ends the span: "the 12 months to June", "la période de 12 mois close en mai", "les 12 mois d'avril"."""
    words, months = page.grammar.words, page.grammar.months
    right = reading.right
    if right[:1] != [] and right[0] in words["spans_named"]:
        right = right[1:]  # "the 12-month period ended in May"
    if right[1:2] != [] and right[0] in words["from_month"] and right[1] in months:
        known = not words["definite"].isdisjoint(reading.left[-1:])
        return known and not words["range_to"].isdisjoint(right[2:_MONTHS])
    if ended := page.grammar.phrases["ended_in_month"].starting(right):
        return any(word in months for word in right[ended : ended + 2])
    right = [word for word in right[:5] if not word.isdigit() and word not in words["month_end_fillers"]]
    return len(right) > 1 and right[0] in words["until_month"] and right[1] in months


def _before_event(page: Page, reading: Reading) -> bool:
    """Whether a sentence opens with how long before an event it is: "À six semaines du scrutin, ..."."""
    grammar, left = page.grammar, reading.left
    if not left or left[-1] not in grammar.words["opens_before_event"]:
        return False
    opens = left[-2:-1] in ([], ["."], ["\n"], ["!"], ["?"], [":"])
    return opens and grammar.phrases["of_the"].starting(reading.right) > 0


def _spans_future(page: Page, reading: Reading) -> bool:
    """Whether the adjective stands inside the figure: "les dix prochaines années"."""
    inner = page.low[reading.number_end : reading.end].split()
    return len(inner) > 1 and inner[0] in page.grammar.words["unit_between"]


def _names_span(page: Page, reading: Reading) -> bool:
    """Whether a span tied by a hyphen is only that of a period, a high or a plan: "the five-year low"."""
    return not reading.right or reading.right[0] in page.grammar.words["spans_named"]


def _behind(page: Page, reading: Reading) -> bool:
    """Whether what follows makes it a place in time: "deux ans plus tard"; measured spans, "73 seconds after", are facts."""
    length = page.grammar.phrases["locating_after"].starting(reading.right)
    if not length:
        second = reading.right[1:] if reading.right and reading.right[0].isalpha() and len(reading.right[0]) > 4 else []
        return bool(second) and second[0] in page.grammar.words["after"] and reading.in_words
    if reading.fractional and reading.right[0] in page.grammar.words["places_or_times"]:
        return False  # "83.1 years in the north"
    later = not page.grammar.words["later"].isdisjoint(reading.right[length - 1 : length])
    compared = reading.right[length : length + 1] if later else []
    if not page.grammar.words["later_than"].isdisjoint(compared):
        return False  # "retire two years later than women"
    if reading.decimals > 0 and not page.grammar.words["later_for"].isdisjoint(compared):
        return False  # "8.1 years later for men": an average, not a moment
    return reading.in_words or reading.right[0] not in page.grammar.words["events_behind"]


def sentence_bounds(page: Page, at: int, reach: int = 240) -> tuple[int, int]:
    """Where the sentence around a place starts and ends, at most `reach` characters away."""
    start = max(0, at - reach)
    for match in _SENTENCE_END.finditer(page.low, start, at):
        start = match.end()
    end_match = _SENTENCE_END.search(page.low, at, at + reach)
    return start, end_match.start() if end_match else min(len(page.low), at + reach)
