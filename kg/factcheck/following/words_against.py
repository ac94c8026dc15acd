"""Words of a whole sentence that what bears its figures out speaks against, or that no claim tells though they are plain.

Another order than it tells (respectively), a first or only one of its kind (by far the largest customer), what is told of it all, what
is denied, came of something or moved beside the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.following.remarks import untold_remark
from kg.factcheck.following.scope_beside import reach_untold
from kg.factcheck.following.voices_beside import voice_beside
from kg.factcheck.hearing.clauses import piece_of
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary

_BOASTS: Final = ("boast", "record", "none_more")
"""Patterns of the words by which something is ranked above all others of its kind, or above all that it was itself."""


def said_otherwise(found: Sequence[Checked], vocabulary: Vocabulary) -> str | None:
    """Words of a whole sentence that what bears its figures out speaks against: another order than it tells, or what it denies beside them."""
    statement = found[0].statement
    words = words_of(statement.language)
    if (match := words.patterns["respectively"].search(statement.folded)) is not None and not _in_order(
        found, vocabulary, words
    ):
        return match.group().strip()
    if (more := _boasted(found) or _of_it_all(found, words) or untold_remark(found, vocabulary)) is not None:
        return more
    if (reach := voice_beside(found, vocabulary) or reach_untold(found, vocabulary)) is not None:
        return reach
    spans = [(each.statement.place - each.statement.within, each.statement) for each in found]
    nothing = [match.span() for match in words.patterns["says_nothing"].finditer(statement.folded)]
    nothing += [span for each in found for span in remarks_on_names(each.statement, words)]
    for match in (
        *words.patterns["denied_beside"].finditer(statement.folded),
        *words.patterns["circumstance"].finditer(statement.folded),
        *words.patterns["moved_beside"].finditer(statement.folded),
    ):
        if any(low <= match.start() < high for low, high in nothing):
            continue
        start, end = piece_of(statement.folded, match.start(), words.patterns["clause_joint"])
        if words.has("moved_on", statement.folded[end:]):
            continue
        beside = not any(start <= each.place < end for _, each in spans)
        if beside and not any(each.statement.bound.shape is Shape.IS_NOT for each in found):
            return match.group().strip()
    return None


def _boasted(found: Sequence[Checked]) -> str | None:
    """The words by which a sentence ranks something above all others of its kind, which no claim that bears it out does; or nothing.

    That the base has none beyond it shows nothing: it need not have them all.
    """
    statement = found[0].statement
    words = words_of(statement.language)
    for match in (match for name in _BOASTS for match in words.patterns[name].finditer(statement.folded)):
        nearest = min(found, key=lambda each: abs(each.statement.place - match.start()))
        if not any(row.superlative for row in nearest.rows):
            return match.group().strip()
    return None


def _of_it_all(found: Sequence[Checked], words: Words) -> str | None:
    """What a sentence tells of all of something, in a clause without a figure that might be of it all: all of its revenue comes from abroad."""
    folded = found[0].statement.folded
    for match in words.patterns["of_it_all"].finditer(folded):
        start, end = piece_of(folded, match.start(), words.patterns["clause_joint"])
        if not any(start <= each.statement.place < end for each in found):
            return match.group().strip()
    return None


def _in_order(found: Sequence[Checked], vocabulary: Vocabulary, words: Words) -> bool:
    """Whether figures told respectively stand in the order of the names and of what is measured."""
    for one, other in pairwise(found):
        named, measured = (
            (_names_at(one, vocabulary), _names_at(other, vocabulary)),
            (_measured_at(one, vocabulary, words), _measured_at(other, vocabulary, words)),
        )
        if any(first > second >= 0 for first, second in (named, measured)):
            return False
    return True


def _names_at(each: Checked, vocabulary: Vocabulary) -> int:
    """Where a sentence first names whom the claims of a figure are of; -1 where it does not."""
    whom = {row.o.cell.entity for row in each.rows}
    folded = each.statement.folded
    return min((place for name in names_of(whom, vocabulary) if (place := folded.find(fold(name))) >= 0), default=-1)


def _measured_at(each: Checked, vocabulary: Vocabulary, words: Words) -> int:
    """Where it first tells what they measure, before the figure."""
    told = {row.o.metric for row in each.rows}
    phrases = [phrase for phrase, named in words.phrases if named[0] in told]
    phrases += [label for name in told for label in vocabulary.metric(name).label.values()]
    folded = each.statement.before
    return min((place for phrase in phrases if (place := folded.find(fold(phrase))) >= 0), default=-1)


def remarks_on_names(statement: Statement, words: Words) -> Iterator[tuple[int, int]]:
    """What only describes a name, and does not tell in a clause of its own what it did (which sold its arm)."""
    yield from (span for span in statement.asides if not words.has("relative", statement.folded[slice(*span)]))
