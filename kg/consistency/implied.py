"""Values that nobody states and that follow from what is stated, as findings.

An implied value is for information. Where a claim gives another value for the same thing and time, the rule is broken,
unless the claim that it rests on is itself derived in its text and was checked there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from kg.consistency.clusters import clusters_of
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.inferring import Step, infer, observed
from kg.consistency.parts import PART_KEYS
from kg.consistency.telling import origin_words, scope_slug, scope_words
from kg.consistency.values import Value, order, qualifiers_of, scope_key, stated_interval, value_of
from kg.model.base import Vocabulary
from kg.model.errors import QuantityError
from kg.model.interval import ZERO, Interval
from kg.model.observation import Cell, Observation
from kg.model.units import from_base
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words, listed
from kg.vocabulary.rules import PREVIOUS

PRICE_RATIOS: Final = ("price_ratio",)
"""Ratios of a price to that of the entity that ``base`` names."""


def find_implied(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """What the rules imply, one finding a value. ``observations`` come grouped by entity."""
    for _, group in groupby(observations, key=lambda o: o.cell.entity):
        members = observed(group)
        values = [value for o in members if (value := value_of(o)) is not None]
        for step in infer(values, vocabulary).steps:
            finding = _of_step(step, vocabulary)
            if finding:
                yield finding
        yield from _shares_of_parts(values, vocabulary)


def _id(kind: Kind, *parts: str) -> str:
    return "/".join(part for part in (kind.value, *parts) if part)


def _input_words(name: str, value: Value, vocabulary: Vocabulary) -> str:
    metric = vocabulary.metric(value.place.metric).name()
    when = f" of {value.label}" if name.startswith(PREVIOUS) or value.given is None else ""
    return f"{metric}{when} {value.words} ({value.origin})"


def _of_step(step: Step, vocabulary: Vocabulary) -> Finding | None:
    value, place = step.value, step.value.place
    entity, metric = vocabulary.entity(place.entity).name(), vocabulary.metric(place.metric).name()
    scope = scope_words(Cell("", "", place.scope, "", ""))
    from_what = listed([_input_words(name, given, vocabulary) for name, given in step.inputs.items()])
    opening = f"{entity}: {metric}{scope} for {value.label}"
    derived = any(given.given is not None and given.given.derived for given in (*step.inputs.values(), *step.rivals))
    broken = bool(step.rivals) and not derived
    severity, told = Severity.INFO, f"{opening} is implied to be {value.words} by {from_what}: {step.why}."
    if step.rivals:
        rivals = listed([f"{rival.words} ({rival.origin})" for rival in step.rivals])
        told = f"{opening} is given as {rivals}, but {from_what} ask for {value.words}: {step.why}."
    if broken:
        severity = Severity(step.severity)
        if len({v.ahead for v in (*step.inputs.values(), *step.rivals)}) > 1:
            severity = severity.at_most(Severity.WARNING)
    kind = Kind.IDENTITY if broken else Kind.IMPLIED
    involved = dict.fromkeys((*(rival.claims[0] for rival in step.rivals), *value.claims))
    label = value.label.replace("/", "-")
    return Finding(
        id=_id(
            kind, *([step.rule] if broken else []), place.entity, place.metric, scope_slug(place.scope, place.per), label
        ),
        kind=kind,
        severity=severity,
        entity=place.entity,
        metric=place.metric,
        claims=tuple(involved),
        explanation=told,
        clusters=clusters_of([rival.given for rival in step.rivals if rival.given]) if broken else (),
        rule=step.formula,
        inputs=_inputs(step),
        expected=value.words,
        holds=False if broken else None,
    )


def _inputs(step: Step) -> tuple[Input, ...]:
    named = [(name, value) for name, value in step.inputs.items() if value.given]
    named += [(step.target, rival) for rival in step.rivals]
    return tuple(Input(name, value.claims[0], value.words) for name, value in named)


def _shares_of_parts(values: Sequence[Value], vocabulary: Vocabulary) -> Iterator[Finding]:
    """What part of a whole a segment, product or region is, where both are given for one time and the share is not."""
    given: dict[object, list[Value]] = {}
    for value in sorted(values, key=order):
        if vocabulary.metric(value.place.metric).additive and value.given and value.given.kind is MetricKind.FLOW:
            given.setdefault((value.place, value.time, value.ahead), []).append(value)
    told: set[str] = set()
    for value, *_ in given.values():
        scope = qualifiers_of(value.place.scope)
        for key in PART_KEYS:
            if key not in scope:
                continue
            around = scope_key({k: v for k, v in scope.items() if k != key})
            place = type(value.place)(value.place.entity, value.place.metric, around, value.place.per)
            wholes = given.get((place, value.time, value.ahead), [])
            # A source tells parts of its own whole, whatever others make of it.
            whole = next((w for w in wholes if w.sources & value.sources), wholes[0] if wholes else None)
            finding = _share(value, whole, vocabulary) if whole else None
            if finding and finding.id not in told:
                told.add(finding.id)
                yield finding


def _share(part: Value, whole: Value, vocabulary: Vocabulary) -> Finding | None:
    assert part.given is not None
    assert whole.given is not None
    if part.dimension != whole.dimension or whole.stated.contains(ZERO) or part.narrow.low > whole.narrow.high:
        return None
    share = from_base(part.stated / whole.stated, "%")
    words = interval_words(share, "%")
    entity, metric = vocabulary.entity(part.place.entity).name(), vocabulary.metric(part.place.metric).name()
    scope = scope_words(part.given.cell)
    return Finding(
        id=_id(
            Kind.IMPLIED,
            "share",
            part.place.entity,
            part.place.metric,
            scope_slug(part.place.scope, part.place.per),
            part.label,
        ),
        kind=Kind.IMPLIED,
        severity=Severity.INFO,
        entity=part.place.entity,
        metric=part.place.metric,
        claims=(part.given.claim, whole.given.claim),
        explanation=(
            f"{entity}: {metric}{scope} of {part.words} for {part.label} ({part.origin}) is {words} of the whole, "
            f"{whole.words} ({whole.origin})."
        ),
        rule="part / whole",
        inputs=(Input("part", part.given.claim, part.words), Input("whole", whole.given.claim, whole.words)),
        expected=words,
    )


def find_implied_prices(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Prices of what a price ratio is told against: at a price of 0.12 that is 1/18 of another, the other is 2.16."""
    members = observed(observations)
    prices = [o for o in members if o.kind is MetricKind.PRICE and o.cell.dimension.startswith("money:")]
    for ratio in sorted((o for o in members if o.metric in PRICE_RATIOS), key=lambda o: (o.cell.entity, o.source, o.claim)):
        other = qualifiers_of(ratio.cell.qualifiers).get("base", "")
        if other not in vocabulary.entities:
            continue
        for own in _distinct_prices(o for o in prices if o.cell.entity == ratio.cell.entity and _same_time(o, ratio)):
            known = [
                o
                for o in prices
                if o.cell.entity == other
                and o.cell.metric == own.cell.metric
                and o.cell.per == own.cell.per
                and _same_time(o, own)
            ]
            if not known:
                finding = _price(ratio, own, other, vocabulary)
                if finding:
                    yield finding


