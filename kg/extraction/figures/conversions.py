"""Amounts given again in another currency or measure, in brackets: "at least $12bn (£6.4bn)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extraction.figures.reading import Page, Reading

_OPENS = r"[ \n]?[(\[][ ]?(?:<<again>>,?[ ])?"
_ALSO = r"[ ]?(?:[;,/]|<<range_or>>|<<and>>)[ ]?"
_CONVERTED = frozenset({"money", "quantity"})
_BOUNDS = frozenset({"at_least", "at_most"})


def mark_conversions(page: Page, readings: Sequence[Reading]) -> None:
    """Say of what stands in brackets behind an amount of which it is the conversion; the bound of that one is its own too.

    Done before units are shared, as what follows goes on with the amount, and after, when both have theirs.
    """
    patterns = page.grammar.patterns
    for first, second in pairwise(readings):
        if first.kind != second.kind or first.kind not in _CONVERTED or first.unit == second.unit:
            continue
        gap = page.low[first.end : _start(second, first.end)]
        if patterns[_OPENS].fullmatch(gap) is not None:
            second.converts = first
        elif first.converts is not None and patterns[_ALSO].fullmatch(gap) is not None:
            second.converts = first.converts
        if second.converts is not None:
            _share_bound(second.converts, second)


def _start(reading: Reading, after: int) -> int:
    """Where a figure starts with its hedge: "(about £53m)"."""
    return reading.hedge[0] if reading.hedge is not None and after <= reading.hedge[0] < reading.start else reading.start


def _share_bound(first: Reading, second: Reading) -> None:
    if first.approx not in _BOUNDS or second.approx != "exact" or second.low is None or second.low != second.high:
        return
    second.approx = first.approx
    if first.approx == "at_least":
        second.high = None
    else:
        second.low = None
