"""Ages that no word for years says, and numbers beside names and persons that are no ages."""

from __future__ import annotations

import pytest

from kg.extraction.figures.finding import find_figures

AGES = [
    "Mira Osten, 57, runs the mill.",
    "Mira Osten runs the mill. Osten, 57, was born there.",
    "Mira Osten runs the mill. Osten is 57 and tired.",
    "She is 57.",
    "You are 57, he says.",
    "I turned 57 in May.",
    "Mira Osten was twelve when she ran the mill.",
    "Now 57, she runs the mill.",
    "The founder, Mira Osten (57), left.",
    "The youngest guest was 57.",
    "He was a plumber of 57.",
    "She died at 57.",
    "Most of them were under 30, he said.",
    "Nobody under 30 came.",
    "Few people under 30 rent.",
    "Pensions for those over 65 will rise.",
    "Priya, 57, runs the mill.",
    "The mill is hers. At eleven she won it.",
    "In the end, at 17 he left.",
]
NO_AGES = [
    "Mira Osten lost. Osten, 57 votes short, left.",
    "Inflation is 57 and rising.",
    "Labour (57) won.",
    "The team had a total of 57.",
    "He was a driver of 57 cars.",
    "She turned 57 pages.",
    "In Paris, 57, in Rome, 60.",
    "In Paris, 57, mostly men, came.",
    "Finally, 57, all told, came.",
    "At 17 the road turns.",
    "The council approved a five-year plan.",
    "The price is under 30, he said.",
    "The trial of the youngest started with 57 jurors.",
]


@pytest.mark.parametrize("text", AGES)
def test_ages(text: str) -> None:
    assert [(figure.kind, figure.unit) for figure in find_figures(text, ("en", "fr"))] == [("age", "year")]


@pytest.mark.parametrize("text", NO_AGES)
def test_no_ages(text: str) -> None:
    assert all(figure.kind != "age" for figure in find_figures(text, ("en", "fr")))


FRENCH_AGES = [
    "C'est interdit aux moins de 18 ans.",
    "Les plus de soixante-cinq ans entrent.",
    "Le monde a treize milliards d'années.",
    "Mon aïeul a cent deux ans.",
    "Nina Vidal, 24 ans, est partie.",
]
NO_FRENCH_AGES = [
    "La firme a 30 ans d'expérience.",
    "Le maire a cinq ans pour agir.",
    "Il reste moins de 18 ans.",
]


@pytest.mark.parametrize("text", FRENCH_AGES)
def test_french_ages(text: str) -> None:
    found = find_figures(text, ("fr", "en"))
    assert [(figure.kind, figure.unit) for figure in found] == [("age", "year")]
    assert not found[0].exact.startswith("a ")


@pytest.mark.parametrize("text", NO_FRENCH_AGES)
def test_no_french_ages(text: str) -> None:
    assert all(figure.kind != "age" for figure in find_figures(text, ("fr", "en")))


@pytest.mark.parametrize(
    "text",
    [
        "Mr Frewer's mother, 58, said she was sad.",
        "My dad is 79 and has never moved.",
        "My brother's now 41.",
        "Our son was 12 when it came.",
        'It was hard, said Mr Sallow, 63. "You could lose a boot."',
        "Dr Hall, 51, signed the letter.",
        '"I wept," said Anna Vidal, 42.',
        "His son Tom, 9, was there.",
        "Anna's husband (61) is a nurse.",
    ],
)
def test_ages_of_kin_and_of_people_with_a_title(text: str) -> None:
    assert [(figure.kind, figure.unit) for figure in find_figures(text, ("en", "fr"))] == [("age", "year")]


@pytest.mark.parametrize(
    "text",
    [
        "He moved to New York, 34.",
        "Leeds beat Manchester United, 3.",
        "In Paris, 34 were hurt.",
        "My brother is 3 – 0 up.",
        "My mother is 12 points behind.",
        "My dad is 1 of 3 men.",
        "His daughter, 3.5, said nothing.",
        "Mrs May, 12,000 votes ahead, smiled.",
        "Mrs Frewer's mother, 58% of it.",
        "The boss is 12 and counting.",
        "Invoices 12, 14, and 16.",
    ],
)
def test_no_ages_of_kin(text: str) -> None:
    assert all(figure.kind != "age" for figure in find_figures(text, ("en", "fr")))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Most are under the age of five.", None, 5),
        ("It is for people over the age of 65.", 65, None),
        ("He left at the age of 18.", 18, 18),
    ],
)
def test_ages_that_bound(text: str, low: int | None, high: int | None) -> None:
    assert [(figure.low, figure.high) for figure in find_figures(text, ("en", "fr"))] == [(low, high)]
