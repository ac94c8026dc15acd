"""When a figure holds: the times around it as options, each with how it stands to the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.governing import bearings, comparing, counts_from, ends_change, lead_of, starts_change
from kg.extraction.attaching.periods import Anchor, Moment, grain_of, shifted, with_year
from kg.extraction.attaching.ranking import Features, Option, bucket, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.speaking import running_time, times_spoken_of, years_near
from kg.extraction.attaching.traits import clause_words, crossed, tense_of, time_group, traits_of

_TO_COME: Final = ("fut", "cond")
NO_TIME: Final = None
Adder = Callable[..., None]
_REACH: Final = 2
_NEAREST: Final = 12  # times of a sentence on either side that are weighed, the nearest


def time_options(
    scene: Scene, site: Site, metric: str | None, status: str, genre: str, carried: Iterable[str] = ()
) -> list[Option]:
    """The times that may be meant, "none" among them, with features.

    ``genre`` is what most figures of the text go with. ``carried`` are those that figures before may have.
    """
    gathered: dict[str | None, Features] = {None: {}}

    def add(label: str | None, *names: str) -> None:
        if label is None:
            return
        note(gathered.setdefault(label, {}), names)

    here = scene.moments.get(site.passage.index, ())
    topics = list(dict.fromkeys([*times_spoken_of(scene, site), *(label for label in carried if grain_of(label) != "day")]))[
        :6
    ]
    before = [moment for moment in here if moment.end <= site.start][-_NEAREST:]
    after = [moment for moment in here if moment.start >= site.end][:_NEAREST]
    outlook = f"tense:{tense_of(site)}", status
    for side, listed in (("before", list(reversed(before))), ("after", after)):
        for rank, moment in enumerate(listed):
            names = bearings(scene, site, moment, side, rank)
            _other_readings(scene, site, moment, names, time_group(metric), outlook, add)
            if moment.shift is not None:
                _moved(moment, moment.shift, topics, names, f"{side}:rank{min(rank, 1)}", add)
            else:
                _named(scene, site, moment, topics, names, add)
    for taken in carried:
        add(taken)
    if running := running_time(scene, site):
        add(*running)
    if topics and starts_change(site) and tense_of(site) not in _TO_COME:
        for unit in ("month", "quarter", "year"):
            if grain_of(topics[0]) == unit:
                add(shifted(topics[0], unit, -1), "from_value", f"from_value:{unit}")
    for label in (moment.label for moment in here):
        if label is not None and label.count("/") == 1 and grain_of(label) == "span":
            first, last = label.split("/")
            if starts_change(site):
                add(first, "from_value", "from_value:span")
            elif ends_change(site):
                add(last, "to_value", "to_value:span")
    _above(scene, site, add)
    _dated(scene, add)
    summary = {
        f"named_here:{bool(here)}",
        f"anchor:{scene.anchor.basis if scene.anchor else 'none'}",
        f"genre:{genre}",
        f"language:{scene.language}",
        *_profile(scene),
    }
    figure = _Figure(scene, site, metric, status, summary)
    return [
        Option(label, features, _described(scene, figure, label, features))
        for label, features in sorted(gathered.items(), key=lambda item: item[0] or "")
    ]


def _other_readings(
    scene: Scene, site: Site, moment: Moment, names: list[str], group: str, outlook: tuple[str, str], add: Adder
) -> None:
    """What else a time may mean; ``names`` are told of it, for the time as it is read first."""
    for how, label in moment.others:
        add(label, *names, f"other:{how}", f"other:{how}:{moment.kind}")
        if how == "ahead":
            telling = (*outlook, f"lead:{lead_of(site.passage.text, moment)}")
            add(label, *(f"ahead:{name}" for name in telling))
            names += [f"back:{name}" for name in telling]
    if counted := counts_from(scene, site, moment):
        add(counted, *names, "since", f"since:{site.unit_class}", f"since:{group}", f"since:{outlook[0]}")
        names.append("since:start")


def _moved(
    moment: Moment, shift: tuple[str, int], topics: Sequence[str], names: Sequence[str], place: str, add: Adder
) -> None:
    """A time that lies off the one that the passage speaks of."""
    moved = [label for label in (shifted(topic, *shift) for topic in topics[:3]) if label is not None]
    if moved:
        add(moved[0], *names, f"moved:{moment.kind}")
    for label in moved[1:]:
        add(label, "moved:other", f"moved:other:{place}")
    if not moved or moment.kind == "years_ago":
        add(moment.label, *names, f"unmoved:{moment.kind}")


def _named(scene: Scene, site: Site, moment: Moment, topics: Sequence[str], names: Sequence[str], add: Adder) -> None:
    """A time of its own, with the year or the part of the year that it leaves out."""
    part = moment.bare and moment.grain in ("half", "quarter")
    if part and moment.label is not None and topics and topics[0].startswith("FY"):
        add(f"{topics[0][:6]}{moment.label[4:]}", *names, "fiscal_near")
    years = years_near(scene, site) if part else []
    if years and moment.label is not None:
        add(with_year(moment.label, years[0]), *names, "year_near")
        add(moment.label, "year_of_anchor", "here")
    else:
        add(moment.label, *names)
    if moment.kind == "this_month" and scene.topic_time is not None:
        add(scene.topic_time, *names, "this_month:topic")
    if moment.grain == "year" and not any(name.startswith("number_between:") for name in names):
        for place, topic in enumerate(topics[:4]):
            if grain_of(topic) not in ("year", "day", ""):
                found = _in_year(scene, site, moment, topic)
                add(found, *names, "same_part_of_year", f"same_part_of_year:{min(place, 2)}")


def _in_year(scene: Scene, site: Site, moment: Moment, topic: str) -> str | None:
    if moment.label is None or not words_of(scene.language).same_time.search(site.passage.folded):
        return None
    return with_year(topic, int(moment.label[:4]))


def _above(scene: Scene, site: Site, add: Adder) -> None:
    passage = site.passage
    for steps in range(1, _REACH + 1):
        index = passage.index - steps
        if index < 0:
            break
        other = scene.passages[index]
        block = "block" if other.block == passage.block else "other"
        listed = scene.moments.get(index, ())
        for place, moment in enumerate(listed):
            if moment.shift is None:
                add(
                    moment.label,
                    f"earlier:{steps}:{block}",
                    f"earlier:{steps}:{'last' if place == len(listed) - 1 else 'not_last'}",
                    f"earlier:{moment.kind}",
                    *(["earlier:compared"] if comparing(scene, index, moment) else []),
                )
    if passage.lead != passage.index:
        for moment in scene.moments.get(passage.lead, ()):
            label = scene.passages[passage.lead].label
            add(moment.label, "lead", *(["lead:label"] if label and moment.end <= label else []))
    for depth, heading in enumerate(reversed(passage.headings)):
        for moment in scene.moments.get(heading, ()):
            add(moment.label, f"heading{min(depth, 1)}", f"heading:{passage.kind.value}")
    if scene.title is not None:
        for moment in scene.moments.get(scene.title, ()):
            add(moment.label, "title")
    _in_header(scene, site, add)


def _in_header(scene: Scene, site: Site, add: Adder) -> None:
    """The times of a table's header: in its cell above the figure, or in another column's."""
    passage = site.passage
    if passage.header is None:
        return
    header = scene.passages[passage.header]
    above = scene.document.column_heading(scene.document.blocks[passage.block], site.figure.start)
    for moment in scene.moments.get(header.index, ()):
        place = header.source(moment.start, moment.end)[0]
        column = [] if above is None else ["column"] if above[0] <= place < above[1] else ["other_column"]
        add(moment.label, "header", *column)


def _dated(scene: Scene, add: Adder) -> None:
    """The text's own date at its grains, and the day of the event it tells."""
    anchor = scene.anchor
    if scene.topic_time is not None:
        add(scene.topic_time, "topic", f"topic:{grain_of(scene.topic_time)}")
    if anchor is not None:
        add(anchor.label, "anchor", f"anchor:{grain_of(anchor.label)}", f"anchor:{anchor.basis}:{grain_of(anchor.label)}")
        if anchor.month is not None and anchor.day is not None:
            add(anchor.month_label, "anchor_month")
        add(f"{anchor.year:04}", "anchor_year")
    if scene.event is not None:
        add(scene.event, "event")
        if anchor is not None and scene.event != anchor.label:
            add(scene.event, "event:not_anchor")


