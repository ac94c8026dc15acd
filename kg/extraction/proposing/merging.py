"""Extracted claims and those a file holds -> a plan: what is added, changed, kept, and read otherwise than stated.

What a human has reviewed or written is never overwritten. Only what extraction itself proposed, and nobody has reviewed, is
extraction's to change or take back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final

from kg.extraction.contract import ExtractedClaim
from kg.extraction.proposing.aligning import aligned, folded, stands
from kg.extraction.proposing.deriving import derivations
from kg.extraction.proposing.drafting import Draft, Unfit, draft_claims, is_machine_made, marks_of, names_needed
from kg.extraction.proposing.naming import named
from kg.model.base import Vocabulary
from kg.model.claim import Claim, ReviewState
from kg.model.vocabulary import Entity, Metric
from kg.model.wording import value_words
from kg.workspace.records import claim_mapping

_MARKS: Final = {"period": "time", "as_of": "time", "undated": "time"}
_VALUE: Final = ("value", "approx", "unit", "per")
_PLAIN: Final = ("entity", "metric", "qualifiers", "period", "as_of", "status", "attributed_to")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that extraction reads otherwise; ``confidence`` is how sure it is of its reading, where it says."""

    field: str
    stated: str | None
    read: str | None
    confidence: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping for ``--format json``."""
        return {"field": self.field, "stated": self.stated, "read": self.read, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim of the file and what extraction reads in its place."""

    claim: Claim
    read: Claim
    fields: tuple[FieldDifference, ...]

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping for ``--format json``."""
        return {"claim": self.claim.id, "fields": [difference.as_json() for difference in self.fields]}


@dataclass(frozen=True, slots=True)
class Merge:
    """The plan for one source.

    ``added`` are new proposals; ``changed`` proposals that are now read otherwise, ``gone`` those no longer found;
    ``kept`` what humans have reviewed or written. Of these, ``differing`` are read otherwise than stated, which is shown
    and not applied; ``moved`` have the same figure at another place of a changed text, and only their place is written;
    ``lost`` have no such figure in the text any more. ``entities`` and ``metrics`` are names that the vocabulary lacks.
    ``after`` is the whole file as it is to be.
    """

    source: str
    after: tuple[Claim, ...]
    added: tuple[Claim, ...] = ()
    changed: tuple[Compared, ...] = ()
    unchanged: tuple[Claim, ...] = ()
    gone: tuple[Claim, ...] = ()
    kept: tuple[Claim, ...] = ()
    differing: tuple[Compared, ...] = ()
    moved: tuple[Claim, ...] = ()
    lost: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    metrics: tuple[Metric, ...] = ()
    unfit: tuple[Unfit, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.changed or self.gone or self.moved)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        names = (
            "added",
            "changed",
            "unchanged",
            "gone",
            "kept",
            "differing",
            "moved",
            "lost",
            "unfit",
            "entities",
            "metrics",
        )
        return {name: len(getattr(self, name)) for name in names}


def _nothing(_: str) -> bool:
    return False


def merge(
    extracted: Iterable[ExtractedClaim],
    claims: Sequence[Claim],
    source: str,
    text: str,
    vocabulary: Vocabulary,
    *,
    taken: Callable[[str], bool] = _nothing,
    needed: Callable[[str], bool] = _nothing,
) -> Merge:
    """The plan that brings a source's claims up to date with what extraction finds in its text.

    ``taken`` tells whether an id is in use in the rest of the base, ``needed`` whether the rest of the base refers to
    one: such a proposal is not taken back. The plan depends on nothing else, and planning again after it is carried out finds
    nothing to do.
    """
    drafts, unfit = draft_claims(extracted, source, vocabulary)
    pairs = aligned(claims, drafts, text)
    used = set(pairs.values())
    held = [_place(claim, drafts, pairs.get(index), text) for index, claim in enumerate(claims)]
    # A human's claim is of its characters: accepted or rejected, they are not proposed once more.
    covered = _Cover.of(c.at for c in held if c.at is not None and not is_machine_made(c) and stands(c, text))
    new = _named(
        [draft for number, draft in enumerate(drafts) if number not in used and not covered.touches(draft.at)],
        text,
        {claim.id for claim in claims},
        taken,
    )
    ids = {number: claims[index].id for index, number in pairs.items()}
    ids |= {number: new[draft.at] for number, draft in enumerate(drafts) if draft.at in new and number not in used}
    derived = derivations(drafts, ids, claims)
    read = {
        index: replace(drafts[number].claim, id=claims[index].id, derived=derived.get(claims[index].id))
        for index, number in pairs.items()
    }
    return _plan(_Found(source, claims, held, read, drafts, new, derived), text, vocabulary, needed, tuple(unfit))


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    claims: Sequence[Claim]
    held: Sequence[Claim]  # the claims with their place brought up to date
    read: Mapping[int, Claim]
    drafts: Sequence[Draft]
    new: Mapping[tuple[int, int], str]
    derived: Mapping[str, Any]


def _plan(
    found: _Found, text: str, vocabulary: Vocabulary, needed: Callable[[str], bool], unfit: tuple[Unfit, ...]
) -> Merge:
    after: list[Claim] = []
    changed: list[Compared] = []
    differing: list[Compared] = []
    unchanged: list[Claim] = []
    orphans: list[Claim] = []
    kept: list[Claim] = []
    for index, (claim, held) in enumerate(zip(found.claims, found.held, strict=True)):
        reading = found.read.get(index)
        if not is_machine_made(claim):
            kept.append(held)
            after.append(held)
            if (
                reading is not None
                and claim.review.state is not ReviewState.REJECTED
                and (fields := compared(held, reading))
            ):
                differing.append(Compared(held, reading, fields))
            continue
        if reading is None:
            orphans.append(claim)
            after.append(claim)
            continue
        reading = replace(reading, note=reading.note or claim.note)
        after.append(reading)
        if reading == claim:
            unchanged.append(claim)
        else:
            changed.append(Compared(claim, reading, compared(claim, reading)))
    added = tuple(
        replace(draft.claim, id=found.new[draft.at], derived=found.derived.get(found.new[draft.at]))
        for draft in found.drafts
        if draft.at in found.new
    )
    after += added
    gone = _unneeded(orphans, after, needed)
    dropped = {claim.id for claim in gone}
    after = [claim for claim in after if claim.id not in dropped]
    entities, metrics = names_needed((*added, *(one.read for one in changed)), vocabulary, text)
    return Merge(
        found.source,
        tuple(after),
        added,
        tuple(changed),
        (*unchanged, *(claim for claim in orphans if claim.id not in dropped)),
        gone,
        tuple(kept),
        tuple(differing),
        tuple(held for claim, held in zip(found.claims, found.held, strict=True) if held != claim),
        tuple(claim for claim in kept if claim.at is not None and not stands(claim, text)),
        entities,
        metrics,
        unfit,
    )


def _place(claim: Claim, drafts: Sequence[Draft], number: int | None, text: str) -> Claim:
    """A claim that is not extraction's own, at the place of the same wording when its own no longer has it."""
    if number is None or is_machine_made(claim) or claim.at is None or stands(claim, text):
        return claim
    draft = drafts[number]
    return replace(claim, at=draft.at) if folded(draft.extracted.figure.exact) == folded(claim.exact) else claim


