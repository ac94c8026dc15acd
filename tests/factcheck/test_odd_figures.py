"""Figures that people seldom write: nothing of something, powers, digits of other scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.verdict import Verdict
from tests.factcheck.bases import desk_with

ENTITIES = (
    "sorvel | organization | Sorvel Bikes | Vélos Sorvel",
    "tamrin | organization | Tamrin Cycles | Cycles Tamrin",
)
CLAIMS = (
    "sorvel revenue 0 EUR 2025",
    "sorvel revenue_growth -100 % 2025",
    "sorvel employees 0 count at 2025-12",
    "tamrin revenue 480000000 EUR 2025",
    "tamrin employees 2700 count at 2025-12",
)


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A base with a firm that stands idle."""
    with ExitStack() as stack:
        yield desk_with(ENTITIES, CLAIMS, tmp_path_factory.mktemp("idle"), stack)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sorvel Bikes had revenue of 0 euros in 2025.", "supported"),
        ("In 2025, Sorvel Bikes had revenue of 0 euros, twice as much as Tamrin Cycles.", "refuted"),
        ("The revenue of Sorvel Bikes was 0 euros in 2025, 50 % of the revenue of Tamrin Cycles.", "unverifiable"),
        ("The revenue of Tamrin Cycles was 480 million euros in 2025, twice the revenue of Sorvel Bikes.", "refuted"),
        ("Sorvel Bikes had 0 employees in December 2025, a third of those of Tamrin Cycles.", "unverifiable"),
        (
            "The revenue of Sorvel Bikes fell by 100 % to 0 euros in 2025, which implies 640 million the year before.",
            "unverifiable",
        ),
        ("Le chiffre d'affaires de Vélos Sorvel était de 0 euro en 2025, le double de celui de Cycles Tamrin.", "refuted"),
    ],
)
def test_what_is_nothing_is_no_part_and_no_multiple(idle, sentence, expected):
    assert ask(sentence, idle).verdict.value == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI faced 3 lawsuits in 2024 and 0 lawsuits in 2025.",
        "OpenAI has 5 out of 0 users.",
        "OpenAI lost 5 of its 0 billion dollars.",
        "OpenAI's revenue was 0 dollars in 2024, 0 times as much as that of Nvidia, or 0 % of it.",
        "OpenAI lost 0 dollars in 0 years, 0 for every 0 users, 0 a year.",
        "OpenAI lost 5 billion dollars in 2024, down 100 %, so that it was 5 billion the year before.",
        "Uber : 5 morts et 0 blessé.",
        "OpenAI a perdu 0 dollar sur 0 en 2024, soit 0 fois le chiffre d'affaires de Nvidia.",
        "Sur 0 utilisateurs d'OpenAI, 0 paie, soit 0 % pour 0 dollar par mois.",
    ],
)
def test_nothing_divides_nothing(verdict, sentence):
    assert verdict(sentence) in {"unverifiable", "refuted"}


@pytest.mark.parametrize(
    "sentence",
    [
        "ChatGPT has 10⁶ users and 5 % paying.",
        "OpenAI had 2, 10² and 5 users in 2025.",
        "OpenAI had 3² of 10³ users in 2025, 5 ⁶ of them paying.",
        "OpenAI had ① user, ½ of ②, in 2025 and 2¹ years.",
        "OpenAI a ⁵ clients sur 10², dont ¾ payants, depuis ² ans.",
        "OpenAI compte ⅕ des ³ clients, un pour chaque ² dollars.",
    ],
)
def test_powers_and_numbers_in_circles_are_read_or_left(verdict, sentence):
    assert verdict(sentence) in {"unverifiable", "refuted"}


def test_ten_to_the_sixth_is_a_million(answer):
    figure = answer("ChatGPT has 10⁶ users and 5 % paying.").figures[0]
    assert (figure.exact, figure.understood["value_min"], figure.verdict) == ("10⁶", "1000000", Verdict.REFUTED)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"])
def test_digits_of_any_script_say_the_same(answer, digits):
    sentence = "OpenAI lost 5 billion dollars in 2024.".translate(str.maketrans("0123456789", digits))
    [figure] = answer(sentence).figures
    assert (figure.verdict, figure.understood["period"]) == (Verdict.SUPPORTED, "2024")
    assert figure.exact == f"{digits[5]} billion dollars"
