"""Annotated texts as scenes: what training learns from, and what measuring holds against.

A folder holds ``name.jsonl`` in the output contract, and ``name.txt`` beside it or in a folder of its own (FOLDER:TEXTS). A
file of short texts (``name.jsonl``) has in each line a ``text`` and its ``figures``, in order, each ``exact`` with
the values that are right for it: ``entity``, ``metric``, ``time``, ``status`` and ``attributed_to``, the best first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.evaluation import records_in
from kg.extraction.extract import scene_of
from kg.extraction.figures.finding import Figure, find_figures
from kg.extraction.figures.tongues import LANGUAGES, with_other
from kg.model.base import Vocabulary
from kg.model.errors import UsageError
from kg.reading.language import language_of
from kg.reading.layout import read_plain

_TIMES: Final = re.compile(r"\*[1-9]\d?\Z")
DATED: Final = " dated"
"""What the name of a text ends with where it is read with its date given."""


@dataclass(frozen=True)
class Annotated:
    """A text with its annotation, its scene built on the annotated figures. It counts ``times`` as much as another.

    ``short`` are those of a sentence or two, which are easier than what people read.
    """

    name: str
    group: str
    records: Sequence[Mapping[str, Any]]
    scene: Scene
    sites: Sequence[Site]
    times: int = 1
    short: bool = False


def figure_of(record: Mapping[str, Any], language: str) -> Figure:
    """An annotated record as the figure that the grammar would give."""
    unit = str(record["unit"])
    dated = unit == "date"
    low, high = (None if record[key] is None or dated else Decimal(record[key]) for key in ("value_min", "value_max"))
    kinds = {"%": "percent", "x": "ratio", "date": "date", "count": "number"}
    money = len(unit) == 3 and unit.isupper()
    durations = ("year", "month", "week", "day", "hour", "minute", "second")
    kind = "money" if money else kinds.get(unit, "duration" if unit in durations else "quantity")
    per = record["qualifiers"].get("per")
    date = None
    if dated:
        first, last = record["value_min"] or record["value_max"], record["value_max"] or record["value_min"]
        date = first if first == last else f"{first}/{last}"
    return Figure(
        record["start"], record["end"], record["exact"], kind, low, high, record["approx"], unit, per, language, date=date
    )


def load(folders: Sequence[str], vocabulary: Vocabulary, dates: Mapping[str, str] | None = None) -> list[Annotated]:
    """The annotated texts of some folders (FOLDER or FOLDER:TEXTS, either with *TIMES), in order of name. Raises UsageError.

    ``dates`` gives by the text's SHA-256 when it was published; such a text teaches twice, dated and undated.
    """
    loaded: list[Annotated] = []
    for given in folders:
        paths, _, times = given.rpartition("*") if _TIMES.search(given) else (given, "", "1")
        folder, _, texts = paths.partition(":")
        if folder.endswith(".jsonl"):
            loaded += _short_texts(Path(folder), vocabulary, int(times))
            continue
        for name, listed in records_in(Path(folder)):
            text_path = Path(texts or folder) / f"{name}.txt"
            if not text_path.exists():
                continue
            records = sorted(listed, key=lambda record: int(record["start"]))
            text = text_path.read_bytes().decode("utf-8")
            language = language_of(text) or "fr"
            grammar = {(figure.start, figure.end): figure for figure in find_figures(text, with_other(language))}
            figures = [grammar.get((record["start"], record["end"])) or figure_of(record, language) for record in records]
            if not figures:
                continue
            known = (dates or {}).get(sha256(text.encode("utf-8")).hexdigest())
            for published in dict.fromkeys((None, known)):
                scene, sites = scene_of(read_plain(text, language), figures, vocabulary, language, published)
                called = name if published is None else f"{name}{DATED}"
                found = [records[site.index] for site in sites]
                loaded.append(Annotated(called, Path(folder).name, found, scene, sites, int(times)))
    return loaded


def _short_texts(path: Path, vocabulary: Vocabulary, times: int) -> Iterator[Annotated]:
    """The short texts of a file, in the language that its name ends with (``name.fr.jsonl``). What the grammar reads otherwise is left out."""
    language = path.stem.rpartition(".")[2]
    if language not in LANGUAGES:
        raise UsageError(f"{path}: a file of short texts is called NAME.fr.jsonl or NAME.en.jsonl")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        text, told = _short_text(line, f"{path}:{number}")
        grammar = {(figure.start, figure.end): figure for figure in find_figures(text, with_other(language))}
        records = [record for record in told if (record["start"], record["end"]) in grammar]
        if records:
            figures = [grammar[record["start"], record["end"]] for record in records]
            scene, sites = scene_of(read_plain(text, language), figures, vocabulary, language)
            found = [records[site.index] for site in sites]
            yield Annotated(f"{path.name}:{number}", path.parent.name, found, scene, sites, times, short=True)


def _short_text(line: str, where: str) -> tuple[str, list[dict[str, Any]]]:
    """A text and the records of its figures. Raises UsageError."""
    records: list[dict[str, Any]] = []
    try:
        given = json.loads(line)
        text, end = str(given["text"]), 0
        for told in given["figures"]:
            start = text.index(told["exact"], end)
            end = start + len(told["exact"])
            values = {name: told[name][0] for name in ("entity", "metric", "status", "attributed_to")}
            records.append({**values, "start": start, "end": end, "period": told["time"][0], "as_of": None})
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise UsageError(f"{where}: no text with its figures in order, each with lists of right values ({error})") from error
    return text, records


def time_of(record: Mapping[str, Any]) -> str | None:
    """The time that a record is measured by: its period, else its as-of."""
    found: str | None = record["period"] or record["as_of"]
    return found


def gold_values(record: Mapping[str, Any]) -> dict[str, str | None]:
    """The annotated value of each field."""
    return {
        "status": record["status"],
        "metric": record["metric"],
        "entity": record["entity"],
        "time": time_of(record),
        "attribution": record["attributed_to"],
    }
