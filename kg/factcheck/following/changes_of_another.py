"""A change that follows from two values of one thing, told of another in its own clause: 344 stores against 320, its sales rose 7.5 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of, doubted
from kg.factcheck.following.series import one_series
from kg.factcheck.following.told_changes import ANY, change_spans
from kg.factcheck.hearing.measures import GENERAL, dimension_of
from kg.factcheck.rows import Row
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.words import words_of

_ONE_THING: Final = (
    frozenset({"passengers", "traffic", "flights"}),
    frozenset({"visitors", "attendance", "audience", "arrivals", "participants"}),
    frozenset({"employees", "employment", "jobs_created"}),
    frozenset({"stores", "sites"}),
    frozenset({"subscribers", "subscriptions", "members", "customer_count", "paying_customers", "users"}),
    frozenset({"active_users", "users", "weekly_active_users", "monthly_active_users", "daily_active_users", "audience"}),
    frozenset({"production", "food_output", "oil_production", "electricity_generation", "volume"}),
    frozenset({"sales_volume", "copies", "revenue", "orders", "downloads"}),
    frozenset({"traffic", "volume", "goods"}),
    frozenset({"revenue", "turnover", "box_office"}),
    frozenset({"net_income", "net_loss", "profit"}),
    frozenset({"operating_income", "operating_profit", "profit"}),
    frozenset({"pretax_profit", "profit"}),
    frozenset({"patients", "hospital_admissions", "hospitalized"}),
    frozenset({"deaths", "victims", "casualties"}),
    frozenset({"votes", "vote_share", "score"}),
)
"""Metrics that go by one another's words: the traffic of an airline are its passengers."""


_KIND: Final = re.compile(r"_(?:change|growth|increase|reduction|decline_rate|share|multiple|discount)\Z")
"""How the names of metrics end that tell how another moved, or what part of it something is."""
_ENDS: Final = 2
"""How many claims a change is between."""


def change_of_another(found: Sequence[Checked], number: int, desk: Desk) -> str | None:
    """Why two values of one thing do not bear out a change that its clause tells of another measure, that goes by no word of theirs; or nothing."""
    told = found[number]
    series, own = one_series(told), told.statement
    multiple = own.unit == "x" and own.bound.high >= 1
    if (
        series is None
        or len(told.rows) != _ENDS
        or _is_part(told.rows)
        or own.unit == "pp"
        or multiple
        or dimension_of(own.unit) != "share"
    ):
        return None
    clause = clause_of(found, number)
    spans = change_spans(clause)
    moved = words_of(own.language).has("moved_itself", clause.told)
    if len(found) == 1 or (spans is None and not moved):
        return None
    named = list(_measures_in(clause, desk))
    if named:
        other = not any(_is_one(name, series[1], desk) for name in named)
    else:
        tied = [*told.tied, *(spans or ())]
        other = moved and bool(told.tied) and doubted(clause, told.rows, told.measured, tied, desk) is not None
    return "the sentence tells the change of another measure than the values" if other else None


def _is_part(rows: Sequence[Row]) -> bool:
    """Whether one of two claims holds for a part of the time of the other, of which it is a share and no change."""
    one, other = rows[0].o, rows[1].o
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    starts, ends = (one.start, other.start), (one.end, other.end)
    return max(starts) <= min(ends) and ((starts[0] <= starts[1]) is (ends[0] >= ends[1]) or starts == ends[::-1])


def _measures_in(clause: Clause, desk: Desk) -> Iterator[str]:
    """The metrics that a clause names by a word of their own: not those that are only heard in that something grew."""
    statement, words = clause.statement, words_of(clause.statement.language)
    for hit in hits_in(statement.sentence, asking_cues(desk.vocabulary.metrics, statement.language)):
        within = clause.start <= hit.start and hit.end <= clause.end
        if hit.covered or not within or (hit.start < clause.behind and clause.place < hit.end):
            continue
        text = words.patterns["timely"].sub(" ", statement.folded[hit.start : hit.end])
        for name in ("goes_up", "goes_down"):
            text = words.patterns[name].sub(" ", text)
        metric = _KIND.sub("", hit.metric)
        if not re.search(r"\w{4}", text) or metric not in desk.vocabulary.metrics or metric in GENERAL:
            continue
        if metric not in ANY or fold(desk.vocabulary.metrics[metric].name(statement.language)) in text:
            yield metric


def _is_one(name: str, metric: str, desk: Desk) -> bool:
    """Whether two metrics are one, one a kind of the other, or go by one another's words."""
    kin, others = set(desk.vocabulary.metric_lineage(metric)), set(desk.vocabulary.metric_lineage(name))
    return bool(kin & others) or any(kin & group and others & group for group in _ONE_THING)
