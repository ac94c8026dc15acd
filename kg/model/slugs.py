"""Names in the letters of ids: lower-case ASCII, nothing lost that can be spelled with it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"}
)
"""What Unicode does not take apart."""
_AND: Final = re.compile(r"(?<=\w)\s*&\s*(?=\w)")
_READ: Final = {"fr": " et ", "en": " and "}


def spelled(text: str, language: str | None = None) -> str:
    """A text in lower-case ASCII: letters without their accents, a sign for "and" between words read out."""
    read = _AND.sub(_READ.get(language or "en", " and "), text)
    return unicodedata.normalize("NFKD", read.lower().translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
