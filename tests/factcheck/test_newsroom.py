"""Bases of general news with sentences written before the words were mended for them, and the tricks of reporters.

Those of a to d, f, h, i, l, n, q, s, t, v, x, z and aa are by people who saw neither words nor code, e is the week of a regional paper, and g, j, k, m, o, p,
r, u, w, y and ab ask the shipped base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.drafting.draft import draft_of
from kg.factcheck.drafting.linting import lint
from tests.factcheck.bases import desk_of, sentences_of

FLOORS = {
    "a": 98,
    "b": 97,
    "i": 26,
    "aa": 29,
    "c": 96,
    "d": 94,
    "e": 152,
    "f": 76,
    "h": 99,
    "l": 92,
    "n": 84,
    "q": 84,
    "s": 51,
    "t": 55,
    "v": 52,
    "x": 50,
    "z": 26,
}
"""How many of a base's true sentences are borne out, of 100 (see SIZES); of its false ones, as many, none is."""
SHIPPED_FLOORS = {"g": 96, "k": 87, "m": 84, "p": 75, "r": 34, "u": 47, "w": 46, "y": 40, "j": 36, "o": 27, "ab": 31}
SIZES = {
    "e": (160, 160),
    **dict.fromkeys(["r", "s", "t", "u", "v", "w", "x", "y", "z", "j", "aa", "ab"], (60, 60)),
    **dict.fromkeys(["i", "o"], (50, 90)),
    "n": (100, 99),
}
"""How many true and false ones a base has, where not 100: of n one is left out that the base can be read to bear out."""
SAMPLED = 8
"""Of how many sentences one is linted as well."""
TRICKS_MISSED, TRUE_TRICKS = 3, 87


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Mapping[str, Desk]]:
    with ExitStack() as stack:
        made = {base: desk_of(base, tmp_path_factory.mktemp(base), stack) for base in FLOORS}
        yield {**made, "shipped": desk}


def _is_supported(sentence: str, desk: Desk) -> bool:
    return ask(sentence, desk).verdict.value == "supported"


@pytest.mark.parametrize("base", FLOORS)
def test_true_sentences_of_general_news_are_borne_out(desks: Mapping[str, Desk], base: str) -> None:
    true = [text for _, told, text in sentences_of(base) if told]
    missed = [text for text in true if not _is_supported(text, desks[base])]
    assert len(true) == SIZES.get(base, (100, 100))[0]
    assert len(true) - len(missed) >= FLOORS[base], "\n".join(missed)


@pytest.mark.parametrize("base", FLOORS)
def test_no_false_sentence_of_general_news_is(desks: Mapping[str, Desk], base: str) -> None:
    false = [text for _, told, text in sentences_of(base) if not told]
    assert len(false) == SIZES.get(base, (100, 100))[1]
    assert [text for text in false if _is_supported(text, desks[base])] == []


@pytest.mark.parametrize("asking", SHIPPED_FLOORS)
def test_the_shipped_base_answers_who_saw_neither_words_nor_code(desks: Mapping[str, Desk], asking: str) -> None:
    asked = [(told, text) for _, told, text in sentences_of(asking)]
    true, false = ([text for told, text in asked if told is wanted] for wanted in (True, False))
    assert (len(true), len(false)) == SIZES.get(asking, (100, 100))
    assert [text for text in false if _is_supported(text, desks["shipped"])] == []
    missed = [text for text in true if not _is_supported(text, desks["shipped"])]
    assert len(true) - len(missed) >= SHIPPED_FLOORS[asking], "\n".join(missed)


def test_hardly_any_trick_makes_a_figure_of_the_base_say_something_else(desks: Mapping[str, Desk]) -> None:
    passed = [text for base, told, text in sentences_of("tricks") if not told and _is_supported(text, desks[base])]
    assert len(passed) <= TRICKS_MISSED, "\n".join(passed)


def test_what_only_looks_like_a_trick_is_borne_out(desks: Mapping[str, Desk]) -> None:
    true = [(base, text) for base, told, text in sentences_of("tricks") if told]
    missed = [text for base, text in true if not _is_supported(text, desks[base])]
    assert len(true) - len(missed) >= TRUE_TRICKS, "\n".join(missed)


def test_what_is_said_around_a_figure_must_be_borne_out_as_well(desks: Mapping[str, Desk]) -> None:
    """Who has it or confirms it, what is left out, what it is of each, a record, a move, less than just that, so many more than then.

    All of it, one part alone, what it was spent on or came of, as audited or admitted, exactly so; what a figure is a difference of.
    So many for each of anything, a record told as a heading, none more than it, the longer of two, on a plan that no claim is of.
    More than from elsewhere, all of it from one, one alone, both alike, by its own estimate, the other side, a growth of something else.
    """
    wrong = [(told, text) for base, told, text in sentences_of("around") if _is_supported(text, desks[base]) is not told]
    assert wrong == []


