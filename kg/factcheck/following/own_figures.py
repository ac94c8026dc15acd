"""Figures that follow from others of the same sentence: so many times, so much more, what is left, a total, a share of so many.

One follows only from figures that are each borne out, by the operation that its words tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.bare_ratios import as_much_alone
from kg.factcheck.following.borrowed_readings import borrowed
from kg.factcheck.following.leaving_out import without_a_part
from kg.factcheck.following.left_open import left_open
from kg.factcheck.following.named_quantities import of_named
from kg.factcheck.following.operand_readings import by_its_own_words
from kg.factcheck.following.operations import ties_of
from kg.factcheck.following.printed_values import held
from kg.factcheck.following.ratio_terms import of_its_whole, of_their_measure, restated
from kg.factcheck.following.shared_words import of_the_one_joined
from kg.factcheck.following.subject_readings import of_its_subject
from kg.factcheck.following.time_spans import over_the_time_before, told_span
from kg.factcheck.following.wholes import share_of_it
from kg.factcheck.following.yielded_verdicts import YIELDED_BY_ITS_OWN, computed
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import Words, words_of

_ARTICLE: Final = 4
"""How long is, at most, what stands before the time of a pace: par jour, per day."""


_READINGS: Final = (
    by_its_own_words,
    restated,
    of_its_whole,
    share_of_it,
    of_their_measure,
    of_its_subject,
    over_the_time_before,
    without_a_part,
    of_the_one_joined,
)
_TIES: Final = (
    "tie_more",
    "tie_less",
    "tie_gap",
    "tie_total",
    "tie_surplus",
    "tie_deficit",
    "tie_left",
    "tie_that_is",
    "tie_to",
    "tie_one_for",
    "tie_average",
    "tie_implies",
    "at_that_pace",
    "part_of_them",
)
"""Patterns of the words by which a figure is tied to others."""


def tied(found: Sequence[Checked], desk: Desk) -> list[Checked]:
    """What the figures of a sentence are worth where each is now together with those that it is tied to."""
    if len(found) == 1 and found[0].holds:
        return list(found)
    now = list(found)
    for number in (*range(len(now)), *reversed(range(len(now)))):
        if not now[number].holds:
            now[number] = _read_again(now, number, desk)
    for number, each in enumerate(now):
        told = _against_its_own(now, number) if each.holds else told_span(now, number, desk) or _followed(now, number)
        now[number] = told or of_named(now, number, desk) or as_much_alone(now, number, desk) or each
    return [left_open(now, number, desk) for number in range(len(now))]


def _read_again(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure that does not hold, as it is understood beside those that do."""
    told = next(filter(None, (reading(found, number, desk) for reading in _READINGS)), None)
    return told or borrowed(found, number, desk)


def _against_its_own(found: Sequence[Checked], number: int) -> Checked | None:
    """A ratio that claims yield together, refuted by the two figures of the sentence between which it stands: 18 is half of 9."""
    own = found[number]
    if own.statement.unit != "x" or own.statement.difference or not any(each.inputs for each in own.verdict.evidence):
        return None
    told = _followed(found, number)
    return told if told is not None and told.verdict.verdict is Verdict.REFUTED else None


def _followed(found: Sequence[Checked], number: int) -> Checked | None:
    """The verdict on a figure by what others yield; None where it is tied to none that are borne out."""
    own = found[number]
    statement = own.statement
    if not statement.is_affirmed:
        return None
    if statement.aims and dimension_of(statement.unit) != "share":
        return None  # how an aim stands to what was is no aim itself
    words = words_of(statement.language)
    tie = next(ties_of(found, number, words), None)
    if tie is None:
        return None
    outcome = held(statement, tie)
    if outcome is not Verdict.SUPPORTED and not tie.firm:
        return None
    rows = [row for each in tie.inputs for row in each.rows]
    label = statement.period.label if statement.period is not None else None
    evidence = computed(tie, outcome, rows, next(iter(rows), None), label, by="the sentence's own figures")
    why = {
        Verdict.SUPPORTED: YIELDED_BY_ITS_OWN,
        Verdict.IMPRECISE: "off by no more than a tenth of what the sentence's own figures yield",
    }.get(outcome, f"the sentence's own figures yield another value ({tie.words})")
    verdict = replace(own.verdict, verdict=outcome, why=why, evidence=(evidence, *own.verdict.evidence))
    measured = frozenset(name for each in tie.inputs for name in each.measured) | tie.measured
    return Checked(statement, verdict, tuple(rows), measured, tuple(_told(statement, words, pace=tie.pace)))


def _told(statement: Statement, words: Words, *, pace: bool) -> Iterator[tuple[int, int]]:
    """The words by which a figure is tied."""
    for name in _TIES:
        yield from (match.span() for match in words.patterns[name].finditer(statement.folded))
    end = statement.place_end
    if pace and (told := words.patterns["a_time"].match(statement.folded[end:])) is not None:
        yield end + told.start(str(told.lastgroup)) - _ARTICLE, end + told.end()
