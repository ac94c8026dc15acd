"""Verbs and turns of phrase that speak of something else than a claim whose figure they share."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI burned 17.5 billion dollars of cash in the first half of 2025.",
        "OpenAI cut its loss by 5 billion dollars in 2024.",
        "OpenAI lost a lawsuit worth 5 billion dollars in 2024.",
        "Zhipu's IPO valued it at 558 million dollars.",
        "Anthropic raised 30 billion dollars in its IPO.",
        "Anthropic a levé 30 milliards de dollars lors de son introduction en Bourse.",
        "Zhipu raised 558 million dollars in a private round in January 2026.",
        "Anthropic invested 30 billion dollars in Series G companies.",
        "Nvidia ordered 500 billion dollars of chips.",
        "Nvidia a passé 500 milliards de dollars de commandes.",
        "Nvidia lost orders worth 500 billion dollars.",
        "Alibaba earns 53 billion dollars from AI infrastructure.",
        "Nvidia shipped 86 % more AI chips.",
        "Nvidia bought 86 % of an AI chip maker.",
        "86 % of AI chips fail, according to Nvidia.",
        "95 % of organizations stopped investing in AI because of no return.",
        "Nvidia's revenue growth slowed by 63 % in fiscal 2026.",
        "Anthropic's valuation fell below 380 billion dollars.",
        "La valorisation d'Anthropic est passée sous les 380 milliards de dollars.",
        "Data centers made up 66 % of Nvidia's revenue in Q3 of fiscal 2026.",
        "OpenAI lost 1.69 dollars for each dollar it earned in 2025.",
        "OpenAI was founded on 9 February 2026.",
        "ChatGPT was launched on 9 February 2026.",
        "OpenAI stopped advertising in ChatGPT on 9 February 2026.",
        "OpenAI bought an ads company on 9 February 2026.",
        "OpenAI repaid 5 billion dollars in losses in 2024.",
        "Zhipu spent 558 million dollars on its IPO.",
        "Anthropic lost 30 billion dollars in its Series G.",
        "OpenAI denied on 9 February 2026 that ads were in ChatGPT.",
        "La publicité a été retirée de ChatGPT le 9 février 2026.",
        "Zhipu AI raised its annual research and development budget by 700 % in 2024.",
        "OpenAI missed its revenue target for 2025 by 11.6 billion dollars.",
        "OpenAI fell short of its 2025 revenue goal by 11.6 billion dollars.",
        "OpenAI has obtained the 100 billion dollars that it needs for AGI.",
        "OpenAI a obtenu les 100 milliards de dollars dont elle a besoin pour l'AGI.",
        "OpenAI already spent 1.4 trillion dollars on data centers.",
        "OpenAI a déjà dépensé 1 400 milliards de dollars en centres de données.",
        "Anthropic employs engineers at more than 300,000 businesses.",
        "Anthropic emploie des ingénieurs dans plus de 300 000 entreprises.",
    ],
)
def test_another_verb_bears_no_claim_out(verdict, sentence):
    assert verdict(sentence) in ("unverifiable", "refuted")


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI lost 5 billion dollars in 2024.",
        "OpenAI burned 2.5 billion dollars of cash in the first half of 2025.",
        "Anthropic raised 30 billion dollars in February 2026.",
        "Anthropic raised 30 billion dollars in its Series G.",
        "Nvidia holds 86 % of the AI chip market.",
        "Nvidia has 500 billion dollars of orders.",
        "Zhipu raised 558 million dollars in its IPO.",
        "Anthropic is valued at 380 billion dollars.",
        "OpenAI spent 1.69 dollars for each dollar it earned in 2025.",
        "Advertising started in ChatGPT on 9 February 2026.",
        "La publicité a été introduite dans ChatGPT le 9 février 2026.",
    ],
)
def test_a_true_paraphrase_stays_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"
