"""The checks beyond one cell, over a built base: which rows they need, in SQL, and running them.

A condition lets through what a finding may be made of, so that of a large base only that comes into Python.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from kg.consistency.additivity import PART_KEYS, SHARED, find_additivity, find_shares
from kg.consistency.candidates import ASSERTED, prepare
from kg.consistency.derivations import Stated
from kg.consistency.echoes import EXAMPLES, UNUSUAL_DIGITS, find_echoes
from kg.consistency.finding import Finding, Kind
from kg.consistency.implied import PRICE_RATIOS, find_implied, find_implied_prices
from kg.consistency.inferring import SHARES_OF, mirrored
from kg.consistency.neighbours import (
    SMALLEST,
    PeerKey,
    find_equal_figures,
    find_hedges,
    find_peers,
    peer_key,
    replaceable,
)
from kg.consistency.units import A_YEAR, RUN_RATES, find_price_twins, find_units
from kg.consistency.values import LOOSE
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.observation import Observation
from kg.model.vocabulary import MetricKind
from kg.vocabulary.rules import PREVIOUS, ParsedRule, parse_rule

_BATCH: Final = 2000
_SCOPE: Final = (
    f"replace(regexp_replace(qualifiers, '\"({'|'.join(LOOSE)})\":\"(?:[^\"\\\\]|\\\\.)*\",?', '', 'g'), ',}}', '}}')"
)
"""The qualifiers without those that are loose."""
_PER: Final = "CASE WHEN per = unit OR starts_with(per, unit || ' ') THEN '' ELSE per END"
_MONEY: Final = "dimension LIKE 'money:%'"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in sorted(words)) or "NULL"


def _rows(group: str, having: str, where: str = "true", asserted: str = ASSERTED) -> str:
    """A condition for all rows of the groups that ``having`` holds for."""
    grouped = f"SELECT list(id) AS found FROM claims WHERE {asserted} AND {where} GROUP BY {group} HAVING {having}"
    return f"id IN (SELECT unnest(found) FROM ({grouped}))"


def units(columns: Columns, vocabulary: Vocabulary) -> Iterator[Finding]:
    """What is given in several units."""
    run_rates = _quoted({*RUN_RATES, *RUN_RATES.values()})
    wanted = (
        _rows("entity, compared, qualifiers, per", "count(DISTINCT dimension) > 1", _MONEY),
        _rows(
            "entity, compared, qualifiers, per",
            "count(DISTINCT dimension) > 1",
            "dimension IN ('ratio', 'percentage point')",
        ),
        _rows("entity, compared, qualifiers, dimension", "count(DISTINCT per) > 1", f"per IN ({_quoted(A_YEAR)})"),
        _rows("entity, qualifiers, per, dimension", "count(DISTINCT metric) > 1", f"metric IN ({run_rates})"),
    )
    found = list(columns.observations(" OR ".join(wanted)))
    if found:
        sources = sorted({o.source for o in found})
        dates = columns.rows(
            "SELECT DISTINCT source, published FROM claims WHERE published IS NOT NULL AND source IN (SELECT unnest(?))",
            [sources],
        )
        yield from find_units(found, vocabulary, dict(dates))
    twins = _rows("source, compared, value, per", "count(DISTINCT dimension) > 1", f"kind = 'price' AND {_MONEY}")
    yield from find_price_twins(columns.observations(twins), vocabulary)


def _additive(vocabulary: Vocabulary) -> set[str]:
    return {m.id for m in vocabulary.metrics.values() if m.additive and m.kind is MetricKind.FLOW}


_NARROWED: Final = "(" + " OR ".join(f"contains(qualifiers, '\"{key}\":')" for key in PART_KEYS) + ")"
_LENGTHS: Final = (
    "SELECT cell FROM grouped WHERE starts IS NOT NULL AND metric IN ({metrics}) "
    "GROUP BY cell HAVING max(ends - starts) > 1.5 * min(ends - starts)"
)


def _any(columns: Columns, place: str) -> bool:
    """Whether a table or a condition over one gives any row: most of a large base needs no closer look."""
    prepare(columns)
    columns.prepare("scopes", "SELECT DISTINCT qualifiers FROM claims")
    return bool(columns.rows(f"SELECT 1 FROM {place} LIMIT 1"))


def _periods_within(vocabulary: Vocabulary) -> str:
    """Rows of additive flows that are given for periods of several lengths."""
    return (
        f"starts IS NOT NULL AND {ASSERTED} AND cell IN (SELECT cell FROM claims WHERE starts IS NOT NULL "
        f"AND compared IN ({_quoted(_additive(vocabulary))}) GROUP BY cell HAVING max(ends - starts) > 1.5 * min(ends - starts))"
    )


def _parts_within(vocabulary: Vocabulary) -> str:
    """Rows of what is given for one time both as a whole and for a part of it."""
    counted = {m.id for m in vocabulary.metrics.values() if m.kind is MetricKind.STOCK and m.dimension == "count"}
    time = f"coalesce(starts, DATE '{date.min}'), coalesce(ends, DATE '{date.min}')"
    group = f"entity, compared, per, dimension, {time}"
    parts = f"SELECT {group} FROM claims WHERE {_NARROWED} AND compared IN ({_quoted(_additive(vocabulary) | counted)})"
    return f"{ASSERTED} AND ({group}) IN ({parts})"


def additivity(columns: Columns, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Parts against wholes."""
    wanted = []
    if _any(columns, f"({_LENGTHS.format(metrics=_quoted(_additive(vocabulary)))})"):
        wanted.append(f"({_periods_within(vocabulary)})")
    if _any(columns, f"scopes WHERE {_NARROWED}"):
        wanted.append(f"({_parts_within(vocabulary)})")
    if wanted:
        yield from find_additivity(columns.observations(" OR ".join(wanted)), vocabulary)
    if not _any(columns, f"grouped WHERE metric IN ({_quoted(SHARED)})"):
        return
    shared = f"metric IN ({_quoted(SHARED)})"
    sharing = (
        _rows("metric, qualifiers, per, starts, ends", "count(DISTINCT entity) > 1 AND sum(low) > 1", shared),
        _rows("metric, entity, per, starts, ends", "count(DISTINCT qualifiers) > 1 AND sum(low) > 1", shared),
    )
    yield from find_shares(columns.observations(" OR ".join(sharing)), vocabulary)


