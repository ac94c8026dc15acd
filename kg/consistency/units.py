"""One thing in several units: currencies, months and years, percent and points, run rates and years.

Cells keep these apart, since no arithmetic leads from one to the other without something more: a rate of exchange, which
is the European Central Bank's of the days that the claims hold for and is named, or a number of months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations, groupby
from typing import Final

from kg.consistency.clusters import clusters_of, hedged
from kg.consistency.finding import Cluster, Finding, Kind, Severity
from kg.consistency.telling import origin_words, scope_slug, scope_words
from kg.model.base import Vocabulary
from kg.model.errors import PeriodError
from kg.model.interval import Interval
from kg.model.money import Rate, rate_of
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.units import from_base
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words, listed, short_number

MONEY: Final = "money:"
A_YEAR: Final[Mapping[str, Decimal]] = {
    "day": Decimal("365.25"),
    "week": Decimal("365.25") / 7,
    "month": Decimal(12),
    "quarter": Decimal(4),
    "year": Decimal(1),
}
"""How often each denominator of time comes in a year."""
RUN_RATES: Final[Mapping[str, str]] = {"annualized_revenue": "revenue"}
"""Metrics that multiply a recent month to a year, and what they are taken for."""
_KINDS_OF_THINGS: Final = ("industry", "concept")
_MOST: Final = 40
Time = tuple[date | None, date | None]
Times = Callable[[Observation, Observation], bool]


def find_units(
    observations: Iterable[Observation], vocabulary: Vocabulary, published: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """What is given in several units of one entity. ``observations`` come grouped by entity.

    ``published`` gives the dates of sources (EDTF), at which undated amounts are converted.
    """
    days = published or {}
    for _, group in groupby(observations, key=lambda o: o.cell.entity):
        asserted = [o for o in group if o.is_asserted and o.review != "rejected"]
        for members in _by(asserted, lambda o: (o.cell.metric, o.cell.qualifiers, o.cell.per)):
            yield from _currencies(members, vocabulary, days)
            yield from _points(members, vocabulary)
        for members in _by(asserted, lambda o: (o.cell.metric, o.cell.qualifiers, o.cell.dimension)):
            yield from _denominators(members, vocabulary)
        for members in _by(asserted, lambda o: (o.cell.qualifiers, o.cell.per, o.cell.dimension)):
            yield from _run_rates(members, vocabulary)


def find_price_twins(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Prices of one source with the same number in two currencies, of what reads as the same thing."""
    prices = [o for o in observations if o.kind is MetricKind.PRICE and o.cell.dimension.startswith(MONEY)]
    prices = [o for o in prices if o.is_asserted and o.review != "rejected" and any(c in "123456789" for c in o.value)]
    for group in _by(prices, lambda o: (o.source, o.cell.metric, o.value, o.cell.per)):
        for one, other in combinations(_distinct(group), 2):
            same_cell = (one.cell.entity, one.cell.qualifiers) == (other.cell.entity, other.cell.qualifiers)
            if one.unit != other.unit and not same_cell and _reads_alike(one, other, vocabulary):
                yield _twins(one, other, vocabulary)
                break


def _by(observations: Iterable[Observation], key: Callable[[Observation], tuple[str, ...]]) -> list[list[Observation]]:
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for o in observations:
        groups.setdefault(key(o), []).append(o)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _distinct(group: Iterable[Observation]) -> list[Observation]:
    """One observation a value, unit, entity, scope and time, in an order that ids do not change; at most so many."""
    kept: dict[object, Observation] = {}
    for o in sorted(group, key=lambda o: (o.unit, o.narrow.low, o.narrow.high, o.start or date.min, o.source, o.claim)):
        kept.setdefault((o.cell, o.narrow, o.start, o.end, o.source), o)
    return list(kept.values())[:_MOST]


def _opening(o: Observation, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.entity(o.cell.entity).name()}: {vocabulary.metric(o.cell.metric).name()}{scope_words(o.cell)}"


def _finding(
    what: str,
    severity: Severity,
    involved: Sequence[Observation],
    explanation: str,
    clusters: tuple[Cluster, ...] = (),
    when: str | None = None,
) -> Finding:
    first = involved[0]
    slug = scope_slug(first.cell.qualifiers, first.cell.per)
    parts = (Kind.UNIT.value, what, first.cell.entity, first.cell.metric, slug, when)
    return Finding(
        id="/".join(part for part in parts if part),
        kind=Kind.UNIT,
        severity=severity,
        entity=first.cell.entity,
        metric=first.cell.metric,
        claims=tuple(o.claim for o in involved),
        explanation=explanation,
        clusters=clusters,
    )


