"""Floors under what the grammar reads of texts and expressions that were annotated without it (benchmarks/figures)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kg.extraction.evaluation import Evaluation, evaluate, records_in
from kg.extraction.figures.finding import find_figures

FOLDER = Path(__file__).parents[2] / "benchmarks" / "figures"


def languages(language):
    return (language, "en" if language == "fr" else "fr")


@pytest.mark.parametrize(
    ("kind", "language", "figures", "value_unit"),
    [
        ("tricky", "fr", 0.95, 0.925),
        ("tricky", "en", 0.92, 0.88),
        ("press", "fr", 0.965, 0.935),
        ("press", "en", 0.96, 0.935),
        ("mixed", "fr", 0.98, 0.965),
        ("mixed", "en", 0.99, 0.985),
        ("later", "fr", 0.94, 0.93),
        ("later", "en", 0.945, 0.94),
    ],
)
def test_texts_are_read_as_well_as_they_were(kind, language, figures, value_unit):
    whole = Evaluation({})
    for name, wanted in records_in(FOLDER / kind):
        if not name.startswith(language):
            continue
        text = (FOLDER / kind / f"{name}.txt").read_bytes().decode()
        given = [
            {"start": f.start, "end": f.end, "exact": f.exact, "value_min": f.low, "value_max": f.high, "unit": f.unit}
            for f in find_figures(text, languages(language))
            if f.date is None
        ]
        whole += evaluate(given, [record for record in wanted if record["unit"] != "date"])
    assert whole.scores["figures"].f1 >= figures
    assert whole.scores["value_unit"].f1 >= value_unit


def close(one, other):
    if one is None or other is None:
        return one is None and other is None
    return abs(Decimal(one) - Decimal(other)) <= Decimal("0.0006") * max(1, abs(Decimal(other)))


@pytest.mark.parametrize(
    ("name", "least", "traps"),
    [
        ("expressions-fr", 0.9, 0),
        ("expressions-en", 0.87, 0),
        ("mixed-expressions-fr", 0.98, 0),
        ("mixed-expressions-en", 0.99, 0),
        ("later-expressions-fr", 0.97, 3),
        ("later-expressions-en", 0.99, 3),
        ("wire-expressions-fr", 0.97, 0),
        ("wire-expressions-en", 0.99, 0),
    ],
)
def test_expressions_are_read_as_well_as_they_were(name, least, traps):
    right = wanted = 0
    language, trapped = name[-2:], []
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = find_figures(case["text"], languages(language))
        if found and not case["figures"]:  # what holds no figure gives none
            trapped.append(case["text"])
        spans = {figure.exact: figure for figure in found}
        for figure in case["figures"]:
            read = spans.get(figure["exact"])
            wanted += 1
            right += (
                read is not None
                and read.unit == figure["unit"]
                and close(read.low, figure["min"])
                and close(read.high, figure["max"])
            )
    assert right / wanted >= least
    assert len(trapped) <= traps, trapped
