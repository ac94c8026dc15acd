"""Files -> the base: every file is read, every problem collected, and only a whole base is returned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kg.model.base import Base, Vocabulary, nearest
from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, Problem
from kg.model.vocabulary import Entity, Metric, Rule, Source, why_reserved
from kg.vocabulary.loading import engine_metrics, engine_rules
from kg.vocabulary.records import EntityFile, MetricFile, RuleFile, key_path, problem_message, unique, validated
from kg.vocabulary.rules import PREVIOUS, parse_rule
from kg.vocabulary.strict_yaml import YamlFile, read_yaml
from kg.workspace.entity_cache import cached_entities, keep_entities
from kg.workspace.integrity import integrity_problems
from kg.workspace.records import ClaimFile, ClaimRecord, SourceRecord
from kg.workspace.workspace import Workspace

T = TypeVar("T")
_ENTITIES = "entities.yaml"


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as read: its path from the workspace's folder, and its text."""

    path: str
    text: str


def require_regular(workspace: Workspace, path: Path) -> None:
    """Raises InvalidFilesError for what is there but no file to read: a pipe would keep every command waiting."""
    if path.is_file():
        return
    if path.is_symlink() and not path.exists():
        what = f"a link to {path.readlink()}, which is not there"
    elif path.is_dir():
        what = "a folder"
    elif path.exists():
        what = "a pipe, a socket or a device"
    else:
        return  # whoever reads it says that it is gone
    raise InvalidFilesError([Problem(workspace.shown(path), f"is {what}, not a file: move it elsewhere")])


