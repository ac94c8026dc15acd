"""kg review where something goes wrong: a slip of the pipe, an editor that fails, a file that cannot be written."""

from __future__ import annotations

import importlib
import io
import json
import sys

import pytest

from kg.workspace.atomic import WriteError
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace
from tests.cli.test_review import PROPOSED as THREE
from tests.cli.test_review import SOURCE, TEXT

PROPOSED = THREE.partition("  - id: globex-stake")[0]  # two claims


@pytest.fixture
def folder(workspace_of):
    return workspace_of({"sources/times.yaml": SOURCE, "sources/text/times.txt": TEXT, "claims/times.yaml": PROPOSED}).root


@pytest.fixture
def review(kg, folder, monkeypatch):
    """Drives kg review with piped keys, one a line."""

    def run(keys: str, *arguments: str):
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        return kg("review", *([] if "--by" in arguments else ["--by", "ada"]), *arguments, at=folder)

    return run


@pytest.fixture
def claims(folder):
    """The text of the claims file as it now is."""
    return (folder / "claims/times.yaml").read_text


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Makes a shell script the editor; $1 is the file."""

    def make(script: str):
        path = tmp_path / "editor"
        path.write_text(f"#!/bin/sh\necho x >> {tmp_path}/calls\n{script}\n")
        path.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(path))
        return lambda: len((tmp_path / "calls").read_text().split())

    return make


@pytest.mark.parametrize("line", ["abort", "reste", "Ed", "skip", "undo", "aa"])
def test_a_line_that_only_begins_with_a_key_decides_nothing(review, claims, line):
    said = review(f"{line}\nq\n")
    assert f"no such key: '{line}'; ? tells what each does" in said.out
    assert said.out.endswith("nothing decided; 2 left: kg review goes on from there\n")
    assert claims() == PROPOSED


def test_a_key_may_have_space_around_it(review):
    assert "1 accepted; 1 left" in review("  a \r\nq\n").out


def test_a_decision_that_cannot_be_written_ends_the_review_and_is_still_to_make(review, claims, monkeypatch):
    def refuse(path, _):
        raise WriteError(f"{path}: cannot be written (Read-only file system); it is as it was")

    monkeypatch.setattr("kg.workspace.editing.write_atomically", refuse)
    said = review("a\nr\nno figure\nq\n")
    assert said.code == 2
    assert said.out.endswith("nothing decided; 2 left: kg review goes on from there\n")
    assert "cannot be written (Read-only file system)" in said.err
    assert claims() == PROPOSED


def test_what_was_decided_before_a_file_became_unwritable_is_told(review, folder, monkeypatch):
    from kg.workspace import editing

    written, calls = editing.write_atomically, []

    def once(path, content):
        calls.append(path)
        if len(calls) > 1:
            raise WriteError(f"{path}: cannot be written (No space left on device); it is as it was")
        written(path, content)

    monkeypatch.setattr("kg.workspace.editing.write_atomically", once)
    said = review("a\na\n")
    assert (said.code, said.out.splitlines()[-1]) == (2, "1 accepted; 1 left: kg review goes on from there")


def test_a_name_that_an_edit_needed_does_not_stay_where_the_edit_cannot_be_written(review, folder, monkeypatch):
    vocabulary = folder / "claims/vocabulary/entities.yaml"
    before = vocabulary.read_text()

    def refuse(path, _):
        raise WriteError(f"{path}: cannot be written (Read-only file system); it is as it was")

    monkeypatch.setattr("kg.workspace.editing.write_atomically", refuse)
    assert review("e\n+initech\n.\n").code == 2
    assert vocabulary.read_text() == before


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 1", "not edited: {editor}: Editing failed; set $EDITOR to one that works, or press e"),
        ('printf "note: caf\\351\\n" >> "$1"', "not edited: what the editor saved is not UTF-8"),
        ('rm "$1"', "not edited: $EDITOR: No such file or directory"),
    ],
)
def test_an_editor_that_goes_wrong_is_told_and_the_claim_is_asked_for_again(review, claims, editor, tmp_path, script, told):
    editor(script)
    said = review("E\nr\nno figure\nq\n")
    assert said.code == 0
    assert told.format(editor=tmp_path / "editor") in said.out
    assert said.out.endswith("1 rejected; 1 left: kg review goes on from there\n")


@pytest.mark.parametrize("command", ["no-such-editor", "vi 'unclosed"])
def test_an_editor_that_is_not_there_is_told(review, claims, monkeypatch, command):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    said = review("E\nq\n")
    assert said.code == 0
    assert "not edited: " in said.out
    assert claims() == PROPOSED


def test_a_review_that_is_typed_is_refused(review, claims, editor):
    calls = editor('printf "review: {state: rejected, by: bob}\\n" >> "$1"')
    said = review("E\nq\n")
    assert "review: what is saved is accepted, and kg writes who did: leave the key out" in said.out
    assert calls() == 2
    assert claims() == PROPOSED


def test_an_editor_at_which_nobody_sits_is_opened_twice_at_most(review, claims, editor):
    calls = editor('printf "metric: [\\n" > "$1"; date +%N >> "$1"')
    said = review("E\nq\n")
    assert "not edited: what $EDITOR wrote was wrong 2 times" in said.out
    assert calls() == 2
    assert said.out.endswith("nothing decided; 2 left: kg review goes on from there\n")
    assert claims() == PROPOSED


def test_undoing_an_edit_takes_back_the_name_that_it_added(review, folder):
    vocabulary = folder / "claims/vocabulary/entities.yaml"
    before = vocabulary.read_text()
    assert "nothing decided; 2 left" in review("e\n+ville-x\n.\nu\nq\n").out
    assert vocabulary.read_text() == before
    assert load_base(Workspace.open(folder)).claim("acme-revenue-2025").entity == "acme"


def test_a_name_that_another_claim_has_come_to_use_stays(review, folder, monkeypatch):
    class Keys(io.StringIO):
        def readline(self, *_):
            line = super().readline()
            if line == "u\n":  # meanwhile, elsewhere
                other = PROPOSED.replace("times", "post").replace("- id: acme", "- id: post").replace("acme", "ville-x")
                (folder / "sources/post.yaml").write_text("id: post\ntype: article\n")
                (folder / "claims/post.yaml").write_text(other)
            return line

    monkeypatch.setattr("io.StringIO", Keys)
    assert "nothing decided" in review("e\n+ville-x\n.\nu\nq\n", "times").out
    base = load_base(Workspace.open(folder))
    assert (base.claim("acme-revenue-2025").entity, base.claim("post-revenue-2025").entity) == ("acme", "ville-x")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--accept-all", "--format", "json"], "--accept-all asks before it accepts: with --format json give --yes too"),
        (["--yes"], "--yes is for --accept-all"),
        (["--min-confidence", "0.5"], "--min-confidence is for --accept-all"),
        (["--accept-all", "--yes", "--min-confidence", "nan"], "--min-confidence: nan is no number"),
        (["times", "--source", "post"], "name the sources as SOURCE or with --source, not both: 'times' and 'post'"),
        (["--by", "kg"], "--by: 'kg' is the name of extraction"),
        (["--by", " kg "], "--by: 'kg' is the name of extraction"),
        (["--by", " "], "--by: name who reviews"),
    ],
)
def test_options_that_go_against_each_other_are_refused(review, claims, arguments, told):
    said = review("y\na\n", *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert claims() == PROPOSED


def test_the_same_source_named_twice_is_one(review):
    assert review("q\n", "times", "--source", "times").code == 0


def test_what_would_be_accepted_can_be_listed(review, claims):
    said = review("", "--accept-all", "--list")
    assert [row.split("\t")[0] for row in said.out.splitlines()] == ["claim", "acme-revenue-2025"]
    listed = review("", "--accept-all", "--list", "--min-confidence", "0.5", "--format", "json").data["proposals"]
    assert [claim["id"] for claim in listed] == ["acme-revenue-2025", "acme-net-loss"]
    assert claims() == PROPOSED


def test_accepting_all_without_asking_tells_it_as_json(review):
    said = review("", "--accept-all", "--yes", "--format", "json")
    assert json.loads(said.out) == {"accepted": [{"source": "times", "id": "acme-revenue-2025"}], "left": 1}
    assert review("", "--accept-all", "--yes", "--format", "json").data == {"accepted": [], "left": 1}


def test_two_claims_of_one_id_are_told_as_such(review, folder, claims):
    twice = PROPOSED.replace("id: acme-net-loss", "id: acme-revenue-2025")
    (folder / "claims/times.yaml").write_text(twice)
    said = review("a\nq\n")
    assert said.code == 2
    assert said.err == "kg: claims/times.yaml: 2 claims are called 'acme-revenue-2025': give each an id of its own\n"
    assert claims() == twice


@pytest.mark.parametrize("style", [[], ["--yes", "--format", "json"]])
def test_what_changed_while_accepting_all_was_asked_for_stays_as_it_is_in_the_file(
    review, folder, claims, monkeypatch, style
):
    mended = PROPOSED.replace("id: acme-revenue-2025", "id: acme-revenue-2025\n    note: by hand", 1)
    chosen = importlib.import_module("kg.extraction.proposing.reviewing").confident

    def slowly(waiting, least):
        (folder / "claims/times.yaml").write_text(mended)  # meanwhile, elsewhere
        return chosen(waiting, least)

    monkeypatch.setattr("kg.extraction.proposing.reviewing.confident", slowly)
    said = review("y\n", "--accept-all", "--min-confidence", "0", *style)
    assert said.code == 0
    base = load_base(Workspace.open(folder))
    assert (base.claim("acme-revenue-2025").note, base.claim("acme-revenue-2025").review.state) == ("by hand", "proposed")
    assert base.claim("acme-net-loss").review.state == "accepted"
    if style:
        assert said.data == {"accepted": [{"source": "times", "id": "acme-net-loss"}], "left": 1}
    else:
        assert said.out.splitlines()[-1] == (
            "accepted 1 of 2 proposals, at least 0.00 sure of every field; "
            "1 changed in the files in the meantime and left as they are there"
        )
