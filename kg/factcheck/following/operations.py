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

Pair = tuple[Checked, Checked]
_COMING_IN: Final = frozenset({"exports", "revenue", "births", "arrivals", "hires", "tax_revenue"})
_GOING_OUT: Final = frozenset({"imports", "expenses", "deaths", "departures", "jobs_cut", "public_spending"})
"""The metrics of which the one less the other is a surplus, or a deficit."""
_OF_A_STOCK: Final = "stock"
_OF: Final = expanded(r"\s(?:{of_those_places })?")
_SHARE: Final = "_share"
_RIGHT_BEHIND: Final = 12
_LISTED: Final = in_any(r"[^,;:.]{0,40}(?:,| {and}) (?:[^\W\d]+ ){0,2}[€$£]?\Z")
_THING: Final = in_any(r" (?:{of_those_places }?)?{articles} ?(?=\w)")
_IN_BRACKETS: Final = in_any(r"\A(?: {as_many})?[^,;:(–—]{0,12}(?:[,:(–—]| -(?= )) ?[^,;:(–—]{0,12}\Z")


def ties_of(found: Sequence[Checked], number: int, words: Words) -> Iterator[Tie]:
    """What the figures that hold yield for one that does not, the likeliest operation first."""
    levels = [each for place, each in enumerate(found) if place != number and each.holds and _is_level(each)]
    for follows in (rest_of, whole_of, before_growth, product_of, how_long):
        if (tie := next(follows(found, number, levels, words), None)) is not None:
            yield tie
            return
    before, behind = _about(found, number)
    if dimension_of(found[number].statement.unit) == "share":
        yield from _of_share(found, number, levels, f"{before}§{behind}", words)
    elif (rate := next(rated(found, number, levels), None)) is not None:
        yield rate
    else:
        yield from _of_amount(found, number, levels, (before, behind), words)


def _of_share(found: Sequence[Checked], number: int, levels: Sequence[Checked], told: str, words: Words) -> Iterator[Tie]:
    """What two figures yield for a share or points: by how many points rates differ, how many times the one is the other."""
    statement = found[number].statement
    if statement.unit == "pp":
        if (rates := _pair(statement, [each for each in levels if _is_rate(each)])) is not None:
            yield from _points(rates, told, words)
        return
    above = [each for each in found if each.holds and _is_above(each, statement)]
    amounts = [each for each in found if (each in levels or each in above) and _is_amount(each)]
    if (pair := _pair(statement, amounts)) is not None:
        yield from _ratio(statement, pair, told, words)


def _of_amount(
    found: Sequence[Checked], number: int, levels: Sequence[Checked], about: tuple[str, str], words: Words
) -> Iterator[Tie]:
    """What others of its dimension yield for an amount: their sum, their difference, a share of one of them."""
    statement, (before, behind) = found[number].statement, about
    told, comes_to = f"{before}§{behind}", words.has("tie_that_is", before)
    alike = [each for each in levels if dimension_of(each.statement.unit) == dimension_of(statement.unit)]
    if words.has("tie_total", told) and len(alike) >= 2:
        yield _sum_of(alike)
    more, less, gap = words.has("tie_more", behind), words.has("tie_less", behind), words.has("tie_gap", told)
    pair = _pair(statement, alike)
    if pair is not None and (more or less or gap):
        yield from _difference(statement, pair, more=more, less=less, gap=gap)
        return
    shares = [each for each in levels if each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1]
    if (those := _those_who(found, number, shares, words)) is not None:
        yield those
    elif comes_to and shares and alike:
        yield _share_of(alike[0], shares[-1])
    elif comes_to and len(alike) >= 2:
        yield _sum_of(alike)


def _those_who(found: Sequence[Checked], number: int, shares: Sequence[Checked], words: Words) -> Tie | None:
    """How many do what a share of so many does: with 800 million users, five percent of them paying, it has 40 million paying customers."""
    statement = found[number].statement
    ahead, behind = _about(found, number)
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
            return _share_of(whole, part, measured)
    return None


def _is_just(statement: Statement, measured: Collection[str], words: Words) -> bool:
    """Whether a figure is of just what some metrics count, by their phrases right behind it: 40 million paying customers, no young ones."""
    behind = statement.behind
    phrases = (fold(phrase) for phrase, named in words.phrases if named[0] in measured)
    return any(re.match(rf"{_OF}{re.escape(phrase)}(?![\w-])", behind) for phrase in phrases)


def _share_of(whole: Checked, part: Checked, measured: frozenset[str] = frozenset()) -> Tie:
    value = printed_value(whole) * printed_value(part)
    slack = half_unit(part.statement) / (100 if part.statement.unit == "%" else 1) * printed_value(whole)
    shown = f"{part.statement.exact} x {whole.statement.exact}"
    return Tie(value, min(slack, value * WORDED), shown, [whole, part], measured=measured)


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


def _about(found: Sequence[Checked], number: int) -> tuple[str, str]:
    """What stands before and behind a figure, up to its neighbours."""
    statement = found[number].statement
    low, high = room_about(found, number)
    return statement.folded[low : statement.place], statement.folded[statement.place_end : high]


def _is_amount(each: Checked) -> bool:
    return dimension_of(each.statement.unit) not in ("share", "date")


