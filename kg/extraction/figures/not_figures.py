"""Numbers that state no quantity: in names and labels, dates and years, clock times, scores, list numbers, pointing words."""

from __future__ import annotations

import re

from kg.extraction.figures.pointing import counts_in_compound
from kg.extraction.figures.reading import Page, Reading

_EARLIEST_YEAR, _LATEST_YEAR = 1000, 2100
_MODERN = range(1900, 2051)
_DAYS = 31
_LAST_HOUR = 24
_LONGEST_NAME_NUMBER = 4
_NAME_WORD = re.compile(r"(?:(?<=[\s'’(«\"“/&-])|^)([^\W\d_]\w*['’]?)[ \u00a0]$")
_OPENERS = frozenset({"", ".", "\n", ":", "!", "?", "–", "•", "-"})
_CHAIN = re.compile(r"[ ]?(?:,|et|and|ou|or|à|to|au|-|–|&|/)?[ ]?(?:le |the )?")
_SCORE = re.compile(r"[ ]?[-–][ ]?\d{1,3}(?![\d%]|[.,]\d)")
_SCORE_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}[ ]?[-–][ ]?$")
_GOALS = re.compile(r"[ ](?:à|to)[ ](\d{1,2})(?![\w%]|[ ]?%|[.,]\d)")
_GOALS_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})[ ](?:à|to)[ ]$")
_MOST_GOALS = 20
_DATE_CHAIN = re.compile(r"[ ]?(?:-|–|,|et|ou|and|or|au|à|to)[ ]?\d{1,2}(?:er)?[ ]?")
_WORD = re.compile(r"[^\W\d_]+")
_MERIDIEM = re.compile(r" ?[ap]\.?m\b")
_MILITARY_ZONE = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d ?(?:gmt|utc|cet|cest)\b")
_CAPITALS = re.compile(r"[a-z][ \n-](?:et[ \n-])?[A-Z][a-z]+")
_BASES = frozenset(10**power for power in range(2, 7))
_RATE = 6
_STOPS = frozenset({".", ";", ":", "!", "?", "\n"})
_CLOCK_AFTER = re.compile(r"[ ]?[-–][ ]?\d{1,2}[ ]?h[ ]?[0-5]\d(?!\d)")  # "14h-17h30"
_CLOCK_SPAN = re.compile(r"[ ]à[ ]\d{1,2}[ ]?h[ ]?[0-5]\d(?!\d)")  # "de 8 heures à 8 h 30"
_GAP = re.compile(r"[ \n]*")
_YEAR_SECOND = re.compile(r"[-–/](?:\d{4}|\d{2})(?![\d.,]\d|\d)")
_SEASON = re.compile(r"(?<!\d)(?:19|20)\d\d[-–/]$")
_YEAR_DECADE = re.compile(r"'?s(?![\w])")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_PLURAL_VERBS = frozenset({"ont", "sont", "étaient", "seraient", "were", "are", "people"})
_YEARLIKE_FOLLOWERS = frozenset({"to", "à", "au", "and", "et", "de", "en", "in", "on", "is", "was", "a", "est", "sont", "le", "la", "les", "the", "par", "by", "pour", "for", "with", "avec", "dans", "at", "after", "avant", "après", "before", "when", "un", "une"})  # fmt: skip


def month_around(page: Page, start: int, end: int) -> bool:
    """Whether a month name stands directly before or after: the number is a day or a year."""
    grammar, low = page.grammar, page.low
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
            and word.group() == "of"
            and (after := _WORD.match(low, word.end() + 1))
            and _is_month(page, after.group(), after.start())
        ):
            return True
    chain = _DATE_CHAIN.match(low, end)
    if chain is not None:
        word = _WORD.match(low, chain.end())
        if word is not None and _is_month(page, word.group(), chain.end()):
            return True
    words = page.before(start, 28)
    year = end - start == 4 and low[start:end].isdecimal()
    while words and (words[-1] in {"the", "le", "."} or (words[-1] == "," and year)):
        words = words[:-1]
    if words and (words[-1] in grammar.months or words[-1] in grammar.words["month_abbreviations"]):
        at = low.rindex(words[-1], 0, start)
        return _is_month(page, words[-1], at)
    if (
        len(words) >= 3
        and words[-1] in {"-", "–", "and", "et", "to"}
        and words[-2].isdigit()
        and words[-3] in grammar.months
    ):
        return True
    return (
        len(words) >= 3
        and words[-1].isdigit()
        and len(words[-1]) <= 2
        and words[-2] in grammar.months
        and words[-2] != "may"
    )


