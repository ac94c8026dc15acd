"""How far the chances of the model may be trusted: each set against how often such chances came true on texts kept out of training.

A logistic curve over the log-odds of the chance, as of Platt, "Probabilistic outputs for support vector machines" (1999): two
numbers for each field, and two more where the value is not the plain one, as the model errs more about those.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from kg.extraction.attaching.ranking import Choice
from kg.model.base import Vocabulary

_LEAST: Final = 1e-4  # chances are taken as no nearer to 0 or 1 than this
_FIRM: Final = 4.0  # how strongly a curve is held to leave chances as they are; a few dozen figures move it


class Curve(NamedTuple):
    """The log-odds that a value is right: ``shift`` plus ``slope`` times those of the model's chance."""

    shift: float = 0.0
    slope: float = 1.0

    def at(self, chance: float) -> float:
        """The chance as it is to be told, from 0 to 1."""
        return 1 / (1 + math.exp(-self.shift - self.slope * _log_odds(chance)))


Curves = Mapping[str, Mapping[str, Curve]]
"""By field, the curves for "plain" values and for "other" ones."""


def plainness(field: str, value: str | None, vocabulary: Vocabulary) -> str:
    """Say "plain" of a value that needs least reading (an entity or metric of the vocabulary, "reported", none), else "other"."""
    if field == "entity":
        plain = value in vocabulary.entities
    elif field == "metric":
        plain = value in vocabulary.metrics
    else:
        plain = value in (None, "reported")
    return "plain" if plain else "other"


def told(choice: Choice, field: str, vocabulary: Vocabulary, curves: Curves) -> Choice:
    """A choice with the chance as it is to be told; as it is where no curve is known for it."""
    curve = curves.get(field, {}).get(plainness(field, choice.value, vocabulary))
    return choice if curve is None else Choice(choice.value, curve.at(choice.confidence))


@cache
def shipped_curves() -> Curves:
    """The curves that come with the weights of the engine."""
    text = files("kg.extraction").joinpath("weights.json").read_text(encoding="utf-8")
    tables = json.loads(text).get("curves", {})
    return {field: {name: Curve(*numbers) for name, numbers in table.items()} for field, table in tables.items()}


def curve_of(chances: Sequence[float], right: Sequence[bool]) -> Curve:
    """The curve under which values of such chances are as often right as they were (maximum likelihood, held to the plain chance)."""
    import numpy as np
    from scipy.optimize import minimize

    odds = np.array([_log_odds(chance) for chance in chances])
    signs = np.where(np.array(right, dtype=bool), 1.0, -1.0)

    def loss(numbers: tuple[float, float]) -> float:
        shift, slope = numbers
        surprise = np.logaddexp(0, -signs * (shift + slope * odds)).sum()
        return float(surprise + _FIRM * (shift**2 + (slope - 1) ** 2) / 2)

    found = minimize(loss, (0.0, 1.0), method="L-BFGS-B", bounds=[(None, None), (0, None)])
    return Curve(round(float(found.x[0]), 3), round(float(found.x[1]), 3))


def _log_odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
