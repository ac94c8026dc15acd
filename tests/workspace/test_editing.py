"""Editing leaves every byte it is not asked to change, and writes nothing that would read back otherwise."""

from __future__ import annotations

import difflib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.claim import Claim, Derivation, Review, ReviewState, Status
from kg.model.errors import InvalidFilesError, KgError, UsageError
from kg.model.quantity import Approximation
from kg.vocabulary.records import validated
from kg.vocabulary.strict_yaml import read_yaml
from kg.workspace.editing import (
    Append,
    EditError,
    Remove,
    Replace,
    change_claims,
    edit_claims,
    write_claims,
)
from kg.workspace.emission import canonical_claims
from kg.workspace.loading import load_base, load_claims
from kg.workspace.records import ClaimFile

ROOT = Path(__file__).parents[2]

TEXT = """\
# By hand; do not lose this.
source: news   # the source
claims:

  # the lead
  - id: a   # first
    at: [1,
         2]
    exact: '4.3  billion'
    entity: acme
    metric: revenue
    value: 4300000000     # as printed
    approx: exact
    unit: "USD"
    # the period is that of the title
    period: 2025
    status: reported
    note: >-
      folded
      text

    # after the note


  - id: b
    exact: 'x'
    entity: acme
    metric: users
    value: '4.30'
    unit: count
    qualifiers: {product: "p",   of: o}
    as_of: 2025
    status: reported
    derived:     # how
      formula: p / q   # a share
      inputs:
        p: a
        q: a
      note: n
    # b ends
  # about c
  -
    id: c
    exact: x
    entity: acme
    metric: users
    value: [1, 2]
    unit: count
    undated: never
    status: reported
# the end
"""


def claims_in(text: str) -> list[Claim]:
    record = validated(ClaimFile, read_yaml(text.removeprefix("\ufeff"), "f.yaml"), "claims")
    return [claim.to_claim(record.source) for claim in record.claims]


def claim(identifier: str) -> Claim:
    return next(claim for claim in claims_in(TEXT) if claim.id == identifier)


def changed(*changes, text: str = TEXT) -> list[str]:
    """The lines that differ, with - and +."""
    after = edit_claims(text, "f.yaml", changes)
    lines = difflib.ndiff(text.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("-", "+"))]


