"""Whether a sentence says of its figure that it is so: not what it supposes, doubts, takes back, or calls false behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.words import Words, unaccented

_SHORT: Final = 4


def is_supposed(
    folded: str, place: tuple[int, int], around: tuple[int, int], words: Words, measured: Iterable[str] = ()
) -> bool:
    """Whether a figure is of what a sentence only supposes, doubts, or tells as never having come about.

    What was cancelled did come about where that is what is counted: ``measured`` are the names of what the figure measures.
    """
    own = folded[slice(*around)]
    ahead, behind = folded[: place[0]], folded[place[1] :]
    if words.has("supposed", own) or words.has("hypothetical", own) or words.has("counterfactual", folded):
        return True
    if words.has("withdrawn_after", behind) or words.has("faked", folded):
        return True
    if words.has("untrue", ahead):
        return False  # denied, which says more than doubted
    return (
        words.has("doubted", ahead)
        or words.has("doubted_after", behind)
        or _undone("undone", folded[around[0] : place[0]], words, measured)
        or _undone("undone_after", folded[place[1] : max(place[1], around[1])], words, measured)
    )


def _undone(name: str, text: str, words: Words, measured: Iterable[str]) -> bool:
    """Whether a text undoes what a figure tells, other than by what it measures."""
    match = words.patterns[name].search(text)
    if match is None:
        return False
    counted = {unaccented(part) for each in measured for part in stems_in(each)}
    return not counted or counted.isdisjoint(unaccented(part) for part in stems_in(match.group()) if len(part) > _SHORT)


def denied_behind(statement: Statement, words: Words) -> Statement:
    """A figure that the sentence calls false behind it (that it holds 86 % is a legend; ...? No): it is not so.

    What is more than a plain figure, or denied already, is not turned twice: it is no more than supposed.
    """
    figure_end = statement.place_end
    if not words.has("untrue_after", statement.folded[figure_end:]):
        return statement
    if statement.bound.shape is Shape.IS:
        return replace(statement, bound=replace(statement.bound, shape=Shape.IS_NOT))
    if words.has("untrue", statement.before):
        return statement
    return replace(statement, supposed=True)


def tells_ahead(name: str, about: str, words: Words) -> bool:
    """Whether a figure is told as expected, or wanted: not where what had been came about, as it had been hoped."""
    return words.has(name, words.patterns["fulfilled"].sub(" ", about))
