"""Numbers that say when: days and years beside a month, years, times of day."""

from __future__ import annotations

import re

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import SHORT_PLURAL, is_plural
from kg.extraction.folding import tokens

_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100
_MODERN = range(1900, 2051)
_DAYS = 31
_DECIMAL = re.compile(r"\d+[.,]\d")
_LAST_HOUR = 24
_NEAR = 28  # characters in which a month stands before its day or year
_DATE_CHAIN = r"[ ]?(?:[-–,]|<<day_links>>)[ ]?\d{1,2}<<first_day_suffix>>?[ ]?"
_WORD = re.compile(r"[^\W\d_]+")
_MERIDIEM = r" ?<<meridiem>>"
_MILITARY_ZONE = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d ?(?:gmt|utc|cet|cest)\b")
_CLOCK_AFTER = re.compile(r"[ ]?[-–][ ]?\d{1,2}[ ]?h[ ]?[0-5]\d(?!\d)")  # "14h-17h30"
_CLOCK_BEFORE = re.compile(r"\d[ ]?(?:h(?:eures?)?[ ]?(?:[0-5]\d)?|[ap]\.?m\.?)[ ]?\([^()\d]{0,12}$")
_ZONED = re.compile(r"(?<!\d)(?:[01]\d|2[0-3])[0-5]\d ?(?:gmt|utc|cet|cest)[ ]?\([^()\d]{0,8}$")
_MILITARY = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_ZONE = 24  # characters between a time of day and that of another place
_BRACKET = 40
_CLOCK_SPAN = r"[ ]<<clock_to>>[ ]\d{1,2}[ ]?h[ ]?[0-5]\d(?!\d)"  # "de 8 heures à 8 h 30"
_HOURS = r"<<opening_hours>>"
_STOPS = frozenset({".", ";", "!", "?", "\n"})
_SPENT = 8  # words before hours in which one says that they were spent
_PLACE = r"\s+<<place_after_hours>>(\w)"
_GAP = re.compile(r"[ \n]*")
_WORKED = r"(?:\d{1,2}|[a-z]{3,6})[ ]<<hours_to>>[ ](?:\d{1,2}(?![\w%]|[.,:]\d|[ ]?[%$€£])|[a-z]{3,6}(?!\w))"
_WORKED_BEFORE = r"(?<!\w)(?:\d{1,2}|[a-z]{3,6})[ ]<<hours_to>>[ ]$"
_WORKED_LINK = r"[ -]<<hours_to>>[ -]"
_WORKED_SPAN = 10
_NOON = 12
_YEAR_SECOND = re.compile(r"[-–/](?:\d{4}|\d{2})(?![\d.,]\d|\d)")
_SEASON = re.compile(r"(?<!\d)(?:19|20)\d\d[-–/]$")
_YEAR_DECADE = r"<<decade_ending>>(?![\w])"


def month_around(page: Page, start: int, end: int) -> bool:
    """Whether a month name stands directly before or after: the number is a day or a year."""
    low = page.low
    gap = _GAP.match(low, end)
    assert gap is not None
    at = gap.end()
    if at > end or (at < len(low) and low[at].isalpha()) or low[at : at + 1] == "-":
        if low[at : at + 1] == "-":
            at += 1
        word = _WORD.match(low, at)
        if word is not None and _is_month(page, word.group(), at):
            return True
        if (
            word is not None
            and word.group() in page.grammar.words["day_of"]
            and (after := _WORD.match(low, word.end() + 1))
            and _is_month(page, after.group(), after.start())
        ):
            return True
    chain = page.grammar.patterns[_DATE_CHAIN].match(low, end)
    if chain is not None:
        word = _WORD.match(low, chain.end())
        if word is not None and _is_month(page, word.group(), chain.end()):
            return True
    # The words kept of this place tell whether a month is among the last; only then are the near ones taken apart.
    year = end - start == 4 and low[start:end].isdecimal()
    return _follows_month(page, start, page.before(start), year=year) and _follows_month(
        page, start, page.before(start, _NEAR), year=year
    )


