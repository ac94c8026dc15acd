"""Sources that brackets name behind what they tell: "(source: Gartner)", "(Synergy Research, Q1 2026)", "(étude Ifop, mars 2024)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.extraction.attaching.kinds import PLACES
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.scene import Scene

_BRACKETS: Final = re.compile(r"\(([^()]{2,90})\)")
_DATED: Final = re.compile(r"[^,;]{2,60},\s(?:[^,;]{0,25}\s)?(?:19|20)\d\d")


class Citation(NamedTuple):
    """A source in brackets: where they stand in a passage, and whom they name."""

    start: int
    end: int
    source: str


def citations(scene: Scene, index: int) -> Sequence[Citation]:
    """The sources that brackets of a passage name: behind a word for one, or a name with its year; worked out once."""
    key = ("citations", index)
    if key not in scene.memory:
        scene.memory[key] = list(_citations(scene, index))
    found: Sequence[Citation] = scene.memory[key]
    return found


def _citations(scene: Scene, index: int) -> list[Citation]:
    passage = scene.passages[index]
    found = []
    for match in _BRACKETS.finditer(passage.text):
        lead = pattern_in(scene.language, "speakers", "bracketed").match(passage.folded, match.start(1), match.end(1))
        begin = lead.end() if lead is not None else match.start(1)
        named = next(
            (
                mention
                for mention in scene.names.of(index)
                if mention.source != "adjective" and mention.end <= match.end(1) and mention.start - begin in (0, 1, 2, 3, 4)
                if not passage.text[begin : mention.start].strip()
            ),
            None,
        )
        if named is None:
            continue
        told = lead is not None or (
            _DATED.fullmatch(match[1]) is not None
            and scene.names.kinds.get(named.entity) not in PLACES
            and passage.text[named.end : named.end + 1] == ","
        )
        if told:
            found.append(Citation(match.start(), match.end(), named.entity))
    return found


def cited_for(scene: Scene, index: int, end: int) -> Citation | None:
    """The first source in brackets behind a figure of its passage, which it is told after; None where there is none."""
    return next((citation for citation in citations(scene, index) if citation.start >= end), None)
