"""Drafts: verdicts with citations, contradictions, sums, suppressions, and what --fix writes."""

from __future__ import annotations

import pytest

from kg.factcheck.drafting.citing import fixed
from kg.factcheck.drafting.draft import draft_of
from kg.factcheck.drafting.linting import lint


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


@pytest.fixture
def messages(desk):
    """What is told of a text in words, and the verdicts on its figures."""

    def run(text: str):
        found = lint(draft_of(text, "draft.md"), desk)
        return [f.verdict.value for f in found.figures], [(d.check.value, d.message) for d in found.told]

    return run


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("OpenAI lost 5 billion dollars in 2024, to the dismay of its bankers.", "dismay"),
        ("OpenAI a perdu 5 milliards de dollars en 2024, au grand dam de ses banquiers.", "dam"),
        (
            "OpenAI raised 6.6 billion dollars in October 2024. The company lost 5 billion dollars in 2024, amid chaos.",
            "chaos",
        ),
        ("- OpenAI lost 5 billion dollars in 2024, to the dismay of its bankers.", "dismay"),
        ("| Firm | Net loss 2024 |\n|---|---|\n| OpenAI, to the dismay of bankers | $5 billion |\n", "dismay"),
    ],
)
def test_a_figure_borne_out_is_not_supported_in_a_sentence_that_says_more(messages, desk, text, unread):
    verdicts, told = messages(text)
    assert verdicts[-1] == "unverifiable"
    check, message = told[-1]
    assert check == "unsourced"
    assert f'is borne out, but not all of its sentence: the base does not tell what "{unread}"' in message
    assert lint(draft_of(text, "draft.md"), desk).told[-1].insert is None


def test_why_a_sentence_is_left_open_is_told_in_plain_words(messages):
    assert messages("OpenAI lost 5 billion dollars in 2024, to the dismay of its bankers.")[1] == [
        (
            "unsourced",
            '5 billion dollars is borne out, but not all of its sentence: the base does not tell what "dismay" says',
        )
    ]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # What follows from other figures of the sentence.
        ("ChatGPT Plus is $20 a month, so $240 for twelve months.", ["supported"] * 3),
        ("At $380 billion, Anthropic is worth 75.7 times the 5 billion dollars that OpenAI lost in 2024.", None),
        # A date that something happened, where no other figure stands.
        ("AWS was launched in 2006.", ["supported"]),
        ("AWS was launched in 2007.", ["refuted"]),
        # What is compared without a number.
        ("GPT-4o is cheaper than GPT-5.2 Pro.", ["supported"]),
        ("GPT-4o is dearer than GPT-5.2 Pro.", ["refuted"]),
        ("The company grew, and nobody knows by how much.", []),
    ],
)
def test_a_sentence_is_judged_as_ask_judges_it(messages, answer, text, verdicts):
    found, _ = messages(text)
    assert found == [figure.verdict.value for figure in answer(text).figures]
    assert verdicts is None or found == verdicts


def test_what_a_sentence_refers_back_to_still_tells_whom_it_is_about(messages):
    verdicts, _ = messages("OpenAI raised 6.6 billion dollars in October 2024. It lost 5 billion dollars in 2024.\n")
    assert verdicts == ["supported", "supported"]


def test_two_figures_borne_out_do_not_contradict_each_other_whatever_is_said_beside_them(told):
    text = (
        "OpenAI's revenue was $3.7 billion in 2024, to the dismay of its bankers.\n\n"
        "OpenAI lost 5 billion dollars in 2024, to the delight of its rivals.\n\n"
        "OpenAI lost 5 billion dollars in 2024, to the dismay of its bankers.\n"
    )
    assert "contradiction" not in {check for check, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "verdict", "check", "why"),
    [
        ("OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024].", "supported", None, ""),
        ("It lost 5 billion dollars in 2024 [@openai-net-loss-2024].", "supported", None, ""),
        (
            "OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024], to the dismay of its bankers.",
            "unverifiable",
            "beyond-citation",
            '"dismay"',
        ),
        (
            "OpenAI insured 5 billion dollars of losses in 2024 [@openai-net-loss-2024].",
            "unverifiable",
            "beyond-citation",
            'fits, but the base does not tell what "insured" says',
        ),
        (
            "OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024], for the third year running.",
            "unverifiable",
            "beyond-citation",
            "third year running",
        ),
        (
            "According to Goldman Sachs, OpenAI lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
            "unverifiable",
            "beyond-citation",
            "does not have it from",
        ),
        (
            "OpenAI's spending fell to 8.5 billion dollars in the first half of 2025 [@openai-expenses-2025-h1].",
            "unverifiable",
            "beyond-citation",
            "no earlier value",
        ),
        (
            "OpenAI and Anthropic lost 5 billion dollars in 2024 [@openai-net-loss-2024].",
            "unverifiable",
            "beyond-citation",
            "as well",
        ),
        ("OpenAI lost more than 5 billion dollars in 2024 [@openai-net-loss-2024].", "imprecise", "imprecise", "not more"),
        ("AWS was launched in 2006 [@aws-launch-date].", "supported", None, ""),
        ("AWS was launched in 2007 [@aws-launch-date].", "refuted", "cited-mismatch", "2006"),
    ],
)
def test_a_citation_vouches_for_its_figure_and_for_no_word_of_the_sentence(messages, text, verdict, check, why):
    verdicts, told = messages(text)
    assert verdicts == [verdict]
    assert [name for name, _ in told] == ([check] if check else [])
    assert all(why in message for _, message in told)


def test_a_claim_that_does_not_say_so_is_told_though_other_figures_would_yield_it(told):
    text = "ChatGPT Plus is $20 a month, so $240 [@openai-net-loss-2024] for twelve months."
    assert ("cited-mismatch", "$240") in told(text)


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
            "É 🎓 : OpenAI lost [5 billion dollars](https://example.org/a) in 2024.",
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
    from kg.factcheck.drafting import draft as module

    page = tmp_path / "draft.html"
    page.write_text("<!DOCTYPE html><html><body><p>OpenAI lost <b>6 billion dollars</b> in 2024.</p></body></html>")
    read = module.read_draft(str(page), "en")
    assert not read.is_source
    [diagnostic] = lint(read, desk).told
    assert diagnostic.check.value == "refuted"
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    with pytest.raises(module.DraftError, match="pandoc"):
        module.read_draft(str(tmp_path / "draft.docx"))
