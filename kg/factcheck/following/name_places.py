"""Where the names of the base stand in a sentence, in full or in short, and whose they are."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.sharing_a_kind import sharing_a_kind

_CAPITALS: Final = re.compile(r"\b[^\W\d_a-zà-ÿ][\w'-]{3,}")
_NOT_SHORT: Final = ("place", "event", "concept", "industry")
"""The kinds of what does not go by a part of its name."""


def name_places(statement: Statement, desk: Desk) -> list[tuple[int, int, str]]:
    """Where the names of the base stand in a sentence, in full or in short, and whose they are; of names within one another the longest."""
    subject = statement.subject
    known = dict.fromkeys((*subject.entities, *subject.others, *subject.places, *subject.spoken_by))
    forms = {entity: set(names_of([entity], desk.vocabulary)) for entity in known if entity in desk.vocabulary.entities}
    spans: list[tuple[int, int, str]] = []
    for entity, names in forms.items():
        for name in {fold(each) for each in names}:
            spans += [(*match.span(), entity) for match in _word(name).finditer(statement.folded)]
        others = {
            word for other, told in forms.items() if other != entity for name in told for word in _CAPITALS.findall(name)
        }
        short = {word for name in names for word in _CAPITALS.findall(name)} - others
        for word in short if desk.vocabulary.entities[entity].type not in _NOT_SHORT else ():
            spans += [(*match.span(), entity) for match in _word(word).finditer(statement.sentence)]
    whose = {fold(name): entity for entity, names in forms.items() for name in names}
    spans += sharing_a_kind(statement.sentence, whose.get)
    return sorted(
        each
        for each in dict.fromkeys(spans)
        if not any(o[0] <= each[0] and each[1] <= o[1] and o[:2] != each[:2] for o in spans)
    )


def _word(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
