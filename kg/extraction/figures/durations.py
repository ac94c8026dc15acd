"""Durations and ages: which spans of time are facts and which only locate others; ages without a unit."""

from __future__ import annotations

import re

from kg.extraction.figures.reading import Page, Reading

_OLDEST = 125
_PRONOUN_AGE = re.compile(
    r"\b(?:when|until|since|before|by the time|after)[ ](?:he|she|they|i)[ ](?:was|were|turned)[ ](?:only |just |about )?$"
)
_WAS_AGE = re.compile(r"(?:(?:^|[.!?\n][ ]?)at[ ]|\b(?:he|she)[ ](?:was|is|turned|turns)[ ](?:only |just |about )?)$")
_APPOSITION = re.compile(r"[A-ZÀ-Ý][\w'’-]*[ ]?,[ ]$")
_WINDOW_UNITS = frozenset(
    {"day", "week", "month", "quarter", "semester", "year", "decade", "hour", "minute", "second", "century"}
)
_SENTENCE_END = re.compile(r"[.!?\n](?=\s|$)")
_HALF = re.compile(r"(?:et\s+demie?|and\s+a\s+half)$")


def read_age(page: Page, reading: Reading) -> None:
    """Give a bare number its unit where words around say that it is an age; mark durations that are ages."""
    grammar = page.grammar
    if reading.kind == "duration" and reading.unit in {"year", "month", "week"}:
        if (
            grammar.phrases["age_before"].ending(reading.left)
            or (reading.hedge and any(word in {"âge", "âgé", "âgée", "âgés", "âgées", "aged"} for word in reading.left[-4:]))
            or grammar.phrases["of_age"].starting(reading.right)
            or _of_a_person(page, reading.left, reading.unit)
            or _has_years(page, reading)
        ):
            reading.kind = "age"
        return
    if (
        not reading.bare
        or reading.low is None
        or reading.fractional
        or not (0 < (reading.high or reading.low) <= _OLDEST)
        or reading.signed
    ):
        return
    following = reading.right[0] if reading.right else ""
    if (
        (
            grammar.phrases["age_before"].ending(reading.left)
            and not (reading.left[-1] == "age" and reading.left[-2:-1] == ["the"])
        )
        or (
            _PRONOUN_AGE.search(page.low, max(0, reading.start - 40), reading.start)
            and not (following.isalpha() and following[-1] == "s" and len(following) > 2)
        )
        or (
            reading.high == reading.low
            and following in {",", "when", "."}
            and _WAS_AGE.search(page.low, max(0, reading.start - 24), reading.start)
        )
    ):
        _age(reading)
    elif (
        not reading.in_words
        and reading.high == reading.low
        and reading.low >= 1
        and following in {",", "."}
        and page.low[reading.end] == following
    ):
        # "Anna Vidal, 42, and her husband": between commas, after a name.
        match = _APPOSITION.search(page.text, max(0, reading.start - 24), reading.start)
        if match is not None and following == "," and _follows_full_name(page, match.start(), match.group()):
            _age(reading)


def _has_years(page: Page, reading: Reading) -> bool:
    """Whether somebody has these years: "elle a 35 ans", not "elle a 35 ans d'expérience"."""
    words, left = page.grammar.words, reading.left
    while left and (left[-1] in words["skip_before"] - words["having"] or left[-1] in {"environ", "presque"}):
        left = left[:-1]
    return (
        reading.unit == "year"
        and left[-1:] != []
        and left[-1] in words["having"]
        and left[-2:-1] != []
        and left[-2] in words["age_pronouns"]
        and reading.right[:1] not in (["de"], ["d'"])
    )


def _of_a_person(page: Page, left: list[str], unit: str) -> bool:
    """Whether the words before say whose age it is: "un homme de 77 ans", "mort à 93 ans", "À 39 ans, ..."."""
    if left[-1:] == ["de"]:
        return left[-2:-1] != [] and left[-2] in page.grammar.words["people"]
    return unit == "year" and (
        page.grammar.phrases["age_after"].ending(left) > 0
        or left in (["à"], ["at"])
        or (left[-1:] == ["à"] and left[-2:-1] in (["."], [":"], ["\n"]))
    )


