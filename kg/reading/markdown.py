"""Markdown -> a Document: its signs are skipped, its headings, lists, tables, quotes and code told by them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kg.reading.document import Block, BlockKind, Document, Span
from kg.reading.front_matter import front_matter
from kg.reading.language import language_of
from kg.reading.layout import dated

_HEADING: Final = re.compile(r"[ ]{0,3}(?P<level>#{1,6})[ \t]+(?=\S)")
_UNDERLINE: Final = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t\r]*\Z")
_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`\n]*\Z")
_RULE: Final = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})[\r]?\Z")
_ITEM: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+•]|\d{1,9}[.)])(?P<space>[ \t]+)(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE: Final = re.compile(r"[ ]{0,3}(?:>[ ]?)+")
_DIVIDER: Final = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*\Z")
_DEFINITION: Final = re.compile(  # [name]: address "title", and no more: "[Roux]: 45 million" is said by somebody
    r"[ ]{0,3}\[[^\]\n^][^\]\n]{0,200}\]:[ \t]*"
    r"(?:<[^<>\n]{0,2000}>|#\S{1,2000}|[a-zA-Z][a-zA-Z0-9+.-]{0,20}:\S{1,2000}|(?![\d.,]+/)[^\s/<]{0,500}/\S{0,2000}|[^\s/<]{1,500}\.[a-zA-Z]{2,5})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?[ \t\r]*\Z"
)
_FOOTNOTE: Final = re.compile(r"[ ]{0,3}\[\^[^\]\n]{1,100}\]:[ \t]*")
_SIGN: Final = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+\S|^[ ]{0,3}(?:```|~~~)|^[ ]{0,3}\|?[ ]?:?-{3,}:?[ ]?\|", re.MULTILINE)
_INLINE_SIGN: Final = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)|(?<![\w*])\*\*(?=\S)[^*\n]{1,200}\*\*(?![\w*])")
_SAMPLE: Final = 50_000

# Inline signs, each within one block; lengths are bounded so that no text makes them slow.
_INLINE: Final = re.compile(
    r"(?P<comment><!--[^<]{0,2000}?-->)"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)[^`\n]{1,500}(?P=ticks)(?!`))"
    r"|(?P<image>!\[[^\[\]]{0,500}\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<link>\[(?P<label>[^\[\]]{1,500})\](?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:[ \t]+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,200}\]))"
    r"|(?P<footnote>\[\^[^\]\n]{1,100}\])"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\s[^<>]{0,500})?/?>|<https?://[^<>\s]{1,2000}>)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<stars>(?<![\w*\\])(?P<star>\*{1,3})(?=[^\s*]))"
    r"|(?P<lines>(?<![\w_\\])(?P<line>_{1,3})(?=[^\s_]))"
    r"|(?P<strikes>(?<!~)~~(?=[^\s~]))",
    re.DOTALL,
)
_LONGEST_EMPHASIS: Final = 1000


def looks_like_markdown(text: str) -> bool:
    """Whether a text bears Markdown's signs: front matter, a heading, a fence or a table's divider, or two links or bold words."""
    sample = text[:_SAMPLE]
    return bool(_SIGN.search(sample)) or front_matter(sample)[1] > 0 or len(_INLINE_SIGN.findall(sample)) > 1


@dataclass(slots=True)
class _Page:
    """Blocks and skips while a text is gone through."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    skips: list[Span] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)

    def skip(self, start: int, end: int) -> None:
        if start < end:
            self.skips.append((start, end))

    def add(self, kind: BlockKind, start: int, end: int, level: int = 0, cells: tuple[Span, ...] = ()) -> None:
        """A block without the white space around it; its inline signs are skipped."""
        row = self.text[start:end]
        if not row.strip():
            return
        start, end = start + len(row) - len(row.lstrip()), start + len(row.rstrip())
        self.blocks.append(Block(kind, start, end, level, cells))
        if kind is not BlockKind.CODE:
            self.skips.extend(_inline(self.text, start, end))


def read_markdown(text: str, language: str = "auto") -> Document:
    """A Markdown text as a document; title, author and date from its front matter, else from its first heading."""
    page = _Page(text)
    front, start = front_matter(text)
    page.skip(0, start)
    _read_blocks(page, start)
    blocks = tuple(page.blocks)
    document = Document(text, blocks, None, media_type="text/markdown", skips=_merged(page.skips))
    first = next((b for b in blocks[:3] if b.kind is BlockKind.HEADING and b.level == 1), None)
    from kg.reading.document import flow

    told = front.get("date")
    day, basis = (told, "the date of the front matter") if told is not None else dated(document)
    return replace(
        document,
        language=language_of(text[start:], language),
        title=front.get("title") or (flow(document, first).text if first else None),
        authors=tuple(filter(None, (part.strip().strip("\"'") for part in re.split(r"[;,]", front.get("author", ""))))),
        published=day,
        published_basis=basis if day else None,
    )


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _read_blocks(page: _Page, start: int) -> None:
    lines = list(_lines(page.text, start))
    index = 0
    while index < len(lines):
        index = _read_block(page, lines, index)


def _read_block(page: _Page, lines: list[Span], index: int) -> int:
    """Read the block that begins on a line; the line after it."""
    start, end = lines[index]
    row = page.text[start:end]
    if not row.strip():
        return index + 1
    if not _ITEM.match(row) and not row[:1].isspace():
        page.indents.clear()
    if heading := _HEADING.match(row):
        page.skip(start, start + heading.end())
        page.add(BlockKind.HEADING, start, end, len(heading["level"]))
        words = row.rstrip().rstrip("#")
        if words.endswith((" ", "\t")):
            page.skip(start + max(heading.end(), len(words)), end)
        return index + 1
    if fence := _FENCE.match(row):
        return _read_fence(page, lines, index, fence[1])
    if _RULE.match(row) or _DEFINITION.match(row):
        page.skip(start, end)
        return index + 1
    if (
        "|" in row
        and index + 1 < len(lines)
        and "-" in (under := page.text[slice(*lines[index + 1])])
        and _DIVIDER.match(under)
    ):
        return _read_table(page, lines, index)
    if item := _ITEM.match(row):
        return _read_item(page, lines, index, item)
    if _QUOTE.match(row):
        return _read_quote(page, lines, index)
    return _read_paragraph(page, lines, index)


