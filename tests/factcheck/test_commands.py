"""kg ask, kg facts and kg lint as commands: formats, exit codes, errors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.consistency.test_reports import SARIF

EXAMPLES = Path(__file__).parent.parent.parent / "docs/examples"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def base(flagship_copy: Path) -> Path:
    return flagship_copy


@pytest.mark.parametrize(
    ("sentence", "verdict", "code"),
    [
        ("OpenAI lost 5 billion dollars in 2024", "supported", 0),
        ("OpenAI lost 7 billion dollars in 2024", "refuted", 1),
        ("OpenAI's revenue reached $20 billion in 2025", "disputed", 1),
        ("OpenAI is worth 157 billion dollars", "outdated", 1),
        ("Anthropic is valued at 400 billion dollars", "imprecise", 1),
        ("Mistral lost 5 billion dollars in 2024", "unverifiable", 3),
    ],
)
def test_ask_exits_by_its_verdict(kg, base, sentence, verdict, code):
    found = kg("ask", sentence, *DAY, at=base)
    assert (found.code, found.out.split()[0]) == (code, verdict)
    found = kg("ask", sentence, *DAY, "--format", "json", at=base)
    assert (found.code, found.data["verdict"]) == (code, verdict)


def test_the_json_of_ask_is_a_contract(kg, base):
    data = kg("ask", "OpenAI lost 5 billion dollars in 2024", *DAY, "--format", "json", at=base).data
    assert list(data) == ["sentence", "language", "verdict", "figures", "notes"]
    [figure] = data["figures"]
    assert {"start", "end", "exact", "verdict", "claim", "evidence"} <= set(figure)
    assert data["sentence"][figure["start"] : figure["end"]] == figure["exact"] == "5 billion dollars"
    assert figure["claim"]["entity"] == "openai"
    assert figure["claim"]["value_min"] == "5000000000"
    first = figure["evidence"][0]
    assert {"claim", "relation", "why", "value", "date", "source", "quote"} <= set(first)
    assert (first["claim"], first["relation"]) == ("openai-net-loss-2024", "supports")


def test_ask_reads_a_file_and_refuses_what_it_cannot_use(kg, base, tmp_path):
    path = tmp_path / "sentence.txt"
    path.write_text("OpenAI lost 5 billion dollars in 2024\n", encoding="utf-8")
    assert kg("ask", "--file", str(path), *DAY, at=base).code == 0
    assert kg("ask", "a", "--file", str(path), at=base).code == 2
    found = kg("ask", "a", "--source", "record-funding", at=base)
    assert found.code == 2
    assert "record-funding-round" in found.err
    assert kg("ask", "a", "--as-of", "soon", at=base).code == 2


def test_facts_tell_consensus_spread_dissent_and_the_newest(kg, base):
    data = kg("facts", "-e", "OpenAI", "-m", "revenue", "-p", "2025", *DAY, "--format", "json", at=base).data
    year = next(group for group in data["groups"] if group["time"] == "2025")
    assert year["consensus"] == {"low": "20000000000", "high": "20500000000"}
    assert year["spread"] == {"low": "12500000000", "high": "20500000000"}
    assert year["disagreeing"] == ["openai-revenue-2025-projected"]
    assert data["newest"] in year["agreeing"]
    text = kg("facts", "-e", "OpenAI", "-m", "revenue", *DAY, at=base)
    assert text.code == 0
    assert "against it: openai-revenue-2025-projected" in text.out
    assert kg("facts", "-e", "tesla", "-m", "revenue", at=base).code == 3
    assert kg("facts", "-e", "tesle", "-m", "revenue", at=base).code == 2


def test_facts_of_a_day_leave_out_what_came_later_and_what_was_foreseen_later(kg, base):
    def times(day: str) -> set[str | None]:
        data = kg("facts", "-e", "OpenAI", "-m", "revenue", "--as-of", day, "--format", "json", at=base).data
        return {claim["time"] for claim in data["claims"]}

    assert times("2020") == {None}
    assert {"2025", "2030"} & times("2024-12") == {"2025"}  # the target of a source of October 2024
    assert {"2024", "2025", "2030"} <= times("2026-11-22")


@pytest.mark.parametrize("name", ["draft-fr.md", "draft-en.md"])
def test_the_examples_have_figures_right_wrong_stale_and_unsourced(kg, base, name):
    found = kg("lint", str(EXAMPLES / name), *DAY, "--format", "json", at=base)
    assert found.code == 1
    checks = {d["check"] for d in found.data["files"][0]["diagnostics"]}
    verdicts = found.data["summary"]["by_verdict"]
    assert {"uncited", "unsourced", "sum"} <= checks
    assert checks & {"outdated", "stale-citation"}
    assert verdicts["supported"] >= 4
    assert verdicts["outdated"] >= 1
    assert verdicts["refuted"] + verdicts["imprecise"] >= 1


def test_lint_in_each_format(kg, base, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text("Ü: OpenAI lost 6 billion dollars in 2024, <b>100% sure</b>.\n", encoding="utf-8")
    text = kg("lint", str(path), *DAY, at=base)
    assert text.code == 1
    head, line, carets, *_ = text.out.splitlines()
    assert head.startswith(f"{path}:1:16: error refuted: 6 billion dollars")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "6 billion dollars"
    data = kg("lint", str(path), *DAY, "--format", "json", at=base).data
    diagnostic = data["files"][0]["diagnostics"][0]
    assert (diagnostic["line"], diagnostic["column"], diagnostic["end_column"]) == (1, 16, 33)
    log = json.loads(kg("lint", str(path), *DAY, "--format", "sarif", at=base).out)
    jsonschema.validate(log, SARIF)
    assert log["runs"][0]["results"][0]["ruleId"] == "refuted"
    github = kg("lint", str(path), *DAY, "--format", "github", at=base).out
    assert github.startswith("::error file=")
    assert "line=1" in github
    html = kg("lint", str(path), *DAY, "--format", "html", at=base).out
    assert "&lt;b&gt;" in html
    assert "<b>100" not in html
    assert "<script" not in html


def test_lint_fixes_in_place_and_then_is_quiet(kg, base, tmp_path):
    path = tmp_path / "draft.md"
    path.write_bytes(b"Nvidia holds 86% of the AI chip market.\r\nNothing else.\r\n")
    found = kg("lint", str(path), *DAY, "--fix", "--fail-on", "info", at=base)
    assert found.code == 0
    assert path.read_bytes() == b"Nvidia holds 86% [@nvidia-ai-chip-share] of the AI chip market.\r\nNothing else.\r\n"
    before = path.stat().st_mtime_ns
    assert kg("lint", str(path), *DAY, "--fix", at=base).code == 0
    assert path.stat().st_mtime_ns == before
    page = tmp_path / "draft.html"
    shutil.copy(path, page)
    page.write_text("<html><body><p>Nvidia holds 86% of the AI chip market.</p></body></html>")
    assert kg("lint", str(page), *DAY, "--fix", at=base).code == 2


def test_fail_on_sets_what_fails(kg, base, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text("Nvidia holds 86% of the AI chip market.\n")
    assert kg("lint", str(path), *DAY, at=base).code == 0
    assert kg("lint", str(path), *DAY, "--fail-on", "info", at=base).code == 1
    assert kg("lint", str(path), *DAY, "--fail-on", "never", at=base).code == 0
    assert kg("lint", str(tmp_path / "none.md"), at=base).code == 2