def _one_time(one: Observation, other: Observation) -> bool:
    return (one.start, one.end) == (other.start, other.end) and (one.start is not None or one.source == other.source)


def _severity(involved: Sequence[Observation], *, disagree: bool) -> Severity:
    """A disagreement counts between values of one time and of one standing; otherwise there may be a reason for it."""
    first = involved[0]
    alike = all(_one_time(first, o) and first.looks_ahead is o.looks_ahead for o in involved)
    return Severity.WARNING if disagree and alike else Severity.INFO


# Currencies


@dataclass(frozen=True, slots=True)
class _Converted:
    """A claim in the currency of the comparison, with the rate that led there (None: its own currency)."""

    given: Observation
    rate: Rate | None
    observation: Observation


def _currencies(members: Sequence[Observation], vocabulary: Vocabulary, published: Mapping[str, str]) -> Iterator[Finding]:
    members = [o for o in members if o.cell.dimension.startswith(MONEY)]
    if len({o.unit for o in members}) < 2:
        return
    counts = Counter(o.unit for o in members)
    target = min(counts, key=lambda unit: (-counts[unit], unit))
    buckets: dict[Time, list[Observation]] = {}
    for o in sorted(members, key=lambda o: (o.start or date.min, o.end or date.min, o.source, o.claim)):
        buckets.setdefault((o.start, o.end), []).append(o)
    undated = buckets.pop((None, None), [])
    if members[0].kind.holds_at_a_moment and buckets:
        buckets = {time: [*bucket, *undated] for time, bucket in buckets.items()}
    elif undated:
        buckets[None, None] = undated
    for time, bucket in buckets.items():
        distinct = _distinct(bucket)
        if len({o.unit for o in distinct}) > 1:
            yield _converted_finding(distinct, target, time, vocabulary, published)


def _when(o: Observation, time: Time, published: Mapping[str, str]) -> tuple[date, date] | None:
    """The days to convert at: the claim's own, those of what it is compared with, or the source's publication."""
    for start, end in ((o.start, o.end), time):
        if start is not None and end is not None:
            return start, end
    try:
        period = Period.parse(published[o.source])
    except (KeyError, PeriodError):
        return None
    return period.start, period.end


def _convert(o: Observation, target: str, time: Time, published: Mapping[str, str]) -> _Converted | None:
    if o.unit == target:
        return _Converted(o, None, o)
    days = _when(o, time, published)
    rate = rate_of(o.unit, target, *days) if days else None
    if rate is None:
        return None
    cell = replace(o.cell, dimension=f"{MONEY}{target}")
    there = replace(o, narrow=rate.convert(o.narrow), wide=rate.convert(o.wide), unit=target, cell=cell)
    return _Converted(o, rate, there)


def _converted_finding(
    bucket: Sequence[Observation], target: str, time: Time, vocabulary: Vocabulary, published: Mapping[str, str]
) -> Finding:
    label = next((o.label for o in bucket if (o.start, o.end) == time and o.label), None)
    when = f" for {label}" if label else ""
    given = listed([f"{o.words} ({origin_words(o)})" for o in bucket])
    opening = f"{_opening(bucket[0], vocabulary)}{when} is given as {given}"
    converted = [made for o in bucket if (made := _convert(o, target, time, published)) is not None]
    if len({made.given.unit for made in converted}) < 2:
        lacking = listed(sorted({o.unit for o in bucket} - {target}))
        told = (
            f"{opening}; there is no reference rate of the ECB from {lacking} to {target} for it, so they are not compared."
        )
        return _finding("currency", Severity.INFO, bucket, told, when=label)
    pairs = [(a, b) for a, b in combinations(converted, 2) if a.given.unit != b.given.unit]
    apart = any(not a.observation.wide.meets(b.observation.wide) for a, b in pairs)
    in_target = listed(
        [
            f"{made.given.words} {'are' if made.given.value != '1' else 'is'} "
            f"{interval_words(made.observation.narrow, target)} at {made.rate.words}"
            for made in converted
            if made.rate
        ]
    )
    verdict = "they disagree" if apart else "they agree"
    return _finding(
        "currency",
        _severity([made.given for made in converted], disagree=apart),
        bucket,
        f"{opening}; {in_target}: {verdict}.",
        clusters_of([made.observation for made in converted]),
        label,
    )


def _reads_alike(one: Observation, other: Observation, vocabulary: Vocabulary) -> bool:
    """Whether two things may be the same to a reader: one is part of the other, or a kind of thing rather than a thing."""
    a, b = one.cell.entity, other.cell.entity
    if a == b or a in vocabulary.lineage(b) or b in vocabulary.lineage(a):
        return True
    known = [vocabulary.entity(entity) for entity in (a, b)]
    return any(entity.type in _KINDS_OF_THINGS and not entity.proposed for entity in known)


