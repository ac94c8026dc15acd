"""Laws over many claims: how a figure is written never changes its verdict, and nothing is supported that no claim is near to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.factcheck.asking import ask
from kg.factcheck.verdict import Relation, Verdict

# Sentences with a place for a sum in dollars, each of claims of its own.
FRAMES = (
    ("en", "OpenAI lost {} in 2024."),
    ("en", "In the first half of 2025, OpenAI spent {}."),
    ("en", "{}: that is the valuation of Anthropic."),
    ("en", "OpenAI's revenue for 2025 did not exceed {}."),
    ("en", "Zhipu AI raised at least {} in its IPO in January 2026."),
    ("en", "Nvidia's order backlog is about {}."),
    ("en", "OpenAI was worth {} in 2024."),
    ("en", "Uber's cumulative losses were fewer than {}."),
    ("fr", "OpenAI a perdu {} en 2024."),
    ("fr", "Au premier semestre 2025, OpenAI a dépensé {}."),
    ("fr", "La valorisation d'Anthropic est de {}."),
    ("fr", "Le chiffre d'affaires d'OpenAI n'a pas dépassé {} en 2025."),
    ("fr", "Nvidia a encaissé environ {} au troisième trimestre de l'exercice 2026."),
    ("fr", "OpenAI n'a pas levé {} en octobre 2024."),
    ("fr", "Microsoft verse {} par an à Anthropic."),
    ("fr", "Alibaba investira moins de {} dans l'infrastructure d'IA."),
)
NARROW = "\N{NARROW NO-BREAK SPACE}"
FIXED = "\N{NO-BREAK SPACE}"


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def plain(number: Decimal, mark: str) -> str:
    return f"{number.normalize():f}".replace(".", mark)


def forms(millions: int, language: str) -> list[str]:
    """A sum of so many millions of dollars, as people write it."""
    billions = Decimal(millions) / 1000
    if language == "en":
        return [
            f"{plain(billions, '.')} billion dollars",
            f"{millions} million dollars",
            f"${plain(billions, '.')}bn",
            f"${plain(billions, '.')} billion",
            f"${grouped(millions, ',')} million",
            f"${grouped(millions * 10**6, ',')}",
            f"US${plain(billions, '.')} billion",
            f"USD {plain(billions, '.')} billion",
            f"{plain(billions / 1000, '.')} trillion dollars",
            f"${plain(billions, '.')}{FIXED}billion",
            f"{plain(billions, '.')} billion US dollars",
            f"{grouped(millions * 1000, ',')} thousand dollars",
        ]
    return [
        f"{plain(billions, ',')} milliards de dollars",
        f"{millions} millions de dollars",
        f"{plain(billions, ',')}{FIXED}milliards de{FIXED}dollars",
        f"{plain(billions, ',')} Md$",
        f"{plain(billions, ',')} Mds $",
        f"{grouped(millions, NARROW)} millions de dollars",
        f"{grouped(millions, ' ')} M$",
        f"{grouped(millions, '.')} millions de dollars" if millions >= 1000 else f"{millions} M$",
        f"{grouped(millions * 10**6, FIXED)} $",
        f"{grouped(millions * 10**6, ' ')} dollars",
        # Three digits behind a point are thousands in French.
        f"{plain(billions, '.' if millions % 10 == 0 else ',')} milliards de dollars",
    ]


@pytest.mark.parametrize(("language", "frame"), FRAMES)
@settings(max_examples=12, deadline=None)
@given(
    share=st.sampled_from(["0.001", "0.3", "0.88", "0.94", "0.97", "1", "1.02", "1.06", "1.13", "2", "1000"]), data=st.data()
)
def test_how_a_figure_is_written_does_not_change_its_verdict(desk, language, frame, share, data):
    base = data.draw(st.sampled_from([558, 4700, 5000, 6600, 8500, 13000, 18000, 57000, 157000, 380000, 500000]))
    millions = max(11, int(base * Decimal(share)))
    found = {form: ask(frame.format(form), desk).verdict for form in forms(millions, language)}
    assert len(set(found.values())) == 1, found


WORDS = {
    "en": [
        (4700, "four point seven billion dollars", "four thousand seven hundred million dollars"),
        (5000, "five billion dollars", "five thousand million dollars"),
        (500, "half a billion dollars", "five hundred million dollars"),
        (380000, "three hundred and eighty billion dollars", "three hundred eighty thousand million dollars"),
        (18000, "eighteen billion dollars", "eighteen thousand million dollars"),
    ],
    "fr": [
        (4700, "quatre virgule sept milliards de dollars", "quatre milliards sept cents millions de dollars"),
        (5000, "cinq milliards de dollars", "cinq mille millions de dollars"),
        (500, "un demi-milliard de dollars", "cinq cents millions de dollars"),
        (380000, "trois cent quatre-vingts milliards de dollars", "trois cent quatre-vingt mille millions de dollars"),
        (6600, "six virgule six milliards de dollars", "six milliards six cents millions de dollars"),
    ],
}


@pytest.mark.parametrize(("language", "frame"), FRAMES)
def test_words_say_what_digits_say(desk, language, frame):
    for millions, *spelled in WORDS[language]:
        written = ask(frame.format(forms(millions, language)[0]), desk).verdict
        for words in spelled:
            # A sentence that opens with the figure opens with a capital.
            text = frame.format(words)
            assert ask(text[0].upper() + text[1:], desk).verdict is written, (text, written)


NAMES = (
    "OpenAI",
    "Anthropic",
    "Claude Opus",
    "Mistral",
    "Uber Eats",
    "DeepSeek R1",
    "OpenAI's rival",
    "The company",
    "Claude",
)
SAYINGS = (
    "{} lost {} in 2024.",
    "{} raised {} in February 2026.",
    "{}'s valuation is {}.",
    "{} is worth less than {}.",
    "{} charges {} per million input tokens.",
    "{} did not spend {} on advertising in 2025.",
    "{} a perdu {} en 2024.",
    "{} n'a pas levé {} en octobre 2024.",
    "{} facture {} le million de tokens.",
    "{} compte {} clients.",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(SAYINGS),
    st.sampled_from(
        ["5 billion dollars", "$30bn", "380 milliards de dollars", "3 dollars", "15 $", "300 000", "1 %", "2,5 dollars"]
    ),
)
def test_what_is_supported_has_a_claim_of_its_own_entity(desk, name, saying, figure):
    answer = ask(saying.format(name, figure), desk)
    if answer.verdict is Verdict.SUPPORTED:
        assert name in ("OpenAI", "Anthropic", "Claude")
        entity = name.lower()
        for told in answer.figures:
            supporting = [entry for entry in told.evidence if entry.relation is Relation.SUPPORTS]
            assert supporting
            assert all(row.o.cell.entity == entity for row in desk.rows([entity]) if row.id in {e.claim for e in supporting})
    if name in ("Claude Opus", "Mistral", "Uber Eats", "DeepSeek R1", "OpenAI's rival", "The company"):
        assert answer.verdict is Verdict.UNVERIFIABLE
