"""What can be wrong with what is to be read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.errors import KgError


class ReadingError(KgError):
    """Something cannot be read as a text: the message names it, says why and what to do."""


class LimitError(ReadingError):
    """Something is larger, longer, deeper or slower than the limits allow."""


class FetchError(ReadingError):
    """A web address cannot be read, or may not be."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before it is refused. Sizes in bytes, lengths in code points, times in seconds."""

    size: int = 64 * 1024 * 1024
    page_size: int = 16 * 1024 * 1024  # of HTML, whose tree takes many times its size
    line: int = 1_000_000
    lines: int = 1_000_000
    depth: int = 200
    tags: int = 200_000
    attribute: int = 1_000_000
    pages: int = 5000
    seconds: float = 30.0


def shown_size(size: int) -> str:
    """A size in bytes as people say it."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1024 or unit == "MB":
            break
        size = size // 1024
    return f"{size:,} {unit}"
