"""Fresh files are in house style, and any text reads back as it was, from a fresh file and from an edited one."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.claim import Claim, Derivation, Review, ReviewState
from kg.model.vocabulary import Source
from kg.vocabulary.records import validated
from kg.vocabulary.strict_yaml import read_yaml
from kg.workspace.editing import EditError, Replace, edit_claims, edit_source, write_source
from kg.workspace.emission import canonical_claims, canonical_source
from kg.workspace.loading import load_source
from kg.workspace.records import ClaimFile, SourceRecord
from kg.workspace.workspace import Workspace

TEXT = """\
source: news
claims:
  - id: a
    exact: x   # the figure
    entity: acme
    metric: users
    value: [1, 2]
    unit: count
    undated: never
    status: reported
    note: >-
      folded
      text

  # kept
  - id: b
    exact: 'x'
    entity: acme
    metric: users
    value: '4.30'
    unit: count
    qualifiers: {product: p, of: o}
    as_of: 2025
    status: reported
"""


def claims_in(text: str) -> list[Claim]:
    record = validated(ClaimFile, read_yaml(text, "f.yaml"), "claims")
    return [claim.to_claim(record.source) for claim in record.claims]


A, B = claims_in(TEXT)


# Any text survives

texts = st.text(min_size=1, max_size=40) | st.text(
    alphabet="a \n\t:#-'\"\\{}[],&*!|>%@`?~=.0e\r\u2028\u00a0\u202f\x85\ufeff😀", min_size=1, max_size=20
)
sayings = st.builds(
    " ".join, st.lists(st.text(alphabet="aé:#-'\"1.,\u00a0", min_size=1, max_size=12), min_size=1, max_size=40)
)


@settings(max_examples=150)
@given(texts | sayings, texts)
def test_any_text_reads_back_or_is_refused_as_a_whole(note, exact):
    new = replace(A, note=note, exact=exact, qualifiers={"of": note}, attributed_to=None)
    try:
        fresh = canonical_claims("news", [new, B])
        spliced = edit_claims(TEXT, "f.yaml", [Replace("a", new)])
    except EditError:
        assert any("\ud800" <= character <= "\udfff" for character in note + exact)
        return
    assert claims_in(fresh) == [new, B]
    assert claims_in(spliced) == [new, B]
    assert spliced.endswith(TEXT[TEXT.index("  # kept") :])


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "on", "~", "null", "Null", "true", "4.3", "1e5", "007", "0x1F", "1_000", "12:30", ".inf", "=", "<<", "- a", "a: b",
     "a #b", "#a", "'", '"', "%", "@x", "`x`", "*a", "&a", "!a", "|", ">", "?", "-", ":", " a", "a ", "a\nb", "\ta", "2025", "---", "..."],
)  # fmt: skip
def test_what_another_reader_would_type_is_quoted(text):
    new = replace(A, note=text)
    fresh = canonical_claims("news", [new])
    assert claims_in(fresh) == [new]
    assert yaml.safe_load(fresh)["claims"][0]["note"] == text


def test_a_fresh_file_is_in_house_style():
    derived = Derivation("p / q", {"p": "a", "q": "b"})
    long = "a long remark " * 12
    claims = [
        replace(B, derived=derived, note=long.strip(), review=Review(ReviewState.ACCEPTED, on="2026-11-21")),
        replace(A, note=None),
    ]
    expected = """\
source: news
claims:
  - id: b
    exact: x
    entity: acme
    metric: users
    value: '4.3'
    unit: count
    qualifiers: {product: p, of: o}
    as_of: '2025'
    status: reported
    derived:
      formula: p / q
      inputs: {p: a, q: b}
    review: {state: accepted, on: 2026-11-21}
    note: >-
      a long remark a long remark a long remark a long remark a long remark a long remark a long remark a long
      remark a long remark a long remark a long remark a long remark

  - id: a
    exact: x
    entity: acme
    metric: users
    value: [1, 2]
    unit: count
    undated: never
    status: reported
"""
    assert canonical_claims("news", claims) == expected
    assert canonical_claims("news", []) == "source: news\nclaims: []\n"


# Sources

SOURCE = """\
# record
id: news
type: article  # kind
title: "A title"
author: [Ann]
published: 2026-02
text:
  sha256: {sha}
  length: 5  # code points
""".format(sha="0" * 64)  # fmt: skip


def source_in(text: str) -> Source:
    return validated(SourceRecord, read_yaml(text, "s.yaml"), "source").to_source()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"title": "B: c"}, ['- title: "A title"', "+ title: 'B: c'"]),
        ({"length": 6}, ["-   length: 5  # code points", "+   length: 6  # code points"]),
        ({"authors": ("Ann", "Bo")}, ["- author: [Ann]", "+ author: [Ann, Bo]"]),
        ({"published_basis": "seen"}, ["- published: 2026-02", "+ published:", "+   date: 2026-02", "+   basis: seen"]),
        ({"sha256": None, "length": None}, ["- text:", f"-   sha256: {'0' * 64}", "-   length: 5  # code points"]),
        ({"url": "https://x.org/?a=1#b", "note": "n"}, ["+ url: https://x.org/?a=1#b", "+ note: n"]),
    ],
)
def test_a_source_is_edited_in_place(fields, expected):
    after = edit_source(SOURCE, "s.yaml", replace(source_in(SOURCE), **fields))
    lines = [line for line in difflib.ndiff(SOURCE.splitlines(), after.splitlines()) if line.startswith(("-", "+"))]
    assert sorted(lines) == sorted(expected)


@given(texts, texts, st.lists(texts, max_size=3))
def test_any_source_reads_back(title, basis, authors):
    source = replace(source_in(SOURCE), title=title, published_basis=basis, authors=tuple(authors))
    assert source_in(canonical_source(source)) == source


def test_a_source_that_would_not_read_back_is_refused():
    with pytest.raises(EditError):
        edit_source(SOURCE, "s.yaml", replace(source_in(SOURCE), url="not an address"))
    with pytest.raises(EditError):
        edit_source("{id: news}\n", "s.yaml", source_in(SOURCE))


def test_a_source_is_written(workspace_of):
    workspace = workspace_of({})
    source = replace(source_in(SOURCE), description="x: y")
    path = write_source(workspace, source)
    assert path.read_text() == canonical_source(source)
    path.write_text("# kept\n" + path.read_text())
    write_source(workspace, replace(source, note="more"))
    assert path.read_text().startswith("# kept\n")
    assert load_source(Workspace.open(workspace.root), path).note == "more"
