"""Spans of time: those that say how long something took, and those that only say when."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

FACTS = [
    ("fr", "La borne recharge 12 vélos en 41 minutes.", "41 minutes"),
    ("fr", "Le canot relie les 3 ports en sept heures et quart.", "sept heures et quart"),
    ("fr", "Le chien sort vivant après neuf heures sous la neige.", "neuf heures"),
    ("fr", "Il tombe 900 mm, répartis sur deux cents jours.", "deux cents jours"),
    ("fr", "Le repos est de cinq jours après la course.", "cinq jours"),
    ("en", "They dug 2 pits and left after nine hours.", "nine hours"),
    ("en", "She spent the four decades after it at sea.", "four decades"),
    ("fr", "Le pilote sort d'un vol de 11 heures 40.", "11 heures 40"),
    ("fr", "Elle tourne un premier film de 1 h 47.", "1 h 47"),
    ("fr", "Une coupure de 3 h 20 a touché la ville.", "3 h 20"),
    ("fr", "Enfournez pour 1h15.", "1h15"),
    ("fr", "Laissez cuire 1h15 à feu doux.", "1h15"),
    ("fr", "Laissez lever la pâte. Repos : 2 h 30.", "2 h 30"),
    ("fr", "Comptez 1 h 15 par la piste.", "1 h 15"),
    ("fr", "Le chat dort 7 h 30 par nuit.", "7 h 30"),
    ("fr", "L'étape, longue de 5 h 12, fut rude.", "5 h 12"),
    ("en", "Simmer 1h15 over a low flame.", "1h15"),
]
WINDOWS = [
    ("fr", "Le train part à neuf heures avec 40 passagers.", "neuf heures"),
    ("fr", "Le train part après neuf heures, avec 40 passagers.", "neuf heures"),
    ("fr", "La neige a fondu de 30 cm en à peine 24 heures.", "24 heures"),
    ("fr", "Il y a deux heures, 40 passagers sont partis.", "deux heures"),
    ("fr", "Les 40 passagers sont partis deux heures plus tard.", "deux heures"),
    ("fr", "La douche coûte cinq francs les quatre minutes.", "quatre minutes"),
    ("fr", "Les prix ont crû de 5 % sur cinq ans.", "cinq ans"),
    ("en", "The shares fell 5 percent in the last two hours.", "two hours"),
    ("en", "The 40 guests left two hours ago.", "two hours"),
    ("en", "Sales rose 5 percent in the four decades after it.", "four decades"),
    ("en", "The shop opens at 0900 hours.", "0900 hours"),
    ("fr", "Le vol de 7 h 30 est plein.", "7 h 30"),
    ("fr", "Le bac de 11 heures 40 est parti.", "11 heures 40"),
    ("fr", "Une réunion de 9 h 30 à 11 h occupera la salle.", "9 h 30"),
    ("fr", "Le rendez-vous est pris pour 18h30.", "18h30"),
    ("fr", "Le bac part à 11 h 40.", "11 h 40"),
]


@pytest.mark.parametrize(("language", "text", "span"), FACTS)
def test_spans_that_last(language: str, text: str, span: str) -> None:
    assert span in [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))]


@pytest.mark.parametrize(("language", "text", "span"), WINDOWS)
def test_spans_that_only_say_when(language: str, text: str, span: str) -> None:
    assert span not in [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))]
