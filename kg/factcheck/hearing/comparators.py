"""More than, at most, not, barely: what a sentence says of its figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.statement import Bound, Manner, Shape
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.units import DATE

_CLAUSE: Final = in_any(r"[;:.!?](?:\s|$)|,\s|\s{and_but}\s")
_NUMBER: Final = re.compile(r"(?<![\w.,])(?!(?:19|20)\d\d\b)\d|\b[€$£]\d|[€$£]\d")
_DENIES: Final = in_any(r"\b{denies}\b|{denies_joined}")
_TAIL: Final = 60
_CLOSE: Final = 16


def bound_of(folded: str, start: int, figure: Figure, words: Words, names: Sequence[tuple[int, int]] = ()) -> Bound:
    """What a sentence says of a figure that stands at ``start`` of its folded text; a name ends what a denial before it denies."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    if low is None or high is None:
        low = high = Decimal(0)
    begin = max((match.end() for match in _CLAUSE.finditer(folded, 0, start)), default=0)
    begin = max((end for _, end in names if begin < end <= start), default=begin)
    before = folded[begin:start]
    tail = before[-_TAIL:]
    if is_other_time(folded[:start], folded[start + len(fold(figure.exact)) :], words):
        return Bound(Shape.IS, low, high, Manner.ABOUT if figure.approx == "about" else Manner.PLAIN)
    shape = {"at_least": Shape.AT_LEAST, "at_most": Shape.AT_MOST}.get(figure.approx, Shape.IS)
    about = figure.approx == "about" or _ends(words, "barely", tail, _CLOSE + 6)
    strict = False
    untrue = words.has("untrue", folded[:start])
    denied = untrue or (words.has("negation_open", before) and not words.has("unequalled", folded))
    if figure.unit == DATE:
        behind = folded[start + len(fold(figure.exact)) :]
        return _date_bound(tail, behind, low, words, denied=denied)
    if (beside := _just_beside(tail, words, denied=denied)) is not None:
        return Bound(Shape.IS, low, high, beside)
    if _ends(words, "not_less", tail, _CLOSE):
        shape, denied = Shape.AT_LEAST, False
    elif _ends(words, "not_more", tail, _CLOSE) or (
        denied
        and (
            (shape is Shape.AT_LEAST and not _reads_negation(figure, folded, start, words))
            or _ends(words, "exceed", tail, _CLOSE + 8)
        )
    ):
        shape, denied = Shape.AT_MOST, False
    elif denied and _ends(words, "reach", tail, _CLOSE + 10):
        shape, strict, denied = Shape.AT_MOST, True, False
    elif shape is Shape.IS and _ends(words, "below", tail, _CLOSE):
        shape, strict = (Shape.AT_LEAST, False) if denied and not words.has("reach", tail) else (Shape.AT_MOST, True)
        denied = False
    elif denied and shape is Shape.AT_MOST and not _reads_negation(figure, folded, start, words):
        shape, denied = Shape.AT_LEAST, False
    elif shape is Shape.IS and _ends(words, "above", tail, _CLOSE):
        shape = Shape.AT_LEAST
    if denied and shape is Shape.IS:
        shape = Shape.IS_NOT
    return Bound(shape, low, high, _manner(shape, tail, words, about=about), strict)


def is_other_time(ahead: str, behind: str, words: Words) -> bool:
    """Whether a figure is that of another time, with which one before it is compared: 1.3 billion, less than the 7.9 billion of 2024."""
    if not words.has("than_the", ahead) or not words.has("of_then", behind):
        return False
    return bool(_NUMBER.search(ahead))


def _just_beside(tail: str, words: Words, *, denied: bool) -> Manner | None:
    """On which side of a figure something just is, by the words before it: a little more than 500, not quite 500."""
    if words.has("not_quite", tail):
        return Manner.JUST_UNDER
    if denied:
        return None
    return next((manner for manner in (Manner.JUST_OVER, Manner.JUST_UNDER) if words.has(manner, tail)), None)


def _manner(shape: Shape, tail: str, words: Words, *, about: bool) -> Manner:
    """How near to a figure something is, by the words before it."""
    if shape is Shape.IS:
        return Manner.NEARLY if words.has("nearly", tail) else Manner.ABOUT if about else Manner.PLAIN
    if words.has("well_beyond", tail):
        return Manner.FAR
    return Manner.UP_TO if shape is Shape.AT_MOST and words.has("up_to", tail) else Manner.PLAIN


def _date_bound(tail: str, behind: str, day: Decimal, words: Words, *, denied: bool) -> Bound:
    """What a sentence says of a date: in 2029, before it, not before it, after it, by then, then at the earliest."""
    if words.has("at_the_latest", behind):
        return Bound(Shape.AT_MOST, day, day)
    if words.has("at_the_earliest", behind) or words.has("not_sooner", tail):
        return Bound(Shape.AT_LEAST, day, day)
    if denied and words.has("not_until", tail):
        return Bound(Shape.AT_LEAST, day, day)
    if words.has("until", tail):
        return Bound(Shape.AT_LEAST, day, day) if denied else Bound(Shape.AT_MOST, day, day, strict=True)
    if words.has("thereafter", tail):
        return Bound(Shape.AT_MOST, day, day) if denied else Bound(Shape.AT_LEAST, day, day, strict=True)
    if words.has("by_then", tail) and not denied:
        return Bound(Shape.AT_MOST, day, day)
    return Bound(Shape.IS_NOT if denied else Shape.IS, day, day)


def _reads_negation(figure: Figure, folded: str, start: int, words: Words) -> bool:
    """Whether the hedge that the grammar read has the negation in it (no more than), so that it is not to be turned again."""
    if figure.hedge is None:
        return words.does("tells_bounds") and figure.approx == "at_most" and words.has("exceed", folded[:start])
    back = figure.start - figure.hedge[0]
    hedge = folded[max(0, start - back) : start]
    return _DENIES.search(hedge) is not None


def _ends(words: Words, name: str, tail: str, reach: int) -> bool:
    """Whether a pattern's last match in the words before a figure ends close to it."""
    last = None
    for match in words.patterns[name].finditer(tail):
        last = match
    return last is not None and last.group().strip() != "" and len(tail) - last.end() <= reach
