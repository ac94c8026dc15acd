"""kg build: the files' claims as a graph and as columns, made beside the old ones and swapped in by one rename.

.kg/current names the build in use; .kg/builds/<name>/ holds store/ (Oxigraph), claims.parquet and manifest.json, and is
never changed once named. A build that is killed leaves the old one in use; the next build clears what it left behind,
and old builds, except those that somebody still reads (``kg.graph.leases``).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

import kg
from kg.graph.columns import Columns, ColumnsWriter, row_of
from kg.graph.feeding import BuildError, batched, loading_into
from kg.graph.leases import Lease, unless_leased
from kg.graph.manifest import FileState, Manifest, changed_sources, files_state, source_of
from kg.graph.names import graph_iri
from kg.graph.statements import source_lines, vocabulary_lines
from kg.model.base import Base
from kg.model.claim import Claim, Derivation, Status
from kg.workspace.atomic import sync_folder, write_atomically
from kg.workspace.loading import load_base
from kg.workspace.workspace import Workspace

FORMAT: Final = 5
_MANIFEST: Final = "manifest.json"
_KEPT: Final = 2
Progress = Callable[[str], None]


class BuildBusyError(BuildError):
    """Another build of the same workspace is at work."""


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build. While ``lease`` is held no builder removes it."""

    path: Path
    manifest: Manifest
    lease: Lease | None = field(default=None, compare=False, repr=False)

    @property
    def store(self) -> Path:
        """The Oxigraph store's folder."""
        return self.path / "store"

    @property
    def columns(self) -> Path:
        """The Parquet file of the claims."""
        return self.path / "claims.parquet"

    def open_columns(self) -> Columns:
        """The claims as columns, open for reading."""
        return Columns(self.columns, self.lease)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: nothing when all was current; else which sources were read again, and the total of claims."""

    build: Build
    rebuilt: tuple[str, ...]
    removed: tuple[str, ...]
    claims: int
    current: bool
    full: bool
    seconds: float


def current_build(workspace: Workspace) -> Build | None:
    """The build in use, whether or not it is up to date; None when there is none that can be read."""
    tried = ""
    while (name := _current_name(workspace)) != tried:
        if (build := _opened(workspace.derived / "builds" / name)) is not None:
            return build
        tried = name  # unless another has been named since, in which case this one may have been removed
    return None


def _current_name(workspace: Workspace) -> str:
    try:
        return (workspace.derived / "current").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _opened(path: Path) -> Build | None:
    """A finished build, leased; None when it is not there, being removed, or of another format."""
    try:
        lease = Lease(path / _MANIFEST)
        manifest = Manifest.from_json((path / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    complete = manifest.format == FORMAT and (path / "store" / "CURRENT").is_file() and (path / "claims.parquet").is_file()
    return Build(path, manifest, lease) if complete else None


def ensure_built(workspace: Workspace, progress: Progress = lambda _: None) -> Build:
    """The build in use, brought up to date first when a file has changed. Raises InvalidFilesError or BuildError."""
    build = current_build(workspace)
    if (
        build is not None
        and files_state(workspace, build.manifest) == dict(build.manifest.files)
        and _fits(workspace, build)
    ):
        return build
    return build_base(workspace, progress=progress).build


def build_base(workspace: Workspace, *, full: bool = False, progress: Progress = lambda _: None) -> BuildReport:
    """Make the graph and the columns from the files; only what changed is made anew unless ``full``.

    Raises InvalidFilesError when the files do not hold together and BuildError when the derived folder cannot be
    written; in both cases the build in use stays.
    """
    started = time.monotonic()
    try:
        with _lock(workspace):
            old = current_build(workspace)
            files = files_state(workspace, old.manifest if old else None)
            if old and not full and files == dict(old.manifest.files) and _fits(workspace, old):
                total = sum(old.manifest.claims.values())
                return BuildReport(old, (), (), total, current=True, full=False, seconds=time.monotonic() - started)
            try:
                return _build(workspace, None if full else old, files, progress, started)
            except RuntimeError:  # what Oxigraph raises for a damaged store
                if old is None or full:
                    raise
                return _build(workspace, None, files, progress, started)
    except RuntimeError as error:
        raise BuildError(
            f"{workspace.derived}: the store cannot be written ({error}); delete .kg and build again"
        ) from error
    except OSError as error:
        where = error.filename or workspace.derived
        why = error.strerror or error
        raise BuildError(
            f"{where}: {why}; the build in use is as it was. Make room or check the permissions of .kg/"
        ) from error


def _settings(workspace: Workspace) -> str:
    return f"{workspace.settings.base} {workspace.settings.about_share}"


def _fits(workspace: Workspace, build: Build) -> bool:
    manifest = build.manifest
    return manifest.engine == kg.__version__ and manifest.settings == _settings(workspace)


@contextmanager
def _lock(workspace: Workspace) -> Iterator[None]:
    """One builder at a time; readers are never kept waiting."""
    import fcntl

    workspace.derived.mkdir(exist_ok=True)
    with (workspace.derived / "lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildBusyError(
                f"{workspace.shown(workspace.derived / 'lock')}: another build is at work; wait for it to end, then run `kg build` again"
            ) from None
        yield


def _build(
    workspace: Workspace, old: Build | None, files: Mapping[str, FileState], progress: Progress, started: float
) -> BuildReport:
    changed = changed_sources(files, old.manifest) if old and _fits(workspace, old) else None
    kept = frozenset(old.manifest.claims) - changed if old and changed is not None else frozenset()
    stubs = _stubs(old, kept) if old and kept else {}
    known = {path: stubs[source_of(path)] for path in files if source_of(path) in stubs and path.startswith("claims/")}
    # The state was taken before reading: a file saved in between is seen as changed by the next build.
    builds = workspace.derived / "builds"
    builds.mkdir(exist_ok=True)
    _clear(builds, keep={old.path.name} if old else set())
    beside = Path(tempfile.mkdtemp(prefix="unfinished-", dir=builds))
    try:
        counts = _Writer(workspace, beside, old if kept else None, kept, progress).write(known)
        manifest = Manifest(kg.__version__, FORMAT, _settings(workspace), time.time_ns(), files, counts)
        (beside / _MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        lease = Lease(beside / _MANIFEST)
        _sync(beside)
        final = builds / beside.name.replace("unfinished-", "build-")
        beside.rename(final)
        sync_folder(builds)
        write_atomically(workspace.derived / "current", f"{final.name}\n")
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    _clear(builds, keep={final.name} | ({old.path.name} if old else set()))
    rebuilt = tuple(sorted(set(counts) - kept))
    removed = tuple(sorted(set(old.manifest.claims) - set(counts))) if old else ()
    return BuildReport(
        Build(final, manifest, lease),
        rebuilt,
        removed,
        sum(counts.values()),
        current=False,
        full=not kept,
        seconds=time.monotonic() - started,
    )


def _stubs(old: Build, kept: frozenset[str]) -> dict[str, list[Claim]]:
    """The claims of unchanged sources, as much of each as checks between files need: references, but no values."""
    stubs: dict[str, list[Claim]] = {source: [] for source in kept}
    with old.open_columns() as columns:
        rows = columns.rows(
            "SELECT id, source, entity, metric, derived FROM claims WHERE source IN (SELECT unnest(?))", [sorted(kept)]
        )
    for identifier, source, entity, metric, derived in rows:
        derivation = Derivation(**json.loads(derived)) if derived else None
        stub = Claim(
            identifier, source, "", entity, metric, ("0",), "count", Status.REPORTED, undated="kept", derived=derivation
        )
        stubs[source].append(stub)
    return stubs


class _Writer:
    """Writes store and columns into a folder while the files are still being read: one core parses, one loads."""

    def __init__(
        self, workspace: Workspace, folder: Path, old: Build | None, kept: frozenset[str], progress: Progress
    ) -> None:
        self.workspace = workspace
        self.folder = folder
        self.old = old
        self.kept = kept
        self.progress = progress

    def write(self, known: Mapping[str, Sequence[Claim]]) -> dict[str, int]:
        """The number of claims a source. Raises InvalidFilesError when the files do not hold together."""
        store, prefix = self.folder / "store", self.workspace.settings.base
        if self.old is not None:
            outdated = set(self.old.manifest.claims) - self.kept
            _copy_store(self.old, store, [graph_iri(prefix, source) for source in outdated])
        written: set[str] = set()
        with ColumnsWriter(self.folder / "claims.parquet") as columns, loading_into(store) as send:

            def take(part: Base) -> None:
                source = part.claims[0].source
                self.progress(source)
                written.add(source)
                for batch in batched(source_lines(prefix, part, source, part.claims)):
                    send(batch)
                about = self.workspace.settings.about_share
                published = part.sources[source].published
                columns.add(row_of(claim, part.vocabulary, about, published) for claim in part.claims)

            self.progress("reading")
            base = load_base(self.workspace, known, take)
            silent = sorted(set(base.sources) - written - self.kept)
            lines = [source_lines(prefix, base, source, ()) for source in silent]
            if self.old is None:
                lines.append(vocabulary_lines(prefix, base.vocabulary))
            for batch in batched(chain.from_iterable(lines)):
                send(batch)
            self.progress("writing columns")
            columns.finish((self.old.columns, self.kept) if self.old else None)
            self.progress("loading the graph")
        counts = dict.fromkeys(base.sources, 0)
        for claim in base.claims:
            counts[claim.source] += 1
        return counts


def _copy_store(old: Build, target: Path, graphs: Sequence[str]) -> None:
    """A copy of the old store (hard links where the disk allows) without some graphs."""
    import pyoxigraph as ox

    ox.Store.read_only(str(old.store)).backup(str(target))
    store = ox.Store(str(target))
    for graph in sorted(graphs):
        store.remove_graph(ox.NamedNode(graph))
    store.flush()


def _sync(folder: Path) -> None:
    """Flush every file of a folder to the disk before its name is used."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def _clear(builds: Path, keep: set[str]) -> None:
    """Remove what killed builds left and builds no longer in use; the build before the last stays, and any that is read."""
    finished = sorted((path for path in builds.glob("build-*")), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    spared = keep | {path.name for path in finished[: _KEPT - len(keep)] if len(keep) < _KEPT}
    for path in builds.iterdir():
        if path.name not in spared:
            with unless_leased(path / _MANIFEST) as free:
                if free:
                    shutil.rmtree(path, ignore_errors=True)
