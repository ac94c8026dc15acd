"""Parts and wholes: halves and quarters within their year, segments within the company.

What parts leave of a whole is implied: revenue of 4.3 billion in the first half leaves 15.7 billion of 20 to the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from kg.consistency.clusters import hedged
from kg.consistency.finding import Finding, Kind, Severity
from kg.consistency.parts import (
    EVERYTHING,
    PART_KEYS,
    Scope,
    finding_of_parts,
    for_time,
    opening,
    scope_of,
    total_of,
    words_of,
)
from kg.consistency.splitting import Split, Time, splits
from kg.consistency.telling import origin_words, scope_words
from kg.model.base import Vocabulary
from kg.model.interval import Interval
from kg.model.observation import Observation
from kg.model.period import period_of
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words, listed

STEADY: Final = frozenset(
    {"revenue", "expenses", "gdp", "exports", "imports", "tax_revenue", "public_spending", "passengers"}
)
"""Flows that come in at about one pace, so that one half of a year three times the other asks for a reason."""
OUT_OF_PROPORTION: Final = 3


def find_additivity(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Parts against wholes of one entity. ``observations`` come grouped by entity."""
    for _, group in groupby(observations, key=lambda o: o.cell.entity):
        asserted = [hedged(o) for o in group if o.is_asserted and o.review != "rejected"]
        families: dict[tuple[str, str, str], list[Observation]] = {}
        for o in asserted:
            families.setdefault((o.cell.metric, o.cell.per, o.cell.dimension), []).append(o)
        for (metric, _, _), members in sorted(families.items()):
            additive = vocabulary.metric(metric).additive and members[0].kind is MetricKind.FLOW
            if additive:
                cells: dict[str, list[Observation]] = {}
                for o in members:
                    cells.setdefault(o.cell.qualifiers, []).append(o)
                for _, cell in sorted(cells.items()):
                    yield from _times(cell, vocabulary)
            counted = members[0].kind is MetricKind.STOCK and members[0].cell.dimension == "count"
            if (additive or counted) and vocabulary.metric(metric).sign == "positive":
                yield from _scopes(members, vocabulary, additive=additive)


def _by_time(members: Iterable[Observation]) -> dict[Time, list[Observation]]:
    """The distinct values of each period, in an order that ids do not change."""
    kept: dict[Time, dict[object, Observation]] = {}
    for o in sorted(members, key=lambda o: (o.looks_ahead, o.narrow.low, o.narrow.high, o.source, o.claim)):
        if o.start is not None and o.end is not None:
            kept.setdefault((o.start, o.end), {}).setdefault((o.narrow, o.looks_ahead), o)
    return {time: list(values.values()) for time, values in sorted(kept.items())}


