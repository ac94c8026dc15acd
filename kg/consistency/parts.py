"""What findings about parts and wholes share: which qualifiers name a part, sums, words, and the finding itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from kg.consistency.clusters import clusters_of
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.telling import scope_slug, scope_words
from kg.model.base import Vocabulary
from kg.model.interval import ZERO, Interval
from kg.model.observation import Observation
from kg.model.units import from_base
from kg.model.wording import interval_words

PART_KEYS: Final = ("segment", "product", "geography")
"""Qualifiers that name a part of what is meant without them."""
EVERYTHING: Final = frozenset({"world", "global", "worldwide", "total", "all"})
"""Values of such a qualifier that name no part."""
Scope = tuple[tuple[str, str], ...]


def scope_of(qualifiers: str) -> Scope:
    """Qualifiers, from their canonical JSON, in order."""
    return tuple(sorted(json.loads(qualifiers).items()))


def total_of(observations: Iterable[Observation], *, wide: bool) -> Interval:
    """What parts add up to, in base units."""
    total = Interval.point(ZERO)
    for o in observations:
        total = total + (o.wide if wide else o.narrow)
    return total


def words_of(interval: Interval, like: Observation) -> str:
    """An interval in base units, in the unit of a claim."""
    return interval_words(from_base(interval, like.unit), like.unit)


def opening(o: Observation, vocabulary: Vocabulary) -> str:
    """What an explanation opens with: of whom and what it speaks, and in which scope."""
    return f"{vocabulary.entity(o.cell.entity).name()}: {vocabulary.metric(o.cell.metric).name()}{scope_words(o.cell)}"


def finding_of_parts(
    kind: Kind,
    what: str,
    severity: Severity,
    parts: Sequence[Observation],
    wholes: Sequence[Observation],
    explanation: str,
    *,
    about: Observation,
    operator: str,
    when: str | None = None,
    expected: str | None = None,
) -> Finding:
    """A finding ``about`` the scope of one claim. Its rule is "part <= whole", "part_1 + part_2 == whole" and the like."""
    names = ["part"] if len(parts) == 1 else [f"part_{number}" for number in range(1, len(parts) + 1)]
    total = " + ".join(names)
    named = list(zip([*names, *(["whole"] * len(wholes))], [*parts, *wholes], strict=True))
    slug = scope_slug(about.cell.qualifiers, about.cell.per)
    identity = kind is Kind.IDENTITY
    return Finding(
        id="/".join(
            part for part in (kind.value, what, about.cell.entity, about.cell.metric, slug, when or about.label) if part
        ),
        kind=kind,
        severity=severity,
        entity=about.cell.entity,
        metric=about.cell.metric,
        claims=tuple(dict.fromkeys(o.claim for _, o in named)),
        explanation=explanation,
        clusters=clusters_of([o for _, o in named]) if identity and wholes else (),
        rule=f"{total} {operator} {'whole' if wholes else '1'}" if identity else f"whole - ({total})",
        inputs=tuple(Input(name, o.claim, o.words) for name, o in named),
        expected=expected,
        holds=False if identity else None,
    )


def for_time(o: Observation) -> str:
    """When a claim holds, as a part of a sentence."""
    return f" for {o.label}" if o.label else ""
