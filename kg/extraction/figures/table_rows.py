"""Rows of a table that the unit of its header does not reach, told by their label."""

from __future__ import annotations

import re

_BY_SHARE = re.compile(r"per (?:\w+ )?share|par action|\beps\b|\bbpa\b")
_UNSCALED = re.compile(
    r"%|(?:margin|ratio|rate|yield|headcount|employees|workforce|stores|customers|units|unités|shares)s?(?: \([^()]*\))?:?$"
    r"|^(?:number of|no\. of|average number|staff$|units|headcount|employees|effectifs?\b|salariés\b|taux\b|marge\b|nombre\b|ratio\b)"
)


def is_by_share(label: str) -> bool:
    """Whether a row gives sums for each share: "Earnings per share", "Résultat par action"."""
    return _BY_SHARE.search(label.lower()) is not None


def is_unscaled(label: str) -> bool:
    """Whether a row is in a unit of its own: margins, rates, what is counted, sums for each share."""
    return is_by_share(label) or _UNSCALED.search(label.lower()) is not None
