"""The fields of all figures of a document, decided one field after the other, each along the whole text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from kg.extraction.attaching.anchoring import OPENING
from kg.extraction.attaching.attribution import speaker_options
from kg.extraction.attaching.calibrating import Curves, told
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.converted import told_before
from kg.extraction.attaching.entities import entity_options
from kg.extraction.attaching.governing import starts_change
from kg.extraction.attaching.metrics import labelled, metric_options
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.ranking import Choice, Link, Option, Weights, choose_all
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.series import paired
from kg.extraction.attaching.status import stands_apart, status_options
from kg.extraction.attaching.timing import time_options
from kg.extraction.attaching.traits import genre_of
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

FIELDS: Final = ("status", "metric", "entity", "time", "attribution")
"""In the order they are decided: a later one may look at the values of the earlier."""
_CARRIED: Final = 14  # options of the figure before that a figure may take over
_RETOLD: Final = 6  # passages after a headline in which its figure is told in full
_SHORT: Final = 40  # letters between the figures of "from A to B"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for one figure, field by field."""

    status: Choice
    metric: Choice
    entity: Choice
    time: Choice
    attribution: Choice

    @property
    def values(self) -> dict[str, str | None]:
        """The value of each field."""
        return {field: getattr(self, field).value for field in FIELDS}


Known = Mapping[str, str | None]


def decide(
    scene: Scene, sites: Sequence[Site], weights: Mapping[str, Weights], curves: Curves | None = None
) -> list[Decision]:
    """The fields of every figure, each with its chance as ``curves`` tell it; those of a mere conversion are its figure's."""
    chosen: dict[str, list[Choice]] = {}
    again = told_before(sites)
    own = [site for index, site in enumerate(sites) if index not in again]
    places = {site.index: place for place, site in enumerate(own)}
    for field in FIELDS:
        known = [{name: choices[site.index].value for name, choices in chosen.items()} for site in own]
        choices = choose_all(options_of(field, scene, own, known), links_of(field, scene, own), weights[field])
        chosen[field] = [choices[places[again.get(site.index, site.index)]] for site in sites]
    return [
        Decision(**{field: told(chosen[field][index], field, scene.vocabulary, curves or {}) for field in FIELDS})
        for index in range(len(sites))
    ]


def options_of(field: str, scene: Scene, sites: Sequence[Site], known: Sequence[Known]) -> list[list[Option]]:
    """The options of a field for every figure; each figure may take over those that the one before has of its own."""
    found: list[list[Option]] = []
    carried: list[str] = []
    if field == "time":
        genre = genre_of(values.get("metric") for values in known)
        known = [{**values, "genre": genre} for values in known]
    for index, (site, values) in enumerate(zip(sites, known, strict=True)):
        seen_at = told_again(sites, index) if field == "time" else site
        options = _OPTIONS[field](scene, seen_at, values, carried)
        found.append(options or [Option(None, {})])
        carried = _carried_on(options, carried)
    return found


def _carried_on(options: Sequence[Option], carried: Collection[str]) -> list[str]:
    """The values that the next figure may take over, those of the figure's own first, by how much is told of each.

    Options come in the order of their values, which holds among equals.
    """
    own = [option for option in options if option.value is not None]
    taken, most = set(carried), max((len(option.features) for option in own), default=0) + 1
    own.sort(
        key=lambda option: (most if option.value in taken and "here" not in option.features else 0) - len(option.features)
    )
    return [option.value for option in own[:_CARRIED] if option.value is not None]


def told_again(sites: Sequence[Site], index: int) -> Site:
    """Where the text tells the figure of a headline in full: the same value again in its first sentences, else the headline."""
    site = sites[index]
    if not site.in_title_or_heading or site.passage.index >= OPENING:
        return site
    figure = site.figure
    for other in sites[index + 1 :]:
        if other.passage.index > site.passage.index + _RETOLD:
            break
        same = (figure.low, figure.high, figure.unit) == (other.figure.low, other.figure.high, other.figure.unit)
        if same and not other.in_title_or_heading:
            return other
    return site


_OPTIONS: Final[Mapping[str, Callable[[Scene, Site, Known, Sequence[str]], list[Option]]]] = {
    "status": lambda scene, site, _known, _carried: status_options(scene, site),
    "metric": lambda scene, site, known, carried: metric_options(scene, site, known["status"] or "", carried),
    "entity": lambda scene, site, known, carried: entity_options(scene, site, known["metric"], carried),
    "time": lambda scene, site, known, carried: time_options(
        scene, site, known["metric"], known["status"] or "", known["genre"] or "", carried
    ),
    "attribution": lambda scene, site, known, carried: speaker_options(scene, site, known["entity"], carried),
}


def links_of(field: str, scene: Scene, sites: Sequence[Site]) -> list[Link]:
    """How each figure stands to the one before; nothing for the first."""
    links: list[Link] = []
    for index, site in enumerate(sites):
        if not index:
            links.append(Link(()))
            continue
        before = sites[index - 1]
        context = _context(field, scene, before, site)
        if field == "time":
            links.append(Link(context, _moves(scene, site)))
        elif field == "entity":
            named = frozenset(
                mention.entity for mention in _between(scene.names.of, before, site) if mention.source != "adjective"
            )
            links.append(Link(context, (), named, scene.names.kinds))
        else:
            links.append(Link(context))
    return links


