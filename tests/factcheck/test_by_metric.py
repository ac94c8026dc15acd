"""True sentences of each measure of general news in the words of the press, and what the same words do not bear out: by_metric.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.factcheck.asking import ask
from kg.factcheck.desk import Desk
from kg.graph.build import build_base
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.conftest import TOML

DAY = date(2026, 11, 28)
LINES = [line for line in Path(__file__).with_name("by_metric.txt").read_text(encoding="utf-8").splitlines() if line]
FAIR = [line for line in LINES if line[0] not in "#=@!"]
HOSTILE = [line[2:] for line in LINES if line[0] == "!"]
FAIR_SHARE, HOSTILE_CEILING = 0.945, 0


def _entity(line: str) -> str:
    identifier, kind, labels = line[2:].split(" ", 2)
    english, french = labels.split(" / ")
    return json.dumps({"id": identifier, "type": kind, "label": {"en": english, "fr": french}}, ensure_ascii=False)


def _claim(number: int, line: str) -> str:
    entity, metric, value, unit, *time = line[2:].split()
    when = {"as_of": time[1]} if time[0] == "at" else {"period": time[0]}
    row = {"id": f"c{number}", "exact": value, "entity": entity, "metric": metric, "value": value, "unit": unit}
    return json.dumps({**row, "status": "reported", **when})


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a base that tells one figure of each measure."""
    folder = tmp_path_factory.mktemp("almanac")
    entities = [_entity(line) for line in LINES if line[0] == "="]
    claims = [_claim(number, line) for number, line in enumerate(line for line in LINES if line[0] == "@")]
    files = {
        "kg.toml": TOML,
        "claims/vocabulary/entities.yaml": "\n  - ".join(["entities:", *entities]) + "\n",
        "claims/almanac.yaml": "\n  - ".join(["source: almanac\nclaims:", *claims]) + "\n",
        "sources/almanac.yaml": "id: almanac\ntype: article\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    space = Workspace.open(folder)
    with build_base(space).build.open_columns() as columns:
        yield Desk(columns, load_vocabulary(space), DAY)


def _supported(sentence: str, desk: Desk) -> bool:
    return ask(sentence, desk).verdict.value == "supported"


def test_each_measure_is_borne_out_in_the_words_of_the_press(almanac: Desk) -> None:
    missed = [sentence for sentence in FAIR if not _supported(sentence, almanac)]
    assert len(FAIR) - len(missed) >= FAIR_SHARE * len(FAIR), "\n".join(missed)


def test_the_same_words_bear_out_nothing_else(almanac: Desk) -> None:
    wrong = [sentence for sentence in HOSTILE if _supported(sentence, almanac)]
    assert len(wrong) <= HOSTILE_CEILING, "\n".join(wrong)
