"""What each figure of a sentence measures beside the others: a part of the one before, a count or a bare sum, a quotient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import Hit
from kg.extraction.attaching.stems import placed_stems
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.amounts import currency_of
from kg.factcheck.hearing.figuring import FREE, Placed
from kg.factcheck.hearing.measures import dimension_of, metrics_of, quotients
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.packs import in_any, listed, spaced
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind

_OF_THEM: Final = (" ", *(f" {spaced(word)}" for word in listed("counted_of")))
_SUM: Final = 1_000_000
_CLOSE_BEHIND: Final = 3
_OF_WHICH: Final = in_any(r"\b{as_a_part}\b")
_OF_IT_BEHIND: Final = in_any(r"\s(?:\w+ )?{of_it}\b")
_BEFORE_IT: Final = in_any(r"[^;:.]{0,40}?\b{from_before}\s(?:{value_before} )?")
_GROWN_TO: Final = in_any(r",?\s{to}\s(?:{about_so_many} )?")
_OF_SO_MANY: Final = in_any(r" {of_so_many} ?(?:(?:{so_many_opens}|[\w.-]+'{genitive}?) )*")
_TOLD_MONEY: Final = in_any(r"[$€£¥]|(?i:{money_stems}|usd|eur|gbp|cny|rmb|jpy|chf)|{money_scales}\b")
_APART: Final = in_any(r"[;:]|\b{sets_apart}\b")
_LED_TO: Final = in_any(r",? {led_to}\s(?:{led_to_opens} )*[€$£]?\Z")
_ADDED_UP: Final = in_any(r"\b{added_up}\b[^;:]*\Z")
_OVER: Final = in_any(r" {over_years} ")
_OLD: Final = in_any(r"\b{old}\Z")
_IS: Final = in_any(r"(?: {is_behind}(?!\w))?(?: {only})?")
_POINTS: Final = in_any(r"\s?{points}\Z")
_TO_THE_NEXT: Final = in_any(r"\s{to}\s")
_BY: Final = ("share_price_change", "cost_reduction", "price_discount")
_TIMES_AS: Final = in_any(r"\s(?:{as_many} {then_as_many}\b|{more_than_then }{then_less}(?!\w))")
_TIMELY: Final = listed("timely")
_SIGNED: Final = re.compile(r"[+−-]\s?\d")


def measured(
    figure: Figure,
    placed: Sequence[Placed],
    place: tuple[int, int],
    others: Sequence[tuple[int, int]],
    around: tuple[int, int],
    text: str,
    names: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    words: Words,
) -> tuple[Figure, tuple[tuple[str, ...], ...], tuple[Hit, ...]]:
    """What a figure measures, and the figure in the unit that this gives it where its own is only implied."""
    size, dimension = abs(figure.low or figure.high or Decimal(0)), dimension_of(figure.unit)
    times_over = figure.unit == "x" and size > 1
    if dimension == "share":
        # Of a share of so many (5 % of the 800 million users) the many are no figure that stands between.
        others = [other for other in others if not _OF_SO_MANY.fullmatch(fold(text), place[1], other[0])]
    groups, hits = metrics_of(
        text,
        place,
        dimension,
        others,
        vocabulary,
        words,
        names,
        around,
        multiples=times_over,
        growths=figure.unit == "%" and _SIGNED.match(figure.exact) is not None,
    )

    def again(dimension: str, span: tuple[int, int] = place) -> tuple[tuple[tuple[str, ...], ...], tuple[Hit, ...]]:
        return metrics_of(text, span, dimension, others, vocabulary, words, names, around)

    counted = replace(figure, unit="count", kind="number")
    # Money only by what stands about it (estimated at 800 million, 41 million orders) may be of what is counted all the same.
    untold = figure.kind == "money" and not _TOLD_MONEY.search(figure.exact)
    if figure.kind == FREE:
        groups = (tuple(m.id for m in vocabulary.metrics.values() if m.kind is MetricKind.PRICE),)
    elif (figure.unit == "count" or untold) and (counting := _counted_to(placed, place, text, names, vocabulary, words)):
        figure, groups = counted, counting
    elif untold and (not groups or _counts_them(place, text, hits)):
        told, heard = again("count")
        if told or not groups:
            groups, hits = told, heard
        figure = counted if told else figure
    elif not groups and figure.unit == "year" and _OLD.search(fold(figure.exact)) is not None:
        groups = (("age",),) if "age" in vocabulary.metrics else groups
    elif (not groups and figure.unit == "pp") or (figure.unit == "points" and not _counts_in_points(groups, vocabulary)):
        # Points of a table, and of no percentage, nor a length.
        told, heard = again("count", (place[0], place[0] + len(_POINTS.sub("", figure.exact))))
        if told or not groups:
            groups, hits = told, heard
        figure = counted if told else figure
    elif figure.unit == "count" and size >= _SUM and _may_be_money(placed, place, text, groups, hits, around, vocabulary):
        # A bare "200 billion" of what is counted in money only.
        told, heard = again("money")
        if told:
            groups, hits, figure = told, heard, replace(figure, unit=currency_of(placed), kind="money")
    return figure, groups, hits


def _counts_in_points(groups: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether what a figure may be of is counted, so that its points are those of it."""
    return bool(groups) and vocabulary.metrics[groups[0][0]].dimension == "count"


