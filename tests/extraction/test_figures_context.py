"""What words around a number make of it: bounds, implied currencies, and numbers that state no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures


def bounds(text: str) -> list[tuple[str, str]]:
    return [(figure.exact, figure.approx) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("Plus de 30 villes.", "at_least"),
        ("Au moins 7 blessés.", "at_least"),
        ("Au-delà de 30 %.", "at_least"),
        ("Une part bien supérieure à 30 %.", "at_least"),
        ("Cela a dépassé les 30 %.", "at_least"),
        ("Over 900 men.", "at_least"),
        ("It exceeded 30%.", "at_least"),
        ("R&D > 30 % du total.", "at_least"),
        ("300+ magasins.", "at_least"),
        ("30 morts au moins.", "at_least"),
        ("It has 5 or more.", "at_least"),
        ("Moins de 30 %.", "at_most"),
        ("Jusqu'à 30 %.", "at_most"),
        ("Up to 30%.", "at_most"),
        ("Un taux < 30 %.", "at_most"),
        ("Il n'a pas plus de 30 villes.", "at_most"),
        ("Il ne passera pas la barre des 30 %.", "at_most"),
        ("Environ 30 %.", "about"),
        ("Près de 30 %.", "about"),
        ("Un total de ~30 %.", "about"),
        ("Some 12,000 men.", "about"),
        ("30 000 environ.", "about"),
        ("Le taux baisse jusqu'à 30 %.", "exact"),
        ("It is lower than the 30% of last year.", "exact"),
        ("30 %.", "exact"),
    ],
)
def test_hedges(text: str, approx: str) -> None:
    [(_, found)] = bounds(text)
    assert found == approx


def test_a_bound_opens_one_side() -> None:
    at_least, at_most = find_figures("Plus de 30 %. Moins de 20 %.")
    assert (at_least.low, at_least.high) == (Decimal(30), None)
    assert (at_most.low, at_most.high) == (None, Decimal(20))


def test_a_bound_holds_for_both_of_a_pair() -> None:
    assert bounds("Au moins 11 morts et 35 blessés.") == [("11", "at_least"), ("35", "at_least")]
    assert bounds("Au moins 11 morts, 35 blessés.") == [("11", "at_least"), ("35", "exact")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("La firme a perdu 30 milliards l'an dernier.", ["USD"]),
        ("La firme a perdu 30 milliards, après 2 milliards d'euros.", ["EUR", "EUR"]),
        ("Elle sert 30 millions d'abonnés.", ["count"]),
        ("Lever 40 milliards de dollars, puis encore 40 autres demain.", ["USD", "USD"]),
        ("Un milliard. Deux milliards d'utilisateurs.", ["count", "count"]),
        ("They raised 30 million from 2 million people.", ["USD", "count"]),
        ("Ils injectent des milliards.", ["USD"]),
        ("Chaque client coûtait presque zéro.", ["USD"]),
    ],
)
def test_implied_currency(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in find_figures(text)] == units


def test_implied_currency_is_marked_and_optional() -> None:
    text = "La firme a perdu 30 milliards."
    assert find_figures(text)[0].unit_implied
    assert find_figures(text, imply_currencies=False)[0].unit == "count"


NOT_FIGURES = [
    "GPT-4, Qwen3.5-Plus, GLM-4.7, B200, la 4G, un A380, le G20, le H1, le Q3 2025.",
    "L'article 49-3, le Boeing 777, Windows 11, iPhone 15, Apollo 9 et 15, le vol 2933.",
    "Tél. 01 23 45 67 89, +33 1 23 45 67 89, (212) 555-1234.",
    "Version 2.1.3, ISBN 978-2-07-036822-8, 192.168.0.1, https://example.org/2024/05/12/page-3.html",
    "Le 3 février 2017, du 2 au 4 mars, les 28 et 29 avril, en 2025, début 2026, la saison 2016-2017.",
    "On May 18, 2015, in the 1980s, between 2010 and 2015, dans les années 1990.",
    "À 14 h 30, vers 20 heures, peu après 9 heures, at 6:00am, at 5 o'clock.",
    "Victoire 3-1, puis 2 – 0, avant de s'imposer 3 à 1. They won 2-1.",
    "1. Le début\n2. La suite\n3) La fin",
    "Le 2e tour, la 1re place, le 21ème siècle, his 3rd title, le premier.",
    "Voir la note [12] et le § 4, page 45, chapitre 3, section 12.",
    "12 rue Haute ; 10 Downing Street",
    "Les deux pays, l'une et l'autre, un des deux, trois raisons, two reasons, three things.",
    "Il y a trois ans, deux ans plus tard, two years later, three weeks ago.",
    "Sur les neuf premiers mois, les trois derniers mois, the first six months.",
    "Tir au pistolet à 10 m ; la position est 22° 52′ 16″ N.",
    "Le coût d'un million de jetons baisse.",
    "Un homme, une femme, un pays, a man, one of the teams.",
]


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_no_figure(text: str) -> None:
    assert [figure.exact for figure in find_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Une hausse de 3 % sur un an.", ["3 %"]),
        ("Il perd 18 milliards sur six ans.", ["18 milliards", "six ans"]),
        ("Trois vols en six ans.", ["Trois"]),
        ("La firme devient rentable en 3 ans.", ["3 ans"]),
        ("Une grève de 5 jours, depuis 3 ans.", ["5 jours", "3 ans"]),
        ("Fermé il y a plus de 40 ans.", ["40 ans"]),
        ("Au cours des dix prochaines années.", ["dix prochaines années"]),
        ("Il dure un an et demi, ou au moins une heure.", ["un an et demi", "une heure"]),
        ("It tires for two weeks.", ["two weeks"]),
        ("Tous les quatre ans.", ["quatre ans"]),
        ("Un délai d'un an, peut-être deux.", ["un an, peut-être deux"]),
    ],
)
def test_spans_of_time(text: str, exact: list[str]) -> None:
    assert [figure.exact for figure in find_figures(text)] == exact


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rentabilité espérée : 2029-2030\n", "2029/2030"),
        ("• Profitability: 2028.", "2028"),
        ("Après son lancement en 2006, il grandit.", "2006"),
    ],
)
def test_dates_that_are_the_value(text: str, date: str) -> None:
    [figure] = find_figures(text)
    assert (figure.unit, figure.date) == ("date", date)


def test_a_bare_decimal_takes_the_unit_of_its_neighbours() -> None:
    text = "Le taux est de 1,5 %, contre 1,9 et 1,7 auparavant ; il augmente de 0,1 point, puis de 0,3 en mai."
    assert [(figure.exact, figure.unit) for figure in find_figures(text)] == [
        ("1,5 %", "%"),
        ("1,9", "%"),
        ("1,7", "%"),
        ("0,1 point", "pp"),
        ("0,3", "pp"),
    ]


def test_changes_are_two_figures_and_ranges_one() -> None:
    assert [figure.exact for figure in find_figures("Il passe de 200 à 350 postes.")] == ["200", "350"]
    assert [figure.exact for figure in find_figures("Il faut de 200 à 350 postes.")] == ["200 à 350"]
    assert [figure.exact for figure in find_figures("Entre 5 et 7 ans.")] == ["5 et 7 ans"]
