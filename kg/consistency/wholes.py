"""Parts and wholes over a built base: which rows they need, in SQL, and running them.

What a base keeps is passed over in SQL by the tightened ends of each value (see candidates), so that only the cells where
parts and whole may disagree come into Python, or all of them where what is merely implied is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from kg.consistency.additivity import OUT_OF_PROPORTION, STEADY, find_additivity
from kg.consistency.candidates import ASSERTED, Asked, among, metrics_of, prepare
from kg.consistency.finding import Finding, Kind
from kg.consistency.parts import PART_KEYS
from kg.consistency.sharing import SHARED, find_shares
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind

_LONG_AGO: Final = "DATE '0001-01-01'"
_STARTS: Final = f"coalesce(starts, {_LONG_AGO})"
_ENDS: Final = f"coalesce(ends, {_LONG_AGO})"


def additive(vocabulary: Vocabulary) -> set[str]:
    """The flows that add up over time and parts."""
    return {m.id for m in vocabulary.metrics.values() if m.additive and m.kind is MetricKind.FLOW}


def _counted(vocabulary: Vocabulary) -> set[str]:
    return {m.id for m in vocabulary.metrics.values() if m.kind is MetricKind.STOCK and m.dimension == "count"}


def additivity(columns: Columns, vocabulary: Vocabulary, asked: Asked) -> Iterator[Finding]:
    """Parts against wholes."""
    wanted = [_cells_by_time(columns, vocabulary, asked), _parts_by_scope(columns, vocabulary)]
    if any(wanted):
        near = " OR ".join(f"({condition})" for condition in wanted if condition)
        yield from find_additivity(columns.observations(f"{ASSERTED} AND ({near})"), vocabulary)
    yield from find_shares(columns.observations(shares) if (shares := _shares(columns)) else (), vocabulary)


# Parts of a period


def prepare_periods(columns: Columns, vocabulary: Vocabulary) -> None:
    """Each period of an additive flow against the sum of its parts of about one length, as the table ``split_times``."""
    prepare(columns)
    flows = f"starts IS NOT NULL AND metric IN ({among(additive(vocabulary) & metrics_of(columns))})"
    # Nine months lie within a year; that years and months are not all of one length makes none a part of another.
    lengths = f"SELECT cell FROM grouped WHERE {flows} GROUP BY cell HAVING max(ends - starts) > 1.2 * min(ends - starts)"
    columns.prepare(
        "timed",
        f"SELECT cell, starts, ends, max(low) AS low, min(high) AS high, bool_or(metric IN ({_steady(vocabulary)})) AS steady "
        f"FROM grouped WHERE {flows} AND cell IN ({lengths}) GROUP BY cell, starts, ends",
    )
    columns.prepare(
        "split_times",
        "SELECT w.cell AS cell, w.ends - w.starts AS days, w.low AS low, w.high AS high, bool_and(w.steady) AS steady, "
        "sum(p.ends - p.starts) AS covered, sum(p.low)::DOUBLE AS sum_low, sum(p.high)::DOUBLE AS sum_high, "
        "count(p.low) = count(*) AS has_low, count(p.high) = count(*) AS has_high, max(p.low) AS part_low "
        "FROM timed w JOIN timed p ON p.cell = w.cell AND p.starts >= w.starts AND p.ends <= w.ends "
        "AND p.ends - p.starts < w.ends - w.starts "
        "GROUP BY w.cell, w.starts, w.ends, w.low, w.high, round((p.ends - p.starts) / 30.4)",
    )


def _cells_by_time(columns: Columns, vocabulary: Vocabulary, asked: Asked) -> str | None:
    """A condition for the cells of additive flows whose parts may not make their whole; None where there are none.

    Parts of about one length are added up. Where they cover the whole, or overlap, their sum may neither exceed nor fall short
    of it; where they leave something, it may not be out of proportion; to be told what is left, that anything is will do.
    """
    prepare_periods(columns, vocabulary)
    if not columns.rows("SELECT 1 FROM split_times LIMIT 1"):
        return None
    above = "has_low AND sum_low > high::DOUBLE * (1 - 1e-9 * sign(high)) OR part_low > high"
    below = "covered = days AND has_high AND sum_high < low::DOUBLE * (1 + 1e-9 * sign(low))"
    even = "(days - covered) / covered::DOUBLE"
    fast = f"has_high AND low::DOUBLE - sum_high > {OUT_OF_PROPORTION} * sum_high * {even}"
    slow = f"has_low AND (high::DOUBLE - sum_low) * {OUT_OF_PROPORTION} < sum_low * {even}"
    odd = f"covered < days AND steady AND ({fast} OR {slow})"
    left = "covered < days" if asked.informing and Kind.IMPLIED in asked.kinds else "false"
    broken = f"covered > days OR {above} OR ({below}) OR ({odd}) OR {left}"
    return f"starts IS NOT NULL AND cell IN (SELECT cell FROM split_times WHERE {broken})"


def _steady(vocabulary: Vocabulary) -> str:
    return among(name for name in vocabulary.metrics if STEADY & set(vocabulary.metric_lineage(name)))


# Parts told apart by a qualifier


def prepare_parts(columns: Columns) -> None:
    """Each scope that names a part, with the key that names it and the scope around it, as the table ``part_scopes``."""
    prepare(columns)
    columns.prepare("scopes", "SELECT DISTINCT qualifiers FROM claims")
    named = " OR ".join(f"contains(qualifiers, '\"{key}\":')" for key in PART_KEYS)
    narrowed = [text for (text,) in columns.rows(f"SELECT qualifiers FROM scopes WHERE {named} ORDER BY qualifiers")]
    parts = [(text, key, _without(text, key)) for text in narrowed for key in PART_KEYS if f'"{key}":' in text]
    columns.replace(
        "part_scopes",
        "SELECT unnest(?::VARCHAR[]) AS qualifiers, unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS around",
        [[part[number] for part in parts] for number in range(3)],
    )


def _parts_by_scope(columns: Columns, vocabulary: Vocabulary) -> str | None:
    """A condition for what is given for one time both as a whole and for parts that may exceed it; None for nothing."""
    prepare_parts(columns)
    metrics = (additive(vocabulary) | _counted(vocabulary)) & {m for (m,) in columns.rows("SELECT compared FROM profile")}
    if not metrics or not columns.rows("SELECT 1 FROM part_scopes LIMIT 1"):
        return None
    kept = f"{ASSERTED} AND compared IN ({among(metrics)})"
    place = f"entity, compared, per, dimension, {_STARTS} AS starts, {_ENDS} AS ends, qualifiers"
    ends = "max(low) AS low, min(high) AS high, min(low) AS least"
    of_parts = f"SELECT entity FROM claims WHERE {kept} AND qualifiers IN (SELECT qualifiers FROM part_scopes)"
    columns.prepare("scoped", f"SELECT {place}, {ends} FROM claims WHERE {kept} AND entity IN ({of_parts}) GROUP BY ALL")
    where = "entity, compared, per, dimension, starts, ends"
    above = (
        f"SELECT DISTINCT {where} FROM (SELECT {where}, s.key, w.qualifiers, max(p.low) > any_value(w.high) AS one, "
        "sum(p.least) > any_value(w.high) AS all_of_them "
        "FROM scoped p JOIN part_scopes s ON s.qualifiers = p.qualifiers "
        f"JOIN scoped w USING ({where}) WHERE w.qualifiers = s.around GROUP BY {where}, s.key, w.qualifiers) "
        "WHERE one OR all_of_them"
    )
    return f"(entity, compared, per, dimension, {_STARTS}, {_ENDS}) IN ({above})"


def _without(qualifiers: str, key: str) -> str:
    kept = {name: value for name, value in json.loads(qualifiers).items() if name != key}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# Shares of one whole


def _shares(columns: Columns) -> str | None:
    """A condition for shares that may add up to more than 100 %; None for none."""
    present = metrics_of(columns) & set(SHARED)
    if not present:
        return None
    shared, time = f"{ASSERTED} AND metric IN ({among(present)})", f"{_STARTS}, {_ENDS}"

    def above(group: str, holder: str) -> str:
        least = f"SELECT {group}, min(low) AS least FROM claims WHERE {shared} GROUP BY {group}, {holder}"
        names = ", ".join(f"g{number}" for number in range(len(group.split(", coalesce", maxsplit=1)[0].split(", ")) + 2))
        return f"({group}) IN (SELECT {names} FROM ({least}) AS held({names}, least) GROUP BY {names} HAVING sum(least) > 1)"

    by_entity = above(f"metric, qualifiers, per, {time}", "entity")
    by_scope = above(f"metric, entity, per, {time}", "qualifiers")
    return f"{shared} AND ({by_entity} OR {by_scope})"
