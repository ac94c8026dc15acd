"""Minimum-weight hitting sets: the lightest choice of nodes that meets every demand.

Few nodes are tried out one by one; more are a 0/1 covering problem, solved by HiGHS through scipy. Further optima are
found by forbidding those found before (no-good cuts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

MOST_SETS: Final = 8
_TRIED_OUT: Final = 15
_PROVED: Final = 150
_SECONDS: Final = 20

Demand = tuple[frozenset[str], ...]
"""Alternatives, at least one of which must be chosen whole; ({a}, {b}) asks for a or b."""


@dataclass(frozen=True, slots=True)
class Solution:
    """All lightest choices, or ``MOST_SETS`` of them; ``complete`` tells which. ``certain`` nodes are in every lightest
    choice, ``possible`` ones in some.
    """

    weight: int
    sets: tuple[frozenset[str], ...]
    certain: frozenset[str]
    possible: frozenset[str]
    complete: bool = True


def lightest(demands: Sequence[Demand], weights: Mapping[str, int]) -> Solution:
    """Solve. Every node of a demand has a weight above zero; the answer does not depend on the order of anything."""
    nodes = sorted({node for demand in demands for part in demand for node in part})
    return _try_out(demands, nodes, weights) if len(nodes) <= _TRIED_OUT else _program(demands, nodes, weights)


def _ranked(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    return tuple(sorted(sets, key=lambda chosen: (len(chosen), sorted(chosen))))


def _solution(sets: Iterable[frozenset[str]], weight: int, *, complete: bool = True) -> Solution:
    ranked = _ranked(set(sets))
    certain, possible = frozenset.intersection(*ranked), frozenset.union(*ranked)
    return Solution(weight, ranked[:MOST_SETS], certain, possible, complete and len(ranked) <= MOST_SETS)


def _try_out(demands: Sequence[Demand], nodes: Sequence[str], weights: Mapping[str, int]) -> Solution:
    bits = {node: 1 << place for place, node in enumerate(nodes)}
    wanted = [[sum(bits[node] for node in part) for part in demand] for demand in demands]
    weighed = [0]
    for node in nodes:
        weighed += [weight + weights[node] for weight in weighed]
    best: int | None = None
    found: list[int] = []
    for mask in range(1, 1 << len(nodes)):
        weight = weighed[mask]
        if best is not None and weight > best:
            continue
        if all(any(mask & part == part for part in parts) for parts in wanted):
            found = [mask] if best is None or weight < best else [*found, mask]
            best = weight
    assert best is not None
    return _solution([frozenset(node for node in nodes if mask & bits[node]) for mask in found], best)


class _Program:
    """The covering problem as scipy takes it: a variable a node, one an alternative of several nodes."""

    def __init__(self, demands: Sequence[Demand], nodes: Sequence[str], weights: Mapping[str, int]) -> None:
        self.nodes = nodes
        self.weights = weights
        self.places = {node: place for place, node in enumerate(nodes)}
        self.rows: list[tuple[dict[int, int], float]] = []  # coefficients, lower bound
        self.size = len(nodes)
        for demand in dict.fromkeys(demands):
            self._require(demand)

    def _require(self, demand: Demand) -> None:
        row: dict[int, int] = {}
        for part in demand:
            if len(part) == 1:
                [node] = part
                row[self.places[node]] = 1
                continue
            taken, self.size = self.size, self.size + 1
            row[taken] = 1
            self.rows.extend(({self.places[node]: 1, taken: -1}, 0.0) for node in part)
        self.rows.append((row, 1.0))

    def solve(self, cuts: Iterable[frozenset[str]] = (), fixed: Mapping[str, int] | None = None) -> frozenset[str] | None:
        """The nodes of one lightest choice that is none of ``cuts``; None where there is none (or none in time)."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        forbidden = [({self.places[node]: -1 for node in cut}, 1.0 - len(cut)) for cut in cuts]
        rows = [*self.rows, *forbidden]
        where = [(number, column, value) for number, (row, _) in enumerate(rows) for column, value in row.items()]
        numbers, columns, values = (list(part) for part in zip(*where, strict=True))
        matrix = csr_array((values, (numbers, columns)), shape=(len(rows), self.size))
        cost = np.zeros(self.size)
        cost[: len(self.nodes)] = [self.weights[node] for node in self.nodes]
        low, high = np.zeros(self.size), np.ones(self.size)
        for node, value in (fixed or {}).items():
            low[self.places[node]] = high[self.places[node]] = value
        result: Any = milp(
            cost,
            integrality=np.ones(self.size),
            bounds=Bounds(low, high),
            constraints=LinearConstraint(matrix, lb=np.array([bound for _, bound in rows]), ub=np.inf),
            options={"time_limit": _SECONDS, "mip_rel_gap": 0},
        )
        if result.x is None:
            return None
        return frozenset(node for node, taken in zip(self.nodes, result.x, strict=False) if taken > 0.5)

    def weight(self, chosen: Iterable[str]) -> int:
        """What a choice weighs, exactly."""
        return sum(self.weights[node] for node in chosen)


def _program(demands: Sequence[Demand], nodes: Sequence[str], weights: Mapping[str, int]) -> Solution:
    program = _Program(demands, nodes, weights)
    first = program.solve()
    if first is None:  # no answer in time: all nodes together meet every demand
        return Solution(program.weight(nodes), (frozenset(nodes),), frozenset(), frozenset(nodes), complete=False)
    best, sets = program.weight(first), [first]
    while len(sets) <= MOST_SETS:
        further = program.solve(cuts=sets)
        if further is None or program.weight(further) > best:
            return _solution(sets, best)
        sets.append(further)
    return _beyond(program, sets, best, lambda node, value: program.solve(fixed={node: value}))


def _beyond(
    program: _Program, sets: Sequence[frozenset[str]], best: int, solve: Callable[[str, int], frozenset[str] | None]
) -> Solution:
    """With more optima than can be told, what is in all and in some is asked node by node."""
    told = _solution(sets, best, complete=False)
    if len(program.nodes) > _PROVED:
        return told

    def costs_more(node: str, value: int) -> bool:
        chosen = solve(node, value)
        return chosen is None or program.weight(chosen) > best

    certain = frozenset(node for node in told.certain if costs_more(node, 0))
    possible = frozenset(node for node in program.nodes if node in told.possible or not costs_more(node, 1))
    return Solution(best, told.sets, certain, possible, complete=False)