class _Figure:
    """What the options of one figure have in common, crossed with each part that a time may play but once."""

    def __init__(self, scene: Scene, site: Site, metric: str | None, status: str, summary: set[str]) -> None:
        known = scene.vocabulary.metric(metric) if metric is not None else None
        self.kind = known.kind.value if known is not None else "unknown"
        self.group = time_group(metric)
        self.status = status
        self._summary = sorted(summary)
        self._unit = site.unit_class
        tense = tense_of(site)
        self._traits = [
            *traits_of(site, metric),
            *clause_words(site),
            self.kind,
            self.group,
            status,
            f"tense:{tense}",
            f"tense:{tense}:{self._unit}",
        ]
        self._tense = f"tense:{tense}"
        self._parts: dict[str, Features] = {}
        self._found: dict[tuple[str, str], Features] = {}
        self.none: Features = {f"none:{site.passage.kind.value}": None, f"none:looks_ahead:{status}": None}
        for name in self._summary:
            note(self.none, (f"none:{name}", f"none:{name}:{self.kind}", f"none:{name}:{self._unit}"))
        if site.verb is not None:
            note(self.none, [f"none:{mark}:{site.verb.morph.get(mark, [])}" for mark in ("Tense", "Mood", "VerbForm")])

    def part(self, role: str) -> Features:
        """The features of a time that plays a part."""
        if role not in self._parts:
            features = crossed(f"role:{role}", self._traits)
            features[f"role:{role}"] = None
            note(features, (f"role:{role}|{name}" for name in self._summary))
            self._parts[role] = features
        return self._parts[role]

    def found(self, source: str, grain: str) -> Features:
        """The features of a time found in a way, and of its grain."""
        if (source, grain) not in self._found:
            self._found[source, grain] = crossed(source, (self.kind, self._unit, self.group, grain, self._tense))
        return self._found[source, grain]

    def grain(self, grain: str) -> Features:
        """The features of a time as fine as this."""
        if ("grain", grain) not in self._found:
            features = crossed(f"grain:{grain}", (self.kind, self._unit, self.status, self.group))
            self._found["grain", grain] = {**features, f"grain:{grain}": None}
        return self._found["grain", grain]


