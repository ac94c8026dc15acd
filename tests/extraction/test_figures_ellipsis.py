"""Numbers that count nothing of their own: what they take after, and when a noun makes them counts and not sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

M, BN = 1_000_000, 1_000_000_000
IN_ENGLISH = [
    ("The trust is worth £61bn, up from 58 a year ago.", (58 * BN, "GBP")),
    ("Turnover was €12.5m last year, compared with 9.8 in 2019.", ("9800000", "EUR")),
    ("Profits fell to $2.1bn. Analysts had expected 2.4.", ("2400000000", "USD")),
    ("Analysts had expected $2.4bn, not the 2.1 reported.", ("2100000000", "USD")),
    ("Capacity reached 47 gigawatts, up from 21 in 2010.", (21, "GW")),
    ("The average stay rose to 4.2 years from 3.9 in 1990.", ("3.9", "year")),
    ("One bank sees prices rising by 12% this year, Forrester by 10, it said.", (10, "%")),
    ("Wages rose 5 percent, prices 7.", (7, "%")),
    ("The vote was 52 percent to 48.", (48, "%")),
    ("The shares fell 3 percent to 45.", (45, "count")),
    ("Unemployment is 9 percent here. Next door it is 12.", (12, "%")),
    ("Unemployment is 9 percent. The number of towns is 12.", (12, "count")),
    ("The team hit 45 percent of its shots. Jones finished with 22.", (22, "count")),
    ("Rent is $900. For students it is 700.", (700, "USD")),
    ("The tower is 300 metres tall; the old one was 250.", (250, "m")),
    ("A retirement age of 65 for men and 62 for women is planned.", (62, "year")),
    ("The charity lost $30m and sold 2 million seats, up from 1.8 a year earlier.", ("1800000", "count")),
    ("The party won 31 per cent of the vote and 45 seats, against 38 in 2019.", (38, "count")),
    ("The plan needs 365 million kg of tea, not 350 million, it said.", (350 * M, "kg")),
    ("The lake held 9 million cubic metres. A year earlier it was 17 million.", (17 * M, "m3")),
    ("The yard is eighteen feet by eight, he said.", (8, "ft")),
    ("The shock had magnitude 6.3, a little above the 6.1 first announced.", ("6.1", "magnitude")),
    ("The dividend goes up to 12 cents from 10.", ("0.10", "USD")),
]
IN_FRENCH = [
    ("Un foyer paie 968 euros, contre 1 012 l'année précédente.", (1012, "EUR")),
    ("Le résultat sera de 230 M€, au lieu des 210 évoqués en mai.", (210 * M, "EUR")),
    ("L'abonnement coûte 79 euros par mois, 49 pour les plus petits.", (49, "EUR")),
    ("Le prix passe de 30 euros à 45 en mai.", (45, "EUR")),
    ("Ses champs donnent 38 quintaux. Il lui en faudrait 70.", (70, "quintal")),
    ("Elle a levé 155 millions d'euros. La rivale n'en a réuni que 62, dit-on.", (62 * M, "EUR")),
    ("Sur 928 000 ventes, il en avait recensé 1,12 million.", ("1120000", "count")),
    ("Le maire obtient 11 %, la sénatrice 9.", (9, "%")),
    ("Le maire s'établit à 11 %, la sénatrice Anne Vidal à 9.", (9, "%")),
    ("L'une coûte 31 dollars, l'autre 44.", (44, "USD")),
    ("La tonne vaut 158 euros, soit dix de moins qu'en mai.", (10, "EUR")),
    ("Le déficit est de 3,2 % du PIB. Celui de l'Espagne est de 4.", (4, "%")),
    ("Elle a vendu 3 000 voitures à 20 000 euros, contre 2 500 un an plus tôt.", (2500, "count")),
    ("Le parti obtient 31 % des voix, contre 8 sièges.", (8, "count")),
    ("Le liquidateur promet 11 centimes par euro. Peut-être 15, si tout va bien.", ("0.15", "EUR")),
    ("Le candidat obtient 23,4 %, devant la sénatrice (19,8).", ("19.8", "%")),
]


@pytest.mark.parametrize(("text", "wanted"), IN_ENGLISH)
def test_elided_units_in_english(text: str, wanted: tuple[int | str, str]) -> None:
    last = find_figures(text, ("en", "fr"))[-1]
    assert (last.low, last.unit) == (Decimal(wanted[0]), wanted[1])


@pytest.mark.parametrize(("text", "wanted"), IN_FRENCH)
def test_elided_units_in_french(text: str, wanted: tuple[int | str, str]) -> None:
    last = find_figures(text, ("fr", "en"))[-1]
    assert (last.low, last.unit) == (Decimal(wanted[0]), wanted[1])


SUMS_AND_COUNTS = [
    ("en", "There were 2.98 million unemployed in May, after losses of £3bn.", ["count", "GBP"]),
    ("en", "The firm lost $3m. The game passed 15 million sales.", ["USD", "count"]),
    ("en", "Costs are $3m. Since then, 4 million have left.", ["USD", "count"]),
    ("fr", "Une offre de 60 millions, contre 50 millions d'euros en mai.", ["EUR", "EUR"]),
    ("fr", "Elle a vu fuir 12 milliards d'avoirs. Elle gère 118 milliards de francs à Genève.", ["CHF", "CHF"]),
    ("fr", "La voiture vaut 700 dollars.\nL'autre, à 18 900 euros, a brûlé 240 millions.\nElle coûte 90 dollars.", None),
]


@pytest.mark.parametrize(("language", "text", "units"), SUMS_AND_COUNTS)
def test_sums_and_counts(language: str, text: str, units: list[str] | None) -> None:
    languages = (language, "en" if language == "fr" else "fr")
    assert [figure.unit for figure in find_figures(text, languages)] == (units or ["USD", "EUR", "EUR", "USD"])
