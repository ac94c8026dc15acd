"""Metrics that the vocabulary lacks get names made of the words around the figure; units rule out what they cannot state."""

from __future__ import annotations

import pytest

from kg.extraction.attaching.composing import nouns_of
from kg.extraction.attaching.metrics import metric_options
from kg.extraction.extract import scene_of
from kg.extraction.figures.finding import find_figures
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def options(text: str, language: str) -> set[str | None]:
    """The metrics that may be meant by the first figure of a text."""
    figures = find_figures(text, (language, "en" if language == "fr" else "fr"))
    scene, sites = scene_of(read_plain(text, language), figures, VOCABULARY, language)
    return {option.value for option in metric_options(scene, sites[0], "reported")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The railway ordered 45 trams.", "trams_ordered"),
        ("The valley has 60 polling stations.", "polling_stations"),
        ("The number of bakeries fell to 75.", "bakeries"),
        ("A total of 90 churches were damaged.", "churches_damaged"),
        ("Some 30% of tenants are in arrears.", "tenants_share"),
    ],
)
def test_english_names(text, name):
    assert name in options(text, "en")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La région compte 310 communes.", "municipalities"),
        ("La compagnie a annulé 140 vols.", "flights_cancelled"),
        ("Le groupe annonce la suppression de 134 emplois.", "jobs_cut"),
        ("L'usine prévoit la création de 90 postes.", "jobs_created"),
        ("Près de 30 % des locataires sont en retard.", "tenants_share"),
    ],
)
def test_french_names_are_english(text, name):
    assert name in options(text, "fr")


@pytest.mark.parametrize("text", ["Il reste 12 jours.", "Quelque 300 personnes sont venues.", "Trois zigotos sont passés."])
def test_times_people_and_unknown_nouns_name_nothing(text):
    assert all(name in VOCABULARY.metrics for name in options(text, "fr"))


@pytest.mark.parametrize(
    ("text", "language", "metric"),
    [
        ("Le déficit public atteint 4,4 % du PIB.", "fr", "budget_deficit"),
        ("Les chômeurs sont 5 400 de plus.", "fr", "unemployed_change"),
        ("The stadium holds 16,400 people.", "en", "capacity"),
        ("The mine yields 45,000 tonnes.", "en", "production"),
        ("Exports rose 4% in June.", "en", "exports_change"),
        ("The parcel covers 160 hectares.", "en", "area"),
        ("Its wind park delivers 300 MW.", "en", "capacity"),
        ("It was sold for 300 euros.", "en", "price"),
    ],
)
def test_what_a_unit_may_state(text, language, metric):
    assert metric in options(text, language)


@pytest.mark.parametrize(
    ("text", "language", "metric"),
    [
        ("The walk took six hours.", "en", "age"),
        ("The tower is 90 metres tall.", "en", "weight"),
        ("The tower is 90 metres tall.", "en", "price_ratio"),
        ("The shop has 90 customers.", "en", "price"),
    ],
)
def test_what_it_may_not(text, language, metric):
    assert metric not in options(text, language)


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [
        ("bakery", "en", "bakeries"),
        ("children", "en", "children"),
        ("churches", "en", "churches"),
        ("hôpitaux", "fr", "hospitals"),
        ("écoles", "fr", "schools"),
        ("bidules", "fr", None),
        ("années", "fr", None),
    ],
)
def test_a_noun_by_its_english_plural(word, language, name):
    assert nouns_of(language).named(word) == name
