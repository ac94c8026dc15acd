"""Figures that follow from others of the same sentence: so many times, so much more, what is left, a total, a share of so many.

One follows only from figures that are each borne out, by the operation that its words tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.factcheck.as_much import as_much_alone
from kg.factcheck.carried_on import of_the_same
from kg.factcheck.checking import Checked
from kg.factcheck.definite import by_its_own_words
from kg.factcheck.desk import Desk
from kg.factcheck.elsewhere import by_other_metrics, told_of_another
from kg.factcheck.lasting import how_long, over_the_time_before
from kg.factcheck.leaving_out import without_a_part
from kg.factcheck.lending import between, end_of, lent
from kg.factcheck.measures import dimension_of
from kg.factcheck.operands import of_named
from kg.factcheck.packs import in_any
from kg.factcheck.printed import WORDED, Tie, half_unit, held, printed_value
from kg.factcheck.rating import DAYS, is_rate, rated, span_of_rate
from kg.factcheck.remainders import rest_of
from kg.factcheck.restating import restated
from kg.factcheck.statement import Shape, Statement
from kg.factcheck.verdict import Evidence, Relation, Verdict
from kg.factcheck.wholes import before_growth, product_of, share_of_it, whole_of
from kg.factcheck.words import Words, words_of

_CLOSE: Final = 40
_ABOUT_SO_LONG: Final = 0.1
_COMING_IN: Final = frozenset({"exports", "revenue", "births", "arrivals", "hires", "tax_revenue"})
_GOING_OUT: Final = frozenset({"imports", "expenses", "deaths", "departures", "jobs_cut", "public_spending"})
"""The metrics of which the one less the other is a surplus, or a deficit."""
_IN_BRACKETS: Final = in_any(r"\A(?: {as_many})?[^,;:(–—]{0,12}[,:(–—] ?[^,;:(–—]{0,12}\Z")


def tied(found: Sequence[Checked], desk: Desk) -> list[Checked]:
    """What the figures of a sentence are worth where each is now together with those that it is tied to."""
    if len(found) == 1 and found[0].holds:
        return list(found)
    now = list(found)
    for number in (*range(len(now)), *reversed(range(len(now)))):
        if not now[number].holds:
            now[number] = _read_again(now, number, desk)
    for number, each in enumerate(now):
        if (each.holds and (told := _against_its_own(now, number)) is not None) or (
            not each.holds
            and (told := _followed(now, number) or _span_of(now, number) or span_of_rate(now, number)) is not None
        ):
            now[number] = told
        elif (named := of_named(now, number, desk) or as_much_alone(now, number, desk)) is not None:
            now[number] = named
    return [_left_open(now, number, desk) for number in range(len(now))]


def _read_again(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure that does not hold, as it is understood beside those that do."""
    for reading in (by_its_own_words, restated, share_of_it, of_the_same, over_the_time_before, without_a_part):
        if (told := reading(found, number, desk)) is not None:
            return told
    return lent(found, number, desk)


def _against_its_own(found: Sequence[Checked], number: int) -> Checked | None:
    """A ratio that claims yield together, refuted by the two figures of the sentence between which it stands: 18 is half of 9."""
    own = found[number]
    if own.statement.unit != "x" or own.statement.difference or not any(each.inputs for each in own.verdict.evidence):
        return None
    told = _followed(found, number)
    return told if told is not None and told.verdict.verdict is Verdict.REFUTED else None


def _followed(found: Sequence[Checked], number: int) -> Checked | None:
    """The verdict on a figure by what others yield; None where it is tied to none that are borne out."""
    own = found[number]
    statement = own.statement
    if statement.bound.shape is Shape.IS_NOT or statement.supposed:
        return None
    if statement.aims and dimension_of(statement.unit) != "share":
        return None  # how an aim stands to what was is no aim itself
    words = words_of(statement.language)
    tie = next(_ties(found, number, words), None)
    if tie is None:
        return None
    outcome = held(statement, tie)
    if outcome is not Verdict.SUPPORTED and not tie.firm:
        return None
    rows = [row for each in tie.inputs for row in each.rows]
    evidence = Evidence(
        " + ".join(dict.fromkeys(row.id for row in rows)),
        {Verdict.SUPPORTED: Relation.SUPPORTS, Verdict.IMPRECISE: Relation.NEAR}.get(outcome, Relation.CONTRADICTS),
        f"the sentence's own figures: {tie.words}",
        tie.words,
        statement.period.label if statement.period is not None else None,
        rows[0].o.source if rows else "",
        rows[0].o.metric if rows else "",
        "computed",
        tuple(dict.fromkeys(row.id for row in rows)),
    )
    why = {
        Verdict.SUPPORTED: "the sentence's own figures yield it",
        Verdict.IMPRECISE: "off by no more than a tenth of what the sentence's own figures yield",
    }.get(outcome, f"the sentence's own figures yield another value ({tie.words})")
    verdict = replace(own.verdict, verdict=outcome, why=why, evidence=(evidence, *own.verdict.evidence))
    measured = frozenset(name for each in tie.inputs for name in each.measured)
    return Checked(statement, verdict, tuple(rows), measured, tuple(_told(statement, words)))