def implied(columns: Columns, vocabulary: Vocabulary, kinds: Collection[Kind]) -> Iterator[Finding]:
    """What the rules imply; without ``Kind.IMPLIED`` only where claims that the plain rules hold apart break one."""
    loosely = f"scopes WHERE {' OR '.join(f'contains(qualifiers, $${chr(34)}{key}{chr(34)}:$$)' for key in LOOSE)}"
    if Kind.IMPLIED not in kinds and not _any(columns, loosely):
        return
    present = {metric for (metric,) in columns.rows("SELECT DISTINCT metric FROM claims")}
    rules = [
        parsed for rule in vocabulary.rules if len((parsed := parse_rule(rule.rule)).names) > 2 and parsed.operator == "=="
    ]
    queries = [_LOOSELY_SCOPED]
    if Kind.IMPLIED in kinds:
        queries = _incomplete(rules, present, vocabulary)
    entities = [
        entity for (entity,) in columns.rows(f"SELECT DISTINCT entity FROM ({' UNION ALL '.join(queries)}) ORDER BY entity")
    ]
    metrics = {name.removeprefix(PREVIOUS) for rule in rules for name in rule.names}
    metrics |= _additive(vocabulary) | set(SHARES_OF) | set(SHARES_OF.values())
    for first in range(0, len(entities), _BATCH):
        rows = columns.observations(
            "starts IS NOT NULL AND entity IN (SELECT unnest(?)) AND metric IN (SELECT unnest(?))",
            [entities[first : first + _BATCH], sorted(metrics)],
        )
        yield from find_implied(rows, vocabulary)
    if Kind.IMPLIED in kinds and present & set(PRICE_RATIOS):
        yield from find_implied_prices(columns.observations(_PRICES), vocabulary)


def _incomplete(rules: Sequence[ParsedRule], present: set[str], vocabulary: Vocabulary) -> list[str]:
    """The entities of which something may be implied, as queries."""
    mirrors = mirrored(parse_rule(rule.rule) for rule in vocabulary.rules)
    queries = [query for rule in rules if (query := _entities_of(rule, present, mirrors, vocabulary))]
    shares = present & set(SHARES_OF)
    if shares:
        queries.append(f"SELECT entity FROM claims WHERE metric IN ({_quoted(shares)}) AND starts IS NOT NULL")
    within = (_periods_within(vocabulary), _parts_within(vocabulary))
    return [_LOOSELY_SCOPED, *queries, *(f"SELECT entity FROM claims WHERE {condition}" for condition in within)]


_LOOSELY_SCOPED: Final = (
    "SELECT entity FROM claims WHERE starts IS NOT NULL AND ("
    + " OR ".join(f"contains(qualifiers, '\"{key}\":')" for key in LOOSE)
    + ")"
)


