"""Rules between metrics."""

from __future__ import annotations

import pytest

from kg.model.errors import FormulaError
from kg.model.formula import names_in
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.vocabulary.rules import PREVIOUS, parse_rule


@pytest.mark.parametrize(
    ("text", "operator", "names"),
    [
        ("net_loss == expenses - revenue", "==", ("net_loss", "expenses", "revenue")),
        ("part<=whole", "<=", ("part", "whole")),
        ("  a >= 2 * b  ", ">=", ("a", "b")),
        ("request_share <= 1", "<=", ("request_share",)),
        ("growth == revenue / previous( revenue ) - 1", "==", ("growth", "revenue", f"{PREVIOUS}revenue")),
    ],
)
def test_a_rule_is_one_comparison(text, operator, names):
    rule = parse_rule(text)
    assert (rule.operator, rule.names) == (operator, names)


@pytest.mark.parametrize(
    "text", ["", "a", "a = b", "a != b", "a < b", "a == b == c", "a <== b", "2 == 2", "a == b.c", "a == b\n== c"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(FormulaError):
        parse_rule(text)


def test_the_engines_rules_speak_of_known_metrics():
    for rule in engine_rules():
        parsed = parse_rule(rule.rule)
        for name in (*names_in(parsed.left), *names_in(parsed.right)):
            assert name.removeprefix(PREVIOUS) in engine_metrics(), rule.id
