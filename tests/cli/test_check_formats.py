"""kg check's formats, waivers, baseline and explanations, and kg timeline, as a user runs them; with what the manual says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

CONFLICT = "conflict/acme/revenue/2025"
MANUAL = Path(__file__).parent.parent.parent / "docs" / "checking.md"
WAIVER = f"waivers:\n  - finding: {CONFLICT}\n    reason: the plan of spring\n    until: 2027-01-01\n"
TODAY = ("--today", "2026-11-22")


@pytest.fixture
def base(workspace_of, claims_of):
    files = {
        "claims/post.yaml": claims_of(
            "post",
            {"id": "low", "exact": "13 billion", "value": "13000000000", "at": "[10, 20]"},
            {"id": "worth-2024", "metric": "valuation", "exact": "157 billion", "value": "157000000000", "period": "2024"},
        ),
        "claims/times.yaml": claims_of(
            "times",
            {"id": "high", "exact": "20 billion", "value": "20000000000"},
            {"id": "worth-2026", "metric": "valuation", "exact": "730 billion", "value": "730000000000", "period": "2026"},
        ),
        "sources/post.yaml": "id: post\ntitle: The <Post>\n",
    }
    return workspace_of(files).root


def waive(base, text=WAIVER):
    path = base / "claims/post.yaml"
    path.write_text(path.read_text() + text)


def test_a_conflict_fails_and_a_waiver_lets_it_stand(kg, base):
    assert kg("check", *TODAY, at=base).code == 1
    waive(base)
    outcome = kg("check", *TODAY, at=base)
    assert outcome.code == 0
    assert "Waived: the plan of spring" in outcome.out
    assert "1 waived" in outcome.out


def test_a_waiver_that_ran_out_is_reported_and_fails(kg, base):
    waive(base)
    outcome = kg("check", "--today", "2027-01-02", "--format", "json", at=base)
    assert outcome.code == 1
    [stale] = outcome.data["stale_waivers"]
    assert stale == {
        "path": "claims/post.yaml",
        "line": 22,
        "finding": CONFLICT,
        "until": "2027-01-01",
        "why": "its last day was 2027-01-01, and the finding stands",
    }


def test_a_waiver_of_nothing_is_a_warning_and_not_judged_when_only_some_is_shown(kg, base):
    waive(base, WAIVER.replace("2025\n", "1999\n", 1).replace(CONFLICT, "conflict/globex/revenue/2025"))
    assert "stale waiver: claims/post.yaml:22: " in kg("check", *TODAY, at=base).out
    assert "stale" not in kg("check", *TODAY, "--entity", "globex", at=base).out
    assert kg("check", *TODAY, "--kind", "scope", at=base).code == 0


def test_a_baseline_lets_known_findings_pass_and_new_ones_fail(kg, base, tmp_path, claims_of):
    known = tmp_path / "known.json"
    assert kg("check", "--write-baseline", str(known), at=base).code == 0
    before = known.read_bytes()
    outcome = kg("check", "--baseline", str(known), "--format", "json", at=base)
    assert (outcome.code, outcome.data["new"]) == (0, [])
    (base / "claims/wire.yaml").write_text(claims_of("wire", {"id": "other", "exact": "99 billion", "value": "99000000000"}))
    (base / "sources/wire.yaml").write_text("id: wire\n")
    outcome = kg("check", "--baseline", str(known), "--format", "json", at=base)
    assert (outcome.code, outcome.data["new"]) == (1, [CONFLICT])
    assert known.read_bytes() == before


def test_a_baseline_that_is_missing_or_none_is_a_usage_error(kg, base, tmp_path):
    assert kg("check", "--baseline", str(tmp_path / "no.json"), at=base).code == 2
    (tmp_path / "bad.json").write_text("{}")
    outcome = kg("check", "--baseline", str(tmp_path / "bad.json"), at=base)
    assert (outcome.code, "no baseline" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("style", "sign"),
    [
        ("table", f"[{CONFLICT}]"),
        ("json", '"summary"'),
        ("markdown", "# A tiny base"),
        ("sarif", '"version": "2.1.0"'),
        ("github", "::error file=claims/"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_each_format_goes_to_standard_output_or_a_file_alike(kg, base, tmp_path, style, sign):
    printed = kg("check", *TODAY, "--format", style, at=base)
    target = tmp_path / "out" / "report"
    written = kg("check", *TODAY, "--format", style, "-o", str(target), at=base)
    assert (printed.code, written.code, written.out) == (1, 1, "")
    assert sign in printed.out
    assert target.read_text() == printed.out == kg("check", *TODAY, "--format", style, "-o", "-", at=base).out


def test_reports_tell_sources_and_lines_and_escape_them(kg, base):
    html = kg("check", "--format", "html", at=base).out
    assert "The &lt;Post&gt; (characters 10 to 20)" in html
    assert "The <Post>" not in html
    [result, *_] = json.loads(kg("check", "--format", "sarif", at=base).out)["runs"][0]["results"]
    places = [one["physicalLocation"] for one in (*result["locations"], *result["relatedLocations"])]
    lines = {(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places}
    assert lines == {("claims/post.yaml", 3), ("claims/times.yaml", 3)}


def test_paths_lead_from_the_repository(kg, base, tmp_path_factory):
    import shutil

    repository = tmp_path_factory.mktemp("repository")
    (repository / ".git").mkdir()
    shutil.copytree(base, repository / "base", ignore=shutil.ignore_patterns(".kg"))
    assert "::error file=base/claims/" in kg("check", "--format", "github", at=repository / "base").out


def test_a_report_that_cannot_be_written_leaves_what_was_there(kg, base, tmp_path):
    (tmp_path / "file").write_text("old")
    outcome = kg("check", "-o", str(tmp_path / "file" / "below"), at=base)
    assert (outcome.code, (tmp_path / "file").read_text()) == (2, "old")


def test_a_kind_shows_what_the_whole_check_shows_of_it(kg, base):
    whole = kg("check", "--format", "json", at=base).data["findings"]
    for kind in {finding["kind"] for finding in whole}:
        part = kg("check", "--kind", kind, "--format", "json", at=base).data["findings"]
        assert part == [finding for finding in whole if finding["kind"] == kind]


def test_an_explanation_as_text_and_json(kg, base):
    text = kg("check", "--explain", CONFLICT, at=base)
    assert text.code == 0
    assert "low and high: 6 billion USD apart" in text.out
    assert 'The <Post>, characters 10 to 20: "13 billion"' in text.out
    data = kg("check", "--explain", CONFLICT, "--format", "json", at=base).data
    assert list(data) == [
        *("finding", "inputs", "statement", "steps", "problem"),
        *("exclusions", "exclusions_unlisted", "remedies", "undated"),
    ]
    assert data["remedies"][0]["needed"] == {"low": "12500000000", "high": "13500000000"}


def test_an_unknown_finding_or_an_impossible_format_is_a_usage_error(kg, base):
    outcome = kg("check", "--explain", CONFLICT[:-1], at=base)
    assert (outcome.code, f"did you mean {CONFLICT}" in outcome.err) == (2, True)
    assert kg("check", "--explain", CONFLICT, "--format", "html", at=base).code == 2


def test_every_finding_of_the_flagship_can_be_explained_and_reported(kg, flagship_copy):
    findings = kg("check", "--format", "json", at=flagship_copy).data["findings"]
    from kg.consistency.check import check as run
    from kg.consistency.check import published_beside
    from kg.consistency.explaining import explain
    from kg.consistency.reports.dossier import cite
    from kg.consistency.reports.explanation import explanation_text
    from kg.graph.build import ensure_built
    from kg.workspace.loading import load_vocabulary
    from kg.workspace.workspace import Workspace

    space = Workspace.open(flagship_copy)
    vocabulary = load_vocabulary(space)
    with ensure_built(space).open_columns() as columns:
        report = run(columns, vocabulary)
        observations = {o.claim: o for o in columns.observations()}
        cited = cite(space, columns, list(observations))
        dates = {finding.id: published_beside(columns, finding) for finding in report.findings}
    assert len(report.findings) == len(findings)
    for finding in report.findings:
        explanation = explain(finding, observations | dates[finding.id], cited, vocabulary)
        json.dumps(explanation.as_json())
        assert finding.explanation in explanation_text(explanation)
        if finding.holds is not None:
            assert explanation.steps
            assert explanation.problem is None
            assert len(explanation.remedies) > 1


# kg timeline


def test_a_timeline_as_lines_and_json(kg, base):
    lines = kg("timeline", "Acme", "valuation", at=base).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["time", "2024", "2026"]
    data = kg("timeline", "acme", "valuation", "--format", "json", at=base).data
    assert [claim["claim"] for claim in data["panels"][0]["claims"]] == ["worth-2024", "worth-2026"]
    assert data["panels"][0]["claims"][0]["start"] == "2024-01-01"


def test_a_timeline_as_a_picture_and_a_page(kg, base, tmp_path):
    for name in ("a.svg", "a.html"):
        assert kg("timeline", "acme", "valuation", "-o", str(tmp_path / name), at=base).code == 0
    ET.fromstring((tmp_path / "a.svg").read_text())
    assert "The &lt;Post&gt;" in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize("arguments", [("acme", "users"), ("acme", "valuation", "-o", "a.gif"), ("nobody", "valuation")])
def test_a_timeline_of_nothing_is_a_usage_error(kg, base, arguments):
    assert kg("timeline", *arguments, at=base).code == 2


# The manual


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)


def test_the_commands_of_the_manual_run(kg, flagship_copy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("kg ")]
    assert len(commands) >= 6
    for command in commands:
        arguments = command.partition("#")[0].split()[1:]
        outcome = kg(*arguments, at=flagship_copy)
        assert outcome.code in (0, 1), f"{command}: {outcome.err}"


def test_the_waiver_of_the_manual_is_one(kg, base):
    [waiver] = [block for block in blocks("yaml") if block.startswith("waivers:")]
    waive(base, waiver)
    outcome = kg("check", *TODAY, "--format", "json", at=base)
    assert outcome.code in (0, 1)
    assert len(outcome.data["stale_waivers"]) == 1  # this base has no such finding, so it was read


def test_the_explanation_of_the_manual_is_what_is_printed(kg, flagship_copy):
    [shown] = [block for block in blocks("text") if "Calculation" in block]
    finding = shown.split(" ", 1)[0]
    printed = kg("check", "--explain", finding, at=flagship_copy).out
    assert shown.partition("Calculation")[2].strip() in printed


def test_culprits_are_told_when_asked_for(kg, base):
    text = kg("check", "--culprits", at=base).out
    assert "Culprits: the fewest claims" in text
    assert "without high (640)\n         or low (640)" in text  # nothing says which of the two is wrong
    data = kg("check", "--culprits", "--format", "json", at=base).data
    assert data["culprits"]["components"][0]["possible"] == ["high", "low"]
    assert "culprits" not in kg("check", "--format", "json", at=base).data
