"""A name told in short beside its full form: Panoro, in a sentence that names Panoro Supermarkets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.extraction.folding import fold
from kg.model.vocabulary import Entity

_KINDS: Final = frozenset({"organization", "person", "product"})
"""What goes by a part of its name; a place or an event that bears another's name does not."""
_LETTERS: Final = 4


def shortened(text: str, known: Sequence[Mention], entities: Mapping[str, Entity]) -> str | None:
    """The one entity named in full in a sentence of whose name a text is a part; None where there is none, or more than one."""
    short = fold(text)
    if len(short) < _LETTERS:
        return None
    part = re.compile(rf"(?<![\w'-]){re.escape(short)}(?![\w'-])")
    found = {
        mention.entity
        for mention in known
        if mention.source == "base" and part.search(fold(mention.text)) and fold(mention.text) != short
    }
    whole = found.pop() if len(found) == 1 else None
    return whole if whole is not None and entities[whole].type in _KINDS else None