def _twins(one: Observation, other: Observation, vocabulary: Vocabulary) -> Finding:
    told = [f"{o.words} for {vocabulary.entity(o.cell.entity).name()}{scope_words(o.cell)}" for o in (one, other)]
    metric = vocabulary.metric(one.cell.metric).name()
    finding = _finding(
        "same-number",
        Severity.WARNING if one.cell.entity == other.cell.entity else Severity.INFO,
        (one, other),
        f"{one.source} gives the {metric} as {listed(told)}: the same number in two currencies, as if they were one.",
        clusters_of((one,)) + clusters_of((other,)),
    )
    return replace(finding, id=f"{finding.id}/{one.source}/{one.value.replace('/', '-')}")


# Percent and points, months and years, run rates


def _points(members: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    points = [o for o in members if o.cell.dimension == "percentage point"]
    shares = [o for o in members if o.cell.dimension == "ratio" and o.unit == "%"]
    told_of: set[str | None] = set()
    for one in _distinct(points):
        for other in _distinct(shares):
            if one.label not in told_of and one.value == other.value and _one_time(one, other):
                told_of.add(one.label)
                told = (
                    f"{_opening(one, vocabulary)} is given as {one.words.replace('pp', 'percentage points')} ({origin_words(one)}) "
                    f"and as {other.words} ({origin_words(other)}): percent of what there was are not points of a share."
                )
                clusters = clusters_of((one,)) + clusters_of((other,))
                yield _finding("points", Severity.WARNING, (one, other), told, clusters, one.label)


def _denominators(members: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    members = _distinct(o for o in members if o.cell.per in A_YEAR)
    # Of each two denominators one finding a time, of a disagreement if there is one.
    told: dict[tuple[frozenset[str], str | None], tuple[bool, Finding]] = {}
    for one, other in combinations(members, 2):
        pair = one.cell.per, other.cell.per
        same_time = (one.start, one.end) == (other.start, other.end)
        either = one.kind.holds_at_a_moment and None in (one.start, other.start)
        label = one.label or other.label
        place = frozenset(pair), label
        if len(place[0]) < 2 or not (same_time or either) or (place in told and told[place][0]):
            continue
        # That a year has twelve months is exact, so rounding alone may tell them apart; that it has so many weeks is not.
        wide = not {"month", "quarter", "year"} >= set(pair)
        years = [_a_year(o, wide=wide) for o in (one, other)]
        apart = not years[0].meets(years[1])
        shorter, longer = sorted((one, other), key=lambda o: -A_YEAR[o.cell.per])
        times = Interval.point(A_YEAR[shorter.cell.per]) / Interval.point(A_YEAR[longer.cell.per])
        scaled = from_base(shorter.narrow, shorter.unit) * times
        yields = f"{interval_words(scaled, shorter.unit)} per {longer.cell.per}"
        verdict = "they disagree" if apart else "they agree"
        words = (
            f"{_opening(one, vocabulary)} is given as {shorter.words} ({origin_words(shorter)}) and {longer.words} "
            f"({origin_words(longer)}); times {short_number(times.low, 6)} the first is {yields}: {verdict}."
        )
        clusters = clusters_of((shorter,)) + clusters_of((longer,)) if apart else ()
        if place in told and not apart:
            continue
        severity = _severity((one, other), disagree=apart)
        what = f"per-{shorter.cell.per}-{longer.cell.per}"
        told[place] = apart, _finding(what, severity, (shorter, longer), words, clusters, label)
    yield from (finding for _, finding in told.values())


def _a_year(o: Observation, *, wide: bool) -> Interval:
    return (o.wide if wide else hedged(o).narrow) * Interval.point(A_YEAR[o.cell.per])


def _run_rates(members: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    for rate in _distinct(o for o in members if o.metric in RUN_RATES and o.start):
        for year in _distinct(o for o in members if o.metric == RUN_RATES[rate.metric] and o.start and o.end):
            assert rate.start is not None
            assert year.start is not None
            assert year.end is not None
            a_year = 360 <= (year.end - year.start).days <= 371
            if a_year and year.start <= rate.start <= year.end and not rate.narrow.meets(year.narrow):
                told = (
                    f"{_opening(rate, vocabulary)} is {rate.words} ({origin_words(rate)}), the {vocabulary.metric(year.metric).name()} "
                    f"of the year {year.words} ({origin_words(year)}): a run rate is a recent month times twelve, not a year's sum."
                )
                yield _finding("run-rate", Severity.INFO, (rate, year), told, when=rate.label)
                break
