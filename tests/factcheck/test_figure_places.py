"""Where a figure stands in its sentence, and how it is printed there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.factcheck.asking import ask


@pytest.mark.parametrize(
    ("sentence", "exact"),
    [
        ("GPT-4o costs three times as much as GPT-5.", "three times"),
        ("OpenAI's loss is 0 times its revenue.", "0 times"),
        ("La perte d'OpenAI est 2 fois son chiffre d'affaires.", "2 fois"),
        ("OpenAI lost 5\nbillion dollars in 2024.", "5\nbillion dollars"),
        ("OpenAI is past the billion mark.", "billion"),
    ],
)
def test_a_figure_is_shown_as_it_stands(answer, sentence, exact):
    assert exact in [figure.exact for figure in answer(sentence).figures]


WHOM = ("OpenAI", "Nvidia", "ChatGPT", "Uber", "L'entreprise", "It", "GPT-4o")
DOES = ("lost", "holds", "costs", "a perdu", "compte", "doubled, from", "est passé de", "had")
HOW_MANY = (
    "three times",
    "0 times",
    "2 fois",
    "5 billion dollars",
    "5 milliards\nde dollars",
    "one user in twenty",
    "3 to 6 million",
    "20 cents of every euro",
    "a quarter",
    "10⁶ users",
    "two years and a half",
    "deux ans et demi",
    "fiftyfold",
    "12 mil\u00adlions",
    "“86 %”",
    "in 2029 or 2030",
)
WHAT = ("in 2024", "en 2025", "of its revenue", "du marché", "as much as Nvidia", "(up 5 %)", ", or 3 for 2", "")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from(part) for part in (WHOM, DOES, HOW_MANY, WHAT))), min_size=1, max_size=2))
def test_a_figure_stands_where_it_is_said_to(desk, clauses):
    sentence = ". ".join(" ".join(clause) for clause in clauses) + "."
    for figure in ask(sentence, desk).figures:
        assert 0 <= figure.start < figure.end <= len(sentence)
        assert figure.exact == sentence[figure.start : figure.end]
        assert figure.exact == figure.exact.strip() != ""
