"""What ``kg lint`` tells of a draft: its checks, how bad each is, and the diagnostics as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from kg.consistency.finding import Severity
from kg.factcheck.drafting.draft import Draft
from kg.factcheck.verdict import FigureVerdict


class Check(StrEnum):
    """What a diagnostic is about."""

    REFUTED = "refuted"
    DISPUTED = "disputed"
    OUTDATED = "outdated"
    IMPRECISE = "imprecise"
    UNSOURCED = "unsourced"
    BEYOND_CITATION = "beyond-citation"
    UNCITED = "uncited"
    CITED_MISMATCH = "cited-mismatch"
    UNKNOWN_CITATION = "unknown-citation"
    STALE_CITATION = "stale-citation"
    CONTRADICTION = "contradiction"
    SUM = "sum"
    IGNORE = "ignore"


SEVERITIES: Final = {
    Check.REFUTED: Severity.ERROR,
    Check.CITED_MISMATCH: Severity.ERROR,
    Check.UNKNOWN_CITATION: Severity.ERROR,
    Check.CONTRADICTION: Severity.ERROR,
    Check.SUM: Severity.ERROR,
    Check.DISPUTED: Severity.WARNING,
    Check.OUTDATED: Severity.WARNING,
    Check.IMPRECISE: Severity.WARNING,
    Check.STALE_CITATION: Severity.WARNING,
    Check.UNSOURCED: Severity.WARNING,
    Check.IGNORE: Severity.WARNING,
    Check.BEYOND_CITATION: Severity.INFO,
    Check.UNCITED: Severity.INFO,
}
TITLES: Final = {
    Check.REFUTED: "The base says otherwise",
    Check.CITED_MISMATCH: "A figure is not what the claim it cites says",
    Check.UNKNOWN_CITATION: "A citation names no claim of the base",
    Check.CONTRADICTION: "The draft contradicts itself",
    Check.SUM: "Parts do not add up",
    Check.DISPUTED: "Claims stand on both sides",
    Check.OUTDATED: "A later claim has moved on",
    Check.IMPRECISE: "Off by no more than a tenth",
    Check.STALE_CITATION: "A citation of a claim that is superseded or rejected",
    Check.UNSOURCED: "No claim bears out the figure and all that its sentence says, and none is cited",
    Check.IGNORE: "A comment that suppresses without a reason, or nothing",
    Check.BEYOND_CITATION: "A sentence says more than the claim that its figure cites",
    Check.UNCITED: "A claim bears the figure out, but is not cited",
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell: at which characters, and the claims it rests on; ``insert`` is what --fix would write at its end."""

    check: Check
    start: int
    end: int
    message: str
    claims: tuple[str, ...] = ()
    insert: tuple[int, str] | None = None
    suppressed: str | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return SEVERITIES[self.check]


@dataclass(frozen=True)
class Linted:
    """A draft with its figures and what is to be told of it, in order."""

    draft: Draft
    figures: tuple[FigureVerdict, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that no comment suppresses."""
        return tuple(d for d in self.diagnostics if d.suppressed is None)

    def as_json(self) -> dict[str, Any]:
        """As an entry of the documented output of ``kg lint --format json``."""
        return {
            "path": self.draft.path,
            "language": self.draft.language,
            "figures": [{**figure.as_json(), "cited": list(figure.cited)} for figure in self.figures],
            "diagnostics": [self.diagnostic_json(d) for d in self.diagnostics],
        }

    def diagnostic_json(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """A diagnostic as a plain mapping; lines and columns are 1-based, ends exclusive."""
        (line, column), (end_line, end_column) = (self.draft.position(o) for o in (diagnostic.start, diagnostic.end))
        return {
            "check": diagnostic.check.value,
            "severity": diagnostic.severity.value,
            "start": diagnostic.start,
            "end": diagnostic.end,
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "message": diagnostic.message,
            "claims": list(diagnostic.claims),
            "fix": {"at": diagnostic.insert[0], "text": diagnostic.insert[1]} if diagnostic.insert else None,
            "suppressed": diagnostic.suppressed,
        }
