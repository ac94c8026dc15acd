"""Replacing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.model.errors import KgError


class WriteError(KgError):
    """A file could not be written; what stood there before still does."""


def write_atomically(path: Path, content: bytes | str) -> None:
    """Write beside ``path``, flush to the disk, rename over it. Raises WriteError with the old content in place."""
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(beside).chmod(mode)
            Path(beside).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(beside).unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror or error}); it is as it was"
        raise WriteError(message) from error


def sync_folder(folder: Path) -> None:
    """Make renames within a folder durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
