"""The sources of a workspace extracted and merged into its claims: each by itself, each file whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kg.extraction.contract import ExtractedClaim
from kg.extraction.figures.tongues import LANGUAGES
from kg.extraction.proposing.drafting import records_of, without_proposed
from kg.extraction.proposing.merging import Merge, merge
from kg.extraction.proposing.resuming import Notes, fingerprint, mark_of, vocabulary_fingerprint
from kg.model.base import Vocabulary, nearest
from kg.model.errors import KgError, UsageError
from kg.model.vocabulary import Source
from kg.workspace.editing import claims_path, write_claims
from kg.workspace.loading import load_claims, load_source, load_vocabulary
from kg.workspace.texts import find_text, read_text
from kg.workspace.turns import turn
from kg.workspace.vocabulary_editing import vocabulary_changes, write_vocabulary
from kg.workspace.workspace import Workspace

_WORD: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: merged, skipped as unchanged (neither merge nor error), or failed.

    ``files`` are the texts of the files that would change, before and after, where nothing was to be written.
    """

    source: str
    merge: Merge | None = None
    error: str | None = None
    files: tuple[tuple[Path, str, str], ...] = ()


def source_named(workspace: Workspace, name: str) -> Source:
    """A source of the workspace. Raises UsageError, with near names, when there is none."""
    path = workspace.root / "sources" / f"{name}.yaml"
    if Path(name).name != name or not path.is_file():
        known = [path.stem for path in workspace.source_files()]
        raise UsageError(f"no source is called {name!r}{nearest(name, known) or '; take it in with `kg add`'}")
    return load_source(workspace, path)


def text_of(workspace: Workspace, source: Source) -> str:
    """The text of a source. Raises UsageError that says where it was looked for and what is wrong with what is there."""
    text = find_text(workspace, source)
    if text is not None:
        return text
    places = [folder / f"{source.id}.txt" for folder in workspace.text_folders()]
    for place in places:
        try:
            read_text(place)
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{source.id}: its text {workspace.shown(place)} cannot be read ({error})") from error
        raise UsageError(
            f"{source.id}: {workspace.shown(place)} is not the text of sources/{source.id}.yaml (another hash); "
            f"if it is the new text, take it in with `kg add {workspace.shown(place)} --id {source.id} --replace`"
        )
    where = " or ".join(workspace.shown(place) for place in places)
    raise UsageError(f"{source.id}: its text is not at hand: put it in {where}, or name its folder in $KG_TEXTS")


def extracted_claims(source: Source, text: str, vocabulary: Vocabulary, language: str = "auto") -> list[ExtractedClaim]:
    """What extraction finds in a source's text, with the confirmed part of a vocabulary. Raises UsageError for its language."""
    from kg.extraction.extract import extract
    from kg.reading.files import read_text as document_of

    said = source.language.partition("-")[0] if source.language and language == "auto" else language
    if said not in (*LANGUAGES, "auto"):
        raise UsageError(
            f"{source.id}: its language is {said!r}; French and English are read (--lang takes it for one of them)"
        )
    document = document_of(text, said)
    return extract(document, without_proposed(vocabulary), document.language or "fr", published=source.published)


def plan_of(workspace: Workspace, name: str, language: str = "auto") -> Merge:
    """The plan for one source, nothing written. Raises UsageError and InvalidFilesError."""
    source = source_named(workspace, name)
    text = text_of(workspace, source)
    work = _Work(workspace, load_vocabulary(workspace), _Words.of(workspace))
    return work.plan(source, text, extracted_claims(source, text, work.vocabulary, language))


