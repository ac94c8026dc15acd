"""Reviewing proposals: a session as a value, each decision a function from one session to the next.

Nothing is read or written here. A decision says which claim becomes which (``Move``); whoever drives the session writes
that to the file before the next one is asked for, so the files are all the state there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.extraction.proposing.drafting import marks_of
from kg.model.claim import Claim, Review, ReviewState
from kg.model.errors import UsageError


class ChangedError(UsageError):
    """The claim to decide on is no longer in its file as it was proposed."""


@dataclass(frozen=True, slots=True)
class Move:
    """One decision; ``after`` is nothing where the claim was skipped."""

    before: Claim
    after: Claim | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Proposals still to be seen, the first being the current one, and the decisions so far. ``on`` is an ISO date."""

    waiting: tuple[Claim, ...]
    done: tuple[Move, ...] = ()
    by: str | None = None
    on: str | None = None

    @property
    def current(self) -> Claim | None:
        """The proposal to decide on."""
        return self.waiting[0] if self.waiting else None

    @property
    def position(self) -> tuple[int, int]:
        """Which one it is of how many, counted from 1."""
        return len(self.done) + 1, len(self.done) + len(self.waiting)

    @property
    def counts(self) -> dict[str, int]:
        """How many were accepted, edited, rejected and skipped."""
        kinds = [_kind(move) for move in self.done]
        return {kind: kinds.count(kind) for kind in ("accepted", "edited", "rejected", "skipped")}


def _kind(move: Move) -> str:
    if move.after is None:
        return "skipped"
    if move.after.review.state is ReviewState.REJECTED:
        return "rejected"
    return "accepted" if replace(move.after, review=move.before.review) == move.before else "edited"


def proposals(
    claims: Iterable[Claim],
    *,
    sources: Collection[str] = (),
    entities: Collection[str] = (),
    metrics: Collection[str] = (),
) -> tuple[Claim, ...]:
    """The claims that wait for review, source by source in the order of their text; empty filters let all pass."""
    found = [
        claim
        for claim in claims
        if claim.review.state is ReviewState.PROPOSED
        and (not sources or claim.source in sources)
        and (not entities or claim.entity in entities)
        and (not metrics or claim.metric in metrics)
    ]
    return tuple(sorted(found, key=lambda claim: (claim.source, claim.at or (1 << 60, 0), claim.id)))


def accept(session: Session, edited: Claim | None = None) -> Session:
    """The current claim is right, as it stands or as edited."""
    return _decided(session, edited, Review(ReviewState.ACCEPTED, session.by, session.on))


def reject(session: Session, reason: str | None = None) -> Session:
    """The current claim is wrong, or no claim at all; its place in the text will not be proposed again."""
    return _decided(session, None, Review(ReviewState.REJECTED, session.by, session.on, reason or None))


def skip(session: Session) -> Session:
    """Leave the current claim as it is, for another time."""
    current = _current(session)
    return replace(session, waiting=session.waiting[1:], done=(*session.done, Move(current)))


def undo(session: Session) -> tuple[Session, Move | None]:
    """Take the last decision back; the move says what to write (nothing for a skip)."""
    if not session.done:
        raise UsageError("there is nothing to undo in this session")
    last = session.done[-1]
    back = replace(session, waiting=(last.before, *session.waiting), done=session.done[:-1])
    return back, None if last.after is None else Move(last.after, last.before)


def dropped(session: Session) -> Session:
    """The session without its current claim, which is no longer in the files as it was."""
    return replace(session, waiting=session.waiting[1:])


def _decided(session: Session, edited: Claim | None, review: Review) -> Session:
    current = _current(session)
    after = replace(edited or current, review=review)
    return replace(session, waiting=session.waiting[1:], done=(*session.done, Move(current, after)))


def _current(session: Session) -> Claim:
    if session.current is None:
        raise UsageError("no proposal is left to decide on")
    return session.current


def confident(claims: Iterable[Claim], least: float) -> tuple[Claim, ...]:
    """The proposals of which every field is at least so sure; one that does not say how sure it is does not count."""
    return tuple(claim for claim in claims if (marks := marks_of(claim)) and min(marks.values()) >= least)
