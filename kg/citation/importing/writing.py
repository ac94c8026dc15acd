"""What was read becomes the files of a workspace: tried out in a copy first, then written one by one, each atomically."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.citation.importing.stock import Stock
from kg.citation.importing.vocabulary import merged, normal
from kg.citation.importing.waivers import waivers_in, write_waivers
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, Problem, UsageError
from kg.model.waiver import Waiver
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.workspace.atomic import write_atomically
from kg.workspace.creating import MADE_UP, name_of_folder, toml_text
from kg.workspace.editing import claims_path, write_claims, write_source
from kg.workspace.loading import load_base, load_claims, load_source, load_vocabulary
from kg.workspace.turns import turn
from kg.workspace.workspace import SETTINGS_FILE, Workspace

_SHOWN: Final = 5
_BASE_LINE: Final = re.compile(r"^base\s*=\s*\"[^\"\n]*\".*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: the files written (from the workspace's folder), and how many claims came in."""

    claims: int
    sources: int
    written: tuple[str, ...]
    unchanged: int
    base: str | None = None
    """What the IRIs of the graph that came in begin with, where those of this workspace begin otherwise."""


def import_stock(workspace: Workspace, stock: Stock, *, replace: bool = False) -> Imported:
    """Make a workspace say what ``stock`` says of its sources and vocabulary; other sources are left alone.

    Raises UsageError, and changes nothing, where something there says otherwise and ``replace`` is not set; and
    InvalidFilesError where the result would not hold together.
    """
    by_source: dict[str, list[Claim]] = {source: [] for source in stock.sources}
    for claim in stock.claims:
        by_source.setdefault(claim.source, []).append(claim)
    with turn(workspace), tempfile.TemporaryDirectory(prefix="kg-import-") as folder:
        copy = _copied(workspace, Path(folder))
        if not replace:
            _refuse_overwriting(copy, stock, by_source)
        if _takes_over(workspace, stock):
            _write_settings(copy, {"base": stock.base or "", **_taken(workspace, stock.settings)})
        _write_vocabulary(copy, stock, replace=replace)
        for source in stock.sources.values():
            write_source(copy, source)
        for source_id, claims in by_source.items():
            waivers = stock.waivers.get(source_id, ())
            if claims or waivers or claims_path(copy, source_id).exists():
                _write_claims(copy, source_id, claims, waivers, whole=stock.whole)
        _verify(copy)
        written = _moved(copy, workspace)
    total = len(list(copy_paths(workspace)))
    other = stock.base if stock.base not in (None, Workspace.open(workspace.root).settings.base) else None
    unchanged = total - sum(name != SETTINGS_FILE for name in written)
    return Imported(len(stock.claims), len(by_source), tuple(written), unchanged, other)


def _takes_over(workspace: Workspace, stock: Stock) -> bool:
    """Whether a graph's IRIs become those of the workspace: while it is empty, and has only the address that ``kg init`` made up."""
    empty = not any(workspace.source_files()) and not any(workspace.claim_files())
    return stock.base is not None and empty and workspace.settings.base.startswith(MADE_UP)


def _taken(workspace: Workspace, settings: Mapping[str, str]) -> Mapping[str, str]:
    """Those settings that nobody has chosen: name and title while they are what ``kg init`` made of the folder's name."""
    own = workspace.settings
    name = name_of_folder(workspace.root)
    chosen = {"name": own.name != name, "title": own.title not in (workspace.root.name, own.name.replace("-", " "))}
    return {key: value for key, value in settings.items() if not chosen.get(key)}


def _write_settings(copy: Workspace, settings: Mapping[str, str]) -> None:
    """Set keys of [workspace] in kg.toml, each in its own line; one that is not there comes behind ``base``."""
    path = copy.root / SETTINGS_FILE
    text = path.read_bytes().decode("utf-8")
    for key, value in settings.items():
        spelled = toml_text(value)
        line = re.compile(rf"^({key}\s*=\s*)\"(?:[^\"\\\n]|\\.)*\"", re.MULTILINE)
        if line.search(text):
            text = line.sub(lambda match, spelled=spelled: f"{match[1]}{spelled}", text, count=1)  # type: ignore[misc]
        else:
            text = _BASE_LINE.sub(lambda match, told=f"{key} = {spelled}": f"{match[0]}\n{told}", text, count=1)  # type: ignore[misc]
    path.write_bytes(text.encode("utf-8"))


def copy_paths(workspace: Workspace) -> list[Path]:
    """The files that a base is read from."""
    names = ("entities.yaml", "metrics.yaml", "rules.yaml")
    vocabulary = [path for name in names if (path := workspace.vocabulary_file(name)).is_file()]
    return [*workspace.source_files(), *workspace.claim_files(), *vocabulary]


