"""What stands in a text and is no word of it: the edges of its pages, Markdown's signs of emphasis, characters nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.pages import edges_of

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_IN_NUMBER = re.compile(rf"(?<=\d)[{_UNSEEN}]+(?=[.,]?\d)|(?<=\d[.,])[{_UNSEEN}]+(?=\d)")
_OPENING = re.compile(r"(?<![^\W_])(?<!\\)(?:(?<!\*)\*{1,3}(?=[^\s*])|(?<!_)_{1,3}(?=[^\s_]))")
_CLOSING = {
    mark * size: re.compile(rf"(?<![\s\\{mark}])[{mark}]{{{size}}}(?!{re.escape(mark)})(?![^\W_])")
    for mark in "*_"
    for size in (1, 2, 3)
}
_LONGEST = 400  # characters of what is emphasised


def edges(text: str) -> Iterator[tuple[int, int, str]]:
    """Page numbers, headers and footers, where form feeds part the pages."""
    for start, end in sorted(edges_of(text)) if "\f" in text else ():
        yield start, end, ""


def emphasis(text: str) -> Iterator[tuple[int, int, str]]:
    """The signs around what Markdown sets in italics or bold: "_4 million_", "**€4** million"."""
    found: set[tuple[int, int]] = set()
    open_to: dict[str, int] = {}  # up to where no closing sign of a kind was found
    for opening in _OPENING.finditer(text) if "*" in text or "_" in text else ():
        paragraph = text.find("\n\n", opening.end(), opening.end() + _LONGEST)
        last = paragraph if paragraph >= 0 else opening.end() + _LONGEST
        sign = opening.group()
        closing = _CLOSING[sign].search(text, max(opening.end() + 1, open_to.get(sign, 0)), last)
        if closing is not None:
            found |= {opening.span(), closing.span()}
        else:
            open_to[sign] = last
    for start, end in found:
        yield start, end, ""


def unseen(text: str) -> Iterator[tuple[int, int, str]]:
    """Soft hyphens and spaces without width within a number."""
    for match in _IN_NUMBER.finditer(text) if any(mark in text for mark in _UNSEEN) else ():
        yield match.start(), match.end(), ""
