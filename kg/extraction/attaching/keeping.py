"""What is made of a vocabulary once and asked for at every figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar

from kg.model.vocabulary import Metric

V = TypeVar("V")
_KEPT: Final = 8  # vocabularies at a time: a process works with one or two


class Kept(Generic[V]):
    """What ``make`` makes of metrics in a language. They are known by identity, as hashing them all costs more than most uses of it."""

    def __init__(self, make: Callable[[Mapping[str, Metric], str], V]) -> None:
        self._make = make
        self._known: dict[tuple[int, str], tuple[Mapping[str, Metric], V]] = {}

    def of(self, metrics: Mapping[str, Metric], language: str) -> V:
        """That of some metrics, which are kept with it so that no others can take on their identity."""
        key = (id(metrics), language)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)), None)
            known = self._known[key] = metrics, self._make(metrics, language)
        return known[1]
