"""Whether a sentence says of its figure that it is so: not what it supposes, doubts, takes back, or calls false behind it."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.folding import fold
from kg.factcheck.statement import Shape, Statement
from kg.factcheck.words import Words


def is_supposed(folded: str, place: tuple[int, int], around: tuple[int, int], words: Words) -> bool:
    """Whether a figure is of what a sentence only supposes, doubts, or tells as never having come about."""
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
        or words.has("undone", folded[around[0] : place[0]])
        or words.has("undone_after", folded[place[1] : max(place[1], around[1])])
    )


def denied_behind(statement: Statement, words: Words) -> Statement:
    """A figure that the sentence calls false behind it (that it holds 86 % is a legend; ...? No): it is not so.

    What is more than a plain figure, or denied already, is not turned twice: it is no more than supposed.
    """
    figure_end = statement.place + len(fold(statement.exact))
    if not words.has("untrue_after", statement.folded[figure_end:]):
        return statement
    if statement.bound.shape is Shape.IS:
        return replace(statement, bound=replace(statement.bound, shape=Shape.IS_NOT))
    if words.has("untrue", statement.folded[: statement.place]):
        return statement
    return replace(statement, supposed=True)


def tells_ahead(name: str, about: str, words: Words) -> bool:
    """Whether a figure is told as expected, or wanted: not where what had been came about, as it had been hoped."""
    return words.has(name, words.patterns["fulfilled"].sub(" ", about))
