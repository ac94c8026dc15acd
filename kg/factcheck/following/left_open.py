"""What a figure is left open for: its words tie it to another that is not borne out, or only set it against one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.factcheck.answering.checking import Checked
from kg.factcheck.desk import Desk
from kg.factcheck.following.elsewhere import by_other_metrics, disputed_by_another, told_of_another
from kg.factcheck.following.rates import is_rate
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.verdict import Verdict
from kg.factcheck.wording.words import words_of

_CLOSE: Final = 40


def left_open(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure that its words tie to another which is not borne out is not refuted by itself."""
    own = found[number]
    if own.verdict.verdict is Verdict.DISPUTED and disputed_by_another(found, number):
        why = "the claims that say otherwise are of another figure of the sentence"
        return own.left_open(why)
    if own.verdict.verdict is not Verdict.REFUTED:
        return own
    if told_of_another(found, number):
        if (otherwise := by_other_metrics(found, number, desk)) is not None:
            return otherwise
        why = "the claims that say otherwise are of another figure of the sentence"
        return own.left_open(why)
    if not _asks_for_others(own.statement):
        return own
    computed = any(each.inputs for each in own.verdict.evidence)
    if is_rate(own.statement) and not computed:
        return own.left_open("it is so many for one of others")
    if _stands_against(own.statement) or (len(found) > 1 and not computed and _comes_to(own.statement)):
        why = "the sentence does not say of what the value is but by another figure"
        return own.left_open(why)
    if computed and own.statement.unit != "x":
        return own  # claims yield another value, whatever the other figures are
    others = [each for place, each in enumerate(found) if place != number]
    if computed and _of_another(own, others):
        why = "the sentence does not say of what it is so many times"
        return own.left_open(why)
    if all(each.holds for each in others) or any(each.verdict.verdict is Verdict.REFUTED for each in others):
        return own
    why = f"it is tied to a figure that is not borne out; by itself: {own.verdict.why}"
    return own.left_open(why)


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