def _pair(statement: Statement, levels: Sequence[Checked]) -> Pair | None:
    """The two figures of one dimension between or behind which a figure stands: those next to it, in their order."""
    before = [each for each in levels if each.statement.place < statement.place]
    behind = [each for each in levels if each.statement.place > statement.place]
    chosen = [before[-1], behind[0]] if before and behind else before[-2:] or behind[:2]
    if len(chosen) != 2 or dimension_of(chosen[0].statement.unit) != dimension_of(chosen[1].statement.unit):
        return None
    return chosen[0], chosen[1]


def _is_framed(statement: Statement, pair: Pair) -> bool:
    """Whether a figure stands between two others."""
    return pair[0].statement.place < statement.place < pair[1].statement.place


def _ratio(statement: Statement, pair: Pair, told: str, words: Words) -> Iterator[Tie]:
    """One figure divided by another, or by what part the one is above or below the other."""
    one, two = pair
    if not printed_value(one) or not printed_value(two):
        return
    framed, scale = _is_framed(statement, pair), Decimal(100) if statement.unit == "%" else Decimal(1)
    more, less = words.has("tie_more", told), words.has("tie_less", told)
    part = abs(statement.bound.high) < scale
    times_more = statement.unit == "x" and not part  # eight times more is eight times as much
    if (statement.difference and not times_more) or (part and (more or less)):
        yield from _part_more(statement, pair, scale, words, more=more, less=less, framed=framed)
    elif framed and part and words.has("exceeds_by_part", statement.before):
        value = printed_value(one) / printed_value(two) - 1
        slack = WORDED * scale if statement.unit == "x" else Decimal(0)
        yield Tie(value * scale, slack, f"{one.statement.exact} / {two.statement.exact} - 1", pair)
    else:
        turned = times_more and more is not less
        if turned and not framed and _told_the_other_way(one, two, words, more=more):
            return
        over, under = _terms(statement, pair, part=part, fewer=turned and less)
        shown = f"{over.statement.exact} / {under.statement.exact}"
        yield Tie(printed_value(over) / printed_value(under) * scale, Decimal(0), shown, pair, firm=framed)


def _terms(statement: Statement, pair: Pair, *, part: bool, fewer: bool) -> Pair:
    """Which of two figures is divided by the other: the first, unless the words set the second behind as what that comes to."""
    one, two = pair
    if not _is_framed(statement, pair):
        over, under = sorted(pair, key=printed_value, reverse=not part)
        return over, under
    # Four times fewer than the other is a quarter of it.
    linked = statement.folded[statement.place_end : two.statement.place]
    # Four times the input (0.46) is not what that comes to.
    restated = _IN_BRACKETS.match(linked) is not None and _THING.match(linked) is None
    return (two, one) if restated or fewer else pair


def _part_more(
    statement: Statement, pair: Pair, scale: Decimal, words: Words, *, more: bool, less: bool, framed: bool
) -> Iterator[Tie]:
    """By what part one of two figures is above or below the other, as the words say that it is."""
    one, two = pair
    linked = between(one.statement, two.statement)
    listed = (
        words.has("tie_that_is", statement.before) and _LISTED.match(linked) is not None
    )  # 640 here, 704 there, or 10 % more
    first = not framed and (listed or words.has("tie_base_first", linked))
    if not framed and not first and not words.has("tie_base_second", linked):
        return
    new, old = (two, one) if first else (one, two)
    value = (printed_value(new) - printed_value(old)) / printed_value(old)
    if more is not less and (value > 0) is more:
        shown = f"{new.statement.exact} / {old.statement.exact} - 1"
        yield Tie(abs(value) * scale, Decimal(0), shown, pair, firm=framed)


def _told_the_other_way(one: Checked, two: Checked, words: Words, *, more: bool) -> bool:
    """Whether of two figures of which the second is what the first is set against, so many times more is told of the smaller."""
    against = words.has("tie_base_second", between(one.statement, two.statement))
    return against and (printed_value(one) > printed_value(two)) is not more


def _difference(statement: Statement, pair: Pair, *, more: bool, less: bool, gap: bool) -> Iterator[Tie]:
    """One figure less another, which the words call more, less or a gap."""
    words, (one, two) = words_of(statement.language), pair
    value = printed_value(one) - printed_value(two)
    slack = min(half_unit(one.statement) + half_unit(two.statement), abs(value) * WORDED)
    shown = f"{one.statement.exact} - {two.statement.exact}"
    if gap and not (more or less):
        if _signed(statement, one, two, words) is not False:
            yield Tie(abs(value), slack, shown, pair)
    elif more is not less and (
        _is_framed(statement, pair) or words.has("tie_base_second", between(one.statement, two.statement))
    ):
        yield Tie(abs(value) if (value > 0) is more else value if more else -value, slack, shown, pair)


def _is_rate(each: Checked) -> bool:
    """Whether a figure is a percentage of something measured, or a part of it told as a fraction."""
    return bool(each.measured) and each.statement.unit in ("%", "x") and 0 < printed_value(each) < 1


def _points(pair: Pair, told: str, words: Words) -> Iterator[Tie]:
    """By how many points one percentage of a sentence is above or below another of the same measure."""
    one, two = pair
    if words.has("than_anothers", told.partition("§")[2]):
        return
    whom = [{row.o.cell.entity for row in each.rows} for each in pair]
    if not one.measured & two.measured or not whom[0] & whom[1] or one.statement.period == two.statement.period:
        return
    more, less = (
        any(words.has(name, told) for name in names)
        for names in (("tie_more", "points_gained"), ("tie_less", "points_lost"))
    )
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
