"""How good an extraction is: its records held against annotated ones, field by field, language by language.

Figures pair by their exact span; whatever is not paired counts against precision or recall. Value and unit are right
where both bounds are numerically equal and the unit is the same; the other fields are measured over paired figures; a
claim is right as a whole where value, unit, entity, metric and time all are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from kg.model.errors import UsageError

Record = Mapping[str, Any]
FIELDS: Final = ("entity", "metric", "time", "status", "attributed_to")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Ratio:
    """Right, given and wanted, with what follows from them. All 1 where nothing was given and nothing wanted."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """What part of the given is right."""
        return self.right / self.given if self.given else float(not self.wanted)

    @property
    def recall(self) -> float:
        """What part of the wanted was given."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    def as_json(self) -> dict[str, float | int]:
        """As plain numbers."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "given": self.given,
            "wanted": self.wanted,
        }


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong: a figure missed or made up, or a field of a paired one with what it should be."""

    source: str
    start: int
    exact: str
    kind: str
    wanted: Any = None
    given: Any = None

    def as_json(self) -> dict[str, Any]:
        """As a plain mapping."""
        return {name: getattr(self, name) for name in ("source", "start", "exact", "kind", "wanted", "given")}


@dataclass(frozen=True)
class Evaluation:
    """Scores by name (figures, overlap, value_unit, the fields, whole) and what went wrong."""

    scores: Mapping[str, Ratio]
    mistakes: tuple[Mistake, ...] = field(default=())

    def __add__(self, other: Evaluation) -> Evaluation:
        names = dict.fromkeys((*self.scores, *other.scores))
        none = Ratio(0, 0, 0)
        scores = {name: self.scores.get(name, none) + other.scores.get(name, none) for name in names}
        return Evaluation(scores, (*self.mistakes, *other.mistakes))


def evaluate(given: Sequence[Record], wanted: Sequence[Record]) -> Evaluation:
    """The records of one source held against its annotation, one to one also where several have the same span."""
    pairs, made_up, missed = _paired(given, wanted)
    counts = dict.fromkeys(("value_unit", *FIELDS, "whole"), 0)
    mistakes = [_mistake(record, "missed") for record in missed]
    mistakes += [_mistake(record, "made up") for record in made_up]
    for found, record in pairs:
        same = _same(found, record)
        same["whole"] = all(same[name] for name in ("value_unit", "entity", "metric", "time"))
        for name, right in same.items():
            counts[name] += right
            if not right and name != "whole":
                mistakes.append(_mistake(record, name, _shown(record, name), _shown(found, name)))
    scores = {
        "figures": Ratio(len(pairs), len(given), len(wanted)),
        "overlap": Ratio(_overlapping(given, wanted), len(given), len(wanted)),
        "value_unit": Ratio(counts["value_unit"], len(given), len(wanted)),
        **{name: Ratio(counts[name], len(pairs), len(pairs)) for name in FIELDS},
        "whole": Ratio(counts["whole"], len(given), len(wanted)),
    }
    return Evaluation(scores, tuple(sorted(mistakes, key=lambda mistake: (mistake.start, mistake.kind))))


