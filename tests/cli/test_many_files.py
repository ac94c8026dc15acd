"""Many files: in several processes, gone on with after an interruption, and one bad one never stops the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.cli.continuing import Journal
from kg.cli.main import run
from kg.extraction.pooling import in_order
from kg.model.errors import UsageError
from kg.workspace.texts import digest


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


INTERRUPTED = """
import os, signal, sys, threading, time
from kg.extraction.pooling import in_order

def interrupt():
    time.sleep(float(sys.argv[1]))
    os.killpg(0, signal.SIGINT)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite run in the background is deaf to it
    try:
        threading.Thread(target=interrupt, daemon=True).start()
        list(in_order(time.sleep, [60] * 8, 2, print))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("after", ["0", "0.05", "0.1", "0.2", "1"])
def test_interrupted_at_any_moment_the_processes_end_at_once_and_say_nothing(tmp_path: Path, after: str) -> None:
    (tmp_path / "script.py").write_text(INTERRUPTED, encoding="utf-8")
    begun = time.monotonic()
    said = subprocess.run(
        [sys.executable, "script.py", after],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )
    assert (said.returncode, said.stdout, said.stderr) == (130, "", "")
    assert time.monotonic() - begun < 20


def test_sources_are_extracted_by_several_processes(kg, workspace_of) -> None:
    texts = {f"s{number}": f"Acme earned {number} million dollars in 2025." for number in range(1, 5)}
    files = {f"sources/text/{name}.txt": text for name, text in texts.items()}
    files |= {
        f"sources/{name}.yaml": f"id: {name}\ntype: article\nlanguage: en\ntext: {{sha256: {digest(text)}, length: {len(text)}}}\n"
        for name, text in texts.items()
    }
    said = kg("extract", "--all", "--jobs", "2", at=workspace_of(files).root)
    assert (said.code, "4 sources: 4 extracted" in said.out) == (0, True)


ENDLESS = """\
import time
from kg.extraction.pooling import in_order
if __name__ == "__main__":
    for done in in_order(time.sleep, [0, 600, 600], 2, str):
        print(done, flush=True)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_processes_that_read_end_with_the_one_that_is_killed(tmp_path: Path, end: signal.Signals) -> None:
    """Each of them holds standard output open as long as it lives."""
    (tmp_path / "endless.py").write_text(ENDLESS)
    command = [sys.executable, str(tmp_path / "endless.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "None\n"
            process.send_signal(end)
            assert process.communicate(timeout=20) == ("", None)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def test_standard_input_is_read_among_files_whatever_the_processes(articles: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "kg", "extract", articles[0], "-", articles[1], "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        input=Path(articles[2]).read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert [json.loads(line)["source"] for line in said.stdout.splitlines()] == [articles[0], "-", articles[1]]
