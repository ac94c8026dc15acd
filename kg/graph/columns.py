"""The claims as columns: one Parquet file, written and read by DuckDB.

A triple store is quick at patterns and slow at aggregates; finding, counting and checking read these columns. Interval
ends are DECIMAL(38,12) in base units, rounded outwards, so that no conflict is made by rounding.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from pathlib import Path
from typing import Any, Final, Self

from kg.graph.leases import Lease
from kg.model.base import Vocabulary
from kg.model.claim import Claim, Derivation
from kg.model.errors import KgError
from kg.model.interval import Interval
from kg.model.observation import Cell, Observation, as_difference, observe
from kg.model.quantity import ABOUT_SHARE
from kg.model.superlative import SUPERLATIVE
from kg.model.vocabulary import MetricKind

SCHEMA: Final[dict[str, str]] = {
    "id": "VARCHAR",
    "source": "VARCHAR",
    "entity": "VARCHAR",
    "metric": "VARCHAR",
    "compared": "VARCHAR",
    "kind": "VARCHAR",
    "qualifiers": "VARCHAR",
    "per": "VARCHAR",
    "unit": "VARCHAR",
    "dimension": "VARCHAR",
    "value": "VARCHAR",
    "approx": "VARCHAR",
    "status": "VARCHAR",
    "attributed_to": "VARCHAR",
    "period": "VARCHAR",
    "as_of": "VARCHAR",
    "undated": "VARCHAR",
    "starts": "DATE",
    "ends": "DATE",
    "stated_low": "DECIMAL(38,12)",
    "stated_high": "DECIMAL(38,12)",
    "low": "DECIMAL(38,12)",
    "high": "DECIMAL(38,12)",
    "wide_low": "DECIMAL(38,12)",
    "wide_high": "DECIMAL(38,12)",
    "at_start": "BIGINT",
    "at_end": "BIGINT",
    "exact": "VARCHAR",
    "review": "VARCHAR",
    "derived": "VARCHAR",
    "note": "VARCHAR",
    "published": "VARCHAR",
    "superlative": "VARCHAR",
}
"""Column -> DuckDB type. ``low`` .. ``wide_high`` are in base units, ``stated_*`` in the claim's own; NULL is unbounded.
``published`` is the date of the claim's source (EDTF), ``superlative`` a qualifier that is no part of the cell."""

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "cell": ("entity", "compared", "qualifiers", "per", "dimension"),
    "scope": ("entity", "qualifiers", "per"),
}
"""Hashes of several columns, to group by. Two cells that share one are told apart again by whoever reads the rows."""

OBSERVED: Final = (
    "id, source, entity, compared, qualifiers, per, dimension, metric, kind, unit, low, high, wide_low, wide_high, "
    "status, approx, coalesce(period, as_of), starts, ends, attributed_to, value, exact, review, derived IS NOT NULL"
)
"""The columns of an observation, for ``observation_of``."""

WRITTEN: Final = "FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 16384"
"""How the file is written: rows stand by entity, and in groups small enough that a question about a few reads little else."""

_SCALE: Final = Decimal("1e-12")
_LIMIT: Final = Decimal("1e26")
_DOWN: Final = Context(prec=60, rounding=ROUND_FLOOR)
_UP: Final = Context(prec=60, rounding=ROUND_CEILING)
_NULL: Final = "\x1a"  # a control character that no field can be


class ColumnsError(KgError):
    """The columns cannot be written or read."""


def _end(value: Decimal, context: Context) -> str:
    """An interval's end as a field: rounded outwards; infinite, or beyond what the type holds, is unbounded."""
    if not value.is_finite() or abs(value) >= _LIMIT:
        return _NULL
    return f"{value.quantize(_SCALE, context=context):f}"


def _ends(interval: Interval) -> tuple[str, str]:
    low = _end(interval.low, _DOWN)
    if interval.is_point and low != _NULL and Decimal(low) == interval.low:
        return low, low
    return low, _end(interval.high, _UP)


def _derivation(derived: Derivation | None) -> str:
    if derived is None:
        return _NULL
    return json.dumps({"formula": derived.formula, "inputs": dict(derived.inputs)}, ensure_ascii=False)


def row_of(
    claim: Claim, vocabulary: Vocabulary, about_share: Decimal = ABOUT_SHARE, published: str | None = None
) -> tuple[str, ...]:
    """A claim as the fields of a row, in the order of SCHEMA; ``published`` is the date of its source."""
    seen = observe(claim, vocabulary, about_share)
    stated, cell = claim.quantity.stated, seen.cell
    at = (str(claim.at[0]), str(claim.at[1])) if claim.at else (_NULL, _NULL)
    return (
        claim.id,
        claim.source,
        claim.entity,
        claim.metric,
        cell.metric,
        seen.kind.value,
        cell.qualifiers,
        cell.per,
        claim.unit,
        cell.dimension,
        seen.value,
        seen.approximation,
        seen.status,
        claim.attributed_to or _NULL,
        claim.period or _NULL,
        claim.as_of or _NULL,
        claim.undated or _NULL,
        seen.start.isoformat() if seen.start else _NULL,
        seen.end.isoformat() if seen.end else _NULL,
        *_ends(stated),
        *_ends(seen.narrow),
        *_ends(seen.wide),
        *at,
        claim.exact,
        seen.review,
        _derivation(claim.derived),
        claim.note or _NULL,
        published or _NULL,
        claim.qualifiers.get(SUPERLATIVE, _NULL),
    )


