"""A draft as it is checked: its text, what it cites, what it asks not to be told, and its blocks."""

from __future__ import annotations

import re
import shutil
import subprocess
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from kg.factcheck.asking import evened, language_of
from kg.model.errors import KgError
from kg.reading.document import Document
from kg.reading.errors import Limits
from kg.reading.files import file_bytes, read_bytes, read_text

_CITATION: Final = re.compile(
    r"\[(?P<keys>\s*-?@[a-z0-9][\w.:-]*(?:\s*[;,]\s*-?@[a-z0-9][\w.:-]*)*)(?P<more>[^\]\n]{0,80})\]"
)
_KEY: Final = re.compile(r"@([a-z0-9](?:[\w.:-]*\w)?)")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_IGNORE: Final = re.compile(r"<!--\s*kg:\s*ignore\b[ \t]*(?P<reason>.*?)\s*-->", re.DOTALL)
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_SECONDS: Final = 60


class DraftError(KgError):
    """A draft that cannot be read."""


_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_ITEM: Final = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s")
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Citation:
    """``[@claim]`` or ``[@one; @two]``: where it stands, and the ids it names."""

    start: int
    end: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that lets the figures of some lines (1-based, both included) stand, and why; no reason, no effect."""

    start: int
    end: int
    reason: str
    first: int
    last: int


@dataclass(frozen=True)
class Draft:
    """A draft. Offsets count in ``text``; ``document`` has the same offsets, citations and comments blanked out.

    ``is_source`` says that ``text`` is what the file holds, so that citations can be written into it.
    """

    path: str
    text: str
    document: Document
    language: str
    citations: tuple[Citation, ...]
    ignores: tuple[Ignore, ...]
    is_source: bool

    @cached_property
    def lines(self) -> list[int]:
        """Where each line starts."""
        return line_starts(self.text)

    @cached_property
    def whole_lines(self) -> list[str]:
        """Each line with its end."""
        ends = [*self.lines[1:], len(self.text)]
        return [self.text[start:end] for start, end in zip(self.lines, ends, strict=True)]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both 1-based."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def line_text(self, line: int) -> str:
        """A line without its end."""
        start = self.lines[line - 1]
        end = self.lines[line] if line < len(self.lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def line_starts(text: str) -> list[int]:
    """Where each line of a text starts; lines end as editors and their protocol have it."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]


def read_draft(path: str, language: str = "auto") -> Draft:
    """A file as a draft ("-" is standard input). Raises DraftError, ReadingError or LimitError."""
    if path == "-":
        import sys

        return draft_of(_decoded(sys.stdin.buffer.read(), "standard input"), "standard input", language)
    name = Path(path)
    suffix = name.suffix.lower()
    if suffix == ".docx":
        return draft_of(_by_pandoc(name), f"{path}.md", language, path=path, is_source=False)
    data = file_bytes(name, Limits())
    if suffix in (".html", ".htm", ".xhtml"):
        document = read_bytes(data, path, language, media_type="text/html")
        return draft_of(document.text, path, language, document=document, is_source=False)
    return draft_of(_decoded(data, path), path, language)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DraftError(f"{name}: not UTF-8 (byte {error.start}): save it in that encoding") from error


def _by_pandoc(path: Path) -> str:
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        raise DraftError(f"{path}: a Word file needs pandoc, which is not there: install it, or save the draft as Markdown")
    if not path.is_file():
        raise DraftError(f"{path}: cannot be read")
    command = [pandoc, "--sandbox", "--from=docx", "--to=markdown", "--wrap=none", "--", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell, a path after --
    except subprocess.TimeoutExpired as error:
        raise DraftError(f"{path}: pandoc took more than {_SECONDS} seconds") from error
    if done.returncode:
        told = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise DraftError(f"{path}: pandoc cannot read it ({told[:200]})")
    # pandoc writes [\@id] for an at sign that the author typed.
    return done.stdout.decode("utf-8", "replace").replace("\\@", "@").replace("\\[@", "[@").replace("\\]", "]")


def draft_of(
    text: str,
    name: str,
    language: str = "auto",
    *,
    document: Document | None = None,
    path: str | None = None,
    is_source: bool = True,
) -> Draft:
    """A text at hand as a draft; ``name`` tells Markdown from plain text."""
    citations = tuple(
        Citation(match.start(), match.end(), tuple(key[1] for key in _KEY.finditer(match["keys"])))
        for match in _CITATION.finditer(text)
    )
    markdown = name.lower().endswith(_MARKDOWN)
    masked = _masked(_without_code(text) if markdown else text)
    code = language_of(masked, language)
    if document is None:
        document = read_text(masked, code, "text/markdown" if markdown else None)
    elif citations:
        document = read_text(masked, code, "text/plain")
    return Draft(path or name, text, document, code, citations, _ignores(text), is_source)


def _masked(text: str) -> str:
    """The text with citations and comments as blanks: what they name is no part of its sentences."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", match.group())

    return evened(_CITATION.sub(blank, _COMMENT.sub(blank, text)))


def _without_code(text: str) -> str:
    """Markdown with its code in lines and its indented code as blanks: neither states anything."""
    kept: list[str] = []
    blank, listed, code, fenced = True, False, False, False
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        if _FENCE.match(line):
            fenced = not fenced
        indented = re.match(r"(?: {4}|\t)\s*\S", line) is not None
        code = indented and (blank or code) and not listed and not fenced
        if line.strip() and not indented:
            listed = _ITEM.match(line) is not None or (listed and line[0].isspace())
        blank = not line.strip()
        kept.append(re.sub(r"[^\r\n]", " ", line) if code else line)
    whole = "".join(kept)
    return _CODE.sub(
        lambda match: match.group() if "\n\n" in match.group() else re.sub(r"[^\r\n]", " ", match.group()), whole
    )


def _ignores(text: str) -> tuple[Ignore, ...]:
    starts = line_starts(text)
    found: list[Ignore] = []
    for match in _IGNORE.finditer(text):
        first, last = (bisect_right(starts, offset) for offset in (match.start(), match.end() - 1))
        start = starts[first - 1]
        end = starts[last] if last < len(starts) else len(text)
        alone = not (text[start : match.start()] + text[match.end() : end]).strip()
        if alone:
            # A comment on a line of its own is for the paragraph that follows.
            follows = last + 1
            while follows <= len(starts) and not _line(text, starts, follows).strip():
                follows += 1
            last = follows
            while last < len(starts) and _line(text, starts, last + 1).strip():
                last += 1
        found.append(Ignore(match.start(), match.end(), " ".join(match["reason"].split()), first, last))
    return tuple(found)


def _line(text: str, starts: list[int], line: int) -> str:
    return text[starts[line - 1] : starts[line] if line < len(starts) else len(text)]
