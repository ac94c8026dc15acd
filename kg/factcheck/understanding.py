"""A sentence -> what each of its figures says: of whom, of what, for when, and how it compares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import Hit
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.stems import placed_stems
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.comparators import bound_of
from kg.factcheck.figuring import FREE, Placed, bare_number, dates_of, is_length, is_year, place_figures, spans_of
from kg.factcheck.measures import dimension_of, metrics_of, quotients
from kg.factcheck.naming import Named, named_in
from kg.factcheck.narrowing import is_difference, partners_of, together_with
from kg.factcheck.owning import wholes
from kg.factcheck.pairing import gapped, respective_to
from kg.factcheck.statement import Shape, Statement, Subject
from kg.factcheck.subjects import subject_of
from kg.factcheck.times import UNKNOWN, When, parsed, time_of, times_in
from kg.factcheck.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity, MetricKind

_SUM: Final = 1_000_000
_SMALL: Final = 1000  # of dollars spent for each dollar earned
_ASIDE: Final = re.compile(r",\s(?:qui|which|who|dont)\s(?![^,]*\d,\d)[^,;:.]{3,80},(?!\d)")
_OF_A_MOMENT: Final = (MetricKind.STOCK, MetricKind.RATIO, MetricKind.PRICE)
_CLOSE_BEHIND: Final = 3
_OF_WHICH: Final = re.compile(r"\b(?:dont|of which|including|y compris)\b")
_GROWN_TO: Final = re.compile(r",?\s(?:to|à)\s(?:about |some |nearly |environ |près de |quelque )?")
_OF_SO_MANY: Final = re.compile(
    r" (?:of|among|des|de|d'|parmi) ?(?:(?:the|its|ses|les|quelque|some|about|roughly|around|environ|[\w.-]+'s?) )*"
)
_CENTS: Final = re.compile(r"\bcent(?:ime)?s?\Z")
_TOLD_MONEY: Final = re.compile(
    r"[$€£¥]|(?i:dollar|euro|livre|pound|yuan|yen|franc|buck|cent|usd|eur|gbp|cny|rmb|jpy|chf)|[MB]d\b"
)
_EURO: Final = re.compile(r"€|\beuros?\b|\bcentimes?\b(?! de dollar| américain)")
_IN_CENTS: Final = re.compile(
    r"[a-zà-ÿ-]+ cents\|,? ?(?:pour|par|le|les|l'|du)(?: un| chaque)? millions? de (?:tokens|jetons)"
)
_A_MILLION: Final = re.compile(r"(?:a|an?|one|each|every|1|un|le)? ?millions?")
_PER: Final = re.compile(r"\s(?:(?:a|per|the|for|for each|for every|le|par|pour|les)\s)?")
_EVERY: Final = (("yearly", "year"), ("monthly", "month"), ("quarterly", "quarter"))
_STRETCH: Final = re.compile(
    r"[;:—–]|\((?=(?:contre|against|vs|compared)\b)|,? (?=(?:dont|of which|including|while|whereas|tandis que|alors que|contre|against|compared with)\b)|, (?=(?:et|and|but|mais|puis|then|or)\b)|"
    r" (?=(?:et|and) (?:en|in) (?:19|20)\d\d)"
)


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


_JOINT: Final = re.compile(r"[,;()–—]| / | (?:et|and|mais|but|contre|against) ")
_LOOSE_JOINT: Final = re.compile(r" (?:pour|for|sur|on) ")
_SIGNED: Final = re.compile(r"[+−-]\s?\d")


def _own_part(
    folded: str, span: tuple[int, int], others: Sequence[tuple[int, int]], stretch: tuple[int, int]
) -> tuple[int, int]:
    """Of the part of a sentence that is about a figure, what stands between its neighbours: cut at the first joint between two."""
    start, end = stretch
    before = max((other[1] for other in others if other[1] <= span[0]), default=-1)
    after = min((other[0] for other in others if other[0] >= span[1]), default=-1)
    if before >= start and (joint := _joint(folded, before, span[0])):
        start = joint.end() if joint.group() in ",;()–—" else joint.start()
    if 0 <= after <= end and (joint := _joint(folded, span[1], after)):
        end = joint.start()
    return start, end


def _joint(folded: str, start: int, end: int) -> re.Match[str] | None:
    return _JOINT.search(folded, start, end) or _LOOSE_JOINT.search(folded, start, end)


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
    text = passage.text
    folded = fold(text)
    named = named_in(passage, vocabulary, words, words.language, names_known)
    placed = _by_the_million(place_figures(passage, figures, named, words), folded, words)
    earned = words.patterns["per_earned"].search(folded)
    spent = words.patterns["per_spent"].search(folded)
    times, present = times_in(text, words, as_of)
    # The name of an industry says what is measured (venture capital), that of a company does not.
    proper = [m for m in (*named.known, *named.unknown) if m.kind not in ("industry", "concept")]
    names = [(mention.start, mention.end) for mention in proper]
    placed = [p for p in placed if not is_year(p, times) and not is_length(p, times, placed)]
    if not placed:
        placed = dates_of(passage, times, vocabulary, words) or spans_of(passage, folded, vocabulary, words)
    for each in (earned, spent):
        if each is not None:
            placed = [p for p in placed if not (p.start < each.end() and each.start() < p.end)]
            placed = placed or bare_number(passage, folded, each.span(), words)
    placed = gapped(placed, folded, names)
    respective, sides = respective_to(placed, text, folded, named, vocabulary, words)
    statements: list[Statement] = []
    for index, item in enumerate(placed):
        others = [(p.start, p.end) for number, p in enumerate(placed) if number != index]
        size = abs(item.figure.low or item.figure.high or Decimal(0))
        ratio = bool(earned or spent) and (item.figure.unit == "count" or item.figure.kind == "money") and size < _SMALL
        figure = replace(item.figure, unit="x") if ratio else item.figure
        figure = _in_dollars(figure, folded)
        dimension = dimension_of(figure.unit)
        stretch = stretch_of(folded, item.start, others)
        around = _own_part(folded, (item.start, item.end), others, stretch)
        place = (item.start, item.end)
        figure, groups, hits = _measured(figure, placed, place, others, around, text, names, vocabulary, words)
        groups = respective.get(index, groups)
        if statements:
            groups = _from_before(groups, hits, statements[-1], figure, (folded, item.start), vocabulary)
        spans = [(hit.start, hit.end) for hit in hits]
        subject = subject_of(
            named,
            place,
            passage,
            others,
            spans,
            vocabulary,
            carried,
            words,
            around if others else None,
            of_share=dimension == "share",
            measured=_measuring(hits, groups),
        )
        if index in sides:
            subject = replace(
                subject, entities=(sides[index],), others=tuple(e for e in sides.values() if e != sides[index])
            )
        year_end = vocabulary.fiscal_year_end(subject.entities[0]) if subject.entities else "12-31"
        # What it is compared with may have a time of its own: more than the other was worth in 2024.
        aside = words.patterns["other_side"].search(folded, item.end)
        beyond = [when for when in times if aside is not None and aside.start() <= when.start < aside.end()]
        mine = [when for when in times if when not in beyond]
        mine = _in_clause(mine, place, folded) if groups and vocabulary.metrics[groups[0][0]].kind in _OF_A_MOMENT else mine
        period, by = (None, False) if present else time_of(folded, words, place, mine, others, year_end, stretch)
        about = folded[slice(*around)]
        statement = Statement(
            figure=figure,
            start=item.figure.start,
            end=max(item.figure.end, passage.source(item.start, item.end)[1]) if item.end > item.start else item.figure.end,
            exact=item.figure.exact,
            sentence=text,
            folded=folded,
            language=words.language,
            bound=bound_of(folded, item.start, figure, words, names),
            unit=figure.unit,
            subject=subject,
            metrics=groups,
            heard=tuple(dict.fromkeys(hit.metric for hit in hits if not hit.covered)),
            covered=tuple(dict.fromkeys(hit.metric for hit in hits if hit.covered)),
            place=item.start,
            around=about,
            within=item.start - around[0],
            per=figure.per or _per(about, folded[item.end : around[1]], figure, words),
            period=period,
            by=by,
            ahead=_tells("ahead", about, words),
            aims=_tells("aims", about, words),
            other_period=parsed(beyond[0], year_end) if beyond else None,
            segments=_segments(folded, around, named.asides, words),
            asides=named.asides,
            since=any(words.has("since", folded[: when.start]) for when in times),
            ratio_of_money=ratio,
            regions=named.regions,
            untimed=period is None and any(when.label == UNKNOWN for when in mine),
            supposed=_is_supposed(folded, place, around, words),
            beside=_beside(folded, named, subject, vocabulary, words)
            if not others and dimension in ("money", "count")
            else None,
            difference=is_difference(
                folded, place, [(p.start, p.end) for p in placed if p.figure.unit == figure.unit], words
            ),
            partners=partners_of(folded, place, named, subject.entities[:1], words),
            own=tuple(
                dict.fromkeys(h.metric for h in hits if not h.covered and around[0] <= h.start and h.end <= around[1])
            ),
        )
        statement = _denied_behind(statement, words)
        statement = _quotient(_superlative(statement, words), [hit.metric for hit in hits], vocabulary)
        if ratio:
            statement = _money_ratio(statement, bool(spent and not earned), vocabulary)
        statements.append(statement)
    return statements


def _hundreds_or_cents(placed: Placed, folded: str) -> Placed:
    """A number of hundreds that a price of a million tokens makes one of cents: quatorze cents pour un million de tokens."""
    figure = placed.figure
    told = _IN_CENTS.match(folded[placed.start : placed.end] + "|" + folded[placed.end :])
    if figure.unit != "count" or told is None or figure.low is None or figure.high is None:
        return placed
    cents = replace(figure, unit="USD", kind="money", low=figure.low / 10**4, high=figure.high / 10**4)
    return replace(placed, figure=cents)


def _by_the_million(placed: Sequence[Placed], folded: str, words: Words) -> list[Placed]:
    """The figures without the million that one of them is a price of: ten dollars a million."""
    if not words.has("tokens_told", folded):
        return list(placed)
    placed = [_hundreds_or_cents(p, folded) for p in placed]
    ends = [p.end for p in placed if p.figure.kind == "money"]

    def is_per(p: Placed) -> bool:
        text = folded[p.start : p.end]
        return bool(_A_MILLION.fullmatch(text)) and any(
            end <= p.start and _PER.fullmatch(folded[end : p.start]) for end in ends
        )

    return [p for p in placed if not is_per(p)]


def _tells(name: str, about: str, words: Words) -> bool:
    """Whether a figure is told as expected, or wanted: not where what had been came about, as it had been hoped."""
    return words.has(name, words.patterns["fulfilled"].sub(" ", about))


def _measuring(hits: Sequence[Hit], groups: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The words that tell what is measured, where that is not what something is worth: what it costs is nothing that it owns."""
    if not groups or any(name.endswith(("valuation", "worth", "capitalization")) for group in groups for name in group):
        return []
    return [(hit.start, hit.end) for hit in hits if hit.metric in groups[0]]


