"""What looks like a name and is the sign of a unit, a scale or a currency: "TWh", "Md", "CHF"."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.extraction.figures.grammar import load_grammar
from kg.extraction.figures.tongues import LANGUAGES
from kg.model.units import currencies

_LETTERS: Final = 2  # fewer may be anything


def is_unit(text: str) -> bool:
    """Whether a text is, as it is written, the sign of a unit, a scale or a currency."""
    return len(text) >= _LETTERS and text in _signs()


@cache
def _signs() -> frozenset[str]:
    grammar = load_grammar(LANGUAGES)
    return frozenset({*grammar.symbols, *grammar.suffixes, *currencies()})
