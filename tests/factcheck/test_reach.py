"""Whose a figure is, of which of them it is, to the unit, on top of what and of both: borne out only where a claim tells it."""

from __future__ import annotations

import pytest

OPEN = [
    "OpenAI accumulera 143 milliards de dollars de pertes entre 2024 et 2029, prévoit Sam Altman.",
    "As Satya Nadella put it, OpenAI will lose $143 billion between 2024 and 2029.",
    "Marie Kervadec notes that OpenAI will lose $143 billion between 2024 and 2029.",
    "Pour Sam Altman, OpenAI perdra 143 milliards de dollars entre 2024 et 2029.",
    "OpenAI began showing ads to enterprise users on 9 February 2026.",
    "Le 9 février 2026, OpenAI a commencé à afficher des publicités à ses abonnés Plus.",
    "Le 9 février 2026, OpenAI a lancé la publicité dans ChatGPT pour ses utilisateurs professionnels.",
    "Paying users of ChatGPT have seen ads since 9 February 2026.",
    "DeepSeek est 95 à 98 % moins cher que ses concurrents chinois.",
    "DeepSeek's prices are 95 to 98% lower than those of Asian rivals.",
    "DeepSeek est 95 à 98 % moins cher que ses rivaux européens.",
    "Google will spend exactly $180 billion on AI in 2026.",
    "Google's 2026 AI capital spending is set at $180 billion.",
    "En 2026, Google a fixé ses investissements dans l'IA à 180 milliards de dollars.",
    "Google investira précisément 180 milliards de dollars dans l'IA en 2026.",
    "Google's AI capital spending will be $180 billion in 2026.",
    "Google's AI capital spending in 2026: $180 billion on the dot.",
    "Nvidia booked $57 billion of revenue in the third quarter of fiscal 2026, plus another $51.2 billion in its Data Center segment.",
    "On top of its $57 billion of revenue in the third quarter of fiscal 2026, Nvidia made $51.2 billion in its Data Center segment.",
    "Au chiffre d'affaires de Nvidia, 57 milliards de dollars au troisième trimestre de l'exercice 2026, s'ajoutent 51,2 milliards pour le segment Data Center.",
    "Nvidia a réalisé 57 milliards de dollars de chiffre d'affaires au troisième trimestre de l'exercice 2026, auxquels s'ajoutent 51,2 milliards de dollars dans le segment Data Center.",
    "In early 2026 Claude Sonnet 4 cost one and a half times as much as GPT-4o for input and output alike: $15 against $10.",
    "Début 2026, Claude Sonnet 4 coûtait une fois et demie le prix de GPT-4o en sortie (15 dollars contre 10) comme en entrée.",
    "Début 2026, Claude Sonnet 4 coûtait 1,5 fois plus que GPT-4o, tant en entrée qu'en sortie : 15 dollars contre 10.",
]
TOLD = [
    "On 9 February 2026 OpenAI launched ads in ChatGPT for its free and Go users.",
    "Le 9 février 2026, OpenAI a lancé la publicité dans ChatGPT pour ses utilisateurs gratuits et Go.",
    "DeepSeek est 95 à 98 % moins cher que ses concurrents occidentaux.",
    "DeepSeek undercuts its Western competitors by 95 to 98%.",
    "ChatGPT has 800 million weekly users.",
    "ChatGPT compte 800 millions d'utilisateurs hebdomadaires.",
    "Google's AI capital spending will be $175 to $185 billion in 2026.",
    "Google's AI capital spending will be about $180 billion in 2026.",
    "Nvidia had revenue of $57 billion in the third quarter of fiscal 2026, of which $51.2 billion in its Data Center segment.",
]


@pytest.mark.parametrize("sentence", OPEN)
def test_a_reach_that_no_claim_has_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) != "supported"


@pytest.mark.parametrize("sentence", TOLD)
def test_the_reach_of_a_claim_is_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"
