"""One value of the base divided by another or taken from it, and the values of one metric that may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.factcheck.answering.matching import Candidate, Refused, match
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.model.base import Vocabulary
from kg.model.errors import QuantityError
from kg.model.interval import Interval

_ONE: Final = Interval.point(Decimal(1))


@dataclass(frozen=True, slots=True)
class Quotient:
    """One value divided by another.

    ``change`` where one is then taken off (a growth, so much more), ``below`` where it is taken off one (so much less), ``less``
    where the one value is taken off the other.
    """

    over: Candidate
    under: Candidate
    change: bool = False
    less: bool = False
    below: bool = False

    def value(self) -> Interval | None:
        """The interval of the result; None where it has none."""
        if self.less:
            return self.over.value - self.under.value
        try:
            result = self.over.value / self.under.value
        except QuantityError:
            return None
        if self.below:
            return _ONE - result
        return result - _ONE if self.change else result

    def words(self) -> str:
        """The calculation in words."""
        sign = "-" if self.less else "/"
        told = f"{self.over.o.words} ({self.over.row.id}) {sign} {self.under.o.words} ({self.under.row.id})"
        if self.below:
            return f"1 - {told}"
        return f"{told} - 1" if self.change else told


def values_of(
    statement: Statement, rows: Sequence[Row], metric: str, vocabulary: Vocabulary, as_of: date, *, bounded: bool = True
) -> list[Candidate]:
    """The comparable claims of one metric, as they stand; ``bounded`` only those that give both ends."""
    found: list[Candidate] = []
    for row in rows:
        asked = replace(statement, unit=row.o.unit, per=None, ratio_of_money=False, difference=False)
        if row.o.metric != metric or row.o.cell.dimension in (("date",) if statement.unit == "pp" else ("date", "ratio")):
            continue
        result = match(row, asked, (metric,), vocabulary, as_of)
        if not isinstance(result, Refused) and (result.value.is_bounded or not bounded):
            found.append(result)
    return found


def newest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The latest of some values."""
    latest = max((c.end or date.min for c in candidates), default=date.min)
    return [c for c in candidates if (c.end or date.min) == latest]
