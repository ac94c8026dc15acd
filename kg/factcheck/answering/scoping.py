"""Of what part of a thing a claim is (a segment, a group, a place), where a sentence does not name that part."""

from __future__ import annotations

from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.owning import are_kin
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import listed
from kg.factcheck.wording.words import words_of
from kg.model.base import Vocabulary

_PARTS: Final = ("segment", "group", "geography")
_WHOLE: Final = frozenset(listed("whole"))
_ROUNDS: Final = ("funding", "ipo", "investment_received")
"""How the metrics begin whose group is who gave: no part of it."""


def unnamed_part(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The qualifier that makes a claim one of a part, where no word of it stands in the sentence: ``segment: Data Center``."""
    if not _has_parts(row.o.metric, vocabulary) or row.o.metric.startswith(_ROUNDS):
        return None
    sentence = fold(statement.sentence)
    heard = words_of(statement.language).heard(sentence)
    for key in _PARTS:
        value = row.qualifiers.get(key)
        if value is None or fold(value) in _WHOLE or _is_own(value, row, vocabulary):
            continue
        parts = {part for part in stems_in(fold(value)) if len(part) > 1}
        names = [value, *vocabulary.entity(value).label.values()]
        if not parts & heard and not any(fold(name) in sentence for name in names):
            return f"{key}: {value}"
    return None


def _has_parts(metric: str, vocabulary: Vocabulary) -> bool:
    """Whether a whole is more than its parts: what adds up (revenue, deaths), and its growth; not a price, a margin or a cost of one thing."""
    return vocabulary.metric(metric.removesuffix("_growth").removesuffix("_change")).additive


def _is_own(value: str, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a qualifier names whom the claim is of, its maker or a place of that name."""
    return are_kin(value, row.o.cell.entity, vocabulary.entities)
