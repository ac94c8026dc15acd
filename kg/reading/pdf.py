"""The text layer of a PDF -> a Document, page after page; what repeats at the edges of pages is skipped."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from kg.reading.apart import run_apart
from kg.reading.decoding import checked
from kg.reading.document import Document, Span
from kg.reading.errors import LimitError, Limits, ReadingError
from kg.reading.layout import read_plain

_PAGE_NUMBER: Final = re.compile(r"(?:page\s)?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:/|sur|of)\s?\d{1,4})?", re.IGNORECASE)
_LONGEST_EDGE: Final = 120
_FEWEST_PAGES: Final = 3
_STAMP: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str = "the PDF", language: str = "auto", limits: Limits | None = None) -> Document:
    """The text of a PDF, its pages parted by form feeds. Raises ReadingError for one without text, locked or broken."""
    limits = limits or Limits()
    answer = run_apart("pdf", {"name": name, "pages": limits.pages}, data, limits, name)
    pages: list[str] = answer["pages"]
    about: dict[str, str] = answer["about"]
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        raise ReadingError(
            f"{name}: a PDF without text ({len(pages)} pages of pictures): recognise its text first (ocrmypdf {name} out.pdf)"
        )
    text = checked("\n\f".join(pages), name, limits)
    document = read_plain(text, language, _edges(text))
    notes = (f"{empty} of {len(pages)} pages hold no text: their figures are not read",) if empty else ()
    title, day = _plain(about.get("/Title")), _STAMP.match(str(about.get("/CreationDate", "")))
    made = "-".join(day.groups()) if day else None
    return replace(
        document,
        title=document.title or title,
        authors=tuple(part.strip() for part in re.split(r"[;,]", _plain(about.get("/Author")) or "") if part.strip()),
        published=document.published or made,
        published_basis=document.published_basis or ("the day the PDF was made; to be confirmed" if made else None),
        media_type="application/pdf",
        notes=notes,
    )


def pdf_task(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The texts of all pages and what the file says of itself; ``kg.reading.worker`` runs it."""
    name: str = request["name"]
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _texts(pypdf.PdfReader(io.BytesIO(data), strict=False), name, request["pages"])
    except ReadingError:
        raise
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        AssertionError,
        OSError,
        RecursionError,
    ) as error:
        said = " ".join(str(error).split())[:120]
        raise ReadingError(f"{name}: a PDF that cannot be read ({type(error).__name__}: {said}): save it anew") from error
    except (
        ImportError,
        RuntimeError,
        MemoryError,
        ArithmeticError,
    ) as error:  # what pypdf has no code for is a RuntimeError
        raise ReadingError(f"{name}: a PDF of a kind that is not read ({type(error).__name__}): save it anew") from error


def _texts(reader: Any, name: str, most: int) -> dict[str, Any]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(f"{name}: locked with a password: save it without")
    if len(reader.pages) > most:
        raise LimitError(f"{name}: {len(reader.pages):,} pages (the limit is {most:,}): split it")
    about = {str(key): str(value) for key, value in dict(reader.metadata or {}).items()}
    return {"pages": [_tidy(page.extract_text() or "") for page in reader.pages], "about": about}


def _tidy(page: str) -> str:
    """A page without characters no text file may hold."""
    return re.sub(r"[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff]", " ", page)


def _plain(value: object) -> str | None:
    words = " ".join(str(value).split()) if value else ""
    return words if words and not re.match(r"(?:untitled|microsoft word - |document\d*\Z)", words, re.IGNORECASE) else None


def _edges(text: str) -> list[Span]:
    """Page numbers, and the headers and footers that most pages repeat (numbers apart)."""
    pages = _edge_lines(text)
    if len(pages) == 1:
        return []
    seen = Counter(key for page in pages for key in {_key(text[s:e]) for s, e in page})
    return [
        (start, end)
        for page in pages
        for start, end in page
        if _PAGE_NUMBER.fullmatch(text[start:end]) or seen[_key(text[start:end])] >= max(_FEWEST_PAGES, len(pages) // 2 + 1)
    ]


def _edge_lines(text: str) -> list[Sequence[Span]]:
    pages: list[Sequence[Span]] = []
    start = 0
    for page in text.split("\f"):
        lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\s][^\n]*", page)]
        trimmed = [(s, s + len(text[s:e].rstrip())) for s, e in (lines[:2] + lines[2:][-2:])]
        pages.append([(s, e) for s, e in trimmed if e - s <= _LONGEST_EDGE])
        start += len(page) + 1
    return pages


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())
