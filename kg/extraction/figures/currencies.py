"""Whose currency a name or sign means: "$" in a Canadian text, "francs", "crowns", the cents of euros or dollars."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg.extraction.figures.durations import sentence_bounds
from kg.extraction.figures.grammar import Grammar
from kg.extraction.figures.reading import Page, Reading

_HEADLINE = 300
_DATELINE = 80
_TOLD = 2  # times a text must name the country whose dollars it means
_US = re.compile(r"(?<!\w)(?:US|USA|U\.S\.)(?!\w)")
_OLD_YEAR = re.compile(r"(?<!\d)1[6-9]\d\d(?!\d)")
_BASE = re.compile(r"[ ](?:par|per|on the|pour un|to the|in the|of a)[ ]([^\W\d_]+)")
_NEAR = 400
_SETTING = 2  # times as often as any other that a text names the country it is set in
_AFTER = 2
_CFA = ("XOF", "XAF")
_SWISS = re.compile(r"(?<![\w'])\d{1,3}'\d{3}(?![\d'])")  # thousands set off as the Swiss do


def by_country(page: Page, candidates: Mapping[str, Sequence[str]], at: int) -> str:
    """The currency of the one country that the sentence names, else of that which the text names most, else nearest.

    Where two are named about as often the nearest counts, before rather than after; the first of the table when none is named.
    """
    marks = page.grammar.currency_marks
    marked = [code for code in candidates if code in marks and page.mentions(marks[code])]
    if len(marked) == 1:  # a text that writes FCFA or CHF means those by its francs
        start, end = sentence_bounds(page, at)
        if not any(_stands_in(page, tuple(cues), start, end) for code, cues in candidates.items() if code != marked[0]):
            return marked[0]
    named = dict(page.named(candidates))
    if "CHF" in candidates and "CHF" not in named and (swiss := page.first_match(_SWISS)) >= 0:
        named["CHF"] = [swiss]
    if not named:
        return next(iter(candidates))
    start, end = sentence_bounds(page, at)
    if named.keys() >= {"FRF", "CHF"} and _most(named) in {"FRF", "CHF"}:
        old = _OLD_YEAR.search(page.low, start, end) is not None and _nearest(named["CHF"], at) > at - start
        return "FRF" if old else "CHF"
    told = [code for code, places in named.items() if _any_between(places, start, end)]
    if len(told) == 1:
        return told[0]
    first = _most(named)
    others = max((len(places) for code, places in named.items() if code != first), default=0)
    if len(named[first]) >= _SETTING * others:
        return first
    return min(told or named, key=lambda code: _nearest(named[code], at))


def by_setting(page: Page, candidates: Mapping[str, Sequence[str]]) -> str:
    """The currency of the country that a text is set in, which it names twice and most; else the first of the table."""
    named, first = page.named(candidates), next(iter(candidates))
    most = _most(named) if named else first
    told = len(named.get(most, ()))
    return most if told >= _TOLD and told > len(named.get(first, ())) else first


def _most(named: Mapping[str, Sequence[int]]) -> str:
    """The currency whose country is named most, of equals the first."""
    return max(named, key=lambda code: (len(named[code]), -named[code][0]))


def _nearest(places: Sequence[int], at: int) -> int:
    """How far off the nearest of these places is; those after count as twice as far."""
    index = bisect_left(places, at)
    return at - places[index - 1] if index else _AFTER * (places[0] - at)


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def settle_francs(page: Page, readings: list[Reading]) -> None:
    """Read CFA francs as those of Central Africa where a place there is named nearest: "500 000 FCFA à Douala"."""
    zones = {code: page.grammar.currency_places.get(code, ()) for code in _CFA}
    for reading in readings:
        if reading.unit == "XOF" and (named := page.named(zones)):
            reading.unit = min(named, key=lambda code: _nearest(named[code], reading.start))


def settle_dollars(page: Page, readings: list[Reading]) -> None:
    """Read "$" and "dollars" as the dollars of the country the text opens with, unless it speaks of the United States."""
    dollars = [r for r in readings if r.unit == "USD" and (r.unit_implied or page.text[r.start : r.end].count("$"))]
    if not dollars:
        return
    local = _local_dollar(page, readings)
    world = _world_prices(page, dollars) if local is not None else frozenset()
    for reading in dollars:
        abroad = local is not None and (
            _in_paragraph(page, reading, page.grammar.dollarised) or reading.low in world or reading.high in world
        )
        if local is not None and not abroad and "US" not in page.text[reading.start : reading.end]:
            reading.unit, reading.unit_implied = local, True
        else:
            reading.unit_implied = False


def _world_prices(page: Page, dollars: Sequence[Reading]) -> frozenset[Decimal]:
    """The sums that are prices of what American dollars buy everywhere: "Brent rose to $72", "$4,100 an ounce of gold"."""
    keys = ("world_priced", "metal_weights", "weighed_metals")
    priced, weights, metals = (tuple(sorted(page.grammar.words[key])) for key in keys)
    if not page.mentions(priced) and not page.mentions(weights):
        return frozenset()
    prices: set[Decimal] = set()
    for reading in dollars:
        if reading.power or reading.per not in {None, "barrel"}:
            continue  # "$1.85 a litre", "a $3 billion field"
        start, end = sentence_bounds(page, reading.start)
        weighed = _stands_in(page, weights, start, end) and _stands_in(page, metals, start, end)
        if weighed or _stands_in(page, priced, start, end):
            prices.update(value for value in (reading.low, reading.high) if value is not None)
    return frozenset(prices)


def _local_dollar(page: Page, readings: Sequence[Reading]) -> str | None:
    """The dollar a text means by "$" alone, where it is not the American one."""
    for code, names in page.grammar.dollar_countries.items():
        if not page.opens_with(names, _HEADLINE):
            continue
        places = page.places(tuple(names))
        american = page.places(page.grammar.us_words)
        if not places or places[0] >= (_HEADLINE if len(places) >= _TOLD else _DATELINE) or len(places) <= len(american):
            continue
        if (american and american[0] < places[0]) or _US.search(page.text, 0, _HEADLINE):
            continue
        if any(r.unit == code and not r.unit_implied for r in readings):
            continue  # it marks its own dollars
        return code
    return None


def _in_paragraph(page: Page, reading: Reading, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the same paragraph."""
    if not page.mentions(words):
        return False
    start = max(0, page.low.rfind("\n", 0, reading.start), reading.start - _NEAR)
    end = page.low.find("\n", reading.end, reading.end + _NEAR)
    return _stands_in(page, words, start, end if end >= 0 else reading.end + _NEAR)


def _stands_in(page: Page, words: tuple[str, ...], start: int, end: int) -> bool:
    return _any_between(page.places(words), start, end)


def settle_cents(page: Page, readings: list[Reading]) -> None:
    """Give cents the currency in force: that named by what they are cents of, else of the sums before, else after."""
    for index, reading in enumerate(readings):
        if not reading.hundredths:
            continue
        base = _BASE.match(page.low, reading.end)
        named = page.grammar.currency_names.get(base.group(1)) if base is not None else None
        sums = [*reversed(readings[max(0, index - 4) : index]), *readings[index + 1 : index + 3]]
        near = [
            r for r in sums if r.kind == "money" and r.unit and not r.hundredths and abs(r.start - reading.start) < _NEAR
        ]
        unit = named or (near[0].unit if near else "")
        if unit.lower() in page.grammar.words["currencies_of_cents"]:
            reading.unit = unit


def default_currency(page: Page) -> str:
    """The currency of a text that names none: that of the countries it speaks of, else the US dollar."""
    grammar: Grammar = page.grammar
    if page.mentions(grammar.us_words) or _US.search(page.text):
        return "USD"
    for code, cues in grammar.default_currencies.items():
        if page.mentions(tuple(cues)):
            return code
    return "USD"
