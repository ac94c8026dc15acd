"""A growth told behind a value and heard as that of something else: a net profit of 252 million, up 5 %, where revenue grew by that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.factcheck.answering.changing import CHANGED
from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of
from kg.factcheck.following.series import one_series
from kg.factcheck.following.told_changes import measured_there
from kg.factcheck.hearing.measures import dimension_of

_GROWTH: Final = "_growth"
"""How the metrics end that a bare growth is heard as."""


def grown_of_another(found: Sequence[Checked], number: int, desk: Desk) -> str | None:
    """Why claims of another thing than the value before it do not bear out a growth that names nothing of its own; or nothing."""
    own = found[number]
    if dimension_of(own.statement.unit) != "share" or own.statement.unit == "pp":
        return None
    grown = _what_grew(own)
    values = [each for each in found[:number] if dimension_of(each.statement.unit) != "share" and each.rows]
    if grown is None or not values or not values[-1].holds:
        return None
    entity, metric = grown
    before = values[-1]
    if entity not in {row.o.cell.entity for row in before.rows}:
        return None
    kin = set(desk.vocabulary.metric_lineage(metric))
    theirs = {up for row in before.rows for up in desk.vocabulary.metric_lineage(CHANGED.sub("", row.o.metric))}
    if kin & theirs:
        return None
    clause = clause_of(found, number)
    room = Clause(own.statement, before.statement.place_end, clause.place, clause.behind, clause.end)
    if any(kin & set(desk.vocabulary.metric_lineage(name)) for name in measured_there(room, entity, desk)):
        return None
    return "the sentence tells it of the value before, the claims are of something else"


def _what_grew(own: Checked) -> tuple[str, str] | None:
    """Whose and what grew by the claims that bear a figure out, if that is what they tell."""
    if len(own.rows) == 1 and own.rows[0].o.metric.endswith(_GROWTH):
        return own.rows[0].o.cell.entity, own.rows[0].o.metric.removesuffix(_GROWTH)
    return one_series(own) if len(own.rows) == 2 else None
