"""A figure is borne out only where every word of its clause is accounted for; the word that is not is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.factcheck.wording.words import LANGUAGES, words_of

OTHER_THINGS = [
    ("OpenAI insured 4.3 billion dollars of revenue in the first half of 2025.", "insured"),
    ("OpenAI hides 4.3 billion dollars of revenue in the first half of 2025.", "hides"),
    ("OpenAI wasted 4.3 billion dollars of revenue in the first half of 2025.", "wasted"),
    ("OpenAI concealed a loss of 5 billion dollars in 2024.", "concealed"),
    ("OpenAI envied a valuation of 157 billion dollars in 2024.", "envied"),
    ("OpenAI mortgaged 17.5 billion dollars of cash in June 2025.", "mortgaged"),
    ("OpenAI's auditors questioned revenue of 4.3 billion dollars in the first half of 2025.", "auditors"),
    ("ChatGPT annoys 800 million weekly users.", "annoys"),
    ("Anthropic sued 300,000 business customers.", "sued"),
    ("Zhipu's IPO bankers kept 558 million dollars in January 2026.", "bankers"),
    ("Nvidia supplies schools with 86 % of the AI chip market.", "schools"),
    ("Nvidia smuggles 86 % of the AI chips on the market.", "smuggles"),
    ("AWS sacrificed an operating margin of 30 %.", "sacrificed"),
    ("Uber's drivers shared 18 billion dollars of cumulative losses.", "drivers"),
    ("OpenAI a dissimulé une perte de 5 milliards de dollars en 2024.", "dissimulé"),
    ("OpenAI jalouse une valorisation de 157 milliards de dollars en 2024.", "jalouse"),
    ("OpenAI a économisé 8,5 milliards de dollars de dépenses au premier semestre 2025.", "économisé"),
    ("ChatGPT piste 800 millions d'utilisateurs hebdomadaires.", "piste"),
    ("Anthropic a légué 67,3 milliards de dollars de ses levées cumulées.", "légué"),
    ("Zhipu a assuré une perte nette de 350 millions de dollars en 2024.", "assuré"),
    ("AWS a sacrifié une marge opérationnelle de 30 %.", "sacrifié"),
    ("Les chauffeurs d'Uber se sont partagé 18 milliards de dollars de pertes cumulées.", "chauffeurs"),
    ("Anthropic owes 67.3 billion dollars in all.", "owes"),
    ("Anthropic has burned through 67.3 billion dollars to date.", "burned"),
    ("86 % of AI chips fail, according to Nvidia.", "fail"),
    ("Anthropic a reversé au total 67,3 milliards de dollars à ses investisseurs.", "reversé"),
    ("Anthropic emploie des ingénieurs dans plus de 300 000 entreprises.", "emploie"),
]

THE_SAME_IN_OTHER_WORDS = [
    "OpenAI, the maker of ChatGPT, closed 2024 with a loss of 5 billion dollars.",
    "By June 2025 OpenAI was sitting on 17.5 billion dollars of cash.",
    "A widely quoted MIT study says 95 % of organizations have seen no return from generative AI.",
    "OpenAI, whose chief executive is Sam Altman, burned through 2.5 billion dollars between January and June 2025.",
    "Five years ago, in 2021, Nvidia commanded a mere 25 % of the AI chip market.",
    "Anthropic is now worth a staggering 380 billion dollars.",
    "Tesla needed nine years to turn a profit.",
    "OpenAI s'est offert une levée de fonds de 6,6 milliards de dollars en octobre 2024.",
    "En juin 2025, OpenAI disposait encore d'un matelas de trésorerie de 17,5 milliards de dollars.",
    "Le carnet de commandes de Nvidia s'élève à 500 milliards de dollars.",
    "Les caisses d'OpenAI contenaient 17,5 milliards de dollars fin juin 2025.",
    "La publicité est arrivée dans ChatGPT le 9 février 2026.",
]


@pytest.mark.parametrize(("sentence", "word"), OTHER_THINGS)
def test_a_word_that_nothing_accounts_for_leaves_it_open(answer, sentence, word):
    found = answer(sentence)
    assert found.verdict.value == "unverifiable"
    assert any("does not tell what" in figure.why and f'"{word}"' in figure.why for figure in found.figures)
    assert all(evidence.relation.value != "supports" for figure in found.figures for evidence in figure.evidence)


@pytest.mark.parametrize("sentence", THE_SAME_IN_OTHER_WORDS)
def test_a_paraphrase_stays_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"


OF_EACH_KIND = [
    # Who a name is
    "Over the first six months of 2025, the San Francisco-based lab OpenAI booked sales of 4.3 billion dollars.",
    "The loss-making app maker Uber needed six years to break even.",
    "Beijing-based AI developer Zhipu AI turned over about 45 million dollars in 2024.",
    "The DeepSeek owner High-Flyer made 56.6% in 2025.",
    "Graphics-chip giant Nvidia has a stranglehold of 86% on the AI chip market.",
    "Le laboratoire californien OpenAI a vu son chiffre d'affaires s'établir à 4,3 milliards de dollars sur les six premiers mois de 2025.",
    "Le fabricant de voitures électriques Tesla a mis neuf ans avant de gagner de l'argent.",
    "Le mastodonte du commerce en ligne Alibaba injecte 53 milliards de dollars dans l'infrastructure d'IA.",
    "L'hébergeur AWS affiche une marge d'exploitation de 30 %.",
    # Rumour and report
    "Word in the valley is that OpenAI took in some 3.7 billion dollars in 2024.",
    "Losses at OpenAI mounted to five billion dollars in 2024, people familiar with the numbers say.",
    "D'après des proches du dossier, OpenAI a fait rentrer quelque 3,7 milliards de dollars de recettes en 2024.",
    # How much
    "The October 2024 fundraise by OpenAI was a cool $6.6 billion.",
    "OpenAI's data center commitments add up to a mind-bending $1.4 trillion.",
    "OpenAI a refermé l'année 2024 sur une perte de l'ordre de 5 milliards de dollars.",
    # Revenue, losses, spending, cash
    "Zhipu AI finished 2024 with 350 million dollars of red ink.",
    "Between January and June 2025, OpenAI's outlay amounted to 8.5 billion dollars.",
    "By the end of June 2025 OpenAI had a treasure chest of $17.5 billion.",
    "Claude Code's annualized revenue topped out at $2.5 billion in February 2026.",
    "Zhipu AI a bu la tasse en 2024, avec une perte nette de 350 millions de dollars.",
    "OpenAI a grillé 2,5 milliards de dollars de cash durant les six premiers mois de 2025.",
    "À la fin juin 2025, la cagnotte d'OpenAI s'élevait à 17,5 milliards de dollars de trésorerie.",
    # Rounds, worth, aims, shares
    "A funding round in October 2024 furnished OpenAI with fresh equity of $6.6 billion.",
    "OpenAI is gunning for $200 billion of revenue a year by 2030.",
    "Investors bid Zhipu AI's shares up 173% in the month after the January 2026 IPO.",
    "OpenAI lorgnait une valorisation d'environ 730 milliards de dollars au premier trimestre 2026.",
    "Depuis sa naissance, Anthropic a obtenu 67,3 milliards de dollars de financements.",
    "L'entreprise OpenAI s'échangeait en 2024 sur la base d'une valorisation de 157 milliards de dollars.",
    # Prices, users, shares of a market
    "In early 2026 the going rate for a million output tokens from Claude Sonnet 4 was 15 dollars.",
    "Access to GPT-4o's output tokens is priced at ten dollars a million.",
    "For twenty dollars a month, anyone can sign up to ChatGPT Plus.",
    "The chatbot ChatGPT had 800 million regulars every week in February 2026.",
    "Back in 2021, Nvidia's slice of the AI chip market was no more than 25 percent.",
    "Avec DeepSeek-V2, le million de tokens en entrée se négocie à 14 centimes de dollar.",
    "L'abonné à ChatGPT Plus règle 20 dollars chaque mois.",
    "Le robot conversationnel ChatGPT séduisait 800 millions de personnes par semaine en février 2026.",
    "Cinq ans plus tôt, en 2021, Nvidia devait se contenter de 25 % du marché des puces d'IA.",
    "Les contrats sur site passés avec l'État chinois et les entreprises publiques pèsent 85 % des revenus de Zhipu AI.",
]

NOT_THE_SAME = [
    "OpenAI forfeited 4.3 billion dollars of revenue in the first half of 2025.",
    "OpenAI donated 4.3 billion dollars of revenue in the first half of 2025.",
    "OpenAI booked 4.3 billion dollars of bogus revenue in the first half of 2025.",
    "Microsoft covered OpenAI's loss of 5 billion dollars in 2024.",
    "OpenAI offset losses of 5 billion dollars in 2024.",
    "OpenAI ran out of its 17.5 billion dollars of cash in June 2025.",
    "OpenAI gave back the 6.6 billion dollars of its October 2024 round.",
    "Anthropic turned its back on a valuation of 380 billion dollars in February 2026.",
    "Anthropic's investors sold 380 billion dollars of valuation in February 2026.",
    "Anthropic let go more than 300,000 business customers.",
    "ChatGPT surveyed 800 million users a week.",
    "Only 5 percent of ChatGPT users are paid by OpenAI.",
    "OpenAI pays 5% of ChatGPT users.",
    "ChatGPT dropped advertising on 9 February 2026.",
    "GPT-4o earns ten dollars per million output tokens.",
    "Quantization adds 60 to 70% to the cost of inference.",
    "Venture capital funds made 73 billion dollars from AI startups worldwide in the first quarter of 2025.",
    "Zhipu AI spends 85% of its revenue on on-premise deployments.",
    "OpenAI's valuation is 157 billion dollars too high in 2024.",
    "Anthropic never reached the $380 billion valuation that was mentioned for its Series G in February 2026.",
    "High-Flyer manages 10 billion dollars for DeepSeek.",
    "Nvidia expects orders of 500 billion dollars a year.",
    "Tesla will be loss-making for nine years.",
    "5% of Americans pay for ChatGPT.",
    "OpenAI loaned 4.3 billion dollars of revenue in the first half of 2025.",
    "Nvidia imported an order backlog of 500 billion dollars.",
    "OpenAI a dépensé ses 17,5 milliards de dollars de trésorerie en juin 2025.",
    "5 % des Américains paient pour ChatGPT.",
    "Uber prévoit encore six années de pertes.",
    "OpenAI a prêté une valorisation de 157 milliards de dollars en 2024.",
    "OpenAI a fait don de 4,3 milliards de dollars de revenus au premier semestre 2025.",
    "OpenAI a comblé une perte de 5 milliards de dollars en 2024.",
    "Microsoft a pris en charge les 5 milliards de dollars de pertes d'OpenAI en 2024.",
    "OpenAI a rendu les 6,6 milliards de dollars de sa levée d'octobre 2024.",
    "Anthropic a déçu plus de 300 000 entreprises clientes.",
    "OpenAI paie 5 % des utilisateurs de ChatGPT.",
    "La publicité a disparu de ChatGPT le 9 février 2026.",
    "GPT-4o rapporte dix dollars par million de tokens en sortie.",
    "La quantification ajoute 60 à 70 % au coût de l'inférence.",
    "Les start-up d'IA ont rendu 73 milliards de dollars de capital-risque au premier trimestre 2025.",
    "Zhipu AI a dépensé 85 % de ses revenus en installations sur site.",
    "Zhipu AI tire 85 % de ses revenus d'installations sur site chez des groupes privés étrangers.",
    "5 % des utilisateurs d'OpenAI se font payer.",
]


@pytest.mark.parametrize("sentence", OF_EACH_KIND)
def test_words_of_each_kind_change_nothing(verdict, sentence):
    assert verdict(sentence) == "supported"


@pytest.mark.parametrize("sentence", NOT_THE_SAME)
def test_what_a_verb_turns_into_another_thing_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) != "supported"


CONSONANTS = "bcdfghjklmnpqrtvwxz"


@settings(max_examples=60, deadline=None)
@given(
    verb=st.text(CONSONANTS, min_size=6, max_size=10),
    sentence=st.sampled_from(
        [
            "OpenAI {} 5 billion dollars of losses in 2024.",
            "Nvidia {} 86 % of the AI chip market.",
            "Anthropic has {} 30 billion dollars in its Series G.",
            "ChatGPT {} 800 millions d'utilisateurs hebdomadaires.",
            "OpenAI a {} 4,3 milliards de dollars de chiffre d'affaires au premier semestre 2025.",
            "AWS {} une marge opérationnelle de 30 %.",
        ]
    ),
)
def test_a_verb_that_nobody_knows_bears_nothing_out(verdict, verb, sentence):
    assert verdict(sentence.format(verb)) != "supported"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_change_nothing_are_written_once(language):
    general, *others = words_of(language).plain
    for each in others:
        assert not each.words & general.words
