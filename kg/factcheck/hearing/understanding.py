"""A sentence -> what each of its figures says: of whom, of what, for when, and how it compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import Hit
from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.amounts import by_the_million, in_dollars, per_of
from kg.factcheck.hearing.clauses import in_clause, own_part, stretch_of, without
from kg.factcheck.hearing.comparators import bound_of
from kg.factcheck.hearing.crediting import credited
from kg.factcheck.hearing.doubting import denied_behind, is_supposed, tells_ahead
from kg.factcheck.hearing.figuring import Placed, bare_number, dates_of, is_length, is_year, place_figures, spans_of
from kg.factcheck.hearing.half_years import joined
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
from kg.factcheck.hearing.naming import Named, named_in
from kg.factcheck.hearing.narrowing import is_difference, partners_of, together_with
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.pairing import gapped, respective_to
from kg.factcheck.hearing.ratio_times import times_of_another
from kg.factcheck.hearing.statement import Statement, Subject
from kg.factcheck.hearing.subjects import subject_of
from kg.factcheck.hearing.times import (
    UNKNOWN,
    When,
    from_one_to_other,
    in_turn,
    is_before,
    parsed,
    time_of,
    times_in,
    told_before,
    year_before,
)
from kg.factcheck.hearing.timing import not_compared, over_both
from kg.factcheck.hearing.told_aside import placed_outside, times_aside, without_asides
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.period import Period
from kg.model.vocabulary import Entity, MetricKind

_MORE: Final = in_any(r"\b{still_more} ")
_UNDONE: Final = ("_cancelled", "_saved", "_avoided", "_withdrawn")
"""How the metrics end that count what did not come about."""
_SMALL: Final = 1000  # of dollars spent for each dollar earned
_NEAR: Final = 5  # words between what is measured and the verb by which it moved
_THEN: Final = 8
_OF_A_MOMENT: Final = (MetricKind.STOCK, MetricKind.RATIO, MetricKind.PRICE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its names, times and figures; ``present`` says that it tells of now.

    ``names`` are the spans of proper names, ``earned`` and ``spent`` say that it tells sums for each one earned or spent.
    """

    passage: Passage
    folded: str
    named: Named
    names: Sequence[tuple[int, int]]
    times: Sequence[When]
    present: bool
    placed: Sequence[Placed]
    earned: bool
    spent: bool
    carried: Sequence[str]
    vocabulary: Vocabulary
    words: Words


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
    sentence = _read(passage, figures, vocabulary, words, as_of, carried, names_known)
    lent, sides = respective_to(sentence.placed, passage.text, sentence.folded, sentence.named, vocabulary, words)
    statements: list[Statement] = []
    for index in range(len(sentence.placed)):
        before = statements[-1] if statements else None
        statements.append(_statement(sentence, index, before, lent.get(index), sides))
    return statements


def _read(
    passage: Passage,
    figures: Sequence[Figure],
    vocabulary: Vocabulary,
    words: Words,
    as_of: date,
    carried: Sequence[str],
    names_known: Mapping[str, Entity] | None,
) -> _Sentence:
    """The names, times and figures of a sentence; where it has no other figure, its dates or spans of time are those."""
    text, folded = passage.text, fold(passage.text)
    named = named_in(passage, vocabulary, words, words.language, names_known)
    placed = joined(by_the_million(place_figures(passage, figures, named, words), folded, words), folded, words)
    times, present = times_in(text, words, as_of)
    # The name of an industry says what is measured (venture capital), that of a company does not.
    proper = [m for m in (*named.known, *named.unknown) if m.kind not in ("industry", "concept")]
    names = [(mention.start, mention.end) for mention in proper]
    placed = [p for p in placed if not is_year(p, times) and not is_length(p, times, placed, folded)]
    if not placed:
        placed = dates_of(passage, times, vocabulary, words) or spans_of(passage, folded, vocabulary, words)
    earned, spent = (words.patterns[name].search(folded) for name in ("per_earned", "per_spent"))
    for each in (earned, spent):
        if each is not None:
            placed = [p for p in placed if not (p.start < each.end() and each.start() < p.end)]
            placed = placed or bare_number(passage, folded, each.span(), words)
    placed = gapped(placed, folded, names, words)
    return _Sentence(
        passage,
        folded,
        named,
        names,
        times,
        present,
        placed,
        earned is not None,
        spent is not None,
        carried,
        vocabulary,
        words,
    )


