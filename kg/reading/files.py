"""A file, standard input or bytes -> a Document, by what the content is rather than what it is called."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from kg.reading.decoding import Decoded, checked, decode
from kg.reading.document import Document
from kg.reading.errors import LimitError, Limits, ReadingError, shown_size

STDIN: Final = "-"
_FOREIGN: Final[Mapping[bytes, str]] = {
    b"PK\x03\x04": "a Word, Excel, OpenDocument, EPUB or zip file: save it as PDF, HTML or text",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file: save it as PDF, HTML or text",
    b"{\\rtf": "an RTF file: save it as PDF, HTML or text",
    b"\x1f\x8b": "a gzip file: unpack it first",
    b"BZh": "a bzip2 file: unpack it first",
    b"\xfd7zXZ": "an xz file: unpack it first",
    b"(\xb5/\xfd": "a Zstandard file: unpack it first",
    b"Rar!": "a RAR file: unpack it first",
    b"7z\xbc\xaf": "a 7-Zip file: unpack it first",
    b"\x89PNG": "a picture: recognise its text first",
    b"\xff\xd8\xff": "a picture: recognise its text first",
    b"GIF8": "a picture: recognise its text first",
    b"RIFF": "a sound, film or picture, no text",
    b"ID3": "a sound, no text",
    b"\x7fELF": "a program, no text",
    b"SQLite format 3": "a database, no text",
    b"%!PS": "a PostScript file: make it a PDF",
}
_MARKDOWN_NAMES: Final = (".md", ".markdown", ".mdown", ".mkd")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_BARE_ADDRESS: Final = re.compile(r"www\.|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,15}/", re.IGNORECASE)
_OPEN_PIPE: Final = re.compile(r"/dev/(?:fd/\d+|stdin)\Z|/proc/(?:self|\d+)/fd/\d+\Z")


def read_document(
    path: str | Path, language: str = "auto", limits: Limits | None = None, media_type: str | None = None
) -> Document:
    """A file as a document; "-" is standard input. Raises ReadingError or LimitError, each naming the file.

    ``media_type`` (text/plain, text/markdown, text/html, application/pdf) is taken as given; without it the content is
    looked at, and the name only to tell Markdown from plain text.
    """
    limits = limits or Limits()
    if str(path) == STDIN:
        return read_bytes(stdin_bytes(limits), "standard input", language, limits, media_type)
    if is_url(str(path)):
        raise ReadingError(f"{path}: a web address: take it in with `kg add`")
    if not str(path):
        raise ReadingError("'': no name of a file")
    return read_bytes(file_bytes(Path(path), limits), str(path), language, limits, media_type)


def file_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file, or of the pipe that a shell makes for <(command), within the limits.

    Any other pipe is refused: opening it waits until somebody writes there, which may be for ever.
    """
    try:
        if path.is_dir():
            raise ReadingError(f"{path}: a folder: name the files in it")
        if path.is_fifo() and not _OPEN_PIPE.match(str(path)):
            raise ReadingError(f"{path}: a pipe, no file: read it as standard input, as in `kg ... - < {path}`")
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise ReadingError(f"{path}: a device, no file")
        with path.open("rb") as file:
            return _bounded(file, str(path), limits)
    except OSError as error:
        hint = "; a web address begins with https://" if _BARE_ADDRESS.match(str(path)) and not path.exists() else ""
        raise ReadingError(f"{path}: cannot be read ({error.strerror or error}){hint}") from error
    except ValueError as error:  # a name with a NUL
        raise ReadingError(f"{str(path)!r}: no name of a file") from error


def is_url(text: str) -> bool:
    """Whether an argument is a web address rather than a file."""
    return bool(_ADDRESS.match(text))


def is_empty(data: bytes) -> bool:
    """Whether there is nothing to read in some bytes."""
    return not data.strip(b"\x00 \t\r\n\f\v")


def _bounded(file: IO[bytes], name: str, limits: Limits) -> bytes:
    data = file.read(limits.size + 1)
    if len(data) > limits.size:
        raise LimitError(f"{name}: larger than {shown_size(limits.size)}: split it, or allow more with --max-size")
    return data


def read_bytes(
    data: bytes,
    name: str,
    language: str = "auto",
    limits: Limits | None = None,
    media_type: str | None = None,
    *,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """Bytes as a document. ``name`` is what messages call them; ``charset`` and ``url`` what is known of a page fetched."""
    limits = limits or Limits()
    if len(data) > limits.size:
        raise LimitError(f"{name}: larger than {shown_size(limits.size)}: split it, or allow more with --max-size")
    if is_empty(data):
        raise ReadingError(f"{name}: empty, there is nothing to read")
    if media_type == "application/pdf" or (media_type is None and b"%PDF-" in data[:1024]):
        from kg.reading.pdf import read_pdf

        return replace(read_pdf(data, name, language, limits), url=url)
    foreign = next((what for mark, what in _FOREIGN.items() if data.startswith(mark)), None)
    if foreign is not None:
        raise ReadingError(f"{name}: {foreign}")
    kind = media_type or _kind(data, name)
    if kind == "text/html":
        from kg.reading.html import read_html

        return read_html(data, name, language, url, limits, charset)
    decoded = decode(data, name, charset)
    document = read_text(checked(decoded.text, name, limits), language, kind)
    return replace(document, url=url, notes=(decoded.note,) if decoded.note else (), guessed=decoded.guessed)


def stdin_bytes(limits: Limits) -> bytes:
    """The bytes of standard input within the limits."""
    return _bounded(sys.stdin.buffer, "standard input", limits)


def bare_text(data: bytes, name: str, limits: Limits) -> Decoded:
    """The text of some bytes without its layout: decoded, and of a web page or PDF what a document would keep.

    Empty bytes and lines of any length are texts too. Raises ReadingError and LimitError as read_bytes does.
    """
    if b"%PDF-" in data[:1024] or any(data.startswith(mark) for mark in _FOREIGN) or _kind(data, name) == "text/html":
        document = read_bytes(data, name, limits=limits)
        return Decoded(document.text, guessed=document.guessed)
    return decode(data, name)


def read_text(text: str, language: str = "auto", media_type: str | None = None) -> Document:
    """A text at hand as a document: Markdown where it bears its signs (or is said to be), else plain.

    The text of a source (sources/text/) is read back so; its blocks are those it had when it was added.
    """
    from kg.reading.layout import read_plain
    from kg.reading.markdown import looks_like_markdown, read_markdown
    from kg.reading.pages import edges_of

    paged = "\f" in text
    if media_type == "text/markdown" or (media_type is None and not paged and looks_like_markdown(text)):
        return read_markdown(text, language)
    return read_plain(text, language, edges_of(text) if paged else ())


def _kind(data: bytes, name: str) -> str | None:
    """HTML by its first tags, plain or Markdown by name; None leaves it to the text."""
    from kg.reading.html import looks_like_html

    head = data[:8192]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    start = head[: len(head) // 2 * 2].decode(encoding, "replace").removeprefix("ï»¿")
    if looks_like_html(start):
        return "text/html"
    if start.lstrip().startswith("<?xml"):
        raise ReadingError(f"{name}: an XML file, no web page: save its text")
    return "text/markdown" if name.lower().endswith(_MARKDOWN_NAMES) else None
