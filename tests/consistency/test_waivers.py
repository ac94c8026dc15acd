"""What is let stand, and which waivers say nothing any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.waivers import apply_waivers
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError
from kg.model.waiver import Waiver
from kg.workspace.editing import Append, Remove, Replace, edit_claims
from kg.workspace.loading import load_claims
from kg.workspace.places import claim_places, load_waivers
from tests.consistency.dossiers import finding

TODAY = date(2026, 11, 22)
WAIVERS = """\
waivers:
  # agreed with the desk
  - finding: conflict/acme/revenue/2025
    reason: the post quotes the plan of spring
    until: 2027-01-01
    by: ada
"""


def apply(*waivers, on=TODAY):
    marked, stale = apply_waivers([finding(), finding("derivation/loss", "derivation")], waivers, on)
    return [f.waived for f in marked], [s.why for s in stale]


def test_a_waiver_lets_its_finding_stand_and_no_other():
    assert apply(Waiver("conflict/acme/revenue/2025", "known")) == (["known", None], [])


def test_a_waiver_holds_through_its_last_day():
    waiver = Waiver("derivation/loss", "known", until=TODAY)
    assert apply(waiver) == ([None, "known"], [])
    assert apply(waiver, on=date(2026, 11, 23)) == ([None, None], ["its last day was 2026-11-22, and the finding stands"])


def test_a_waiver_of_nothing_is_stale_and_near_ids_are_named():
    _, [why] = apply(Waiver("conflict/acme/revenue/2024", "known"))
    assert why == "there is no such finding; did you mean conflict/acme/revenue/2025?"


def test_of_several_waivers_the_first_in_force_gives_the_reason():
    over = Waiver("derivation/loss", "first", until=date(2026, 1, 1))
    assert apply(over, Waiver("derivation/loss", "second"), Waiver("derivation/loss", "third"))[0] == [None, "second"]


IDS = st.sampled_from(["conflict/a", "conflict/b", "derivation/c", "gone/d"])
SOME_WAIVERS = st.lists(
    st.builds(Waiver, IDS, st.text(min_size=1), st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31))), max_size=6
)


@given(SOME_WAIVERS)
def test_applying_waivers_twice_changes_nothing_more(waivers):
    findings = [finding("conflict/a"), finding("conflict/b"), finding("derivation/c", "derivation")]
    once = apply_waivers(findings, waivers, TODAY)
    assert apply_waivers(once[0], waivers, TODAY) == once


@given(SOME_WAIVERS)
def test_every_waiver_either_holds_or_is_stale(waivers):
    findings = [finding("conflict/a"), finding("conflict/b"), finding("derivation/c", "derivation")]
    marked, stale = apply_waivers(findings, waivers, TODAY)
    waived = {f.id for f in marked if f.waived is not None}
    told = [s.waiver for s in stale]
    assert all((w in told) != (w.finding in waived and w.holds_on(TODAY)) for w in waivers)


def test_waivers_are_read_with_their_lines(workspace_of, claims_of):
    space = workspace_of(
        {"claims/news.yaml": claims_of("news", {"id": "a"}) + WAIVERS, "claims/plain.yaml": claims_of("plain")}
    )
    [waiver] = load_waivers(space)
    assert waiver == Waiver(
        "conflict/acme/revenue/2025", "the post quotes the plan of spring", date(2027, 1, 1), "ada", "claims/news.yaml", 13
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("  - finding: conflict/a\n", "reason"),
        ("  - {finding: conflict/a, reason: why, until: 2027-02-30}\n", "2027-02-30"),
        ("  - {finding: conflict/a, reason: why, untill: 2027-02-03}\n", "untill"),
    ],
)
def test_a_waiver_that_is_wrong_is_refused_with_its_line(workspace_of, claims_of, lines, said):
    space = workspace_of({"claims/news.yaml": claims_of("news", {"id": "a"}) + "waivers:\n" + lines})
    for read in (lambda: load_claims(space, space.root / "claims/news.yaml"), lambda: load_waivers(space)):
        with pytest.raises(InvalidFilesError) as error:
            read()
        assert "claims/news.yaml:12" in str(error.value)
        assert said in str(error.value)


def test_editing_claims_keeps_waivers(claims_of):
    before, behind = claims_of("news", {"id": "a"}, {"id": "b"}), WAIVERS
    for text in (before + behind, f"source: news\n{behind}{before.partition(chr(10))[2]}"):
        a = _claims(text)[0]
        changes = [Replace("a", replace(a, note="seen")), Remove("b"), Append(replace(a, id="c"))]
        after = edit_claims(text, "claims/news.yaml", changes)
        assert behind in after
        assert [claim.id for claim in _claims(after)] == ["a", "c"]
        assert _claims(after)[0].note == "seen"
        assert behind in edit_claims(text, "claims/news.yaml", [Remove("a"), Remove("b")])


def test_the_first_claim_is_put_before_or_behind_the_waivers():
    new = Claim("a", "news", "3", "acme", "users", ("3",), "count", undated="for the test")
    for text in (f"source: news\n{WAIVERS}", f"source: news\nclaims: []\n{WAIVERS}"):
        after = edit_claims(text, "claims/news.yaml", [Append(new)])
        assert WAIVERS in after
        assert [claim.id for claim in _claims(after)] == ["a"]


def _claims(text):
    from kg.vocabulary.records import validated
    from kg.vocabulary.strict_yaml import read_yaml
    from kg.workspace.records import ClaimFile

    record = validated(ClaimFile, read_yaml(text, "claims/news.yaml"), "claims")
    return [claim.to_claim("news") for claim in record.claims]


def test_claims_are_found_on_their_lines_in_yaml_and_json_lines(workspace_of, claims_of):
    space = workspace_of(
        {
            "claims/news.yaml": claims_of("news", {"id": "a"}, {"id": "b"}),
            "claims/wire.jsonl": '{"id": "c"}\n\n{"id": "d"}\n',
        }
    )
    wanted = {("news", "b"), ("wire", "d"), ("news", "missing"), ("nowhere", "x")}
    places = {claim: (place.path, place.line) for claim, place in claim_places(space, wanted).items()}
    assert places == {"b": ("claims/news.yaml", 12), "d": ("claims/wire.jsonl", 3)}
