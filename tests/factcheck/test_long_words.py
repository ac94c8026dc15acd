"""Long words and long rows of words take no longer than their length explains: no pattern tries all the ways to cut them up."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import kg.factcheck
from kg.factcheck.asking import ask
from kg.factcheck.wording.words import words_of

LONG = 200
ROWS = (
    "x",
    "é",
    "X",
    "7",
    "-",
    "_",
    "'",
    "’",
    ".",
    ",",
    '"',
    "(",
    "x-",
    "x'",
    "a ",
    "1 ",
    "a, ",
    "1,",
    "1.000 ",
    "de ",
    "of ",
    "\n",
)
FRAMES = (
    ("fr", "OpenAI a perdu 5 milliards de dollars en 2024, soit un {} résultat."),
    ("fr", "Sur 5 {} clients, un seul paie. Hausse de -0,3 {}oint."),
    ("fr", "Personne {} n'a fait mieux que les 5 milliards d'OpenAI en 2024 ? {}"),
    ("en", "OpenAI lost 5 billion dollars in 2024, one {} in ten of its users."),
    ("en", "Of every 5 {} users, one {} pays OpenAI 20 dollars. What of {}?"),
    ("en", "Its loss? {} 5 billion dollars, {} says OpenAI."),
)
WORDS = (
    "gouvernementalement-anticonstitutionnellement catastrophique",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "aujourd'hui-l'un-d'entre-eux-qu'on-n'aurait-pas-cru",
    "https://example.org/a_very_long_path/with_many_parts_of_it/and-more-of-them?and=this&so=on",
)


def seconds(text: str, desk) -> float:
    begun = time.process_time()
    ask(text, desk)
    return time.process_time() - begun


@pytest.mark.parametrize(("language", "frame"), FRAMES)
def test_a_sentence_with_a_long_word_takes_little_longer(desk, language, frame):
    seconds(frame.replace("{}", "plain"), desk)  # which reads the claims
    plain = seconds(frame.replace("{}", "plain"), desk)
    for row in (*((row * LONG)[:LONG] for row in ROWS), *WORDS):
        assert seconds(frame.replace("{}", row), desk) < max(5.0, 50 * plain), (frame, row)


def patterns(language: str) -> Iterator[re.Pattern[str]]:
    words = words_of(language)
    yield from words.patterns.values()
    for turn in (*words.speaking, *words.possible, *words.narrowing):
        yield from (each for each in (turn.pattern, turn.of, turn.but) if each is not None)
    yield from (each for part in words.plain for each in (part.metrics, part.but, part.ending) if each is not None)


_GROUP = re.compile(r"\(\?:|\(\?P<\w+>|\(")
_REPEATED = re.compile(r"(?P<how>[*+]|\{\d*(?P<comma>,)?\d*\})(?P<mode>[?+]?)")


def repeated(source: str) -> Iterator[str]:
    """The groups of a pattern that may be repeated, as they are written."""
    open_, at, within = [], 0, False
    while at < len(source):
        letter = source[at]
        if letter == "\\":
            at += 1
        elif within:
            within = letter != "]"
        elif letter == "[":
            within = True
            at += source[at + 1 : at + 2] == "^"
        elif letter == "(":
            open_.append(at)
        elif letter == ")":
            start = open_.pop()
            how = _REPEATED.match(source, at + 1)
            if how is not None and how["mode"] != "+" and how["how"] not in ("{0,1}", "{,1}"):
                yield re.sub(r"\(\?P<\w+>", "(?:", source[start : at + 1])
        at += 1


def of_modules() -> Iterator[re.Pattern[str]]:
    for module in pkgutil.walk_packages(kg.factcheck.__path__, "kg.factcheck."):
        if module.name != "kg.factcheck.drafting.server":  # which needs the extra of editors
            yield from (
                value for value in vars(importlib.import_module(module.name)).values() if isinstance(value, re.Pattern)
            )


@pytest.mark.parametrize("language", ["en", "fr", ""])
def test_no_repeated_group_can_take_a_long_word_in_two_ways(language):
    runs = [
        *(row * 4 for row in ("x", "X", "7", "-", "_", "'", "x-", "x'", " ", "é")),
        "x x",
        "x y ",
        " x y",
        "1 2 ",
        "x, y, ",
    ]
    found = []
    for pattern in patterns(language) if language else of_modules():
        for group in repeated(pattern.pattern):
            once, twice = re.compile(group, pattern.flags), re.compile(group * 2, pattern.flags)
            found += [(group, run) for run in runs if once.fullmatch(run) and twice.fullmatch(run)]
    assert found == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_pattern_is_done_with_long_rows_at_once(language):
    every = list(patterns(language))
    for row in ROWS:
        text = (row * LONG)[:LONG]
        for whole in (
            text,
            f"one {text} in five",
            f"un {text} sur",
            f"5 {text}!",
            f"no {text} better",
            f"personne {text} n'",
        ):
            begun = time.process_time()
            for pattern in every:
                pattern.search(whole)
            assert time.process_time() - begun < 5, (row, whole)
