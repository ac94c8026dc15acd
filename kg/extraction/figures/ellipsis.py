"""Units said once for several numbers: "passant de 9 à 10,3 %", "153,7 GW, dont 12,5", "2, puis 3 milliards", "encore 40 autres"."""

from __future__ import annotations

import re

from kg.extraction.figures.antecedents import take_after
from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.reading import POINTS, Page, Reading
from kg.extraction.figures.shares import LENGTHS
from kg.extraction.folding import tokens

_COORDINATED = (
    r"[ \n]*[,;/]?[ \n]*(?:<<in_year>>[ ](?:1[89]|20)\d\d[ ,]+)?<<unit_shared_over>>?(?:[ \n]+<<unit_shared_into>>)?[ \n]*"
)
_CHANGE_BY = r"<<change_stems>>\w*[ ](?:<<of_amounts>>|<<range_by>>)[ ]?$"
_OPENING = re.compile(r"[ \n]?\([ ]?")
_BY = re.compile(r"[ ]?[x×][ ]?")
_PERCENTAGE = r"%|<<percentage_words>>"
_SENTENCE_GAP = re.compile(r"[.!?]\s|\n")
_MOST_PERCENT = 1000
_SHARED_UNITS = frozenset({"percent", "duration", "age", "money", "quantity", "ratio"})
_PARTS = frozenset({"%", "pp", "x"})
_MOST_APART = 4  # figures among which one is looked for
_NEAR = 300
_AROUND = 600
_MOST_POINTS = 100
_TIMES_LARGER = 20
_GOVERNED = 3  # words before one point in which a verb or noun of change stands


def share_units(page: Page, readings: list[Reading]) -> None:
    """Give bare numbers the scale and unit of the neighbour they are coordinated or compared with."""
    for index in range(len(readings) - 2, -1, -1):
        _from_next(page, readings[index], readings[index + 1])
    for index, reading in enumerate(readings):
        per = reading.per
        rated = reading.bare and page.grammar.per_words.match(page.low, reading.end) is not None
        take_after(page, readings, index)
        if reading.bare and not reading.settled:
            _from_previous(page, reading, readings, index)
        if (
            rated
            and reading.unit in _PARTS
            and not _is_part_a_day(page, reading, readings[max(0, index - _MOST_APART) : index])
        ):
            reading.unit, reading.kind, reading.per, reading.unit_implied = "", "", per, False


def _is_part_a_day(page: Page, reading: Reading, before: list[Reading]) -> bool:
    """Whether a share so often is told before a number so often: "3% a month, then 2.5 a month"; not "95% below the 68 a day"."""
    return any(
        other.unit == reading.unit and page.grammar.per_words.match(page.low, other.end) is not None for other in before
    )


def _from_next(page: Page, first: Reading, second: Reading) -> None:
    if (
        first.unit
        or (first.in_words and not _from_to(page, first, second))
        or second.start - first.end > 30
        or (first.settled and first.date)
    ):
        return
    gap = page.low[first.end : second.start]
    comma, _, link = gap.strip().partition(" ")
    if comma == "," and link in page.grammar.words["range_or"]:
        return  # "1,500, or 8%" says the same another way
    if gap.strip() in page.grammar.words["range_or"] and second.unit == "%" and _far_larger(first, second):
        return  # "soit 2400 ou 4,8 % de plus"
    coordinated = page.grammar.patterns[_COORDINATED].fullmatch(gap) or (
        second.unit in LENGTHS and not second.is_range and _BY.fullmatch(gap)  # "21 x 29,7 cm"
    )
    if first.power and second.unit and second.kind == "money" and second.power and coordinated:
        first.unit, first.kind, first.unit_implied = second.unit, second.kind, True
        return
    if (
        not first.bare
        or second.bare
        or second.vague
        or second.kind in {"date", "ordinal"}
        or not coordinated
        or not gap.strip(" \n/")
    ):
        return
    if second.kind == "ratio" or (second.kind and second.kind not in _SHARED_UNITS):
        return
    if (
        gap.strip() == ","
        and first.low is not None
        and not first.fractional
        and second.low is not None
        and not (first.low < 1000)
    ):
        return
    if (second.power and first.low is not None and first.low < 1000 and not first.fractional | False) or (
        second.power and first.fractional
    ):
        first.scaled(second.power)
        first.shared_scale = True
    first.unit, first.kind, first.per = second.unit, second.kind, second.per
    first.unit_implied = bool(second.unit)


