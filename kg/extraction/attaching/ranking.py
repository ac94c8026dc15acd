"""Choosing the values of a field along a text: a linear-chain conditional random field over options of varying number.

Each figure has options; each option has features, and so has each pair of neighbouring options. The chances are those of
Lafferty, McCallum and Pereira (2001), computed by the forward and backward sums; a figure's value is the one of the
best sequence (Viterbi), its confidence that value's marginal. Weights are plain JSON, trained by kg.extraction.training.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.extraction.attaching.periods import shifted

Array: TypeAlias = NDArray[np.float64]
_NONE: Array = np.zeros((0, 0))
Features = dict[str, None]  # a set that keeps its order
Weights = Mapping[str, float]
_MOST = 6  # options of a figure that are weighed against their neighbours


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """The features of an option's part in the text crossed with what is known of a figure: ``part`` with each of ``endings``.

    They are put together only where they are asked for, not to be weighed.
    """

    part: str
    endings: Collection[str]

    def __iter__(self) -> Iterator[str]:
        return (self.part + ending for ending in self.endings)


class Option(NamedTuple):
    """One possible value of a field, with what speaks for and against it.

    ``shared`` are features that it has in common with other options; one that is among its own too counts twice, in training as in use.
    """

    value: str | None
    features: Collection[str]
    shared: tuple[Features | Crossing, ...] = ()

    def names(self) -> Iterator[str]:
        """All its features."""
        yield from self.features
        for part in self.shared:
            yield from part


@dataclass(frozen=True, slots=True)
class Link:
    """How a figure stands to the one before, in words of ``context``.

    ``moves`` are the shifts in time that its words name; ``named`` the entities named since, ``kinds`` what they are.
    """

    context: tuple[str, ...]
    moves: tuple[tuple[str, str, int], ...] = ()
    named: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)


class Choice(NamedTuple):
    """A value with the chance, from 0 to 1, that the model gives it."""

    value: str | None
    confidence: float


@cache
def shipped_weights() -> Mapping[str, Weights]:
    """The weights that come with the engine: a table a field."""
    text = files("kg.extraction").joinpath("weights.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, float]] = json.loads(text)["weights"]
    return tables


def score(features: Iterable[str], weights: Weights) -> float:
    """The sum of the weights of features."""
    return sum(filter(None, map(weights.get, features)))


def note(features: Features, names: Iterable[str]) -> None:
    """Add names to features."""
    for name in names:
        features[name] = None


def relation(before: str | None, after: str | None, link: Link) -> str:
    """How two neighbouring values are related: the same, none both, one derived from the other, moved in time; "" else."""
    if before is None or after is None or not (link.named or link.moves):
        return _plain_relation(before, after)
    if before == after:
        kind = link.kinds.get(before)
        if kind is None or not link.named:
            return "same"
        return "same_rivalled" if any(other != before and link.kinds.get(other) == kind for other in link.named) else "same"
    if after in link.named:
        return "switch" if link.kinds.get(before) == link.kinds.get(after) else "turn"
    if derived := _derivation(before, after):
        return derived
    for kind, unit, steps in link.moves:
        if shifted(before, unit, steps) == after:
            return f"moved_{kind}"
        if shifted(after, unit, steps) == before:
            return "moved_back"
    return ""


@lru_cache(maxsize=1 << 15)
def _plain_relation(before: str | None, after: str | None) -> str:
    """The same where no name and no shift in time stands between the two."""
    if before is None or after is None:
        return "none_none" if before is after else ("none_some" if before is None else "some_none")
    return "same" if before == after else _derivation(before, after)


@lru_cache(maxsize=1 << 14)
def _derivation(before: str, after: str) -> str:
    """How one value is derived from the other by an ending; "" where it is not."""
    if after.startswith(f"{before}_"):
        return f"derived{after[len(before) :]}" if len(after) - len(before) < 10 else "narrower"
    if before.startswith(f"{after}_"):
        return f"back{before[len(after) :]}" if len(before) - len(after) < 10 else "broader"
    return ""


def link_features(kind: str, link: Link) -> list[str]:
    """The features of a pair of options that stand in a relation."""
    return [f"{kind}|{name}" for name in link.context] if kind else []


class _Scales:
    """What the features of a text weigh: what options share is added up once, and what links of one context weigh.

    A part is known by its identity, which holds as long as the options of the text do.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known: dict[int, float] = {}
        self._crossed: dict[str, _Crossed] = {}
        self._linked: dict[tuple[str, ...], _Linked] = {}

    def total(self, option: Option) -> float:
        """The score of an option."""
        known, total = self._known, score(option.features, self._weights)
        for part in option.shared:
            weight = known.get(id(part))
            if weight is None:
                weight = known[id(part)] = self._of(part)
            total += weight
        return total

    def _of(self, part: Features | Crossing) -> float:
        if not isinstance(part, Crossing):
            return score(part, self._weights)
        crossed = self._crossed.get(part.part)
        if crossed is None:
            crossed = self._crossed[part.part] = _Crossed(part.part, self._weights)
        return sum(map(crossed.__getitem__, part.endings))

    def pairs(self, before: Sequence[Option], after: Sequence[Option], link: Link) -> Array:
        """The weight of every pair of options, those before by rows."""
        linked = self._linked.get(link.context)
        if linked is None:
            linked = self._linked[link.context] = _Linked(link, self._weights)
        values = [option.value for option in after]
        if link.named or link.moves:
            table = [[linked[relation(first.value, value, link)] for value in values] for first in before]
        else:
            table = [[linked[_plain_relation(first.value, value)] for value in values] for first in before]
        return np.array(table, dtype=np.float64)


