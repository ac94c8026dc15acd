"""Numbers that name, and the figures that look like them."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures


def exacts(text: str, *languages: str) -> list[str]:
    return [figure.exact for figure in find_figures(text, languages or ("fr", "en"))]


@pytest.mark.parametrize(
    "text",
    [
        "Pour joindre la mairie : +33 4 72 00 18 45 ou le +32 (0)2 555 12 34.",
        "Call us on +44 20 7946 0958 or 0161 496 0000 today.",
        "Tél. 027 555 31 08, fax : 027.555.31.09.",
        "Le numéro vert 1818 est ouvert ; composez le 3919 ou le 119.",
        "Appelez le 15 ou le 112 en cas de malaise.",
        "In an emergency call 999 or 112 and wait.",
        "Dial *255# to check the balance.",
        "Questions? 1 888 555-0142, poste 12, or ext. 22.",
        "Code INSEE : 29900. Indicatif : +33 2.",
        "The PIN code for the area is 560034.",
        "Sundar Motors (BSE: 599417) rose.",
        "The office is at P.O. Box 4410, Memphis, TN 38104.",
        "Write to Private Bag 1234, Baner Road, Pune 411045.",
        "Adresse : BP 45, 75011 Paris, France.",
        "Le siège est 4 rue Haute, 1001 Lausanne.",
        "Contact : relations presse, 112, rue Garibaldi, 69006 Lyon – merci.",
        "Elle est née au 16 de la rue des Lilas, près du 12 bis, avenue Foch.",
        "Vitesse réduite rue Principale, entre le 100 et le 188.",
        "She was born at 14 Gasworks Row and moved to 21 Real Street.",
    ],
)
def test_telephones_and_addresses(text: str) -> None:
    assert exacts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Au canton 3, la liste 12 est en tête ; venez au hall 4, stand 17.",
        "Depuis la semaine 40, rien ne bouge dans le département 38.",
        "Le palladium (élément 46) est rare ; voir feuille 1306 et photo 3.",
        "Le litre de sans-plomb 95 baisse, à thermostat 6.",
        "Il a marqué à la minute 47.",
        "Heat the oven to gas mark 5 and see photo 3.",
        "Go to Window 4, Room 512, Column 212.",
        "La route D 1 fait le tour.",
        "Article L. 3113-1 du code et Décret n° 2019-402, Règlement 2024-118.",
        "The turbines meet IEC 61400-1 (rev. 2.1).",
        "The Aerie X2 and the Core Vega 7 258 chip lag.",
        "COP30 opens in May; sensors KRW1 and KRW2 failed.",
        "Le loyer d'un 4½ serait trop haut.",
        "The flour is fine (not 00).",
    ],
)
def test_labels_and_papers(text: str) -> None:
    assert exacts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The report came out this morning at 9.00.",
        "Updated 02.45",
        "Prochain bulletin : mercredi 19 février, 18 h.",
        "Ouvert : 8h30-12h, 14h-17h30.",
        "The store opens at 0900 hours sharp.",
        "Il a gelé dans la nuit du 5 au 6.",
        "The eruption of c. 1660 was large.",
        "L'indice est stable (décembre 2020 = 100).",
    ],
)
def test_times(text: str) -> None:
    assert exacts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Je vous le donne en mille.",
        "Il a coupé les cheveux en quatre et dit ses quatre vérités.",
        "Il faut tourner sept fois sa langue dans sa bouche.",
        "Il s'est mis sur son trente et un.",
        "She has been on cloud nine.",
        "He is a two-faced man who went the whole nine yards.",
        "They beat Ayr to reach the last eight of the cup.",
        "Il est neuf et brille. Un logement neuf, remis à neuf.",
        "Il vit à Trois-Rivières.",
        "We gave it 7 out of 10, no more.",
        "2. Halve and stone the peaches.",
    ],
)
def test_sayings(text: str) -> None:
    assert exacts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une hausse de +12 000 000 habitants.", ["+12 000 000"]),
        ("They called 20 people and text 40 friends.", ["20", "40"]),
        ("Le bilan est de 02 morts et 05 blessés.", ["02", "05"]),
        ("Over 411,045 people live here.", ["411,045"]),
        ("The state has 38104 voters.", ["38104"]),
        ("Ce jour-là, 12000 Parisiens ont défilé.", ["12000"]),
        ("La ville a 12 rues et 30 places de parking.", ["12", "30"]),
        ("Il mesure entre le 100 et le 200 mètres.", ["100", "200 mètres"]),
        ("It is a hall of 40 stands.", ["40"]),
        ("Dans le hall 40 exposants attendent.", ["40"]),
        ("C'est la semaine de 35 heures.", ["35 heures"]),
        ("COP 30 million was paid. It cost KRW 500.", ["COP 30 million", "KRW 500"]),
        ("Sales grew x2 in May.", ["x2"]),
        ("Il compte 18 h de travail.", ["18 h"]),
        ("Le taux reste à 9.00 %.", ["9.00 %"]),
        ("It took 1400 hours of work.", ["1400 hours"]),
        ("Les billets de 100 et 200 euros circulent.", ["100", "200 euros"]),
        ("Ils sont neuf dans la cordée ; neuf pays ont signé.", ["neuf", "neuf"]),
        ("Il y a quatre vents dominants.", ["quatre"]),
        ("Seven out of 10 people agree.", ["Seven out of 10"]),
        ("6°12′S 145°33′E, 58 km north-west of the town.", ["58 km"]),
    ],
)
def test_figures_that_look_like_names(text: str, found: list[str]) -> None:
    assert exacts(text) == found


def test_long_runs_of_numbers_take_time_in_proportion() -> None:
    assert find_figures("Tél. " + "1/2/3/" * 20_000 + " " + "0 1 2 " * 20_000) is not None


@pytest.mark.parametrize(
    ("text", "language", "exacts"),
    [
        ("They turn it down between 5 p.m. and 8 p.m. on 12 days.", "en", ["12 days"]),
        ("It struck at 2052 GMT and killed 12 people.", "en", ["12"]),
        ("La puce X200 coûte 300 euros.", "fr", ["300 euros"]),
        ("Un gain x3 en mars.", "fr", ["x3"]),
        ("It costs £949 (€1,099/$999).", "en", ["£949", "€1,099", "$999"]),
        ("Each week 12 nurses leave; in week 12 it rained.", "en", ["12"]),
        ("Chaque jour 30 trains partent. Le jour 30, il pleut.", "fr", ["30"]),
        ("Usage has grown fifteenfold.", "en", ["fifteenfold"]),
        ("La fréquentation quadruple en été, le saut triple non.", "fr", ["quadruple"]),
        ("Doubles cost £110 a night.", "en", ["£110 a night"]),
        ("L'amortissement s'étale sur six ans.", "fr", ["six ans"]),
    ],
)
def test_what_is_read_beside_names_and_times(text, language, exacts):
    assert [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == exacts


def test_an_area_that_something_is_spread_over_has_no_bound_and_a_people_is_no_currency():
    (area,) = find_figures("The plant is spread over 48 acres.", ("en", "fr"))
    assert (area.low, area.high) == (48, 48)
    *_, people = find_figures("Fuel costs R12 a litre. Roughly 8 million South Africans are without work.", ("en", "fr"))
    assert people.unit == "count"


def test_a_code_before_endless_capitals_is_read_without_trying_every_split():
    text = f"12345 {'A' * 20_000}! Le port emploie 12 personnes."
    assert exacts(text) == ["12345", "12"]  # cubic time would take hours


@pytest.mark.parametrize(
    "text",
    [
        "La fièvre de sérotype 3 rôde près du laboratoire 4.",
        "La route cantonale 9 est fermée ; les lignes 4 et 22 aussi.",
        "Il habite chemin des Neuf, derrière la place des Deux.",
        "Un chien nommé Sept dort.",
        "Les enfants nés avant 1970 sont protégés.",
        "Un quatre-quarts et une tarte.",
        "Elle fait les quatre cents pas.",
        "On se verra un de ces quatre.",
        "Le code postal 75011 est à Paris.",
    ],
)
def test_labels_in_french(text: str) -> None:
    assert exacts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Homes along bus lines 4 and 22 stay.",
        "Serotype 3 came from lab 4.",
        "They cut it under Drought Order 6.",
        "He lost in Round 6 of the fight.",
        "She has a dog named Seven.",
        "We took the 6.15 to the airport.",
        "The 18.40 from Leeds was late.",
        "People born before 1970 are safe.",
        "It is six of one and half a dozen of the other.",
        "Call 1800 555 019 today.",
        "Lifeline 1800 555 019 is open all night.",
        "She wrote “Fifty Shades of Grey” there.",
        "Fifty Shades of Grey was a hit with most readers.",
    ],
)
def test_labels_in_english(text: str) -> None:
    assert exacts(text, "en", "fr") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The club named seven players.", ["seven"]),
        ("Ten Members of Parliament left the party in anger.", ["Ten"]),
        ("“Two Labour MPs left,” he said to them.", ["Two"]),
        ("We order 6 of them.", ["6"]),
        ("In 1800 555 019 people lived there.", ["555 019"]),
        ("The rooms 12 people use are cold.", ["12"]),
        ("Raise the 6.15 to 7.20.", ["6.15 to 7.20"]),
        ("We paid the 6.15 to the man.", ["6.15"]),
    ],
)
def test_figures_that_look_like_labels(text: str, wanted: list[str]) -> None:
    assert exacts(text, "en", "fr") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le bus transporte 40 personnes.", ["40"]),
        ("Dans les salles 12 spectateurs attendent.", ["12"]),
        ("Il a nommé sept ministres.", ["sept"]),
        ("Les 1970 sont partis.", ["1970"]),
        ("Il a marché quatre cents mètres.", ["quatre cents mètres"]),
    ],
)
def test_french_figures_that_look_like_labels(text: str, wanted: list[str]) -> None:
    assert exacts(text) == wanted
