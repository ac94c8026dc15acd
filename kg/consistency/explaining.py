"""A finding taken apart: its inputs, the arithmetic step by step, and what would have to change. Plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from kg.consistency.derivations import amount, formula_in_words
from kg.consistency.finding import Finding, Kind, number
from kg.consistency.inverting import needed
from kg.consistency.readings import Reading, unit_for
from kg.consistency.reports.dossier import Cited
from kg.consistency.rivals import Exclusion, clash, exclusions_of, is_of_superlative, share_time
from kg.consistency.yielding import scale, stated_in, yielded
from kg.model.base import Vocabulary
from kg.model.errors import FormulaError, QuantityError
from kg.model.formula import PUBLISHED, Amount, Name, Number, Operation, Term, evaluate, parse_formula
from kg.model.interval import INFINITY, ZERO, Interval
from kg.model.observation import Observation
from kg.model.units import DATE, from_base, shown, to_base
from kg.model.wording import listed
from kg.vocabulary.rules import PREVIOUS, parse_rule

MOST_PAIRS: Final = 60
_MOST_CLAIMS: Final = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A claim that the finding rests on: its name in the formula (None outside one) and its two readings."""

    name: str | None
    cited: Cited
    reading: Reading

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {"name": self.name, **self.cited.as_json(), **self.reading.as_json()}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: the part of the formula, the same with the values of its terms, and what it yields."""

    expression: str
    narrow_working: str
    wide_working: str
    reading: Reading

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        working = {"narrow": self.narrow_working, "wide": self.wide_working}
        return {"expression": self.expression, "working": working, **self.reading.as_json()}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What one claim alone would have to be for the statement to hold; ``needed`` is None where no value of it would do."""

    name: str | None
    claim: str
    unit: str
    needed: Interval | None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping; an open side is null."""
        bounds = {"low": number(self.needed.low), "high": number(self.needed.high)} if self.needed else None
        return {"name": self.name, "claim": self.claim, "unit": shown(self.unit), "needed": bounds}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding taken apart. ``statement`` is what is to hold; ``problem`` why it cannot be computed, where it cannot."""

    finding: Finding
    given: tuple[Given, ...]
    statement: str | None = None
    steps: tuple[Step, ...] = ()
    problem: str | None = None
    exclusions: tuple[Exclusion, ...] = ()
    unlisted: int = 0
    remedies: tuple[Remedy, ...] = ()
    undated: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg check --explain --format json``."""
        return {
            "finding": self.finding.as_json(),
            "inputs": [given.as_json() for given in self.given],
            "statement": self.statement,
            "steps": [step.as_json() for step in self.steps],
            "problem": self.problem,
            "exclusions": [exclusion.as_json() for exclusion in self.exclusions],
            "exclusions_unlisted": self.unlisted,
            "remedies": [remedy.as_json() for remedy in self.remedies],
            "undated": list(self.undated),
        }


def explain(
    finding: Finding, observations: Mapping[str, Observation], cited: Mapping[str, Cited], vocabulary: Vocabulary
) -> Explanation:
    """Take a finding apart. ``observations`` and ``cited`` hold its claims by id."""
    involved = [observations[claim] for claim in finding.claims if claim in observations]
    if finding.kind in (Kind.DERIVATION, Kind.IDENTITY) and finding.rule:
        return _calculation(finding, involved, observations, cited, vocabulary)
    given = tuple(Given(None, cited[o.claim], Reading.of(o)) for o in involved)
    if is_of_superlative(finding):
        return Explanation(finding, given, remedies=tuple(_unexceeded(involved, vocabulary)))
    if finding.kind not in (Kind.CONFLICT, Kind.FORECAST):
        return Explanation(finding, given)
    exclusions = list(exclusions_of(involved[:_MOST_CLAIMS]))
    undated = tuple(o.claim for o in involved if o.start is None) if any(o.start for o in involved) else ()
    remedies = tuple(_agreements(involved, vocabulary)) if len(involved) <= _MOST_CLAIMS else ()
    return Explanation(
        finding,
        given,
        exclusions=tuple(exclusions[:MOST_PAIRS]),
        unlisted=max(len(exclusions) - MOST_PAIRS, 0),
        remedies=remedies,
        undated=undated,
    )


def _agreements(involved: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Remedy]:
    """For each claim the values with which no two would exclude each other."""
    pairs = {frozenset((a.claim, b.claim)) for a, b in combinations(involved, 2) if clash(a, b)}
    for o in involved:
        rivals = [other.narrow for other in involved if other is not o and share_time(o, other)]
        low = max((rival.low for rival in rivals), default=-INFINITY)
        high = min((rival.high for rival in rivals), default=INFINITY)
        alone = all(o.claim in pair for pair in pairs)
        room = Interval(low, high) if alone and low <= high else None
        yield Remedy(None, o.claim, o.unit, _in_own_unit(room, o, vocabulary))


def _unexceeded(involved: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Remedy]:
    """What a superlative would have to be for nothing to exceed it; and what exceeds it alone, to do so no longer."""
    if len(involved) < 2:
        return
    claim, *beyond = involved
    if beyond[0].narrow.low > claim.narrow.high:
        room = Interval(max(o.narrow.low for o in beyond), INFINITY)
        below = Interval(-INFINITY, claim.narrow.high)
    else:
        room = Interval(-INFINITY, min(o.narrow.high for o in beyond))
        below = Interval(claim.narrow.low, INFINITY)
    yield Remedy(None, claim.claim, claim.unit, _in_own_unit(room, claim, vocabulary))
    for o in beyond:
        yield Remedy(None, o.claim, o.unit, _in_own_unit(below, o, vocabulary) if len(beyond) == 1 else None)


def _in_own_unit(room: Interval | None, o: Observation, vocabulary: Vocabulary) -> Interval | None:
    """Base units to the claim's own; below zero there is no room for a metric that is never negative."""
    if room is None:
        return None
    if vocabulary.metric(o.metric).sign == "positive":
        if room.high < 0:
            return None
        room = Interval(max(room.low, ZERO), room.high)
    return room if o.unit == "date" else from_base(room, o.unit)