def _follows_month(page: Page, start: int, words: list[str], *, year: bool) -> bool:
    """Whether the words before a number end with a month, or with a month and the day before this one."""
    grammar, lists = page.grammar, page.grammar.words
    while words and (words[-1] == "." or words[-1] in lists["day_articles"] or (words[-1] == "," and year)):
        words = words[:-1]
    if words and (words[-1] in grammar.months or words[-1] in lists["month_abbreviations"]):
        return _is_month(page, words[-1], page.low.rindex(words[-1], 0, start))
    if len(words) < 3:
        return False
    if words[-1] in {"-", "–"} or words[-1] in lists["month_day_links"]:
        day = words[-2].isdecimal() and len(words[-2]) <= 2 and words[-3] in grammar.months
        return day and _DECIMAL.match(page.low, start) is None  # "from 77 in the week of February 23 to 2.6"
    day = words[-1].isdecimal() and len(words[-1]) <= 2
    return day and words[-2] in grammar.months and words[-2] not in lists["months_that_are_verbs"]


def _is_month(page: Page, word: str, at: int) -> bool:
    grammar, lists = page.grammar, page.grammar.words
    if word in lists["capital_months"]:
        return page.text[at].isupper()
    if word in lists["months_of_one_case"]:
        return page.text[at : at + len(word)].islower() or page.text[at].isupper()
    if word in grammar.months:
        return True
    return (
        word in lists["month_abbreviations"]
        and page.low[at + len(word) : at + len(word) + 1] in {".", " ", ","}
        and page.text[at].isupper()
    )


def is_year(page: Page, reading: Reading) -> bool:
    """Whether a bare four-digit number dates rather than counts."""
    literal = page.low[reading.start : reading.end]
    low, lists = page.low, page.grammar.words
    if len(literal) == 2 and _SEASON.search(low, max(0, reading.start - 6), reading.start):
        return True  # 2018-19
    possessive = low.startswith(page.grammar.endings["possessive_endings"], reading.end)
    if possessive or page.grammar.patterns[_YEAR_DECADE].match(low, reading.end):
        return len(literal) in {2, 4} and literal.isdecimal()
    if len(literal) == 2 and page.low[reading.start - 1 : reading.start] == "'" and _short_year(page, reading):
        return True
    if len(literal) != 4 or not literal.isdecimal() or not (_EARLIEST_YEAR <= int(literal) <= _LATEST_YEAR):
        return False
    value = int(literal)
    if value not in _MODERN and reading.approx == "at_least":
        return False  # "plus de 1100 en mai"
    second = _YEAR_SECOND.match(low, reading.end)
    if second is not None and value in _MODERN:
        return True
    before = reading.left[-1] if reading.left else ""
    dated = page.grammar.phrases["year_before"].ending(reading.left) > 0
    following = reading.right[0] if reading.right else ""
    if following in lists["year_denied_by"] and not (
        dated
        and value in _MODERN
        and (before in lists["year_edges"] or not lists["yearly_figures"].isdisjoint(reading.left[-2:-1]))
    ):
        return False
    noun = following.isalpha() and following not in lists["yearlike_followers"] and is_plural(following, SHORT_PLURAL)
    if value in _MODERN:
        return not (noun and page.grammar.phrases["factual_one"].ending(reading.left) > 0)
    return (dated and not noun) or (
        before in {"(", "-", "–"} and low[reading.end : reading.end + 1] in {")", "-", "–", " "} and not following.isalpha()
    )


def _short_year(page: Page, reading: Reading) -> bool:
    """Whether an apostrophe stands for the century: "born in '72", "the class of '98"; not "'72 people died', he said"."""
    before = page.low[max(0, reading.start - 2) : reading.start - 1]
    if before and before not in {" ", "\n", "("}:
        return False
    left = [word for word in reading.left if word != "'"]
    following = reading.right[0] if reading.right else ""
    counted = following.isalpha() and is_plural(following, SHORT_PLURAL) and following not in page.grammar.function_words
    dated = page.grammar.phrases["year_before"].ending(left) > 0 or left[-1:] == ["'"]
    return not counted and (dated or (left[-1:] != [] and left[-1] in page.grammar.months))


