"""The base: all claims with the sources, entities, metrics and rules they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.model.claim import Claim
from kg.model.errors import UsageError
from kg.model.period import CALENDAR_YEAR_END, Period
from kg.model.vocabulary import Entity, Metric, MetricKind, Rule, Source


def nearest(word: str, known: Iterable[str]) -> str:
    """The words that suggest near names for an unknown one, or nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def _called(noun: str, name: str, spelled: Mapping[str, str]) -> str:
    """The id that a name in any case stands for; ``spelled`` maps names to ids. Raises UsageError with near ids."""
    import difflib

    wanted = name.casefold()
    if wanted in spelled:
        return spelled[wanted]
    close = dict.fromkeys(spelled[near] for near in difflib.get_close_matches(wanted, list(spelled), n=4, cutoff=0.6))
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    raise UsageError(f"no {noun} is called {name!r}{hint}")


@dataclass(frozen=True)
class Vocabulary:
    """Entities, metrics and rules by id, the engine's own and the workspace's."""

    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    rules: tuple[Rule, ...] = ()

    def entity(self, identifier: str) -> Entity:
        """The entity, or a proposed one of that name."""
        return self.entities.get(identifier) or Entity(identifier, proposed=True)

    def lineage(self, identifier: str) -> tuple[str, ...]:
        """An entity and what it is part of, nearest first; a circle is walked once."""
        found: list[str] = []
        current: str | None = identifier
        while current is not None and current not in found:
            found.append(current)
            current = self.entity(current).part_of
        return tuple(found)

    def metric(self, identifier: str) -> Metric:
        """The metric, or a proposed one of that name."""
        return self.metrics.get(identifier) or Metric(identifier, proposed=True)

    def find_entity(self, name: str) -> str:
        """The id of an entity by its id, label or alias, in any case. Raises UsageError, with near names."""
        if name in self.entities:
            return name
        spelled: dict[str, str] = {}
        for entity in self.entities.values():
            words = [entity.id, *entity.forms]
            for word in words:
                spelled.setdefault(word.casefold(), entity.id)
        return _called("entity", name, spelled)

    def find_metric(self, name: str) -> str:
        """The id of a metric by its id or label, in any case. Raises UsageError, with near names."""
        if name in self.metrics:
            return name
        spelled: dict[str, str] = {}
        for metric in self.metrics.values():
            for word in (metric.id, metric.id.replace("_", " "), *metric.label.values()):
                spelled.setdefault(word.casefold(), metric.id)
        return _called("metric", name, spelled)

    def fiscal_year_end(self, entity: str) -> str:
        """The entity's own, or that of what it is part of, or the calendar's."""
        seen: set[str] = set()
        while entity in self.entities and entity not in seen:
            seen.add(entity)
            known = self.entities[entity]
            if known.fiscal_year_end != CALENDAR_YEAR_END or known.part_of is None:
                return known.fiscal_year_end
            entity = known.part_of
        return CALENDAR_YEAR_END

    def when(self, claim: Claim) -> Period | None:
        """The time a claim holds for, fiscal periods resolved. Raises PeriodError."""
        return claim.when(self.fiscal_year_end(claim.entity))

    def compared_metric(self, identifier: str) -> str:
        """The metric whose values this one shares (itself, mostly)."""
        metric = self.metrics.get(identifier)
        return metric.compares_with if metric and metric.compares_with else identifier

    def kind(self, identifier: str) -> MetricKind:
        """The kind of a metric; an unknown one is taken for a stock, which contradicts least."""
        return self.metric(identifier).kind

    def metric_lineage(self, identifier: str) -> tuple[str, ...]:
        """A metric and all that are broader, nearest first."""
        lineage: list[str] = []
        current: str | None = identifier
        while current is not None and current not in lineage:
            lineage.append(current)
            known = self.metrics.get(current)
            current = known.broader if known else None
        return tuple(lineage)


@dataclass(frozen=True)
class Base:
    """Everything a workspace's files say."""

    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    vocabulary: Vocabulary

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    def claim(self, identifier: str) -> Claim:
        """One claim. Raises UsageError, with near names, when there is none."""
        try:
            return self.by_id[identifier]
        except KeyError:
            message = f"no claim is called {identifier!r}{nearest(identifier, self.by_id)}"
            raise UsageError(message) from None
