"""A change that follows from two values of one thing, told of another in its own clause: 344 stores against 320, its sales rose 7.5 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.factcheck.answering.changing import CHANGED
from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.figure_clauses import Clause, clause_of, doubted
from kg.factcheck.following.series import one_series
from kg.factcheck.following.told_changes import change_spans
from kg.factcheck.hearing.measures import GENERAL, dimension_of
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


def change_of_another(found: Sequence[Checked], number: int, told: Checked, desk: Desk) -> bool:
    """Whether the clause of a figure tells its change of a measure that is neither that of the values it follows from nor another word for it."""
    series = one_series(told)
    own = told.statement
    if series is None or len(told.rows) != 2 or own.unit == "pp" or dimension_of(own.unit) != "share":  # noqa: PLR2004
        return False
    clause = clause_of(found, number)
    spans = change_spans(clause)
    if spans is None and not words_of(own.language).has("moved_itself", clause.told):
        return False
    named = list(_measures_in(clause, desk))
    if named:
        return not any(_is_one(name, series[1], desk) for name in named)
    return bool(told.tied) and doubted(clause, told.rows, told.measured, [*told.tied, *(spans or ())], desk) is not None


def _measures_in(clause: Clause, desk: Desk) -> Iterator[str]:
    """The metrics that a clause names by a word of their own: not those that are only heard in that something grew."""
    statement, words = clause.statement, words_of(clause.statement.language)
    for hit in hits_in(statement.sentence, asking_cues(desk.vocabulary.metrics, statement.language)):
        if hit.covered or hit.start < clause.start or hit.end > clause.end or hit.start < clause.behind and clause.place < hit.end:
            continue
        text = statement.folded[hit.start : hit.end]
        for name in ("goes_up", "goes_down"):
            text = words.patterns[name].sub(" ", text)
        metric = CHANGED.sub("", hit.metric)
        if re.search(r"\w", text) and metric in desk.vocabulary.metrics and metric not in GENERAL:
            yield metric


def _is_one(name: str, metric: str, desk: Desk) -> bool:
    """Whether two metrics are one, one a kind of the other, or go by one another's words."""
    kin, others = set(desk.vocabulary.metric_lineage(metric)), set(desk.vocabulary.metric_lineage(name))
    return bool(kin & others) or any(kin & group and others & group for group in _ONE_THING)
