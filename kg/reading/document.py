"""A document as it was read: the text that offsets count in, never altered, and what stands where in it.

Layout is data beside the text. Where a parser wants whole sentences, ``flow`` gives a block with line wraps, hyphens and
odd spaces mended, every character of it traceable to its place in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kg.reading.flow import Flow, flow_of

Span = tuple[int, int]
"""Code points of a text: start, and end exclusive."""


class BlockKind(StrEnum):
    """What a block is to a reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"
    QUOTE = "quote"
    CAPTION = "caption"
    DATELINE = "dateline"
    CODE = "code"

    @property
    def is_running_text(self) -> bool:
        """Whether it holds sentences rather than names and cells."""
        return self in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.QUOTE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document, its first and last characters no space.

    ``level`` is a heading's depth (1 the title) or a bullet's nesting (1 outermost), else 0. ``cells`` are the cells of
    a table's line where they are known, the label first; those of a row stand below those of its header in order.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Context:
    headings: tuple[Block, ...]
    lead_in: Block | None
    header: Block | None


@dataclass(frozen=True)
class Document:
    """A text, its blocks in order, and what the reader learnt of its origin (each to be confirmed by a human).

    ``skips`` are the spans of the text that are layout or markup and no words: bullet marks, list numbers, page numbers,
    Markdown's signs and link targets. Blocks and skips together hold every character that is no space. ``published`` is
    an EDTF date, ``published_basis`` says in words where it was found. ``notes`` tell what a human should know of the
    reading (another encoding than UTF-8, pages without text); ``guessed`` is the encoding that nothing declared.
    """

    text: str
    blocks: tuple[Block, ...]
    language: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    skips: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    guessed: str | None = None

    def __hash__(self) -> int:
        return hash((self.text, len(self.blocks)))

    def slice(self, block: Block) -> str:
        """A block's characters as they stand in the text."""
        return self.text[block.start : block.end]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character of the text, or nothing for one between blocks."""
        index = bisect_right(self._starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def blocks_in(self, start: int, end: int) -> Sequence[Block]:
        """The blocks that hold any character from ``start`` to ``end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, max(start, end - 1))
        return [block for block in self.blocks[first:last] if block.end > start]

    def neighbours(self, block: Block) -> tuple[Block | None, Block | None]:
        """The blocks before and after."""
        index = self._index(block)
        after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        return (self.blocks[index - 1] if index else None), after

    def headings_of(self, block: Block) -> tuple[Block, ...]:
        """The headings that a block stands under, outermost first; for a heading, those above it."""
        return self._contexts[self._index(block)].headings

    def lead_in_of(self, block: Block) -> Block | None:
        """The line that introduces a list ("Three costs weigh:") or, for a nested bullet, the bullet it belongs to.

        A list without bullets counts: paragraphs that follow such a line, while each ends with no full stop.
        """
        return self._contexts[self._index(block)].lead_in

    def header_of(self, block: Block) -> Block | None:
        """The header of the table that a row belongs to."""
        return self._contexts[self._index(block)].header

    def column_heading(self, block: Block, offset: int) -> Span | None:
        """The header's cell above the cell of a row that holds ``offset``, where the columns are known."""
        header = self.header_of(block)
        if header is None:
            return None
        for cell, above in zip(block.cells, header.cells, strict=False):
            if cell[0] <= offset < cell[1]:
                return above if above[0] < above[1] else None
        return None

    def label_of(self, block: Block) -> Span | None:
        """The first cell of a table's row, where the columns are known and it is not empty."""
        return block.cells[0] if block.cells and block.cells[0][0] < block.cells[0][1] else None

    def skips_in(self, start: int, end: int) -> Sequence[Span]:
        """The skipped spans that touch some characters of the text."""
        first = max(0, bisect_right(self._skip_starts, start) - 1)
        last = bisect_right(self._skip_starts, max(start, end - 1))
        return [skip for skip in self.skips[first:last] if skip[1] > start]

    def is_skipped(self, offset: int) -> bool:
        """Whether a character is layout or markup."""
        return bool(self.skips_in(offset, offset + 1))

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _skip_starts(self) -> list[int]:
        return [start for start, _ in self.skips]

    def _index(self, block: Block) -> int:
        index = bisect_right(self._starts, block.start) - 1
        if index < 0 or self.blocks[index] != block:
            message = f"the block at {block.start} is not of this document"
            raise ValueError(message)
        return index

    @cached_property
    def _contexts(self) -> list[_Context]:
        return _contexts(self.text, self.blocks)


def flow(document: Document, block: Block) -> Flow:
    """A block as running text: wraps, hyphens at line ends, markup and odd spaces mended, each character traceable."""
    return flow_of(document.text, block.start, block.end, document.skips_in(block.start, block.end))


def _contexts(text: str, blocks: Sequence[Block]) -> list[_Context]:
    contexts: list[_Context] = []
    headings: tuple[Block, ...] = ()
    header: Block | None = None
    bullets: list[Block] = []
    introduction: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            headings = tuple(heading for heading in headings if heading.level < block.level)
        lead_in: Block | None = None
        if block.kind is BlockKind.BULLET:
            bullets = [bullet for bullet in bullets if bullet.level < block.level]
            lead_in = bullets[-1] if bullets else introduction
        elif block.kind is not BlockKind.CODE:
            bullets = []
            lead_in = introduction if block.kind is BlockKind.PARAGRAPH else None
        row = block.kind is BlockKind.TABLE_ROW
        contexts.append(_Context(headings, lead_in, header if row else None))
        if block.kind is BlockKind.HEADING:
            headings = (*headings, block)
        if block.kind is BlockKind.BULLET:
            bullets.append(block)
        elif text.endswith((":", ":**", ":__", ":*", "："), block.start, block.end):
            introduction = block
        elif text.endswith((".", "!", "?", "…", "»", "”"), block.start, block.end) or lead_in is None:
            introduction = None
        if not row:
            header = block if block.kind is BlockKind.TABLE_HEADER else None
    return contexts
