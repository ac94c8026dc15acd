import pytest

from kg.extraction.extract import extract
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def statuses(text, language):
    return [claim.status for claim in extract(read_plain(text, language), VOCABULARY, language)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("La coopérative a vendu 12 000 vélos en 2019.", "reported"),
        ("La coopérative devrait vendre 12 000 vélos en 2031.", "projected"),
        ("La coopérative vise un chiffre d'affaires de 40 millions d'euros.", "target"),
        ("Selon des rumeurs, la coopérative aurait perdu 3 millions d'euros.", "rumoured"),
        ("La facture est estimée à 7 millions d'euros.", "estimated"),
    ],
)
def test_french(text, status):
    assert statuses(text, "fr") == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The bakery sold 900 loaves on Monday.", "reported"),
        ("The bakery will hire 30 people.", "projected"),
        ("The bakery aims for sales of $2 million.", "target"),
        ("The damage is estimated at $7 million.", "estimated"),
    ],
)
def test_english(text, status):
    assert statuses(text, "en") == [status]
