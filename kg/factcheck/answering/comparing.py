"""Comparisons that name no number: one thing dearer than another, more spent than earned, more lost this year than last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.answering.changing import alike
from kg.factcheck.answering.matching import Candidate
from kg.factcheck.answering.quotients import newest, values_of
from kg.factcheck.desk import Desk
from kg.factcheck.hearing.naming import Named, named_in
from kg.factcheck.hearing.statement import Bound, Shape, Statement, Subject
from kg.factcheck.hearing.times import parsed, times_in
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Evidence, FigureVerdict, Relation, Verdict
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.interval import Interval
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

_MOST: Final = 6
_DENIED: Final = in_any(r"\b{denies_comparison}\b|{denies_joined}\b")
_ONE: Final = Interval.point(Decimal(1))
Pair = tuple[Candidate, Candidate]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sentence that compares: the place of its comparative, the names around it, and what it says of the first side."""

    statement: Statement
    start: int
    named: Named
    more: bool
    denied: bool
    desk: Desk
    words: Words

    @property
    def heard(self) -> list[list[str]]:
        """The metrics that each word of the sentence speaks of, in its order; those of time only where it compares how long."""
        metrics = self.desk.vocabulary.metrics
        names = [(m.start, m.end) for m in self.named.known if m.kind not in ("industry", "concept")]
        long = self.words.has("how_long", self.statement.folded)
        groups: dict[tuple[int, int], list[str]] = {}
        found = hits_in(self.statement.sentence, asking_cues(metrics, self.words.language))
        for hit in sorted(found, key=lambda hit: hit.covered):
            named = any(start < hit.end and hit.start < end for start, end in names)
            if named or (metrics[hit.metric].dimension == "time") is not long:
                continue
            around = next((place for place in groups if place[0] <= hit.start and hit.end <= place[1]), None)
            if not hit.covered or around is not None:
                # What only a part of a phrase tells (revenue, of "its revenue") is second to what the whole does.
                groups.setdefault(around or (hit.start, hit.end), []).append(hit.metric)
        return [groups[place] for place in sorted(groups)]

    @property
    def periods(self) -> list[Period]:
        """The times that the sentence names, in its order."""
        times, _ = times_in(self.statement.sentence, self.words, self.desk.as_of)
        return [period for when in times if (period := parsed(when)) is not None]

    @property
    def only(self) -> str | None:
        """The one entity that the sentence names."""
        entities = {m.entity for m in self.named.known if m.kind != "place" and m.entity not in self.named.speakers}
        return entities.pop() if len(entities) == 1 else None

    def of(self, entities: Sequence[str]) -> tuple[Statement, list[Row]]:
        """What is asked of some entities, and their claims; of one time where the sentence names one."""
        periods = self.periods
        asked = replace(self.statement, subject=Subject(tuple(entities)), period=periods[0] if len(periods) == 1 else None)
        return asked, self.desk.rows(entities)


def check_comparison(passage: Passage, desk: Desk, words: Words) -> FigureVerdict | None:
    """The verdict on a sentence that compares two sides without a number; None where it compares nothing."""
    folded = fold(passage.text)
    found = _comparative(folded, words)
    if found is None:
        return None
    match, more = found
    named = named_in(passage, desk.vocabulary, words, words.language, desk.names)
    if named.unknown:
        return None
    denied = _DENIED.search(folded[: match.end()]) is not None
    statement = _statement(passage, folded, match, at_least=more != denied, words=words)
    comparison = Comparison(statement, match.start(), named, more, denied, desk, words)
    if (ratio := _of_ratio(comparison)) is not None:
        return ratio
    for pairs in (_of_things, _of_measures, _of_times):
        told = list(pairs(comparison))[:_MOST]
        if told:
            return _settled(comparison, told)
    return None


def _comparative(folded: str, words: Words) -> tuple[re.Match[str], bool] | None:
    more, less = (words.patterns[name].search(folded) for name in ("comparative_more", "comparative_less"))
    if more is None or (less is not None and less.start() < more.start()):
        return (less, False) if less is not None else None
    return more, True


def _statement(passage: Passage, folded: str, match: re.Match[str], *, at_least: bool, words: Words) -> Statement:
    start, end = passage.source(*match.span())
    one = Decimal(1)
    exact = passage.text[slice(*match.span())]
    shape = Shape.AT_LEAST if at_least else Shape.AT_MOST
    figure = Figure(start, end, exact, "ratio", one, one, shape.value, "x", None, words.language)
    bound = Bound(shape, one, one, strict=True)
    return Statement(
        figure,
        start,
        end,
        exact,
        passage.text,
        folded,
        words.language,
        bound,
        figure.unit,
        Subject(),
        metrics=(),
        heard=(),
        place=match.start(),
        around=folded,
    )


def _of_things(comparison: Comparison) -> Iterator[Pair]:
    """One metric of two things, one on each side."""
    subjects = [m for m in comparison.named.known if m.kind != "place" and m.entity not in comparison.named.speakers]
    first = [m.entity for m in subjects if m.end <= comparison.start]
    second = [m.entity for m in subjects if m.start >= comparison.start and m.entity not in first]
    if not first or not second:
        return
    # Of "GPT-4o, of OpenAI" the last name is the owner of the first.
    entities = comparison.desk.vocabulary.entities
    one = first[0] if first[0] in entities and entities[first[0]].part_of == first[-1] else first[-1]
    asked, _ = comparison.of((one, second[0]))
    # "Worth more than the other was in 2024": the time is the other's alone.
    then = comparison.words.has("was", comparison.statement.folded[comparison.start :])
    first_asked = replace(asked, period=None) if then else asked
    rows = [comparison.of([entity])[1] for entity in (one, second[0])]
    for metric in _metrics(comparison, rows):
        sides = [
            newest(_known(each, side, metric, comparison.desk))
            for each, side in zip((first_asked, asked), rows, strict=True)
        ]
        for a, b in product(*sides):
            if (a.o.cell.dimension, a.o.cell.per) == (b.o.cell.dimension, b.o.cell.per) and (then or alike(a, b)):
                yield a, b