def _is_month(page: Page, word: str, at: int) -> bool:
    grammar = page.grammar
    if word in {"may", "march", "august"}:
        return page.text[at].isupper()
    if word in {"mars", "mai"}:
        return page.text[at : at + len(word)].islower() or page.text[at].isupper()
    if word in grammar.months:
        return True
    return (
        word in grammar.words["month_abbreviations"]
        and page.low[at + len(word) : at + len(word) + 1] in {".", " ", ","}
        and page.text[at].isupper()
    )


def is_year(page: Page, reading: Reading) -> bool:
    """Whether a bare four-digit number dates rather than counts."""
    literal = page.low[reading.start : reading.end]
    low = page.low
    if len(literal) == 2 and _SEASON.search(low, max(0, reading.start - 6), reading.start):
        return True  # 2018-19
    if low[reading.end : reading.end + 2] == "'s" or _YEAR_DECADE.match(low, reading.end):
        return len(literal) in {2, 4} and literal.isdecimal()
    if len(literal) != 4 or not literal.isdecimal() or not (_EARLIEST_YEAR <= int(literal) <= _LATEST_YEAR):
        return False
    value = int(literal)
    second = _YEAR_SECOND.match(low, reading.end)
    if second is not None and value in _MODERN:
        return True
    before = reading.left[-1] if reading.left else ""
    dated = page.grammar.phrases["year_before"].ending(reading.left) > 0
    following = reading.right[0] if reading.right else ""
    if following in _PLURAL_VERBS:
        return False
    noun = following.isalpha() and following not in _YEARLIKE_FOLLOWERS and len(following) > 2 and following[-1] in "sx"
    if value in _MODERN:
        return not (noun and page.grammar.phrases["factual_one"].ending(reading.left) > 0)
    return (dated and not noun) or (
        before in {"(", "-", "–"} and low[reading.end : reading.end + 1] in {")", "-", "–", " "} and not following.isalpha()
    )


def is_clock(page: Page, reading: Reading) -> bool:
    """Whether "14 heures" or "5 h" tells the time of day."""
    grammar = page.grammar
    if (
        reading.unit == "hour"
        and reading.low is not None
        and reading.low == reading.high
        and 0 <= reading.low < _LAST_HOUR
        and reading.low == reading.low.to_integral_value()
    ):
        if grammar.phrases["clock_after"].starting(reading.right):
            return True
        if reading.hedge is not None and reading.approx in {"at_least", "at_most"}:
            return False
        if page.low.startswith("h", reading.end - 1) and reading.right and reading.right[0].isdigit():
            return True
        if _CLOCK_AFTER.match(page.low, reading.end):
            return True
        if _CLOCK_SPAN.match(page.low, reading.end) and not grammar.phrases["change_from"].ending(reading.left):
            return True
        if reading.right and reading.right[0] in {"de", "d'", "of"}:
            return False
        if page.low.endswith(("hour", "hours"), reading.start, reading.end):
            return False  # English tells the time with no "hours"
        if reading.left[-1:] == ["après"] and page.grammar.words["enduring"].intersection(reading.right[:1]):
            return False  # "après neuf heures sous les décombres"
        if _follows_day(page, reading):
            return True
        if grammar.phrases["clock_before"].ending(reading.left):
            return True
        return len(reading.right) > 1 and reading.right[0] == "à" and _capital_follows(page, reading.end)
    if reading.unit or reading.power:
        return False
    if reading.in_words and (
        (reading.right[:1] == ["past"] and reading.right[1:2] != [] and reading.right[1] in grammar.numbers)
        or (reading.left[-1:] == ["past"] and reading.left[-2:-1] != [] and _tells_minutes(page, reading.left[-2]))
    ):
        return True
    if _MERIDIEM.match(page.low, reading.end) or (_MILITARY_ZONE.match(page.low, reading.start) and not reading.in_words):
        return True
    return grammar.words["clock_words"].intersection(reading.right[:1]) != set()


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
    return bool(day) and day[0].isdigit() and int(day[0]) <= _DAYS


