"""The template language of articles: Jinja2 cut down to what an article needs.

Expressions, if, for and set; no attributes, no macros, no inclusion, no string arithmetic. Loops, numbers and output are
bounded. Whatever an expression yields is shown as text: only our own fragments are markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST_SOURCE: Final = 1_000_000
LONGEST_OUTPUT: Final = 4_000_000
MOST_STEPS: Final = 20_000
_MOST_NESTED: Final = 2
_MOST_ITEMS: Final = 1000
_LARGEST: Final = 10**30
_NODES: Final = frozenset(
    {
        *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Scope),
        *(nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Call, nodes.Keyword, nodes.Filter, nodes.Getattr),
        *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Compare, nodes.Operand, nodes.And, nodes.Or),
        *(nodes.Not, nodes.CondExpr, nodes.Test),
    }
)
_LOOP: Final = frozenset({"index", "index0", "first", "last", "length"})
_TESTS: Final = ("even", "odd", "defined")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Numbers are all that can be computed with."""

    intercepted_binops = frozenset({"+", "-", "*", "/"})
    intercepted_unops = frozenset({"-"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic of bounded numbers."""
        if not all(isinstance(value, int | float) and abs(value) < _LARGEST for value in (left, right)):
            raise SecurityError(f"{operator} is for numbers of moderate size")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What loop knows; nothing else has parts that a template may touch."""
        if type(obj).__name__ == "LoopContext" and attribute in _LOOP:
            return getattr(obj, attribute)
        raise SecurityError(f"an article cannot look into things: .{attribute} is refused")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Refused: Jinja would fall back on attributes."""
        del obj
        raise SecurityError(f"an article cannot look into things: [{argument!r}] is refused")


def environment(
    functions: dict[str, Callable[..., Any]], filters: dict[str, Callable[..., Any]], finalize: Callable[[Any], str]
) -> ImmutableSandboxedEnvironment:
    """An environment with these functions and filters and no other; ``finalize`` turns what an expression yields into text."""
    made = _Sandbox(undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True, extensions=(), cache_size=0)
    made.globals.clear()
    made.globals.update(functions, range=_range)
    made.filters.clear()
    made.filters.update(filters)
    kept = {name: made.tests[name] for name in _TESTS}
    made.tests.clear()
    made.tests.update(kept)
    return made


def _range(*arguments: int) -> range:
    made = range(*arguments)
    if len(made) > _MOST_ITEMS:
        raise SecurityError(f"a loop takes {_MOST_ITEMS} steps at most")
    return made


def refused(tree: nodes.Template) -> Iterable[tuple[int, str]]:
    """The parts of a template that an article may not have: their lines and what they are."""
    for node in _all(tree):
        if type(node) not in _NODES:
            yield node.lineno, f"{type(node).__name__.lower()} is no part of the template language of articles"
        elif isinstance(node, nodes.For) and node.recursive:
            yield node.lineno, "a loop cannot be recursive"
        elif isinstance(node, nodes.Getattr) and not (isinstance(node.node, nodes.Name) and node.node.name == "loop"):
            yield node.lineno, f".{node.attr} is refused: an article cannot look into things"
        elif isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
            yield node.lineno, "only the functions of articles can be called"
    yield from _too_deep(tree, 0)


def _all(node: nodes.Node) -> Iterable[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _too_deep(node: nodes.Node, depth: int) -> Iterable[tuple[int, str]]:
    for child in node.iter_child_nodes():
        below = depth + isinstance(child, nodes.For)
        if below > _MOST_NESTED:
            yield child.lineno, f"loops are nested {_MOST_NESTED} deep at most"
        else:
            yield from _too_deep(child, below)
