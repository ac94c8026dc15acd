"""The figures of a sentence that state something, each with its place in the sentence's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.naming import Named
from kg.factcheck.hearing.times import When
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.units import DATE

_SMALLEST_ROUNDED: Final = Decimal("0.1")  # a thirtieth is not told in percent
_LAST_NUMBER: Final = re.compile(r"(?<![\d.,])\d(?:[\d.,\u00a0\u202f ]*\d)?(?=\D*\Z)")
_A_YEAR: Final = in_any(r"(?:19|20)\d\d {to}\b")
_JOINT: Final = in_any(r"\s{to}\s")
_IN: Final = in_any(r"\b{year_behind}\s\Z")
_PLAIN_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|/\d{4})?")
_BARE: Final = re.compile(r"\d[\d.,\u00a0\u202f ]*")
_THOUSAND: Final = 1000
_TIMES: Final = 10_000  # more of them are counted rather than compared
_ALL_MONTHS: Final = 12
_A_YEAR_BEFORE: Final = in_any(r"\s{year_before}\b")
_MONTHS: Final = {"H": 6, "Q": 3, "Y": 12}
_AGO: Final = in_any(r"\A {ago}\b")
_EACH: Final = in_any(r" {one_time} {units_of_time}\Z")
_TWICE: Final = in_any(r"{twice}")
_OF_THOSE: Final = in_any(r" {those_of}\b")
FREE: Final = "free"
"""The kind of a figure that is a price of nothing."""
_SIGNS: Final = {"€": "EUR", "$": "USD", "£": "GBP"}
_MORE: Final = in_any(r"\A {more_time} (?:(?P<year>{more_years})|(?P<month>{more_months}))")
_PERCENT: Final = Decimal("0.01")
_DIVIDED: Final = in_any(r"\b{multiplying}(?: [^\W\d]+){0,5} {multiplied_by} (?:{by_about} )?\Z")
_CURRENCY: Final = in_any(
    r"\A\s?(?:{of_money })?(?:{of_america} )?(?:(?P<USD>{dollars}|{bucks}|\$|usd)|(?P<EUR>{euros}|€|eur)|(?P<GBP>{pounds}|£|gbp)|"
    r"(?P<CNY>{yuans}|cny)|(?P<JPY>{yens}|¥|jpy)|(?P<CHF>{swiss_francs}|chf))(?!\w)"
)
_ONE: Final = listed("one_of_span")
_DECADES: Final = listed("span_of_decades")
_MONTHS_LONG: Final = listed("span_of_months")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its place in the sentence's text."""

    figure: Figure
    start: int
    end: int


def place_figures(passage: Passage, figures: Sequence[Figure], named: Named, words: Words) -> list[Placed]:
    """The figures of a sentence that state something: not those in names, nor "a million tokens" as what a price is for."""
    folded = fold(passage.text)
    found: list[Placed] = []
    apart = [(m.start, m.end) for m in named.known]
    for figure in (_behind_year(figure, passage, apart) for figure in figures):
        start, end = passage.local(figure.start, figure.end)
        if any(m.start <= start and end <= m.end for m in (*named.known, *named.unknown)):
            continue
        if words.patterns["tokens"].match(folded[end:]) and any(other.unit != "count" for other in figures):
            continue
        if figure.per is not None and _AGO.match(folded[end:]) and (each := _EACH.search(folded[start:end])):
            # 380 billion a year ago: the year is not what it is per.
            figure, end = replace(figure, per=None), start + each.start()  # noqa: PLW2901
        if figure.unit == "count" and (sign := _SIGNS.get(folded[start - 1 : start])) is not None:
            figure = replace(figure, unit=sign, kind="money")  # noqa: PLW2901
        if figure.unit == "%" and _BARE.fullmatch(figure.exact) and abs(figure.low or Decimal(0)) >= _THOUSAND:
            figure = replace(figure, unit="count", kind="number")  # noqa: PLW2901 - by 40,250, or ten percent
        pair = _from_to(figure, start, end, passage, folded, words)
        paid = _paid(figure, folded[end:])
        if pair is not None:
            for part in pair:
                place = passage.local(part.start, part.end)
                found.append(Placed(replace(part, unit=paid.unit, kind=paid.kind), *place))
            continue
        found.append(_compared(paid, start, end, folded, words))
    found = _ratios(passage, folded, found, words)
    found = sorted([*found, *_marks(passage, folded, found, words)], key=lambda placed: placed.start)
    return found or _free(passage, folded, words)


