"""What rules imply, over a built base: which entities something is implied of, in SQL, and inferring it.

Inference takes its time, so an entity comes into Python only where something is missing that a rule gives. Where only
contradictions are asked for, that is not enough: a value implied once, of which nothing else is known, contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from kg.consistency.candidates import Asked, among, metrics_of, prepare
from kg.consistency.finding import Finding, Kind
from kg.consistency.implied import PRICE_RATIOS, find_implied, find_implied_prices
from kg.consistency.inferring import SHARES_OF, mirrored
from kg.consistency.splitting import splits
from kg.consistency.values import LOOSE
from kg.consistency.wholes import additive, prepare_parts, prepare_periods
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

_BATCH: Final = 2000
_ROUNDS: Final = 4
_LOOSE: Final = " OR ".join(f"contains(qualifiers, '\"{key}\":')" for key in LOOSE)
_PER_ITSELF: Final = "per = unit OR starts_with(per, unit || ' ')"
Dated = tuple[str, date, date]
"""A metric and the days that a value of it holds for."""


def implied(columns: Columns, vocabulary: Vocabulary, asked: Asked) -> Iterator[Finding]:
    """What the rules imply, and where that and what is given, or two ways to it, do not go together."""
    prepare(columns)
    prepare_periods(columns, vocabulary)
    prepare_parts(columns)
    present = metrics_of(columns)
    rules = [parsed for rule in vocabulary.rules if says_more(parsed := parse_rule(rule.rule))]
    entities = _entities(columns, rules, vocabulary, asked)
    metrics = {name.removeprefix(PREVIOUS) for rule in rules for name in rule.names}
    metrics |= additive(vocabulary) | set(SHARES_OF) | set(SHARES_OF.values())
    for first in range(0, len(entities), _BATCH):
        rows = columns.observations(
            "starts IS NOT NULL AND entity IN (SELECT unnest(?)) AND metric IN (SELECT unnest(?))",
            [entities[first : first + _BATCH], sorted(metrics)],
        )
        yield from find_implied(rows, vocabulary)
    if asked.informing and Kind.IMPLIED in asked.kinds and present & set(PRICE_RATIOS):
        yield from find_implied_prices(columns.observations(_PRICES), vocabulary)


def says_more(rule: ParsedRule) -> bool:
    """An equality of two metrics of one time only says one of them again."""
    return rule.operator == "==" and len(rule.names) > 2


def _entities(columns: Columns, rules: Sequence[ParsedRule], vocabulary: Vocabulary, asked: Asked) -> list[str]:
    """The entities of which something that is asked for may be implied."""
    present = metrics_of(columns)
    scopes = _open_scopes(columns, rules, vocabulary)
    if not asked.informing:
        contradictory = _contradictory(columns, scopes, rules)
        scopes = [scope for scope in scopes if scope in contradictory]
    queries = [f"SELECT entity FROM claims WHERE starts IS NOT NULL AND ({_LOOSE} OR {_PER_ITSELF})"]
    parameters: list[object] = []
    if scopes:
        queries.append("SELECT entity FROM claims WHERE scope IN (SELECT unnest(?::UBIGINT[]))")
        parameters.append(scopes)
    for share in sorted(present & set(SHARES_OF)):
        if asked.informing or SHARES_OF[share] in present:
            both = f"SELECT entity FROM claims WHERE metric = '{share}' AND starts IS NOT NULL"
            queries.append(both)
    if asked.informing:
        queries.append("SELECT entity FROM claims WHERE cell IN (SELECT cell FROM split_times WHERE covered < days)")
        queries.append("SELECT entity FROM claims WHERE qualifiers IN (SELECT qualifiers FROM part_scopes)")
    united = " UNION ALL ".join(queries)
    rows = columns.rows(f"SELECT DISTINCT entity FROM ({united}) ORDER BY entity", parameters)
    return [entity for (entity,) in rows]


def _open_scopes(columns: Columns, rules: Sequence[ParsedRule], vocabulary: Vocabulary) -> list[int]:
    """The scopes (hashes) in which some rule lacks exactly one of its metrics, or a change or part of a year is given."""
    present = metrics_of(columns)
    ruled = sorted({name.removeprefix(PREVIOUS) for rule in rules for name in rule.names} & present)
    if not ruled:
        return []
    bits = {metric: 1 << number for number, metric in enumerate(ruled)}
    number = " ".join(f"WHEN '{metric}' THEN {place}" for place, metric in enumerate(ruled))
    # A HUGEINT has 127 bits; where a base measures more ruled metrics than that, all times of a scope are one place.
    mask = f"bit_or(1::HUGEINT << (CASE metric {number} END))" if len(ruled) < 127 else "-1::HUGEINT"
    columns.replace(
        "masks",
        f"SELECT scope, starts, ends, {mask} AS mask FROM grouped "
        f"WHERE starts IS NOT NULL AND metric IN ({among(ruled)}) GROUP BY scope, starts, ends",
    )
    mirrors = mirrored(parse_rule(rule.rule) for rule in vocabulary.rules)
    masks = [int(mask) for (mask,) in columns.rows("SELECT DISTINCT mask FROM masks")]
    given = {mask: frozenset(metric for metric, bit in bits.items() if mask & bit) for mask in masks}
    wanted = [mask for mask in masks if any(_lacks_one(rule, given[mask], mirrors, present, vocabulary) for rule in rules)]
    left = "SELECT scope FROM grouped WHERE cell IN (SELECT cell FROM split_times WHERE covered < days)"
    rows = columns.rows(
        f"SELECT scope FROM masks WHERE mask IN (SELECT unnest(?::VARCHAR[])::HUGEINT) UNION {left} ORDER BY scope",
        [[str(mask) for mask in wanted]],
    )
    return [scope for (scope,) in rows]


def _lacks_one(
    rule: ParsedRule, given: frozenset[str], mirrors: Mapping[str, str], present: set[str], vocabulary: Vocabulary
) -> bool:
    """Whether a rule may lack exactly one metric where these are given."""
    changes = [name for name in rule.names if not name.startswith(PREVIOUS)]
    if len(changes) < len(rule.names):
        return changes[0] in given
    # What is told from the other side (a net loss for a profit) is not missing.
    lacking = [name for name in rule.names if name not in given and mirrors.get(name) not in given]
    # A ratio is implied only where it is told for another time.
    return len(lacking) == 1 and (lacking[0] in present or vocabulary.kind(lacking[0]) is not MetricKind.RATIO)


# Contradictions


def _contradictory(columns: Columns, scopes: Sequence[int], rules: Sequence[ParsedRule]) -> set[int]:
    """Of some scopes those in which a value is implied twice, or implied and held against others that are given."""
    if not scopes:
        return set()
    ruled = sorted({name.removeprefix(PREVIOUS) for rule in rules for name in rule.names})
    patterns: dict[tuple[Dated, ...], list[int]] = {}
    rows = columns.rows(
        f"SELECT scope, metric, starts, ends FROM grouped WHERE scope IN (SELECT unnest(?::UBIGINT[])) "
        f"AND starts IS NOT NULL AND metric IN ({among(ruled)}) GROUP BY ALL ORDER BY ALL",
        [list(scopes)],
    )
    of_scope: dict[int, list[Dated]] = {}
    for scope, *dated in rows:
        of_scope.setdefault(scope, []).append(tuple(dated))
    for scope, given in of_scope.items():
        patterns.setdefault(tuple(given), []).append(scope)
    return {scope for given, found in patterns.items() if is_overdetermined(given, rules) for scope in found}


def is_overdetermined(given: Iterable[Dated], rules: Sequence[ParsedRule]) -> bool:
    """Whether rules, from what is given, come to some value by two ways, one of which is implied."""
    known, implied_ones = set(given), set[Dated]()
    of_metric: dict[str, list[tuple[date, date]]] = {}
    for metric, start, end in sorted(known):
        of_metric.setdefault(metric, []).append((start, end))
    for metric, times in of_metric.items():
        for split in splits(times):
            if split.rest is not None and split.rest not in times:
                implied_ones.add((metric, *split.rest))
    known |= implied_ones
    used: set[tuple[int, date, date]] = set()
    for _ in range(_ROUNDS):
        grown = False
        for time in sorted({(start, end) for _, start, end in known}):
            for number, rule in enumerate(rules):
                if (number, *time) in used:
                    continue
                places = [_at(name, time) for name in rule.names]
                missing = [place for place in places if place not in known]
                if not missing and any(place in implied_ones for place in places):
                    return True
                if len(missing) == 1:
                    used.add((number, *time))
                    implied_ones.add(missing[0])
                    known.add(missing[0])
                    grown = True
        if not grown:
            return False
    return True


def _at(name: str, time: tuple[date, date]) -> Dated:
    if not name.startswith(PREVIOUS):
        return name, *time
    return name.removeprefix(PREVIOUS), *_before(*time)


@lru_cache(maxsize=4096)
def _before(start: date, end: date) -> tuple[date, date]:
    from kg.model.errors import PeriodError
    from kg.model.period import Period

    try:
        earlier = Period("", start, end).previous()
    except PeriodError:
        return start - timedelta(1), start
    return earlier.start, earlier.end


_COMPARED: Final = (
    f"SELECT entity, json_extract_string(qualifiers, '$.base') AS base FROM claims WHERE metric IN ({among(PRICE_RATIOS)})"
)
_PRICES: Final = (
    f"metric IN ({among(PRICE_RATIOS)}) OR (kind = 'price' AND (entity IN (SELECT entity FROM ({_COMPARED})) "
    f"OR entity IN (SELECT base FROM ({_COMPARED}))))"
)
