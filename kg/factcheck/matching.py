"""The claims that a statement is held against: those of its entities, metric, scope and time, each with why or why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.narrowing import per_tokens, unlike
from kg.factcheck.rows import Row
from kg.factcheck.statement import Bound, Shape, Statement
from kg.factcheck.subjects import wholes
from kg.factcheck.words import words_of
from kg.model.base import Vocabulary
from kg.model.claim import Status
from kg.model.errors import PeriodError
from kg.model.interval import Interval
from kg.model.money import Rate, rate_of
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.units import DATE, to_base, unit
from kg.model.vocabulary import MetricKind

A_YEAR: Final[Mapping[str, int]] = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
_NARROWING: Final = ("product", "segment", "geography", "counterparty", "use", "side", "version", "direction", "group")
_SOFT: Final = ("group", "geography")
_EVENTS: Final = ("funding_round", "ipo_proceeds", "investment_received", "share_price_change", "acquisition_price")
_OF_A_SPAN: Final = ("_multiple", "_growth", "_change", "_return")
_ONE_SUM: Final = ("_investment", "_commitment")
_A_QUARTER: Final = 80
_NEARLY_A_YEAR: Final = 300
_A_YEAR_AT_MOST: Final = 366
_ABOUT_ONE: Final = Decimal("0.1")
_A_DATED_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_SHARES_ALONE: Final = ("market_share", "paying_share")
_RATES_LAG: Final = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim made comparable with a statement.

    ``value`` is the claim's value with its rounding and hedge, ``printed`` what it prints, both in the base unit of the statement
    times ``factor``. ``start`` and ``end`` are its own days or, where ``lent``, those of its source. ``level`` tells how near its metric is
    (0 the same), ``scope`` how well its qualifiers are named. ``note`` says what made it comparable.
    """

    row: Row
    value: Interval
    printed: Interval
    factor: Decimal
    level: int
    scope: float
    start: date | None
    end: date | None
    lent: bool
    note: str = ""

    @property
    def o(self) -> Observation:
        """The claim's observation."""
        return self.row.o


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that a statement cannot be held against, and why."""

    row: Row
    why: str
    rank: int = 9


def base_unit(statement: Statement) -> tuple[str, Bound]:
    """The dimension of a statement, and its bound in that dimension's base unit."""
    bound, symbol = statement.bound, statement.unit
    if symbol == DATE:
        first, _, last = (statement.figure.date or "").partition("/")
        low, high = Period.parse(first).start.toordinal(), Period.parse(last or first).end.toordinal() - 1
        if bound.strict and bound.shape is Shape.AT_MOST:
            low, high = low - 1, low - 1  # before it
        elif bound.strict and bound.shape is Shape.AT_LEAST:
            low, high = high + 1, high + 1  # after it
        return DATE, replace(bound, low=Decimal(low), high=Decimal(high), strict=False)
    based = to_base(Interval(min(bound.low, bound.high), max(bound.low, bound.high)), symbol)
    return unit(symbol).dimension, replace(bound, low=based.low, high=based.high)


def family(statement: Statement, vocabulary: Vocabulary) -> list[str]:
    """The entities whose claims may answer: those named, what they are part of, and their parts."""
    named = list(statement.subject.entities)
    above = [whole for entity in named for whole in wholes(entity, vocabulary.entities)]
    parts = [entity.id for entity in vocabulary.entities.values() if entity.part_of in named]
    return list(dict.fromkeys([*named, *above, *parts]))


def names_for(entity: str, vocabulary: Vocabulary) -> list[str]:
    """How qualifiers may write an entity: its id and its labels."""
    known = vocabulary.entity(entity)
    return list(dict.fromkeys([entity, *known.label.values()]))


