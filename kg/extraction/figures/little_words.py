"""The words that a text of nothing but figures may consist of, and those that are no names before a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.extraction.figures.packs import Pack, listed
from kg.extraction.figures.phrases import Phrase, PhraseSet
from kg.extraction.folding import fold, tokens

_NOTATION = frozenset({"x", "e"})  # letters of numbers: "3x", "1e6"


def function_words(packs: Sequence[Pack], hedges: Mapping[Phrase, str]) -> frozenset[str]:
    """Words that may open a sentence before a number and are no name."""
    words = {
        fold(word)
        for key in ("stopwords", "function_words", "skip_before", "definite", "between")
        for word in listed(packs, key)
    }
    sums = PhraseSet(listed(packs, "sum_bounds")).phrases  # their words are parts of names: "South 2"
    nouns = {fold(word) for word in listed(packs, "hedge_nouns")}  # that open names: "Cap 26"
    return frozenset(words | {word for phrase_words in hedges.keys() - sums for word in phrase_words} - nouns)


def figure_words(
    packs: Sequence[Pack], units: Iterable[str], words: Iterable[str], hedges: Iterable[Phrase], denominators: Iterable[str]
) -> frozenset[str]:
    """Words of a text that is nothing but figures: the given ones, and the little words between them."""
    keys = ("connectors", "decimal_words", "articles", "negatives", "power_words", "times", "range_to", "range_or", "range_and", "between",
            "halves", "definite", "denominator_links", "range_from", "figure_links", "spoken_zeros")  # fmt: skip
    little = [fold(word) for key in keys for word in listed(packs, key)]
    found = {word for text in (*units, *words, *little, *denominators) for word in tokens(fold(text)) if word[0].isalpha()}
    found |= {word for hedge in hedges for word in hedge if word[0].isalpha()}
    return frozenset(found | {fold(word) for word in listed(packs, "figure_links")} | _NOTATION)
