"""What follows from rules when exactly one of their metrics is not given: values implied, each with its provenance.

The missing metric is found by solving the rule for it over intervals. What is found may imply more; the chain is kept as
a directed acyclic graph (networkx), and a step that would close a circle is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kg.consistency.parts import PART_KEYS
from kg.consistency.solving import implied_value, label_of, solved
from kg.consistency.splitting import splits
from kg.consistency.values import (
    Place,
    Time,
    Value,
    best_choice,
    clipped,
    distinct,
    qualifiers_of,
    scope_key,
)
from kg.model.base import Vocabulary
from kg.model.errors import PeriodError
from kg.model.formula import Name, Operation, Term
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.period import Period
from kg.model.vocabulary import MetricKind, Rule
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

SHARES_OF: Final[Mapping[str, str]] = {
    "vc_share": "vc_investment",
    "revenue_share": "revenue",
    "users_share": "users",
    "electricity_share": "electricity_generation",
    "population_share": "population",
    "vote_share": "votes",
    "seat_share": "seats",
}
"""Shares, and the metric that both their part and their whole are given in."""
_PART_KEYS: Final = (*PART_KEYS, "group")
_ROUNDS: Final = 3
_LABEL = re.compile(r"(?P<words>[^\d]*?)\s*(?P<label>(?:FY)?\d{4}(?:-(?:H[12]|Q[1-4]|\d{2}))?)\Z")


@dataclass(frozen=True, slots=True)
class Step:
    """One inference: ``value``, the ``target`` of ``formula``, follows from ``inputs`` by name; ``why`` says it in words.

    ``rivals`` are values given for the same place and time, with which it may or may not agree.
    """

    value: Value
    formula: str
    rule: str
    why: str
    severity: str
    inputs: Mapping[str, Value]
    target: str
    rivals: tuple[Value, ...] = ()

    @property
    def id(self) -> str:
        """The node of the graph: entity, metric, scope and time."""
        return node_of(self.value)


@dataclass(slots=True)
class Implications:
    """All steps, in the order they were made, and the graph of what follows from what (claim ids and step ids)."""

    steps: list[Step] = field(default_factory=list)
    graph: Any = None


def node_of(value: Value) -> str:
    """A value's node: its claim, or entity/metric/scope/time."""
    if value.given is not None:
        return value.given.claim
    scope = "" if value.place.scope == "{}" else value.place.scope
    return "/".join(part for part in (value.place.entity, value.place.metric, scope, value.label) if part)


def infer(values: Iterable[Value], vocabulary: Vocabulary) -> Implications:
    """Everything that the rules of a vocabulary imply from the values of one entity."""
    import networkx as nx

    known = _Known(values)
    found = Implications(graph=nx.DiGraph())
    rules = [(rule, parse_rule(rule.rule)) for rule in vocabulary.rules]
    known.mirrors = mirrored(parsed for _, parsed in rules)
    rules = [(rule, parsed) for rule, parsed in rules if _says_more(parsed)]
    for value in _remainders(known, vocabulary):
        known.add(value)
    for depth in range(_ROUNDS):
        made = [step for step in _steps(known, rules, vocabulary) if step.value.depth == depth + 1 or step.rivals]
        grown = False
        for step in made:
            if _taken(found, step):
                grown = grown or not step.rivals
                if not step.rivals:
                    known.add(step.value)
        if not grown:
            break
    return found


def _taken(found: Implications, step: Step) -> bool:
    """Take a step into the graph unless it is there, or would close a circle."""
    import networkx as nx

    if any(other.id == step.id and other.rivals == step.rivals for other in found.steps):
        return False
    origins = [node_of(value) for value in step.inputs.values()]
    if any(origin == step.id or (found.graph.has_node(step.id) and nx.has_path(found.graph, step.id, origin))
           for origin in origins if found.graph.has_node(origin)):  # fmt: skip
        return False
    found.graph.add_edges_from((origin, step.id) for origin in origins)
    found.steps.append(step)
    return True


def _says_more(parsed: ParsedRule) -> bool:
    """An equality of two metrics of one time only says one of them again."""
    return parsed.operator == "==" and len(parsed.names) > 2


def mirrored(rules: Iterable[ParsedRule]) -> dict[str, str]:
    """Metrics that say one thing from two sides, as profit and net loss, each to the other."""
    pairs = [rule.names for rule in rules if rule.operator == "==" and len(rule.names) == 2]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


