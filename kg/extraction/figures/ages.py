"""Ages: spans of time that are somebody's age, and bare numbers that are: "Anna Vidal, 42,", "she turned 60", "voters under 30"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.age_groups import bounded_age, bounded_behind
from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import ends_clause, stands_alone
from kg.extraction.folding import tokens

_OLDEST = 125
_TEN = 10
_TEENS_FROM, _TEENS = 13, 6
_DECADE = re.compile(r"[1-9]0s(?!\w)")
_GROWN = 10  # from where a bare number after a name may be an age
_TOLD_WHEN = r"\b<<age_told_when>>$"
_WAS_AGE = r"(?:(?:^|[.!?\n][ ]?)<<age_opening>>|<<age_of_person>>)$"
_AGE_IS = r"<<age_is>>$"
_TURNED = r"<<age_turned>>$"
_TURNS = r"[^\W\d_][ ]<<age_turns>>$"
_AT = r"(?<!\w)<<age_at_before>>$"
_NAMED = r"([A-ZÀ-Ý][\w'’-]+)[ ]<<age_copula>>$"
_NOW = r"(?:^|[.!?\n][ ]?)<<now>>[ ]$"
_TOLD_NOW = r"[ ]<<told_of_now>>[ ]"
_APPOSITION = re.compile(r"[A-ZÀ-Ý][\w'’-]*[ ]?,[ ]$")
_KIN = r"(?<!\w)<<kin_owners>>[ ](?:[a-z]+[ ])?([a-z]+)[ ]?,[ ]$"
_BRACKETED = re.compile(r"(?:^|[\s,])([a-zà-ÿ]+),?((?:[ ][A-ZÀ-Ý][\w'’-]+){2,4})[ ]\($")
_PERSON_OF = r"\b<<indefinite_articles>>[ ](?:[^\W\d_]+[ ])?([^\W\d_]+)[ ]<<age_of>>[ ]$"
_UNDER_AGE = r"(?<!\w)(<<ages_above>>|<<ages_below>>)(?=[ ]<<the_age_of>>[ ]$)"
_OWNER = r"<<owner_of_kin>>[ ](?:[a-z-]+[ ])?"
_KIN_IS = _OWNER + r"(?P<kin>[a-zà-ÿ]+)(?:[ ][A-ZÀ-Ý][\w'’-]+)?<<kin_is>>$"
_KIN_OF = _OWNER + r"(?P<kin>[a-zà-ÿ]+)(?:,?[ ][A-ZÀ-Ý][\w'’-]+){0,2}(?:[ ]?,[ ]|[ ]\()$"
_TITLED = re.compile(r"(?<!\w)(?P<title>[A-Z][a-z]+)\.?(?:[ ][A-ZÀ-Ý][\w'’-]+){1,3}(?:[ ]?,[ ]|[ ]\()$")
_TOLD_BY = re.compile(r"(?<!\w)(?P<verb>[a-z]+)(?:[ ][A-ZÀ-Ý][\w'’-]+){2,3}[ ]?,[ ]$")
_SET_OFF = re.compile(r"[,.)\]\"”»]")
_GOES_ON = r",[ ](?:\d{1,3}(?:,|\.?$|[ ]<<and>>)|<<and>>[ ]\d)|[.,]\d"  # a list, or a number with its decimals
_RESULT = re.compile(r"[ ]?[-–—/:][ ]?\d")
_WAS_AGE_MARKS = frozenset({",", ".", ";", ""})
_NAMED_MARKS = frozenset({",", "."})
_KIN_BEFORE = 5  # words before a number in which "my dad is only" stands
_LIVED = 110
_REACH = 48
_NAME_REACH = 2000


def decade_end(page: Page, start: int, end: int) -> int:
    """Where "60s" ends, digits and letter; 0 for other numbers."""
    match = _DECADE.match(page.low, start)
    return match.end() if match is not None and match.end() == end + 1 else 0


def age_of_life(page: Page, start: int, end: int, first: int) -> Reading | None:
    """Read "in his forties", "in her late 50s": ten years of life; None for "the sixties", "highs in the 60s"."""
    words = page.grammar.words
    left = [word for word in page.before(start, _REACH) if word != "-"]
    while left and left[-1] in words["age_parts"]:
        left.pop()
    parted = len(left) < len([word for word in page.before(start, _REACH) if word != "-"])
    if not left:
        return None
    if left[-1] in words["age_owners"]:
        aged = left[-2:-1] != [] and left[-2] in words["age_reaching"]
    else:
        aged = parted and (left[-1] in words["age_said"] or (left[-1] in words["in_their"] and not _warm(page, start)))
    if not aged:
        return None
    span = _TEENS if first == _TEENS_FROM else _TEN - 1
    return Reading(
        start, end, Decimal(first), Decimal(first + span), page.language(start), unit="year", kind="age",
        in_words=page.low[start].isalpha(), is_range=True, settled=True, number_end=end,
    )  # fmt: skip


def _warm(page: Page, at: int) -> bool:
    """Whether the sentence speaks of temperatures, whose "mid 30s" are degrees."""
    first, last = sentence_bounds(page, at)
    return not page.grammar.words["temperature_cues"].isdisjoint(tokens(page.low[first:last]))


def read_age(page: Page, reading: Reading) -> None:
    """Give a bare number its unit where words around say that it is an age; mark durations that are ages."""
    grammar = page.grammar
    if reading.kind == "duration" and reading.unit in {"year", "month", "week"}:
        if (
            grammar.phrases["age_before"].ending(reading.left)
            or (reading.hedge and not grammar.words["age_said"].isdisjoint(reading.left[-4:]))
            or grammar.phrases["of_age"].starting(reading.right)
            or (reading.unit == "year" and grammar.phrases["ages_bounded_behind"].starting(reading.right))
            or _of_a_person(page, reading.left, reading.unit)
            or _has_years(page, reading)
            or grammar.phrases["age_groups"].ending(reading.left)
            or (
                reading.unit == "year"
                and reading.right[:1] == [","]
                and _APPOSITION.search(page.text, max(0, reading.start - _REACH), reading.start)
            )
        ):
            reading.kind = "age"
        return
    if (
        not reading.bare
        or (reading.low is None and reading.high is None)
        or reading.fractional
        or not (0 < (reading.high or reading.low or 0) <= _OLDEST)
        or reading.signed
        or reading.kind
    ):
        return
    if (
        bounded_age(page, reading)
        or bounded_behind(page, reading)
        or (reading.low is not None and (_said(page, reading) or _told(page, reading)))
    ):
        reading.unit, reading.kind, reading.settled = "year", "age", True
        _bound(page, reading)


def _bound(page: Page, reading: Reading) -> None:
    """Make "under the age of five" an age of at most five."""
    found = page.grammar.patterns[_UNDER_AGE].search(page.low, max(0, reading.start - _REACH), reading.start)
    if found is None or reading.approx != "exact" or reading.low is None or reading.low != reading.high:
        return
    over = found.group(1) in page.grammar.words["ages_above"]
    reading.low, reading.high = (reading.low, None) if over else (None, reading.high)
    reading.approx, reading.hedge = "at_least" if over else "at_most", found.span(1)


def _of_kin(page: Page, reading: Reading, before: str) -> bool:
    """Whether a person whose title, kinship or speech is told has the number behind: "my dad is 79", "said Mr Sallow, 63."."""
    if reading.in_words and reading.low is not None and reading.low < _GROWN:
        return False  # "my brother is one"
    if reading.low is None or reading.low != reading.low.to_integral_value() or reading.low > _LIVED:
        return False
    words, patterns = page.grammar.words, page.grammar.patterns
    after = page.low[reading.end : reading.end + 1]
    if not before.endswith((", ", " (")):
        if words["relatives"].isdisjoint(word.rstrip("'") for word in reading.left[-_KIN_BEFORE:]):
            return False
        match = patterns[_KIN_IS].search(before)
        if match is None or match.group("kin") not in words["relatives"]:
            return False
        return after != ")" and _RESULT.match(page.low, reading.end) is None
    if not _SET_OFF.match(after) or patterns[_GOES_ON].match(page.low, reading.end):
        return False
    if (after in ")]") != (before[-1:] == "("):
        return False
    if (match := patterns[_KIN_OF].search(before)) is not None and match.group("kin") in words["relatives"]:
        return True  # "Mr Frewer's mother, 58, said"
    if reading.low < _GROWN:
        return False
    if (match := _TITLED.search(before)) is not None and match.group("title").lower() in words["person_titles"]:
        return True
    return (match := _TOLD_BY.search(before)) is not None and match.group("verb") in words["tellers"]


def _said(page: Page, reading: Reading) -> bool:
    """Whether a word for age or "when she was" stands before the number."""
    grammar = page.grammar
    following = reading.right[0] if reading.right else ""
    if grammar.phrases["age_before"].ending(reading.left):
        return not grammar.phrases["the_age"].ending(reading.left)
    before = page.low[max(0, reading.start - _REACH) : reading.start]
    if grammar.patterns[_TOLD_WHEN].search(before):
        return not (following.isalpha() and following[-1] == "s" and len(following) > 2)
    return False


def _told(page: Page, reading: Reading) -> bool:
    """Whether what stands around a lone number makes it the age of a person."""
    following = reading.right[0] if reading.right else ""
    words, patterns = page.grammar.words, page.grammar.patterns
    if reading.high != reading.low or reading.low is None or reading.low < 1:
        return False
    if following in words["he_or_she"] and patterns[_AT].search(page.low, max(0, reading.start - _REACH), reading.start):
        return True
    if following not in words["age_owners_alone"] and not stands_alone(page, reading):
        return False
    low = page.low[max(0, reading.start - _REACH) : reading.start]
    text = page.text[max(0, reading.start - _REACH) : reading.start]
    if (following in _WAS_AGE_MARKS or following in words["age_followers"]) and patterns[_WAS_AGE].search(low):
        return page.grammar.half.match(page.low, reading.end) is None
    if patterns[_TURNED].search(low) or patterns[_AGE_IS].search(low) or _of_kin(page, reading, text):
        return True
    if (
        reading.low >= _TEN
        and patterns[_TURNS].search(low)
        and (ends_clause(reading) or following in words["part_times"] or following in words["age_dates"])
    ):
        return True  # "his mother turned ninety in June"
    when = following in words["age_clauses"]
    if (when or following in _NAMED_MARKS or following in words["named_age_followers"]) and (
        name := patterns[_NAMED].search(text)
    ):
        return when or _named_in_full(page, name.group(1), reading.start)
    if reading.low < _GROWN:
        return False
    if not words["age_superlatives"].isdisjoint(reading.left[-4:]) and following not in words["not_oldest_of"]:
        return True
    if (person := patterns[_PERSON_OF].search(low)) is not None and person.group(1) in words["people"]:
        return True
    at = reading.left[-1:] != [] and reading.left[-1] in words["age_at"]
    if at and ends_clause(reading) and not words["life_verbs"].isdisjoint(reading.left[-5:-1]):
        return True
    return not reading.in_words and _beside_a_name(page, reading, text)


def _beside_a_name(page: Page, reading: Reading, before: str) -> bool:
    """Whether the number is set off after a name: "Anna Vidal, 42, and her husband", "its head, Anna Vidal (42)", "Now 42, she"."""
    end, low, patterns = reading.end, page.low, page.grammar.patterns
    if low[end : end + 1] == ")":
        match = _BRACKETED.search(before)
        return match is not None and match.group(1) in page.grammar.words["people"]
    if low[end : end + 1] != ",":
        return False
    if patterns[_NOW].search(before.lower()):
        return patterns[_TOLD_NOW].match(low, end + 1) is not None
    if (kin := patterns[_KIN].search(before.lower())) is not None and kin.group(1) in page.grammar.words["people"]:
        return True  # "his grandmother, 71, was"
    match = _APPOSITION.search(before)
    if match is None:
        return False
    at = max(0, reading.start - _REACH) + match.start()
    if _follows_full_name(page, at, match.group()):
        return True
    name = match.group().rstrip(", ")
    if _opens(page, at, name) and _told_of(page, reading.right[1:2]):
        return True
    return page.text[end + 2 : end + 3].islower() and _named_in_full(page, name, at)


def _opens(page: Page, at: int, name: str) -> bool:
    """Whether a name that may be a person's opens a sentence: "Anna, 34, left", not "In Paris, 34" or "Finally, 34"."""
    word = name.lower()
    grammar = page.grammar
    if word in grammar.months or word in grammar.words["weekdays"] or word in grammar.function_words:
        return False
    if word.endswith(grammar.endings["adverb_endings"]):
        return False
    return page.text[max(0, at - 2) : at].strip(" \n") in {"", ".", "!", "?", ":"}


