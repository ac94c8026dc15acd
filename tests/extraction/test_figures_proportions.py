"""Proportions of two numbers, and what a rate is for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

PROPORTIONS = [
    ("fr", "La cote est de 7 contre 2.", "7 contre 2", "3.5"),
    ("fr", "Diluez l'encre à raison de 1 pour 20.", "1 pour 20", "0.05"),
    ("fr", "La vidéo est au format 16:10 partout.", "16:10", "1.6"),
    ("fr", "Le plan est à l'échelle 1:50'000 et ancien.", "1:50'000", "0.00002"),
    ("fr", "Un sac de sable sur cinq est mouillé.", "Un sac de sable sur cinq", "0.2"),
    ("fr", "C'est le vingtième de ce qu'il valait.", "le vingtième", "0.05"),
    ("en", "Cats outnumber dogs five to two there.", "five to two", "2.5"),
    ("en", "Mix lime and sand at 1:4.", "1:4", "0.25"),
]
NONE = [
    ("fr", "Le club gagne 7 à 2 puis 4 contre 2."),
    ("fr", "Adopté par 7 voix contre 2."),
    ("fr", "Le bus part à 16:10 du port."),
    ("fr", "C'est le vingtième de la saison."),
    ("fr", "Un essai de six mois sur 1 000 patients débute."),
    ("en", "They won five to two."),
    ("en", "The show starts at 11:40."),
]


@pytest.mark.parametrize(("language", "text", "exact", "value"), PROPORTIONS)
def test_proportions(language: str, text: str, exact: str, value: str) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.unit) for figure in found] == [(exact, Decimal(value), "x")]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_scores_votes_and_times_are_no_proportions(language: str, text: str) -> None:
    assert all(figure.unit != "x" for figure in find_figures(text, (language, "en" if language == "fr" else "fr")))


RATES = [
    ("fr", "On compte 54 cas pour 100 000 habitants.", ["54"]),
    ("fr", "La taxe est de 0,70 $ par 100 $ de valeur.", ["0,70 $"]),
    ("fr", "Les 100 litres se vendent 90 euros.", ["90 euros"]),
    ("fr", "La salle est prévue pour 100 personnes.", ["100"]),
    ("en", "The toll fell from 46.2 to 31.9 per 1,000 births.", ["46.2", "31.9"]),
    ("en", "The toll is 31.9 per 1,000.", ["31.9 per 1,000"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RATES)
def test_denominators_are_no_figures(language: str, text: str, wanted: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == wanted


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "They are three times heavier than the lithium kind.", "x"),
        ("en", "It is four times larger than a stamp.", "x"),
        ("en", "It runs ten times faster.", "x"),
        ("en", "It is 3 times more expensive than gas.", "x"),
        ("en", "The rope is five times tougher than steel.", "x"),
        ("en", "She asked three times rather than once.", "count"),
        ("en", "She won three times.", "count"),
        ("en", "He called four times after lunch.", "count"),
        ("fr", "Il est trois fois plus lourd que l'autre.", "x"),
        ("fr", "Elle est dix fois moins chère.", "x"),
        ("fr", "Il est venu trois fois.", "count"),
    ],
)
def test_times_that_compare(language: str, text: str, unit: str) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.unit for figure in found] == [unit]