@pytest.mark.parametrize("name", [*FLOORS, *SHIPPED_FLOORS, "tricks", "around"])
def test_lint_says_of_a_draft_of_one_sentence_what_ask_says_of_it(desks: Mapping[str, Desk], name: str) -> None:
    """The verdict of each figure; none is supported in a sentence that says more than the base tells."""
    differing = []
    for first, _, text in sentences_of(name)[::SAMPLED]:
        desk = desks[first if name in ("tricks", "around") else name if name in FLOORS else "shipped"]
        answer, linted = ask(text, desk), lint(draft_of(f"{text}\n", "draft.md"), desk)
        open_all = bool(answer.unread) and answer.verdict.value == "unverifiable"
        asked = [(f.start, f.end, "unverifiable" if open_all else f.verdict.value) for f in answer.figures]
        if [(f.start, f.end, f.verdict.value) for f in linted.figures] != asked:
            differing.append(text)
    assert differing == []


@pytest.mark.parametrize(
    ("base", "sentence", "verdict", "why"),
    [
        (
            "shipped",
            "OpenAI burned less than 2.5 billion dollars of cash in the first half of 2025.",
            "imprecise",
            "not less",
        ),
        (
            "shipped",
            "OpenAI's spending fell to 8.5 billion dollars in the first half of 2025.",
            "unverifiable",
            "no earlier value",
        ),
        ("shipped", "OpenAI admitted that it lost $5 billion in 2024.", "unverifiable", "as a rumour"),
        (
            "shipped",
            "OpenAI's revenue is more than $13 billion a year, according to Satya Nadella.",
            "unverifiable",
            "from Satya",
        ),
        (
            "shipped",
            "AWS, launched in 2009, took about three years to stop losing money.",
            "unverifiable",
            "aws-launch-date",
        ),
        ("h", "Aubel Clinics closed 23 sites in December 2025.", "unverifiable", "no claim is comparable"),
        ("h", "Tolvane Airport handled a record 18.4 million passengers in 2025.", "unverifiable", "never higher"),
        ("h", "Merisca's unemployment rate hit an all-time high of 7.3% in the second quarter of 2025.", "refuted", "8.1 %"),
        ("h", "Aubel Clinics employed 9,600 people per site in December 2025.", "unverifiable", '"per site"'),
        ("h", "Cartella's revenue fell to $2.7 billion in the third quarter of 2025.", "refuted", "risen to it"),
        ("a", "Finnair plans to cut 650 jobs in 2025.", "unverifiable", "as a plan or a possibility"),
        ("a", "Finnair pourrait supprimer 650 postes en 2025.", "unverifiable", "as a plan or a possibility"),
        ("a", "Finnair aurait supprimé 650 postes en 2025.", "unverifiable", "as a plan or a possibility"),
        ("b", "Estonia's unemployment rate fell to 7.6% in 2024.", "refuted", "risen to it, from 6.4 % in 2023"),
        ("b", "Le taux de chômage de l'Estonie est tombé à 7,6 % en 2024.", "refuted", "risen to it, from 6.4 % in 2023"),
        ("a", "Norway's inflation rate rose to 3.1% in 2024.", "refuted", "fallen to it, from 5.5 % in 2023"),
        ("b", "Ryanair carried more than 197.2 million passengers in 2024.", "imprecise", "just that, not more"),
        ("b", "Ryanair a transporté plus de 197,2 millions de passagers en 2024.", "imprecise", "just that, not more"),
        ("b", "Ryanair carried more than 197 million passengers in 2024.", "supported", "bears it out"),
        ("f", "En 2024, Orvane Télécom affichait déjà 8,4 milliards d'euros de chiffre d'affaires.", "imprecise", "off by"),
        ("f", "In 2024, Orvane Telecom turned over €7.9 billion.", "supported", "bears it out"),
        ("f", "Royal Mail's net loss widened to £278m in 2025.", "refuted", "fallen to it"),
        (
            "f",
            "La perte nette de Royal Mail s'est alourdie de 278 millions de livres en 2025.",
            "refuted",
            "claims yield another value",
        ),
        ("f", "Silcore pledged to invest €12.5bn in 2025.", "unverifiable", "as a plan or a possibility"),
        ("a", "The Rijksmuseum drew 2.5 million foreign visitors in 2024.", "unverifiable", '"foreign"'),
        ("a", "Finnair employait 9 377 femmes en décembre 2024.", "unverifiable", '"femmes"'),
        (
            "a",
            "Some 3.6 million doses of Febrivax were given a month in the first quarter of 2025.",
            "unverifiable",
            '"a month"',
        ),
        ("a", "Finnair had 9,377 employees in December 2024, most of them women.", "unverifiable", '"most of them women"'),
    ],
)
def test_the_reason_says_what_the_base_does_not_tell(
    desks: Mapping[str, Desk], base: str, sentence: str, verdict: str, why: str
) -> None:
    answer = ask(sentence, desks[base])
    assert answer.verdict.value == verdict
    assert why in answer.figures[-1].why


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI's losses could reach 143 billion dollars between 2024 and 2029.",
        "OpenAI aurait perdu 5 milliards de dollars en 2024.",
        "OpenAI reportedly lost 5 billion dollars in 2024.",
    ],
)
def test_a_forecast_or_a_rumour_told_as_such_is_borne_out(desks: Mapping[str, Desk], sentence: str) -> None:
    assert _is_supported(sentence, desks["shipped"])