def outcomes(
    workspace: Workspace,
    names: Sequence[str],
    *,
    language: str = "auto",
    jobs: int = 1,
    again: bool = False,
    write: bool = True,
) -> Iterator[Outcome]:
    """Extract and merge sources in order, each outcome as it is reached.

    Without ``again`` those are skipped whose text, record, confirmed vocabulary, engine and claims file are as when they were
    last written (.kg/extracted.json). With ``jobs`` texts are extracted in so many processes; files are written by this one.
    """
    notes = Notes.of(workspace.derived / "extracted.json")
    work = _Work(workspace, load_vocabulary(workspace), _Words.of(workspace))
    known = vocabulary_fingerprint(work.vocabulary)
    fresh = {name: _mark(workspace, name, known, language) for name in names}
    skipped = {name for name in names if not again and _is_done(workspace, name, fresh[name], notes)}
    found = _extracted(work, [name for name in names if name not in skipped], language, jobs)
    try:
        for name in names:
            if name in skipped:
                yield Outcome(name)
                continue
            result = next(found)
            try:
                outcome = (
                    Outcome(name, error=result) if isinstance(result, str) else _written(work, name, result, write=write)
                )
            except (KgError, OSError) as error:
                outcome = Outcome(name, error=_told(name, error))
            if write and outcome.merge is not None:
                notes.note(name, mark_of(fresh[name], claims_path(workspace, name)))
            yield outcome
    finally:
        notes.save()


def _is_done(workspace: Workspace, name: str, fingerprint: str, notes: Notes) -> bool:
    """Whether a source's extraction is in its claims file, and nobody has changed that file since."""
    try:
        return bool(fingerprint) and notes.marks.get(name) == mark_of(fingerprint, claims_path(workspace, name))
    except (KgError, OSError):  # no file, or none that can be read: extracting it will say why
        return False


def _mark(workspace: Workspace, name: str, vocabulary: str, language: str) -> str:
    """What the extraction of a source depends on; nothing where that cannot be told (extracting it will say why)."""
    try:
        source = source_named(workspace, name)
        text = find_text(workspace, source)
    except KgError:
        return ""
    return "" if text is None else fingerprint(source, text, vocabulary, language)


Found = list[ExtractedClaim] | str
"""What is found in a source, or why nothing could be."""


def _extracted(work: _Work, names: Sequence[str], language: str, jobs: int) -> Iterator[Found]:
    """What is found in each source, in order."""
    if jobs == 1 or len(names) < 2:
        vocabulary = work.vocabulary
        yield from (_extract(work.workspace, vocabulary, name, language) for name in names)
        return
    from kg.extraction.pooling import in_order

    yield from in_order(partial(_extract_in_worker, work.workspace.root, language), names, min(jobs, len(names)), _lost)


def _lost(name: str) -> Found:
    return f"{name}: the process that read it was ended (out of memory?): try again with fewer --jobs, or split its text"


def _extract_in_worker(root: Path, language: str, name: str) -> Found:
    return _extract(*_opened(root), name, language)


@cache
def _opened(root: Path) -> tuple[Workspace, Vocabulary]:
    """The workspace as a process of a pool, which lives for one run, finds it."""
    workspace = Workspace.open(root)
    return workspace, load_vocabulary(workspace)


def _extract(workspace: Workspace, vocabulary: Vocabulary, name: str, language: str) -> Found:
    try:
        source = source_named(workspace, name)
        return extracted_claims(source, text_of(workspace, source), vocabulary, language)
    except KgError as error:
        return _told(name, error)
    except Exception as error:  # noqa: BLE001 - one bad source never stops the others
        return f"{name}: an error of kg itself ({type(error).__name__}: {error})"


def _told(name: str, error: Exception) -> str:
    said = str(error)
    return said if said.startswith((f"{name}:", "sources/", "claims/")) else f"{name}: {said}"


Stamp = tuple[int, int, int] | None
"""What tells whether a file, or the files of a folder, were written since; nothing where there is none."""


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


