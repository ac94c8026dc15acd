"""What a formula yields for the claim that it is held against, in the terms in which that claim is stated."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from kg.model.errors import FormulaError, UnitError
from kg.model.formula import NEGATION, Amount, Number, Operation, Term, evaluate
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.units import DATE, MONEY, PER, POINTS, dimension_name, to_base, unit

_ONE: Final = Interval.point(Decimal(1))
_POINTS_OF_A_WHOLE: Final = Interval.point(Decimal(100))


def yielded(term: Term, inputs: Mapping[str, Amount], claim: Observation) -> Amount:
    """What a formula yields for a claim. Raises FormulaError or QuantityError where it has no value.

    The difference of two shares is told in percentage points where the claim is (their quotient never is), and a
    quotient as the rate that the claim states: 100 km over 90 minutes in km/h, 10 billion over 5 years per year.
    """
    result = evaluate(term, inputs)
    times = scale(term, result, claim)
    return result if times is None else Amount(result.interval * times, claim.cell.dimension)


def scale(term: Term, result: Amount, claim: Observation) -> Interval | None:
    """What a formula's own result is multiplied by to be in the base unit of the claim; None where it is there already."""
    if claim.cell.dimension == POINTS and result.dimension in ("", "ratio") and _is_difference(term):
        return _POINTS_OF_A_WHOLE
    return _scale_of_rate(result.dimension, claim)


def _is_difference(term: Term) -> bool:
    """Whether one term is taken from another; less a number (new / old - 1) it would be a change in percent."""
    if not isinstance(term, Operation):
        return False
    if term.operator == NEGATION:
        return _is_difference(term.terms[0])
    return term.operator == "-" and not any(isinstance(part, Number) for part in term.terms)


def _scale_of_rate(dimension: str, claim: Observation) -> Interval | None:
    """How a quotient of two dimensions becomes a claim's amount per time, weight ..., told by ``per`` or in its unit."""
    above, per, below = dimension.partition(PER)
    if not per:
        return None
    over, slash, under = claim.unit.partition("/")
    try:
        if claim.cell.per and (claim.cell.dimension, _dimension(claim.cell.per)) == (above, below):
            return _one(claim.cell.per)
        if slash and (_dimension(over), _dimension(under)) == (above, below):
            return to_base(_ONE, claim.unit) * _one(under) / _one(over)
    except UnitError:
        pass  # per employee
    return None


def _dimension(symbol: str) -> str:
    return unit(_counted(symbol)[1]).dimension


def _one(symbol: str) -> Interval:
    """One of a denominator ("year", "1e6 tokens"), in its base unit."""
    number, name = _counted(symbol)
    return to_base(Interval.point(number), name)


def _counted(symbol: str) -> tuple[Decimal, str]:
    first, space, rest = symbol.partition(" ")
    try:
        return (Decimal(first), rest) if space else (Decimal(1), symbol)
    except InvalidOperation:
        return Decimal(1), symbol


def stated_in(observation: Observation, result: Amount, *, wide: bool) -> tuple[bool, str | None]:
    """Whether a stated value meets a computed one, and the unit to tell the latter in (None: as it is).

    A plain number answers for a ratio, for money per the same money (1.69 dollars spent per dollar earned) and for a
    duration counted in the claim's own unit.
    """
    interval, dimension = (observation.wide if wide else observation.narrow), observation.cell.dimension
    if result.dimension in (dimension, "" if dimension == "ratio" else dimension):
        return interval.meets(result.interval), observation.unit if dimension != DATE else None
    if result.dimension not in ("", "ratio"):
        raise _refused(result.dimension, observation)
    if dimension == "time":
        own = to_base(result.interval, observation.unit)
        return interval.meets(own), None
    money_per_itself = dimension.startswith(MONEY) and observation.cell.per.split(" ")[0] == observation.unit
    if money_per_itself or dimension == "count":
        return interval.meets(result.interval), None
    raise _refused("", observation)


def _refused(dimension: str, claim: Observation) -> FormulaError:
    per = f" per {claim.cell.per}" if claim.cell.per else ""
    stated = f"{dimension_name(claim.cell.dimension)}{per}"
    return FormulaError(f"the formula yields {dimension_name(dimension)}, the claim states {stated}")