def _context(field: str, scene: Scene, before: Site, after: Site) -> tuple[str, ...]:
    """How two neighbouring figures stand to each other, in the few words that matter for a field."""
    steps = min(after.passage.index - before.passage.index, 2)
    if field == "status":
        return _firmness_context(scene, before, after)
    block = "block" if before.passage.block == after.passage.block else "other"
    section = "section" if before.passage.headings == after.passage.headings else "other_section"
    alike = "alike" if before.unit_class == after.unit_class else "unlike"
    names = ["any", section, f"steps{steps}", f"steps{steps}:{block}"] if field != "time" else []
    if after.passage.kind is BlockKind.TABLE_ROW:
        names.append("table_row")
    if field == "entity":
        names.append(f"named={bool(_between(scene.names.of, before, after))}:{min(steps, 1)}")
        if paired(scene, after) is not None:
            names.append("paired")
    elif field == "time" and steps == 0 and after.start - before.end < _SHORT and starts_change(before, scene.language):
        return ("from_to",)
    elif field == "time" and steps == 0:
        names.append(f"timed={bool(_between(lambda index: scene.moments.get(index, ()), before, after))}")
    elif field == "time":
        timed = bool(_between(lambda index: scene.moments.get(index, ()), before, after))
        names.append(f"steps{steps}:{block}:timed={timed}:{alike}")
    elif field == "metric":
        names += [alike, f"{alike}:steps{steps}"]
        if labelled(scene, after, 0 if steps else before.end):
            names.append(f"labelled:{alike}:{min(steps, 1)}")
    if steps == 0:
        joint = after.passage.folded[before.end : after.start]
        words = len(re.findall(r"\w+", joint))
        names.append(f"gap{'<=3' if words <= 3 else '<=8' if words <= 8 else '>8'}:{alike}")
        if words_of(scene.language).versus.search(joint):
            names.append(f"versus:{alike}")
        if field == "metric":
            names += sorted(
                {
                    f"joint:{match.group()}:{alike}"
                    for match in pattern_in(scene.language, "changes", "joint").finditer(joint)
                }
            )
        if before.verb is not None and after.verb is not None and before.verb.i == after.verb.i:
            names.append("one_verb")
        if after.brackets is not None and before.brackets is None and not (field == "time" and _timed(scene, after)):
            names.append(f"into_brackets:{alike}")
        if before.brackets is not None and after.brackets == before.brackets:
            names.append("in_same_brackets")
    return tuple(names)


def _timed(scene: Scene, site: Site) -> bool:
    """Whether the brackets about a figure have a time of their own."""
    moments = scene.moments.get(site.passage.index, ())
    brackets = site.brackets
    return brackets is not None and any(site.within(brackets, moment.start, moment.end) for moment in moments)


def _firmness_context(scene: Scene, before: Site, after: Site) -> tuple[str, ...]:
    """How two figures stand to each other where it matters for their firmness: in one sentence, under one verb, compared."""
    steps = after.passage.index - before.passage.index
    block = before.passage.block == after.passage.block
    if steps:
        if after.passage.kind in (BlockKind.TABLE_ROW, BlockKind.BULLET) and after.passage.kind == before.passage.kind:
            return (f"next:{after.passage.kind.value}",) if steps == 1 else ()
        return ("next_sentence",) if steps == 1 and block else ()
    if stands_apart(after, scene.language):
        return ("apart",)
    joint = after.passage.text[before.end : after.start]
    names = ["sentence"]
    one_verb = before.verb is not None and after.verb is not None and before.verb.i == after.verb.i
    if one_verb:
        names.append("one_verb")
    elif before.clause == after.clause:
        names.append("one_clause")
    else:
        names.append("two_clauses")
    if words_of(scene.language).versus.search(fold(joint)):
        names.append("versus")
    words = len(re.findall(r"\w+", joint))
    names.append("gap<=3" if words <= 3 else "gap<=8" if words <= 8 else "gap>8")
    if after.brackets is not None and before.brackets is None:
        names.append("into_brackets")
    elif before.brackets is not None and after.brackets is None:
        names.append("out_of_brackets")
    return tuple(names)


def _moves(scene: Scene, site: Site) -> tuple[tuple[str, str, int], ...]:
    """The shifts in time that are named just after a figure: "against 10 % a year earlier"."""
    return tuple(
        (moment.kind, *moment.shift)
        for moment in scene.moments.get(site.passage.index, ())
        if moment.shift is not None and moment.start >= site.end - 1 and site.gap(moment.start, moment.end) <= 8
    )


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def _between(things: Callable[[int], Iterable[P]], before: Site, after: Site) -> list[P]:
    """What stands between two figures: names, times. Passages far apart are looked at from the later one."""
    found: list[P] = []
    for index in range(max(before.passage.index, after.passage.index - 3), after.passage.index + 1):
        for thing in things(index):
            if index == before.passage.index and thing.start < before.end:
                continue
            if index == after.passage.index and thing.end > after.start:
                continue
            found.append(thing)
    return found
