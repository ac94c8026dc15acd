"""What cannot be read, and dates that are none: kg add, kg extract and kg figures say so at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.workspace.texts import digest

TEXT = "Acme earned 4.3 billion dollars in 2025."
DATES = ["hier", "20244", "2024-13", "2024-13-01", "2023-02-29", "2024/2025", "2024-Q1", "0000", "", " 2024", "２０２４"]


@pytest.mark.parametrize("date", DATES)
def test_a_date_that_is_none_is_refused_before_anything_is_read(kg, tmp_path, date):
    said = kg("extract", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), "--published", date)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert said.err.startswith(f"kg: --published: {date!r} is ")
    assert said.err.endswith(": write 2026, 2026-02 or 2026-02-09\n")


@pytest.mark.parametrize("date", DATES)
def test_a_source_is_not_added_under_a_date_that_is_none(kg, workspace_of, tmp_path, date):
    space = workspace_of({})
    (tmp_path / "article.txt").write_text(TEXT)
    said = kg("add", str(tmp_path / "article.txt"), "--published", date, at=space.root)
    assert said.code == 2
    assert f"--published: {date!r} is " in said.err
    assert not list(space.source_files())


@pytest.mark.parametrize("command", ["add", "extract", "figures"])
def test_a_pipe_that_nobody_writes_to_is_refused(workspace_of, command):
    root = workspace_of({}).root
    os.mkfifo(root / "pipe.txt")
    said = subprocess.run(
        [sys.executable, "-m", "kg", "-w", str(root), command, "pipe.txt"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == (2 if command == "figures" else 1)
    assert "pipe.txt: a pipe, no file: read it as standard input, as in `kg ... - < pipe.txt`" in said.stderr


def test_what_a_shell_makes_a_pipe_of_is_read(tmp_path):
    """kg figures <(command)"""
    out, into = os.pipe()
    os.write(into, TEXT.encode())
    os.close(into)
    said = subprocess.run(
        [sys.executable, "-m", "kg", "figures", f"/dev/fd/{out}"],
        pass_fds=[out],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(out)
    assert "4.3 billion dollars" in said.stdout


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (os.mkdir, "thing: a folder: name the files in it"),
        (lambda path: path.symlink_to(path), "thing: cannot be read (Too many levels of symbolic links)"),
        (lambda path: path.symlink_to("nowhere"), "thing: cannot be read (No such file or directory)"),
        (lambda path: path.write_text(""), "thing: empty, there is nothing to read"),
        (lambda path: path.write_text(" \n\n"), "thing: empty, there is nothing to read"),
    ],
)
def test_figures_says_of_what_it_cannot_read_what_extract_does(kg, tmp_path, monkeypatch, make, told):
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "thing")
    said = kg("figures", "thing")
    assert (said.code, said.out, said.err) == (2, "", f"kg: {told}\n")
    assert kg("extract", "thing").err == f"kg: {told}\n"


def source_of(name: str, text: str) -> dict[str, str]:
    record = f"id: {name}\ntype: article\nlanguage: en\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n"
    return {f"sources/{name}.yaml": record, f"sources/text/{name}.txt": text}


@pytest.fixture
def folder(kg, workspace_of, monkeypatch):
    """A workspace of two sources, extracted without a model: each figure is of acme."""
    from kg.extraction.contract import ExtractedClaim
    from kg.extraction.figures.finding import find_figures

    def extract(document, vocabulary, language, *, published=None):
        figures = find_figures(document.text, (language,))
        return [ExtractedClaim(f, "acme", "revenue", {}, "2025", None, "reported", None) for f in figures]

    monkeypatch.setattr("kg.extraction.extract.extract", extract)
    root = workspace_of({**source_of("times", TEXT), **source_of("post", "Globex lost 9 million dollars.")}).root
    assert kg("extract", "--all", at=root).code == 0
    return root


def test_a_source_whose_claims_were_changed_by_hand_is_extracted_again(kg, folder):
    path = folder / "claims/times.yaml"
    before = path.read_text()
    path.write_text(before.replace("entity: acme", "entity: globex"))
    assert kg("diff", "times", at=folder).code == 1
    assert "2 sources: 1 extracted, 1 unchanged, 0 failed" in kg("extract", "--all", at=folder).out
    assert path.read_text() == before
    assert "unchanged since it was last extracted" in kg("extract", "times", at=folder).out


def test_a_claim_changed_and_accepted_by_hand_stays(kg, folder):
    path = folder / "claims/times.yaml"
    mended = path.read_text().replace("entity: acme", "entity: globex").replace("proposed, by: kg", "accepted, by: ada")
    path.write_text(mended)
    assert "1 kept, 1 of them read otherwise" in kg("extract", "times", at=folder).out
    assert path.read_text() == mended
    assert "unchanged since it was last extracted" in kg("extract", "times", at=folder).out


def test_a_claims_file_that_was_broken_by_hand_is_told(kg, folder):
    (folder / "claims/times.yaml").write_text("source: times\nclaims: [")
    said = kg("extract", "times", at=folder)
    assert (said.code, "claims/times.yaml:" in said.err) == (1, True)
