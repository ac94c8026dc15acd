"""Another period, rate, market, speaker or base than a claim's: it does not bear the sentence out."""

from __future__ import annotations

import pytest

from kg.factcheck.verdict import Relation

OTHER = [
    "OpenAI will lose 143 billion dollars in 2029.",
    "OpenAI perdra 143 milliards de dollars en 2029.",
    "OpenAI perdra 143 milliards de dollars entre 2025 et 2029.",
    "OpenAI's cumulative losses between 2025 and 2029 will reach 143 billion dollars.",
    "OpenAI has lost 5 billion dollars since 2024.",
    "OpenAI a perdu 5 milliards de dollars depuis 2024.",
    "By 2024 OpenAI had lost 5 billion dollars in total.",
    "Alibaba invests 53 billion dollars a year in AI infrastructure.",
    "Alibaba investit 53 milliards de dollars par an dans l'infrastructure d'IA.",
    "OpenAI's data center commitment is 1,400 billion dollars a year.",
    "Claude Code's annualized revenue is 2.5 billion dollars a month.",
    "AWS lost money for three years after 2009.",
    "AWS a perdu de l'argent pendant trois ans après 2009.",
    "Anthropic has been profitable since 2028.",
    "Anthropic est rentable depuis 2028.",
    "Nvidia holds 86 % of the smartphone chip market.",
    "Nvidia holds 86 % of the Chinese AI chip market.",
    "Nvidia détient 86 % du marché chinois des puces d'IA.",
    "Nvidia détient 86 % du marché des puces pour smartphones.",
    "800 million Europeans use ChatGPT each week.",
    "800 million European users use ChatGPT each week.",
    "800 millions d'Européens utilisent ChatGPT chaque semaine.",
    "According to Goldman Sachs, OpenAI will lose 143 billion dollars between 2024 and 2029.",
    "According to Sam Altman, OpenAI will lose 143 billion dollars between 2024 and 2029.",
    "Selon Goldman Sachs, OpenAI perdra 143 milliards de dollars entre 2024 et 2029.",
    "OpenAI will lose 143 billion dollars between 2024 and 2029, Goldman Sachs estimates.",
    "Qwen3.5-Plus is eighteen times cheaper than Claude Sonnet 4.",
    "Qwen3.5-Plus est dix-huit fois moins cher que GPT-4o.",
    "Qwen3.5-Plus costs one eighteenth of GPT-5.2 Pro.",
    "Claude Sonnet 4 is eighteen times dearer than Qwen3.5-Plus.",
    "DeepSeek is 95 to 98 % cheaper than Alibaba.",
    "Western rivals are 95 to 98 % cheaper than DeepSeek.",
    "Rivals undercut DeepSeek by 95 to 98 %.",
    "Les rivaux de DeepSeek sont 95 à 98 % moins chers.",
    "Les rivaux occidentaux sont 95 à 98 % moins chers que DeepSeek.",
    "ChatGPT Plus costs 20 dollars per million tokens.",
    "ChatGPT Plus costs 20 dollars per thousand.",
    "ChatGPT Plus coûte 20 dollars le million de jetons.",
]
SAME = [
    "OpenAI will lose 143 billion dollars between 2024 and 2029.",
    "By 2029 OpenAI will have lost 143 billion dollars.",
    "OpenAI perdra 143 milliards de dollars d'ici 2029.",
    "OpenAI's cumulative losses will reach 143 billion dollars in 2029.",
    "OpenAI lost 5 billion dollars in 2024.",
    "Alibaba invests 53 billion dollars in AI infrastructure.",
    "Claude Code's annualized revenue is 2.5 billion dollars a year.",
    "AWS lost money for three years after 2006.",
    "Anthropic will be profitable in 2028.",
    "Nvidia holds 86 % of the global AI chip market.",
    "Nvidia holds 86 % of the market for artificial intelligence chips.",
    "Nvidia détient 86 % du marché des puces d'IA.",
    "Nvidia détient 86 % du marché des puces pour l'intelligence artificielle.",
    "800 million people use ChatGPT each week.",
    "According to Deutsche Bank, OpenAI will lose 143 billion dollars between 2024 and 2029.",
    "Qwen3.5-Plus is eighteen times cheaper than Gemini 3 Pro.",
    "Gemini 3 Pro is eighteen times dearer than Qwen3.5-Plus.",
    "DeepSeek is 95 to 98 % cheaper than its western rivals.",
    "DeepSeek undercuts its western rivals by 95 to 98 %.",
    "DeepSeek est 95 à 98 % moins cher que ses rivaux occidentaux.",
]


@pytest.mark.parametrize("sentence", OTHER)
def test_what_is_said_of_something_else_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) in ("unverifiable", "refuted", "disputed")


@pytest.mark.parametrize("sentence", SAME)
def test_what_is_said_of_the_same_stays_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"


def test_another_speaker_is_told_as_the_reason(answer):
    told = answer("According to Goldman Sachs, OpenAI will lose 143 billion dollars between 2024 and 2029.").figures[0]
    assert told.verdict.value == "unverifiable"
    assert told.evidence[0].relation is Relation.NOT_COMPARABLE
    assert told.evidence[0].why == "the sentence has it from goldman-sachs, the claim from deutsche-bank"
