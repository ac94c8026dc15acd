"""The checks beyond one cell, over a built base: which rows they need, in SQL, and running them.

A condition lets through what a finding may be made of, so that of a large base only that comes into Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.consistency.candidates import ASSERTED, Asked, among, metrics_of, prepare, rows_of_groups
from kg.consistency.derivations import Stated
from kg.consistency.echoes import EXAMPLES, UNUSUAL_DIGITS, find_echoes
from kg.consistency.finding import Finding, Kind
from kg.consistency.neighbours import (
    SMALLEST,
    PeerKey,
    find_equal_figures,
    find_hedges,
    find_peers,
    peer_key,
    replaceable,
)
from kg.consistency.scopes import find_scopes
from kg.consistency.superlatives import find_superlatives
from kg.consistency.units import A_YEAR, RUN_RATES, find_price_twins, find_units
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.observation import Observation

_MONEY: Final = "dimension LIKE 'money:%'"
_TIME: Final = "coalesce(starts, DATE '0001-01-01'), coalesce(ends, DATE '0001-01-01')"
_TWO_UNITS: Final = f"({_MONEY} OR dimension IN ('ratio', 'percentage point'))"


def units(columns: Columns, vocabulary: Vocabulary, asked: Asked) -> Iterator[Finding]:
    """What is given in several units. Which metrics are so is seen in the profile of the base; most are not."""
    prepare(columns)
    wanted: list[str] = []
    if varied := _varied(columns, "dimension", _TWO_UNITS, "per"):
        group = "entity, compared, qualifiers, per"
        wanted.append(rows_of_groups(group, "min(dimension) < max(dimension)", f"{_TWO_UNITS} AND {varied}"))
    a_year = f"per IN ({among(A_YEAR)})"
    if varied := _varied(columns, "per", a_year, "dimension"):
        wanted.append(
            rows_of_groups("entity, compared, qualifiers, dimension", "min(per) < max(per)", f"{a_year} AND {varied}")
        )
    if asked.informing and metrics_of(columns) & set(RUN_RATES):
        rates = f"metric IN ({among({*RUN_RATES, *RUN_RATES.values()})})"
        wanted.append(rows_of_groups("entity, qualifiers, per, dimension", "min(metric) < max(metric)", rates))
    found = list(columns.observations(f"{ASSERTED} AND ({' OR '.join(wanted)})")) if wanted else []
    if found:
        sources = sorted({o.source for o in found})
        dates = columns.rows(
            "SELECT DISTINCT source, published FROM claims WHERE published IS NOT NULL AND source IN (SELECT unnest(?))",
            [sources],
        )
        yield from find_units(found, vocabulary, dict(dates))
    prices = f"kind = 'price' AND {_MONEY}"
    if varied := _varied(columns, "dimension", prices, "per"):
        twins = rows_of_groups("source, compared, value, per", "min(dimension) < max(dimension)", f"{prices} AND {varied}")
        yield from find_price_twins(columns.observations(twins), vocabulary)


def _varied(columns: Columns, column: str, where: str, beside: str) -> str | None:
    """A condition for the metrics that are given with several values of a column; None where none is."""
    varied = f"GROUP BY compared, {beside} HAVING min({column}) < max({column})"
    metrics = columns.rows(f"SELECT DISTINCT compared FROM (SELECT compared FROM profile WHERE {where} {varied})")
    return f"compared IN ({among(metric for (metric,) in metrics)})" if metrics else None


def scopes(columns: Columns, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Figures of one entity and one family of metrics in several scopes."""
    prepare(columns)
    present = metrics_of(columns)
    compared = {name for (name,) in columns.rows("SELECT DISTINCT compared FROM profile")}
    pairs = sorted((name, family) for name in compared for family in vocabulary.metric_lineage(name) if family in present)
    if not pairs:
        return
    names, families = zip(*pairs, strict=True)
    columns.replace("families", "SELECT unnest(?) AS compared, unnest(?) AS family", [names, families])
    # Entity, metric and dimension being those of the group, cells differ by metric, qualifiers or denominator.
    many = "min(cell) < max(cell) OR (count(starts) > 0 AND count(starts) < count(*))"
    groups = (
        f"SELECT entity, family, dimension FROM claims JOIN families USING (compared) WHERE {ASSERTED} "
        f"GROUP BY entity, family, dimension HAVING max(coalesce(low, -1e26)) > min(coalesce(high, 1e26)) AND ({many})"
    )
    near = (
        f"(entity, compared, dimension) IN (SELECT entity, compared, dimension FROM ({groups}) JOIN families USING (family))"
    )
    yield from find_scopes(columns.observations(f"{ASSERTED} AND {near}"), vocabulary)


def superlatives(columns: Columns, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Figures called the largest or smallest of their kind, and those that exceed them."""
    said = dict(columns.rows(f"SELECT id, superlative FROM claims WHERE superlative IS NOT NULL AND {ASSERTED} ORDER BY id"))
    if not said:
        return
    columns.replace(
        "said",
        "SELECT compared, per, dimension, superlative LIKE 'largest%' AS largest, min(high) AS high, max(low) AS low "
        "FROM claims WHERE superlative IS NOT NULL GROUP BY ALL",
    )
    beyond = "s.largest AND claims.low > s.high OR NOT s.largest AND claims.high < s.low OR claims.superlative IS NOT NULL"
    near = f"SELECT 1 FROM said s WHERE s.compared = claims.compared AND s.per = claims.per AND ({beyond})"
    found = columns.observations(f"{ASSERTED} AND EXISTS ({near} AND s.dimension = claims.dimension)")
    yield from find_superlatives(said, found, vocabulary)


def neighbours(columns: Columns, vocabulary: Vocabulary, derived: Iterable[Stated], asked: Asked) -> Iterator[Finding]:
    """Equal amounts, derivations that hold for some peers, hedges, echoes."""
    if Kind.SCOPE in asked.kinds:
        equal = rows_of_groups(
            "entity, dimension, value",
            "min(cell) < max(cell)",
            f"({_MONEY} OR dimension = 'count') AND abs(coalesce(stated_high, stated_low)) >= {SMALLEST}",
            "status <> 'illustrative' AND review <> 'rejected'",
        )
        yield from find_equal_figures(columns.observations(equal), vocabulary)
        yield from _peers(columns, vocabulary, derived)
    if Kind.AGREEMENT in asked.kinds:
        moment = f"cell, {_TIME}, source"
        hedged = rows_of_groups(moment, "max(low) <= min(high) AND (min(value) < max(value) OR min(approx) < max(approx))")
        loose = rows_of_groups(f"{moment}, value", "min(approx) < max(approx)")
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
