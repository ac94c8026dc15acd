"""What the figures of a sentence yield for one of them, by the operation that its words tell: a ratio, a difference, a sum, points."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.following.neighbours import between, room_about
from kg.factcheck.following.printed_values import WORDED, Tie, half_unit, printed_value
from kg.factcheck.following.rates import rated
from kg.factcheck.following.remainders import rest_of
from kg.factcheck.following.time_spans import how_long
from kg.factcheck.following.wholes import before_growth, product_of, whole_of
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Shape, Statement
from kg.factcheck.wording.packs import expanded, in_any
from kg.factcheck.wording.words import Words, words_of

_COMING_IN: Final = frozenset({"exports", "revenue", "births", "arrivals", "hires", "tax_revenue"})
_GOING_OUT: Final = frozenset({"imports", "expenses", "deaths", "departures", "jobs_cut", "public_spending"})
"""The metrics of which the one less the other is a surplus, or a deficit."""
_OF_A_STOCK: Final = "stock"
_OF: Final = expanded(r"\s(?:{of_those_places })?")
_SHARE: Final = "_share"
_RIGHT_BEHIND: Final = 12
_IN_BRACKETS: Final = in_any(r"\A(?: {as_many})?[^,;:(–—]{0,12}[,:(–—] ?[^,;:(–—]{0,12}\Z")


def ties_of(found: Sequence[Checked], number: int, words: Words) -> Iterator[Tie]:
    """What the figures that hold yield for one that does not, the likeliest operation first."""
    statement = found[number].statement
    dimension = dimension_of(statement.unit)
    clause = _clause(found, number)
    before, behind = clause
    told = f"{before}§{behind}"
    levels = [each for place, each in enumerate(found) if place != number and each.holds and _is_level(each)]
    for follows in (rest_of, whole_of, before_growth, product_of):
        if (tie := next(follows(found, number, levels, words), None)) is not None:
            yield tie
            return
    if (lasts := how_long(found, number, levels, words)) is not None:
        yield lasts
        return
    if dimension == "share":
        if statement.unit == "pp":
            if (pair := _pair(found, number, [each for each in levels if _is_rate(each)])) is not None:
                yield from _points(pair, told, words)
            return
        above = [each for each in found if each.holds and _is_above(each, statement)]
        pair = _pair(
            found,
            number,
            [
                each
                for each in found
                if (each in levels or each in above) and dimension_of(each.statement.unit) not in ("share", "date")
            ],
        )
        if pair is not None:
            yield from _ratio(found, number, pair, told, words)
        return
    alike = [each for each in levels if dimension_of(each.statement.unit) == dimension]
    if (rate := next(rated(found, number, levels), None)) is not None:
        yield rate
        return
    if words.has("tie_total", told) and len(alike) >= 2:
        yield _sum_of(alike)
    more, less, gap = (
        words.has(name, behind if name != "tie_gap" else told) for name in ("tie_more", "tie_less", "tie_gap")
    )
    pair = _pair(found, number, alike)
    if pair is not None and (more or less or gap):
        yield from _difference(found, number, pair, more=more, less=less, gap=gap)
        return
    shares = [each for each in levels if each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1]
    if (part_of_them := _those_who(found, number, shares, words)) is not None:
        yield part_of_them
        return
    if shares and alike and words.has("tie_that_is", before):
        whole, part = alike[0], shares[-1]
        value = printed_value(whole) * printed_value(part)
        slack = half_unit(part.statement) / (100 if part.statement.unit == "%" else 1) * printed_value(whole)
        yield Tie(value, min(slack, value * WORDED), f"{part.statement.exact} x {whole.statement.exact}", [whole, part])
    elif words.has("tie_that_is", before) and len(alike) >= 2:
        yield _sum_of(alike)


def _those_who(found: Sequence[Checked], number: int, shares: Sequence[Checked], words: Words) -> Tie | None:
    """How many do what a share of so many does: with 800 million users, five percent of them paying, it has 40 million paying customers."""
    statement = found[number].statement
    ahead, behind = _clause(found, number)
    if any(turn.kind == _OF_A_STOCK and turn.pattern.search(f"{ahead}§{behind}") for turn in words.speaking):
        return None  # so many gained or lost are not how many there are
    for part in shares:
        place = found.index(part)
        whole = found[place - 1] if place else None
        if whole is None or place > number or not whole.holds or whole.statement.unit != statement.unit:
            continue
        linked = f"{between(whole.statement, part.statement)} {part.statement.behind[:_RIGHT_BEHIND]}"
        doing = tuple(name.removesuffix(_SHARE) + "_" for name in part.measured if name.endswith(_SHARE))
        own = (*statement.own, *statement.likely)
        measured = frozenset(name for name in own if name.startswith(doing) and name not in part.measured)
        if not words.has("part_of_them", linked) or not measured or not _is_just(statement, measured, words):
            continue
        if {row.o.cell.entity for row in whole.rows} & {row.o.cell.entity for row in part.rows}:
            value = printed_value(whole) * printed_value(part)
            slack = half_unit(part.statement) / (100 if part.statement.unit == "%" else 1) * printed_value(whole)
            shown = f"{part.statement.exact} x {whole.statement.exact}"
            return Tie(value, min(slack, value * WORDED), shown, [whole, part], measured=measured)
    return None


def _is_just(statement: Statement, measured: Collection[str], words: Words) -> bool:
    """Whether a figure is of just what some metrics count, by their phrases right behind it: 40 million paying customers, no young ones."""
    behind = statement.behind
    phrases = (fold(phrase) for phrase, named in words.phrases if named[0] in measured)
    return any(re.match(rf"{_OF}{re.escape(phrase)}(?![\w-])", behind) for phrase in phrases)


def _sum_of(levels: Sequence[Checked]) -> Tie:
    total = sum((printed_value(each) for each in levels), Decimal(0))
    shown = " + ".join(each.statement.exact for each in levels)
    slack = min(sum((half_unit(each.statement) for each in levels), Decimal(0)), abs(total) * WORDED)
    return Tie(total, slack, shown, levels, firm=False)


def _is_level(each: Checked) -> bool:
    statement = each.statement
    return statement.bound.shape is Shape.IS and not statement.difference and statement.unit != "date"


def _is_above(each: Checked, statement: Statement) -> bool:
    """Whether a figure is told as at least so much, before a ratio that is told so too: at least a billion, over three times the 300 million."""
    at_least = each.statement.bound.shape is statement.bound.shape is Shape.AT_LEAST
    return at_least and not each.statement.difference and each.statement.place < statement.place


def _clause(found: Sequence[Checked], number: int) -> tuple[str, str]:
    """What stands before and behind a figure, up to its neighbours."""
    statement = found[number].statement
    low, high = room_about(found, number)
    return statement.folded[low : statement.place], statement.folded[statement.place_end : high]


def _pair(found: Sequence[Checked], number: int, levels: Sequence[Checked]) -> tuple[Checked, Checked] | None:
    """The two figures of one dimension between or behind which a figure stands: those next to it, in their order."""
    place = found[number].statement.place
    before = [each for each in levels if each.statement.place < place]
    behind = [each for each in levels if each.statement.place > place]
    chosen = [before[-1], behind[0]] if before and behind else before[-2:] or behind[:2]
    if len(chosen) != 2 or dimension_of(chosen[0].statement.unit) != dimension_of(chosen[1].statement.unit):
        return None
    return chosen[0], chosen[1]


def _ratio(found: Sequence[Checked], number: int, pair: tuple[Checked, Checked], told: str, words: Words) -> Iterator[Tie]:
    """One figure divided by another: the first by the second, unless the words set the second behind as what that comes to."""
    statement, (one, two) = found[number].statement, pair
    if not printed_value(one) or not printed_value(two):
        return
    place, size = statement.place, abs(statement.bound.high)
    framed = one.statement.place < place < two.statement.place
    more, less = words.has("tie_more", told), words.has("tie_less", told)
    scale = Decimal(100) if statement.unit == "%" else Decimal(1)
    part = size < scale
    times_more = statement.unit == "x" and not part  # eight times more is eight times as much
    if (statement.difference and not times_more) or (part and (more or less)):
        # By what part the one is above or below the other.
        between_them = between(one.statement, two.statement)
        first = words.has("tie_base_first", between_them) if not framed else False
        if not framed and not first and not words.has("tie_base_second", between_them):
            return
        new, old = (two, one) if first else (one, two)
        value = (printed_value(new) - printed_value(old)) / printed_value(old)
        shown = f"{new.statement.exact} / {old.statement.exact} - 1"
        if more is not less and (value > 0) is more:
            yield Tie(abs(value) * scale, Decimal(0), shown, pair, firm=framed)
        return
    if framed and part and words.has("exceeds_by_part", statement.folded[:place]):
        value = printed_value(one) / printed_value(two) - 1
        yield Tie(
            value * scale,
            WORDED * scale if statement.unit == "x" else Decimal(0),
            f"{one.statement.exact} / {two.statement.exact} - 1",
            pair,
        )
        return
    over, under = one, two
    if framed and _IN_BRACKETS.match(statement.folded[statement.place_end : two.statement.place]):
        over, under = two, one
    elif framed and times_more and less and not more:
        over, under = two, one  # four times fewer than the other: a quarter of it
    elif not framed and times_more and more is not less and _told_the_other_way(one, two, words, more=more):
        return
    elif not framed:
        over, under = sorted(pair, key=printed_value, reverse=not part)
    shown = f"{over.statement.exact} / {under.statement.exact}"
    yield Tie(printed_value(over) / printed_value(under) * scale, Decimal(0), shown, pair, firm=framed)


def _told_the_other_way(one: Checked, two: Checked, words: Words, *, more: bool) -> bool:
    """Whether of two figures of which the second is what the first is set against, so many times more is told of the smaller."""
    against = words.has("tie_base_second", between(one.statement, two.statement))
    return against and (printed_value(one) > printed_value(two)) is not more


def _difference(
    found: Sequence[Checked], number: int, pair: tuple[Checked, Checked], *, more: bool, less: bool, gap: bool
) -> Iterator[Tie]:
    """One figure less another, which the words call more, less or a gap."""
    statement, (one, two) = found[number].statement, pair
    value = printed_value(one) - printed_value(two)
    framed = one.statement.place < statement.place < two.statement.place
    slack = min(half_unit(one.statement) + half_unit(two.statement), abs(value) * WORDED)
    shown = f"{one.statement.exact} - {two.statement.exact}"
    if gap and not (more or less):
        if _signed(statement, one, two, words_of(statement.language)) is False:
            return
        yield Tie(abs(value), slack, shown, pair)
    elif more is not less and (
        framed or words_of(statement.language).has("tie_base_second", between(one.statement, two.statement))
    ):
        if (value > 0) is more:
            yield Tie(abs(value), slack, shown, pair)
        else:
            yield Tie(value if more else -value, slack, shown, pair)


def _is_rate(each: Checked) -> bool:
    """Whether a figure is a percentage of something measured, or a part of it told as a fraction."""
    return bool(each.measured) and each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1


def _points(pair: tuple[Checked, Checked], told: str, words: Words) -> Iterator[Tie]:
    """By how many points one percentage of a sentence is above or below another of the same measure."""
    one, two = pair
    whom = [{row.o.cell.entity for row in each.rows} for each in pair]
    if not one.measured & two.measured or not whom[0] & whom[1] or one.statement.period == two.statement.period:
        return
    more, less = words.has("tie_more", told), words.has("tie_less", told)
    early, late = sorted(
        pair, key=lambda each: each.statement.period.start if each.statement.period is not None else date.max
    )
    value = (printed_value(late) - printed_value(early)) * 100
    slack = half_unit(one.statement) + half_unit(two.statement)
    if more is not less:
        yield Tie(
            value if more else -value,
            min(slack, abs(value) * WORDED),
            f"{late.statement.exact} - {early.statement.exact}",
            pair,
        )


def _signed(statement: Statement, one: Checked, two: Checked, words: Words) -> bool | None:
    """Whether a deficit or a surplus is one, by what comes in and what goes out; None where the words do not tell which it is."""
    surplus, deficit = (words.has(name, statement.folded) for name in ("tie_surplus", "tie_deficit"))
    if surplus is deficit:
        return False if surplus else None
    earned = next((each for each in (one, two) if each.measured & _COMING_IN), None)
    spent = next((each for each in (one, two) if each.measured & _GOING_OUT), None)
    if earned is None or spent is None:
        return False
    return (printed_value(earned) > printed_value(spent)) is surplus
