"""What one input of a formula would have to be for the formula to yield a wanted value, all else as given.

Where the input stands once, the formula is inverted over intervals, operation by operation; where it stands several
times, or below an operation without an inverse, the ends are found by bisection on the way from the value given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from itertools import pairwise
from typing import Final

from kg.model.errors import FormulaError, QuantityError
from kg.model.formula import NEGATION, Amount, Name, Operation, Term, evaluate, names_in
from kg.model.interval import INFINITY, Interval
from kg.model.units import DATE

_YEAR: Final = Interval.point(Decimal("365.25"))
_ONE: Final = Interval.point(Decimal(1))
_DOUBLINGS: Final = 60
_HALVINGS: Final = 70
_SHOWN: Final = Context(prec=15)


class _NoInverseError(Exception):
    """The operation cannot be inverted over these intervals."""


def needed(term: Term, name: str, inputs: Mapping[str, Amount], target: Interval) -> Interval | None:
    """The values of one input, in its base unit, with which ``term`` can meet ``target``; None where there are none.

    Raises FormulaError or QuantityError where the formula has no value at all.
    """
    if _count(term, name) == 1:
        try:
            return _inverted(term, name, inputs, target)
        except (_NoInverseError, QuantityError):
            pass
    return _searched(term, name, inputs, target)


def _count(term: Term, name: str) -> int:
    if isinstance(term, Operation):
        return sum(_count(part, name) for part in term.terms)
    return int(term == Name(name))


def _inverted(term: Term, name: str, inputs: Mapping[str, Amount], target: Interval) -> Interval:
    if isinstance(term, Name):
        return target
    assert isinstance(term, Operation)
    index = next(number for number, part in enumerate(term.terms) if name in names_in(part))
    others = [evaluate(part, inputs) for number, part in enumerate(term.terms) if number != index]
    inside = _inside(term.operator, index, [other.interval for other in others], target, others)
    return _inverted(term.terms[index], name, inputs, inside)


def _inside(operator: str, index: int, others: list[Interval], target: Interval, amounts: list[Amount]) -> Interval:
    """What the part at ``index`` has to be for the operation to meet ``target``."""
    match operator, index:
        case (("+" | "sum"), _):
            for other in others:
                target = target - other
            return target
        case "-", 0:
            return target + others[0]
        case "-", _:
            return others[0] - target
        case _, 0 if operator == NEGATION:
            return -target
        case "*", _:
            return target / others[0]
        case "/", 0:
            return target * others[0]
        case "/", _:
            return others[0] / target
        case "**", 0 if target.low > 0 and others[0].low > 0:
            return target ** (_ONE / others[0])
        case "years", 0 if amounts[0].dimension == DATE:
            return others[0] - target * _YEAR
        case "years", 1 if amounts[0].dimension == DATE:
            return others[0] + target * _YEAR
    raise _NoInverseError


@dataclass(frozen=True, slots=True)
class _Gap:
    """How far a formula's value lies above (more than 0) or below the target; 0 where they meet."""

    term: Term
    name: str
    inputs: Mapping[str, Amount]
    target: Interval

    def __call__(self, value: Decimal) -> int | None:
        """-1, 0 or 1; None where the formula has no value."""
        amount = replace(self.inputs[self.name], interval=Interval.point(value))
        try:
            result = evaluate(self.term, {**self.inputs, self.name: amount}).interval
        except (FormulaError, QuantityError):
            return None
        return 0 if result.meets(self.target) else 1 if result.low > self.target.high else -1


def _searched(term: Term, name: str, inputs: Mapping[str, Amount], target: Interval) -> Interval | None:
    evaluate(term, inputs)
    gap = _Gap(term, name, inputs, target)
    known = [(value, sign) for value in _trials(inputs[name].interval) if (sign := gap(value)) is not None]
    for (low, sign), (high, other) in pairwise(known):
        if sign == 0:
            break
        if sign * other < 0 and (between := _meeting(gap, low, high, sign)) is not None:
            known = sorted([*known, (between, 0)])
            break
    fitting = [index for index, (_, sign) in enumerate(known) if sign == 0]
    if not fitting:
        return None
    first, last = fitting[0], fitting[-1]
    if first == 0 and last == len(known) - 1:
        return Interval(-INFINITY, INFINITY)
    low = -INFINITY if first == 0 else _edge(gap, known[first - 1][0], known[first][0])
    high = INFINITY if last == len(known) - 1 else _edge(gap, known[last + 1][0], known[last][0])
    return Interval(low, high)


def _trials(interval: Interval) -> Iterator[Decimal]:
    """Values of the same sign as the one given, in order, from far below to far above it."""
    ends = [end for end in (interval.low, interval.high) if end.is_finite()]
    centre = sum(ends, Decimal(0)) / len(ends) if ends else Decimal(1)
    factors = [Decimal(2) ** power for power in range(-_DOUBLINGS, _DOUBLINGS + 1)]
    if centre == 0:
        yield from sorted([*(-factor for factor in factors), Decimal(0), *factors])
    else:
        yield from sorted(_SHOWN.multiply(centre, factor) for factor in factors)


def _meeting(gap: Callable[[Decimal], int | None], low: Decimal, high: Decimal, sign: int) -> Decimal | None:
    """A value between two, on either side of the target, that meets it."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        here = gap(middle)
        if here == 0:
            return middle
        if here is None:
            return None
        low, high = (middle, high) if here == sign else (low, middle)
    return None


def _edge(gap: Callable[[Decimal], int | None], outside: Decimal, inside: Decimal) -> Decimal:
    """Where, between a value that does not meet the target and one that does, it begins to."""
    for _ in range(_HALVINGS):
        middle = (outside + inside) / 2
        outside, inside = (outside, middle) if gap(middle) == 0 else (middle, inside)
    return _SHOWN.plus(inside)
