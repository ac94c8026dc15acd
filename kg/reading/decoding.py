"""Bytes -> text: UTF-8 first, what a byte order mark or a declaration says, Windows-1252 by a clear rule, or an error."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from kg.reading.errors import LimitError, Limits, ReadingError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LATIN: Final = frozenset(
    {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "l1", "iso8859-1", "windows-1252", "cp1252"}
)
_MOST_ACCENTS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and a remark where its encoding was not plain UTF-8; ``guessed`` is the encoding where nothing declared it."""

    text: str
    note: str | None = None
    guessed: str | None = None


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of some bytes. ``declared`` is the encoding an HTTP header or an HTML page names.

    A byte order mark decides; else valid UTF-8 is UTF-8; else what is declared, where the bytes fit it; else
    Windows-1252 (which holds Latin-1), provided that every byte is a character of it, at most three in ten are beyond
    ASCII, and the bytes are not UTF-8 with a few faults. Anything else is an error: guessing would alter figures.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(
                data[len(mark) :], encoding, name, None if encoding == "utf-8" else f"read as {encoding.upper()}"
            )
    control = _CONTROLS.search(data)
    if control is not None:
        hint = "; UTF-16 without a byte order mark? Save it as UTF-8" if b"\x00" in data[:64] else ""
        raise ReadingError(f"{name}: binary data, no text (byte {control.group()[0]:#04x} at {control.start()}){hint}")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        fault = error
    if declared and declared.lower() not in _LATIN and declared.lower().replace("_", "-") not in {"utf-8", "utf8"}:
        try:
            return Decoded(data.decode(declared), f"read as {declared}, as it declares")
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    said = declared is not None and declared.lower() in _LATIN
    return _windows(data, name, fault, said=said)


def _windows(data: bytes, name: str, fault: UnicodeDecodeError, *, said: bool) -> Decoded:
    where = f"byte {data[fault.start]:#04x} at {fault.start}"
    damaged = data.decode("utf-8", "replace")
    faults = damaged.count("\ufffd")
    beyond = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    if sum(len(run) for run in re.findall(r"[\x80-\ufffc\U00010000-\U0010ffff]+", damaged)) > faults:
        raise ReadingError(
            f"{name}: UTF-8 but for {faults} fault{'s' if faults != 1 else ''} ({where}): mend it, or fetch it anew"
        )
    if beyond > _MOST_ACCENTS * len(data):
        raise ReadingError(f"{name}: neither UTF-8 ({where}) nor a text in Windows-1252: convert it to UTF-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        odd = f"byte {data[error.start]:#04x} at {error.start}"
        raise ReadingError(f"{name}: neither UTF-8 ({where}) nor Windows-1252 ({odd}): convert it to UTF-8") from error
    note = "not UTF-8: read as Windows-1252; look at the accents and currency signs"
    return Decoded(text, note, None if said else "Windows-1252")


def _strictly(data: bytes, encoding: str, name: str, note: str | None) -> Decoded:
    try:
        return Decoded(data.decode(encoding), note)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{name}: begins with the byte order mark of {encoding.upper()}, but byte {error.start} is none of it: convert it to UTF-8"
        ) from error


def checked(text: str, name: str, limits: Limits) -> str:
    """The text itself, once it is known to hold something and to keep within the limits."""
    if not text.strip():
        raise ReadingError(f"{name}: empty, there is nothing to read")
    start = 0
    for number, found in enumerate(re.finditer(r"[\n\r\x0b\x0c\x85\u2028\u2029]|\Z", text), 1):
        if found.start() - start > limits.line:
            raise LimitError(
                f"{name}: line {number} has {found.start() - start:,} characters without a break (the limit is {limits.line:,}): "
                "no running text; break it into paragraphs if it is"
            )
        if number > limits.lines:
            raise LimitError(f"{name}: more than {limits.lines:,} lines: split it")
        start = found.end()
    lone = re.search("[\ud800-\udfff]", text)
    if lone is not None:
        raise ReadingError(f"{name}: half a character (U+{ord(lone.group()):04X}) at {lone.start()}: save it as UTF-8 anew")
    return text
