"""What narrows a figure: what is counted, per what, which way, against what base."""

from __future__ import annotations

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.metrics import counted_noun, direction_of
from kg.extraction.attaching.scene import Scene, Site

_CHANGES = ("_change", "_growth", "_increase", "_reduction")


def qualifiers_of(scene: Scene, site: Site, metric: str | None) -> dict[str, str]:
    """The qualifiers that the text itself gives for a figure."""
    found: dict[str, str] = {}
    if site.figure.per:
        found["per"] = site.figure.per
    if site.unit_class == "count" and (noun := counted_noun(site, scene.language)) is not None:
        found["of"] = noun
    if metric is not None and metric.endswith(_CHANGES):
        direction = direction_of(scene, site)
        if direction is not None:
            found["direction"] = direction
        base = _base(scene, site)
        if base is not None:
            found["base"] = base
    return found


def _base(scene: Scene, site: Site) -> str | None:
    """What a change is measured against, where the words close by say."""
    start, end = site.clause
    near = site.passage.folded[start : max(end, site.end + 30)]
    for phrase, base in words_of(scene.language).bases.items():
        if phrase in near:
            return base
    return None
