"""Extracted claims -> claims as a file may hold them, each marked with how sure its fields are, and the names they need.

What the machine proposes says so: ``review: {state: proposed, by: kg, note: "guessed: metric 0.41; sure: entity 0.93"}``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from kg.extraction.contract import ExtractedClaim, bounds_of, is_rounded
from kg.model.base import Vocabulary
from kg.model.claim import QUALIFIERS, Claim, ReviewState
from kg.model.errors import KgError
from kg.model.period import Period
from kg.model.units import DATE, unit
from kg.model.vocabulary import Entity, Metric, MetricKind
from kg.workspace.records import ClaimRecord

PROPOSER: Final = "kg"
GUESSED: Final = 0.6
"""A field less sure than this is marked as guessed."""
IMPLIED_UNIT: Final = 0.5
"""How sure a unit counts that is taken from the context and not printed beside the number."""
UNSPECIFIED: Final = "unspecified"
UNDATED: Final = "the text gives no date"
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,199}\Z")
_MARK: Final = re.compile(r"([a-z_]+) (\d\.\d\d)(?=[,;]|\Z)")
_DURATIONS: Final = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Draft:
    """What extraction reads at one place: the claim, its id still to be found, and the record it came from."""

    claim: Claim
    extracted: ExtractedClaim

    @property
    def at(self) -> tuple[int, int]:
        """The figure's place in the text."""
        return self.extracted.figure.start, self.extracted.figure.end


@dataclass(frozen=True, slots=True)
class Unfit:
    """A figure that no claim can be made of, and why."""

    at: tuple[int, int]
    exact: str
    reason: str


def is_machine_made(claim: Claim) -> bool:
    """Whether extraction proposed it and nobody has reviewed it: only such a claim is extraction's to change."""
    return claim.review.state is ReviewState.PROPOSED and claim.review.by == PROPOSER


