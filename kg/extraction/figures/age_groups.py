"""Ages of groups of people: "over-65s", "adults over 65", "those 50 or older", "residents 18 and under"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import plural_follows, stands_alone

_GROUP = r"(?<!\w)(<<age_group>>)[ -]$"
_GROUP_BEFORE = 7
_NAME_BEFORE = re.compile(r"[^.!?\n][ ][A-ZÀ-Ý][\w'’-]*[ ]$")
_GROWN = 10  # from where a bare number behind "over" may be an age
_REACH = 48


def age_group(page: Page, start: int, end: int) -> Reading | None:
    """Read "over-65s", "children and under 12s": everybody of that age; None for a team, "England Under-21s"."""
    grammar = page.grammar
    if page.low[end + 1 : end + 2].isalnum() or page.language(start) not in grammar.languages_that["age_groups_by_plural"]:
        return None
    match = grammar.patterns[_GROUP].search(page.text, max(0, start - _GROUP_BEFORE), start)
    if match is None:
        return None
    before = page.before(match.start(1), 16)[-1:]
    opens = before in ([], ["."], ["\n"], [":"], ["!"], ["?"])
    if match.group(1)[0].isupper() and not opens:
        return None
    if not (opens or page.low[start - 1] == "-" or before[0] == "," or before[0] in grammar.words["age_group_leads"]):
        return None  # "it took just over 65s"
    value = Decimal(page.low[start:end])
    over = match.group(1).lower() in grammar.words["ages_above"]
    return Reading(
        start, end, value if over else None, None if over else value, page.language(start), unit="year", kind="age",
        approx="at_least" if over else "at_most", hedge=match.span(1), settled=True, number_end=end,
    )  # fmt: skip


def bounded_age(page: Page, reading: Reading) -> bool:
    """Whether an age bounds a group of people: "most of them under 30", "adults over 65"."""
    if reading.hedge is None or reading.approx not in {"at_least", "at_most"}:
        return False
    edge = reading.low if reading.low is not None else reading.high
    grammar, words, left = page.grammar, page.grammar.words, reading.left
    if edge is None or not left or not (left[-1] in words["ages_above"] or left[-1] in words["ages_below"]):
        return False
    group = left[-2:-1] if words["copulas"].isdisjoint(left[-2:-1]) else left[-3:-2]
    if group == [] or (edge < _GROWN and group[0] not in words["young"]):
        return False
    counted = (group[0],) in grammar.phrases["count_cues"].phrases and stands_alone(page, reading)
    young = group[0] in words["young"] and (stands_alone(page, reading) or not plural_follows(page, reading))
    return group[0] in words["grouped"] or young or counted


def bounded_behind(page: Page, reading: Reading) -> bool:
    """Whether a bound behind the number is one of age: "those 50 or older", "residents 18 and under"."""
    length = page.grammar.phrases["ages_bounded_behind"].starting(reading.right)
    if not length or reading.approx not in {"at_least", "at_most"}:
        return False
    words, left = page.grammar.words, reading.left
    people = left[-1:] != [] and (left[-1] in words["grouped"] or (left[-1],) in page.grammar.phrases["count_cues"].phrases)
    named = _NAME_BEFORE.search(page.text, max(0, reading.start - _REACH), reading.start) is not None
    return people or (not named and not words["ages_behind"].isdisjoint(reading.right[:length]))  # not "a Slate 5 or older"
