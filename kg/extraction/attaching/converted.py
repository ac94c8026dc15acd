"""Figures told again in brackets in another currency or measure: they are of the same thing, time and speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from kg.extraction.attaching.scene import Site

_OPENS: Final = re.compile(r"\s?[(\[]\W{0,2}(?:[^\W\d]+\.? ){0,2}[^\W\d]{0,3}\W?")
_ALSO: Final = re.compile(r"\s?(?:[;,/]|[^\W\d]{2,3})\s?\W?")
_CONVERTED: Final = ("money", "quantity")


def told_before(sites: Sequence[Site]) -> Mapping[int, int]:
    """For each figure that only converts one, its index and that of the one before the brackets: "77 million euros (£53m; $100m)"."""
    found: dict[int, int] = {}
    for before, site in pairwise(sites):
        if site.passage.index != before.passage.index or not _converts(before, site):
            continue
        between = site.passage.text[before.end : site.start]
        opened = site.brackets is not None and before.brackets is None and _OPENS.fullmatch(between) is not None
        if opened:
            found[site.index] = before.index
        elif before.index in found and before.brackets == site.brackets and _ALSO.fullmatch(between) is not None:
            found[site.index] = found[before.index]
    return found


def _converts(before: Site, site: Site) -> bool:
    """Whether one figure can be the other in another unit."""
    first, second = before.figure, site.figure
    return first.kind == second.kind and first.kind in _CONVERTED and first.unit != second.unit
