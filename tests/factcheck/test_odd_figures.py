"""Figures that people seldom write: nothing of something, powers, digits of other scripts."""

from __future__ import annotations

import pytest

from kg.factcheck.verdict import Verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI faced 3 lawsuits in 2024 and 0 lawsuits in 2025.",
        "OpenAI has 5 out of 0 users.",
        "OpenAI lost 5 of its 0 billion dollars.",
        "OpenAI's revenue was 0 dollars in 2024, 0 times as much as that of Nvidia, or 0 % of it.",
        "OpenAI lost 0 dollars in 0 years, 0 for every 0 users, 0 a year.",
        "OpenAI lost 5 billion dollars in 2024, down 100 %, so that it was 5 billion the year before.",
        "Uber : 5 morts et 0 blessé.",
        "OpenAI a perdu 0 dollar sur 0 en 2024, soit 0 fois le chiffre d'affaires de Nvidia.",
        "Sur 0 utilisateurs d'OpenAI, 0 paie, soit 0 % pour 0 dollar par mois.",
    ],
)
def test_nothing_divides_nothing(verdict, sentence):
    assert verdict(sentence) in {"unverifiable", "refuted"}


@pytest.mark.parametrize(
    "sentence",
    [
        "ChatGPT has 10⁶ users and 5 % paying.",
        "OpenAI had 2, 10² and 5 users in 2025.",
        "OpenAI had 3² of 10³ users in 2025, 5 ⁶ of them paying.",
        "OpenAI had ① user, ½ of ②, in 2025 and 2¹ years.",
        "OpenAI a ⁵ clients sur 10², dont ¾ payants, depuis ² ans.",
        "OpenAI compte ⅕ des ³ clients, un pour chaque ² dollars.",
    ],
)
def test_powers_and_numbers_in_circles_are_read_or_left(verdict, sentence):
    assert verdict(sentence) in {"unverifiable", "refuted"}


def test_ten_to_the_sixth_is_a_million(answer):
    figure = answer("ChatGPT has 10⁶ users and 5 % paying.").figures[0]
    assert (figure.exact, figure.understood["value_min"], figure.verdict) == ("10⁶", "1000000", Verdict.REFUTED)


@pytest.mark.parametrize("digits", ["5", "٥", "５", "५"])
def test_digits_of_any_script_say_the_same(verdict, digits):
    assert verdict(f"OpenAI lost {digits} billion dollars in 2024.") == "supported"
