"""Where claims and waivers stand in the files: what an editor, a code host or a reader is pointed to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model.errors import InvalidFilesError, Problem
from kg.model.waiver import Waiver
from kg.vocabulary.records import Record, validated
from kg.vocabulary.strict_yaml import YamlFile, read_yaml
from kg.workspace.loading import read_file
from kg.workspace.records import WaiverRecord
from kg.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """A line (1-based) of a file, by its path from the workspace's folder."""

    path: str
    line: int


def claim_places(workspace: Workspace, claims: Collection[tuple[str, str]]) -> dict[str, Place]:
    """Where claims, given as (source, id), stand; only their own files are read. Raises InvalidFilesError."""
    wanted: dict[str, set[str]] = {}
    for source, identifier in claims:
        wanted.setdefault(source, set()).add(identifier)
    found: dict[str, Place] = {}
    for source, ids in sorted(wanted.items()):
        for suffix, read in ((".yaml", _yaml_lines), (".jsonl", _json_lines)):
            path = workspace.root / "claims" / f"{source}{suffix}"
            if path.is_file():
                file = read_file(workspace, path)
                found |= {i: Place(file.path, line) for i, line in read(file.text, file.path) if i in ids}
    return found


def _yaml_lines(text: str, path: str) -> Iterator[tuple[str, int]]:
    file = read_yaml(text, path)
    nodes = getattr(file.node(["claims"]), "value", [])
    for record, node in zip(_items(file, "claims"), nodes, strict=True):
        if isinstance(record, dict):
            yield str(record.get("id")), node.start_mark.line + 1


def _json_lines(text: str, _: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield str(json.loads(line).get("id")), number


def _items(file: YamlFile, key: str) -> list[object]:
    found = file.data.get(key) if isinstance(file.data, dict) else None
    return found if isinstance(found, list) else []


def load_waivers(workspace: Workspace) -> list[Waiver]:
    """The waivers of all claims files, in the order of the files. Raises InvalidFilesError with every problem."""
    waivers: list[Waiver] = []
    problems: list[Problem] = []
    for path in workspace.claim_files():
        if path.suffix != ".yaml":
            continue  # a file of lines holds claims and nothing else
        try:
            waivers += _waivers(workspace, path)
        except InvalidFilesError as error:
            problems += error.problems
    if problems:
        raise InvalidFilesError(problems)
    return waivers


def _waivers(workspace: Workspace, path: Path) -> Iterator[Waiver]:
    found = read_file(workspace, path)
    if "waivers" not in found.text:
        return  # most files have none, and parsing is dear
    file = read_yaml(found.text, found.path)
    waivers = file.data.get("waivers", []) if isinstance(file.data, dict) else []
    records = validated(_Waivers, replace(file, data={"waivers": waivers}), "a source and its claims").waivers
    for index, record in enumerate(records):
        yield record.to_waiver(found.path, file.line(("waivers", index)))


class _Waivers(Record):
    """The part of a claims file that is read here, without the cost of its claims."""

    waivers: list[WaiverRecord]
