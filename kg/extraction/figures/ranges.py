"""Ranges: "175-185 milliards", "de 20 à 30 %", "entre 5 et 7 ans", "deux ou trois", "un an, peut-être deux"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from kg.extraction.figures.compounds import SCALES
from kg.extraction.figures.fractions import quotient
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import is_plural, plural_follows

_DASH = re.compile(r"[ \n]?[-–][ \n]?(?:[$€£][ ]?)?")
_MAYBE_GAP = re.compile(r",?[ \n]+([^\W\d_]+(?:-[^\W\d_]+)?),?[ \n]+")
_LINK = re.compile(r"-?[ \n]+([^\W\d_]+'?[^\W\d_]?)[ \n]+")
_LONGEST_GAP = 24
_WIDEST = 10
_WIDEST_ROUND = Decimal("2.5")  # and precise numbers that are more times each other are none
_PRECISE = 2  # digits of a number that is not round
_WIDEST_CHANGE = 4  # "by 5 to 20" is a range, "by 5 to 2,000" a change and where it leads
_NOUN = 24  # characters after a range in which what it counts stands
_HUNDRED, _TEN = 100, 10
_YEAR = 4  # digits of a year
_CLAUSE = 8  # words before "from" in which a verb says that something changes
_FAR = 200  # characters before it in which the object of that verb may stand
_CLAUSE_MARKS = frozenset(".;:(!?\n")


def join_ranges(page: Page, readings: list[Reading]) -> list[Reading]:
    """Readings with each pair that states the ends of one range made one."""
    out: list[Reading] = []
    for reading in readings:
        if out and reading.start - out[-1].end <= _LONGEST_GAP and (joined := _join(page, out[-1], reading)):
            out[-1] = joined
        else:
            out.append(reading)
    return out


def _join(page: Page, first: Reading, second: Reading) -> Reading | None:
    if (
        first.is_range
        or first.low is None
        or second.low is None
        or first.low != first.high
        or second.low != second.high
        or first.vague
        or second.vague
    ):
        return None
    link = _link(page, first, second)
    if link == "":
        return None
    _convert(page, first, second, link)
    years = link != "dash" and _is_year(page, first) and (_is_year(page, second) or _dates(page, first, second))
    years = years or (
        link != "dash" and second.money_before and not first.money_before and _is_year(page, first) and first.bare
    )
    if years or (link != "maybe" and not _compatible(first, second)):
        return None
    low, unit_shared = _shared_low(page, first, second)
    if link == "maybe":
        if not (second.bare and first.unit):
            return None
        low = first.low
        second.unit, second.kind = first.unit, first.kind
        second.scaled(first.power)
    if low is None or second.low is None or low >= second.low:
        return None
    if link == "to" and first.bare and low * _WIDEST < second.low and _rises(page, first):
        return None  # "the index gained 61 to 7,402"
    if link == "to" and (_by(page, first, second, low, unit_shared=unit_shared) or _leads_to(page, first, second)):
        return None
    if link in {"to", "and"} and first.unit and second.unit and first.power and low * _WIDEST < second.low:
        return None  # "30 milliards à 380 milliards de valorisation"
    if link == "dash" and second.bare and first.bare and not _dash_counts(page, first, second):
        return None
    return Reading(
        first.start,
        second.end,
        low,
        second.low,
        first.language,
        decimals=min(first.decimals - (second.power - first.power if unit_shared else 0), second.decimals),
        power=max(first.power, second.power),
        unit=second.unit or first.unit,
        kind=second.kind or first.kind,
        per=second.per or first.per,
        approx="about" if link == "maybe" or "about" in (first.approx, second.approx) else "exact",
        in_words=first.in_words and second.in_words,
        fractional=first.fractional or second.fractional,
        money_before=first.money_before,
        shared_scale=first.power != second.power or (not first.unit and bool(second.unit)),
        is_range=True,
        settled=first.settled or second.settled,
        unit_implied=first.unit_implied or second.unit_implied,
        signed=first.signed,
        left=first.left,
        right=second.right,
        number_end=second.number_end,
    )


def _link(page: Page, first: Reading, second: Reading) -> str:
    """How the gap between two numbers joins them: dash, to, or, and, maybe; empty when it does not."""
    gap = page.low[first.end : second.start]
    grammar = page.grammar
    if _DASH.fullmatch(gap):
        spaced = (" " in gap or "\n" in gap) and (first.bare or page.text[first.end : second.start].strip() == "—")
        return "" if spaced or (_is_year(page, first) and not second.bare) else "dash"
    if match := _LINK.fullmatch(gap):
        word = match.group(1)
        words = grammar.words
        if word in words["range_to"]:
            return "" if _changes(page, first) or _soars(page, first, second) else "to"
        if word in words["range_or"]:
            return "or" if first.bare or first.unit == second.unit or not second.unit else ""
        if word in words["range_and"]:
            return "and" if _between(page, first) else ""
    if (match := _MAYBE_GAP.fullmatch(gap)) and match.group(1) in grammar.words["maybe"]:
        return "maybe"
    return ""


def _convert(page: Page, first: Reading, second: Reading, link: str) -> None:
    """Give both ends one unit: the larger of the two, "de 80 centimètres à 1,30 m", of spans the smaller, "six mois à deux ans"."""
    if (
        link not in {"to", "and", "or"}
        or not first.unit
        or first.unit == second.unit
        or first.low is None
        or second.low is None
    ):
        return
    scale = next((scale for scale in SCALES if first.unit in scale and second.unit in scale), None)
    words = page.grammar.words
    led = not (words["range_from"] | words["between"]).isdisjoint(page.unhedged(first.left)[-1:]) or second.unit == "year"
    if scale is None or not led or scale[first.unit] >= scale[second.unit]:
        return
    low = quotient(first.low * scale[first.unit], Decimal(scale[second.unit]))
    if low < second.low and second.kind == "duration" and not second.power:
        second.low = second.high = second.low * scale[second.unit] / scale[first.unit]
        second.unit = first.unit
    elif low < second.low:
        first.low = first.high = low
        first.unit, first.kind = second.unit, second.kind


def _is_year(page: Page, reading: Reading) -> bool:
    literal = page.low[reading.start : reading.end]
    return len(literal) == 4 and literal.isdecimal() and literal[:2] in {"18", "19", "20"}


def _dates(page: Page, first: Reading, second: Reading) -> bool:
    """Whether a year only says when: "$400,000 in 2019 to $1.6 million"."""
    dated = first.bare and first.left[-1:] != [] and first.left[-1] in page.grammar.words["in_year"]
    return dated and (not second.bare or second.end - second.start > _YEAR)  # "en 1990 à 81 000"


def _changes(page: Page, first: Reading) -> bool:
    """Whether a change leads to the second number: "passant de 9 à 10 %" is two figures, before and after."""
    words, left = page.grammar.words, page.unhedged(first.left)
    if first.unit and left and left[-1] in words["change_by"]:
        return True  # "rose $1.20 to $75.30"
    if page.grammar.phrases["change_from"].ending(left) or page.grammar.phrases["change_from"].ending(first.left):
        return True
    if not left or left[-1] not in words["range_from"] or not words["age_said"].isdisjoint(left[-2:-1]):
        return False  # "aged from 18 to 65" is a range whatever verb stands before
    clause = _clause(left[:-1][-_CLAUSE:])
    if clause[:1] != [] and clause[0] in words["changing_by"] and words["levels"].isdisjoint(clause):
        return False  # "des tarifs relevés de 10 à 12 %"
    changing = words["changing"].intersection(clause)
    owned = words["owning"] | page.grammar.half_articles
    if changing <= words["not_changing"] and any(word in changing and before in owned for word, before in pairwise(clause)):
        return False  # "une portée de quatre à six chiots"
    if words["ranging"].intersection(clause):
        return False
    return bool(changing) or _changes_far(page, first)


def _soars(page: Page, first: Reading, second: Reading) -> bool:
    """Whether a verb or noun of a rise says from where to where: "a explosé de 1,4 à 11 milliards", "le passage de 35 à 39 heures".

    By a percentage things rise, "flambé de 20 à 30 %", unless the second is many times the first.
    """
    words, left = page.grammar.words, page.unhedged(first.left)
    if not left or left[-1] not in words["range_from"] or first.low is None or second.low is None:
        return False
    clause = _clause(left[:-1][-_CLAUSE:])
    if clause[:1] != [] and clause[0] in words["change_nouns"]:
        return True
    by = second.unit in {"%", "pp"} and second.low < first.low * _WIDEST_ROUND
    if by or second.vague:
        return False
    if (
        clause[1:2] != []
        and clause[0] in words["rise_nouns"]
        and (clause[1] in words["rise_articles"] or clause[1] in page.grammar.articles)
    ):
        return clause[1] in words["rise_articles"]
    for word in clause:
        if word in words["soaring"]:
            return True
        if word in words["change_walls"]:
            return False
    return False


def _clause(left: list[str]) -> list[str]:
    """The words of a clause that ends with these, the last first."""
    clause: list[str] = []
    for word in reversed(left):
        if word in _CLAUSE_MARKS:
            break
        clause.append(word)
    return clause


def _changes_far(page: Page, first: Reading) -> bool:
    """Whether a verb of change governs "from" over a long object: "raise the ceiling for holdings in regional banks from 35% to"."""
    words = page.grammar.words
    clause = _clause(page.before(first.start, _FAR))[_CLAUSE:]
    for word in clause:
        if word in words["changing"] and word not in words["not_changing"]:
            return True
        if word in words["change_walls"] or word in words["ranging"]:
            return False
    return False


def _rises(page: Page, first: Reading) -> bool:
    return not page.grammar.words["change_by"].isdisjoint(page.unhedged(first.left)[-1:])


def _by(page: Page, first: Reading, second: Reading, low: Decimal, *, unit_shared: bool) -> bool:
    """Whether "by" gives the change and "to" the level reached: "rose by 61,000 to 2.7 million"."""
    if page.grammar.words["range_by"].isdisjoint(page.unhedged(first.left)[-1:]) or second.low is None:
        return False
    if first.unit == "%" == second.unit and second.low <= low * _WIDEST_CHANGE:
        return False  # "should rise by 1% to 2%"
    alone = bool(first.unit or first.power) and bool(second.unit or second.power) and not first.money_before
    return alone or (second.power > first.power and not unit_shared) or low * _WIDEST_CHANGE < second.low


def _leads_to(page: Page, first: Reading, second: Reading) -> bool:
    """Whether a bare number is by how much something changed and the second, no upper end of it, the level: "fell 1,200 to 3,400".

    The ends of a range are round and not many times each other: "will add 1,000 to 2,000 posts".
    """
    if first.low is None or second.low is None or first.in_words or second.in_words:
        return False
    words, left = page.grammar.words, page.unhedged(first.left)
    by = not words["range_by"].isdisjoint(left[-1:])
    least = _least_apart(page, first, second, by=by)
    if least is None or second.low < first.low * least:
        return False
    if min(_significant(first.low), _significant(second.low)) < _PRECISE and first.bare:
        return False
    while left and (left[-1] in words["change_fillers"] or left[-1] in words["range_by"] or left[-1] in words["range_from"]):
        left = page.unhedged(left[:-1])
    governing = words["changing"] | words["change_by"] | words["raising"]
    if first.unit and not governing.isdisjoint(_clause(left[-_CLAUSE:])):
        return True  # "raised the dividend 5 cents to 45 cents"
    if not left or left[-1] not in governing:
        return False
    ahead = left[-1].endswith(page.grammar.endings["future_endings"]) or not words["verbs_follow"].isdisjoint(left[-2:-1])
    return not ahead or first.low * _WIDEST < second.low  # "will add 1,200 to 3,400 posts"


def _least_apart(page: Page, first: Reading, second: Reading, *, by: bool) -> Decimal | None:
    """How many times the first number the second must be to be no upper end of it; None where it always may be one."""
    if first.bare and second.bare:
        counted = not by and plural_follows(page, second)  # "cut 120 to 340 jobs"
        return Decimal(_WIDEST_CHANGE) if counted else _WIDEST_ROUND
    if first.bare and by and not second.power and second.kind in {"quantity", "money"}:
        return _WIDEST_ROUND  # "fell by 1,250 to 4,375 tonnes"
    if not first.unit and first.power and second.power > first.power:
        return Decimal(_WIDEST_CHANGE)  # "grew 120 million to 1.1 billion euros"
    said = first.unit == second.unit and first.kind in {"money", "quantity"} and not (first.money_before or first.power)
    return Decimal(_WIDEST_CHANGE) if said and first.unit else None


def _significant(value: Decimal) -> int:
    """How many digits a whole number has before its last noughts."""
    return len(value.normalize().as_tuple().digits)


def _between(page: Page, first: Reading) -> bool:
    left = first.left
    words = page.grammar.words
    return any(word in words["between"] for word in left[-2:])


def _compatible(first: Reading, second: Reading) -> bool:
    if first.unit and second.unit and first.unit != second.unit:
        return first.kind == second.kind == "money" and first.money_before and second.unit_implied
    if first.unit and not second.unit and not first.money_before and not (first.power and second.power):
        return False
    if second.signed and not first.signed:
        return False
    return not (first.kind in {"date", "ordinal"} or second.kind in {"date", "ordinal"})


def _thousands(low: Decimal, high: Decimal) -> bool:
    return 1 < low < 1000 and low * 1000 < high <= low * 20_000 and high % 1000 == 0


def _shared_low(page: Page, first: Reading, second: Reading) -> tuple[Decimal | None, bool]:
    """The lower end, with the scale of the upper when it is said only once: "20 à 30 millions"."""
    assert first.low is not None
    assert second.low is not None
    if first.bare and not second.power and not first.fractional and _thousands(first.low, second.low):
        return first.low * 1000, False  # "15 à 20 000 personnes"
    if first.in_words and second.in_words and first.bare and not second.power and _hundreds(page, first, second):
        return first.low * _HUNDRED, True  # "deux ou trois cents"
    if first.power or not second.power or (first.unit and first.kind != "money"):
        return first.low, False
    scaled = first.low * Decimal(10) ** second.power
    if second.low < scaled < second.low * _WIDEST and first.bare:
        return None, False  # "de 640 à 598 millions" comes down
    if scaled < second.low or (scaled == second.low and first.low < second.low):
        return scaled, True
    return first.low, False


def _hundreds(page: Page, first: Reading, second: Reading) -> bool:
    """Whether the hundreds of the second number are the first's too: "two to three hundred", not "de cinq à cent"."""
    assert first.low is not None
    assert second.low is not None
    words = page.low[second.start : second.number_end].replace("-", " ").split()
    return len(words) == 2 and words[1] in page.grammar.hundreds and first.low * _HUNDRED < second.low and first.low < _TEN


def _dash_counts(page: Page, first: Reading, second: Reading) -> bool:
    """Whether bare "2-3" counts something rather than gives a score, a code or years."""
    if page.grammar.phrases["age_before"].ending(first.left):
        return True  # "aged 15-34"
    following = page.after(second.end, _NOUN)[:1]
    noun = following[0] if following else ""
    counted = noun.isalpha() and is_plural(noun)
    return (
        counted
        and noun not in page.grammar.words["results"]
        and noun not in page.grammar.function_words
        and noun not in page.grammar.stopwords.get(first.language, ())
        and first.low is not None
        and first.low > 0
    )
