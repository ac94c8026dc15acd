"""Replacing a file whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.model.errors import KgError


class WriteError(KgError):
    """A file could not be written; what stood there before still does."""


def write_atomically(path: Path, content: bytes | str) -> None:
    """Write beside ``path``, flush to the disk, rename over it; a link keeps leading to its file.

    What is no file (a device, a pipe, /dev/stdout) is written to as it stands, never replaced.
    Raises WriteError with the old content in place.
    """
    if _is_channel(path):
        try:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except BrokenPipeError:
            raise
        except (OSError, UnicodeEncodeError) as error:
            raise WriteError(f"{path}: cannot be written ({getattr(error, 'strerror', None) or error})") from error
        return
    try:
        data = content.encode() if isinstance(content, str) else content
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            Path(beside).chmod(mode)
            Path(beside).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(beside).unlink()
            raise
        sync_folder(target.parent)
    except UnicodeEncodeError as error:
        message = f"{path}: cannot be written (it would hold half a character, at {error.start}); it is as it was"
        raise WriteError(message) from error
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror or error}); it is as it was"
        raise WriteError(message) from error


def _is_channel(path: Path) -> bool:
    """Whether something stands there that takes bytes and keeps no file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


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
