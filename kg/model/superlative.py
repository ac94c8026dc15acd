"""Superlatives: a figure that its text calls the largest or smallest of its kind.

The qualifier ``superlative`` says so: ``largest`` or ``smallest`` of all that the base gives for the metric, or ``largest of
ENTITY`` of what that entity and its parts have. It does not narrow what a figure is of: the largest round is a round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model.errors import QuantityError

SUPERLATIVE: Final = "superlative"
_WORDS: Final = re.compile(r"(?P<extreme>largest|smallest)(?: of (?P<among>[a-z0-9][a-z0-9._-]*))?\Z")


@dataclass(frozen=True, slots=True)
class Superlative:
    """Which end of the scale, and among what: an entity and its parts, or all (None)."""

    largest: bool
    among: str | None = None

    @property
    def extreme(self) -> str:
        """The word for that end."""
        return "largest" if self.largest else "smallest"


def parse_superlative(text: str) -> Superlative:
    """Read the qualifier. Raises QuantityError."""
    match = _WORDS.match(text)
    if match is None:
        message = f"{text!r} is no superlative: write largest, smallest, or one of them of an entity, as 'largest of openai'"
        raise QuantityError(message)
    return Superlative(match["extreme"] == "largest", match["among"])
