"""What a figure measures: metrics whose cues stand around it and whose dimension its unit has, as options."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.extraction.attaching.composing import composed, counted_token
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.cues import Cues, Hit, cues_of, hits_in, hits_of
from kg.extraction.attaching.fitting import ENDINGS, OF_OUTPUT, dimension_of, fits, suits, usual
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.parsing import distance, token_at
from kg.extraction.attaching.ranking import Features, Option, bucket, note
from kg.extraction.attaching.scene import PARTS, Scene, Site
from kg.model.vocabulary import Metric
from kg.reading.document import BlockKind

_REACH: Final = 1
_LED: Final = re.compile(r"([^\W\d]{1,7})['\s]\s?\Z")
_CHANGES: Final = ("_change", "_growth")
_OUTPUT: Final = "gdp"
_CARRIED: Final = 2  # names made of words that a figure takes over from the one before


def metric_options(scene: Scene, site: Site, status: str, carried: Sequence[str] = ()) -> list[Option]:
    """The metrics that may be meant, with features: those whose cues stand near, those carried on, and names made of the words."""
    known = scene.vocabulary.metrics
    change = change_near(scene, site)
    gathered = _gathered(scene, site, carried)
    options = {
        metric: features for metric, features in gathered.items() if metric in known and fits(known[metric], site, known)
    }
    made = list(composed(scene, site, change))
    if site.unit_class == "count":
        made += [(name, "carried") for name in carried if name not in known and suits(name)][:_CARRIED]
    others = min(len(options), 3)
    for name, way in dict(reversed(made)).items():
        if name in options or name not in known or fits(known[name], site, known):
            ending = ":known" if name in known else f":{site.unit_class}:others={others}"
            options.setdefault(name, {}).update({"own": None, f"own:{way}{ending}": None})
    place = _place(site, scene.language)
    for metric, features in options.items():
        if metric in known:
            _describe(known[metric], site, features, status, change, place)
    return [Option(metric, features) for metric, features in sorted(options.items())]


def _gathered(scene: Scene, site: Site, carried: Iterable[str]) -> dict[str, Features]:
    """The metrics that cues name around a figure, what derives from them, and those carried on or usual for the unit."""
    cues = cues_of(scene.vocabulary.metrics, scene.language)
    gathered: dict[str, Features] = {}

    def add(metric: str, *names: str) -> None:
        note(gathered.setdefault(metric, {}), names)

    best: dict[str, tuple[tuple[bool, bool, bool, int, int], list[str]]] = {}
    in_clause: Counter[str] = Counter()
    for hit, names in _near(scene, site, cues):
        in_clause[hit.metric] += "clause" in names
        key = (not hit.covered, "clause" in names, not hit.hint, hit.words, -site.gap(hit.start, hit.end))
        if hit.metric not in best or key > best[hit.metric][0]:
            best[hit.metric] = (key, names)
    by_noun = any("cue:NOUN" in names and "clause" in names for _, names in best.values())
    for metric, (_, names) in best.items():
        add(metric, *names, *([f"cues:{min(in_clause[metric], 3)}"] if in_clause[metric] > 1 else []))
        if by_noun and ("cue:VERB" in names or "cue:AUX" in names or "cue:ADJ" in names):
            add(metric, "verb_beside_noun")
    for metric, names in _around(scene, site, cues):
        add(metric, *names)
    for base in list(gathered):
        for ending in ENDINGS:
            derived = base + ending
            if "whole" in gathered[base] and ending in _CHANGES:
                continue  # "35 % of GDP": no growth of it
            if derived in scene.vocabulary.metrics and "here" not in gathered.get(derived, ()):
                add(derived, *gathered[base], "from_base", f"from_base:{ending}")
    if "whole" in gathered.get(_OUTPUT, ()):
        for metric in OF_OUTPUT:
            known = scene.vocabulary.metrics.get(metric)
            broader = known.broader if known is not None else None
            if broader in gathered:
                add(metric, *gathered[broader], "from_broader")
            add(metric, "of_output")
    for metric in carried:
        for name in _related(metric):
            if name in scene.vocabulary.metrics:
                add(name)
    for metric in usual(site):
        add(metric, "usual")
    return gathered


@lru_cache(maxsize=1 << 12)
def _related(metric: str) -> tuple[str, ...]:
    """A metric with the names that derive from it and those that it derives from."""
    longer = (metric + ending for ending in ENDINGS)
    return (metric, *longer, *(metric.removesuffix(ending) for ending in ENDINGS if metric.endswith(ending)))


def labelled(scene: Scene, site: Site, since: int) -> bool:
    """Whether words for a metric that fits the figure stand right before it, behind a place of its passage."""
    known = scene.vocabulary.metrics
    return any(
        since <= hit.start
        and hit.end <= site.start
        and not hit.hint
        and hit.metric in known
        and fits(known[hit.metric], site, known)
        and pattern_in(scene.language, "metrics", "labelled").fullmatch(site.passage.text, hit.end, site.start)
        for hit in hits_of(scene, site.passage.index, cues_of(known, scene.language))
    )


def _may_derive(metric: Metric, site: Site) -> bool:
    """Whether a figure may state the change or the share of a metric: a percentage that of an amount."""
    return site.unit_class in (*PARTS, "multiple") and metric.dimension not in (
        "share",
        "multiple",
        "date",
    )


def _near(scene: Scene, site: Site, cues: Cues) -> Iterator[tuple[Hit, list[str]]]:
    metrics = scene.vocabulary.metrics
    hits = [hit for hit in hits_of(scene, site.passage.index, cues) if hit.end <= site.start or hit.start >= site.end]
    fitting = [
        hit
        for hit in hits
        if (known := metrics.get(hit.metric)) is not None and (fits(known, site, metrics) or _may_derive(known, site))
    ]
    longest = {(hit.metric, hit.start): hit.end for hit in sorted(fitting, key=lambda hit: hit.end)}
    inside = {
        hit
        for hit in fitting
        if hit.covered
        and any(
            m == hit.metric and a <= hit.start and hit.end <= b and b - a > hit.end - hit.start
            for (m, a), b in longest.items()
        )
    }
    fitting = [hit for hit in fitting if hit not in inside]
    sides = {
        "before": {hit.end for hit in fitting if hit.end <= site.start},
        "after": {hit.start for hit in fitting if hit.start >= site.end},
    }
    before, after = sorted(sides["before"], reverse=True), sorted(sides["after"])
    for hit in fitting:
        side = "before" if hit.end <= site.start else "after"
        rank = before.index(hit.end) if side == "before" else after.index(hit.start)
        steps = site.gap(hit.start, hit.end)
        names = [
            "here",
            f"by:{' '.join(hit.stems)}:{hit.metric}",
            f"same:{side}",
            f"same:{side}:{bucket(steps)}",
            f"same:{side}:rank{min(rank, 3)}",
            f"words:{min(hit.words, 3)}",
            f"shared:{bucket(hit.shared, (1, 2, 4))}",
        ]
        if hit.covered:
            names.append("covered")
        if site.within(site.clause, hit.start, hit.end):
            names += ["clause", f"clause:{side}", f"clause:words{min(hit.words, 3)}"]
        if site.brackets is not None:
            names.append("brackets:inside" if site.within(site.brackets, hit.start, hit.end) else "brackets:outside")
        if site.passage.label and hit.end <= site.passage.label:
            names.append("label")
        between = site.passage.text[site.end : hit.start] if side == "after" else site.passage.text[hit.end : site.start]
        if re.search(r"\d", between):
            names.append(f"number_between:{side}")
        names.append(f"commas:{side}:{min(between.count(',') + between.count('('), 2)}")
        if side == "after" and pattern_in(scene.language, "metrics", "joined").fullmatch(between):
            names.append("joined:after")
        if (
            side == "after"
            and site.unit_class in PARTS
            and pattern_in(scene.language, "metrics", "whole").fullmatch(between)
        ):
            names.append("whole")
        if side == "before" and pattern_in(scene.language, "metrics", "labelled").fullmatch(between):
            names.append("joined:before")
        if site.doc is not None and site.token is not None:
            token = site.doc[token_at(site.doc, hit.start)]
            names.append(f"cue:{token.pos_}")
            steps = distance(token, site.above)
            names.append(f"tree:{bucket(steps, (1, 2, 3, 5, 8))}")
            if any(above.i == token.i for above in site.above):
                names.append("tree:ancestor")
                names.append(f"tree:ancestor:{token.pos_}")
            if token.head.i == site.token.i:
                names.append("tree:child")
        yield hit, names


def _around(scene: Scene, site: Site, cues: Cues) -> Iterator[tuple[str, list[str]]]:
    passage = site.passage
    for steps in range(1, _REACH + 1):
        index = passage.index - steps
        if index < 0:
            break
        other = scene.passages[index]
        if other.kind is BlockKind.TABLE_ROW:
            break
        block = "block" if other.block == passage.block else "other"
        for hit in hits_of(scene, other.index, cues):
            yield hit.metric, [f"earlier:{steps}:{block}", f"earlier:words{min(hit.words, 3)}"]
    if passage.lead < passage.index - _REACH:
        for metric in _leading(scene, passage.lead, cues):
            yield metric, ["lead"]
    if passage.index + 1 < len(scene.passages) and scene.passages[passage.index + 1].block == passage.block:
        for hit in hits_of(scene, passage.index + 1, cues):
            yield hit.metric, ["later"]
    for depth, heading in enumerate(reversed(passage.headings)):
        for hit in hits_of(scene, heading, cues):
            yield (
                hit.metric,
                [f"heading{min(depth, 1)}", f"heading:words{min(hit.words, 3)}", f"heading:{passage.kind.value}"],
            )
    if scene.title is not None and scene.title not in passage.headings:
        for hit in hits_of(scene, scene.title, cues):
            yield hit.metric, ["title"]
    yield from _column(scene, site, cues)


def _leading(scene: Scene, index: int, cues: Cues) -> Sequence[str]:
    """The metrics that the first passage of a block names, up to its colon where it has one; worked out once."""
    lead = scene.passages[index]
    if not lead.label:
        return [hit.metric for hit in hits_of(scene, index, cues)]
    key = ("leading", index)
    if key not in scene.memory:
        scene.memory[key] = [hit.metric for hit in hits_in(lead.text[: lead.label], cues)]
    found: Sequence[str] = scene.memory[key]
    return found


def _column(scene: Scene, site: Site, cues: Cues) -> Iterator[tuple[str, list[str]]]:
    """The cues of the table header above a cell: those of its column count more than those of the others."""
    passage = site.passage
    if passage.kind is not BlockKind.TABLE_ROW or passage.header is None:
        return
    header = scene.passages[passage.header]
    block = scene.document.blocks[passage.block]
    above = scene.document.column_heading(block, site.figure.start)
    for hit in hits_of(scene, header.index, cues):
        place = header.source(hit.start, hit.end)
        own = above is not None and above[0] <= place[0] < above[1]
        yield hit.metric, ["column" if own else "other_column", f"column:{own}:words{min(hit.words, 3)}"]


def change_near(scene: Scene, site: Site) -> str:
    """Whether the words about the figure speak of a change, and which way; worked out once."""
    key = ("change", site.index)
    if key not in scene.memory:
        finders = words_of(scene.language).change
        start, end = site.clause
        near = site.passage.folded[max(start, site.start - 70) : min(end, site.end + 40)]
        scene.memory[key] = next((way for way in ("up", "down", "any") if finders[way].search(near)), "none")
    found: str = scene.memory[key]
    return found


def direction_of(scene: Scene, site: Site) -> str | None:
    """Up or down where the words close by say so and no sign is printed."""
    if site.figure.exact[:1] in "+-−–÷":
        return None
    change = change_near(scene, site)
    return change if change in ("up", "down") else None


def _place(site: Site, language: str) -> Sequence[str]:
    """The word before a duration and how it stands; nothing for any other figure."""
    if site.unit_class != "duration":
        return ()
    found = [] if site.figure.kind == "age" else [_standing(site, language)]
    if (led := _LED.search(site.folded_before)) is not None:
        found.append(f"led:{led[1]}")
    return found


def _describe(metric: Metric, site: Site, features: Features, status: str, change: str, place: Iterable[str]) -> None:
    for told in place:
        features[f"{told}:{metric.id}"] = None
    dimension = metric.dimension or "any"
    unit = dimension_of(site) or site.unit_class
    features[f"is:{metric.id}:{site.unit_class}"] = None
    ending = next((ending for ending in ENDINGS if metric.id.endswith(ending)), "")
    features[f"dimension:{dimension}:{unit}"] = None
    features[f"kind:{metric.kind.value}:{unit}"] = None
    features[f"ending:{ending}:{unit}"] = None
    features[f"ending:{ending}:{unit}:change={change}"] = None
    features[f"dimension:{dimension}:{unit}:change={change}"] = None
    if metric.id.endswith(("_target", "_sought", "_needed", "_available", "_commitment")):
        features[f"ahead:{status}"] = None
    features["per" if site.figure.per else "no_per"] = None
    if site.figure.per:
        features[f"per:{site.figure.per}:{metric.kind.value}"] = None
    if "here" in features:
        features[f"here:{dimension}:{unit}"] = None
    if site.figure.kind == "age":
        features[f"age_figure:{metric.id == 'age'}"] = None
    if metric.id in ("share", "change", "count", "duration", "scale_multiple"):
        features[f"general:{metric.id}"] = None


_BESIDE: Final = re.compile(r"[^\W\d][^\d,(;:]*[,(] ?\Z")
_CLOSED: Final = re.compile(r" ?(?:[,);]|\.?\Z)")


def _standing(site: Site, language: str) -> str:
    """How a duration stands in its sentence: beside a name as an age does, with a bound, as a name of a group of ages, or freely."""
    if pattern_in(language, "metrics", "group").search(site.folded_before):
        return "group"
    if _BESIDE.search(site.before) and _CLOSED.match(site.after):
        return "beside"
    return site.figure.approx if site.figure.approx in ("at_least", "at_most") else "free"


def counted_noun(site: Site, language: str) -> str | None:
    """The noun that a count counts: the one after the figure, adjectives passed over."""
    token = counted_token(site, language)
    return str(token.text) if token is not None else None
