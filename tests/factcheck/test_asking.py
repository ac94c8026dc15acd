"""What kg ask says of figures, comparators and times, and what it never says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.verdict import Relation, Verdict


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("OpenAI lost more than $4 billion in 2024.", "supported"),
        ("OpenAI did not lose 5 billion dollars in 2024.", "refuted"),
        ("OpenAI did not lose 9 billion dollars in 2024.", "supported"),
        ("OpenAI lost no more than 5 billion dollars in 2024.", "supported"),
        ("OpenAI's loss did not reach 3 billion dollars in 2024.", "refuted"),
        ("OpenAI lost barely 5 billion dollars in 2024.", "supported"),
        ("OpenAI a perdu à peine 5 milliards de dollars en 2024.", "supported"),
        ("OpenAI n'a pas perdu moins de 8 milliards de dollars en 2025.", "supported"),
        ("La perte d'OpenAI n'a pas atteint 4 milliards de dollars en 2024.", "refuted"),
        ("OpenAI lost 4,6 billion euros in 2024.", "supported"),
        ("OpenAI a perdu 8 milliards d'euros en 2024.", "refuted"),
        ("Nvidia's rivals have 14% of the AI chip market.", "supported"),
        ("Nvidia's rivals have 86% of the AI chip market.", "refuted"),
    ],
)
def test_comparators_negation_complements_and_currencies(verdict, sentence, expected):
    assert verdict(sentence) == expected


def test_a_hedge_widens_and_rounding_does_not_hide_a_difference(verdict):
    assert verdict("OpenAI lost 4.9 billion dollars in the first half of 2025.") == "imprecise"
    assert verdict("OpenAI lost about 4.8 billion dollars in the first half of 2025.") == "supported"


def test_the_present_is_that_of_the_day_it_is_asked(desk):
    then = Desk(desk.columns, desk.vocabulary, date(2021, 12, 31))
    assert ask("Nvidia holds a quarter of the AI chip market.", desk).verdict is Verdict.OUTDATED
    assert (
        ask("Last year OpenAI lost 5 billion dollars.", Desk(desk.columns, desk.vocabulary, date(2025, 5, 1))).verdict
        is Verdict.SUPPORTED
    )
    assert ask("Last year OpenAI lost 5 billion dollars.", desk).verdict is Verdict.REFUTED
    assert ask("In 2021 Nvidia held a quarter of the AI chip market.", then).verdict is Verdict.SUPPORTED


def test_an_undated_claim_of_a_later_source_is_not_still_to_come(desk):
    then = Desk(desk.columns, desk.vocabulary, date(2021, 12, 31))
    found = ask("Nvidia holds a quarter of the AI chip market", then)
    assert found.verdict is Verdict.SUPPORTED
    [other] = [entry for entry in found.figures[0].evidence if entry.claim == "nvidia-ai-chip-share"]
    assert other.relation is Relation.NOT_COMPARABLE
    assert other.why == "it is undated, and its source of a later time (2026-02)"


def test_sources_narrow_the_evidence(desk):
    only = Desk(desk.columns, desk.vocabulary, desk.as_of, frozenset({"record-funding-round"}))
    assert ask("OpenAI is worth 157 billion dollars.", only).verdict is Verdict.SUPPORTED
    assert ask("Nvidia holds 86% of the AI chip market.", only).verdict is Verdict.UNVERIFIABLE


def test_whom_nobody_names_is_guessed_and_never_judged(answer):
    [figure] = answer("The company is valued at 380 billion dollars.").figures
    assert figure.verdict is Verdict.UNVERIFIABLE
    assert figure.guess == "anthropic"
    [figure] = answer("Mistral is valued at 380 billion dollars.").figures
    assert figure.verdict is Verdict.UNVERIFIABLE
    assert figure.guess is None
    assert "Mistral" in figure.why


def test_a_pronoun_is_what_the_sentence_before_names(answer):
    figures = answer("Anthropic is growing. It is valued at 380 billion dollars.").figures
    assert [figure.verdict.value for figure in figures] == ["supported"]
    figures = answer("Anthropic and OpenAI are growing. It is valued at 380 billion dollars.").figures
    assert [figure.verdict.value for figure in figures] == ["unverifiable"]


def test_evidence_names_claim_value_date_source_and_why(answer):
    [figure] = answer("OpenAI a perdu 5 milliards en 2025").figures
    first = figure.evidence[0]
    assert (first.claim, first.relation, first.date) == ("openai-net-loss-2025", Relation.CONTRADICTS, "2025")
    assert first.value == "at least 9 billion USD"
    assert any(entry.relation is Relation.NOT_COMPARABLE and "2024" in entry.why for entry in figure.evidence)


def test_a_slip_of_scale_is_named(answer):
    [figure] = answer("OpenAI lost 5 million dollars in 2024.").figures
    assert "slip of scale" in figure.why


def test_a_computed_value_is_disputed_where_others_of_its_time_yield_or_state_another(answer):
    found = answer("OpenAI's revenue grew by 440 % in 2025.")
    assert found.verdict.value == "disputed"
    told = {evidence.claim for evidence in found.figures[0].evidence if evidence.relation.value == "contradicts"}
    assert {"openai-revenue-2025-projected / openai-revenue-2024", "openai-revenue-multiple-2025"} <= told


def test_computed_values_say_what_they_come_from(answer):
    [figure] = answer("GPT-4o's output tokens cost four times as much as its input tokens.").figures
    assert figure.verdict is Verdict.SUPPORTED
    assert figure.evidence[0].inputs == ("gpt-4o-output-price", "gpt-4o-input-price")


def test_a_sentence_without_figures_cannot_be_verified(answer):
    found = answer("OpenAI lost a lot of money.")
    assert found.verdict is Verdict.UNVERIFIABLE
    assert found.notes


FORMS = {
    "en": [
        "OpenAI lost {} in 2024.",
        "In 2024 the net loss of OpenAI was {}.",
        "Anthropic is valued at {}.",
        "Nvidia's revenue was {} in the third quarter of fiscal 2026.",
    ],
    "fr": [
        "OpenAI a perdu {} en 2024.",
        "En 2024, la perte nette d'OpenAI a été de {}.",
        "Anthropic est valorisée {}.",
        "Le chiffre d'affaires de Nvidia a été de {} au troisième trimestre de l'exercice fiscal 2026.",
    ],
}


def spellings(tenths: int) -> dict[str, list[str]]:
    """So many tenths of a billion dollars in the ways of each language."""
    whole, part = divmod(tenths, 10)
    millions = tenths * 100
    grouped = f"{millions:,}"
    return {
        "en": [
            f"{whole}.{part} billion dollars",
            f"${whole}.{part} billion",
            f"{grouped} million dollars",
            f"${whole}.{part}0bn",
        ],
        "fr": [
            f"{whole},{part} milliards de dollars",
            f"{whole},{part} Md$",
            f"{grouped.replace(',', ' ')} millions de dollars",
            f"{grouped.replace(',', '.')} millions de dollars" if millions >= 1000 else f"{millions} millions de dollars",
        ],
    }


@given(st.integers(min_value=11, max_value=9999), st.integers(min_value=0, max_value=3))
def test_scaling_and_reformatting_a_figure_does_not_change_its_verdict(desk, tenths, form):
    found = {
        (language, spelling): ask(FORMS[language][form].format(spelling), desk, language).verdict
        for language, listed in spellings(tenths).items()
        for spelling in listed
    }
    assert len(set(found.values())) == 1, found


ENTITIES = ["OpenAI", "Anthropic", "Nvidia", "Uber", "Mistral", "The company", "Google", "DeepSeek"]
VERBS = ["lost", "earned", "raised", "is worth", "spent", "owes", "employs", "has"]
UNITS = ["billion dollars", "million euros", "%", "million users", "times"]


@given(
    st.sampled_from(ENTITIES),
    st.sampled_from(VERBS),
    st.integers(min_value=1, max_value=900),
    st.sampled_from(UNITS),
    st.sampled_from(["", " in 2024", " in 2025", " in 2019", " today"]),
)
def test_nothing_is_supported_without_a_comparable_claim(desk, entity, verb, number, unit, when):
    found = ask(f"{entity} {verb} {number} {unit}{when}.", desk, "en")
    known = {row[0] for row in desk.columns.rows("SELECT id FROM claims")}
    for figure in found.figures:
        assert figure.start < figure.end <= len(found.sentence)
        relations = {entry.relation for entry in figure.evidence}
        if figure.verdict is Verdict.SUPPORTED:
            assert Relation.SUPPORTS in relations
            assert {claim for e in figure.evidence for claim in (e.inputs or (e.claim,))} <= known
        if entity in ("Mistral", "The company"):
            assert figure.verdict is Verdict.UNVERIFIABLE
