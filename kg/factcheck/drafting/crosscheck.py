"""A draft against itself: one thing told twice with two values, and parts that do not make their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.factcheck.answering.valuing import base_unit
from kg.factcheck.drafting.draft import Draft
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.verdict import FigureVerdict, Verdict
from kg.factcheck.wording.packs import in_any
from kg.model.errors import KgError
from kg.model.interval import Interval
from kg.model.quantity import quantity_of
from kg.model.units import DATE, from_base, to_base, unit
from kg.model.wording import interval_words
from kg.reading.document import BlockKind

_PARTS: Final = in_any(r"\b{split_into}\b")
_INCLUDING: Final = in_any(r"\b{as_parts}\b")
_TOTAL: Final = in_any(r"\A\W*{totals}\b")
_SHARED_OUT: Final = in_any(r"\b{shares_out}\b")
_FROM: Final = in_any(r"\b{moves_from}\s*(?:\$|€)?\s*\Z")
_TO: Final = in_any(r"\b{to}\b")
_MORE: Final = re.compile(r"[+]\s*\Z")
_WORDS_BETWEEN: Final = 90
_SUM: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of a draft: what it says, its verdict, and its sentence."""

    statement: Statement
    verdict: FigureVerdict
    passage: Passage


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong within a draft, at some characters."""

    start: int
    end: int
    message: str


_OF_A_WHOLE: Final = ("_share", "_ratio", "_intensity", "share", "_growth", "_change")


def contradictions(placed: Sequence[Placed]) -> Iterator[Trouble]:
    """Figures of one entity, metric, time and unit that no value fits; the later one is told."""
    seen: dict[tuple[object, ...], list[Placed]] = {}
    for item in placed:
        s = item.statement
        if not s.subject.entities or not s.metrics or s.bound.shape is Shape.IS_NOT or s.turned or s.subject.places:
            continue
        try:
            dimension, _ = base_unit(s)
        except (ValueError, ArithmeticError):
            continue
        metric = str(item.verdict.understood.get("metric") or s.metrics[0][0])
        key = (s.subject.entities[0], metric, s.period.label if s.period else None, dimension, s.per, s.ahead, _scope(s))
        for earlier in seen.get(key, []):
            sourced = earlier.verdict.verdict is item.verdict.verdict is Verdict.SUPPORTED
            if (
                not sourced
                and not _is_part(earlier, item)
                and not _are_parts(earlier, item)
                and not _reading(earlier).meets(_reading(item))
            ):
                first = " ".join(earlier.statement.exact.split())
                yield Trouble(
                    s.start,
                    s.end,
                    f"{' '.join(s.exact.split())} here, {first} before for the same thing ({s.subject.entities[0]}, {metric})",
                )
                break
        seen.setdefault(key, []).append(item)


def _is_part(earlier: Placed, item: Placed) -> bool:
    """Whether one figure is told as a part of the other: 57 billion, of which 51."""
    same = earlier.passage.index == item.passage.index
    return same and _INCLUDING.search(item.statement.folded[earlier.statement.place : item.statement.place]) is not None


def _are_parts(earlier: Placed, item: Placed) -> bool:
    """Whether two shares of one sentence are those of several things: research (70 %), sales (20 %)."""
    same = (earlier.passage.index, earlier.statement.unit) == (item.passage.index, "%")
    return same and earlier.statement.period == item.statement.period and item.statement.metrics[0][0].endswith(_OF_A_WHOLE)


def _scope(statement: Statement) -> tuple[str, ...]:
    """Names that narrow: a sentence that speaks of a product or of another party speaks of another thing."""
    return tuple(sorted({*statement.subject.entities[1:], *statement.subject.others}))


def _reading(item: Placed) -> Interval:
    """A figure's values with its rounding, in base units; a hedge widens it."""
    s = item.statement
    _, bound = base_unit(s)
    interval = bound.interval(Decimal("0.05"))
    if not interval.is_bounded or s.unit == DATE:
        return interval
    stated = from_base(Interval(bound.low, bound.high), s.unit)
    try:
        wide = to_base(quantity_of(s.exact, stated, s.unit).narrow, s.unit)
    except (KgError, ArithmeticError):
        return interval
    return interval.hull(wide)


def wrong_sums(placed: Sequence[Placed], draft: Draft) -> Iterator[Trouble]:
    """Parts that exceed or do not make their whole, growth that two values do not yield, and totals of tables."""
    for _, group in groupby(placed, key=lambda item: item.passage.index):
        items = list(group)
        if items[0].passage.kind is not BlockKind.TABLE_ROW:
            yield from _in_sentence(items)
    yield from _in_tables(placed, draft)


def _in_sentence(items: Sequence[Placed]) -> Iterator[Trouble]:
    yield from _additions(items)
    yield from _growths(items)
    text = fold(items[0].passage.text)
    for pattern, exact in ((_PARTS, True), (_INCLUDING, False)):
        match = pattern.search(text)
        if match is None:
            continue
        whole = [i for i in items if i.statement.place < match.start()]
        parts = [i for i in items if i.statement.place >= match.end()]
        if not whole:
            continue
        of = whole[-1]
        same = [p for p in parts if _goes_with(p, of) and p.statement.bound.shape is Shape.IS]
        if of.statement.bound.shape is not Shape.IS or (exact and len(same) < 2) or not same:
            continue
        yield from _held(of, same, exact=exact)
        return
    yield from _shares(items, text)


