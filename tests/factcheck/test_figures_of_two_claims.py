"""What reporters make of two claims: multiples of what they only name, remainders, averages, wholes, what is left without a part.

Each sentence is of the shipped base; those that are wrong have another number, order, time, metric or name.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

TRUE = {
    # So many times, or a part, of a quantity that is named without its figure: of another metric, time or thing.
    "of a named quantity": [
        "Uber lost 18 billion dollars, twice as much as Tesla.",
        "OpenAI lost $4.7 billion in the first half of 2025, more than its $4.3 billion in revenue over the same months.",
        "Zhipu AI's net loss of about $350 million in 2024 was nearly eight times its revenue.",
        "OpenAI's $8.5 billion of spending in the first half of 2025 was almost twice its revenue.",
        "Anthropic's Series G brought in $30 billion in February 2026, more than three times its annualised revenue at the end of 2025.",
        "OpenAI was valued at $157 billion in 2024, more than forty times its revenue of that year.",
        "Tesla lost $9 billion in nine years, half of what Uber lost before it turned a profit.",
        "Claude Sonnet 4 coûte 15 dollars le million de jetons en sortie, une fois et demie le prix de GPT-4o.",
        "GPT-4o coûte 10 dollars le million de jetons en sortie, quatre fois son prix en entrée.",
        "Qwen3-Max est facturé 1,84 dollar le million de jetons en sortie, quatre fois son tarif en entrée.",
        "Le chiffre d'affaires des centres de données de Nvidia, 51,2 milliards de dollars au troisième trimestre de l'exercice 2026, représente environ neuf dixièmes de ses ventes du trimestre.",
        "OpenAI a brûlé 2,5 milliards de dollars au premier semestre 2025, un peu plus de la moitié de sa perte nette.",
        "L'introduction en Bourse de Zhipu AI a rapporté 558 millions de dollars en janvier 2026, plus d'une fois et demie sa perte nette de 2024.",
        "ChatGPT comptait 800 millions d'utilisateurs hebdomadaires en février 2026, plus de deux fois et demie les 300 millions que Gunter Pauli prête à OpenAI.",
        "AWS lost money for three years, a third as long as Tesla.",
        "Deutsche Bank voit OpenAI perdre 143 milliards de dollars de 2024 à 2029, près de seize fois ce qu'a perdu Tesla.",
    ],
    # What a share leaves: of 100 %, of so many, and of whom.
    "remainders": [
        "Nvidia holds 86% of the AI chip market, leaving about one-seventh to all the others.",
        "Zhipu AI fait 85 % de son chiffre d'affaires avec des installations sur site, ce qui laisse 15 % au reste.",
        "In February 2026 one ChatGPT user in twenty paid, leaving 95% who did not.",
    ],
    # So much a year on average, over the months before, and how long a reserve lasts.
    "averages and paces": [
        "OpenAI held $17.5 billion in cash in June 2025 after burning $2.5 billion in six months.",
        "OpenAI, qui a brûlé 2,5 milliards de dollars au premier semestre 2025, en avait encore 17,5 en caisse en juin, de quoi tenir trois ans et demi à ce rythme.",
        "OpenAI burned $2.5 billion in the first half of 2025 and had $17.5 billion in cash in June 2025, enough to last three and a half years at that rate.",
        "Uber lost $18 billion over six years, an average of $3 billion a year.",
    ],
    # A whole by a part and its share, a value before a growth, a ratio told again by its terms.
    "wholes and parts": [
        "Nvidia is forecast to sell about $213 billion in fiscal 2026, up 63%, implying some $131 billion the year before.",
        "OpenAI spent $8.5 billion in the first half of 2025 on revenue of $4.3 billion, about two dollars for each dollar it took in.",
        "Venture capital put $73 billion into AI startups worldwide in the first quarter of 2025, 58% of the total.",
        "Les 6,6 milliards de dollars levés par OpenAI en octobre 2024 dépassent d'un tiers environ sa perte attendue pour 2024, 5 milliards.",
    ],
    # What is left of a value without a part of it.
    "without a part": [
        "Excluding Data Center, Nvidia's revenue came to $5.8 billion in the third quarter of fiscal 2026.",
        "Excluding data centres, Nvidia took in $5.8 billion in the third quarter of fiscal 2026.",
    ],
    # The largest, dearest or only one, of which no claim tells.
    "boasts": [],
    # Who says it, in whatever words.
    "speakers": [
        "Sam Altman disclosed on the BG2 podcast that OpenAI takes in more than $13 billion in revenue a year.",
        "Sam Altman a révélé dans le podcast BG2 qu'OpenAI réalisait plus de 13 milliards de dollars de chiffre d'affaires par an.",
    ],
    # A matter without a proper name, and figures of clauses set apart.
    "read apart": [
        "Shares in Zhipu AI, which raised $558 million when it listed in Hong Kong in January 2026, were up 173% on the IPO by February 2026.",
        "Jensen Huang says Nvidia has $500 billion of orders for Blackwell and Rubin, over twice its expected revenue for fiscal 2026.",
    ],
}
FALSE = {
    "of a named quantity": [
        "Les dépenses de recherche de Zhipu AI ont représenté en 2024 au moins sept fois ses ventes, soit quelque 415 millions de dollars au bas mot pour environ 45 millions de recettes.",
        "Zhipu AI's net loss of about $350 million in 2024 was nearly five times its revenue.",
        "Zhipu AI's net loss of about $350 million in 2024 was nearly eight times its 2023 revenue.",
        "OpenAI's $8.5 billion of spending in the first half of 2025 was almost three times its revenue.",
        "Anthropic's Series G brought in $30 billion in February 2026, more than three times its annualised revenue at the end of 2024.",
        "Anthropic's Series G brought in $30 billion in February 2026, more than three times OpenAI's annualised revenue at the end of 2025.",
        "OpenAI was valued at $157 billion in 2024, more than sixty times its revenue of that year.",
        "OpenAI's compute commitments for data centres, $1.4 trillion, are about nineteen times its 2024 valuation.",
        "Nvidia booked $57 billion of revenue in the third quarter of fiscal 2026, some two-tenths of it from data centres.",
        "Tesla lost $9 billion in nine years, a quarter of what Uber lost before it turned a profit.",
        "Uber lost $18 billion in six years, half of what Tesla lost before it turned a profit.",
        "La valorisation d'Anthropic, 380 milliards de dollars en février 2026, équivaut à près de neuf fois le total de ses levées de fonds.",
        "GPT-4o coûte 10 dollars le million de jetons en sortie, trois fois son prix en entrée.",
        "GPT-4o coûte 10 dollars le million de jetons en sortie, quatre fois le prix d'entrée de Claude Sonnet 4.",
        "Le chiffre d'affaires des centres de données de Nvidia, 51,2 milliards de dollars au troisième trimestre de l'exercice 2026, représente environ la moitié de ses ventes du trimestre.",
        "OpenAI a brûlé 2,5 milliards de dollars au premier semestre 2025, un peu plus du tiers de sa perte nette.",
        "L'introduction en Bourse de Zhipu AI a rapporté 558 millions de dollars en janvier 2026, plus de deux fois et demie sa perte nette de 2024.",
        "Jensen Huang says Nvidia has $500 billion of orders for Blackwell and Rubin, over four times its expected revenue for fiscal 2026.",
        "ChatGPT comptait 800 millions d'utilisateurs hebdomadaires en février 2026, plus de trois fois et demie les 300 millions que Gunter Pauli prête à OpenAI.",
        "AWS lost money for three years, half as long as Tesla.",
        "Deutsche Bank voit OpenAI perdre 143 milliards de dollars de 2024 à 2029, près de huit fois ce qu'a perdu Tesla.",
    ],
    "remainders": [
        "Nvidia holds 86% of the AI chip market, leaving about a quarter to all the others.",
        "Nvidia holds 86% of the AI chip market, leaving 14% to AMD.",
        "Zhipu AI fait 85 % de son chiffre d'affaires avec des installations sur site, ce qui laisse 25 % au reste.",
        "In February 2026 one ChatGPT user in twenty paid, leaving 95% who did.",
    ],
    "averages and paces": [
        "OpenAI held $17.5 billion in cash in June 2025 after burning $2.5 billion in six months, enough for nine more half-years at the same pace.",
        "OpenAI held $17.5 billion in cash in June 2025 after burning $2.5 billion in three months, enough for seven more half-years at the same pace.",
        "OpenAI held $17.5 billion in cash in June 2025 after burning $2.5 billion in twelve months.",
        "OpenAI burned $2.5 billion in the first half of 2025 and had $17.5 billion in cash in June 2025, enough to last seven years at that rate.",
        "Uber lost $18 billion over six years, an average of $4 billion a year.",
        "Tesla a perdu 9 milliards de dollars en neuf ans, soit deux milliards par an en moyenne.",
        "Alibaba prévoit 53 milliards de dollars pour l'IA étalés sur trois ans, soit près de 28 milliards par an en moyenne.",
    ],
    "wholes and parts": [
        "Worldwide venture funding works out at about $146 billion for early 2025, given that the $73 billion invested in AI startups made up 58% of it.",
        "Worldwide venture funding for AI startups works out at about $126 billion for early 2025, given that the $73 billion invested in AI startups made up 58% of it.",
        "Les prévisions donnaient à Nvidia environ 213 milliards de dollars de ventes sur l'exercice 2026, en hausse de 63 %, ce qui suppose un peu plus de 150 milliards l'exercice précédent.",
        "Nvidia is forecast to sell about $213 billion in fiscal 2026, up 63%, implying some $79 billion the year before.",
        "OpenAI spent $8.5 billion in the first half of 2025 on revenue of $4.3 billion, about three dollars for each dollar it took in.",
        "OpenAI spent $8.5 billion in the first half of 2025 on revenue of $4.3 billion, about two dollars in for each dollar out.",
        "Venture capital put $73 billion into AI startups worldwide in the first quarter of 2025, 73% of the total.",
    ],
    "without a part": [
        "Hors centres de données, l'activité de Nvidia n'a pesé que 7,8 milliards de dollars au troisième trimestre de l'exercice 2026, environ un dixième de ses ventes totales.",
        "Hors centres de données, l'activité de Nvidia n'a pesé que 5,8 milliards de dollars au troisième trimestre de l'exercice 2026, environ un cinquième de ses ventes totales.",
        "Excluding gaming, Nvidia's revenue came to $5.8 billion in the third quarter of fiscal 2026.",
        "Excluding Data Center, Nvidia's revenue came to $51.2 billion in the third quarter of fiscal 2026.",
        "Excluding Data Center, Nvidia's revenue came to $57 billion in the third quarter of fiscal 2026.",
        "Excluding Data Center, Nvidia's revenue came to $5.8 billion in the second quarter of fiscal 2026.",
        "Nvidia's profit excluding data centres came to $5.8 billion in the third quarter of fiscal 2026.",
        "Excluding data centres, Nvidia took in $51.2 billion in the third quarter of fiscal 2026.",
        "Excluding data centres, Nvidia took in $5.8 billion in fiscal 2026.",
    ],
    "boasts": [
        "GPT-5.2 Pro, at $168 per million output tokens, is the dearest model of all.",
        "Microsoft, with about $500 million a year, remains Anthropic's biggest client.",
        "Anthropic's $30 billion Series G of February 2026 is the biggest venture round in history.",
        "Avec 558 millions de dollars, l'introduction en Bourse de Zhipu AI en janvier 2026 est la plus importante jamais réalisée à Hong Kong.",
        "DeepSeek V2 est le modèle le moins cher du marché, à 0,14 dollar le million de jetons en entrée.",
        "With a gross margin of 66%, Zhipu AI is the most profitable of the Chinese labs.",
        "OpenAI's $6.6 billion round of October 2024 is the second-largest in the history of venture capital.",
        "Nvidia, the only maker of AI chips, holds 86% of the market.",
        "ChatGPT, l'application la plus utilisée au monde, comptait 800 millions d'utilisateurs hebdomadaires en février 2026.",
    ],
    "speakers": [
        "Interrogé dans le podcast BG2, Satya Nadella a assuré qu'OpenAI réalisait plus de 13 milliards de dollars de chiffre d'affaires par an.",
        "Interrogé dans le podcast BG2, Sam Altman a assuré qu'OpenAI réalisait plus de 30 milliards de dollars de chiffre d'affaires par an.",
        "Sam Altman a assuré plus de 13 milliards de dollars de chiffre d'affaires d'OpenAI par an.",
        "Satya Nadella revealed on the BG2 podcast that OpenAI takes in more than $13 billion in revenue a year.",
        "Satya Nadella confirmed that OpenAI takes in more than $13 billion in revenue a year.",
        "Satya Nadella a révélé dans le podcast BG2 qu'OpenAI réalisait plus de 13 milliards de dollars de chiffre d'affaires par an.",
        "Dans le podcast BG2, Satya Nadella a confié qu'OpenAI réalisait plus de 13 milliards de dollars de chiffre d'affaires par an.",
        "Tim Cook let slip that OpenAI makes more than $13 billion in revenue a year.",
        "According to Satya Nadella, OpenAI makes more than $13 billion in revenue a year.",
        "Tim Cook puts Nvidia's order backlog at $500 billion for the Blackwell and Rubin platforms.",
        "Elon Musk disclosed in an interview that Nvidia's order backlog for Blackwell and Rubin stands at $500 billion.",
        "Satya Nadella says Nvidia has $500 billion of orders for Blackwell and Rubin, over twice its expected revenue for fiscal 2026.",
        "Jensen Huang disclosed that Zhipu AI raised $558 million in January 2026.",
    ],
    "read apart": [
        "Shares in Zhipu AI, which raised $173 million when it listed in Hong Kong in January this year, were up 558% on the IPO by February.",
        "Shares in Zhipu AI, which raised $558 million when it listed in Hong Kong in January this year, were up 73% on the IPO by February.",
        "Shares in Zhipu AI, which raised $558 million when it listed in Hong Kong in January this year, were up 173% on the IPO by March.",
        "Les actions de Zhipu AI, qui a levé 558 millions de dollars lors de son introduction à Hong Kong en janvier 2026, ont perdu 173 % depuis.",
        "OpenAI a assuré 4,3 milliards de dollars de chiffre d'affaires au premier semestre 2025.",
        "Les 6,6 milliards de dollars levés par OpenAI en octobre 2024 devaient, selon les estimations, lui permettre de tenir quatre ans.",
        "Les 6,6 milliards de dollars levés par OpenAI en octobre 2024 devaient lui permettre de racheter Loopt.",
        "Organizations are mostly satisfied: 95% see a return on their generative AI investments, the MIT Media Lab found in August 2025.",
        "Prices of model APIs could fall by 30% to 50% in the medium term.",
        "Five or six dominant foundation-model actors are expected to survive in 2028.",
        "Sur le marché des puces d'IA, la part de Nvidia était de 25 % en 2021 ; elle a depuis atteint 86 %, un gain de 51 points.",
        "Sur le marché des puces d'IA, la part de Nvidia était de 86 % en 2021 ; elle a depuis reculé à 25 %.",
    ],
}


@pytest.mark.parametrize("kind", TRUE)
def test_what_follows_from_claims_is_borne_out(verdict: Callable[[str], str], kind: str) -> None:
    assert [sentence for sentence in TRUE[kind] if verdict(sentence) != "supported"] == []


@pytest.mark.parametrize("kind", FALSE)
def test_nothing_else_is(verdict: Callable[[str], str], kind: str) -> None:
    assert [sentence for sentence in FALSE[kind] if verdict(sentence) == "supported"] == []
