"""Culprits for a terminal: a paragraph a component, then the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.consistency.culprits import Component, Culprits
from kg.model.wording import listed

_SHOWN: Final = 8


def culprits_text(culprits: Culprits) -> str:
    """What would have to go for no error and no warning to be left."""
    if not culprits.components:
        return "Culprits: none, nothing is in error\n"
    lines = ["Culprits: the fewest claims, by weight, that would have to go for no error and no warning to be left"]
    for component in culprits.components:
        lines += _component_lines(component, culprits)
    lines.append("Sources by their culprits (certain, possible, of the claims involved)")
    lines += [f"  {rank.source}: {rank.certain}, {rank.possible}, {rank.involved}" for rank in culprits.sources]
    return "\n".join([*lines, ""])


def _component_lines(component: Component, culprits: Culprits) -> Iterator[str]:
    number = len(component.findings)
    yield f"  {number} {'finding' if number == 1 else 'findings that hang together'}: {_few(component.findings)}"
    for place, chosen in enumerate(component.sets):
        named = [f"{claim} ({culprits.weights[claim]})" for claim in chosen]
        yield f"    {'without' if place == 0 else '     or'} {_few(named)}"
    if not component.complete:
        yield f"    and more sets of weight {component.weight}"
    if component.certain and len(component.sets) > 1:
        yield f"    in each of them: {_few(component.certain)}"


def _few(words: tuple[str, ...] | list[str]) -> str:
    return listed(list(words) if len(words) <= _SHOWN else [*words[: _SHOWN - 1], f"{len(words) - _SHOWN + 1} more"])
