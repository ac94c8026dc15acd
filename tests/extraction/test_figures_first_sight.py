"""What figures of fresh news texts showed: articles, repeated names of currencies, changes and levels, windows, race times."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import Figure, find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit


def found(language: str, text: str) -> Wanted:
    languages = (language, "en" if language == "fr" else "fr")
    return [(figure.exact, end(figure.low), end(figure.high), figure.unit) for figure in find_figures(text, languages)]


def end(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def only(language: str, text: str) -> Figure:
    (figure,) = find_figures(text, (language, "en" if language == "fr" else "fr"))
    return figure


ARTICLES: list[tuple[str, str, Wanted]] = [
    (
        "fr",
        "Sarvane affiche une perte ainsi qu'un bénéfice par action de 2,17 dollars.",
        [("2,17 dollars", 2.17, 2.17, "USD")],
    ),
    ("fr", "La coopérative vise un rendement par hectare de près de 7 tonnes.", [("7 tonnes", 7, 7, "t")]),
    ("fr", "Elle annonce un dividende par action en hausse.", []),
    ("fr", "Chaque pensionnaire reçoit un fruit par jour.", [("un", 1, 1, "count")]),
    ("fr", "Le péage coûte un euro par jour.", [("un euro par jour", 1, 1, "EUR")]),
    ("fr", "Le verger a perdu 3 millions d'euros sur un seul trimestre.", [("3 millions d'euros", 3e6, 3e6, "EUR")]),
    ("fr", "D'un seul coup, les voisins ont voté d'une seule voix pour un seul et même maire.", []),
    ("fr", "La fanfare n'a remporté qu'une seule et unique coupe.", [("une", 1, 1, "count")]),
    ("en", "The dairy lost £3m in one single quarter.", [("£3m", 3e6, 3e6, "GBP")]),
    ("fr", "Un point d'ancrage tient le ponton, à 5 % de pente.", [("5 %", 5, 5, "%")]),
    ("fr", "De son point de vue, c'est un point de départ.", []),
    ("fr", "La coalition perd un point dans les sondages.", [("un point", 1, 1, "pp")]),
    ("fr", "Une hausse d'un point de TVA est prévue.", [("un point", 1, 1, "pp")]),
    ("fr", "Le rameur a marqué un point.", [("un point", 1, 1, "points")]),
    ("fr", "Le barreur a 2 points de contact et trois points d'ancrage.", [("2", 2, 2, "count"), ("trois", 3, 3, "count")]),
    ("en", "One point of view is missing from the 5% cut.", [("5%", 5, 5, "%")]),
    ("en", "One point to note: it fell 3%.", [("3%", 3, 3, "%")]),
    ("fr", "Le péage coûte un centime par litre.", [("un centime par litre", 0.01, 0.01, "EUR")]),
    ("en", "One point is clear: rates rose one point.", [("one point", 1, 1, "pp")]),
]

QUAKES: list[tuple[str, str, Wanted]] = [
    ("en", "A 7.2 magnitude earthquake shook Orlo.", [("7.2 magnitude", 7.2, 7.2, "magnitude")]),
    ("en", "The [6.9 magnitude] Orlo earthquake is remembered.", [("6.9 magnitude", 6.9, 6.9, "magnitude")]),
    ("en", "A 7.2 undersea quake and a 5.1 aftershock hit Orlo.", [("7.2", 7.2, 7.2, "magnitude"), ("5.1", 5.1, 5.1, "magnitude")]),
    ("en", "The shock, 6.4 on the Richter scale, broke windows.", [("6.4", 6.4, 6.4, "magnitude")]),
    ("en", "The network recorded 12 magnitude 5 quakes.", [("12", 12, 12, "count"), ("5", 5, 5, "magnitude")]),
    ("fr", "Un séisme de 7,2 a secoué Orlo, suivi d'une secousse de 5,4.", [("7,2", 7.2, 7.2, "magnitude"), ("5,4", 5.4, 5.4, "magnitude")]),
    ("fr", "Un tremblement de terre de 6,9 a réveillé la vallée.", [("6,9", 6.9, 6.9, "magnitude")]),
    ("fr", "Un séisme de 15 secondes a réveillé la vallée.", [("15 secondes", 15, 15, "second")]),
]  # fmt: skip

MONEY: list[tuple[str, str, Wanted]] = [
    ("en", "The dam cost $3.4 billion dollars.", [("$3.4 billion dollars", 3.4e9, 3.4e9, "USD")]),
    ("en", "Sales of €4.4 billion euros pleased Orlo.", [("€4.4 billion euros", 4.4e9, 4.4e9, "EUR")]),
    ("en", "He paid £20 million pounds for it.", [("£20 million pounds", 20e6, 20e6, "GBP")]),
    ("fr", "Le barrage a coûté $3,4 milliards de dollars.", [("$3,4 milliards", 3.4e9, 3.4e9, "USD")]),
    ("en", "The port is worth much (Dh19bn/$5.2 bn) now.", [("Dh19bn", 19e9, 19e9, "AED"), ("$5.2 bn", 5.2e9, 5.2e9, "USD")]),
    ("en", "Fares rose to Dh5.50 and Dhs200.", [("Dh5.50", 5.5, 5.5, "AED"), ("Dhs200", 200, 200, "AED")]),
    ("fr", "Le port vaut Dh19bn, soit 5,2 milliards de dollars.", [("Dh19bn", 19e9, 19e9, "AED"), ("5,2 milliards de dollars", 5.2e9, 5.2e9, "USD")]),
    ("en", "Plan\t$5\t$3\n", [("$5", 5, 5, "USD"), ("$3", 3, 3, "USD")]),
    ("en", "A 1.6 trillion parameter model costs $3 million to train.", [("1.6 trillion", 1.6e12, 1.6e12, "count"), ("$3 million", 3e6, 3e6, "USD")]),
    ("en", "The 8 billion-parameter model costs $5.", [("8 billion", 8e9, 8e9, "count"), ("$5", 5, 5, "USD")]),
    ("en", "It costs $12 per user per month, $5 a day a year earlier.", [("$12 per user per month", 12, 12, "USD"), ("$5 a day", 5, 5, "USD")]),
    # The part of a sum is a sum.
    ("fr", "Le groupe a réalisé 51,2 milliards de revenus, dont 43 milliards issus des puces.", [("51,2 milliards", 51.2e9, 51.2e9, "USD"), ("43 milliards", 43e9, 43e9, "USD")]),
    ("fr", "La mine a 5 milliards de revenus (+6 % sur un an), dont 3 milliards issus du cuivre.", [("5 milliards", 5e9, 5e9, "USD"), ("+6 %", 6, 6, "%"), ("3 milliards", 3e9, 3e9, "USD")]),
    ("fr", "Le plan vaut 5 milliards d'euros, dont 3 milliards de ventes en ligne.", [("5 milliards d'euros", 5e9, 5e9, "EUR"), ("3 milliards", 3e9, 3e9, "EUR")]),
    ("fr", "La ligue a 5 milliards d'euros, dont 3 millions d'adhérents profiteront.", [("5 milliards d'euros", 5e9, 5e9, "EUR"), ("3 millions", 3e6, 3e6, "count")]),
    ("en", "Revenue was £10.2 billion, of which 3.4 billion stems from Orlo.", [("£10.2 billion", 10.2e9, 10.2e9, "GBP"), ("3.4 billion", 3.4e9, 3.4e9, "GBP")]),
    # What goes on behind a conversion goes on with the amount.
    (
        "fr",
        "Le plan prévoit 200 milliards de dollars (169 milliards d'euros) pour Orlo, 185 pour Sarv et 105 milliards pour Dunn.",
        [("200 milliards de dollars", 200e9, 200e9, "USD"), ("169 milliards d'euros", 169e9, 169e9, "EUR"), ("185", 185e9, 185e9, "USD"), ("105 milliards", 105e9, 105e9, "USD")],
    ),
    (
        "en",
        "It plans $200 billion (€169 billion) for Orlo and 105 billion for Dunn.",
        [("$200 billion", 200e9, 200e9, "USD"), ("€169 billion", 169e9, 169e9, "EUR"), ("105 billion", 105e9, 105e9, "USD")],
    ),
]  # fmt: skip

DENOMINATORS: list[tuple[str, str, Wanted]] = [
    ("en", "Price per 1K requests", []),
    ("en", "| Model | Input / 1M tokens |\n|---|---|\n| Orlo | $3.00 |", [("$3.00", 3, 3, "USD")]),
    ("fr", "| Modèle | Prix pour 1 000 requêtes |\n|---|---|\n| Orlo | 3,00 € |", [("3,00 €", 3, 3, "EUR")]),
    ("en", "The rate per 100,000 people fell to 12.", [("12", 12, 12, "count")]),
    ("fr", "Le taux pour 100 000 habitants atteint 12.", [("12", 12, 12, "count")]),
]

CHANGES: list[tuple[str, str, Wanted]] = [
    ("en", "The tally was revised upward a total of 44,000 to 191,000.", [("44,000", 44e3, 44e3, "count"), ("191,000", 191e3, 191e3, "count")]),
    ("en", "Crowds dropped a record 433,239 to 12,776,364.", [("433,239", 433239, 433239, "count"), ("12,776,364", 12776364, 12776364, "count")]),
    ("en", "Claims fell 1,200 to 3,400.", [("1,200", 1200, 1200, "count"), ("3,400", 3400, 3400, "count")]),
    ("en", "Output fell by 1,250 to 4,375 tonnes.", [("1,250", 1250, 1250, "t"), ("4,375 tonnes", 4375, 4375, "t")]),
    ("en", "Fares rose by 20 to 30 percent.", [("20 to 30 percent", 20, 30, "%")]),
    ("en", "The mill will add 1,200 to 3,400 jobs.", [("1,200 to 3,400", 1200, 3400, "count")]),
    ("en", "The mill added 100 to 400 jobs.", [("100 to 400", 100, 400, "count")]),
    ("fr", "Le nombre d'inscrits a augmenté de 12 000 à 191 000.", [("12 000", 12e3, 12e3, "count"), ("191 000", 191e3, 191e3, "count")]),
    ("fr", "L'effectif augmentera de 1 000 à 2 000 postes.", [("1 000 à 2 000", 1000, 2000, "count")]),
    ("fr", "Les loyers augmenteront de 120 à 450 euros.", [("120 à 450 euros", 120, 450, "EUR")]),
    ("fr", "Une baisse de 1 200 à 34 500 inscrits est notée.", [("1 200", 1200, 1200, "count"), ("34 500", 34500, 34500, "count")]),
    ("fr", "L'étude a porté sur 90 malades âgés de 18 à 65 ans.", [("90", 90, 90, "count"), ("18 à 65 ans", 18, 65, "year")]),
    ("fr", "Le profit a reculé d'un cinquième à 2 milliards d'euros.", [("un cinquième", 0.2, 0.2, "x"), ("2 milliards d'euros", 2e9, 2e9, "EUR")]),
]  # fmt: skip

BOUNDS: list[tuple[str, str, Wanted]] = [
    ("en", "Lambs born at 20 weeks or longer thrive.", [("20 weeks", 20, None, "week")]),
    ("en", "Films of 60 minutes or shorter are shown.", [("60 minutes", None, 60, "minute")]),
    ("en", "Swimmers who are 65 or older enter free.", [("65", 65, None, "year")]),
    ("en", "Children under five are at risk.", [("five", None, 5, "year")]),
    ("en", "They live within two miles of each other.", [("two miles", None, 2, "mile")]),
    ("en", "They live within the 5 km zone.", [("5 km", 5, 5, "km")]),
    ("en", "They live within a 10-mile radius.", [("10-mile", 10, 10, "mile")]),
    ("fr", "Un séjour de 27 semaines ou plus longtemps est prévu.", [("27 semaines", 27, None, "week")]),
    ("fr", "Des trajets de 3 heures ou davantage fatiguent.", [("3 heures", 3, None, "hour")]),
    ("fr", "Des séjours de 10 jours ou plus courts suffisent.", [("10 jours", None, 10, "day")]),
    ("fr", "On cherche dans un rayon de 5 km.", [("5 km", 5, 5, "km")]),
    ("fr", "La pièce est pressée sous 5 GPa.", [("5 GPa", 5, 5, "GPa")]),
    ("fr", "Depuis plus d'un siècle, la tour penche.", [("un siècle", 1, None, "century")]),
    ("fr", "La guerre a duré un siècle.", [("un siècle", 1, 1, "century")]),
    ("en", "The tower has leaned for more than a century.", [("a century", 1, None, "century")]),
    ("en", "It took over a decade to build.", [("a decade", 1, None, "decade")]),
    ("en", "The grebe is 60 lightyears off.", [("60 lightyears", 60, 60, "ly")]),
    ("fr", "L'étoile est à 60 années-lumière.", [("60 années-lumière", 60, 60, "ly")]),
]

SPANS: list[tuple[str, str, Wanted]] = [
    ("en", "The average age was 8.1 years later for men.", [("8.1 years", 8.1, 8.1, "year")]),
    ("en", "Men retire two years later than women.", [("two years", 2, 2, "year")]),
    ("en", "The mill closed five months after its launch.", []),
    ("fr", "L'âge moyen était 8,1 ans plus tard pour les hommes.", [("8,1 ans", 8.1, 8.1, "year")]),
    ("fr", "La gare ouvrira deux ans plus tard que prévu.", [("deux ans", 2, 2, "year")]),
    ("fr", "Il est mort deux semaines après qu'il est tombé malade.", []),
    ("fr", "La comète tourne en 4,2 jours et pèse 3 kg.", [("4,2 jours", 4.2, 4.2, "day"), ("3 kg", 3, 3, "kg")]),
    ("fr", "Il faut 12 centièmes de seconde au capteur.", [("12 centièmes de seconde", 0.12, 0.12, "second")]),
    ("fr", "Le facteur a mis 2 h 10 pour finir.", [("2 h 10", 130, 130, "minute")]),
]

WINDOWS: list[tuple[str, str, Wanted]] = [
    ("en", "Sales rose 4% in the first three quarters of this year.", [("4%", 4, 4, "%")]),
    ("en", "In the last three quarters of 2011 it lost $2m.", [("$2m", 2e6, 2e6, "USD")]),
    ("en", "They rowed the last three quarters of a mile.", [("three quarters of a mile", 0.75, 0.75, "mile")]),
    ("en", "Three quarters of this year's budget is spent.", [("Three quarters", 0.75, 0.75, "x")]),
    ("en", "If the last two-and-a-half months of the year are strong, sales will reach $5bn.", [("$5bn", 5e9, 5e9, "USD")]),
    ("en", "He kept bees over the last five months of her life.", [("five months", 5, 5, "month")]),
    ("en", "It will grow over a period of nearly 10 years from now.", []),
    ("en", "The 12-month period ended in May was dry.", []),
    ("en", "For the 12 months from October 2011 to September 2012, rain fell.", []),
    ("en", "The cost fell 90% in less than 30 years.", [("90%", 90, 90, "%")]),
    ("en", "He ran 3 km in less than 10 minutes.", [("3 km", 3, 3, "km"), ("10 minutes", None, 10, "minute")]),
    ("en", "Prices doubled over the past 20, he said.", [("doubled", 2, 2, "x")]),
    ("fr", "Les ventes gagnent 4 % au cours des premiers six mois de l'année.", [("4 %", 4, 4, "%")]),
    ("fr", "Pour les 12 mois d'octobre 2011 à septembre 2012, il a plu.", []),
    ("fr", "Elle suit un stage de 6 mois de mars à août.", [("6 mois", 6, 6, "month")]),
    ("fr", "Le verger gagne 3 % par rapport aux 12 mois précédents.", [("3 %", 3, 3, "%")]),
    ("fr", "La période de 12 mois ayant pris fin en mai fut sèche.", []),
    ("fr", "Le prix a doublé ces 20 dernières, dit-elle.", [("doublé", 2, 2, "x")]),
    ("fr", "Le taux a baissé de 90 % en moins de 30 ans.", [("90 %", 90, 90, "%")]),
    ("fr", "La tour a été bâtie en moins de deux ans.", [("deux ans", None, 2, "year")]),
    # Years and hours.
    ("en", "The figures for 2020 are very similar.", []),
    ("fr", "Les chiffres de 2020 sont très proches.", []),
    ("en", "A total of 2000 are missing.", [("2000", 2000, 2000, "count")]),
    ("fr", "Le match est à 19h (1h dimanche, heure de Paris).", []),
    ("en", "The match is at 19h (1h Sunday, Paris time).", []),
    ("fr", "Le trajet dure 5h (3h en train).", [("5h", 5, 5, "hour"), ("3h", 3, 3, "hour")]),
]

RACES: list[tuple[str, str, Wanted]] = [
    ("fr", "Elle a couru en 2h05'33''.", [("2h05'33''", 7533, 7533, "second")]),
    ("fr", "Elle a couru en 2h05’33’’.", [("2h05’33’’", 7533, 7533, "second")]),
    ("fr", "Elle a couru en 2h05′33″.", [("2h05′33″", 7533, 7533, "second")]),
    ("fr", "Il boucle les 10 km en 27'35''.", [("10 km", 10, 10, "km"), ("27'35''", 1655, 1655, "second")]),
    ("fr", "Elle nage en 1'43''21 puis en 9''58.", [("1'43''21", 103.21, 103.21, "second"), ("9''58", 9.58, 9.58, "second")]),
    ("fr", "Il gagne avec 45'' d'avance.", [("45''", 45, 45, "second")]),
    ("fr", "Le rendez-vous est à 19h30' précises.", []),
    ("en", "She ran 2h14'04\" on Sunday.", [("2h14'04\"", 8044, 8044, "second")]),
    ("en", "She finished in 2:14:04 on Sunday.", [("2:14:04", 8044, 8044, "second")]),
    ("en", "The alarm rang at 2:14:04 on Sunday.", []),
    ("en", "He is 5'10\" tall.", [("5'10\"", 70, 70, "in")]),
    ("fr", "Le parcours fait 42.195 km, le petit 21.097 km.", [("42.195 km", 42.195, 42.195, "km"), ("21.097 km", 21.097, 21.097, "km")]),
    ("fr", "On entretient 10.500 km de sentiers dans les bois du pays.", [("10.500 km", 10500, 10500, "km")]),
]  # fmt: skip

NAMES: list[tuple[str, str, Wanted]] = [
    ("en", "See Exhibits 3, 6, and 7 and tables 2, 4 and 5.", []),
    ("fr", "Voir les tableaux 2, 4 et 5 et les annexes 1, 2, et 3.", []),
    ("en", "It sold tables, 40 chairs and 3 beds.", [("40", 40, 40, "count"), ("3", 3, 3, "count")]),
    ("en", "The party won 50 seats out of 75.", [("50", 50, 50, "count"), ("75", 75, 75, "count")]),
    ("en", "Nine out of 10 patients recovered.", [("Nine out of 10", 0.9, 0.9, "x")]),
    ("fr", "Le parti obtient 50 sièges sur 75.", [("50", 50, 50, "count"), ("75", 75, 75, "count")]),
]

PROBED: list[tuple[str, str, Wanted]] = [
    ("en", "Training took 2.8 million GPU hours and cost $5.6m.", [("2.8 million", 2.8e6, 2.8e6, "count"), ("$5.6m", 5.6e6, 5.6e6, "USD")]),
    ("en", "He spent 40 million two years ago on ten dams.", [("40 million", 40e6, 40e6, "USD"), ("ten", 10, 10, "count")]),
    ("en", "The prize rolls over to £208m.", [("£208m", 208e6, 208e6, "GBP")]),
    ("en", "Her blood pressure was 140 over 90.", [("140", 140, 140, "count"), ("90", 90, 90, "count")]),
    ("en", "They made 336 for 5 in 50 overs.", [("336", 336, 336, "count"), ("5", 5, 5, "count"), ("50", 50, 50, "count")]),
    ("en", "Groups of 20 people maximum, 700 people approximately.", [("20", None, 20, "count"), ("700", 700, 700, "count")]),
    ("fr", "La coopérative emploie 700 personnes environ.", [("700", 700, 700, "count")]),
    ("fr", "Les droits passeront de 4,5 % à 5 %.", [("4,5 %", 4.5, 4.5, "%"), ("5 %", 5, 5, "%")]),
    ("fr", "Un enfant sur 4 est touché, contre un sur 8 ici.", [("Un enfant sur 4", 0.25, 0.25, "x"), ("un sur 8", 0.125, 0.125, "x")]),
    ("fr", "On en compte un sur 36 dans la vallée.", [("un sur 36", 0.0277777778, 0.0277777778, "x")]),
    ("fr", "L'astre pèse 6,5 milliards de fois le Soleil.", [("6,5 milliards de fois", 6.5e9, 6.5e9, "x")]),
    ("fr", "La vidéo a été vue 3 millions de fois.", [("3 millions", 3e6, 3e6, "count")]),
    ("en", "During the 18 months to March, the fleet grew from 40 to 62 ships.", [("40", 40, 40, "count"), ("62", 62, 62, "count")]),
    ("en", "The trial lasted three weeks, two days longer than planned.", [("three weeks", 3, 3, "week"), ("two days", 2, 2, "day")]),
    ("en", "The trial lasted three weeks, two days.", [("three weeks, two days", 23, 23, "day")]),
    ("fr", "Le procès a duré trois semaines, deux jours de plus que prévu.", [("trois semaines", 3, 3, "week"), ("deux jours", 2, 2, "day")]),
    ("en", "A 6-foot-4 forward met a 6-foot-3-inch guard.", [("6-foot-4", 76, 76, "in"), ("6-foot-3-inch", 75, 75, "in")]),
    ("en", "Nought point five per cent is little.", [("Nought point five per cent", 0.5, 0.5, "%")]),
    ("en", "Shares have tripled over the past two-plus years.", [("tripled", 3, 3, "x")]),
    ("fr", "Le déficit atteint 22 milliards d'euros en 2025, 7 de plus qu'en 2024.", [("22 milliards d'euros", 22e9, 22e9, "EUR"), ("7", 7e9, 7e9, "EUR")]),
    ("fr", "Le train met 1 h 58 pour Orlo, contre 2 h 10 auparavant.", [("1 h 58", 118, 118, "minute"), ("2 h 10", 130, 130, "minute")]),
    ("fr", "La séance dure 1 h 45. Rendez-vous de 9 h à 12 h à la gare.", [("1 h 45", 105, 105, "minute")]),
    ("fr", "Le berger risque une peine d'un an, dont six mois ferme.", [("un an", 1, 1, "year"), ("six mois", 6, 6, "month")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [*PROBED, *ARTICLES, *QUAKES, *MONEY, *DENOMINATORS, *CHANGES, *BOUNDS, *SPANS, *WINDOWS, *RACES, *NAMES],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_reads_what_news_texts_showed(language: str, text: str, wanted: Wanted) -> None:
    assert found(language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "exact"),
    [
        ("en", "The model costs $30/M output.", "$30/M"),
        ("en", "The model costs $0.50/M tokens.", "$0.50/M tokens"),
        ("en", "The model costs $0.15/1M input tokens.", "$0.15/1M"),
        ("fr", "Le modèle coûte 3 $/M tokens.", "3 $/M tokens"),
        ("fr", "Le modèle coûte 0,50 €/M en sortie.", "0,50 €/M"),
    ],
)
def test_a_slash_and_m_is_a_price_per_million_tokens(language: str, text: str, exact: str) -> None:
    figure = only(language, text)
    assert (figure.exact, figure.per) == (exact, "1e6 tokens")


def test_a_fee_by_a_letter_that_no_tokens_explain_keeps_it_out() -> None:
    assert only("en", "The fee is $5/M.").per is None
