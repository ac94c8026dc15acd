"""What holds of the figures of any text, whatever it is made of: they stand in order, apart, as written, and are finite."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.figures.finding import find_figures

NUMBERS = [
    "5",
    "12",
    "1,5",
    "1.5",
    "1 234",
    "1,234",
    "1.234.567",
    "1\u202f234",
    "007",
    "2025",
    "1e999",
    "1e9",
    "10⁶",
    "½",
    "①",
    "9" * 45,
]
OTHER_DIGITS = ["１２", "٣", "٤٥", "१२", "²", "⁶"]
DATES = [
    "2025-06-05",
    "12/03/2024",
    "11 septembre",
    "3 mai 2024",
    "June 5, 2025",
    "14h30",
    "2:15:03",
    "H1 2025",
    "9M25",
    "FY24",
]
SIGNS = [
    "$",
    "€",
    "£",
    "US$",
    "CHF",
    "M€",
    "bn",
    "mrd.",
    "m",
    "M",
    "k",
    "%",
    "°C",
    "km",
    "m²",
    "+",
    "-",
    "–",
    "−",
    "~",
    "<",
    "≥",
    "/",
    "×",
    "#",
]
BRACKETS = ["(", ")", "((", "[", "]", ")%", "$(", ")bn", ") M€", "|", "\t", "\n", "\n\n", ".", ",", ";", ":", "'", "…"]
UNSEEN = ["\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\ufeff", "\u00ad", "&nbsp;", "&#189;", "**"]
ENGLISH = ["a", "one", "two", "twenty", "hundred", "million", "billion", "half", "third", "dozen", "and a half", "to", "or", "and", "between", "from", "about", "more than", "per cent", "percent", "years", "a season and a half", "minus", "point", "cents", "dollars", "times", "per", "page", "the", "aged", "1st", "in", "by"]  # fmt: skip
FRENCH = ["un", "une", "deux", "vingt", "cent", "mille", "million", "milliards", "demi", "tiers", "douzaine", "et demie", "à", "ou", "et", "entre", "de", "d'", "environ", "plus de", "pour cent", "ans", "un mandat et demi", "moins", "virgule", "centimes", "euros", "fois", "par", "page", "le", "âgé de", "1er", "sur", "quatre-vingt-dix"]  # fmt: skip
SHARED = [*NUMBERS, *OTHER_DIGITS, *DATES, *SIGNS, *BRACKETS, *UNSEEN]


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Texts of fragments, apart or glued."""
    piece = st.sampled_from([*SHARED, *words]) | st.sampled_from(words)
    return st.lists(st.tuples(piece, st.sampled_from(["", " ", " ", "\u00a0"])), max_size=24).map(
        lambda pieces: "".join(part + gap for part, gap in pieces)
    )


def _assert_lawful(text: str, languages: tuple[str, ...], *, everything: bool) -> None:
    end = 0
    for figure in find_figures(text, languages, ordinals=everything, dates=everything, asides=everything):
        assert end <= figure.start < figure.end
        assert figure.exact == text[figure.start : figure.end]
        ends = [value for value in (figure.low, figure.high) if value is not None]
        assert all(isinstance(value, Decimal) and value.is_finite() for value in ends)
        assert ends == sorted(ends)
        end = figure.end


@settings(max_examples=200, deadline=None)
@given(texts(ENGLISH), st.booleans())
def test_figures_of_any_english_text(text: str, everything: bool) -> None:
    _assert_lawful(text, ("en",), everything=everything)


@settings(max_examples=200, deadline=None)
@given(texts(FRENCH), st.booleans())
def test_figures_of_any_french_text(text: str, everything: bool) -> None:
    _assert_lawful(text, ("fr",), everything=everything)


@settings(max_examples=200, deadline=None)
@given(texts([*FRENCH, *ENGLISH]), st.booleans())
def test_figures_of_any_mixed_text(text: str, everything: bool) -> None:
    _assert_lawful(text, ("fr", "en"), everything=everything)


def test_a_date_right_behind_a_day_and_its_month() -> None:
    dates = find_figures("Le 11 septembre 2025-06-05 et le 3 mai 2024.", ("fr",), dates=True)
    assert [(date.exact, date.date) for date in dates] == [
        ("11 septembre", "--09-11"),
        ("2025-06-05", "2025-06-05"),
        ("3 mai 2024", "2024-05-03"),
    ]


@pytest.mark.parametrize(
    "fragment",
    ["(1,234) ", "$(4.3)bn ", "(12) ", "a season and a half ", "9M 2025 ", "3 mrd. ", "(1.2 ", "5 mai 2025-06-05 "],
)
def test_time_grows_with_the_text(fragment: str) -> None:
    find_figures(fragment * 20, ("en", "fr"))
    seconds = []
    for times in (400, 3200):
        start = time.perf_counter()
        find_figures(fragment * times, ("en", "fr"), dates=True)
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 8 * 4 * max(seconds[0], 0.02)
