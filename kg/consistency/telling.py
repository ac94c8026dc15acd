"""Who says a thing, for when, and of which part of it, in the words that findings share."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from kg.model.observation import Cell, Observation
from kg.model.units import dimension_name


def origin_words(observation: Observation) -> str:
    """Who gives a value, for when, how firmly: "record-funding-round, 2024, rumoured"."""
    status = [] if observation.status == "reported" else [observation.status]
    said_by = f"{observation.attributed_to} in {observation.source}" if observation.attributed_to else observation.source
    return ", ".join([said_by, observation.label or "undated", *status])


def scope_words(cell: Cell) -> str:
    """The qualifiers of a cell, in brackets, or nothing."""
    qualifiers = json.loads(cell.qualifiers)
    return f" ({', '.join(f'{key}: {value}' for key, value in qualifiers.items())})" if qualifiers else ""


def scope_slug(qualifiers: str, per: str) -> str:
    """What tells qualifiers (canonical JSON) and a denominator from others in an id, short; nothing where there are none."""
    return sha256(f"{qualifiers}\n{per}".encode()).hexdigest()[:8] if (qualifiers, per) != ("{}", "") else ""


def dimension_slug(dimension: str) -> str:
    """A dimension as a part of an id: money-USD, percentage-point, speed."""
    name = dimension if re.fullmatch(r"[\w:]+", dimension) else dimension_name(dimension)
    return re.sub(r"\W+", "-", name).strip("-")