def _may_be_money(
    placed: Sequence[Placed],
    place: tuple[int, int],
    text: str,
    groups: Sequence[Sequence[str]],
    hits: Sequence[Hit],
    around: tuple[int, int],
    vocabulary: Vocabulary,
) -> bool:
    """Whether a bare number may be an amount of money: it counts nothing, or nothing that is told of it itself."""
    return (
        not groups
        or _counts_elsewhere(placed, groups[0], hits, around)
        or _sums_behind(placed, place, text, hits, vocabulary)
    )


def _counted_to(
    placed: Sequence[Placed],
    place: tuple[int, int],
    text: str,
    names: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    words: Words,
) -> tuple[tuple[str, ...], ...]:
    """What a bare number counts whose noun stands behind the one that it came to: from 1.8 to 2.7 million copies."""
    after = next((p for p in placed if p.start >= place[1]), None)
    if after is None or after.figure.unit != "count" or not _TO_THE_NEXT.fullmatch(fold(text), place[1], after.start):
        return ()
    there = (after.start, after.end)
    counted, hits = metrics_of(text, there, "count", [place], vocabulary, words, names, (after.start, len(text)))
    return counted if _counts_them(there, text, hits) else ()


def _counts_them(place: tuple[int, int], text: str, hits: Sequence[Hit]) -> bool:
    """Whether what is measured stands right behind its number, so that it is counted: 41 million orders."""
    return any(hit.start > place[1] and text[place[1] : hit.start] in _OF_THEM for hit in hits)


def _counts_elsewhere(
    placed: Sequence[Placed], metrics: Sequence[str], hits: Sequence[Hit], around: tuple[int, int]
) -> bool:
    """Whether what a bare number could count is told only of another figure, in a sentence that has amounts of money."""
    own = any(hit.metric in metrics and around[0] <= hit.start and hit.end <= around[1] for hit in hits)
    return not own and any(p.figure.kind == "money" for p in placed)


def _sums_behind(
    placed: Sequence[Placed], place: tuple[int, int], text: str, hits: Sequence[Hit], vocabulary: Vocabulary
) -> bool:
    """Whether what stands right behind a bare number is only had in money, beside an amount of it: 315 million dollars on 45 million of sales."""
    behind = [hit for hit in hits if hit.start > place[1] and text[place[1] : hit.start] in _OF_THEM]
    own = {vocabulary.metrics[hit.metric].dimension for hit in behind} - {"share", "multiple"}
    return own == {"money"} and any(p.figure.kind == "money" for p in placed)


