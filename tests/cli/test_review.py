"""kg review as a person or a pipe drives it: every decision is in the file before the next question."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.extraction.proposing.drafting import guesses_of, is_machine_made
from kg.workspace.loading import load_base
from kg.workspace.texts import digest
from kg.workspace.workspace import Workspace

TEXT = "Acme earned 4.3 billion dollars in 2025 and lost 9 million. It sold 12 percent of Globex."
PROPOSED = """\
source: times
claims:
  # by hand
  - id: acme-revenue-2025
    at: [12, 31]
    exact: 4.3 billion dollars
    entity: acme
    metric: revenue
    value: 4300000000
    unit: USD
    period: 2025
    status: reported
    review: {state: proposed, by: kg, note: 'sure: entity 0.95, metric 0.93'}
  - id: acme-net-loss
    at: [49, 58]
    exact: 9 million
    entity: acme
    metric: net_loss
    value: 9000000
    unit: USD
    undated: the text gives no date
    status: reported
    review: {state: proposed, by: kg, note: 'guessed: unit 0.50; sure: metric 0.90'}
  - id: globex-stake
    at: [68, 78]
    exact: 12 percent
    entity: globex
    metric: stake
    value: 12
    unit: '%'
    undated: the text gives no date
    status: reported
    review: {state: proposed, by: kg, note: 'guessed: metric 0.31'}
