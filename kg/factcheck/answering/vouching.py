"""What a sentence says around a figure that its claims must bear out as well: who has it, who confirms it, since when somebody is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.unnamed_speakers import not_from_them
from kg.factcheck.hearing.clauses import is_of_another
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.owning import are_kin
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import words_of
from kg.model.base import Vocabulary
from kg.model.claim import Status
from kg.model.units import DATE

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEGINNINGS: Final = ("launch_date", "founding_date", "opening_date", "start_date")


def unvouched(statement: Statement, told: Sequence[Row], rows: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """Why the claims that tell a figure (``told``, of all the ``rows`` of whom it is about) do not bear out what is said around it, or nothing."""
    if not told:
        return None
    return (
        _said_by_nobody(statement, told, vocabulary)
        or _told_by_another(statement, told, vocabulary)
        or _confirmed_by_nobody(statement, told, vocabulary)
        or not_from_them(statement, told, vocabulary)
        or _dated_otherwise(statement, told, rows)
    )


def _said_by_nobody(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """Whom a sentence has its figure from, where no claim is from them: what one tells of oneself any source may tell."""
    speakers = statement.subject.spoken_by
    if not speakers or any(_is_from(row, speaker, statement, vocabulary) for row in told for speaker in speakers):
        return None
    known = vocabulary.entities.get(speakers[0])
    return f"the base does not have it from {known.name() if known is not None else speakers[0]}"


def _told_by_another(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """What a sentence has somebody expect or estimate of themselves, where all claims of it are from another."""
    words, folded = words_of(statement.language), statement.folded
    whom = {*statement.subject.entities, *(row.o.cell.entity for row in told)}
    from_others = [row.o.attributed_to for row in told if row.o.attributed_to is not None]
    whom |= set(statement.subject.spoken_by)
    if len(from_others) < len(told) or any(are_one(each, other, vocabulary) for each in whom for other in from_others):
        return None
    ends = [match.end() for name in names_of(whom, vocabulary) for match in re.finditer(re.escape(fold(name)), folded)]
    itself = any(words.has("tells_itself", folded[end:]) for end in ends)
    if not itself and not words.has("by_its_own_account", folded):
        return None
    known = vocabulary.entities.get(from_others[0])
    return f"the base has it from {known.name() if known is not None else from_others[0]}, not from whom it is about"


def _is_from(row: Row, speaker: str, statement: Statement, vocabulary: Vocabulary) -> bool:
    by = row.o.attributed_to
    if by is not None:
        return are_one(speaker, by, vocabulary)
    written = fold(speaker).replace(" ", "-")
    if written == row.o.source or row.o.source.startswith(f"{written}-"):
        return True
    return any(are_one(speaker, own, vocabulary) for own in (*statement.subject.entities, row.o.cell.entity))


def are_one(speaker: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two speakers are one, or one a part of the other."""
    return speaker == other or are_kin(speaker, other, vocabulary.entities)


def _confirmed_by_nobody(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary) -> str | None:
    """What is confirmed, admitted or announced must be had from whom it is about, or from nobody else; a rumour is none of it."""
    avowed = words_of(statement.language).patterns["avowed"].finditer(statement.folded)
    if all(is_of_another(statement.folded, statement.place, match.start()) for match in avowed):
        return None
    who = (*statement.subject.spoken_by, *statement.subject.entities, *(row.o.cell.entity for row in told))
    firm = [row for row in told if row.o.status != Status.RUMOURED.value]
    if not firm:
        return "the base has it as a rumour, the sentence as confirmed"
    if all(row.o.attributed_to is None and _is_guessed(row, statement) for row in firm):
        return "the base has it as an estimate of nobody in particular, the sentence as confirmed"
    others = [row.o.attributed_to for row in firm if row.o.attributed_to is not None]
    if len(others) < len(firm) or any(are_one(each, other, vocabulary) for each in who for other in others):
        return None
    known = vocabulary.entities.get(others[0])
    return f"the base has it from {known.name() if known is not None else others[0]}, who confirms nothing for another"


def _is_guessed(row: Row, statement: Statement) -> bool:
    """Whether a claim only estimates what a sentence has as confirmed, or expects it and the sentence does not."""
    if row.o.status == Status.ESTIMATED.value:
        return True
    return Status(row.o.status).looks_ahead and not statement.ahead and not statement.aims


def _dated_otherwise(statement: Statement, told: Sequence[Row], rows: Sequence[Row]) -> str | None:
    """A year that a description tells of somebody (launched in 2009, it took) and the base does not."""
    if statement.unit == DATE:
        return None
    for match in words_of(statement.language).patterns["dated"].finditer(statement.folded):
        if is_of_another(statement.folded, statement.place, match.start()):
            continue
        year = match["year"] or match["ahead"]
        own = {row.o.cell.entity for row in told} | set(statement.subject.entities)
        begun = [row for row in rows if row.o.metric in _BEGINNINGS and row.o.cell.entity in own]
        if any(year in _YEAR.findall(row.o.words) for row in begun):
            continue
        if match["begun"] is not None and begun:
            return f'the base does not tell "{match.group().strip(" ,")}" of it: {begun[0].o.words} ({begun[0].id})'
        if any(row.o.start is not None and f"{row.o.start.year:04}" == year for row in told):
            continue
        return f'the base does not tell "{match.group().strip(" ,")}" of it'
    return None
