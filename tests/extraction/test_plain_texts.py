"""Plain news of a sentence to five, by writers who saw neither the engine nor its words: what each field gets right.

``sentences`` and ``items`` were looked at after they had been measured; ``later`` was not. The floors lie a little below
what is measured: they are a gate against regressions and no aim.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.extraction.extract import extract
from kg.reading.layout import read_plain
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "benchmarks" / "written" / "plain"
FLOORS = {
    # found, entity, metric, time, status, speaker
    "sentences.fr": (0.96, 0.84, 0.90, 0.94, 0.94, 0.94),
    "sentences.en": (0.94, 0.82, 0.88, 0.90, 0.94, 0.89),
    "items.fr": (0.94, 0.60, 0.83, 0.82, 0.88, 0.85),
    "items.en": (0.92, 0.66, 0.78, 0.85, 0.91, 0.84),
    "later.fr": (0.94, 0.58, 0.62, 0.82, 0.87, 0.86),
    "later.en": (0.95, 0.61, 0.62, 0.85, 0.91, 0.87),
}


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    """What ships with the engine, without the words of a base."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "kg.toml").write_text((ROOT / "kg.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return load_vocabulary(Workspace.open(folder))


def measured(name, vocabulary):
    """The shares of annotated figures that are found just so, and of which each field has a value that is right."""
    language, counts = name.rpartition(".")[2], Counter()
    for line in (PLAIN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        text, figures = json.loads(line).values()
        found = {
            (one.figure.start, one.figure.end): one for one in extract(read_plain(text, language), vocabulary, language)
        }
        end = 0
        for told in figures:
            start = text.index(told["exact"], end)
            end = start + len(told["exact"])
            counts["figures"] += 1
            one = found.get((start, end)) or next((one for (a, b), one in found.items() if a < end and start < b), None)
            counts["found"] += (start, end) in found
            if one is not None:
                given = (one.entity, one.metric, one.period or one.as_of, one.status, one.attributed_to)
                for field, value in zip(("entity", "metric", "time", "status", "attributed_to"), given, strict=True):
                    counts[field] += value in told[field]
    return [counts[each] / counts["figures"] for each in ("found", "entity", "metric", "time", "status", "attributed_to")]


@pytest.mark.parametrize("name", FLOORS)
def test_plain_news_is_read_no_worse_than_before(name, vocabulary):
    shares = measured(name, vocabulary)
    assert all(share >= floor for share, floor in zip(shares, FLOORS[name], strict=True)), [
        round(share, 3) for share in shares
    ]
