"""Claims and sources as a fresh file writes them: block keys, short lists and maps in flow style, long texts folded.

PyYAML's emitter decides how each scalar is quoted, so that it reads back as the same text under the strict reader and
is no number, date or truth value to another.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import yaml

from kg.model.claim import Claim
from kg.model.vocabulary import Source
from kg.workspace.records import claim_mapping, source_mapping

WIDTH: Final = 116
_ALWAYS_BLOCK: Final = frozenset({"derived", "published", "text"})
_TIMESTAMP: Final = "tag:yaml.org,2002:timestamp"
_STR: Final = "tag:yaml.org,2002:str"
_UNPRINTED_BUT_FINE: Final = "\u00a0\u202f"  # the spaces of French numbers and punctuation


class _Emitter(yaml.SafeDumper):
    """Quotes what any YAML 1.1 reader would type, but for dates, which the files of a workspace leave bare."""


_Emitter.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
# PyYAML takes 1e5 for a text; the strict reader and YAML 1.2 do not.
_Emitter.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+\Z"), list("-+.0123456789")
)


@lru_cache(maxsize=65536)
def _text(value: str, *, flow: bool) -> str:
    # A text of several lines, or with tabs, is one line of escapes: nobody's editor can then change it unseen.
    style = '"' if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", value) else None
    scalar = yaml.ScalarNode(_STR, value, style=style)
    node: yaml.Node
    if flow:
        node = yaml.SequenceNode("tag:yaml.org,2002:seq", [scalar], flow_style=True)
    else:
        key = yaml.ScalarNode(_STR, "k")
        node = yaml.MappingNode("tag:yaml.org,2002:map", [(key, scalar)], flow_style=False)
    emitted: str = yaml.serialize(node, Dumper=_Emitter, width=float("inf"), allow_unicode=True)
    return emitted.removesuffix("\n")[1:-1] if flow else emitted.removesuffix("\n").removeprefix("k: ")


def _scalar(value: object, *, flow: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _text(str(value), flow=flow)


def flow(value: object) -> str:
    """A value on one line: {product: x}, [1, 2] or a scalar."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spelled_key(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _scalar(value, flow=True)


def spelled_key(key: str) -> str:
    """A key as written: a plain word stands bare, for keys are never typed (on, y and null are words as others)."""
    return key if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", key) else flow(key)


def _is_flat(value: object) -> bool:
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return not any(isinstance(part, Mapping | list) for part in parts)


def _folded(text: str, column: int) -> list[str]:
    """A long text as the lines of a folded block, or nothing when its white space would not survive that."""
    if not all(character.isprintable() or character in _UNPRINTED_BUT_FINE for character in text):
        return []
    lines = textwrap.wrap(text, WIDTH - column, break_long_words=False, break_on_hyphens=False)
    return lines if len(lines) > 1 and " ".join(lines) == text else []


def entry(key: str, value: object, column: int) -> list[str]:
    """The lines of one key that stands at a column, indented from there."""
    name = spelled_key(key)
    if isinstance(value, Mapping | list):
        line = f"{name}: {flow(value)}"
        if not value or (_is_flat(value) and key not in _ALWAYS_BLOCK and column + len(line) <= WIDTH):
            return [line]
        inner = (
            block(value, column + 2) if isinstance(value, Mapping) else [f"- {_scalar(part, flow=False)}" for part in value]
        )
        return [f"{name}:", *(f"  {line}" for line in inner)]
    line = f"{name}: {_scalar(value, flow=False)}"
    if isinstance(value, str) and column + len(line) > WIDTH and (folded := _folded(value, column + 2)):
        return [f"{name}: >-", *(f"  {line}" for line in folded)]
    return [line]


def block(mapping: Mapping[str, Any], column: int) -> list[str]:
    """The lines of a mapping whose keys stand at a column, indented from there."""
    return [line for key, value in mapping.items() for line in entry(key, value, column)]


def item(mapping: Mapping[str, Any], column: int) -> list[str]:
    """The lines of a mapping as an item of a list whose dash stands at a column, indented from there."""
    return [f"{'  ' if number else '- '}{line}" for number, line in enumerate(block(mapping, column + 2))]


def canonical_claims(source: str, claims: Iterable[Claim]) -> str:
    """A fresh claims file: the source, then each claim with an empty line between."""
    items = ["\n".join(f"  {line}" for line in item(claim_mapping(claim), 2)) for claim in claims]
    head = f"source: {flow(source)}\n"
    return head + ("claims:\n" + "\n\n".join(items) + "\n" if items else "claims: []\n")


def canonical_source(source: Source) -> str:
    """A fresh source record."""
    return "\n".join(block(source_mapping(source), 0)) + "\n"
