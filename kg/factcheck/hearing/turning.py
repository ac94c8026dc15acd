"""Figures turned round to what a claim states: what others have, those who do not, so many times cheaper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words, words_of
from kg.model.units import of_differences

_RISING: Final = ("_change", "_growth", "_increase", "_return")
_FALLING: Final = ("_reduction", "_decline_rate", "_discount")
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
_THAN: Final = in_any(r"\b{than}\b|\b{elided_than}|\b{as_compared} (?=\w)")
_OWNED: Final = in_any(r"[\w.-]+(?: [\w.-]+)?'{genitive}? ")
_OPPOSED_TO: Final = in_any(r"\s{opposed_to}\s?(?:{articles })?")
OTHERS: Final = "the sentence compares the others with it"


def turned(statement: Statement, metrics: Sequence[str]) -> Statement:
    """The statement as claims of some metrics would put it: a complement, an inverse, a loss of a balance, or as it is."""
    if metrics and all(name.endswith("_change") for name in metrics):
        statement = replace(statement, unit=of_differences(statement.unit))
    if metrics and all(name.endswith("_balance") for name in metrics) and statement.bound.low > 0:
        return _below_balance(statement)
    if statement.ratio_of_money or dimension_of(statement.unit) != "share":
        return statement
    if "price_ratio" in metrics:
        return _price(statement)
    if metrics and (level := _as_change(statement, metrics)) is not None:
        return level
    if metrics and _moves_back(statement, metrics):
        bound = statement.bound
        back = replace(bound, shape=bound.shape.turned, low=-bound.high, high=-bound.low)
        return replace(statement, bound=back, turned="it moved the other way")
    whole = _HUNDRED if statement.unit == "%" else _ONE
    if statement.bound.high > whole:
        return statement
    told = _complement(statement, metrics)
    if told is None:
        return statement
    bound = statement.bound
    if bound.shape is Shape.IS_NOT and "paying_share" in metrics:
        bound = replace(bound, shape=Shape.IS)  # "those who do not pay are 95 %" denies the paying, not the share
    return replace(statement, bound=bound.complement(whole), turned=told)


def _as_change(statement: Statement, metrics: Sequence[str]) -> Statement | None:
    """What something is of what it was (60 % of its former cost, 2.73 times its issue price) as the change that this is.

    So many times of a growth that the sentence does not tell as what was added, too: sales tripled, they grew by 200 %.
    """
    words, bound = words_of(statement.language), statement.bound
    rising, falling = (all(name.endswith(ends) for name in metrics) for ends in (_RISING, _FALLING))
    if not rising and not falling:
        return None
    ahead, behind = (
        statement.before,
        statement.behind,
    )
    whole = _HUNDRED if statement.unit == "%" else _ONE
    times_over = statement.unit == "x" and bound.low > 1 and not words.has("by_so_much", ahead)
    if not words.has("of_its_level", behind) and not (times_over and rising):
        return None
    change = replace(bound, low=bound.low - whole, high=bound.high - whole) if rising else bound.complement(whole)
    return replace(statement, bound=change, turned="what it is of what it was, as a change")


def _below_balance(statement: Statement) -> Statement:
    """A deficit of so much is a balance of less than nothing."""
    if not words_of(statement.language).has("deficit", statement.around):
        return statement
    bound = statement.bound
    below = replace(bound, shape=bound.shape.turned, low=-bound.high, high=-bound.low)
    return replace(statement, bound=below, turned="a deficit is a balance below nothing")


def _moves_back(statement: Statement, metrics: Sequence[str]) -> bool:
    """Whether a sentence tells a fall where the claims tell a rise, or a rise where they tell a cut."""
    words, folded = words_of(statement.language), statement.around
    rises, falls = words.has("to_rise", folded), words.has("to_fall", folded)
    if rises == falls:
        return False
    return all(metric.endswith(_RISING if falls else _FALLING) for metric in metrics)


def _complement(statement: Statement, metrics: Sequence[str]) -> str | None:
    words, folded = words_of(statement.language), statement.around
    if metrics == ("share_without_return",):
        return None if words.has("no_return", folded) else "those with a return are the rest of those without"
    if "paying_share" in metrics:
        early = statement.within < len(folded) / 2
        denied = words.has("negated_after", folded[statement.within :] if early else folded)
        return "those who do not pay are the rest of those who do" if denied else None
    if any(metric.endswith("_share") for metric in metrics) and words.has("rivals", folded):
        return "what others have is the rest of the whole"
    return None


def _price(statement: Statement) -> Statement:
    """Thirty times cheaper is a thirtieth of the price; said of the others it is the other way round."""
    words, bound, told = words_of(statement.language), statement.bound, []
    if statement.unit != "x":
        return statement
    if bound.low >= 1 and words.has("cheaper", statement.around):
        bound = bound.inverse()
        told.append("so many times cheaper is one divided by it")
    if compared_with(statement):
        bound = bound.inverse()
        told.append(OTHERS)
    return replace(statement, bound=bound, turned="; ".join(told) or None)


def _opposed(folded: str, place: int, words: Words) -> bool:
    """Whether what a name opens a sentence with is those it competes with: its rivals, the competitors of it."""
    owned = _OWNED.match(folded[place:])
    if owned is not None and (rival := words.patterns["rivals"].search(folded, place + owned.end())):
        between = folded[place + owned.end() : rival.start()]
        if len(between.split()) <= 1 and not _THAN.search(folded[:place]):
            return True
    return any(
        _OPPOSED_TO.fullmatch(folded[match.end() : place]) is not None
        for match in words.patterns["rivals"].finditer(folded[:place])
        if match.start() < place and not _THAN.search(folded[: match.start()])
    )


def compared_with(statement: Statement) -> bool:
    """Whether the entity stands only after "than": it is what the others are compared with."""
    if not statement.subject.entities:
        return False
    name = re.split(r"[-. ]", statement.subject.entities[0])[0]
    place = statement.folded.find(name)
    if place >= 0 and _opposed(statement.folded, place, words_of(statement.language)):
        return True
    than = max((m.end() for m in _THAN.finditer(statement.folded)), default=-1)
    return 0 <= than <= place


def is_compared_with_it(statement: Statement) -> bool:
    """Whether a sentence tells by how much others are below the entity: cheaper than it, its rivals are, rivals undercut it."""
    if not statement.subject.entities:
        return False
    name = re.split(r"[-. ]", statement.subject.entities[0])[0]
    folded, words = statement.folded, words_of(statement.language)
    place = folded.find(name)
    if place < 0:
        return False
    if _opposed(folded, place, words):
        return True
    than = _THAN.search(folded, statement.place)
    if than is not None and than.end() <= place:
        return True
    return words.has("rivals", folded[:place]) and words.has("undercuts", folded[:place])