@dataclass(frozen=True, slots=True)
class _Cover:
    """Spans of a text, by start, with the furthest end so far: whether any of them shares a character with another span."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> _Cover:
        ordered = sorted(spans)
        return cls(tuple(start for start, _ in ordered), tuple(accumulate((end for _, end in ordered), max)))

    def touches(self, at: tuple[int, int]) -> bool:
        before = bisect_left(self.starts, at[1])
        return before > 0 and self.ends[before - 1] > at[0]


def _named(drafts: Sequence[Draft], text: str, own: set[str], taken: Callable[[str], bool]) -> dict[tuple[int, int], str]:
    """Ids for new claims, by place; drafts of one place are one claim."""
    names: dict[tuple[int, int], str] = {}
    for draft in drafts:
        if draft.at not in names:
            names[draft.at] = named(draft.claim, text, lambda name: name in own or taken(name))
            own.add(names[draft.at])
    return names


def _unneeded(orphans: Sequence[Claim], after: Sequence[Claim], needed: Callable[[str], bool]) -> tuple[Claim, ...]:
    """Of proposals no longer found, those that no other claim derives from."""
    gone = {claim.id for claim in orphans if not needed(claim.id)}
    while True:
        used = {name for claim in after if claim.id not in gone and claim.derived for name in claim.derived.inputs.values()}
        if not gone & used:
            return tuple(claim for claim in orphans if claim.id in gone)
        gone -= used


def compared(stated: Claim, read: Claim) -> tuple[FieldDifference, ...]:
    """Where two claims of one figure say different things, field by field.

    Of the qualifiers of a human's claim only those count that extraction reads as well: it looks for few of them.
    """
    old, new, marks = claim_mapping(stated), claim_mapping(read), marks_of(read)
    if not is_machine_made(stated) and "qualifiers" in old:
        new["qualifiers"] = {key: new.get("qualifiers", {}).get(key, value) for key, value in old["qualifiers"].items()}
    elif not is_machine_made(stated):
        new.pop("qualifiers", None)
    differences: list[FieldDifference] = []
    if stated.at != read.at and is_machine_made(stated):
        differences.append(FieldDifference("at", _shown(old.get("at")), _shown(new.get("at"))))
    if folded(stated.exact) != folded(read.exact):
        differences.append(FieldDifference("exact", folded(stated.exact), folded(read.exact)))
    if any(old.get(key) != new.get(key) for key in _VALUE):
        words = [value_words(claim.values, claim.unit, claim.approximation, claim.per) for claim in (stated, read)]
        differences.append(FieldDifference("value", words[0], words[1], marks.get("unit")))
    differences += [
        FieldDifference(key, _shown(old.get(key)), _shown(new.get(key)), marks.get(_MARKS.get(key, key)))
        for key in _PLAIN
        if old.get(key) != new.get(key)
    ]
    return tuple(differences)


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return ", ".join(f"{key}: {part}" for key, part in value.items()) if isinstance(value, Mapping) else str(value)
