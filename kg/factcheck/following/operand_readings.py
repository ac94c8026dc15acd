"""A figure that another is told to be so many times or a part of, understood by its own words: nine-tenths of the chipmaker's $57 billion in sales.

What the rest of the sentence tells is of the other figure. Whose, what or when its own words do not tell it is, is that of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.factcheck.answering.checking import Checked, first_that_holds
from kg.factcheck.desk import Desk
from kg.factcheck.following.named_quantities import MEASURED, base_of, named_by, times_told
from kg.factcheck.following.neighbours import between
from kg.factcheck.hearing.blanking import told_apart
from kg.factcheck.hearing.clauses import BREAK, next_break
from kg.factcheck.hearing.measures import dimension_of, metrics_of
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.wording.words import words_of

_HEDGE: Final = 2  # words at most between a bracket and the figure in it


def by_its_own_words(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """A figure behind a ratio as its own words make it understood, where they bear it out or speak against it; else None."""
    own = found[number]
    statement = own.statement
    if number == 0 or dimension_of(statement.unit) not in MEASURED or statement.difference:
        return None
    words, ratio = words_of(statement.language), found[number - 1].statement
    if dimension_of(ratio.unit) != "share" or ratio.place > statement.place:
        return None
    linked = _unbracketed(between(ratio, statement), statement)
    if not words.has("of_a_quantity", f"{linked} ") or BREAK.search(linked):
        return None
    base = base_of(found, number - 1, desk, settled=False)
    if base is None:
        return None
    dimension = dimension_of(statement.unit)
    if dimension not in ("time", dimension_of(base.statement.unit)):
        return None  # how long what it is told of took, or what that came to
    told = first_that_holds(_readings(found, number, base, desk), desk)
    if told is None:
        return None
    return replace(told, statement=replace(told.statement, folded=statement.folded, sentence=statement.sentence))


def _unbracketed(linked: str, statement: Statement) -> str:
    """What stands between a ratio and a figure, without the bracket that the figure alone is in: twice the sales expected (about 213 billion)."""
    head, mark, hedge = linked.rpartition("(")
    alone = statement.behind.startswith(")") and BREAK.search(head) is None and len(hedge.split()) <= _HEDGE
    return head.rstrip() if mark and alone else linked


def _readings(found: Sequence[Checked], number: int, base: Checked, desk: Desk) -> Iterator[Statement]:
    """The figure by the words between the ratio and the end of its clause, all the rest of the sentence blanked."""
    statement, vocabulary = found[number].statement, desk.vocabulary
    words = words_of(statement.language)
    start = found[number - 1].statement.place_end
    ends = [next_break(statement.folded, statement.place_end)]
    ends += [
        each.statement.place for each in found[number + 1 :] if dimension_of(each.statement.unit) not in ("time", "date")
    ]
    end = min(ends)
    named = named_by(statement, statement.sentence[start:end], base, desk)
    if named is None:
        return
    local = (statement.place - start, statement.place_end - start)
    text = statement.sentence[start:end]
    groups, hits = metrics_of(text, local, dimension_of(statement.unit), [], vocabulary, words, named.spans, (0, len(text)))
    measured = tuple(sorted({*base.measured, *(vocabulary.compared_metric(name) for name in base.measured)}))
    heard = tuple(dict.fromkeys(hit.metric for hit in hits if not hit.covered))
    alike = dimension_of(base.statement.unit) == dimension_of(statement.unit)
    for group in (*groups, measured) if alike else groups:
        for period in times_told(text, base, named.entity, words, desk):
            yield told_apart(
                statement,
                (start, end),
                Subject((named.entity,), (), None, named.speakers),
                group,
                heard,
                period,
                words,
                names=named.spans,
                blanks=named.kinds,
            )