def _behind_year(figure: Figure, passage: Passage, names: Sequence[tuple[int, int]]) -> Figure:
    """What is no range, but a figure behind a year or the number of a name: from 727,000 in 2023 to 686,000, the Leopard 2 at 68 km/h."""
    start, end = passage.local(figure.start, figure.end)
    match = _LAST_NUMBER.search(passage.text, start, end)
    if match is None or figure.low == figure.high or figure.high is None:
        return figure
    year = _A_YEAR.match(passage.text, start) is not None and _IN.search(fold(passage.text[:start])) is not None
    if not year and not any(low < start < high for low, high in names):
        return figure
    at = passage.source(match.start(), end)[0]
    exact = passage.text[match.start() : end]
    kind = "number" if figure.kind == "range" else figure.kind
    return replace(figure, start=at, exact=exact, kind=kind, low=figure.high, hedge=None)


def _from_to(
    figure: Figure, start: int, end: int, passage: Passage, folded: str, words: Words
) -> tuple[Figure, Figure] | None:
    """The two ends of what is no range, but told behind a move set apart as what it was from and to: doubled, from 3 to 6 million."""
    if figure.low == figure.high or figure.low is None or figure.high is None:
        return None
    if not words.has("going_from", folded[:start]):
        return None
    match = _LAST_NUMBER.search(passage.text, start, end)
    joint = _JOINT.search(passage.text, start, match.start()) if match is not None else None
    if match is None or joint is None:
        return None
    first = passage.text[start : joint.start()]
    stop, at = passage.source(start, joint.start())[1], passage.source(match.start(), end)[0]
    kind = "number" if figure.kind == "range" else figure.kind
    return (
        replace(figure, exact=first, end=stop, high=figure.low, kind=kind),
        replace(figure, start=at, exact=passage.text[match.start() : end], low=figure.high, kind=kind, hedge=None),
    )


def _paid(figure: Figure, after: str) -> Figure:
    """A count that a currency follows at some distance from its digits (half a billion dollars) is money; five more years."""
    if figure.unit == "count" and (more := _MORE.match(after)) is not None:
        return replace(figure, unit=str(more.lastgroup), kind="duration")
    match = _CURRENCY.match(after) if figure.unit == "count" else None
    return replace(figure, unit=str(match.lastgroup), kind="money") if match is not None else figure


def _marks(passage: Passage, folded: str, found: Sequence[Placed], words: Words) -> Iterator[Placed]:
    """A scale that stands for one of it: past the billion mark, sous le milliard de dollars."""
    for match in words.patterns["mark"].finditer(folded):
        span = match.span("scale")
        if any(p.start < span[1] and span[0] < p.end for p in found):
            continue
        one = Decimal(words.scales[match["scale"]])
        text = passage.text[slice(*span)]
        figure = Figure(*passage.source(*span), text, "number", one, one, "exact", "count", None, words.language)
        yield Placed(_paid(figure, folded[span[1] :].lstrip("-")), *span)


def _free(passage: Passage, folded: str, words: Words) -> list[Placed]:
    """What is given away has a price of nothing."""
    match = words.patterns["free"].search(folded)
    if match is None:
        return []
    nothing = Decimal(0)
    start, end = passage.source(*match.span())
    text = passage.text[slice(*match.span())]
    return [Placed(Figure(start, end, text, FREE, nothing, nothing, "exact", "USD", None, words.language), *match.span())]


