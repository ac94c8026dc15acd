"""YAML as the files of a workspace use it: few types, no surprises, and a line number for everything.

Only null, true, false and plain decimal integers are typed; everything else is the text as written, so that 2026-02 is
no date, NO is no truth value and 1.10 keeps its zero. Anchors, tags and repeated keys are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from kg.model.errors import InvalidFilesError, Problem

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT: Final = "tag:yaml.org,2002:int"
_BOOL: Final = "tag:yaml.org,2002:bool"
_NULL: Final = "tag:yaml.org,2002:null"
_FLOAT: Final = "tag:yaml.org,2002:float"
_CUT: Final = "found unexpected end of stream"
_DEEPEST: Final = 100
_STR: Final = "tag:yaml.org,2002:str"
Path = tuple[str | int, ...]


class BareDecimal(str):
    """A decimal number that is not quoted: other readers of the file would round it to binary."""

    __slots__ = ()


class _Loader(_Base):  # type: ignore[misc]
    yaml_implicit_resolvers: Final[dict[str, Any]] = {}

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.depth = 0

    # Called at each node on the way down and up. The C parser recurses without a limit, to where the process dies.
    def descend_resolver(self, parent: yaml.Node | None, _index: object) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            mark = parent.start_mark if parent else None
            raise yaml.composer.ComposerError(None, None, f"nested deeper than {_DEEPEST}", mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _resolver(tag: str, pattern: str, first: str) -> None:
    import re

    _Loader.add_implicit_resolver(tag, re.compile(pattern), list(first))


_resolver(_NULL, r"(?:~|null)?\Z", "~n\0")
_Loader.yaml_implicit_resolvers.setdefault("", []).extend(_Loader.yaml_implicit_resolvers.get("~", []))
_resolver(_BOOL, r"(?:true|false)\Z", "tf")
_resolver(_INT, r"-?(?:0|[1-9][0-9]*)\Z", "-0123456789")
_resolver(_FLOAT, r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z|[-+]?[0-9]+[eE][-+]?[0-9]+\Z", "-+.0123456789")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The data of a file and where each part of it stands."""

    path: str
    data: Any
    root: yaml.Node | None

    def node(self, path: Sequence[str | int]) -> yaml.Node | None:
        """The node at a path of keys and indexes, or the nearest one above it."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return node

    def line(self, path: Sequence[str | int]) -> int | None:
        """The 1-based line of the key or item at a path, or of the nearest one above it."""
        parent, node = None, self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            parent, node, last = node, below, step
        if isinstance(parent, yaml.MappingNode):
            node = next(key for key, _ in parent.value if key.value == str(last))
        return None if node is None else node.start_mark.line + 1


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def read_yaml(text: str, path: str) -> YamlFile:
    """Parse one document. Raises InvalidFilesError with every problem of its notation."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"not YAML: {error.problem or error.context}"
        if error.problem == _CUT and error.context_mark:  # a quote never closed: where it begins is the fault
            mark, message = error.context_mark, f"{message}, {error.context}"
        raise InvalidFilesError([Problem(path, message, mark.line + 1 if mark else None)]) from error
    except yaml.YAMLError as error:
        message = " ".join(f"not YAML: {error}".split())
        raise InvalidFilesError([Problem(path, message)]) from error
    problems: list[Problem] = []
    data = None if root is None else _build(root, path, "", problems, set())
    if problems:
        raise InvalidFilesError(problems)
    return YamlFile(path, data, root)


def _build(node: yaml.Node, path: str, key: str, problems: list[Problem], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, key, problems)
    if id(node) in seen:
        problems.append(Problem(path, "anchors and aliases are not used here: write the value out", line, key))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, path, f"{key}[{index}]", problems, seen) for index, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            problems.append(Problem(path, "a key must be a plain word", name.start_mark.line + 1, key))
            continue
        if name.value in mapping:
            message = f"the key {name.value!r} is given twice"
            problems.append(Problem(path, message, name.start_mark.line + 1, key))
        mapping[name.value] = _build(value, path, f"{key}.{name.value}" if key else name.value, problems, seen)
    return mapping


def _scalar(node: yaml.ScalarNode, path: str, key: str, problems: list[Problem]) -> Any:
    text: str = node.value
    match node.tag:
        case tag if tag == _STR:
            return text
        case tag if tag == _INT:
            return int(text) if len(text) < 4000 else text
        case tag if tag == _BOOL:
            return text == "true"
        case tag if tag == _NULL:
            return None
        case tag if tag == _FLOAT:
            return BareDecimal(text)
    problems.append(Problem(path, f"the tag {node.tag} is not used here", node.start_mark.line + 1, key))
    return None


def described(value: object) -> str:
    """What was found, short enough for a line."""
    shown = repr(value) if not isinstance(value, Mapping) else "a mapping"
    if len(shown) <= 60:
        return shown
    return f"{shown[:56]}...{shown[-1]}" if isinstance(value, str) else f"{shown[:57]}..."
