"""Small numbers that count in listings, and "one", "un" and "une" that do; everywhere else these are articles."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

LISTINGS = [
    ("en", "Nine deaths are being checked, four in the capital, two each in the north and the west, and one in the south.",
     ["Nine", "four", "two", "one"]),
    ("en", "The dead include four Poles, three Danes and one each from Malta, Peru and Japan.", ["four", "three", "one"]),
    ("en", "12 outages are being checked—two in Harborne; three each in Selby and Orle.", ["12", "two", "three"]),
    ("en", "He was convicted of six counts of theft and one of arson.", ["six", "one"]),
    ("fr", "Douze écoles ont fermé, sept au nord, quatre dans la province, deux à l'ouest et une au sud.",
     ["Douze", "sept", "quatre", "deux", "une"]),
    ("fr", "Le club a gagné cinq médailles d'or, trois d'argent et une de bronze.", ["cinq", "trois", "une"]),
    # What is gained, lost or left.
    ("en", "The Greens are up three on 14, the Centre is up from two to nine.", ["three", "14", "two", "nine"]),
    ("en", "The count means a loss of two for the Radicals and a gain of six seats for the Liberals.", ["two", "six"]),
    ("en", "The Liberals won six seats. The Union remains on three.", ["six", "three"]),
    ("en", "The Liberals won six seats. The Union lost one seat and keeps just one.", ["six", "one", "one"]),
    ("fr", "Les Verts gagnent six sièges. Le Centre perd un siège et la Ligue en garde deux.", ["six", "un", "deux"]),
    # Steps, and one more than.
    ("en", "The rating was cut by one notch and is one level below that of its peer.", ["one", "one"]),
    ("fr", "La note est abaissée d'un cran.", ["un"]),
    ("fr", "Le cabinet a signé une vente de plus qu'en mars.", ["une"]),
    ("en", "The firm signed one more deal than in March.", ["one"]),
    ("fr", "Il a pris 190 saisonniers, une trentaine de moins que prévu.", ["190", "une trentaine"]),
    ("en", "They called four of nine jurors.", ["four", "nine"]),
]  # fmt: skip

ARTICLES = [
    ("en", "The two met in a park, and one of the guards saw them."),
    ("en", "One seat is enough, and one in the hand is worth a thought."),
    ("en", "She took one look at the seat and left."),
    ("en", "It is one thing to win, and one at a time will do."),
    ("en", "There is just one."),
    ("en", "The counter goes up by one each time."),
    ("en", "The names differ, one in the east, the other in the west."),
    ("en", "Everyone has a view, and one from the hill is best."),
    ("fr", "Il a un ami à Lens, et un autre en Suisse."),
    ("fr", "Une maison au bord de l'eau, et une de ses filles y vit."),
    ("fr", "Il perd un ami, et un de plus s'en va."),
    ("fr", "Le Centre perd un siège."),
    ("fr", "Les deux frères vivent dans un bourg, l'un au nord et l'autre au sud."),
    ("fr", "Un cran au-dessus, il y a une place pour tous."),
]


@pytest.mark.parametrize(("language", "text", "wanted"), LISTINGS)
def test_numbers_of_listings(language: str, text: str, wanted: list[str]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.exact for figure in found] == wanted


@pytest.mark.parametrize(("language", "text"), ARTICLES)
def test_other_uses_are_articles(language: str, text: str) -> None:
    assert find_figures(text, (language, "en" if language == "fr" else "fr")) == []


AGES = [
    ("en", "Police arrested Aron (32), Tomas alias Pit (35) and Karl (21).", ["year", "year", "year"]),
    ("fr", "La police a arrêté Aron Vell (32), Tomas dit Pit (35) et Karl (21).", ["year", "year", "year"]),
    ("en", "The arrested came from Larne (32) and Kells (35).", ["count", "count"]),
    ("en", "Most seats went to Larne (32) and Kells (35).", ["count", "count"]),
    ("en", "The rate fell except for those 50 or older.", ["year"]),
    ("en", "Residents 18 and under enter free, people 65 and over pay less.", ["year", "year"]),
    ("en", "A rack of 50 and over is sold whole.", ["count"]),
]


@pytest.mark.parametrize(("language", "text", "units"), AGES)
def test_ages_of_lists_and_groups(language: str, text: str, units: list[str]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.unit for figure in found if figure.kind != "free" and figure.low != 0] == units


BOUNDS = [
    ("en", "The rate fell except for those 50 or older.", (50, None)),
    ("en", "Children 12 and younger stay out.", (None, 12)),
    ("fr", "Les 25 ans et moins attendent.", (None, 25)),
    ("fr", "Il a marqué 25 buts et moins de passes.", (25, 25)),
    ("fr", "Au refuge (plus que 3900 bêtes), on s'inquiète.", (3900, 3900)),
    ("fr", "C'est bien plus que 30 %.", (30, None)),
    ("fr", "La grippe dépasse désormais les 1 300 cas.", (1300, None)),
    ("fr", "On a vu plus de 1100 en mai.", (1100, None)),
]


@pytest.mark.parametrize(("language", "text", "ends"), BOUNDS)
def test_bounds(language: str, text: str, ends: tuple[int | None, int | None]) -> None:
    [figure] = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert (figure.low, figure.high) == ends


UNITS = [
    ("fr", "Le canton a compté 52 300 départs, soit 2400 ou 4,8 % de plus qu'en 2021.", ["count", "count", "%"]),
    ("fr", "Le prix était de 28 % supérieur à 1 400 francs CFA.", ["%", "XOF"]),
    ("en", "They raise few cows. The population of the valley sank to 7 million.", ["count"]),
    ("fr", "En France, la banque a payé 3 milliards d'amende.", ["EUR"]),
    ("fr", "En France, le cabinet veut 9 milliards de réduction des dépenses et 4 milliards de coupes.", ["EUR", "EUR"]),
    ("fr", "En France, on compte 9 millions de réductions vendues.", ["count"]),
    ("en", "It plans 3 billion in spending cuts.", ["USD"]),
    ("en", "The bank paid $4 million. " + "The hall stood dark. " * 90 + "It saw 3 billion.", ["USD", "count"]),
    ("en", "The bank paid $4 million. It saw 3 billion.", ["USD", "USD"]),
    ("en", "The five-week trial followed three successive quarters of losses.", ["week", "quarter"]),
    ("en", "Stocks hit the five-year low.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "units"), UNITS)
def test_units(language: str, text: str, units: list[str]) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.unit for figure in found] == units


def test_a_percentage_that_compares_bounds_nothing() -> None:
    _, price = find_figures("Le prix était de 28 % supérieur à 1 400 francs CFA.", ("fr", "en"))
    assert (price.low, price.high, price.approx) == (1400, 1400, "exact")
