"""What was there before, and what counts as new."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consistency.baseline import baseline_of, fingerprint, read_baseline
from kg.consistency.finding import Severity
from kg.model.errors import UsageError
from tests.consistency.dossiers import AGREEMENT, CONFLICT, DERIVATION, IDENTITY


def knows(before, now):
    return baseline_of([before]).has(now)


def test_a_finding_is_known_however_it_is_worded():
    assert knows(CONFLICT, replace(CONFLICT, explanation="otherwise", culprits=(), clusters=()))


@pytest.mark.parametrize(
    "change",
    [{"id": "conflict/acme/revenue/2026"}, {"claims": ("low", "high", "more")}, {"entity": "globex"}, {"metric": "users"}],
)
def test_a_finding_about_something_else_is_new(change):
    assert not knows(CONFLICT, replace(CONFLICT, **change))


def test_a_finding_that_got_worse_is_new_and_one_that_got_milder_is_not():
    warning = replace(CONFLICT, severity=Severity.WARNING)
    assert not knows(warning, CONFLICT)
    assert knows(CONFLICT, warning)


def test_the_order_of_claims_does_not_matter():
    assert fingerprint(CONFLICT) == fingerprint(replace(CONFLICT, claims=tuple(reversed(CONFLICT.claims))))


def test_waived_findings_are_not_remembered():
    assert IDENTITY.waived
    assert not knows(IDENTITY, IDENTITY)


@given(st.permutations([CONFLICT, DERIVATION, AGREEMENT, CONFLICT]))
def test_the_bytes_are_the_same_in_any_order(findings):
    assert baseline_of(findings).to_json() == baseline_of([CONFLICT, DERIVATION, AGREEMENT]).to_json()


@given(st.lists(st.builds(replace, st.just(CONFLICT), id=st.text(), severity=st.sampled_from(Severity)), max_size=4))
def test_what_is_written_reads_back(findings):
    baseline = baseline_of(findings)
    assert read_baseline(baseline.to_json(), "known.json") == baseline
    assert all(baseline.has(finding) for finding in findings)


def test_the_file_has_a_finding_a_line():
    lines = baseline_of([CONFLICT, DERIVATION]).to_json().splitlines()
    assert lines[0] == '{"baseline": 1, "findings": ['
    assert [json.loads(line.rstrip(","))["finding"] for line in lines[1:-1]] == [CONFLICT.id, DERIVATION.id]
    assert baseline_of([]).to_json() == '{"baseline": 1, "findings": []}\n'


@pytest.mark.parametrize(
    "text", ["", "[]", '{"baseline": 2, "findings": []}', '{"baseline": 1, "findings": [{"finding": "a"}]}', "[" * 10_000]
)
def test_what_is_no_baseline_is_refused(text):
    with pytest.raises(UsageError, match=r"known\.json: no baseline"):
        read_baseline(text, "known.json")
