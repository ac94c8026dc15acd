"""The words of the clauses without a figure, and of what is set apart behind a name, that state something no claim tells.

There a plain word changes a good deal: closed for part of the summer, hit by strikes, which had just moved. Only what joins, points and
tells times is let stand (``beside`` in the word packs), what tells the kind, the trade and the home of somebody, and what the claims say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.extraction.attaching.stems import placed_stems
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.hearing.accounting import moving
from kg.factcheck.hearing.accounts import Accounts, accounts_of
from kg.factcheck.hearing.clauses import BREAK, piece_of
from kg.factcheck.hearing.name_forms import WORD, bare, is_headline, is_name, name_spans, names_of
from kg.factcheck.hearing.owning import are_kin, wholes
from kg.factcheck.wording.describing import tells_home
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary

Span = tuple[int, int]
_LETTER: Final = re.compile(r"[^\W\d_]")
_OPENS: Final = (",", "(", "–", "—")


def told_beside(
    found: Sequence[Checked], apart: Collection[Span], held: Collection[Span], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The words of a sentence beside its figures for which no claim accounts; ``apart`` are its parts that are held against the base otherwise.

    ``held`` are words that the base bears out by itself, wherever they stand (which is falling). Not read are clauses that only point at a figure (that is the tally), what heads the sentence, and by which verbs something is told.
    """
    statement = found[0].statement
    folded, words = statement.folded, words_of(statement.language)
    figures = [(each.statement.place, each.statement.place_end) for each in found]
    asides = [span for span in _asides(found) if not _has(span, figures)]
    joints = list(_joints(folded, figures, words))
    pieces = [span for span in _pieces(folded, [*apart, *figures, *joints]) if not _has(span, figures)]
    pieces = [span for span in pieces if not _only_points(folded, span, words)]
    pieces = [span for span in pieces if not _only_boasts(folded, span, found, words)]
    related = [span for span in (*asides, *pieces) if _names_kin(span, found, vocabulary)]
    accounts = [accounts_of(each.statement, each.rows, each.measured, vocabulary, alone=True, beside=True) for each in found]
    names = list(_names_in(found, vocabulary))
    verbs = {place for each in found for place in moving(each.statement)}
    headline = is_headline(statement.sentence)
    unread: list[str] = []
    for _, start, end in placed_stems(folded):
        word = bare(folded[start:end])
        aside = any(low <= start < high for low, high in asides)
        beside = any(low <= start < high for low, high in pieces) and not _within(start, apart)
        if not (aside or beside) or start in verbs or _within(start, [*names, *statement.times, *held]):
            continue
        letter = start + folded[start:end].find(word)
        if not headline and is_name(statement.sentence, start, letter, end):
            continue  # names have been heard already
        if _is_told(word, folded[start:end], accounts, words) or describes(word, start, folded, words):
            continue
        if not aside and _within(start, statement.asides):
            continue  # who a name is
        if _within(start, related) and words.patterns["related_so"].fullmatch(word):
            continue
        unread.append(word)
    return tuple(dict.fromkeys(unread))


def _asides(found: Sequence[Checked]) -> Iterator[Span]:
    """What is set apart behind a name and describes it."""
    folded = found[0].statement.folded
    for each in found:
        yield from (span for span in each.statement.asides if folded[span[0] : span[0] + 2].strip().startswith(_OPENS))


def _joints(folded: str, figures: Collection[Span], words: Words) -> Iterator[Span]:
    """The marks before figures with which their clause only goes on: it made a loss in 2025, of 7 million."""
    for start, _ in figures:
        comma = folded.rfind(",", 0, start)
        if comma >= 0 and words.patterns["goes_on_with"].fullmatch(folded, comma, start) is not None:
            yield comma, comma + 1


