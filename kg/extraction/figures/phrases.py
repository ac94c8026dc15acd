"""Sets of phrases, each a row of tokens, to be found beside a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction.folding import phrase

Phrase = tuple[str, ...]


class PhraseSet:
    """Phrases, to be found at the end of the words before a place or at the start of the words after it."""

    __slots__ = ("firsts", "lasts", "lengths", "phrases")

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases: frozenset[Phrase] = frozenset(phrase(text) for text in phrases)
        self.lengths: tuple[int, ...] = tuple(sorted({len(p) for p in self.phrases}, reverse=True))
        self.firsts = frozenset(p[0] for p in self.phrases if p)
        self.lasts = frozenset(p[-1] for p in self.phrases if p)

    def ending(self, words: Sequence[str]) -> int:
        """How many words the longest phrase at the end has; 0 when there is none."""
        if not words or words[-1] not in self.lasts:
            return 0
        for length in self.lengths:
            if length <= len(words) and tuple(words[len(words) - length :]) in self.phrases:
                return length
        return 0

    def starting(self, words: Sequence[str]) -> int:
        """How many words the longest phrase at the start has; 0 when there is none."""
        if not words or words[0] not in self.firsts:
            return 0
        for length in self.lengths:
            if length <= len(words) and tuple(words[:length]) in self.phrases:
                return length
        return 0
