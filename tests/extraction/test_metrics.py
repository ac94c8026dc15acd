import pytest

from kg.extraction.attaching.stems import stem
from kg.extraction.extract import extract
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def metrics(text, language="fr"):
    return [claim.metric for claim in extract(read_plain(text, language), VOCABULARY, language)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("dépenses", "dépense"), ("salariés", "salarié"), ("revenues", "revenue"), ("l'inflation", "inflation")],
)
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("entre", "entrées"), ("habitants", "habitations"), ("part", "parti")])
def test_other_words_do_not(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("La mairie emploie 320 salariés.", "employees"),
        ("Le taux de chômage atteint 7,4 % en juin 2020.", "unemployment_rate"),
        ("La fonderie a réalisé un chiffre d'affaires de 18 millions d'euros.", "revenue"),
        ("Le maçon âgé de 52 ans a été secouru.", "age"),
    ],
)
def test_french(text, metric):
    assert metrics(text) == [metric]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("The mill has a revenue of $18 million.", "revenue"),
        ("The unemployment rate reached 7.4% in June 2020.", "unemployment_rate"),
    ],
)
def test_english(text, metric):
    assert metrics(text, "en") == [metric]


def test_a_unit_rules_out_metrics_of_another_dimension():
    for claim_metric in metrics("Le chiffre d'affaires de la fonderie a augmenté de 12 %."):
        assert VOCABULARY.metrics[claim_metric].dimension != "money"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Calder expects volumes to grow by 4% this year.", "en"),
        ("Bookings slumped 12% in March.", "en"),
        ("Les volumes devraient progresser de 4 %.", "fr"),
        ("Les réservations se sont effondrées de 12 %.", "fr"),
    ],
)
def test_every_word_for_rising_and_falling_makes_a_change(text, language):
    [metric] = metrics(text, language)
    assert metric.endswith("change")


@pytest.mark.parametrize(
    ("text", "language", "metric"),
    [
        ("The Dow fell 120 points.", "en", "stock_index_change"),
        ("Le CAC 40 a terminé à 7 512 points vendredi.", "fr", "stock_index"),
    ],
)
def test_points_are_of_an_index_and_never_of_rain(text, language, metric):
    assert metrics(text, language) == [metric]
