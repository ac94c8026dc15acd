"""Formulas: what is arithmetic is read, all else is refused; values are intervals with dimensions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import FormulaError, KgError, QuantityError
from kg.model.formula import Amount, amount_of, evaluate, names_in, parse_formula
from kg.model.interval import Interval
from kg.model.period import Period
from kg.model.quantity import Approximation, date_interval, quantity_of


def money(low: str, high: str | None = None, currency: str = "USD") -> Amount:
    return Amount(Interval(Decimal(low), Decimal(high or low)), f"money:{currency}")


def plain(low: str, high: str | None = None) -> Amount:
    return Amount(Interval(Decimal(low), Decimal(high or low)), "ratio")


def value(formula: str, **inputs: Amount) -> Amount:
    return evaluate(parse_formula(formula), inputs)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("8 / 2 / 2", "2"),
        ("8 - 2 - 2", "4"),
        ("2 ** 3 ** 2", "512"),
        ("-2 + 5", "3"),
        ("10 - -2", "12"),
        ("1_000 + 0.5", "1000.5"),
        ("0.1 + 0.2", "0.3"),
        ("1e3", "1000"),
        ("sum(1, 2, 3)", "6"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("  1 +\t2 ", "3"),
    ],
)
def test_arithmetic(formula, expected):
    assert value(formula).interval == Interval.point(Decimal(expected))


@pytest.mark.parametrize(
    "formula",
    [
        "", "1 +", "a.b", "a[0]", "a if b else c", "lambda: 1", "a and b", "not a", "a < b", "'text'", "True", "None", "...",
        "abs(1)", "open('x')", "().__class__", "sum", "sum()", "sum(*a)", "sum(a, start=1)", "years(a)", "years(a, b, c)",
        "a // b", "a % b", "a @ b", "~a", "[a]", "{a}", "(a, b)", "a := 1", "a = 1", "1j", "0x10", "a; b", "f'{a}'", "a\nb", "x" * 501,
        "(" * 300 + "1" + ")" * 300, "+".join("1" * 100), "1" + "0" * 60, "1e999999", "1e-60", "\x00", "sum((i for i in a))",
    ],
)  # fmt: skip
def test_what_is_not_arithmetic_is_refused(formula):
    if formula == "sum":  # a name like any other: an input may be called so
        assert names_in(parse_formula(formula)) == ("sum",)
        return
    with pytest.raises(FormulaError):
        parse_formula(formula)


@pytest.mark.filterwarnings("ignore")  # the parser's, about strings and numbers it then refuses
@given(st.text(alphabet="abx+-*/().,_ 019'\"[]{}:=<>%@\n\\", max_size=60))
def test_no_text_does_more_than_be_refused(text):
    try:
        term = parse_formula(text)
        evaluate(term, {name: plain("2") for name in names_in(term)})
    except KgError:
        pass


def test_the_refusal_names_the_part():
    with pytest.raises(FormulaError, match=r"'a\.b' in 'x \+ a\.b'"):
        parse_formula("x + a.b")


def test_names_are_listed_once_in_order():
    assert names_in(parse_formula("sum(b, a) / b - max(c, 1)")) == ("b", "a", "c")


def test_intervals_run_through():
    assert value("a - b", a=money("21.5", "22.5"), b=money("12.5", "13.5")).interval == Interval(Decimal(8), Decimal(10))


def test_a_missing_input_is_named():
    with pytest.raises(FormulaError, match="'b'"):
        value("a + b", a=money("1"))


@pytest.mark.parametrize("formula", ["a + b", "a - b", "min(a, b)", "max(a, b)", "sum(a, b)", "a + 1", "1 - a"])
def test_dimensions_must_fit(formula):
    with pytest.raises(FormulaError, match="cannot"):
        value(formula, a=money("1"), b=money("1", currency="EUR"))


def test_dimensions_of_products_and_quotients():
    usd, count, year = money("10"), Amount(Interval.point(Decimal(5)), "count"), Amount(Interval.point(Decimal(2)), "time")
    assert value("a / b", a=usd, b=usd).dimension == ""
    assert value("a / b", a=usd, b=count).dimension == "money:USD"
    assert value("a * r", a=usd, r=plain("0.5")).dimension == "money:USD"
    assert value("a / t", a=usd, t=year).dimension == "money:USD per time"
    assert value("r + 1", r=plain("0.5")).interval.low == Decimal("1.5")
    with pytest.raises(FormulaError, match="no dimension of a claim"):
        value("a * a", a=usd)
    with pytest.raises(FormulaError, match="raised to a power"):
        value("a ** 2", a=usd)


def test_division_by_what_may_be_zero_is_refused():
    with pytest.raises(QuantityError, match="may be zero"):
        value("a / b", a=plain("1"), b=plain("-1", "1"))


@pytest.mark.parametrize("formula", ["2 ** 2 ** 9 ** 9", "10 ** 40 ** 40", "(1 - 2) ** 0.5", "0 ** 2"])
def test_powers_without_a_value_are_refused(formula):
    with pytest.raises(KgError):
        value(formula)


def test_years_between_dated_claims():
    a = Amount(Interval.point(Decimal(20)), "money:USD", Period.parse("2022-11-30"))
    b = Amount(Interval.point(Decimal(1)), "money:USD", Period.parse("2025-11-30"))
    found = value("years(a, b)", a=a, b=b).interval * Interval.point(Decimal("365.25"))
    assert found.contains(Decimal(1096))  # a leap day among them
    assert value("(a / b) ** (1 / years(a, b))", a=a, b=b).interval.low > Decimal("2.71")
    with pytest.raises(FormulaError, match="dated"):
        value("years(a, b)", a=money("1"), b=b)


def test_years_between_dates():
    founded, sold = (Amount(date_interval(day, day, Approximation.EXACT), "date") for day in ("2015-12-11", "2025-12-11"))
    assert value("years(a, b)", a=founded, b=sold).interval.low.quantize(Decimal("0.01")) == Decimal("10.00")
    assert value("b - a", a=founded, b=sold).dimension == "time"


def test_an_amount_is_in_base_units():
    share = quantity_of("35 %", Interval.point(Decimal(35)), "%")
    found = amount_of(share, None, wide=False)
    assert found.interval == Interval(Decimal("0.345"), Decimal("0.355"))
    assert found.dimension == "ratio"
