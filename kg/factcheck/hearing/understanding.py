"""A sentence -> what each of its figures says: of whom, of what, for when, and how it compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import Hit
from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.amounts import in_dollars, per_of
from kg.factcheck.hearing.clauses import own_part, stretch_of, without
from kg.factcheck.hearing.comparators import bound_of
from kg.factcheck.hearing.crediting import credited
from kg.factcheck.hearing.doubting import denied_behind, is_supposed, tells_ahead
from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.measuring import (
    as_before,
    as_money_ratio,
    as_quotient,
    came_to,
    changes_of,
    from_before,
    in_its_unit,
    measured,
    segments_of,
    words_measuring,
)
from kg.factcheck.hearing.narrowing import is_difference
from kg.factcheck.hearing.own_times import time_of_figure
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.pairing import respective_to
from kg.factcheck.hearing.partners import partners_of, together_with
from kg.factcheck.hearing.sentence import Sentence, read_sentence
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.hearing.subjects import subject_of
from kg.factcheck.hearing.times import (
    UNKNOWN,
    is_before,
)
from kg.factcheck.hearing.told_aside import placed_outside, without_asides
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity, MetricKind

_MORE: Final = in_any(r"\b{still_more} ")
_UNDONE: Final = ("_cancelled", "_saved", "_avoided", "_withdrawn")
"""How the metrics end that count what did not come about."""
_SMALL: Final = 1000  # of dollars spent for each dollar earned
_NEAR: Final = 5  # words between what is measured and the verb by which it moved


def understand(
    passage: Passage,
    figures: Sequence[Figure],
    vocabulary: Vocabulary,
    words: Words,
    as_of: date,
    carried: Sequence[str] = (),
    names_known: Mapping[str, Entity] | None = None,
) -> list[Statement]:
    """What the figures of a sentence say. ``carried`` are entities that the text before it leaves no doubt about.

    ``names_known`` are the entities whose names are looked for (without them all).
    """
    sentence = read_sentence(passage, figures, vocabulary, words, as_of, carried, names_known)
    lent, sides = respective_to(sentence.placed, passage.text, sentence.folded, sentence.named, vocabulary, words)
    statements: list[Statement] = []
    for index in range(len(sentence.placed)):
        before = statements[-1] if statements else None
        statements.append(_statement(sentence, index, before, lent.get(index), sides))
    return statements


def _statement(
    of: Sentence,
    index: int,
    before: Statement | None,
    lent: tuple[tuple[str, ...], ...] | None,
    sides: Mapping[int, str],
) -> Statement:
    """What one figure of a sentence says; ``before`` is what the one before it does, ``lent`` the metrics and ``sides`` whom others lend."""
    folded, words, vocabulary, item = of.folded, of.words, of.vocabulary, of.placed[index]
    place = (item.start, item.end)
    others = [(p.start, p.end) for number, p in enumerate(of.placed) if number != index]
    stretch = stretch_of(folded, item.start, others)
    around = own_part(folded, place, others, stretch)
    about = folded[slice(*around)]
    figure, ratio = _as_ratio(of, item)
    dimension = dimension_of(figure.unit)
    figure, groups, hits, difference = _measures(of, item, figure, others, around, before, lent)
    subject = _subject(of, index, others, around, hits, groups, sides, of_share=dimension == "share")
    undoing = [
        vocabulary.metric(name).name(words.language) for name in (groups[0] if groups else ()) if name.endswith(_UNDONE)
    ]
    period, by, other_period, mine = time_of_figure(of, place, others, stretch, subject, groups, difference=difference)
    if before is not None and came_to(before, figure, (folded, item.start), [when.start for when in of.times]):
        period, by = before.period, before.by
    counted = [hit for hit in hits if figure.unit == "count" and groups and hit.metric == groups[0][0]]
    unmeasured = without(about, around[0], [(hit.start, hit.end) for hit in counted])  # goals that are scored are no aims
    statement = Statement(
        figure=figure,
        start=item.figure.start,
        end=max(item.figure.end, of.passage.source(*place)[1]) if item.end > item.start else item.figure.end,
        exact=item.figure.exact,
        sentence=of.passage.text,
        folded=folded,
        language=words.language,
        bound=bound_of(folded, item.start, figure, words, of.names),
        unit=figure.unit,
        subject=subject,
        metrics=groups,
        heard=tuple(dict.fromkeys(hit.metric for hit in hits if not hit.covered)),
        covered=tuple(dict.fromkeys(hit.metric for hit in hits if hit.covered)),
        place=item.start,
        around=about,
        within=item.start - around[0],
        per=figure.per or per_of(about, folded[item.end : around[1]], figure, words),
        period=period,
        by=by,
        ahead=tells_ahead("ahead", unmeasured, words) or words.has("ahead_for_all", folded),
        aims=tells_ahead("aims", unmeasured, words),
        other_period=other_period,
        segments=segments_of(folded, around, of.named.asides, words),
        asides=of.named.asides,
        times=tuple((when.start, when.end) for when in of.times),
        since=any(words.has("since", folded[: when.start]) for when in of.times),
        ratio_of_money=ratio,
        regions=of.named.regions,
        untimed=period is None and any(when.label == UNKNOWN for when in mine),
        earlier=is_before(folded, words, place, others, of.times),
        supposed=is_supposed(folded, place, around, words, undoing),
        beside=_beside(of, subject) if not others and dimension in ("money", "count") else None,
        difference=difference,
        partners=partners_of(folded, place, of.named, subject.entities[:1], words),
        own=tuple(dict.fromkeys(h.metric for h in hits if not h.covered and around[0] <= h.start and h.end <= around[1])),
        superlative=next((told for name, told in _SUPERLATIVES if words.has(name, about)), None),
    )
    statement = as_quotient(denied_behind(statement, words), [hit.metric for hit in hits], vocabulary)
    return as_money_ratio(statement, of.spent and not of.earned, vocabulary) if ratio else statement


def _as_ratio(of: Sentence, item: Placed) -> tuple[Figure, bool]:
    """A figure, as so many for each one where the sentence tells what was spent for each dollar earned; and whether it is that."""
    size = abs(item.figure.low or item.figure.high or Decimal(0))
    counts = item.figure.unit == "count" and not any(p.figure.kind == "money" for p in of.placed)
    ratio = (of.earned or of.spent) and (counts or item.figure.kind == "money") and size < _SMALL
    return in_dollars(replace(item.figure, unit="x") if ratio else item.figure, of.folded), ratio


def _measures(
    of: Sentence,
    item: Placed,
    figure: Figure,
    others: Sequence[tuple[int, int]],
    around: tuple[int, int],
    before: Statement | None,
    lent: tuple[tuple[str, ...], ...] | None,
) -> tuple[Figure, tuple[tuple[str, ...], ...], Sequence[Hit], bool]:
    """A figure in the unit of what it measures, the metrics that it may be of, what is heard of any, and whether it is a difference."""
    folded, words, vocabulary, place = of.folded, of.words, of.vocabulary, (item.start, item.end)
    lasts = dimension_of(figure.unit) == "time"
    told, besides = without_asides(of.passage.text, folded, place, others)
    figure, groups, hits = measured(figure, of.placed, place, besides, around, told, of.names, vocabulary, words)
    groups = groups if lent is None else lent
    if before is not None:
        groups = from_before(groups, hits, before, figure, (folded, item.start), vocabulary, words)
    alike = [(p.start, p.end) for p in of.placed if p.figure.unit == figure.unit]
    difference = is_difference(folded, place, alike, words) or _moves(figure, groups, hits, folded[: item.start], of)
    difference = difference or (lasts and _MORE.search(fold(item.figure.exact)) is not None)  # nine more days
    if difference and before is not None:
        figure = in_its_unit(figure, before, folded[item.end :], words)
        groups = as_before(groups, hits, before, figure, (folded, item.start), vocabulary)
    return figure, changes_of(groups, vocabulary) if difference else groups, hits, difference


def _moves(figure: Figure, groups: Sequence[Sequence[str]], hits: Sequence[Hit], ahead: str, of: Sentence) -> bool:
    """Whether a figure can but be a difference: points of percent, so many gained of what there is at a time, what revenue gained."""
    won = of.words.patterns["won_or_lost"].search(ahead)
    if figure.unit == "pp" or won is None or not groups:
        return figure.unit == "pp"
    told = [
        hit
        for hit in hits
        if hit.metric in groups[0]
        and hit.end <= won.start()
        and any(ahead[hit.start : hit.end] in fold(label) for label in of.vocabulary.metrics[hit.metric].label.values())
    ]
    itself = any(len(ahead[hit.end : won.start()].split()) <= _NEAR and "," not in ahead[hit.end :] for hit in told)
    stock = of.vocabulary.metrics[groups[0][0]].kind is MetricKind.STOCK and figure.unit == "count"
    stock = stock and of.words.has("over_a_time", of.folded)
    return stock or (itself and dimension_of(figure.unit) in ("money", "count"))


_SUPERLATIVES: Final = (("superlative", "largest"), ("smallest", "smallest"), ("record", "largest"))


def _subject(
    of: Sentence,
    index: int,
    others: Sequence[tuple[int, int]],
    around: tuple[int, int],
    hits: Sequence[Hit],
    groups: Sequence[Sequence[str]],
    sides: Mapping[int, str],
    *,
    of_share: bool,
) -> Subject:
    """Whom a figure is about; of figures told respectively, each is about its own."""
    item = of.placed[index]
    subject = subject_of(
        of.named,
        (item.start, item.end),
        of.passage,
        others,
        [(hit.start, hit.end) for hit in hits],
        of.vocabulary,
        of.carried,
        of.words,
        around if others else None,
        of_share=of_share,
        measured=words_measuring(hits, groups),
    )
    subject = credited(subject, item, of.placed, of.named, of.folded, of.words)
    subject = placed_outside(subject, of.named, of.folded, (item.start, item.end), others)
    if index not in sides:
        return subject
    return replace(subject, entities=(sides[index],), others=tuple(e for e in sides.values() if e != sides[index]))


def _beside(of: Sentence, subject: Subject) -> str | None:
    """A second name that a figure is of as well: no part and no whole of the first."""
    named, entities = of.named, of.vocabulary.entities
    if not subject.entities or len(named.known) + len(named.unknown) < 2:
        return None
    first = subject.entities[0]
    kin = {first, *wholes(first, entities)}
    unknown = tuple(m for m in named.unknown if not named.tells_aside(m))
    apart = [
        m for m in named.known if m.entity == first or (m.entity not in kin and not kin & set(wholes(m.entity, entities)))
    ]
    return together_with(of.folded, replace(named, known=tuple(apart), unknown=unknown), first, of.words)