class ColumnsWriter:
    """Takes rows (of ``row_of``) as they come and makes the Parquet file at the end. Use ``with``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = tempfile.TemporaryDirectory(prefix="columns-", dir=path.parent)
        self._rows = Path(self._folder.name) / "rows.csv"
        self._file = self._rows.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._folder.cleanup()

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """More rows."""
        self._writer.writerows(rows)

    def finish(self, keep: tuple[Path, frozenset[str]] | None = None) -> None:
        """Write all rows to the file, ordered by entity, metric and time. Raises ColumnsError.

        ``keep`` names an earlier file and the sources whose rows are taken over from it.
        """
        import duckdb

        self._file.close()
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in SCHEMA.items())
        read = (
            f"CREATE TABLE rows AS SELECT * FROM read_csv(?, columns = {{{columns}}}, header = false, delim = ',', "
            "quote = '\"', escape = '\"', nullstr = ?, auto_detect = false, new_line = '\\n', max_line_size = 16777216)"
        )
        kept = f"INSERT INTO rows SELECT {', '.join(SCHEMA)} FROM read_parquet(?) WHERE source IN (SELECT unnest(?))"
        hashes = ", ".join(f"hash({', '.join(names)}) AS {key}" for key, names in KEYS.items())
        written = (
            f"COPY (SELECT *, {hashes} FROM rows ORDER BY entity, metric, starts, source, at_start, id) TO ? ({WRITTEN})"
        )
        try:
            with duckdb.connect() as connection:
                connection.execute(read, [str(self._rows), _NULL])
                if keep is not None:
                    connection.execute(kept, [str(keep[0]), sorted(keep[1])])
                connection.execute(written, [str(self._path)])
        except duckdb.Error as error:
            raise ColumnsError(f"{self._path}: the columns cannot be written ({error})") from error


class Columns:
    """A base's claims as columns, open for reading: the table is called ``claims``. Close it, or use ``with``.

    ``lease`` keeps the file from being removed: DuckDB opens it anew at each query.
    """

    def __init__(self, path: Path, lease: Lease | None = None) -> None:
        import duckdb

        self._lease = lease
        try:
            self._connection = duckdb.connect()
            self._connection.execute("SET TimeZone = 'UTC'")
            self._connection.execute("SET preserve_insertion_order = true")
            name = str(path).replace("'", "''")
            self._connection.execute(f"CREATE VIEW claims AS SELECT * FROM read_parquet('{name}', file_row_number = true)")
        except duckdb.Error as error:
            raise ColumnsError(f"{path}: cannot be read ({error}); delete .kg and build again with `kg build`") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._lease = None

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query over ``claims``. Raises ColumnsError."""
        import duckdb

        try:
            return self._connection.execute(query, list(parameters)).fetchall()
        except duckdb.Error as error:
            raise ColumnsError(
                f"the columns cannot be read ({error}); delete .kg and build again with `kg build`"
            ) from error

    def prepare(self, name: str, query: str) -> None:
        """Keep the rows of a query as a table of that name for the queries that follow, unless it is there already."""
        self.rows(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS {query}")

    def replace(self, name: str, query: str, parameters: Sequence[object] = ()) -> None:
        """Keep the rows of a query as a table of that name, in place of what it held."""
        self.rows(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", parameters)

    def records(self, query: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """All rows of a query as mappings from column to value."""
        rows = self.rows(query, parameters)
        names = [column[0] for column in self._connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def observations(self, where: str = "true", parameters: Sequence[object] = ()) -> Iterator[Observation]:
        """The observations that a condition over the columns holds for, by cell, then by claim; changes as differences."""
        # The condition is the caller's own, its values are parameters.
        query = f"SELECT {OBSERVED} FROM claims WHERE {where} ORDER BY entity, compared, qualifiers, per, dimension, id"
        for row in self.rows(query, parameters):
            yield as_difference(observation_of(row))


_KINDS: Final = {kind.value: kind for kind in MetricKind}


def observation_of(row: Sequence[Any]) -> Observation:
    """A row of ``OBSERVED`` as an observation; what follows in the row is left alone."""
    return Observation(
        claim=row[0],
        source=row[1],
        cell=Cell(*row[2:7]),
        metric=row[7],
        kind=_KINDS[row[8]],
        unit=row[9],
        narrow=interval_of(row[10], row[11]),
        wide=interval_of(row[12], row[13]),
        status=row[14],
        approximation=row[15],
        label=row[16],
        start=row[17],
        end=row[18],
        attributed_to=row[19],
        value=row[20],
        exact=row[21],
        review=row[22],
        derived=row[23],
    )


def interval_of(low: Decimal | None, high: Decimal | None) -> Interval:
    """Two columns as an interval; NULL is an open side."""
    return Interval(Decimal("-Infinity") if low is None else low, Decimal("Infinity") if high is None else high)
