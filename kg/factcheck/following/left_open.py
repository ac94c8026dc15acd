"""What a figure is left open for: its words tie it to another that is not borne out, or only set it against one.

So do claims that speak against it and bear another figure of its sentence out: they are of that one, and refute nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.neighbours import room_about
from kg.factcheck.following.rates import is_rate
from kg.factcheck.following.so_many_for_so_many import in_a_ratio, is_beside_a_ratio
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.verdict import Relation, Verdict
from kg.factcheck.wording.words import words_of

_CLOSE: Final = 40
_GROWTH: Final = "_growth"
_SUMS: Final = ("revenue", "expenses", "net_income", "cash_burn", "funding_round", "cumulative_loss", "price", "budget")
"""What is a sum of money, of which something may be half."""


def left_open(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure that its words tie to another which is not borne out is not refuted by itself."""
    own = found[number]
    refuted = own.verdict.verdict is Verdict.REFUTED
    if refuted and _told_of_another(found, number) and (otherwise := _by_other_metrics(found, number, desk)) is not None:
        return otherwise
    why = _why_open(found, number)
    if why is None and refuted and _is_a_term(found, number, desk):
        why = "it is so many for so many of others"
    return own if why is None else own.left_open(why)


def _why_open(found: Sequence[Checked], number: int) -> str | None:
    """Why a figure that claims speak against is open beside others, or nothing."""
    own, refuted = found[number], found[number].verdict.verdict is Verdict.REFUTED
    if _told_of_another(found, number) if refuted else _disputed_by_another(found, number):
        return "the claims that say otherwise are of another figure of the sentence"
    computed = any(each.inputs for each in own.verdict.evidence)
    if refuted and (why := _of_what_else(found, number, computed=computed)) is not None:
        return why
    if not refuted or not _asks_for_others(own.statement):
        return None
    if is_rate(own.statement) and not computed:
        return "it is so many for one of others"
    if _stands_against(own.statement) or (len(found) > 1 and not computed and _comes_to(own.statement)):
        return "the sentence does not say of what the value is but by another figure"
    if computed and own.statement.unit != "x":
        return None  # claims yield another value, whatever the other figures are
    others = [each for place, each in enumerate(found) if place != number]
    if computed and _of_another(own, others):
        return "the sentence does not say of what it is so many times"
    if all(each.holds for each in others) or any(each.verdict.verdict is Verdict.REFUTED for each in others):
        return None
    return f"it is tied to a figure that is not borne out; by itself: {own.verdict.why}"


def _of_what_else(found: Sequence[Checked], number: int, *, computed: bool) -> str | None:
    """Why a figure may be of something else than the claims that speak against it: what another figure tells, money, a part, now."""
    own, others = found[number], [each for place, each in enumerate(found) if place != number]
    statement, words = own.statement, words_of(own.statement.language)
    if computed:
        moved = dimension_of(statement.unit) == "share" and statement.unit != "pp"
        if moved and _turned_by_another(found, number):
            return "the sentence does not say which way it moved in words of its own"
        if moved and _is_growth_of_another(own):
            return "the sentence may tell by how much it moved"
        told = [name for name in statement.own if not name.endswith(_GROWTH)]
        alike = [each for each in others if each.statement.unit == statement.unit]
        if statement.unit == "%" and not told and any(not each.holds for each in alike):
            return "the sentence does not say of what it is by itself"
        of_money = words.has("of_the_money", statement.behind)
        if of_money and not any(each.metric in _SUMS or each.metric.endswith("_loss") for each in own.verdict.evidence):
            return "the claims that say otherwise are of no sum of money"
        return None
    if statement.since and words.has("now_ahead", statement.before):
        return "the sentence tells it of now, the claims are of when its change began"
    parts = [each for each in others if each.holds and each.rows and all("segment" in row.qualifiers for row in each.rows)]
    if dimension_of(statement.unit) == "share":
        return None
    parts = [each for each in parts if dimension_of(each.statement.unit) == "share"]
    heard = {part for each in parts for part in stems_in(each.statement.around)}
    if any(heard.issuperset(stems_in(row.qualifiers["segment"])) for each in parts for row in each.rows):
        return "the sentence may tell it of the part that another of its figures is of"
    return None