def _follows_full_name(page: Page, at: int, name: str) -> bool:
    """Whether a capitalised word precedes the capitalised word: a month or a weekday alone is no name."""
    word = name.rstrip(", ").lower()
    if word in page.grammar.months or word in page.grammar.words["weekdays"]:
        return False
    before = page.text[max(0, at - 20) : at].rstrip()
    first = before.split()[-1] if before else ""
    return bool(first) and first[0].isupper()


def _age(reading: Reading) -> None:
    reading.unit, reading.kind, reading.settled = "year", "age", True


def only_locates(
    page: Page, reading: Reading, sentence_has_figure: bool, sentence_has_money: bool, *, money_just_before: bool = False
) -> bool:
    """Whether a duration only says when: "il y a deux ans", "sur un an", "two years later", "in six months" of another figure."""
    if reading.kind != "duration" or reading.unit not in _WINDOW_UNITS or reading.per is not None:
        return False
    grammar = page.grammar
    left = reading.left
    hedged = reading.hedge is not None and reading.approx != "about"
    one = reading.in_words and reading.low == 1
    halved = _HALF.search(page.low[reading.start : reading.end]) is not None
    if (
        one
        and not halved
        and not reading.is_range
        and not (hedged or grammar.phrases["factual_one"].ending(left) or reading.hedge)
    ):
        return True
    if hedged or halved or grammar.phrases["recurring"].ending(left):
        return False
    if grammar.phrases["lasting"].ending(page.unhedged(left)):
        return False
    if grammar.phrases["window_over"].ending(left):
        return not sentence_has_money or reading.low == 1
    if _behind(page, reading) or _ends_in_month(page, reading) or _before_event(reading):
        return True
    if grammar.phrases["locating_before"].ending(left):
        # "over the last five months of her life" says how long; "les 50 ans et plus" is an age.
        return not (
            (reading.right[:1] == ["of"] and left[-1] in {"last", "past"})
            or reading.is_range
            or _spans_future(page, reading)
        )
    if left and left[-1] in grammar.words["definite"] and reading.in_words:
        return not _spans_future(page, reading)
    if grammar.phrases["window_in"].ending(left):
        return sentence_has_figure and not (money_just_before and not one)
    return False


def _ends_in_month(page: Page, reading: Reading) -> bool:
    """Whether a month ends the span: "the 12 months to June", "over the five weeks to 5 January"."""
    right = [word for word in reading.right[:4] if not word.isdigit() and word not in {"end", "the", "of", "late"}]
    return len(right) > 1 and right[0] in {"to", "ended", "ending", "through"} and right[1] in page.grammar.months


def _before_event(reading: Reading) -> bool:
    """Whether a sentence opens with how long before an event it is: "À six semaines du scrutin, ..."."""
    opens = reading.left[-1:] == ["à"] and reading.left[-2:-1] in ([], ["."], ["\n"], ["!"], ["?"], [":"])
    of = reading.right[:1] in (["du"], ["des"]) or reading.right[:2] in (["de", "la"], ["de", "l'"])
    return opens and of


def _spans_future(page: Page, reading: Reading) -> bool:
    """Whether the adjective stands inside the figure: "les dix prochaines années"."""
    inner = page.low[reading.number_end : reading.end].split()
    return len(inner) > 1 and inner[0] in page.grammar.words["unit_between"]


def _behind(page: Page, reading: Reading) -> bool:
    """Whether what follows makes it a place in time: "deux ans plus tard"; measured spans, "73 seconds after", are facts."""
    length = page.grammar.phrases["locating_after"].starting(reading.right)
    if not length:
        second = reading.right[1:] if reading.right and reading.right[0].isalpha() and len(reading.right[0]) > 4 else []
        return bool(second) and second[0] in {"après", "after"} and reading.in_words
    word = reading.right[0]
    if word in {"après", "after", "avant", "before", "durant", "suivant", "suivants", "into"}:
        return reading.in_words
    return True


def sentence_bounds(page: Page, at: int, reach: int = 240) -> tuple[int, int]:
    """Where the sentence around a place starts and ends, at most `reach` characters away."""
    start = max(0, at - reach)
    for match in _SENTENCE_END.finditer(page.low, start, at):
        start = match.end()
    end_match = _SENTENCE_END.search(page.low, at, at + reach)
    return start, end_match.start() if end_match else min(len(page.low), at + reach)
