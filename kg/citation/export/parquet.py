"""The tidy table as Parquet, written by DuckDB."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.citation.export.tabular import COLUMNS, tidy_rows
from kg.model.base import Base

_TYPES = {"at_start": "BIGINT", "at_end": "BIGINT", "source_length": "BIGINT", "starts": "DATE", "ends": "DATE"}


def as_parquet(base: Base) -> bytes:
    """The columns of the CSV with their types; ``low`` and ``high`` stay text, so that nothing is rounded."""
    import duckdb

    columns = ", ".join(f"{name} {_TYPES.get(name, 'VARCHAR')}" for name in COLUMNS)
    rows = [[row.get(name) or None for name in COLUMNS] for row in tidy_rows(base)]
    with tempfile.TemporaryDirectory(prefix="kg-parquet-") as folder, duckdb.connect() as connection:
        path = Path(folder) / "claims.parquet"
        connection.execute(f"CREATE TABLE claims ({columns})")
        if rows:
            connection.executemany(f"INSERT INTO claims VALUES ({', '.join('?' * len(COLUMNS))})", rows)
        connection.execute("COPY claims TO ? (FORMAT parquet)", [str(path)])
        return path.read_bytes()
