"""Which claim of a file is which figure that extraction finds: by place, else by the order of their wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from kg.extraction.proposing.drafting import Draft
from kg.model.claim import Claim


def folded(exact: str) -> str:
    """A figure's wording with its white space evened out."""
    return " ".join(exact.split())


def stands(claim: Claim, text: str) -> bool:
    """Whether the claim's figure is at its place in this text."""
    return claim.at is not None and folded(text[claim.at[0] : claim.at[1]]) == folded(claim.exact)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def aligned(claims: Sequence[Claim], drafts: Sequence[Draft], text: str) -> dict[int, int]:
    """The index of the draft that each claim (by index) is of, one to one.

    A claim that stands at its place goes with the draft of the same span, else with the one it overlaps most. Claims
    whose place no longer holds (the text has changed, or they never had one) go by wording: in the order of the text,
    with the other figures as their context, and last the first one of the same wording that says most of the same.
    """
    placed = [index for index, claim in enumerate(claims) if stands(claim, text)]
    found = _by_place(claims, drafts, placed)
    displaced = [index for index in range(len(claims)) if index not in set(placed)]
    if displaced:
        found |= _by_order(claims, drafts, displaced, found)
        found |= _by_wording(claims, drafts, [index for index in displaced if index not in found], set(found.values()))
    return found


def _by_place(claims: Sequence[Claim], drafts: Sequence[Draft], placed: Sequence[int]) -> dict[int, int]:
    by_span = {draft.at: index for index, draft in enumerate(drafts)}
    found: dict[int, int] = {}
    used: set[int] = set()
    for index in placed:
        draft = by_span.get(claims[index].at or (0, 0))
        if draft is not None and draft not in used:
            found[index] = draft
            used.add(draft)
    pairs: list[tuple[int, int, int]] = []
    rest = sorted((index for index in placed if index not in found), key=lambda index: claims[index].at or (0, 0))
    first = 0
    for index in rest:
        span = claims[index].at
        assert span is not None
        while first < len(drafts) and drafts[first].at[1] <= span[0]:
            first += 1
        for number in range(first, len(drafts)):
            if drafts[number].at[0] >= span[1]:
                break
            if number not in used and (shared := overlap(span, drafts[number].at)):
                pairs.append((-shared, index, number))
    for _, index, number in sorted(pairs):
        if index not in found and number not in used:
            found[index] = number
            used.add(number)
    return found


def _by_order(
    claims: Sequence[Claim], drafts: Sequence[Draft], displaced: Sequence[int], found: Mapping[int, int]
) -> dict[int, int]:
    """Claims and drafts as two sequences of wordings, in which those already paired are fixed points."""
    order = sorted(range(len(claims)), key=lambda index: (claims[index].at or (1 << 60, 0), index))
    taken = {number: index for index, number in found.items()}
    left = [f"\0{found[index]}" if index in found else folded(claims[index].exact) for index in order]
    right = [
        f"\0{number}" if number in taken else folded(draft.extracted.figure.exact) for number, draft in enumerate(drafts)
    ]
    wanted = set(displaced)
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            index, number = order[block.a + step], block.b + step
            if index in wanted and number not in taken:
                pairs[index] = number
    return pairs


def _by_wording(claims: Sequence[Claim], drafts: Sequence[Draft], left: Sequence[int], used: set[int]) -> dict[int, int]:
    free = [number for number in range(len(drafts)) if number not in used]
    by_wording = {
        wording: list(numbers)
        for wording, numbers in groupby(
            sorted(free, key=lambda number: (folded(drafts[number].extracted.figure.exact), number)),
            key=lambda number: folded(drafts[number].extracted.figure.exact),
        )
    }
    pairs: dict[int, int] = {}
    for index in left:
        candidates = by_wording.get(folded(claims[index].exact), [])
        if candidates:
            best = max(candidates, key=lambda number: (_likeness(claims[index], drafts[number].claim), -number))
            candidates.remove(best)
            pairs[index] = best
    return pairs


def _likeness(claim: Claim, draft: Claim) -> int:
    same = (
        claim.entity == draft.entity,
        claim.metric == draft.metric,
        (claim.period or claim.as_of) == (draft.period or draft.as_of),
        claim.unit == draft.unit,
        claim.status is draft.status,
    )
    return sum(same)
