"""A baseline: the findings that were there before, so that a check fails only on new ones.

A finding is known when the baseline has one of its id and fingerprint (kind, entity, metric and claims) at least as
severe: one that got worse, or that other claims are involved in, is new. Waived findings are left out, so that they
count again when the waiver runs out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from kg.consistency.finding import Finding, Severity
from kg.model.errors import UsageError

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding of the baseline."""

    finding: str
    fingerprint: str
    severity: str


@dataclass(frozen=True)
class Baseline:
    """The findings known before, sorted, each once."""

    known: tuple[Known, ...] = ()

    @cached_property
    def _ranks(self) -> Mapping[tuple[str, str], int]:
        """How severe each known finding was, at worst."""
        ranks: dict[tuple[str, str], int] = {}
        for k in self.known:
            key, rank = (k.finding, k.fingerprint), Severity(k.severity).rank
            ranks[key] = min(rank, ranks.get(key, rank))
        return ranks

    def has(self, finding: Finding) -> bool:
        """Whether a finding was there before and is no worse now."""
        before = self._ranks.get((finding.id, fingerprint(finding)))
        return before is not None and before <= finding.severity.rank

    def to_json(self) -> str:
        """As the text of a file: one finding a line, sorted, so that a change of one changes one line."""
        lines = [
            json.dumps({"finding": k.finding, "severity": k.severity, "fingerprint": k.fingerprint}, ensure_ascii=False)
            for k in sorted(set(self.known))
        ]
        body = ",\n  ".join(lines)
        return (
            f'{{"baseline": {FORMAT}, "findings": [\n  {body}\n]}}\n'
            if lines
            else f'{{"baseline": {FORMAT}, "findings": []}}\n'
        )


def fingerprint(finding: Finding) -> str:
    """What a finding is about, its severity and wording apart, as 16 hex digits."""
    told = [finding.kind.value, finding.entity, finding.metric, *sorted(finding.claims)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """What to remember of findings: all that are not waived."""
    kept = {Known(f.id, fingerprint(f), f.severity.value) for f in findings if f.waived is None}
    return Baseline(tuple(sorted(kept)))


def read_baseline(text: str, path: str) -> Baseline:
    """The inverse of ``to_json``. Raises UsageError for a text that is none."""

    def refuse(why: str) -> UsageError:
        return UsageError(f"{path}: no baseline ({why}); make one with `kg check --write-baseline {path}`")

    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(f"not JSON: {error}") from error
    if not isinstance(data, dict) or data.get("baseline") != FORMAT or not isinstance(data.get("findings"), list):
        raise refuse(f'expected {{"baseline": {FORMAT}, "findings": [...]}}')
    known = []
    for entry in data["findings"]:
        fields = [entry.get(key) if isinstance(entry, dict) else None for key in ("finding", "fingerprint", "severity")]
        if not all(isinstance(field, str) for field in fields) or fields[2] not in list(Severity):
            raise refuse(f"found {str(entry)[:80]!r}, expected finding, fingerprint and severity")
        known.append(Known(*(str(field) for field in fields)))
    return Baseline(tuple(sorted(set(known))))
