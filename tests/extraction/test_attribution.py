import pytest

from kg.extraction.attaching.deciding import decide
from kg.extraction.attaching.ranking import shipped_weights
from kg.extraction.extract import extract, scene_of
from kg.extraction.figures.finding import find_figures
from kg.extraction.training import rules
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


def by_rules(text, language):
    scene, sites = scene_of(read_plain(text, language), find_figures(text, (language,)), VOCABULARY, language)
    weights = {**shipped_weights(), "attribution": rules()["attribution"]}
    return [decision.attribution.value for decision in decide(scene, sites, weights)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le fleuve a monté de 2 mètres, a annoncé mardi la préfecture.", ["prefecture"]),
        ("« Il me reste 60 brebis », raconte Luc Ferrand.", ["luc-ferrand"]),
        ("« Nous avons perdu 40 brebis. Il en reste 60 », raconte Luc Ferrand.", ["luc-ferrand", "luc-ferrand"]),
        ("« On a vendu 300 billets », se réjouit la directrice du festival, Anne Lormier.", ["anne-lormier"]),
        ("La coopérative a planté 300 pommiers.", [None]),
    ],
)
def test_who_speaks_in_french(text, expected):
    assert by_rules(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We sold 300 boats last year," said Ana Ruiz.', ["ana-ruiz"]),
        ("Ana Ruiz said the harbour had lost 40 berths. She expects 900 boats.", ["ana-ruiz", "ana-ruiz"]),
        ("Marlow Foods, which employs 200 people, said it would open 3 shops.", [None, "marlow-foods"]),
        ("The bridge is expected to carry 900 cars.", [None]),
    ],
)
def test_who_speaks_in_english(text, expected):
    assert by_rules(text, "en") == expected


def test_answers_of_an_interview_are_those_of_the_person_asked():
    text = (
        "The harbour master, Ana Ruiz, met us on the quay.\n\nQ: Is trade good?\n\nA: We had 300 boats last year.\n\n"
        "Q: And the berths?\n\nA: They cost 40 euros.\n"
    )
    assert by_rules(text, "en") == ["ana-ruiz", "ana-ruiz"]


def test_a_sentence_of_a_thousand_names_is_read_without_trying_each_with_each():
    text = "Selon Ana Ruiz et " + "« Nordhavn » selon Mme Berg, " * 1000 + "le port compte 12 % de bateaux."
    assert len(by_rules(text, "fr")) == 1


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("The market grew by 20% (Orvane Research, Q1 2024).", "en", "orvane-research"),
        ("The market grew by 20% (source: Melvane).", "en", "melvane"),
        ("Le marché a crû de 20 % (source : Melvane).", "fr", "melvane"),
        ("Le marché a crû de 20 % (étude Melvane pour Orvane, mars 2024).", "fr", "melvane"),
        ("The market grew by 20% (Lisbon, 2024).", "en", None),
        ("The market (Melvane, in short) grew by 20%.", "en", None),
    ],
)
def test_a_source_in_brackets_says_the_figure_before_it(text, language, speaker):
    (claim,) = extract(read_plain(text, language), Vocabulary({}, engine_metrics()), language)
    assert claim.attributed_to == speaker
    assert claim.entity != speaker or speaker is None
