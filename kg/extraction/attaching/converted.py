"""Figures told again in brackets in another currency or measure: they are of the same thing, time and speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.attaching.scene import Site


def told_before(sites: Sequence[Site]) -> Mapping[int, int]:
    """For each figure that only converts one, its index and that of the one before the brackets: "77 million euros (£53m; $100m)"."""
    at = {site.figure.start: site.index for site in sites}
    found: dict[int, int] = {}
    for site in sites:
        if site.figure.converts in at:
            first = at[site.figure.converts]
            found[site.index] = found.get(first, first)
    return found
