"""How claims and sources are written in files, to and from values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from kg.model.claim import NO_QUALIFIERS, QUALIFIERS, Claim, Derivation, Review, ReviewState, Status, canonical_number
from kg.model.errors import QuantityError
from kg.model.formula import PUBLISHED, names_in, parse_formula
from kg.model.period import Period
from kg.model.quantity import Approximation
from kg.model.superlative import SUPERLATIVE, parse_superlative
from kg.model.units import DATE, unit
from kg.model.vocabulary import Source
from kg.model.waiver import Waiver
from kg.vocabulary.records import Label, Record, Slug
from kg.vocabulary.strict_yaml import BareDecimal, described
from kg.workspace.spellings import Address, Day, Language, Share


def _number(value: object) -> object:
    if isinstance(value, BareDecimal):
        message = f"the decimal {value} is not quoted: write '{value}', so that no reader rounds it"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueError
    if isinstance(value, bool) or not isinstance(value, int | str):
        message = f"found {described(value)}, expected an integer, a quoted decimal, or a list of two"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueError
    return str(value)


def _period(value: object) -> object:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str):
        Period.parse(text)
    return text


def _canonical(text: str) -> str:
    """As canonical_number; what is no number is named short enough for a line."""
    try:
        return canonical_number(text)
    except QuantityError as error:
        raise QuantityError(str(error).replace(repr(text), described(text))) from error


LONGEST: Final = 2**31 - 1
"""Characters of the longest text that offsets can count in: more than anybody reads, and within what every tool counts with."""

Offset = Annotated[int, Field(ge=0, le=LONGEST)]
Value = Annotated[str, BeforeValidator(_number)]
When = Annotated[str, BeforeValidator(_period)]


class DerivationRecord(Record):
    """A formula over named claims."""

    formula: Label
    inputs: dict[Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z_0-9]*$")], Slug]
    note: Label | None = None

    @model_validator(mode="after")
    def _inputs_match(self) -> DerivationRecord:
        if PUBLISHED in self.inputs:
            raise ValueError(f"{PUBLISHED!r} stands for the date of the source and takes no claim; choose another name")
        needed, given = set(names_in(parse_formula(self.formula))) - {PUBLISHED}, set(self.inputs)
        if needed != given:
            lacking, idle = sorted(needed - given), sorted(given - needed)
            parts = [f"inputs lack {', '.join(lacking)}"] if lacking else []
            parts += [f"the formula does not use {', '.join(idle)}"] if idle else []
            raise ValueError("; ".join(parts))
        return self


class ReviewRecord(Record):
    """A human's word on a claim."""

    state: ReviewState = ReviewState.PROPOSED
    by: Label | None = None
    on: Day | None = None
    note: Label | None = None


class ClaimRecord(Record):
    """One figure of one source."""

    id: Slug
    source: Slug | None = None
    at: tuple[Offset, Offset] | None = None
    exact: Label
    entity: Slug
    metric: Slug
    value: Value | Annotated[list[Value], Field(min_length=2, max_length=2)]
    approx: Approximation = Approximation.EXACT
    unit: Label
    per: Label | None = None
    qualifiers: dict[str, Label] = Field(default_factory=dict)
    period: When | None = None
    as_of: When | None = None
    undated: Label | None = None
    status: Status = Status.REPORTED
    attributed_to: Slug | None = None
    derived: DerivationRecord | None = None
    review: ReviewRecord = ReviewRecord()
    note: Label | None = None

    @field_validator("at")
    @classmethod
    def _in_order(cls, at: tuple[int, int] | None) -> tuple[int, int] | None:
        if at is not None and at[0] >= at[1]:
            message = f"the figure ends at {at[1]}, before it starts at {at[0]}: give [start, end), end exclusive"
            raise ValueError(message)
        return at

    @field_validator("unit")
    @classmethod
    def _known_unit(cls, symbol: str) -> str:
        unit(symbol)
        return symbol

    @field_validator("qualifiers")
    @classmethod
    def _known_qualifiers(cls, qualifiers: dict[str, str]) -> dict[str, str]:
        unknown = sorted(set(qualifiers) - set(QUALIFIERS))
        if unknown:
            message = f"unknown qualifier {unknown[0]!r}, expected one of {', '.join(QUALIFIERS)}"
            raise ValueError(message)
        if SUPERLATIVE in qualifiers:
            parse_superlative(qualifiers[SUPERLATIVE])
        return qualifiers

    @field_validator("undated")
    @classmethod
    def _only_without_a_time(cls, undated: str | None, others: ValidationInfo) -> str | None:
        time = next((name for name in ("period", "as_of") if others.data.get(name) is not None), None)
        if undated is not None and time is not None:
            message = f"says why there is no time, but {time} is {described(others.data[time])}: keep one of the two"
            raise ValueError(message)
        return undated

    @model_validator(mode="after")
    def _value_fits(self) -> ClaimRecord:
        first, *rest = values = self._values()
        if self.unit == DATE:
            start, end = Period.parse(first), Period.parse(values[-1])
            if start.start > end.start:
                message = f"value: the range {first} to {rest[0]} ends before it starts"
                raise ValueError(message)
            return self
        low, high = _canonical(first), _canonical(values[-1])
        from decimal import Decimal

        if Decimal(low) > Decimal(high):
            message = f"value: the range {low} to {high} goes down: give the lower value first"
            raise ValueError(message)
        return self

    def _values(self) -> list[str]:
        return self.value if isinstance(self.value, list) else [self.value]

    def to_claim(self, source: str) -> Claim:
        """As a value."""
        raw = self._values()
        values = tuple(raw if self.unit == DATE else (canonical_number(number) for number in raw))
        derived = Derivation(self.derived.formula, self.derived.inputs, self.derived.note) if self.derived else None
        return Claim(
            id=self.id,
            source=self.source or source,
            exact=self.exact,
            entity=self.entity,
            metric=self.metric,
            values=values[:1] if len(set(values)) == 1 else values,
            unit=self.unit,
            status=self.status,
            at=self.at,
            approximation=self.approx,
            per=self.per,
            qualifiers=self.qualifiers or NO_QUALIFIERS,
            period=self.period,
            as_of=self.as_of,
            undated=self.undated,
            attributed_to=self.attributed_to,
            derived=derived,
            review=Review(self.review.state, self.review.by, self.review.on, self.review.note),
            note=self.note,
        )


