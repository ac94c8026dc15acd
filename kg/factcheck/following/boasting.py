"""What a sentence calls the first or only one of its kind beside its figures (by far the largest customer), where no claim calls it so."""

from __future__ import annotations

from collections.abc import Sequence

from kg.factcheck.answering.checking import Checked
from kg.factcheck.wording.words import words_of


def boasted(found: Sequence[Checked]) -> str | None:
    """The words by which a sentence ranks something above all others of its kind, which no claim that bears it out does; or nothing.

    That the base has none beyond it shows nothing: it need not have them all.
    """
    statement = found[0].statement
    for match in words_of(statement.language).patterns["boast"].finditer(statement.folded):
        nearest = min(found, key=lambda each: abs(each.statement.place - match.start()))
        if not any(row.superlative for row in nearest.rows):
            return match.group().strip()
    return None