_COMPARED: Final = (
    f"SELECT entity, json_extract_string(qualifiers, '$.base') AS base FROM claims WHERE metric IN ({_quoted(PRICE_RATIOS)})"
)
_PRICES: Final = (
    f"metric IN ({_quoted(PRICE_RATIOS)}) OR (kind = 'price' AND (entity IN (SELECT entity FROM ({_COMPARED})) "
    f"OR entity IN (SELECT base FROM ({_COMPARED}))))"
)


def _entities_of(rule: ParsedRule, present: set[str], mirrors: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """The entities for which a rule may lack exactly one metric, as a query."""
    changes = [name for name in rule.names if not name.startswith(PREVIOUS)]
    if len(changes) < len(rule.names):
        change = changes[0]
        return (
            f"SELECT entity FROM claims WHERE metric IN ({_quoted([change])}) AND {ASSERTED}" if change in present else None
        )
    # What is told from the other side (a net loss for a profit) is not missing.
    sides = {mirrors[name]: name for name in rule.names if name in mirrors and mirrors[name] not in rule.names}
    given = present & {*rule.names, *sides}
    known = {sides.get(name, name) for name in given}
    lacking = [name for name in rule.names if name not in known]
    if len(lacking) > 1 or any(vocabulary.kind(name) is MetricKind.RATIO for name in lacking):
        return None  # a ratio is implied only where it is told for another time
    cases = " ".join(f"WHEN '{other}' THEN '{name}'" for other, name in sides.items())
    metric = f"CASE metric {cases} ELSE metric END" if cases else "metric"
    return (
        f"SELECT entity FROM claims WHERE {ASSERTED} AND starts IS NOT NULL AND metric IN ({_quoted(given)}) "
        f"GROUP BY entity, {_SCOPE}, {_PER}, starts, ends HAVING count(DISTINCT {metric}) = {len(rule.names) - 1}"
    )


def neighbours(
    columns: Columns, vocabulary: Vocabulary, derived: Iterable[Stated], kinds: Collection[Kind]
) -> Iterator[Finding]:
    """Equal amounts, derivations that hold for some peers, hedges, echoes."""
    if Kind.SCOPE in kinds:
        equal = _rows(
            "entity, dimension, value",
            "count(DISTINCT (compared, qualifiers)) > 1",
            f"({_MONEY} OR dimension = 'count') AND abs(coalesce(stated_high, stated_low)) >= {SMALLEST}",
            "status <> 'illustrative' AND review <> 'rejected'",
        )
        yield from find_equal_figures(columns.observations(equal), vocabulary)
        yield from _peers(columns, vocabulary, derived)
    if Kind.AGREEMENT in kinds:
        hedged = _rows("cell, starts, ends, source", "count(DISTINCT (value, approx)) > 1 AND max(low) <= min(high)")
        loose = _rows("cell, starts, ends, source, value", "count(DISTINCT approx) > 1")
        yield from find_hedges(columns.observations(f"{hedged} OR {loose}"), vocabulary)
        yield from find_echoes(columns.observations(f"id IN ({_ECHOED})"), vocabulary)


_DIGITS: Final = "length(trim(replace(replace(value, '.', ''), '-', ''), '0'))"
_ECHOED: Final = f"""
SELECT unnest(flatten(list_slice(list(ids ORDER BY first), 1, {EXAMPLES}))) FROM (
    SELECT list_sort(list(DISTINCT source)) AS sources, list_slice(list(id ORDER BY id), 1, {EXAMPLES}) AS ids, min(id) AS first
    FROM claims WHERE {ASSERTED} AND (attributed_to IS NOT NULL OR {_DIGITS} >= {UNUSUAL_DIGITS})
    GROUP BY cell, starts, ends, value HAVING count(DISTINCT source) > 1
) GROUP BY sources"""
"""Of each set of sources that print the same unusual or attributed figures, some of these figures."""


def _peers(columns: Columns, vocabulary: Vocabulary, derived: Iterable[Stated]) -> Iterator[Finding]:
    stated = [one for one in derived if replaceable(one, vocabulary)]
    inputs = [o for one in stated for group in replaceable(one, vocabulary).values() for o in group.values()]
    others: dict[PeerKey, list[Observation]] = {}
    for metric, per in sorted({(o.metric, o.cell.per) for o in inputs}):
        for o in columns.observations(f"metric = ? AND per = ? AND {ASSERTED}", [metric, per]):
            others.setdefault(peer_key(o), []).append(o)
    yield from find_peers(stated, others, vocabulary)
