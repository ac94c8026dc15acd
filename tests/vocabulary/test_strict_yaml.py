"""The strict reader: few types, no surprises, a line for everything."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import InvalidFilesError
from kg.vocabulary.strict_yaml import BareDecimal, read_yaml


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidFilesError) as error:
        read_yaml(text, "f.yaml")
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4300000000", 4300000000),
        ("-5", -5),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-02", "2026-02"),
        ("2026-02-09", "2026-02-09"),
        ("2026-02-09 10:00:00", "2026-02-09 10:00:00"),
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("True", "True"),
        ("on", "on"),
        ("Null", "Null"),
        ("007", "007"),
        ("0x10", "0x10"),
        ("0o10", "0o10"),
        ("1_000", "1_000"),
        ("+5", "+5"),
        ("12:30", "12:30"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1.2.3", "1.2.3"),
        ("<<", "<<"),
        ("=", "="),
        ("'4.3'", "4.3"),
        ('"4"', "4"),
        ("x: y", {"x": "y"}),
        ("[1, a, null]", [1, "a", None]),
    ],
)
def test_types(written, read):
    found = read_yaml(f"k: {written}\n" if not isinstance(read, dict) else f"k:\n  {written}\n", "f.yaml").data["k"]
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize("written", ["4.3", "-4.3", "1.", ".5", "1e5", "1.5e-3", "+0.1", "1E5"])
def test_a_bare_decimal_is_told_from_a_text(written):
    found = read_yaml(f"k: {written}\n", "f.yaml").data["k"]
    assert isinstance(found, BareDecimal)
    assert found == written


def test_a_number_of_thousands_of_digits_is_left_a_text():
    digits = "9" * 5000
    assert read_yaml(f"k: {digits}\n", "f.yaml").data["k"] == digits


def test_a_quote_that_is_never_closed_is_told_where_it_begins():
    said = "f.yaml:2: not YAML: found unexpected end of stream, while scanning a quoted scalar"
    assert problems('a: b\nc: "d\ne: f\ng: h\n') == [said]


def test_keys_are_texts():
    assert read_yaml("1: a\ntrue: b\nnull: c\n2026-01-01: d\n", "f.yaml").data == {
        "1": "a",
        "true": "b",
        "null": "c",
        "2026-01-01": "d",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["f.yaml:3: the key 'a' is given twice"]),
        ("x:\n  - a: 1\n    a: 2\n", ["f.yaml:3: x[0]: the key 'a' is given twice"]),
        ("a: &x [1]\nb: *x\n", ["f.yaml:1: b: anchors and aliases are not used here: write the value out"]),
        (
            "a: !!python/object:os.system x\n",
            ["f.yaml:1: a: the tag tag:yaml.org,2002:python/object:os.system is not used here"],
        ),
        ("a: !mine 1\nb: !!set {x}\n", None),
        ("? [a, b]\n: 1\n", ["f.yaml:1: a key must be a plain word"]),
        ("a: [1, 2\nb: 3\n", None),
        ("a: 'open\n", None),
        ("a: 1\n b: 2\n", None),
        ("\ta: 1\n", None),
        ("a: 1\n---\nb: 2\n", None),
        ("a: \x07\n", None),
        ("a: @x\n", None),
    ],
)
def test_problems_of_notation(text, expected):
    found = problems(text)
    assert found
    if expected is not None:
        assert found == expected
    assert all(line.startswith("f.yaml") for line in found)


def test_all_problems_of_a_file_are_told_at_once():
    assert problems("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 2}\n") == [
        "f.yaml:2: the key 'a' is given twice",
        "f.yaml:3: b: the tag !x is not used here",
        "f.yaml:4: c: the key 'd' is given twice",
    ]


def test_a_syntax_error_has_its_line():
    assert problems("a: 1\nb: [1,\nc: 2\n")[0].startswith(("f.yaml:3: not YAML", "f.yaml:4: not YAML"))


def test_billion_laughs_are_not_laughed():
    rows = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    start = time.perf_counter()
    assert "anchors and aliases" in problems("\n".join(rows))[0]
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("text", ["[" * 200_000, "k:\n  " + "- " * 100_000, "{a: " * 50_000, "[" * 101 + "]" * 101])
def test_deep_nesting_is_refused(text):
    start = time.perf_counter()
    assert problems(text) == [f"f.yaml:{text.count(chr(10)) + 1}: not YAML: nested deeper than 100"]
    assert time.perf_counter() - start < 5


def test_nesting_that_nobody_means_badly_is_read():
    assert read_yaml("[" * 50 + "]" * 50, "f.yaml").data


LINES = """\
# a comment
source: news
claims:
  - id: a

    at: [1,
         2]
  - id: b
    note: >-
      long
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("source",), 2),
        (("claims",), 3),
        (("claims", 0), 4),
        (("claims", 0, "at"), 6),
        (("claims", 0, "at", 1), 7),
        (("claims", 1, "note"), 9),
        (("claims", 1, "missing"), 8),
        (("claims", 7), 3),
        (("nothing", "here"), 2),
    ],
)
def test_lines(path, line):
    assert read_yaml(LINES, "f.yaml").line(path) == line


def test_an_empty_file_is_nothing():
    assert read_yaml("", "f.yaml").data is None
    assert read_yaml("# only a comment\n", "f.yaml").data is None
    assert read_yaml("", "f.yaml").line(["a"]) is None


def test_a_byte_order_mark_is_no_content():
    assert read_yaml("\ufeffa: 1\n", "f.yaml").data == {"a": 1}


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(InvalidFilesError):
        read_yaml(text, "f.yaml")
