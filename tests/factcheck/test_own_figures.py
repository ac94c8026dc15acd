"""Figures that follow from others of their sentence, and those that take their metric, their time or whom they are of from another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.factcheck.verdict import Answer

YIELDED = [
    "Claude Sonnet 4 charged 15 dollars per million output tokens in early 2026, five times its input price of $3.",
    "Uber's losses, 18 billion dollars in all, were twice those of Tesla, 9 billion.",
    "OpenAI's operating loss came to $7.8 billion in the first half of 2025, $3.1 billion more than its net loss of $4.7 billion.",
    "Nvidia holds 86% of the AI chip market, leaving 14% for its rivals.",
    "ChatGPT compte 800 millions d'utilisateurs hebdomadaires, dont 5 % de payants, soit 40 millions de personnes.",
    "Tesla took nine years to turn a profit, three more than Uber, which took six.",
    "GPT-4o charges four times as much for output as for input: $10 against $2.50.",
    "Nvidia détient 86 % du marché des puces d'IA, le reste, 14 %, revenant à ses rivaux.",
    "ChatGPT Plus costs $20 a month, so $60 for three months.",
    "GPT-5.2 Pro costs $21 per million input tokens and $168 per million output tokens, eight times more.",
    "Uber lost 18 billion dollars in six years, an average of 3 billion a year.",
    "Uber a accumulé 18 milliards de dollars de pertes en six ans, soit 3 milliards par an en moyenne.",
    "Nvidia détient 86 % du marché des puces d'IA contre un quart en 2021, soit 61 points de plus.",
    "L'objectif de chiffre d'affaires d'OpenAI pour 2030, 200 milliards de dollars, fait dix-sept fois celui qu'elle avait pour 2025 (11,6 milliards).",
    "L'entrée coûte 2,50 dollars le million de tokens sur GPT-4o et 3 dollars sur Claude Sonnet 4, soit un écart de 0,50 dollar.",
]
OFF = [
    "Claude Sonnet 4 charged 15 dollars per million output tokens in early 2026, three times its input price of $3.",
    "Les pertes cumulées d'Uber, 18 milliards de dollars, font la moitié de celles de Tesla, 9 milliards.",
    "OpenAI's operating loss came to $7.8 billion in the first half of 2025, $2.1 billion more than its net loss of $4.7 billion.",
    "Nvidia holds 86% of the AI chip market, leaving 24% for its rivals.",
    "Tesla took nine years to turn a profit, five more than Uber, which took six.",
    "GPT-4o charges five times as much for output as for input: $10 against $2.50.",
    "ChatGPT Plus costs $20 a month, so $90 for three months.",
    "Uber lost 18 billion dollars in six years, an average of 4 billion a year.",
    "Nvidia détient 86 % du marché des puces d'IA contre un quart en 2021, soit 41 points de plus.",
]
NOT_SUPPORTED = [
    "GPT-5.2 Pro costs $21 per million input tokens and $168 per million output tokens, nine times more.",
    "Les pertes cumulées de Tesla, 9 milliards de dollars, font le double de celles d'Uber, 18 milliards.",
    "OpenAI's operating loss came to $7.8 billion in the first half of 2025, $3.1 billion less than its net loss of $4.7 billion.",
    "Uber lost $18 billion over six years, or $5 billion a year.",
    "Uber lost 18 billion dollars in six years, 3 billion each and every year.",
    "Nvidia détient 86 % du marché des puces d'IA contre un quart en 2021, soit 61 points de moins.",
    "ChatGPT compte 800 millions d'utilisateurs hebdomadaires, dont 5 % de payants, soit 60 millions de personnes.",
]


@pytest.mark.parametrize("sentence", YIELDED)
def test_what_the_figures_of_a_sentence_yield_is_borne_out(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "supported"


@pytest.mark.parametrize("sentence", OFF)
def test_what_they_do_not_yield_is_refuted(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "refuted"


@pytest.mark.parametrize("sentence", NOT_SUPPORTED)
def test_what_is_tied_the_other_way_round_is_not_borne_out(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) != "supported"


def test_the_reason_names_the_sentence_s_own_figures(answer: Callable[[str], Answer]) -> None:
    figure = answer(YIELDED[3]).figures[-1]
    assert figure.why == "the sentence's own figures yield it"
    assert figure.evidence[0].inputs != ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Qwen3 Max charged $0.46 per million input tokens in early 2026, less than a fifth of the $2.50 asked for GPT-4o.",
        "Nvidia made $51.2 billion out of its $57 billion of revenue with its Data Center segment in the third quarter of fiscal 2026.",
        "OpenAI's October 2024 round, worth $6.6 billion, valued it at 157 billion.",
    ],
)
def test_a_second_figure_takes_its_metric_from_the_first(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "A million tokens in plus a million tokens out: $12.50 on GPT-4o.",
    ],
)
def test_a_figure_that_is_not_fully_understood_is_not_refuted(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "unverifiable"
