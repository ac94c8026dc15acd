"""kg extract SOURCE and kg diff: texts of the workspace into its claims, nothing of a human's overwritten."""

from __future__ import annotations

import json

import click
import pytest

from kg.cli.output import format_option
from kg.cli.proposing import or_sources
from kg.extraction.contract import ExtractedClaim
from kg.extraction.figures.finding import find_figures
from kg.workspace.loading import load_base
from kg.workspace.texts import digest
from kg.workspace.workspace import Workspace

TEXT = "Acme earned 4.3 billion dollars in 2025 and lost 9 million dollars."
OTHER = "Globex has 12 clients."


def source_of(name: str, text: str) -> dict[str, str]:
    record = f"id: {name}\ntype: article\nlanguage: en\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n"
    return {f"sources/{name}.yaml": record, f"sources/text/{name}.txt": text}


@pytest.fixture
def folder(workspace_of):
    return workspace_of({**source_of("times", TEXT), **source_of("post", OTHER)}).root


@pytest.fixture(autouse=True)
def reading(monkeypatch):
    """Extraction without a model: the figures of the grammar, all of one entity and metric. What is set here is read of each."""
    read = {"entity": "acme", "metric": "widgets", "period": "2025"}
    calls: list[str] = []

    def extract(document, vocabulary, language, *, published=None):
        calls.append(document.text)
        assert not any(entity.proposed for entity in vocabulary.entities.values())
        return [
            ExtractedClaim(
                figure,
                read["entity"],
                read["metric"],
                {},
                read["period"],
                None,
                "reported",
                None,
                confidence={"entity": 0.4},
            )
            for figure in find_figures(document.text, (language,))
        ]

    monkeypatch.setattr("kg.extraction.extract.extract", extract)
    read["calls"] = calls
    return read


@click.command()
@click.argument("files", nargs=-1)
@click.option("--lang", "language", default="auto")
@click.option("--jobs", default=1)
@click.option("--published")
@format_option("jsonl", "yaml", "table")
@or_sources
def command(files, language, jobs, published, style):
    click.echo(f"files: {' '.join(files)}")
    return 0


@pytest.fixture
def extract(kg, folder, monkeypatch):
    """A command over files that takes sources too, in the place of kg extract."""
    monkeypatch.setattr("kg.cli.extraction.extract", command)
    return lambda *arguments: kg("extract", *arguments, at=folder)


def test_figures_become_proposals_and_the_base_still_holds_together(extract, folder):
    said = extract("times")
    assert said.code == 0
    assert said.out.startswith("times: 2 added, 1 new metric\n")
    base = load_base(Workspace.open(folder))
    assert [(claim.id, claim.exact) for claim in base.claims] == [
        ("acme-widgets-2025", "4.3 billion dollars"),
        ("acme-widgets-2025-9m", "9 million dollars"),
    ]
    assert base.vocabulary.metrics["widgets"].proposed


def test_again_nothing_is_to_do_and_reviewed_claims_stay(extract, kg, folder, reading):
    extract("times")
    path = folder / "claims/times.yaml"
    text = path.read_text()
    assert extract("times").out == "times: unchanged since it was last extracted; --again reads it anew\n"
    assert extract("times", "--again").out.startswith("times: 2 as before")
    assert path.read_text() == text
    path.write_text(text.replace("state: proposed, by: kg", "state: accepted, by: ada", 1))
    reading["entity"] = "globex"
    said = extract("times", "--again")
    assert "times: 1 changed, 1 kept, 1 of them read otherwise" in said.out
    assert [claim.entity for claim in load_base(Workspace.open(folder)).claims] == ["acme", "globex"]
    rows = kg("diff", "times", at=folder)
    assert rows.code == 1
    assert rows.out.splitlines()[1:] == ["differs\tacme-widgets-2025\tentity\tacme\tglobex\t0.40"]