def _far_larger(first: Reading, second: Reading) -> bool:
    """Whether one number is so much larger than another that they are no two of a kind."""
    return first.low is not None and second.low is not None and first.low > _TIMES_LARGER * abs(second.low)


def _from_to(page: Page, first: Reading, second: Reading) -> bool:
    """Whether a number in words is what a change leads away from: "from nine to four months"."""
    words = page.grammar.words
    before = first.left[-1:] != [] and first.left[-1] in words["range_from"]
    return (
        before and page.low[first.end : second.start].strip() in words["range_to"] and second.kind in {"duration", "percent"}
    )


def _from_previous(page: Page, reading: Reading, readings: list[Reading], index: int) -> None:
    if reading.in_words or reading.kind:
        return
    following = reading.right[0] if reading.right else ""
    previous = readings[index - 1] if index else None
    if (
        following in page.grammar.words["further_ones"]
        and previous is not None
        and previous.power
        and reading.start - previous.end < 80
        and not _SENTENCE_GAP.search(page.low, previous.end, reading.start)
        and reading.low is not None
        and reading.low < 1000
    ):
        reading.scaled(previous.power)
        reading.unit, reading.kind, reading.unit_implied, reading.shared_scale = (
            previous.unit,
            previous.kind,
            bool(previous.unit),
            True,
        )
        return
    if not (
        reading.fractional
        or (reading.signed and previous is not None and previous.unit in {"%", "pp"} and _parenthesised(page, reading))
    ):
        return
    if (
        following.isalpha()
        and following not in page.grammar.words["free_followers"]
        and following not in page.grammar.stopwords.get(reading.language, ())
    ):
        return
    placed = reading.left and (reading.left[-1].rstrip("'").isalpha() or reading.left[-1] == ",")
    bracketed = _parenthesised(page, reading)
    if not (reading.signed or placed or bracketed):
        return  # a cell of a table
    before = page.low[max(0, reading.start - 40) : reading.start]
    source = _same_sentence(page, reading, readings, index)
    if source is None or (bracketed and not reading.signed and not _goes_with(page, source, reading)):
        return
    patterns = page.grammar.patterns
    changed = patterns[_CHANGE_BY].search(before) is not None
    if source.end < reading.start and patterns[_COORDINATED].fullmatch(page.low, source.end, reading.start):
        unit = source.unit
    elif source.unit == "%" and reading.signed and _parenthesised(page, reading):
        unit = "pp"
    elif source.unit in {"%", "pp"} and changed:
        unit = "pp" if _points_near(readings, index) else source.unit
    elif source.unit == "pp" and not changed:
        unit = "%" if any(r.unit == "%" for r in readings[max(0, index - 4) : index + 4]) else "pp"
    else:
        unit = source.unit
    if source.power and not source.unit:
        return
    if unit in {"%", "pp"} and reading.low is not None and abs(reading.low) >= _MOST_PERCENT:
        return  # "1.4% lower at 7,412.33", "0.4 points lower (+49,000)": a level, a count
    reading.unit, reading.kind, reading.unit_implied = unit, source.kind, True
    if source.power and reading.low is not None and reading.low < 1000:
        reading.scaled(source.power)
        reading.shared_scale = True


def _parenthesised(page: Page, reading: Reading) -> bool:
    return page.low[max(0, reading.start - 2) : reading.start].rstrip().endswith("(") and page.low[
        reading.end : reading.end + 2
    ].lstrip().startswith(")")


def _goes_with(page: Page, source: Reading, reading: Reading) -> bool:
    """Whether a number in brackets may be of the unit of a sum: right behind it, "$1.2bn (1.1)", not behind the next noun."""
    return source.kind != "money" or _OPENING.fullmatch(page.low, source.end, reading.start) is not None


def _same_sentence(page: Page, reading: Reading, readings: list[Reading], index: int) -> Reading | None:
    """The nearest figure with a unit a bare decimal can share: before it in the sentence, else just after."""
    for candidate in reversed(readings[max(0, index - 6) : index]):
        if reading.start - candidate.end > _NEAR or _SENTENCE_GAP.search(page.low, candidate.end, reading.start):
            break
        if candidate.converts is not None:
            continue  # what goes on goes on with the amount that it converts
        if candidate.unit and candidate.unit != "count" and candidate.kind in {"percent", "quantity", "money"}:
            return candidate
    for candidate in readings[index + 1 : index + 4]:
        if candidate.start - reading.end > 120 or _SENTENCE_GAP.search(page.low, reading.end, candidate.start):
            break
        if candidate.unit and candidate.kind == "percent" and reading.low is not None and abs(reading.low) <= _MOST_POINTS:
            return candidate
    return None