def is_clock(page: Page, reading: Reading) -> bool:
    """Whether "14 heures" or "5 h" tells the time of day."""
    grammar, words, left, right = page.grammar, page.grammar.words, reading.left, reading.right
    if reading.unit == "hour" and _tells_hours(page, reading):
        return True
    if (
        reading.unit == "hour"
        and reading.low is not None
        and reading.low == reading.high
        and 0 <= reading.low < _LAST_HOUR
        and (reading.low == reading.low.to_integral_value() or (reading.in_words and _tells_quarters(page, reading)))
    ):
        if grammar.phrases["clock_after"].starting(right):
            return True
        if grammar.phrases["clock_named"].ending(left) or _told_again(page, reading):
            return True
        if reading.hedge is not None and reading.approx in {"at_least", "at_most"}:
            return False
        if page.low.startswith("h", reading.end - 1) and right and right[0].isdecimal():
            return True
        if _CLOCK_AFTER.match(page.low, reading.end):
            return True
        if grammar.patterns[_CLOCK_SPAN].match(page.low, reading.end) and not grammar.phrases["change_from"].ending(left):
            return True
        if right and right[0] in words["of"]:
            return False
        if page.low.endswith(grammar.endings["hours_without_clock"], reading.start, reading.end):
            return False  # English tells the time with no "hours"
        if left and left[-1] in words["lasting_after"] and words["enduring"].intersection(right[:1]):
            return False  # "après neuf heures sous les décombres"
        if _follows_day(page, reading):
            return True
        if left[-2:-1] != [] and grammar.unit_codes.get(left[-2]) in {"minute", "second"}:
            return False  # "passé de 50 minutes à 2 heures"
        if grammar.phrases["clock_before"].ending(left):
            return True
        return len(right) > 1 and right[0] in words["at_place"] and _capital_follows(page, reading.end)
    if reading.unit or reading.power:
        return False
    if _ZONED.search(page.low, max(0, reading.start - _ZONE), reading.start) and _MILITARY.fullmatch(
        page.low, reading.start, reading.end
    ):
        return True
    first, last = right[0] if right else "", left[-1] if left else ""
    if reading.in_words and (
        (first in words["past"] and right[1:2] != [] and right[1] in grammar.numbers)
        or (last in words["past"] and left[-2:-1] != [] and _tells_minutes(page, left[-2]))
    ):
        return True
    if grammar.phrases["quarter_to"].ending(left):
        return (reading.low or 0) <= _LAST_HOUR  # "a quarter to nine"
    if (first in words["hours_to"] or last in words["hours_to"]) and _works_hours(page, reading):
        return True
    if grammar.patterns[_MERIDIEM].match(page.low, reading.end):
        return True
    return first in words["clock_words"] or (
        not reading.in_words and _MILITARY_ZONE.match(page.low, reading.start) is not None
    )


def _told_again(page: Page, reading: Reading) -> bool:
    """Whether brackets give a time of day as it is elsewhere or on another day: "à 19h (1h dimanche, heure de Paris)"."""
    if _CLOCK_BEFORE.search(page.low, max(0, reading.start - _ZONE), reading.start) is None:
        return False
    end = page.low.find(")", reading.end, reading.end + _BRACKET)
    inside = tokens(page.low[reading.end : end if end >= 0 else reading.end])
    return not page.grammar.words["weekdays"].isdisjoint(inside) or not page.grammar.words["zone_words"].isdisjoint(inside)


def _tells_quarters(page: Page, reading: Reading) -> bool:
    """Whether halves and quarters are of the clock: "il est dix heures et quart", "à cinq heures et demie"."""
    words, left = page.grammar.words, reading.left
    if page.grammar.phrases["it_is_hour"].ending(left):
        return True
    return left != [] and left[-1] in words["clock_at"] and words["of"].isdisjoint(reading.right[:1])


