"""Changing claims and sources in their files: what is not concerned stays byte for byte, and nothing is half written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from kg.model.claim import Claim
from kg.model.errors import InvalidFilesError, KgError, UsageError
from kg.model.vocabulary import Source
from kg.vocabulary.records import validated
from kg.vocabulary.strict_yaml import YamlFile, read_yaml
from kg.workspace.atomic import write_atomically
from kg.workspace.emission import canonical_claims, canonical_source, flow, item
from kg.workspace.loading import load_claims, read_file
from kg.workspace.records import ClaimFile, ClaimRecord, SourceRecord, claim_mapping, source_mapping
from kg.workspace.splicing import Splice, Splicer, apply, content_end, is_block, line_end
from kg.workspace.turns import turn
from kg.workspace.workspace import Workspace

_BOM: Final = "\ufeff"
_FLOWING: Final = "the claims stand in one [ ] or { }; write each as an item of its own, a key a line, to have them edited"


class EditError(KgError):
    """A file cannot be changed in place as asked; it is as it was."""


@dataclass(frozen=True, slots=True)
class Replace:
    """The claim of that id becomes another (mostly itself with some field changed)."""

    id: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Append:
    """A claim is added behind the last."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Remove:
    """The claim of that id goes."""

    id: str


Change = Replace | Append | Remove


def changed_claims(claims: Sequence[Claim], changes: Iterable[Change], path: str) -> list[Claim]:
    """The claims after the changes. Raises UsageError when an id to change is not there exactly once."""
    after: list[Claim] = list(claims)
    for change in changes:
        if isinstance(change, Append):
            after.append(change.claim)
            continue
        places = [index for index, claim in enumerate(after) if claim.id == change.id]
        if len(places) != 1:
            count = "no claim is" if not places else f"{len(places)} claims are"
            raise UsageError(f"{path}: {count} called {change.id!r}{': give each an id of its own' if places else ''}")
        after[places[0] : places[0] + 1] = [change.claim] if isinstance(change, Replace) else []
    return after


def differences(before: Sequence[Claim], after: Sequence[Claim]) -> list[Change]:
    """The changes from some claims to others, matched by id; the order of those that stay is left alone."""
    old, new = {claim.id: claim for claim in before}, {claim.id: claim for claim in after}
    changes: list[Change] = [Remove(identifier) for identifier in old if identifier not in new]
    changes += [Replace(claim.id, claim) for claim in after if claim.id in old and claim != old[claim.id]]
    return [*changes, *(Append(claim) for claim in after if claim.id not in old)]


def edit_claims(text: str, path: str, changes: Sequence[Change]) -> str:
    """The text of a claims file with the changes made, every other byte as it was.

    Raises InvalidFilesError for a text that is no claims file, UsageError for an unknown id, and EditError when the
    result would not read back as intended (a file in flow style throughout, a claim that is not valid).
    """
    bom, body = _without_bom(text)
    besides, before = _claims(body, path)
    intended = changed_claims(before, changes, path)
    added = [change.claim for change in changes if isinstance(change, Append)]
    rest = [change for change in changes if not isinstance(change, Append)]
    if rest:
        body = apply(body, _rewritten(read_yaml(body, path), Splicer.of(body), before, rest))
        _verify(body, path, besides, changed_claims(before, rest, path))
    if added:
        body = apply(body, _appended(read_yaml(body, path), Splicer.of(body), added))
        _verify(body, path, besides, intended)
    return bom + body


def edit_source(text: str, path: str, source: Source) -> str:
    """The text of a source record changed to say ``source``, every other byte as it was. Raises as edit_claims."""
    bom, body = _without_bom(text)
    file = read_yaml(body, path)
    before = validated(SourceRecord, file, "a source record").to_source()
    root = file.root
    if not isinstance(root, yaml.MappingNode) or not is_block(root):
        raise EditError(f"{path}: not a block of keys, one a line; write it so to have it edited")
    body = apply(body, Splicer.of(body).mapping(root, source_mapping(before), source_mapping(source)))
    try:
        after = validated(SourceRecord, read_yaml(body, path), "a source record").to_source()
    except InvalidFilesError as error:
        raise _unfit(path, error.problems[0].message) from error
    if after != source:
        raise _unfit(path, f"the record of {source.id!r} would read back otherwise")
    return bom + body