def _points_near(readings: list[Reading], index: int) -> bool:
    here = readings[index]
    return any(r.unit == "pp" and abs(r.start - here.start) < _NEAR for r in readings[max(0, index - 6) : index + 7])


def _of_index(page: Page, reading: Reading) -> bool:
    """Whether the sentence names an index of shares, whose points these are."""
    first, last = sentence_bounds(page, reading.start)
    near, words = frozenset(tokens(page.low[first:last])), page.grammar.words
    shares = not words["index_words"].isdisjoint(near) and not words["share_words"].isdisjoint(near)
    return shares or not words["index_nouns"].isdisjoint(near)


def _of_rate(page: Page, reading: Reading) -> bool:
    """Whether a word before in the sentence names a rate, or one anywhere in it a poll: "l'inflation a perdu un demi-point"."""
    start, end = sentence_bounds(page, reading.start)
    if not page.grammar.words["poll_nouns"].isdisjoint(tokens(page.low[reading.end : end])):
        return True  # "leads by six points in the latest poll"
    return not page.grammar.words["rate_nouns"].isdisjoint(tokens(page.low[start : reading.start]))


def _beside_percentage(page: Page, reading: Reading) -> bool:
    """Whether percentages stand near."""
    start, end = max(0, reading.start - _AROUND), reading.end + _AROUND
    return page.grammar.patterns[_PERCENTAGE].search(page.low, start, end) is not None


def settle_points(page: Page, readings: list[Reading]) -> None:
    """Decide what points are: "5 points" are percentage points beside percentages, else points of a score.

    One that is of neither is the noun with its article: "un point d'ancrage", "one point of view".
    """
    nouns = []
    for place, reading in enumerate(readings):
        if reading.unit != POINTS:
            continue
        one = reading.article and reading.low == reading.high == 1
        if one and (_is_thing(page, reading) or not _changes_by(page, reading)):
            nouns.append(place)
            continue
        if page.grammar.phrases["point_nouns"].starting(reading.right):
            reading.unit, reading.kind, reading.end = "", "", reading.number_end  # points de vente
            continue
        if (
            (reading.low or reading.high or 0) <= _MOST_POINTS
            and not _of_index(page, reading)
            and (_beside_percentage(page, reading) or _of_rate(page, reading) or _names_rate(page, reading))
        ):
            reading.unit, reading.kind = "pp", "percent"
        elif (
            reading.in_words
            and reading.language in page.grammar.languages_that["call_arguments_points"]
            and not reading.fractional
        ):
            reading.unit, reading.kind, reading.end = "", "", reading.number_end
    for place in reversed(nouns):
        del readings[place]


def _names_rate(page: Page, reading: Reading) -> bool:
    """Whether the points are of a rate named behind them: "un point de TVA", "two points of growth"."""
    words, right = page.grammar.words, reading.right
    return not words["partitives"].isdisjoint(right[:1]) and not words["rate_nouns"].isdisjoint(right[1:2])


def _changes_by(page: Page, reading: Reading) -> bool:
    """Whether one point is by how much something changes or is ahead: "rates rose one point", "une hausse d'un point"."""
    words, left, right = page.grammar.words, page.unhedged(reading.left), reading.right
    governing = words["changing"] | words["change_by"] | words["raising"] | words["range_by"] | words["of_amounts"]
    if left != reading.left or not governing.isdisjoint(left[-_GOVERNED:]) or _is_scored(page, reading):
        return True
    return not words["partitives"].isdisjoint(right[:1])  # of a rate: others are things


def _is_scored(page: Page, reading: Reading) -> bool:
    """Whether one point is won, lost or led by: "won by one point", "one point ahead"."""
    if page.grammar.phrases["gaining_before"].ending(page.unhedged(reading.left)):
        return True
    return not (page.grammar.words["points_led"] | page.grammar.words["of_amounts"]).isdisjoint(reading.right[:1])


def _is_thing(page: Page, reading: Reading) -> bool:
    """Whether a point is one of something that is no rate and no lead: "un point d'ancrage", not "un point de croissance"."""
    words, right = page.grammar.words, reading.right
    if words["partitives"].isdisjoint(right[:1]):
        return False
    return right[1:2] != [] and not (right[1] in words["points_of"] or right[1] in words["rate_nouns"] or right[1] == "%")
