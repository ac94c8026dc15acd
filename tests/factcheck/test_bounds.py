"""What bounds, ranges, changes and plans bear out, and what they leave open: a wrong "supported" is worse than none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        # The base says at least so many: it does not say where they end.
        "Anthropic has fewer than 350,000 business customers.",
        "Anthropic a moins de 350 000 clients entreprises.",
        "OpenAI lost less than 9.5 billion dollars in 2025.",
        "OpenAI a perdu moins de 10 milliards de dollars en 2025.",
        "Qwen has been downloaded fewer than 700 million times.",
        "Africa has under 1.2 billion inhabitants.",
    ],
)
def test_a_bound_on_one_side_does_not_bear_out_one_on_the_other(verdict, sentence):
    assert verdict(sentence) == "unverifiable"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Google will spend more than 185 billion dollars on AI in 2026.", {"imprecise", "refuted"}),
        ("Google will spend more than 180 billion dollars on AI in 2026.", {"unverifiable"}),
        ("Google will spend less than 175 billion dollars on AI in 2026.", {"imprecise", "refuted"}),
        ("Google will spend between 175 and 285 billion dollars on AI in 2026.", {"imprecise"}),
        ("Google will spend 175 to 185 billion dollars on AI in 2026.", {"supported"}),
        ("Google will spend more than 170 billion dollars on AI in 2026.", {"supported"}),
        ("Google dépensera plus de 185 milliards de dollars pour l'IA en 2026.", {"imprecise", "refuted"}),
        ("Quantization cuts costs by more than 70 %.", {"imprecise", "refuted"}),
        ("Quantization cuts costs by 60 to 90 %.", {"imprecise"}),
        ("Quantization cuts costs by 60 to 70 %.", {"supported"}),
        ("Anthropic raised between 30 and 40 billion dollars in February 2026.", {"imprecise"}),
    ],
)
def test_a_range_bears_out_only_what_all_of_it_does(verdict, sentence, expected):
    assert verdict(sentence) in expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Qwen 3.5 cuts operating costs to 60 %.",
        "Qwen 3.5 réduit ses coûts d'exploitation à 60 % de leur niveau.",
        "Nvidia's data-center revenue rose to 66 % in Q3 fiscal 2026.",
        "Quantization cuts costs to 60 % of their level.",
    ],
)
def test_what_something_moved_to_is_not_by_how_much_it_moved(verdict, sentence):
    assert verdict(sentence) != "supported"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Claude Sonnet 4 is 50 % dearer than GPT-4o for output tokens.", "supported"),
        ("Claude Sonnet 4 is 150 % dearer than GPT-4o for output tokens.", "refuted"),
        ("Claude Sonnet 4 est 20 % plus cher que GPT-4o en entrée.", "supported"),
        ("Claude Sonnet 4 est 120 % plus cher que GPT-4o en entrée.", "refuted"),
        ("GPT-4o costs 33 % less than Claude Sonnet 4 for output tokens.", "supported"),
        ("GPT-4o costs 67 % less than Claude Sonnet 4 for output tokens.", "refuted"),
        ("DeepSeek V2 is 94 % cheaper than GPT-4o for input tokens.", "supported"),
    ],
)
def test_so_many_percent_more_than_another_is_held_against_both(verdict, sentence, expected):
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI is valued at 730 billion dollars.",
        "OpenAI est valorisée 730 milliards de dollars.",
        "Google spent 175 to 185 billion dollars on AI capex in 2026.",
        "Google a dépensé 175 à 185 milliards de dollars pour l'IA en 2026.",
        "OpenAI lost 143 billion dollars between 2024 and 2029, says Deutsche Bank.",
    ],
)
def test_what_is_only_aimed_at_or_expected_is_no_fact(verdict, sentence):
    assert verdict(sentence) != "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI is seeking a valuation of about 730 billion dollars.",
        "OpenAI vise une valorisation d'environ 730 milliards de dollars.",
        "Google plans to spend 175 to 185 billion dollars on AI in 2026.",
        "Deutsche Bank expects OpenAI to lose 143 billion dollars between 2024 and 2029.",
    ],
)
def test_an_aim_or_a_forecast_told_as_such_is_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"