def without_proposed(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary that humans have confirmed. Extraction reads with this one, else its own guesses would confirm it."""
    return Vocabulary(
        {key: entity for key, entity in vocabulary.entities.items() if not entity.proposed},
        {key: metric for key, metric in vocabulary.metrics.items() if not metric.proposed},
        vocabulary.rules,
    )


def draft_claims(
    extracted: Iterable[ExtractedClaim], source: str, vocabulary: Vocabulary
) -> tuple[list[Draft], list[Unfit]]:
    """The claims that extraction proposes, in the order of the text, and the figures that fit no claim."""
    drafts: list[Draft] = []
    unfit: list[Unfit] = []
    for found in sorted(extracted, key=lambda found: (found.figure.start, found.figure.end)):
        try:
            drafts.append(Draft(_drafted(found, source, vocabulary), found))
        except (KgError, ValidationError, ArithmeticError) as error:
            place = found.figure.start, found.figure.end
            unfit.append(Unfit(place, found.figure.exact, _reason(error)))
    return drafts, unfit


def _reason(error: Exception) -> str:
    said = error.errors(include_url=False)[0]["msg"] if isinstance(error, ValidationError) else str(error)
    return " ".join(said.removeprefix("Value error, ").split())


def _drafted(found: ExtractedClaim, source: str, vocabulary: Vocabulary) -> Claim:
    figure = found.figure
    qualifiers = {key: str(value) for key, value in found.qualifiers.items() if key in QUALIFIERS and str(value).strip()}
    symbol, doubtful = _unit(figure.unit)
    if doubtful:
        qualifiers.setdefault("of", figure.unit)
    confidence = _confidence(found, unit_guessed=doubtful or figure.unit_implied)
    entity, metric = _slugged(found.entity, "-"), _slugged(found.metric, "_")
    mapping: dict[str, Any] = {
        "id": "unnamed",
        "at": [figure.start, figure.end],
        "exact": figure.exact,
        "entity": entity or UNSPECIFIED,
        "metric": metric or UNSPECIFIED,
        **_value(found),
        "unit": symbol,
        "per": found.qualifiers.get("per") or figure.per,
        "qualifiers": qualifiers,
        **_time(found, entity or UNSPECIFIED, vocabulary),
        "status": found.status,
        "attributed_to": _slugged(found.attributed_to, "-"),
        "review": {"state": ReviewState.PROPOSED, "by": PROPOSER, "note": marks_note(confidence)},
        "note": found.note.strip() or None,
    }
    claim = ClaimRecord.model_validate({key: value for key, value in mapping.items() if value is not None}).to_claim(source)
    _ = claim.quantity  # a quantity that has no reading would break the base
    return claim


def _confidence(found: ExtractedClaim, *, unit_guessed: bool) -> dict[str, float]:
    confidence = {name: min(1.0, max(0.0, float(value))) for name, value in found.confidence.items()}
    missing = {name: 0.0 for name in ("entity", "metric") if not getattr(found, name)}
    return {**confidence, **missing, **({"unit": IMPLIED_UNIT} if unit_guessed else {})}


def _value(found: ExtractedClaim) -> dict[str, Any]:
    """The value and its hedge as a file writes them: a hedge that opens a side has one bound, and a missing bound is a hedge."""
    low, high = bounds_of(found.figure)
    if low is None and high is None:
        raise KgError("the figure has no value")
    if is_rounded(found.figure):
        raise KgError("its value has more digits than can be computed with: write the claim by hand")
    approx = found.figure.approx
    if low is None or approx == "at_most":
        return {"value": high if high is not None else low, "approx": "at_most"}
    if high is None or approx == "at_least":
        return {"value": low, "approx": "at_least"}
    return {"value": low if low == high else [low, high], "approx": approx}


def _unit(symbol: str) -> tuple[str, bool]:
    """The unit, and whether it had to be taken for a count because no unit has that name."""
    try:
        unit(symbol)
    except KgError:
        return "count", True
    return symbol, False


def _time(found: ExtractedClaim, entity: str, vocabulary: Vocabulary) -> dict[str, str]:
    """The period or as-of, or the reason why there is none."""
    for key, label in (("period", found.period), ("as_of", found.as_of)):
        if label is None:
            continue
        try:
            Period.parse(label, vocabulary.fiscal_year_end(entity))
        except KgError:
            return {"undated": f"the text's date {label!r} could not be read"}
        return {key: label}
    return {"undated": UNDATED}


def _slugged(name: str | None, joint: str) -> str | None:
    """A name as an id of the vocabulary; nothing where no letter or digit is left."""
    if not name or _SLUG.match(name):
        return name or None
    letters = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9.]+", joint, plain).strip("-._")[:80].strip("-._") or None


def marks_note(confidence: Mapping[str, float]) -> str | None:
    """How sure each field is, in a line that people and ``marks_of`` read: guesses first, the least sure before the others."""
    ranked = sorted(confidence.items(), key=lambda item: (round(item[1], 2), item[0]))
    guessed = [f"{name} {value:.2f}" for name, value in ranked if value < GUESSED]
    sure = [f"{name} {value:.2f}" for name, value in reversed(ranked) if value >= GUESSED]
    parts = [f"{label}: {', '.join(names)}" for label, names in (("guessed", guessed), ("sure", sure)) if names]
    return "; ".join(parts) or None


def marks_of(claim: Claim) -> dict[str, float]:
    """How sure extraction was of each field, as a proposal's review note has it; nothing for any other claim."""
    if not is_machine_made(claim) or claim.review.note is None:
        return {}
    return {name: float(value) for name, value in _MARK.findall(claim.review.note)}


def guesses_of(claim: Claim) -> tuple[str, ...]:
    """The fields of a proposal that are only guessed."""
    return tuple(name for name, value in marks_of(claim).items() if value < GUESSED)


def names_needed(
    claims: Iterable[Claim], vocabulary: Vocabulary, text: str
) -> tuple[tuple[Entity, ...], tuple[Metric, ...]]:
    """The entities and metrics that some claims name and the vocabulary lacks, as proposed records.

    An entity is labelled as the text first writes it, where the text does.
    """
    entities: dict[str, Entity] = {}
    metrics: dict[str, Metric] = {}
    folded: str | None = None
    for claim in claims:
        for name in (claim.entity, claim.attributed_to):
            if name is not None and name not in vocabulary.entities and name not in entities:
                folded = _even(text) if folded is None else folded
                surface = _surface(name, text, folded)
                entities[name] = Entity(name, label={"": surface} if surface else {}, proposed=True)
        if claim.metric not in vocabulary.metrics and claim.metric not in metrics:
            metrics[claim.metric] = Metric(claim.metric, *_nature(claim), proposed=True)
    return tuple(entities.values()), tuple(metrics.values())


def _nature(claim: Claim) -> tuple[MetricKind, str | None]:
    """The kind and dimension of an unknown metric, as far as one figure tells."""
    if claim.unit == DATE:
        return MetricKind.DATE, "date"
    if claim.unit in ("%", "pp"):
        return MetricKind.RATIO, "share"
    if claim.unit == "x":
        return MetricKind.RATIO, "multiple"
    if claim.unit in _DURATIONS:
        return MetricKind.STOCK, "time"
    kind = MetricKind.FLOW if claim.period else MetricKind.STOCK
    if unit(claim.unit).is_money:
        return kind, "money"
    return kind, "count" if claim.unit == "count" else None


def _even(text: str) -> str:
    """The text in lower case without accents, a character for each of its own."""
    return "".join(unicodedata.normalize("NFKD", letter)[:1].lower()[:1] or " " for letter in text)


def _surface(name: str, text: str, folded: str) -> str | None:
    """What the text writes where it first names an id."""
    parts: Sequence[str] = [re.escape(part) for part in re.split(r"[-._]+", name) if part]
    match = re.search(rf"(?<!\w){'[^0-9a-z]{1,3}'.join(parts)}(?!\w)", folded) if parts else None
    if match is None:
        return None
    words = " ".join(text[match.start() : match.end()].split())
    return words if words.isprintable() else None


def records_of(entities: Iterable[Entity], metrics: Iterable[Metric]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The proposed names as records of the vocabulary's files, by the key they stand under."""
    yield (
        "entities",
        [{"id": e.id, "type": e.type, **({"label": e.label[""]} if e.label else {}), "proposed": True} for e in entities],
    )
    yield (
        "metrics",
        [
            {"id": m.id, "kind": m.kind.value, **({"dimension": m.dimension} if m.dimension else {}), "proposed": True}
            for m in metrics
        ],
    )