class _Crossed(dict[str, float]):
    """The weights of one part crossed with endings, each looked up when it is first met."""

    def __init__(self, part: str, weights: Weights) -> None:
        super().__init__()
        self._part, self._weights = part, weights

    def __missing__(self, ending: str) -> float:
        weight = self[ending] = self._weights.get(self._part + ending, 0.0)
        return weight


class _Linked(dict[str, float]):
    """What each relation of two options weighs in one context, added up when it is first met."""

    def __init__(self, link: Link, weights: Weights) -> None:
        super().__init__({"": 0.0})
        self._link, self._weights = link, weights

    def __missing__(self, kind: str) -> float:
        weight = self[kind] = score(link_features(kind, self._link), self._weights)
        return weight


def choose_all(nodes: Sequence[Sequence[Option]], links: Sequence[Link], weights: Weights) -> list[Choice]:
    """The values of the best sequence, each with its marginal chance. ``links[i]`` joins figure i to the one before."""
    kept: list[list[Option]] = []
    scores: list[Array] = []
    scales = _Scales(weights)
    for options in nodes:
        totals = [scales.total(option) for option in options]
        ranked = sorted(range(len(totals)), key=totals.__getitem__, reverse=True)[:_MOST]
        kept.append([options[place] for place in ranked] or [Option(None, {})])
        scores.append(np.array([totals[place] for place in ranked] or [0.0]))
    pairs = [scales.pairs(kept[index - 1], kept[index], links[index]) if index else _NONE for index in range(len(kept))]
    best = _viterbi(scores, pairs)
    chances = _marginals(scores, pairs)
    return [Choice(kept[i][place].value, float(chances[i][place])) for i, place in enumerate(best)]


def _viterbi(scores: Sequence[Array], pairs: Sequence[Array]) -> list[int]:
    """The options of the best sequence; of equal ones the first."""
    if not scores:
        return []
    total = scores[0]
    back: list[Array] = []
    for index in range(1, len(scores)):
        reached = total[:, None] + pairs[index]
        came = reached.argmax(axis=0)
        total = reached[came, np.arange(len(came))] + scores[index]
        back.append(came)
    path = [int(total.argmax())]
    for came in reversed(back):
        path.append(int(came[path[-1]]))
    return path[::-1]


def _log_sums(table: Array, axis: int) -> Array:
    """The logarithm of the sum of exponentials along an axis, without overflow."""
    sums: Array = np.logaddexp.reduce(table, axis=axis)
    return sums


def _marginals(scores: Sequence[Array], pairs: Sequence[Array]) -> list[Array]:
    """The chance of every option of every figure, by the forward and backward sums."""
    if not scores:
        return []
    forward = [scores[0]]
    for index in range(1, len(scores)):
        forward.append(_log_sums(forward[-1][:, None] + pairs[index], 0) + scores[index])
    behind = np.zeros(len(scores[-1]))
    backward = [behind]
    for index in range(len(scores) - 1, 0, -1):
        behind = _log_sums(pairs[index] + (scores[index] + behind)[None, :], 1)
        backward.append(behind)
    whole = float(_log_sums(forward[-1], 0))
    return [np.exp(ahead + after - whole) for ahead, after in zip(forward, reversed(backward), strict=True)]


def bucket(number: int, bounds: Sequence[int] = (1, 3, 6, 10, 16, 28)) -> str:
    """A number as the name of the step it falls in."""
    for bound in bounds:
        if number <= bound:
            return f"<={bound}"
    return f">{bounds[-1]}"
