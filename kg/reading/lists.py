"""Marks that open the items of lists: bullets, dashes, numbers and letters that count on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.reading.lines import Line

_MARK: Final = re.compile(
    r"(?P<bullet>[•◦▪▫‣●○■□►▶➤➢✓✔✗→⁃∙\uf0b7\uf0a7])[\s\u00a0]*(?=\S)"
    r"|(?P<dash>[-*+·–—])[\s\u00a0]+(?=\S)"
    r"|(?P<number>\(?(?P<digits>\d{1,3})(?P<after>[.)]|°|/))[\s\u00a0]+(?=\S)"
    r"|(?P<letter>\(?(?P<char>[a-zA-Z])\))[\s\u00a0]+(?=\S)"
)
_NEARBY: Final = 8
"""How many lines an item of a counted list may take before the next is no longer of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a list's item: its length with the space after it, and what kind it is ("•", "-", "1.", "a)")."""

    length: int
    style: str
    count: int | None = None


def mark_of(line: Line) -> Mark | None:
    """What looks like a list's mark at the head of a line."""
    found = _MARK.match(line.text)
    if found is None:
        return None
    if found["bullet"]:
        return Mark(found.end(), found["bullet"])
    if found["dash"]:
        return Mark(found.end(), found["dash"])
    if found["number"]:
        return Mark(found.end(), f"1{found['after']}", int(found["digits"]))
    return Mark(found.end(), "a)", ord(found["char"].lower()) - ord("a") + 1)


def marks_of(lines: Sequence[Line]) -> list[Mark | None]:
    """The mark of each line that is an item of a list.

    A bullet needs no proof. A dash needs another beside it or a lead-in, for it may stand in a sentence, open a speech or
    sign a quotation; so may a number or letter end a sentence: it needs its neighbour in the count.
    """
    marks = [mark_of(line) for line in lines]
    open_counts: dict[tuple[str, int], int] = {}
    counted: set[int] = set()
    for index, mark in enumerate(marks):
        if mark is None or mark.count is None:
            continue
        before = open_counts.get((mark.style, mark.count - 1))
        if before is not None and index - before <= 4 * _NEARBY:
            counted.update((before, index))
        open_counts[mark.style, mark.count] = index
    return [
        mark
        if mark is not None and (index in counted if mark.count is not None else _is_item(lines, marks, index))
        else None
        for index, mark in enumerate(marks)
    ]


def _is_item(lines: Sequence[Line], marks: Sequence[Mark | None], index: int) -> bool:
    mark = marks[index]
    assert mark is not None
    if mark.style not in "-*+·–—":
        return True
    before = lines[index - 1] if index else None
    if before is not None and before.text.endswith(":"):
        return True
    unfinished = before is not None and not before.is_finished and marks[index - 1] is None
    near = [*range(max(0, index - _NEARBY), index), *range(index + 1, min(len(lines), index + _NEARBY + 1))]
    alike = any((other := marks[at]) is not None and other.style == mark.style for at in near)
    if alike:
        return not (unfinished and lines[index].text[mark.length].islower() and len(lines[index - 1]) > 40)
    return mark.style in "*-" and not unfinished
