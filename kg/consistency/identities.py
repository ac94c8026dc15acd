"""Rules of the vocabulary held against the base: identities and bounds between metrics of one entity, scope and time.

A metric may be given several times; a rule is broken when no choice among the values given satisfies it, and strained
(a warning) when only some do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice, product
from math import prod
from typing import Final

from kg.consistency.clusters import clusters_of, hedged
from kg.consistency.derivations import amount, formula_in_words
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.telling import origin_words, scope_slug, scope_words
from kg.model.base import Vocabulary
from kg.model.errors import FormulaError, QuantityError
from kg.model.formula import Amount, evaluate
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.units import from_base
from kg.model.vocabulary import Rule
from kg.model.wording import interval_words, listed
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

_MOST_CHOICES: Final = 256
Time = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One value for each metric of a rule, and what the rule makes of them."""

    inputs: Mapping[str, Observation]
    fits_narrow: bool
    fits_wide: bool


def check_identities(
    observations: Iterable[Observation], vocabulary: Vocabulary, rules: Sequence[Rule] | None = None
) -> Iterator[Finding]:
    """One finding a rule, entity, scope and time that does not keep it. ``observations`` come grouped by entity."""
    parsed = [(rule, parse_rule(rule.rule)) for rule in (vocabulary.rules if rules is None else rules)]
    for _, group in groupby(observations, key=lambda o: o.cell.entity):
        scopes: dict[tuple[str, str], list[Observation]] = {}
        for o in group:
            if o.is_asserted and o.review != "rejected" and o.start and o.end:
                scopes.setdefault((o.cell.qualifiers, o.cell.per), []).append(hedged(o))
        for _, members in sorted(scopes.items()):
            yield from _of_scope(members, parsed, vocabulary)


def _of_scope(
    members: Sequence[Observation], rules: Sequence[tuple[Rule, ParsedRule]], vocabulary: Vocabulary
) -> Iterator[Finding]:
    by_metric: dict[str, dict[Time, list[Observation]]] = {}
    for o in members:
        assert o.start is not None
        assert o.end is not None
        by_metric.setdefault(o.metric, {}).setdefault((o.start, o.end), []).append(o)
    for rule, parsed in rules:
        if any(name.removeprefix(PREVIOUS) not in by_metric for name in parsed.names):
            continue
        times = by_metric[next(name for name in parsed.names).removeprefix(PREVIOUS)]
        anchor = next((name for name in parsed.names if not name.startswith(PREVIOUS)), None)
        for time in sorted(by_metric[anchor] if anchor else times):
            given = [_given(name, time, by_metric) for name in parsed.names]
            if all(given):
                finding = _hold(rule, parsed, dict(zip(parsed.names, given, strict=True)), vocabulary)
                if finding:
                    yield finding


def _given(name: str, time: Time, by_metric: Mapping[str, Mapping[Time, list[Observation]]]) -> list[Observation]:
    """The values of a metric at a time (or one period earlier), each once."""
    if name.startswith(PREVIOUS):
        earlier = Period("", *time).previous()
        time = (earlier.start, earlier.end)
    distinct: dict[object, Observation] = {}
    for o in sorted(by_metric[name.removeprefix(PREVIOUS)].get(time, []), key=lambda o: o.claim):
        distinct.setdefault((o.narrow, o.wide), o)
    return list(distinct.values())


