"""What time a passage speaks of where a figure does not say its own: times named before, the text's, the years near."""

from __future__ import annotations

from typing import Final

from kg.extraction.attaching.governing import comparing
from kg.extraction.attaching.periods import Moment
from kg.extraction.attaching.ranking import bucket
from kg.extraction.attaching.scene import Scene, Site

_BACK: Final = 8  # passages over which a text may go on speaking of a time
_ASIDE: Final = ("now", "since_start", "last_years", "last_months", "decade", "by")


def times_spoken_of(scene: Scene, site: Site) -> list[str]:
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


def running_time(scene: Scene, site: Site) -> tuple[str, ...]:
    """The time that the text last spoke of before the figure, comparisons apart, and features of how far back; () if none."""
    index = site.passage.index
    for moment in reversed(scene.moments.get(index, ())):
        if moment.end <= site.start and moment.label is not None and _speaks_of(scene, index, moment):
            return moment.label, "running", "running:0"
    for steps in range(1, _BACK + 1):
        if index - steps < 0 or scene.passages[index - steps].headings != site.passage.headings:
            break
        for moment in reversed(scene.moments.get(index - steps, ())):
            if moment.label is not None and _speaks_of(scene, index - steps, moment):
                block = "block" if scene.passages[index - steps].block == site.passage.block else "other"
                return moment.label, "running", f"running:{bucket(steps, (1, 2, 4))}", f"running:{block}"
    return ()


def _speaks_of(scene: Scene, passage: int, moment: Moment) -> bool:
    return moment.shift is None and moment.kind not in _ASIDE and not comparing(scene, passage, moment)


def years_near(scene: Scene, site: Site) -> list[int]:
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
