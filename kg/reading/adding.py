"""A Document -> a source of the workspace: its record, and its text where it may be kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from kg.model.errors import KgError, UsageError
from kg.model.period import Period
from kg.model.slugs import spelled
from kg.model.vocabulary import Source, why_reserved
from kg.reading.document import Document
from kg.reading.files import is_url
from kg.workspace.atomic import write_atomically
from kg.workspace.editing import write_source
from kg.workspace.loading import load_source
from kg.workspace.texts import digest
from kg.workspace.turns import turn
from kg.workspace.workspace import Workspace

_LONGEST_ID: Final = 60
_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,199}\Z")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’]s\b")
_APOSTROPHES: Final = re.compile(r"['’ʼ`]")
_IGNORE: Final = (
    "# Texts that offsets count in are mostly other people's: they stay out of version control.\n*\n!.gitignore\n"
)
_DIGEST: Final = re.compile(r"\bsha256:\s*[\"']?([0-9a-f]{64})\b")
_BASIS_GIVEN: Final = "stated when the source was added"


class State(StrEnum):
    """What became of a source that was added."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said of a source on adding it; the rest is what its document says."""

    id: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    keep: bool = True
    replace: bool = False
    dry_run: bool = False

    @property
    def fields(self) -> Mapping[str, Any]:
        """The fields of a source that are asked for."""
        given = {
            "title": _line(self.title),
            "authors": tuple(filter(None, map(_line, self.authors))) or None,
            "publisher": _line(self.publisher),
            "published": self.published,
        }
        basis = {"published_basis": _BASIS_GIVEN} if self.published else {}
        return {**{name: value for name, value in given.items() if value is not None}, **basis}


@dataclass(frozen=True, slots=True)
class Added:
    """A source as it now stands, and what a human should know of it."""

    source: Source
    state: State
    path: Path
    text_path: Path | None
    notes: tuple[str, ...] = ()


def slug(text: str, language: str | None = None) -> str:
    """A text as an id: lower-case ASCII words and hyphens, cut at a word."""
    read = _APOSTROPHES.sub(" ", _POSSESSIVE.sub("s", text) if language == "en" else text)
    words = re.sub(r"[^a-z0-9.]+", "-", spelled(read, language)).strip("-.")
    words = re.sub(r"\.(?!\d)|(?<!\d)\.", "-", words)
    words = re.sub(r"-{2,}", "-", words).strip("-")
    if len(words) > _LONGEST_ID:
        words = words[: _LONGEST_ID + 1].rpartition("-")[0] or words[:_LONGEST_ID]
    return words


def require_id(wished: str) -> None:
    """Raises UsageError for what cannot be the id of a source."""
    if not _ID.match(wished):
        near = slug(wished)
        raise UsageError(
            f"--id: {wished!r} is no id: use lower-case letters, digits, dots and hyphens" + (f" ({near})" if near else "")
        )
    if (why := why_reserved(wished)) is not None:
        raise UsageError(f"--id: {why}: choose another, as {wished}-2")


def id_of(document: Document, origin: str, wished: str | None = None, taken: Collection[str] = ()) -> str:
    """The id wished for, else made of the title, else of the file's or address's name. Raises UsageError.

    Names that have no Latin letter or digit are counted, beyond those ``taken``: source-1, source-2.
    """
    if wished is not None:
        require_id(wished)
        return wished
    where = urlsplit(origin) if is_url(origin) else None
    name = unquote(where.path.rstrip("/").rpartition("/")[2]) if where else Path(origin).name
    stem = re.sub(r"\.(?:html?|txt|md|markdown|pdf|php|aspx?)\Z", "", name, flags=re.IGNORECASE)
    names = [document.title, stem if origin != "-" else None, where.hostname if where else None]
    for name in filter(None, names):
        if found := slug(name, document.language):
            return found if why_reserved(found) is None else f"{found}-2"
    if any(names):
        return next(made for number in count(1) if (made := f"source-{number}") not in taken)
    raise UsageError(
        f"{'standard input' if origin == '-' else origin}: has no title to make an id of: give it one with --id"
    )


def source_of(document: Document, identifier: str, wishes: Wishes | None = None) -> Source:
    """The record of a document."""
    source = Source(
        id=identifier,
        title=_line(document.title),
        authors=tuple(filter(None, map(_line, document.authors))),
        publisher=_line(document.publisher),
        url=document.url,
        language=document.language,
        published=document.published,
        published_basis=document.published_basis,
        sha256=digest(document.text),
        length=len(document.text),
    )
    return replace(source, **wishes.fields) if wishes else source


