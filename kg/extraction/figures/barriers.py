"""Bounds that a figure of speech makes: "franchi la barre des 100", "passé sous le seuil de 3 %"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.figures.denials import negated, span_before, turned
from kg.extraction.figures.reading import Page, Reading

_LINKED = 3  # words of "barre symbolique des"


def at_barrier(page: Page, reading: Reading) -> str | None:
    """The bound of a number that is a barrier which something crosses; None where nothing says so: "au-dessus du seuil de 2 %"."""
    grammar, left = page.grammar, reading.left
    if not left or left[-1] not in grammar.words["partitives"] or grammar.words["barriers"].isdisjoint(left[-_LINKED:-1]):
        return None
    noun = -2 if left[-2] in grammar.words["barriers"] else -_LINKED
    head = left[:noun]
    whole = head[:-1] if head[-1:] != [] and head[-1] in grammar.words["barrier_articles"] else head
    for said in (head, whole):
        for name in ("above", "below"):
            length = grammar.phrases[name].ending(said)
            if length and not grammar.words["going_across"].isdisjoint(said[: len(said) - length][-1:]):
                return _bound(page, reading, said, length, name)
    while length := grammar.phrases["adverbs_of_bounds"].ending(whole):
        whole = whole[:-length]
    if whole is not head and whole[-1:] != [] and whole[-1] in grammar.words["crossing"]:
        return _bound(page, reading, whole, 1, "above")
    return None


def _bound(page: Page, reading: Reading, said: Sequence[str], length: int, side: str) -> str:
    """The bound that the last words of `said` make, other where they are denied."""
    tail, head = reading.left[len(said) - length :], reading.left[: len(said) - length]
    above = side == "above"
    if negated(page, reading, head, tail, close=not above):
        return turned(page, reading, tail, "at_most" if above else "at_least")
    reading.hedge = span_before(page, reading.start, tail)
    return "at_least" if above else "at_most"
