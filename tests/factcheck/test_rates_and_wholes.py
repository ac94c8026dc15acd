"""So much for each of so many, averages a day, wholes, products of a share, names of one kind and dates set beside those of another.

Each sentence is of the base v of newsroom-v.txt or of the shipped one; those that are wrong have another number, noun, name, unit, time,
direction or order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from tests.factcheck.bases import desk_of

TRUE = {
    "v": [
        # So much for each of those: told before the figure, behind its noun, of so many, with and without a time.
        "Altavrie had 80 inhabitants per square kilometre in 2025.",
        "L'Altavrie comptait 80 habitants au kilomètre carré en 2025.",
        "La population de l'Altavrie est de 1,84 million d'habitants en 2025, soit 80 habitants au kilomètre carré.",
        "Brenthal University had a budget of €310 million in 2025, or roughly €12,300 for each of its 25,200 students.",
        "L'université de Brenthal disposait d'un budget de 310 millions d'euros en 2025, soit environ 12 300 euros pour chacun de ses 25 200 étudiants.",
        "Le théâtre Orphélia a reçu 2,4 millions d'euros de subventions en 2025, soit environ 25 euros pour chacun de ses 96 600 spectateurs.",
        "At a cost of €1.3 billion, the Sorenne Line works out at nearly €15 million per kilometre.",
        "Montlac Dairy's revenue per employee topped €300,000 in 2025.",
        # An average a day, a week or a month of what was over a year.
        "The Sorenne Line carried 1.9 million passengers in 2025, or about 5,200 a day on average.",
        "The Sorenne Line carried 1.9 million passengers in 2025, or about 158,000 a month.",
        "La ligne de la Sorenne a été empruntée par 1,9 million de passagers en 2025, soit environ 5 200 passagers par jour en moyenne.",
        # The whole behind a share of it.
        "Subsidies accounted for two-fifths of the Orphelia Theatre's €6 million budget in 2025.",
        # The same part of another year.
        "Kestrel Coaches a transporté 3,12 millions de passagers au deuxième trimestre 2026, un cinquième de plus qu'au même trimestre de 2025.",
        # Just over a value, and what it moved from and to in a unit told once.
        "Montlac Dairy's revenue reached just over €453 million in 2025, a rise of one-tenth from €412 million in 2024.",
        "Traffic at the Port of Eskmouth slipped from 9.2 million tonnes to just over 8.7 million in 2025.",
        "The rent in Lormond went up in 2025, from €780 to just over €818.",
        "Corvane Insurance counted 1.35 million customers in December 2025, having gained 150,000 in a year.",
        # By how many more of those there are than of others.
        "L'Altavrie a enregistré 1 900 décès de plus que de naissances en 2025.",
        "L'Altavrie a enregistré 1 900 naissances de moins que de décès en 2025.",
        "Altavrie recorded 1,900 more deaths than births in 2025.",
        # Names that share the word for their kind.
        "Taken together, the ports of Valmar and Eskmouth handled 28.98 million tonnes in 2025.",
    ],
    "shipped": [
        # A part of a whole, and how many do what a share of so many does.
        "Just 17 billion of the 397 billion parameters of Qwen 3.5 are active, or a little over four per cent.",
        "Qwen 3.5 n'active que 17 de ses 397 milliards de paramètres, soit un peu plus de 4 %.",
        "Avec 800 millions d'utilisateurs hebdomadaires, dont 5 % paient, ChatGPT comptait quelque 40 millions d'abonnés payants en février 2026.",
        # A span in short, a value that another exceeds, a ratio of the one measure that both values are of.
        "Uber lost 18 billion dollars over six years before becoming profitable, twice the nine billion that Tesla lost in nine.",
        "La perte prêtée à OpenAI pour 2024, cinq milliards de dollars selon des rumeurs, dépassait le chiffre d'affaires d'environ 3,7 milliards.",
        "Le million de jetons en sortie coûtait 2,20 dollars avec GLM-4.7 début 2026, contre 15 dollars avec Claude Sonnet 4, près de sept fois plus.",
        # A price a month over a year, one per million of the tokens named before, a part told with its share, a multiple of another's.
        "L'abonnement ChatGPT Plus est facturé vingt dollars par mois, soit 240 dollars sur un an.",
        "Output tokens of Claude Sonnet 4 cost 15 dollars per million in early 2026, five times the price of input tokens.",
        "Le capital-risque mondial du premier trimestre 2025 approchait les 126 milliards de dollars, dont 73 milliards, soit 58 %, pour les jeunes pousses de l'IA.",
        "Les pertes cumulées d'OpenAI de 2024 à 2029 sont projetées à 143 milliards de dollars par Deutsche Bank, près de huit fois celles d'Uber.",
        # Dates set beside those of another.
        "Anthropic compte devenir rentable en 2028, un an avant OpenAI, qui vise 2029 ou 2030.",
        "Anthropic aims to be profitable in 2028, before OpenAI, which aims for 2029.",
        "AWS became profitable in 2009, three years after its launch in 2006.",
    ],
}
FALSE = {
    "v": [
        "Altavrie had 1.84 million people in 2025, or about 120 inhabitants per square kilometre.",
        "Altavrie had 80 households per square kilometre in 2025.",
        "Altavrie had 80 births per square kilometre in 2025.",
        "Altavrie had 80 inhabitants per square mile in 2025.",
        "Altavrie had 80 inhabitants per square kilometre in 2024.",
        "Altavrie had 80 young inhabitants per square kilometre in 2025.",
        "L'Altavrie comptait 80 habitants par hectare en 2025.",
        "Brenthal University had a budget of €310 million in 2025, or roughly €12,300 for each of its 24,000 students.",
        "Brenthal University had a budget of €310 million in 2025, or roughly €13,300 for each of its 25,200 students.",
        "Brenthal University had a budget of €310 million in 2025, or roughly €12,300 for each of its 25,200 employees.",
        "Brenthal University had a budget of €310 million in 2025, or roughly €12,300 for each of its 25,200 new students.",
        "Brenthal University earned €12,300 for each of its 25,200 students in 2025.",
        "Le théâtre Orphélia a reçu 2,4 millions d'euros de subventions en 2025, soit environ 62 euros pour chacun de ses 96 600 spectateurs.",
        "Le théâtre Orphélia a reçu 2,4 millions d'euros de subventions en 2025, soit environ 25 euros pour chacun de ses 720 sièges.",
        "At a cost of €1.3 billion, the Sorenne Line works out at nearly €15 million for each of its 87 miles.",
        "At a cost of €1.3 billion, the Sorenne Line works out at nearly €15 million per passenger.",
        "Montlac Dairy's revenue per employee topped €400,000 in 2025.",
        "Montlac Dairy's profit per employee topped €300,000 in 2025.",
        "Montlac Dairy's revenue per employee topped €300,000 in 2024.",
        "La ligne de la Sorenne a été empruntée par 1,9 million de passagers en 2025, soit environ 6 200 par jour en moyenne.",
        "La ligne de la Sorenne a été empruntée par 1,9 million de passagers en 2025, soit environ 5 200 par semaine en moyenne.",
        "La ligne de la Sorenne a été empruntée par 1,9 million de passagers en 2025, soit environ 5 200 trains par jour en moyenne.",
        "La ligne de la Sorenne a été empruntée par 1,9 million de passagers en 2025, soit environ 5 200 femmes par jour en moyenne.",
        "The Sorenne Line carried 1.9 million passengers in 2025, or about 5,200 a month.",
        "The Sorenne Line carried 1.9 million passengers in 2025, or about 5,200 every single day.",
        "The Sorenne Line carried 1.9 million passengers in 2025, or about 5,200 a day in summer.",
        "Subsidies accounted for two-fifths of the Orphelia Theatre's €7 million budget in 2025.",
        "Subsidies accounted for two-fifths of the Orphelia Theatre's €6 million revenue in 2025.",
        "Subsidies accounted for half of the Orphelia Theatre's €6 million budget in 2025.",
        "Kestrel Coaches a transporté 3,12 millions de passagers au deuxième trimestre 2026, un quart de plus qu'au même trimestre de 2025.",
        "More than three million passengers travelled with Kestrel Coaches in the second quarter of 2026, a fifth fewer than in the same quarter of 2025.",
        "More than three million passengers travelled with Kestrel Coaches in the second quarter of 2026, a fifth more than in the same quarter of 2024.",
        "Montlac Dairy's revenue reached just over €453 million in 2025, a rise of one-fifth from €412 million in 2024.",
        "Montlac Dairy's revenue reached just over €453 million in 2025, a fall of one-tenth from €412 million in 2024.",
        "Le chiffre d'affaires des autocars Kestrel est passé de 148 à 132 millions de livres sterling entre 2024 et 2025.",
        "Traffic at the Port of Eskmouth slipped by 5% in 2025, falling from 9.2 million tonnes to just over 7.8 million.",
        "Traffic at the Port of Eskmouth grew by 5% in 2025, rising from 8.74 million tonnes to 9.2 million.",
        "The Port of Valmar handled about 20.2 million passengers in 2025.",
        "The Port of Valmar handled about 20.2 million tonnes of fish in 2025.",
        "The Port of Valmar exported about 20.2 million tonnes of cargo in 2025.",
        "The Port of Valmar handled about 20.2 million tonnes of cargo a month in 2025.",
        "Le port de Valmar a vu transiter 20,24 millions de tonnes de marchandises dangereuses en 2025.",
        "The ports of Valmar and Eskmouth each employed nearly 1,900 people at the end of 2025.",
        "The ports of Valmar and Lisset employed nearly 1,900 people at the end of 2025.",
        "Taken together, the ports of Valmar and Eskmouth employed nearly 2,900 people at the end of 2025.",
        "The ports of Valmar and Eskmouth handled 20.24 million tonnes in 2025.",
        "L'Altavrie a enregistré 1 900 naissances de plus que de décès en 2025.",
        "L'Altavrie a enregistré 2 900 décès de plus que de naissances en 2025.",
        "L'Altavrie a enregistré 1 900 décès de plus que de mariages en 2025.",
        "Altavrie recorded 1,900 more births than deaths in 2025.",
        "Altavrie recorded 1,900 more deaths than births in 2024.",
        "Kestrel Coaches sold a fleet of 410 vehicles at the end of 2025.",
    ],
    "shipped": [
        "Just 17 billion of the 397 billion parameters of Qwen 3.5 are active, or a little over five per cent.",
        "Just 17 billion of the 397 billion parameters of Qwen 3.5 are active, or a little over three per cent.",
        "Just 17 billion of the 397 billion active parameters of Qwen 3.5 are used.",
        "397 billion of the 17 billion parameters of Qwen 3.5 are active.",
        "Qwen 3.5 n'active que 17 milliards de ses 397 milliards de paramètres, soit un peu plus de 14 %.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT had roughly 50 million paying customers in February 2026.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT had roughly 40 million business customers in February 2026.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT gained roughly 40 million paying customers in February 2026.",
        "With 800 million weekly users and five per cent of them paying, Claude had roughly 40 million paying customers in February 2026.",
        "With 800 million monthly users and five per cent of them paying, ChatGPT had roughly 40 million paying customers in February 2026.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT had roughly 40 million young paying customers in February 2026.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT had roughly 40 million paying customers abroad in February 2026.",
        "With 800 million weekly users and five per cent of them paying, ChatGPT had roughly 40 million paying customers a month in February 2026.",
        "Uber lost 18 billion dollars over six years before becoming profitable, twice the nine billion that Tesla lost in six.",
        "L'abonnement ChatGPT Plus est facturé vingt dollars par mois, soit 340 dollars sur un an.",
        "L'abonnement ChatGPT Plus est facturé vingt dollars par mois, soit 240 dollars sur deux ans.",
        "Output tokens of Claude Sonnet 4 cost 15 dollars per thousand in early 2026.",
        "Input tokens of Claude Sonnet 4 cost 15 dollars per million in early 2026.",
        "Le capital-risque mondial du premier trimestre 2025 approchait les 156 milliards de dollars, dont 73 milliards, soit 58 %, pour les jeunes pousses de l'IA.",
        "Le capital-risque mondial de l'année 2025 approchait les 126 milliards de dollars, dont 73 milliards, soit 58 %, pour les jeunes pousses de l'IA.",
        "Les pertes cumulées d'OpenAI de 2024 à 2029 sont projetées à 143 milliards de dollars par Deutsche Bank, près de huit fois celles de Tesla.",
        "Les pertes cumulées d'OpenAI de 2024 à 2029 sont projetées à 143 milliards de dollars par Goldman Sachs, près de huit fois celles d'Uber.",
        "La perte d'OpenAI au premier semestre 2025, 13,5 milliards de dollars, dépassait son chiffre d'affaires de 14,3 milliards.",
        "Le chiffre d'affaires d'OpenAI au premier semestre 2025, 4,3 milliards de dollars, dépassait la perte de 13,5 milliards.",
        "Le million de jetons en sortie coûtait 2,20 dollars avec GLM-4.7 début 2026, contre 15 dollars avec Claude Sonnet 4, près de cinq fois plus.",
        "GLM-4.7 coûtait 2,20 dollars le million de jetons en sortie début 2026, près de sept fois plus que Claude Sonnet 4.",
        "Worldwide venture funding works out at about $226 billion in the first quarter of 2025, given that the $73 billion invested in AI startups made up 58% of it.",
        "Worldwide venture funding works out at about $126 billion in the first quarter of 2025, given that the $73 billion invested in biotech startups made up 58% of it.",
        "Anthropic compte devenir rentable en 2028, cinq ans avant OpenAI, qui vise 2029 ou 2030.",
        "Anthropic compte devenir rentable en 2028, avant OpenAI, qui vise 2035.",
        "Anthropic compte devenir rentable en 2028, après OpenAI.",
        "Anthropic aims to be profitable in 2028, two years after OpenAI.",
        "AWS was launched in 2006, ten years after Uber.",
        "AWS became profitable in 2009, five years after its launch in 2006.",
        "AWS, lancé en 2006, est devenu rentable cinq ans plus tard, en 2009.",
        # All of it, and the first of its kind, of which no claim tells.
        "La totalité du chiffre d'affaires de Zhipu AI provient de contrats sur site, avec une marge brute de 66 %.",
        "Zhipu AI's revenue comes exclusively from on-premise contracts, at a gross margin of 66 per cent.",
        "Anthropic's 30 billion dollar round in February 2026 was the first on this scale by an AI company.",
        "Anthropic, the first AI company to raise so much, raised 30 billion dollars in February 2026.",
    ],
}
DISPUTED_BY_ITSELF = "DeepSeek V3 is estimated to have cost about 1.3 billion dollars to train all in, more than 200 times the declared six million."


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Mapping[str, Desk]]:
    with ExitStack() as stack:
        yield {"v": desk_of("v", tmp_path_factory.mktemp("v"), stack), "shipped": desk}


@pytest.mark.parametrize("base", TRUE)
def test_what_follows_is_borne_out(desks: Mapping[str, Desk], base: str) -> None:
    assert [text for text in TRUE[base] if ask(text, desks[base]).verdict.value != "supported"] == []


@pytest.mark.parametrize("base", FALSE)
def test_what_does_not_follow_is_not(desks: Mapping[str, Desk], base: str) -> None:
    assert [text for text in FALSE[base] if ask(text, desks[base]).verdict.value == "supported"] == []


def test_two_claims_that_a_sentence_tells_both_do_not_dispute_each_other(desks: Mapping[str, Desk]) -> None:
    answer = ask(DISPUTED_BY_ITSELF, desks["shipped"])
    assert answer.verdict.value == "unverifiable"
    assert answer.figures[0].why == "the claims that say otherwise are of another figure of the sentence"
