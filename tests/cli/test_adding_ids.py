"""The id that a source gets on being added: one that its base can be built with."""

from __future__ import annotations

import pytest

TEXT = "Acme earned 4.3 billion dollars in 2025.\n"
RESERVED = ["vocabulary", "findings", "periods"]


@pytest.fixture
def text(tmp_path_factory):
    """A text file by the name given."""
    folder = tmp_path_factory.mktemp("texts")

    def make(name, content=TEXT):
        path = folder / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture
def root(workspace_of):
    return workspace_of({}).root


def ids(root):
    return sorted(path.stem for path in (root / "sources").glob("*.yaml"))


@pytest.mark.parametrize("name", RESERVED)
def test_a_name_of_the_graphs_own_is_refused_as_an_id_before_anything_is_read(kg, root, name):
    said = kg("add", "missing.txt", "--id", name, at=root)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"kg: --id: a source cannot be called {name!r}, which names a graph of the base itself: choose another, as {name}-2\n"
    )


@pytest.mark.parametrize("name", RESERVED)
def test_an_id_made_of_a_name_is_none_of_the_graphs_own(kg, root, text, name):
    assert kg("add", text(f"{name}.txt"), at=root).code == 0
    assert ids(root) == [f"{name}-2"]
    assert [kg(command, at=root).code for command in ("build", "find", "check", "validate")] == [0, 0, 0, 0]


def test_an_id_made_of_a_title_is_none_of_the_graphs_own(kg, root, text):
    assert kg("add", text("a.txt"), "--title", "Vocabulary", at=root).code == 0
    assert ids(root) == ["vocabulary-2"]


@pytest.mark.parametrize("command", ["validate", "build", "find"])
def test_a_source_that_has_such_an_id_is_named_with_what_to_rename(kg, workspace_of, claims_of, command):
    source = "# By hand.\nid: vocabulary\ntype: article\n"
    space = workspace_of({"sources/vocabulary.yaml": source, "claims/vocabulary.yaml": claims_of("vocabulary", {"id": "r"})})
    said = kg(command, at=space.root)
    assert (said.code, said.err.splitlines()[0]) == (
        2,
        (
            "kg: sources/vocabulary.yaml:2: id: a source cannot be called 'vocabulary', which names a graph of the base itself: "
            "choose another id, as vocabulary-2, here and in the names of sources/vocabulary.yaml and claims/vocabulary.yaml "
            "(and its key source)"
        ),
    )


def test_the_id_is_made_of_a_title_that_is_given(kg, root, text):
    assert kg("add", text("v.txt"), "--title", "A long good title", at=root).code == 0
    assert ids(root) == ["a-long-good-title"]


def test_a_name_without_a_latin_letter_is_counted(kg, root, text):
    said = kg("add", text("日本語.txt"), text("中文.txt", "Acme earned 5 billion dollars in 2024.\n"), at=root)
    assert (said.code, ids(root)) == (0, ["source-1", "source-2"])
    assert kg("add", text("日本語.txt"), at=root).out.startswith("unchanged source-1")


def test_a_dry_run_counts_as_the_run_does(kg, root, text):
    said = kg("add", text("日本語.txt"), text("中文.txt", "Acme earned 5.\n"), "--dry-run", "--format", "json", at=root)
    assert [one["source"]["id"] for one in said.data["sources"]] == ["source-1", "source-2"]


@pytest.mark.parametrize("command", ["add", "extract"])
def test_an_empty_name_is_no_file(kg, root, command):
    said = kg(command, "", at=root)
    assert said.code == 1
    assert said.err == f"{'failed' if command == 'add' else 'kg:'} '': no name of a file\n"
