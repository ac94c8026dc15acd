"""Amounts given again in another currency or measure, in brackets: "at least $12bn (£6.4bn)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.figures.reading import Page, Reading

_OPENS = r"[ \n]?[(\[](?:<<that_is>>[ ])?"
_ALSO = r"[ ]?(?:[;,/]|<<range_or>>|<<and>>)[ ]?"
_CONVERTED = frozenset({"money", "quantity"})
_BOUNDS = frozenset({"at_least", "at_most"})


def share_bounds_of_conversions(page: Page, readings: Sequence[Reading]) -> None:
    """Give what stands in brackets behind a bounded amount its bound: it is the same amount in another unit."""
    patterns, bracketed = page.grammar.patterns, False
    for first, second in pairwise(readings):
        if first.approx not in _BOUNDS or second.approx != "exact" or not _converts(first, second):
            bracketed = False
            continue
        gap = page.low[first.end : second.start]
        if patterns[_OPENS].fullmatch(gap) is None and not (bracketed and patterns[_ALSO].fullmatch(gap) is not None):
            bracketed = False
            continue
        bracketed = True
        second.approx = first.approx
        if first.approx == "at_least":
            second.high = None
        else:
            second.low = None


def _converts(first: Reading, second: Reading) -> bool:
    """Whether one figure can be the other in another unit."""
    alike = first.kind == second.kind and first.kind in _CONVERTED
    return alike and first.unit != second.unit and second.low is not None and second.low == second.high
