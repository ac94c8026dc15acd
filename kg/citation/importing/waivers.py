"""Waivers put into a claims file, the rest of it as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from kg.model.errors import UsageError
from kg.model.waiver import Waiver
from kg.vocabulary.records import validated
from kg.vocabulary.strict_yaml import read_yaml
from kg.workspace.atomic import write_atomically
from kg.workspace.emission import item
from kg.workspace.loading import read_file
from kg.workspace.records import ClaimFile
from kg.workspace.splicing import Splice, Splicer, apply, content_end, line_end, line_start
from kg.workspace.workspace import Workspace


def waivers_in(workspace: Workspace, path: Path) -> tuple[Waiver, ...]:
    """The waivers of a claims file without their lines; none where there is no such file. Raises InvalidFilesError."""
    if not path.is_file() or path.suffix != ".yaml":
        return ()
    file = read_file(workspace, path)
    record = validated(ClaimFile, read_yaml(file.text.removeprefix("\ufeff"), file.path), "a source and its claims")
    return tuple(waiver.to_waiver() for waiver in record.waivers)


def write_waivers(workspace: Workspace, path: Path, waivers: Iterable[Waiver]) -> None:
    """Make ``waivers`` those of a claims file that is there. Raises UsageError where the file cannot hold any."""
    wanted = tuple(replace(waiver, path="", line=None) for waiver in waivers)
    if waivers_in(workspace, path) == wanted:
        return
    shown = workspace.shown(path)
    if path.suffix != ".yaml":
        raise UsageError(f"{shown}: a file of lines holds no waivers: make it a .yaml file first")
    text = _without_waivers(read_file(workspace, path).text, shown)
    if wanted:
        lines = ["waivers:", *(f"  {line}" for waiver in wanted for line in item(_mapping(waiver), 2))]
        splicer = Splicer.of(text)
        text = text.rstrip("\r\n") + splicer.lines(["", *lines], 0) + splicer.newline
    write_atomically(path, text)
    if waivers_in(workspace, path) != wanted:
        raise UsageError(f"{shown}: its waivers cannot be changed in place: write the file a key a line")


def _mapping(waiver: Waiver) -> Mapping[str, Any]:
    until = waiver.until.isoformat() if waiver.until else None
    told = {"finding": waiver.finding, "reason": waiver.reason, "until": until, "by": waiver.by}
    return {name: value for name, value in told.items() if value is not None}


def _without_waivers(text: str, path: str) -> str:
    root = read_yaml(text, path).root
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key.value == "waivers":
            start = line_start(text, key.start_mark.index)
            end = line_end(text, content_end(text, value))
            return apply(text, [Splice(start, min(end + 1, len(text)))])
    return text