def _tells_minutes(page: Page, word: str) -> bool:
    """Whether a word before "past" gives the minutes: "ten past nine", "half past six"."""
    return word in page.grammar.numbers or word in {"half", "quarter"}


def _capital_follows(page: Page, at: int) -> bool:
    match = re.compile(r"\s+[àa]\s+(?:l['’]|la |le )?(\w)").match(page.text, at)
    return match is not None and match.group(1).isupper()


def is_label(page: Page, reading: Reading) -> bool:
    """Whether a bare integer belongs to a name: "article 49", "vol 2933", "Apollo 12", "Group 4"."""
    grammar = page.grammar
    plural = _counts_plural(page, reading)
    if (
        grammar.phrases["label_before"].ending(reading.left)
        and not (plural and grammar.words["recurring_before"].intersection(reading.left[-2:-1]))  # "each week 12 nurses"
        and not (
            (reading.is_range and reading.left[-1] in {"place", "tour"})
            or (reading.left[-1] == "number" and "," in page.low[reading.start : reading.end])  # "soldiers number 23,000"
        )
    ):
        return True
    if reading.in_words or reading.signed or reading.power:
        return False
    if reading.end - reading.start > _LONGEST_NAME_NUMBER and not reading.is_range:
        return False
    if reading.left[-1:] == ["la"] and reading.language == "fr" and not reading.fractional and not reading.is_range:
        return not reading.right or not reading.right[0][0].isalnum()  # "les lignes de bus, dont la 107, ..."
    match = _NAME_WORD.search(page.text, max(0, reading.start - 28), reading.start)
    if match is None or not any(letter.isupper() for letter in match.group(1)):
        return False
    word = match.group(1)
    if word.lower().rstrip("'’") in page.grammar.function_words:
        return False
    opener = page.text[max(0, match.start(1) - 8) : match.start(1)].rstrip(" \u00a0")[-1:]
    # A verb or noun that opens the sentence is no name when a plural is counted after it: "Restent 30 dossiers".
    return not (plural and word[1:].islower() and opener in _OPENERS)


def _counts_plural(page: Page, reading: Reading) -> bool:
    """Whether a plural noun follows a number."""
    following = reading.right[0] if reading.right else ""
    return (
        following.isalpha()
        and len(following) > 2
        and following[-1] in "sx"
        and page.text[reading.end : reading.end + 2].strip()[:1].islower()
    )


def is_attached(page: Page, reading: Reading, previous_end: int) -> bool:
    """Whether signs glue the number to a code: GPT-4, 49-3, [12], #5, v2.1, /2017/."""
    text, low, start, end = page.text, page.low, reading.start, reading.end
    before = text[start - 1] if start else " "
    after = low[end] if end < len(low) else " "
    if after.isalnum() or after == "_":
        return True
    if before.isalpha() and (before not in "xX" or (before == "X" and text[start + 1 : start + 2].isdigit())):
        return True  # "X200" names a thing, "x200" multiplies
    if before in "#§№_@\\=&" or (before == " " and start > 1 and text[start - 2] in "#§№"):
        return True
    if before == "-" and reading.unit == "magnitude":
        return False  # "the magnitude-6.1 quake"
    if (
        before in "-‑‐–./,:'’"
        and start > 1
        and start != previous_end + 1
        and not (before == "/" and reading.kind == "money")
    ):
        second = text[start - 2]
        if second.isalnum() and not (before in ",:" and not second.isdigit()) and before != "–":
            return True
    if (before == "/" and reading.kind != "money") or (
        after == "/" and low[end + 1 : end + 2].isalnum() and not reading.unit
    ):
        return True
    if before == "[" and after == "]":
        return True
    if after == "-" and low[end + 1 : end + 2].isalpha():
        return not counts_in_compound(page, reading)
    if after == "/" and low[end + 1 : end + 2].isdigit() and reading.kind != "money":
        return True  # 24h/24
    if after in ".,:" and low[end + 1 : end + 2].isdigit() and reading.bare:
        return True
    return after == "@"


def is_list_number(page: Page, reading: Reading) -> bool:
    """Whether a bare number numbers an item: at the start of a line, before "." or ")" or alone on it."""
    low, start, end = page.low, reading.start, reading.end
    if reading.in_words or end - start > 3:
        return False
    line = low.rfind("\n", max(0, start - 8), start)
    if line < 0 and start > 7:
        return False
    lead = low[line + 1 : start] if line >= 0 else low[:start]
    if lead.strip(" (•*–-#") != "":
        return False
    after = low[end : end + 2]
    if after[:1] in {")", "."} and (len(after) < 2 or after[1] in " \n"):
        return after[:1] == ")" or low[end + 1 : end + 2] == " "
    return after[:1] in {"", "\n", "/"} or after == " /"