def _goes_with(part: Placed, whole: Placed) -> bool:
    """Whether a part is of its whole's dimension; "15 billion" beside money is money."""
    if _dimension(part) == _dimension(whole):
        return True
    return _dimension(whole).startswith("money:") and part.statement.unit == "count" and part.statement.bound.low >= _SUM


def _held(whole: Placed, parts: Sequence[Placed], *, exact: bool) -> Iterator[Trouble]:
    total = _sum(parts)
    said = _reading(whole)
    if (exact and not said.meets(total)) or total.low > said.high:
        told = " + ".join(" ".join(p.statement.exact.split()) for p in parts)
        verb = "make" if exact else "are parts of it and make"
        yield Trouble(
            whole.statement.start,
            whole.statement.end,
            f"{' '.join(whole.statement.exact.split())}, but {told} {verb} {_words(total, whole.statement.unit)}",
        )


def _shares(items: Sequence[Placed], text: str) -> Iterator[Trouble]:
    """Percentages that a sentence splits a whole into."""
    shares = [i for i in items if i.statement.unit == "%" and i.statement.bound.shape is Shape.IS and not i.statement.turned]
    if len(shares) < 3 or not _SHARED_OUT.search(text):
        return
    total = _sum(shares)
    if total.low > 1:
        last = shares[-1].statement
        yield Trouble(last.start, last.end, f"these shares make {_words(total, '%')}, more than the whole")


def _additions(items: Sequence[Placed]) -> Iterator[Trouble]:
    """A + b = c, as it is written."""
    text = items[0].passage.text
    for index, item in enumerate(items):
        before = text[: item.statement.place].rstrip()
        if not before.endswith("=") or index < 2:
            continue
        parts = [items[index - 1]]
        for earlier, later in zip(reversed(items[: index - 1]), reversed(items[1:index]), strict=False):
            if not _MORE.search(text[earlier.statement.place : later.statement.place]):
                break
            parts.append(earlier)
        if len(parts) > 1 and len({_dimension(p) for p in (*parts, item)}) == 1:
            yield from _held(item, parts[::-1], exact=True)


def _growths(items: Sequence[Placed]) -> Iterator[Trouble]:
    """From a to b, up n %: whether b / a - 1 is n."""
    text = fold(items[0].passage.text)
    for a, b, growth in zip(items, items[1:], items[2:], strict=False):
        if growth.statement.unit != "%" or _dimension(a) != _dimension(b) or _dimension(a) == "ratio":
            continue
        lead = text[: growth.statement.place]
        between = text[a.statement.place : b.statement.place]
        opens = _FROM.search(text[: a.statement.place])
        if opens is None or not _TO.search(between) or len(lead) - b.statement.place > _WORDS_BETWEEN:
            continue
        first, second = _reading(a), _reading(b)
        if first.low <= 0:
            continue
        yields = second / first - Interval.point(Decimal(1))
        said = _reading(growth)
        if not said.meets(yields) and not said.meets(-yields):
            s = growth.statement
            yield Trouble(s.start, s.end, f"{' '.join(s.exact.split())}, but the two values yield {_words(yields, '%')}")


def _in_tables(placed: Sequence[Placed], draft: Draft) -> Iterator[Trouble]:
    """The columns of a table whose last row is a total."""
    rows: dict[int, list[Placed]] = {}
    for item in placed:
        if item.passage.kind is BlockKind.TABLE_ROW and item.passage.header is not None:
            rows.setdefault(item.passage.header, []).append(item)
    for items in rows.values():
        lines = [list(group) for _, group in groupby(items, key=lambda item: item.passage.index)]
        totals = [line for line in lines if _TOTAL.search(fold(line[0].passage.text))]
        if not totals or len(lines) < 3:
            continue
        columns = [line for line in lines if line not in totals]
        for total in totals[0]:
            column = _column(total, draft)
            parts = [item for line in columns for item in line if column is not None and _column(item, draft) == column]
            if len(parts) == len(columns) and len({_dimension(p) for p in (*parts, total)}) == 1:
                yield from _held(total, parts, exact=True)


def _column(item: Placed, draft: Draft) -> int | None:
    block = draft.document.blocks[item.passage.block]
    return next((n for n, (start, end) in enumerate(block.cells) if start <= item.statement.start < end), None)


def _dimension(item: Placed) -> str:
    try:
        return unit(item.statement.unit).dimension
    except KgError:
        return item.statement.unit


def _sum(items: Sequence[Placed]) -> Interval:
    total = Interval.point(Decimal(0))
    for item in items:
        total = total + _reading(item)
    return total


def _words(interval: Interval, symbol: str) -> str:
    return interval_words(from_base(interval, symbol), symbol, 4)
