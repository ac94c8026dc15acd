"""References set by CSL styles, through citeproc-py.

The styles are those of the CSL project (CC BY-SA 3.0, each file names its authors); kg/citation/csl/README.md tells
where they come from. citeproc-py marks emphasis through a formatter: ours leaves marks that are read back as runs.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from types import SimpleNamespace
from typing import Any, Final

from kg.citation.inline import Inline, Run, linked
from kg.model.base import nearest
from kg.model.errors import UsageError

DEFAULT_STYLES: Final = {"fr": "iso690-note-fr", "en": "chicago-note-bibliography"}
_NOTES: Final = frozenset({"chicago-note-bibliography", "iso690-note-fr"})
STYLES: Final = (
    "apa",
    "chicago-author-date",
    "chicago-note-bibliography",
    "ieee",
    "iso690-author-date-fr",
    "iso690-note-fr",
    "iso690-numeric-fr",
)
_ALIASES: Final = {"iso690-fr": "iso690-note-fr", "iso690": "iso690-note-fr", "chicago": "chicago-note-bibliography"}
_LOCALES: Final = {"fr": "fr-FR", "en": "en-US"}
_OPEN_ITALIC, _OPEN_BOLD, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKS: Final = re.compile(f"([{_OPEN_ITALIC}{_OPEN_BOLD}{_CLOSE}])")
_FORMATTER: Final = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{_OPEN_ITALIC}{text}{_CLOSE}",
    Oblique=lambda text: f"{_OPEN_ITALIC}{text}{_CLOSE}",
    Bold=lambda text: f"{_OPEN_BOLD}{text}{_CLOSE}",
    Light=str,
    Underline=str,
    Superscript=str,
    Subscript=str,
    SmallCaps=str,
)


def known_style(name: str) -> str:
    """The style of a name or an alias. Raises UsageError with near names."""
    style = _ALIASES.get(name, name)
    if style not in STYLES:
        raise UsageError(f"no citation style is called {name!r}{nearest(name, STYLES)}; there are {', '.join(STYLES)}")
    return style


class References:
    """Some CSL-JSON items under a style; numbers of numeric styles follow the order of ``items``."""

    def __init__(self, items: Sequence[Mapping[str, Any]], style: str, language: str) -> None:
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        self._style = known_style(style)
        # Keys of our own: citeproc-py folds the case of ids, and takes some characters for its own.
        keys = {item["id"]: f"s{number}" for number, item in enumerate(items)}
        self._addresses = [item["URL"] for item in items if "URL" in item]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = CiteProcJSON([{**item, "id": keys[item["id"]]} for item in items])
            made = CitationStylesBibliography(_parsed(self._style, language), data, _FORMATTER)
            citations = {identifier: Citation([CitationItem(key)]) for identifier, key in keys.items()}
            for citation in citations.values():
                made.register(citation)
            self._short = {i: self._read(made.cite(c, lambda _: "")) for i, c in citations.items()}
            made.sort()
            names = {key: identifier for identifier, key in keys.items()}
            entries = zip(made.keys, made.bibliography(), strict=True)
            titles = {item["id"]: str(item["title"]) for item in items}
            self._entries = {names[key]: self._read(_told_once(str(entry), titles[names[key]])) for key, entry in entries}

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in notes rather than in brackets."""
        return self._style in _NOTES

    def entry(self, identifier: str) -> Inline:
        """An item as the bibliography has it."""
        return self._entries[identifier]

    def short(self, identifier: str) -> Inline:
        """An item as the text cites it: (Clément, 2025), [2]; a note style's reference."""
        return self._short[identifier]

    def in_order(self) -> list[tuple[str, Inline]]:
        """All entries in the order of the bibliography."""
        return list(self._entries.items())

    def _read(self, marked: Any) -> Inline:
        return linked(_runs(str(marked)), self._addresses)


def _told_once(marked: str, title: str) -> str:
    """A title that stands for a missing author is not told again: citeproc-py suppresses it within one macro only."""
    spelled = re.escape(title)
    first = re.search(spelled, marked, re.IGNORECASE)  # some styles put capitals in titles
    if first is None:
        return marked
    again = re.compile(rf"\. ?[“«\s{_OPEN_ITALIC}]*{spelled}[”»\s{_CLOSE}]*(?=[.,]|$)", re.IGNORECASE)
    return marked[: first.end()] + again.sub("", marked[first.end() :], count=1)


def _runs(marked: str) -> Inline:
    """citeproc-py's text with our marks, as runs."""
    spaced = re.sub(r"(?<=^\[\d\])(?=\S)|(?<=^\[\d\d\])(?=\S)", " ", marked)
    spaced = re.sub(r" ?\. \. ?", ". ", spaced).strip()
    runs: list[Run] = []
    open_marks: list[str] = []
    for part in _MARKS.split(spaced):
        if part == _CLOSE:
            if open_marks:
                open_marks.pop()
        elif part in (_OPEN_ITALIC, _OPEN_BOLD):
            open_marks.append(part)
        elif part:
            runs.append(Run(part, italic=_OPEN_ITALIC in open_marks, bold=_OPEN_BOLD in open_marks))
    return tuple(runs)


def _parsed(style: str, language: str) -> Any:
    from citeproc import CitationStylesStyle

    with as_file(files("kg.citation").joinpath("csl", f"{style}.csl")) as path:
        return CitationStylesStyle(str(path), locale=_LOCALES[language], validate=False)
