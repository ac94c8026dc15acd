"""A document as passages: sentences, headings, bullets and table rows, each as clean text that maps back to offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from kg.extraction.attaching.mentions import tokens_of
from kg.extraction.attaching.packs import common_pack
from kg.extraction.folding import fold
from kg.reading.document import Block, BlockKind, Document, flow

_END: Final = re.compile(r"[.!?…]+(?:\s?[»”\"’')\]]+)?(?=\s+(?:[«“\"‘'(\[–—-]\s?)?[\w$€£+~]|\Z)")
_LABEL: Final = re.compile(r"\A([^:;.!?]{2,70}?)\s*:\s+(?=\S)")
_TITLED: Final = 3  # passages among which a title is
_LONGEST: Final = 2000  # characters of a passage: what a figure is looked at with grows with those beside it


@dataclass(frozen=True)
class Passage:
    """A sentence, a heading, a bullet's sentence or a table row.

    ``text`` is mended (see kg.reading); ``offsets[i]`` is where its i-th character stands in the source. ``headings`` are
    the indices of the headings above, outermost first; ``lead`` is the index of the first passage of its block, and
    ``header`` that of its table's header or of the line that introduces its list. ``label`` is the end, in ``text``, of
    the words that a colon sets before the rest ("Revenue 2025: ...").
    """

    index: int
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    kind: BlockKind
    block: int
    lead: int
    headings: tuple[int, ...]
    header: int | None = None
    label: int = 0

    @cached_property
    def folded(self) -> str:
        """The folded form of ``text``."""
        return fold(self.text)

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Its folded words with their places."""
        return tokens_of(self.text)

    def local(self, start: int, end: int) -> tuple[int, int]:
        """The place in ``text`` of a span of the source."""
        first = bisect_left(self.offsets, start)
        return first, max(first, bisect_left(self.offsets, end))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source of a place in ``text``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def passages_of(document: Document, keep: Sequence[tuple[int, int]] = ()) -> tuple[Passage, ...]:
    """The passages of a document, in order. No sentence ends within the spans of ``keep`` (the figures)."""
    passages: list[Passage] = []
    first_of: dict[int, int] = {}
    starts = [span[0] for span in keep]
    for number, block in enumerate(document.blocks):
        lead = len(passages)
        first_of[block.start] = lead
        headings = tuple(first_of[heading.start] for heading in document.headings_of(block))
        above = document.header_of(block) or document.lead_in_of(block)
        header = first_of.get(above.start) if above is not None else None
        text = flow(document, block)
        for start, end in _bounded(text.text, _sentences(text.text, block)):
            piece = text.text[start:end]
            offsets = text.offsets[start:end]
            if _within(offsets[0], keep, starts) and len(passages) > lead:
                passages[-1] = _joined(passages[-1], piece, offsets)
                continue
            label = _LABEL.match(piece) if block.kind is not BlockKind.HEADING else None
            passages.append(
                Passage(
                    len(passages),
                    offsets[0],
                    text.ends[end - 1],
                    piece,
                    offsets,
                    block.kind,
                    number,
                    lead,
                    headings,
                    header,
                    label.end() if label else 0,
                )
            )
    return tuple(passages)


def _within(offset: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether a sentence that begins here would begin inside a kept span."""
    index = bisect_right(starts, offset) - 1
    return index >= 0 and spans[index][0] < offset < spans[index][1]


def _joined(before: Passage, piece: str, offsets: tuple[int, ...]) -> Passage:
    return Passage(
        before.index,
        before.start,
        offsets[-1] + 1,
        f"{before.text} {piece}",
        (*before.offsets, before.offsets[-1], *offsets),
        before.kind,
        before.block,
        before.lead,
        before.headings,
        before.header,
        before.label,
    )


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of a block's sentences, without white space at their ends."""
    start = 0
    if block.kind.is_running_text or block.kind is BlockKind.CAPTION:
        for match in _END.finditer(text):
            if match.group().startswith(".") and _abbreviated(text, match.start(), start):
                continue
            if _in_brackets(text, start, match.end()):
                continue
            yield start, match.end()
            start = match.end()
            while start < len(text) and text[start] == " ":
                start += 1
    if start < len(text):
        yield start, len(text)


def _bounded(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, those of more than ``_LONGEST`` characters in parts: one without end is layout that was lost."""
    for first, end in sentences:
        start = first
        while end - start > _LONGEST:
            middle, latest = start + _LONGEST // 2, start + _LONGEST
            space = next((at for mark in ("; ", ", ", " ") if (at := text.rfind(mark, middle, latest)) >= 0), None)
            cut = latest if space is None else text.index(" ", space)
            yield start, cut
            start = cut if space is None else cut + 1
        yield start, end


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end) and text.find(")", end, end + 200) >= 0


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(common_pack()["abbreviations"])


def _abbreviated(text: str, at: int, floor: int) -> bool:
    """Whether the point at ``at`` ends an abbreviation or an initial."""
    begin = at
    while begin > floor and not text[begin - 1].isspace() and text[begin - 1] not in "(«“\"'’":
        begin -= 1
    word = text[begin:at]
    return (len(word) == 1 and word.isupper()) or word.lower() in _abbreviations()


def opens_as_label(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place opens a line and a colon sets it before the rest: "China: exports fall"."""
    return start == 0 and ":" in text[end : end + 3]


def title_of(passages: Sequence[Passage]) -> int | None:
    """The index of the heading that a text opens with; None where it has none among its first passages."""
    return next((passage.index for passage in passages[:_TITLED] if passage.kind is BlockKind.HEADING), None)
