"""What must hold between files: ids are unique, references lead somewhere, derivations have no cycle, offsets fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model.base import Base, nearest
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, PeriodError, Problem
from kg.vocabulary.strict_yaml import YamlFile, read_yaml
from kg.workspace.texts import find_text
from kg.workspace.workspace import Workspace


def integrity_problems(workspace: Workspace, base: Base, broken: Collection[str] = ()) -> list[Problem]:
    """All problems between files; references into ``broken`` files (unread, paths as shown) are not held against anyone."""
    claims_missing = any(path.startswith("claims/") and "/vocabulary/" not in path for path in broken)
    found = [*_claim_problems(base, broken, claims_missing), *_vocabulary_problems(base, broken)]
    if not claims_missing:
        found += _cycles(base)
    found += _text_problems(workspace, base)
    files = _Files(workspace)
    return [files.locate(*problem) for problem in found]


Found = tuple[str, tuple[str | int, ...], str]
"""A claim id or a vocabulary file, the keys within, and the message."""


def _claim_problems(base: Base, broken: Collection[str], claims_missing: bool) -> Iterator[Found]:
    seen: dict[str, Claim] = {}
    vocabulary = base.vocabulary
    entities_known = not any("entities" in path for path in broken)
    metrics_known = not any("metrics" in path for path in broken)
    for claim in base.claims:
        place = f"{claim.source}#{claim.id}"
        if claim.id in seen:
            other = seen[claim.id]
            where = "twice in this file" if other.source == claim.source else f"also in claims/{other.source}"
            yield place, ("id",), f"the id {claim.id!r} is given {where}: ids are unique in the whole base"
        seen[claim.id] = claim
        if claim.source not in base.sources and f"sources/{claim.source}.yaml" not in broken:
            yield place, (), f"there is no sources/{claim.source}.yaml{nearest(claim.source, base.sources)}"
        if entities_known and claim.entity not in vocabulary.entities:
            hint = nearest(claim.entity, vocabulary.entities) or "; add it to claims/vocabulary/entities.yaml"
            yield place, ("entity",), f"unknown entity {claim.entity!r}{hint}"
        if metrics_known and claim.metric not in vocabulary.metrics:
            hint = nearest(claim.metric, vocabulary.metrics) or "; add it to claims/vocabulary/metrics.yaml"
            yield place, ("metric",), f"unknown metric {claim.metric!r}{hint}"
        try:
            vocabulary.when(claim)
        except PeriodError as error:
            yield place, ("period" if claim.period else "as_of",), str(error)
        source = base.sources.get(claim.source)
        if source and source.length is not None and claim.at and claim.at[1] > source.length:
            yield place, ("at",), f"the figure ends at {claim.at[1]}, beyond the text's {source.length} characters"
        for name, identifier in claim.derived.inputs.items() if claim.derived and not claims_missing else ():
            if identifier not in base.by_id:
                hint = nearest(identifier, base.by_id)
                yield place, ("derived", "inputs", name), f"no claim is called {identifier!r}{hint}"


def _vocabulary_problems(base: Base, broken: Collection[str]) -> Iterator[Found]:
    vocabulary = base.vocabulary
    if any("/vocabulary/" in path for path in broken):
        return
    for entity in vocabulary.entities.values():
        if entity.part_of is not None and entity.part_of not in vocabulary.entities:
            hint = nearest(entity.part_of, vocabulary.entities)
            yield "entities.yaml", ("entities", entity.id, "part_of"), f"unknown entity {entity.part_of!r}{hint}"
    for metric in vocabulary.metrics.values():
        for key in ("broader", "compares_with"):
            other = getattr(metric, key)
            if other is not None and other not in vocabulary.metrics:
                message = f"the metric {metric.id!r} has an unknown {key} {other!r}{nearest(other, vocabulary.metrics)}"
                yield "metrics.yaml", ("metrics", metric.id, key), message


def _cycles(base: Base) -> Iterator[Found]:
    """Derivations that lead back to themselves, one report a cycle."""
    state: dict[str, int] = {}
    for start in base.by_id:
        if state.get(start):
            continue
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(_inputs(base, start)))]
        state[start] = 1
        while stack:
            current, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                state[current] = 2
                stack.pop()
            elif state.get(step) == 1:
                path = [name for name, _ in stack]
                cycle = [*path[path.index(step) :], step]
                claim = base.by_id[current]
                message = f"a claim cannot derive from itself: {' <- '.join(cycle)}"
                yield f"{claim.source}#{claim.id}", ("derived", "inputs"), message
            elif step in base.by_id and not state.get(step):
                state[step] = 1
                stack.append((step, iter(_inputs(base, step))))


def _inputs(base: Base, identifier: str) -> list[str]:
    derived = base.by_id[identifier].derived
    return sorted(derived.inputs.values()) if derived else []


def _text_problems(workspace: Workspace, base: Base) -> Iterator[Found]:
    """Where the text is at hand (its hash fits), each figure must stand at its offsets."""
    texts = {name: find_text(workspace, source) for name, source in base.sources.items() if source.sha256}
    for claim in base.claims:
        text = texts.get(claim.source)
        if text is None or claim.at is None or claim.at[1] > len(text):
            continue
        stands = text[claim.at[0] : claim.at[1]]
        if " ".join(stands.split()) != " ".join(claim.exact.split()):
            message = f"the text has {stands!r} at {claim.at[0]} to {claim.at[1]}, not {claim.exact!r}"
            yield f"{claim.source}#{claim.id}", ("at",), message


@dataclass
class _Files:
    """Finds the lines of problems; each file is read again once, only now that there is something to say."""

    workspace: Workspace
    read: dict[Path, YamlFile | None] = field(default_factory=dict)

    def locate(self, place: str, keys: tuple[str | int, ...], message: str) -> Problem:
        """A problem with its path, line and key."""
        source, hash_mark, identifier = place.partition("#")
        if not hash_mark:
            path = self.workspace.vocabulary_file(place)
            keys = self._indexed(path, keys)
            return Problem(self.workspace.shown(path), message, self._line(path, keys), _spelled(keys))
        for suffix in (".yaml", ".jsonl"):
            path = self.workspace.root / "claims" / f"{source}{suffix}"
            if path.exists():
                break
        key = f"{identifier}.{_spelled(keys)}" if keys else identifier
        if path.suffix == ".jsonl":
            return Problem(self.workspace.shown(path), message, _jsonl_line(path, identifier), key)
        index = self._index(path, identifier, last=keys == ("id",))
        line = self._line(path, ("claims", index, *(keys or ("id",)))) if index is not None else None
        return Problem(self.workspace.shown(path), message, line, key)

    def _indexed(self, path: Path, keys: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """Keys in which a record that is named by its id is named by its place."""
        name, identifier, *rest = keys
        file = self._yaml(path)
        ids = [record["id"] for record in file.data[name]] if file and isinstance(identifier, str) else []
        return (name, ids.index(identifier), *rest) if identifier in ids else keys

    def _yaml(self, path: Path) -> YamlFile | None:
        if path not in self.read:
            try:
                self.read[path] = read_yaml(path.read_text(encoding="utf-8"), str(path))
            except (OSError, InvalidFilesError):
                self.read[path] = None
        return self.read[path]

    def _line(self, path: Path, keys: tuple[str | int, ...]) -> int | None:
        file = self._yaml(path)
        return file.line(keys) if file else None

    def _index(self, path: Path, identifier: str, *, last: bool) -> int | None:
        file = self._yaml(path)
        claims = file.data["claims"] if file else []
        found = [index for index, claim in enumerate(claims) if claim["id"] == identifier]
        return (found[-1] if last else found[0]) if found else None


def _spelled(keys: tuple[str | int, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")


def _jsonl_line(path: Path, identifier: str) -> int | None:
    import json

    with path.open(encoding="utf-8") as lines:
        numbers = [n for n, line in enumerate(lines, 1) if line.strip() and json.loads(line).get("id") == identifier]
    return numbers[-1] if numbers else None
