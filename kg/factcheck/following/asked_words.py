"""Some words of a sentence with the figure that they are told of and its history: which way they say that it moved, what fits them."""

from __future__ import annotations

import re
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.moving import are_alike
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.desk import Desk
from kg.factcheck.following.earlier_values import History
from kg.factcheck.hearing.clauses import piece_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.words import Words
from kg.model.interval import Interval

_JUST_BEHIND: Final = 28
"""Within how many letters behind a word the verb stands that it goes with (keeps on falling)."""


class Asked:
    """Some words of a sentence, the figure that they are told of, and its history."""

    def __init__(
        self, match: re.Match[str], each: Checked, history: History | None, text: str, desk: Desk, words: Words
    ) -> None:
        self.match, self.each, self.history, self.text, self.desk, self.words = match, each, history, text, desk, words

    @property
    def statement(self) -> Statement:
        """What the figure says."""
        return self.each.statement

    def way(self, *, near: bool = False) -> int:
        """Which way the words, or the clause about them, say that something moved; 0 where they do not, or say both."""
        start, end = self.match.span()
        ways = _ways(self.text[start : min(end + _JUST_BEHIND, len(self.text))], self.words)
        if not ways and not near:
            low, high = piece_of(self.text, start, self.words.patterns["clause_joint"])
            ways = _ways(self.text[low:high], self.words)
        return ways.pop() if len(ways) == 1 else 0

    def fits(self, value: Interval) -> bool:
        """Whether a value of another time is what the sentence says of its own."""
        if self.history is not None and are_alike(self.history.now, value):
            return True
        _, bound = base_unit(self.statement)
        alike = bound.shape in (Shape.AT_LEAST, Shape.AT_MOST)
        return alike and bound.interval(self.desk.about_share).meets(value)


def _ways(text: str, words: Words) -> set[int]:
    return {way for way, name in ((1, "goes_up"), (-1, "goes_down")) if words.has(name, text)}
