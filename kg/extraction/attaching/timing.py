"""When a figure holds: the times around it as options, each with how it stands to the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.governing import bearings, comparing, counts_from, ends_change, lead_of, starts_change
from kg.extraction.attaching.periods import Moment, grain_of, shifted, with_year, year_of
from kg.extraction.attaching.ranking import Features, Option, note
from kg.extraction.attaching.roles import TimedFigure, described, profile
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.speaking import running_time, times_spoken_of, years_near
from kg.extraction.attaching.traits import time_group

_TO_COME: Final = ("fut", "cond")
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
    outlook = f"tense:{site.tense}", status
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
    if topics and starts_change(site, scene.language) and site.tense not in _TO_COME:
        for unit in ("month", "quarter", "year"):
            if grain_of(topics[0]) == unit:
                add(shifted(topics[0], unit, -1), "from_value", f"from_value:{unit}")
    for label in (moment.label for moment in here):
        if label is not None and label.count("/") == 1 and grain_of(label) == "span":
            first, last = label.split("/")
            if starts_change(site, scene.language):
                add(first, "from_value", "from_value:span")
            elif ends_change(site, scene.language):
                add(last, "to_value", "to_value:span")
    _above(scene, site, add)
    _dated(scene, add)
    summary = {
        f"named_here:{bool(here)}",
        f"anchor:{scene.dating}",
        f"genre:{genre}",
        f"language:{scene.language}",
        *profile(scene),
    }
    figure = TimedFigure(scene, site, metric, status, summary)
    return [
        Option(label, features, described(scene, figure, label, features))
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
    if moment.label.startswith("FY") and not topic.startswith("FY"):
        return None
    return with_year(topic, year_of(moment.label))


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
    if anchor is not None and not scene.reports_on_year:
        add(anchor.label, "anchor", f"anchor:{grain_of(anchor.label)}", f"anchor:{anchor.basis}:{grain_of(anchor.label)}")
        if anchor.month is not None and anchor.day is not None:
            add(anchor.month_label, "anchor_month")
        add(f"{anchor.year:04}", "anchor_year")
    if scene.event is not None:
        add(scene.event, "event")
        if anchor is not None and scene.event != anchor.label:
            add(scene.event, "event:not_anchor")
