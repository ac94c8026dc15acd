"""What an export holds, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.claim import Claim
from kg.model.vocabulary import Entity, Metric, Rule, Source
from kg.model.waiver import Waiver


@dataclass(frozen=True)
class Stock:
    """Sources, claims, vocabulary, and waivers by the source in whose file they stand.

    ``whole`` when the vocabulary is told in full, not only by labels, and the order of claims and the waivers count. ``base`` begins
    the IRIs of the claims, where an export tells it; ``settings`` is what else its kg.toml said of the workspace (name, title, homepage).
    """

    claims: tuple[Claim, ...]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    waivers: Mapping[str, tuple[Waiver, ...]] = field(default_factory=dict)
    whole: bool = True
    base: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
