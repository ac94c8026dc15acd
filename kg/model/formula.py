"""Formulas over named claims: parsed, never executed; evaluated over intervals.

The language is arithmetic: names, decimal numbers, + - * / **, parentheses, and the functions sum, min, max and
years. Python's own parser reads it; anything but those nodes is refused, as is a formula too long or too deep.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Final

from kg.model.errors import FormulaError
from kg.model.interval import Interval
from kg.model.period import Period, years_between
from kg.model.quantity import Quantity
from kg.model.units import DATE, PER, dimension_name, unit

LONGEST: Final = 500
_DEEPEST: Final = 20
_LARGEST_POWER: Final = 40
_SYMBOLS: Final[dict[type[ast.operator], str]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
FUNCTIONS: Final = ("sum", "min", "max", "years")
NEGATION: Final = "neg"
"""The operator of a minus before one term, which keeps its dimension: no number is subtracted from an amount of money."""
PUBLISHED: Final = "published"
"""The name that stands for the date of the claim's own source, and takes no claim."""


@dataclass(frozen=True, slots=True)
class Name:
    """An input."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, exact."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator between two terms or before one (``NEGATION``), or a function of some."""

    operator: str
    terms: tuple[Term, ...]


Term = Name | Number | Operation


@dataclass(frozen=True, slots=True)
class Amount:
    """A value under evaluation, in the base unit of ``dimension`` ("" for a pure constant); ``when`` is its claim's time."""

    interval: Interval
    dimension: str = ""
    when: Period | None = None


@lru_cache(maxsize=4096)
def parse_formula(text: str) -> Term:
    """Read a formula. Raises FormulaError that names the part it cannot take."""
    if len(text) > LONGEST:
        message = f"the formula is longer than {LONGEST} characters"
        raise FormulaError(message)
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        message = f"{text!r} is no formula: {getattr(error, 'msg', error)}"
        raise FormulaError(message) from error
    return _term(tree.body, text, 0)


