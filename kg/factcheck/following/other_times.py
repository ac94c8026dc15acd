"""Words that silently claim something of another time than their figure's, which the base must bear out as well.

Again, still, no longer, a falling share, back at, every quarter: what they take for granted is held against the values before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.moving import are_alike
from kg.factcheck.desk import Desk
from kg.factcheck.following.asked_words import Asked
from kg.factcheck.following.earlier_values import history_of, last_day
from kg.factcheck.following.series import one_series
from kg.factcheck.following.told_changes import moved_by
from kg.factcheck.hearing.accounts import own_texts
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import is_headline
from kg.factcheck.hearing.statement import Shape
from kg.factcheck.wording.words import Words, words_of
from kg.model.units import DATE
from kg.model.vocabulary import MetricKind

_LATELY: Final = timedelta(days=400)
"""How long ago what is so now may have been told last: a year, and a month to tell it."""
_FAR: Final = 40
"""As how many letters a mark or a joint counts between words and a figure."""
_TWO_MOVES: Final = 2
_OFTEN_ENOUGH: Final = 3
"""Of how many times a value must be the same to be so each time."""
_MOVING: Final = frozenset({"trend_up", "trend_down", "moves_up", "moves_down"})
"""Patterns of the verbs by which a figure may itself be told to have moved."""
_RHYTHMS: Final = re.compile(r"hourly|daily|weekly|monthly|quarterly|yearly|annual|annualized")
_LASTING: Final = re.compile(r"duration|horizon|runway")
"""How the metrics are called that tell how long something went on."""
_BALANCES: Final = re.compile(r"net_income|net_loss|operating_(?:loss|income|profit)|profit|\w*deficit|\w*surplus|cash_burn")
"""What is told as an event of its time, so that another one need not be as large: again a loss of so much."""


def told_of_other_times(found: Sequence[Checked], desk: Desk) -> str | None:
    """The words by which a sentence takes something of another time for granted that the base does not bear out, or nothing."""
    words = words_of(found[0].statement.language)
    text = _masked(found)
    for match, each, is_so in _claimed(found, text, desk, words):
        if not is_so(Asked(match, each, history_of(each, found, desk), text, desk, words)):
            return match.group().strip(" ,§")
    return next(_not_moved(found, desk, words), None)


def held_of_other_times(found: Sequence[Checked], desk: Desk) -> list[tuple[int, int]]:
    """Where the words stand by which a sentence takes something of another time for granted, which ``told_of_other_times`` holds against the base."""
    words = words_of(found[0].statement.language)
    return [match.span() for match, _, _ in _claimed(found, _masked(found), desk, words)]


def _claimed(
    found: Sequence[Checked], text: str, desk: Desk, words: Words
) -> Iterator[tuple[re.Match[str], Checked, Callable[[Asked], bool]]]:
    """Such words, the figure that they are told of, and what tells whether it is so."""
    statement = found[0].statement
    not_of_time = [match.span() for match in words.patterns["not_of_time"].finditer(text)]
    not_of_time += [match.span() for match in words.patterns["says_nothing"].finditer(statement.folded)]
    moved = [span for each in found for span in moved_by(each)]
    for name, is_so in _CLAIMED.items():
        past = [*not_of_time, *moved] if name in _MOVING else not_of_time
        read = statement.folded if name == "each_time" else text
        for match in words.patterns[name].finditer(read):
            if match.end() == match.start() or any(low < match.end() and match.start() < high for low, high in past):
                continue
            each = _figure_of(match, found, words)
            if each.statement.unit == DATE or _is_own(match, each, desk, words):
                continue
            if any(_LASTING.search(name) for name in each.measured):
                continue
            if each.statement.bound.shape is Shape.IS_NOT or _is_expected(each):
                continue
            yield match, each, is_so


def _not_moved(found: Sequence[Checked], desk: Desk, words: Words) -> Iterator[str]:
    """The words by which a sentence has something fall or rise to a figure that the value right before is the same as."""
    if words.has("counted_since", found[0].statement.folded):
        return
    for each in found:
        statement = each.statement
        for name, way in (("fallen_to", -1), ("climbed_to", 1)):
            match = words.patterns[name].search(statement.before)
            if match is None or statement.difference or statement.earlier or _is_expected(each):
                continue
            history = history_of(each, found, desk)
            if history is not None and history.ways and way not in (history.ways[-1], history.told):
                yield match.group().split()[0]


def _masked(found: Sequence[Checked]) -> str:
    """A sentence with a mark in the place of each letter of its figures."""
    text = found[0].statement.folded
    for each in found:
        low, high = each.statement.place, each.statement.place_end
        text = f"{text[:low]}{'§' * (high - low)}{text[high:]}"
    return text


def _figure_of(match: re.Match[str], found: Sequence[Checked], words: Words) -> Checked:
    """The figure that some words of a sentence are told of: the nearest, less near where a clause begins between; of one series the latest."""
    folded = found[0].statement.folded

    def distance(each: Checked) -> int:
        low, high = each.statement.place, each.statement.place_end
        start, end = (match.end(), low) if match.start() < low else (high, match.start())
        if end <= start:
            return 0
        between = folded[start:end]
        joints = [*BREAK.findall(between), *words.patterns["clause_joint"].findall(between)]
        return end - start + _FAR * len(joints)

    nearest = min(found, key=distance)
    series = one_series(nearest)
    alike = [each for each in found if series is not None and one_series(each) == series]
    return max(alike, key=lambda each: max(last_day(row) or date.min for row in each.rows)) if alike else nearest


def _is_own(match: re.Match[str], each: Checked, desk: Desk, words: Words) -> bool:
    """Whether some words are those of a name or of what the claims say of themselves."""
    statement, (start, end) = each.statement, match.span()
    opens = start == 0 or _OPENS.search(statement.sentence[:start]) is not None
    if not opens and not is_headline(statement.sentence) and statement.sentence[start : start + 1].isupper():
        return True
    own = {part for text in own_texts(statement, each.rows, desk.vocabulary) for part in stems_in(text)}
    parts = [part for part in stems_in(statement.folded[start:end]) if part not in words.little]
    return bool(parts) and own.issuperset(parts)


def _is_expected(each: Checked) -> bool:
    """Whether a figure is only expected, and may move from anything."""
    return bool(each.rows) and all(row.o.looks_ahead for row in each.rows)


def _came_again(asked: Asked) -> bool:
    """It moved that way before as well, or was so before."""
    history, way = asked.history, asked.way()
    if history is None:
        return False
    if way and not asked.statement.before.endswith(" at "):
        return history.moved_again(way)
    earlier = history.values[:-1]
    if any(asked.fits(value) for value in earlier):
        return True
    return bool(earlier) and _BALANCES.fullmatch(history.latest.o.metric) is not None and earlier[-1].low > 0


def _stayed(asked: Asked) -> bool:
    """The value right before is the same."""
    history = asked.history
    return history is not None and history.before is not None and asked.fits(history.before)


def _is_so_by_now(asked: Asked) -> bool:
    """What is so now or still was told lately, or the sentence tells its time; what still moves a way moved so before."""
    history = asked.history
    if (way := asked.way(near=True)) and asked.words.has("moving_still", asked.text[asked.match.start() :]):
        return history is not None and history.moved_again(way) and _reaches_now(asked)
    return _reaches_now(asked)


def _reaches_now(asked: Asked) -> bool:
    if asked.statement.period is not None:
        return True
    ends = [end for row in asked.each.rows if (end := last_day(row)) is not None]
    return bool(ends) and max(ends) >= asked.desk.as_of - _LATELY


def _went_on(asked: Asked) -> bool:
    """It moved that way before as well, or was told of the time before at all."""
    history, way = asked.history, asked.way(near=True)
    if history is None or not _reaches_now(asked):
        return False
    if way:
        return history.moved_again(way)
    if history.before is None:
        return False
    return asked.fits(history.before) or (history.latest.o.kind is MetricKind.FLOW and history.before.low > 0)


def _was_more(asked: Asked) -> bool:
    """It was more before."""
    history = asked.history
    return history is not None and history.moved(-1)


def _began(asked: Asked) -> bool:
    """It moved that way last, and another way the time before."""
    history, way = asked.history, asked.way(near=True)
    return history is not None and way != 0 and history.moved(way) and len(history.ways) > 1 and history.ways[-2] != way


def _moved(way: int) -> Callable[[Asked], bool]:
    def has(asked: Asked) -> bool:
        if asked.history is None:
            return asked.words.has("moved_on", asked.text[asked.match.end() :])  # the values are told
        return asked.history.moved(way)

    return has


def _quickened(way: int) -> Callable[[Asked], bool]:
    """A growth that rose or fell, or what rose by more (by less) than the time before; where only two values are known, what rose (fell)."""

    def has(asked: Asked) -> bool:
        history = asked.history
        if history is None or not history.ways:
            return False
        if _IS_PACE.search(history.latest.o.metric):
            return history.moved(way)
        if len(history.values) < _OFTEN_ENOUGH:
            return history.moved(way)
        first, second, third = (value.middle for value in history.values[-3:])
        return (abs(third - second) > abs(second - first)) is (way > 0)

    return has


def _rebounded(asked: Asked) -> bool:
    """It rose last, and fell the time before."""
    return asked.history is not None and asked.history.turned(1)


def _climbed_back(asked: Asked) -> bool:
    """Where the base tells the move before the last, that went the other way."""
    history, way = asked.history, asked.way(near=True)
    return history is not None and (len(history.ways) < _TWO_MOVES or not way or history.turned(way))


def _came_back(asked: Asked) -> bool:
    """It was so before, and other in between; a loss after a profit, or the other way round."""
    history = asked.history
    if history is None or history.before is None:
        return False
    if history.changed_sign:
        return True
    if asked.statement.difference:
        return history.turned(1)
    return not are_alike(history.now, history.before) and any(asked.fits(value) for value in history.values[:-2])


def _came_back_to(asked: Asked) -> bool:
    """The same of a value, where what something comes to is a sum of money."""
    return dimension_of(asked.statement.unit) == "money" or asked.statement.unit == "x" or _came_back(asked)


def _is_so_each_time(asked: Asked) -> bool:
    """The claim is of what comes so often, or those of several times are all alike; an average over some time is what it is each."""
    rows = asked.each.rows
    if any(row.o.cell.per or _RHYTHMS.search(" ".join((row.o.metric, *row.qualifiers.values()))) for row in rows):
        return True
    if any(row.o.kind is MetricKind.PRICE for row in rows) and asked.words.has("each_paid", asked.match.group()):
        return True
    averaged = asked.words.has("on_average", asked.statement.folded)
    if averaged and (asked.each.tied or len(rows) > 1 or any(e.inputs for e in asked.each.verdict.evidence)):
        return True
    return _long_so(asked)


def _long_so(asked: Asked) -> bool:
    """It was so at several times, and at none other."""
    values = asked.history.values if asked.history is not None else ()
    return len(values) >= _OFTEN_ENOUGH and all(asked.fits(value) for value in values)


def _had_moved(asked: Asked) -> bool:
    """It had moved that way before its last move."""
    history, way = asked.history, asked.way(near=True)
    return history is not None and way in history.ways[:-1]


_OPENS: Final = re.compile(r"[.:!?—–«“\"(]\s?\Z")
_IS_PACE: Final = re.compile(r"_(?:growth|change|increase|rate)\Z")
_CLAIMED: Final[Mapping[str, Callable[[Asked], bool]]] = {
    "once_again": _came_again,
    "stays_so": _stayed,
    "so_by_now": _is_so_by_now,
    "goes_on": _went_on,
    "no_longer_so": _was_more,
    "has_begun": _began,
    "trend_up": _moved(1),
    "trend_down": _moved(-1),
    "moves_up": _moved(1),
    "moves_down": _moved(-1),
    "quickens": _quickened(1),
    "slows_down": _quickened(-1),
    "rebounds": _rebounded,
    "climbs_back": _climbed_back,
    "came_back": _came_back,
    "comes_back": _came_back_to,
    "for_long": _long_so,
    "after_a_move": _had_moved,
    "each_time": _is_so_each_time,
}
"""Patterns of the words that claim something of another time, and whether what the base has of it is so."""
