"""The whole of a sentence must be accounted for before it is borne out, and not the clauses of its figures alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.factcheck.verdict import Answer

FIGURE = "Uber lost $18 billion over six years"
FIGURE_FR = "Uber a perdu 18 milliards de dollars en six ans"
OPEN = [
    f"{FIGURE}, to the dismay of its founders.",
    f"{FIGURE}, its drivers having gone on strike.",
    f"{FIGURE}, thanks to its generous bonuses.",
    f"{FIGURE}, for the first time in its history.",
    f"{FIGURE}, a first for the company.",
    f"{FIGURE}, more than analysts had expected.",
    f"{FIGURE}, while Lyft's sales collapsed.",
    f"{FIGURE}, the final tally not being known yet.",
    f"{FIGURE}, and its revenue fell.",
    "Uber, which has yet to turn a profit, lost $18 billion over six years.",
    "None of the $18 billion that Uber lost over six years was made up for.",
    f"{FIGURE_FR}, au grand dam de ses fondateurs.",
    f"{FIGURE_FR}, grâce à ses primes.",
    f"{FIGURE_FR}, pour la première fois de son histoire.",
    f"{FIGURE_FR}, une première.",
    f"{FIGURE_FR}, tandis que ses ventes reculaient.",
    "OpenAI lost 5 billion dollars in 2024, although it had cancelled several projects.",
    "Deutsche Bank, which does not sell chips, expects OpenAI to lose 143 billion dollars between 2024 and 2029.",
    "Si Nvidia détient 86 % du marché des puces d'IA, c'est grâce à ses ingénieurs.",
    "Programmers love Claude Code, which brings in 2.5 billion dollars of annualized revenue.",
    "Même si Nvidia détient 86 % du marché des puces d'IA, AMD progresse.",
    "Not only has a study shown that Nvidia holds 86 % of the AI chip market, it is still growing.",
    "Nvidia, the country's oldest chipmaker, holds 86 % of the AI chip market.",
    "Nvidia's Data Center revenue grew 66% in the third quarter of fiscal 2026, for the third quarter running.",
    "Startups in AI took 58% of European venture capital in the first quarter of 2025.",
    "In early 2026 input and output together cost $168 per million tokens on GPT-5.2 Pro.",
    "Zhipu AI's R&D spending exceeded its revenue by 700% in 2024.",
    "Zhipu AI's R&D spending was more than 700% of its net loss in 2024.",
]
STILL = [
    f"{FIGURE}.",
    f"As it happens, {FIGURE}.",
    f"{FIGURE}, people familiar with the matter say.",
    "Uber, the American ride-hailing group, lost $18 billion over six years.",
    "Nvidia reported revenue of $57 billion for the third quarter of fiscal 2026.",
    f"Sans surprise, {FIGURE_FR}.",
]


@pytest.mark.parametrize("sentence", OPEN)
def test_what_is_said_beside_the_figures_must_be_of_the_base(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "unverifiable"


@pytest.mark.parametrize("sentence", STILL)
def test_what_says_nothing_takes_nothing_away(verdict: Callable[[str], str], sentence: str) -> None:
    assert verdict(sentence) == "supported"


def test_the_figures_keep_their_verdicts_and_a_note_names_the_words(answer: Callable[[str], Answer]) -> None:
    found = answer(OPEN[0])
    assert {figure.verdict.value for figure in found.figures} == {"supported"}
    assert found.notes == ('the figures are borne out, but the base does not tell what "dismay" says',)
    assert found.as_json()["verdict"] == "unverifiable"
