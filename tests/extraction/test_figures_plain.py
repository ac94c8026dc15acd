"""Figures of plain prose: degrees below zero, money by the grand, cups and quarters, occasions, spans set against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

READ = [
    ("fr", "Il fait 5 degrés en dessous de zéro à Nancy.", [("5 degrés en dessous de zéro", "-5", "degC")]),
    ("fr", "Il faisait dix sous zéro.", [("dix sous zéro", "-10", "degC")]),
    ("fr", "Il a fait 37 degrés à Nîmes.", [("37 degrés", "37", "degC")]),
    ("fr", "Il n'a fait que 12 degrés.", [("12 degrés", "12", "degC")]),
    ("fr", "Il a fait un virage de 37 degrés.", [("37 degrés", "37", "deg")]),
    ("fr", "Une pente de 12 degrés.", [("12 degrés", "12", "deg")]),
    ("en", "It was 2 degrees below zero in Leeds.", [("2 degrees below zero", "-2", "degC")]),
    ("en", "It was ten below zero.", [("ten below zero", "-10", "degC")]),
    ("en", "It fell to 5 degrees below zero Fahrenheit.", [("5 degrees below zero Fahrenheit", "-5", "degF")]),
    ("en", "The mercury hit 37 degrees in Madrid.", [("37 degrees", "37", "degC")]),
    ("en", "In the north, temperatures reached 37 degrees.", [("37 degrees", "37", "degC")]),
    ("en", "It will be 12 degrees in Brest tomorrow.", [("12 degrees", "12", "degC")]),
    ("en", "It was 12 degrees off course.", [("12 degrees", "12", "deg")]),
    ("en", "The tower leans 4 degrees.", [("4 degrees", "4", "deg")]),
    ("en", "He paid three grand for the car.", [("three grand", "3000", "USD")]),
    ("en", "It cost a couple of grand.", [("a couple of grand", "2000", "USD")]),
    ("en", "He earned £500, then 3 grand a month.", [("£500", "500", "GBP"), ("3 grand a month", "3000", "GBP")]),
    ("en", "She sold two grand pianos.", [("two", "2", "count")]),
    ("fr", "Un homme de 3 grand gabarit.", [("3", "3", "count")]),
    ("en", "Add 1 cup of rice and two cups of water.", [("1 cup", "1", "cup"), ("two cups", "2", "cup")]),
    ("en", "He won 1 cup with Leeds.", [("1", "1", "count")]),
    ("fr", "Versez 1 tasse de lait.", [("1 tasse", "1", "cup")]),
    ("en", "He waited quarter of an hour.", [("quarter of an hour", "15", "minute")]),
    ("en", "The first quarter of an hour was dull.", []),
    ("en", "The Leopard 2 tank reached a speed of 68 km/h.", [("68 km/h", "68", "km/h")]),
    ("en", "She is 24 years old.", [("24 years old", "24", "year")]),
    ("en", "He scored 31 goals in 24 games.", [("31", "31", "count"), ("24", "24", "count")]),
    ("en", "He has scored 31 times this season.", [("31", "31", "count")]),
    ("en", "It fell to 31 times last year's figure.", [("31 times", "31", "x")]),
    ("en", "The app was downloaded 6 million times.", [("6 million", "6000000", "count")]),
    ("en", "It was streamed 2.3 billion times.", [("2.3 billion", "2300000000", "count")]),
    ("en", "Three times as many came.", [("Three times", "3", "x")]),
    ("en", "In 2021, 4% more cars were sold.", [("4%", "4", "%")]),
    ("en", "It cut its forecast for 2024 to €1.9 billion.", [("€1.9 billion", "1900000000", "EUR")]),
    ("en", "Turnout was 66.7% in June 2024 and 59.9% in May.", [("66.7%", "66.7", "%"), ("59.9%", "59.9", "%")]),
    ("fr", "TURIN, le 18 avril 2017 - 29 % des adultes fument.", [("29 %", "29", "%")]),
    ("fr", "Le trajet dure 2 heures, contre 3 heures auparavant.", [("2 heures", "2", "hour"), ("3 heures", "3", "hour")]),
    ("fr", "L'attente est de 6 heures, contre 3 h 30 en 2019.", [("6 heures", "6", "hour"), ("3 h 30", "210", "minute")]),
    ("fr", "Il y reste neuf jours, contre quatre en 2019.", [("neuf jours", "9", "day"), ("quatre", "4", "day")]),
    ("en", "Boxes wait six days, up from three in 2019.", [("six days", "6", "day"), ("three", "3", "day")]),
    ("en", "Our cash will last 18 months.", [("18 months", "18", "month")]),
    ("en", "The batteries last 12 years on average.", [("12 years", "12", "year")]),
    ("en", "In the last 12 years nothing changed.", []),
    ("en", "The Moon takes 27.3 days to go around the Earth.", [("27.3 days", "27.3", "day")]),
    ("en", "Life expectancy is 76.4 years in the United States.", [("76.4 years", "76.4", "year")]),
    ("en", "They walk for an hour a day.", [("an hour", "1", "hour")]),
    ("en", "Of this only a third has been received.", [("a third", "0.3333333333", "x")]),
    ("en", "The jeweller saw net profit double in 2021.", [("double", "2", "x")]),
    ("en", "The crash killed one child and hurt twelve.", [("one", "1", "count"), ("twelve", "12", "count")]),
    ("fr", "Il a augmenté ses tarifs d'un euro, à 10 euros.", [("un euro", "1", "EUR"), ("10 euros", "10", "EUR")]),
    ("fr", "La chaîne Canal Sept a perdu 3 % de son public.", [("3 %", "3", "%")]),
    ("fr", "Les éditeurs ont vendu 351 millions de livres.", [("351 millions", "351000000", "count")]),
    ("en", "He leads by six points in the latest poll.", [("six points", "6", "pp")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_plain_prose_is_read(language, text, wanted):
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(f.exact, f.low, f.unit) for f in found] == [(exact, Decimal(value), unit) for exact, value, unit in wanted]


def test_a_range_below_zero_has_its_colder_end_first():
    (figure,) = find_figures("It was 20 to 30 degrees below zero.", ("en", "fr"))
    assert (figure.low, figure.high, figure.unit) == (-30, -20, "degC")


SAID = [
    ("en", "six point oh two", [("six point oh two", "6.02", "count")]),
    ("en", "It lost a couple hundred jobs.", [("a couple hundred", "200", "count")]),
    ("en", "It cost a couple thousand dollars.", [("a couple thousand dollars", "2000", "USD")]),
    ("en", "A three-quarter inch bolt.", [("three-quarter inch", "0.75", "in")]),
    ("fr", "quatre-vingtième", []),
    ("en", "She handed over a ten-pound note.", [("ten-pound", "10", "GBP")]),
    ("en", "A five-pound baby was born.", [("five-pound", "5", "lb")]),
    ("fr", "Elle a acheté deux livres de beurre.", [("deux livres", "2", "lb")]),
    ("fr", "Le mélange, dans un rapport de 3 pour 1, prend.", [("3 pour 1", "3", "x")]),
    ("fr", "Le vent glace : moins cinq degrés ce matin.", [("moins cinq degrés", "-5", "degC")]),
    ("fr", "Le nourrisson pesait 5 kg 300.", [("5 kg 300", "5.3", "kg")]),
    ("fr", "Il a livré 5 kg, 300 personnes ont dîné.", [("5 kg", "5", "kg"), ("300", "300", "count")]),
    ("en", "It cost $3 grand.", [("$3 grand", "3000", "USD")]),
    ("en", "The Leopard 2 out of 68 was lost.", [("68", "68", "count")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), SAID)
def test_what_is_said_is_read(language, text, wanted):
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(f.exact, f.low, f.unit) for f in found] == [(exact, Decimal(value), unit) for exact, value, unit in wanted]
