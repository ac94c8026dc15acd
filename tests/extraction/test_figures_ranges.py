"""The two ends of a range, and the two figures of a change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

RANGES = [
    ("fr", "Deux ou trois cents euros suffiront.", ("Deux ou trois cents euros", 200, 300)),
    ("fr", "De cinq à cent euros suffiront.", ("cinq à cent euros", 5, 100)),
    ("fr", "Entre un et deux millions de fans sont là.", ("un et deux millions", 10**6, 2 * 10**6)),
    ("fr", "Comptez 4-6 parts par plat.", ("4-6", 4, 6)),
    ("fr", "La colle coûte de 5 à 9 millions d'euros.", ("5 à 9 millions d'euros", 5 * 10**6, 9 * 10**6)),
    ("fr", "Des loyers relevés de 10 à 12 % font fuir.", ("10 à 12 %", 10, 12)),
    ("fr", "Le bruit est réduit de 10 à 12 % ici.", ("10 à 12 %", 10, 12)),
    ("en", "A hundred or two came.", ("A hundred or two", 100, 200)),
    ("en", "Two to three hundred came.", ("Two to three hundred", 200, 300)),
    ("en", "Serves 8 to 10.", ("8 to 10", 8, 10)),
    ("en", "Half of those aged 15–34 left.", ("15–34", 15, 34)),
]
CHANGES = [
    ("fr", "La dette est ramenée de 64 à 59 millions d'euros.", ["64", "59 millions d'euros"]),
    ("fr", "La croissance a été revue de 1,1 à 1,2 %.", ["1,1", "1,2 %"]),
    ("fr", "La taxe est portée de 10 à 12 %.", ["10", "12 %"]),
    ("fr", "La prévision est relevée de 10 à 12 %.", ["10", "12 %"]),
    ("en", "The rate was revised from 1.1 to 1.2 percent.", ["1.1", "1.2 percent"]),
    ("en", "They won 3-1 across town, then 3-1 winners sang.", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), RANGES)
def test_ranges(language: str, text: str, wanted: tuple[str, int, int]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    exact, low, high = wanted
    assert (exact, Decimal(low), Decimal(high)) in [(figure.exact, figure.low, figure.high) for figure in found]


@pytest.mark.parametrize(("language", "text", "wanted"), CHANGES)
def test_changes_have_two_figures(language: str, text: str, wanted: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The shares eased 4p to 411p.", ["4p", "411p"]),
        ("Shares rose 5p to 10p.", ["5p", "10p"]),
        ("Petrol rose 3 cents to $4.11.", ["3 cents", "$4.11"]),
        ("The index gained 12 points to 7,402.", ["12 points", "7,402"]),
        ("The index gained 12 to 7,402.", ["12", "7,402"]),
        ("The price slips $2 to $71.", ["$2", "$71"]),
        ("Costs rose by 0.2% to 5.1%.", ["0.2%", "5.1%"]),
        ("Prices would rise by 1% to 2%.", ["1% to 2%"]),
        ("Output fell by 5% to 7% in May.", ["5% to 7%"]),
        ("A ticket costs 4p to 9p.", ["4p to 9p"]),
        ("Expect gains of 4p to 9p.", ["4p to 9p"]),
    ],
)
def test_a_change_with_its_level_is_no_range(text: str, wanted: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text, ("en", "fr"))] == wanted