def _of_ratio(comparison: Comparison) -> FigureVerdict | None:
    """A ratio of prices that a claim states of one of the two sides, with the other for its base."""
    if not any("price" in metric for group in comparison.heard for metric in group):
        return None
    names = list(dict.fromkeys(m.entity for m in comparison.named.known if m.kind != "place"))
    for one, other in ((one, other) for one in names for other in names if one != other):
        for row in comparison.desk.rows([one]):
            o = row.o
            if o.metric != "price_ratio" or row.qualifiers.get("base") != other or not o.is_asserted or o.narrow.meets(_ONE):
                continue
            dearer = one if o.narrow.low > 1 else other
            first = next(m.entity for m in comparison.named.known if m.entity in (one, other))
            holds = ((dearer == first) is comparison.more) is not comparison.denied
            relation = Relation.SUPPORTS if holds else Relation.CONTRADICTS
            evidence = Evidence(row.id, relation, "a ratio of their prices", o.words, o.label, o.source, o.metric, o.status)
            asked = replace(comparison.statement, subject=Subject((one,)), metrics=((o.metric,),))
            verdict, why = (
                (Verdict.SUPPORTED, "a claim tells so") if holds else (Verdict.REFUTED, "a claim tells the reverse")
            )
            figure = comparison.statement
            return FigureVerdict(figure.start, figure.end, figure.exact, verdict, why, asked.as_json(), (evidence,))
    return None


def _metrics(comparison: Comparison, rows: Sequence[Sequence[Row]]) -> list[str]:
    """The metric heard that both sides have; of prices, all that both have."""
    heard = comparison.heard
    shared = set.intersection(*({row.o.metric for row in side} for side in rows))
    known = [metric for group in heard for metric in group if metric in shared]
    if known:
        return known[:1]
    if any("price" in metric for group in heard for metric in group):
        return sorted({row.o.metric for side in rows for row in side if row.o.kind is MetricKind.PRICE} & shared)
    return []


def _known(statement: Statement, rows: Sequence[Row], metric: str, desk: Desk) -> list[Candidate]:
    """What is known of a metric of some rows, narrower scopes left out; an aim only where there is nothing else."""
    found = values_of(statement, rows, metric, desk.vocabulary, desk.as_of, bounded=False)
    best = max((round(c.scope, 1) for c in found), default=0.0)
    kept = [c for c in found if round(c.scope, 1) == best]
    return [c for c in kept if c.o.status != "target"] or kept


def _of_measures(comparison: Comparison) -> Iterator[Pair]:
    """Two metrics of one thing: it spends more than it earns."""
    entity = comparison.only
    if entity is None:
        return
    asked, rows = comparison.of([entity])
    sides: dict[str, list[Candidate]] = {}
    for group in comparison.heard:
        told = [(metric, side) for metric in group if (side := _known(asked, rows, metric, comparison.desk))]
        sides.update(told[:1])
    if len(sides) < 2:
        return
    one, other = list(sides.values())[:2]
    pairs = [
        (a, b)
        for a, b in product(one, other)
        if (a.o.cell.dimension, a.o.cell.per, a.start, a.end) == (b.o.cell.dimension, b.o.cell.per, b.start, b.end)
    ]
    latest = max((a.end or date.min for a, _ in pairs), default=date.min)
    yield from ((a, b) for a, b in pairs if (a.end or date.min) == latest)


def _of_times(comparison: Comparison) -> Iterator[Pair]:
    """One metric at two times, the first named first: it lost more in one year than in another."""
    entity, periods = comparison.only, comparison.periods
    if entity is None or len(periods) != 2:
        return
    asked, rows = comparison.of([entity])
    present = {row.o.metric for row in rows}
    for metric in [name for group in comparison.heard for name in group if name in present][:1]:
        yield from product(*(_known(replace(asked, period=p), rows, metric, comparison.desk) for p in periods))


def _settled(comparison: Comparison, pairs: Sequence[Pair]) -> FigureVerdict:
    evidence: list[Evidence] = []
    outcomes: set[bool] = set()
    for a, b in pairs:
        larger = a.value.low > b.value.high
        smaller = a.value.high < b.value.low
        told = f"{a.o.words} ({a.row.id}) against {b.o.words} ({b.row.id})"
        relation = Relation.COMPATIBLE
        if larger or smaller:
            holds = (larger if comparison.more else smaller) is not comparison.denied
            outcomes.add(holds)
            relation = Relation.SUPPORTS if holds else Relation.CONTRADICTS
        pair = f"{a.row.id} / {b.row.id}"
        inputs = (a.row.id, b.row.id)
        evidence.append(Evidence(pair, relation, told, a.o.words, a.o.label, a.o.source, a.o.metric, "computed", inputs))
    verdict, why = {
        (True,): (Verdict.SUPPORTED, "claims of both sides bear it out"),
        (False,): (Verdict.REFUTED, "claims of both sides say the reverse"),
        (False, True): (Verdict.DISPUTED, "claims stand on both sides"),
        (): (Verdict.UNVERIFIABLE, "the two values are too close, or too vague, to be told apart"),
    }[tuple(sorted(outcomes))]
    a, _ = pairs[0]
    statement = comparison.statement
    asked = replace(statement, subject=Subject((a.o.cell.entity,)), metrics=((a.o.metric,),))
    return FigureVerdict(statement.start, statement.end, statement.exact, verdict, why, asked.as_json(), tuple(evidence))