def _told_of(page: Page, following: list[str]) -> bool:
    """Whether a verb or an apposition follows: "runs", "lived", "a student"."""
    word = following[0] if following else ""
    return word in page.grammar.words["ages_verbs"] or (
        len(word) > 3 and word.endswith(page.grammar.endings["told_verb_endings"]) and word not in page.grammar.unit_codes
    )


def _has_years(page: Page, reading: Reading) -> bool:
    """Whether somebody or something has these years: "elle a 35 ans", "le monde a", not "elle a 35 ans d'expérience"."""
    words, left = page.grammar.words, reading.left
    if reading.unit != "year" or reading.language not in page.grammar.languages_that["have_years"]:
        return False  # "on a 20-year loan"
    while (
        left
        and left[-1] not in words["having"]
        and (left[-1] in words["skip_before"] or left[-1] in words["hedges_before_years"])
    ):
        left = left[:-1]
    return (
        len(left) > 1
        and left[-1] in words["having"]
        and (left[-2] in words["age_pronouns"] or (left[-2][-1].isalpha() and len(left[-2]) > 2))
        and (reading.right[:1] == [] or reading.right[0] not in words["not_age_before"])
    )


def _of_a_person(page: Page, left: list[str], unit: str) -> bool:
    """Whether the words before say whose age it is: "un homme de 77 ans", "mort à 93 ans", "À 39 ans, ..."."""
    words = page.grammar.words
    if left[-1:] != [] and left[-1] in words["aged_of"]:
        return left[-2:-1] != [] and left[-2] in words["people"]
    return unit == "year" and (
        page.grammar.phrases["age_after"].ending(left) > 0
        or (len(left) == 1 and left[0] in words["at"])
        or (left[-2:-1] in (["."], [":"], ["\n"]) and left[-1] in words["sentence_opens_with_age"])
    )


def _follows_full_name(page: Page, at: int, name: str) -> bool:
    """Whether a capitalised word precedes the capitalised word: a month or a weekday alone is no name."""
    word = name.rstrip(", ").lower()
    if word in page.grammar.months or word in page.grammar.words["weekdays"]:
        return False
    before = page.text[max(0, at - 20) : at].rstrip()
    first = before.split()[-1] if before else ""
    return bool(first) and first[0].isupper() and first.lower() not in page.grammar.function_words


def _named_in_full(page: Page, name: str, at: int) -> bool:
    """Whether a name stood with a first name before it in the text: "Ann Dobbs ... Dobbs is 58"."""
    place = page.text.rfind(f" {name}", max(0, at - _NAME_REACH), at - 1)
    while place > 0:
        first = page.text[max(0, place - 20) : place].split()
        if first and first[-1][0].isupper() and first[-1].isalpha() and first[-1].lower() not in page.grammar.function_words:
            return True
        place = page.text.rfind(f" {name}", max(0, at - _NAME_REACH), place)
    return False