def test_no_change_changes_nothing():
    assert edit_claims(TEXT, "f.yaml", []) == TEXT
    assert edit_claims(TEXT, "f.yaml", [Replace(name, claim(name)) for name in "abc"]) == TEXT


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("a", {"values": ("5",)}, ["-     value: 4300000000     # as printed", "+     value: 5     # as printed"]),
        ("a", {"values": ("4.5",)}, ["-     value: 4300000000     # as printed", "+     value: '4.5'     # as printed"]),
        ("a", {"approximation": Approximation.ABOUT}, ["-     approx: exact", "+     approx: about"]),
        ("a", {"at": (3, 4)}, ["-     at: [1,", "-          2]", "+     at: [3, 4]"]),
        ("a", {"at": None}, ["-     at: [1,", "-          2]"]),
        ("a", {"id": "z"}, ["-   - id: a   # first", "+   - id: z   # first"]),
        ("a", {"note": None}, ["-     note: >-", "-       folded", "-       text"]),
        ("a", {"note": "new: # y"}, ["-     note: >-", "-       folded", "-       text", "+     note: 'new: # y'"]),
        ("a", {"period": None}, ["-     period: 2025"]),
        ("a", {"per": "month", "as_of": "2026"}, ["+     per: month", "+     as_of: '2026'"]),
        ("a", {"qualifiers": {"of": "x, y"}}, ["+     qualifiers: {of: 'x, y'}"]),
        ("a", {"review": Review(ReviewState.ACCEPTED, on="2026-11-21")}, ["+     review: {state: accepted, on: 2026-11-21}"]),
        (
            "a",
            {"derived": Derivation("p - q", {"p": "b", "q": "c"})},
            ["+     derived:", "+       formula: p - q", "+       inputs: {p: b, q: c}"],
        ),
        ("b", {"values": ("4.31",)}, ["-     value: '4.30'", "+     value: '4.31'"]),
        ("b", {"qualifiers": {}}, ['-     qualifiers: {product: "p",   of: o}']),
        ("b", {"qualifiers": {"of": "o"}}, ['-     qualifiers: {product: "p",   of: o}', "+     qualifiers: {of: o}"]),
        (
            "b",
            {"derived": Derivation("p * q", {"p": "a", "q": "a"}, "n")},
            ["-       formula: p / q   # a share", "+       formula: p * q   # a share"],
        ),
        ("b", {"derived": Derivation("p / q", {"p": "c", "q": "a"}, "n")}, ["-         p: a", "+         p: c"]),
        (
            "b",
            {"derived": Derivation("p / r", {"p": "a", "r": "c"})},
            ["-       formula: p / q   # a share", "+       formula: p / r   # a share", "-         q: a", "+         r: c", "-       note: n"],
        ),
        (
            "b",
            {"derived": Derivation("s", {"s": "c"}, "n")},
            [
                "-       formula: p / q   # a share",
                "-       inputs:",
                "+       formula: s   # a share",
                "+       inputs: {s: c}",
                "-         p: a",
                "-         q: a",
            ],
        ),
        (
            "b",
            {"derived": None},
            ["-     derived:     # how", "-       formula: p / q   # a share", "-       inputs:", "-         p: a", "-         q: a", "-       note: n"],
        ),
        ("c", {"id": "d"}, ["-     id: c", "+     id: d"]),
        ("c", {"values": ("3",)}, ["-     value: [1, 2]", "+     value: 3"]),
        ("c", {"status": Status.TARGET, "undated": None, "as_of": "2026-02"}, ["-     undated: never", "+     as_of: 2026-02", "-     status: reported", "+     status: target"]),
    ],
)  # fmt: skip
def test_only_the_lines_concerned_change(name, fields, expected):
    assert sorted(changed(Replace(name, replace(claim(name), **fields)))) == sorted(expected)


def test_a_key_that_goes_at_the_end_of_a_block_makes_way_for_new_ones():
    new = replace(claim("b"), derived=Derivation("p / q", {"p": "a", "q": "a"}), review=Review(by="x"), note="n")
    assert sorted(changed(Replace("b", new))) == [
        "+     note: n",
        "+     review: {state: proposed, by: x}",
        "-       note: n",
    ]


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "values": st.sampled_from([("1",), ("1.5", "2")]),
        "at": st.sampled_from([None, (1, 2)]),
        "period": st.sampled_from([None, "2025", "2024/2025"]),
        "undated": st.sampled_from([None, "no: date", "long " * 40 + "text"]),
        "qualifiers": st.sampled_from([{}, {"of": "x, y"}, {"product": "p", "of": "'"}]),
        "derived": st.sampled_from(
            [
                None,
                Derivation("p", {"p": "a"}, "# n"),
                Derivation("q / p", {"p": "b", "q": "a" * 120}),
                Derivation("q", {"q": "c"}),
            ]
        ),
        "review": st.sampled_from([Review(), Review(ReviewState.REJECTED, by="x", note="a\nb")]),
        "note": st.sampled_from([None, "n", "long " * 40 + "text"]),
    },
)


def with_fields(claim, fields):
    """The claim changed; one with a time says no reason for having none."""
    new = replace(claim, **fields)
    return replace(new, undated=None) if new.period or new.as_of else new


CHANGES = st.dictionaries(st.sampled_from("abc"), st.none() | FIELDS)


