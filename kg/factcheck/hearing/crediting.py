"""Which figure of a sentence a speaker gives who is named right behind one: ten times the 300 million that Gunter Pauli credits it with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.hearing.naming import Named
from kg.factcheck.hearing.statement import Subject
from kg.factcheck.wording.words import Words

_REACH: Final = 6
_DIRECT: Final = 4


def credited(subject: Subject, own: Placed, placed: Sequence[Placed], named: Named, folded: str, words: Words) -> Subject:
    """Whom a figure is about without those who speak of another figure only, in a clause that hangs on it."""
    kept = tuple(speaker for speaker in subject.spoken_by if not _of_another(speaker, own, placed, named, folded, words))
    return subject if kept == subject.spoken_by else replace(subject, spoken_by=kept)


def _of_another(speaker: str, own: Placed, placed: Sequence[Placed], named: Named, folded: str, words: Words) -> bool:
    spans = [(mention.start, mention.end) for mention in named.known if mention.entity == speaker]
    return bool(spans) and all(
        _hangs_on_another(start, own, placed, folded, words) or _gives_the_one_before(end, own, placed, folded, words)
        for start, end in spans
    )


def _hangs_on_another(place: int, own: Placed, placed: Sequence[Placed], folded: str, words: Words) -> bool:
    """Whether a name stands right behind another figure than ``own``, no mark between, and does not tell who has them all (according to)."""
    before = [each for each in placed if each.end <= place]
    if not before or before[-1].start <= own.start or words.patterns["according"].search(folded[:place]):
        return False
    between = folded[before[-1].end : place]
    return BREAK.search(between) is None and len(between.split()) <= _REACH


def _gives_the_one_before(place: int, own: Placed, placed: Sequence[Placed], folded: str, words: Words) -> bool:
    """Whether a name gives a figure right behind it, to which ``own`` is opposed: it declares 6 million, while the full cost is put at 1.3 billion."""
    behind = [each for each in placed if place <= each.start < own.start]
    if not behind or len(folded[place : behind[0].start].split()) > _DIRECT:
        return False
    return words.has("opposed_clause", folded[behind[0].end : own.start])
