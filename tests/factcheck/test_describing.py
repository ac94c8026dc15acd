"""What only describes a name is neither whom a figure is about nor a part of its business; and who pays whom, who profits, who leads."""

from __future__ import annotations

import pytest

DESCRIBED = [
    ("Anthropic, OpenAI's arch-rival, landed $30 billion in February 2026.", "supported"),
    ("ChatGPT maker OpenAI lost 5 billion dollars in 2024.", "supported"),
    ("The maker of ChatGPT, OpenAI, lost 5 billion dollars in 2024.", "supported"),
    ("AWS, a unit of Amazon in the cloud business, has an operating margin of 30 %.", "supported"),
    ("Zhipu AI, one of China's rising stars, booked around 45 million dollars of revenue in 2024.", "supported"),
    ("Le constructeur automobile Tesla a perdu au total 9 milliards de dollars avant d'être rentable.", "supported"),
    ("AWS, filiale cloud d'Amazon, dégage une marge opérationnelle de 30 %.", "supported"),
    ("Anthropic, grand rival d'OpenAI, a raflé 30 milliards de dollars en février 2026.", "supported"),
    ("Anthropic facture 15 dollars le million de tokens en sortie pour son modèle Claude Sonnet 4.", "supported"),
    # The same words where they describe nobody
    ("In advertising OpenAI made 4.3 billion dollars in the first half of 2025.", "unverifiable"),
    ("OpenAI's rival lost 5 billion dollars in 2024.", "unverifiable"),
    ("OpenAI's ChatGPT lost 5 billion dollars in 2024.", "unverifiable"),
    ("OpenAI lost 5 billion dollars on ChatGPT in 2024.", "unverifiable"),
    ("Nvidia's Chinese revenue reached 57 billion dollars in the third quarter of fiscal 2026.", "unverifiable"),
    (
        "Les revenus européens de Nvidia ont atteint 57 milliards de dollars au troisième trimestre de l'exercice 2026.",
        "unverifiable",
    ),
]

OTHER_WAYS_ROUND = [
    "Anthropic spends about 500 million dollars a year at Microsoft.",
    "Anthropic pays Microsoft about 500 million dollars a year.",
    "Anthropic verse à Microsoft environ 500 millions de dollars par an.",
    "Microsoft spends about 500 million dollars every day with Anthropic.",
    "OpenAI a brûlé 2,5 milliards de dollars de trésorerie par semaine au premier semestre 2025.",
    "OpenAI backed a 6.6 billion dollar funding round in October 2024.",
    "OpenAI a participé à un tour de table de 6,6 milliards de dollars en octobre 2024.",
    "OpenAI a mené un tour de table de 6,6 milliards de dollars dans une start-up en octobre 2024.",
    "OpenAI's clients are expected to spend 22 billion dollars in 2025.",
    "Les clients d'OpenAI ont engrangé 4,3 milliards de dollars de chiffre d'affaires au premier semestre 2025.",
    "Tesla made money for nine years.",
    "Uber posted six straight years of profit.",
    "Tesla a été bénéficiaire durant neuf ans.",
    "Uber a aligné six années de bénéfices.",
    "High-Flyer kept 56.6% of its clients' gains in 2025.",
    "58 % des start-up d'IA ont fait faillite au premier trimestre 2025.",
    "Quantization raises the cost of inference by 60 to 70%.",
    "La quantification alourdit le coût de l'inférence de 60 à 70 %.",
]


@pytest.mark.parametrize(("sentence", "expected"), DESCRIBED)
def test_who_a_name_is_changes_nothing(verdict, sentence, expected):
    assert verdict(sentence) == expected


@pytest.mark.parametrize("sentence", OTHER_WAYS_ROUND)
def test_the_other_way_round_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) != "supported"


def test_hundreds_are_cents_where_a_million_tokens_cost_them(verdict):
    assert verdict("DeepSeek-V2 coûte quatorze cents le million de tokens en entrée.") == "supported"
    assert verdict("DeepSeek-V2 coûte quatorze dollars le million de tokens en entrée.") == "refuted"
