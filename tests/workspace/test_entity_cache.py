"""A large vocabulary is read once: afterwards its entities come from beside the build, as long as the file is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.errors import InvalidFilesError
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

MANY = "entities:\n" + "".join(
    f"  - id: firm-{n}\n    type: organization\n    label: {{en: Firm {n}, fr: Société {n}}}\n    aliases: [F{n}]\n    part_of: owner\n"
    for n in range(1500)
)
OWNER = "  - id: owner\n    fiscal_year_end: 06-30\n    note: it owns them\n"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    (tmp_path / "kg.toml").write_text("", encoding="utf-8")
    (tmp_path / ".kg").mkdir()
    (tmp_path / "claims/vocabulary").mkdir(parents=True)
    (tmp_path / "claims/vocabulary/entities.yaml").write_text(MANY + OWNER, encoding="utf-8")
    return Workspace.open(tmp_path)


def test_a_second_reading_says_the_same(space: Workspace):
    first = load_vocabulary(space).entities
    assert (space.derived / "entities.json").is_file()
    assert dict(load_vocabulary(space).entities) == dict(first)
    assert first["owner"].fiscal_year_end == "06-30"


def test_it_is_taken_from_beside_the_build(space: Workspace, monkeypatch: pytest.MonkeyPatch):
    load_vocabulary(space)
    monkeypatch.setattr("kg.workspace.loading.read_yaml", None)
    assert load_vocabulary(space).entities["firm-7"].label["fr"] == "Société 7"


def test_an_edit_is_seen(space: Workspace):
    load_vocabulary(space)
    file = space.vocabulary_file("entities.yaml")
    file.write_text(MANY.replace("Firm 7,", "Seventh,") + OWNER, encoding="utf-8")
    assert load_vocabulary(space).entities["firm-7"].label["en"] == "Seventh"


def test_a_wrong_file_is_told_again_and_again(space: Workspace):
    file = space.vocabulary_file("entities.yaml")
    file.write_text(MANY + OWNER + OWNER, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(InvalidFilesError, match="given twice"):
            load_vocabulary(space)


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '{"key": 1, "entities": []}'])
def test_what_is_kept_may_be_broken(space: Workspace, kept: str):
    (space.derived / "entities.json").write_text(kept, encoding="utf-8")
    assert len(load_vocabulary(space).entities) == 1501
