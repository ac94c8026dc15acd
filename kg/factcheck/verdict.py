"""What a figure of a sentence is worth against the base: its verdict, and the claims for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final


class Verdict(StrEnum):
    """What the base says of a figure, the gravest first: a sentence has the gravest verdict of its figures."""

    REFUTED = "refuted"
    DISPUTED = "disputed"
    OUTDATED = "outdated"
    IMPRECISE = "imprecise"
    UNVERIFIABLE = "unverifiable"
    SUPPORTED = "supported"

    @property
    def exit_code(self) -> int:
        """0 supported, 3 unverifiable, 1 for all that should not be printed as it stands."""
        return {Verdict.SUPPORTED: 0, Verdict.UNVERIFIABLE: 3}.get(self, 1)


class Relation(StrEnum):
    """How a claim stands to a figure."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEAR = "near"
    SUPERSEDED = "superseded"
    SUPERSEDES = "supersedes"
    COMPATIBLE = "compatible"
    NOT_COMPARABLE = "not comparable"


CITED: Final = "cited: "
"""How the reason opens where a cited claim does not say what its figure does."""
ORDER: Final = {relation: number for number, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim, or a value computed from several, beside a figure.

    ``claim`` is an id; ``value`` and ``date`` are in words; ``inputs`` are the claims a computed value comes from; ``quote`` is
    the figure in its sentence where the source's text is at hand.
    """

    claim: str
    relation: Relation
    why: str
    value: str
    date: str | None
    source: str
    metric: str
    status: str = "reported"
    inputs: tuple[str, ...] = ()
    quote: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {
            "claim": self.claim,
            "relation": self.relation.value,
            "why": self.why,
            "value": self.value,
            "date": self.date,
            "source": self.source,
            "metric": self.metric,
            "status": self.status,
            "inputs": list(self.inputs),
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """One figure of a text: where it stands, what it was understood to say, the verdict and why.

    ``cited`` are the claims that a draft cites for it. ``unread`` are words beside it that leave its sentence open though claims bear
    the figure out.
    """

    start: int
    end: int
    exact: str
    verdict: Verdict
    why: str
    understood: dict[str, Any]
    evidence: tuple[Evidence, ...] = ()
    guess: str | None = None
    cited: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_miscited(self) -> bool:
        """Whether the claims that a draft cites for it say otherwise, or are of another thing."""
        return bool(self.cited) and self.why.startswith(CITED)

    def as_printed(self, text: str) -> FigureVerdict:
        """The same with the figure as it is printed in the text in which it stands: the words with which it is read as one, its line ends."""
        return replace(self, exact=text[self.start : self.end])

    def as_json(self) -> dict[str, Any]:
        """As the documented mapping."""
        return {
            "start": self.start,
            "end": self.end,
            "exact": self.exact,
            "verdict": self.verdict.value,
            "why": self.why,
            "guess": self.guess,
            "claim": self.understood,
            "evidence": [entry.as_json() for entry in self.evidence],
        }

    def supporting(self) -> tuple[str, ...]:
        """The ids of the claims that bear it out."""
        return tuple(entry.claim for entry in self.evidence if entry.relation is Relation.SUPPORTS and not entry.inputs)


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence with the verdicts of its figures, and the words of it (``unread``) of which the base tells nothing."""

    sentence: str
    language: str
    figures: tuple[FigureVerdict, ...] = ()
    notes: tuple[str, ...] = field(default=())
    unread: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest of its figures'; unverifiable where there is none, or where the base does not tell all that is said beside them."""
        found = gravest(figure.verdict for figure in self.figures)
        return Verdict.UNVERIFIABLE if self.unread and found is Verdict.SUPPORTED else found

    def as_json(self) -> dict[str, Any]:
        """As the documented output of ``kg ask --format json``."""
        return {
            "sentence": self.sentence,
            "language": self.language,
            "verdict": self.verdict.value,
            "figures": [figure.as_json() for figure in self.figures],
            "notes": list(self.notes),
        }


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of some verdicts."""
    ranked = list(Verdict)
    return min(verdicts, key=ranked.index, default=Verdict.UNVERIFIABLE)


def ordered(evidence: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """Evidence, what bears on the verdict first, at most so many."""
    return tuple(sorted(evidence, key=lambda entry: ORDER[entry.relation])[:most])