def _pieces(folded: str, apart: Collection[Span]) -> Iterator[Span]:
    """The clauses of a sentence between its marks; those between which only a time or another part ``apart`` is set are one."""
    ends = [match.start() for match in BREAK.finditer(folded) if not _within(match.start(), apart)]
    start = 0
    kept: list[Span] = []
    for end in [*ends, len(folded)]:
        kept.append((start, end))
        start = end
    joined: list[Span] = []
    for low, high in kept:
        if joined and not _says(folded, joined[-1], apart) and len(joined) > 1:
            between = joined.pop()
            before = joined.pop()
            joined.append((before[0], high) if folded[between[0]] == folded[low] == "," else (low, high))
        else:
            joined.append((low, high))
    return iter(joined)


def _says(folded: str, span: Span, apart: Collection[Span]) -> bool:
    """Whether a clause has a word of its own of more than a few letters."""
    places = [start for _, start, end in placed_stems(folded[slice(*span)]) if end - start > 2]
    return any(not _within(span[0] + place, apart) for place in places)


def _names_in(found: Sequence[Checked], vocabulary: Vocabulary) -> Iterator[Span]:
    """Where the names stand that the base has."""
    folded = found[0].statement.folded
    for each in found:
        subject = each.statement.subject
        whom = (*subject.entities, *subject.others, *subject.places, *subject.spoken_by, *each.statement.partners)
        yield from name_spans(
            (*whom, *each.statement.regions, *(row.o.cell.entity for row in each.rows)), folded, vocabulary
        )


def _is_told(word: str, whole: str, accounts: Sequence[Accounts], words: Words) -> bool:
    if _LETTER.search(word) is None or unaccented(word) in words.beside or words.tells(word):
        return True
    return any(each.has(form) for each in accounts for form in (word, whole))


def _only_points(folded: str, span: Span, words: Words) -> bool:
    """Whether a clause heads a sentence, before a colon, or only points at a figure behind one: that is the tally of."""
    heads = span[0] == 0 and folded[span[1] : span[1] + 1] == ":"
    return heads or words.has("points_at_it", folded[slice(*span)])


def _only_boasts(folded: str, span: Span, found: Sequence[Checked], words: Words) -> bool:
    """Whether a clause tells a superlative, and claims of the sentence tell one too."""
    return any(row.superlative for each in found for row in each.rows) and words.has("superlative", folded[slice(*span)])


def _names_kin(span: Span, found: Sequence[Checked], vocabulary: Vocabulary) -> bool:
    """Whether a part of a sentence names what that of whom the claims are is a part of, or the other way round: developed by its maker."""
    folded = found[0].statement.folded[slice(*span)]
    whom = {row.o.cell.entity for each in found for row in each.rows}
    kin = {other for each in found for other in (*each.statement.subject.others, *each.statement.subject.entities)}
    kin |= {whole for entity in whom for whole in wholes(entity, vocabulary.entities)}
    kin |= {name for name, entity in vocabulary.entities.items() if entity.part_of in whom}
    kin = {other for other in kin if any(other != one and are_kin(one, other, vocabulary.entities) for one in whom)}
    return any(fold(name) in folded for name in names_of(kin, vocabulary))


def describes(word: str, place: int, folded: str, words: Words) -> bool:
    """Whether a word tells what kind of thing somebody is, their trade or home, in a clause that has such a kind (a dairy group)."""
    plain = unaccented(word)
    low, high = piece_of(folded, place)
    around = [unaccented(each) for each in WORD.findall(folded[low:high])]
    kinds = [each for each in around if words.describing.kind_of(each) == "kind" or each in words.describing.places]
    return bool(kinds) and (plain in kinds or words.describing.kind_of(plain) is not None or tells_home(plain, words))


def _within(place: int, spans: Collection[Span]) -> bool:
    return any(low <= place < high for low, high in spans)


def _has(span: Span, figures: Collection[Span]) -> bool:
    """Whether a figure stands in a part of a sentence."""
    return any(span[0] <= start < span[1] for start, _ in figures)