def _term(node: ast.expr, text: str, depth: int) -> Term:
    def refuse(why: str) -> FormulaError:
        part = ast.get_source_segment(text.strip(), node) or text
        return FormulaError(f"{part!r} in {text!r}: {why}")

    if depth > _DEEPEST:
        raise refuse(f"nested deeper than {_DEEPEST}")
    match node:
        case ast.Name(id=name):
            return Name(name)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            spelled = ast.get_source_segment(text.strip(), node) or str(value)
            try:
                number = Decimal(spelled.replace("_", ""))
            except ArithmeticError:
                raise refuse("write numbers in plain decimal digits") from None
            if abs(number.adjusted()) > _LARGEST_POWER:
                raise refuse(f"numbers stay within 10 to the power {_LARGEST_POWER}")
            return Number(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Operation(NEGATION, (_term(operand, text, depth + 1),))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _SYMBOLS:
            return Operation(_SYMBOLS[type(operator)], (_term(left, text, depth + 1), _term(right, text, depth + 1)))
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in FUNCTIONS:
            if not arguments or (function == "years" and len(arguments) != 2):
                raise refuse("years takes two claims, the other functions one or more")
            return Operation(function, tuple(_term(argument, text, depth + 1) for argument in arguments))
    raise refuse(f"only names, numbers, + - * / **, parentheses and {', '.join(FUNCTIONS)} are known")


def names_in(term: Term) -> tuple[str, ...]:
    """The inputs a formula asks for, each once, in order of appearance."""
    if isinstance(term, Name):
        return (term.name,)
    if isinstance(term, Operation):
        return tuple(dict.fromkeys(name for part in term.terms for name in names_in(part)))
    return ()


def amount_of(quantity: Quantity, when: Period | None, *, wide: bool) -> Amount:
    """A claim's quantity as an input, under one reading."""
    based = quantity.to_base()
    dimension = unit(quantity.unit).dimension
    return Amount(based.reading(wide=wide), dimension, when)


def evaluate(term: Term, inputs: Mapping[str, Amount]) -> Amount:
    """The value of a formula.

    Raises FormulaError when an input is missing or dimensions do not fit, QuantityError when a divisor may be zero.
    """
    match term:
        case Number(value):
            return Amount(Interval.point(value))
        case Name(name):
            if name == PUBLISHED and name not in inputs:
                message = "the formula needs the date of the claim's source, which has none"
                raise FormulaError(message)
            if name not in inputs:
                message = f"the formula needs {name!r}, which is none of its inputs"
                raise FormulaError(message)
            return inputs[name]
        case Operation("years", (first, last)):
            return _years(evaluate(first, inputs), evaluate(last, inputs))
        case Operation(operator, (operand,)) if operator == NEGATION:
            negated = evaluate(operand, inputs)
            if negated.dimension == DATE:
                message = "cannot negate a date"
                raise FormulaError(message)
            return Amount(-negated.interval, negated.dimension)
        case Operation(operator, terms):
            return reduce(_OPERATIONS[operator], (evaluate(part, inputs) for part in terms))


def _years(first: Amount, last: Amount) -> Amount:
    year = Interval.point(Decimal("365.25"))
    if first.dimension == last.dimension == DATE:
        return Amount((last.interval - first.interval) / year)
    if first.when is None or last.when is None:
        message = "years() needs two claims that are dated"
        raise FormulaError(message)
    return Amount(years_between(first.when, last.when))


def _same(left: Amount, right: Amount, doing: str) -> str:
    """The common dimension of two amounts; constants and ratios go together."""
    a, b = (dimension if dimension != "ratio" else "" for dimension in (left.dimension, right.dimension))
    if a != b:
        message = f"cannot {doing} {dimension_name(a)} and {dimension_name(b)}"
        raise FormulaError(message)
    return a


def _add(left: Amount, right: Amount) -> Amount:
    return Amount(left.interval + right.interval, _same(left, right, "add"))


def _subtract(left: Amount, right: Amount) -> Amount:
    dimension = _same(left, right, "subtract")
    return Amount(left.interval - right.interval, "time" if dimension == DATE else dimension)


def _multiply(left: Amount, right: Amount) -> Amount:
    a, b = (dimension if dimension not in ("ratio", "count") else "" for dimension in (left.dimension, right.dimension))
    if a and b:
        message = f"{dimension_name(a)} times {dimension_name(b)} is no dimension of a claim"
        raise FormulaError(message)
    return Amount(left.interval * right.interval, a or b)


def _divide(left: Amount, right: Amount) -> Amount:
    interval = left.interval / right.interval
    if left.dimension == right.dimension:
        return Amount(interval)
    if right.dimension in ("", "ratio", "count"):
        return Amount(interval, left.dimension)
    if {left.dimension, right.dimension} <= {DATE, "time"}:
        message = f"cannot divide {dimension_name(left.dimension)} by {dimension_name(right.dimension)}"
        raise FormulaError(message)
    return Amount(interval, f"{left.dimension or 'number'}{PER}{right.dimension}")


def _power(left: Amount, right: Amount) -> Amount:
    if left.dimension not in ("", "ratio") or right.dimension not in ("", "ratio", "time", "count"):
        message = "only plain numbers and ratios can be raised to a power"
        raise FormulaError(message)
    return Amount(left.interval**right.interval)


def _least(left: Amount, right: Amount) -> Amount:
    a, b = left.interval, right.interval
    return Amount(Interval(min(a.low, b.low), min(a.high, b.high)), _same(left, right, "compare"))


def _most(left: Amount, right: Amount) -> Amount:
    a, b = left.interval, right.interval
    return Amount(Interval(max(a.low, b.low), max(a.high, b.high)), _same(left, right, "compare"))


_OPERATIONS: Final[dict[str, Callable[[Amount, Amount], Amount]]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "**": _power,
    "sum": _add,
    "min": _least,
    "max": _most,
}
