"""What `kg init` leaves is a whole workspace, and nothing that stood there is lost."""

from __future__ import annotations

import pytest

from kg.model.errors import UsageError
from kg.workspace.atomic import WriteError
from kg.workspace.creating import create_workspace, workspace_files
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace


def test_a_workspace_is_made(tmp_path):
    folder = tmp_path / "Élections 2027"
    made = create_workspace(folder)
    assert {path.relative_to(folder).as_posix() for path in made} == {
        "kg.toml", ".gitignore", "sources/text/.gitignore", "queries/sources.rq", "queries/claims-about.rq",
        "claims/vocabulary/entities.yaml", "claims/vocabulary/metrics.yaml", "claims/vocabulary/rules.yaml",
    }  # fmt: skip
    workspace = Workspace.open(folder)
    assert workspace.settings.name == "elections-2027"
    assert workspace.settings.base == "https://example.org/elections-2027/"
    assert load_base(workspace).claims == ()
    assert ".kg/" in (folder / ".gitignore").read_text()


@pytest.mark.parametrize("title", ['The "new" \\ title', "Où ?\n😀 {name}", "x" * 500])
def test_names_and_titles(tmp_path, title):
    create_workspace(tmp_path, "my-base", title)
    settings = Workspace.open(tmp_path).settings
    assert (settings.name, settings.title) == ("my-base", title)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Johnson & Johnson", "johnson-and-johnson"),
        ("S&P 500", "s-and-p-500"),
        ("Œuvres -- à part", "oeuvres-a-part"),
        ("2025._-élections", "2025-elections"),
        ("日本", "claims"),
    ],
)
def test_a_folder_gives_its_name(tmp_path, folder, name):
    create_workspace(tmp_path / folder)
    assert Workspace.open(tmp_path / folder).settings.name == name


def test_the_title_is_the_folders_own_name_unless_given(tmp_path):
    create_workspace(tmp_path / "Fruits & Ferries")
    assert Workspace.open(tmp_path / "Fruits & Ferries").settings.title == "Fruits & Ferries"
    create_workspace(tmp_path / "elections-2027")
    assert Workspace.open(tmp_path / "elections-2027").settings.title == "elections 2027"
    create_workspace(tmp_path / "Here", name="polls-2027")
    assert Workspace.open(tmp_path / "Here").settings.title == "polls 2027"


def test_here(tmp_path, monkeypatch):
    from pathlib import Path

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert Path("kg.toml") in create_workspace(Path())
    assert Workspace.open(Path()).settings.name == "here"


def test_the_examples_in_comments_are_valid(tmp_path):
    create_workspace(tmp_path)
    for name in ("entities", "metrics", "rules"):
        path = tmp_path / "claims" / "vocabulary" / f"{name}.yaml"
        lines = path.read_text().replace(f"{name}: []", f"{name}:").splitlines()
        path.write_text("\n".join(line[1:] if line.startswith("#  ") else line for line in lines) + "\n")
    base = load_base(Workspace.open(tmp_path))
    assert base.vocabulary.entities["acme"].fiscal_year_end == "01-31"
    assert base.vocabulary.metrics["parcels_delivered"].additive
    assert base.vocabulary.rules[-1].id == "orders-cover-parcels"


def test_the_examples_of_queries_are_sparql(tmp_path):
    from rdflib.plugins.sparql import prepareQuery

    create_workspace(tmp_path)
    for path in (tmp_path / "queries").glob("*.rq"):
        prepareQuery(path.read_text())
        assert path.read_text().startswith("# ")


def test_a_workspace_is_left_alone(tmp_path):
    (tmp_path / "kg.toml").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        create_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kg.toml"]
    assert (tmp_path / "kg.toml").read_text() == "mine"


def test_other_files_are_kept(tmp_path):
    (tmp_path / ".gitignore").write_text("mine")
    (tmp_path / "claims" / "vocabulary").mkdir(parents=True)
    (tmp_path / "claims" / "vocabulary" / "entities.yaml").write_text("entities: [{id: mine}]\n")
    made = create_workspace(tmp_path)
    kept = [path.relative_to(tmp_path).as_posix() for path in workspace_files(tmp_path) if path not in made]
    assert kept == ["claims/vocabulary/entities.yaml", ".gitignore"]
    assert (tmp_path / ".gitignore").read_text() == "mine"
    assert "mine" in load_base(Workspace.open(tmp_path)).vocabulary.entities


@pytest.mark.parametrize("name", ["", "a b", "../x", "É", 'a"', "-a", "A"])
def test_names_that_are_none(tmp_path, name):
    with pytest.raises(UsageError, match="no name for a workspace"):
        create_workspace(tmp_path / "new", name)
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        create_workspace(tmp_path / "file")
    (tmp_path / "claims").write_text("x")
    with pytest.raises(WriteError):
        create_workspace(tmp_path)
    assert not (tmp_path / "kg.toml").exists()