def _rewritten(
    file: YamlFile, splicer: Splicer, before: Sequence[Claim], changes: Sequence[Replace | Remove]
) -> Iterator[Splice]:
    claims = file.node(["claims"])
    if not isinstance(claims, yaml.SequenceNode) or not is_block(claims):
        raise EditError(f"{file.path}: {_FLOWING}")
    replaced = {change.id: change.claim for change in changes if isinstance(change, Replace)}
    gone = {change.id for change in changes if isinstance(change, Remove)}
    removed = [index for index, claim in enumerate(before) if claim.id in gone]
    for claim, node in zip(before, claims.value, strict=True):
        if claim.id in gone or claim.id not in replaced:
            continue
        old, new = claim_mapping(claim), claim_mapping(replaced[claim.id])
        if is_block(node):
            yield from splicer.mapping(node, old, new)
        else:
            yield Splice(node.start_mark.index, node.end_mark.index, flow(new))
    yield from splicer.removed_items(claims, removed)
    if len(removed) == len(before):
        key = next(name for name, value in _pairs(file.root) if value is claims)
        colon = splicer.text.index(":", key.end_mark.index) + 1
        yield Splice(colon, colon, " []")


def _appended(file: YamlFile, splicer: Splicer, added: Sequence[Claim]) -> Iterator[Splice]:
    claims = next((value for key, value in _pairs(file.root) if key.value == "claims"), None)
    if isinstance(claims, yaml.SequenceNode) and is_block(claims):
        column = claims.start_mark.column
        apart = len(claims.value) == 1 or _are_apart(splicer.text, claims)
        lines = [line for claim in added for line in ([""] if apart else []) + item(claim_mapping(claim), column)]
        yield splicer.after_items(claims, lines)
        return
    if not is_block(file.root) or (claims is not None and claims.value):
        raise EditError(f"{file.path}: {_FLOWING}")
    lines = [line for claim in added for line in ["", *item(claim_mapping(claim), 2)]][1:]
    key, value = next((pair for pair in _pairs(file.root) if pair[0].value == "claims"), _pairs(file.root)[-1])
    end = content_end(splicer.text, value)
    if claims is not None:  # claims: []
        yield Splice(splicer.text.index(":", key.end_mark.index) + 1, end)
    head = splicer.newline + "claims:" if claims is None else ""
    end = line_end(splicer.text, end)
    yield Splice(end, end, head + splicer.lines(lines, 2))


