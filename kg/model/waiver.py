"""A waiver: a finding that someone lets stand, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """Lets the finding of that id stand, to the end of ``until`` where given; ``path`` and ``line`` tell where it says so."""

    finding: str
    reason: str
    until: date | None = None
    by: str | None = None
    path: str = ""
    line: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether its time is not over."""
        return self.until is None or day <= self.until
