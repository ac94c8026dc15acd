"""Figures that follow from others of their sentence, or from the claims behind them, asked through the public door.

A true sentence has a false one beside it that differs by a number, a name, a direction, an order, a unit, a time or a base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from tests.factcheck.bases import desk_of

HERE = Path(__file__).parent
MISSED = 7
"""How many of the true sentences are left open, for a word or a time that is not understood; none is refuted."""


def _asked() -> list[tuple[str, bool, str]]:
    """Base, whether its claims bear it out, sentence."""
    lines = (HERE / "deriving.txt").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]
    return [(base, told == "yes", text) for base, told, text in rows]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Desk]]:
    with ExitStack() as stack:
        yield {base: desk_of(base, tmp_path_factory.mktemp(base), stack) for base in ("s", "t")}


def test_what_follows_from_other_figures_is_borne_out(desks: Mapping[str, Desk]) -> None:
    verdicts = {text: ask(text, desks[base]).verdict.value for base, told, text in _asked() if told}
    assert [text for text, verdict in verdicts.items() if verdict == "refuted"] == []
    missed = [text for text, verdict in verdicts.items() if verdict != "supported"]
    assert len(missed) <= MISSED, "\n".join(missed)


def test_what_does_not_follow_is_not(desks: Mapping[str, Desk]) -> None:
    false = [(base, text) for base, told, text in _asked() if not told]
    assert [text for base, text in false if ask(text, desks[base]).verdict.value == "supported"] == []


def test_there_are_as_many_false_sentences_as_true_ones() -> None:
    told = [told for _, told, _ in _asked()]
    assert told.count(False) >= told.count(True)


@pytest.mark.parametrize(
    ("sentence", "exact", "why"),
    [
        (
            "Between them, Panoro Supermarkets and Celvia Stores had revenue of 6.2 billion euros in 2025.",
            "6.2 billion euros",
            "claims yield another value together",
        ),
        (
            "Panoro Supermarkets and Celvia Stores had revenue of 6.2 billion euros in 2025.",
            "6.2 billion euros",
            "the sentence",
        ),
    ],
)
def test_it_is_told_what_claims_come_to(desks: Mapping[str, Desk], sentence: str, exact: str, why: str) -> None:
    figure = next(each for each in ask(sentence, desks["t"]).figures if each.exact == exact)
    assert figure.why.startswith(why)
    assert figure.verdict.value == ("refuted" if why.startswith("claims") else "unverifiable")


def test_the_claims_of_what_is_computed_are_named(desks: Mapping[str, Desk]) -> None:
    answer = ask("Norvane Air carried 3.27 million passengers in the second half of 2025.", desks["t"])
    assert answer.figures[0].evidence[0].inputs
