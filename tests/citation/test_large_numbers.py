"""Numbers of more digits than Python reckons with by itself are printed whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.citation.formatting import figure, number_words
from tests.cli.conftest import kg  # noqa: F401 - a fixture

LARGE = "123456789012345678901234567890.123456789"


def test_every_digit_is_printed():
    assert number_words(Decimal(LARGE), "en") == "123,456,789,012,345,678,901,234,567,890.123456789"
    assert number_words(Decimal("-1e100"), "en").count("000") == 33
    assert number_words(Decimal(f"0.{'1' * 80}"), "en") == f"0.{'1' * 80}"
    assert figure([LARGE], "USD", language="en") == "$123,456,789,012,345,678,901,234,567,890.123456789"
    assert figure(["1" + "0" * 40], "USD", language="en") == "$10,000,000,000,000,000,000,000,000,000\u00a0trillion"
    assert figure([f"-{LARGE}", "1" + "0" * 60 + ".5"], "EUR", language="en").endswith("000.5")


@pytest.mark.parametrize(
    "command",
    [["cite", "a", "--lang", "en"], ["table", "-e", "acme", "--lang", "en"], ["export", "graphml"], ["export", "gexf"]],
)
def test_commands_print_them(kg, workspace_of, claims_of, command):  # noqa: F811
    space = workspace_of({"claims/news.yaml": claims_of("news", {"exact": "much", "value": f'"{LARGE}"'})})
    said = kg(*command, at=space.root)
    assert said.code == 0
    assert "123,456,789,012,345,678,901,234,567,890.123456789" in said.out


def test_large_values_are_found_and_shown_whole(kg, workspace_of, claims_of):  # noqa: F811
    space = workspace_of(
        {"claims/news.yaml": claims_of("news", {"exact": "much", "value": '"12345678901234567890123456.123456789"'})}
    )
    said = kg("find", "--min", "1e25", "--format", "json", at=space.root)
    assert [claim["value_min"] for claim in said.data["claims"]] == ["12345678901234567890123456.123456789"]
