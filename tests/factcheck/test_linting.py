"""Drafts: verdicts with citations, contradictions, sums, suppressions, and what --fix writes."""

from __future__ import annotations

import pytest

from kg.factcheck.citing import fixed
from kg.factcheck.draft import draft_of
from kg.factcheck.linting import lint


@pytest.fixture
def told(desk):
    """What is told of a text: (check, the characters meant)."""

    def run(text: str, name: str = "draft.md", language: str = "auto"):
        return [(d.check.value, text[d.start : d.end]) for d in lint(draft_of(text, name, language), desk).told]

    return run


def test_each_verdict_is_told_at_its_figure(told):
    text = (
        "OpenAI lost 5 million dollars in 2024. Anthropic is valued at 400 billion dollars.\n\n"
        "OpenAI is worth 157 billion dollars. OpenAI's revenue reached $20 billion in 2025.\n\n"
        "Mistral lost 3 billion dollars. Nvidia holds 86% of the AI chip market.\n"
    )
    assert told(text) == [
        ("refuted", "5 million dollars"),
        ("imprecise", "400 billion dollars"),
        ("outdated", "157 billion dollars"),
        ("disputed", "$20 billion"),
        ("unsourced", "3 billion dollars"),
        ("uncited", "86%"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024].", []),
        ("It raised 30 billion dollars [@anthropic-series-g].", []),
        ("OpenAI lost 6 billion dollars in 2024 [@openai-net-loss-2024].", [("cited-mismatch", "6 billion dollars")]),
        ("OpenAI lost 5 billion dollars in 2019 [@openai-net-loss-2024].", [("cited-mismatch", "5 billion dollars")]),
        ("OpenAI is worth 157 billion dollars [@openai-valuation-2024].", [("stale-citation", "157 billion dollars")]),
        (
            "OpenAI lost 5 billion dollars in 2024 [@openai-net-los-2024].",
            [("unknown-citation", "[@openai-net-los-2024]")],
        ),
        ("Three of four AI chips come from Nvidia's rivals [@nvidia-ai-chip-share].", [("cited-mismatch", "Three of four")]),
    ],
)
def test_cited_figures_are_held_against_their_claims(told, text, expected):
    assert [entry for entry in told(text) if entry[0] != "uncited"] == expected


def test_a_draft_that_contradicts_itself(told):
    text = (
        "OpenAI's expenses in 2025 were 22 billion dollars.\n\nIn 2025 the expenses of OpenAI came to 27 billion dollars.\n"
    )
    assert ("contradiction", "27 billion dollars") in told(text)
    assert told("Uber lost 18 billion dollars. Tesla lost 9 billion dollars.") == [
        ("uncited", "18 billion dollars"),
        ("uncited", "9 billion dollars"),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The plan costs 30 billion dollars, of which 20 billion for chips and 15 billion for power.", "30 billion dollars"),
        ("The plan costs 30 billion dollars, of which 20 billion for chips and 9 billion for power.", None),
        (
            "Le budget de 12 millions d'euros se décompose en 4 millions d'euros et 5 millions d'euros.",
            "12 millions d'euros",
        ),
        ("Le budget de 9 millions d'euros se décompose en 4 millions d'euros et 5 millions d'euros.", None),
        ("Sales rose from 4.0 billion dollars to 6.0 billion dollars, up 80%.", "80%"),
        ("Sales rose from 4 billion dollars to 6 billion dollars, up 50%.", None),
        ("| plan | cost |\n|---|---|\n| a | $12 billion |\n| b | $5 billion |\n| Total | $20 billion |\n", "$20 billion"),
        ("| plan | cost |\n|---|---|\n| a | $12 billion |\n| b | $8 billion |\n| Total | $20 billion |\n", None),
    ],
)
def test_sums_that_do_not_add_up(told, text, wrong):
    assert [place for check, place in told(text) if check == "sum"] == ([wrong] if wrong else [])


def test_a_comment_with_a_reason_lets_figures_stand(desk, told):
    line = "OpenAI lost 6 billion dollars in 2024. <!-- kg: ignore told in an interview -->\n"
    assert told(line) == []
    [diagnostic] = lint(draft_of(line, "draft.md"), desk).diagnostics
    assert diagnostic.suppressed == "told in an interview"
    above = "<!-- kg: ignore told in an interview -->\nOpenAI lost 6 billion dollars\nin 2024.\n\nOpenAI lost 8 billion dollars in 2024.\n"
    assert told(above) == [("refuted", "8 billion dollars"), ("contradiction", "8 billion dollars")]


def test_a_comment_without_reason_or_use_is_told(told):
    bare = "OpenAI lost 6 billion dollars in 2024. <!-- kg: ignore -->\n"
    assert told(bare) == [("refuted", "6 billion dollars"), ("ignore", "<!-- kg: ignore -->")]
    assert told("Nothing here. <!-- kg: ignore no need -->\n") == [("ignore", "<!-- kg: ignore no need -->")]


def test_code_is_left_alone(told):
    assert told("```\nOpenAI lost 6 billion dollars in 2024.\n```\n") == []


def test_no_figure_goes_on_in_the_next_cell(told):
    text = "| Capital spending in 2026 | billion dollars |\n|---|---|\n| Google | 180 |\n"
    assert "2026 billion dollars" not in " ".join(exact for _, exact in told(text)).replace(" | ", " ")


def test_bullets_are_about_what_their_heading_names(told):
    assert told("## Anthropic\n\n- Valuation: 380 billion dollars\n- Gross margin: 38%\n") == [
        ("uncited", "380 billion dollars"),
        ("unsourced", "38%"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_writes_citations_and_nothing_else(desk, end):
    text = end.join(
        [
            "Nvidia holds **86%** of the AI chip market.  ",
            "École 🎓 : OpenAI lost [5 billion dollars](https://example.org/a) in 2024.",
            "Mistral lost 3 billion dollars.",
            "",
        ]
    )
    found = lint(draft_of(text, "draft.md", "en"), desk)
    inserts = [d.insert for d in found.told if d.insert]
    after = fixed(text, inserts)
    assert after == text.replace("**86%**", "**86%** [@nvidia-ai-chip-share]").replace(
        "(https://example.org/a)", "(https://example.org/a) [@openai-net-loss-2024]"
    )
    assert not [d for d in lint(draft_of(after, "draft.md", "en"), desk).told if d.insert]


def test_html_and_word_are_read(desk, tmp_path, monkeypatch):
    from kg.factcheck import draft as module

    page = tmp_path / "draft.html"
    page.write_text("<!DOCTYPE html><html><body><p>OpenAI lost <b>6 billion dollars</b> in 2024.</p></body></html>")
    read = module.read_draft(str(page), "en")
    assert not read.is_source
    [diagnostic] = lint(read, desk).told
    assert diagnostic.check.value == "refuted"
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    with pytest.raises(module.DraftError, match="pandoc"):
        module.read_draft(str(tmp_path / "draft.docx"))
