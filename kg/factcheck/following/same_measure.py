"""So many times the one of two values of a sentence that the other is, where claims of more than one measure could yield a ratio of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.verdict import Verdict


def of_their_measure(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A ratio on which claims stand on both sides, held against those of the one measure that the two values before it are of; if that bears it out."""
    own = found[number]
    if own.verdict.verdict is not Verdict.DISPUTED or own.statement.unit != "x":
        return None
    levels = [each for each in found[:number] if each.holds and each.measured]
    if len(levels) != 2 or levels[0].measured != levels[1].measured or levels[0].statement.unit != levels[1].statement.unit:
        return None
    told = checked(replace(own.statement, heard=tuple(sorted(levels[0].measured))), desk)
    inputs = {row.id for row in told.rows}
    return told if told.holds and inputs <= {row.id for each in levels for row in each.rows} else None