def _read_fence(page: _Page, lines: list[Span], index: int, fence: str) -> int:
    page.skip(*lines[index])
    last = index + 1
    while last < len(lines) and not page.text[slice(*lines[last])].strip().startswith(fence):
        last += 1
    if last > index + 1:
        page.add(BlockKind.CODE, lines[index + 1][0], lines[last - 1][1])
    if last < len(lines):
        page.skip(*lines[last])
    return last + 1


def _read_table(page: _Page, lines: list[Span], index: int) -> int:
    page.skip(*lines[index + 1])
    last = index
    while last < len(lines) and "|" in page.text[slice(*lines[last])]:
        if last != index + 1:
            kind = BlockKind.TABLE_HEADER if last == index else BlockKind.TABLE_ROW
            page.add(kind, *lines[last], cells=_cells(page, *lines[last]))
        last += 1
    return max(last, index + 2)


def _cells(page: _Page, start: int, end: int) -> tuple[Span, ...]:
    row = page.text[start:end]
    bars = [bar.start() for bar in re.finditer(r"(?<!\\)\|", row)]
    for bar in bars:
        page.skip(start + bar, start + bar + 1)
    edges = [-1, *bars, len(row)]
    cells: list[Span] = []
    for number, (left, right) in enumerate(itertools.pairwise(edges)):
        cell = row[left + 1 : right]
        if cell.strip():
            cells.append((start + left + 1 + len(cell) - len(cell.lstrip()), start + left + 1 + len(cell.rstrip())))
        elif 0 < number < len(edges) - 2:
            cells.append((start + right, start + right))
    return tuple(cells)


def _read_item(page: _Page, lines: list[Span], index: int, item: re.Match[str]) -> int:
    start = lines[index][0]
    column = len(item["indent"].expandtabs(4))
    while page.indents and page.indents[-1] > column:
        page.indents.pop()
    if not page.indents or page.indents[-1] < column:
        page.indents.append(column)
    page.skip(start + item.start("mark"), start + item.end())
    last = _last_of_paragraph(page, lines, index)
    page.add(BlockKind.BULLET, start, lines[last][1], len(page.indents))
    return last + 1


def _read_quote(page: _Page, lines: list[Span], index: int) -> int:
    last = index
    while last < len(lines) and (found := _QUOTE.match(page.text[slice(*lines[last])])):
        page.skip(lines[last][0], lines[last][0] + found.end())
        last += 1
        if not page.text[lines[last - 1][0] + found.end() : lines[last - 1][1]].strip():
            break  # an empty line within the quotation ends its paragraph
    page.add(BlockKind.QUOTE, lines[index][0], lines[last - 1][1])
    return last


def _read_paragraph(page: _Page, lines: list[Span], index: int) -> int:
    start = lines[index][0]
    if found := _FOOTNOTE.match(page.text, start, lines[index][1]):
        page.skip(start, found.end())
    last = _last_of_paragraph(page, lines, index)
    if last + 1 < len(lines) and (under := _UNDERLINE.match(page.text[slice(*lines[last + 1])])):
        page.add(BlockKind.HEADING, start, lines[last][1], 1 if under[1][0] == "=" else 2)
        page.skip(*lines[last + 1])
        return last + 2
    from kg.reading.dates import dateline_at

    dateline = (
        dateline_at(page.text[start : lines[last][1]].strip()) if last == index and lines[last][1] - start < 80 else None
    )
    page.add(BlockKind.DATELINE if dateline and dateline.alone else BlockKind.PARAGRAPH, start, lines[last][1])
    return last + 1


def _last_of_paragraph(page: _Page, lines: list[Span], index: int) -> int:
    """The last line that runs on from a paragraph's or item's first."""
    last = index
    while last + 1 < len(lines):
        row = page.text[slice(*lines[last + 1])]
        opens = _HEADING.match(row) or _FENCE.match(row) or _RULE.match(row) or _ITEM.match(row) or _QUOTE.match(row)
        if (
            not row.strip()
            or opens
            or _UNDERLINE.match(row)
            or _FOOTNOTE.match(row)
            or _DEFINITION.match(row)
            or (row.lstrip().startswith("|"))
        ):
            break
        last += 1
    return last


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    """The signs within a block."""
    at = start
    while found := _INLINE.search(text, at, end):
        kind, at = found.lastgroup, found.end()
        if kind == "code":
            width = len(found["ticks"])
            yield found.start(), found.start() + width
            yield found.end() - width, found.end()
        elif kind == "link":
            yield found.start(), found.start("label")
            yield found.end("label"), found.end()
            yield from _inline(text, found.start("label"), found.end("label"))
        elif kind in ("stars", "lines", "strikes"):
            closing = text.find(found.group(), found.end(), min(end, found.end() + _LONGEST_EMPHASIS))
            after = text[closing + len(found.group()) : closing + len(found.group()) + 1]
            if closing > found.end() and not text[closing - 1].isspace() and not (after.isalnum() or after in ("*", "_")):
                yield found.span()
                yield closing, closing + len(found.group())
        else:
            yield found.span()


def _merged(skips: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(skips):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