def _is_supposed(folded: str, place: tuple[int, int], around: tuple[int, int], words: Words) -> bool:
    """Whether a figure is of what a sentence only supposes, doubts, or tells as never having come about."""
    own = folded[slice(*around)]
    ahead, behind = folded[: place[0]], folded[place[1] :]
    if words.has("supposed", own) or words.has("hypothetical", own) or words.has("counterfactual", folded):
        return True
    if words.has("withdrawn_after", behind) or words.has("faked", folded):
        return True
    if words.has("untrue", ahead):
        return False  # denied, which says more than doubted
    return (
        words.has("doubted", ahead)
        or words.has("doubted_after", behind)
        or words.has("undone", folded[around[0] : place[0]])
        or words.has("undone_after", folded[place[1] : max(place[1], around[1])])
    )


def _denied_behind(statement: Statement, words: Words) -> Statement:
    """A figure that the sentence calls false behind it (that it holds 86 % is a legend; ...? No): it is not so.

    What is more than a plain figure, or denied already, is not turned twice: it is no more than supposed.
    """
    figure_end = statement.place + len(fold(statement.exact))
    if not words.has("untrue_after", statement.folded[figure_end:]):
        return statement
    if statement.bound.shape is Shape.IS:
        return replace(statement, bound=replace(statement.bound, shape=Shape.IS_NOT))
    if words.has("untrue", statement.folded[: statement.place]):
        return statement
    return replace(statement, supposed=True)


