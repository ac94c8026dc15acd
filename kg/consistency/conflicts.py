"""One thing, several values: conflicts, forecasts, successions and agreements within a cell.

Two observations of a cell are held against each other when time allows it: those over a period need the same period;
those of a moment the same as-of, or none. A disagreement is an error when it holds under the wide readings, a warning
under the narrow ones alone or where a date is missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from kg.consistency.clusters import SLACK, clusters_of, disagree, is_rounded, told
from kg.consistency.echoes import independent
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.telling import origin_words, scope_words
from kg.model.base import Vocabulary
from kg.model.observation import Cell, Observation
from kg.model.wording import listed

Bucket = tuple[date | None, date | None]
_SHOWN = 8


def find_conflicts(
    observations: Iterable[Observation], vocabulary: Vocabulary, kinds: Collection[Kind] = tuple(Kind)
) -> Iterator[Finding]:
    """The findings of observations that come grouped by cell. Rejected claims and figures of speech take no part."""
    for cell, group in groupby(observations, key=lambda observation: observation.cell):
        asserted = [o for o in group if o.is_asserted and o.review != "rejected"]
        if len(asserted) > 1:
            yield from _Cell(cell, asserted, vocabulary, kinds).findings()


class _Cell:
    """The observations of one thing, by the time they hold for."""

    def __init__(
        self, cell: Cell, observations: Sequence[Observation], vocabulary: Vocabulary, kinds: Collection[Kind]
    ) -> None:
        self.cell = cell
        self.kinds = kinds
        self.vocabulary = vocabulary
        self.observations = observations
        self.buckets: dict[Bucket, list[Observation]] = {}
        for observation in sorted(observations, key=lambda o: (o.start or date.min, o.end or date.min, o.claim)):
            self.buckets.setdefault((observation.start, observation.end), []).append(observation)
        self.undated = self.buckets.pop((None, None), [])
        self.of_a_moment = observations[0].kind.holds_at_a_moment

    def findings(self) -> Iterator[Finding]:
        """All of them."""
        undated = self._undated_conflict()
        if undated:
            yield undated
        for bucket in self.buckets.values():
            yield from self._same_time(bucket)
        if self.of_a_moment and not undated:
            yield from self._succession()
        if not self.buckets and not undated:
            yield from self._agreement(self.undated)

    def _finding(self, kind: Kind, severity: Severity, involved: Sequence[Observation], why: str, *, dated: bool) -> Finding:
        metric = self.vocabulary.metric(self.cell.metric).name()
        entity = self.vocabulary.entity(self.cell.entity).name()
        when = _common_label(involved) if dated else None
        clusters = clusters_of(involved)
        place = f" for {when}" if when else ""
        scope = scope_words(self.cell)
        values = _told(involved)
        sentence = f"{entity}: {metric}{scope}{place} {_OPENINGS[kind]} {values}{why}."
        return Finding(
            id="/".join(part for part in (kind.value, self.cell.entity, self.cell.metric, _slug(self.cell), when) if part),
            kind=kind,
            severity=severity,
            entity=self.cell.entity,
            metric=self.cell.metric,
            claims=tuple(o.claim for o in involved),
            explanation=sentence,
            clusters=clusters,
        )

    def _undated_conflict(self) -> Finding | None:
        """Values of which at least one has no date, and which no single value fits.

        A source that dates one value and not the other tells them apart itself (86 %, against 25 % in 2021).
        """
        if not self.undated:
            return None
        dated = [o for bucket in self.buckets.values() for o in bucket] if self.of_a_moment else []
        # An interval that is disjoint from any is so from that of the lowest upper end or from that of the highest lower end.
        ends = _Ends.of((o, None) for o in self.undated), _Ends.of((o, o.source) for o in dated)
        odd = [o for o in self.undated if any(end.excludes(o) for end in ends)]
        if not odd:
            return None
        own = {o.source for o in odd}
        rivals = [*self.undated, *(o for o in dated if o.source not in own or len(own) > 1)]
        missing = listed([o.claim for o in odd[:_SHOWN]])
        verb = "has" if len(odd) == 1 else "have"
        why = f"; {missing} {verb} no date and cannot be told from an earlier or a later value"
        return self._finding(Kind.CONFLICT, Severity.WARNING, rivals, why, dated=False)

    def _same_time(self, bucket: Sequence[Observation]) -> Iterator[Finding]:
        outcomes = [o for o in bucket if not o.looks_ahead]
        ahead = [o for o in bucket if o.looks_ahead]
        settled = True
        if disagree(outcomes, wide=False):
            settled = False
            severity = Severity.ERROR if disagree(outcomes, wide=True) else Severity.WARNING
            why = "" if severity is Severity.ERROR else ", which agree only when rounded generously"
            yield self._finding(Kind.CONFLICT, severity, outcomes, why, dated=True)
        if not outcomes and disagree(ahead, wide=False):
            # Forecasts and aims may differ; one source that gives two of a kind contradicts itself.
            settled = False
            own = len({(o.source, o.status) for o in ahead}) == 1
            kind, severity = (Kind.CONFLICT, Severity.WARNING) if own else (Kind.FORECAST, Severity.INFO)
            yield self._finding(kind, severity, ahead, "", dated=True)
        if not outcomes or not ahead:
            if settled:
                yield from self._agreement(bucket)
            return
        same, other = _by_source(outcomes, ahead)
        if same and disagree([*outcomes, *same], wide=False):
            # In one text a projection beside its outcome is two values for one thing, whatever each is called.
            settled = False
            why = "; one source gives a projection and the outcome for the same time"
            finding = self._finding(Kind.CONFLICT, Severity.WARNING, [*outcomes, *same], why, dated=True)
            both = disagree(outcomes, wide=False)  # then that is a finding of its own
            yield replace(finding, id=f"{finding.id}/foreseen") if both else finding
        if other and disagree([*outcomes, *other], wide=False):
            settled = False
            yield self._finding(Kind.FORECAST, Severity.INFO, [*outcomes, *other], "", dated=True)
        if settled:
            yield from self._agreement(bucket)

    def _succession(self) -> Iterator[Finding]:
        dated = [o for bucket in self.buckets.values() for o in bucket]
        if Kind.SUCCESSION in self.kinds and len(self.buckets) > 1 and disagree(dated, wide=False):
            yield self._finding(Kind.SUCCESSION, Severity.INFO, dated, "", dated=False)

    def _agreement(self, bucket: Sequence[Observation]) -> Iterator[Finding]:
        if Kind.AGREEMENT in self.kinds and len({o.source for o in bucket}) > 1 and not disagree(bucket, wide=False):
            count = independent(bucket)
            why = f"; {count} independent sources" if count > 1 else "; all after one and the same origin"
            yield self._finding(Kind.AGREEMENT, Severity.INFO, bucket, why, dated=True)


_OPENINGS = {
    Kind.CONFLICT: "is given as",
    Kind.FORECAST: "is foreseen differently from what else is given:",
    Kind.SUCCESSION: "moves over time:",
    Kind.AGREEMENT: "is given alike as",
}


def _by_source(outcomes: Sequence[Observation], ahead: Sequence[Observation]) -> tuple[list[Observation], list[Observation]]:
    """Forecasts of the sources that also tell the outcome, and those of the others."""
    telling = {o.source for o in outcomes}
    return [o for o in ahead if o.source in telling], [o for o in ahead if o.source not in telling]


@dataclass(frozen=True, slots=True)
class _End:
    """An end of an interval, and whether it is the half unit of a rounding."""

    value: Decimal
    rounded: bool

    def is_below(self, low: _End) -> bool:
        """Whether what ends here is apart from what begins at ``low``."""
        return self.value < low.value or (self.rounded and low.rounded and self.value - low.value <= SLACK)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The lowest upper ends and the highest lower ends of observations, each with the source it stands for, of two sources."""

    highs: tuple[tuple[_End, str | None], ...]
    lows: tuple[tuple[_End, str | None], ...]

    @classmethod
    def of(cls, observations: Iterable[tuple[Observation, str | None]]) -> _Ends:
        """With None for its source, an observation is held against those of its own source as well."""
        highs: dict[str | None, _End] = {}
        lows: dict[str | None, _End] = {}
        for o, source in observations:
            # Of equal ends a rounded one excludes more.
            high, low = _End(told(o).high, is_rounded(o, upper=True)), _End(told(o).low, is_rounded(o, upper=False))
            highs[source] = min(highs.get(source, high), high, key=lambda end: (end.value, not end.rounded))
            lows[source] = max(lows.get(source, low), low, key=lambda end: (end.value, end.rounded))
        lowest = sorted(
            ((end, source) for source, end in highs.items()),
            key=lambda pair: (pair[0].value, not pair[0].rounded, pair[1] or ""),
        )
        highest = sorted(
            ((end, source) for source, end in lows.items()),
            key=lambda pair: (-pair[0].value, not pair[0].rounded, pair[1] or ""),
        )
        return cls(tuple(lowest[:2]), tuple(highest[:2]))

    def excludes(self, o: Observation) -> bool:
        """Whether some observation of another source is apart from this one (see ``clusters.apart``)."""
        low, high = _End(told(o).low, is_rounded(o, upper=False)), _End(told(o).high, is_rounded(o, upper=True))
        above = any(end.is_below(low) for end, source in self.highs if source is None or source != o.source)
        return above or any(high.is_below(end) for end, source in self.lows if source is None or source != o.source)


