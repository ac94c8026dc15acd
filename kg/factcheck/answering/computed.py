"""Multiples and shares that no claim states, computed from claims that do: of two metrics, two entities, two times, part and whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.changing import between_times, of_times, way_told_there
from kg.factcheck.answering.computed_numbers import is_just_that, is_near_middle, middle, rounds_to
from kg.factcheck.answering.holding import Outcome, compare
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import Quotient, newest, values_of
from kg.factcheck.hearing.measures import PERCENT, dimension_of
from kg.factcheck.hearing.statement import Bound, Shape, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, Relation, Verdict
from kg.factcheck.wording.words import words_of
from kg.model.base import Vocabulary
from kg.model.interval import Interval
from kg.model.units import unit
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words

_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Computed:
    """The verdict of computed values."""

    verdict: Verdict
    why: str
    evidence: tuple[Evidence, ...]


def computed_verdict(
    statement: Statement,
    bounds: tuple[Bound, Bound],
    rows: Sequence[Row],
    vocabulary: Vocabulary,
    as_of: date,
    about_share: Decimal,
) -> Computed | None:
    """The verdict of what the claims of some rows yield together; None where nothing can be computed.

    ``bounds`` are what the sentence says, and what it says turned to a ratio of prices: a change of one thing is as it is said.
    """
    if statement.difference and (dimension_of(statement.unit) not in ("share", "date") or statement.unit == "pp"):
        found = next(
            filter(None, (_alike(each, statement) for each in _differences(statement, rows, vocabulary, as_of))), []
        )
        values = [(each, value) for each in found[:_MOST] if (value := each.value()) is not None]
        said = bounds[0]
        if statement.unit == "pp":  # points of rates, which are parts of one
            said = replace(said, low=said.low / 100, high=said.high / 100)
        return _settled(said, values, about_share, statement) if values else None
    if dimension_of(statement.unit) != "share" and not statement.ratio_of_money:
        return None
    kinds = [_of_part, _of_metrics, _of_entities, of_times]
    if len({*statement.subject.entities, *statement.subject.others}) > 1:
        kinds.sort(key=lambda kind: kind is not _of_entities)
    if way_told_there(statement) is not None:
        kinds.sort(key=lambda kind: kind is not of_times)
    for quotients in kinds:
        found = list(quotients(statement, rows, vocabulary, as_of))[:_MOST]
        apart = _apart(statement) if quotients is _of_entities else None
        if apart is not None:
            found = [replace(each, change=apart == "more", below=apart == "less") for each in found]
        values = [(quotient, value) for quotient in found if (value := quotient.value()) is not None]
        if values:
            said = bounds[0 if quotients is of_times or apart is not None else 1]
            if quotients is _of_entities and bounds[0] == bounds[1] and _is_so_many_times_less(said, statement):
                said = said.inverse()
            turning = quotients is not of_times and apart is None
            return _settled(said, values, about_share, statement, turning=turning)
    return None


def _is_so_many_times_less(said: Bound, statement: Statement) -> bool:
    """Whether a ratio is told as so many times less than another, of which it is one divided by that."""
    return statement.unit == "x" and said.low > 1 and words_of(statement.language).has("times_less", statement.behind)


def _differences(
    statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date
) -> Iterator[Iterator[Quotient]]:
    """What a difference may be between, the likeliest first: two things, two metrics of one, two times."""
    yield _between_entities(statement, rows, vocabulary, as_of)
    words, behind = words_of(statement.language), statement.behind
    if words.has("exceeded_by", statement.before) or words.has("more_of_than_of", behind):
        yield _between_metrics(statement, rows, vocabulary, as_of)
    else:
        yield between_times(statement, rows, vocabulary, as_of)


def _alike(pairs: Iterator[Quotient], statement: Statement) -> list[Quotient]:
    """The differences that are in a statement's unit: points are of percents, dollars are no euros."""
    if statement.unit == "pp":
        return [pair for pair in pairs if pair.over.o.unit in PERCENT and pair.under.o.unit in PERCENT]
    dimension = unit(statement.unit).dimension
    return [pair for pair in pairs if pair.over.o.cell.dimension == pair.under.o.cell.dimension == dimension]