@dataclass
class _Words:
    """The words of the claims files that may be ids: those of their claims, and those these derive from.

    Files are not parsed for it, so that a fault in one does not stop the others. ``counts`` tells in how many a word is.
    """

    of_file: dict[Path, frozenset[str]] = field(default_factory=dict)
    stamps: dict[Path, Stamp] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace) -> _Words:
        """Those of all files."""
        words = cls()
        for path in workspace.claim_files():
            words.read(path)
        return words

    def refresh(self, workspace: Workspace) -> None:
        """Bring those of the files that others have written up to date."""
        for path in {*self.of_file, *workspace.claim_files()}:
            if _stamp(path) != self.stamps.get(path):
                self.read(path)

    def read(self, path: Path) -> None:
        """Bring those of one file up to date."""
        self.stamps[path] = _stamp(path)
        for word in self.of_file.get(path, ()):
            self.counts[word] -= 1
        text = path.read_text("utf-8", errors="replace") if path.exists() else ""
        self.of_file[path] = frozenset(word for word in _WORD.findall(text) if not word.isdigit())
        for word in self.of_file[path]:
            self.counts[word] = self.counts.get(word, 0) + 1

    def elsewhere(self, path: Path, word: str) -> bool:
        """Whether a word is in any file but one."""
        return self.counts.get(word, 0) > (word in self.of_file.get(path, ()))


@dataclass
class _Work:
    """What the sources of one run share; the vocabulary grows with what they propose."""

    workspace: Workspace
    vocabulary: Vocabulary
    words: _Words
    stamps: list[Stamp] = field(default_factory=list)

    def _stamps(self) -> list[Stamp]:
        """Of the folders, in which every file is written by renaming another."""
        claims = self.workspace.root / "claims"
        return [_stamp(claims), _stamp(claims / "vocabulary")]

    def refresh(self) -> None:
        """Know what other processes have written meanwhile, so that no id or name of theirs is given again."""
        if self._stamps() != self.stamps:
            self.vocabulary = load_vocabulary(self.workspace)
            self.words.refresh(self.workspace)

    def plan(self, source: Source, text: str, found: Sequence[ExtractedClaim]) -> Merge:
        """The plan for one source."""
        path = claims_path(self.workspace, source.id)
        claims = load_claims(self.workspace, path) if path.exists() else []
        elsewhere = partial(self.words.elsewhere, path)
        return merge(found, claims, source.id, text, self.vocabulary, taken=elsewhere, needed=elsewhere)

    def write(self, plan: Merge, records: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        """Carry a plan out. Names come first: were the claims written alone, the base would not hold together."""
        path = claims_path(self.workspace, plan.source)
        write_vocabulary(self.workspace, records)
        self.vocabulary = Vocabulary(
            {**self.vocabulary.entities, **{entity.id: entity for entity in plan.entities}},
            {**self.vocabulary.metrics, **{metric.id: metric for metric in plan.metrics}},
            self.vocabulary.rules,
        )
        if plan.writes or not path.exists():
            write_claims(self.workspace, plan.source, plan.after)
            self.words.read(path)
        self.stamps = self._stamps()


def _written(work: _Work, name: str, found: Sequence[ExtractedClaim], *, write: bool) -> Outcome:
    with turn(work.workspace) if write else nullcontext():
        if write:
            work.refresh()
        source = source_named(work.workspace, name)
        plan = work.plan(source, text_of(work.workspace, source), found)
        records = dict(records_of(plan.entities, plan.metrics))
        if write:
            work.write(plan, records)
            return Outcome(name, plan)
    return Outcome(name, plan, files=(*vocabulary_changes(work.workspace, records), *_claims_change(work.workspace, plan)))


def _claims_change(workspace: Workspace, plan: Merge) -> Iterator[tuple[Path, str, str]]:
    """The claims file before and after, found by writing a copy of it."""
    path = claims_path(workspace, plan.source)
    before = path.read_bytes().decode() if path.exists() else ""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "claims" / path.name
        copy.parent.mkdir()
        if path.exists():
            shutil.copyfile(path, copy)
        write_claims(Workspace(Path(folder)), plan.source, plan.after)
        after = copy.read_bytes().decode()
    if before != after:
        yield path, before, after
