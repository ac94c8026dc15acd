"""Who reads a build: a shared lock on one of its files, held as long as it is read, so that no builder removes it.

The kernel lets go of the locks of a process that ends, however it ends, so that none stays behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Lease:
    """A shared lock on a file, until the object is gone. Raises OSError when the file is not there or being removed."""

    def __init__(self, path: Path) -> None:
        import fcntl

        self._handle: int | None = None
        self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.fstat(self._handle).st_nlink == 0:  # removed between the two
            raise FileNotFoundError(path)

    def __del__(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)


@contextmanager
def unless_leased(path: Path) -> Iterator[bool]:
    """Whether nobody has a lease on a file; where so, nobody gets one until the end. A file that is not there is free."""
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        free = False
    except OSError:  # a file system without locks has no leases either
        free = True
    else:
        free = True
    try:
        yield free
    finally:
        os.close(handle)