def _times(members: Sequence[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    values = _by_time(members)
    told: set[str] = set()
    for split in splits(list(values)):
        parts = [values[time] for time in split.parts]
        finding = _broken_sum(split, values[split.whole], parts, vocabulary)
        if finding is None and split.rest is not None and split.rest not in values:
            finding = _rest(split, split.rest, values[split.whole], parts, vocabulary)
        if finding and finding.id not in told:  # two quarters say again what their half said
            told.add(finding.id)
            yield finding


def _fits(whole: Observation, parts: Sequence[Observation], *, equal: bool, wide: bool) -> bool:
    total, given = total_of(parts, wide=wide), whole.wide if wide else whole.narrow
    return total.meets(given) if equal else total.low <= given.high


def _choices(parts: Sequence[Sequence[Observation]]) -> Iterator[tuple[Observation, ...]]:
    """The lowest values of all parts, and the highest: what fits for neither fits for none."""
    yield tuple(min(options, key=lambda o: (o.narrow.low, o.narrow.high)) for options in parts)
    yield tuple(max(options, key=lambda o: (o.narrow.high, o.narrow.low)) for options in parts)


def _broken_sum(
    split: Split, wholes: Sequence[Observation], parts: Sequence[Sequence[Observation]], vocabulary: Vocabulary
) -> Finding | None:
    positive = vocabulary.metric(wholes[0].cell.metric).sign == "positive"
    if not split.covered and not positive:
        return None
    equal = split.covered
    chosen = [(whole, choice) for whole in wholes for choice in dict.fromkeys(_choices(parts))]
    broken = [pair for pair in chosen if not _fits(*pair, equal=equal, wide=False)]
    if not broken:
        return None
    whole, choice = next((pair for pair in broken if not _fits(*pair, equal=equal, wide=True)), broken[0])
    between = any(total_of(low, wide=False).low <= w.narrow.high for w in wholes for low in [next(_choices(parts))])
    firm = len(broken) == len(chosen) and not (equal and between and len(chosen) > 1)
    alike = len({o.looks_ahead for o in (whole, *choice)}) == 1
    severity = Severity.ERROR if firm and alike and not _fits(whole, choice, equal=equal, wide=True) else Severity.WARNING
    verb = "add up to" if len(choice) > 1 else "is"
    total = words_of(total_of(choice, wide=False), whole)
    told = listed([f"{o.words} for {o.label} ({origin_words(o)})" for o in choice])
    against = f"the {whole.words} of {whole.label} ({origin_words(whole)})"
    if equal:
        why = f"{told} add up to {total}, not to {against}"
    else:
        why = f"{told} {verb} more than {against}" if len(choice) == 1 else f"{told} add up to {total}, more than {against}"
    return finding_of_parts(
        Kind.IDENTITY,
        "parts-of-time",
        severity,
        choice,
        [whole],
        f"{opening(whole, vocabulary)}: {why}.",
        about=whole,
        operator="==" if equal else "<=",
        expected=total,
    )


def _rest(
    split: Split,
    rest: Time,
    wholes: Sequence[Observation],
    parts: Sequence[Sequence[Observation]],
    vocabulary: Vocabulary,
) -> Finding:
    told: list[str] = []
    odd: dict[str, list[Observation]] = {}
    choice = next(_choices(parts))
    for whole in wholes:
        left = whole.narrow - total_of(choice, wide=False)
        told.append(f"{remainder_words(whole, choice)} if {whole.label} is {whole.words} ({origin_words(whole)})")
        pace = _pace(left, rest, choice, split)
        if pace and STEADY & set(vocabulary.metric_lineage(whole.cell.metric)):
            odd.setdefault(pace, []).append(whole)
    label = period_of(*rest).label
    given = listed([f"{o.words} for {o.label} ({origin_words(o)})" for o in choice])
    known = listed([str(o.label) for o in choice])
    paces = "".join(
        f"; with {listed([o.words for o in found])} that is {how} the pace of {known}" for how, found in odd.items()
    )
    suspects = [o for found in odd.values() for o in found]
    return finding_of_parts(
        Kind.IMPLIED,
        "",
        Severity.WARNING if odd else Severity.INFO,
        choice,
        suspects or wholes,
        f"{opening(choice[0], vocabulary)}: {given} leaves for {label} {listed(told)}{paces}.",
        about=choice[0],
        operator="-",
        when=label,
    )


def remainder_words(whole: Observation, parts: Sequence[Observation]) -> str:
    """What parts leave of a whole as their printed values have it: 15.7 billion USD, at least 4.3 billion USD."""
    left = printed(whole)
    for part in parts:
        left = left - printed(part)
    return interval_words(left, whole.unit)


def printed(o: Observation) -> Interval:
    """The value as stated, in its own unit, opened on the side that its hedge leaves open."""
    ends = [Decimal(end) for end in o.value.split("/")]
    low, high = ends[0], ends[-1]
    return Interval(
        Decimal("-Infinity") if o.approximation == "at_most" else low,
        Decimal("Infinity") if o.approximation == "at_least" else high,
    )


def _pace(left: Interval, rest: Time, choice: Sequence[Observation], split: Split) -> str | None:
    """How out of proportion what is left is to what is given, in words; None where it is not."""
    given = total_of(choice, wide=False)
    days = sum((end - start).days for start, end in split.parts)
    paces = Interval.point(Decimal((rest[1] - rest[0]).days)) / Interval.point(Decimal(days))
    even = given * paces
    if not given.is_bounded or given.low <= 0:
        return None
    if left.low > even.high * OUT_OF_PROPORTION:
        return f"more than {OUT_OF_PROPORTION} times"
    return "less than a third of" if left.high * OUT_OF_PROPORTION < even.low else None


# Parts told apart by a qualifier


def _scopes(members: Sequence[Observation], vocabulary: Vocabulary, *, additive: bool) -> Iterator[Finding]:
    by_scope: dict[Scope, list[Observation]] = {}
    for o in members:
        by_scope.setdefault(scope_of(o.cell.qualifiers), []).append(o)
    if len(by_scope) < 2:
        return
    sums: dict[tuple[Scope, str], list[list[Observation]]] = {}
    for scope, parts in sorted(by_scope.items()):
        for key, value in scope:
            whole = tuple(pair for pair in scope if pair[0] != key)
            if key in PART_KEYS and value.casefold() not in EVERYTHING and whole in by_scope:
                yield from _part_above_whole(by_scope[whole], parts, key, vocabulary)
                sums.setdefault((whole, key), []).append(parts)
    if additive:
        for (scope, key), groups in sorted(sums.items(), key=lambda item: item[0]):
            if len(groups) > 1:
                yield from _parts_above_whole(by_scope[scope], groups, key, vocabulary)


def _same_times(one: Observation, other: Observation) -> bool:
    return (one.start, one.end) == (other.start, other.end) and (one.start is not None or one.source == other.source)


def _part_above_whole(
    wholes: Sequence[Observation], parts: Sequence[Observation], key: str, vocabulary: Vocabulary
) -> Iterator[Finding]:
    for part in _largest_first(parts):
        rivals = [whole for whole in wholes if _same_times(part, whole)]
        broken = [whole for whole in rivals if part.narrow.low > whole.narrow.high]
        if not broken:
            continue
        whole = max(broken, key=lambda o: (o.narrow.high, o.source, o.claim))
        firm = len(broken) == len(rivals) and part.looks_ahead is whole.looks_ahead and part.wide.low > whole.wide.high
        told = (
            f"{opening(part, vocabulary)}{for_time(part)} is {part.words} ({origin_words(part)}), more than "
            f"the whole, {whole.words}{scope_words(whole.cell)} ({origin_words(whole)})"
        )
        severity = Severity.ERROR if firm else Severity.WARNING
        yield finding_of_parts(
            Kind.IDENTITY,
            f"{key}-within-whole",
            severity,
            [part],
            [whole],
            f"{told}.",
            about=part,
            operator="<=",
        )
        return


def _largest_first(parts: Iterable[Observation]) -> list[Observation]:
    return sorted(parts, key=lambda o: (-o.narrow.low, o.start or date.min, o.source, o.claim))


def _parts_above_whole(
    wholes: Sequence[Observation], groups: Sequence[Sequence[Observation]], key: str, vocabulary: Vocabulary
) -> Iterator[Finding]:
    for whole in sorted(wholes, key=lambda o: (o.start or date.min, -o.narrow.high, o.source, o.claim)):
        parts = [
            min(same, key=lambda o: (o.narrow.low, o.source, o.claim))
            for group in groups
            if (same := [o for o in group if _same_times(o, whole) and o.looks_ahead is whole.looks_ahead])
        ]
        if len(parts) > 1 and total_of(parts, wide=True).low > whole.wide.high:
            total = words_of(total_of(parts, wide=False), whole)
            told = (
                f"{opening(whole, vocabulary)}{for_time(whole)}: parts ({key}) of {listed([o.words for o in parts])} add up to {total}, "
                f"more than the whole, {whole.words} ({origin_words(whole)}); they overlap, or one is wrong"
            )
            yield finding_of_parts(
                Kind.IDENTITY,
                f"sum-of-{key}",
                Severity.WARNING,
                parts,
                [whole],
                f"{told}.",
                about=whole,
                operator="<=",
                expected=total,
            )
            return
