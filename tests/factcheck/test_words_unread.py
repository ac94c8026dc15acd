"""A figure is borne out only where every word of its clause is accounted for; the word that is not is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.factcheck.words import LANGUAGES, words_of

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
]

THE_SAME_IN_OTHER_WORDS = [
    "OpenAI, the maker of ChatGPT, closed 2024 with a loss of 5 billion dollars.",
    "By June 2025 OpenAI was sitting on 17.5 billion dollars of cash.",
    "A widely quoted MIT study says 95 % of organizations have seen no return from generative AI.",
    "Programmers love Claude Code, which brings in 2.5 billion dollars of annualized revenue.",
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
