"""Some 1,400 expressions of tests/data/figures: every kind of figure, in French and English, alone and in short sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from kg.extraction.figures.finding import Figure, find_figures

FOLDER = Path(__file__).parents[1] / "data" / "figures"
LANGUAGES = {"fr": ("fr", "en"), "en": ("en", "fr")}


def cases(language: str) -> Iterator[tuple[str, list[str]]]:
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        text, arrow, wanted = line.partition(" =>")
        if arrow and not line.startswith("# "):
            yield text, [figure.strip() for figure in wanted.split(";") if figure.strip()]


def plain(value: Decimal | None) -> str:
    return "…" if value is None else format(value.normalize(), "f")


def shown(figure: Figure) -> str:
    value = plain(figure.low) if figure.low == figure.high else f"{plain(figure.low)}..{plain(figure.high)}"
    unit = "" if figure.unit in {"count", "x", "date"} else f" {figure.unit}"
    return f"{figure.kind} {value}{unit}"


def read(text: str, language: str) -> list[Figure]:
    return find_figures(text, LANGUAGES[language], ordinals=True, dates=True, asides=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_expressions(language: str) -> None:
    wrong = {
        text: (found, wanted)
        for text, wanted in cases(language)
        if (found := [shown(figure) for figure in read(text, language)]) != wanted
    }
    assert not wrong


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_space_within_a_figure_will_do(language: str, space: str) -> None:
    def key(figure: Figure) -> tuple[object, ...]:
        return figure.start, figure.end, figure.low, figure.high, figure.unit, figure.kind, figure.approx

    wrong = []
    for text, _ in cases(language):
        figures = read(text, language)
        letters = list(text)
        for figure in figures:
            for place in range(figure.start, figure.end):
                letters[place] = space if letters[place] == " " else letters[place]
        again = read("".join(letters), language)
        if [key(figure) for figure in figures] != [key(figure) for figure in again]:
            wrong.append(text)
    assert not wrong


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Les deux pays signent.", ["number 2"]),
        ("Il y a trois ans.", ["duration 3 year"]),
        ("two years later", ["duration 2 year"]),
        ("Une femme, un pays, un jour, une des villes.", []),
        ("A man and an hour late.", []),
        ("He bought one pound of it.", ["quantity 1 lb"]),
    ],
)
def test_asides(text: str, figures: list[str]) -> None:
    language = "en" if text[0] in "Ath" else "fr"
    language = "en" if text.startswith("He") else language
    assert [shown(figure) for figure in read(text, language)] == figures


def test_a_sign_in_words_counts_where_it_is_no_fall() -> None:
    assert [figure.exact for figure in find_figures("Les ventes font moins 18 % cet été.")] == ["18 %"]
    assert [figure.low for figure in find_figures("Il fait moins 18 degrés.")] == [Decimal(-18)]


def test_books_are_no_money() -> None:
    assert [figure.unit for figure in find_figures("Il a publié trois livres.")] == ["count"]
    assert [figure.unit for figure in find_figures("À Londres, il paie 3 livres.")] == ["GBP"]
