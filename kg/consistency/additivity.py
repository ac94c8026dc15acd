"""Parts and wholes: halves and quarters within their year, segments within the company, shares within 100 %.

What parts leave of a whole is implied: revenue of 4.3 billion in the first half leaves 15.7 billion of 20 to the second.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from typing import Final

from kg.consistency.clusters import clusters_of, hedged
from kg.consistency.finding import Finding, Input, Kind, Severity
from kg.consistency.telling import origin_words, scope_words
from kg.model.base import Vocabulary
from kg.model.interval import ZERO, Interval
from kg.model.observation import Observation
from kg.model.period import period_of
from kg.model.units import from_base
from kg.model.vocabulary import MetricKind
from kg.model.wording import interval_words, listed

PART_KEYS: Final = ("segment", "product", "geography")
"""Qualifiers that name a part of what is meant without them."""
SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "market_share": ("entity",),
    "vote_share": ("entity", "group"),
    "seat_share": ("entity", "group"),
    "poll_share": ("entity", "group"),
    "revenue_share": ("segment", "product", "geography", "group"),
    "users_share": ("segment", "product", "geography", "group"),
    "request_share": ("product", "segment"),
    "electricity_share": ("segment", "product"),
    "population_share": ("group",),
    "stake": ("counterparty",),
}
"""Shares of one whole, and by what those who share it are told apart."""
STEADY: Final = frozenset(
    {"revenue", "expenses", "gdp", "exports", "imports", "tax_revenue", "public_spending", "passengers"}
)
"""Flows that come in at about one pace, so that one half of a year three times the other asks for a reason."""
OUT_OF_PROPORTION: Final = 3
_EVERYTHING: Final = frozenset({"world", "global", "worldwide", "total", "all"})
Time = tuple[date, date]


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


@dataclass(frozen=True, slots=True)
class Split:
    """A whole period and parts of it that do not overlap; ``rest`` is what they leave of its days, if it is one piece."""

    whole: Time
    parts: tuple[Time, ...]
    rest: Time | None
    covered: bool


def splits(times: Sequence[Time]) -> Iterator[Split]:
    """For each period the others of about one length within it."""
    ranked = sorted(times)
    for whole in times:
        first, last = bisect_left(ranked, (whole[0], date.min)), bisect_left(ranked, (whole[1], date.min))
        within = [time for time in ranked[first:last] if time != whole and time[1] <= whole[1]]
        by_length: dict[int, list[Time]] = {}
        for time in within:
            by_length.setdefault(round((time[1] - time[0]).days / 30.4), []).append(time)
        for _, parts in sorted(by_length.items(), reverse=True):
            apart: list[Time] = []
            for time in sorted(parts):
                if not apart or apart[-1][1] <= time[0]:
                    apart.append(time)
            gaps = [gap for gap in _gaps(whole, apart) if gap[0] < gap[1]]
            yield Split(whole, tuple(apart), gaps[0] if len(gaps) == 1 else None, not gaps)


def _gaps(whole: Time, parts: Sequence[Time]) -> Iterator[Time]:
    here = whole[0]
    for start, end in parts:
        yield here, start
        here = end
    yield here, whole[1]


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


def _sum(observations: Iterable[Observation], *, wide: bool) -> Interval:
    total = Interval.point(ZERO)
    for o in observations:
        total = total + (o.wide if wide else o.narrow)
    return total


def _fits(whole: Observation, parts: Sequence[Observation], *, equal: bool, wide: bool) -> bool:
    total, given = _sum(parts, wide=wide), whole.wide if wide else whole.narrow
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
    between = any(_sum(low, wide=False).low <= w.narrow.high for w in wholes for low in [next(_choices(parts))])
    firm = len(broken) == len(chosen) and not (equal and between and len(chosen) > 1)
    alike = len({o.looks_ahead for o in (whole, *choice)}) == 1
    severity = Severity.ERROR if firm and alike and not _fits(whole, choice, equal=equal, wide=True) else Severity.WARNING
    verb = "add up to" if len(choice) > 1 else "is"
    total = _in_unit(_sum(choice, wide=False), whole)
    told = listed([f"{o.words} for {o.label} ({origin_words(o)})" for o in choice])
    against = f"the {whole.words} of {whole.label} ({origin_words(whole)})"
    if equal:
        why = f"{told} add up to {total}, not to {against}"
    else:
        why = f"{told} {verb} more than {against}" if len(choice) == 1 else f"{told} add up to {total}, more than {against}"
    return _finding(
        Kind.IDENTITY,
        "parts-of-time",
        severity,
        choice,
        [whole],
        f"{_opening(whole, vocabulary)}: {why}.",
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
        left = whole.narrow - _sum(choice, wide=False)
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
    return _finding(
        Kind.IMPLIED,
        "",
        Severity.WARNING if odd else Severity.INFO,
        choice,
        suspects or wholes,
        f"{_opening(choice[0], vocabulary)}: {given} leaves for {label} {listed(told)}{paces}.",
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
    given = _sum(choice, wide=False)
    days = sum((end - start).days for start, end in split.parts)
    paces = Interval.point(Decimal((rest[1] - rest[0]).days)) / Interval.point(Decimal(days))
    even = given * paces
    if not given.is_bounded or given.low <= 0:
        return None
    if left.low > even.high * OUT_OF_PROPORTION:
        return f"more than {OUT_OF_PROPORTION} times"
    return "less than a third of" if left.high * OUT_OF_PROPORTION < even.low else None


def _in_unit(interval: Interval, like: Observation) -> str:
    return interval_words(from_base(interval, like.unit), like.unit)


def _opening(o: Observation, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.entity(o.cell.entity).name()}: {vocabulary.metric(o.cell.metric).name()}{scope_words(o.cell)}"


def _finding(
    kind: Kind,
    what: str,
    severity: Severity,
    parts: Sequence[Observation],
    wholes: Sequence[Observation],
    explanation: str,
    *,
    about: Observation,
    operator: str,
    when: str | None = None,
    expected: str | None = None,
) -> Finding:
    """A finding ``about`` the scope of one claim. Its rule is "part <= whole", "part_1 + part_2 == whole" and the like."""
    names = ["part"] if len(parts) == 1 else [f"part_{number}" for number in range(1, len(parts) + 1)]
    total = " + ".join(names)
    named = list(zip([*names, *(["whole"] * len(wholes))], [*parts, *wholes], strict=True))
    scope = (about.cell.qualifiers, about.cell.per)
    slug = sha256("\n".join(scope).encode()).hexdigest()[:8] if scope != ("{}", "") else ""
    identity = kind is Kind.IDENTITY
    return Finding(
        id="/".join(
            part for part in (kind.value, what, about.cell.entity, about.cell.metric, slug, when or about.label) if part
        ),
        kind=kind,
        severity=severity,
        entity=about.cell.entity,
        metric=about.cell.metric,
        claims=tuple(dict.fromkeys(o.claim for _, o in named)),
        explanation=explanation,
        clusters=clusters_of([o for _, o in named]) if identity and wholes else (),
        rule=f"{total} {operator} {'whole' if wholes else '1'}" if identity else f"whole - ({total})",
        inputs=tuple(Input(name, o.claim, o.words) for name, o in named),
        expected=expected,
        holds=False if identity else None,
    )


# Parts told apart by a qualifier

Scope = tuple[tuple[str, str], ...]


def _scope_of(qualifiers: str) -> Scope:
    return tuple(sorted(json.loads(qualifiers).items()))


def _scopes(members: Sequence[Observation], vocabulary: Vocabulary, *, additive: bool) -> Iterator[Finding]:
    by_scope: dict[Scope, list[Observation]] = {}
    for o in members:
        by_scope.setdefault(_scope_of(o.cell.qualifiers), []).append(o)
    if len(by_scope) < 2:
        return
    sums: dict[tuple[Scope, str], list[list[Observation]]] = {}
    for scope, parts in sorted(by_scope.items()):
        for key, value in scope:
            whole = tuple(pair for pair in scope if pair[0] != key)
            if key in PART_KEYS and value.casefold() not in _EVERYTHING and whole in by_scope:
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
            f"{_opening(part, vocabulary)}{_for(part)} is {part.words} ({origin_words(part)}), more than "
            f"the whole, {whole.words}{scope_words(whole.cell)} ({origin_words(whole)})"
        )
        severity = Severity.ERROR if firm else Severity.WARNING
        yield _finding(
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


def _for(o: Observation) -> str:
    return f" for {o.label}" if o.label else ""


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
        if len(parts) > 1 and _sum(parts, wide=True).low > whole.wide.high:
            total = _in_unit(_sum(parts, wide=False), whole)
            told = (
                f"{_opening(whole, vocabulary)}{_for(whole)}: parts ({key}) of {listed([o.words for o in parts])} add up to {total}, "
                f"more than the whole, {whole.words} ({origin_words(whole)}); they overlap, or one is wrong"
            )
            yield _finding(
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


# Shares of one whole


def find_shares(observations: Iterable[Observation], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Shares of one whole (``SHARED``) that add up to more than 100 %. ``observations`` may come in any order."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for o in map(hedged, observations):
        if o.metric not in SHARED or not o.is_asserted or o.review == "rejected" or o.cell.dimension != "ratio":
            continue
        scope = dict(_scope_of(o.cell.qualifiers))
        time = f"{o.start}/{o.end}" if o.start else f"undated in {o.source}"
        for key in SHARED[o.metric]:
            if key != "entity" and key not in scope:
                continue
            rest = json.dumps(sorted((k, v) for k, v in scope.items() if k != key))
            owner = "" if key == "entity" else o.cell.entity
            groups.setdefault((o.metric, key, owner, rest, time, o.cell.per), []).append(o)
    for (_, key, owner, _, _, _), members in sorted(groups.items()):
        finding = _above_hundred(members, key, owner, vocabulary)
        if finding:
            yield finding


def _above_hundred(members: Sequence[Observation], key: str, owner: str, vocabulary: Vocabulary) -> Finding | None:
    holders: dict[str, Observation] = {}
    for o in sorted(members, key=lambda o: (o.narrow.low, o.source, o.claim)):
        holder = o.cell.entity if key == "entity" else dict(_scope_of(o.cell.qualifiers))[key]
        if holder.casefold() not in _EVERYTHING:
            holders.setdefault(holder, o)
    if key == "entity":
        within = {name for name in holders if _has_whole(name, holders, vocabulary)}
        holders = {name: o for name, o in holders.items() if name not in within}
    shares = list(holders.values())
    if len(shares) < 2 or _sum(shares, wide=False).low <= 1:
        return None
    alike = len({o.looks_ahead for o in shares}) == 1
    firm = _sum(shares, wide=True).low > 1 and alike and key == "entity"
    names = {name: vocabulary.entity(name).name() if key == "entity" else name for name in holders}
    total = interval_words(from_base(_sum(shares, wide=False), "%"), "%")
    first = shares[0]
    whose = f"{vocabulary.entity(owner).name()}: " if owner else ""
    told = listed([f"{o.words} ({names[name]}, {origin_words(o)})" for name, o in holders.items()])
    explanation = (
        f"{whose}{vocabulary.metric(first.metric).name()}{_for(first)}: {told} add up to {total}, more than one whole has."
    )
    severity = Severity.ERROR if firm else Severity.WARNING
    return _finding(
        Kind.IDENTITY,
        f"shares-by-{key}",
        severity,
        shares,
        [],
        explanation,
        about=first,
        operator="<=",
        expected=total,
    )


def _has_whole(entity: str, others: Mapping[str, Observation], vocabulary: Vocabulary) -> bool:
    seen: set[str] = set()
    part_of = vocabulary.entity(entity).part_of
    while part_of is not None and part_of not in seen:
        if part_of in others:
            return True
        seen.add(part_of)
        part_of = vocabulary.entity(part_of).part_of
    return False
