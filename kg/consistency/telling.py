"""Who says a thing, for when, and of which part of it, in the words that findings share."""

from __future__ import annotations

import json

from kg.model.observation import Cell, Observation


def origin_words(observation: Observation) -> str:
    """Who gives a value, for when, how firmly: "record-funding-round, 2024, rumoured"."""
    status = [] if observation.status == "reported" else [observation.status]
    said_by = f"{observation.attributed_to} in {observation.source}" if observation.attributed_to else observation.source
    return ", ".join([said_by, observation.label or "undated", *status])


def scope_words(cell: Cell) -> str:
    """The qualifiers of a cell, in brackets, or nothing."""
    qualifiers = json.loads(cell.qualifiers)
    return f" ({', '.join(f'{key}: {value}' for key, value in qualifiers.items())})" if qualifiers else ""
