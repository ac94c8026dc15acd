"""What the front matter of a Markdown text says of it: title, authors and date, and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.model.errors import KgError
from kg.model.period import Period

_FENCED: Final = re.compile(r"---[ \t]*\r?\n(.{0,20000}?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"([\"']?)([\w.-]+)\1[ \t]*:(?:[ \t]+(.*))?\Z")
_BESIDE: Final = re.compile(r"[ \t]|#|-(?:[ \t]|\Z)|[\])}]|\Z")
_ITEM: Final = re.compile(r"\s*-\s+(?:name\s*:\s*)?(\S.*)\Z")
_FOLDED: Final = re.compile(r"[>|][+-]?\Z")
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WANTED: Final[tuple[str, ...]] = ("title", "author", "date")


def front_matter(text: str) -> tuple[Mapping[str, str], int]:
    """Title, author and date of a YAML front matter, and where the text begins; text between two rules is none."""
    head = _FENCED.match(text)
    lines = [line.rstrip() for line in (head[1] or "").splitlines()] if head else []
    if head is None or not _are_keys(lines):
        return {}, 0
    found: dict[str, str] = {}
    key = ""
    for line in lines:
        if entry := _KEY.match(line):
            key = {"authors": "author"}.get(entry[2].lower(), entry[2].lower())
            found[key] = (entry[3] or "").strip()
        elif key == "author" and (listed := _ITEM.match(line)):
            found[key] += f"; {listed[1]}"
        elif key == "title" and line[:1].isspace() and _FOLDED.match(found[key].partition(" ")[0]):
            found[key] += f" {line.strip()}"
    said: dict[str, str] = {name: _value(found[name]) for name in _WANTED if name in found}
    day = _DAY.match(said.pop("date", ""))
    return ({**said, "date": day.group()} if day and _is_date(day.group()) else said), head.end()


def _are_keys(lines: list[str]) -> bool:
    """Whether lines are keys with what belongs to them, and the first of them no empty one."""
    return not lines or (
        bool(lines[0])
        and any(_KEY.match(line) for line in lines)
        and all(_KEY.match(line) or _BESIDE.match(line) for line in lines)
    )


def _value(written: str) -> str:
    """A value without its quotes, brackets or sign of folding."""
    return re.sub(r"\A[>|][+-]?(?: |\Z)", "", written).strip("\"'[]").replace("''", "'")


def _is_date(day: str) -> bool:
    try:
        Period.parse(day)
    except KgError:
        return False
    return True
