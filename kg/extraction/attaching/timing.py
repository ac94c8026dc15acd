"""When a figure holds: the times around it as options, each with how it stands to the figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.governing import bearings, comparing, counts_from, ends_change, lead_of, starts_change
from kg.extraction.attaching.periods import Anchor, Moment, grain_of, shifted, with_year
from kg.extraction.attaching.ranking import Features, Option, bucket
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.traits import clause_words, crossed, tense_of, time_group, traits_of
from kg.extraction.folding import fold

NO_TIME: Final = None
_REACH: Final = 2
_BACK: Final = 8  # passages over which a text may go on speaking of a time
_ASIDE: Final = ("now", "since_start", "last_years", "last_months", "decade", "by")


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
        features = gathered.setdefault(label, {})
        for name in names:
            features[name] = 1.0

    here = scene.moments.get(site.passage.index, ())
    topics = list(dict.fromkeys([*_topics(scene, site), *(label for label in carried if grain_of(label) != "day")]))[:6]
    before = [moment for moment in here if moment.end <= site.start]
    after = [moment for moment in here if moment.start >= site.end]
    tense = tense_of(site)
    for side, listed in (("before", list(reversed(before))), ("after", after)):
        for rank, moment in enumerate(listed):
            names = bearings(scene, site, moment, side, rank)
            for how, label in moment.others:
                add(label, *names, f"other:{how}", f"other:{how}:{moment.kind}")
                if how == "ahead":
                    lead = lead_of(site.passage.text, moment)
                    add(label, f"ahead:{status}", f"ahead:tense:{tense}", f"ahead:lead:{lead}")
                    names += [f"back:{status}", f"back:tense:{tense}", f"back:lead:{lead}"]
            if counted := counts_from(scene, site, moment):
                add(counted, *names, "since", f"since:{site.unit_class}", f"since:{time_group(metric)}", f"since:tense:{tense}")
                names.append("since:start")
            if moment.shift is not None:
                moved = [shifted(topic, *moment.shift) for topic in topics[:3]]
                moved = [label for label in moved if label is not None]
                if moved:
                    add(moved[0], *names, f"moved:{moment.kind}")
                for label in moved[1:]:
                    add(label, "moved:other", f"moved:other:{side}:rank{min(rank, 1)}")
                if not moved or moment.kind == "years_ago":
                    add(moment.label, *names, f"unmoved:{moment.kind}")
                continue
            if moment.bare and topics and topics[0].startswith("FY") and moment.grain in ("half", "quarter"):
                add(f"{topics[0][:6]}{moment.label[4:]}" if moment.label else None, *names, "fiscal_near")
            years = _years_near(scene, site) if moment.bare and moment.grain in ("half", "quarter") else []
            if years and moment.label is not None:
                add(with_year(moment.label, years[0]), *names, "year_near")
                add(moment.label, "year_of_anchor", "here")
            else:
                add(moment.label, *names)
            if moment.kind == "this_month" and scene.topic_time is not None:
                add(scene.topic_time, *names, "this_month:topic")
            if moment.grain == "year" and f"number_between:{side}" not in names:
                for place, topic in enumerate(topics[:4]):
                    if grain_of(topic) not in ("year", "day", ""):
                        add(
                            _in_year(scene, site, moment, topic),
                            *names,
                            "same_part_of_year",
                            f"same_part_of_year:{min(place, 2)}",
                        )
    for label in carried:
        add(label)
    add(*_running(scene, site, before))
    if topics and starts_change(site):
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
        *_profile(scene),
    }
    figure = _Figure(scene, site, metric, status, summary)
    for label, features in gathered.items():
        _describe(scene, figure, label, features)
    return [Option(label, features) for label, features in sorted(gathered.items(), key=lambda item: item[0] or "")]


def _topics(scene: Scene, site: Site) -> list[str]:
    """The times that the passage may speak of, the likeliest first: one named before the figure, that of the text, earlier ones."""
    found: list[str] = []

    def take(index: int, end: int | None = None) -> None:
        for moment in reversed(scene.moments.get(index, ())):
            fitting = (
                moment.label is not None
                and moment.shift is None
                and moment.grain in ("month", "quarter", "half", "year", "span")
            )
            if fitting and moment.label is not None and moment.kind != "this_month" and (end is None or moment.end <= end):
                found.append(moment.label)

    take(site.passage.index, site.start)
    if scene.topic_time is not None:
        found.append(scene.topic_time)
    if scene.anchor is not None:
        found.append(scene.anchor.month_label)
    for index in (site.passage.index - 1, site.passage.index - 2, *reversed(site.passage.headings)):
        take(index)
    return list(dict.fromkeys(found))


def _running(scene: Scene, site: Site, before: Sequence[Moment]) -> tuple[str | None, ...]:
    """The time that the text last spoke of in itself, comparisons apart, and how far back."""
    index = site.passage.index
    for moment in reversed(before):
        if _speaks_of(scene, index, moment):
            return moment.label, "running", "running:0"
    for steps in range(1, _BACK + 1):
        if index - steps < 0 or scene.passages[index - steps].headings != site.passage.headings:
            break
        for moment in reversed(scene.moments.get(index - steps, ())):
            if _speaks_of(scene, index - steps, moment):
                block = "block" if scene.passages[index - steps].block == site.passage.block else "other"
                return moment.label, "running", f"running:{bucket(steps, (1, 2, 4))}", f"running:{block}"
    return (None,)


def _speaks_of(scene: Scene, passage: int, moment: Moment) -> bool:
    return moment.label is not None and moment.shift is None and moment.kind not in _ASIDE and not comparing(scene, passage, moment)


def _years_near(scene: Scene, site: Site) -> list[int]:
    """The years that the passage or those before it in its section name, the nearest first."""
    years: list[int] = []
    for index in range(site.passage.index, max(-1, site.passage.index - 3), -1):
        if scene.passages[index].headings != site.passage.headings:
            break
        years += [
            int(moment.label[:4])
            for moment in reversed(scene.moments.get(index, ()))
            if moment.label is not None and _says_year(moment)
        ]
    return years


def _says_year(moment: Moment) -> bool:
    """Whether a moment names its year itself, a calendar one."""
    return (
        not moment.bare
        and moment.shift is None
        and (moment.label or "")[:4].isdigit()
        and moment.kind not in ("now", "today")
    )


def _in_year(scene: Scene, site: Site, moment: Moment, topic: str) -> str | None:
    if moment.label is None or not words_of(scene.language).same_time.search(fold(site.passage.text)):
        return None
    return with_year(topic, int(moment.label[:4]))


def _above(scene: Scene, site: Site, add: object) -> None:
    assert callable(add)
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
    if passage.header is not None:
        for moment in scene.moments.get(passage.header, ()):
            add(moment.label, "header")


def _dated(scene: Scene, add: object) -> None:
    """The text's own date at its grains, and the day of the event it tells."""
    assert callable(add)
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
        self.none: Features = {}
        for name in self._summary:
            self.none |= {f"none:{name}": 1.0, f"none:{name}:{self.kind}": 1.0, f"none:{name}:{self._unit}": 1.0}
        self.none[f"none:{site.passage.kind.value}"] = 1.0
        self.none[f"none:looks_ahead:{status}"] = 1.0
        if site.verb is not None:
            self.none |= {f"none:{mark}:{site.verb.morph.get(mark, [])}": 1.0 for mark in ("Tense", "Mood", "VerbForm")}

    def part(self, role: str) -> Features:
        """The features of a time that plays a part."""
        if role not in self._parts:
            features = crossed(f"role:{role}", self._traits)
            features[f"role:{role}"] = 1.0
            features.update({f"role:{role}|{name}": 1.0 for name in self._summary})
            self._parts[role] = features
        return self._parts[role]

    def found(self, source: str, grain: str) -> Features:
        """The features of a time found in a way, and of its grain."""
        return crossed(source, (self.kind, self._unit, self.group, grain, self._tense))

    def grain(self, grain: str) -> Features:
        """The features of a time as fine as this."""
        features = crossed(f"grain:{grain}", (self.kind, self._unit, self.status, self.group))
        features[f"grain:{grain}"] = 1.0
        return features


_SOURCES: Final = ("clause", "label", "event", "anchor", "anchor_month", "joined", "topic", "running")


def _describe(scene: Scene, figure: _Figure, label: str | None, features: Features) -> None:
    grain = grain_of(label) if label is not None else "none"
    sources: list[str] = [name for name in _SOURCES if name in features]
    if any(name.startswith("same:") for name in features):
        sources.append("same")
        features["here"] = 1.0
    for role in _roles(scene, label, features):
        features.update(figure.part(role))
    features.update(figure.grain(grain))
    for source in sources:
        features.update(figure.found(source, grain))
    if label is not None and (rank := scene.frequent_times.get(label)) is not None:
        features[f"rank:{min(rank, 3)}"] = 1.0
        features[f"rank:{min(rank, 3)}:{grain}"] = 1.0
    if label is None:
        features.update(figure.none)
    elif scene.anchor is not None:
        if _later(label, scene.anchor):
            features["future"] = 1.0
            features[f"future:{figure.status}"] = 1.0
        age = scene.anchor.year - int(label[2:6] if label.startswith("FY") else label[:4])
        features[f"age:{bucket(max(0, age), (0, 1, 2, 5))}"] = 1.0


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