def _span_of(found: Sequence[Checked], number: int) -> Checked | None:
    """The time over which a difference before it is told, where the claims that yield that are as far apart: down 270 in twelve months."""
    own = found[number]
    days = DAYS.get(own.statement.unit)
    if days is None or number == 0 or not found[number - 1].holds or own.statement.figure.low is None:
        return None
    before = found[number - 1]
    if not before.statement.difference or not words_of(own.statement.language).has(
        "tie_over_time", between(before.statement, own.statement)
    ):
        return None
    ends = sorted(row.o.end for row in before.rows if row.o.end is not None)
    apart = (ends[-1] - ends[0]).days if ends else 0
    length = float(own.statement.figure.low) * days
    if not apart or abs(apart - length) > _ABOUT_SO_LONG * length:
        return None
    verdict = replace(own.verdict, verdict=Verdict.SUPPORTED, why="the claims that yield the difference are so far apart")
    return Checked(own.statement, verdict, before.rows, before.measured)


def _told(statement: Statement, words: Words) -> Iterator[tuple[int, int]]:
    """The words by which a figure is tied."""
    for name in (
        "tie_more",
        "tie_less",
        "tie_gap",
        "tie_total",
        "tie_surplus",
        "tie_deficit",
        "tie_left",
        "tie_that_is",
        "tie_to",
        "tie_one_for",
        "tie_average",
        "tie_implies",
        "at_that_pace",
    ):
        yield from (match.span() for match in words.patterns[name].finditer(statement.folded))


def _left_open(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure that its words tie to another which is not borne out is not refuted by itself."""
    own = found[number]
    if own.verdict.verdict is not Verdict.REFUTED:
        return own
    if told_of_another(found, number):
        if (otherwise := by_other_metrics(found, number, desk)) is not None:
            return otherwise
        why = "the claims that say otherwise are of another figure of the sentence"
        return replace(own, verdict=replace(own.verdict, verdict=Verdict.UNVERIFIABLE, why=why))
    if not _asks_for_others(own.statement):
        return own
    computed = any(each.inputs for each in own.verdict.evidence)
    if is_rate(own.statement) and not computed:
        return replace(
            own, verdict=replace(own.verdict, verdict=Verdict.UNVERIFIABLE, why="it is so many for one of others")
        )
    if _stands_against(own.statement) or (len(found) > 1 and not computed and _comes_to(own.statement)):
        why = "the sentence does not say of what the value is but by another figure"
        return replace(own, verdict=replace(own.verdict, verdict=Verdict.UNVERIFIABLE, why=why))
    if computed and own.statement.unit != "x":
        return own  # claims yield another value, whatever the other figures are
    others = [each for place, each in enumerate(found) if place != number]
    if computed and _of_another(own, others):
        why = "the sentence does not say of what it is so many times"
        return replace(own, verdict=replace(own.verdict, verdict=Verdict.UNVERIFIABLE, why=why))
    if all(each.holds for each in others) or any(each.verdict.verdict is Verdict.REFUTED for each in others):
        return own
    why = f"it is tied to a figure that is not borne out; by itself: {own.verdict.why}"
    return replace(own, verdict=replace(own.verdict, verdict=Verdict.UNVERIFIABLE, why=why))


def _of_another(own: Checked, others: Sequence[Checked]) -> bool:
    """Whether a ratio was computed from claims of something that no other figure of its sentence is of: lost 18 billion, twice as much as."""
    computed = {each.metric for each in own.verdict.evidence if each.inputs}
    told = {name for each in others if each.holds for name in each.measured}
    return bool(told) and computed.isdisjoint(told)


def _comes_to(statement: Statement) -> bool:
    """Whether a figure only says what another comes to: ..., that is 57.96 million."""
    return words_of(statement.language).has("tie_that_is", statement.folded[: statement.place])


def _stands_against(statement: Statement) -> bool:
    """Whether a figure is only set against another, with no time and nothing measured of its own: 11.6 million, against 10 million."""
    words = words_of(statement.language)
    if not words.has("tie_against", statement.folded[: statement.place]) or statement.own:
        return False
    end = statement.place - statement.within + len(statement.around)
    return not any(statement.place <= start < max(end, end_of(statement)) for start, _ in statement.times)


def _asks_for_others(statement: Statement) -> bool:
    words, ahead = words_of(statement.language), statement.folded[: statement.place]
    behind = statement.folded[end_of(statement) :]
    return (
        words.has("tie_to", ahead[-_CLOSE:])
        or is_rate(statement)
        or words.has("tie_as_much", behind)
        or any(words.has(name, behind) for name in ("tie_more", "tie_less", "tie_gap"))
    )


def _ties(found: Sequence[Checked], number: int, words: Words) -> Iterator[Tie]:
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
    if shares and alike and words.has("tie_that_is", before):
        whole, part = alike[0], shares[-1]
        value = printed_value(whole) * printed_value(part)
        slack = half_unit(part.statement) / (100 if part.statement.unit == "%" else 1) * printed_value(whole)
        yield Tie(value, min(slack, value * WORDED), f"{part.statement.exact} x {whole.statement.exact}", [whole, part])
    elif words.has("tie_that_is", before) and len(alike) >= 2:
        yield _sum_of(alike)


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
    ends = [end_of(each.statement) for each in found if each.statement.place < statement.place]
    starts = [each.statement.place for each in found if each.statement.place > statement.place]
    ahead = statement.folded[max(ends, default=0) : statement.place]
    return ahead, statement.folded[end_of(statement) : min(starts, default=len(statement.folded))]


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
    if framed and _IN_BRACKETS.match(statement.folded[end_of(statement) : two.statement.place]):
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
