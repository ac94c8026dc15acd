"""What training adds to the rules: entity, metric, time, status and speaker of annotated figures, by cross-validation.

A text is judged by weights that were trained on the others (four folds by text, the dated and the undated reading of a text
in one fold; the articles count as often as in the weights that are shipped), beside the rules alone, on the spans of the annotation. Texts: benchmarks/written/train, and $KG_GOLD (default:
../shared/reference beside the project) for the articles, with their texts in $KG_TEXTS or ../shared/articles, and its folder
corpus/.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from kg.extraction.annotated import DATED, Annotated, gold_values, load
from kg.extraction.training import FIELDS, predictions, rules, train
from kg.workspace.loading import load_source, load_vocabulary
from kg.workspace.workspace import Workspace

FOLDS = 4
TIMES = 6


def base(text: Annotated) -> str:
    return text.name.removesuffix(DATED)


def scores(rows: list[tuple[dict[str, str | None], dict[str, str | None]]]) -> str:
    """The share of figures whose field is right, and of those with entity, metric and time all right."""
    counts: Counter[str] = Counter()
    for gold, found in rows:
        counts.update(field for field in FIELDS if gold[field] == found[field])
        counts["whole"] += all(gold[field] == found[field] for field in ("entity", "metric", "time"))
    return "  ".join(f"{name} {counts[name] / len(rows):.3f}" for name in (*FIELDS, "whole"))


def main() -> bool:
    root = Path(__file__).parents[1]
    shared = root.parent / "shared"
    gold = Path(os.environ.get("KG_GOLD") or shared / "reference")
    articles = os.environ.get("KG_TEXTS", "").split(os.pathsep)[0] or str(shared / "articles")
    space = Workspace.open(root)
    sources = [load_source(space, path) for path in space.source_files()]
    dates = {source.sha256: source.published for source in sources if source.sha256 and source.published}
    written = root / "benchmarks" / "written" / "train"
    texts = load([str(gold / "corpus"), f"{gold}:{articles}*{TIMES}", str(written)], load_vocabulary(space), dates)
    order = sorted({base(text) for text in texts})
    fold = {name: place % FOLDS for place, name in enumerate(order)}
    found = {}
    for held in range(FOLDS):
        weights = train([text for text in texts if fold[base(text)] != held]).weights
        found |= {text.name: predictions(text, weights) for text in texts if fold[base(text)] == held}
    plain = {text.name: predictions(text, rules()) for text in texts}
    for name, chosen in (
        ("articles", [text for text in texts if text.group == gold.name]),
        ("corpus fr", [text for text in texts if text.group == "corpus" and text.scene.language == "fr"]),
        ("corpus en", [text for text in texts if text.group == "corpus" and text.scene.language == "en"]),
        ("written fr", [text for text in texts if text.group == "train" and text.scene.language == "fr"]),
        ("written en", [text for text in texts if text.group == "train" and text.scene.language == "en"]),
    ):
        for how, predicted in (("kept out", found), ("rules", plain)):
            rows = [
                (gold_values(record), values)
                for text in chosen
                for record, values in zip(text.records, predicted[text.name], strict=True)
            ]
            if rows:
                print(f"{name:10} {how:9} {len(rows):4} figures: {scores(rows)}")
    return True
