"""What a question needs: the columns, the vocabulary, the day it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kg.factcheck.nameable import nameable
from kg.factcheck.rows import Row, read_rows, rows_naming
from kg.graph.columns import Columns
from kg.model.base import Vocabulary
from kg.model.quantity import ABOUT_SHARE
from kg.model.vocabulary import Entity

Quoting = Callable[[Row], str | None]


@dataclass
class Desk:
    """What a question needs: the base's columns and vocabulary, the day it is asked for, and rows read before.

    ``sources`` narrows the claims to those of some sources, ``named`` the entities to those that a text may name.
    """

    columns: Columns
    vocabulary: Vocabulary
    as_of: date
    sources: frozenset[str] = frozenset()
    about_share: Decimal = ABOUT_SHARE
    quoting: Quoting | None = None
    named: Mapping[str, Entity] | None = None
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def reading(self, text: str) -> Desk:
        """The same desk for a text: only names that it may hold are looked for."""
        return replace(self, named=nameable(self.vocabulary.entities, text))

    @property
    def names(self) -> Mapping[str, Entity]:
        """The entities whose names are looked for."""
        return self.vocabulary.entities if self.named is None else self.named

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
