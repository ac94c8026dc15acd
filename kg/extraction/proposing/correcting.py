"""Correcting a proposal: a field as a person types it, or the whole claim as YAML, held against the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from kg.extraction.proposing.aligning import stands
from kg.model.base import Vocabulary, nearest
from kg.model.claim import QUALIFIERS, Claim, Status, canonical_number
from kg.model.errors import UsageError
from kg.model.period import Period
from kg.model.quantity import Approximation
from kg.model.units import unit
from kg.vocabulary.records import SLUG, problem_message
from kg.vocabulary.strict_yaml import read_yaml
from kg.workspace.records import ClaimRecord, claim_mapping

if TYPE_CHECKING:
    from kg.extraction.figures.finding import Figure

FIELDS: Final = (
    "entity",
    "metric",
    "value",
    "approx",
    "unit",
    "per",
    "time",
    "status",
    "attributed_to",
    "qualifiers",
    "note",
)
"""What is asked for, in this order, when a claim is edited field by field."""
NOTHING: Final = "-"
_NEEDED: Final = ("entity", "metric", "value", "unit", "status")


def shown(claim: Claim, field: str) -> str:
    """A field as it is typed when edited, empty where it has none."""
    match field:
        case "value":
            return " to ".join(claim.values)
        case "approx":
            return claim.approximation.value
        case "time":
            return claim.period or (f"as of {claim.as_of}" if claim.as_of else "")
        case "status":
            return claim.status.value
        case "qualifiers":
            return ", ".join(f"{key}: {value}" for key, value in claim.qualifiers.items())
    return str(getattr(claim, field) or "")


def edited_field(claim: Claim, field: str, typed: str, vocabulary: Vocabulary) -> Claim:
    """The claim with one field as typed: nothing keeps it, "-" empties it.

    Entities and metrics are found by id, label or alias; "+id" names one that the vocabulary lacks. A time is a period,
    or "as of" one; a stock's is an as-of. Raises a KgError that says what is wrong and names near words.
    """
    typed = typed.strip()
    if not typed or typed == shown(claim, field):
        return claim
    if typed == NOTHING and field in _NEEDED:
        raise UsageError(f"a claim needs its {field}")
    text = None if typed == NOTHING else typed
    match field:
        case "entity" | "metric" | "attributed_to":
            return _with(claim, field, text and _name(text, field, vocabulary))
        case "value":
            return _valid(claim, {"value": _value(typed)})
        case "approx":
            return replace(claim, approximation=Approximation(_one_of(text or "exact", Approximation, "hedge")))
        case "unit":
            unit(typed)
            return _valid(claim, {"unit": typed})
        case "time":
            return _timed(claim, text, vocabulary)
        case "status":
            return replace(claim, status=Status(_one_of(typed, Status, "status")))
        case "qualifiers":
            return replace(claim, qualifiers=_qualifiers(text or ""))
    return _with(claim, field, text)


def _with(claim: Claim, field: str, value: str | None) -> Claim:
    changes: dict[str, Any] = {field: value}
    return replace(claim, **changes)


def _name(typed: str, field: str, vocabulary: Vocabulary) -> str:
    if typed.startswith("+"):
        if not re.match(SLUG, typed[1:]):
            raise UsageError(f"{typed[1:]!r} is no id: use lower-case letters, digits, dots, hyphens and underscores")
        return typed[1:]
    find: Callable[[str], str] = vocabulary.find_metric if field == "metric" else vocabulary.find_entity
    try:
        return find(typed)
    except UsageError as error:
        asked = str(error).endswith("?")
        raise UsageError(f"{error}{' A' if asked else '; a'} new one is named with a + before its id") from None


def _one_of(typed: str, known: Iterable[str], noun: str) -> str:
    words = [str(word) for word in known]
    begun = [word for word in words if word.startswith(typed.lower())]
    if typed.lower() in words:
        return typed.lower()
    if len(begun) == 1:
        return begun[0]
    raise UsageError(f"no {noun} is called {typed!r}{nearest(typed, words)}; write one of {', '.join(words)}")


def _value(typed: str) -> str | list[str]:
    """A value as a file writes it: a number or date, two with "to" between, or a figure as printed (4,3 milliards)."""
    parts = [part.strip().replace("_", "") for part in re.split(r"\s+to\s+|\.\.", typed)]
    if len(parts) <= 2 and all(
        re.fullmatch(r"[-+]?\d+(\.\d+)?([eE]\+?\d{1,2})?|\d{4}(-\w{2}){0,2}", part) for part in parts
    ):
        values = [canonical_number(part) if re.search(r"[eE+]", part) else part for part in parts]
        return values[0] if len(values) == 1 else values
    from kg.extraction.contract import bounds_of, is_rounded
    from kg.extraction.figures.finding import find_figures
    from kg.extraction.figures.tongues import tongues

    found = find_figures(typed, tongues(typed))
    low, high = bounds_of(found[0]) if len(found) == 1 and _is_all(found[0], typed) else (None, None)
    if low is None and high is None:
        raise UsageError(f"{typed!r} is no value: write 4300000000, 4.3e9, 1 to 2, 2029, or the figure as printed")
    if is_rounded(found[0]):
        raise UsageError(f"{typed!r} has more digits than can be computed with: write all digits of the value")
    ends = [end for end in (low, high) if end is not None]
    return ends[0] if len(set(ends)) == 1 else ends


def _is_all(figure: Figure, typed: str) -> bool:
    """Whether a figure and its hedge are all that was typed, but for brackets and the "from" of a range."""
    first, last = figure.hedge or (figure.start, figure.end)
    ahead, behind = typed[: min(first, figure.start)], typed[max(last, figure.end) :]
    opens_range = figure.low != figure.high and ahead.strip().isalpha()
    return (opens_range or not ahead.strip(" («")) and not behind.strip(" )»")


def _timed(claim: Claim, text: str | None, vocabulary: Vocabulary) -> Claim:
    if text is None:
        return replace(claim, period=None, as_of=None, undated=claim.undated or "the text gives no date")
    label = text.removeprefix("as of ").removeprefix("as_of ").strip()
    Period.parse(label, vocabulary.fiscal_year_end(claim.entity))
    at_a_moment = label != text or (claim.as_of is not None and claim.period is None)
    return replace(claim, period=None if at_a_moment else label, as_of=label if at_a_moment else None, undated=None)


def _qualifiers(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        key, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon or not value:
            raise UsageError(f"{part!r} is no qualifier: write product: x, geography: y")
        if key not in QUALIFIERS:
            raise UsageError(f"no qualifier is called {key!r}{nearest(key, QUALIFIERS)}; there are {', '.join(QUALIFIERS)}")
        found[key] = value
    return found


def _valid(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    return claim_of({**claim_mapping(claim), **changes}, claim.source)


def claim_of(mapping: Mapping[str, Any], source: str) -> Claim:
    """A claim as a file writes it. Raises UsageError with every problem, each with its key."""
    try:
        claim = ClaimRecord.model_validate(dict(mapping)).to_claim(source)
    except ValidationError as error:
        details = error.errors(include_url=False)
        told = [f"{'.'.join(map(str, d['loc'][:1])) or 'claim'}: {problem_message(d, ClaimRecord)}" for d in details]
        raise UsageError("\n".join(dict.fromkeys(told))) from error
    _ = claim.quantity
    return claim


def edited_text(before: Claim, text: str, vocabulary: Vocabulary) -> Claim:
    """The claim that an editor gave back as YAML. Raises a KgError that says what is wrong.

    Its id and source stay as they were: other claims and pages refer to them.
    """
    data = read_yaml(text, "the claim").data
    if not isinstance(data, dict):
        raise UsageError("the claim: write its keys, one a line")
    if data.get("id", before.id) != before.id:
        raise UsageError(f"the id stays {before.id!r}: other claims may refer to it")
    if "review" in data:
        raise UsageError("review: what is saved is accepted, and kg writes who did: leave the key out (r rejects a claim)")
    named = {key: _name(str(data[key]), key, vocabulary) for key in ("entity", "metric", "attributed_to") if data.get(key)}
    return claim_of({**data, "id": before.id, **named}, before.source)


def require_fit(claim: Claim, vocabulary: Vocabulary, text: str | None) -> None:
    """Raise a KgError where a claim, were it written, would keep the base from holding together: its time, its place."""
    vocabulary.when(claim)
    if text is not None and claim.at is not None and not stands(claim, text):
        found = " ".join(text[claim.at[0] : claim.at[1]].split())
        raise UsageError(f"the text has {found!r} at {claim.at[0]} to {claim.at[1]}, not {claim.exact!r}")
