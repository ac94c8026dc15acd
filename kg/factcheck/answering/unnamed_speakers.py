"""Who says so without a name: somebody by what they are (its director), somebody for a firm (a spokesman), the firm with stress (itself).

A claim bears that out only where the base has it from them; plain words of reporting (according to the figures) change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.hearing.clauses import is_of_another
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.owning import are_kin
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary

_WHO = ("who", "whom", "whose")


def not_from_them(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """Why claims do not bear out who a sentence says tells its figure, or nothing."""
    words = words_of(statement.language)
    for name in ("said_by_person", "said_by_voice", "says_itself", "comes_to_light"):
        for match in words.patterns[name].finditer(statement.folded):
            if is_of_another(statement.folded, statement.place, match.start()):
                continue
            who = next((match[group] for group in _WHO if name.startswith("said_by") and match[group]), None)
            if _within_a_name(match.start(), statement, vocabulary):
                continue
            firm = name != "said_by_person"
            if not any(_is_from(row, who, statement, vocabulary, words, firm=firm) for row in told):
                return f'the base does not have it from them ("{match.group().strip(" ,")}")'
    return None


def _is_from(row: Row, who: str | None, statement: Statement, vocabulary: Vocabulary, words: Words, *, firm: bool) -> bool:
    """Whether a claim is from those whom a sentence tells by what they are, or from whom it is about where they speak for it (``firm``)."""
    by = row.o.attributed_to
    if by is None:
        return False
    if statement.subject.spoken_by and any(
        by == each or are_kin(by, each, vocabulary.entities) for each in statement.subject.spoken_by
    ):
        return True
    if firm:
        own = (*statement.subject.entities, *statement.subject.others, *statement.partners, row.o.cell.entity)
        if any(by == each or are_kin(by, each, vocabulary.entities) for each in own):
            return True
    known = vocabulary.entities.get(by)
    texts = [*names_of([by], vocabulary), *([known.note] if known is not None and known.note else [])]
    has = {part for text in texts for part in stems_in(text.replace("-", " "))}
    parts = set(stems_in(who or ""))
    return (
        bool(parts)
        and parts | set(words.translated(parts)) <= has | parts
        and bool((parts | set(words.translated(parts))) & has)
    )


def _within_a_name(place: int, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a place of a sentence is within a name that it has: the Bank of England, the University of."""
    subject = statement.subject
    whom = (*subject.entities, *subject.others, *subject.spoken_by)
    spans = [
        (at, at + len(name))
        for name in (text.casefold() for text in names_of(whom, vocabulary))
        if (at := statement.folded.find(name)) >= 0
    ]
    return any(low <= place < high for low, high in spans)
