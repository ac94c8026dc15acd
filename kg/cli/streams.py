"""The standard streams: one text under every locale, and sound ones in the place of those that are closed.

A shell closes a stream with ``<&-``, ``>&-`` or ``2>&-``; a disk that is full fails one. Reading from a closed standard
input is an error of usage, writing to a closed standard output fails as on a full disk, and what cannot be said on
standard error is not said: the exit code stays that of the command.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from kg.model.errors import UsageError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_OUTPUT_FAILS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


class _ClosedInput(io.RawIOBase):
    """A standard input that is closed: reading from it raises UsageError."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        del buffer
        raise UsageError("standard input: is closed: give it something to read, as in `kg ... < FILE`")


class _Beside(io.RawIOBase):
    """Standard error where a message that cannot be written is dropped."""

    def __init__(self, handle: int) -> None:
        super().__init__()
        self._handle = handle

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return os.isatty(self._handle)

    def fileno(self) -> int:
        return self._handle

    def write(self, data: Buffer, /) -> int:
        with suppress(OSError):
            return os.write(self._handle, data)
        return memoryview(data).nbytes


def prepare() -> None:
    """Make the standard streams what all commands count on, once and before anything is read or printed."""
    if sys.stdin is None:
        _keep_taken(0, os.O_RDONLY)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_ClosedInput()), encoding="utf-8")
    if sys.stdout is None:
        _keep_taken(1, os.O_RDONLY)  # where nothing can be written: click and rich write to it as to any other
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it is a handle, and stays
    if sys.stderr is None:
        _keep_taken(2, os.O_WRONLY)
        sys.stderr = _beside(2)
    elif (own := sys.__stderr__) is sys.stderr and own is not None:
        sys.stderr = _beside(own.fileno())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_taken(number: int, mode: int) -> None:
    """Let no file that is opened later get the number of a stream that is closed."""
    with suppress(OSError):
        handle = os.open(os.devnull, mode)
        if handle != number:
            os.dup2(handle, number)
            os.close(handle)


def _beside(handle: int) -> io.TextIOWrapper:
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(_Beside(handle)), encoding=encoding, line_buffering=True)


def drop_output() -> None:
    """Nothing more goes to standard output, also not when Python empties its buffers at the end."""
    stream = sys.__stdout__ or sys.stdout
    sys.stdout = stream
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def why_output_fails(error: OSError) -> str | None:
    """Why standard output cannot be written, where that is what an error says: those of files name them."""
    if error.filename is not None or error.errno not in _OUTPUT_FAILS:
        return None
    return "it is closed" if error.errno == errno.EBADF else str(error.strerror)


def require_input() -> None:
    """Raises UsageError where standard input is closed, before one of many inputs is found to be it."""
    if isinstance(getattr(getattr(sys.stdin, "buffer", None), "raw", None), _ClosedInput):
        sys.stdin.read()
