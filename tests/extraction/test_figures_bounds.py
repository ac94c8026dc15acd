"""On which side a figure is open: bounds that a negation turns, and words that look like bounds and are none."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

IN_ENGLISH = [
    ("The dealer handed over 40 cars.", "exact"),
    ("A council leader was jailed over £3m theft.", "exact"),
    ("The row over $2 million in fees goes on.", "exact"),
    ("It rained on the crowd over four windy days.", "exact"),
    ("They sold over 40 cars.", "at_least"),
    ("The fare goes up to $12 in May.", "exact"),
    ("Unemployment crept up to 7 percent.", "exact"),
    ("Fares will rise by up to 7 percent.", "at_most"),
    ("A fine cannot exceed 5 percent of sales.", "at_most"),
    ("Lenders are unlikely to get more than $4 each.", "at_most"),
    ("The yard never built anything larger than 60 boats.", "at_most"),
    ("It did not only lose more than 60 boats.", "at_least"),
    ("The fee is no higher than 3 percent.", "at_most"),
    ("Fares have not gone up in more than 40 years.", "at_least"),
    ("Fuel use is never less than 60 litres.", "at_least"),
    ("Growth fell below the 3 percent that was forecast.", "exact"),
    ("Growth fell below the 3 percent mark.", "at_most"),
    ("Turnout is expected to top 70%.", "at_least"),
    ("Sales passed $3 billion.", "at_least"),
    ("The club passed 3 motions.", "exact"),
    ("Sales passed the 3 million mark.", "exact"),
    ("The judge stopped short of the six-year maximum.", "exact"),
    ("Growth will be 3 percent at best.", "at_most"),
]
IN_FRENCH = [
    ("Le chômage repasse sous 8 %.", "at_most"),
    ("Le sel se vend sous trois formes.", "exact"),
    ("La dette ne dépasse pas 8 %.", "at_most"),
    ("Aucun des partis ne dépasse 8 %.", "at_most"),
    ("Personne n'attend plus de 3 %.", "at_most"),
    ("Rien ne dit que plus de 40 sites fermeront.", "at_least"),
    ("Le prix n'a pas augmenté depuis plus de 40 ans.", "at_least"),
    ("L'amende ne peut excéder 8 %.", "at_most"),
    ("Le train file sans dépasser 80 km/h.", "at_most"),
    ("La dette dépasse 8 %.", "at_least"),
    ("La valeur n'est plus que de 8 millions d'euros.", "exact"),
    ("Le taux n'a jamais été inférieur à 8 %.", "at_least"),
    ("Les listes ne comptant pas les votes, et ayant moins de 8 %, sont exclues.", "at_most"),
    ("La hausse sera de 8 % au mieux.", "at_most"),
    ("Le total reste en dessous des 8 % attendus.", "exact"),
    ("Le total reste en dessous des 8 %.", "at_most"),
    ("Une hausse pouvant aller jusqu'à 8 %.", "at_most"),
]


def approximation(text: str, languages: tuple[str, str]) -> str:
    [figure] = find_figures(text, languages)
    assert (figure.low is None) == (figure.approx == "at_most")
    assert (figure.high is None) == (figure.approx == "at_least")
    return figure.approx


@pytest.mark.parametrize(("text", "approx"), IN_ENGLISH)
def test_bounds_in_english(text: str, approx: str) -> None:
    assert approximation(text, ("en", "fr")) == approx


@pytest.mark.parametrize(("text", "approx"), IN_FRENCH)
def test_bounds_in_french(text: str, approx: str) -> None:
    assert approximation(text, ("fr", "en")) == approx