@given(CHANGES, st.lists(FIELDS, max_size=2), CHANGES, st.booleans())
def test_any_changes_can_be_made_one_after_the_other(first, added, second, windows):
    """What is asked for is what is read again: edit_claims itself compares, and would raise."""
    text = TEXT.replace("\n", "\r\n") if windows else TEXT
    for changes in (first, second):
        claims = {claim.id: claim for claim in claims_in(text)}
        wanted = [
            Append(with_fields(claim("c"), {**fields, "id": f"new-{len(claims)}-{n}"})) for n, fields in enumerate(added)
        ]
        for name, fields in changes.items():
            if name in claims:
                wanted.append(Remove(name) if fields is None else Replace(name, with_fields(claims[name], fields)))
        text = edit_claims(text, "f.yaml", wanted)
        assert text.startswith(TEXT.splitlines()[0])
        assert text.count("\r\n") == (text.count("\n") if windows else 0)


def test_new_keys_come_at_their_documented_place():
    after = edit_claims(TEXT, "f.yaml", [Replace("a", replace(claim("a"), per="month", attributed_to="globex"))])
    keys = [
        line.split(":")[0].strip() for line in after.splitlines()[5:22] if ": " in line and "#" not in line.split(":")[0]
    ]
    assert keys.index("per") == keys.index("unit") + 1
    assert keys.index("attributed_to") == keys.index("status") + 1


def test_append():
    assert changed(Append(Claim("d", "news", "4.0", "acme", "revenue", ("4",), "%", as_of="2025"))) == [
        "+ ",
        "+   - id: d",
        "+     exact: '4.0'",
        "+     entity: acme",
        "+     metric: revenue",
        "+     value: 4",
        "+     unit: '%'",
        "+     as_of: '2025'",
        "+     status: reported",
    ]


def test_what_is_appended_stands_before_the_closing_comment():
    after = edit_claims(TEXT, "f.yaml", [Append(replace(claim("c"), id="d"))])
    assert after.endswith("    status: reported\n# the end\n")


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_remove(name):
    after = edit_claims(TEXT, "f.yaml", [Remove(name)])
    assert [claim.id for claim in claims_in(after)] == [other for other in "abc" if other != name]
    assert "# the lead" in after
    assert "# about c" in after
    assert ("# b ends" in after) is (name != "b")
    assert "\n\n\n\n" not in after


def test_remove_all_and_begin_again():
    empty = edit_claims(TEXT, "f.yaml", [Remove(name) for name in "abc"])
    assert claims_in(empty) == []
    assert "claims: []" in empty
    again = edit_claims(empty, "f.yaml", [Append(claim("b")), Append(claim("a"))])
    assert claims_in(again) == [claim("b"), claim("a")]


def test_several_changes_at_once():
    changes = [Remove("c"), Append(replace(claim("c"), id="d")), Replace("a", replace(claim("a"), note="n")), Remove("b")]
    assert [claim.id for claim in claims_in(edit_claims(TEXT, "f.yaml", changes))] == ["a", "d"]


@pytest.mark.parametrize(
    "text",
    [
        "source: news\nclaims: []\n",
        "source: news\nclaims: []  # none yet\n",
        "source: news\n",
        "source: news",
        "# c\nsource: news\n# end\n",
        "claims: []\nsource: news\n",
        "\ufeffsource: news\r\nclaims: []\r\n",
    ],
)
def test_a_first_claim(text):
    after = edit_claims(text, "f.yaml", [Append(claim("a")), Append(claim("b"))])
    assert claims_in(after) == [claim("a"), claim("b")]
    assert after.startswith("\ufeff") is text.startswith("\ufeff")
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else 0)


def test_a_claim_in_flow_style_stays_on_its_line():
    text = 'source: news\nclaims:\n- {id: a, exact: x, entity: acme, metric: m, value: 1, unit: x, status: reported} # c\n- {"id": "b", "exact": "x", "entity": "acme", "metric": "m", "value": 1, "unit": "x"}\n'
    first, second = claims_in(text)
    after = edit_claims(text, "f.yaml", [Replace("a", replace(first, note="n: {"))])
    assert after.splitlines()[3:] == text.splitlines()[3:]
    assert after.splitlines()[2].endswith(" # c")
    after = edit_claims(text, "f.yaml", [Append(replace(second, id="c")), Remove("a")])
    assert [claim.id for claim in claims_in(after)] == ["b", "c"]
    assert "\n- id: c\n  exact: x\n" in after