def from_before(
    groups: tuple[tuple[str, ...], ...],
    hits: Sequence[Hit],
    before: Statement,
    figure: Figure,
    place: tuple[str, int],
    vocabulary: Vocabulary,
    words: Words,
) -> tuple[tuple[str, ...], ...]:
    """The metrics of a figure with those that the one before it lends: of a whole to its part (57 billion, of which 51), of a
    growth to the level it led to (grew 66 % to 51 billion), of what is told to what it was before (4.1 %, down from 4.6 %).
    """
    folded, start = place
    between = folded[before.place_end : start]
    end = start + len(fold(figure.exact))
    alike = dimension_of(figure.unit) == dimension_of(before.unit)
    lent = (*before.metrics, *(group for group in groups if group not in before.metrics))
    if alike and _OF_IT_BEHIND.match(folded, end) is not None:
        return lent
    if alike and (part := _OF_WHICH.search(between)) is not None:
        is_behind = match.end() if (match := _IS.match(folded, end)) is not None else end
        near = (start - len(between) + part.end(), is_behind + _CLOSE_BEHIND)
        own = any(near[0] <= hit.start <= near[1] and not hit.covered for hit in hits)
        return (*groups, *before.metrics) if own else (*before.metrics, *groups)
    begin = start - len(between)
    untold = not any(begin <= hit.start and hit.end <= start and not hit.covered for hit in hits)
    moved = any(words.has(way, between) for way in ("fallen_to", "climbed_to", "kept_at"))
    if alike and before.metrics and (_BEFORE_IT.fullmatch(between) is not None or (untold and moved)):
        return lent
    if dimension_of(figure.unit) == "money" and before.likely[:1] == ("loss_duration",) and _ADDED_UP.search(between):
        return (("cumulative_loss",), *groups) if "cumulative_loss" in vocabulary.metrics else groups
    if figure.unit == "x" and _TIMES_AS.match(folded, end) and dimension_of(before.unit) in ("money", "count"):
        likely = [f"{name}_multiple" for name in before.likely[:1] if f"{name}_multiple" in vocabulary.metrics]
        return (*((name,) for name in likely), *before.metrics[:1])
    if not groups and figure.unit == "year" and _OVER.fullmatch(between):
        spent = any(name.endswith(("investment", "capex", "_commitment")) for name in before.likely[:1])
        return (("investment_duration",),) if spent and "investment_duration" in vocabulary.metrics else groups
    if not groups and dimension_of(figure.unit) == "money" and _GROWN_TO.fullmatch(between):
        levels = [name.removesuffix("_growth") for name in before.likely if name.endswith("_growth")]
        return tuple((name,) for name in levels[:1] if name in vocabulary.metrics)
    return groups


def as_before(
    groups: tuple[tuple[str, ...], ...],
    hits: Sequence[Hit],
    before: Statement,
    figure: Figure,
    place: tuple[str, int],
    vocabulary: Vocabulary,
) -> tuple[tuple[str, ...], ...]:
    """The metrics of a difference with those of the level told before it: 4.2 TWh, 0.6 TWh more than the year before.

    So many percent more are its growth. What is told right behind the difference itself (2,400 more births) is that.
    """
    folded, start = place
    end = start + len(fold(figure.exact))
    between = folded[before.place_end : start]
    dimension = dimension_of(figure.unit)
    behind = [
        hit
        for hit in hits
        if end <= hit.start
        and folded[hit.start : hit.end] not in _TIMELY
        and len(folded[end : hit.start].split()) <= _CLOSE_BEHIND
    ]
    own = [hit for hit in hits if not hit.covered and start - len(between) <= hit.start and hit.end <= start]
    if any(hit.metric.endswith(_BY) for hit in own):
        return groups  # so many parameters, and it cuts operating costs by 60 %
    if before.difference or not before.metrics or _APART.search(between) or any(not hit.covered for hit in behind):
        return groups
    if dimension_of(before.unit) == dimension and (figure.unit != "pp" or before.unit == "%"):
        return (*before.metrics[:1], *(group for group in groups if group not in before.metrics))
    part = figure.unit == "x" and figure.high is not None and figure.high < 1
    if (figure.unit == "%" or part) and dimension_of(before.unit) in ("money", "count"):
        growths = [f"{name}_growth" for name in before.likely[:1] if f"{name}_growth" in vocabulary.metrics]
        return (*((name,) for name in growths), *before.metrics[:1])
    return groups


