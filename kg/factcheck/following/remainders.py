"""What is left of a whole when a share of it that a sentence tells is taken off: leaving two-fifths for everyone else, 760 million who do not pay.

The rest is of those who do not do what the share does; told of the same ones again, it is nothing that follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.checking import Checked
from kg.factcheck.following.printed_values import WORDED, Tie, half_unit, printed_value
from kg.factcheck.hearing.clauses import between_marks
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import WORD, is_name
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.words import Words

_ONE: Final = Decimal(1)
_LONG: Final = 4


def rest_of(found: Sequence[Checked], number: int, levels: Sequence[Checked], words: Words) -> Iterator[Tie]:
    """What is left of 100 %, or of so many, where the words say that a figure is what a share before it leaves."""
    statement = found[number].statement
    start, end = between_marks(statement)
    if not words.has("tie_left", statement.folded[start:end]):
        return
    shares = [each for each in levels if _is_share(each) and each.statement.place < statement.place]
    if len(shares) != 1 or _turned_back(statement, (start, end), shares[0], words):
        return
    share = shares[0]
    part = printed_value(share)
    if dimension_of(statement.unit) == "share" and statement.unit != "pp":
        scale = Decimal(100) if statement.unit == "%" else _ONE
        slack = (half_unit(share.statement) + half_unit(statement)) * (1 if statement.unit == "%" else Decimal("0.01"))
        shown = f"100 - {(part * 100).normalize():f}"
        yield Tie((_ONE - part) * scale, slack, shown, [share])
        return
    wholes = [each for each in levels if each.statement.unit == statement.unit and each.statement.place < statement.place]
    if len(wholes) == 1:
        value = printed_value(wholes[0]) * (_ONE - part)
        slack = half_unit(share.statement) / 100 * printed_value(wholes[0])
        shown = f"{wholes[0].statement.exact} x (100 - {(part * 100).normalize():f}) %"
        yield Tie(value, min(slack, value * WORDED), shown, [wholes[0], share])


def _is_share(each: Checked) -> bool:
    return each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1 and bool(each.rows)


def _turned_back(statement: Statement, clause: tuple[int, int], share: Checked, words: Words) -> bool:
    """Whether the rest is told to be or do what the share is or does, or not to where the share does not."""
    folded = statement.folded
    rest = folded[statement.place_end : clause[1]]
    if _is_named(statement, clause[1]) and not words.has("rivals", rest):
        return True  # who has the rest is told, and of that nothing follows
    low, high = between_marks(share.statement)
    told = f"{folded[low : share.statement.place]} {folded[share.statement.place_end : min(high, statement.place)]}"
    denied, before = words.has("denies_doing", rest), words.has("denies_doing", told)
    if denied and before:
        return True
    if denied or before:
        return False
    return words.has("does_so", rest) or bool(_long(stems_in(rest)) & _predicate(told, share))


def _is_named(statement: Statement, end: int) -> bool:
    """Whether a name stands behind a figure in its clause."""
    behind = range(statement.place_end, end)
    return any(
        is_name(statement.sentence, match.start(), match.start(), match.end())
        for match in WORD.finditer(statement.folded)
        if match.start() in behind
    )


def _predicate(told: str, share: Checked) -> set[str]:
    """The stems of what a share is told to do: those of its own measure (pay), not of the whole that it is one of (users)."""
    names = {part for name in share.measured for part in name.split("_")} - {"share", "of"}
    parts = _long(stems_in(told))
    return {part for part in parts if any(part[:_LONG] == name[:_LONG] for name in names)}


def _long(parts: Collection[str]) -> set[str]:
    return {part for part in parts if len(part) >= _LONG - 1}
