"""Which unit an ambiguous name means: the currency of the country named, pounds that weigh, degrees of heat."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

UNITS = [
    ("fr", "La place valait 40 francs en 1985.", ["FRF"]),
    ("fr", "À Genève, la place vaut 40 francs.", ["CHF"]),
    ("fr", "À Genève, la place vaut 40 francs. En France, en 1999, elle valait 60 francs.", ["CHF", "FRF"]),
    ("en", "A seat cost 40 francs in Lyon, France.", ["FRF"]),
    ("en", "A seat costs 40 francs.", ["CHF"]),
    ("en", "A beer costs 60 crowns in Prague.", ["CZK"]),
    ("en", "The queen owns 60 crowns.", ["count"]),
    ("en", "In Britain the trout weighed 5 pounds.", ["lb"]),
    ("en", "In Britain the permit costs 5 pounds.", ["GBP"]),
    ("en", "The dairies sold 3 million pounds of cheese.", ["lb"]),
    ("en", "The ministry found 3 million pounds of savings.", ["GBP"]),
    ("en", "July was 2 degrees warmer.", ["degC"]),
    ("en", "The dish was turned by 30 degrees.", ["deg"]),
    ("fr", "Le réchauffement atteint 2 degrés.", ["degC"]),
    ("fr", "La tour penche de 3 degrés.", ["deg"]),
    ("en", "The bank paid 5 euros a share and 20 cents more in June.", ["EUR", "EUR"]),
    ("en", "The tax is 20 cents.", ["USD"]),
    ("fr", "La firme gagne 30 euros et perd 45 cents par dollar investi.", ["EUR", "USD"]),
    ("en", "OTTAWA — Canada will pay $40, said the Canadian minister.", ["CAD"]),
    ("en", "OTTAWA — Canada will pay C$40, said the Canadian minister, or $30.", ["CAD", "USD"]),
    ("en", "Canada, a Canadian minister says, pays $40.\nIn Quito, Ecuador, the bus costs $2.", ["CAD", "USD"]),
    ("en", "The dams hold 40 gigalitres.", ["GL"]),
    ("fr", "Un multiple de 40.", ["x"]),
]


@pytest.mark.parametrize(("language", "text", "units"), UNITS)
def test_ambiguous_units(language: str, text: str, units: list[str]) -> None:
    languages = (language, "en" if language == "fr" else "fr")
    assert [figure.unit for figure in find_figures(text, languages)] == units


def test_prose_declares_the_unit_of_the_numbers_below() -> None:
    text = (
        "Prices are in US dollars per seat, before tax.\n\nStalls\n12.50\n\nBox\n40.00\n\nThe hall has 300 seats and 7 rows."
    )
    assert [figure.unit for figure in find_figures(text, ("en", "fr"))] == ["USD", "USD", "count", "count"]


def test_prose_declares_the_scale_of_the_numbers_below() -> None:
    text = "Les montants sont en millions d'euros.\n\nDettes\n12,5\n"
    [figure] = find_figures(text, ("fr", "en"))
    assert (figure.low, figure.unit) == (12_500_000, "EUR")