"""
SOURCE = f"id: times\ntype: article\ntitle: The Times\ntext: {{sha256: {digest(TEXT)}, length: {len(TEXT)}}}\n"


@pytest.fixture
def folder(workspace_of):
    return workspace_of({"sources/times.yaml": SOURCE, "sources/text/times.txt": TEXT, "claims/times.yaml": PROPOSED}).root


@pytest.fixture
def review(kg, folder, monkeypatch):
    """Drives kg review with keys, one a line."""

    def run(keys: str, *arguments: str):
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        return kg("review", "--by", "ada", "--on", "2026-02-09", *arguments, at=folder)

    return run


def states(folder):
    claims = load_base(Workspace.open(folder)).claims
    return {claim.id: (claim.review.state.value, claim.review.by, claim.review.note) for claim in claims}


def test_decisions_are_written_and_the_rest_of_the_file_stays(review, folder):
    said = review("a\nr\nno figure\nq\n")
    assert said.code == 0
    assert said.out.endswith("1 accepted, 1 rejected; 1 left: kg review goes on from there\n")
    assert states(folder) == {
        "acme-revenue-2025": ("accepted", "ada", None),
        "acme-net-loss": ("rejected", "ada", "no figure"),
        "globex-stake": ("proposed", "kg", "guessed: metric 0.31"),
    }
    lines = (folder / "claims/times.yaml").read_text().splitlines()
    kept = [line for line in PROPOSED.splitlines() if "review" not in line]
    assert [line for line in lines if line in kept] == kept


def test_a_proposal_is_shown_in_its_context_with_what_is_guessed(review):
    out = review("q\n", "--metric", "net_loss").out
    assert "1/1  acme-net-loss  The Times" in out
    assert "in 2025 and lost 9 million. It sold" in out
    assert any(line.split() == ["value", "9", "million", "USD", "0.50", "guessed"] for line in out.splitlines())
    assert any(line.split()[:2] == ["undated", "the"] for line in out.splitlines())


def test_without_the_text_the_figure_alone_is_shown(review, folder):
    (folder / "sources/text/times.txt").unlink()
    assert "4.3 billion dollars (the text is not at hand)" in review("q\n").out


def test_it_goes_on_where_it_was_left_and_ends(review):
    assert review("a\nq\n").code == 0
    assert "1/2  acme-net-loss" in review("s\na\n").out
    assert review("a\n").out.endswith("1 accepted; none left\n")
    assert review("").out == "no proposal waits for review\n"


def test_undo_puts_the_file_back(review, folder):
    before = (folder / "claims/times.yaml").read_text()
    said = review("a\ns\nu\nu\nu\nq\n")
    assert "there is nothing to undo in this session" in said.out
    assert said.out.endswith("nothing decided; 3 left: kg review goes on from there\n")
    assert states(folder)["acme-revenue-2025"][0] == "proposed"
    changed = (folder / "claims/times.yaml").read_text()
    assert [line for line in changed.splitlines() if "review" not in line and line in before] == [
        line for line in before.splitlines() if "review" not in line
    ]


def test_editing_asks_field_by_field_and_again_after_a_mistake(review, folder):
    # entity (a near name, then a label), metric, value, approx, unit, per, time, and the rest as it is
    said = review("e\nglobx\nGlobex\nprofit\n4,5 milliards\nabout\nEUR\n\n2025-H1\n.\nq\n")
    assert "did you mean globex?" in said.out
    claim = load_base(Workspace.open(folder)).claim("acme-revenue-2025")
    assert (claim.entity, claim.metric, claim.values, claim.unit) == ("globex", "profit", ("4500000000",), "EUR")
    assert (claim.approximation.value, claim.period, claim.review.state.value) == ("about", "2025-H1", "accepted")
    assert said.out.endswith("1 edited; 2 left: kg review goes on from there\n")


def test_a_new_entity_is_added_to_the_vocabulary_as_proposed(review, folder):
    review("e\n+initech\n.\nq\n")
    base = load_base(Workspace.open(folder))
    assert base.claim("acme-revenue-2025").entity == "initech"
    assert base.vocabulary.entities["initech"].proposed


def test_an_editor_may_be_used_and_is_opened_again_after_a_mistake(review, folder, monkeypatch):
    given = []

    def edit(text, **_):
        given.append(text)
        return (
            text.replace("metric: revenue", "metric: revenu")
            if len(given) == 1
            else text.replace("metric: revenu", "metric: profit")
        )

    monkeypatch.setattr("click.edit", edit)
    said = review("E\nq\n")
    assert "did you mean revenue" in given[1]
    assert load_base(Workspace.open(folder)).claim("acme-revenue-2025").metric == "profit"
    assert "1 edited" in said.out


def test_leaving_the_editor_without_saving_changes_nothing(review, folder, monkeypatch):
    monkeypatch.setattr("click.edit", lambda *_, **__: None)
    assert "not changed" in review("E\nq\n").out
    assert (folder / "claims/times.yaml").read_text() == PROPOSED


def test_unknown_keys_and_help_change_nothing(review, folder):
    out = review("x\n\n?\n").out
    assert "no such key: 'x'" in out
    assert "reject it, with a reason" in out
    assert (folder / "claims/times.yaml").read_text() == PROPOSED


def test_a_claim_changed_meanwhile_is_left_as_it_is(review, folder, monkeypatch):
    path = folder / "claims/times.yaml"

    class Keys(io.StringIO):
        def readline(self, *_):
            path.write_text(PROPOSED.replace("4300000000", "4400000000"))
            return super().readline()

    monkeypatch.setattr("io.StringIO", Keys)
    said = review("a\nq\n")
    assert "changed in its file in the meantime" in said.out
    assert states(folder)["acme-revenue-2025"][0] == "proposed"


def test_listing(review):
    said = review("", "--list", "--entity", "Acme", "--format", "json")
    assert [(one["id"], one["confidence"]) for one in said.data["proposals"]] == [
        ("acme-revenue-2025", {"entity": 0.95, "metric": 0.93}),
        ("acme-net-loss", {"unit": 0.5, "metric": 0.9}),
    ]
    rows = review("", "times", "--list").out.splitlines()
    assert rows[2].split("\t")[:2] == ["acme-net-loss", "acme"]
    assert "0.50 (unit)" in rows[2]


def test_accepting_all_that_are_sure_takes_one_answer(review, folder):
    before = (folder / "claims/times.yaml").read_text()
    assert review("n\n", "--accept-all").out.endswith("nothing was changed\n")
    assert (folder / "claims/times.yaml").read_text() == before
    said = review("y\n", "--accept-all")
    assert said.out.endswith("accepted 1 of 3 proposals, at least 0.90 sure of every field\n")
    assert review("", "--accept-all", "--yes", "--min-confidence", "0.5").code == 0
    assert [state[0] for state in states(folder).values()] == ["accepted", "accepted", "proposed"]
    assert "nothing to accept" in review("", "--accept-all").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tims"], "no source is called 'tims'; did you mean times?"),
        (["--entity", "acm"], "did you mean acme"),
        (["--metric", "nonsense"], "no metric is called"),
    ],
)
def test_wrong_arguments_are_told(review, arguments, told):
    said = review("", *arguments)
    assert said.code == 2
    assert told in said.err


def test_a_day_that_is_none(kg, folder):
    said = kg("review", "--on", "tomorrow", at=folder)
    assert (said.code, "is no day" in said.err) == (2, True)


def test_the_end_of_the_input_keeps_what_was_decided(review, folder):
    assert review("a\nr\n").code == 0
    assert [state[0] for state in states(folder).values()] == ["accepted", "proposed", "proposed"]


def spawn(folder):
    """kg review on a terminal of its own."""
    process, terminal = pty.fork()
    if not process:
        os.environ["TERM"] = "dumb"
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite run in the background is deaf to it
        os.execv(
            sys.executable, [sys.executable, "-m", "kg", "-w", str(folder), "review", "--by", "ada", "--on", "2026-02-09"]
        )
    return process, terminal


def until(terminal, words, seconds=30):
    """What the terminal says up to some words."""
    said, end = "", time.monotonic() + seconds
    while words not in said:
        assert time.monotonic() < end, said
        if select.select([terminal], [], [], 0.2)[0]:
            said += os.read(terminal, 65536).decode("utf-8", "replace")
    return said


@pytest.mark.parametrize(("how", "code"), [("q", 0), ("\x03", 130), (None, -signal.SIGKILL)])
def test_on_a_terminal_one_key_is_enough_and_nothing_decided_is_lost(folder, how, code):
    process, terminal = spawn(folder)
    try:
        until(terminal, "[?] ")
        os.write(terminal, b"a")
        assert "2/3" in until(terminal, "[?] ")
        if how is None:
            os.kill(process, signal.SIGKILL)
        else:
            os.write(terminal, how.encode())
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == code
    finally:
        os.close(terminal)
    assert [state[0] for state in states(folder).values()] == ["accepted", "proposed", "proposed"]
    assert not list((folder / "claims").glob(".*"))


def test_the_reviewer_is_gits_user_unless_named(folder):
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "config", "user.name", "Anne  Roux"], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "-w", str(folder), "review"],
        input="a\nq\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert states(folder)["acme-revenue-2025"][1] == "Anne Roux"


def test_the_proposal_that_the_page_shows_is_one(workspace_of):
    page = Path(__file__).parents[2] / "docs/reviewing.md"
    shown = re.search(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1]
    claim = load_base(workspace_of({"claims/news-2026-02.yaml": shown})).claims[0]
    assert is_machine_made(claim)
    assert guesses_of(claim) == ("metric",)


def test_context_breaks_between_words_on_a_terminal(monkeypatch, capsys):
    from kg.cli import desk
    from kg.workspace.texts import Quote

    monkeypatch.setattr(desk, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    desk._print_quote(Quote("…the company had a revenue of about ", "4.3 billion dollars", " in its best year …"))
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["  …the company had a revenue", "  of about 4.3 billion dollars", "  in its best year …"]


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        ("44", "  entity        Acme (acme)     0.95"),
        ("20", "  entity        Acme (acme)  0.95"),
        ("99", f"{'  entity        Acme (acme)':<60}  0.95"),
    ],
)
def test_how_sure_a_field_is_stands_on_its_line_also_on_a_narrow_terminal(monkeypatch, review, columns, line):
    from kg.cli import desk

    monkeypatch.setattr(desk, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    assert line in review("q\n").out.splitlines()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("acmee", "no entity is called 'acmee'; did you mean acme? A new one is named with a + before its id"),
        ("zzz", "no entity is called 'zzz'; a new one is named with a + before its id"),
    ],
)
def test_a_name_that_is_unknown_is_told_in_sentences(review, typed, told):
    assert f"  {told}\n" in review(f"e\n{typed}\n.\nq\n").out
