"""By how much something moved, told beside its values: a jump of 15 %, meaning it was cut by a fifth, 670 fewer newborns.

What it moved from and to are values that the sentence tells, or claims of the same thing where it tells only one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.changing import CHANGED
from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import (
    Clause,
    clause_of,
    doubted,
    holds_in,
    metrics_there,
    named_there,
    near,
    times_there,
)
from kg.factcheck.following.neighbours import nearest
from kg.factcheck.following.printed_values import WORDED, Tie
from kg.factcheck.following.series import Change, Point, change_behind, changes_in, one_series, series_of
from kg.factcheck.following.yielded_verdicts import bears_out, yielded
from kg.factcheck.hearing.measures import GENERAL, PERCENT, dimension_of
from kg.factcheck.hearing.restricting import restrictions
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.words import Words, words_of
from kg.model.units import unit

ANY: Final = frozenset({"change", "growth", "count", "share", "price_change", "population"})
"""What no clause tells by its name alone: a growth may be of anything, and people are counted of many things."""
_A_YEAR: Final = 1.0
_YEAR: Final = 365.25
_NEARLY: Final = 0.1  # of a year, by which a span told may be off
_GOOD: Final = frozenset(
    {"net_income", "profit", "operating_income", "revenue", "gross_margin", "net_margin", "attendance", "visitors"}
)
_BAD: Final = frozenset(
    {
        "net_loss",
        "operating_loss",
        "waiting_time",
        "unemployment_rate",
        "unemployed",
        "debt",
        "accidents",
        "complaints",
        "deaths",
    }
)
"""What improves as it rises, and what improves as it falls."""


def told_change(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a figure by which something moved, as the values about it and the claims behind them tell; None where they do not."""
    own = found[number]
    statement = own.statement
    if not statement.is_affirmed or statement.aims or statement.ahead:
        return None
    words = words_of(statement.language)
    clause = clause_of(found, number)
    way = _way(clause, words)
    if way is None or words.has("change_pace", clause.told) or words.has("change_of_whole", clause.after):
        return None
    up, spans = way
    spans = [*spans, *_spans(clause, "change_span", words)]
    for each in nearest(found, number):
        if up is None and not is_change(each):
            continue
        for change, metric in _changes(found, number, each, clause, desk):
            tie = _tie(statement, change, metric, up)
            if tie is None or not bears_out(statement, tie):
                continue
            measured = frozenset({row.o.metric for row in change.rows} | {metric})
            if doubted(clause, change.rows, measured, spans, desk) is None:
                return yielded(own, tie, change.rows, measured, spans)
    return None


def untold(found: Sequence[Checked], number: int, desk: Desk) -> str | None:
    """Why what other figures of the sentence yield is not all that its clause tells of a figure, or nothing."""
    each = found[number]
    clause = clause_of(found, number)
    words = words_of(each.statement.language)
    way = _way(clause, words)
    if way is not None and is_change(each):
        if words.has("change_pace", clause.told):
            return "the sentence tells it as a pace"
        years = _years(clause)
        change = change_behind(each, desk)
        if change is not None and years is not None and not _lasted(change, years):
            return "the values are not so far apart"
    if not each.tied:
        return None  # its words were held against its claims
    spans = [*each.tied, *(way[1] if way is not None else ()), *_spans(clause, "change_span", words)]
    more = each.measured - {row.o.metric for row in each.rows}
    texts = [*each.measured, *(phrase for phrase, named in words.phrases if named[0] in more)]
    told = next(iter(restrictions(near(clause), each.rows, each.measured, texts, (clause.start, clause.end))), None)
    return (
        f'the base does not tell what "{told}" says of it'
        if told is not None and not _is_tied(told, clause, spans)
        else None
    )


def _is_tied(told: str, clause: Clause, spans: Sequence[tuple[int, int]]) -> bool:
    text = clause.statement.folded
    return any(told in text[low:high] or text[low:high].strip() in told for low, high in spans if text[low:high].strip())


