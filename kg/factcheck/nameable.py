"""The entities that a text may name at all: a base may know tens of thousands, of which a sentence names two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.extraction.folding import fold
from kg.model.vocabulary import Entity

_RUN: Final = re.compile(r"[^\W_]+")
_FEW: Final = 2000


def nameable(entities: Mapping[str, Entity], text: str) -> Mapping[str, Entity]:
    """Those whose name, or one of whose aliases, begins with a word of the text; all where they are few."""
    if len(entities) <= _FEW:
        return entities
    found = set(_RUN.findall(fold(text)))
    return {identifier: entity for identifier, entity in entities.items() if _may_be(entity, found)}


def _may_be(entity: Entity, found: set[str]) -> bool:
    forms = entity.forms or (entity.id,)
    for form in forms:
        first = _RUN.search(fold(form))
        # "L'internet" is read without its article, so that a lone letter tells nothing.
        if first is None or len(first.group()) < 2 or first.group() in found:
            return True
    return False