def in_its_unit(figure: Figure, before: Statement, behind: str, words: Words) -> Figure:
    """A bare number told as so many more or fewer, in the unit of the one before it: 494,000 hectolitres, 26,000 fewer."""
    odd = dimension_of(before.unit) not in ("count", "money", "share", "time", "date")
    if not odd or figure.unit != "count" or before.unit == "pp" or not words.has("bare_more", behind):
        return figure
    return replace(figure, unit=before.unit, kind=before.figure.kind)


def came_to(before: Statement, figure: Figure, place: tuple[str, int], times: Sequence[int]) -> bool:
    """Whether a figure is the level that a difference told before it led to, and has no time of its own: 5 more than in 2024, or 42."""
    folded, start = place
    if not before.difference or before.period is None or dimension_of(figure.unit) != dimension_of(before.unit):
        return False
    end = before.place_end
    linked = _LED_TO.search(folded[end:start]) is not None
    return linked and not any(start < time or end + folded[end:start].rfind(",") < time < start for time in times)


def changes_of(groups: tuple[tuple[str, ...], ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """The metrics of a difference: the changes of what its words speak of, where the vocabulary has them, before that itself."""
    likely = [name for group in groups for name in group]
    changes = [f"{name}_change" for name in likely if f"{name}_change" in vocabulary.metrics]
    return (*((name,) for name in dict.fromkeys(changes) if name not in likely), *groups)


def words_measuring(hits: Sequence[Hit], groups: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The words that tell what is measured, where that is not what something is worth: what it costs is nothing that it owns."""
    if not groups or any(name.endswith(("valuation", "worth", "capitalization")) for group in groups for name in group):
        return []
    return [(hit.start, hit.end) for hit in hits if hit.metric in groups[0]]


def segments_of(folded: str, around: tuple[int, int], asides: Sequence[tuple[int, int]], words: Words) -> tuple[str, ...]:
    """The parts of a business that a sentence names, as stems; not what only describes a name (the carmaker Tesla)."""
    apart = [*asides, *(match.span() for match in words.patterns["no_segment"].finditer(folded))]
    return tuple(
        part
        for part, start, end in placed_stems(folded)
        if part in words.segments
        and around[0] <= start
        and end <= around[1]
        and not any(low <= start and end <= high for low, high in apart)
    )


def as_quotient(statement: Statement, heard: Sequence[str], vocabulary: Vocabulary) -> Statement:
    """A share or a multiple in a sentence that speaks of both terms of a quotient of the rules is that quotient."""
    if dimension_of(statement.unit) != "share":
        return statement
    found: list[tuple[str, str]] = []
    for quotient, over, under in quotients(vocabulary):
        if over in heard and under in heard and heard.index(over) < heard.index(under):
            found.append((quotient, over))
    # Of the terms heard the narrowest is meant: spending on research, and not all spending.
    broader = {wide for _, term in found for wide in vocabulary.metric_lineage(term) if wide != term}
    name = next((quotient for quotient, term in found if term not in broader), None)
    if name is None or name in statement.likely[:1]:
        return statement
    return replace(statement, metrics=((name,), *statement.metrics), ratio_of_money=True)


def as_money_ratio(statement: Statement, inverse: bool, vocabulary: Vocabulary) -> Statement:
    """Two dollars for each dollar earned is the expense ratio; for each dollar spent, one divided by it."""
    bound = statement.bound.inverse() if inverse else statement.bound
    metrics = (("expense_ratio",),) if "expense_ratio" in vocabulary.metrics else statement.metrics
    return replace(statement, bound=bound, metrics=metrics, turned="one divided by it" if inverse else None)