def _copied(workspace: Workspace, folder: Path) -> Workspace:
    for path in [workspace.root / SETTINGS_FILE, *copy_paths(workspace)]:
        target = folder / path.relative_to(workspace.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    # Texts stay where they are: figures must stand in them after the import as before it.
    return Workspace(folder, Workspace.open(folder).settings, workspace.text_folders()[0])


def _verify(copy: Workspace) -> None:
    try:
        load_base(copy)
    except InvalidFilesError as error:
        told = Problem("import", "what the file says does not hold together; nothing was changed")
        raise InvalidFilesError([*error.problems, told]) from error


def _moved(copy: Workspace, workspace: Workspace) -> list[str]:
    """Files of the copy that differ, written into the workspace; claims last, so that what they name is there."""
    changed = []
    order = {"claims/vocabulary": 0, "sources": 1, "claims": 2}
    paths = sorted(copy_paths(copy), key=lambda path: (order[path.parent.relative_to(copy.root).as_posix()], path.name))
    for path in [copy.root / SETTINGS_FILE, *paths]:
        shown = path.relative_to(copy.root)
        target, content = workspace.root / shown, path.read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            write_atomically(target, content)
            changed.append(shown.as_posix())
    return changed


def _refuse_overwriting(copy: Workspace, stock: Stock, by_source: Mapping[str, list[Claim]]) -> None:
    """Raises UsageError with what would be overwritten."""
    differing: list[str] = []
    for identifier, source in stock.sources.items():
        path = copy.root / "sources" / f"{identifier}.yaml"
        if path.is_file() and load_source(copy, path) != source:
            differing.append(copy.shown(path))
    for identifier, claims in by_source.items():
        path = claims_path(copy, identifier)
        if not path.is_file():
            continue
        before, waivers = load_claims(copy, path), waivers_in(copy, path)
        same = before == claims if stock.whole else _by_id(before) == _by_id(claims)
        if not same or (stock.whole and waivers != stock.waivers.get(identifier, ())):
            differing.append(copy.shown(path))
    vocabulary = load_vocabulary(copy)
    if stock.whole:
        for noun, new, known in (
            ("entity", stock.entities, vocabulary.entities),
            ("metric", stock.metrics, vocabulary.metrics),
        ):
            differing += [f"the {noun} {i}" for i, thing in new.items() if i in known and normal(thing) != normal(known[i])]
        rules = {rule.id: normal(rule) for rule in vocabulary.rules}
        differing += [f"the rule {rule.id}" for rule in stock.rules if rules.get(rule.id, normal(rule)) != normal(rule)]
    if differing:
        more = f" and {len(differing) - _SHOWN} more" if len(differing) > _SHOWN else ""
        raise UsageError(
            f"the workspace says otherwise in {', '.join(differing[:_SHOWN])}{more}; --replace overwrites them, nothing was changed"
        )


def _by_id(claims: Sequence[Claim]) -> dict[str, Claim]:
    return {claim.id: claim for claim in claims}


def _write_claims(copy: Workspace, source: str, claims: list[Claim], waivers: Sequence[Waiver], *, whole: bool) -> None:
    """The claims of a source; where their order counts and is another, the file is made anew. A table knows no waivers."""
    path = claims_path(copy, source)
    wanted = tuple(waivers) if whole else waivers_in(copy, path)
    if whole and path.is_file():
        before = [claim.id for claim in load_claims(copy, path)]
        ids = {claim.id for claim in claims}
        stay = [identifier for identifier in before if identifier in ids]
        new = [claim.id for claim in claims if claim.id not in set(before)]
        if [*stay, *new] != [claim.id for claim in claims]:
            path.unlink()
    write_claims(copy, source, claims)
    write_waivers(copy, path, wanted)


def _write_vocabulary(copy: Workspace, stock: Stock, *, replace: bool) -> None:
    own = load_vocabulary(copy)
    engine: dict[str, Mapping[str, Any]] = {
        "entities": {},
        "metrics": {i: normal(metric) for i, metric in engine_metrics().items()},
        "rules": {rule.id: normal(rule) for rule in engine_rules()},
    }
    known: dict[str, Mapping[str, Any]] = {
        "entities": own.entities,
        "metrics": own.metrics,
        "rules": {rule.id: rule for rule in own.rules},
    }
    wanted: dict[str, Mapping[str, Any]] = {
        "entities": stock.entities,
        "metrics": stock.metrics,
        "rules": {rule.id: rule for rule in stock.rules},
    }
    for key, things in wanted.items():
        new = [
            thing
            for identifier, thing in things.items()
            if identifier not in known[key] or (replace and stock.whole and normal(thing) != normal(known[key][identifier]))
        ]
        if not new:
            continue
        path = copy.vocabulary_file(f"{key}.yaml")
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        # What the engine ships is no part of the workspace's own file.
        mine = {i: thing for i, thing in known[key].items() if i not in engine[key] or normal(thing) != engine[key][i]}
        write_atomically(path, merged(text, copy.shown(path), key, mine, new))
