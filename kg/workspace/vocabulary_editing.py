"""Adding entities and metrics to the workspace's own vocabulary: what stands in the files stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from kg.model.errors import InvalidFilesError
from kg.vocabulary.records import EntityFile, MetricFile, Record, validated
from kg.vocabulary.strict_yaml import YamlFile, read_yaml
from kg.workspace.atomic import write_atomically
from kg.workspace.editing import EditError
from kg.workspace.emission import item
from kg.workspace.loading import read_file
from kg.workspace.splicing import Splice, Splicer, apply, is_block, line_end
from kg.workspace.workspace import Workspace

_BOM: Final = "\ufeff"
_FILES: Final[Mapping[str, type[Record]]] = {"entities": EntityFile, "metrics": MetricFile}


def add_records(text: str, path: str, key: str, records: Sequence[Mapping[str, Any]]) -> str:
    """The text of a vocabulary file with records added at the end of its list, every other byte as it was.

    ``key`` is entities or metrics. A record whose id is there already is left out. Raises InvalidFilesError for a text
    that is no such file, and EditError when the result would not read back as intended.
    """
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    file = read_yaml(body, path)
    before = _records(file, key)
    known = {record["id"] for record in before}
    new = [dict(record) for record in records if record["id"] not in known]
    if not new:
        return text
    after = apply(body, _added(file, Splicer.of(body), key, new))
    try:
        found = _records(read_yaml(after, path), key)
    except InvalidFilesError as error:
        raise _unfit(path, error.problems[0].message) from error
    if [record["id"] for record in found] != [*(r["id"] for r in before), *(r["id"] for r in new)] or found[
        : len(before)
    ] != before:
        raise _unfit(path, f"the {key} would read back otherwise")
    return bom + after


def vocabulary_changes(
    workspace: Workspace, records: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterator[tuple[Path, str, str]]:
    """The files to change for some records to be added, by key: each with its text before and after."""
    for key, added in records.items():
        path = workspace.vocabulary_file(f"{key}.yaml")
        text = read_file(workspace, path).text if path.exists() else ""
        after = add_records(text, workspace.shown(path), key, added)
        if after != text:
            yield path, text, after


def write_vocabulary(workspace: Workspace, records: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Path]:
    """Add records, by key, to the workspace's vocabulary, each file in one atomic step; the files changed."""
    changed: list[Path] = []
    for path, _, after in list(vocabulary_changes(workspace, records)):
        write_atomically(path, after)
        changed.append(path)
    return changed


def _records(file: YamlFile, key: str) -> list[dict[str, Any]]:
    if file.data is None:
        return []
    found = validated(_FILES[key], file, key)
    return [record.model_dump() for record in getattr(found, key)]


def _added(file: YamlFile, splicer: Splicer, key: str, records: Sequence[Mapping[str, Any]]) -> Iterator[Splice]:
    root = file.root
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    name, value = next(((name, value) for name, value in pairs if name.value == key), (None, None))
    if isinstance(value, yaml.SequenceNode) and value.value and is_block(value):
        lines = [line for record in records for line in ["", *item(record, value.start_mark.column)]]
        yield splicer.after_items(value, lines)
        return
    if (root is not None and not is_block(root)) or (value is not None and getattr(value, "value", None)):
        raise EditError(
            f"{file.path}: the {key} stand in one [ ]; write each as an item of its own, a key a line, to have it edited"
        )
    lines = [line for record in records for line in ["", *item(record, 2)]][1:]
    if name is None or value is None:
        head = "" if not splicer.text or splicer.text.endswith("\n") else splicer.newline
        body = splicer.lines(lines, 2)
        yield Splice(len(splicer.text), len(splicer.text), f"{head}{key}:{body}{splicer.newline}")
        return
    colon = splicer.text.index(":", name.end_mark.index) + 1  # entities: [], perhaps with a comment behind
    end = max(colon, value.end_mark.index)
    yield Splice(colon, end)
    below = line_end(splicer.text, end)
    yield Splice(below, below, splicer.lines(lines, 2))


def _unfit(path: str, why: str) -> EditError:
    return EditError(f"{path}: the change cannot be written ({why}); the file is as it was")
