"""Other readings of a figure that does not hold by itself: with the metric, the denominator or the time of one beside it that does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, product
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked, checked, first_that_holds
from kg.factcheck.answering.judging import KINDNESS
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import between, nearest, room_about
from kg.factcheck.following.subject_readings import tied_subjects
from kg.factcheck.hearing.clauses import without
from kg.factcheck.hearing.comparators import bound_of
from kg.factcheck.hearing.doubting import tells_ahead
from kg.factcheck.hearing.measures import GENERAL, dimension_of, fits
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.hearing.times import When, parsed, times_in, year_before
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary
from kg.model.period import Period
from kg.model.units import DATE

_PART_OF_A_YEAR: Final = re.compile(r"((?:FY)?)(\d{4})-([QH])([1-4])\Z")
_LAST: Final = {"Q": 4, "H": 2}
_MARK: Final = re.compile(r"[,;:()–—]")
_APART: Final = re.compile(r"[;:]|\.\s")


def borrowed(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure as others beside it that hold make it understood, where that bears it out; else as it was.

    What its own clause measures is its own reading, whatever it comes to.
    """
    own = found[number]
    if own.holds or not own.statement.is_affirmed:
        return own
    for reading in _own_readings(found, number, desk):
        told = checked(reading, desk)
        kinder = KINDNESS.index(told.verdict.verdict) < KINDNESS.index(own.verdict.verdict)
        if kinder and told.verdict.verdict is not Verdict.UNVERIFIABLE:
            own = told
        if own.holds:
            return own
    readings = chain(_as_the_whole(found, number), _readings(found, number, desk))
    if own.verdict.verdict is Verdict.REFUTED:
        readings = chain(readings, _by_another_metric(own.statement, desk))
    return first_that_holds(readings, desk) or own


def _by_another_metric(statement: Statement, desk: Desk) -> Iterator[Statement]:
    """A figure by another metric that its own clause speaks of: a round, worth 6.6 billion."""
    worth = words_of(statement.language).has("worth_ahead", statement.before)
    if statement.difference or not statement.metrics or not worth:
        return
    for name in _told_of(statement, desk.vocabulary):
        if name not in statement.metrics[0]:
            yield replace(statement, metrics=((name,),))


def _own_readings(found: Sequence[Checked], number: int, desk: Desk) -> Iterator[Statement]:
    """A figure by the words of its own clause alone."""
    statement = found[number].statement
    told = _told_of(statement, desk.vocabulary)
    refuting = found[number].verdict.verdict is not Verdict.UNVERIFIABLE
    if len(found) > 1 and refuting and told and not set(told) & set(statement.metrics[0] if statement.metrics else ()):
        yield replace(statement, metrics=(told,))
    words = words_of(statement.language)
    if statement.per and statement.figure.per is None and len(found) > 1 and not words.has("yearly", _close(found, number)):
        yield replace(statement, per=None)  # 18 billion in six years, 3 billion a year
    if _exceeds_so_much(found, number) and told:
        yield replace(statement, difference=False, metrics=(told,), heard=statement.own)
    if statement.difference and statement.own and len(found) > 1:
        whens, _ = times_in(statement.around, words, desk.as_of)
        if len(whens) == 1 and (period := parsed(whens[0])) is not None:
            yield replace(statement, heard=statement.own, period=period, other_period=None)
        elif not whens:
            yield replace(statement, heard=statement.own)


def _exceeds_so_much(found: Sequence[Checked], number: int) -> bool:
    """Whether a figure is as well a value that the one before it exceeds, as it does: the loss, 5 billion, dépassait les ventes de 3,7."""
    own, before = found[number].statement, found[number - 1] if number else None
    if before is None or not own.difference or not before.holds or before.statement.unit != own.unit:
        return False
    if before.statement.bound.shape is not Shape.IS or before.statement.bound.low <= own.bound.high:
        return False
    return words_of(own.language).has("exceeds_that_of", own.before)