def _same_time(one: Observation, other: Observation) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _distinct_prices(prices: Iterable[Observation]) -> list[Observation]:
    kept: dict[object, Observation] = {}
    for o in sorted(prices, key=lambda o: (o.cell.metric, o.narrow.low, o.source, o.claim)):
        kept.setdefault((o.cell, o.narrow), o)
    return list(kept.values())


def _price(ratio: Observation, own: Observation, other: str, vocabulary: Vocabulary) -> Finding | None:
    try:
        implied: Interval = stated_interval(own) / stated_interval(ratio)
    except QuantityError:
        return None
    words = interval_words(from_base(implied, own.unit), own.unit)
    metric = vocabulary.metric(own.cell.metric).name()
    per = f" per {own.cell.per}" if own.cell.per else ""
    when = f" for {own.label}" if own.label else ""
    names = {entity: vocabulary.entity(entity).name() for entity in (other, own.cell.entity)}
    return Finding(
        id=_id(Kind.IMPLIED, other, own.cell.metric, own.label or ""),
        kind=Kind.IMPLIED,
        severity=Severity.INFO,
        entity=other,
        metric=own.cell.metric,
        claims=(ratio.claim, own.claim),
        explanation=(
            f"{names[other]}: {metric}{when} is implied to be {words}{per} by that of {names[own.cell.entity]}, {own.words} "
            f"({origin_words(own)}), which is said to be {ratio.words} of it, if {metric} is meant."
        ),
        rule="price / ratio",
        inputs=(Input("price", own.claim, own.words), Input("ratio", ratio.claim, ratio.words)),
        expected=words,
    )
