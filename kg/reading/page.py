"""The main text of a web page as Markdown of our own, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kg.reading.dating import page_date
from kg.reading.errors import ReadingError
from kg.reading.spans import repeat_labels

_LIST_DEPTH: Final = 12
_SAID: Final = ("title", "author", "sitename", "url")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's main text (a block a paragraph, headings, lists and tables in Markdown) and its own statements."""

    text: str
    said: dict[str, str | None]


def page_of(source: str, name: str, url: str | None = None) -> Page:
    """The main text of a page's source, and under "title", "author", "sitename", "url", "date" and "basis" what it says.

    Raises ReadingError for a page without text.
    """
    body, said = _extracted(source, name, url)
    text = _rendered(body, said["title"])
    if not text.strip("# \n"):
        raise _unreadable(name)
    found = page_date(source, url, said.pop("date"))
    return Page(text, {**said, "date": found.date if found else None, "basis": found.basis if found else None})


def _extracted(source: str, name: str, url: str | None) -> tuple[Any, dict[str, str | None]]:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    whole: Any = source if re.search(r"<html\b", source, re.IGNORECASE) else f"<html><body>{source}</body></html>"
    try:
        if "rowspan" in whole.lower() and (tree := trafilatura.load_html(whole)) is not None:
            repeat_labels(tree)
            whole = tree
        for recall in (False, True):
            found = trafilatura.bare_extraction(
                whole, url=url, include_comments=False, include_tables=True, favor_recall=recall, with_metadata=True
            )
            if found is not None:
                break
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError, IndexError, AssertionError) as error:
        raise ReadingError(f"{name}: the page cannot be parsed ({type(error).__name__}): save its text alone") from error
    if found is None or isinstance(found, dict) or found.body is None or not "".join(found.body.itertext()).strip():
        raise _unreadable(name)
    return found.body, {key: getattr(found, key) or None for key in (*_SAID, "date")}


def _unreadable(name: str) -> ReadingError:
    return ReadingError(f"{name}: a page without readable text; it may need a browser to show it: save its text alone")


# The tree that trafilatura leaves, as Markdown: one line a block, an empty line between; offsets count in the result


def _rendered(body: Any, title: str | None) -> str:
    blocks = [block for element in body for block in _blocks(element)]
    heading = _words(title or "")
    if heading and not any(_same(block, heading) for block in blocks[:3]):
        blocks.insert(0, f"# {heading}")
    elif heading:
        blocks = [f"# {heading}" if number < 3 and _same(block, heading) else block for number, block in enumerate(blocks)]
    return "\n\n".join(blocks) + "\n"


def _same(block: str, heading: str) -> bool:
    return block.lstrip("# ").casefold() == heading.casefold()


def _words(text: str) -> str:
    """Text on one line; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


def _inner(element: Any, *, without: tuple[str, ...] = ()) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append(" ")
        elif child.tag not in without:
            parts.append(_inner(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _blocks(element: Any) -> Iterator[str]:
    kind = element.tag
    if kind == "head":
        level = re.sub(r"\D", "", str(element.get("rend", "")))[:1] or "2"
        yield from _prefixed("#" * min(6, max(1, int(level))) + " ", _words(_inner(element)))
    elif kind == "list":
        items = list(_items(element, 0))
        if items:
            yield "\n".join(items)
    elif kind == "table":
        yield from _table(element)
    elif kind == "quote":
        inner = [_words(_inner(child)) for child in element if child.tag in ("p", "head", "item")]
        lines = (
            inner if len(inner) == len(element) and len(element) and not (element.text or "").strip() else _lines(element)
        )
        for line in lines:
            yield from _prefixed("> ", _words(line))
    elif kind == "code" and "\n" in _inner(element):
        yield f"```\n{_inner(element).strip()}\n```"
    elif kind in ("p", "code", "item", "fw", "hi", "ref", "ab"):
        for line in _lines(element):
            yield from _prefixed("", _words(line))
    elif isinstance(kind, str) and kind not in ("graphic", "lb"):
        yield from _prefixed("", _words(element.text or ""))
        for child in element:
            yield from _blocks(child)
            yield from _prefixed("", _words(child.tail or ""))


def _prefixed(prefix: str, words: str) -> Iterator[str]:
    if words:
        yield prefix + words


def _lines(element: Any) -> list[str]:
    """A paragraph at its line breaks, each a block of its own where what comes before is finished."""
    lines, current = [], element.text or ""
    for child in element:
        if child.tag == "lb":
            if re.search(r"[.!?…:;»”\"]\s*\Z", current):
                lines.append(current)
                current = ""
            else:
                current += " "
        else:
            current += _inner(child)
        current += child.tail or ""
    return [*lines, current]


def _items(element: Any, depth: int) -> Iterator[str]:
    for item in element:
        if item.tag == "list":
            yield from _items(item, min(depth + 1, _LIST_DEPTH))
            continue
        words = _words(_inner(item, without=("list",)))
        if words:
            yield f"{'  ' * depth}- {words}"
        for child in item:
            if child.tag == "list":
                yield from _items(child, min(depth + 1, _LIST_DEPTH))


def _table(element: Any) -> Iterator[str]:
    rows = [[_words(_inner(cell)).replace("|", "¦") for cell in row] for row in element.iter("row")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = max(len(row) for row in rows)
    if width == 1:
        yield from (row[0] for row in rows)
        return
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