def _told_of(statement: Statement, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The metrics of a figure's dimension that its own clause speaks of."""
    dimension = dimension_of(statement.unit)
    rest = without(statement.around, 0, [(statement.within, statement.within + len(fold(statement.exact)))])
    beside = {hit.metric for hit in hits_in(rest, asking_cues(vocabulary.metrics, statement.language))}
    own = [name for name in statement.own if name in beside]  # not what its unit alone speaks of
    return tuple(name for name in own if name not in GENERAL and fits(vocabulary.metrics[name], dimension))


def _readings(found: Sequence[Checked], number: int, desk: Desk) -> Iterator[Statement]:
    """A figure with the metric of another that holds, its denominator, and a time that the sentence gives it."""
    statement, vocabulary = found[number].statement, desk.vocabulary
    if statement.difference or statement.unit == DATE:
        return
    words, told = words_of(statement.language), _told_of(statement, vocabulary)
    of_it = _is_of_it(found, number)
    whole = of_it or words.has("tie_whole", statement.before)
    close = _close(found, number)
    if whole:
        exact = fold(statement.exact)
        close = close[: close.find(exact) + len(exact)]  # what is told of the part is not of it
    for each in nearest(found, number):
        other, link = each.statement, between(statement, each.statement)
        is_tied = of_it or words.has("tie_to", link) or words.patterns["tie_from_to"].fullmatch(link) is not None
        if not _may_lend(each, statement) or ((told or _APART.search(link)) and not is_tied):
            continue
        groups = [*_groups(statement, each, vocabulary, told=bool(told), is_tied=is_tied)]
        if whole:
            groups += [(name,) for name in statement.heard if fits(vocabulary.metrics[name], dimension_of(statement.unit))]
        subjects = dict.fromkeys(tied_subjects(statement, other, vocabulary) if is_tied else [statement.subject])
        periods = dict.fromkeys(_periods(found, number, other, desk))
        pers = dict.fromkeys((statement.per or other.per, statement.per))
        for group, period, subject, per in product(groups, periods, subjects, pers):
            untimed = statement.untimed and period is None
            asked = replace(
                statement, metrics=(group,), per=per, period=period, untimed=untimed, earlier=False, subject=subject
            )
            yield asked
            if other.aims and is_tied and words.has("tie_that_of", link):
                yield replace(asked, aims=True, ahead=True)  # seventeen times the aim that it had
            yield _by_what_is_close(asked, close, words)


def _may_lend(each: Checked, statement: Statement) -> bool:
    """Whether a figure may be of the same as another: a level of its dimension, or what something moved by in any other."""
    alike = dimension_of(each.statement.unit) == dimension_of(statement.unit)
    return bool(each.measured) and alike is not each.statement.difference


def _groups(
    statement: Statement, each: Checked, vocabulary: Vocabulary, *, told: bool, is_tied: bool
) -> Iterator[tuple[str, ...]]:
    """The metrics that a figure may have of another: that of its claims; where it is tied to it, its own and what an aim is of."""
    yield tuple(sorted({row.o.metric for row in each.rows} if each.statement.difference else each.measured))
    if is_tied and told and statement.metrics:
        yield statement.metrics[0]
    # What an aim is so many times of is what was had of it.
    reached = {vocabulary.compared_metric(name) for name in each.measured} - each.measured
    if is_tied and reached:
        yield tuple(sorted(reached))


def _by_what_is_close(asked: Statement, close: str, words: Words) -> Statement:
    """A figure with no more about it than what stands right there."""
    within = asked.place - max(0, asked.folded.find(close))
    return replace(
        asked,
        bound=bound_of(close, within, asked.figure, words),
        around=close,
        within=within,
        aims=tells_ahead("aims", close, words),
        ahead=tells_ahead("ahead", close, words),
        segments=tuple(part for part in asked.segments if part in stems_in(close)),
    )


def _as_the_whole(found: Sequence[Checked], number: int) -> Iterator[Statement]:
    """A figure from which the one before it is told to follow, with the metric of that: works out at 126 billion, given that the 73 billion."""
    if not number:
        return
    own, before = found[number].statement, found[number - 1].statement
    implied = words_of(own.language).has("tie_implies", between(before, own))
    if implied and before.unit == own.unit and before.metrics and not own.difference:
        yield replace(own, metrics=before.metrics[:1], heard=before.metrics[0])


def _is_of_it(found: Sequence[Checked], number: int) -> bool:
    """Whether a figure is the whole of which the one right before it is told: 17 billion of the 397 billion."""
    if not number:
        return False
    own, before = found[number].statement, found[number - 1].statement
    told = words_of(own.language).patterns["of_so_many_told"]
    return before.unit == own.unit and told.fullmatch(between(before, own)) is not None


def _close(found: Sequence[Checked], number: int) -> str:
    """What stands right about a figure, between its neighbours."""
    statement = found[number].statement
    low, high = room_about(found, number)
    cut = _MARK.search(statement.folded, statement.place_end, high)
    return statement.folded[low : cut.start() if cut is not None else high]


def _periods(found: Sequence[Checked], number: int, other: Statement, desk: Desk) -> Iterator[Period | None]:
    """The times that a figure may be of: the one before that of another, that of the share told behind it, its own, that of another."""
    statement = found[number].statement
    words = words_of(statement.language)
    told = words.patterns["time_before_it"].search(statement.behind)
    if other.period is not None and told is not None:
        before = _before(other.period) if told["same"] else year_before(other.period, "12-31")
        if before is not None:
            yield before
        return
    whens, _ = times_in(statement.folded, words, desk.as_of)
    if len(whens) == 1 and whens[0].label.count("/") == 1:
        whens = [When(0, 0, label) for label in whens[0].label.split("/")]
    if len(whens) == 2 and words.patterns["tie_from_to"].fullmatch(between(statement, other)):
        yield parsed(whens[int(statement.place > other.place)])
        return
    if statement.period is not None or not statement.untimed:
        yield statement.period
    own = _told_of(statement, desk.vocabulary)
    if statement.period is not None and own and not times_in(_close(found, number), words, desk.as_of)[0]:
        yield None
    if statement.period is None and other.period is not None:
        yield other.period
    behind = found[number + 1].statement if number + 1 < len(found) else None
    if behind is not None and behind.unit == "%" and words.has("tie_that_is", between(statement, behind)):
        yield behind.period


def _before(period: Period) -> Period | None:
    """The time of the same length right before one."""
    match = _PART_OF_A_YEAR.match(period.label)
    if match is None or match[1]:
        return None
    year, part = int(match[2]), int(match[4]) - 1
    year, part = (year, part) if part else (year - 1, _LAST[match[3]])
    return Period.parse(f"{year}-{match[3]}{part}")
