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
]


@pytest.mark.parametrize(("language", "text", "span"), FACTS)
def test_spans_that_last(language: str, text: str, span: str) -> None:
    assert span in [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))]


@pytest.mark.parametrize(("language", "text", "span"), WINDOWS)
def test_spans_that_only_say_when(language: str, text: str, span: str) -> None:
    assert span not in [figure.exact for figure in find_figures(text, (language, "en" if language == "fr" else "fr"))]