def _compared(figure: Figure, start: int, end: int, folded: str, words: Words) -> Placed:
    """Times that compare are a ratio (thirty times dearer), times that are counted are not (downloaded 600 million times)."""
    size = abs(figure.low or figure.high or Decimal(0))
    if (
        figure.unit == "x"
        and figure.in_words
        and _SMALLEST_ROUNDED <= size < 1
        and figure.low == figure.high
        and size % _PERCENT
    ):
        # Two thirds, told in words, is as good as 66 % or 67 %.
        low = size - size % _PERCENT
        return Placed(replace(figure, low=low, high=low + _PERCENT), start, end)
    if figure.unit == "count" and _TWICE.fullmatch(fold(figure.exact)) and _OF_THOSE.match(folded, end):
        return Placed(replace(figure, unit="x"), start, end)  # twice those of another
    if figure.unit == "x" and size >= _TIMES:
        return Placed(replace(figure, unit="count", kind="number"), start, end)
    if (
        figure.unit == "count"
        and size < _TIMES
        and (_DIVIDED.search(folded[:start]) or words.has("quotient", folded[:start]))
    ):
        return Placed(replace(figure, unit="x", kind="ratio"), start, end)
    if figure.unit == "count" and size < _TIMES and (match := words.patterns["times"].match(folded[end:])):
        return Placed(replace(figure, unit="x", kind="ratio"), start, end + match.end())
    return Placed(figure, start, end)


def _ratios(passage: Passage, folded: str, found: list[Placed], words: Words) -> list[Placed]:
    """One user in twenty, as one share, whatever stands in between; fiftyfold."""
    for match in words.patterns["fold"].finditer(folded):
        number = _number(match["times"], words)
        if number is not None and not any(p.start < match.end() and match.start() < p.end for p in found):
            times = Decimal(number)
            text = passage.text[slice(*match.span())]
            figure = Figure(*passage.source(*match.span()), text, "ratio", times, times, "exact", "x", None, words.language)
            found = [*found, Placed(figure, *match.span())]
    for match in (m for name in ("the_fraction", "one_part") for m in words.patterns[name].finditer(folded)):
        share = Decimal(1) / words.fractions[match["part"]]
        start, end = passage.source(*match.span())
        if not any(p.start < match.end() and match.start() < p.end for p in found):
            text = passage.text[slice(*match.span())]
            figure = Figure(start, end, text, "ratio", share, share, "exact", "x", None, words.language)
            found = [*found, Placed(figure, *match.span())]
    for match in (m for name in ("one_in", "of_every") for m in words.patterns[name].finditer(folded)):
        part, whole = (_number(match[name], words) for name in ("one", "of"))
        if part is None or not whole or part >= whole or whole > 1000:
            continue
        if any(p.figure.unit in ("x", "%") and p.start < match.end() and match.start() < p.end for p in found):
            continue
        if any(p.start < match.start() < p.end for p in found):
            continue  # of 2.5 billion out of 9, the 5 is no number of its own
        start, end = passage.source(*match.span())
        inside = [p for p in found if p.start < match.end() and match.start() < p.end]
        approx = inside[0].figure.approx if inside else "exact"
        share = Decimal(part) / Decimal(whole)
        figure = Figure(
            start, end, passage.text[match.start() : match.end()], "ratio", share, share, approx, "x", None, words.language
        )
        found = [p for p in found if p not in inside] + [Placed(figure, *match.span())]
    return sorted(found, key=lambda placed: placed.start)


def is_year(item: Placed, times: Sequence[When]) -> bool:
    """Whether a bare number is the year of a time that the sentence names."""
    return item.figure.unit == "count" and any(when.start <= item.start and item.end <= when.end for when in times)