class _Known:
    """Values by place and time; those given hide those implied."""

    def __init__(self, values: Iterable[Value]) -> None:
        self.mirrors: dict[str, str] = {}
        self._at: dict[Place, dict[Time, list[Value]]] = {}
        for value in values:
            self.add(value)

    def add(self, value: Value) -> None:
        self._at.setdefault(value.place, {}).setdefault(value.time, []).append(value)

    def at(self, place: Place, time: Time) -> list[Value]:
        values = self._at.get(place, {}).get(time, [])
        given = [value for value in values if value.given is not None]
        return distinct(given or values)

    def has_mirror(self, place: Place, time: Time) -> bool:
        """Whether the same is told from the other side."""
        mirror = self.mirrors.get(place.metric)
        return mirror is not None and bool(self.at(replace(place, metric=mirror), time))

    def places(self) -> list[Place]:
        return sorted(self._at)

    def times(self, place: Place) -> list[Time]:
        return sorted(self._at.get(place, ()))


def _steps(known: _Known, rules: Sequence[tuple[Rule, ParsedRule]], vocabulary: Vocabulary) -> Iterator[Step]:
    frames = sorted({(place.entity, place.scope, place.per) for place in known.places()})
    for entity, scope, per in frames:
        for rule, parsed in rules:
            places = {name: Place(entity, name.removeprefix(PREVIOUS), scope, per) for name in parsed.names}
            for times in _instances(parsed, places, known, vocabulary):
                yield from _of_rule(rule, parsed, places, times, known, vocabulary)
    yield from _share_steps(known, vocabulary)


def _instances(
    parsed: ParsedRule, places: Mapping[str, Place], known: _Known, vocabulary: Vocabulary
) -> Iterator[dict[str, Time]]:
    """The times at which each name of a rule is to be looked up."""
    if not any(name.startswith(PREVIOUS) for name in parsed.names):
        every = {time for place in places.values() for time in known.times(place)}
        yield from (dict.fromkeys(parsed.names, time) for time in sorted(every))
        return
    # A change is told of one period against another: the change itself names them.
    change = next(name for name in parsed.names if not name.startswith(PREVIOUS))
    for time in known.times(places[change]):
        for value in known.at(places[change], time):
            before = _base_time(value, vocabulary)
            if before is not None:
                yield {name: before if name.startswith(PREVIOUS) else time for name in parsed.names}
                break


def _base_time(value: Value, vocabulary: Vocabulary) -> Time | None:
    """What a change is measured against: the period that its base names, or for a whole year the one before."""
    base = qualifiers_of(value.given.cell.qualifiers).get("base", "") if value.given else ""
    if base:
        match = _LABEL.fullmatch(base.strip())
        if match is None or len(match["words"].split()) > 2:
            return None
        try:
            period = Period.parse(match["label"], vocabulary.fiscal_year_end(value.place.entity))
        except PeriodError:
            return None
        return (period.start, period.end) if period.end <= value.time[0] else None
    if not 360 <= (value.time[1] - value.time[0]).days <= 371:
        return None
    try:
        before = Period("", *value.time).previous()
    except PeriodError:
        return None
    return before.start, before.end


def _of_rule(
    rule: Rule,
    parsed: ParsedRule,
    places: Mapping[str, Place],
    times: Mapping[str, Time],
    known: _Known,
    vocabulary: Vocabulary,
) -> Iterator[Step]:
    given = {name: known.at(places[name], times[name]) for name in parsed.names}
    missing = [name for name in parsed.names if not given[name]]
    if len(missing) > 1:
        return
    target = missing[0] if missing else _questioned(parsed, given)
    metric = vocabulary.metric(places[target].metric)
    if missing and metric.kind is MetricKind.RATIO and not known.times(places[target]):
        return  # any two figures have a ratio: told only where it is told for another time
    if missing and known.has_mirror(places[target], times[target]):
        return
    others = [name for name in parsed.names if name != target]
    inputs = dict(zip(others, best_choice([given[name] for name in others]), strict=True))
    if len({claim for v in inputs.values() for claim in v.claims}) < sum(len(v.claims) for v in inputs.values()):
        return  # a claim used twice would only be led back to itself
    term = Operation("-", (parsed.left, parsed.right))
    told = rule.label.get("en") or rule.rule
    step = solved(term, target, places[target], times[target], inputs, vocabulary)
    if step is None:
        return
    step = replace(step, firm=rule.severity == "error" and all(value.firm for value in inputs.values()))
    made = Step(step, rule.rule, rule.id, told, rule.severity, inputs, target, tuple(given[target]))
    if not missing and (_told_elsewhere(made, parsed) or not _contradicted(made)):
        return
    yield made


