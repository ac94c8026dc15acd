"""Entities that a file was left with, "&nbsp;" or "&#163;": where they stand, and the characters they stand for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

PATTERN: Final = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});"
_ENTITY: Final = re.compile(PATTERN)


def character_of(entity: str) -> str | None:
    """The one character that an entity stands for; None for what is no entity, or stands for several."""
    told = html.unescape(entity)
    return told if len(told) == 1 else None


def entities_of(text: str) -> Iterator[tuple[int, int, str]]:
    """The entities of a text: their places, and the character of each."""
    for match in _ENTITY.finditer(text) if "&" in text else ():
        if (character := character_of(match.group())) is not None:
            yield match.start(), match.end(), character
