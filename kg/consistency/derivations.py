"""Figures that a text derives from others, computed again over the intervals of their inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.consistency.clusters import hedged
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.yielding import stated_in, yielded
from kg.model.base import Vocabulary
from kg.model.claim import Derivation, Status
from kg.model.errors import FormulaError, QuantityError
from kg.model.formula import NEGATION, PUBLISHED, Amount, Name, Number, Operation, Term, parse_formula
from kg.model.observation import Cell, Observation
from kg.model.quantity import Approximation, date_interval
from kg.model.units import DATE, from_base
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words

_STRENGTHS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, NEGATION: 3, "**": 4}
"""How firmly an operator binds, for the parentheses of a formula in words."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A derived claim as the checker needs it: its observation, formula and inputs by name (``publication`` too)."""

    observation: Observation
    derivation: Derivation
    inputs: Mapping[str, Observation]


def check_derivations(derived: Iterator[Stated], vocabulary: Vocabulary) -> Iterator[Finding]:
    """One finding a derived claim: whether the stated value is what its inputs yield."""
    for stated in derived:
        if stated.observation.review != "rejected":
            yield _check(stated, vocabulary)


def publication(source: str, published: str) -> Observation:
    """The date of a source as an input of a formula; it is no claim, its id is empty. Raises PeriodError."""
    days = date_interval(published, published, Approximation.EXACT)
    return Observation(
        claim="",
        source=source,
        cell=Cell(source, PUBLISHED, "{}", "", DATE),
        metric=PUBLISHED,
        kind=MetricKind.DATE,
        unit=DATE,
        narrow=days,
        wide=days,
        status=Status.REPORTED.value,
        approximation=Approximation.EXACT.value,
        label=None,
        start=None,
        end=None,
        attributed_to=None,
        value=published,
        exact=published,
        review="accepted",
        derived=False,
    )


def amount(observation: Observation, *, wide: bool) -> Amount:
    """An observation as an input of a formula."""
    from kg.model.period import Period

    when = None
    if observation.start and observation.end:
        when = Period(observation.label or "", observation.start, observation.end)
    return Amount(observation.wide if wide else observation.narrow, observation.cell.dimension, when)


def _check(stated: Stated, vocabulary: Vocabulary) -> Finding:
    observation, formula = stated.observation, stated.derivation.formula
    term = parse_formula(formula)
    shown = formula_in_words(term, {name: input_words(o, observation) for name, o in stated.inputs.items()})
    entity = vocabulary.entity(observation.cell.entity).name()
    metric = vocabulary.metric(observation.metric).name()
    inputs = tuple(Input(name, o.claim, o.words) for name, o in stated.inputs.items() if o.claim)
    when = f" for {observation.label}" if observation.label else ""
    opening = f"{entity}: {metric}{when} is stated as {_stated_words(observation)} ({observation.source})"
    holds: bool | None
    try:
        readings = {wide: _yield(term, stated, wide=wide) for wide in (False, True)}
        spoken = Stated(hedged(observation), stated.derivation, {name: hedged(o) for name, o in stated.inputs.items()})
        narrow_fits = stated_in(spoken.observation, _yield(term, spoken, wide=False), wide=False)[0]
        wide_fits = stated_in(observation, readings[True], wide=True)[0]
        shown_unit = stated_in(observation, readings[False], wide=False)[1]
    except (FormulaError, QuantityError) as error:
        severity, holds, expected = Severity.WARNING, None, None
        told = f"{opening}, but {formula} cannot be computed: {error}"
    else:
        holds = wide_fits
        expected = interval_words(
            readings[False].interval if shown_unit is None else from_base(readings[False].interval, shown_unit),
            shown_unit or "count",
        )
        severity = Severity.INFO if narrow_fits else Severity.WARNING if wide_fits else Severity.ERROR
        if not observation.is_asserted or any(o.looks_ahead for o in (observation, *stated.inputs.values())):
            severity = severity.at_most(Severity.WARNING)  # what is only foreseen need not hold together
        verdict = "holds" if narrow_fits else "holds only when rounded generously" if wide_fits else "does not"
        told = (
            f"{opening}, and {shown} yields {expected}: it {verdict}"
            if wide_fits
            else f"{opening}, but {shown} yields {expected}"
        )
    return Finding(
        id=f"{Kind.DERIVATION.value}/{observation.claim}",
        kind=Kind.DERIVATION,
        severity=severity,
        entity=observation.cell.entity,
        metric=observation.metric,
        claims=(observation.claim, *dict.fromkeys(entry.claim for entry in inputs)),
        explanation=f"{told}.",
        rule=formula,
        inputs=inputs,
        expected=expected,
        holds=holds,
    )


def _stated_words(observation: Observation) -> str:
    """The value in words, with its surface form where that has no digits of it to show (triplement, 1/30ème)."""
    told = [value for value in observation.value.split("/") if value not in observation.exact.replace(",", ".")]
    return (
        f'{observation.words} ("{" ".join(observation.exact.split())}")'
        if told and observation.unit == "x"
        else observation.words
    )


def input_words(entry: Observation, beside: Observation) -> str:
    """An input's value, with its time and source where they are not those of the claim it explains."""
    told = [entry.label or "undated"] if entry.label != beside.label and entry.cell.dimension != DATE else []
    told += [entry.source] if entry.source != beside.source else []
    return f"{entry.words} ({', '.join(told)})" if told else entry.words


def _yield(term: Term, stated: Stated, *, wide: bool) -> Amount:
    return yielded(term, {name: amount(o, wide=wide) for name, o in stated.inputs.items()}, stated.observation)


def formula_in_words(term: Term, values: Mapping[str, str], outer: int = 0) -> str:
    """A formula with its inputs' values in place of their names: 22 billion USD / 13 billion USD."""
    if isinstance(term, Number):
        return f"{term.value:f}"
    if isinstance(term, Operation):
        if term.operator == "years":
            return f"years between {' and '.join(formula_in_words(part, values) for part in term.terms)}"
        if term.operator in ("sum", "min", "max"):
            return f"{term.operator}({', '.join(formula_in_words(part, values) for part in term.terms)})"
        if term.operator == NEGATION:
            told = formula_in_words(term.terms[0], values, _STRENGTHS["**"])
            told = f"-({told})" if told.startswith("-") else f"-{told}"
            return f"({told})" if _STRENGTHS[NEGATION] < outer else told
        strength = _STRENGTHS[term.operator]
        left, right = term.terms
        taken = formula_in_words(right, values, strength + 1)
        if isinstance(right, Name) and taken.startswith("-"):
            taken = f"({taken})"
        told = f"{formula_in_words(left, values, strength)} {term.operator} {taken}"
        return f"({told})" if strength < outer else told
    return values.get(term.name, term.name)