def is_score(page: Page, reading: Reading) -> bool:
    """Whether "3 – 0" or "2-1" is a match result, from its first number or its second."""
    if reading.unit or reading.power or reading.in_words or reading.is_range:
        return False
    if _SCORE.match(page.low, reading.end):
        return True
    goals = _GOALS.match(page.low, reading.end)
    if (
        goals
        and reading.low is not None
        and int(goals.group(1)) < reading.low <= _MOST_GOALS
        and not page.grammar.phrases["change_from"].ending(reading.left)
    ):
        return reading.left[-1:] not in (["de"], ["from"])
    if reading.left[-1:] in (["à"], ["to"]) and (
        goals := _GOALS_BEFORE.search(page.low, max(0, reading.start - 8), reading.start)
    ):
        return (
            reading.low is not None
            and reading.low < int(goals.group(1)) <= _MOST_GOALS
            and reading.left[-3:-2] not in (["de"], ["from"])
        )
    return _SCORE_BEFORE.search(page.low, max(0, reading.start - 7), reading.start) is not None


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
    if before in {"le", "du", "au"} and reading.language == "fr":
        following = reading.right[0] if reading.right else ""
        return not following.isalpha() or following in page.grammar.stopwords.get("fr", ())
    return False


def is_sport_label(page: Page, reading: Reading) -> bool:
    """Whether a measure names a discipline: "pistolet à 10 m"."""
    return page.grammar.phrases["disciplines"].ending(reading.left) > 0


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


def is_price_base(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a price is for: "le coût d'un million de tokens", "per million"."""
    left = reading.left
    if not (reading.in_words and reading.power) or not left:
        return False
    tokens = [word for word in reading.right[:2] if word not in {"de", "of"}][:1]
    if reading.article and page.grammar.words["price_bases"].intersection(tokens):
        return any(
            word in page.grammar.words["price_of"] for word in (*left, *reading.right)
        )  # "what a million tokens costs"
    return left[-1] in {"par", "per"} or (
        len(left) > 1 and left[-1] in {"d'", "de", "of"} and left[-2] in page.grammar.words["price_of"] and reading.article
    )


def continues_name(page: Page, name_end: int, reading: Reading) -> bool:
    """Whether only a link stands between a number refused as a name and this one: "Apollo 9 et 15"."""
    return _CHAIN.fullmatch(page.low, name_end, reading.start) is not None and not (
        reading.right[:1] and reading.right[0].isalpha() and reading.right[0][-1] == "s"
    )


def is_denominator(page: Page, reading: Reading) -> bool:
    """Whether a round number is what a rate is for: "287 cas pour 100 000", "0,64 $ par 100 $", "les 100 litres se vendent"."""
    left, right = reading.left, reading.right
    if reading.in_words or reading.fractional or reading.is_range or reading.low not in _BASES or not left:
        return False
    if left[-1] in {"par", "per"}:
        return reading.unit != "" or _states(left)
    if left[-1] == "pour":
        return reading.bare and right[:1] != [] and right[0].isalpha() and _states(left)
    return (
        left[-1] in {"les", "the"}
        and reading.kind == "quantity"
        and page.grammar.words["sell"].intersection(right[:1]) != set()
    )


def _states(left: list[str]) -> bool:
    """Whether a number stands a few words before, in the sentence, that a denominator may be of."""
    for word in reversed(left[-_RATE:-1]):
        if word in _STOPS:
            return False
        if word[0].isdigit():
            return True
    return False


def is_title(page: Page, reading: Reading) -> bool:
    """Whether a capital within a French number or on its unit makes it a title: "Mille et Une Nuits", "20 Minutes"."""
    if reading.in_words and reading.language == "fr" and _CAPITALS.search(page.text, reading.start + 1, reading.number_end):
        return True  # "les Mille et Une Nuits"
    unit = page.text[reading.number_end : reading.end].strip()
    return (
        reading.kind == "duration"
        and reading.language == "fr"
        and len(unit) > 3
        and unit[0].isupper()
        and unit[1:].islower()
    )
