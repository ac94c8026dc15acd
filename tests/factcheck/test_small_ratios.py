"""Small numbers that stand in a ratio (two for every five), chains of changes, and words that several figures share; the base is newsroom-ratios.txt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from tests.factcheck.bases import desk_of, sentences_of

MISSED = 1
"""How many of the true sentences are left open; none is refuted."""


@pytest.fixture(scope="module")
def ratios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield desk_of("ratios", tmp_path_factory.mktemp("ratios"), stack)


def test_ratios_that_claims_yield_are_borne_out(ratios: Desk) -> None:
    verdicts = {text: ask(text, ratios).verdict.value for _, told, text in sentences_of("ratios") if told}
    assert [text for text, verdict in verdicts.items() if verdict in ("refuted", "disputed", "imprecise")] == []
    missed = [text for text, verdict in verdicts.items() if verdict != "supported"]
    assert len(missed) <= MISSED, "\n".join(missed)


def test_others_are_not(ratios: Desk) -> None:
    false = [text for _, told, text in sentences_of("ratios") if not told]
    assert [text for text in false if ask(text, ratios).verdict.value == "supported"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In October 2025, Lunel Academy had five students where there were four in October 2020.",
        "Sorvel Bikes' revenue rose 25% in 2024, then bled 10% in 2025.",
        "Port Ilvane's public debt of €600 million in December 2025 works out at €2,000 for each of its residents.",
        "Hale Park saw three visitors in 2025 against two the year before.",
        "In 2025 Tamrin Cycles made four bikes to Sorvel Bikes' five.",
    ],
)
def test_a_term_of_a_ratio_is_no_value(ratios: Desk, sentence: str) -> None:
    assert ask(sentence, ratios).verdict.value in ("supported", "unverifiable")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("OpenAI compte quelque 300 millions d'utilisateurs, avance Gunter Pauli.", "supported"),
        ("OpenAI has some 300 million users, says Gunter Pauli.", "supported"),
        ("Gunter Pauli credits OpenAI with 300 million users.", "supported"),
        ("OpenAI will lose 143 billion dollars between 2024 and 2029, forecasts Deutsche Bank.", "supported"),
        ("OpenAI will lose 143 billion dollars between 2024 and 2029, forecasts Goldman Sachs.", "unverifiable"),
        ("Entre 2024 et 2029, OpenAI perdra 143 milliards de dollars, prévoit Satya Nadella.", "unverifiable"),
        (
            "For output, Claude Sonnet 4 cost half as much again as GPT-4o in early 2026: $15 per million tokens, against $10.",
            "supported",
        ),
        ("En entrée, Claude Sonnet 4 coûtait début 2026 15 dollars le million de tokens.", "refuted"),
        ("Claude Sonnet 4 coûtait sept fois moins cher que GPT-5.2 Pro en entrée début 2026.", "supported"),
        ("Claude Sonnet 4 coûtait cinq fois moins cher que GPT-5.2 Pro en entrée début 2026.", "refuted"),
        ("Video games take nearly a third of the global digital market, about 30%.", "supported"),
        ("Video games take nearly a third of the global digital market, about 40%.", "refuted"),
    ],
)
def test_what_figures_share(desk: Desk, sentence: str, expected: str) -> None:
    assert ask(sentence, desk).verdict.value == expected
