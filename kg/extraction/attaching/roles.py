"""What a time is to its text, and what the times around one figure have in common: the features that go with their parts."""

from __future__ import annotations

from typing import Final

from kg.extraction.attaching.periods import Anchor, grain_of, year_of
from kg.extraction.attaching.ranking import Crossing, Features, bucket, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.traits import clause_words, endings_of, time_group, traits_of

_SOURCES: Final = ("clause", "label", "event", "anchor", "anchor_month", "joined", "topic", "running")


class TimedFigure:
    """What the options of one figure have in common, crossed with each part that a time may play but once."""

    def __init__(self, scene: Scene, site: Site, metric: str | None, status: str, summary: set[str]) -> None:
        known = scene.vocabulary.metric(metric) if metric is not None else None
        self.kind = known.kind.value if known is not None else "unknown"
        self.group = time_group(metric)
        self.status = status
        self._unit = site.unit_class
        tense = f"tense:{site.tense}"
        traits = [
            *traits_of(site, metric),
            *clause_words(site),
            self.kind,
            self.group,
            status,
            tense,
            f"{tense}:{self._unit}",
        ]
        told = sorted(summary)
        self._part = (*endings_of(traits), "", *(f"|{name}" for name in told))
        self._grain = (*endings_of((self.kind, self._unit, status, self.group)), "")
        self._tense = tense
        self._crossings: dict[tuple[str, str], Crossing] = {}
        self.none: Features = {f"none:{site.passage.kind.value}": None, f"none:looks_ahead:{status}": None}
        for name in told:
            note(self.none, (f"none:{name}", f"none:{name}:{self.kind}", f"none:{name}:{self._unit}"))
        if site.verb is not None:
            note(self.none, [f"none:{mark}:{site.verb.morph.get(mark, [])}" for mark in ("Tense", "Mood", "VerbForm")])

    def part(self, role: str) -> Crossing:
        """The features of a time that plays a part."""
        key = ("role", role)
        if key not in self._crossings:
            self._crossings[key] = Crossing(f"role:{role}", self._part)
        return self._crossings[key]

    def found(self, source: str, grain: str) -> Crossing:
        """The features of a time found in a way, and of its grain."""
        key = (source, grain)
        if key not in self._crossings:
            endings = endings_of((self.kind, self._unit, self.group, grain, self._tense))
            self._crossings[key] = Crossing(source, endings)
        return self._crossings[key]

    def grain(self, grain: str) -> Crossing:
        """The features of a time as fine as this."""
        key = ("grain", grain)
        if key not in self._crossings:
            self._crossings[key] = Crossing(f"grain:{grain}", self._grain)
        return self._crossings[key]


def described(scene: Scene, figure: TimedFigure, label: str | None, features: Features) -> tuple[Features | Crossing, ...]:
    """Complete an option's own features; those that it shares with others of the figure."""
    grain = grain_of(label) if label is not None else "none"
    sources: list[str] = [name for name in _SOURCES if name in features]
    if "same:before" in features or "same:after" in features:
        sources.append("same")
        features["here"] = None
    shared: list[Features | Crossing] = [figure.part(role) for role in _roles(scene, label, features)]
    shared += [figure.grain(grain), *(figure.found(source, grain) for source in sources)]
    if label is not None and (rank := scene.frequent_times.get(label)) is not None:
        features[f"rank:{min(rank, 3)}"] = None
        features[f"rank:{min(rank, 3)}:{grain}"] = None
    if label is None:
        shared.append(figure.none)
    elif scene.anchor is not None:
        if _later(label, scene.anchor):
            features["future"] = None
            features[f"future:{figure.status}"] = None
        age = scene.anchor.year - year_of(label)
        features[f"age:{bucket(max(0, age), (0, 1, 2, 5))}"] = None
    return tuple(shared)


def _roles(scene: Scene, label: str | None, features: Features) -> list[str]:
    """What a time is to the text: its own day or month, the day of the event, what it opens with, or one that a passage names."""
    if label is None:
        return ["none"]
    roles = []
    anchor = scene.anchor
    if anchor is not None and label == anchor.label and grain_of(label) == "day":
        roles.append("own_day")
    if anchor is not None and label == anchor.month_label and grain_of(label) == "month":
        roles.append("own_month")
    if anchor is not None and label == f"{anchor.year:04}" and not scene.reports_on_year:
        roles.append("own_year")
    if label == scene.event:
        roles.append("event")
    if label == scene.topic_time:
        roles.append("topic")
    if "here" in features:
        roles.append("here")
    elif "running" in features:
        roles.append("running")
    return roles or ["elsewhere"]


def profile(scene: Scene) -> list[str]:
    """What sort of text it is, as far as times go: with a topic time or not, with an event on a day of its own or not."""
    topic, event = scene.topic_time, scene.event
    return [
        f"topic:{grain_of(topic) if topic is not None else 'none'}",
        f"event:{'none' if event is None else 'own' if scene.anchor is None or event != scene.anchor.label else 'same'}",
    ]


def _later(label: str, anchor: Anchor) -> bool:
    plain = label.removeprefix("FY").rpartition("/")[2]
    return plain[:4] > anchor.label[:4] or (len(plain) >= 7 and plain[:7] > anchor.label[:7] and plain[5].isdigit())
