"""Choosing the values of a field along a text: a linear-chain conditional random field over options of varying number.

Each figure has options; each option has features, and so has each pair of neighbouring options. The chances are those of
Lafferty, McCallum and Pereira (2001), computed by the forward and backward sums; a figure's value is the one of the
best sequence (Viterbi), its confidence that value's marginal. Weights are plain JSON, trained by kg.extraction.training.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

Features = dict[str, float]
Weights = Mapping[str, float]
_MOST = 12  # options of a figure that are weighed against their neighbours


@dataclass(frozen=True, slots=True)
class Option:
    """One possible value of a field, with what speaks for and against it."""

    value: str | None
    features: Features


@dataclass(frozen=True, slots=True)
class Link:
    """How a figure stands to the one before, in words of ``context``.

    ``moves`` are the shifts in time that its words name; ``named`` the entities named since, ``kinds`` what they are.
    """

    context: tuple[str, ...]
    moves: tuple[tuple[str, str, int], ...] = ()
    named: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the chance, from 0 to 1, that the model gives it."""

    value: str | None
    confidence: float


@cache
def shipped_weights() -> Mapping[str, Weights]:
    """The weights that come with the engine: a table a field."""
    text = files("kg.extraction").joinpath("weights.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = json.loads(text)["weights"]
    return tables


def score(features: Mapping[str, float], weights: Weights) -> float:
    """The sum of the weighted features."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def relation(before: str | None, after: str | None, link: Link) -> str:
    """How two neighbouring values are related: the same, none both, one derived from the other, moved in time; "" else."""
    if before is None or after is None:
        return "none_none" if before is after else ("none_some" if before is None else "some_none")
    if before == after:
        kind = link.kinds.get(before)
        if kind is None or not link.named:
            return "same"
        return "same_rivalled" if any(other != before and link.kinds.get(other) == kind for other in link.named) else "same"
    if after in link.named:
        return "switch" if link.kinds.get(before) == link.kinds.get(after) else "turn"
    if after.startswith(before) and after[len(before) : len(before) + 1] == "_":
        return f"derived{after[len(before) :]}" if len(after) - len(before) < 10 else "narrower"
    if before.startswith(after) and before[len(after) : len(after) + 1] == "_":
        return f"back{before[len(after) :]}" if len(before) - len(after) < 10 else "broader"
    if link.moves:
        from kg.extraction.periods import shifted

        for kind, unit, steps in link.moves:
            if shifted(before, unit, steps) == after:
                return f"moved_{kind}"
            if shifted(after, unit, steps) == before:
                return "moved_back"
    return ""


def link_features(kind: str, link: Link) -> list[str]:
    """The features of a pair of options that stand in a relation."""
    return [f"{kind}|{name}" for name in link.context] if kind else []


def choose_all(nodes: Sequence[Sequence[Option]], links: Sequence[Link], weights: Weights) -> list[Choice]:
    """The values of the best sequence, each with its marginal chance. ``links[i]`` joins figure i to the one before."""
    kept: list[list[Option]] = []
    scores: list[list[float]] = []
    for options in nodes:
        ranked = sorted(
            ((score(option.features, weights), place) for place, option in enumerate(options)), key=lambda x: (-x[0], x[1])
        )
        chosen = ranked[:_MOST]
        kept.append([options[place] for _, place in chosen] or [Option(None, {})])
        scores.append([value for value, _ in chosen] or [0.0])
    pairs = [
        _pair_scores(kept[index - 1], kept[index], links[index], weights) if index else [] for index in range(len(kept))
    ]
    best = _viterbi(scores, pairs)
    chances = _marginals(scores, pairs)
    return [Choice(kept[i][place].value, chances[i][place]) for i, place in enumerate(best)]


def _pair_scores(before: Sequence[Option], after: Sequence[Option], link: Link, weights: Weights) -> list[list[float]]:
    known: dict[str, float] = {"": 0.0}
    table: list[list[float]] = []
    for first in before:
        row: list[float] = []
        for second in after:
            kind = relation(first.value, second.value, link)
            if kind not in known:
                known[kind] = sum(weights.get(name, 0.0) for name in link_features(kind, link))
            row.append(known[kind])
        table.append(row)
    return table


def _viterbi(scores: Sequence[Sequence[float]], pairs: Sequence[Sequence[Sequence[float]]]) -> list[int]:
    if not scores:
        return []
    total = list(scores[0])
    back: list[list[int]] = []
    for index in range(1, len(scores)):
        came: list[int] = []
        new: list[float] = []
        for place, own in enumerate(scores[index]):
            first = max(range(len(total)), key=lambda other: total[other] + pairs[index][other][place])
            came.append(first)
            new.append(total[first] + pairs[index][first][place] + own)
        back.append(came)
        total = new
    path = [max(range(len(total)), key=total.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _log_sum(values: Sequence[float]) -> float:
    highest = max(values)
    return highest + math.log(sum(math.exp(value - highest) for value in values))


def _marginals(scores: Sequence[Sequence[float]], pairs: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    if not scores:
        return []
    forward = [list(scores[0])]
    for index in range(1, len(scores)):
        last = forward[-1]
        forward.append(
            [
                own + _log_sum([value + pairs[index][other][place] for other, value in enumerate(last)])
                for place, own in enumerate(scores[index])
            ]
        )
    backward: list[list[float]] = [[0.0] * len(scores[-1])]
    for index in range(len(scores) - 1, 0, -1):
        after = backward[0]
        backward.insert(
            0,
            [
                _log_sum([pairs[index][place][other] + scores[index][other] + value for other, value in enumerate(after)])
                for place in range(len(scores[index - 1]))
            ],
        )
    whole = _log_sum(forward[-1])
    return [
        [math.exp(f + b - whole) for f, b in zip(ahead, behind, strict=True)]
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def bucket(number: int, bounds: Sequence[int] = (1, 3, 6, 10, 16, 28)) -> str:
    """A number as the name of the step it falls in."""
    for bound in bounds:
        if number <= bound:
            return f"<={bound}"
    return f">{bounds[-1]}"
