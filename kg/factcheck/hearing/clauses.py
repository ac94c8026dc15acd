"""The part of a sentence that is about one of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.factcheck.hearing.statement import Statement
from kg.factcheck.hearing.times import When
from kg.factcheck.wording.packs import in_any

BREAK: Final = re.compile(r"[;:?!—–()]|,(?!\d)|\s-\s")
"""The marks that set one clause apart from another."""
ASIDE: Final = in_any(r",\s{told_aside}\s(?![^,]*\d,\d)[^,;:.]{3,80},(?!\d)")
"""What is told aside of a name, between commas: which raised so much when it listed."""
_STRETCH: Final = in_any(
    r"[;:—–]|\((?={bracket_opens}\b)|,? (?=(?:{stretch_opens}|{of_which}(?! {came_of_which}\b))\b)|, (?={clause_opens}\b)|"
    r" (?={and} {in_time} (?:19|20)\d\d)"
)
_JOINT: Final = in_any(r"[,;()–—]| / | {joints} ")
_FIGURE: Final = in_any(r"(?<!\w)(?!(?:19|20)\d\d\b)\d|\b{large_numbers}\b")
_SET_APART: Final = in_any(r",(?= {with_more} )")
"""What sets a figure apart from the one before however they are listed: installed for this and that, with a margin of so much."""
_LOOSE_JOINT: Final = in_any(r" {loose_joints} ")


def stretch_of(folded: str, place: int, others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of a sentence that is about the figure at a place: all of it where it has no other figure."""
    if not others:
        return 0, len(folded)
    start, end = 0, len(folded)
    for match in _STRETCH.finditer(folded):
        if match.end() <= place:
            start = match.end()
        elif match.start() > place:
            end = match.start()
            break
    return start, end


def is_of_another(folded: str, place: int, other: int) -> bool:
    """Whether what stands at another place of a sentence is told in a stretch of its own, which has a figure, and not of the figure at a place."""
    stretch = stretch_of(folded, other, [(place, place)])
    return stretch != stretch_of(folded, place, [(other, other)]) and _FIGURE.search(folded, *stretch) is not None


def own_part(
    folded: str, span: tuple[int, int], others: Sequence[tuple[int, int]], stretch: tuple[int, int]
) -> tuple[int, int]:
    """Of the part of a sentence that is about a figure, what stands between its neighbours: cut at the first joint between two."""
    start, end = stretch
    before = max((other[1] for other in others if other[1] <= span[0]), default=-1)
    after = min((other[0] for other in others if other[0] >= span[1]), default=-1)
    if before >= start and (joint := _joint(folded, before, span[0])):
        if joint.group() not in ",;()–—" and (apart := _SET_APART.search(folded, joint.end(), span[0])) is not None:
            joint = apart
        start = joint.end() if joint.group() in ",;()–—" else joint.start()
    if 0 <= after <= end and (joint := _joint(folded, span[1], after)):
        end = joint.start()
    return start, end


def _joint(folded: str, start: int, end: int) -> re.Match[str] | None:
    return _JOINT.search(folded, start, end) or _LOOSE_JOINT.search(folded, start, end)


def in_clause(times: Sequence[When], place: tuple[int, int], folded: str) -> list[When]:
    """Of the times of a sentence those that may date a value of a moment.

    Where it is told aside (the fund, which manages so much, gained so much in 2025), those told aside with it.
    """
    clause = next((m.span() for m in ASIDE.finditer(folded) if m.start() < place[0] and place[1] < m.end()), None)
    return list(times) if clause is None else [when for when in times if clause[0] <= when.start and when.end <= clause[1]]


def last_break(folded: str, place: int) -> int:
    """Where the last mark before a place of a sentence ends; 0 where there is none."""
    return max((match.end() for match in BREAK.finditer(folded, 0, place)), default=0)


def next_break(folded: str, place: int) -> int:
    """Where the next mark stands behind a place of a sentence; its end where there is none."""
    match = BREAK.search(folded, place)
    return len(folded) if match is None else match.start()


def between_marks(statement: Statement) -> tuple[int, int]:
    """The clause of a figure, between the marks about it."""
    return last_break(statement.folded, statement.place), next_break(statement.folded, statement.place_end)


def piece_of(folded: str, place: int, joint: re.Pattern[str] = BREAK) -> tuple[int, int]:
    """The clause about a place of a sentence, cut at what sets apart and at a joint."""
    ends = [match.start() for pattern in (BREAK, joint) for match in pattern.finditer(folded)]
    return max((end for end in ends if end <= place), default=0), min(
        (end for end in ends if end > place), default=len(folded)
    )


def without(text: str, start: int, spans: Sequence[tuple[int, int]]) -> str:
    """A part of a sentence that begins at ``start`` with some spans of the sentence blanked."""
    for low, high in spans:
        if start <= low and high <= start + len(text):
            text = f"{text[: low - start]}{' ' * (high - low)}{text[high - start :]}"
    return text
