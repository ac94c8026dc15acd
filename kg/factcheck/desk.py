"""What a question needs: the columns, the vocabulary, the day it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.factcheck.rows import Row, read_rows, rows_naming
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.quantity import ABOUT_SHARE

Quoting = Callable[[Row], str | None]


@dataclass
class Desk:
    """What a question needs: the base's columns and vocabulary, the day it is asked for, and rows read before.

    ``sources`` narrows the claims to those of some sources.
    """

    columns: Columns
    vocabulary: Vocabulary
    as_of: date
    sources: frozenset[str] = frozenset()
    about_share: Decimal = ABOUT_SHARE
    quoting: Quoting | None = None
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, entities: Sequence[str]) -> list[Row]:
        """The claims of entities, each read once."""
        missing = [entity for entity in entities if entity not in self._read]
        if missing:
            for entity in missing:
                self._read[entity] = []
            for row in read_rows(self.columns, missing):
                if not self.sources or row.o.source in self.sources:
                    self._read[row.o.cell.entity].append(row)
        return [row for entity in entities for row in self._read[entity]]

    def naming(self, names: Sequence[str]) -> list[Row]:
        """The claims whose qualifiers have a name, each name read once."""
        key = "\0" + "\0".join(names)
        if key not in self._read:
            self._read[key] = [r for r in rows_naming(self.columns, names) if not self.sources or r.o.source in self.sources]
        return self._read[key]

    def asked(self, rows: Sequence[Row]) -> list[Row]:
        """Those of some rows that are of the sources asked for."""
        return [row for row in rows if not self.sources or row.o.source in self.sources]
