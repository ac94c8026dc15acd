"""Round numbers and their halves, sums of scales, sayings of time, years that label rows, ratios and differences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.figures.finding import find_figures

Wanted = list[tuple[str, float | None, float | None, str]]  # what is said, its ends, its unit

VALUES: list[tuple[str, str, Wanted]] = [
    # A half is one of the round number before it; after a unit, of the unit.
    ("fr", "Un millier et demi de personnes ont défilé.", [("Un millier et demi", 1500, 1500, "count")]),
    ("fr", "Ils ont vendu deux douzaines et demie d'œufs.", [("deux douzaines et demie", 30, 30, "count")]),
    ("fr", "Cela a duré une douzaine d'heures et demie.", [("une douzaine d'heures et demie", 12.5, 12.5, "hour")]),
    ("fr", "La vente a rapporté un million et demi d'euros.", [("un million et demi d'euros", 1.5e6, 1.5e6, "EUR")]),
    ("en", "A dozen and a half eggs were sold.", [("A dozen and a half", 18, 18, "count")]),
    # A small m counts millions of what a unit measures, and metres else.
    ("en", "China imported 78m tonnes of ore.", [("78m tonnes", 78e6, 78e6, "t")]),
    ("en", "The tank holds 3m litres.", [("3m litres", 3e6, 3e6, "L")]),
    ("en", "He owns a 20m yacht.", [("20m", 20, 20, "m")]),
    ("en", "The group handled 4.2m containers.", [("4.2m", 4.2e6, 4.2e6, "count")]),
    ("en", "She ran the 100m finals beside 3m walls.", [("100m", 100, 100, "m"), ("3m", 3, 3, "m")]),
    # Hyphens tie a price to its denominator, raised digits behind a multiple are notes.
    ("en", "The £3-a-month plan has no adverts.", [("£3-a-month", 3, 3, "GBP")]),
    ("en", "Cover was 7.1x¹, against 6.4x.", [("7.1x", 7.1, 7.1, "x"), ("6.4x", 6.4, 6.4, "x")]),
    # The weather is in degrees Celsius, with words between its verb and its sign.
    ("fr", "Il faisait déjà moins 3 hier soir.", [("moins 3", -3, -3, "degC")]),
    ("fr", "Prévoir 30 à 33 degrés dans le Sud-Ouest.", [("30 à 33 degrés", 30, 33, "degC")]),
    ("en", "Expect highs of 30C to 33C.", [("30C to 33C", 30, 33, "degC")]),
    ("en", "It was already minus 12 in Oslo.", [("minus 12", -12, -12, "count")]),
    # Points of a margin are of a percentage, a loan's years are told, noughts in front make a code.
    ("fr", "La marge d'erreur est de plus ou moins 3 points.", [("3 points", 3, 3, "pp")]),
    ("fr", "Le prêt court sur 25 ans à un taux de 3,85 %.", [("25 ans", 25, 25, "year"), ("3,85 %", 3.85, 3.85, "%")]),
    ("en", "The ship left at 0900 on Monday.", []),
    # Scales in falling order are one sum.
    ("fr", "Le plan coûte 1 milliard 200 millions d'euros.", [("1 milliard 200 millions d'euros", 1.2e9, 1.2e9, "EUR")]),
    ("fr", "La ville compte 2 millions 500 000 habitants.", [("2 millions 500 000", 2.5e6, 2.5e6, "count")]),
    ("fr", "Il a coûté un million 200 000 dollars.", [("un million 200 000 dollars", 1.2e6, 1.2e6, "USD")]),
    ("en", "It cost 1 million 200,000 dollars.", [("1 million 200,000 dollars", 1.2e6, 1.2e6, "USD")]),
    (
        "fr",
        "Le total est de 3 milliards 200 millions 500 000 euros.",
        [("3 milliards 200 millions 500 000 euros", 3.2005e9, 3.2005e9, "EUR")],
    ),
    (
        "fr",
        "De 1 milliard 200 millions à 1 milliard 500 millions d'euros.",
        [("1 milliard 200 millions à 1 milliard 500 millions d'euros", 1.2e9, 1.5e9, "EUR")],
    ),
    (
        "fr",
        "Le nord compte 200 000 habitants et le sud 2 millions, 500 000 de plus qu'hier.",
        [("200 000", 2e5, 2e5, "count"), ("2 millions", 2e6, 2e6, "count"), ("500 000", 5e5, 5e5, "count")],
    ),
    # Few and several of a round number.
    ("en", "A couple of hundred people came.", [("A couple of hundred", 200, 200, "count")]),
    ("en", "A couple of thousand people came.", [("A couple of thousand", 2000, 2000, "count")]),
    ("en", "It cost a couple of cents.", [("a couple of cents", 0.02, 0.02, "USD")]),
    ("en", "Several dozen people came.", [("Several dozen", 24, 120, "count")]),
    ("en", "A few dozen people came.", [("few dozen", 24, 120, "count")]),
    ("en", "Several hundred people came.", [("Several hundred", 200, 1000, "count")]),
    ("fr", "Plusieurs dizaines de personnes sont venues.", [("Plusieurs dizaines", 20, 100, "count")]),
    # Letters of scales before the codes of currencies.
    (
        "fr",
        "La vente a rapporté 750 kEUR, puis 12 MEUR.",
        [("750 kEUR", 7.5e5, 7.5e5, "EUR"), ("12 MEUR", 1.2e7, 1.2e7, "EUR")],
    ),
    ("fr", "Le contrat vaut 3 MdEUR.", [("3 MdEUR", 3e9, 3e9, "EUR")]),
    ("en", "The firm made 40 KUSD in May.", [("40 KUSD", 40_000, 40_000, "USD")]),
    ("en", "It paid 5 MMK for it.", [("5 MMK", 5, 5, "MMK")]),
    ("en", "Another £20m-30m will be due.", [("£20m-30m", 2e7, 3e7, "GBP")]),
    # Half a round number that has a definite article; the half hour that has one is known before.
    ("fr", "L'offre atteint le demi-milliard de dollars.", [("demi-milliard de dollars", 5e8, 5e8, "USD")]),
    ("fr", "Elle a lu la demi-heure suivante.", []),
    # Parts.
    ("fr", "L'IA pèse désormais un contrat signé sur cinq.", [("un contrat signé sur cinq", 0.2, 0.2, "x")]),
    ("fr", "Il déclenche deux fois trop de fausses alertes.", [("deux fois", 2, 2, "x")]),
    ("en", "Olive oil was still a third dearer than in June.", [("a third", 1 / 3, 1 / 3, "x")]),
    (
        "en",
        "The costs are clear:\n- Staff: a fifth\n- Rent: a third",
        [("a fifth", 0.2, 0.2, "x"), ("a third", 1 / 3, 1 / 3, "x")],
    ),
    # Units with hyphens, and of energy.
    ("en", "A 3,800-square-mile stretch of land.", [("3,800-square-mile", 3800, 3800, "mi2")]),
    ("fr", "Une requête consomme 0,3 wattheure.", [("0,3 wattheure", 0.3, 0.3, "Wh")]),
    # A ratio in the clause.
    (
        "fr",
        "Les commandes ont bondi à 2,9 milliards d'euros, d'où un ratio des commandes sur la facturation de 1,26.",
        [("2,9 milliards d'euros", 2.9e9, 2.9e9, "EUR"), ("1,26", 1.26, 1.26, "x")],
    ),
    (
        "fr",
        "Les bénéfices fondraient de 15 à 20 %, et le ratio cours sur bénéfice passerait de 28 à 34.",
        [("15 à 20 %", 15, 20, "%"), ("28", 28, 28, "x"), ("34", 34, 34, "x")],
    ),
    ("en", "The book-to-bill ratio stays above 1.1 through December.", [("1.1", 1.1, None, "x")]),
    (
        "fr",
        "Le ratio CET1 passe de 13,5 à 14,2 %, contre 12,9 % un an plus tôt.",
        [("13,5", 13.5, 13.5, "%"), ("14,2 %", 14.2, 14.2, "%"), ("12,9 %", 12.9, 12.9, "%")],
    ),
    ("en", "The ratio of men to women is 2 to 1.", [("2 to 1", 2, 2, "x")]),
    # What a figure right before says the unit of.
    (
        "fr",
        "Les stocks sont redescendus à 96 jours, vingt de moins qu'en mars.",
        [("96 jours", 96, 96, "day"), ("vingt", 20, 20, "day")],
    ),
    (
        "fr",
        "Un collégien dort moins de sept heures par nuit en semaine, alors que les médecins en recommandent neuf.",
        [("sept heures", None, 7, "hour"), ("neuf", 9, 9, "hour")],
    ),
    # Dates, times and names.
    ("fr", "Le pays comptait fin mars 334 000 demandeurs d'emploi.", [("334 000", 334_000, 334_000, "count")]),
    ("fr", "Il est né le 5 mars 2024.", []),
    ("fr", "Ils retardent les cours, de 8 heures à 8 h 30, dès lundi.", []),
    ("fr", "Ils ont dormi en moyenne 7 h 20, hier encore.", [("7 h 20", 440, 440, "minute")]),
    ("fr", "Ils prévoient l'équilibre pour 2028.", [("2028", 2028, 2028, "date")]),
    ("en", "It struck rock near kilometre 87 of the line.", []),
    ("fr", "Les clients ont signé pour un an.", [("un an", 1, 1, "year")]),
    ("fr", "Servir un million de jetons coûte 38 centimes.", [("38 centimes", 0.38, 0.38, "EUR")]),
    (
        "fr",
        "Dix-huit blessés, parmi lesquels trois dans un état grave.",
        [("Dix-huit", 18, 18, "count"), ("trois", 3, 3, "count")],
    ),
    ("fr", "Elle rénove des lignes de bus, dont la 107, dès lundi.", []),
    ("fr", "Le camping est à 800 mètres de la scène 2, fermée.", [("800 mètres", 800, 800, "m")]),
    ("fr", "La taxe doit financer pour moitié la rénovation.", [("moitié", 0.5, 0.5, "x")]),
    (
        "fr",
        "Achetées 11 000 euros, elles repartent. La société en a écoulé douze mille, et réalise 60 % de ses ventes à Lille.",
        [("11 000 euros", 11_000, 11_000, "EUR"), ("douze mille", 12_000, 12_000, "count"), ("60 %", 60, 60, "%")],
    ),
    # Ages.
    ("en", "A boy of six and his grandmother, 71, were found.", [("six", 6, 6, "year"), ("71", 71, 71, "year")]),
    ("en", "A mother of four left.", [("four", 4, 4, "count")]),
    ("en", "Voters under 35 favor Ruiz.", [("35", None, 35, "year")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), VALUES)
def test_values(language: str, text: str, wanted: Wanted) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [(figure.exact, figure.unit) for figure in found] == [(exact, unit) for exact, _, _, unit in wanted]
    for figure, (_, low, high, _) in zip(found, wanted, strict=True):
        assert (figure.low is None, figure.high is None) == (low is None, high is None)
        for read, value in ((figure.low, low), (figure.high, high)):
            assert read is None or value is None or read == pytest.approx(Decimal(str(value)), rel=Decimal("1e-9"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La boutique est ouverte 7 jours sur 7 et 24 heures sur 24."),
        ("fr", "La boutique est ouverte sept jours sur sept, 24 h sur 24."),
        ("en", "The shop is open 24 hours a day, 7 days a week."),
        ("en", "The shop is open seven days a week."),
    ],
)
def test_sayings_of_all_the_time(language: str, text: str) -> None:
    assert find_figures(text, (language, "en" if language == "fr" else "fr")) == []


def test_hours_that_are_no_saying() -> None:
    [hours] = find_figures("The shop is open 20 hours a day.", ("en", "fr"))
    assert (hours.low, hours.unit, hours.per) == (20, "hour", "day")


@pytest.mark.parametrize(("language", "caption"), [("fr", "An"), ("fr", "Année"), ("en", "Year")])
def test_years_that_label_rows(language: str, caption: str) -> None:
    text = f"| {caption} | Places |\n|---|---|\n| **2019** | 120 |\n| 1850 | 130 |\n| 2021 | 140"
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.exact for figure in found] == ["120", "130", "140"]


def test_years_that_measure_rows() -> None:
    text = "| Tree | Age (years) |\n|---|---|\n| Oak | 1850 |\n| Yew | 900 |\n"
    assert [(figure.exact, figure.unit) for figure in find_figures(text, ("en", "fr"))] == [
        ("1850", "year"),
        ("900", "year"),
    ]
