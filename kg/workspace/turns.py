"""Turns at changing the files of a workspace: what is read to be written again stays as it was read until then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kg.workspace.workspace import SETTINGS_FILE, Workspace

_held: Final[set[Path]] = set()


@contextmanager
def turn(workspace: Workspace) -> Iterator[None]:
    """Wait until no other process changes the workspace's files, and keep the others waiting to the end.

    A turn within a turn is the same one. The lock is on kg.toml and leaves nothing behind: the kernel lets go of those of a process
    that ends, however it ends. Where there is none to be had (a file system without locks), nobody waits.
    """
    import fcntl

    path = Path(os.path.realpath(workspace.root / SETTINGS_FILE))
    if path in _held:
        yield
        return
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield
        return
    _held.add(path)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        _held.discard(path)
        os.close(handle)
