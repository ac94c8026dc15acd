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


COUNTRIES = [
    ("en", "ISLAMABAD: Pakistan has set Rs. 12 billion aside, and Rs 300 million for Sindh. India looks on.", ["PKR", "PKR"]),
    ("en", "Nepalese growers lost 4 billion rupees. Nepal mourns.", ["NPR"]),
    ("en", "The growers lost 4 billion rupees.", ["INR"]),
    ("fr", "Au Sri Lanka, le ticket coûte 300 roupies.", ["LKR"]),
    ("en", "MANILA, Philippines: repairs cost P2.15 billion, the fine is P5,000 on the P3 line.", ["PHP", "PHP"]),
    ("en", "Repairs of the P5,000 model are over.", []),
    ("en", "In Chile the buses cost 40 million pesos.", ["CLP"]),
    ("fr", "Tunis prévoit 200 millions de dinars pour les routes de Tunisie. L'Algérie attend.", ["TND"]),
    ("en", "CAIRO: Egypt has set 3 billion pounds aside.", ["EGP"]),
    ("en", "The bank, which has an Egyptian branch, lost 3 billion pounds.", ["GBP"]),
    ("fr", "À Beyrouth, l'État libanais a promis 3 milliards de livres.", ["LBP"]),
    ("fr", "À Conakry, le sac vaut 9 000 francs. Le gouvernement guinéen se tait.", ["GNF"]),
    ("fr", "À Bissau, capitale de la Guinée-Bissau, le sac vaut 9 000 francs.", ["XOF"]),
    ("fr", "À Douala, au Cameroun, le sac vaut 9 000 francs.", ["XAF"]),
    ("en", "A sack costs 9,000 francs in Kinshasa.", ["CDF"]),
    ("fr", "Djibouti a levé 2 milliards de francs.", ["DJF"]),
    ("en", "In Oman the fine is 30 rials; in Tehran it is 3 million rials.", ["OMR", "IRR"]),
    ("en", "Minsk says Belarus owes 30 million roubles.", ["BYN"]),
    ("en", "In Nairobi a room costs 3,000 shillings. In Kampala it costs 90,000 shillings.", ["KES", "UGX"]),
    ("fr", "À Oslo, le fonds vaut 900 couronnes.", ["NOK"]),
    ("fr", "Le fonds vaut 900 couronnes.", ["SEK"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "units"), COUNTRIES)
def test_the_country_a_text_is_set_in_tells_whose_currency_it_is(language: str, text: str, units: list[str]) -> None:
    assert [figure.unit for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))] == units
