"""What a person sees on a terminal of 80 columns: lines end between words, ids stay whole, columns stay aligned."""

from __future__ import annotations

import click
import pytest

from kg.cli import output

LONG = "The county counted its tractors twice, once in spring and once in autumn, and gives both sums in one table. " * 2


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def base(workspace_of, claims_of):
    derived = "{formula: revenue - expenses, inputs: {revenue: revenue-of-the-year, expenses: expenses-of-the-year}}"
    claims = [
        {"id": "revenue-of-the-year"},
        {"id": "expenses-of-the-year", "metric": "expenses", "value": "3100000000", "exact": "3.1 billion"},
        {
            "id": "profit-of-the-year",
            "metric": "profit",
            "value": "2200000000",
            "exact": "2.2 billion",
            "derived": derived,
            "note": f'"{LONG}\\n\\tand a tab | a pipe"',
        },
    ]
    source = f"""\
id: tractors
type: article
title: {LONG}
author: ["O'Neil, Jane", "Berg, K."]
publisher: The County Paper
url: https://example.org/{"a-long-path/" * 9}
published: {{date: 2026-01, basis: "{LONG}"}}
"""
    return workspace_of({"sources/tractors.yaml": source, "claims/tractors.yaml": claims_of("tractors", *claims)}).root


def lines_of(text: str) -> list[str]:
    return [click.unstyle(line).rstrip() for line in text.splitlines()]


COMMANDS = {
    "show": ["show", "profit-of-the-year"],
    "cite": ["cite", "profit-of-the-year"],
    "cite with sources": ["cite", "profit-of-the-year", "--style", "apa"],
    "explain": ["check", "--explain", "derivation/profit-of-the-year"],
    "culprits": ["check", "--culprits"],
    "validate": ["validate"],
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_line_is_longer_than_the_terminal_but_for_an_address(kg, base, terminal, arguments):
    said = kg(*arguments, at=base)
    assert said.out
    assert [line for line in lines_of(said.out) if len(line) > 80 and " " in line.strip()] == []


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_a_pipe_gets_whole_lines(kg, base, arguments):
    assert max(map(len, kg(*arguments, at=base).out.splitlines())) > 80


def test_what_show_tells_goes_on_below_where_it_began(kg, base, terminal):
    lines = lines_of(kg("show", "profit-of-the-year", at=base).out)
    start = next(number for number, line in enumerate(lines) if line.startswith("  note "))
    assert lines[start].startswith("  note         The county counted its tractors twice,")
    assert [line[:16].strip() for line in lines[start + 1 : start + 4]] == [lines[start + n][15] for n in (1, 2, 3)]
    assert "\t" not in "".join(lines)


def test_show_keeps_authors_apart_and_tells_findings_by_id(kg, base):
    said = kg("show", "profit-of-the-year", at=base).out
    assert "  by         O'Neil, Jane; Berg, K.; The County Paper\n" in said
    assert " [derivation/profit-of-the-year]\n" in said


def test_a_table_that_just_fits_breaks_no_id(terminal, capsys):
    rows = [
        (
            "revenue-of-the-year",
            "How much did they take in, month by month, and from whom?",
            "source=the-county-paper-of-spring",
        ),
        ("b", "A question in some more words than there is room for", "entity=acme"),
    ]
    output.print_table(("query", "answers", "parameters"), rows)
    said = capsys.readouterr().out
    assert "source=the-county-paper-of-spring" in said
    assert max(map(len, lines_of(said))) <= 80


def test_wide_letters_do_not_push_a_column_away(terminal, capsys):
    output.print_table(("entity", "value"), [("農林水産省統計部", "1"), ("acme", "2")])
    assert "農林水産省統計部" in capsys.readouterr().out