def _paired(
    given: Sequence[Record], wanted: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """The given records with the wanted ones of their span, each in one pair at most; those left of the given, of the wanted.

    Of several with one span, those pair that agree the most.
    """
    free: dict[tuple[int, int], list[Record]] = {}
    for record in given:
        free.setdefault((record["start"], record["end"]), []).append(record)
    pairs: list[tuple[Record, Record]] = []
    missed: list[Record] = []
    for record in wanted:
        others = free.get((record["start"], record["end"]), [])
        if not others:
            missed.append(record)
            continue
        best = max(range(len(others)), key=lambda index: sum(_same(others[index], record).values()))
        pairs.append((others.pop(best), record))
    return pairs, [record for left in free.values() for record in left], missed


def _same(found: Record, record: Record) -> dict[str, bool]:
    """What two records of one figure agree on."""
    fields = {name: field_of(found, name) == field_of(record, name) for name in FIELDS}
    return {"value_unit": same_value(found, record), **fields}


def field_of(record: Record, name: str) -> Any:
    """A field as it is compared: the time is the period, else the as-of."""
    if name == "time":
        return record.get("period") or record.get("as_of")
    return record.get(name)


def same_value(one: Record, other: Record) -> bool:
    """Whether two records state the same bounds in the same unit."""
    if one.get("unit") != other.get("unit"):
        return False
    return all(_equal(one.get(bound), other.get(bound)) for bound in ("value_min", "value_max"))


def _equal(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return str(one) == str(other)


def _overlapping(given: Iterable[Record], wanted: Iterable[Record]) -> int:
    """How many wanted figures share a character with a given one, each given one counted once."""
    free = sorted((record["start"], record["end"]) for record in given)
    count = 0
    for record in sorted(wanted, key=lambda item: int(item["start"])):
        match = next((span for span in free if span[0] < record["end"] and record["start"] < span[1]), None)
        if match is not None:
            free.remove(match)
            count += 1
    return count


def _shown(record: Record, name: str) -> Any:
    if name == "value_unit":
        return [record.get("value_min"), record.get("value_max"), record.get("unit")]
    return field_of(record, name)


def _mistake(record: Record, kind: str, wanted: Any = None, given: Any = None) -> Mistake:
    return Mistake(str(record.get("source", "")), record["start"], record["exact"], kind, wanted, given)


def records_in(path: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The records of a JSONL file or of all in a folder, by the stem of their source (else of the file). Raises UsageError."""
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{path}: holds no .jsonl file")
    grouped: dict[str, list[dict[str, Any]]] = {}
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise UsageError(f"{file}: not UTF-8 (byte {error.start}): no lines of kg extract") from error
        except OSError as error:
            raise UsageError(f"{file}: cannot be read ({error.strerror or error})") from error
        said = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        if not said and path.is_dir():
            grouped.setdefault(file.stem, [])
        for number, line in said:
            name, record = _record(line, f"{file}:{number}", file.stem)
            grouped.setdefault(name, []).append(record)
    yield from grouped.items()


def _record(line: str, where: str, otherwise: str) -> tuple[str, dict[str, Any]]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: no JSON ({getattr(error, 'msg', error)})") from error
    if not isinstance(record, dict) or not _is_place(record.get("start")) or not _is_place(record.get("end")):
        raise UsageError(f"{where}: no record of the output contract (start, end ...)")
    record.setdefault("exact", "")
    if wrong := next(_faults(record), None):
        raise UsageError(f"{where}: {wrong}")
    name = Path(str(record.get("source") or otherwise)).stem
    return name, {**record, "source": name}


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _faults(record: Record) -> Iterator[str]:
    """What is wrong with the fields that are measured."""
    if record["end"] < record["start"]:
        yield f"end: {record['end']} is before the start, {record['start']}"
    for name in ("value_min", "value_max"):
        if not _is_bound(record.get(name)):
            yield f"{name}: {_told(record[name])} is neither a number nor a date: write it in digits, or null for an open side"
    for name in ("exact", "entity", "metric", "unit", "period", "as_of", "status", "attributed_to"):
        if not isinstance(record.get(name), str | None):
            yield f"{name}: {_told(record[name])} is no text: write it in quotes, or null for none"
    sure = record.get("confidence")
    for name, value in sure.items() if isinstance(sure, Mapping) else ():  # else it says of no field how sure it is
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            yield f"confidence.{name}: {_told(value)} is no number from 0 to 1"


def _is_bound(value: object) -> bool:
    """Whether a bound may be one: a number, or text with a digit in it, as dates are written in many ways."""
    if value is None:
        return True
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    return math.isfinite(value) if not isinstance(value, str) else any(letter.isdigit() for letter in value)


def _told(value: object) -> str:
    told = json.dumps(value, ensure_ascii=False)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
