"""A document becomes a source: its id, its record, its text; and kg add, as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.main import run
from kg.model.errors import UsageError
from kg.reading.adding import State, Wishes, add_document, id_of, slug
from kg.reading.document import Document
from kg.reading.layout import read_plain
from kg.workspace.loading import load_base, load_source
from kg.workspace.texts import digest, find_text
from kg.workspace.workspace import Workspace

TEXT = "Orme réduit ses pertes\n\n12 mars 2026. - La société a perdu 5 millions d'euros en 2025, contre 7 un an plus tôt.\n"
OTHER = "La société Orme a perdu 6 millions d'euros en 2025, dit-elle maintenant, et non 5.\n"


@pytest.fixture
def space(workspace_of: Callable[..., Workspace]) -> Workspace:
    return workspace_of({})


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Orme réduit ses pertes", "orme-reduit-ses-pertes"),
        ("L’IA : 30 millions d'euros !", "l-ia-30-millions-d-euros"),
        ("Hausse de 3.5 % des prix.", "hausse-de-3.5-des-prix"),
        ("  --..  ", ""),
        ("日本", ""),
        ("un " * 40, "un-" * 19 + "un"),
        ("Johnson & Johnson", "johnson-and-johnson"),
        ("S&P 500 : R&D, AT&T", "s-and-p-500-r-and-d-at-and-t"),
        ("Tiers & Cie && &", "tiers-and-cie"),
        ("Le cœur de l’Œuvre", "le-coeur-de-l-oeuvre"),
        ("Straße nach Łódź, Tromsø", "strasse-nach-lodz-tromso"),
    ],
)
def test_slugs(text: str, identifier: str) -> None:
    assert slug(text) == identifier


@given(st.text(max_size=80))
def test_a_slug_is_an_id_or_nothing(text: str) -> None:
    found = slug(text)
    assert found == "" or id_of(Document("x", ()), "-", found) == found
    assert slug(found) == found
    assert "--" not in found


def test_an_english_possessive_is_closed_up() -> None:
    title = "Norvane's ferries: the company’s record"
    assert id_of(Document("x", (), title=title, language="en"), "-") == "norvanes-ferries-the-companys-record"
    assert id_of(Document("x", (), title="L's de Lyon", language="fr"), "-") == "l-s-de-lyon"


def test_a_sign_for_and_is_read_in_the_language_of_the_text() -> None:
    title = "Fusac & Cie perd 3 % : la R&D coûte"
    assert id_of(Document("x", (), title=title, language="fr"), "-") == "fusac-et-cie-perd-3-la-r-et-d-coute"
    assert id_of(Document("x", (), title=title, language="en"), "-") == "fusac-and-cie-perd-3-la-r-and-d-coute"


@pytest.mark.parametrize(
    ("title", "origin", "identifier"),
    [
        ("Le bac coule", "x.txt", "le-bac-coule"),
        (None, "some/Rapport Annuel.pdf", "rapport-annuel"),
        (None, "https://canal.example/eco/le-bac%20coule.html?x=1", "le-bac-coule"),
        (None, "https://canal.example/", "canal-example"),
    ],
)
def test_ids_come_from_the_title_or_the_name(title: str | None, origin: str, identifier: str) -> None:
    assert id_of(Document("x", (), title=title), origin) == identifier


def test_ids_that_are_none() -> None:
    with pytest.raises(UsageError, match="--id"):
        id_of(Document("x", ()), "-")
    with pytest.raises(UsageError, match=r"\.\./x.*\(x\)"):
        id_of(Document("x", ()), "-", "../x")


def test_a_source_is_written_and_found_again(space: Workspace) -> None:
    added = add_document(space, read_plain(TEXT), "a.txt")
    assert added.state is State.ADDED
    source = load_source(space, added.path)
    assert source == added.source
    assert (source.published, source.published_basis) == ("2026-03-12", "the dateline of the text")
    assert (source.sha256, source.length, source.language) == (digest(TEXT), len(TEXT), "fr")
    assert find_text(space, source) == TEXT
    assert (space.root / "sources" / "text" / ".gitignore").read_text().splitlines()[1] == "*"
    load_base(space)


def test_the_same_text_again_changes_nothing_but_what_is_asked(space: Workspace) -> None:
    first = add_document(space, read_plain(TEXT), "a.txt")
    before = first.path.read_bytes()
    assert add_document(space, read_plain(TEXT), "b.txt").state is State.UNCHANGED
    assert first.path.read_bytes() == before
    again = add_document(space, read_plain(TEXT), "b.txt", Wishes(authors=("Anne Roux",)))
    assert (again.state, again.source.id, again.source.authors) == (State.UPDATED, first.source.id, ("Anne Roux",))


def test_another_text_under_the_same_id_needs_replace_and_loses_nothing(space: Workspace) -> None:
    first = add_document(space, read_plain(TEXT), "a.txt", Wishes(id="orme"))
    first.path.write_text(first.path.read_text() + "rights: not republished\n# a remark\n")
    with pytest.raises(UsageError, match="--replace"):
        add_document(space, read_plain(OTHER), "b.txt", Wishes(id="orme"))
    assert find_text(space, first.source) == TEXT
    second = add_document(space, read_plain(OTHER), "b.txt", Wishes(id="orme", replace=True))
    assert second.state is State.REPLACED
    assert second.source.rights == "not republished"
    assert "# a remark" in second.path.read_text()
    texts = {path.name: path.read_text() for path in (space.root / "sources" / "text").glob("*.txt")}
    assert texts == {"orme.txt": OTHER, f"orme.{digest(TEXT)[:8]}.txt": TEXT}


def test_a_record_that_waits_for_its_text_is_completed(workspace_of: Callable[..., Workspace]) -> None:
    space = workspace_of({"sources/orme.yaml": "id: orme\ntype: report\ntitle: A title of ours\n"})
    added = add_document(space, read_plain(TEXT), "a.txt", Wishes(id="orme"))
    assert added.state is State.UPDATED
    assert (added.source.type, added.source.title, added.source.language) == ("report", "A title of ours", "fr")


def test_the_same_text_under_another_id_is_told(space: Workspace) -> None:
    add_document(space, read_plain(TEXT), "a.txt", Wishes(id="one"))
    again = add_document(space, read_plain(TEXT), "a.txt", Wishes(id="two"))
    assert again.state is State.ADDED
    assert again.notes == ("the same text is there as one: its figures would count as those of two sources",)
    assert add_document(space, read_plain(TEXT), "a.txt", Wishes(id="two")).notes == ()


def test_dry_run_and_no_keep(space: Workspace) -> None:
    planned = add_document(space, read_plain(TEXT), "a.txt", Wishes(dry_run=True))
    assert planned.state is State.ADDED
    assert not planned.path.exists()
    bare = add_document(space, read_plain(TEXT), "a.txt", Wishes(keep=False))
    assert bare.path.exists()
    assert not (space.root / "sources" / "text").exists()


def test_claims_on_a_replaced_text_are_spoken_of(
    workspace_of: Callable[..., Workspace], claims_of: Callable[..., str]
) -> None:
    space = workspace_of(
        {
            "claims/orme.yaml": claims_of("orme", {"id": "x"}),
            "sources/orme.yaml": f"id: orme\ntext: {{sha256: {'a' * 64}, length: 5}}\n",
        }
    )
    added = add_document(space, read_plain(TEXT), "a.txt", Wishes(id="orme", replace=True))
    assert "kg extract orme" in added.notes[0]


def kg(space: Workspace, *arguments: str) -> int:
    return run(["--workspace", str(space.root), *arguments])


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.md").write_text("# Le bac\n\nLe bac a porté **12** voitures et la foule dans les deux sens.\n")
    (folder / "empty.txt").write_text("")
    (folder / "c.bin").write_bytes(b"\x00\x01")
    return folder


def test_one_bad_file_does_not_stop_the_others(space: Workspace, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(space, "add", *(str(files / name) for name in ("empty.txt", "a.txt", "none.txt", "c.bin", "b.md"))) == 1
    out, err = capsys.readouterr()
    assert "added orme-reduit-ses-pertes" in out
    assert "added le-bac" in out
    assert "2 added, 3 failed" in out
    assert err.count("failed") == 3
    assert sorted(path.stem for path in space.source_files()) == ["le-bac", "orme-reduit-ses-pertes"]


def test_json_output(space: Workspace, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(space, "add", str(files / "a.txt"), "--published", "2026-03", "--author", "Anne Roux", "--format", "json") == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    source = data["sources"][0]
    assert source["status"] == "added"
    assert source["source"]["author"] == "Anne Roux"
    assert source["source"]["published"] == {"date": "2026-03", "basis": "stated when the source was added"}
    assert source["record"] == "sources/orme-reduit-ses-pertes.yaml"
    assert data["summary"]["added"] == 1
    assert kg(space, "add", str(files / "a.txt"), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["summary"]["unchanged"] == 1


def test_usage_errors(space: Workspace, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = str(files / "a.txt"), str(files / "b.md")
    assert kg(space, "add", one, two, "--id", "x") == 2
    assert kg(space, "add", one, "--published", "yesterday") == 2
    assert kg(space, "add", "http://127.0.0.1:9/x") == 1
    assert "--allow-private" in capsys.readouterr().err
    assert not space.source_files()


def test_a_dry_run_tells_of_several_what_adding_them_would(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a", TEXT), ("b", TEXT), ("c", f"{TEXT}Elle emploie 85 salariés.\n"), ("d", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text)
    names = [str(tmp_path / f"{name}.txt") for name in "abcd"]
    assert kg(space, "add", *names, "--dry-run", "--format", "json") == 1
    planned = json.loads(capsys.readouterr().out)
    assert not space.source_files()
    assert kg(space, "add", *names, "--format", "json") == 1
    done = json.loads(capsys.readouterr().out)
    assert planned == {**done, "dry_run": True}
    assert [one["status"] for one in done["sources"]] == ["added", "unchanged", "failed", "added"]
