"""N-Quads loaded into a store while they are still being written: one core writes, one parses."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

from kg.model.errors import KgError


class BuildError(KgError):
    """The graph and columns cannot be made; the ones in use are as they were."""


def batched(lines: Iterable[str], size: int = 1 << 20) -> Iterator[bytes]:
    """Lines as bytes, in batches of about ``size``."""
    batch: list[str] = []
    length = 0
    for line in lines:
        batch.append(line)
        length += len(line)
        if length >= size:
            yield "".join(batch).encode()
            batch, length = [], 0
    if batch:
        yield "".join(batch).encode()


class _Feed(io.RawIOBase):
    """Batches of bytes put in by one thread and read as a stream by another, some of them waiting in between."""

    def __init__(self, waiting: int = 64) -> None:
        super().__init__()
        self._queue: queue.Queue[bytes] = queue.Queue(maxsize=waiting)
        self._rest = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As a raw stream does; 0 at the end."""
        if not self._rest and not self._ended:
            self._rest = memoryview(self._queue.get())
            self._ended = not self._rest
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def put(self, batch: bytes, reader: threading.Thread) -> None:
        """Hand over a batch (b"" ends the stream). Raises BrokenPipeError when nobody reads any more."""
        while True:
            if not reader.is_alive():
                raise BrokenPipeError
            try:
                self._queue.put(batch, timeout=0.2)
            except queue.Full:
                continue
            return


@contextmanager
def loading_into(folder: Path) -> Iterator[Callable[[bytes], None]]:
    """Bulk-load N-Quads in a thread while they are still being written (Oxigraph parses outside of Python's lock)."""
    import pyoxigraph as ox

    store = ox.Store(str(folder))
    feed = _Feed()
    failures: list[BaseException] = []

    def load() -> None:
        try:
            store.bulk_load(cast("IO[bytes]", feed), ox.RdfFormat.N_QUADS)
        except BaseException as error:  # noqa: BLE001 - handed to the caller below
            failures.append(error)

    thread = threading.Thread(target=load, name="bulk-load", daemon=True)
    thread.start()
    try:
        yield lambda batch: feed.put(batch, thread)
    except BrokenPipeError:
        pass  # the loader stopped reading; why is told below
    finally:
        with suppress(BrokenPipeError):
            feed.put(b"", thread)
        thread.join()
    if failures:
        if isinstance(failures[0], OSError):
            raise failures[0]
        raise BuildError(f"{folder}: the graph cannot be loaded ({failures[0]})") from failures[0]
    store.flush()
