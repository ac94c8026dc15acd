"""The figure grammar: from text to figures, for French and English, with no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction.figures import moments, not_figures
from kg.extraction.figures.age_groups import age_group
from kg.extraction.figures.ages import age_of_life, decade_end, read_age
from kg.extraction.figures.belonging import number_name_end, word_name_end
from kg.extraction.figures.conversions import mark_conversions
from kg.extraction.figures.currencies import settle_cents, settle_dollars, settle_francs
from kg.extraction.figures.dates import add_dates, add_ordinal_words, read_date_value, read_ordinal
from kg.extraction.figures.digits import read_clock, read_number
from kg.extraction.figures.durations import only_locates, sentence_bounds
from kg.extraction.figures.ellipsis import settle_points, share_units
from kg.extraction.figures.fractions import VULGAR, part_of_unit
from kg.extraction.figures.grammar import load_grammar
from kg.extraction.figures.halves import add_halves
from kg.extraction.figures.hedges import read_hedge, share_bounds
from kg.extraction.figures.listed_ages import settle_listed_ages
from kg.extraction.figures.listings import is_listed
from kg.extraction.figures.magnitudes import read_magnitude
from kg.extraction.figures.mending import Mended, mend
from kg.extraction.figures.millions import settle_millions
from kg.extraction.figures.money import imply_currency
from kg.extraction.figures.multiples import read_factor, share_times
from kg.extraction.figures.naming import Naming, load_naming
from kg.extraction.figures.number_words import read_word
from kg.extraction.figures.pointing import is_pointing
from kg.extraction.figures.proportions import read_colon
from kg.extraction.figures.quotes import settle_exchange_rates, settle_levels
from kg.extraction.figures.race_times import STROKES, read_race_time
from kg.extraction.figures.ranges import join_ranges
from kg.extraction.figures.reading import Page, Reading
from kg.extraction.figures.standing import stands_alone
from kg.extraction.figures.tables import read_tables
from kg.extraction.figures.temperatures import read_below_zero
from kg.extraction.figures.titles import is_title
from kg.extraction.folding import tokens

_LONGEST_DATE_PART = 9
_CHAIN = 24
_ITEM_MARKS = frozenset({".", ")"})
_NO_DATE = re.compile(r"\d+,\d{1,2}|\d{1,3}(?:[ ,.']\d{3})+")  # "en mai 2,6 milliards", "fin mars 334 000 chômeurs"
_SENTENCE_ENDS = re.compile(r"[\"”’)»]*(?:\s*\Z|\n|[ \u00a0]+[A-ZÀ-Ý«“\"])")
_KEEPING = ("fr.", "frs.")  # that are written with their stop
_AGE_DIGITS = 2
_BESIDE = 8  # characters between a sum and "in six months" that says how long it takes
_SUM = 6  # a power of ten from which a bare number beside a span of time is read as a sum


@dataclass(frozen=True, slots=True)
class Figure:
    """An expression of a text that states a quantity.

    `start` and `end` are code points, end exclusive; `exact` is the text between them: number, scale word, unit.
    `kind` is number, percent, money, ratio, quantity, duration, age, ordinal, date or range (a range of bare numbers).
    `low` and `high` are in base units, scale words expanded, None where a side is open; percentages are the number of
    percent. `approx` is exact, about, at_least or at_most. `unit` is an ISO 4217 code, "%", "pp", "x", "count", a
    duration ("year"), "date", or a symbol as printed ("km"); `per` the denominator ("month", "1e6 tokens") or None.
    `decimals` is the precision in the sense of XBRL: the figure is exact to 10 ** -decimals. `date` is an ISO date (or
    two, with a slash) for kind date. `hedge` spans the words that set `approx`, where they are one place. `unit_implied`
    says that the unit was taken from the context, `shared_scale` that a scale word or unit said once serves here too.
    `converts` is where the figure starts that this one gives again in another unit, in brackets.
    """

    start: int
    end: int
    exact: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    approx: str
    unit: str
    per: str | None
    language: str
    decimals: int = 0
    in_words: bool = False
    hedge: tuple[int, int] | None = None
    unit_implied: bool = False
    shared_scale: bool = False
    date: str | None = None
    converts: int | None = None


def find_figures(
    text: str,
    languages: Sequence[str] = ("fr", "en"),
    *,
    ordinals: bool = False,
    dates: bool = False,
    asides: bool = False,
    imply_currencies: bool = True,
) -> list[Figure]:
    """The figures of a text, in order, without overlap.

    `languages` are ISO 639-1 codes of language packs, the preferred first (grammar.UnknownLanguageError for another).
    `ordinals` and `dates` also give those kinds, which state no quantity; `asides` the numbers and spans that only point,
    order or say when ("les deux pays", "three reasons", "two years later"). A text that is nothing but figures ("deux",
    "1h30") needs no words around them: there every number is kept. With `imply_currencies` a bare "30 milliards"
    among words of money is money, in the currency of its neighbours; without, it is a count.
    """
    grammar = load_grammar(tuple(languages))
    mended = mend(text, grammar)
    page = Page(text if mended is None else mended.text, grammar, asides=asides)
    readings = list(_readings(page, ordinals=ordinals))
    readings = add_halves(page, read_below_zero(page, join_ranges(page, readings)))
    for reading in readings:
        reading.right = page.after(reading.end)
        if reading.kind not in {"date", "ordinal"}:
            read_hedge(page, reading)
            read_age(page, reading)
            read_factor(page, reading)
    readings = read_tables(page, readings)
    readings = [reading for reading, kept in zip(readings, _kept(page, readings), strict=True) if kept]
    share_bounds(page, readings)
    mark_conversions(page, readings)
    settle_millions(page, readings)
    settle_points(page, readings)
    settle_levels(page, readings)
    settle_exchange_rates(page, readings)
    settle_listed_ages(page, readings)
    share_times(page, readings)
    share_units(page, readings)
    _drop_windows(page, readings)
    settle_dollars(page, readings)
    settle_francs(page, readings)
    settle_cents(page, readings)
    if imply_currencies:
        imply_currency(page, readings)
    mark_conversions(page, readings)
    if ordinals:
        readings = add_ordinal_words(page, readings)
    if dates:
        readings = add_dates(page, readings)
    figures = [_figure(page, reading) for reading in readings]
    return figures if mended is None else [_told_back(text, mended, figure) for figure in figures]


def _told_back(text: str, mended: Mended, figure: Figure) -> Figure:
    """A figure of what was read at its place in the text."""
    start, end = mended.span(figure.start, figure.end)
    hedge = mended.span(*figure.hedge) if figure.hedge is not None else None
    converts = mended.span(figure.converts, figure.converts + 1)[0] if figure.converts is not None else None
    return replace(figure, start=start, end=end, exact=text[start:end], hedge=hedge, converts=converts)


def _readings(page: Page, *, ordinals: bool) -> Iterator[Reading]:
    """Every number of the text that may count, with the words before it."""
    scan, text = page.grammar.scanner.next, page.text
    naming = load_naming(page.grammar.languages)
    at, previous_end = 0, -1
    while match := scan(page.low, at):
        at = match.end()
        reading: Reading | None = None
        if not page.lone and (named := _name_end(page, naming, match)):
            at = max(at, named) if match.group("word") is not None else named
            continue
        if (
            (page.low[at : at + 1] in STROKES or ":" in match.group())
            and match.group()[0].isdigit()
            and (timed := read_race_time(page, match.start()))
        ):
            reading, at = timed, timed.end
        elif match.group("num") is not None or match.group("glued") is not None:
            reading, at = _from_digits(page, match, previous_end, ordinals=ordinals)
        elif match.group("word") is not None:
            reading, at = read_word(page, match.start(), at, match.group("word"))
        elif match.group("frac") is not None:
            value = Decimal(VULGAR[match.group()])
            reading = Reading(
                match.start(), at, value, value, page.language(at), fractional=True, unit="x", kind="ratio", settled=True
            )
            part_of_unit(page, reading)
            at = reading.end
        elif match.group("colon") is not None:
            reading = read_colon(page, match.start(), at)
        elif match.group("clock") is not None:
            reading = read_clock(page, match.start(), at)
        if match.end() > at and not _parts_cells(text, match.start(), match.end(), reading):
            at = match.end()
        if reading is not None:
            if reading.start < previous_end:
                reading.start = match.start()
            reading.left = reading.left or page.before(reading.start)
            previous_end = reading.end
            if ordinals or reading.kind != "ordinal":
                yield reading


def _parts_cells(text: str, start: int, end: int, reading: Reading | None) -> bool:
    """Whether cells of a table stand in one literal, which are read one by one: a tab parts them, or a line end behind the first."""
    if "\t" in text[start:end]:
        return True
    return reading is not None and reading.end < end and text[reading.end : end].lstrip(" \r\u00a0\u202f").startswith("\n")


def _name_end(page: Page, naming: Naming, match: re.Match[str]) -> int:
    """Where the name ends that a number belongs to; 0 when it belongs to none."""
    if match.group("word") is not None:
        return word_name_end(page, naming, match.start(), match.end())
    if match.group("num") is not None or match.group("glued") is not None:
        return number_name_end(page, naming, match.start(), match.end())
    return 0


def _from_digits(page: Page, match: re.Match[str], previous_end: int, *, ordinals: bool) -> tuple[Reading | None, int]:
    """A literal as a reading; None for days, months, codes and (unless asked for) ordinals."""
    start, end = match.span()
    if (
        end - start <= _LONGEST_DATE_PART
        and not _NO_DATE.fullmatch(match.group())
        and moments.month_around(page, start, end)
    ):
        return None, end
    ordinal = page.grammar.ordinal.match(page.low, end)
    if ordinal is not None:
        return (read_ordinal(page, start, ordinal.end()) if ordinals else None), ordinal.end()
    if page.low[end : end + 1] == "s" and end - start == _AGE_DIGITS:
        if (group := age_group(page, start, end)) is not None:
            return group, end + 1
        if decade := decade_end(page, start, end):
            return age_of_life(page, start, decade, int(match.group())), decade
    reading, at = read_number(page, match)
    if reading is not None:
        reading.left = page.before(reading.start)
        read_magnitude(page, reading)
    if reading is None or not_figures.is_attached(page, reading, previous_end):
        return None, at
    return reading, at


def _kept(page: Page, readings: list[Reading]) -> Iterator[bool]:
    """Which readings state a quantity."""
    name_end = -_CHAIN  # where the last number refused as a name ended: "Apollo 9 et 15"
    before: list[bool] = []
    for index, reading in enumerate(readings):
        kept, named = _keeps(page, reading, name_end)
        if kept is None:
            kept = is_listed(page, readings, before, index)
        if named:
            name_end = reading.end
        before.append(kept)
        yield kept


def _keeps(page: Page, reading: Reading, name_end: int) -> tuple[bool | None, bool]:
    """Whether a reading states a quantity (None for what only a listing makes one), and whether it was refused as part of a name."""
    if page.lone and not (
        moments.is_year(page, reading)
        or moments.is_clock(page, reading)
        or (reading.left and not_figures.is_label(page, reading))
        or (any(letter.isalpha() for letter in page.low) and not_figures.is_score(page, reading))
    ):
        return reading.kind != "free", False
    if not page.lone and not page.asides and not_figures.names_plan(page, reading):
        return False, True
    if not page.lone and not_figures.is_denominator(page, reading):
        return False, False
    if reading.settled or reading.kind in {"date", "ordinal"}:
        return not (reading.unit == "x" and not_figures.is_list_number(page, reading)), False
    if moments.is_clock(page, reading):
        return False, False
    if is_title(page, reading) or (reading.in_words and not_figures.is_compound_noun(page, reading)):
        return False, True
    if reading.unit and not reading.power and not_figures.is_sport_label(page, reading):
        return False, True
    if reading.unit or reading.power:
        return not (moments.is_dated_unit(page, reading) or not_figures.is_price_base(page, reading)), False
    if not reading.in_words and (
        not_figures.is_list_number(page, reading)
        or not_figures.is_padded(page, reading)
        or not_figures.is_score(page, reading)
        or not_figures.is_note_mark(page, reading)
        or (page.low[reading.end : reading.end + 1] in _ITEM_MARKS and not_figures.numbers_item(page, reading))
    ):
        return False, False
    if moments.is_year(page, reading):
        return read_date_value(page, reading), False
    if not_figures.is_label(page, reading):
        return False, True
    if reading.start - name_end < _CHAIN and not_figures.continues_name(page, name_end, reading):
        return False, True
    if moments.is_day(page, reading):
        return False, False
    points = reading.listed or (not page.asides and is_pointing(page, reading))
    return None if points else True, False


def _drop_windows(page: Page, readings: list[Reading]) -> None:
    """Remove durations that only say when other figures hold."""
    if page.lone:
        return
    dropped: set[int] = set()
    for index, reading in enumerate(readings):
        if _is_window_again(page, readings, index, dropped):
            dropped.add(index)
        if reading.kind != "duration" or (page.asides and not reading.article):
            continue
        start, _ = sentence_bounds(page, reading.start)
        near = [other for other in readings[max(0, index - 6) : index] if other.start >= start]
        money = [other for other in near if other.kind == "money" or other.power >= _SUM]
        beside = bool(money) and reading.start - money[-1].end <= _BESIDE and money[-1].unit != "count"
        behind = [
            other for other in readings[index + 1 : index + 2] if sentence_bounds(page, reading.start)[1] > other.start
        ]
        changes = any(_is_change(page, other, start) for other in (*near, *behind))
        changed = bool(near) and (_is_change(page, near[-1], start) or _names_change(page, near[-1]))
        if only_locates(page, reading, bool(near), bool(money), money_just_before=beside, changes=changes, changed=changed):
            dropped.add(index)
    readings[:] = [reading for index, reading in enumerate(readings) if index not in dropped]


def _is_window_again(page: Page, readings: list[Reading], index: int, dropped: set[int]) -> bool:
    """Whether a bare number is a window whose unit was said: "fell 70% in two years and 90% in three"."""
    reading, words = readings[index], page.grammar.words
    link = reading.left[-1:]
    if not reading.bare or index < 2 or words["window_after_change"].isdisjoint(link) or not stands_alone(page, reading):
        return False
    start, _ = sentence_bounds(page, reading.start)
    window = next((at for at in (index - 1, index - 2) if at in dropped), -1)
    return (
        window >= 0
        and readings[window].start >= start
        and readings[window].left[-1:] == link
        and (_is_change(page, readings[index - 1], start) or _names_change(page, readings[index - 1]))
    )


def _names_change(page: Page, reading: Reading) -> bool:
    """Whether a noun of change follows a percentage: "a 95% decline"."""
    return reading.unit == "%" and not page.grammar.words["changes_behind"].isdisjoint(reading.right[:1])


def _is_change(page: Page, reading: Reading, start: int) -> bool:
    """Whether a figure is by how much something changed: "doubled", "lost 80%" (`start` is that of its sentence); not a share."""
    grammar, words = page.grammar, page.grammar.words
    if reading.unit == "x":
        return page.low[reading.start : reading.end] in grammar.multiples or (reading.low or reading.high or 0) > 1
    if reading.unit != "%":
        return False
    said = tokens(page.low[start : reading.start])
    return reading.signed != "" or any(not words[key].isdisjoint(said) for key in ("changing", "change_by", "raising"))


def _figure(page: Page, reading: Reading) -> Figure:
    unit = reading.unit or "count"
    kind = reading.kind or ("range" if reading.is_range else "number")
    if kind in {"zero", "free"}:
        kind = "money" if unit != "count" else "number"
    end = reading.end
    if page.low[end - 1] == "." and not page.low.endswith(_KEEPING, 0, end) and _SENTENCE_ENDS.match(page.text, end):
        end -= 1  # the stop of "kr." is that of the sentence too
    return Figure(
        start=reading.start,
        end=end,
        exact=page.text[reading.start : end],
        kind=kind,
        low=reading.low,
        high=reading.high,
        approx=reading.approx,
        unit=unit,
        per=reading.per,
        language=reading.language,
        decimals=reading.decimals,
        in_words=reading.in_words,
        hedge=reading.hedge,
        unit_implied=reading.unit_implied,
        shared_scale=reading.shared_scale,
        date=reading.date,
        converts=reading.converts.start if reading.converts is not None else None,
    )
