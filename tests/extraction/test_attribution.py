import pytest

from kg.extraction.extract import extract
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def speakers(text, language):
    return [claim.attributed_to for claim in extract(read_plain(text, language), VOCABULARY, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Selon l'Insee, le chômage a touché 8,1 % des actifs en mars 2021.", "insee"),
        ("D'après Eurostat, l'inflation a atteint 2,3 % en mai 2018.", "eurostat"),
        ("La ville a planté 4 000 arbres au printemps 2015.", None),
    ],
)
def test_french(text, speaker):
    assert speakers(text, "fr") == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to Eurostat, unemployment fell to 6.1% in May 2019.", "eurostat"),
        ("The town planted 4,000 trees in 2015.", None),
    ],
)
def test_english(text, speaker):
    assert speakers(text, "en") == [speaker]