def _contradicted(step: Step) -> bool:
    """Whether what is known already disagrees with a step. Of a chain, nothing may rest on what it is held against."""
    if any(step.value.wide.meets(rival.wide) for rival in step.rivals):
        return False
    values = [*step.inputs.values(), *step.rivals]
    if all(value.given is not None for value in values):
        return True
    rested_on = {claim for value in step.inputs.values() for claim in value.claims}
    independent = not any(rested_on & set(rival.claims) for rival in step.rivals)
    return independent and all(value.firm for value in values)


def _questioned(parsed: ParsedRule, known: Mapping[str, Sequence[Value]]) -> str:
    """Of a rule whose metrics are all known, the one to compute for comparison: one given, the one earlier, else the first."""
    given = [name for name in parsed.names if all(value.given is not None for value in known[name])] or list(parsed.names)
    return next((name for name in given if name.startswith(PREVIOUS)), given[0])


def _told_elsewhere(step: Step, parsed: ParsedRule) -> bool:
    """Whether the plain rule check holds the same claims together: equal qualifiers, and one period after the other."""
    values = [*step.inputs.values(), *step.rivals]
    if any(value.given is None for value in values):
        return False
    cells = {(value.given.cell.qualifiers, value.given.cell.per) for value in values if value.given}
    if len(cells) > 1:
        return False
    if not any(name.startswith(PREVIOUS) for name in parsed.names):
        return True
    latest = max(value.time for value in values)
    return Period("", *latest).previous().start == min(value.time for value in values)[0]


# Remainders of a period, shares of a whole


def _remainders(known: _Known, vocabulary: Vocabulary) -> list[Value]:
    """What given parts of a period leave of it, for each value of the whole; told by the check of parts and wholes."""
    found = []
    for place in known.places():
        metric = vocabulary.metric(place.metric)
        if not metric.additive or metric.kind is not MetricKind.FLOW:
            continue
        for split in splits(known.times(place)):
            if split.rest is None or split.rest in known.times(place):
                continue
            parts = best_choice([known.at(place, time) for time in split.parts])
            for whole in known.at(place, split.whole):
                readings = {}
                for reading in ("narrow", "wide", "stated"):
                    left: Interval = getattr(whole, reading)
                    for part in parts:
                        left = left - getattr(part, reading)
                    readings[reading] = left
                if any((clipped(left, metric.sign) != left) for left in readings.values()):
                    continue
                rest = implied_value(place, split.rest, [whole, *parts], readings, vocabulary)
                found.append(
                    replace(
                        rest,
                        label=label_of(place.entity, split.rest, vocabulary),
                        depth=0,
                        origin="what is left of the year",
                    )
                )
    return found


def _share_steps(known: _Known, vocabulary: Vocabulary) -> Iterator[Step]:
    """A part, its share and the whole: two of them imply the third."""
    term: Term = Operation("-", (Name("part"), Operation("*", (Name("share"), Name("whole")))))
    for place in known.places():
        measured = SHARES_OF.get(place.metric)
        scope = qualifiers_of(place.scope)
        narrowing = [key for key in _PART_KEYS if key in scope]
        if measured is None or not narrowing:
            continue
        key = "group" if "group" in narrowing and len(narrowing) > 1 else narrowing[0]
        around = scope_key({k: v for k, v in scope.items() if k != key})
        where = {"part": replace(place, metric=measured), "whole": replace(place, metric=measured, scope=around)}
        for time in known.times(place):
            values = {name: known.at(there, time) for name, there in where.items()}
            missing = [name for name, options in values.items() if not options]
            if len(missing) == 2:
                continue
            target = missing[0] if missing else "part"
            other = "whole" if target == "part" else "part"
            chosen = best_choice([known.at(place, time), values[other]])
            inputs = {"share": chosen[0], other: chosen[1]}
            value = solved(term, target, where[target], time, inputs, vocabulary)
            if value is None or (not missing and any(value.wide.meets(v.wide) for v in values["part"])):
                continue
            told = f"{scope[key]} is {chosen[0].words} of the whole"
            yield Step(
                value, "part == share * whole", "share-of-a-whole", told, "error", inputs, target, tuple(values[target])
            )


def observed(values: Iterable[Observation]) -> list[Observation]:
    """Those that take part: asserted and not rejected."""
    return [o for o in values if o.is_asserted and o.review != "rejected"]