def add_document(
    workspace: Workspace, document: Document, origin: str, wishes: Wishes | None = None, known: dict[str, str] | None = None
) -> Added:
    """Write a document's record to sources/ and its text to sources/text/, each whole or not at all.

    The same text again is left as it is (fields asked for are updated). Raises UsageError, and changes nothing, for a
    wrong id or date, and for another text under an id in use, unless it may be replaced: then the record keeps what it
    says besides, and the old text stays beside the new one. ``known`` is what ``known_texts`` gave,
    where many are added; it is kept up to date.
    """
    wishes = wishes or Wishes()
    if wishes.published is not None:
        Period.parse(wishes.published)
    with turn(workspace):
        return _added(workspace, document, origin, wishes, known_texts(workspace) if known is None else known)


def _added(workspace: Workspace, document: Document, origin: str, wishes: Wishes, known: dict[str, str]) -> Added:
    new = source_of(document, "new", wishes)
    twin = known.get(new.sha256 or "") if wishes.id is None else None
    used = {*known.values(), *(path.stem for path in workspace.source_files())}
    identifier = twin or id_of(replace(document, title=wishes.title or document.title), origin, wishes.id, used)
    new = replace(new, id=identifier)
    path = workspace.root / "sources" / f"{identifier}.yaml"
    old = load_source(workspace, path) if path.exists() else None
    taken = old is not None and old.sha256 not in (None, new.sha256) and not wishes.replace
    if wishes.dry_run and old is None and identifier in known.values():  # by an input before it
        old, taken = (new, False) if twin else (None, True)
    if taken:
        raise UsageError(
            f"{origin}: another text is called {identifier} ({workspace.shown(path)}): give this one an id of its own with --id, "
            "or --replace that one"
        )
    source, state = _merged(old, new, wishes)
    notes = list(document.notes)
    other = known.get(new.sha256 or "")
    if old is None and other not in (None, identifier):
        notes.append(f"the same text is there as {other}: its figures would count as those of two sources")
    text_path = workspace.root / "sources" / "text" / f"{identifier}.txt" if wishes.keep else None
    if state is State.REPLACED and _has_claims(workspace, identifier):
        notes.append(f"the claims of {identifier} count in the old text: read the new one with `kg extract {identifier}`")
    if not wishes.dry_run:
        made = text_path is not None and not text_path.exists()
        if text_path is not None:
            _keep(text_path, document.text, old)
        if state is not State.UNCHANGED:
            try:
                write_source(workspace, source)
            except KgError:
                if made and text_path is not None:
                    text_path.unlink()
                raise
    known[digest(document.text)] = identifier
    return Added(source, state, path, text_path, tuple(notes))


def _merged(old: Source | None, new: Source, wishes: Wishes) -> tuple[Source, State]:
    """The record to write: an old one keeps all that is not about the text and was not asked for."""
    if old is None:
        return new, State.ADDED
    if old.sha256 == new.sha256:
        merged = replace(old, **wishes.fields)
        return merged, State.UNCHANGED if merged == old else State.UPDATED
    found = {name: getattr(new, name) for name in ("title", "authors", "publisher", "url", "language") if getattr(new, name)}
    kept = {name: value for name, value in found.items() if old.sha256 is not None or not getattr(old, name)}
    when = (
        {"published": new.published, "published_basis": new.published_basis}
        if new.published and old.published is None
        else {}
    )
    merged = replace(old, **{**kept, **when, **wishes.fields}, sha256=new.sha256, length=new.length)
    return merged, State.REPLACED if old.sha256 is not None else State.UPDATED


def known_texts(workspace: Workspace) -> dict[str, str]:
    """The ids of the workspace's sources by the digests of their texts."""
    known: dict[str, str] = {}
    for path in workspace.source_files():
        try:
            found = _DIGEST.search(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        if found:
            known[found[1]] = path.stem
    return known


def _has_claims(workspace: Workspace, identifier: str) -> bool:
    return any(path.stem == identifier for path in workspace.claim_files())


def _keep(path: Path, text: str, old: Source | None) -> None:
    """Write a text; an earlier one of another content is kept beside it under the first digits of its digest."""
    if not path.parent.exists():
        write_atomically(path.parent / ".gitignore", _IGNORE)
    data = text.encode("utf-8")
    if path.exists():
        before = path.read_bytes()
        if before == data:
            return
        mark = (old.sha256 if old and old.sha256 else digest(before.decode("utf-8", "replace")))[:8]
        write_atomically(path.with_name(f"{path.stem}.{mark}.txt"), before)
    write_atomically(path, data)


def _line(text: str | None) -> str | None:
    """A text on one line without control characters, as a record may hold it."""
    words = " ".join("".join(c if c.isprintable() or c in "\u00a0\u202f" else " " for c in text or "").split(" "))
    return re.sub(r" {2,}", " ", words).strip()[:500] or None