def _names(rule: str) -> tuple[str, ...]:
    try:
        return parse_rule(rule).names
    except FormulaError:
        return ()


def _calculation(
    finding: Finding,
    involved: Sequence[Observation],
    observations: Mapping[str, Observation],
    cited: Mapping[str, Cited],
    vocabulary: Vocabulary,
) -> Explanation:
    inputs = {entry.name: observations[entry.claim] for entry in finding.inputs if entry.claim in observations}
    given = [Given(_shown_name(name), cited[o.claim], Reading.of(o)) for name, o in inputs.items()]
    if PUBLISHED in observations:
        inputs[PUBLISHED] = observations[PUBLISHED]
    lead = involved[0] if finding.kind is Kind.DERIVATION else None
    if lead is not None:
        given.insert(0, Given(None, cited[lead.claim], Reading.of(lead)))
    assert finding.rule is not None
    statement = finding.rule if lead is None else f"{lead.claim} == {finding.rule}"
    implied = [name for name in _names(finding.rule) if name not in inputs] if finding.kind is Kind.IDENTITY else []
    if implied:
        known = {o.claim for o in inputs.values()}
        behind = [o for o in involved if o.claim not in known]
        given += [Given(None, cited[o.claim], Reading.of(o)) for o in behind]
        what = listed([_shown_name(name) for name in implied])
        why = f"{what} is not given but implied by {listed([o.claim for o in behind])}; see the findings of kind implied"
        return Explanation(finding, tuple(given), statement, problem=why)
    try:
        steps, remedies = _worked(finding.rule, lead, inputs, vocabulary)
    except (FormulaError, QuantityError) as error:
        return Explanation(finding, tuple(given), statement, problem=str(error))
    return Explanation(finding, tuple(given), statement, tuple(steps), remedies=tuple(remedies))


def _worked(
    rule: str, lead: Observation | None, inputs: Mapping[str, Observation], vocabulary: Vocabulary
) -> tuple[list[Step], list[Remedy]]:
    narrow, wide = ({name: amount(o, wide=w) for name, o in inputs.items()} for w in (False, True))
    if lead is not None:
        term = parse_formula(rule)
        stated_in(lead, yielded(term, narrow, lead), wide=False)  # else there is nothing to hold the claim against
        sides, whole, target = [term], term, _target(lead, term, evaluate(term, narrow))
    else:
        parsed = parse_rule(rule)
        sides, whole = [parsed.left, parsed.right], Operation("-", (parsed.left, parsed.right))
        target = {
            "==": Interval.point(ZERO),
            "<=": Interval(-INFINITY, ZERO),
            ">=": Interval(ZERO, INFINITY),
        }[parsed.operator]
    calculation = _Calculation(narrow, wide, {name: o.unit for name, o in inputs.items()}, lead)
    steps = [step for side in sides for step in calculation.steps(side, outermost=True)]
    return steps, list(_remedies(whole, target, lead, inputs, narrow, vocabulary))


