"""Many files: in several processes, gone on with after an interruption, and one bad one never stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.continuing import Journal
from kg.cli.main import run
from kg.cli.pooling import in_order
from kg.model.errors import UsageError


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    names = [f"a{number}.txt" for number in range(5)]
    for number, name in enumerate(names):
        Path(name).write_text(f"La fonderie Martinet emploie {85 + number} salariés.", encoding="utf-8")
    return names


def sources(path: str) -> list[str]:
    return [json.loads(line)["source"] for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_an_interrupted_extraction_is_gone_on_with(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", articles[0], "missing.txt", articles[1], "-o", "out.jsonl"]) == 1
    assert "missing.txt" in capsys.readouterr().err
    with Path("out.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"source": "a2.txt", "sta')  # killed while it wrote
    assert run(["extract", *articles, "-o", "out.jsonl"]) == 0
    assert "going on after 2 of 5 files" in capsys.readouterr().err
    assert sources("out.jsonl") == articles
    assert sorted(path.name for path in Path().iterdir()) == [*articles, "out.jsonl"]


def test_a_file_of_somebody_is_not_written_over(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.jsonl").write_text("mine\n", encoding="utf-8")
    assert run(["extract", *articles, "-o", "mine.jsonl"]) == 2
    assert "mine.jsonl: there already" in capsys.readouterr().err
    assert Path("mine.jsonl").read_text(encoding="utf-8") == "mine\n"


def test_several_processes_print_the_same(articles: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", *articles]) == 0
    alone = capsys.readouterr().out
    assert run(["extract", *articles, "--jobs", "2"]) == 0
    assert capsys.readouterr().out == alone


def test_a_process_that_dies_takes_one_task_along() -> None:
    dies = "__import__('os')._exit(1)"  # as the system does to a process out of memory
    tasks = ["1 + 1", "2 + 2", dies, "4 + 4", "5 + 5", dies, "7 + 7"]
    assert list(in_order(eval, tasks, 2, lambda task: task)) == [2, 4, dies, 8, 10, dies, 14]


def test_a_journal_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.done").write_text("something\n", encoding="utf-8")
    with pytest.raises(UsageError, match="not a list"):
        Journal(tmp_path / "a.jsonl")
