"""What keeps a figure that fits from being borne out: more of a narrower kind, another number of years, a mere aim."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.answering.holding import NEAR
from kg.factcheck.answering.judging import Judged, instead
from kg.factcheck.answering.matching import AIMS, Candidate
from kg.factcheck.answering.moving import moved_otherwise
from kg.factcheck.hearing.clauses import is_of_another
from kg.factcheck.hearing.comparators import is_other_time
from kg.factcheck.hearing.statement import Bound, Manner, Shape, Statement
from kg.factcheck.rows import Row
from kg.factcheck.verdict import Relation, Verdict
from kg.factcheck.wording.packs import listed
from kg.factcheck.wording.words import words_of
from kg.model.claim import Status
from kg.model.interval import Interval
from kg.model.quantity import Approximation
from kg.model.units import to_base, unit
from kg.model.vocabulary import MetricKind

_OVER: Final = listed("over")


def objected(
    statement: Statement,
    bound: Bound,
    judged: Judged,
    chosen: Sequence[Candidate],
    candidates: Sequence[Candidate],
    rows: Sequence[Row],
) -> Judged:
    """How the ``chosen`` of the comparable claims stand to a figure, the first objection to it taken in."""
    if judged.verdict is not Verdict.SUPPORTED:
        return judged
    told = [c for c in chosen if judged.relations.get(c.row.id) is Relation.SUPPORTS]
    return (
        _more_of_a_narrower_kind(statement, bound, judged, candidates)
        or _over_other_years(statement, judged, chosen, rows)
        or _only_aimed_at(statement, judged, told)
        or _only_expected(statement, judged, told)
        or _only_possible(statement, judged, told)
        or moved_otherwise(statement, judged, told, rows)
        or _just_that(statement, bound, judged, told)
        or judged
    )


def _more_of_a_narrower_kind(
    statement: Statement, bound: Bound, judged: Judged, candidates: Sequence[Candidate]
) -> Judged | None:
    """A count of a wider kind that is below one of a narrower kind is disputed: 300 million users, 800 million of them weekly."""
    if statement.unit != "count" or bound.shape is not Shape.IS:
        return None
    above = [
        c for c in candidates if c.level == 1 and c.o.kind is MetricKind.STOCK and c.value.low > bound.high * (1 + NEAR)
    ]
    if not above:
        return None
    told = f"{above[0].row.id} has more of a narrower kind ({above[0].o.words})"
    return Judged(Verdict.DISPUTED, told, judged.relations)


def _over_other_years(
    statement: Statement, judged: Judged, chosen: Sequence[Candidate], rows: Sequence[Row]
) -> Judged | None:
    """A sum over some years is refuted by a claim of how many they were, and not borne out where the base tells neither."""
    words = words_of(statement.language)
    told_over = words.patterns["over_years"]
    matches = [*told_over.finditer(statement.around)]
    folded, place = statement.folded, statement.place
    matches += [match for match in told_over.finditer(folded) if not is_of_another(folded, place, match.start())]
    numbers = (words.number(match["number"] or match["ahead"]) for match in matches)
    number = next((each for each in numbers if each is not None), None)
    if number is None or not chosen[0].o.metric.startswith("cumulative"):
        return None
    lengths = [row.o.narrow for row in rows if row.o.metric == "loss_duration" and row.o.unit == "year"]
    own = [c for c in chosen if c.start is not None and c.end is not None]
    if any(c.o.start and c.o.end and abs((c.o.end - c.o.start).days - 365 * number) < 90 for c in own):
        return None
    years = to_base(Interval.point(Decimal(number)), "year")
    if any(length.meets(years) for length in lengths):
        return None
    if lengths:
        return Judged(Verdict.REFUTED, f"claims tell another number of years than {number}", judged.relations)
    return Judged(Verdict.UNVERIFIABLE, f"the base does not tell it over {number} years", judged.relations)


def _is_only_aimed_at(candidate: Candidate, statement: Statement) -> bool:
    """Whether a claim tells an aim that the sentence does not name as one: a target of 3 billion, where revenue came in at that."""
    if candidate.o.metric.endswith(AIMS):
        return candidate.o.metric not in statement.heard
    return candidate.o.status == Status.TARGET.value


def _only_aimed_at(statement: Statement, judged: Judged, told: Sequence[Candidate]) -> Judged | None:
    """A value that is only aimed at outdates what was, but does not bear out that it is so."""
    if (
        statement.ahead
        or statement.aims
        or any(not _is_only_aimed_at(c, statement) for c in told)
        or (told and told[0].o.kind is MetricKind.DATE)
    ):
        return None
    return instead(judged, told, Verdict.UNVERIFIABLE, "the base has it as an aim, the sentence as a fact")


def _only_expected(statement: Statement, judged: Judged, told: Sequence[Candidate]) -> Judged | None:
    """A forecast does not bear out that something came about."""
    if statement.ahead or statement.aims or any(c.o.status != Status.PROJECTED.value for c in told):
        return None
    if not told or told[0].o.kind is not MetricKind.FLOW or not words_of(statement.language).has("past", statement.around):
        return None
    return instead(judged, told, Verdict.UNVERIFIABLE, "the base has it as a forecast, the sentence as an outcome")


def _only_possible(statement: Statement, judged: Judged, told: Sequence[Candidate]) -> Judged | None:
    """A fact does not bear out that something is planned, possible or hearsay; what is expected, aimed at or rumoured does."""
    if any(c.o.status != Status.REPORTED.value or c.o.kind is MetricKind.DATE for c in told):
        return None
    words, end = words_of(statement.language), statement.within + len(fold(statement.exact))
    text = f"{statement.around[: statement.within]}§{statement.around[end:]}"
    text = words.patterns["fulfilled"].sub(" ", text)
    turns = [turn for turn in words.possible if turn.pattern.search(text)]
    if not any(turn.allows(c.o.metric) for turn in turns for c in told):
        return None
    return instead(judged, told, Verdict.UNVERIFIABLE, "the base has it as a fact, the sentence as a plan or a possibility")


def _is_exactly(bound: Bound, candidate: Candidate) -> bool:
    """Whether a claim prints the very number told, and not as about so much."""
    told = Interval(bound.low * candidate.factor, bound.high * candidate.factor)
    return candidate.o.approximation == Approximation.EXACT and candidate.printed.meets(told)


def _just_that(statement: Statement, bound: Bound, judged: Judged, told: Sequence[Candidate]) -> Judged | None:
    """More than 500 is not borne out by 500 itself, nor less than it, nor what fell below it."""
    words, ahead = words_of(statement.language), statement.before
    behind = statement.behind
    if words.has("exactly_ahead", ahead) or words.has("exactly_behind", behind):
        if bound.shape is not Shape.IS or any(_is_exactly(bound, c) for c in told):
            return None
        return instead(judged, told, Verdict.IMPRECISE, "the base has it only as about so much, or a bound", Relation.NEAR)
    if words.has("only_so_many", ahead) and told and all(c.o.approximation == Approximation.AT_LEAST for c in told):
        return instead(judged, told, Verdict.UNVERIFIABLE, "the base has it as at least so much, the sentence as no more")
    if is_other_time(ahead, behind, words):
        return None
    below = words.patterns["strictly_below"].search(ahead)
    if below is not None and bound.shape is Shape.AT_MOST and any(c.printed.high >= bound.high * c.factor for c in told):
        return instead(judged, told, Verdict.UNVERIFIABLE, "the base has just that, not less")
    if bound.manner is Manner.JUST_UNDER or (bound.shape in (Shape.AT_MOST, Shape.IS) and words.has("less_than", ahead)):
        if any(not c.printed.is_bounded or c.printed.low < bound.high * c.factor for c in told):
            return None
        return instead(judged, told, Verdict.IMPRECISE, "the base has just that, not less", Relation.NEAR)
    if bound.shape not in (Shape.AT_LEAST, Shape.IS):
        return None
    above = words.patterns["strictly_above"].search(ahead)
    if above is None or (above.group().startswith(_OVER) and unit(statement.unit).dimension == "time"):
        return None  # over three years is how long it took
    if any(not c.printed.is_bounded or c.printed.high > bound.low * c.factor for c in told):
        return None
    return instead(judged, told, Verdict.IMPRECISE, "the base has just that, not more", Relation.NEAR)