class WaiverRecord(Record):
    """A finding that is let stand."""

    finding: Label
    reason: Label
    until: Day | None = None
    by: Label | None = None

    def to_waiver(self, path: str = "", line: int | None = None) -> Waiver:
        """As a value, with where it stands."""
        until = date.fromisoformat(self.until) if self.until else None
        return Waiver(self.finding, self.reason, until, self.by, path, line)


class ClaimFile(Record):
    """claims/<source>.yaml"""

    source: Slug
    claims: list[ClaimRecord] = Field(default_factory=list)
    waivers: list[WaiverRecord] = Field(default_factory=list)


class PublishedRecord(Record):
    """A publication date and why it is thought so."""

    date: When | None = None
    basis: Label | None = None


class TextRecord(Record):
    """What identifies the text that offsets count in."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    length: Offset


class SourceRecord(Record):
    """sources/<id>.yaml"""

    id: Slug
    type: Literal["article", "report", "filing", "dataset", "interview", "web-page", "book", "video", "press-release"] = (
        "article"
    )
    title: Label | None = None
    description: Label | None = None
    author: Label | list[Label] | None = None
    publisher: Label | None = None
    url: Address | None = None
    language: Language | None = None
    published: PublishedRecord | When | None = None
    text: TextRecord | None = None
    rights: Label | None = None
    reliability: Share | None = None
    note: Label | None = None

    def to_source(self) -> Source:
        """As a value."""
        authors = self.author if isinstance(self.author, list) else [self.author] if self.author else []
        published = PublishedRecord(date=self.published) if isinstance(self.published, str) else self.published
        return Source(
            id=self.id,
            type=self.type,
            title=self.title,
            description=self.description,
            authors=tuple(authors),
            publisher=self.publisher,
            url=self.url,
            language=self.language,
            published=published.date if published else None,
            published_basis=published.basis if published else None,
            sha256=self.text.sha256 if self.text else None,
            length=self.text.length if self.text else None,
            rights=self.rights,
            reliability=self.reliability,
            note=self.note,
        )


def _file_value(text: str, symbol: str) -> str | int:
    """A value as a file holds it: integers bare, decimals and dates as text."""
    return text if symbol == DATE or not text.lstrip("-").isdecimal() else int(text)


def _claim_items(claim: Claim) -> Iterator[tuple[str, Any]]:
    values = [_file_value(value, claim.unit) for value in claim.values]
    derived, review = claim.derived, claim.review
    yield "id", claim.id
    yield "at", list(claim.at) if claim.at else None
    yield "exact", claim.exact
    yield "entity", claim.entity
    yield "metric", claim.metric
    yield "value", values[0] if len(values) == 1 else values
    yield "approx", claim.approximation.value if claim.approximation is not Approximation.EXACT else None
    yield "unit", claim.unit
    yield "per", claim.per
    yield "qualifiers", {key: claim.qualifiers[key] for key in QUALIFIERS if key in claim.qualifiers}
    yield "period", claim.period
    yield "as_of", claim.as_of
    yield "undated", claim.undated
    yield "status", claim.status.value
    yield "attributed_to", claim.attributed_to
    if derived:
        note = {"note": derived.note} if derived.note else {}
        yield "derived", {"formula": derived.formula, "inputs": dict(derived.inputs), **note}
    if review != Review():
        given = {"state": review.state.value, "by": review.by, "on": review.on, "note": review.note}
        yield "review", {key: value for key, value in given.items() if value is not None}
    yield "note", claim.note


def claim_mapping(claim: Claim) -> dict[str, Any]:
    """A claim as its record in a file: keys in the documented order, defaults and empty keys left out."""
    return {key: value for key, value in _claim_items(claim) if value is not None and value not in ({}, [])}


def source_mapping(source: Source) -> dict[str, Any]:
    """A source as its record in a file."""
    authors: Any = list(source.authors) if len(source.authors) != 1 else source.authors[0]
    published: Any = {"date": source.published, "basis": source.published_basis}
    items = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "description": source.description,
        "author": authors or None,
        "publisher": source.publisher,
        "url": source.url,
        "language": source.language,
        "published": published if source.published_basis else source.published,
        "text": {"sha256": source.sha256, "length": source.length} if source.sha256 else None,
        "rights": source.rights,
        "reliability": source.reliability,
        "note": source.note,
    }
    return {key: value for key, value in items.items() if value is not None}
