"""A name at a place of a text, and the identifier that is made of a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from kg.extraction.folding import fold

_ARTICLE: Final = re.compile(r"\A(?:l'|d'|le |la |les |du |de |des |un |une |the |a |an )+")

_LETTERS: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"}
)


def slug(name: str) -> str:
    """A name as an identifier: lower case, no accents, no article in front, hyphens between its parts."""
    plain = fold(name).translate(_LETTERS).strip()
    plain = _ARTICLE.sub("", plain) or plain
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9.]+", "-", letters).strip("-.")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place of a passage. ``source`` is base, country, adjective, ner, name or noun; ``kind`` as an entity's type."""

    passage: int
    start: int
    end: int
    entity: str
    kind: str
    source: str
    text: str = ""

    @property
    def known(self) -> bool:
        """Whether it is an entity of the vocabulary."""
        return self.source == "base"
