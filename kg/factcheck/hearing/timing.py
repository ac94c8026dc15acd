"""Which of the times of a sentence are a figure's own, where others only compare or add up with them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.factcheck.hearing.times import When, parsed
from kg.factcheck.wording.words import Words
from kg.model.period import Period


def not_compared(
    mine: list[When],
    times: Sequence[When],
    place: tuple[int, int],
    own: tuple[int, int],
    folded: str,
    words: Words,
    *,
    twice: bool,
) -> list[When]:
    """The times of a figure whose own clause has none: not those with which another is compared (fewer in 2025 than in 2024: 6.08).

    What it moved from, or is set against, is of just that time. ``twice`` says that two figures are of one unit: told in the order
    of the times, they are read elsewhere.
    """
    in_turn = twice and any(words.has("in_turn", folded[: when.start]) for when in times)
    if in_turn or any(own[0] <= when.start < own[1] for when in mine):
        return mine
    compared = [when for when in mine if words.has("than_time", folded[: when.start])]
    if words.has("than_value", folded[: place[0]]):
        return compared or mine
    return [when for when in mine if when not in compared] or mine


def over_both(folded: str, words: Words, times: Sequence[When]) -> Period | None:
    """The time from one to another over which a sum is told: over 2024 and 2025, sur 2024 et 2025 cumulés."""
    if len(times) != 2:
        return None
    first, last = times
    if not words.patterns["both_times"].fullmatch(folded, first.end, last.start):
        return None
    if not words.has("over_both", folded[: first.start]) and not words.has("both_together", folded[last.end :]):
        return None
    return parsed(When(0, 0, f"{first.label}/{last.label}"))
