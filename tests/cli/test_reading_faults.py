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


@pytest.mark.parametrize("option", ["--timeout", "--max-size"])
@pytest.mark.parametrize("number", ["nan", "inf", "0", "-1"])
def test_a_limit_that_is_none_is_refused(kg, workspace_of, tmp_path, option, number):
    (tmp_path / "article.txt").write_text(TEXT)
    space = workspace_of({})
    said = kg("add", str(tmp_path / "article.txt"), option, number, at=space.root)
    assert (said.code, f"'{option}'" in said.err, "an error of kg itself" in said.err) == (2, True, False)
    assert not list(space.source_files())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--id", "My Article"),
            "--id: 'My Article' is no id: use lower-case letters, digits, dots and hyphens (my-article)",
        ),
        (("--title", "  "), "--title: says nothing: leave it out, or write one"),
        (("--author", "Anne Roux", "--author", ""), "--author: says nothing: leave it out, or write one"),
        (("--publisher", "\n"), "--publisher: says nothing: leave it out, or write one"),
    ],
)
def test_what_is_wrong_with_an_option_of_add_is_said_before_anything_is_read(kg, workspace_of, arguments, told):
    space = workspace_of({})
    said = kg("add", "missing.txt", *arguments, at=space.root)
    assert (said.code, said.out, said.err) == (2, "", f"kg: {told}\n")


def test_what_is_typed_for_a_record_is_kept_on_one_line_without_control_characters(kg, workspace_of, tmp_path):
    from kg.workspace.loading import load_source

    (tmp_path / "article.txt").write_text(TEXT)
    space = workspace_of({})
    said = kg(
        "add",
        str(tmp_path / "article.txt"),
        "--id",
        "x",
        "--title",
        "\x1b[31mAcme\tearns",
        "--author",
        " Anne\nRoux ",
        at=space.root,
    )
    assert (said.code, "\x1b" in said.out) == (0, False)
    source = load_source(space, space.root / "sources/x.yaml")
    assert (source.title, source.authors) == ("[31mAcme earns", ("Anne Roux",))


def test_no_text_is_left_where_its_record_cannot_be_written(kg, workspace_of, tmp_path, monkeypatch):
    from kg.workspace.atomic import WriteError

    def refuse(*_):
        raise WriteError("sources/x.yaml: cannot be written (No space left on device); it is as it was")

    (tmp_path / "article.txt").write_text(TEXT)
    space = workspace_of({})
    monkeypatch.setattr("kg.reading.adding.write_source", refuse)
    said = kg("add", str(tmp_path / "article.txt"), "--id", "x", at=space.root)
    assert (said.code, "No space left" in said.err) == (1, True)
    assert not list((space.root / "sources").rglob("x.*"))


@pytest.mark.parametrize("command", ["extract", "figures"])
def test_a_web_address_is_sent_to_kg_add(kg, command):
    said = kg(command, "https://port.example/report-2026?page=2")
    assert (said.code, said.out) == (1 if command == "extract" else 2, "")
    assert said.err == "kg: https://port.example/report-2026?page=2: a web address: take it in with `kg add`\n"


@pytest.mark.parametrize("name", ["www.port.example", "www.port.example/report", "port.example/report-2026"])
def test_an_address_without_its_beginning_is_told(kg, workspace_of, name):
    said = kg("add", name, at=workspace_of({}).root)
    assert said.code == 1
    assert said.err == f"failed {name}: cannot be read (No such file or directory); a web address begins with https://\n"


def test_an_encoding_that_is_declared_and_does_not_fit_is_not_said_to_be_missing(kg, workspace_of, tmp_path):
    page = '<html lang=fr><head><meta charset="utf-8"></head><body><p>La r\xe9gie a gagn\xe9 12 \x80 en 2025, deux de plus.</p></body></html>'
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))
    said = kg("add", str(tmp_path / "page.html"), at=workspace_of({}).root)
    assert "page.html: not UTF-8, and no encoding that fits is declared: read as Windows-1252" in said.err


def test_a_day_of_no_calendar_in_front_matter_does_not_keep_the_source_out(kg, workspace_of, tmp_path):
    (tmp_path / "a.md").write_text(f"---\ntitle: Acme\ndate: 2026-02-31\n---\n{TEXT}\n")
    added = kg("add", str(tmp_path / "a.md"), "--format", "json", at=workspace_of({}).root)
    assert (added.code, added.err) == (0, "")
    assert "published" not in added.data["sources"][0]["source"]
