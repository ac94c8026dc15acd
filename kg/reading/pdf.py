"""The text layer of a PDF -> a Document, page after page; what repeats at the edges of pages is skipped."""

from __future__ import annotations

import io
import re
import shlex
from dataclasses import replace
from typing import Any, Final

from kg.reading.apart import run_apart
from kg.reading.decoding import checked
from kg.reading.document import Document
from kg.reading.errors import LimitError, Limits, ReadingError
from kg.reading.layout import read_plain
from kg.reading.pages import edges_of

_NOBODY: Final = re.compile(
    r"\(?(?:anonymous|anonyme|unknown|inconnu|user|utilisateur|author|auteur|admin|administrator)\)?", re.IGNORECASE
)
_STAMP: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str = "the PDF", language: str = "auto", limits: Limits | None = None) -> Document:
    """The text of a PDF, its pages parted by form feeds. Raises ReadingError for one without text, locked or broken."""
    limits = limits or Limits()
    answer = run_apart("pdf", {"name": name, "pages": limits.pages}, data, limits, name)
    pages: list[str] = answer["pages"]
    about: dict[str, str] = answer["about"]
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        count = f"{len(pages)} page{'s' if len(pages) != 1 else ''} of pictures"
        file = shlex.quote(name) if name.lower().endswith(".pdf") and "://" not in name else "scan.pdf"
        raise ReadingError(f"{name}: a PDF without text ({count}): recognise its text first (ocrmypdf {file} out.pdf)")
    text = checked("\n\f".join(pages), name, limits)
    document = read_plain(text, language, edges_of(text))
    notes = (f"{empty} of {len(pages)} pages hold no text: their figures are not read",) if empty else ()
    title, day = _plain(about.get("/Title")), _STAMP.match(str(about.get("/CreationDate", "")))
    made = "-".join(day.groups()) if day else None
    return replace(
        document,
        title=document.title or title,
        authors=tuple(
            part.strip()
            for part in re.split(r"[;,]", _plain(about.get("/Author")) or "")
            if part.strip() and not _NOBODY.fullmatch(part.strip())
        ),
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