def test_without_a_newline_at_the_end():
    text = TEXT.removesuffix("\n# the end\n")
    assert claims_in(edit_claims(text, "f.yaml", [Append(replace(claim("a"), id="d"))]))[-1].id == "d"
    assert claims_in(edit_claims(text, "f.yaml", [Replace("c", replace(claim("c"), note="x"))]))[-1].note == "x"
    assert len(claims_in(edit_claims(text, "f.yaml", [Remove("c")]))) == 2


def test_what_follows_the_claims_stays():
    waivers = "\nwaivers:\n  - finding: f1   # why\n    reason: known\n"
    text = TEXT.replace("# the end\n", waivers)
    for change in (Append(replace(claim("a"), id="d")), Remove("c"), Replace("c", replace(claim("c"), note="n"))):
        assert edit_claims(text, "f.yaml", [change]).endswith(waivers)


def test_windows_lines_stay_so():
    text = TEXT.replace("\n", "\r\n")
    for change in (Replace("a", replace(claim("b"), id="a")), Append(replace(claim("b"), id="d")), Remove("b")):
        after = edit_claims(text, "f.yaml", [change])
        assert after.count("\r\n") == after.count("\n")
        assert after.replace("\r\n", "\n") == edit_claims(TEXT, "f.yaml", [change])


@pytest.mark.parametrize("change", [Remove("z"), Replace("z", claim("a"))])
def test_an_unknown_claim_is_refused(change):
    with pytest.raises(UsageError, match="no claim is called 'z'"):
        edit_claims(TEXT, "f.yaml", [change])


def test_a_claim_that_is_given_twice_is_refused():
    text = TEXT.replace("id: c", "id: a")
    with pytest.raises(UsageError, match="2 claims are called 'a'"):
        edit_claims(text, "f.yaml", [Remove("a")])


@pytest.mark.parametrize(
    "bad",
    [
        replace(claim("a"), unit="zorkmid"),
        replace(claim("a"), entity="No Slug"),
        replace(claim("a"), exact=""),
        replace(claim("a"), values=("4.30",)),
        replace(claim("a"), note="\ud800"),
        replace(claim("a"), qualifiers={"colour": "red"}),
    ],
)
def test_what_would_not_read_back_is_not_written(bad):
    with pytest.raises(EditError, match="the change cannot be written"):
        edit_claims(TEXT, "f.yaml", [Replace("a", bad)])


@pytest.mark.parametrize(
    "text",
    [
        "{source: news, claims: []}\n",
        "source: news\nclaims: [{id: a, exact: x, entity: acme, metric: m, value: 1, unit: x}]\n",
    ],
)
def test_flow_style_throughout_is_refused(text):
    with pytest.raises(EditError, match="write each as an item of its own"):
        edit_claims(text, "f.yaml", [Append(claim("b"))])


def test_a_file_that_is_no_claims_file_is_refused():
    with pytest.raises(InvalidFilesError):
        edit_claims("source: [", "f.yaml", [Append(claim("b"))])


