"""Sentences that deny, doubt or only suppose a figure, or tell it of somebody else: none of them is borne out."""

from __future__ import annotations

import pytest

from kg.factcheck.drafting.draft import draft_of
from kg.factcheck.drafting.linting import lint

DENIED = [
    "Nvidia ne détient plus 86 % du marché des puces d'IA.",
    "OpenAI n'a plus 800 millions d'utilisateurs hebdomadaires.",
    "ChatGPT Plus ne coûte plus 20 dollars par mois.",
    "Zhipu n'a plus une marge brute de 66 %.",
    "Nvidia ne détient désormais plus 86 % du marché des puces d'IA.",
    "Nvidia no longer holds 86 % of the AI chip market.",
]
FRAMED = [
    "It is a myth that Nvidia holds 86 % of the AI chip market.",
    "The claim that Nvidia holds 86 % of the AI chip market is false.",
    "The idea that Nvidia holds 86 % of the AI chip market is a legend.",
    "Contrary to what is said, it is wrong that Nvidia holds 86 % of the AI chip market.",
    "Critics dispute that Nvidia holds 86 % of the AI chip market.",
    "Analysts no longer believe that Nvidia holds 86 % of the AI chip market.",
    "Nobody believes that Nvidia holds 86 % of the AI chip market.",
    "Few believe that Nvidia holds 86 % of the AI chip market.",
    "Nvidia holds 86 % of the AI chip market? No.",
    "Nvidia détient 86 % du marché des puces d'IA ? Non.",
    "Nvidia détient 86 % du marché des puces d'IA ? C'est faux.",
    "L'idée que Nvidia détient 86 % du marché des puces d'IA est une légende.",
    "L'idée selon laquelle Nvidia détient 86 % du marché des puces d'IA est un mythe.",
    "C'est une légende que Nvidia détient 86 % du marché des puces d'IA.",
    "Les analystes ne croient plus que Nvidia détient 86 % du marché des puces d'IA.",
    "Les analystes doutent que Nvidia détienne 86 % du marché des puces d'IA.",
    "Personne ne croit que Nvidia détient 86 % du marché des puces d'IA.",
    "Deutsche Bank does not expect OpenAI to lose 143 billion dollars between 2024 and 2029.",
    "Deutsche Bank doubts that OpenAI will lose 143 billion dollars between 2024 and 2029.",
    "Deutsche Bank doute qu'OpenAI perde 143 milliards de dollars entre 2024 et 2029.",
    "Far from losing 5 billion dollars in 2024, OpenAI made a profit.",
    "Loin de perdre 5 milliards de dollars en 2024, OpenAI a fait un bénéfice.",
]
NEVER_CAME_ABOUT = [
    "Anthropic almost raised 30 billion dollars in February 2026.",
    "Anthropic nearly raised 30 billion dollars in February 2026.",
    "Anthropic tried to raise 30 billion dollars in February 2026.",
    "Anthropic attempted to raise 30 billion dollars in February 2026.",
    "Anthropic was unable to raise 30 billion dollars in February 2026.",
    "Anthropic came close to raising 30 billion dollars in February 2026.",
    "Anthropic is far from having raised 30 billion dollars in February 2026.",
    "Anthropic was supposed to raise 30 billion dollars in February 2026.",
    "Anthropic was about to raise 30 billion dollars in February 2026.",
    "Anthropic rejected a round of 30 billion dollars in February 2026.",
    "Anthropic cancelled its round of 30 billion dollars in February 2026.",
    "Anthropic postponed its round of 30 billion dollars in February 2026.",
    "Anthropic's round of 30 billion dollars was cancelled in February 2026.",
    "Anthropic failed to raise 30 billion dollars in February 2026.",
    "Anthropic a failli lever 30 milliards de dollars en février 2026.",
    "Anthropic a tenté de lever 30 milliards de dollars en février 2026.",
    "Anthropic a essayé de lever 30 milliards de dollars en février 2026.",
    "Anthropic a échoué à lever 30 milliards de dollars en février 2026.",
    "Anthropic est loin d'avoir levé 30 milliards de dollars en février 2026.",
    "Anthropic a annulé sa levée de 30 milliards de dollars en février 2026.",
    "Anthropic a repoussé sa levée de 30 milliards de dollars en février 2026.",
    "La levée de 30 milliards de dollars d'Anthropic a été annulée en février 2026.",
    "Anthropic devait lever 30 milliards de dollars en février 2026.",
    "Anthropic était censée lever 30 milliards de dollars en février 2026.",
    "If Anthropic raised 30 billion dollars, it would be rich.",
    "Si Anthropic levait 30 milliards de dollars, elle serait riche.",
    "S'il levait 30 milliards de dollars, Anthropic serait riche.",
    "OpenAI avoided a loss of 5 billion dollars in 2024.",
    "OpenAI a évité une perte de 5 milliards de dollars en 2024.",
    "OpenAI withdrew from commitments of 1.4 trillion dollars in data centers.",
    "OpenAI s'est retirée d'engagements de 1 400 milliards de dollars dans les centres de données.",
    "Nvidia cancelled orders worth 500 billion dollars.",
    "Nvidia a annulé des commandes de 500 milliards de dollars.",
]
OF_SOMEBODY_ELSE = [
    "Anthropic is worth 380 billion dollars. Its competitor is worth 157 billion.",
    "Anthropic is worth 380 billion dollars. Its competitor is worth 380 billion.",
    "Anthropic vaut 380 milliards de dollars. Son concurrent vaut 157 milliards.",
    "Anthropic vaut 380 milliards de dollars. Son concurrent vaut 380 milliards.",
    "Google, concurrent d'OpenAI, a perdu 5 milliards de dollars en 2024.",
    "Google, a competitor of OpenAI, lost 5 billion dollars in 2024.",
    "Google, OpenAI's rival, lost 5 billion dollars in 2024.",
    "OpenAI made Microsoft lose 5 billion dollars in 2024.",
    "OpenAI caused Microsoft to lose 5 billion dollars in 2024.",
    "OpenAI a fait perdre 5 milliards de dollars à Microsoft en 2024.",
    "OpenAI's investors lost 5 billion dollars in 2024.",
    "Users of OpenAI lost 5 billion dollars in 2024.",
    "Les investisseurs d'OpenAI ont perdu 5 milliards de dollars en 2024.",
    "Les utilisateurs d'OpenAI ont perdu 5 milliards de dollars en 2024.",
    "Anthropic's market is worth 380 billion dollars.",
    "The patent portfolio of Anthropic is worth 380 billion dollars.",
    "Le marché d'Anthropic vaut 380 milliards de dollars.",
    "Le portefeuille de brevets d'Anthropic vaut 380 milliards de dollars.",
]
MORE = [
    "Nvidia n'est plus à 86 % du marché des puces d'IA.",
    "OpenAI ne perd plus 5 milliards de dollars en 2024.",
    "Anthropic n'est plus valorisée 380 milliards de dollars.",
    "Anthropic n'est désormais plus valorisée à 380 milliards de dollars.",
    "Anthropic n'a finalement pas levé 30 milliards de dollars en février 2026.",
    "It is untrue that Anthropic raised 30 billion dollars in February 2026.",
    "The notion that Anthropic raised 30 billion dollars in February 2026 is pure fiction.",
    "There is no evidence that Anthropic raised 30 billion dollars in February 2026.",
    "Rien ne prouve qu'Anthropic ait levé 30 milliards de dollars en février 2026.",
    "Il est faux qu'Anthropic ait levé 30 milliards de dollars en février 2026.",
    "Il n'est pas prouvé qu'Anthropic ait levé 30 milliards de dollars en février 2026.",
    "Anthropic was on the verge of raising 30 billion dollars in February 2026.",
    "Anthropic n'a pas réussi à lever 30 milliards de dollars en février 2026.",
    "Anthropic n'est pas parvenue à lever 30 milliards de dollars en février 2026.",
    "Anthropic was not able to raise 30 billion dollars in February 2026.",
    "Anthropic could not raise 30 billion dollars in February 2026.",
    "Anthropic a renoncé à lever 30 milliards de dollars en février 2026.",
    "Anthropic had to give up raising 30 billion dollars in February 2026.",
    "Anthropic missed its goal of raising 30 billion dollars in February 2026.",
    "Had Anthropic raised 30 billion dollars in February 2026, it would be rich.",
    "Anthropic would be rich if it raised 30 billion dollars in February 2026.",
    "OpenAI's founder lost 5 billion dollars in 2024.",
    "OpenAI's biggest shareholder lost 5 billion dollars in 2024.",
    "OpenAI cost Microsoft 5 billion dollars in 2024.",
    "OpenAI a coûté 5 milliards de dollars à Microsoft en 2024.",
    "OpenAI made its investors lose 5 billion dollars in 2024.",
    "OpenAI a fait perdre 5 milliards de dollars à ses investisseurs en 2024.",
    "OpenAI lost its investors 5 billion dollars in 2024.",
    "Anthropic is worth 380 billion dollars and its rival is worth 380 billion.",
    "Anthropic vaut 380 milliards de dollars et son concurrent vaut 380 milliards.",
    "Les brevets d'Anthropic valent 380 milliards de dollars.",
    "Anthropic's patents are worth 380 billion dollars.",
    "The market of Anthropic is valued at 380 billion dollars.",
    "Anthropic is worth 380 billion dollars. Its market is worth 380 billion.",
    "Anthropic is worth 380 billion dollars. Its investors lost 5 billion.",
    "Nvidia holds 86 % of the AI chip market? That is wrong.",
    "Nvidia détient 86 % du marché des puces d'IA : c'est faux.",
    "Many doubt Nvidia holds 86 % of the AI chip market.",
    "I don't think Nvidia holds 86 % of the AI chip market.",
    "Je ne pense pas que Nvidia détienne 86 % du marché des puces d'IA.",
    "Nvidia is said to hold 86 % of the AI chip market, which is false.",
    "Nvidia détiendrait 86 % du marché des puces d'IA, ce qui est faux.",
    "Contrairement à une idée reçue, Nvidia ne détient pas 86 % du marché des puces d'IA.",
]
STILL_SUPPORTED = [
    "OpenAI perd beaucoup : 5 milliards de dollars en 2024.",
    "After it cancelled a project, OpenAI lost 5 billion dollars in 2024.",
    "ChatGPT Plus costs 20 dollars a month.",
    "ChatGPT Plus coûte 20 dollars par mois.",
    "OpenAI has 800 million weekly users.",
    "Anthropic's Series G was worth 30 billion dollars.",
    "Nobody disputes that Nvidia holds 86 % of the AI chip market.",
    "Anthropic's investors put 30 billion dollars into it in February 2026.",
    "Nvidia détient plus de 80 % du marché des puces d'IA.",
    "ChatGPT Plus ne coûte pas plus de 20 dollars par mois.",
    "ChatGPT Plus ne coûte que 20 dollars par mois.",
    "Nvidia holds 86 % of the AI chip market.",
    "Zhipu a une marge brute de 66 %.",
    "Deutsche Bank expects OpenAI to lose 143 billion dollars between 2024 and 2029.",
    "There is no doubt that Nvidia holds 86 % of the AI chip market.",
    "Nobody doubts that Nvidia holds 86 % of the AI chip market.",
    "Il ne fait aucun doute que Nvidia détient 86 % du marché des puces d'IA.",
    "It is not false that Nvidia holds 86 % of the AI chip market.",
    "Anthropic raised 30 billion dollars in February 2026.",
    "Anthropic a levé 30 milliards de dollars en février 2026.",
    "Anthropic raised nearly 30 billion dollars in February 2026.",
    "Anthropic is worth 380 billion dollars. It raised 30 billion dollars in February 2026.",
    "OpenAI, a competitor of Google, lost 5 billion dollars in 2024.",
    "OpenAI, concurrent de Google, a perdu 5 milliards de dollars en 2024.",
    "Microsoft made OpenAI lose 5 billion dollars in 2024.",
    "The valuation of Anthropic is 380 billion dollars.",
    "La société Anthropic vaut 380 milliards de dollars.",
    "La valorisation d'Anthropic est de 380 milliards de dollars.",
    "Anthropic est valorisée 380 milliards de dollars. Elle a levé 30 milliards de dollars en février 2026.",
    "Nvidia a réalisé 57 milliards de dollars au troisième trimestre de l'exercice 2026, dont 51,2 milliards dans les centres de données.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_no_longer_denies(verdict, sentence):
    assert verdict(sentence) == "refuted"


@pytest.mark.parametrize("sentence", FRAMED)
def test_what_a_sentence_calls_false_or_doubts_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) in ("refuted", "unverifiable")


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a myth that Nvidia holds 86 % of the AI chip market.",
        "The claim that Nvidia holds 86 % of the AI chip market is false.",
        "L'idée que Nvidia détient 86 % du marché des puces d'IA est une légende.",
        "Nvidia holds 86 % of the AI chip market? No.",
    ],
)
def test_a_plain_denial_of_what_the_base_says_is_refuted(verdict, sentence):
    assert verdict(sentence) == "refuted"


