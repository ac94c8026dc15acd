"""Ids for new claims: readable, made of what a claim says and never of where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Context, Decimal
from typing import Final

from kg.extraction.proposing.drafting import UNSPECIFIED
from kg.model.claim import QUALIFIERS, Claim, Status
from kg.model.units import DATE

_LONGEST_PART: Final = 40
_SCALES: Final = ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"))
_UNITS: Final = {"%": "pct", "x": "x", "pp": "pp", "count": "", DATE: ""}
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_REACH: Final = 160


def named(claim: Claim, text: str, taken: Callable[[str], bool]) -> str:
    """The first free of the claim's possible names; ``taken`` tells whether an id is in use anywhere in the base.

    The shortest has entity, metric and time (openai-net-loss-2025-h1). Where that is taken, a telling word is added: a
    qualifier, a status other than reported, the speaker, the value, then a word of the sentence around.
    """
    return next(name for name in _names(claim, text) if not taken(name))


def _names(claim: Claim, text: str) -> Iterator[str]:
    subject = [_slug(part) for part in (claim.entity, claim.metric) if part != UNSPECIFIED]
    stem = _joined(*(subject or [_slug(claim.source)]), _slug(claim.period or claim.as_of or ""))
    value = _value_word(claim)
    words = [_slug(claim.qualifiers[key]) for key in QUALIFIERS if key in claim.qualifiers]
    words += [claim.status.value] if claim.status is not Status.REPORTED else []
    words += [_slug(claim.attributed_to)] if claim.attributed_to else []
    yield stem
    yield from (_joined(stem, word) for word in words)
    yield _joined(stem, value)
    yield from (_joined(stem, word, value) for word in words)
    yield from (_joined(stem, value, word) for word in _words_around(claim, text))
    number = 2
    while True:
        yield _joined(stem, value, str(number))
        number += 1


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))


def _slug(text: str) -> str:
    """Lower-case ASCII words and hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.sub(r"\.(?!\d)|(?<!\d)\.", "-", re.sub(r"[^a-z0-9.]+", "-", letters))
    words = re.sub(r"-{2,}", "-", words).strip("-.")
    if len(words) > _LONGEST_PART:
        words = words[: _LONGEST_PART + 1].rpartition("-")[0] or words[:_LONGEST_PART]
    return words.strip("-.")


def _value_word(claim: Claim) -> str:
    """The value in few characters: 4.7bn, 20m-30m, 12pct, 30x, 2029."""
    if claim.unit == DATE:
        return "-".join(claim.values)
    unit = _UNITS.get(claim.unit, "" if claim.unit.isupper() and len(claim.unit) == 3 else _slug(claim.unit))
    return "-".join(_short(Decimal(value)) for value in claim.values) + unit


def _short(number: Decimal) -> str:
    sign = "minus-" if number < 0 else ""
    size = abs(number)
    for power, word in _SCALES:
        if size >= Decimal(10) ** power:
            return f"{sign}{_digits(size.scaleb(-power))}{word}"
    return sign + _digits(size)


def _digits(number: Decimal) -> str:
    """To four significant digits, without needless zeros."""
    if number >= 10**4:
        return f"{number:.0f}"
    plain = f"{Context(prec=4).plus(number):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _words_around(claim: Claim, text: str) -> Iterator[str]:
    """The longer words near the figure, the nearest first, those after before those in front."""
    if claim.at is None:
        return
    start, end = claim.at
    seen: set[str] = set(_slug(claim.exact).split("-"))
    after = [match.group() for match in _WORD.finditer(text[end : end + _REACH])]
    before = [match.group() for match in _WORD.finditer(text[max(0, start - _REACH) : start])][::-1]
    for pair in zip([*after, *[""] * len(before)], [*before, *[""] * len(after)], strict=False):
        for word in map(_slug, pair):
            if word and word not in seen:
                seen.add(word)
                yield word