def _way(clause: Clause, words: Words) -> tuple[str | None, list[tuple[int, int]]] | None:
    """Which way a clause says that something moved (up, down, better, worse; None where it only says again by how much), and by which words."""
    for way in ("up", "down", "better", "worse"):
        for name, low, high in (
            (f"change_{way}_ahead", clause.start, clause.place),
            (f"change_{way}_behind", clause.behind, clause.end),
        ):
            if (pattern := words.patterns.get(name)) is None:
                continue
            text = clause.statement.folded[low:high]
            if (match := pattern.search(text)) is not None:
                spans = [(low + match.start(), low + match.end())]
                return way, [*spans, *_spans(clause, "change_restated", words)]
    told = _spans(clause, "change_restated", words)
    return (None, told) if told else None


def _spans(clause: Clause, name: str, words: Words) -> list[tuple[int, int]]:
    """Where a pattern is found in a clause: one that is anchored before the figure, in what stands before it."""
    text = clause.before if name == "change_restated" else clause.told
    found = []
    for match in words.patterns[name].finditer(text):
        shift = clause.start if match.end() <= len(clause.before) else clause.start + clause.behind - clause.place - 1
        found.append((match.start() + shift, match.end() + shift))
    return found


def change_spans(clause: Clause) -> list[tuple[int, int]] | None:
    """Where the words of a clause stand that say that something moved, and over which time; None where none do."""
    words = words_of(clause.statement.language)
    way = _way(clause, words)
    return None if way is None else [*way[1], *_spans(clause, "change_span", words)]


def is_change(each: Checked) -> bool:
    """Whether a figure is itself by how much something moved."""
    return len(each.rows) == 2 and (each.statement.difference or bool(each.tied)) and one_series(each) is not None


def moved_by(each: Checked) -> Iterator[tuple[int, int]]:
    """The words right about the part by which something moved between two claims: which way it did was held against those."""
    statement = each.statement
    if not each.holds or len(each.rows) != 2 or one_series(each) is None or dimension_of(statement.unit) != "share":
        return
    words, end = words_of(statement.language), statement.place_end
    for way in ("up", "down"):
        yield from (match.span() for match in words.patterns[f"change_{way}_ahead"].finditer(statement.before))
        if (told := words.patterns[f"change_{way}_behind"].match(statement.behind)) is not None:
            yield end, end + told.end()


def _changes(
    found: Sequence[Checked], number: int, each: Checked, clause: Clause, desk: Desk
) -> Iterator[tuple[Change, str]]:
    """The changes that a figure beside another one that holds may tell, and of what."""
    key = one_series(each)
    if key is None:
        return
    entity, metric = key
    named = named_there(clause, desk)
    if named and entity not in named:
        entity = named[-1]
    elif not named and found[number].statement.subject.unknown is not None:
        return
    told_there = measured_there(clause, entity, desk)
    kin = set(desk.vocabulary.metric_lineage(metric))
    if told_there and not kin & {up for name in told_there for up in desk.vocabulary.metric_lineage(name)}:
        metric = told_there[0]
    points = series_of(entity, metric, desk)
    moved = (entity, metric) != key
    told = _told_points(found, number, points)
    times = times_there(clause, desk)
    years = _years(clause)
    if None in times:
        return  # counted from a time that the sentence does not name
    for change in changes_in(points):
        ends = (change.early, change.late)
        if not all(period is None or any(holds_in(point.row, period) for point in ends) for period in times):
            continue
        if years is not None and not _lasted(change, years):
            continue
        if _are_meant(change, each, told, moved=moved, spanned=years is not None, timed=bool(times)):
            yield change, metric


def measured_there(clause: Clause, entity: str, desk: Desk) -> list[str]:
    """The metrics that a clause tells to have moved: those that somebody has claims of, and those that it calls by their names."""
    present = {row.o.metric for row in desk.rows([entity])}
    found: list[str] = []
    for heard in metrics_there(clause, desk):
        name = CHANGED.sub("", heard)
        if name not in desk.vocabulary.metrics or name in GENERAL:
            continue
        label = fold(desk.vocabulary.metrics[name].name(clause.statement.language))
        called = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", clause.told) is not None
        # Growth is heard as that of revenue, whatever grew: there the name itself must be told.
        if (name in present and (name == heard or called)) or (called and name not in ANY):
            found.append(name)
    return list(dict.fromkeys(found))


