"""What texts not seen before said in ways the grammar did not know: lands of currencies, changes, bounds, notes, chains of slashes."""

from __future__ import annotations

from itertools import product

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

VALUES: list[tuple[str, str, Wanted]] = [
    # What is counted may be told behind what it is like, also beside a sum; a count is in no points.
    (
        "en",
        "It took $606 million in revenue, as well as 315 million monthly active users.",
        [("$606 million", 606e6, 606e6, "USD"), ("315 million", 315e6, 315e6, "count")],
    ),
    (
        "en",
        "The rate fell by 0.4 percentage point, while employment changed little (+49,000).",
        [("0.4 percentage point", 0.4, 0.4, "pp"), ("+49,000", 49000, 49000, "count")],
    ),
    # An article goes with its round number whatever stands behind that.
    ("fr", "Le club qui en a perdu près d'un million sur la saison recrute.", [("un million", 1e6, 1e6, "count")]),
    ("fr", "La mine en a gagné un millier par an.", [("un millier", 1000, 1000, "count")]),
    ("fr", "La caisse en a perdu un million d'euros.", [("un million d'euros", 1e6, 1e6, "EUR")]),
    # A land behind the name of a currency is in the span, and tells which it is.
    (
        "fr",
        "Le port vaut 3,5 milliards de dollars de Taïwan.",
        [("3,5 milliards de dollars de Taïwan", 3.5e9, 3.5e9, "TWD")],
    ),
    ("fr", "Le ticket coûte 300 dollars de Hong Kong.", [("300 dollars de Hong Kong", 300, 300, "HKD")]),
    ("fr", "Elle a payé 400 dollars de Singapour.", [("400 dollars de Singapour", 400, 400, "SGD")]),
    ("fr", "Il a payé 50 livres d'Égypte.", [("50 livres d'Égypte", 50, 50, "EGP")]),
    ("fr", "Le banc coûte 300 couronnes de Suède.", [("300 couronnes de Suède", 300, 300, "SEK")]),
    ("fr", "Le visa coûte 20 000 francs de Djibouti.", [("20 000 francs de Djibouti", 20000, 20000, "DJF")]),
    ("fr", "Un don de 5 millions de dollars de la Norvège.", [("5 millions de dollars", 5e6, 5e6, "USD")]),
    ("fr", "Il a lu 12 livres d'Égypte en bibliothèque.", [("12", 12, 12, "count")]),
    ("en", "The rent is 3,000 dollars of Hong Kong.", [("3,000 dollars of Hong Kong", 3000, 3000, "HKD")]),
    ("en", "The port is worth 3.5 billion Taiwan dollars.", [("3.5 billion Taiwan dollars", 3.5e9, 3.5e9, "TWD")]),
    # The power of heat and of current.
    ("fr", "Le four fournit 80 MWth (40 MWe).", [("80 MWth", 80, 80, "MWth"), ("40 MWe", 40, 40, "MWe")]),
    ("fr", "Le toit de 9 kWc suffit à un poste de 250 kVA.", [("9 kWc", 9, 9, "kWp"), ("250 kVA", 250, 250, "kVA")]),
    ("en", "The pile gives 3 GWe and 5 MVA.", [("3 GWe", 3, 3, "GWe"), ("5 MVA", 5, 5, "MVA")]),
    # An adjective stands between an article and a round number.
    ("fr", "Il a reçu un joli demi-milliard d'euros.", [("un joli demi-milliard d'euros", 5e8, 5e8, "EUR")]),
    ("fr", "Demi-milliard d'euros pour le port.", [("Demi-milliard d'euros", 5e8, 5e8, "EUR")]),
    ("fr", "La digue coûte un petit milliard d'euros.", [("un petit milliard d'euros", 1e9, 1e9, "EUR")]),
    ("fr", "Il y a un bon million de clients.", [("un bon million", 1e6, None, "count")]),
    ("fr", "Il manque un gros demi-million de lits.", [("un gros demi-million", 5e5, None, "count")]),
    ("en", "She made a cool million dollars.", [("a cool million dollars", 1e6, 1e6, "USD")]),
    ("en", "A good million people came.", [("A good million", 1e6, None, "count")]),
    # From one level to another: two figures, not a range.
    (
        "fr",
        "La note a explosé de 1,4 à 11 milliards d'euros.",
        [("1,4", 1.4e9, 1.4e9, "EUR"), ("11 milliards d'euros", 11e9, 11e9, "EUR")],
    ),
    ("fr", "Les loyers ont flambé de 20 à 30 %.", [("20 à 30 %", 20, 30, "%")]),
    ("fr", "La part s'est envolée de 3 à 25 %.", [("3", 3, 3, "%"), ("25 %", 25, 25, "%")]),
    ("fr", "Le passage de 35 à 39 heures fâche.", [("35", 35, 35, "hour"), ("39 heures", 39, 39, "hour")]),
    ("fr", "La hausse de 12 à 15 euros fâche.", [("12", 12, 12, "EUR"), ("15 euros", 15, 15, "EUR")]),
    ("fr", "Une hausse de 12 à 15 euros est prévue.", [("12 à 15 euros", 12, 15, "EUR")]),
    ("fr", "La hausse de 3 à 5 % fâche.", [("3 à 5 %", 3, 5, "%")]),
    ("en", "A Journey from 10,000 to 2 Million Users", [("10,000", 1e4, 1e4, "count"), ("2 Million", 2e6, 2e6, "count")]),
    ("en", "Users skyrocketed from 2 to 9 million.", [("2", 2e6, 2e6, "count"), ("9 million", 9e6, 9e6, "count")]),
    # Chains of slashes are one price.
    ("fr", "L'offre vaut 100€/client/mois.", [("100€/client/mois", 100, 100, "EUR")]),
    ("fr", "L'offre vaut 12 €/mois/utilisateur.", [("12 €/mois/utilisateur", 12, 12, "EUR")]),
    ("fr", "La part est de 3 €/kg/an.", [("3 €/kg/an", 3, 3, "EUR")]),
    ("fr", "La cantine vaut 12 €/enfant/jour.", [("12 €/enfant/jour", 12, 12, "EUR")]),
    ("fr", "La cantine vaut 90 €/mois/enfant.", [("90 €/mois/enfant", 90, 90, "EUR")]),
    ("en", "It costs $5/seat/month.", [("$5/seat/month", 5, 5, "USD")]),
    # Bounds said by verbs.
    ("fr", "Le site a grandi, dépassant à peine les 2 millions.", [("2 millions", 2e6, None, "count")]),
    ("fr", "Le budget dépasse tout juste 2 milliards d'euros.", [("2 milliards d'euros", 2e9, None, "EUR")]),
    ("fr", "Le nombre de lits est limité à 97.", [("97", None, 97, "count")]),
    ("fr", "Les écarts sont restés dans les 10 %.", [("10 %", None, 10, "%")]),
    ("en", "Revenue barely exceeds $2 billion.", [("$2 billion", 2e9, None, "USD")]),
    ("en", "The haul falls short of $2 billion.", [("$2 billion", None, 2e9, "USD")]),
    ("en", "Seats are limited to 97.", [("97", None, 97, "count")]),
    ("fr", "Il a frôlé deux voitures.", [("deux", 2, 2, "count")]),
    ("en", "He approached two men.", [("two", 2, 2, "count")]),
    ("fr", "Il y a pas moins de 150 villes et 39 pays.", [("150", 150, None, "count"), ("39", 39, None, "count")]),
    # Factors behind a hedge, and a second one.
    ("fr", "La dose a été divisée par presque 10 000.", [("10 000", 10000, 10000, "x")]),
    ("fr", "La dose a été divisée par 10 000.", [("10 000", 10000, 10000, "x")]),
    ("fr", "Multipliées par quatre depuis 2010, et par... 65 depuis 2000.", [("quatre", 4, 4, "x"), ("65", 65, 65, "x")]),
    ("en", "The town cut the cost in half.", [("half", 0.5, 0.5, "x")]),
    ("en", "The estate was split in half.", [("half", 0.5, 0.5, "x")]),
    ("fr", "La dose a été réduite de moitié.", [("moitié", 0.5, 0.5, "x")]),
    ("fr", "Des clients, il en a perdu la moitié.", [("la moitié", 0.5, 0.5, "x")]),
    # Marks of notes, "un seul" that says only how few, names, and pairs that only point.
    ("fr", "Selon l'institut (1), il pleuvra.", []),
    ("fr", "Nantes (1), Lyon (2) et Metz (4) gagnent.", [("1", 1, 1, "count"), ("2", 2, 2, "count"), ("4", 4, 4, "count")]),
    ("fr", "Le groupe compte trois (3) usines.", [("trois", 3, 3, "count"), ("3", 3, 3, "count")]),
    ("fr", "Il faut beaucoup d'eau pour un seul moulin.", []),
    ("fr", "Un seul des cinq a signé.", [("Un", 1, 1, "count"), ("cinq", 5, 5, "count")]),
    ("fr", "Il a trois garçons et une seule fille.", [("trois", 3, 3, "count"), ("une", 1, 1, "count")]),
    ("en", "The Rule of 40 says so.", []),
    ("en", "The 80/20 rule holds.", []),
    ("fr", "C'est la règle du 80/20.", []),
    ("fr", "Entre deux moteurs, il hésite.", []),
    ("fr", "Le choc entre deux trains l'a réveillé.", [("deux", 2, 2, "count")]),
    ("fr", "Elle a un seul enfant.", [("un", 1, 1, "count")]),
    ("fr", "Une seule page reste à écrire.", [("Une", 1, 1, "count")]),
    ("en", "He has been limited to just eight games.", [("eight", 8, 8, "count")]),
    ("fr", "Un écart entre deux et trois points.", [("deux et trois points", 2, 3, "points")]),
    # Lengths and spans in two parts, halves of a percentage, Swiss dashes, denials with an adverb, cold without degrees.
    ("fr", "La table fait 2 m sur 3 m.", [("2 m", 2, 2, "m"), ("3 m", 3, 3, "m")]),
    ("fr", "La feuille fait 21 x 29,7 cm.", [("21", 21, 21, "cm"), ("29,7 cm", 29.7, 29.7, "cm")]),
    ("fr", "Il a dormi une heure trois quarts.", [("une heure trois quarts", 1.75, 1.75, "hour")]),
    ("en", "It took an hour and three quarters.", [("an hour and three quarters", 1.75, 1.75, "hour")]),
    ("en", "He is five foot six.", [("five foot six", 66, 66, "in")]),
    ("en", "He sawed six foot long planks.", [("six foot", 6, 6, "ft")]),
    ("fr", "L'attente dure entre une et deux heures.", [("une et deux heures", 1, 2, "hour")]),
    ("fr", "L'un et deux autres sont partis.", [("deux", 2, 2, "count")]),
    ("fr", "Le billet coûte 250.– francs.", [("250.– francs", 250, 250, "CHF")]),
    ("fr", "Le coût ne dépassera sans doute pas 30 euros.", [("30 euros", None, 30, "EUR")]),
    ("fr", "La hausse est de moins d'un demi-pour-cent.", [("un demi-pour-cent", None, 0.5, "%")]),
    ("fr", "Il fait moins dix dehors.", [("moins dix", -10, -10, "degC")]),
    # Windows of a change.
    (
        "en",
        "Speed grew 50x in two years - and roughly 1,000x in three.",
        [("50x", 50, 50, "x"), ("1,000x", 1000, 1000, "x")],
    ),
    ("en", "Prices fell 70% over two years and 90% over three.", [("70%", 70, 70, "%"), ("90%", 90, 90, "%")]),
    (
        "en",
        "It costs $3 over five years and grew 20%.",
        [("$3", 3, 3, "USD"), ("five years", 5, 5, "year"), ("20%", 20, 20, "%")],
    ),
    ("en", "He built it in two years.", [("two years", 2, 2, "year")]),
    # Persons told by a pronoun, and things whose name begins with "e-".
    ("fr", "Les acheteurs dépensent. Ils sont quasiment 37,5 millions ici.", [("37,5 millions", 37.5e6, 37.5e6, "count")]),
    ("fr", "La France compte 12.000 e-boutiques.", [("12.000", 12000, 12000, "count")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), VALUES)
def test_values(language: str, text: str, wanted: Wanted) -> None:
    other = "en" if language == "fr" else "fr"
    got = [
        (f.exact, None if f.low is None else float(f.low), None if f.high is None else float(f.high), f.unit)
        for f in find_figures(text, (language, other))
    ]
    assert got == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Sa fortune flirte avec les 50 milliards d'euros."),
        ("fr", "Sa fortune frôlait les 50 milliards d'euros."),
        ("fr", "Sa fortune tutoie les 50 milliards d'euros."),
        ("fr", "Sa fortune s'approche des 50 milliards d'euros."),
        ("fr", "La digue coûte un petit milliard d'euros."),
        ("en", "Debt nears $2 billion."),
        ("en", "Debt is approaching $2 billion."),
    ],
)
def test_near_a_number(language: str, text: str) -> None:
    figures = find_figures(text, (language,))
    assert [figure.approx for figure in figures] == ["about"]


@pytest.mark.parametrize(
    ("lead", "hedge", "number", "tail"),
    list(
        product(
            ["Il en a perdu", "La mine qui en a gagné", "Reste", "On en recense"],
            ["", "près d'", "plus d'", "environ ", "moins d'", "au moins ", "à peine ", "quelque "],
            ["un million", "un milliard", "un millier", "une centaine"],
            [" sur la saison.", " par an.", " de plus que prévu.", " sur dix.", " chacun.", "."],
        )
    ),
)
def test_no_number_is_split(lead: str, hedge: str, number: str, tail: str) -> None:
    text = f"{lead} {hedge}{number}{tail}"
    figures = [figure for figure in find_figures(text, ("fr", "en")) if figure.start < text.index(number) + len(number)]
    assert len(figures) == 1
    assert number in figures[0].exact
