"""True sentences whose figures follow from claims in a way that is not computed: open, never refuted. And who is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from tests.factcheck.bases import desk_of

DERIVED = [
    "Panoro Supermarkets took in three euros for every one that Celvia Stores did in 2025.",
    "Pour chaque euro encaissé par les magasins Celvia en 2025, les supermarchés Panoro en ont encaissé trois.",
    "Panoro Supermarkets and Celvia Stores made 5.04 billion euros between the two of them in 2025.",
    "Panoro Supermarkets earned 2.5 cents on each euro of revenue in 2025.",
    "Les supermarchés Panoro ont gagné 25 euros pour 1 000 euros de chiffre d'affaires en 2025.",
    "Norvane Air carried an average of 517,500 passengers a month in 2025.",
    "Norvane Air a transporté en moyenne 17 000 passagers par jour en 2025.",
    "While FC Dornelle lost 3.1 million euros in 2025, it had drawn 40,250 more spectators than in 2024.",
    "FC Dornelle lost seven euros for each spectator in 2025.",
    "Le FC Dornelle a perdu 7 euros par spectateur en 2025.",
    "Lumitrel hired 90 people in 2025, seven or eight a month on average.",
    "Lumitrel was worth two million dollars for each of its 150 employees in 2025.",
    "Lumitrel valait 2 millions de dollars par salarié en 2025.",
    "Every employee of Lumitrel stood for two million dollars of its valuation in 2025.",
    "Castrel Bay grew by 4,140 inhabitants a year on average between 2023 and 2025.",
    "Castrel-la-Baie a gagné en moyenne 4 140 habitants par an entre 2023 et 2025.",
    "Castrel Bay had 96,140 more inhabitants than Port Lisset in 2025.",
    "Port Lisset counts one inhabitant for every two in Castrel Bay.",
    "The Kestrin power plant emitted 320 tonnes for every gigawatt-hour that it produced in 2025.",
    "En 2025, la centrale de Kestrin a émis 32 tonnes de CO2 pour cent mégawattheures produits, dix fois moins.",
    "The Tessandre region lost 1,570 people in 2025, as deaths outnumbered births.",
    "La région de Tessandre a compté 89 naissances pour 100 décès en 2025.",
    "For every 100 deaths in the Tessandre region there were 89 births in 2025.",
    "There were 35 births a day in the Tessandre region in 2025.",
    "Brivelle Hospital treated half as many patients as Saint-Orlan Hospital in 2025, and they waited half as long again.",
    "L'attente à l'hôpital de Brivelle était moitié plus longue qu'à l'hôpital Saint-Orlan en 2025.",
    "Patients waited 1.8 hours longer at Brivelle Hospital than at Saint-Orlan Hospital in 2025.",
    "The two hospitals, Saint-Orlan Hospital and Brivelle Hospital, treated 75,915 patients in 2025.",
    "The Glass Tide earned 3.5 dollars for each dollar that it cost.",
    "La Marée de verre a rapporté 3,50 dollars par dollar dépensé.",
    "The Glass Tide made 45 million dollars over and above its cost.",
    "The Mirelune Festival received 11.60 euros of subsidy per visitor in 2025.",
    "Le festival de Mirelune a touché 11,63 euros de subvention par visiteur en 2025.",
    "A quarter of the budget of the Mirelune Festival, or 1.2 million euros, was subsidy in 2025.",
    "Aldemar Bank added 10,000 customers a month on average in 2025.",
    "La Banque Aldemar a gagné 120 000 clients en un an, soit 10 000 par mois en moyenne.",
    "At 2.52 million in December 2025, the customers of Aldemar Bank were 120,000 more than a year before.",
    "Norvane Air made 6.60 dollars of profit per passenger in 2025.",
    "Norvane Air swung by 68 million dollars between 2024 and 2025.",
    "Unemployment in the Tessandre region fell by a seventh between 2024 and 2025.",
]
FALSE = [
    "Panoro Supermarkets had revenue of 3.78 billion euros in 2025, 3.1 billion more than Celvia Stores.",
    "Norvane Air carried 7.4 million passengers in 2025.",
    "FC Dornelle lost 5 million euros in 2025.",
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield desk_of("t", tmp_path_factory.mktemp("t"), stack)


@pytest.mark.parametrize("sentence", DERIVED)
def test_what_claims_yield_by_some_reading_is_not_refuted(town: Desk, sentence: str) -> None:
    assert ask(sentence, town).verdict.value not in ("refuted", "disputed"), sentence


@pytest.mark.parametrize("sentence", FALSE)
def test_what_no_reading_yields_is(town: Desk, sentence: str) -> None:
    assert ask(sentence, town).verdict.value == "refuted"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("More than 600 million people have downloaded Qwen.", "unverifiable"),
        ("Plus de 600 millions de personnes ont téléchargé Qwen.", "unverifiable"),
        ("Qwen has been downloaded by over 600 million users.", "unverifiable"),
        ("Qwen has been downloaded more than 600 million times.", "supported"),
        ("ChatGPT has 800 million unique weekly users.", "unverifiable"),
        ("ChatGPT has 800 million weekly accounts.", "unverifiable"),
        ("ChatGPT compte 800 millions d'utilisateurs uniques par semaine.", "unverifiable"),
        ("800 million people use ChatGPT every week.", "supported"),
    ],
)
def test_persons_are_not_what_each_of_them_does_several_times(
    verdict: Callable[[str], str], sentence: str, expected: str
) -> None:
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 103,200 people visited the Mirelune Festival in 2025.", "supported"),
        ("Some 103,200 different people visited the Mirelune Festival in 2025.", "unverifiable"),
        ("Le festival de Mirelune a accueilli 103 200 visiteurs uniques en 2025.", "unverifiable"),
        ("Norvane Air carried 6.21 million distinct passengers in 2025.", "unverifiable"),
    ],
)
def test_visitors_are_people_but_not_all_different_ones(town: Desk, sentence: str, expected: str) -> None:
    assert ask(sentence, town).verdict.value == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Saint-Orlan Hospital treated 50,610 patients in 2025, 25,305 more than Brivelle Hospital.", "supported"),
        ("Saint-Orlan Hospital treated 50,610 patients in 2025, 25,305 fewer than Brivelle Hospital.", "refuted"),
        ("L'hôpital Saint-Orlan a traité 50 610 patients en 2025, 25 305 de moins que l'hôpital de Brivelle.", "refuted"),
    ],
)
def test_whom_a_figure_is_more_than_stands_behind_it(town: Desk, sentence: str, expected: str) -> None:
    assert ask(sentence, town).verdict.value == expected