def _told_points(found: Sequence[Checked], number: int, points: Sequence[Point]) -> list[str]:
    """The claims of a series that figures of the sentence tell, the nearest first."""
    ids = {point.row.id for point in points}
    return [row.id for each in nearest(found, number) for row in each.rows if row.id in ids]


def _are_meant(change: Change, each: Checked, told: Sequence[str], *, moved: bool, spanned: bool, timed: bool) -> bool:
    """Whether the two values are those that a sentence means: both told, else one told and one a year before, or at a time that it names."""
    ids = [row.id for row in change.rows]
    own = [row.id for row in each.rows]
    a_year = abs(change.years - _A_YEAR) <= _NEARLY
    if moved:
        # Of something else, over the time of what is told beside it.
        late = max((row.o.end for row in each.rows if row.o.end is not None), default=None)
        return change.late.end == late and (a_year or spanned or timed)
    if len(own) == 2:
        return set(own) == set(ids)
    if not any(claim in ids for claim in own):
        return False
    near = list(dict.fromkeys(told))
    if len(near) > 1:
        return set(ids) <= set(near)
    if change.late.row.id not in own and not (timed or spanned):
        return False
    return a_year or spanned or timed


def _lasted(change: Change, years: float) -> bool:
    """Whether a change took about so many years."""
    return abs(change.years - years) <= _NEARLY * max(years, _A_YEAR)


def _years(clause: Clause) -> float | None:
    """How many years a clause says that a change took, if it does."""
    words = words_of(clause.statement.language)
    match = words.patterns["change_span"].search(clause.told)
    if match is None:
        return None
    number = match["years"]
    if number is None:
        return _A_YEAR
    value = words.number(number)
    return float(value) if value else None


def _tie(statement: Statement, change: Change, metric: str, way: str | None) -> Tie | None:
    """What a change comes to in the unit of a figure, where it went the way that the words tell."""
    by, before = change.by(), change.early.value
    rose = by.low > 0
    if by.low <= 0 <= by.high:
        return None
    told = {row.o.metric for row in change.rows}
    if metric == "net_loss" and told != {metric}:
        return None  # from a loss to a profit it is the balance that moved
    if way in ("better", "worse"):
        kind = metric if metric in _GOOD | _BAD else change.late.row.o.metric
        if kind not in _GOOD | _BAD:
            return None
        good = rose if kind in _GOOD or {row.o.metric for row in change.rows} >= {"net_income", "net_loss"} else not rose
        if good is not (way == "better"):
            return None
    elif way is not None and rose is not (way == "up"):
        return None
    middle = abs(by.middle)
    slack = min(abs(by.high - by.low) / 2, middle * WORDED)
    shown = f"{change.late.row.o.words} ({change.late.row.id}) - {change.early.row.o.words} ({change.early.row.id})"
    one, other = change.early.row.o, change.late.row.o
    if statement.unit == "pp":
        return (
            Tie(middle * 100, slack * 100, shown, (), firm=False) if one.unit in PERCENT and other.unit in PERCENT else None
        )
    if dimension_of(statement.unit) == "share":
        if statement.unit == "x" and statement.bound.high >= 1:
            return None
        whole = before.middle
        if whole <= 0:
            return None
        scale = Decimal(100) if statement.unit == "%" else Decimal(1)
        shown = f"{change.late.row.o.words} ({change.late.row.id}) / {change.early.row.o.words} ({change.early.row.id}) - 1"
        return Tie(middle / whole * scale, slack / whole * scale, shown, (), firm=False)
    if one.cell.dimension != unit(statement.unit).dimension:
        return None
    return Tie(middle, slack, shown, (), firm=False)
