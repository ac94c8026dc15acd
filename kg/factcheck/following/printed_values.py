"""What the figures of a sentence print: their values, half a unit of their last digits, and how one stands to what others yield."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of
from kg.model.interval import Interval

_DIGITS: Final = re.compile(r"\d[\d.,\u00a0\u202f ]*")
_DECIMALS: Final = re.compile(r"[.,](\d{1,2})\Z")
_HALF: Final = Decimal("0.5")
_NEAR: Final = Decimal("0.1")
WORDED: Final = Decimal("0.05")
"""By what part of it a ratio told in words may be off."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What figures yield, in words too; ``firm`` says that the words leave no other reading, so that another value is refuted.

    ``pace`` says that it is so much a day, a week or a month, ``measured`` are metrics that it is of besides those of its inputs.
    """

    value: Decimal
    slack: Decimal
    words: str
    inputs: Sequence[Checked]
    firm: bool = True
    pace: bool = False
    measured: frozenset[str] = frozenset()


def held(statement: Statement, tie: Tie) -> Verdict:
    """How a figure stands to what others yield."""
    _, bound = base_unit(statement)
    scale = Decimal(100) if statement.unit == "%" else Decimal(1)
    meant = bound.interval(WORDED) if bound.shape is Shape.IS and not bound.about else Interval(bound.low, bound.high)
    low, high = meant.low * scale, meant.high * scale
    value, size = tie.value, abs(tie.value)
    own = half_unit(statement)
    if statement.unit == "x" and (not own or size < 10):
        own = max(size * WORDED, Decimal(0)) if not own or own > size * WORDED else own
    if bound.about:
        own = max(own, size * WORDED)
    room = own + tie.slack
    if statement.unit == "%" and bound.shape is Shape.IS and low < high and low == _middle(statement) * scale == int(low):
        high = max(high, low + _HALF)  # a little over four percent is less than four and a half
    if value == low == high and exceeds(statement):
        return Verdict.IMPRECISE
    if bound.shape is Shape.AT_LEAST:
        fits = value >= low - tie.slack and value <= low * Decimal("1.25")
    elif bound.shape is Shape.AT_MOST:
        fits = value <= high + tie.slack and value >= high * Decimal("0.75")
    else:
        fits = low - room <= value <= high + room
    if fits:
        return Verdict.SUPPORTED
    gap = min(abs(value - low), abs(value - high))
    return Verdict.IMPRECISE if size and gap <= size * _NEAR else Verdict.REFUTED


def exceeds(statement: Statement) -> bool:
    """Whether a sentence says that something was more than a figure, or than so many times: more than halved, plus que doublé."""
    words, ahead = words_of(statement.language), statement.before
    told = f"{ahead}{fold(statement.exact)}"
    return words.has("strictly_above", ahead) or words.has("more_than_times", ahead) or words.has("more_than_times", told)


def printed_value(each: Checked) -> Decimal:
    """The value that a sentence prints, in the base unit (a percentage as a part of one)."""
    return _middle(each.statement)


def _middle(statement: Statement) -> Decimal:
    """The number that a figure prints, in the base unit: of just over 453 million that very number, of a range its middle."""
    _, bound = base_unit(statement)
    told, said = statement.figure, statement.bound
    if said.shape is Shape.IS and said.low < said.high and None in (told.low, told.high):
        return bound.low if told.low == said.low else bound.high if told.high == said.high else bound.middle
    return bound.middle


def half_unit(statement: Statement) -> Decimal:
    """Half a unit of the last digit that a figure prints, in the base unit (of a percentage, in percent); nothing where it is told in words."""
    printed = _DIGITS.search(statement.exact)
    if printed is None or statement.figure.low is None:
        return Decimal(0)
    text = printed.group().strip(" .,\u00a0\u202f")
    decimals = _DECIMALS.search(text)
    digits = re.sub(r"\D", "", text)
    number = Decimal(digits).scaleb(-len(decimals[1]) if decimals is not None else 0)
    if not number:
        return Decimal(0)
    scale = abs(_middle(statement) / number) * (100 if statement.unit == "%" else 1)
    return Decimal("0.5").scaleb(-len(decimals[1]) if decimals is not None else 0) * scale
