"""Commands that change the files of one workspace at once take turns, and none undoes what another wrote."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from kg.model.claim import Review, ReviewState
from kg.reading.adding import Wishes, add_document
from kg.reading.files import read_text
from kg.workspace.editing import Append, Replace, change_claims
from kg.workspace.loading import load_base
from kg.workspace.turns import turn
from kg.workspace.workspace import Workspace

HOLD = """
import sys
from pathlib import Path
from kg.workspace.turns import turn
from kg.workspace.workspace import Workspace
with turn(Workspace.open(Path(sys.argv[1]))):
    print("mine", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def space(workspace_of, claims_of):
    return workspace_of(
        {"claims/news.yaml": claims_of("news", {"id": "a"}), "claims/post.yaml": claims_of("post", {"id": "b"})}
    )


@pytest.fixture
def another(space):
    """Another process whose turn it is, until it is told to end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(space.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def changes(space):
    first = load_base(space).claim("a")

    def change():
        change_claims(space, "news", [Append(first.__class__(**{**fields(first), "id": "c"}))])

    def add():
        add_document(space, read_text("Acme earned 5 million."), "x.txt", Wishes(id="x"))

    return {"change": change, "add": add}


def fields(claim):
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


@pytest.mark.parametrize("what", ["change", "add"])
def test_who_changes_files_waits_for_his_turn(space, another, what):
    worker = threading.Thread(target=changes(space)[what])
    worker.start()
    worker.join(0.3)
    assert worker.is_alive()
    another.stdin.write("\n")
    another.stdin.close()
    worker.join(30)
    assert not worker.is_alive()


def test_a_process_that_is_killed_keeps_nobody_waiting(space, another):
    another.kill()
    with turn(space):
        pass


def test_a_turn_within_a_turn_is_the_same(space):
    with turn(space), turn(Workspace.open(space.root)):
        change_claims(space, "news", [Replace("a", load_base(space).claim("a"))])


def test_a_folder_that_is_gone_needs_no_turn(tmp_path):
    with turn(Workspace(tmp_path / "nowhere")):
        assert Review(ReviewState.ACCEPTED)