def dates_of(passage: Passage, times: Sequence[When], vocabulary: Vocabulary, words: Words) -> list[Placed]:
    """The times of a sentence as its figures, where it speaks of a date (launched in 2006) and of nothing else."""
    hits = hits_in(passage.text, asking_cues(vocabulary.metrics, words.language))
    if not any(vocabulary.metrics[hit.metric].dimension == DATE for hit in hits):
        return []
    found: list[Placed] = []
    for when in times:
        if not _PLAIN_DATE.fullmatch(when.label):
            continue
        digits = [match.span() for match in re.finditer(r"\d+", passage.text[when.start : when.end])]
        start = when.start if len(when.label) > 4 or not digits else when.start + digits[-1][0]
        at, end = passage.source(start, when.end)
        zero = Decimal(0)
        figure = Figure(
            at, end, passage.text[start : when.end], "date", zero, zero, "exact", DATE, None, words.language, date=when.label
        )
        found.append(Placed(figure, start, when.end))
    return found


def with_other_year(placed: Sequence[Placed], passage: Passage, words: Words) -> list[Placed]:
    """The figures of a sentence, of which a year and another told for it are one span: in 2029 or 2030."""
    found: list[Placed] = []
    for item in placed:
        if found and item.start < found[-1].end:
            continue  # the other year, told already
        match = words.patterns["or_another_year"].match(passage.text, item.end)
        if match is None or item.figure.unit != DATE or not _PLAIN_DATE.fullmatch(item.figure.date or ""):
            found.append(item)
            continue
        stop = passage.source(item.start, match.end())[1]
        told = f"{(item.figure.date or '').partition('/')[0]}/{match['year']}"
        figure = replace(item.figure, end=stop, exact=passage.text[item.start : match.end()], date=told)
        found.append(Placed(figure, item.start, match.end()))
    return found


def is_length(item: Placed, times: Sequence[When], placed: Sequence[Placed], folded: str) -> bool:
    """Whether a figure only says how long a time is that the sentence names: in six months, the first half of 2025."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(item.figure.unit)
    if months is None or item.figure.low is None or len(placed) == 1:
        return False
    if item.figure.low * months == _ALL_MONTHS and _A_YEAR_BEFORE.match(folded, item.end):
        return True  # twelve months earlier
    return any(_MONTHS.get(when.label[5:6] or "Y") == item.figure.low * months for when in times if when.label[:4].isdigit())


def spans_of(passage: Passage, folded: str, vocabulary: Vocabulary, words: Words) -> list[Placed]:
    """The spans of time of a sentence as its figures, where it speaks of how long something takes and of nothing else."""
    hits = hits_in(passage.text, asking_cues(vocabulary.metrics, words.language))
    if not any(vocabulary.metrics[hit.metric].dimension == "time" for hit in hits):
        return []
    found: list[Placed] = []
    for match in words.patterns["span"].finditer(folded):
        number = 1 if match["number"] in _ONE else _number(match["number"], words)
        if number is None:
            continue
        value = Decimal(number * (10 if match["unit"] in _DECADES else 1))
        unit = "month" if match["unit"] in _MONTHS_LONG else "year"
        text = passage.text[slice(*match.span())]
        figure = Figure(*passage.source(*match.span()), text, "duration", value, value, "exact", unit, None, words.language)
        found.append(Placed(figure, *match.span()))
    return found


def bare_number(passage: Passage, folded: str, taken: tuple[int, int], words: Words) -> list[Placed]:
    """The number word of "for each dollar earned it spends two", which stands alone."""
    found: list[Placed] = []
    for match in re.finditer(r"(?<!\w)(\w+)(?!\w)", folded):
        value = words.numbers.get(match[1])
        if value is not None and value > 1 and not (match.start() < taken[1] and taken[0] < match.end()):
            start, end = passage.source(*match.span())
            number = Decimal(value)
            figure = Figure(
                start,
                end,
                passage.text[slice(*match.span())],
                "number",
                number,
                number,
                "exact",
                "count",
                None,
                words.language,
            )
            found.append(Placed(figure, *match.span()))
    return found[:1]


def _number(word: str, words: Words) -> int | None:
    return words.number(word)
