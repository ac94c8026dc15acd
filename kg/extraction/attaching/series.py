"""Names and figures told in pairs: "3 % in Spain, 5 % in Italy", "Spain (3 %), Italy (5 %)", "against 5 % for Italy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.scene import Scene, Site

_PAIRS: Final = 2  # figures that make a series
_CONTRAST: Final = 60  # letters before a pair in which a word sets it against what was told before


class Place(NamedTuple):
    """Where a name or a figure stands in a passage: a figure has its number in the text, a name its entity."""

    start: int
    end: int
    figure: int | None = None
    entity: str = ""


class Pair(NamedTuple):
    """A figure and its name, which begins at ``name``, from where the first of them begins to where the second ends."""

    start: int
    end: int
    figure: int
    entity: str
    name: int


def paired(scene: Scene, site: Site) -> tuple[str, str] | None:
    """The name that a figure makes a pair with, and how ("series:before", "series:after", "contrast:after"); None where it makes none."""
    found = _pairs_of(scene, site).get(site.index)
    return (found[0].entity, found[1]) if found is not None else None


def of_another(scene: Scene, site: Site, start: int) -> bool:
    """Whether the name that begins at a place makes a pair with another figure of the passage, and not with this one."""
    figures = [figure for figure, (pair, _how) in _pairs_of(scene, site).items() if pair.name == start]
    return bool(figures) and site.index not in figures


def _pairs_of(scene: Scene, site: Site) -> Mapping[int, tuple[Pair, str]]:
    key = ("series", site.passage.index)
    if key not in scene.memory:
        scene.memory[key] = _pairs(scene, site)
    found: Mapping[int, tuple[Pair, str]] = scene.memory[key]
    return found


def _pairs(scene: Scene, site: Site) -> Mapping[int, tuple[Pair, str]]:
    """The figures of a passage that stand in a list of pairs, or in one pair that is set against what was told before."""
    text, language = site.passage.folded, scene.language
    contrast = pattern_in(language, "series", "contrast")
    places = [Place(start, end, figure=index) for start, end, index in scene.figures.get(site.passage.index, ())]
    places += [Place(name.start, name.end, entity=name.entity) for name in _outermost(scene.names.of(site.passage.index))]
    places.sort(key=lambda place: (place.start, place.end))
    found: dict[int, tuple[Pair, str]] = {}
    for side, link in (("after", "named"), ("before", "valued")):
        for run in _runs(places, text, side, pattern_in(language, "series", link), pattern_in(language, "series", "onward")):
            if len(run) >= _PAIRS:
                how = f"series:{side}"
            elif contrast.search(text[max(0, run[0].start - _CONTRAST) : run[0].start]):
                how = f"contrast:{side}"
            else:
                continue
            for pair in run:
                found.setdefault(pair.figure, (pair, how))
    return found


def _runs(
    places: Sequence[Place], text: str, side: str, joined: re.Pattern[str], onward: re.Pattern[str]
) -> Iterator[Sequence[Pair]]:
    """Runs of pairs in which the name stands on one side of its figure, each pair close behind the one before."""
    run: list[Pair] = []
    index = 0
    while index + 1 < len(places):
        first, second = places[index], places[index + 1]
        figure, name = (first, second) if side == "after" else (second, first)
        if figure.figure is None or name.figure is not None or not joined.fullmatch(text, first.end, second.start):
            index += 1
            continue
        if run and not onward.fullmatch(text, run[-1].end, first.start):
            yield run
            run = []
        run.append(Pair(first.start, second.end, figure.figure, name.entity, name.start))
        index += 2
    if run:
        yield run


def _outermost(names: Sequence[Mention]) -> Sequence[Mention]:
    """The names that stand in no longer one, in order; adjectives ("Spanish") are none."""
    found: list[Mention] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.source != "adjective" and (not found or name.end > found[-1].end):
            found.append(name)
    return found
