"""Options that once were ignored, or written where nobody looked."""

from __future__ import annotations

import io
import sys

import pytest

CLAIMS = [{"id": "a", "value": "4300000000"}, {"id": "b", "exact": "9.9 billion", "value": "9900000000"}]


@pytest.fixture
def root(workspace_of, claims_of, monkeypatch):
    root = workspace_of({"claims/s1.yaml": claims_of("s1", *CLAIMS)}).root
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("arguments", [(), ("-o", "-")])
def test_a_baseline_is_not_mingled_with_the_report(kg, root, arguments):
    said = kg("check", "--write-baseline", "-", *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        'kg: --write-baseline "-" is standard output, where the report goes: name a file, or send the report to one with -o\n'
    )
    assert not (root / "-").exists()


def test_a_baseline_may_go_to_standard_output_and_come_from_standard_input(kg, root, monkeypatch):
    written = kg("check", "--write-baseline", "-", "-o", "report.txt")
    assert written.code == 0
    kg("check", "--write-baseline", "known.json")
    assert written.out == (root / "known.json").read_text()
    assert not (root / "-").exists()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written.out.encode())))
    assert kg("check").code == 1
    assert kg("check", "--baseline", "-").code == 0


@pytest.mark.parametrize("line", ["extract t.txt -o -", "timeline acme revenue -o -"])
def test_no_file_is_called_by_the_sign_of_standard_output(kg, root, line):
    (root / "t.txt").write_text("The index stands at 12 %.\n")
    said = kg(*line.split())
    assert not [path.name for path in root.iterdir() if path.name.startswith("-")]
    assert said.code == (2 if line.startswith("timeline") else 0)
    if line.startswith("extract"):
        assert said.out == kg("extract", "t.txt").out != ""


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--culprits", None),
        ("--baseline", "x.json"),
        ("--write-baseline", "x.json"),
        ("--entity", "acme"),
        ("--kind", "conflict"),
    ],
)
def test_what_an_explanation_does_not_heed_is_refused(kg, root, option, value):
    said = kg("check", "--explain", "conflict/acme/revenue", option, *([value] if value else []))
    assert (said.code, said.out) == (2, "")
    assert said.err == f"kg: --explain writes the calculation of one finding, and {option} is for all: give one of them\n"


@pytest.mark.parametrize("more", [(), ("--list",), ("--format", "json"), ("--accept-all", "--yes")])
def test_a_day_of_review_that_is_none_is_refused_whatever_is_asked(kg, root, more):
    said = kg("review", "--on", "2026-02-30", *more)
    assert (said.code, said.out, said.err) == (2, "", "kg: --on: '2026-02-30' is no day: write it as 2026-02-09\n")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("find --sort", "kg find"),
        ("find --nope", "kg find"),
        ("check -o", "kg check"),
        ("-w", "kg"),
        ("--nope", "kg"),
        ("nope", "kg"),
    ],
)
def test_a_fault_of_options_points_to_the_help_of_the_command(kg, line, path):
    said = kg(*line.split())
    assert said.code == 2
    assert (f"(see `{path} --help`)" in said.err) is (line != "nope") or path == "kg"


def test_an_import_calls_standard_input_by_its_name(kg, root, monkeypatch):
    for text in ("", "a,b\n1,2\n", "id\n\xff"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("latin-1"))))
        said = kg("import", "-", "--from", "csv")
        assert (said.code, "standard input" in said.err, "/dev" in said.err) == (2, True, False)


@pytest.mark.parametrize("name", ["x.docx", "x.odt", "x.pdf", "x.epub", "x.markdwn"])
def test_an_article_is_not_written_under_the_name_of_another_format(kg, root, name):
    (root / "a.md").write_text("Acme earned much.\n")
    said = kg("render", "a.md", "-o", name)
    assert (said.code, said.out, (root / name).exists()) == (2, "", False)
    assert said.err == (
        f"kg: {name}: an article is written as .md, .html or .tex: say with --to which, or let pandoc make others, "
        f"as in `kg render a.md | pandoc -o {name}`\n"
    )
    assert kg("render", "a.md", "-o", name, "--to", "markdown").code == 0


@pytest.mark.parametrize("name", ["x.md", "x.MARKDOWN", "x.txt", "x", "x.html", "x.htm", "x.tex", "-"])
def test_an_article_is_written_under_the_names_of_its_formats(kg, root, name):
    (root / "a.md").write_text("Acme earned much.\n")
    assert kg("render", "a.md", "-o", name).code == 0


LINES = [
    "check -o new/deep/x.txt",
    "check --write-baseline new/deep/x.json",
    "timeline acme revenue -o new/deep/x.svg",
    "export csv -o new/deep/x.csv",
    "table -e acme -o new/deep/x.md",
    "render a.md -o new/deep/x.md",
    "lint a.md -o new/deep/x.txt",
    "extract a.md -o new/deep/x.jsonl",
]


@pytest.mark.parametrize("line", LINES)
def test_folders_that_an_output_lacks_are_made_by_every_command(kg, root, line):
    (root / "a.md").write_text("Acme earned much.\n")
    said = kg(*line.split())
    assert (said.code in (0, 1), (root / line.split()[-1]).is_file()) == (True, True)


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("check -o x.html", "<!DOCTYPE html>"),
        ("check -o x.sarif", "{"),
        ("check -o x.sarif -f markdown", "#"),
        ("lint a.md -o x.html", "<!DOCTYPE html>"),
        ("table -e acme -o x.csv", ","),
        ("table -e acme -o x.csv --to html", "<table"),
    ],
)
def test_a_report_is_written_as_the_name_of_its_file_says(kg, root, line, start):
    (root / "a.md").write_text("Acme earned $1 million in 2020.\n")
    assert kg(*line.split()).code in (0, 1)
    assert (root / line.split()[line.split().index("-o") + 1]).read_text().startswith(start)


def test_a_name_that_says_nothing_leaves_the_first_format(kg, root):
    assert kg("check", "-o", "x.txt").code in (0, 1)
    assert kg("check").out == (root / "x.txt").read_text()