def _target(lead: Observation, term: Term, result: Amount) -> Interval:
    """What a formula has to meet for a claim to hold, in the terms in which it yields (see derivations.stated_in)."""
    times = scale(term, result, lead)
    if times is not None:
        return lead.narrow / times
    if lead.cell.dimension == "time" and result.dimension in ("", "ratio"):
        return from_base(lead.narrow, lead.unit)
    return lead.narrow


@dataclass(frozen=True, slots=True)
class _Calculation:
    """The values of a formula's inputs under both readings, and the units to tell results in."""

    narrow: Mapping[str, Amount]
    wide: Mapping[str, Amount]
    units: Mapping[str, str]
    lead: Observation | None

    def steps(self, term: Term, *, outermost: bool = False) -> Iterator[Step]:
        """Each operation, innermost first."""
        if not isinstance(term, Operation):
            return
        for part in term.terms:
            yield from self.steps(part)
        ends = [self._value(term, inputs, outermost=outermost) for inputs in (self.narrow, self.wide)]
        symbol = self._unit(term, ends[0], outermost=outermost)
        reading = Reading.in_unit(ends[0].interval, ends[1].interval, symbol)
        yield Step(_expression(term), self._working(term, self.narrow), self._working(term, self.wide), reading)

    def _value(self, term: Term, inputs: Mapping[str, Amount], *, outermost: bool) -> Amount:
        return yielded(term, inputs, self.lead) if self.lead and outermost else evaluate(term, inputs)

    def _unit(self, term: Term, value: Amount, *, outermost: bool = False) -> str:
        """Claims in their own unit, results in that of a claim; ratios on the way as plain numbers."""
        if isinstance(term, Name):
            return self.units[term.name]
        known = [*([self.lead.unit] if self.lead else []), *self.units.values()]
        is_plain = value.dimension in ("", "ratio")
        return "" if is_plain and not outermost else unit_for(value.dimension, known)

    def _working(self, term: Operation, inputs: Mapping[str, Amount]) -> str:
        # years() looks at the times of claims that are not all dates themselves
        by_time = term.operator == "years" and any(evaluate(part, inputs).dimension != DATE for part in term.terms)
        names = {str(n): self._words(part, inputs, by_time=by_time) for n, part in enumerate(term.terms)}
        return formula_in_words(Operation(term.operator, tuple(Name(name) for name in names)), names)

    def _words(self, part: Term, inputs: Mapping[str, Amount], *, by_time: bool) -> str:
        if isinstance(part, Number):
            return f"{part.value:f}"
        value = evaluate(part, inputs)
        if by_time and value.when:
            return value.when.label
        words = Reading.in_unit(value.interval, value.interval, self._unit(part, value)).words(wide=False)
        return f"({words})" if " " in words else words


def _expression(term: Term) -> str:
    def named(part: Term) -> Iterator[str]:
        if isinstance(part, Name):
            yield part.name
        elif isinstance(part, Operation):
            for inner in part.terms:
                yield from named(inner)

    return formula_in_words(term, {name: _shown_name(name) for name in named(term)})


def _shown_name(name: str) -> str:
    return f"previous({name.removeprefix(PREVIOUS)})" if name.startswith(PREVIOUS) else name


def _remedies(
    whole: Term,
    target: Interval,
    lead: Observation | None,
    inputs: Mapping[str, Observation],
    narrow: Mapping[str, Amount],
    vocabulary: Vocabulary,
) -> Iterator[Remedy]:
    if lead is not None:
        result = yielded(whole, narrow, lead)
        room = result.interval
        if lead.cell.dimension == "time" and result.dimension in ("", "ratio"):
            room = to_base(room, lead.unit)
        yield Remedy(None, lead.claim, lead.unit, _in_own_unit(room, lead, vocabulary))
    # A claim that stands under several names changes in all of them at once.
    first: dict[str, str] = {}
    for name, o in inputs.items():
        first.setdefault(o.claim, name)
    merged = _renamed(whole, lambda name: first[inputs[name].claim])
    for claim, name in first.items():
        if not claim:
            continue  # the date of the source is no claim to mend
        room_of = needed(merged, name, narrow, target)
        o = inputs[name]
        yield Remedy(_shown_name(name), claim, o.unit, _in_own_unit(room_of, o, vocabulary))


def _renamed(term: Term, rename: Callable[[str], str]) -> Term:
    if isinstance(term, Name):
        return Name(rename(term.name))
    if isinstance(term, Operation):
        return Operation(term.operator, tuple(_renamed(part, rename) for part in term.terms))
    return term
