"""Names and figures told in pairs: "3 % in Spain, 5 % in Italy", "Spain (3 %), Italy (5 %)", "against 5 % for Italy"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.scene import Scene, Site

_PAIRS: Final = 2  # figures that make a series


class Place(NamedTuple):
    """Where a name or a figure stands in a passage; a figure has its number in the text, a name its entity."""

    start: int
    end: int
    figure: int | None
    entity: str


def paired(scene: Scene, site: Site) -> tuple[str, str] | None:
    """The name that a figure makes a pair with, and how ("series:before", "series:after", "contrast:after"); None where it makes none."""
    key = ("series", site.passage.index)
    if key not in scene.memory:
        scene.memory[key] = _pairs(scene, site)
    found: Mapping[int, tuple[str, str]] = scene.memory[key]
    return found.get(site.index)


def _pairs(scene: Scene, site: Site) -> Mapping[int, tuple[str, str]]:
    text, language = site.passage.folded, scene.language
    names = [mention for mention in scene.names.of(site.passage.index) if mention.source != "adjective"]
    figures: Sequence[tuple[int, int, int]] = scene.memory.get(("figures", site.passage.index), ())
    places = [Place(name.start, name.end, None, name.entity) for name in _outermost(names)]
    places += [Place(start, end, index, "") for start, end, index in figures]
    places.sort(key=lambda place: (place.start, place.end))
    found: dict[int, tuple[str, str]] = {}
    onward = pattern_in(language, "series", "onward")
    for order, link in (("after", "named"), ("before", "valued")):
        joined = pattern_in(language, "series", link)
        runs: list[list[tuple[Place, Place]]] = [[]]
        index = 0
        while index + 1 < len(places):
            first, second = places[index], places[index + 1]
            opens = (first.figure is not None) == (order == "after") and (second.figure is None) == (order == "after")
            if opens and joined.fullmatch(text, first.end, second.start):
                if runs[-1] and not onward.fullmatch(text, runs[-1][-1][1].end, first.start):
                    runs.append([])
                runs[-1].append((first, second))
                index += 2
            else:
                index += 1
        for run in runs:
            if len(run) >= _PAIRS:
                for pair in run:
                    figure, name = sorted(pair, key=lambda place: place.figure is None)
                    assert figure.figure is not None
                    found.setdefault(figure.figure, (name.entity, f"series:{order}"))
            elif run:
                figure, name = sorted(run[0], key=lambda place: place.figure is None)
                assert figure.figure is not None
                if pattern_in(language, "series", "contrast").search(text[: min(figure.start, name.start)]):
                    found.setdefault(figure.figure, (name.entity, f"contrast:{order}"))
    return found


def _outermost(names: Sequence[Mention]) -> Sequence[Mention]:
    """The names that stand in no longer one."""
    return [
        name
        for name in names
        if not any(other is not name and other.start <= name.start and name.end <= other.end for other in names)
    ]