def _from_before(
    groups: tuple[tuple[str, ...], ...],
    hits: Sequence[Hit],
    before: Statement,
    figure: Figure,
    place: tuple[str, int],
    vocabulary: Vocabulary,
) -> tuple[tuple[str, ...], ...]:
    """The metrics of a figure with those that the one before it lends: of a whole to its part (57 billion, of which 51), of a
    growth to the level it led to (grew 66 % to 51 billion).
    """
    folded, start = place
    between = folded[before.place + len(fold(before.exact)) : start]
    if dimension_of(figure.unit) == dimension_of(before.unit) and (part := _OF_WHICH.search(between)) is not None:
        near = (start - len(between) + part.end(), start + len(fold(figure.exact)) + _CLOSE_BEHIND)
        own = any(near[0] <= hit.start <= near[1] and not hit.covered for hit in hits)
        return (*groups, *before.metrics) if own else (*before.metrics, *groups)
    if not groups and dimension_of(figure.unit) == "money" and _GROWN_TO.fullmatch(between):
        levels = [name.removesuffix("_growth") for name in before.likely if name.endswith("_growth")]
        return tuple((name,) for name in levels[:1] if name in vocabulary.metrics)
    return groups


def _measured(
    figure: Figure,
    placed: Sequence[Placed],
    place: tuple[int, int],
    others: Sequence[tuple[int, int]],
    around: tuple[int, int],
    text: str,
    names: Sequence[tuple[int, int]],
    vocabulary: Vocabulary,
    words: Words,
) -> tuple[Figure, tuple[tuple[str, ...], ...], tuple[Hit, ...]]:
    """What a figure measures, and the figure in the unit that this gives it where its own is only implied."""
    size, dimension = abs(figure.low or figure.high or Decimal(0)), dimension_of(figure.unit)
    times_over = figure.unit == "x" and size > 1
    if dimension == "share":
        # Of a share of so many (5 % of the 800 million users) the many are no figure that stands between.
        others = [other for other in others if not _OF_SO_MANY.fullmatch(fold(text), place[1], other[0])]
    groups, hits = metrics_of(
        text,
        place,
        dimension,
        others,
        vocabulary,
        words,
        names,
        around,
        multiples=times_over,
        growths=figure.unit == "%" and _SIGNED.match(figure.exact) is not None,
    )
    if figure.kind == FREE:
        groups = (tuple(m.id for m in vocabulary.metrics.values() if m.kind is MetricKind.PRICE),)
    elif not groups and figure.kind == "money" and not _TOLD_MONEY.search(figure.exact):
        # Money only by what stands about it (estimated at 800 million): of what is counted all the same.
        groups, hits = metrics_of(text, place, "count", others, vocabulary, words, names, around)
        figure = replace(figure, unit="count", kind="number") if groups else figure
    elif figure.unit == "count" and size >= _SUM and (not groups or _counts_elsewhere(placed, groups[0], hits, around)):
        # A bare "200 billion" of what is counted in money only.
        as_money = metrics_of(text, place, "money", others, vocabulary, words, names, around)
        if as_money[0]:
            groups, hits = as_money
            figure = replace(figure, unit=_currency(placed), kind="money")
    return figure, groups, hits


