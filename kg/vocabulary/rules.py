"""Rules between metrics: one comparison of two formulas, as ``net_loss == expenses - revenue``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.model.errors import FormulaError
from kg.model.formula import Term, names_in, parse_formula

PREVIOUS: Final = "previous__"
_COMPARISON = re.compile(r"(?P<left>[^<>=!]+?)\s*(?P<operator>==|<=|>=)\s*(?P<right>[^<>=!]+)\Z")
_PREVIOUS = re.compile(r"\bprevious\(\s*([A-Za-z_][A-Za-z_0-9]*)\s*\)")


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """A rule taken apart. Names are metrics; ``previous__x`` is metric x one period earlier."""

    left: Term
    operator: str
    right: Term

    @property
    def names(self) -> tuple[str, ...]:
        """The metrics it speaks of, each once."""
        return tuple(dict.fromkeys((*names_in(self.left), *names_in(self.right))))


@lru_cache(maxsize=1024)
def parse_rule(text: str) -> ParsedRule:
    """Read a rule. Raises FormulaError for anything but one ==, <= or >= between two formulas over metrics."""
    match = _COMPARISON.match(text.strip())
    if match is None:
        message = f"{text!r} is no rule: write one ==, <= or >= between two formulas, as net_loss == expenses - revenue"
        raise FormulaError(message)
    left, right = (parse_formula(_PREVIOUS.sub(rf"{PREVIOUS}\1", match[side])) for side in ("left", "right"))
    if not names_in(left) and not names_in(right):
        message = f"{text!r} names no metric"
        raise FormulaError(message)
    return ParsedRule(left, match["operator"], right)
