"""Waivers held against the findings: what is let stand, and which waivers say nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from kg.consistency.finding import Finding
from kg.model.base import nearest
from kg.model.waiver import Waiver

_FEW: Final = 2000


@dataclass(frozen=True, slots=True)
class StaleWaiver:
    """A waiver that no longer applies, and why: a warning, to be mended where the waiver stands."""

    waiver: Waiver
    why: str

    @property
    def message(self) -> str:
        """One sentence."""
        return f"the waiver of {self.waiver.finding} no longer applies: {self.why}"

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        waiver = self.waiver
        until = waiver.until.isoformat() if waiver.until else None
        return {"path": waiver.path, "line": waiver.line, "finding": waiver.finding, "until": until, "why": self.why}


def apply_waivers(
    findings: Iterable[Finding], waivers: Sequence[Waiver], today: date
) -> tuple[tuple[Finding, ...], tuple[StaleWaiver, ...]]:
    """The findings with ``waived`` set where a waiver holds on ``today``, and the waivers that are stale.

    A waiver is stale when no finding has its id or its last day is over. Of several for one finding the first in
    force gives the reason.
    """
    reasons: dict[str, str] = {}
    for waiver in waivers:
        if waiver.holds_on(today):
            reasons.setdefault(waiver.finding, waiver.reason)
    marked = tuple(
        replace(finding, waived=reasons[finding.id]) if finding.id in reasons else finding for finding in findings
    )
    known = {finding.id for finding in marked}
    stale = []
    for waiver in waivers:
        if waiver.finding not in known:
            near = nearest(waiver.finding, known) if len(known) <= _FEW else ""
            stale.append(StaleWaiver(waiver, f"there is no such finding{near}"))
        elif not waiver.holds_on(today):
            stale.append(StaleWaiver(waiver, f"its last day was {waiver.until}, and the finding stands"))
    return marked, tuple(stale)
