"""Pages parted by form feeds, as PDF readers write them: which lines at their edges are page numbers or repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Final

from kg.reading.document import Span

_PAGE_NUMBER: Final = re.compile(r"(?:page\s)?[-–—]?\s?(\d{1,4})\s?[-–—]?(?:\s?(?:/|sur|of)\s?\d{1,4})?", re.IGNORECASE)
_LONGEST_EDGE: Final = 120
_FEWEST_PAGES: Final = 3
_MOST_PARTS: Final = 7  # of a repeated line: three numbers and what stands around them


def edges_of(text: str) -> list[Span]:
    """Page numbers, and the headers and footers that most pages repeat, but for the number of the page in them."""
    pages = _edge_lines(text)
    if len(pages) == 1:
        return []
    edges = [(start, end, at) for at, page in enumerate(pages, 1) for start, end in page]
    apart = Counter(shift for _, shift in {(at, _shift(text[start:end], at)) for start, end, at in edges})
    seen = Counter(said for _, said in {(at, said) for start, end, at in edges for said in _repeatable(text[start:end], at)})
    most = max(_FEWEST_PAGES, len(pages) // 2 + 1)

    def is_edge(line: str, at: int) -> bool:
        shift = _shift(line, at)
        if shift is not None:  # a bare number may be a figure: it is the page's where it is right, or as wrong as another
            return shift == 0 or apart[shift] > 1 or not line.isdigit()
        return any(seen[said] >= most for said in _repeatable(line, at))

    return [(start, end) for start, end, at in edges if is_edge(text[start:end], at)]


def is_page_number(line: str) -> bool:
    """Whether a line says that it is a page's number: "Page 4", "- 4 -", "4/12"; a bare number or item may be a figure."""
    return not line.lstrip("-–— ").isdigit() and _PAGE_NUMBER.fullmatch(line) is not None


def _shift(line: str, at: int) -> int | None:
    """How far the page number that a line is, if it is one, lies from the place of its page."""
    found = _PAGE_NUMBER.fullmatch(line)
    return int(found[1]) - at if found else None


def _edge_lines(text: str) -> list[Sequence[Span]]:
    pages: list[Sequence[Span]] = []
    start = 0
    for page in text.rstrip("\f\n ").split("\f"):
        lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\s][^\n]*", page)]
        trimmed = [(s, s + len(text[s:e].rstrip())) for s, e in (lines[:2] + lines[2:][-2:])]
        pages.append([(s, e) for s, e in trimmed if e - s <= _LONGEST_EDGE])
        start += len(page) + 1
    return pages


def _repeatable(line: str, at: int) -> set[str]:
    """A line of words as other pages may repeat it: each number as it is, or as the page's own."""
    words = re.split(r"(\d+)", " ".join(line.split()).casefold())
    if not any(letter.isalpha() for letter in line) or len(words) > _MOST_PARTS:
        return set()
    ways = ((part, f"#{int(part) - at}") if part.isdecimal() else (part,) for part in words)
    return {"".join(way) for way in product(*ways)}
