"""Marks that are crossed, sums in letters of a country, cents, prices of the world's markets, plans and halves, as market news has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

MARKS: list[tuple[str, str, Wanted]] = [
    ("fr", "Le club a franchi la barre symbolique des 100 millions d'euros.", [("100 millions d'euros", 1e8, None, "EUR")]),
    ("fr", "La dette a dépassé le seuil des 9 milliards de francs suisses.", [("9 milliards de francs suisses", 9e9, None, "CHF")]),
    ("fr", "Le taux est passé sous le seuil de 3 %.", [("3 %", None, 3, "%")]),
    ("fr", "Le taux est repassé au-dessus du seuil de 3 %.", [("3 %", 3, None, "%")]),
    ("fr", "Aucun parti n'a franchi la barre des 5 % des voix.", [("5 %", None, 5, "%")]),
    ("fr", "L'once pourrait franchir les 120 euros.", [("120 euros", 120, None, "EUR")]),
    ("fr", "La croissance est située au-dessus du seuil de 3 %.", [("3 %", 3, 3, "%")]),
    ("fr", "Ils ont relevé le plafond de 10 millions d'euros.", [("10 millions d'euros", 1e7, 1e7, "EUR")]),
    ("fr", "Le coureur a franchi 120 km.", [("120 km", 120, 120, "km")]),
    ("en", "Wheat could pass $120 a tonne.", [("$120 a tonne", 120, None, "USD")]),
    ("en", "Wheat could cross £120 in May.", [("£120", 120, None, "GBP")]),
    ("en", "Wheat surged past $120.", [("$120", 120, None, "USD")]),
    ("en", "Inflation has breached 3%.", [("3%", 3, None, "%")]),
    ("en", "Sales have not passed $3 billion.", [("$3 billion", None, 3e9, "USD")]),
    ("en", "The House will pass $3 billion package.", [("$3 billion", 3e9, 3e9, "USD")]),
    ("en", "The school passed 60% of its pupils.", [("60%", 60, 60, "%")]),
    ("en", "They crossed 40 km of desert.", [("40 km", 40, 40, "km")]),
    ("en", "Sales passed the 3 million mark.", [("3 million", 3e6, 3e6, "USD")]),
]  # fmt: skip

LETTERS: list[tuple[str, str, Wanted]] = [
    # Dinars and dirhams in letters: where a scale or the country makes them so.
    ("fr", "Le résultat atteint 6,2 MDT, puis 1 150 MDT.", [("6,2 MDT", 6.2e6, 6.2e6, "TND"), ("1 150 MDT", 1.15e9, 1.15e9, "TND")]),
    ("fr", "Le port a coûté 340 MDH et le quai 850 KDT.", [("340 MDH", 3.4e8, 3.4e8, "MAD"), ("850 KDT", 8.5e5, 8.5e5, "TND")]),
    ("fr", "Il a payé de 50 à 60 MDT.", [("50 à 60 MDT", 5e7, 6e7, "TND")]),
    ("fr", "L'Algérie a payé 3,4 Mds DA, puis 12 MDA.", [("3,4 Mds DA", 3.4e9, 3.4e9, "DZD"), ("12 MDA", 1.2e7, 1.2e7, "DZD")]),
    ("fr", "Le billet coûte 350 DT à Tunis.", [("350 DT", 350, 350, "TND")]),
    ("fr", "Le billet coûte 350 DH à Dubaï.", [("350 DH", 350, 350, "AED")]),
    ("fr", "Le village a reçu 12 MFCFA.", [("12 MFCFA", 1.2e7, 1.2e7, "XOF")]),
    ("en", "The Tunis bank lent 6.2 MDT.", [("6.2 MDT", 6.2e6, 6.2e6, "TND")]),
    ("fr", "Les 12 MDA et les 3 DT sont payés.", [("12", 12, 12, "count"), ("3", 3, 3, "count")]),
    ("fr", "Il a payé 3 BDT, puis 5BDT.", [("3 BDT", 3, 3, "BDT"), ("5BDT", 5, 5, "BDT")]),
    ("en", "It shipped 12 DH kits.", [("12", 12, 12, "count")]),
    # Crores and lakhs in letters: of rupees alone.
    ("en", "The mill made Rs 289.12 cr in May.", [("Rs 289.12 cr", 2.8912e9, 2.8912e9, "INR")]),
    ("en", "The dam costs Rs 1.2 lakh cr.", [("Rs 1.2 lakh cr", 1.2e12, 1.2e12, "INR")]),
    ("en", "It spent INR 50 crs, then ₹40 to 60 cr.", [("INR 50 crs", 5e8, 5e8, "INR"), ("₹40 to 60 cr", 4e8, 6e8, "INR")]),
    ("fr", "L'usine a coûté 40 cr de roupies.", [("40 cr de roupies", 4e8, 4e8, "INR")]),
    ("en", "It paid £40 cr.", [("£40", 40, 40, "GBP")]),
    ("en", "It sold 40 cr shares.", [("40", 40, 40, "count")]),
    # Cents of a country, and the letter of cents before what they are for.
    ("en", "The lira fell 1.1 US cents.", [("1.1 US cents", 0.011, 0.011, "USD")]),
    ("en", "It costs 80 Canadian cents.", [("80 Canadian cents", 0.8, 0.8, "CAD")]),
    ("fr", "Il coûte 80 cents canadiens ou 61 cents US.", [("80 cents canadiens", 0.8, 0.8, "CAD"), ("61 cents US", 0.61, 0.61, "USD")]),
    ("fr", "Ils ont invité trois cents Américains.", [("trois cents", 300, 300, "count")]),
    ("en", "Milk rose 32c/litre.", [("32c/litre", 0.32, 0.32, "USD")]),
    ("en", "The duty reverted from 26.3c to 52.6c per litre.", [("26.3c", 0.263, 0.263, "USD"), ("52.6c per litre", 0.526, 0.526, "USD")]),
    ("en", "In Australia the grower's dividend is 5c, said Sydney.", [("5c", 0.05, 0.05, "AUD")]),
    ("en", "Rule 3c applies to the 1c form.", []),
    ("fr", "Voir le 3c et le 12c.", []),
]  # fmt: skip

PRICES: list[tuple[str, str, Wanted]] = [
    (
        "en",
        "Canada sold a mine. The Canadian firm said Brent rose to $73.50. It paid $30 million in Canada, where milk costs $6.",
        [("$73.50", 73.5, 73.5, "USD"), ("$30 million", 3e7, 3e7, "CAD"), ("$6", 6, 6, "CAD")],
    ),
    (
        "en",
        "In Canada, gold fetched $4,100 an ounce. An ounce of tea costs $80 in Canada.",
        [("$4,100", 4100, 4100, "USD"), ("$80", 80, 80, "CAD")],
    ),
    (
        "fr",
        "Le Canada vend du pétrole. Le baril vaut 73 $. Au Canada, la bière vaut 7 dollars.",
        [("73 $", 73, 73, "USD"), ("7 dollars", 7, 7, "CAD")],
    ),
]

PARTS: list[tuple[str, str, Wanted]] = [
    # A part behind a hedge, before a dash.
    ("en", "Rents rose steeply - by about a quarter - in the north.", [("a quarter", 0.25, 0.25, "x")]),
    ("en", "Rents rose by a third – a lot.", [("a third", 0.3333333333, 0.3333333333, "x")]),
    ("en", "Profit was up by nearly half.", [("half", 0.5, 0.5, "x")]),
    ("fr", "Les loyers ont baissé d'environ un cinquième.", [("un cinquième", 0.2, 0.2, "x")]),
    ("fr", "Il a fini environ un cinquième.", []),
    ("fr", "Il faut d'environ un cinquième candidat.", []),
    ("en", "They lost a quarter-final and a third-party claim.", []),
    # The whole that a number before is of is told, and not known from before.
    ("fr", "Trois des six grandes mines ferment.", [("Trois", 3, 3, "count"), ("six", 6, 6, "count")]),
    ("fr", "Les six grandes mines ferment.", []),
    ("en", "Three of the six big ideas failed.", [("Three", 3, 3, "count"), ("six", 6, 6, "count")]),
    # So many a day are no percentage, and decimals no day of a month.
    (
        "en",
        "Traffic was 3.4 a day, 95% below the 68.1 a day of May.",
        [("3.4", 3.4, 3.4, "count"), ("95%", 95, 95, "%"), ("68.1", 68.1, 68.1, "count")],
    ),
    (
        "fr",
        "Le trafic est de 3,4 par jour, soit 95 % de moins que les 68,1 par jour de mai.",
        [("3,4", 3.4, 3.4, "count"), ("95 %", 95, 95, "%"), ("68,1", 68.1, 68.1, "count")],
    ),
    ("en", "Prices rose 3.5% a month, then 2.5 a month.", [("3.5%", 3.5, 3.5, "%"), ("2.5", 2.5, 2.5, "%")]),
    (
        "en",
        "Visits fell from 77.6 in the week of May 3 to 2.6 in the next.",
        [("77.6", 77.6, 77.6, "count"), ("2.6", 2.6, 2.6, "count")],
    ),
    ("en", "The fair runs from May 3 to 6 in Oban.", []),
]  # fmt: skip

HALVES: list[tuple[str, str, Wanted]] = [
    ("fr", "Il a joué trois saisons et demie à Lens.", [("trois saisons et demie", 3.5, 3.5, "count")]),
    ("fr", "Elle a fait 2 mandats présidentiels et demi.", [("2 mandats présidentiels et demi", 2.5, 2.5, "count")]),
    ("fr", "Il y a deux équipes et demi-finalistes.", [("deux", 2, 2, "count")]),
    ("en", "She served two terms and a half.", [("two terms and a half", 2.5, 2.5, "count")]),
    ("en", "Add two eggs and a half litre of milk.", [("two", 2, 2, "count"), ("a half litre", 0.5, 0.5, "L")]),
]

SPANS: list[tuple[str, str, Wanted]] = [
    # From one span to another: in the smaller unit, where so many make one of the larger.
    ("fr", "La peine va de six mois à trois ans.", [("six mois à trois ans", 6, 36, "month")]),
    ("fr", "Il risque entre six mois et trois ans de prison.", [("six mois et trois ans", 6, 36, "month")]),
    ("en", "The term is between two days and three weeks.", [("two days and three weeks", 2, 21, "day")]),
    ("fr", "Il faut entre deux semaines et six mois.", [("deux semaines", 2, 2, "week"), ("six mois", 6, 6, "month")]),
    ("fr", "Elle mesure de 80 centimètres à 1,30 m.", [("80 centimètres à 1,30 m", 0.8, 1.3, "m")]),
    ("fr", "Le délai passe de six mois à deux ans.", [("six mois", 6, 6, "month"), ("deux ans", 2, 2, "year")]),
]

NAMES: list[tuple[str, str, Wanted]] = [
    ("en", "The guild backed a seven-point plan and a 10-point charter.", []),
    ("en", "The 12-step programme and the plan of ten points helped.", []),
    ("fr", "Un plan en dix points et un programme d'action en 12 étapes existent.", []),
    ("fr", "Il a gagné dix points.", [("dix points", 10, 10, "points")]),
    ("en", "The guild has a 10-point drop.", [("10-point", 10, 10, "points")]),
    # A verb of a headline is no name with the number behind it.
    ("en", "Kiln Blast Kills 2, 9 Still Missing", [("2", 2, 2, "count"), ("9", 9, 9, "count")]),
    ("en", "Bus Crash Leaves 3 Dead, 12 Hurt", [("3", 3, 3, "count"), ("12", 12, 12, "count")]),
    ("en", "Apollo 9 and 15 flew.", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), [*MARKS, *LETTERS, *PRICES, *PARTS, *HALVES, *SPANS, *NAMES])
def test_markets(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.low, figure.high, figure.unit) for figure in found] == [
        (exact, None if low is None else Decimal(str(low)), None if high is None else Decimal(str(high)), unit)
        for exact, low, high, unit in wanted
    ]
