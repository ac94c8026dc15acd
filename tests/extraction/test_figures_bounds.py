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
    ("Interest cannot fall under 3 percent.", "at_least"),
    ("The levy may not be lower than 3 percent.", "at_least"),
    ("No bid can be lower than $3 million.", "at_least"),
    ("No employee may work more than 48 hours.", "at_most"),
    ("Nobody paid less than $3 million.", "at_least"),
    ("None weighed more than 3 kg.", "at_most"),
    ("Nor may the levy exceed 3 percent.", "at_most"),
    ("Nor may it be less than 3 percent.", "at_least"),
    ("The trust shall at no time hold less than 51%.", "at_least"),
    ("Under no circumstances may the figure exceed 50%.", "at_most"),
    ("The gap is not to exceed 3 metres.", "at_most"),
    ("No one under 18 years may enter.", "at_most"),
    ("No firms with fewer than 50 clerks were asked.", "at_most"),
    ("No doubt more than 300 clerks came.", "at_least"),
    ("He said no to more than 30 offers.", "at_least"),
    ("Not all towns have more than 300 clerks.", "at_least"),
    ("It never topped 3 percent.", "at_most"),
    ("The bill should not top $3 million.", "at_most"),
    ("The levy shall in no case be less than 3 percent.", "at_least"),
    ("The levy will not be any lower than 3 percent.", "at_least"),
    ("He will not sell for less than $3 million.", "at_least"),
    ("She would not settle for anything less than $3 million.", "at_least"),
    ("You can't eat there for under $30.", "at_least"),
    ("She refuses to sell for less than $3 million.", "at_least"),
    ("Avoid exceeding 30 km/h.", "at_most"),
    ("It is not unusual to exceed 30 km/h.", "at_least"),
    ("Not counting more than 300 guests, the hall was full.", "at_least"),
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
    ("Le taux ne peut être inférieur à 8 %.", "at_least"),
    ("La durée ne saurait être inférieure à huit mois.", "at_least"),
    ("La part ne peut être en dessous de 8 %.", "at_least"),
    ("Le débit ne peut tomber sous 8 Mbit/s.", "at_least"),
    ("Le quorum ne peut être inférieur au tiers des voix.", "at_least"),
    ("Le loyer ne peut être inférieur aux deux tiers du salaire.", "at_least"),
    ("La charge ne doit en aucun cas être inférieure à 8 kg.", "at_least"),
    ("Le prêt ne pourra être d'un montant inférieur à 8 millions d'euros.", "at_least"),
    ("On ne saurait y consacrer moins de 8 % du budget.", "at_least"),
    ("La surface ne peut être supérieure à 8 m2.", "at_most"),
    ("Le total ne saurait, en tout état de cause, excéder 8 millions d'euros.", "at_most"),
    ("Jamais plus de 8 % de sucre.", "at_most"),
    ("Jamais moins de 8 % de sucre.", "at_least"),
    ("Un taux élevé, ni inférieur à 8 %, ni rare.", "at_least"),
    ("La peine est lourde sans pour autant excéder ni dépasser 8 ans.", "at_most"),
    ("Une teneur non inférieure à 8 %.", "at_least"),
    ("Sans descendre en dessous de 8 °C.", "at_least"),
    ("Aucune cave n'est à moins de 8 millions d'euros.", "at_least"),
    ("Aucune commune de moins de 800 âmes n'a voté.", "at_most"),
    ("Il ne peut travailler dans une usine de moins de 80 ouvriers.", "at_most"),
    ("La loi ne touche pas les moins de 80 ouvriers.", "at_most"),
    ("Si jamais plus de 80 ouvriers viennent, on ferme.", "at_least"),
    ("Sans compter plus de 80 ouvriers.", "at_least"),
    ("Pas question de descendre sous 8 %.", "at_least"),
    ("Impossible de descendre sous les 8 %.", "at_least"),
    ("Hors de question de payer plus de 8 millions d'euros.", "at_most"),
    ("Elle refuse de vendre à moins de 8 millions d'euros.", "at_least"),
    ("Il n'est pas rare de dépasser 80 km/h.", "at_least"),
    ("La banque n'exclut pas de dépasser 8 %.", "at_least"),
    ("La paie est au moins égale à 8 millions d'euros.", "at_least"),
    ("La paie est au plus égale à 8 millions d'euros.", "at_most"),
]


BOTH_BOUNDS = [
    ("La mise ne pourra être inférieure à 25 euros ni supérieure à 80 euros.", ("fr", "en")),
    ("La peine ne peut être inférieure à deux ans ni excéder cinq ans.", ("fr", "en")),
    ("A stay of not less than 10 days nor more than 60 days.", ("en", "fr")),
    ("The rate should neither fall below 2% nor exceed 5%.", ("en", "fr")),
]
PARTS = [
    ("Of the 650 seats, fewer than a third changed hands.", ["exact", "at_most"]),
    ("By noon, less than a quarter chose cash.", ["at_most"]),
    ("At least a fifth chose cash.", ["at_least"]),
    ("More than a third could read.", ["at_least"]),
    ("Almost a third came.", ["about"]),
    ("It is more than a third party problem.", []),
    ("About a fifth person was hurt.", []),
    ("Of the 40 pupils, less than half chose.", ["exact", "at_most"]),
    ("Of the 40 pupils, more than two thirds chose.", ["exact", "at_least"]),
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


@pytest.mark.parametrize(("text", "languages"), BOTH_BOUNDS)
def test_a_negation_turns_both_bounds_that_it_is_said_of(text, languages):
    assert [figure.approx for figure in find_figures(text, languages)] == ["at_least", "at_most"]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_bound_makes_a_part_of_an_ordinal_with_its_article(text, expected):
    assert [figure.approx for figure in find_figures(text, ("en", "fr"))] == expected


def test_a_unit_that_looks_like_a_verb_of_change_leads_up_to_nothing():
    first, second = find_figures("Mémoire vive : 16 Go, extensible jusqu'à 32 Go", ("fr", "en"))
    assert (first.approx, second.approx, second.low, second.high) == ("exact", "at_most", None, 32)
