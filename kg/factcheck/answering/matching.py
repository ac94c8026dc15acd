"""The claims that a statement is held against: those of its entities, metric, scope and time, each with why or why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.dating import days_of, still_to_come, time_differs
from kg.factcheck.answering.scoping import unnamed_part
from kg.factcheck.answering.valuing import per_factor, values_of
from kg.factcheck.hearing.narrowing import per_tokens, unlike
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import WORLD, words_of
from kg.model.base import Vocabulary
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.vocabulary import MetricKind

_NARROWING: Final = ("product", "segment", "geography", "counterparty", "use", "side", "version", "direction", "group")
_SOFT: Final = ("group", "geography")
AIMS: Final = ("_sought", "_target", "_commitment")
"""How the metrics end that are aims in themselves."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim made comparable with a statement.

    ``value`` is the claim's value with its rounding and hedge, ``printed`` what it prints, both in the base unit of the statement
    times ``factor``. ``start`` and ``end`` are its own days or, where ``lent``, those of its source. ``level`` tells how near its metric is
    (0 the same), ``scope`` how well its qualifiers are named. ``note`` says what made it comparable.
    """

    row: Row
    value: Interval
    printed: Interval
    factor: Decimal
    level: int
    scope: float
    start: date | None
    end: date | None
    lent: bool
    note: str = ""

    @property
    def o(self) -> Observation:
        """The claim's observation."""
        return self.row.o

    @property
    def ranged(self) -> bool:
        """Whether the claim prints a range."""
        return self.row.stated.is_bounded and self.row.stated.low < self.row.stated.high


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that a statement cannot be held against, and why."""

    row: Row
    why: str
    rank: int = 9


def family(statement: Statement, vocabulary: Vocabulary) -> list[str]:
    """The entities whose claims may answer: those named, what they are part of, and their parts."""
    named = list(statement.subject.entities)
    above = [whole for entity in named for whole in wholes(entity, vocabulary.entities)]
    parts = [entity.id for entity in vocabulary.entities.values() if entity.part_of in named]
    return list(dict.fromkeys([*named, *above, *parts]))


def names_for(entity: str, vocabulary: Vocabulary) -> list[str]:
    """How qualifiers may write an entity: its id and its labels."""
    known = vocabulary.entity(entity)
    return list(dict.fromkeys([entity, *known.label.values()]))


def is_of(row: Row, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a claim is about what a statement is about: its entity, or a product of it that its qualifiers name.

    A claim of a part answers for the whole only where the sentence names the part as well.
    """
    subject = statement.subject.entities
    if not subject:
        return False
    first = subject[0]
    if row.o.cell.entity == first:
        return True
    told = fold(" ".join(row.qualifiers.values()))
    naming = any(fold(name) in told for name in names_for(first, vocabulary))
    if row.o.cell.entity in wholes(first, vocabulary.entities) and naming:
        return True
    if row.o.cell.entity in subject[1:] and not _related(first, row.o.cell.entity, vocabulary):
        return True
    return (
        naming
        and row.o.cell.entity not in subject
        and any(fold(n) in fold(row.qualifiers.get("product", "")) for n in names_for(first, vocabulary))
    )


