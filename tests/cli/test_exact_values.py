"""What find and show print of a value is the value that is stored, or says that it is rounded."""

from __future__ import annotations

import pytest


@pytest.fixture
def base(workspace_of, claims_of):
    def claim(name: str, exact: str, value: str, unit: str = "USD") -> dict[str, str]:
        return {"id": name, "exact": exact, "value": f"'{value}'", "unit": unit, "period": "2025"}

    claims = [
        claim("budget", "12 345 678 901 dollars", "12345678901"),
        claim("debt", "3,456,789,012,345 dollars", "3456789012345"),
        claim("price", "1 234 567,89 euros", "1234567.89", "EUR"),
        claim("share", "1/30th", "0.0333333333", "x"),
        claim("vast", "123,456,789,012,345,678,901,234,567,890.5 dollars", "123456789012345678901234567890.5"),
        claim("round", "4.3 billion", "4300000000"),
    ]
    return workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root


def test_find_prints_every_digit(kg, base):
    rows = [line.split("\t") for line in kg("find", "--sort", "id", at=base).out.splitlines()[1:]]
    assert {row[0]: row[3] for row in rows} == {
        "budget": "12,345,678,901 USD",
        "debt": "3,456,789,012,345 USD",
        "price": "1,234,567.89 EUR",
        "round": "4.3 billion USD",
        "share": "x 0.0333333333",
        "vast": "123,456,789,012,345,678,901,234,567,890.5 USD",
    }


@pytest.mark.parametrize(
    ("claim", "lines"),
    [
        ("budget", ["value        12,345,678,901 USD", "narrow     12,345,678,900.5 to 12,345,678,901.5 USD"]),
        ("price", ["value        1,234,567.89 EUR", "narrow     1,234,567.885 to 1,234,567.895 EUR"]),
        ("round", ["narrow     4.25 to 4.35 billion USD"]),
        ("share", ["value        x 0.0333333333", "narrow     ≈ x 0.0327869 to 0.0338983"]),
        (
            "vast",
            ["narrow     123,456,789,012,345,678,901,234,567,890.45 to 123,456,789,012,345,678,901,234,567,890.55 USD"],
        ),
    ],
)
def test_show_prints_every_digit_or_a_sign_of_rounding(kg, base, claim, lines):
    said = kg("show", claim, at=base).out
    assert [line for line in lines if line not in said] == []


def test_the_readings_of_a_large_value_are_whole_in_json(kg, base):
    readings = kg("show", "vast", "--format", "json", at=base).data["readings"]
    assert readings["stated"] == {"low": "123456789012345678901234567890.5", "high": "123456789012345678901234567890.5"}
    assert readings["narrow"]["low"] == "123456789012345678901234567890.45"


def test_two_large_values_in_conflict_are_told_apart(kg, workspace_of, claims_of):
    claims = [
        {"id": f"budget-{end}", "exact": f"12,345,678,9{end} euros", "value": f"123456789{end}", "unit": "EUR"}
        for end in ("01", "11")
    ]
    root = workspace_of({"claims/news.yaml": claims_of("news", *claims)}).root
    [finding] = kg("check", "--format", "json", at=root).data["findings"]
    explained = kg("check", "--explain", finding["id"], at=root).out
    assert "reads as 12,345,678,900.5 to 12,345,678,901.5 EUR" in explained
    assert "budget-11: 12,345,678,900.5 to 12,345,678,901.5 EUR" in explained
    assert "12,345,678,910.5 to 12,345,678,911.5 EUR" in kg("timeline", "acme", "revenue", at=root).out
