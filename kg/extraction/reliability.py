"""How far the confidences of an extraction may be trusted: what was said, beside how often it came true, in bands.

The bands are those of a reliability diagram; ``Reliability.error`` is the expected calibration error of Naeini, Cooper and
Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (2015).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.extraction.evaluation import FIELDS, Record, field_of

BANDS: Final = 5


@dataclass(frozen=True, slots=True)
class Band:
    """The values of which the extraction was as sure as ``low`` to ``high``: how many, the sum of what was said, how many right."""

    low: float
    high: float
    count: int
    total: float
    hits: int

    @property
    def said(self) -> float:
        """The mean confidence, from 0 to 1."""
        return self.total / self.count

    @property
    def right(self) -> float:
        """What part is right."""
        return self.hits / self.count

    def as_json(self) -> dict[str, float | int]:
        """As plain numbers."""
        said, right = round(self.said, 4), round(self.right, 4)
        return {"from": self.low, "to": self.high, "figures": self.count, "said": said, "right": right}


@dataclass(frozen=True)
class Reliability:
    """The bands of each field that hold a figure, the lowest first."""

    fields: Mapping[str, tuple[Band, ...]]

    def error(self, field: str) -> float:
        """How far what was said lies from what came true, on average over the figures: 0 is best. 0 where there are none."""
        bands = self.fields.get(field, ())
        figures = sum(band.count for band in bands)
        return sum(abs(band.total - band.hits) for band in bands) / figures if figures else 0.0

    def __add__(self, other: Reliability) -> Reliability:
        names = dict.fromkeys((*self.fields, *other.fields))
        return Reliability({name: _joined((*self.fields.get(name, ()), *other.fields.get(name, ()))) for name in names})

    def as_json(self) -> dict[str, Any]:
        """By field, the error and the bands."""
        return {
            name: {"error": round(self.error(name), 4), "bands": [band.as_json() for band in bands]}
            for name, bands in self.fields.items()
        }


def reliability(given: Sequence[Record], wanted: Sequence[Record]) -> Reliability:
    """The records of one source held against its annotation, over the figures that both have and the fields that say how sure they are."""
    by_span = {(record["start"], record["end"]): record for record in wanted}
    found: dict[str, list[Band]] = {}
    for record in given:
        annotated = by_span.get((record["start"], record["end"]))
        if annotated is None:
            continue
        told = record.get("confidence")
        for name in FIELDS:
            sure = told.get(name) if isinstance(told, Mapping) else None
            if isinstance(sure, int | float) and 0 <= sure <= 1:
                right = field_of(record, name) == field_of(annotated, name)
                place = min(int(sure * BANDS), BANDS - 1)
                found.setdefault(name, []).append(Band(place / BANDS, (place + 1) / BANDS, 1, float(sure), int(right)))
    return Reliability({name: _joined(found[name]) for name in FIELDS if name in found})


def _joined(bands: Sequence[Band]) -> tuple[Band, ...]:
    """One band for each place, in order."""
    joined: dict[float, Band] = {}
    for band in bands:
        held = joined.get(band.low, Band(band.low, band.high, 0, 0.0, 0))
        joined[band.low] = Band(band.low, band.high, held.count + band.count, held.total + band.total, held.hits + band.hits)
    return tuple(joined[low] for low in sorted(joined))
