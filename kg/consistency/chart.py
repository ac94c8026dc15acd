"""A timeline as a picture: SVG of its own making, the same bytes for the same claims.

Time runs to the right, values upwards; a claim is a bar over its period, dark where the narrow reading lies and light
where the wide one does, with a mark for its status and a number that the key below tells. Undated claims have a lane.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby
from typing import Final

from kg.consistency.axis import Axis, axis_over, tick_labels
from kg.consistency.timeline import Entry, Panel, Timeline
from kg.model.interval import Interval
from kg.model.units import DATE

WIDTH: Final = 820
_LEFT: Final = 78
_RIGHT: Final = 14
_LANE: Final = 120
_PLOT: Final = 300
_ROW: Final = 19
_SLOT: Final = 11
_ARROW: Final = 26
_KEY_LENGTH: Final = 112
# Colours told apart by most eyes (after Okabe and Ito), mid-toned so as to stand on white and on black.
_COLOURS: Final = {
    "reported": "#2f7fc1",
    "estimated": "#1b9e77",
    "projected": "#d9720a",
    "target": "#b86aa0",
    "rumoured": "#8a8f98",
    "hypothetical": "#a08a2c",
    "illustrative": "#a08a2c",
}
_STYLE: Final = """
text { font: 12px sans-serif; fill: #22262b; } .title { font-size: 17px; font-weight: 600; } .soft { fill: #626970; }
.paper { fill: #ffffff; } .lane { fill: #f1f1ee; } .grid { stroke: #dededa; } .frame { stroke: #9aa0a6; fill: none; }
.halo { stroke: #ffffff; stroke-width: 3; paint-order: stroke; font-weight: 600; }
@media (prefers-color-scheme: dark) { text { fill: #e6e6e3; } .soft { fill: #a6acb3; } .paper { fill: #17191c; }
  .lane { fill: #202327; } .grid { stroke: #343940; } .halo { stroke: #17191c; } }
"""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Mark:
    """An entry at its place in a plot: the column it takes, and its number in the key."""

    entry: Entry
    number: int
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def timeline_svg(timeline: Timeline, *, headed: bool = True) -> str:
    """The chart: a plot and a key for each panel, one below the other. There is no script and nothing from elsewhere."""
    parts = [_text(16, 28, timeline.title, "title")] if headed else []
    top = 44.0 if headed else 16.0
    number = 1
    for panel in timeline.panels:
        drawn, deep = _panel(panel, top, number)
        parts += drawn
        top += deep
        number += len(panel.entries)
    if not timeline.panels:
        parts.append(_text(_LEFT, top, "no claims", "soft"))
        top += 30
    height = f"{top:.0f}"
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{_escaped(timeline.title)}</title>',
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _escaped(words: str) -> str:
    return escape("".join(c if c.isprintable() else " " for c in words), quote=True)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{named}{placed}>{_escaped(words)}</text>'


def _panel(panel: Panel, top: float, first: int) -> tuple[list[str], float]:
    """The elements of a panel and its height."""
    dated = [entry for entry in panel.entries if entry.start]
    undated = [entry for entry in panel.entries if not entry.start]
    lane = min(max(_LANE, len(undated) * 2 * _SLOT + 20), 360) if undated else 0
    edge = WIDTH - _RIGHT - lane if dated else _LEFT
    values = axis_over(reading for e in panel.entries for reading in (e.reading.narrow, e.reading.wide))
    floor = top + 26 + _PLOT

    def y(value: Decimal) -> float:
        return floor - values.at(value) * _PLOT

    note = f"{panel.axis_name}{', logarithmic scale' if values.log else ''}"
    parts = [_text(16, top + 10, note, "soft")]
    marks: list[_Mark] = []
    if undated:
        parts.append(
            f'<rect class="lane" x="{edge:.1f}" y="{floor - _PLOT:.1f}" width="{WIDTH - _RIGHT - edge:.1f}" height="{_PLOT}"/>'
        )
        parts.append(_text((edge + WIDTH - _RIGHT) / 2, floor + 17, "undated", "soft", "middle"))
    parts += _value_grid(values, panel.unit, y)
    if dated:
        marks, ticks = _dated_marks(dated, first, edge, floor)
        parts += ticks
    marks += _lane_marks(undated, first + len(dated), edge)
    parts.append(
        f'<rect class="frame" x="{_LEFT}" y="{floor - _PLOT:.1f}" width="{WIDTH - _RIGHT - _LEFT}" height="{_PLOT}"/>'
    )
    for mark in marks:
        parts += _bars(mark, y)
    parts += _numbers(marks, y, floor)
    below = floor + 44
    parts += _legend(panel, below)
    for row, mark in enumerate(marks):
        parts += _key(mark, below + 24 + row * _ROW)
    return parts, below + 24 + len(marks) * _ROW + 24 - top


def _value_grid(axis: Axis, symbol: str, y: Callable[[Decimal], float]) -> Iterator[str]:
    ticks = axis.ticks()
    labels = [date.fromordinal(int(tick)).isoformat() for tick in ticks] if symbol == DATE else tick_labels(ticks)
    for tick, label in zip(ticks, labels, strict=True):
        yield f'<line class="grid" x1="{_LEFT}" y1="{y(tick):.1f}" x2="{WIDTH - _RIGHT}" y2="{y(tick):.1f}"/>'
        yield _text(_LEFT - 7, y(tick) + 4, label, "soft", "end")


def _dated_marks(dated: Sequence[Entry], first: int, edge: float, floor: float) -> tuple[list[_Mark], list[str]]:
    starts = [entry.start.toordinal() for entry in dated if entry.start]
    ends = [entry.end.toordinal() for entry in dated if entry.end]
    margin = max((max(ends) - min(starts)) * 0.04, 8)
    begin, span = min(starts) - margin, max(ends) - min(starts) + 2 * margin

    def x(ordinal: float) -> float:
        return _LEFT + (ordinal - begin) / span * (edge - _LEFT)

    ticks = []
    for day, label in time_ticks(min(starts), max(ends)):
        ticks.append(f'<line class="grid" x1="{x(day):.1f}" y1="{floor - _PLOT:.1f}" x2="{x(day):.1f}" y2="{floor:.1f}"/>')
        ticks.append(_text(x(day), floor + 17, label, "soft", "middle"))
    marks: list[_Mark] = []
    for (start, end), same in groupby(dated, key=lambda entry: (entry.start, entry.end)):
        assert start is not None
        assert end is not None
        group = list(same)
        left, right = x(start.toordinal()), x(end.toordinal())
        # Claims of one period stand beside each other within it, or a little beyond when it is short.
        slot = max((right - left) / len(group), _SLOT)
        left = min(max((left + right - slot * len(group)) / 2, _LEFT), edge - slot * len(group))
        for place, entry in enumerate(group):
            inset = min(slot * 0.06, 2)
            at = left + place * slot
            marks.append(_Mark(entry, first + len(marks), at + inset, at + slot - inset))
    return marks, ticks


def _lane_marks(undated: Sequence[Entry], first: int, edge: float) -> list[_Mark]:
    slot = (WIDTH - _RIGHT - edge) / max(len(undated), 1)
    half = min(slot * 0.3, _SLOT)
    middles = [edge + (place + 0.5) * slot for place in range(len(undated))]
    return [
        _Mark(entry, first + place, middle - half, middle + half)
        for place, (entry, middle) in enumerate(zip(undated, middles, strict=True))
    ]


def time_ticks(first: int, last: int) -> Iterator[tuple[int, str]]:
    """Starts of years, quarters or months from day ``first`` to ``last`` (ordinals), at most about nine."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    step = next((step for step in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / step <= 9), 2400)
    count = begin.year * 12 + begin.month - 1
    count += -count % step
    while count <= end.year * 12 + end.month - 1 and count // 12 <= date.max.year:
        day = date(max(count // 12, 1), count % 12 + 1, 1)
        yield day.toordinal(), f"{day.year}" if step >= 12 else f"{day.year}-{day.month:02}"
        count += step


def _bars(mark: _Mark, y: Callable[[Decimal], float]) -> Iterator[str]:
    colour = _COLOURS.get(mark.entry.cited.status, "#888888")
    reading = mark.entry.reading
    if reading.wide != reading.narrow:
        yield _bar(mark, reading.wide, y, colour, 0.28)
    yield _bar(mark, reading.narrow, y, colour, 0.85)
    for end, step in ((reading.narrow.low, 1), (reading.narrow.high, -1)):
        if not end.is_finite():
            yield _arrow(mark, y(_known_end(reading.narrow)), step, colour)
    yield _shape(mark.entry.cited.status, mark.middle, y(_centre(reading.narrow)), colour)


def _known_end(interval: Interval) -> Decimal:
    return interval.low if interval.low.is_finite() else interval.high


def _centre(interval: Interval) -> Decimal:
    return (interval.low + interval.high) / 2 if interval.is_bounded else _known_end(interval)


def _bar(mark: _Mark, interval: Interval, y: Callable[[Decimal], float], colour: str, opacity: float) -> str:
    if not interval.is_bounded:
        interval = Interval.point(_known_end(interval))
    high, low = y(interval.high), y(interval.low)
    height = max(low - high, 3.0)
    return (
        f'<rect x="{mark.left:.1f}" y="{(high + low - height) / 2:.1f}" width="{mark.right - mark.left:.1f}" '
        f'height="{height:.1f}" fill="{colour}" fill-opacity="{opacity}"/>'
    )


def _arrow(mark: _Mark, at: float, step: int, colour: str) -> str:
    """From a bound towards its open side: up (-1) or down (1)."""
    x, tip = mark.middle, at + step * _ARROW
    return (
        f'<path d="M{x:.1f} {at:.1f}V{tip:.1f}M{x - 4:.1f} {tip - step * 6:.1f}L{x:.1f} {tip:.1f}L{x + 4:.1f} '
        f'{tip - step * 6:.1f}" fill="none" stroke="{colour}" stroke-width="2"/>'
    )


def _shape(status: str, x: float, y: float, colour: str) -> str:
    """A status has its own shape besides its colour."""
    paths = {
        "estimated": f"M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z",
        "projected": f"M{x:.1f} {y - 6:.1f}l6 11h-12z",
        "target": f"M{x - 5:.1f} {y - 5:.1f}h10v10h-10z",
        "rumoured": f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10",
    }
    if status in paths:
        hollow = status == "rumoured"
        if hollow:  # on a light ground of its own, for its bar has its colour
            ground = f'<path d="{paths[status]}" stroke="#ffffff" stroke-width="5"/>'
            return f'{ground}<path d="{paths[status]}" stroke="{colour}" stroke-width="2.5"/>'
        return f'<path d="{paths[status]}" fill="{colour}" stroke="#ffffff"/>'
    fill, outline = (colour, "#ffffff") if status == "reported" else ("none", colour)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{outline}" stroke-width="1.5"/>'


def _numbers(marks: Sequence[_Mark], y: Callable[[Decimal], float], floor: float) -> Iterator[str]:
    """The number of each mark, above its bar where there is room, else beside or below it."""
    taken = [box for mark in marks for box in _boxes(mark, y)]
    for mark in marks:
        narrow, words = mark.entry.reading.narrow, str(mark.number)
        at = y(_centre(narrow))
        top, bottom = (y(end) if end.is_finite() else at for end in (narrow.high, narrow.low))
        half = 3.6 * len(words) + 1
        above, below, beside = min(top - 4, at - 10), max(bottom + 14, at + 19), half + 7
        offsets = [(0, above), (beside, at + 4), (-beside, at + 4), (0, below), (beside, above), (-beside, above)]
        spots = [(mark.middle + dx, base) for dx, base in [*offsets, (0, above - 14), (0, below + 14)]]
        boxes = [(x - half, base - 10, x + half, base + 1) for x, base in spots]
        within = [n for n, box in enumerate(boxes) if _is_within(box, floor)]
        free = (n for n in within if not any(_overlap(boxes[n], box) for box in taken))
        best = next(free, within[0] if within else 0)
        taken.append(boxes[best])
        yield _text(*spots[best], words, "halo", "middle")


def _boxes(mark: _Mark, y: Callable[[Decimal], float]) -> Iterator[Box]:
    """What a mark's shape, and its arrow where it has one, cover."""
    narrow = mark.entry.reading.narrow
    at = y(_centre(narrow))
    yield mark.middle - 6, at - 6, mark.middle + 6, at + 6
    if not narrow.high.is_finite():
        yield mark.middle - 5, at - _ARROW, mark.middle + 5, at
    if not narrow.low.is_finite():
        yield mark.middle - 5, at, mark.middle + 5, at + _ARROW


def _is_within(box: Box, floor: float) -> bool:
    return box[0] >= _LEFT and box[2] <= WIDTH - _RIGHT and box[1] >= floor - _PLOT and box[3] <= floor


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(panel: Panel, y: float) -> Iterator[str]:
    x = float(_LEFT)
    for status in [status for status in _COLOURS if any(entry.cited.status == status for entry in panel.entries)]:
        yield _shape(status, x + 5, y - 4, _COLOURS[status])
        yield _text(x + 16, y, status)
        x += 34 + 6.6 * len(status)
    readings = [entry.reading for entry in panel.entries]
    wider = [(0.28, "wide reading")] if any(reading.wide != reading.narrow for reading in readings) else []
    for opacity, words in ((0.85, "narrow reading"), *wider):
        yield f'<rect x="{x:.1f}" y="{y - 10:.1f}" width="16" height="11" fill="#7a8087" fill-opacity="{opacity}"/>'
        yield _text(x + 21, y, words, "soft")
        x += 37 + 6.6 * len(words)


def _key(mark: _Mark, y: float) -> Iterator[str]:
    cited = mark.entry.cited
    said_by = f"{cited.attributed_to} in " if cited.attributed_to else ""
    scope = f" ({mark.entry.scope})" if mark.entry.scope else ""
    words = f"{cited.time or 'undated'}: {cited.words}{scope} · {said_by}{cited.source_name}"
    if len(words) > _KEY_LENGTH:
        words = f"{words[: _KEY_LENGTH - 1]}…"
    yield _text(_LEFT - 22, y, str(mark.number), "", "end")
    yield _shape(cited.status, _LEFT - 8, y - 4, _COLOURS.get(cited.status, "#888888"))
    yield _text(_LEFT + 4, y, words)