def _hold(
    rule: Rule, parsed: ParsedRule, given: Mapping[str, Sequence[Observation]], vocabulary: Vocabulary
) -> Finding | None:
    choices = []
    tried_all = prod(len(values) for values in given.values()) <= _MOST_CHOICES
    for chosen in islice(product(*given.values()), _MOST_CHOICES):
        inputs = dict(zip(given, chosen, strict=True))
        try:
            choices.append(_Choice(inputs, *(_fits(parsed, inputs, wide=wide) for wide in (False, True))))
        except (FormulaError, QuantityError):
            continue  # other currencies, or a divisor that may be zero: nothing can be said
    broken = [choice for choice in choices if not choice.fits_narrow]
    if not broken:
        return None
    strained = len(broken) < len(choices)
    severity = Severity(rule.severity)
    if strained or not tried_all or all(choice.fits_wide for choice in broken):
        severity = severity.at_most(Severity.WARNING)
    worst = next((choice for choice in broken if not choice.fits_wide), broken[0])
    if len({o.looks_ahead for o in worst.inputs.values()}) > 1:
        severity = severity.at_most(Severity.WARNING)  # an outcome need not keep a rule with a forecast
    kept = [choice for choice in choices if choice.fits_narrow]
    cleared = {o.claim for choice in kept for o in choice.inputs.values()}
    suspects = {o.claim: None for choice in broken for o in choice.inputs.values() if kept and o.claim not in cleared}
    return _finding(rule, parsed, worst, kept, tuple(suspects), severity, vocabulary)


def _fits(parsed: ParsedRule, inputs: Mapping[str, Observation], *, wide: bool) -> bool:
    left, right = _sides(parsed, inputs, wide=wide)
    if parsed.operator == "==":
        return left.interval.meets(right.interval)
    if parsed.operator == "<=":
        return left.interval.low <= right.interval.high
    return left.interval.high >= right.interval.low


def _sides(parsed: ParsedRule, inputs: Mapping[str, Observation], *, wide: bool) -> tuple[Amount, Amount]:
    amounts = {name: amount(o, wide=wide) for name, o in inputs.items()}
    left, right = evaluate(parsed.left, amounts), evaluate(parsed.right, amounts)
    kinds = {side.dimension if side.dimension != "ratio" else "" for side in (left, right)}
    if len(kinds) > 1:
        raise FormulaError(f"the sides of the rule differ in dimension: {left.dimension} and {right.dimension}")
    return left, right


def _finding(
    rule: Rule,
    parsed: ParsedRule,
    worst: _Choice,
    kept: Sequence[_Choice],
    suspects: Sequence[str],
    severity: Severity,
    vocabulary: Vocabulary,
) -> Finding:
    inputs = worst.inputs
    lead = next(iter(inputs.values()))
    values = {name: o.words for name, o in inputs.items()}
    _, right = _sides(parsed, inputs, wide=False)
    alike = (lead.cell.dimension, "") if lead.cell.dimension == "ratio" else (lead.cell.dimension,)
    unit = lead.unit if right.dimension in alike else None
    yields = interval_words(from_base(right.interval, unit) if unit else right.interval, unit or "count")
    told = (
        f"{formula_in_words(parsed.left, values)} {parsed.operator} {formula_in_words(parsed.right, values)}"
        f" does not hold: the right side is {yields}"
    )
    origins = listed(
        [f"{name.removeprefix(PREVIOUS).replace('_', ' ')} from {origin_words(o)}" for name, o in inputs.items()]
    )
    when = f" for {lead.label}" if lead.label else ""
    name = vocabulary.entity(lead.cell.entity).name()
    label = rule.label.get("en") or rule.rule
    others = f"; it holds with {listed([o.claim for o in kept[0].inputs.values()])}" if kept else ""
    slug = scope_slug(lead.cell.qualifiers, lead.cell.per)
    return Finding(
        id="/".join(part for part in (Kind.IDENTITY.value, rule.id, lead.cell.entity, slug, lead.label) if part),
        kind=Kind.IDENTITY,
        severity=severity,
        entity=lead.cell.entity,
        metric=lead.metric,
        claims=tuple(dict.fromkeys((*(o.claim for o in inputs.values()), *suspects))),
        explanation=f"{name}{scope_words(lead.cell)}{when}: {label}, but {told} ({origins}){others}.",
        clusters=clusters_of([o for o in inputs.values() if o.cell.dimension == lead.cell.dimension]),
        rule=rule.rule,
        inputs=tuple(Input(key, o.claim, o.words) for key, o in inputs.items()),
        expected=yields,
        holds=False,
    )
