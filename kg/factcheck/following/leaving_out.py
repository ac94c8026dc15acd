"""What a value comes to without a part of it that a sentence leaves out: excluding data centres, 57 billion less 51.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import values_of
from kg.factcheck.desk import Desk
from kg.factcheck.following.printed_values import Tie, held
from kg.factcheck.following.wholes import PARTS
from kg.factcheck.following.yielded_verdicts import computed
from kg.factcheck.hearing.accounting import words_unread
from kg.factcheck.hearing.blanking import told_apart
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import Words, words_of

_SHORT: Final = 2


def without_a_part(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a value that leaves out a part, where claims of one metric and time give the whole and that part; else None."""
    own = found[number]
    statement, words = own.statement, words_of(own.statement.language)
    if dimension_of(statement.unit) not in ("money", "count") or statement.difference or not statement.subject.entities:
        return None
    match = words.patterns["excluding"].search(statement.folded)
    if match is None or statement.place_end <= match.start() - _far(statement, found, number):
        return None
    left = {part for part in stems_in(match.group()) if len(part) > _SHORT}
    left |= set(words.translated(left))
    for metric, whole, part in _pairs(statement, left, words, desk):
        reading = told_apart(
            statement,
            (statement.place - statement.within, statement.place - statement.within + len(statement.around)),
            Subject(statement.subject.entities[:1]),
            (metric,),
            statement.heard,
            statement.period,
            words,
            blanks=_shifted(match, statement),
        )
        rows = [whole.row, part.row]
        if words_unread(reading, rows, {metric}, desk.vocabulary):
            continue
        value = whole.printed.middle / whole.factor - part.printed.middle / part.factor
        slack = _spread(whole) + _spread(part)
        tie = Tie(value, min(slack, abs(value) * Decimal("0.05")), f"{whole.o.words} - {part.o.words}", [])
        return _told(own, rows, metric, tie, match)
    return None


def _far(statement: Statement, found: Sequence[Checked], number: int) -> int:
    """How far behind a figure what it leaves out may stand: up to the next figure."""
    nexts = [each.statement.place for each in found[number + 1 :]]
    return min(nexts, default=len(statement.folded)) - statement.place_end


def _shifted(match: re.Match[str], statement: Statement) -> list[tuple[int, int]]:
    """Where what is left out stands in the figure's part of the sentence."""
    start = statement.place - statement.within
    low, high = match.start() - start, match.end() - start
    return [(low, high)] if low >= 0 and high <= len(statement.around) else []


def _pairs(statement: Statement, left: set[str], words: Words, desk: Desk) -> Iterator[tuple[str, Candidate, Candidate]]:
    """The claims of a whole and of the part that is left out, of one metric, time and thing."""
    whom = statement.subject.entities[0]
    rows = [row for row in desk.rows([whom]) if row.o.unit == statement.unit]
    for metric in statement.likely:
        values = values_of(
            replace(statement, segments=(), around=statement.folded), rows, metric, desk.vocabulary, desk.as_of
        )
        wholes = [each for each in values if not any(key in each.row.qualifiers for key in PARTS)]
        parts = [each for each in values if _is_left(each.row, left, words)]
        for whole in wholes:
            for part in parts:
                if (whole.o.start, whole.o.end, whole.o.cell.per) == (part.o.start, part.o.end, part.o.cell.per):
                    yield metric, whole, part


def _is_left(row: Row, left: set[str], words: Words) -> bool:
    """Whether a claim is of the very part that is left out."""
    told = [part for key in PARTS for part in stems_in(row.qualifiers.get(key, "")) if len(part) > _SHORT]
    return bool(told) and all(part in left or set(words.translated([part])) & left for part in told)


def _spread(claim: Candidate) -> Decimal:
    return (claim.value.high - claim.value.low) / 2 / claim.factor


def _told(own: Checked, rows: Sequence[Row], metric: str, tie: Tie, match: re.Match[str]) -> Checked:
    statement = own.statement
    outcome = held(statement, tie)
    evidence = computed(tie, outcome, rows, rows[0], rows[0].o.label, joint=" - ", value=f"{tie.value:.4g}", metric=metric)
    why = "claims of the whole and of what is left out yield "
    why += "it" if outcome is Verdict.SUPPORTED else f"another value ({tie.words})"
    verdict = replace(own.verdict, verdict=outcome, why=why, evidence=(evidence,))
    return Checked(statement, verdict, tuple(rows), frozenset({metric}), (match.span(),))
