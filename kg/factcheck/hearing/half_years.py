"""So many half years or quarters, told as a number and a span (seven more half-years), as one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.wording.words import Words

_HALF = Decimal("0.5")


def joined(placed: Sequence[Placed], folded: str, words: Words) -> list[Placed]:
    """The figures of a sentence with such pairs as one."""
    found: list[Placed] = []
    for item in placed:
        before = found[-1] if found else None
        if before is not None and before.figure.unit == "count" and item.figure.unit == "year":
            number, part = before.figure.low, item.figure.low
            if (
                number is not None
                and part == _HALF
                and words.patterns["still_so_many"].fullmatch(folded, before.end, item.start)
            ):
                years = number * part
                figure = replace(
                    item.figure, start=before.figure.start, low=years, high=years, exact=folded[before.start : item.end]
                )
                found[-1] = Placed(figure, before.start, item.end)
                continue
        found.append(item)
    return found