def _between_metrics(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """By how much one metric of a thing is above another: deaths exceeded births by 6,000."""
    own = [row for row in rows if row.o.cell.entity in statement.subject.entities[:1]]
    present = {row.o.metric for row in own}
    heard = [metric for metric in dict.fromkeys(statement.heard) if metric in present]
    values = [found for metric in heard if (found := values_of(statement, own, metric, vocabulary, as_of))]
    if len(values) >= 2:
        behind = statement.behind
        told = words_of(statement.language).patterns["more_of_than_of"].match(behind)
        over, under = (values[1], values[0]) if told is not None and told["less"] else (values[0], values[1])
        yield from (replace(pair, less=True) for pair in _together(over, under))


def _apart(statement: Statement) -> str | None:
    """Whether a share tells by how much one thing is above or below another: 50 % dearer than, a third less than."""
    if statement.unit != "%" and (statement.bound.high >= 1 or statement.turned is not None):
        return None
    words = words_of(statement.language)
    after = statement.behind
    return "more" if words.has("share_more", after) else "less" if words.has("share_less", after) else None


def _settled(
    bound: Bound,
    values: Sequence[tuple[Quotient, Interval]],
    about_share: Decimal,
    statement: Statement,
    *,
    turning: bool = False,
) -> Computed:
    """The verdict of some values; where ``turning``, another that fits turned round refutes nothing: it is not told which is which."""
    evidence: list[Evidence] = []
    outcomes: list[Outcome] = []
    for quotient, value in values:
        outcome = compare(bound, value, middle(value), about_share).outcome
        if outcome is Outcome.NEAR and rounds_to(value, bound, statement):
            outcome = Outcome.FITS
        elif outcome is Outcome.FITS and is_just_that(value, bound, statement):
            outcome = Outcome.NEAR
        elif outcome is Outcome.FITS and bound.shape is Shape.IS and not is_near_middle(value, bound, about_share):
            outcome = Outcome.OPEN  # only what the claims may be rounded from yields it
        outcomes.append(outcome)
        relation = {Outcome.FITS: Relation.SUPPORTS, Outcome.NEAR: Relation.NEAR, Outcome.OPEN: Relation.COMPATIBLE}.get(
            outcome, Relation.CONTRADICTS
        )
        scaled = value * Interval.point(Decimal(100)) if statement.unit in ("%", "pp") else value
        shown = interval_words(scaled, statement.unit)
        over = quotient.over
        evidence.append(
            Evidence(
                f"{over.row.id} {'-' if quotient.less else '/'} {quotient.under.row.id}",
                relation,
                f"computed: {quotient.words()} yields {shown}",
                shown,
                over.o.label,
                over.o.source,
                over.o.metric,
                "computed",
                (over.row.id, quotient.under.row.id),
            )
        )
    if Outcome.FITS in outcomes:
        times = {told.date for told, outcome in zip(evidence, outcomes, strict=True) if outcome is Outcome.FITS}
        if any(told.relation is Relation.CONTRADICTS and told.date in times for told in evidence):
            return Computed(
                Verdict.DISPUTED, "claims yield it together, and others of the same time another value", tuple(evidence)
            )
        return Computed(Verdict.SUPPORTED, "claims yield it together", tuple(evidence))
    if Outcome.NEAR in outcomes:
        return Computed(Verdict.IMPRECISE, "off by no more than a tenth of what claims yield together", tuple(evidence))
    if Outcome.OPEN in outcomes:
        return Computed(
            Verdict.UNVERIFIABLE, "what claims yield together neither bears it out nor excludes it", tuple(evidence)
        )
    told = words_of(statement.language).has("told_way", statement.folded[statement.place :])
    if (
        turning
        and not told
        and statement.unit == "x"
        and any(_fits_turned(bound, value, about_share) for _, value in values)
    ):
        return Computed(Verdict.UNVERIFIABLE, "claims yield one divided by it together", tuple(evidence))
    return Computed(Verdict.REFUTED, "claims yield another value together", tuple(evidence))


def _fits_turned(bound: Bound, value: Interval, about_share: Decimal) -> bool:
    """Whether one divided by what claims yield fits, so that the terms of a sentence may be the other way round."""
    if not value.is_bounded or value.low <= 0 or bound.shape is Shape.IS_NOT:
        return False
    turned = Interval(1 / value.high, 1 / value.low)
    return compare(bound, turned, middle(turned), about_share).outcome is Outcome.FITS


def _together(over: Sequence[Candidate], under: Sequence[Candidate]) -> list[Quotient]:
    """Pairs of one time, unit and denominator, the newest first; a forecast goes with a forecast."""
    pairs = [
        Quotient(a, b)
        for a, b in product(over, under)
        if (a.o.cell.dimension, a.o.cell.per) == (b.o.cell.dimension, b.o.cell.per)
        and (a.start, a.end) == (b.start, b.end)
        and a.row.id != b.row.id
    ]
    newest = max((pair.over.end or date.min for pair in pairs), default=date.min)
    return [pair for pair in pairs if (pair.over.end or date.min) == newest]


def _of_metrics(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """Two metrics of one thing: spent twice as much as it earned; output costs four times as much as input."""
    if words_of(statement.language).has("rivals", statement.around):
        return  # what others have is no metric of its own
    first = statement.subject.entities[:1]
    own = [row for row in rows if row.o.cell.entity in first]
    present = {row.o.metric for row in own}
    heard = [metric for metric in statement.heard if metric in present]
    known = [metric for metric in dict.fromkeys(heard) if values_of(statement, own, metric, vocabulary, as_of)]
    if len(known) < 2:
        within = [metric for metric in statement.covered if metric in present and metric not in known]
        known += [metric for metric in within if values_of(statement, own, metric, vocabulary, as_of)]
    if len(known) < 2:
        return
    over, under = known[0], known[1]
    if _is_whole(over, statement, vocabulary) and not _is_whole(under, statement, vocabulary):
        over, under = under, over
    yield from _together(
        values_of(statement, own, over, vocabulary, as_of), values_of(statement, own, under, vocabulary, as_of)
    )


def _is_whole(metric: str, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a metric is what a sentence tells a part of: a quarter of its revenue, the share of exports in revenue."""
    words = words_of(statement.language)
    behind = words.patterns["share_of_it"].match(statement.behind)
    beside = words.patterns["share_of_in"].search(statement.folded)
    whole = behind["whole"] if behind is not None else beside["whole"] if beside is not None else ""
    told = set(stems_in(whole))
    phrases = (*vocabulary.metric(metric).label.values(), *(p for p, named in words.phrases if metric in named))
    return any(parts and told.issuperset(parts) for parts in map(stems_in, phrases))


def _of_entities(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """One metric of two things: worth twice as much as the other."""
    named = [*statement.subject.entities, *statement.subject.others]
    if len(named) < 2:
        return
    ordered = sorted(dict.fromkeys(named), key=lambda entity: _place(entity, statement, vocabulary))
    subject = statement.subject.entities[0]
    other = next((entity for entity in ordered if entity != subject), None)
    if other is None:
        return
    if _is_complement(subject, statement, vocabulary):
        subject, other = other, subject
    for metric in _compared(statement, rows):
        over = newest([c for c in values_of(statement, rows, metric, vocabulary, as_of) if c.o.cell.entity == subject])
        beside = replace(statement, period=statement.other_period) if statement.other_period else statement
        under = newest([c for c in values_of(beside, rows, metric, vocabulary, as_of) if c.o.cell.entity == other])
        for a, b in product(over, under):
            if (a.o.cell.dimension, a.o.cell.per) == (b.o.cell.dimension, b.o.cell.per):
                yield Quotient(a, b)


def _is_complement(entity: str, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a name stands behind a figure as what another is compared with: 3 euros more than the other."""
    place = _place(entity, statement, vocabulary)
    if not statement.place_end <= place < len(statement.folded):
        return False
    return words_of(statement.language).has("complement_ahead", statement.folded[statement.place_end : place])


def _between_entities(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """By how much the metric of one thing is above or below that of another: 153 dollars more than the other."""
    words = words_of(statement.language)
    below = words.has("less_by", statement.folded[statement.place_end :])
    told = words.patterns["exceeded_by"].search(statement.before)
    for pair in _of_entities(statement, rows, vocabulary, as_of):
        down = below
        if words.has("lies_between", statement.behind):
            down = pair.over.value.high < pair.under.value.low  # which way round, it does not say
        elif told is not None:
            # The one led the other by so much: whose name the verb goes with is the lesser.
            place = _place(pair.over.o.cell.entity, statement, vocabulary)
            down = (told.start() <= place < told.end()) is (told["below"] is None)
        yield Quotient(pair.under, pair.over, less=True) if down else replace(pair, less=True)


def _compared(statement: Statement, rows: Sequence[Row]) -> list[str]:
    """The metrics that a comparison may be of: those heard; where only prices are, every price the rows have."""
    present = list(dict.fromkeys(row.o.metric for row in rows))
    heard = [metric for metric in dict.fromkeys(statement.heard) if metric in present]
    if heard:
        return heard
    if any(metric.startswith("price") for metric in statement.likely):
        return [row.o.metric for row in rows if row.o.kind is MetricKind.PRICE][:1] and sorted(
            {row.o.metric for row in rows if row.o.kind is MetricKind.PRICE}
        )
    return []


def _place(entity: str, statement: Statement, vocabulary: Vocabulary) -> int:
    names = [name.lower() for name in (*vocabulary.entity(entity).label.values(), entity)]
    places = [place for name in names if (place := statement.folded.find(name)) >= 0]
    return min(places, default=len(statement.folded))


def _of_part(statement: Statement, rows: Sequence[Row], vocabulary: Vocabulary, as_of: date) -> Iterator[Quotient]:
    """A part of a thing's metric and the whole: a segment's share of revenue."""
    if not words_of(statement.language).has("share_of", statement.folded):
        return
    first = statement.subject.entities[:1]
    own = [row for row in rows if row.o.cell.entity in first]
    for metric in [metric for metric in dict.fromkeys(statement.heard) if metric in {row.o.metric for row in own}]:
        values = values_of(statement, own, metric, vocabulary, as_of)
        parts = [c for c in values if c.scope >= 0.9]
        wholes = [c for c in values if not c.row.qualifiers]
        yield from _together(parts, wholes)