def _tells_hours(page: Page, reading: Reading) -> bool:
    """Whether hours with two ends or a bound are of the clock: "de 10 h à 20 h", "ouvert de 9 à 17 heures", "à partir de 18 heures"."""
    edge = reading.high if reading.high is not None else reading.low
    words, left = page.grammar.words, reading.left
    if edge is None or not (0 < edge <= _LAST_HOUR) or reading.per is not None or reading.fractional or page.lone:
        return False
    clause = left[-_SPENT:]
    clause = clause[max((place + 1 for place, word in enumerate(clause) if word[-1] in _STOPS), default=0) :]
    if not words["spent"].isdisjoint(clause) or not words["hours_last_before"].isdisjoint(reading.right[:1]):
        return False
    bound = reading.hedge is not None and page.grammar.phrases["clock_bounds"].ending(left) > 0
    if not (bound or reading.is_range) or reading.language not in page.grammar.languages_that["tell_hours_by_unit"]:
        return False
    if bound and page.grammar.phrases["clock_from"].ending(left):
        return True
    if page.grammar.patterns[_HOURS].fullmatch(page.low, reading.start, reading.end):
        return True
    if reading.is_range and words["range_from"].union(words["between"]).isdisjoint(left[-1:]):
        return False
    first, last = sentence_bounds(page, reading.start)
    return not words["opening"].isdisjoint(tokens(page.low[first:last]))


def _works_hours(page: Page, reading: Reading) -> bool:
    """Whether "from 9 to 5" and "nine to five" are hours of work: a fall from nine to five has a verb that says so."""
    patterns = page.grammar.patterns
    first = patterns[_WORKED].match(page.low, reading.start)
    second = None
    if first is None:
        second = patterns[_WORKED_BEFORE].search(page.low, max(0, reading.start - _WORKED_SPAN), reading.start)
    if first is None and second is None:
        return False
    start = reading.start if second is None else second.start()
    end = first.end() if first is not None else reading.number_end
    pair = patterns[_WORKED_LINK].split(page.low[start:end].strip())
    hours = [int(word) if word.isdecimal() else page.grammar.numbers.get(word, 0) for word in pair]
    if len(hours) != 2 or not _NOON >= hours[0] > hours[1] > 0:
        return False
    sentence_start, sentence_end = sentence_bounds(page, start)
    words = set(tokens(page.low[sentence_start:sentence_end]))
    changes = set(tokens(page.low[sentence_start:start])) & page.grammar.words["changing"]
    return bool(words & page.grammar.words["hours_cues"]) and not changes


def _follows_day(page: Page, reading: Reading) -> bool:
    """Whether a comma ties an hour to the day before it: "mercredi 19 février, 18 h"."""
    left = reading.left
    if left[-1:] == [","]:
        left = left[:-1]
    elif not (left and left[-1].endswith(",")):
        return False
    days = page.grammar.words["weekdays"]
    last = left[-1] if left else ""
    if last in days:
        return True
    day = (
        left[-2:-1]
        if last in page.grammar.months
        else left[-3:-2]
        if left[-2:-1] and left[-2] in page.grammar.months
        else []
    )
    return bool(day) and day[0].isdecimal() and int(day[0]) <= _DAYS


def _tells_minutes(page: Page, word: str) -> bool:
    """Whether a word before "past" gives the minutes: "ten past nine", "half past six"."""
    return word in page.grammar.numbers or word in page.grammar.words["minutes_past"]


def _capital_follows(page: Page, at: int) -> bool:
    match = page.grammar.patterns[_PLACE].match(page.text, at)
    return match is not None and match.group(1).isupper()


def is_day(page: Page, reading: Reading) -> bool:
    """Whether a bare one or two-digit number is a day: after a weekday, or after "le" with nothing counted."""
    if (
        reading.in_words
        or reading.fractional
        or reading.low is None
        or not (1 <= reading.low <= _DAYS)
        or reading.end - reading.start > 2
    ):
        return False
    before = reading.left[-1] if reading.left else ""
    if before in page.grammar.words["weekdays"]:
        return True
    if (
        before in page.grammar.words["day_before"]
        and reading.language in page.grammar.languages_that["give_days_with_article"]
    ):
        following = reading.right[0] if reading.right else ""
        return not following.isalpha() or following in page.grammar.stopwords.get(reading.language, ())
    return False


def is_dated_unit(page: Page, reading: Reading) -> bool:
    """Whether a year only happens to stand before a unit: "the 2018 day"."""
    literal = page.low[reading.start : reading.number_end]
    return (
        reading.kind == "duration"
        and len(literal) == 4
        and literal.isdecimal()
        and int(literal) in _MODERN
        and page.low[reading.end - 1] != "s"
    )