@pytest.mark.parametrize("path", sorted((ROOT / "claims").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_files_of_the_flagship_base_survive(path):
    """Each claim changed and changed back leaves the file as it was; what is written anew says the same."""
    text = path.read_text(encoding="utf-8")
    claims = claims_in(text)
    assert claims_in(canonical_claims(path.stem, claims)) == claims
    for claim in claims[:: max(1, len(claims) // 4)]:
        other = replace(
            claim, entity="someone-else", status=Status.TARGET if claim.status != Status.TARGET else Status.REPORTED
        )
        there = edit_claims(text, path.name, [Replace(claim.id, other)])
        assert there != text
        assert edit_claims(there, path.name, [Replace(claim.id, claim)]) == text


# In a workspace


def test_claims_are_created_changed_and_removed(workspace_of, claims_of):
    workspace = workspace_of({"sources/news.yaml": "id: news\n"})
    a, b = (replace(claim("c"), id=name, metric="users") for name in "ab")
    path = write_claims(workspace, "news", [a, b])
    assert path == workspace.root / "claims" / "news.yaml"
    assert path.read_text() == canonical_claims("news", [a, b])
    assert load_base(workspace).claims == (a, b)
    path.write_text("# kept\n" + path.read_text())
    write_claims(workspace, "news", [replace(b, note="n"), replace(a, id="c")])
    assert path.read_text().startswith("# kept\n")
    assert [claim.id for claim in load_base(workspace).claims] == ["b", "c"]
    change_claims(workspace, "news", [Append(a), Replace("b", b)])
    assert [claim.id for claim in load_base(workspace).claims] == ["b", "c", "a"]


def test_what_says_the_same_is_not_written_again(workspace_of):
    workspace = workspace_of({"claims/news.yaml": TEXT})
    path = workspace.root / "claims" / "news.yaml"
    before = path.stat()
    write_claims(workspace, "news", load_claims(workspace, path))
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_json_lines_stay_json_lines(workspace_of):
    lines = [
        json.dumps({"id": name, "exact": "x", "entity": "acme", "metric": "users", "unit": "count", "value": 1})
        for name in "abc"
    ]
    workspace = workspace_of({"claims/news.jsonl": "\n\n".join(lines)})
    path = workspace.root / "claims" / "news.jsonl"
    a, b, _ = load_claims(workspace, path)
    assert (
        change_claims(workspace, "news", [Replace("b", replace(b, note="é\u2028")), Remove("c"), Append(replace(a, id="d"))])
        == path
    )
    written = path.read_text(encoding="utf-8").split("\n")
    assert written[0] == lines[0]
    assert [claim.id for claim in load_claims(workspace, path)] == ["a", "b", "d"]
    assert load_claims(workspace, path)[1].note == "é\u2028"
    with pytest.raises(EditError):
        change_claims(workspace, "news", [Replace("b", replace(b, unit="nonsense"))])
    with pytest.raises(KgError):
        change_claims(workspace, "news", [Replace("b", replace(b, note="\ud800"))])
    assert path.read_text(encoding="utf-8").split("\n") == written


def test_what_cannot_be_written_is_refused_before(workspace_of):
    workspace = workspace_of({"sources/news.yaml": "id: news\n"})
    with pytest.raises(UsageError, match="is of 'news', not of 'other'"):
        write_claims(workspace, "other", [claim("a")])
    with pytest.raises(UsageError, match="two claims would be called 'a'"):
        write_claims(workspace, "news", [claim("a"), claim("a")])
    with pytest.raises(EditError):
        write_claims(workspace, "news", [replace(claim("a"), unit="nonsense")])
    assert list((workspace.root / "claims").glob("news*")) == []


def test_two_files_of_one_source_are_not_guessed_at(workspace_of):
    workspace = workspace_of({"claims/news.yaml": TEXT, "claims/news.jsonl": ""})
    with pytest.raises(UsageError, match="put them in one"):
        write_claims(workspace, "news", [claim("a")])


def test_two_claims_of_one_id_are_not_written(workspace_of):
    space = workspace_of({})
    with pytest.raises(UsageError, match=r"claims/times.yaml: two claims would be called 'a': give each an id of its own"):
        write_claims(space, "times", [replace(claim(name), source="times") for name in "aba"])


def test_a_value_that_another_claim_refers_to_is_not_taken_from_under_it():
    text = TEXT.replace("entity: acme", "entity: &whom acme", 1).replace("entity: acme", "entity: *whom", 1)
    with pytest.raises(EditError, match=r"f.yaml: the change cannot be written \(not YAML: found undefined alias"):
        edit_claims(text, "f.yaml", [Replace("a", replace(claim("a"), entity="globex"))])