def _statement(
    of: _Sentence,
    index: int,
    before: Statement | None,
    lent: tuple[tuple[str, ...], ...] | None,
    sides: Mapping[int, str],
) -> Statement:
    """What one figure of a sentence says; ``before`` is what the one before it does, ``lent`` the metrics and ``sides`` whom others lend."""
    folded, words, vocabulary, item = of.folded, of.words, of.vocabulary, of.placed[index]
    place = (item.start, item.end)
    others = [(p.start, p.end) for number, p in enumerate(of.placed) if number != index]
    size = abs(item.figure.low or item.figure.high or Decimal(0))
    counts = item.figure.unit == "count" and not any(p.figure.kind == "money" for p in of.placed)
    ratio = (of.earned or of.spent) and (counts or item.figure.kind == "money") and size < _SMALL
    figure = in_dollars(replace(item.figure, unit="x") if ratio else item.figure, folded)
    dimension = dimension_of(figure.unit)
    stretch = stretch_of(folded, item.start, others)
    around = own_part(folded, place, others, stretch)
    about = folded[slice(*around)]
    told, besides = without_asides(of.passage.text, folded, place, others)
    figure, groups, hits = measured(figure, of.placed, place, besides, around, told, of.names, vocabulary, words)
    groups = groups if lent is None else lent
    if before is not None:
        groups = from_before(groups, hits, before, figure, (folded, item.start), vocabulary, words)
    alike = [(p.start, p.end) for p in of.placed if p.figure.unit == figure.unit]
    difference = is_difference(folded, place, alike, words) or _moves(figure, groups, hits, folded[: item.start], of)
    difference = difference or (dimension == "time" and _MORE.search(fold(item.figure.exact)) is not None)  # nine more days
    if difference and before is not None:
        figure = in_its_unit(figure, before, folded[item.end :], words)
        groups = as_before(groups, hits, before, figure, (folded, item.start), vocabulary)
    groups = changes_of(groups, vocabulary) if difference else groups
    subject = _subject(of, index, others, around, hits, groups, sides, of_share=dimension == "share")
    undoing = [
        vocabulary.metric(name).name(words.language) for name in (groups[0] if groups else ()) if name.endswith(_UNDONE)
    ]
    period, by, other_period, mine = _times(of, place, others, stretch, subject, groups, difference=difference)
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
        ahead=tells_ahead("ahead", unmeasured, words),
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


def _moves(figure: Figure, groups: Sequence[Sequence[str]], hits: Sequence[Hit], ahead: str, of: _Sentence) -> bool:
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
    of: _Sentence,
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


def _times(
    of: _Sentence,
    place: tuple[int, int],
    others: Sequence[tuple[int, int]],
    stretch: tuple[int, int],
    subject: Subject,
    groups: Sequence[Sequence[str]],
    *,
    difference: bool,
) -> tuple[Period | None, bool, Period | None, list[When]]:
    """The time of a figure, whether it is only an end, that of what it is compared with, and all that may be its own."""
    year_end = of.vocabulary.fiscal_year_end(subject.entities[0]) if subject.entities else "12-31"
    # What it is compared with may have a time of its own: more than the other was worth in 2024.
    aside = of.words.patterns["other_side"].search(of.folded, place[1])
    beyond = [when for when in of.times if aside is not None and aside.start() <= when.start < aside.end()]
    if difference and (on := of.words.patterns["on_then"].match(of.folded[place[1] :])) is not None:
        beyond += [when for when in of.times if 0 <= when.start - place[1] - on.end() < _THEN and when not in beyond]
    past = told_before(of.times, place, others, of.folded, of.words)
    past += times_of_another(place, of.placed, of.times, of.folded, of.words)
    past += times_aside(of.times, of.folded, place, others)
    mine = [when for when in of.times if when not in beyond and when not in past]
    units = [p.figure.unit for p in of.placed]
    clause = own_part(of.folded, place, others, stretch)
    mine = (
        not_compared(mine, of.times, place, clause, of.folded, of.words, twice=len(set(units)) < len(units))
        if others
        else mine
    )
    if of.words.has("so_many_of_then", of.folded[place[0] :]) and len(mine) > 1:
        mine = [when for when in mine if not place[1] <= when.start < place[1] + _THEN]
    if groups and of.vocabulary.metrics[groups[0][0]].kind in _OF_A_MOMENT:
        mine = in_clause(mine, place, of.folded)
        # It manages 10 billion, and gained 56 % in 2025: that is when it gained so much.
        end, then = own_part(of.folded, place, others, stretch)[1], min((a for a, _ in others if a >= place[1]), default=0)
        mine = [when for when in mine if not end <= when.start < then]
    # "Now worth 852 billion, it was valued at 157 billion in 2024": the present is of the clause that names no time.
    told = [when for when in mine if stretch[0] <= when.start < stretch[1]] if of.present else mine
    period, by = time_of(of.folded, of.words, place, told, others, year_end, stretch)
    if not others and (both := over_both(of.folded, of.words, of.times)) is not None:
        period, by = both, False
    if period is not None and is_before(of.folded, of.words, place, others, of.times):
        period, by = year_before(period, year_end), False
    values = [(p.start, p.figure.low) for p in of.placed]
    if turns := in_turn(of.folded, of.words, of.times, values):
        behind = [start for start, _ in values if start >= turns[1].end]
        if place[0] in behind:
            own = turns[behind.index(place[0])]
            return parsed(own, year_end), False, None, [own]
    other = parsed(beyond[0], year_end) if beyond else None
    label = period.label if period is not None else ""
    if difference and other is None and label.count("/") == 1:  # between 2024 and 2025
        period, by, other = (
            parsed(When(0, 0, label.partition("/")[2]), year_end),
            False,
            parsed(When(0, 0, label.partition("/")[0]), year_end),
        )
    elif difference and other is None and (ends := from_one_to_other(of.folded, of.words, told)) is not None:
        period, by, other = parsed(ends[1], year_end), False, parsed(ends[0], year_end)
    return period, by, other, mine


def _beside(of: _Sentence, subject: Subject) -> str | None:
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