def _common_label(observations: Sequence[Observation]) -> str | None:
    labels = {o.label for o in observations if o.label}
    return min(labels, key=lambda label: (len(label), label)) if labels else None


def _told(observations: Sequence[Observation]) -> str:
    """Each distinct value once, lowest first, with who gives it and when."""
    by_words: dict[str, list[Observation]] = {}
    for o in sorted(observations, key=lambda o: (o.narrow.low, o.narrow.high, o.start or date.min, o.claim)):
        by_words.setdefault(o.words, []).append(o)
    parts = [f"{words} ({'; '.join(_origins(group))})" for words, group in by_words.items()]
    if len(parts) > _SHOWN:
        parts = [*parts[: _SHOWN - 1], f"{len(parts) - _SHOWN + 1} more"]
    return listed(parts)


def _origins(group: Sequence[Observation]) -> list[str]:
    origins = list(dict.fromkeys(origin_words(o) for o in group))
    return origins if len(origins) <= 3 else [*origins[:2], f"{len(origins) - 2} more"]


def _slug(cell: Cell) -> str:
    """What tells the cell from others of its entity and metric, short."""
    import hashlib

    told = [part for part in (cell.qualifiers if cell.qualifiers != "{}" else "", cell.per) if part]
    if not told:
        return ""
    return hashlib.sha256(f"{cell.qualifiers}\n{cell.per}\n{cell.dimension}".encode()).hexdigest()[:8]
