"""Plain turns of the press that once were misread: lists of names each with a figure, shares of output, trades before names, ", police said"."""

from pathlib import Path

import pytest

from kg.extraction.extract import extract
from kg.reading.layout import read_plain
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

VOCABULARY = load_vocabulary(Workspace.open(Path(__file__).parents[2]))


def read(text, language):
    return extract(read_plain(text, language), VOCABULARY, language)


@pytest.mark.parametrize(
    ("language", "text", "entities"),
    [
        ("en", "In 2023 rents rose by 5.9% in Germany, 3.4% in Spain and 17% in Hungary.", ["germany", "spain", "hungary"]),
        (
            "fr",
            "En 2022, les loyers ont augmenté de 7 % en Grèce, de 4 % en Italie et de 3 % au Portugal.",
            ["grece", "italie", "portugal"],
        ),
        ("en", "Norway counts 14,000 wolves, Sweden 3,000 and Finland 2,000.", ["norway", "sweden", "finland"]),
        ("fr", "La Norvège compte 14 000 loups, la Suède 3 000 et la Finlande 2 000.", ["norvege", "suede", "finlande"]),
        ("en", "Youth unemployment in Romania was 21% in 2023, compared with 9.8% in Czechia.", ["romania", "czechia"]),
    ],
)
def test_each_name_of_a_list_has_its_own_figure(language, text, entities):
    assert [claim.entity for claim in read(text, language)] == entities


@pytest.mark.parametrize(
    ("language", "text", "metrics"),
    [
        ("en", "Public debt in Belgium reached 105% of GDP in 2023.", ["public_debt"]),
        ("fr", "La dette de la Belgique a atteint 105 % du PIB en 2023.", ["public_debt"]),
        ("en", "The Belgian economy grew by 1.5% in 2023.", ["gdp_growth"]),
        ("fr", "La croissance de la Belgique a été de 1,5 % en 2023.", ["gdp_growth"]),
    ],
)
def test_a_share_of_output_is_no_growth_of_it(language, text, metrics):
    assert [claim.metric for claim in read(text, language)] == metrics


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("LISBON, 14 February 2024 — Chipmaker Valtrex reported revenue of $4.8 billion.", "valtrex"),
        ("Food maker Grandval employs 3,000 people.", "grandval"),
        ("Insurer Beacon employs 3,000 people.", "beacon"),
        ("Network Rail employs 3,000 people.", "network-rail"),
        ("Swimmer Ida Moreau, 24, won the race.", "ida-moreau"),
    ],
)
def test_what_somebody_does_is_no_part_of_the_name(text, entity):
    assert read(text, "en")[0].entity == entity


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "At least 14 people were hurt when a bus left the road near Sorvena, police said.", "police"),
        ("en", "A fire has burned 2,500 hectares of pine forest, firefighters said on Wednesday.", "firefighters"),
        ("fr", "Un incendie a détruit 2 500 hectares de pins, ont indiqué mercredi les pompiers.", "pompiers"),
        ("en", "Germany emitted 673 million tonnes in 2023, according to the institute Agorix.", "agorix"),
        ("en", "Two men carried 12 crates up the stairs.", None),
    ],
)
def test_who_says_it_at_the_end_of_a_sentence(language, text, speaker):
    assert read(text, language)[-1].attributed_to == speaker