def _is_a_term(found: Sequence[Checked], number: int, desk: Desk) -> bool:
    """Whether a figure that claims state otherwise is a term of a ratio, or told for each of others, and no value of theirs."""
    own = found[number]
    if any(each.inputs for each in own.verdict.evidence):
        return False
    if in_a_ratio(found, number) or is_beside_a_ratio(found, number, desk):
        return True
    each, statement = words_of(own.statement.language).patterns["for_each_of"], own.statement
    if dimension_of(statement.unit) == "share" or each.match(statement.folded, statement.place_end) is None:
        return False
    against = {each.claim for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS}
    return not any(row.o.cell.per for row in desk.rows(statement.subject.entities) if row.id in against)


def _is_growth_of_another(own: Checked) -> bool:
    """Whether what is told as a growth was held against a ratio of something else than what may have grown."""
    likely = own.statement.likely
    against = {each.metric for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS and each.inputs}
    return bool(likely) and likely[0].endswith(_GROWTH) and likely[0].removesuffix(_GROWTH) not in against


def _turned_by_another(found: Sequence[Checked], number: int) -> bool:
    """Whether claims have a figure move the other way than only the words of another figure tell: up by so much, then bleeding so much."""
    own, words = found[number], words_of(found[number].statement.language)
    against = [each for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS and each.inputs]
    if not against or not all(each.value.startswith("-") for each in against):
        return False
    low, high = room_about(found, number)
    told = own.statement.folded[low:high]
    return low > 0 and not any(words.has(name, told) for name in ("to_rise", "to_fall", "goes_up", "goes_down"))


def _told_of_another(found: Sequence[Checked], number: int) -> bool:
    """Whether all that speaks against a figure bears out another of its sentence that is of the same kind: 57 billion in all, after a part of it."""
    own = found[number]
    if any(each.inputs for each in own.verdict.evidence):
        return False
    against = {each.claim for each in own.verdict.evidence if each.relation is Relation.CONTRADICTS}
    others = [each for place, each in enumerate(found) if place != number and each.holds]
    alike = [each for each in others if each.statement.unit == own.statement.unit]
    return bool(against) and against <= {row.id for each in alike for row in each.rows}


def _disputed_by_another(found: Sequence[Checked], number: int) -> bool:
    """Whether all that speaks against a disputed figure fits another of its sentence: the declared six million, and 1.3 billion all in."""
    if found[number].verdict.verdict is not Verdict.DISPUTED:
        return False
    own = found[number].verdict.evidence
    others = [each.verdict.evidence for place, each in enumerate(found) if place != number]
    against = {each.claim for each in own if each.relation is Relation.CONTRADICTS}
    fitting = {each.claim for evidence in others for each in evidence if each.relation is Relation.SUPPORTS}
    return bool(against) and against <= fitting


def _by_other_metrics(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """Such a figure by the other metrics that its words may as well speak of, where claims of those speak against it too."""
    own = found[number]
    theirs = {row.o.metric for place, each in enumerate(found) if place != number for row in each.rows}
    rest = tuple(name for name in (own.statement.metrics[0] if own.statement.metrics else ()) if name not in theirs)
    if not rest:
        return None
    told = checked(replace(own.statement, metrics=(rest,)), desk)
    return told if told.verdict.verdict is Verdict.REFUTED else None


def _of_another(own: Checked, others: Sequence[Checked]) -> bool:
    """Whether a ratio was computed from claims of something that no other figure of its sentence is of: lost 18 billion, twice as much as."""
    computed = {each.metric for each in own.verdict.evidence if each.inputs}
    told = {name for each in others if each.holds for name in each.measured}
    return bool(told) and computed.isdisjoint(told)


def _comes_to(statement: Statement) -> bool:
    """Whether a figure only says what another comes to: ..., that is 57.96 million."""
    return words_of(statement.language).has("tie_that_is", statement.before)


def _stands_against(statement: Statement) -> bool:
    """Whether a figure is only set against another, with no time and nothing measured of its own: 11.6 million, against 10 million."""
    words = words_of(statement.language)
    if not words.has("tie_against", statement.before) or statement.own:
        return False
    end = statement.place - statement.within + len(statement.around)
    return not any(statement.place <= start < max(end, statement.place_end) for start, _ in statement.times)


def _asks_for_others(statement: Statement) -> bool:
    words, ahead = words_of(statement.language), statement.before
    behind = statement.behind
    return (
        words.has("tie_to", ahead[-_CLOSE:])
        or is_rate(statement)
        or words.has("tie_as_much", behind)
        or any(words.has(name, behind) for name in ("tie_more", "tie_less", "tie_gap"))
    )
