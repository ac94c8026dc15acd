"""Whom a sentence speaks of: relative clauses, origins, peoples, names beside a louder one, labels right before a figure."""

import pytest

from kg.extraction.attaching import timing
from kg.extraction.attaching.governing import bearings
from kg.extraction.extract import extract
from kg.extraction.training import rules
from kg.model.base import Vocabulary
from kg.reading.layout import read_plain
from kg.vocabulary.loading import engine_metrics

VOCABULARY = Vocabulary({}, engine_metrics())


def claims(text, language):
    return extract(read_plain(text, language), VOCABULARY, language, weights=rules())


def last(text, language):
    return claims(text, language)[-1]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Paul Verdier en tête\n\nPaul Verdier est premier. La deuxième est Anne Morel, qui a obtenu 21,4 % des suffrages.",
            "fr",
            "anne-morel",
        ),
        (
            "Calder Foods has cut its prices. Its rival Norwood Stores, which employs 4,100 people, has not.",
            "en",
            "norwood-stores",
        ),
        (
            "Calder Foods closes two plants\n\nNorwood Stores, whose shares rose 3.5 %, made no comment.",
            "en",
            "norwood-stores",
        ),
    ],
)
def test_a_relative_clause_speaks_of_what_it_follows(text, language, expected):
    assert last(text, language).entity == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Le chinois Norvane a vendu 1,57 million de voitures.", "fr", "norvane"),
        ("La banque espagnole Caltera emploie 12 000 personnes.", "fr", "caltera"),
        ("Allbright will close 42 of its 126 U.S. stores.", "en", "allbright"),
        ("Les exportations allemandes ont baissé de 4 %.", "fr", "allemagne"),
    ],
)
def test_an_adjective_that_tells_where_a_firm_is_from_is_not_whom_a_figure_is_about(text, language, expected):
    assert last(text, language).entity == expected


def test_a_country_that_a_sentence_names_goes_before_the_one_of_the_title():
    text = (
        "Zone euro : le chômage recule\n\nLe chômage recule dans la zone euro. "
        "En France, le taux de chômage des jeunes passe de 25,7 à 25,9 %."
    )
    assert [claim.entity for claim in claims(text, "fr")][-2:] == ["france", "france"]


def test_the_people_of_a_country_stand_for_it():
    assert last("Ce sont les Danois qui font le mieux, avec 39 % de leur électricité.", "fr").entity == "danemark"


def test_a_profit_is_no_loss_however_many_losses_stand_around_it():
    text = "Allbright posted a net loss of $37.5 million, compared with a profit of $14 million in 2024."
    assert [claim.metric for claim in extract(read_plain(text, "en"), VOCABULARY, "en")] == ["net_loss", "profit"]


def test_whom_an_agent_works_for_is_not_whom_a_figure_is_about():
    text = "Allbright Inc. had a poor quarter. Revenue slid to $412 million, missing the forecast of analysts polled by Factora."
    assert last(text, "en").entity == "allbright"


def test_a_firm_that_speaks_is_named_as_it_is_when_spoken_of():
    claim = last("Allbright Inc. said it will close 42 stores.", "en")
    assert claim.entity == claim.attributed_to == "allbright"


def test_a_share_for_a_party_is_not_a_view_of_that_party():
    claim = last("Les résultats : 15,6 % pour l'Union verte, 9,5 % pour la Ligue.", "fr")
    assert (claim.entity, claim.attributed_to) == ("ligue", None)


def test_a_price_that_is_to_rise_is_not_the_one_of_last_year():
    text = "12 mars 2026\n\nEn 2025, la régie a gagné de l'argent. Le ticket passera de 1,70 à 1,80 euro au 1er juillet."
    times = [claim.period or claim.as_of for claim in claims(text, "fr")]
    assert "2024" not in times
    assert times[-1] == "2026-07-01"


def test_of_hundreds_of_times_in_one_sentence_only_the_nearest_are_weighed(monkeypatch):
    weighed = []

    def counted(*given):
        weighed.append(given)
        return bearings(*given)

    monkeypatch.setattr(timing, "bearings", counted)
    found = claims("Chômage : " + ", ".join(f"{number},5 % en {1900 + number}" for number in range(1, 100)) + ".", "fr")
    assert len(found) == 99
    assert [claim.period or claim.as_of for claim in found] == [str(1900 + number) for number in range(1, 100)]
    assert len(weighed) <= 24 * len(found)


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("Parvex made 77m euros (£53m; $100m) in 2021, up from 38m in 2019 at Norwood Stores.", "en", 3),
        ("Selon Anne Morel, Parvex a levé 40 millions de dollars (38 millions d'euros) en 2021, contre 9 millions en 2019.", "fr", 2),
        ("The Corvan fire burned 22 km (14 miles) off the coast in 2021, far from Norwood in 2019.", "en", 2),
    ],
)  # fmt: skip
def test_a_conversion_in_brackets_is_of_what_it_converts(text, language, figures):
    told = [(c.entity, c.metric, c.period, c.as_of, c.status, c.attributed_to) for c in claims(text, language)][:figures]
    assert len(told) == figures
    assert len(set(told)) == 1


def test_two_amounts_in_one_currency_are_no_conversion():
    text = "Parvex paid $20 million ($5 million in 2019) in 2021."
    first, second = extract(read_plain(text, "en"), VOCABULARY, "en")
    assert (first.period or first.as_of, second.period or second.as_of) == ("2021", "2019")