def read_file(workspace: Workspace, path: Path) -> FileText:
    """A text file of the workspace. Raises InvalidFilesError when it cannot be read or is not UTF-8."""
    shown = workspace.shown(path)
    try:
        require_regular(workspace, path)
        return FileText(shown, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InvalidFilesError([Problem(shown, "not UTF-8: save the file in that encoding", line)]) from error
    except OSError as error:
        raise InvalidFilesError([Problem(shown, f"cannot be read ({error.strerror})")]) from error


def load_base(
    workspace: Workspace, known: Mapping[str, Sequence[Claim]] | None = None, tap: Callable[[Base], None] | None = None
) -> Base:
    """The whole base. ``known`` gives the claims of files (by path as shown) that need not be read again.

    ``tap`` is handed each file's claims as they are read, before they are held against the others.

    Raises InvalidFilesError with all problems of all files.
    """
    known = known or {}
    problems: list[Problem] = []

    def collected(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except InvalidFilesError as error:
            problems.extend(error.problems)
            return otherwise

    empty = Vocabulary({}, engine_metrics())
    vocabulary = collected(partial(load_vocabulary, workspace), empty)
    sources: dict[str, Source] = {}
    for path in workspace.source_files():
        source = collected(partial(load_source, workspace, path), None)
        if source is not None:
            sources[source.id] = source
    claims: list[Claim] = []
    for path in workspace.claim_files():
        if (shown := workspace.shown(path)) in known:
            claims += known[shown]
            continue
        read: list[Claim] = collected(partial(load_claims, workspace, path), [])
        claims += read
        # A claim without its source is told of below: nothing can be made of it.
        if tap is not None and read and not problems and path.stem in sources:
            tap(Base(sources, tuple(read), vocabulary))
    base = Base(sources, tuple(claims), vocabulary)
    broken = {problem.path for problem in problems}
    if vocabulary is not empty:  # else every name would be unknown, which is not what is wrong
        problems += integrity_problems(workspace, base, broken)
    if problems:
        raise InvalidFilesError(problems)
    return base


def load_vocabulary(workspace: Workspace) -> Vocabulary:
    """The engine's vocabulary with the workspace's own added; a metric of the workspace replaces the engine's."""
    problems: list[Problem] = []
    entities: dict[str, Entity] = {}
    metrics: dict[str, Metric] = dict(engine_metrics())
    rules: list[Rule] = list(engine_rules())

    def records(name: str, read: Callable[[YamlFile], None]) -> None:
        path = workspace.vocabulary_file(name)
        if not path.exists() and not path.is_symlink():
            return
        try:
            file = read_file(workspace, path)
            if name == _ENTITIES and (kept := cached_entities(workspace, file.text)) is not None:
                entities.update(kept)
                return
            yaml_file = read_yaml(file.text, file.path)
            if yaml_file.data is not None:
                read(yaml_file)
            if name == _ENTITIES and not problems:
                keep_entities(workspace, file.text, entities)
        except InvalidFilesError as error:
            problems.extend(error.problems)

    def once(file: YamlFile, key: str, ids: Iterable[str]) -> None:
        seen: set[str] = set()
        for index, identifier in enumerate(ids):
            if identifier in seen:
                message = f"the id {identifier!r} is given twice"
                problems.append(Problem(file.path, message, file.line((key, index, "id")), f"{key}[{index}].id"))
            seen.add(identifier)

    def read_entities(file: YamlFile) -> None:
        found = validated(EntityFile, file, "entities")
        once(file, "entities", (record.id for record in found.entities))
        entities.update((record.id, record.to_model()) for record in found.entities)

    def read_metrics(file: YamlFile) -> None:
        found = validated(MetricFile, file, "metrics")
        once(file, "metrics", (record.id for record in found.metrics))
        metrics.update((record.id, record.to_model()) for record in found.metrics)

    def read_rules(file: YamlFile) -> None:
        found = validated(RuleFile, file, "rules")
        own = [record.to_model(file.path, file.line(("rules", i, "rule"))) for i, record in enumerate(found.rules)]
        once(file, "rules", (rule.id for rule in own))
        replaced = {rule.id for rule in own}
        rules[:] = [rule for rule in rules if rule.id not in replaced] + own

    records(_ENTITIES, read_entities)
    records("metrics.yaml", read_metrics)
    records("rules.yaml", read_rules)
    problems += [problem for rule in rules if rule.path and (problem := _unknown_metric(rule, metrics))]
    if problems:
        raise InvalidFilesError(problems)
    return Vocabulary(entities, metrics, tuple(rules))


def _unknown_metric(rule: Rule, metrics: Mapping[str, Metric]) -> Problem | None:
    """What is wrong with a rule that speaks of a metric which is not there, and so would never hold anything."""
    names = [name.removeprefix(PREVIOUS) for name in parse_rule(rule.rule).names]
    unknown = next((name for name in names if name not in metrics), None)
    if unknown is None:
        return None
    message = f"the rule {rule.rule!r} names no known metric by {unknown!r}{nearest(unknown, metrics)}"
    return Problem(rule.path, message, rule.line, f"{rule.id}.rule")


def load_source(workspace: Workspace, path: Path) -> Source:
    """One file of sources/. Raises InvalidFilesError."""
    file = read_file(workspace, path)
    yaml_file = read_yaml(file.text, file.path)
    source = validated(SourceRecord, yaml_file, "a source record").to_source()
    if source.id != path.stem:
        message = f"the id is {source.id!r} but the file is called {path.name}: they must be the same"
        raise InvalidFilesError([Problem(file.path, message, yaml_file.line(("id",)), "id")])
    if (why := why_reserved(source.id)) is not None:
        message = f"{why}: choose another id, as {source.id}-2, here and in the names of {_files_of(workspace, source.id)}"
        raise InvalidFilesError([Problem(file.path, message, yaml_file.line(("id",)), "id")])
    return source


def _files_of(workspace: Workspace, identifier: str) -> str:
    """The files of a source that are there, in words."""
    claims = [f"{workspace.shown(path)} (and its key source)" for path in workspace.claim_files() if path.stem == identifier]
    text = workspace.root / "sources" / "text" / f"{identifier}.txt"
    first = [f"sources/{identifier}.yaml", *([workspace.shown(text)] if text.exists() else [])]
    *others, last = [*first, *claims]
    return f"{', '.join(others)} and {last}" if others else last


def load_claims(workspace: Workspace, path: Path) -> list[Claim]:
    """One file of claims/, YAML or JSON Lines. Raises InvalidFilesError with all its problems."""
    file = read_file(workspace, path)
    if path.suffix == ".jsonl":
        return list(_claims_of_lines(file, path.stem))
    yaml_file = read_yaml(file.text, file.path)
    record = validated(ClaimFile, yaml_file, "a source and its claims")
    problems = []
    if record.source != path.stem:
        message = f"the source is {record.source!r} but the file is called {path.name}: they must be the same"
        problems.append(Problem(file.path, message, yaml_file.line(("source",)), "source"))
    for index, claim in enumerate(record.claims):
        if claim.source not in (None, record.source):
            message = f"the claim's source is {claim.source!r} in a file of {record.source!r}: leave the key out"
            key = f"claims[{index}]({claim.id}).source"
            problems.append(Problem(file.path, message, yaml_file.line(("claims", index, "source")), key))
    if problems:
        raise InvalidFilesError(problems)
    return [claim.to_claim(record.source) for claim in record.claims]


def _claims_of_lines(file: FileText, stem: str) -> Iterator[Claim]:
    problems: list[Problem] = []
    claims: list[Claim] = []
    validate = ClaimRecord.model_validate_json
    # Only \n ends a line: str.splitlines would also cut at separators that JSON strings may hold.
    for number, line in enumerate(file.text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = validate(line)
        except ValidationError as error:
            problems += _line_problems(file.path, number, line, error)
            continue
        if record.source not in (None, stem):
            message = f"the claim's source is {record.source!r} in the file of {stem!r}"
            problems.append(Problem(file.path, message, number, "source"))
        claims.append(record.to_claim(stem))
    if problems:
        raise InvalidFilesError(problems)
    yield from claims


def _line_problems(path: str, number: int, line: str, error: ValidationError) -> list[Problem]:
    import json

    details = error.errors(include_url=False)
    if details[0]["type"] == "json_invalid":
        return [Problem(path, f"not JSON: {details[0].get('ctx', {}).get('error', 'unreadable')}", number)]
    data = json.loads(line)
    return [Problem(path, problem_message(d, ClaimRecord), number, key_path(d, data)) for d in unique(details, data)]
