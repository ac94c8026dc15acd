"""kg validate warns of figures that do not go with what they are said to be."""

from __future__ import annotations

import pytest

METRICS = """\
metrics:
  - id: depth
    kind: stock
    dimension: length
    sign: any
  - id: mood
    kind: stock
"""


def warnings(kg, workspace_of, claims_of, **claim: str) -> list[tuple[str, str, str]]:
    text = claims_of("news", {"id": "r", **claim})
    space = workspace_of({"claims/news.yaml": text, "claims/vocabulary/metrics.yaml": METRICS})
    said = kg("validate", "--format", "json", at=space.root)
    assert said.code == 0
    results = [r for r in said.data["results"] if r["kind"] == "claim" and r["path"] != "kg:evidence"]
    assert all((r["severity"], r["focus"]) == ("warning", "r") for r in results)
    return [(r["path"], r["message"], r["value"]) for r in results]


@pytest.mark.parametrize(
    ("metric", "unit", "value", "dimension"),
    [
        ("revenue", "km", "3", "money"),
        ("revenue", "year", "3", "money"),
        ("users", "USD", "3", "count"),
        ("market_share", "EUR", "3", "share"),
        ("launch_date", "USD", "3", "date"),
        ("age", "%", "3", "time"),
        ("depth", "USD", "3", "length"),
        ("depth", "count", "3", "length"),
    ],
)
def test_a_unit_of_another_dimension_than_the_metric(kg, workspace_of, claims_of, metric, unit, value, dimension):
    told = warnings(kg, workspace_of, claims_of, metric=metric, unit=f'"{unit}"', value=value)
    assert told == [("qudt:hasUnit", f"the metric {metric} is of the dimension {dimension}, the unit is not", unit)]


@pytest.mark.parametrize(
    ("metric", "unit", "value", "more"),
    [
        ("revenue", "USD", "3", {}),
        ("revenue", "EUR", "3", {"per": "month"}),
        ("revenue", "USD/hour", "3", {}),
        ("budget_deficit", "%", "3", {}),
        ("users", "count", "3", {}),
        ("market_share", "pp", "3", {}),
        ("expense_ratio", "USD", '"1.6"', {"per": "USD"}),
        ("births_change", "count", "-3", {}),
        ("launch_date", "date", "2026", {}),
        ("depth", "m", "-3", {}),
        ("mood", "USD", "-3", {}),
    ],
)
def test_a_unit_that_goes_with_its_metric(kg, workspace_of, claims_of, metric, unit, value, more):
    assert warnings(kg, workspace_of, claims_of, metric=metric, unit=f'"{unit}"', value=value, **more) == []


@pytest.mark.parametrize(("value", "shown"), [("-5", "-5"), ("[-5, 5]", "-5")])
def test_a_value_below_zero_of_a_metric_that_never_is(kg, workspace_of, claims_of, value, shown):
    told = warnings(kg, workspace_of, claims_of, value=value)
    assert told == [("schema:variableMeasured", "the metric revenue is never below zero", shown)]


def test_a_superlative_among_nobody(kg, workspace_of, claims_of):
    told = warnings(kg, workspace_of, claims_of, qualifiers="{superlative: largest of nobody}")
    message = "the entity among whose figures it is the extreme is not described"
    assert told == [("kg:superlative", message, "largest of nobody")]


@pytest.mark.parametrize("superlative", ["largest", "smallest of acme"])
def test_a_superlative_among_what_is_known(kg, workspace_of, claims_of, superlative):
    assert warnings(kg, workspace_of, claims_of, qualifiers=f"{{superlative: {superlative}}}") == []
