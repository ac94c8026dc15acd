"""A sentence as it is read before any of its figures is understood: its names, its times and where its figures stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.amounts import by_the_million, cents_as_shares
from kg.factcheck.hearing.figuring import (
    Placed,
    bare_number,
    dates_of,
    is_length,
    is_year,
    place_figures,
    spans_of,
    with_other_year,
)
from kg.factcheck.hearing.half_years import joined
from kg.factcheck.hearing.naming import Named, named_in
from kg.factcheck.hearing.pairing import gapped
from kg.factcheck.hearing.times import (
    When,
    times_in,
)
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its names, times and figures; ``present`` says that it tells of now.

    ``names`` are the spans of proper names, ``earned`` and ``spent`` say that it tells sums for each one earned or spent.
    """

    passage: Passage
    folded: str
    named: Named
    names: Sequence[tuple[int, int]]
    times: Sequence[When]
    present: bool
    placed: Sequence[Placed]
    earned: bool
    spent: bool
    carried: Sequence[str]
    vocabulary: Vocabulary
    words: Words


def read_sentence(
    passage: Passage,
    figures: Sequence[Figure],
    vocabulary: Vocabulary,
    words: Words,
    as_of: date,
    carried: Sequence[str],
    names_known: Mapping[str, Entity] | None,
) -> Sentence:
    """The names, times and figures of a sentence; where it has no other figure, its dates or spans of time are those."""
    text, folded = passage.text, fold(passage.text)
    named = named_in(passage, vocabulary, words, words.language, names_known)
    placed = joined(by_the_million(place_figures(passage, figures, named, words), folded, words), folded, words)
    placed = cents_as_shares(placed, passage, folded, words)
    times, present = times_in(text, words, as_of)
    # The name of an industry says what is measured (venture capital), that of a company does not.
    proper = [m for m in (*named.known, *named.unknown) if m.kind not in ("industry", "concept")]
    names = [(mention.start, mention.end) for mention in proper]
    placed = [p for p in placed if not is_year(p, times) and not is_length(p, times, placed, folded)]
    if not placed:
        placed = dates_of(passage, times, vocabulary, words) or spans_of(passage, folded, vocabulary, words)
    placed = with_other_year(placed, passage, words)
    earned, spent = (words.patterns[name].search(folded) for name in ("per_earned", "per_spent"))
    for each in (earned, spent):
        if each is not None:
            placed = [p for p in placed if not (p.start < each.end() and each.start() < p.end)]
            placed = placed or bare_number(passage, folded, each.span(), words)
    placed = gapped(placed, folded, names, words)
    return Sentence(
        passage,
        folded,
        named,
        names,
        times,
        present,
        placed,
        earned is not None,
        spent is not None,
        carried,
        vocabulary,
        words,
    )
