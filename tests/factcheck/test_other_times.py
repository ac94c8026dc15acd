"""Words that claim something of another time than their figure's: again, still, no longer, a falling share, back at, every quarter.

And a change that two values yield, told of another measure than theirs. The base is newsroom-times.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from tests.factcheck.bases import desk_of, sentences_of

MISSED = 18
"""How many of the true sentences are left open, for another word that is not understood; none is refuted."""


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield desk_of("times", tmp_path_factory.mktemp("times"), stack)


def test_what_the_values_before_bear_out_is_supported(almanac: Desk) -> None:
    verdicts = {text: ask(text, almanac).verdict.value for _, told, text in sentences_of("times") if told}
    assert [text for text, verdict in verdicts.items() if verdict == "refuted"] == []
    missed = [text for text, verdict in verdicts.items() if verdict != "supported"]
    assert len(missed) <= MISSED, "\n".join(missed)


def test_what_they_do_not_bear_out_is_not(almanac: Desk) -> None:
    false = [text for _, told, text in sentences_of("times") if not told]
    assert [text for text in false if ask(text, almanac).verdict.value == "supported"] == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Velmora's workforce fell again in 2023, to 2,800.", "again"),
        ("Velmora's stable workforce was 2,600 in December 2024.", "stable"),
        ("Chaque trimestre, Velmora réalise 160 millions d'euros de chiffre d'affaires.", "chaque trimestre"),
        ("Drissel compte toujours 900 000 habitants.", "toujours"),
    ],
)
def test_the_words_are_named(almanac: Desk, sentence: str, words: str) -> None:
    assert f'"{words}"' in " ".join(ask(sentence, almanac).notes)
