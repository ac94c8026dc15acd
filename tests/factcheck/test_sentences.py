"""Verdicts on tables of sentences: one that the words were made with, one that they were first measured on unseen."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.verdict import Verdict
from kg.model.period import Period

TABLE = Path(__file__).parent.parent / "data/sentences.jsonl"
MORE = Path(__file__).parent / "more-sentences.jsonl"
ASKED = Path(__file__).parent / "asked.jsonl"
BATCHES = Path(__file__).parent / "batches.jsonl"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_table_is_balanced():
    table = rows(TABLE)
    assert len({row["sentence"] for row in table}) == 120
    assert Counter(row["language"] for row in table) == {"fr": 60, "en": 60}
    assert set(Counter(row["verdict"] for row in table)) == {verdict.value for verdict in Verdict}
    assert min(Counter(row["verdict"] for row in table).values()) >= 15


@pytest.mark.parametrize("path", [TABLE, MORE], ids=["table", "more"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_verdicts_are_right_nine_times_in_ten(desk, path, language):
    table = [row for row in rows(path) if row["language"] == language]
    found = [(row["sentence"], row["verdict"], ask(row["sentence"], desk).verdict.value) for row in table]
    wrong = [entry for entry in found if entry[1] != entry[2]]
    assert len(wrong) <= len(table) * 0.1, "\n".join(map(str, wrong))


def test_batches_written_one_after_another_stay_right(desk):
    """Each was written before the words that read it; nineteen in twenty stay right."""
    table = rows(BATCHES)
    wrong = []
    for row in table:
        day = Period.parse(row["as_of"]).last if "as_of" in row else desk.as_of
        found = ask(row["sentence"], replace(desk, as_of=day)).verdict.value
        if found != row["verdict"]:
            wrong.append((row["sentence"], row["verdict"], found))
    assert len(wrong) <= 0.05 * len(table), "\n".join(map(str, wrong))
    false_support = [entry for entry in wrong if entry[2] == "supported"]
    assert not false_support, false_support


@pytest.mark.parametrize(("supported", "least"), [(True, 366), (False, 377)], ids=["fair", "hostile"])
def test_sentences_asked_by_somebody_who_saw_neither_words_nor_code(desk, supported, least):
    """Nearly all fair ones are borne out, and hardly any hostile one, which shares words and figures with a claim."""
    table = [row for row in rows(ASKED) if row["supported"] is supported]
    assert len(table) == 380
    wrong = [row["sentence"] for row in table if (ask(row["sentence"], desk).verdict is Verdict.SUPPORTED) is not supported]
    assert len(table) - len(wrong) >= least, wrong


def test_the_language_is_told_by_the_sentence(desk):
    table = [*rows(TABLE), *rows(MORE)]
    told = [ask(row["sentence"], desk).language == row["language"] for row in table]
    assert sum(told) >= 0.97 * len(told)