def _pairs(root: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return root.value if isinstance(root, yaml.MappingNode) else []


def _are_apart(text: str, claims: yaml.SequenceNode) -> bool:
    """Whether empty lines stand between the claims, if only between some."""
    gaps = (text[content_end(text, one) : other.start_mark.index] for one, other in pairwise(claims.value))
    return any("\n\n" in gap.replace("\r", "") for gap in gaps)


def _without_bom(text: str) -> tuple[str, str]:
    """The parser's marks do not count a byte order mark."""
    return (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)


def _claims(text: str, path: str) -> tuple[dict[str, Any], list[Claim]]:
    """What a file says besides its claims, and its claims."""
    record = validated(ClaimFile, read_yaml(text, path), "a source and its claims")
    return record.model_dump(exclude={"claims"}), [claim.to_claim(record.source) for claim in record.claims]


def _verify(text: str, path: str, besides: dict[str, Any], intended: Sequence[Claim]) -> None:
    try:
        found = _claims(text, path)
    except InvalidFilesError as error:
        raise _unfit(path, ": ".join(filter(None, (error.problems[0].key, error.problems[0].message)))) from error
    if found != (besides, list(intended)):
        wrong = next((claim.id for claim, other in zip(intended, found[1], strict=False) if claim != other), "the file")
        raise _unfit(path, f"{wrong} would read back otherwise")


def _unfit(path: str, why: str) -> EditError:
    return EditError(f"{path}: the change cannot be written ({why}); the file is as it was")


def claims_path(workspace: Workspace, source: str) -> Path:
    """The file of a source's claims, there or not. Raises UsageError when it has two."""
    yaml_path, lines_path = (workspace.root / "claims" / f"{source}{suffix}" for suffix in (".yaml", ".jsonl"))
    if yaml_path.exists() and lines_path.exists():
        raise UsageError(f"{source} has claims in a .yaml and a .jsonl file: put them in one to have them edited")
    return lines_path if lines_path.exists() else yaml_path


def write_claims(workspace: Workspace, source: str, claims: Sequence[Claim]) -> Path:
    """Make ``claims`` the claims of a source: its file is created, or changed where it differs, in one atomic step.

    Claims that stay keep their place, new ones follow at the end. Raises as edit_claims, and WriteError.
    """
    path = claims_path(workspace, source)
    shown = workspace.shown(path)
    foreign = next((claim for claim in claims if claim.source != source), None)
    if foreign is not None:
        raise UsageError(f"{shown}: the claim {foreign.id!r} is of {foreign.source!r}, not of {source!r}")
    twice = next((name for name, count in Counter(claim.id for claim in claims).items() if count > 1), None)
    if twice is not None:
        raise UsageError(f"{shown}: two claims would be called {twice!r}: give each an id of its own")
    if not path.exists():
        text = canonical_claims(source, claims)
        _verify(text, shown, ClaimFile(source=source).model_dump(exclude={"claims"}), claims)
        write_atomically(path, text)
        return path
    text = read_file(workspace, path).text
    if path.suffix == ".jsonl":
        after = _edited_lines(text, shown, load_claims(workspace, path), claims)
    else:
        after = edit_claims(text, shown, differences(_claims(text, shown)[1], claims))
    if after != text:
        write_atomically(path, after)
    return path


def change_claims(workspace: Workspace, source: str, changes: Sequence[Change]) -> Path:
    """Make some changes to the claims of a source, the others left alone. Raises as write_claims."""
    with turn(workspace):
        path = claims_path(workspace, source)
        before = load_claims(workspace, path) if path.exists() else []
        return write_claims(workspace, source, changed_claims(before, changes, workspace.shown(path)))


def write_source(workspace: Workspace, source: Source) -> Path:
    """Create a source's record, or change it where it differs. Raises as write_claims."""
    path = workspace.root / "sources" / f"{source.id}.yaml"
    text = read_file(workspace, path).text if path.exists() else ""
    after = edit_source(text or canonical_source(source), workspace.shown(path), source)
    if after != text:
        write_atomically(path, after)
    return path


def _edited_lines(text: str, path: str, before: Sequence[Claim], claims: Sequence[Claim]) -> str:
    """A .jsonl file with the claims: lines that still say what they should stay as they are."""
    wanted = {claim.id: claim for claim in claims}
    lines: list[str] = []
    for line, claim in zip((line for line in text.split("\n") if line.strip()), before, strict=True):
        if claim.id in wanted:
            new = wanted.pop(claim.id)
            lines.append(line if new == claim else _json_line(new, path))
    lines += [_json_line(claim, path) for claim in wanted.values()]
    return "".join(f"{line}\n" for line in lines)


def _json_line(claim: Claim, path: str) -> str:
    line = json.dumps(claim_mapping(claim), ensure_ascii=False)
    try:
        found = ClaimRecord.model_validate_json(line).to_claim(claim.source)
    except ValueError as error:
        raise _unfit(path, f"{claim.id} is no valid claim") from error
    if found != claim:
        raise _unfit(path, f"{claim.id} would read back otherwise")
    return line