@pytest.mark.parametrize("sentence", NEVER_CAME_ABOUT)
def test_what_did_not_come_about_is_not_borne_out(verdict, sentence):
    assert verdict(sentence) in ("refuted", "unverifiable")


@pytest.mark.parametrize("sentence", [*OF_SOMEBODY_ELSE, *MORE])
def test_what_is_told_of_somebody_else_is_not_borne_out(answer, sentence):
    assert answer(sentence).figures[-1].verdict.value in ("refuted", "unverifiable")


@pytest.mark.parametrize("sentence", ["Its competitor is worth 380 billion.", "Its competitor is worth 157 billion."])
def test_its_competitor_is_not_the_company(answer, sentence):
    found = answer(f"Anthropic is worth 380 billion dollars. {sentence}")
    assert [figure.verdict.value for figure in found.figures] == ["supported", "unverifiable"]


@pytest.mark.parametrize("sentence", STILL_SUPPORTED)
def test_what_is_asserted_stays_supported(verdict, sentence):
    assert verdict(sentence) == "supported"


@pytest.fixture
def linted(desk):
    """The verdicts on a draft's figures, and what is told of it."""

    def run(text: str):
        found = lint(draft_of(text, "draft.md"), desk)
        return [figure.verdict.value for figure in found.figures], [d.check.value for d in found.told]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Uber lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
        "Zhipu lost 45 million dollars in 2024 [@zhipu-revenue-2024].",
        "86 % of organizations see no return [@nvidia-ai-chip-share].",
        "Gemini a 800 millions d'utilisateurs hebdomadaires [@openai-weekly-users].",
        "OpenAI's profit in 2024 was 5 billion dollars [@openai-net-loss-2024].",
        "OpenAI's investors lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
    ],
)
def test_a_claim_of_another_thing_bears_nothing_out(linted, text):
    verdicts, told = linted(text)
    assert verdicts != ["supported"]
    assert told == ["cited-mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
        "It lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
        "Anthropic received 30 billion dollars in February 2026 [@anthropic-series-g].",
        "ChatGPT has 800 million weekly users [@openai-weekly-users].",
    ],
)
def test_a_claim_of_the_thing_named_still_does(linted, text):
    assert linted(text) == (["supported"], [])


def test_a_citation_does_not_bear_out_what_is_only_supposed(linted):
    verdicts, _ = linted("Anthropic almost raised 30 billion dollars in February 2026 [@anthropic-series-g].")
    assert verdicts == ["unverifiable"]
