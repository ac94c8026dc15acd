"""A claim of a part does not answer for the whole, nor a forecast for what came about."""

from __future__ import annotations

import pytest

PARTS = [
    "Nvidia's revenue rose 66 % in the third quarter of fiscal 2026.",
    "Nvidia's revenue grew by 66 per cent in the third quarter of fiscal 2026.",
    "Le chiffre d'affaires de Nvidia a progressé de 66 pour cent au troisième trimestre de l'exercice 2026.",
    "Nvidia's total revenue was 51.2 billion dollars in the third quarter of fiscal 2026.",
    "Le chiffre d'affaires de Nvidia a grimpé de 66 % au troisième trimestre de l'exercice 2026.",
    "Worldwide venture capital reached 73 billion dollars in the first quarter of 2025.",
    "Le capital-risque mondial a pesé 73 milliards de dollars au premier trimestre 2025.",
]
NAMED = [
    "Nvidia's data center revenue rose 66 % in the third quarter of fiscal 2026.",
    "Le chiffre d'affaires de Nvidia dans les centres de données a grimpé de 66 % au troisième trimestre de l'exercice 2026.",
    "Venture capital put 73 billion dollars into AI startups in the first quarter of 2025.",
]
OUTCOMES = [
    "Nvidia ended fiscal 2026 with revenue of 213 billion dollars.",
    "Nvidia a terminé l'exercice 2026 avec 213 milliards de dollars de chiffre d'affaires.",
    "Nvidia a réalisé 213 milliards de dollars de chiffre d'affaires sur l'exercice 2026.",
    "OpenAI spent 22 billion dollars in 2025.",
]
EXPECTED = [
    "Nvidia is expected to make 213 billion dollars of revenue in fiscal 2026.",
    "Nvidia devrait réaliser 213 milliards de dollars de chiffre d'affaires sur l'exercice 2026.",
    "OpenAI was expected to spend 22 billion dollars in 2025.",
]


@pytest.mark.parametrize("sentence", PARTS)
def test_a_claim_of_a_part_says_nothing_of_the_whole(answer, sentence):
    found = answer(sentence)
    assert found.verdict.value != "supported"
    told = [evidence.why for evidence in found.figures[0].evidence]
    assert any("of a part that the sentence does not name" in why for why in told) or found.verdict.value == "refuted"


@pytest.mark.parametrize("sentence", NAMED)
def test_it_answers_where_the_part_is_named(verdict, sentence):
    assert verdict(sentence) == "supported"


@pytest.mark.parametrize("sentence", OUTCOMES)
def test_a_forecast_does_not_bear_out_an_outcome(answer, sentence):
    found = answer(sentence)
    assert found.verdict.value == "unverifiable"
    assert found.figures[0].why == "the base has it as a forecast, the sentence as an outcome"


@pytest.mark.parametrize("sentence", EXPECTED)
def test_it_bears_out_what_is_expected(verdict, sentence):
    assert verdict(sentence) == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "Nvidia's revenue was 57 billion dollars in Q3 FY2026.",
        "Nvidia's data center revenue was 51.2 billion dollars in Q3 FY2026.",
        "Nvidia made 57 billion dollars of revenue in FY2026 Q3.",
        "Le chiffre d'affaires de Nvidia a atteint 57 milliards de dollars au T3 FY2026.",
        "OpenAI's revenue was 4.3 billion dollars in H1 2025.",
    ],
)
def test_a_quarter_is_no_place(verdict, sentence):
    assert verdict(sentence) == "supported"