def is_of(row: Row, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a claim is about what a statement is about: its entity, or a product of it that its qualifiers name.

    A claim of a part answers for the whole only where the sentence names the part as well.
    """
    subject = statement.subject.entities
    if not subject:
        return False
    first = subject[0]
    if row.o.cell.entity == first:
        return True
    told = fold(" ".join(row.qualifiers.values()))
    naming = any(fold(name) in told for name in names_for(first, vocabulary))
    if row.o.cell.entity in wholes(first, vocabulary.entities) and naming:
        return True
    if row.o.cell.entity in subject[1:] and not _related(first, row.o.cell.entity, vocabulary):
        return True
    return (
        naming
        and row.o.cell.entity not in subject
        and any(fold(n) in fold(row.qualifiers.get("product", "")) for n in names_for(first, vocabulary))
    )


def _related(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return one in wholes(other, vocabulary.entities) or other in wholes(one, vocabulary.entities)


def level_of(metric: str, wanted: Iterable[str], vocabulary: Vocabulary) -> int | None:
    """How near a claim's metric is to those asked for: 0 the same or sharing its values, 1 narrower, 2 broader; None unrelated."""
    best: int | None = None
    for name in wanted:
        if vocabulary.compared_metric(name) == vocabulary.compared_metric(metric):
            return 0
        if name in vocabulary.metric_lineage(metric):
            best = 1
        elif metric in vocabulary.metric_lineage(name) and best is None:
            best = 2
    return best


def heard_in(statement: Statement) -> set[str]:
    """The stems of a sentence, with those of what its words are in the language that qualifiers are written in."""
    own = stems_in(statement.around)
    return {*own, *words_of(statement.language).translated(own)}


def scope_of(row: Row, statement: Statement, vocabulary: Vocabulary) -> tuple[float, list[str]]:
    """How well a claim's qualifiers are named in the sentence, and those that are not."""
    heard = heard_in(statement)
    named = {*statement.subject.entities, *statement.subject.others}
    score, silent = 0.0, []
    for key in _NARROWING:
        value = row.qualifiers.get(key)
        if value is None:
            continue
        parts = [part for part in stems_in(value) if len(part) > 1]
        share = sum(part in heard for part in parts) / len(parts) if parts else 0.0
        told = value in named or any(fold(n) in statement.around for n in names_for(value, vocabulary))
        head_only = len(parts) == 2 and parts[-1] in heard and parts[0] not in heard
        if (
            (share >= 0.5 and not head_only)
            or told
            or (row.o.cell.entity not in named and _tells(value, statement, vocabulary))
        ):
            score += 1.0
        elif key in _SOFT:
            score -= 0.01
        else:
            score -= 0.5
            silent.append(f"{key}: {value}")
    return score, silent


def _beside(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The part of a business that a sentence names and a claim does not."""
    if not statement.segments:
        return None
    metric = vocabulary.metrics.get(row.o.metric)
    cues = [cue for listed in (metric.cues.values() if metric else ()) for cue in listed]
    named = [*row.qualifiers.values(), *names_for(row.o.cell.entity, vocabulary), *(metric.label.values() if metric else ())]
    told = {part for text in (*named, *cues) for part in stems_in(text)}
    words = words_of(statement.language)
    return next((s for s in statement.segments if s not in told and not told & set(words.translated([s]))), None)


def _tells(value: str, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a qualifier names whom the sentence is about."""
    return any(fold(name) in fold(value) for e in statement.subject.entities for name in names_for(e, vocabulary))


def match(row: Row, statement: Statement, wanted: Sequence[str], vocabulary: Vocabulary, as_of: date) -> Candidate | Refused:
    """A claim made comparable with a statement under some metrics, or why it is not."""
    o = row.o
    level = level_of(o.metric, wanted, vocabulary)
    if level is None:
        return Refused(row, f"it is about another metric ({vocabulary.metric(o.metric).name()})", 9)
    if not o.is_asserted or o.review == "rejected":
        what = (
            "it was rejected in review" if o.review == "rejected" else f"it is {o.status}: nothing is claimed of the world"
        )
        return Refused(row, what, 5)
    for place in statement.subject.places:
        if place not in (o.cell.entity, "world", "monde") and not _is_placed(row, place):
            return Refused(row, f"the sentence is about {place}, the claim is not", 3)
    if missing := _beside(row, statement, vocabulary):
        return Refused(row, f"the sentence is about a part of it ({missing})", 2)
    if different := unlike(row, statement, vocabulary):
        return Refused(row, different, 2)
    if not statement.ahead and _still_to_come(row, statement, as_of):
        return Refused(row, "it is an aim or a forecast, the sentence tells an outcome", 3)
    if statement.aims and not Status(o.status).looks_ahead and o.kind is not MetricKind.DATE:
        return Refused(row, "it tells an outcome, the sentence an aim", 3)
    factor = per_factor(statement, row)
    if factor is None:
        return Refused(row, f"it is per {o.cell.per or 'period'}, the sentence per {statement.per}", 4)
    values = _values(row, statement, as_of)
    if values is None:
        return Refused(row, f"{o.unit} and {statement.unit} cannot be compared", 6)
    value, printed, converted = values
    start, end, lent = _days(row)
    why = _time_differs(row, statement, start, end, as_of)
    if why:
        return Refused(row, why, 1)
    if speaker := _said_by_another(row, statement, vocabulary):
        return Refused(row, f"the sentence has it from {speaker}, the claim from {o.attributed_to}", 0)
    scope, silent = scope_of(row, statement, vocabulary)
    part = next((row.qualifiers[key] for key in ("segment", "group", "product") if key in row.qualifiers), None)
    if scope < 0 and part is not None and o.metric.endswith("_share") and not o.metric.startswith(_SHARES_ALONE):
        return Refused(row, f"it is the share of a part that the sentence does not name ({part})", 2)
    notes = [converted, f"narrower ({', '.join(silent)})" if silent else "", "dated by its source" if lent else ""]
    if level:
        notes.append(f"{'narrower' if level == 1 else 'broader'} metric ({vocabulary.metric(o.metric).name()})")
    factor *= per_tokens(statement, row)
    return Candidate(row, value, printed, factor, level, scope, start, end, lent, "; ".join(note for note in notes if note))


def _still_to_come(row: Row, statement: Statement, as_of: date) -> bool:
    """Whether a sentence tells as done what a claim only aims at or expects: an aim for a time that is over, what is to come."""
    if not Status(row.o.status).looks_ahead:
        return False
    if statement.unit == DATE:
        ahead = Period.parse((statement.figure.date or "").partition("/")[0]).start > as_of
        words, before = words_of(statement.language), statement.folded[: statement.place]
        begun = words.has("since", before) and not words.has("thereafter", before)
        return ahead and (begun or words.has("past", statement.around))
    period = statement.period
    if period is None:
        return False
    if period.start > as_of or (period.end > as_of and row.o.kind is MetricKind.FLOW):
        return words_of(statement.language).has("past", statement.around)
    return period.end <= as_of and row.o.status == Status.TARGET.value and row.o.kind is MetricKind.FLOW


def _is_placed(row: Row, place: str) -> bool:
    told = fold(" ".join(row.qualifiers.values()))
    return fold(place) in told or fold(place).replace("-", " ") in told


def per_factor(statement: Statement, row: Row) -> Decimal | None:
    """What the statement's value is multiplied by to be per the same as the claim; None where they do not go together."""
    mine, other = statement.per, row.o.cell.per
    if statement.ratio_of_money or mine is None or mine == other:
        return Decimal(1)
    if mine in A_YEAR and other in A_YEAR:
        return Decimal(A_YEAR[mine]) / Decimal(A_YEAR[other])
    if other == "" and mine in A_YEAR and row.o.metric.startswith("cumulative"):
        return None
    if other == "" and mine in A_YEAR and row.o.metric.startswith("annualized"):
        return Decimal(A_YEAR[mine])
    if other == "" and mine in A_YEAR and row.o.metric.endswith(_ONE_SUM):
        dated = row.o.kind is MetricKind.FLOW and row.o.start is not None
        if not dated:
            return None  # a sum for a plan whose years are not named is not a year's
    if other == "" and mine in A_YEAR:
        o = row.o
        if o.kind is not MetricKind.FLOW or o.start is None or o.end is None:
            return Decimal(1)
        days = (o.end - o.start).days
        spans = Decimal(A_YEAR[mine]) * Decimal(days) / Decimal(365)
        if abs(spans - 1) <= _ABOUT_ONE:
            return Decimal(1)
        # So much a month yields a year's; a half year does not tell what a year brings.
        return spans if spans > 1 and mine != "year" and days > _NEARLY_A_YEAR else None
    return None


def _values(row: Row, statement: Statement, as_of: date) -> tuple[Interval, Interval, str] | None:
    o = row.o
    symbol = statement.unit
    dimension = unit(symbol).dimension
    hedged = _hedged(row)
    if statement.ratio_of_money and o.cell.dimension.startswith("money:") and o.cell.per.split(" ")[0] == o.unit:
        return hedged, row.stated, ""
    if o.cell.dimension == dimension:
        return hedged, row.stated, ""
    if o.cell.dimension.startswith("money:") and dimension.startswith("money:"):
        rate = _rate(row, symbol, as_of)
        if rate is None:
            return None
        return rate.convert(hedged), rate.convert(row.stated), f"converted at {rate.words}"
    return None


def _hedged(row: Row) -> Interval:
    """A claim's value with its rounding and, where it is hedged, the width of the hedge."""
    o = row.o
    if o.approximation != "about" or not row.stated.is_bounded or o.unit == DATE:
        return o.narrow
    share = Decimal("0.05")
    low, high = row.stated.low, row.stated.high
    widened = Interval(low - abs(low) * share, high + abs(high) * share)
    wide = o.wide
    return o.narrow.hull(Interval(max(widened.low, wide.low), min(widened.high, wide.high)))


def _rate(row: Row, target: str, as_of: date) -> Rate | None:
    start, end, _ = _days(row)
    if start is None or end is None:
        start, end = as_of - _RATES_LAG, as_of - timedelta(days=30)
    for last in (as_of, as_of - _RATES_LAG):
        rate = rate_of(row.o.unit, target, start, min(end, last)) if start < min(end, last) else None
        if rate is not None:
            return rate
    return None


def _days(row: Row) -> tuple[date | None, date | None, bool]:
    """When a claim holds; a value of a moment that is undated holds when its source was published."""
    o = row.o
    if o.start is not None:
        return o.start, o.end, False
    if o.kind.holds_at_a_moment and o.kind is not MetricKind.DATE and row.published:
        try:
            period = Period.parse(row.published)
        except PeriodError:
            return None, None, False
        return period.start, period.end, True
    return None, None, False


def _time_differs(row: Row, statement: Statement, start: date | None, end: date | None, as_of: date) -> str | None:
    """Why a claim's time does not allow the comparison, or nothing."""
    o, period = row.o, statement.period
    if o.kind is MetricKind.DATE or statement.unit == DATE:
        return None
    if period is None:
        if start is not None and start > as_of and not statement.ahead:
            return f"it is for {o.label}, which is still to come"
        return None
    if start is None or end is None:
        if o.kind.holds_at_a_moment or o.cell.dimension == "time":
            return None
        return f"it has no date, the sentence is about {period.label}"
    if o.kind is MetricKind.RATIO and _A_QUARTER <= (end - start).days < (period.end - period.start).days - 1:
        return f"it is for {o.label}, a part of {period.label}"
    if (begun := _since_differs(row, statement, period, start, end)) is not None:
        return begun
    covers = start <= period.start and period.end <= end
    within = period.start <= start and end <= period.end
    if (o.kind is MetricKind.FLOW and o.cell.dimension != "time") or o.metric.endswith(_OF_A_SPAN):
        if (start, end) == (period.start, period.end):
            return None
        if within and o.metric in _EVENTS:
            return None
        if statement.since and o.metric.endswith(_OF_A_SPAN) and period.start <= start < period.end:
            return None
        if o.metric.startswith("cumulative") and end == period.end and _names_the_end(statement, period):
            return None
        return f"it is for {o.label}, the sentence about {period.label}"
    if covers or within:
        return None
    return f"it is for {o.label or row.published}, the sentence about {period.label}"


def _since_differs(row: Row, statement: Statement, period: Period, start: date, end: date) -> str | None:
    """Why a claim does not tell what came about since a time or had come about by one, all in all, where a sentence does."""
    o, words = row.o, words_of(statement.language)
    if o.kind is not MetricKind.FLOW or o.metric.endswith(_OF_A_SPAN) or o.metric in _EVENTS:
        return None
    if _counts_from(statement, period):
        if o.cell.dimension == "time":
            return (
                None if start >= period.start else f"it is for {o.label}, the sentence about the time since {period.label}"
            )
        if start == period.start and end > period.end:
            return None
        return f"it is for {o.label}, the sentence about all since {period.label}"
    summed = statement.by and not o.metric.startswith("cumulative") and o.cell.dimension != "time"
    if summed and words.has("all_by_then", statement.around):
        return f"it is for {o.label}, the sentence about all until {period.label}"
    return None


def _counts_from(statement: Statement, period: Period) -> bool:
    """Whether the time of a figure is where its count begins, and not that of something else that the sentence names."""
    if not statement.since:
        return False
    years = list(_A_DATED_YEAR.finditer(statement.folded))
    own = [match for match in years if match.group() == f"{period.start.year:04}"]
    words = words_of(statement.language)
    return len(years) < 2 or any(words.has("since", statement.folded[: match.start()]) for match in own)


def _names_the_end(statement: Statement, period: Period) -> bool:
    """Whether the time that a sentence names is only where a sum ends: by 2029, until 2029, what has piled up in 2029."""
    if any(name.startswith("cumulative") for name in statement.likely[:1]):
        return (period.end - period.start).days <= _A_YEAR_AT_MOST
    words = words_of(statement.language)
    ahead = [statement.folded[: match.start()] for match in _A_DATED_YEAR.finditer(statement.folded)]
    return statement.by or any(words.has("up_to_then", before) or words.has("by_then", before) for before in ahead)


def _said_by_another(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """Who gives the figure in a sentence, where a claim has it from somebody else."""
    said_by, speakers = row.o.attributed_to, statement.subject.spoken_by
    if said_by is None or not speakers:
        return None
    for speaker in speakers:
        kin = speaker == said_by or _related(speaker, said_by, vocabulary)
        if kin or fold(speaker).replace(" ", "-") == row.o.source:
            return None
    known = vocabulary.entities.get(speakers[0])
    return known.name() if known is not None else speakers[0]