def _related(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return one in wholes(other, vocabulary.entities) or other in wholes(one, vocabulary.entities)


def level_of(metric: str, wanted: Iterable[str], vocabulary: Vocabulary) -> int | None:
    """How near a claim's metric is to those asked for: 0 the same or sharing its values, 1 narrower, 2 broader; None unrelated."""
    best: int | None = None
    for name in wanted:
        if vocabulary.compared_metric(name) == vocabulary.compared_metric(metric):
            return 0
        if name in vocabulary.metric_lineage(metric):
            best = 1
        elif metric in vocabulary.metric_lineage(name) and best is None:
            best = 2
    return best


def heard_in(statement: Statement) -> set[str]:
    """The stems of a sentence, with those of what its words are in the language that qualifiers are written in."""
    return words_of(statement.language).heard(statement.around)


def scope_of(row: Row, statement: Statement, vocabulary: Vocabulary) -> tuple[float, list[str]]:
    """How well a claim's qualifiers are named in the sentence, and those that are not."""
    heard = heard_in(statement)
    named = {*statement.subject.entities, *statement.subject.others}
    score, silent = 0.0, []
    for key in _NARROWING:
        value = row.qualifiers.get(key)
        if value is None:
            continue
        parts = [part for part in stems_in(value) if len(part) > 1]
        share = sum(part in heard for part in parts) / len(parts) if parts else 0.0
        told = value in named or any(fold(n) in statement.around for n in names_for(value, vocabulary))
        head_only = len(parts) == 2 and parts[-1] in heard and parts[0] not in heard
        if (
            (share >= 0.5 and not head_only)
            or told
            or (row.o.cell.entity not in named and _tells(value, statement, vocabulary))
        ):
            score += 1.0
        elif key in _SOFT:
            score -= 0.01
        else:
            score -= 0.5
            silent.append(f"{key}: {value}")
    return score, silent


def _beside(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The part of a business that a sentence names and a claim does not."""
    if not statement.segments:
        return None
    metric = vocabulary.metrics.get(row.o.metric)
    cues = [cue for listed in (metric.cues.values() if metric else ()) for cue in listed]
    named = [*row.qualifiers.values(), *names_for(row.o.cell.entity, vocabulary), *(metric.label.values() if metric else ())]
    told = {part for text in (*named, *cues) for part in stems_in(text)}
    words = words_of(statement.language)
    return next((s for s in statement.segments if s not in told and not told & set(words.translated([s]))), None)


def _tells(value: str, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a qualifier names whom the sentence is about."""
    return any(fold(name) in fold(value) for e in statement.subject.entities for name in names_for(e, vocabulary))


def match(row: Row, statement: Statement, wanted: Sequence[str], vocabulary: Vocabulary, as_of: date) -> Candidate | Refused:
    """A claim made comparable with a statement under some metrics, or why it is not."""
    o = row.o
    level = level_of(o.metric, wanted, vocabulary)
    if level is None:
        return Refused(row, f"it is about another metric ({vocabulary.metric(o.metric).name()})", 9)
    if (not o.is_asserted and not _as_a_scenario(row, statement)) or o.review == "rejected":
        what = (
            "it was rejected in review" if o.review == "rejected" else f"it is {o.status}: nothing is claimed of the world"
        )
        return Refused(row, what, 5)
    for place in statement.subject.places:
        if place not in (o.cell.entity, *WORLD) and not _is_placed(row, place):
            return Refused(row, f"the sentence is about {place}, the claim is not", 3)
    if missing := _beside(row, statement, vocabulary):
        return Refused(row, f"the sentence is about a part of it ({missing})", 2)
    if different := unlike(row, statement, vocabulary):
        return Refused(row, different, 2)
    if not statement.ahead and still_to_come(row, statement, as_of):
        return Refused(row, "it is an aim or a forecast, the sentence tells an outcome", 3)
    is_aim = o.metric.endswith(AIMS)
    if statement.aims and not Status(o.status).looks_ahead and o.kind is not MetricKind.DATE and not is_aim:
        return Refused(row, "it tells an outcome, the sentence an aim", 3)
    if statement.ahead and o.metric == "loss_duration" and not Status(o.status).looks_ahead:
        return Refused(row, "it tells an outcome, the sentence what is to come", 3)
    factor = per_factor(statement, row)
    if factor is None:
        return Refused(row, f"it is per {o.cell.per or 'period'}, the sentence per {statement.per}", 4)
    values = values_of(row, statement, as_of)
    if values is None:
        return Refused(row, f"{o.unit} and {statement.unit} cannot be compared", 6)
    value, printed, converted = values
    start, end, lent = days_of(row)
    why = time_differs(row, statement, start, end, as_of)
    if why:
        return Refused(row, why, 1)
    if speaker := _said_by_another(row, statement, vocabulary):
        return Refused(row, f"the sentence has it from {speaker}, the claim from {o.attributed_to}", 0)
    scope, silent = scope_of(row, statement, vocabulary)
    if part := unnamed_part(row, statement, vocabulary):
        return Refused(row, f"it is of a part that the sentence does not name ({part})", 2)
    notes = [converted, f"narrower ({', '.join(silent)})" if silent else "", "dated by its source" if lent else ""]
    if level:
        notes.append(f"{'narrower' if level == 1 else 'broader'} metric ({vocabulary.metric(o.metric).name()})")
    factor *= per_tokens(statement, row)
    return Candidate(row, value, printed, factor, level, scope, start, end, lent, "; ".join(note for note in notes if note))


def _as_a_scenario(row: Row, statement: Statement) -> bool:
    """Whether a sentence tells as a scenario what a claim does."""
    told = words_of(statement.language).has("in_a_scenario", statement.folded)
    return told and row.o.status == Status.HYPOTHETICAL.value


def _is_placed(row: Row, place: str) -> bool:
    told = fold(" ".join(row.qualifiers.values()))
    return fold(place) in told or fold(place).replace("-", " ") in told


def _said_by_another(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """Who gives the figure in a sentence, where a claim has it from somebody else."""
    said_by, speakers = row.o.attributed_to, statement.subject.spoken_by
    if said_by is None or not speakers:
        return None
    for speaker in speakers:
        kin = speaker == said_by or _related(speaker, said_by, vocabulary)
        if kin or fold(speaker).replace(" ", "-") == row.o.source:
            return None
    known = vocabulary.entities.get(speakers[0])
    return known.name() if known is not None else speakers[0]
