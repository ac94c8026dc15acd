"""The texts that offsets count in: looked up, never shipped unless they may be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kg.model.claim import Claim
from kg.model.vocabulary import Source
from kg.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure in its context: the characters before, the figure itself, the characters after."""

    before: str
    exact: str
    after: str


def digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_text(path: Path) -> str:
    """A text as its offsets count it: UTF-8, newlines untouched. Raises OSError or UnicodeDecodeError."""
    return path.read_bytes().decode("utf-8")


def find_text(workspace: Workspace, source: Source) -> str | None:
    """The source's text, when a copy at hand has its hash; a text with another hash is another text."""
    for folder in workspace.text_folders():
        path = folder / f"{source.id}.txt"
        if not path.is_file():  # a pipe would keep the command waiting
            continue
        try:
            text = read_text(path)
        except (OSError, UnicodeDecodeError):
            continue
        if source.sha256 is None or digest(text) == source.sha256:
            return text
    return None


def quote(text: str, claim: Claim, width: int = 80) -> Quote | None:
    """The claim's figure with up to ``width`` characters on each side, white space folded."""
    if claim.at is None:
        return None
    start, end = claim.at
    before, after = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        before = "…" + before.partition(" ")[2] if " " in before else "…" + before
    if end + width < len(text):
        after = (after.rpartition(" ")[0] if " " in after else after) + " …"
    return Quote(_folded(before), _folded(text[start:end]), _folded(after))


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    lead = " " if text[:1].isspace() and folded else ""
    trail = " " if text[-1:].isspace() and folded else ""
    return f"{lead}{folded}{trail}"
