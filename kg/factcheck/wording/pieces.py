"""Sentences too long to be any, as tables and lists without full stops make them, in pieces of a length that people write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.passages import Passage

_LONG: Final = 2000
_GAP: Final = re.compile(r"[,;:]?\s+")


def pieces_of(passage: Passage, spans: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """A passage itself or, where it is very long, what lies between gaps of its words, none of them within the spans (its figures)."""
    if len(passage.text) <= _LONG:
        yield passage
        return
    taken = iter(sorted(passage.local(start, end) for start, end in spans))
    figure = next(taken, None)
    begin = 0
    for gap in _GAP.finditer(passage.text):
        if gap.end() - begin < _LONG:
            continue
        while figure is not None and figure[1] <= gap.start():
            figure = next(taken, None)
        if figure is None or gap.end() <= figure[0]:
            yield _piece(passage, begin, gap.end())
            begin = gap.end()
    if begin < len(passage.text):
        yield _piece(passage, begin, len(passage.text))


def _piece(passage: Passage, begin: int, end: int) -> Passage:
    start, stop = passage.source(begin, end)
    label = passage.label if begin == 0 and passage.label <= end else 0
    return replace(
        passage, start=start, end=stop, text=passage.text[begin:end], offsets=passage.offsets[begin:end], label=label
    )