def test_a_dry_run_shows_every_file_and_writes_none(extract, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    out = extract("times", "--dry-run").out
    assert "+++ b/claims/times.yaml" in out
    assert "+  - id: acme-widgets-2025\n" in out
    assert "+++ b/claims/vocabulary/metrics.yaml" in out
    assert out.splitlines()[-1] == "times: would have 2 added, 1 new metric"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_source_that_fails_does_not_stop_the_others(extract, folder):
    (folder / "sources/text/post.txt").unlink()
    said = extract("--all")
    assert said.code == 1
    assert "2 sources: 1 extracted, 0 unchanged, 1 failed" in said.out
    assert "kg: post: its text is not at hand: put it in sources/text/post.txt, or name its folder in $KG_TEXTS" in said.err
    (folder / "sources/text/post.txt").write_text("Another text.")
    said = extract("--all")
    assert "2 sources: 0 extracted, 1 unchanged, 1 failed" in said.out
    assert "sources/text/post.txt is not the text of sources/post.yaml (another hash)" in said.err


def test_a_fault_of_one_claims_file_is_its_own_affair(extract, folder):
    (folder / "claims/post.yaml").write_text("source: post\nclaims: [")
    said = extract("--all", "--format", "jsonl")
    assert said.code == 1
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [(line["source"], line["status"]) for line in lines] == [("post", "failed"), ("times", "extracted")]
    assert "claims/post.yaml:" in said.err


def test_interrupted_it_goes_on_where_it_was(extract, reading, monkeypatch):
    import kg.extraction.proposing.proposing as module

    written = module._written

    def interrupted(workspace, name, *rest, **more):
        if name == "times":
            raise KeyboardInterrupt
        return written(workspace, name, *rest, **more)

    monkeypatch.setattr(module, "_written", interrupted)
    assert extract("--all").code == 130
    monkeypatch.setattr(module, "_written", written)
    reading["calls"].clear()
    assert "2 sources: 1 extracted, 1 unchanged, 0 failed" in extract("--all").out
    assert reading["calls"] == [TEXT]


def test_a_change_of_vocabulary_is_read_anew(extract, folder, reading):
    extract("--all")
    with (folder / "claims/vocabulary/entities.yaml").open("a") as file:
        file.write("  - id: initech\n    label: Initech\n")
    assert "2 extracted, 0 unchanged" in extract("--all").out


def test_a_text_replaced_keeps_reviewed_claims_at_their_words(extract, folder):
    extract("times")
    path = folder / "claims/times.yaml"
    path.write_text(path.read_text().replace("state: proposed, by: kg", "state: accepted, by: ada", 1))
    for name, content in source_of("times", f"Corrected. {TEXT}").items():
        (folder / name).write_text(content)
    assert "1 changed, 1 moved, 1 kept" in extract("times").out
    claims = load_base(Workspace.open(folder)).claims
    assert [(claim.id, claim.at[0], claim.review.state.value) for claim in claims] == [
        ("acme-widgets-2025", 23, "accepted"),
        ("acme-widgets-2025-9m", 60, "proposed"),
    ]


def test_bulk_files_of_lines_are_merged_too(extract, folder):
    (folder / "claims/times.jsonl").write_text("")
    assert "+++ b/claims/times.jsonl" in extract("times", "--dry-run").out
    extract("times")
    assert len((folder / "claims/times.jsonl").read_text().splitlines()) == 2


def test_files_and_sources_are_told_apart(extract, kg, folder, tmp_path, monkeypatch):
    article = tmp_path / "article.txt"
    article.write_text(TEXT)
    assert extract(str(article)).out == f"files: {article}\n"
    assert extract("-").out == "files: -\n"
    assert extract("no/such.txt").out == "files: no/such.txt\n"
    for arguments, told in (
        ((str(article), "times"), "is a file and 'times' a source"),
        (("tims",), "no file or source is called 'tims'; did you mean times?"),
        (("--all", "times"), "not both"),
        ((), "or give --all"),
        ((str(article), "--dry-run"), "are for sources"),
        (("times", "--format", "table"), "merged into claims/"),
        (("times", "--published", "2026"), "stands in its record"),
    ):
        said = extract(*arguments)
        assert (said.code, told in said.err) == (2, True)
    monkeypatch.chdir("/")
    assert kg("extract", "times", at="/").out == "files: times\n"
    assert "make one with `kg init`" in kg("extract", "--all", at="/").err


def test_the_plan_as_json(kg, folder):
    said = kg("diff", "times", "--format", "json", at=folder)
    assert said.code == 1
    assert list(said.data) == ["source", "differing", "lost", "changed", "added", "gone", "moved", "unfit", "summary"]
    assert said.data["added"][0]["id"] == "acme-widgets-2025"
    assert said.data["summary"]["added"] == 2
    assert kg("diff", "times", "--reviewed", at=folder).code == 0
    assert "no source is called" in kg("diff", "nowhere", at=folder).err


def test_a_language_that_is_not_read_is_told(kg, folder):
    path = folder / "sources/post.yaml"
    path.write_text(path.read_text().replace("language: en", "language: de"))
    said = kg("diff", "post", at=folder)
    assert (said.code, "its language is 'de'" in said.err) == (2, True)
    assert kg("diff", "post", "--lang", "en", at=folder).code == 1


def test_what_another_run_wrote_meanwhile_is_known(kg, folder, reading, monkeypatch):
    """Two runs at once: while this one reads a text, the other writes the claims of another source and names a metric."""
    import kg.extraction.extract as module

    extract = module.extract
    reading["metric"] = "gadgets"

    def meanwhile(document, vocabulary, language, *, published=None):
        monkeypatch.setattr("kg.extraction.extract.extract", extract)
        assert kg("extract", "times", at=folder).code == 0
        return extract(document, vocabulary, language, published=published)

    monkeypatch.setattr("kg.extraction.extract.extract", meanwhile)
    said = kg("extract", "post", at=folder)
    assert (said.code, "1 added" in said.out, "new metric" in said.out) == (0, True, False)
    ids = [claim.id for claim in load_base(Workspace.open(folder)).claims]
    assert len(ids) == len(set(ids)) == 3
