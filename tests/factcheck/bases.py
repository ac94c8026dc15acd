"""Made-up bases of general news, and the sentences asked of them: a file each, newsroom-NAME.txt."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import yaml

from kg.factcheck.desk import Desk
from kg.graph.build import build_base
from kg.workspace.loading import load_vocabulary
from kg.workspace.workspace import Workspace
from tests.conftest import TOML

HERE = Path(__file__).parent
DAY = date(2026, 11, 28)
METRICS = """\
metrics:
  - {id: schools, kind: stock, dimension: count, label: {en: schools, fr: écoles}, cues: {en: [schools], fr: [écoles]}, sign: positive,
     description: {en: How many schools there are.}}
  - {id: accidents, kind: flow, dimension: count, label: {en: accidents, fr: accidents}, cues: {en: [accidents], fr: [accidents]}, sign: positive,
     description: {en: How many accidents there were.}}
"""


def _parts(base: str) -> list[list[str]]:
    """The entities, the claims and the sentences of a base, line by line."""
    parts: list[list[str]] = []
    for line in (HERE / f"newsroom-{base}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def sentences_of(base: str) -> list[tuple[str, bool, str]]:
    """Language or base, whether it is to be borne out, sentence."""
    return [(first, told == "yes", text) for first, told, text in map(_cells, _parts(base)[-1])]


def desk_of(base: str, folder: Path, stack: ExitStack) -> Desk:
    """A desk with the claims of a base, built in a folder."""
    entities, claims, _ = _parts(base)
    return desk_with(entities, claims, folder, stack)


def desk_with(entities: Sequence[str], claims: Sequence[str], folder: Path, stack: ExitStack) -> Desk:
    """A desk with some entities and claims, a line each, built in a folder."""
    named = [dict(zip(("id", "type", "en", "fr"), _cells(line), strict=True)) for line in entities]
    listed = []
    for number, line in enumerate(claims):
        entity, metric, value, unit, *time = line.split()
        when = {"as_of": time[1]} if time[0] == "at" else {"period": time[0]}
        claim = {"id": f"c{number}", "exact": value, "entity": entity, "metric": metric, "value": value, "unit": unit}
        listed.append({**claim, **when, "status": "reported"})
    files = {
        "kg.toml": TOML,
        "claims/vocabulary/entities.yaml": yaml.safe_dump(
            {"entities": [{"id": e["id"], "type": e["type"], "label": {"en": e["en"], "fr": e["fr"]}} for e in named]}
        ),
        "claims/vocabulary/metrics.yaml": METRICS,
        "claims/almanac.yaml": yaml.safe_dump({"source": "almanac", "claims": listed}),
        "sources/almanac.yaml": "id: almanac\ntype: article\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    space = Workspace.open(folder)
    columns = stack.enter_context(build_base(space).build.open_columns())
    return Desk(columns, load_vocabulary(space), DAY)
