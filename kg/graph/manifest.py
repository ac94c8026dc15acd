"""What a build was made from: the state of each file, and which sources have changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.model.errors import InvalidFilesError, Problem
from kg.workspace.loading import require_regular
from kg.workspace.workspace import Workspace

_RACY_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was built from."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from: engine and format, settings that shape it, and the state of each file."""

    engine: str
    format: int
    settings: str
    built_ns: int
    files: Mapping[str, FileState]
    claims: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """As text, sorted."""
        files = {path: [state.sha256, state.size, state.mtime_ns] for path, state in sorted(self.files.items())}
        data = {
            "engine": self.engine,
            "format": self.format,
            "settings": self.settings,
            "built_ns": self.built_ns,
            "files": files,
            "claims": dict(sorted(self.claims.items())),
        }
        return json.dumps(data, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The inverse. Raises ValueError, KeyError or TypeError for anything else."""
        data = json.loads(text)
        files = {path: FileState(*state) for path, state in data["files"].items()}
        return cls(data["engine"], data["format"], data["settings"], data["built_ns"], files, data["claims"])


def _input_files(workspace: Workspace) -> list[Path]:
    vocabulary = [workspace.vocabulary_file(name) for name in ("entities.yaml", "metrics.yaml", "rules.yaml")]
    return [*workspace.source_files(), *workspace.claim_files(), *(path for path in vocabulary if path.is_file())]


def files_state(workspace: Workspace, known: Manifest | None) -> dict[str, FileState]:
    """Each input file's state; the hash of a file is taken over while its size and time are those of the manifest."""
    states: dict[str, FileState] = {}
    paths = _input_files(workspace)
    _require_regular(workspace, paths)
    for path in paths:
        shown, stat = workspace.shown(path), path.stat()
        earlier = known.files.get(shown) if known else None
        # A file written in the same instant as the build may have changed since without a later time.
        racy = known is None or stat.st_mtime_ns > known.built_ns - _RACY_SECONDS * 1e9
        unchanged = earlier is not None and (earlier.size, earlier.mtime_ns) == (stat.st_size, stat.st_mtime_ns)
        if unchanged and not racy and earlier is not None:
            states[shown] = earlier
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        same = earlier is not None and earlier.sha256 == digest and earlier.size == stat.st_size
        states[shown] = earlier if same and earlier is not None else FileState(digest, stat.st_size, stat.st_mtime_ns)
    return states


def _require_regular(workspace: Workspace, paths: Iterable[Path]) -> None:
    problems: list[Problem] = []
    for path in paths:
        try:
            require_regular(workspace, path)
        except InvalidFilesError as error:
            problems += error.problems
    if problems:
        raise InvalidFilesError(problems)


def source_of(path: str) -> str:
    """The source that a file of sources/ or claims/ is of."""
    return path.rpartition("/")[2].rsplit(".", 1)[0]


def changed_sources(files: Mapping[str, FileState], old: Manifest) -> set[str] | None:
    """The sources whose own files changed; None when something changed that all sources rest on."""
    changed = {path for path in {*files, *old.files} if files.get(path) != old.files.get(path)}
    if any(path.startswith("claims/vocabulary/") for path in changed):
        return None
    return {source_of(path) for path in changed}
