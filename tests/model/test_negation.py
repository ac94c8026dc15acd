"""A minus before one term keeps what the term is of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.consistency.derivations import formula_in_words
from kg.model.errors import FormulaError
from kg.model.formula import Amount, evaluate, names_in, parse_formula
from kg.model.interval import Interval


def amount(low: str, high: str, dimension: str) -> Amount:
    return Amount(Interval(Decimal(low), Decimal(high)), dimension)


@pytest.mark.parametrize("dimension", ["money:USD", "ratio", "count", "time", "percentage point"])
def test_the_dimension_and_both_ends_are_kept(dimension):
    found = evaluate(parse_formula("-p"), {"p": amount("6", "8", dimension)})
    assert found == amount("-8", "-6", dimension)


def test_a_negated_amount_is_reckoned_with():
    inputs = {"a": amount("6", "6", "money:USD"), "b": amount("1", "2", "money:USD")}
    assert evaluate(parse_formula("-a + b"), inputs) == amount("-5", "-4", "money:USD")
    assert evaluate(parse_formula("-(a - b)"), inputs) == amount("-5", "-4", "money:USD")
    assert evaluate(parse_formula("-a / b"), inputs) == amount("-6", "-3", "")
    assert evaluate(parse_formula("-2 ** 2"), {}) == amount("-4", "-4", "")
    assert names_in(parse_formula("-a + b")) == ("a", "b")


def test_a_date_has_no_negative():
    with pytest.raises(FormulaError, match="date"):
        evaluate(parse_formula("-d"), {"d": amount("730000", "730000", "date")})


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("-a", "-7 USD"),
        ("-a + b", "-7 USD + (-5 USD)"),
        ("-(a + b)", "-(7 USD + (-5 USD))"),
        ("-a * b", "-7 USD * (-5 USD)"),
        ("-b", "-(-5 USD)"),
        ("--a", "-(-7 USD)"),
        ("-a ** 2", "-7 USD ** 2"),
        ("(-a) ** 2", "(-7 USD) ** 2"),
    ],
)
def test_it_is_told_in_words(formula, words):
    assert formula_in_words(parse_formula(formula), {"a": "7 USD", "b": "-5 USD"}) == words
