"""Figures of a sentence tied by a rate: one of these for so many of those, so much a month for so many months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import WORDED, Tie, half_unit, printed_value
from kg.factcheck.following.time_spans import DAYS
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.wording.inflecting import singular
from kg.factcheck.wording.words import Words, words_of
from kg.model.vocabulary import MetricKind

_MONTH: Final = 31
_HARDLY: Final = Decimal("0.005")
_IN_A_YEAR: Final = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


def rated(found: Sequence[Checked], number: int, levels: Sequence[Checked]) -> Iterator[Tie]:
    """What a rate yields for a figure: so many of those for one of these, what a price a month comes to in so many months."""
    statement = found[number].statement
    if statement.unit == "count" and (pair := _one_for(statement, levels)) is not None:
        over, under = pair
        shown = f"{over.statement.exact} / {under.statement.exact}"
        value = printed_value(over) / printed_value(under)
        yield Tie(value, value * WORDED, shown, pair)
    if (average := _average(statement, levels)) is not None:
        yield average
    if (yearly := _over_one_year(statement, levels)) is not None:
        yield yearly
    if dimension_of(statement.unit) != "money" or number + 1 >= len(found):
        return
    span = found[number + 1].statement
    prices = [each for each in levels if each.statement.unit == statement.unit and each.statement.per in _IN_A_YEAR]
    if span.unit not in DAYS or span.figure.low is None or len(prices) != 1:
        return
    if not words_of(statement.language).has("tie_over_so_long", between(statement, span)):
        return
    price = prices[0]
    times = span.figure.low * _IN_A_YEAR[str(price.statement.per)] / _IN_A_YEAR[span.unit]
    value = printed_value(price) * times
    yield Tie(
        value,
        half_unit(price.statement) * times if times > 1 else Decimal(0),
        f"{price.statement.exact} x {times:f}",
        prices,
    )


def _average(statement: Statement, levels: Sequence[Checked]) -> Tie | None:
    """What a total over some years comes to a year, told as that or as an average; what each year was is not told so."""
    words, end = words_of(statement.language), statement.place_end
    ahead, behind = statement.before, statement.folded[end:]
    if (within := _within_its_time(statement, levels, told=f"{ahead}§{behind}", ahead=ahead)) is not None:
        return within
    yearly = statement.per == "year" or words.has("tie_a_year", behind) or words.has("tie_by_the_year", ahead)
    told = words.has("tie_that_is", ahead) or words.has("tie_average", f"{ahead}§{behind}")
    if not yearly or not told or words.has("each_year", f"{fold(statement.exact)}{behind}"):
        return None
    totals = [each for each in levels if each.statement.unit == statement.unit and each.statement.per is None]
    spans = [each for each in levels if each.statement.unit in DAYS and printed_value(each)]
    if len(totals) != 1 or len(spans) > 1:
        return None
    years = _years(spans[0].statement) if spans else _over_years(totals[0].statement, words)
    if not years:
        return None
    value = printed_value(totals[0]) / years
    shown = f"{totals[0].statement.exact} / {years.normalize():f}"
    return Tie(value, half_unit(totals[0].statement) / years, shown, [*totals, *spans])


def _over_one_year(statement: Statement, levels: Sequence[Checked]) -> Tie | None:
    """What a price a month, a week or a day comes to over one year: 20 dollars a month, that is 240 over a year."""
    words, prices = words_of(statement.language), [each for each in levels if each.statement.per in _IN_A_YEAR]
    if dimension_of(statement.unit) != "money" or len(prices) != 1 or prices[0].statement.unit != statement.unit:
        return None
    ahead, behind = statement.before, statement.behind
    if not words.has("tie_that_is", ahead) or not words.has("over_one_year", behind):
        return None
    times = Decimal(_IN_A_YEAR[str(prices[0].statement.per)])
    if times == 1:
        return None
    value = printed_value(prices[0]) * times
    return Tie(value, half_unit(prices[0].statement) * times, f"{prices[0].statement.exact} x {times:f}", prices)


def _within_its_time(statement: Statement, levels: Sequence[Checked], *, told: str, ahead: str) -> Tie | None:
    """What a flow over a year or a part of one comes to a day, a week or a month, told as that or as an average: about 5,200 a day."""
    words = words_of(statement.language)
    match = words.patterns["a_time"].match(statement.behind)
    if match is None or not (words.has("tie_that_is", ahead) or words.has("tie_average", told)):
        return None
    length = DAYS[str(match.lastgroup)]
    noun = match.group()[: match.start(str(match.lastgroup))].split()[:-1]
    totals = [each for each in levels if each.statement.unit == statement.unit and each.statement.per is None]
    rows = [row for each in totals for row in each.rows]
    if len(totals) != 1 or not rows or any(row.o.kind is not MetricKind.FLOW for row in rows):
        return None
    if not set(noun) <= set(totals[0].statement.around.split()):  # no other ones than those of the year
        return None
    spans = {(row.o.start, row.o.end) for row in rows}
    start, end = spans.pop()
    if spans or start is None or end is None or not (days := (end - start).days) > _MONTH:
        return None
    value = printed_value(totals[0]) * Decimal(str(length)) / days
    shown = f"{totals[0].statement.exact} / {days} x {length}"
    return Tie(value, value * _HARDLY, shown, totals, pace=True)


def _years(statement: Statement) -> Decimal | None:
    """How many years a span of time is."""
    return statement.figure.low / _IN_A_YEAR[statement.unit] if statement.figure.low is not None else None


def _over_years(statement: Statement, words: Words) -> Decimal | None:
    """Over how many years a sum is told, where that is no figure of the sentence: lost in six years."""
    match = words.patterns["over_years"].search(statement.around)
    told = (match["number"] or match["ahead"]) if match is not None else ""
    number = words.number(told)
    return Decimal(number) if number else None


def is_rate(statement: Statement) -> bool:
    """Whether a figure is so many of those for one of these."""
    return statement.unit == "count" and words_of(statement.language).has("tie_one_for", statement.before)


def _one_for(statement: Statement, levels: Sequence[Checked]) -> tuple[Checked, Checked] | None:
    """The counts of those and of these: what the figure itself measures, and what stands behind "one"."""
    match = words_of(statement.language).patterns["tie_one_for"].search(statement.before)
    counts = [each for each in levels if each.statement.unit == "count" and printed_value(each)]
    if match is None or len(counts) != 2:
        return None
    told = {singular(part) for part in stems_in(match["one"])}
    over, under = sorted(counts, key=lambda each: len(told & _noun(each.statement)))
    if not told & _noun(under.statement) or told & _noun(over.statement):
        return None
    if not over.measured & set(statement.likely[:1]) and not _noun(statement) & _noun(over.statement):
        return None
    return over, under


def _noun(statement: Statement) -> set[str]:
    """The two words right behind a figure, in the singular."""
    rest = statement.folded[statement.place + len(statement.exact) :].split(",")[0]
    return {singular(part) for part in stems_in(" ".join(rest.split()[:2]))}
