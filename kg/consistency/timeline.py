"""The values of one thing over time: a line a claim, grouped by what can share an axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.consistency.readings import Reading
from kg.consistency.reports.dossier import Cited
from kg.consistency.telling import scope_words
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.units import shown


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim on a timeline: what it says under both readings, when (half-open; None: undated), and who says so."""

    cited: Cited
    metric: str
    scope: str
    reading: Reading
    start: date | None
    end: date | None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {
            **self.cited.as_json(),
            "metric": self.metric,
            "scope": self.scope or None,
            **self.reading.as_json(),
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
        }


@dataclass(frozen=True, slots=True)
class Panel:
    """Entries that share an axis, in order of time, the undated last; values are in ``unit``, per ``per`` unless ""."""

    unit: str
    per: str
    entries: tuple[Entry, ...]

    @property
    def axis_name(self) -> str:
        """What the axis of values measures."""
        names = {"": "number", "count": "number", "x": "times"}
        return names.get(self.unit, shown(self.unit)) + (f" per {self.per}" if self.per else "")


@dataclass(frozen=True, slots=True)
class Timeline:
    """All panels of an entity's metric, those of most claims first."""

    entity: str
    metric: str
    title: str
    panels: tuple[Panel, ...]

    @property
    def entries(self) -> list[Entry]:
        """Every claim, panel after panel."""
        return [entry for panel in self.panels for entry in panel.entries]

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg timeline --format json``."""
        panels = [
            {"unit": shown(panel.unit), "per": panel.per or None, "claims": [entry.as_json() for entry in panel.entries]}
            for panel in self.panels
        ]
        return {"entity": self.entity, "metric": self.metric, "panels": panels}


def timeline(
    entity: str,
    metric: str,
    observations: Iterable[Observation],
    cited: Mapping[str, Cited],
    vocabulary: Vocabulary,
) -> Timeline:
    """The timeline of an entity's metric from its observations; rejected claims are left out."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for o in observations:
        if o.review != "rejected":
            groups.setdefault((o.cell.dimension, o.cell.per), []).append(o)
    panels = [_panel(group, cited) for _, group in sorted(groups.items())]
    title = f"{vocabulary.entity(entity).name()}: {vocabulary.metric(metric).name()}"
    return Timeline(entity, metric, title, tuple(sorted(panels, key=lambda panel: -len(panel.entries))))


def _panel(group: list[Observation], cited: Mapping[str, Cited]) -> Panel:
    counts = Counter(o.unit for o in group)
    symbol = min(counts, key=lambda name: (-counts[name], name))
    return Panel(symbol, group[0].cell.per, tuple(_entry(o, symbol, cited) for o in sorted(group, key=_in_time)))


def _in_time(o: Observation) -> tuple[bool, date, date, object, str]:
    start, end = o.start or date.max, o.end or date.max
    return o.start is None, start, end, o.narrow.low, o.claim


def _entry(o: Observation, symbol: str, cited: Mapping[str, Cited]) -> Entry:
    reading = Reading.in_unit(o.narrow, o.wide, symbol)
    return Entry(cited[o.claim], o.metric, scope_words(o.cell).strip(" ()"), reading, o.start, o.end)
