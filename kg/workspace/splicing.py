"""Changing a YAML text while every byte that is not concerned stays: pieces are replaced at the marks of its nodes.

A splice touches a value, or whole lines; comments, order, quoting and empty lines around it remain. What is not block
style where block style is expected is left to the caller, who parses the result again and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kg.workspace.emission import entry, spelled_key

_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Splice:
    """The characters from ``start`` to before ``end`` become ``text``."""

    start: int
    end: int
    text: str = ""


def apply(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made. Removals may overlap; insertions at one place keep their order."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        parts += [text[done : splice.start], splice.text]
        done = max(done, splice.end)
    return "".join([*parts, text[done:]])


def is_block(node: yaml.Node | None) -> bool:
    """Whether a node is a mapping or list of one key or item a line."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def content_end(text: str, node: yaml.Node) -> int:
    """Where the last character of a node's own content ends: the parser's mark lies beyond comments and empty lines."""
    if is_block(node):
        last = node.value[-1]
        return content_end(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip(_SPACE))


def line_start(text: str, index: int) -> int:
    """Where the line of an index starts."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of an index ends, before its newline."""
    end = text.find("\n", index)
    if end == -1:
        return len(text)
    return end - 1 if text[end - 1] == "\r" and end > index else end


def next_line(text: str, index: int) -> int:
    """Where the line after that of an index starts."""
    end = text.find("\n", index)
    return len(text) if end == -1 else end + 1


@dataclass(frozen=True, slots=True)
class Splicer:
    """Makes the splices of one text, in which lines end with ``newline``."""

    text: str
    newline: str

    @classmethod
    def of(cls, text: str) -> Splicer:
        """With the newline that the text itself uses."""
        return cls(text, "\r\n" if "\r\n" in text else "\n")

    def lines(self, lines: Iterable[str], column: int) -> str:
        """Lines to insert before a newline: each opens with one, then is indented."""
        return "".join(f"{self.newline}{' ' * column if line else ''}{line}" for line in lines)

    def mapping(self, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Splice]:
        """What turns a block mapping that says ``old`` into ``new``: only keys whose values differ are touched."""
        written = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        gone = [key for key in old if key not in new and key in written]
        kept = [key for key in written if key not in gone]
        for key in gone:
            yield self._without(node, key)
        behind: str | None = None  # the kept key that a new one follows
        for key, value in new.items():
            if key not in written:
                yield self._added(written, kept, behind, entry(key, value, column))
                continue
            behind = key
            if old.get(key) != value:
                yield from self._changed(*written[key], old.get(key), value)

    def _without(self, node: yaml.MappingNode, name: str) -> Splice:
        index = next(number for number, (key, _) in enumerate(node.value) if key.value == name)
        key, value = node.value[index]
        start = key.start_mark.index
        above = line_start(self.text, start)
        if self.text[above:start].strip(_SPACE) and index + 1 < len(node.value):
            return Splice(start, node.value[index + 1][0].start_mark.index)  # it stands behind the dash
        end = content_end(self.text, value)
        if not above:
            return Splice(above, next_line(self.text, end))
        # From newline to newline, so that what is inserted where the line ends does not fall within.
        return Splice(line_end(self.text, line_start(self.text, above - 1)), line_end(self.text, end))

    def _added(
        self, written: Mapping[str, tuple[yaml.Node, yaml.Node]], kept: list[str], behind: str | None, lines: list[str]
    ) -> Splice:
        first = written[kept[0]][0].start_mark
        if behind is None:
            added = self.lines(lines, first.column).lstrip(_SPACE)
            return Splice(first.index, first.index, f"{added}{self.newline}{' ' * first.column}")
        end = line_end(self.text, content_end(self.text, written[behind][1]))
        return Splice(end, end, self.lines(lines, first.column))

    def _changed(self, key: yaml.Node, value: yaml.Node, old: object, new: object) -> Iterator[Splice]:
        column = key.start_mark.column
        if isinstance(value, yaml.MappingNode) and is_block(value) and isinstance(new, Mapping):
            known = old if isinstance(old, Mapping) else {}
            if any(name.value in new for name, _ in value.value):
                yield from self.mapping(value, known, new)
                return
        head, *rest = entry(key.value, new, column)
        head = head.removeprefix(f"{spelled_key(key.value)}:")
        colon = self.text.index(":", key.end_mark.index) + 1
        end = content_end(self.text, value)
        key_line_end = line_end(self.text, colon)
        if value.start_mark.index > key_line_end:  # the value starts below: a comment beside the key stays
            yield Splice(colon, colon, head)
            yield Splice(key_line_end, end, self.lines(rest, column))
        else:
            opening = (
                Splice(value.start_mark.index, end, head.removeprefix(" "))
                if end > colon and head
                else Splice(colon, end, head)
            )
            yield opening
            yield Splice(line_end(self.text, end), line_end(self.text, end), self.lines(rest, column))

    def removed_items(self, node: yaml.SequenceNode, indexes: Iterable[int]) -> Iterator[Splice]:
        """What takes items out of a block list: their lines, those of comments within, and the empty lines around."""
        for index in indexes:
            start, end = line_start(self.text, self._dash(node, index)), self._item_end(node, index)
            if index + 1 < len(node.value):
                while (below := next_line(self.text, end)) > end and not self.text[end:below].strip(_SPACE):
                    end = below
            else:
                while start and not self.text[(above := line_start(self.text, start - 1)) : start].strip(_SPACE):
                    start = above
            yield Splice(start, end)

    def _dash(self, node: yaml.SequenceNode, index: int) -> int:
        """Where the dash of an item stands: on its line or, at the list's column, on one above."""
        first, start = node.start_mark, line_start(self.text, node.value[index].start_mark.index)
        while start > first.index:
            dash = start + first.column
            if not self.text[start:dash].strip(_SPACE) and re.match(r"-\s", self.text[dash : dash + 2]):
                return dash
            start = line_start(self.text, start - 1)
        return int(first.index)

    def _item_end(self, node: yaml.SequenceNode, index: int) -> int:
        """Where the line after an item, and after the comments below that are indented with it, starts."""
        end = next_line(self.text, content_end(self.text, node.value[index]))
        deeper = re.compile(rf" {{{node.start_mark.column + 2},}}#")
        while deeper.match(self.text, end):
            end = next_line(self.text, end)
        return end

    def after_items(self, node: yaml.SequenceNode, lines: Iterable[str]) -> Splice:
        """What puts lines, indented as from the dash, behind the last item of a block list."""
        end = self._item_end(node, len(node.value) - 1)
        added = self.lines(lines, node.start_mark.column)
        if end == len(self.text) and not self.text.endswith("\n"):
            return Splice(end, end, added)
        return Splice(end, end, added.removeprefix(self.newline) + self.newline)