def _counts_elsewhere(
    placed: Sequence[Placed], metrics: Sequence[str], hits: Sequence[Hit], around: tuple[int, int]
) -> bool:
    """Whether what a bare number could count is told only of another figure, in a sentence that has amounts of money."""
    own = any(hit.metric in metrics and around[0] <= hit.start and hit.end <= around[1] for hit in hits)
    return not own and any(p.figure.kind == "money" for p in placed)


def _in_dollars(figure: Figure, folded: str) -> Figure:
    """Cents of no currency told are those of a dollar; a euro has centimes in French."""
    if figure.unit == "EUR" and _CENTS.search(fold(figure.exact).removesuffix(" de dollar")) and not _EURO.search(folded):
        return replace(figure, unit="USD")
    return figure


def _segments(folded: str, around: tuple[int, int], asides: Sequence[tuple[int, int]], words: Words) -> tuple[str, ...]:
    """The parts of a business that a sentence names, as stems; not what only describes a name (the carmaker Tesla)."""
    apart = [*asides, *(match.span() for match in words.patterns["no_segment"].finditer(folded))]
    return tuple(
        part
        for part, start, end in placed_stems(folded)
        if part in words.segments
        and around[0] <= start
        and end <= around[1]
        and not any(low <= start and end <= high for low, high in apart)
    )


