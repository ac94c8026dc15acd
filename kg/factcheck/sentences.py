"""A sentence as a whole: its figures held together, and what it says beside them. ``kg ask`` and ``kg lint`` both judge by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.factcheck.answering.checking import Checked, checked
from kg.factcheck.answering.comparing import check_comparison
from kg.factcheck.answering.unnamed import about_a_matter
from kg.factcheck.desk import Desk
from kg.factcheck.following.date_gaps import untold_apart
from kg.factcheck.following.deriving import derived
from kg.factcheck.following.other_readings import read_otherwise
from kg.factcheck.following.other_times import held_of_other_times, told_of_other_times
from kg.factcheck.following.unread_words import left_over
from kg.factcheck.following.words_against import said_otherwise
from kg.factcheck.hearing.opening import as_opened
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.hearing.understanding import understand
from kg.factcheck.verdict import FigureVerdict, Verdict
from kg.factcheck.wording.words import words_of

_MOST_UNREAD: Final = 3
Checking = Callable[[Statement, Desk], Checked]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a sentence is worth: its figures, those that are tied to one another held together, or what it compares without any.

    ``unread`` are words for which nothing accounts; they are looked for where all figures are borne out.
    """

    found: tuple[Checked, ...] = ()
    compared: FigureVerdict | None = None
    unread: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[FigureVerdict, ...]:
        """The verdict on each figure by itself."""
        return tuple(each.verdict for each in self.found) or ((self.compared,) if self.compared is not None else ())

    @property
    def within(self) -> tuple[FigureVerdict, ...]:
        """The verdicts as they may be shown one by one: no figure is supported in a sentence that says more than the base tells."""
        if not self.unread:
            return self.figures
        why = f"the figure is borne out, but {untold(self.unread)}"
        return tuple(
            replace(each, verdict=Verdict.UNVERIFIABLE, why=each.why if each.is_miscited else why, unread=self.unread)
            for each in self.figures
        )


def untold(unread: Sequence[str]) -> str:
    """What the base does not tell of a sentence, in words."""
    told = '" and "'.join(unread[:_MOST_UNREAD])
    return f'the base does not tell what "{told}" says'


def statements_in(
    passage: Passage, figures: Sequence[Figure], desk: Desk, language: str, lent: Sequence[str] = ()
) -> list[Statement]:
    """What the figures of a sentence say; ``lent`` are whom it speaks of without naming them."""
    found = understand(passage, figures, desk.vocabulary, words_of(language), desk.as_of, lent, desk.names)
    return [as_opened(about_a_matter(statement, desk), desk.vocabulary) for statement in found]


def weigh(
    statements: Sequence[Statement], passage: Passage, desk: Desk, language: str, check: Checking = checked
) -> Weighed:
    """What a sentence is worth that says so much; ``check`` tells what each figure is worth by itself."""
    if not statements:
        return Weighed(compared=check_comparison(passage, desk, words_of(language)))
    alone = [check(statement, desk) for statement in statements]
    found = [_as_cited(own, now) for own, now in zip(alone, derived(alone, desk), strict=True)]
    found = [_fully_understood(found, number, desk) for number in range(len(found))]
    unread: tuple[str, ...] = ()
    if all(each.holds for each in found):
        otherwise = said_otherwise(found, desk.vocabulary) or told_of_other_times(found, desk) or untold_apart(found, desk)
        unread = (*left_over(found, desk.vocabulary, held_of_other_times(found, desk)), *([otherwise] if otherwise else ()))
    return Weighed(tuple(found), None, unread)


def _fully_understood(found: Sequence[Checked], number: int, desk: Desk) -> Checked:
    """A figure as it is, or left open where claims speak against one reading of its words and another may be meant."""
    why = read_otherwise(found, number, desk)
    return found[number] if why is None else found[number].left_open(why)


def _as_cited(own: Checked, now: Checked) -> Checked:
    """A figure beside others with what it cites; what a claim that it cites does not say, no other figure makes good."""
    if own.verdict.is_miscited:
        return own
    return replace(now, verdict=replace(now.verdict, cited=own.verdict.cited))
