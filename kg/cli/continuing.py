"""Output that can be gone on with: what each input gave is written whole, and a list beside it says which are done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from kg.model.errors import UsageError

_SUFFIX = ".done"


class Journal:
    """A file of lines with the inputs they came from; a run that was interrupted is gone on with where it ended.

    Beside FILE stands FILE.done: a line for each input done, with the length of FILE after it. Whatever FILE holds beyond
    the last of them is a half-written rest and cut off. `finish` removes the list; until then the next run goes on.
    """

    def __init__(self, path: Path) -> None:
        """Open the file. Raises UsageError where it is there without a list (it is somebody's) or cannot be written."""
        self.path = path
        self.list = path.with_name(path.name + _SUFFIX)
        self.done, size = _read(self.list)
        try:
            if path.exists() and not self.list.exists():
                raise UsageError(f"{path}: there already: name another file, or remove it")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lines: IO[bytes] = path.open("r+b" if path.exists() else "w+b")
            self._lines.truncate(size)
            self._lines.seek(size)
            self._list: IO[str] = self.list.open("a", encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error.strerror or error})") from error

    def add(self, name: str, lines: Iterable[str]) -> None:
        """Write what one input gave, and that it is done."""
        self._lines.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
        self._lines.flush()
        os.fsync(self._lines.fileno())
        self._list.write(json.dumps([name, self._lines.tell()], ensure_ascii=False) + "\n")
        self._list.flush()
        self.done.add(name)

    def finish(self) -> None:
        """Say that nothing is left to do: the list goes."""
        self._list.close()
        self.list.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._lines.close()
        self._list.close()


def _read(path: Path) -> tuple[set[str], int]:
    """The inputs done, and how long the file was after the last; a last line that was cut off does not count."""
    done: set[str] = set()
    size = 0
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return done, size
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}): remove it, and what it belongs to, to start anew") from error
    for line in text.splitlines(keepends=True):
        try:
            name, size = json.loads(line) if line.endswith("\n") else (None, size)
        except ValueError:
            raise UsageError(f"{path}: not a list of `kg extract --output`: remove it to start anew") from None
        if name is not None:
            done.add(str(name))
    return done, size