_SOURCES: Final = ("clause", "label", "event", "anchor", "anchor_month", "joined", "topic", "running")


def _described(scene: Scene, figure: _Figure, label: str | None, features: Features) -> tuple[Features, ...]:
    """Complete an option's own features; those that it shares with others of the figure."""
    grain = grain_of(label) if label is not None else "none"
    sources: list[str] = [name for name in _SOURCES if name in features]
    if any(name.startswith("same:") for name in features):
        sources.append("same")
        features["here"] = None
    shared = [figure.part(role) for role in _roles(scene, label, features)]
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
        age = scene.anchor.year - int(label[2:6] if label.startswith("FY") else label[:4])
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
    if anchor is not None and label == f"{anchor.year:04}":
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


def _profile(scene: Scene) -> list[str]:
    """What sort of text it is, as far as times go: with a topic time or not, with an event on a day of its own or not."""
    topic, event = scene.topic_time, scene.event
    return [
        f"topic:{grain_of(topic) if topic is not None else 'none'}",
        f"event:{'none' if event is None else 'own' if scene.anchor is None or event != scene.anchor.label else 'same'}",
    ]


def _later(label: str, anchor: Anchor) -> bool:
    plain = label.removeprefix("FY").rpartition("/")[2]
    return plain[:4] > anchor.label[:4] or (len(plain) >= 7 and plain[:7] > anchor.label[:7] and plain[5].isdigit())
