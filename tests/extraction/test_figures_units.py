"""Units and currencies whose names or signs mean other things too, the units of tables, and what is not carried over."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import pytest
import yaml

from kg.extraction.figures.finding import find_figures
from kg.model.interval import Interval
from kg.model.units import convert, unit

UNITS = [
    ("fr", "La cuve travaille sous 20 bars.", [("20 bars", "bar")]),
    ("fr", "Gonflez chaque pneu à 3 bars.", [("3 bars", "bar")]),
    ("fr", "Dans la rue, 20 bars ferment.", [("20", "count")]),
    ("en", "The tyre pressure is 3 bars.", [("3 bars", "bar")]),
    ("en", "She sold 20 bars of soap.", [("20", "count")]),
    ("fr", "L'écran monte à 900 nits.", [("900 nits", "nit")]),
    ("fr", "Le chat pesait 9 livres.", [("9 livres", "lb")]),
    ("fr", "Il faut une livre et demie de beurre.", [("une livre et demie", "lb")]),
    ("fr", "Elle a lu 9 livres.", [("9", "count")]),
    ("en", "The coil is cooled to 4.5 K.", [("4.5 K", "K")]),
    ("fr", "Le gaz bout à 90 K sous vide.", [("90 K", "K")]),
    ("en", "The cooling plant cost 90 K.", [("90", "count")]),
    ("fr", "Il a 3 K de mémoire à basse température.", [("3 K", "count")]),
    ("en", "The atoms were cooled to 12 microkelvins.", [("12 microkelvins", "µK")]),
    ("en", "Add 1/4 tsp of salt and ¾ cup of milk.", [("1/4 tsp", "tsp"), ("¾ cup", "cup")]),
    ("en", "Cut it 5 ¾ in wide.", [("5 ¾ in", "in")]),
    ("en", "Rates rose 5 ¾ in March.", [("5 ¾", "count")]),
    ("en", "It has a 13.5in screen.", [("13.5in", "in")]),
    ("fr", "Une vis de 3/4 de pouce.", [("3/4 de pouce", "in")]),
    ("fr", "Ajoutez une demi-cuillère à café de sel.", [("une demi-cuillère à café", "tsp")]),
    ("en", "The density is 37.5/km² here.", [("37.5/km²", "count")]),
    ("fr", "Elle a levé en mai 2,5 milliards de FCFA.", [("2,5 milliards de FCFA", "XOF")]),
]
DEGREES = [
    ("fr", "Il fera 6 degrés la nuit.", ["degC"]),
    ("fr", "Enfournez à 180° et servez.", ["degC"]),
    ("fr", "Une vue à 360° sur la baie.", ["deg"]),
    ("fr", "Une pente de 30 degrés.", ["deg"]),
    ("en", "They swam in 20-degree water.", ["degC"]),
    ("en", "He had a fever of 102 degrees.", ["degF"]),
    ("en", "Heat the skillet. The crust reaches 200 degrees in the oven.", ["degF"]),
    ("en", "The mast leans by 5 degrees.", ["deg"]),
]
MONEY = [
    ("en", "It costs forty quid.", ["GBP"]),
    ("en", "In Canada, a Canadian told us, it costs forty bucks.", ["CAD"]),
    ("fr", "Ça coûte cent balles.", ["EUR"]),
    ("fr", "Il a tiré 12 balles.", ["count"]),
    ("fr", "La fondation a reçu 3,5 mios de CHF.", ["CHF"]),
    ("fr", "En Suisse, la nuit coûte 72 fr. et le repas 14.–, dès 1'310 fr. par mois.", ["CHF", "CHF", "CHF"]),
    ("fr", "À Genève :\n2.- Le conseil vote.", ["count"]),
    ("en", "In Kenya the treasury paid Sh310 million.", ["KES"]),
    ("en", "In Zambia a permit costs K150.", ["ZMW"]),
    ("en", "In Papua New Guinea guides charge K80–100 a day.", ["PGK"]),
    ("en", "The K150 engine.", []),
    ("fr", "Un fonds de 4 milliards de FCFA. Une firme de Paris paie 175 francs le kilo.", ["XOF", "FRF"]),
    ("fr", "Un fonds de 4 milliards de FCFA, né à Paris. Elle paie 175 francs le kilo.", ["XOF", "XOF"]),
    ("en", "It spent €12 million. Jobs will be lost, perhaps 2 million in all.", ["EUR", "count"]),
    ("en", "It spent €12 million. It lost 2 million on jobs.", ["EUR", "EUR"]),
    ("fr", "Elle a 40 euros et quatre mille recettes.", ["EUR", "count"]),
]
VALUES = [
    ("en", "I sold three thousand. I should have sold 18 more.", ["3000", "18"]),
    ("en", "The wait fell from nine to four months.", ["9 month", "4 month"]),
    ("en", "The shop opens from nine to five most days.", []),
    ("en", "Half of those aged 15–34 vote.", ["0.5 x", "15-34 year"]),
    ("en", "The bones are 14,000 years old, give or take 150.", ["14000 year", "150 year"]),
]
BOUNDS = [
    ("fr", "La chambre est louée dès 165 CHF.", ["at_least"]),
    ("fr", "Les frais n'excéderont pas 95 M€.", ["at_most"]),
    ("fr", "Au moins sept morts et 128 blessés.", ["at_least", "exact"]),
    ("en", "Add up to 3 tablespoons more milk.", ["at_most"]),
    ("en", "He earns north of $400k.", ["at_least"]),
    ("en", "It lies north of 20 villages.", ["exact"]),
]


def figures(language: str, text: str) -> list[tuple[str, str]]:
    languages = (language, "en" if language == "fr" else "fr")
    return [(figure.exact, figure.unit) for figure in find_figures(text, languages)]


@pytest.mark.parametrize(("language", "text", "found"), UNITS)
def test_units(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert [(exact.lower(), unit) for exact, unit in figures(language, text)] == [
        (exact.lower(), unit) for exact, unit in found
    ]


@pytest.mark.parametrize(("language", "text", "units"), DEGREES + MONEY)
def test_degrees_and_currencies(language: str, text: str, units: list[str]) -> None:
    assert [unit for _, unit in figures(language, text)] == units


@pytest.mark.parametrize(("language", "text", "values"), VALUES)
def test_units_said_once(language: str, text: str, values: list[str]) -> None:
    said = []
    for figure in find_figures(text, (language, "en" if language == "fr" else "fr")):
        value = str(figure.low) if figure.low == figure.high else f"{figure.low}-{figure.high}"
        said.append(value if figure.unit == "count" else f"{value} {figure.unit}")
    assert said == values


@pytest.mark.parametrize(("language", "text", "approx"), BOUNDS)
def test_bounds(language: str, text: str, approx: list[str]) -> None:
    languages = (language, "en" if language == "fr" else "fr")
    assert [figure.approx for figure in find_figures(text, languages)] == approx


def table(text: str, language: str = "en") -> list[tuple[str, Decimal | None, str]]:
    languages = (language, "en" if language == "fr" else "fr")
    return [(figure.exact, figure.low, figure.unit) for figure in find_figures(text, languages)]


def test_a_caption_gives_cells_their_scale_and_currency() -> None:
    text = "Key numbers (₹ crore, audited)\n\n\tQ2\tQ1\nCars\t1,208\t12.5\nOther\t\t(3.5)\n\nIt sold 12 cars."
    assert table(text) == [
        ("1,208", Decimal(12_080_000_000), "INR"),
        ("12.5", Decimal(125_000_000), "INR"),
        ("(3.5)", Decimal(-35_000_000), "INR"),
        ("12", Decimal(12), "count"),
    ]


def test_a_caption_reaches_tables_in_markdown() -> None:
    text = "Résultats (en millions d'euros)\n\n| | 2023 | 2024 |\n|---|---|---|\n| Ventes | 12 | 14 |\n"
    assert table(text, "fr") == [("12", Decimal(12_000_000), "EUR"), ("14", Decimal(14_000_000), "EUR")]


def test_a_header_gives_its_column_alone_a_unit() -> None:
    text = "Modèle | Places | Prix (en $)\nUno | 40 | 299,50\n"
    assert table(text, "fr") == [("40", Decimal(40), "count"), ("299,50", Decimal("299.50"), "USD")]


def test_a_row_may_have_its_own_unit_or_count() -> None:
    text = "Accounts ($000)\nSales\t12\t14\nMargin (%)\t3\t4\nNumber of staff\t120\t130\n"
    assert [(exact, unit) for exact, _, unit in table(text)] == [
        ("12", "USD"),
        ("14", "USD"),
        ("3", "%"),
        ("4", "%"),
        ("120", "count"),
        ("130", "count"),
    ]


def test_tables_without_a_unit_count() -> None:
    assert table("Candidat(s)\tVoix\nUne\t12\nDeux\t(3)\n", "fr")[-1] == ("3", Decimal(3), "count")


@pytest.mark.parametrize(
    ("language", "caption", "low", "unit"),
    [
        ("en", "in thousands", 3000, "count"),
        ("en", "in thousands of dollars", 3000, "USD"),
        ("en", "$ thousands", 3000, "USD"),
        ("en", "in € million", 3_000_000, "EUR"),
        ("fr", "en milliers d'euros", 3000, "EUR"),
        ("fr", "en M€", 3_000_000, "EUR"),
        ("en", "US$ millions", 3_000_000, "USD"),
        ("en", "in May", 3, "count"),
        ("fr", "en hausse", 3, "count"),
    ],
)
def test_captions_of_tables(language: str, caption: str, low: int, unit: str) -> None:
    found = table(f"Key sums ({caption})\nName\tA\tB\nReds\t3\t\n", language)
    assert found == [("3", Decimal(low), unit)]


def units_of(language):
    """The units that a language pack has names or symbols for."""
    pack = yaml.safe_load((files("kg.vocabulary") / f"languages/{language}.yaml").read_text(encoding="utf-8"))
    symbols = (entry["unit"] if isinstance(entry, dict) else entry for entry in pack.get("symbols", {}).values())
    return {*pack.get("units", {}), *symbols, *pack.get("cldr_units", {}).values()}


@pytest.mark.parametrize("language", ["und", "fr", "en"])
def test_a_claim_may_have_every_unit_that_is_read(language):
    read = units_of(language)
    assert len(read) > 20
    assert all(unit(symbol).dimension for symbol in read)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("5", "L/100km", "L/km", "0.05"),
        ("62", "quintal/ha", "t/ha", "6.2"),
        ("2", "decade", "year", "20"),
        ("9.81", "m/s2", "km/s2", "0.00981"),
        ("3", "GWp", "MW", "3000"),
        ("40", "ppb", "ppm", "0.04"),
        ("9", "ft2", "yd2", "1"),
        ("126", "mg/dL", "g/L", "1.26"),
    ],
)
def test_units_that_are_read_convert(value, source, target, expected):
    converted = convert(Interval.point(Decimal(value)), source, target)
    assert converted == Interval.point(Decimal(expected))


def test_a_rate_of_two_physical_units_is_one_unit():
    text = "Le blé donne 62 q/ha, la berline consomme 5,4 L/100 km, l'eau tient 9 g/l de sel et il paie 3 €/kg."
    assert [(f.exact, f.unit) for f in find_figures(text)] == [
        ("62 q/ha", "quintal/ha"),
        ("5,4 L/100 km", "L/100km"),
        ("9 g/l", "g/L"),
        ("3 €/kg", "EUR"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Disque SSD 2 To, 799 euros.", "TB"),
        ("fr", "Le modèle 50 Go suffit.", "GB"),
        ("fr", "Entre 18 et 21 degrés dans la chambre, on dort bien.", "degC"),
        ("fr", "Une rotation de 180 degrés dans la pièce.", "deg"),
        ("en", "It was 25 degrees in the shade.", "degC"),
        ("en", "Turn it by 180 degrees in the room.", "deg"),
        ("en", "Running time: 2 h 30, with an interval.", "minute"),
        ("en", "The play lasts 2 h 30.", "minute"),
    ],
)
def test_units_told_by_what_stands_around(language: str, text: str, wanted: str) -> None:
    found = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert [figure.unit for figure in found][:1] == [wanted]


@pytest.mark.parametrize("text", ["Part 2 To Be continued in May.", "We start at 2 h 30 today."])
def test_neither_bytes_nor_durations(text: str) -> None:
    assert all(figure.unit not in {"TB", "minute"} for figure in find_figures(text, ("en", "fr")))
