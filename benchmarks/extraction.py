"""The figure grammar beside recognizers-text, quantulum3 and text2num, on the annotated texts: accuracy and speed in one run.

The peers are the extra [bench]. A peer is credited where its span overlaps an annotated figure (spans are cut
differently everywhere), and for value and unit where both are right; numbers without a unit count for "count".
Texts: $KG_GOLD, a folder that holds *.jsonl and their *.txt (default: ../shared/reference beside the project).
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import report
from kg.extraction.figures.finding import find_figures


class Read(NamedTuple):
    """A figure as some tool reads it; end exclusive."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str


class Text(NamedTuple):
    """A text with its annotated figures."""

    name: str
    language: str
    text: str
    gold: Sequence[Read]


Reader = Callable[[str, str], list[Read]]


def number(value: object) -> Decimal | None:
    try:
        found = None if value is None else Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None


def texts(folder: Path) -> Iterator[tuple[str, list[Text]]]:
    """The annotated texts by set: the articles, other news by language, the corpus by language."""
    sets = {
        "articles fr": ("*.jsonl", "fr", folder.parent / "articles"),
        "other news fr": ("other-news/fr-*.jsonl", "fr", None),
        "other news en": ("other-news/en-*.jsonl", "en", None),
        "corpus fr": ("corpus/wn-*.jsonl", "fr", None),
        "corpus en": ("corpus/gum-*.jsonl", "en", None),
    }
    for name, (pattern, language, beside) in sets.items():
        found = []
        for path in sorted(folder.glob(pattern)):
            records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            text = ((beside or path.parent) / f"{path.stem}.txt").read_bytes().decode()
            gold = [Read(r["start"], r["end"], number(r["value_min"]), number(r["value_max"]), r["unit"]) for r in records]
            found.append(Text(path.stem, language, text, gold))
        if found:
            yield name, found


def ours(text: str, language: str) -> list[Read]:
    other = "en" if language == "fr" else "fr"
    return [Read(f.start, f.end, f.low, f.high, f.unit) for f in find_figures(text, (language, other))]


def recognizers() -> Reader:
    import recognizers_number_with_unit as units
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_text import Culture

    names = {
        "Year": "year",
        "Month": "month",
        "Day": "day",
        "Hour": "hour",
        "Minute": "minute",
        "Kilometer": "km",
        "Meter": "m",
    }

    def read(text: str, language: str) -> list[Read]:
        culture = Culture.French if language == "fr" else Culture.English
        found: list[Read] = []
        for recognize in (
            units.recognize_currency,
            units.recognize_dimension,
            units.recognize_age,
            recognize_percentage,
            recognize_number,
        ):
            for result in recognize(text, culture):
                if any(result.start < other.end and other.start <= result.end for other in found):
                    continue
                resolution = result.resolution or {}
                value = number(str(resolution.get("value", "")).rstrip("%")) if resolution.get("value") else None
                unit = resolution.get("isoCurrency") or names.get(
                    str(resolution.get("unit")), str(resolution.get("unit") or "count")
                )
                found.append(
                    Read(result.start, result.end + 1, value, value, "%" if recognize is recognize_percentage else unit)
                )
        return found

    return read


def quantulum() -> Reader:
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its trained unit classifier is pickled for another scikit-learn
    names = {
        "dollar": "USD",
        "euro": "EUR",
        "pound sterling": "GBP",
        "percentage": "%",
        "dimensionless": "count",
        "kilometre": "km",
        "metre": "m",
    }

    def read(text: str, language: str) -> list[Read]:
        del language
        found = []
        for quantity in parser.parse(text):
            value = number(quantity.value)
            found.append(Read(*quantity.span, value, value, names.get(quantity.unit.name, quantity.unit.name)))
        return found

    return read


def text_to_number() -> Reader:
    from text_to_num import find_numbers

    class Word:
        def __init__(self, match: re.Match[str]) -> None:
            self.match = match

        def text(self) -> str:
            return self.match[0].lower()

        def nt_separated(self, previous: object) -> bool:
            del previous
            return False

        def not_a_number_part(self) -> bool:
            return False

    def read(text: str, language: str) -> list[Read]:
        words = [Word(match) for match in re.finditer(r"\w+|[^\w\s]", text)]
        found = []
        for seen in find_numbers(words, language, 0.0):
            value = number(seen.value)
            found.append(Read(words[seen.start].match.start(), words[seen.end - 1].match.end(), value, value, "count"))
        return found

    return read


def score(read: Sequence[Read], gold: Sequence[Read]) -> tuple[int, int]:
    """How many annotated figures are overlapped (each reading counts once), and with value and unit right."""
    free = list(read)
    found = right = 0
    for figure in gold:
        match = next((r for r in free if r.start < figure.end and figure.start < r.end), None)
        if match is None:
            continue
        free.remove(match)
        found += 1
        right += (match.low, match.high, match.unit) == (figure.low, figure.high, figure.unit)
    return found, right


def measured(reader: Reader, several: Sequence[Text]) -> tuple[float, float, float]:
    """Overlap F1, value-and-unit F1, and characters a second."""
    reader(several[0].text[:2000], several[0].language)
    found = right = read = gold = characters = 0
    start = time.perf_counter()
    results = [reader(one.text, one.language) for one in several]
    seconds = time.perf_counter() - start
    for one, result in zip(several, results, strict=True):
        hit, exact = score(result, one.gold)
        found, right, read, gold = found + hit, right + exact, read + len(result), gold + len(one.gold)
        characters += len(one.text)
    return 2 * found / (read + gold), 2 * right / (read + gold), characters / seconds


def main() -> bool:
    folder = Path(os.environ.get("KG_GOLD") or Path(__file__).parents[2] / "shared" / "reference")
    if not folder.is_dir():
        print(f"  no annotated texts at {folder}: set KG_GOLD")
        return True
    warnings.simplefilter("ignore")
    readers: dict[str, Reader] = {"kg figures": ours}
    for name, make in (("recognizers-text", recognizers), ("quantulum3", quantulum), ("text2num", text_to_number)):
        try:
            readers[name] = make()
        except ImportError as error:
            print(f"  {name} is not installed ({error}): pip install 'claims-kg[bench]'")
    fits = True
    for label, several in texts(folder):
        print(f"  {label}: {len(several)} texts, {sum(len(one.gold) for one in several)} figures")
        for name, reader in readers.items():
            overlap, exact, speed = measured(reader, several)
            print(f"    {name:<18} figure F1 {overlap:.3f}  value+unit F1 {exact:.3f}  {speed / 1e6:8.3f} M characters/s")
    long = "\n".join(one.text for _, several in texts(folder) for one in several) * 8
    start = time.perf_counter()
    ours(long, "fr")
    fits &= report("one million characters, in seconds of the grammar", (time.perf_counter() - start) / len(long) * 1e6, 1)
    return fits


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
