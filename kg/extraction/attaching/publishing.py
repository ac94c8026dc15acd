"""Whose surveys, indices and studies a text reports: they tell the figures, which are seldom about them."""

from __future__ import annotations

from typing import Final

from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.scene import Scene

_BESIDE: Final = 60  # letters around a name in which it is told what it publishes


def publishers(scene: Scene) -> frozenset[str]:
    """The bodies of a text that publish a survey or an index of others: "according to the Halifax house price index"."""
    key = ("publishers", -1)
    if key not in scene.memory:
        before, behind = (pattern_in(scene.language, "surveying", name) for name in ("before", "behind"))
        found = set()
        for index, listed in scene.names.mentions.items():
            folded = scene.passages[index].folded
            for mention in listed:
                if mention.kind != "place" and (
                    before.search(folded[max(0, mention.start - _BESIDE) : mention.start])
                    or behind.match(folded[mention.end : mention.end + _BESIDE])
                ):
                    found.add(mention.entity)
        scene.memory[key] = frozenset(found)
    known: frozenset[str] = scene.memory[key]
    return known
