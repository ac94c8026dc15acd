"""The times of what a ratio is told of, which date no figure before it: half a trillion, nine times its sales in the third quarter."""

from __future__ import annotations

from collections.abc import Sequence

from kg.factcheck.hearing.clauses import next_break
from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.times import When
from kg.factcheck.wording.words import Words


def times_of_another(
    place: tuple[int, int], placed: Sequence[Placed], times: Sequence[When], folded: str, words: Words
) -> list[When]:
    """The times that stand in what a ratio behind a figure is told of, where the figure is no such ratio itself."""
    found: list[When] = []
    for item in placed:
        if item.start < place[1] or dimension_of(item.figure.unit) != "share":
            continue
        if not words.has("of_a_quantity", folded[item.end :]) and not words.has("times_more_than", folded[item.end :]):
            continue
        end = next_break(folded, item.end)
        found += [when for when in times if item.end <= when.start < end]
    return found
