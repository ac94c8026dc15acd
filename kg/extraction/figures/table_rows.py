"""Rows of a table that the unit of its header does not reach, told by their label."""

from __future__ import annotations

from kg.extraction.figures.grammar import Grammar

_BY_SHARE = r"<<row_by_share>>"
_UNSCALED = r"%|(?:<<row_counts>>)s?(?: \([^()]*\))?:?$|^<<row_unscaled>>"


def is_by_share(grammar: Grammar, label: str) -> bool:
    """Whether a row gives sums for each share: "Earnings per share", "Résultat par action"."""
    return grammar.patterns[_BY_SHARE].search(label.lower()) is not None


def is_unscaled(grammar: Grammar, label: str) -> bool:
    """Whether a row is in a unit of its own: margins, rates, what is counted, sums for each share."""
    return is_by_share(grammar, label) or grammar.patterns[_UNSCALED].search(label.lower()) is not None
