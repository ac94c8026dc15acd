"""What stands right about a figure: the clause that is its own, with the names, the times and the metrics told there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.attaching.cues import hits_in
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.overstating import overstated
from kg.factcheck.answering.ranking import misranked
from kg.factcheck.answering.vouching import unvouched
from kg.factcheck.desk import Desk
from kg.factcheck.following.name_places import name_places
from kg.factcheck.following.neighbours import room_about
from kg.factcheck.hearing.accounting import words_unread
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.name_forms import WORD
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.hearing.times import UNKNOWN, parsed, times_in
from kg.factcheck.rows import Row
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.words import unaccented, words_of
from kg.model.period import Period


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a figure, from ``start`` to ``end`` of the folded sentence, with the figure at ``place`` up to ``behind``."""

    statement: Statement
    start: int
    place: int
    behind: int
    end: int

    @property
    def before(self) -> str:
        """What stands before the figure."""
        return self.statement.folded[self.start : self.place]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.statement.folded[self.behind : self.end]

    @property
    def told(self) -> str:
        """All of it, with a mark for the figure."""
        return f"{self.before}§{self.after}"


def clause_of(found: Sequence[Checked], number: int) -> Clause:
    """The clause of a figure: between its neighbours, cut where something is set apart or another clause is joined."""
    statement = found[number].statement
    folded, place, behind = statement.folded, statement.place, statement.place_end
    low, high = room_about(found, number)
    joint = words_of(statement.language).patterns["clause_joint"]
    cuts = [match for pattern in (BREAK, joint) for match in pattern.finditer(folded, low, high)]
    start = max(
        (match.end() if match.end() - match.start() < 2 else match.start() for match in cuts if match.end() <= place),
        default=low,
    )
    end = min((match.start() for match in cuts if match.start() >= behind), default=high)
    return Clause(statement, start, place, behind, end)


def named_there(clause: Clause, desk: Desk) -> list[str]:
    """The entities whose names stand in a clause, in their order."""
    places = name_places(clause.statement, desk)
    return list(dict.fromkeys(whose for low, high, whose in places if clause.start <= low and high <= clause.end))


def metrics_there(clause: Clause, desk: Desk) -> list[str]:
    """The metrics of which the words of a clause speak."""
    cues = asking_cues(desk.vocabulary.metrics, clause.statement.language)
    hits = hits_in(clause.statement.sentence, cues)
    return list(dict.fromkeys(h.metric for h in hits if not h.covered and clause.start <= h.start and h.end <= clause.end))


def times_there(clause: Clause, desk: Desk) -> list[Period | None]:
    """The times told in a clause; None for one that is counted from another and not known."""
    whens, _ = times_in(clause.statement.sentence, words_of(clause.statement.language), desk.as_of)
    found: list[Period | None] = []
    for when in whens:
        if not (clause.start <= when.start and when.end <= clause.end):
            continue
        if when.label == UNKNOWN:
            found.append(None)
            continue
        found += [parsed(replace(when, label=label)) for label in when.label.split("/")]
    return found


def holds_in(row: Row, period: Period) -> bool:
    """Whether a claim is of a time, or of a moment within it."""
    start, end = row.o.start, row.o.end
    if start is None or end is None:
        return False
    if row.o.kind.holds_at_a_moment:
        return period.start <= start and end <= period.end
    return (start, end) == (period.start, period.end)


def near(clause: Clause) -> Statement:
    """The statement of a figure with no more about it than its clause."""
    around = clause.statement.folded[clause.start : clause.end]
    return replace(clause.statement, around=around, within=clause.place - clause.start, difference=True)


def doubted(
    clause: Clause, rows: Sequence[Row], measured: frozenset[str], tied: Sequence[tuple[int, int]], desk: Desk
) -> str | None:
    """Why the words of a clause say more of its figure than what it follows from, or nothing; ``tied`` are those by which it follows."""
    statement = near(clause)
    named = list(dict.fromkeys((*statement.subject.entities, *statement.subject.others)))
    accounted = {word for low, high in tied for word in WORD.findall(clause.statement.folded[low:high])}
    accounted |= {unaccented(word) for word in accounted}
    words = words_of(statement.language)
    if (cause := words.patterns["circumstance"].search(clause.told)) is not None:
        return cause.group()
    text = words.patterns["fulfilled"].sub(" ", clause.told)
    turns = [turn for turn in words.possible if turn.pattern.search(text)]
    if any(turn.allows(name) for turn in turns for name in measured):
        return "the sentence has it as a plan or a possibility"
    unread = [
        word for word in words_unread(statement, rows, measured, desk.vocabulary) if not set(WORD.findall(word)) <= accounted
    ]
    if unread:
        return unread[0]
    made_more = unvouched(statement, rows, rows, desk.vocabulary) or overstated(statement, rows, desk.vocabulary)
    return made_more or misranked(statement, rows, desk.rows(named), desk.vocabulary)