def _currency(placed: Sequence[Placed]) -> str:
    """The currency that the other figures of a sentence are in, else the dollar."""
    return next((p.figure.unit for p in placed if p.figure.kind == "money"), "USD")


def _in_clause(times: Sequence[When], place: tuple[int, int], folded: str) -> list[When]:
    """Of the times of a sentence those that may date a value of a moment.

    Where it is told aside (the fund, which manages so much, gained so much in 2025), those told aside with it.
    """
    clause = next((m.span() for m in _ASIDE.finditer(folded) if m.start() < place[0] and place[1] < m.end()), None)
    return list(times) if clause is None else [when for when in times if clause[0] <= when.start and when.end <= clause[1]]


def _beside(folded: str, named: Named, subject: Subject, vocabulary: Vocabulary, words: Words) -> str | None:
    if not subject.entities or len(named.known) + len(named.unknown) < 2:
        return None
    kin = {*subject.entities[:1], *wholes(subject.entities[0], vocabulary.entities)}
    parts = [m for m in named.known if m.entity not in kin or m.entity == subject.entities[0]]
    apart = replace(
        named, known=tuple(m for m in parts if not kin & set(wholes(m.entity, vocabulary.entities)) or m.entity in kin)
    )
    return together_with(folded, apart, subject.entities[0], words)


def _per(about: str, behind: str, figure: Figure, words: Words) -> str | None:
    if figure.kind != "money":
        return None
    sums = (("weekly_sum", "week"), ("daily_sum", "day"))
    often = next((per for name, per in sums if words.has(name, behind) or words.has(name, about)), None)
    return often or next((per for name, per in _EVERY if words.has(name, about)), None)


def _superlative(statement: Statement, words: Words) -> Statement:
    for name in ("superlative", "smallest"):
        if words.has(name, statement.around):
            return replace(statement, superlative="largest" if name == "superlative" else "smallest")
    return statement


def _quotient(statement: Statement, heard: Sequence[str], vocabulary: Vocabulary) -> Statement:
    """A share or a multiple in a sentence that speaks of both terms of a quotient of the rules is that quotient."""
    if dimension_of(statement.unit) != "share":
        return statement
    found: list[tuple[str, str]] = []
    for quotient, over, under in quotients(vocabulary):
        if over in heard and under in heard and heard.index(over) < heard.index(under):
            found.append((quotient, over))
    # Of the terms heard the narrowest is meant: spending on research, and not all spending.
    broader = {wide for _, term in found for wide in vocabulary.metric_lineage(term) if wide != term}
    name = next((quotient for quotient, term in found if term not in broader), None)
    if name is None or name in statement.likely[:1]:
        return statement
    return replace(statement, metrics=((name,), *statement.metrics), ratio_of_money=True)


def _money_ratio(statement: Statement, inverse: bool, vocabulary: Vocabulary) -> Statement:
    """Two dollars for each dollar earned is the expense ratio; for each dollar spent, one divided by it."""
    bound = statement.bound.inverse() if inverse else statement.bound
    metrics = (("expense_ratio",),) if "expense_ratio" in vocabulary.metrics else statement.metrics
    return replace(statement, bound=bound, metrics=metrics, turned="one divided by it" if inverse else None)
