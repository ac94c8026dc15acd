"""The words of a whole sentence that nothing of what bears its figures out accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.stems import placed_stems
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.following.beside_figures import describes, told_beside
from kg.factcheck.following.told_changes import moved_by
from kg.factcheck.following.words_against import remarks_on_names
from kg.factcheck.hearing.accounting import moving, said_until, told_from
from kg.factcheck.hearing.accounts import Accounts, accounts_of
from kg.factcheck.hearing.name_forms import WORD, bare, is_headline, is_name, name_spans, names_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary

_SHORT: Final = 3
_HELD_OTHERWISE: Final = (
    "remark",
    "dated",
    "says_nothing",
    "ranked_above",
    "ranked_below",
    "in_a_scenario",
    "said_by_person",
    "said_by_voice",
)
"""Patterns of what is held against the base by itself, or says nothing."""
_NUMBER: Final = re.compile(r"\d[\d.,]*")


def left_over(found: Sequence[Checked], vocabulary: Vocabulary, held: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The words of a sentence for which neither the packs nor the claims that bear any of its figures out account.

    ``held`` are the words that the base bears out by itself. Not read is who says so, what only describes a name, a mere remark, and by which verbs a figure moved.
    """
    statement = found[0].statement
    folded, words = statement.folded, words_of(statement.language)
    accounts = [accounts_of(each.statement, each.rows, each.measured, vocabulary, alone=True) for each in found]
    told_from_here = _told_until(found, words, vocabulary)
    apart = [*_apart(found, words), (0, told_from_here)]
    verbs = {place for each in found for place in moving(each.statement)}
    headline = is_headline(statement.sentence)
    known = list(_names_in(found, vocabulary))
    unread: list[str] = []
    for _, start, end in placed_stems(folded):
        if (
            start < told_from_here
            and not headline
            and _is_strange(start, end, statement, [*known, *statement.asides], words)
        ):
            word = bare(folded[start:end])
            unread += [] if any(each.has(word) for each in accounts) or _is_named(word, vocabulary) else [word]
        if start in verbs or any(low <= start < high for low, high in apart):
            continue
        word = bare(folded[start:end])
        within = any(low <= start < high for low, high in known)
        if _NUMBER.fullmatch(word) and not within and any(high == start - 1 for _, high in known):
            unread.append(word)  # behind a name, and no figure: 68 points, Thornmere 51
            continue
        named = not headline and is_name(statement.sentence, start, end - len(word), end)
        if named and (within or len(word) < _SHORT):
            continue
        if not any(_accounts(each, word, folded[start:end]) for each in accounts) and not describes(
            word, start, folded, words
        ):
            unread.append(word)
    return tuple(dict.fromkeys([*unread, *told_beside(found, apart, held, vocabulary)]))


def _names_in(found: Sequence[Checked], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where the names of the base stand that a sentence has."""
    folded = found[0].statement.folded
    subjects = [each.statement.subject for each in found]
    whom = [name for each in subjects for name in (*each.entities, *each.others, *each.places, *each.spoken_by)]
    whom += [name for each in found for name in (*each.statement.partners, *each.statement.regions)]
    yield from name_spans(whom, folded, vocabulary)


def _is_strange(start: int, end: int, statement: Statement, known: Sequence[tuple[int, int]], words: Words) -> bool:
    """Whether a word is part of a name that is none of those ``known``."""
    word = bare(statement.folded[start:end])
    letter = start + statement.folded[start:end].find(word)
    if len(word) <= _SHORT or unaccented(word) in words.beside or word in words.little or word in words.no_names:
        return False
    if not is_name(statement.sentence, start, letter, end) or words.describing.kind_of(unaccented(word)) is not None:
        return False
    told_when = any(low <= start < high for low, high in statement.times)
    return not told_when and not any(low <= letter < high for low, high in known)


def _is_named(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is in some name of the base."""
    return any(word in WORD.findall(fold(name)) for name in names_of(vocabulary.entities, vocabulary))


def _accounts(accounts: Accounts, *forms: str) -> bool:
    return any(accounts.has(form) for form in forms)


def _apart(found: Sequence[Checked], words: Words) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that are held against the base otherwise, or say nothing of a figure."""
    for each in found:
        statement = each.statement
        yield statement.place, statement.place_end
        yield from remarks_on_names(statement, words)
        yield from statement.times
        yield from each.tied
        yield from moved_by(each)
    for name in _HELD_OTHERWISE:
        yield from (match.span() for match in words.patterns[name].finditer(found[0].statement.folded))


def _told_until(found: Sequence[Checked], words: Words, vocabulary: Vocabulary) -> int:
    """Where begins what is told of whom a sentence is about, behind who says so (a study found that)."""
    folded = found[0].statement.folded
    whom = [entity for each in found for entity in each.statement.subject.entities[:1]]
    places = [place for name in names_of(whom, vocabulary) if (place := folded.find(fold(name))) >= 0]
    first = min([*places, *(each.statement.place for each in found)], default=0)
    said = max(said_until(each.statement, first, vocabulary) for each in found)
    return max(told_from(folded, 0, first, words), said)
