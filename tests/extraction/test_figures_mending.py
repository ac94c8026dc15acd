"""Words broken at line ends, soft hyphens and raised note marks: the figure is read, and stands where the text has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.grammar import load_grammar
from kg.extraction.figures.mending import mend

BROKEN = [
    ("fr", "Le projet coûte 7,8 mil-\nlions d'euros.", "7,8 mil-\nlions d'euros", "7800000.0", "EUR"),
    ("fr", "Le projet coûte 7,8 mil-\r\n   lions d'euros.", "7,8 mil-\r\n   lions d'euros", "7800000.0", "EUR"),
    ("fr", "Il coûte 7,8 mil\u00adlions d'euros.", "7,8 mil\u00adlions d'euros", "7800000.0", "EUR"),
    ("fr", "Il coûte 7,8 mil\u00ad\nlions d'eu\u00adros.", "7,8 mil\u00ad\nlions d'eu\u00adros", "7800000.0", "EUR"),
    ("fr", "Elle a couru 12 kilo-\nmètres.", "12 kilo-\nmètres", "12", "km"),
    ("fr", "Il vaut deux cent qua-\nrante euros.", "deux cent qua-\nrante euros", "240", "EUR"),
    ("fr", "Le taux atteint 12 pour-\ncent.", "12 pour-\ncent", "12", "%"),
    ("fr", "Trente-\ndeux personnes sont venues.", "Trente-\ndeux", "32", "count"),
    ("fr", "Trente\u00ad\ndeux personnes sont venues.", "Trente\u00ad\ndeux", "32", "count"),
    ("en", "The town counts 2.3 mil-\nlion people.", "2.3 mil-\nlion", "2300000.0", "count"),
    ("en", "The plan costs $2.3 mil\u2010\nlion.", "$2.3 mil\u2010\nlion", "2300000.0", "USD"),
    ("en", "She paid two hundred and for-\nty dollars.", "two hundred and for-\nty dollars", "240", "USD"),
    ("en", "Out\u00adput rose 12 per\u00adcent.", "12 per\u00adcent", "12", "%"),
]
NOTED = [
    ("fr", "Il coûte 4,2 millions² d'euros.", "4,2 millions² d'euros", "4200000.0", "EUR"),
    ("fr", "La réunion a attiré 450³ personnes.", "450", "450", "count"),
    ("fr", "La réunion a attiré 450 personnes³.", "450", "450", "count"),
    ("fr", "Le taux est de 12 %¹ cette année.", "12 %", "12", "%"),
    ("fr", "Le taux est de 12¹² % cette année.", "12¹² %", "12", "%"),
    ("fr", "Le billet coûte 15 €².", "15 €", "15", "EUR"),
    ("fr", "La peine est de 3 ans⁴.", "3 ans", "3", "year"),
    ("fr", "Une surface de 120 m².", "120 m²", "120", "m2"),
    ("fr", "Une surface de 120 m²³.", "120 m²", "120", "m2"),
    ("fr", "Elle s'étend sur 12 km².", "12 km²", "12", "km2"),
    ("en", "It flows at 40 m³ a second.", "40 m³", "40", "m3"),
    ("en", "They counted 10⁶ cells.", "10⁶", "1000000", "count"),
    ("en", "They counted 3 × 10⁶ cells.", "3 × 10⁶", "3000000", "count"),
    ("en", "The plan costs £4.2 million².", "£4.2 million", "4200000.0", "GBP"),
    ("en", "Support stood at 12%⁽¹⁾ last year.", "12%", "12", "%"),
]


@pytest.mark.parametrize(("language", "text", "exact", "value", "unit"), BROKEN + NOTED)
def test_what_parts_a_figure_is_read_over(language, text, exact, value, unit):
    (figure,) = find_figures(text, (language, "en" if language == "fr" else "fr"))
    assert (figure.exact, figure.unit) == (exact, unit)
    assert figure.low == figure.high == type(figure.low)(value)
    assert text[figure.start : figure.end] == exact


def test_hedges_and_later_figures_keep_their_places():
    text = "Près¹ de 12 %² des fem\u00admes, plus de 3 mil-\nlions, et 40 villes."
    figures = find_figures(text, ("fr", "en"))
    assert [text[f.start : f.end] for f in figures] == ["12 %", "3 mil-\nlions", "40"]
    assert [text[slice(*f.hedge)] for f in figures if f.hedge] == ["Près¹ de", "plus de"]


@pytest.mark.parametrize(
    "text", ["Une vice-\nprésidente.", "Il a 12 km² et 10⁶ cellules.", "a-\n12", "5² = 25", "H²O", "3 m/s²"]
)
def test_what_is_whole_is_left_alone(text):
    assert mend(text, load_grammar(("fr", "en"))) is None


@given(st.text(alphabet="12 ,.%€¹²³⁶mkil\u00ad-\nonseu", max_size=40))
def test_spans_are_places_of_the_text(text):
    for figure in find_figures(text, ("fr", "en")):
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.exact
