"""What each figure of a sentence measures beside the others: a part of the one before, a count or a bare sum, a quotient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import Hit
from kg.extraction.attaching.stems import placed_stems
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.amounts import currency_of
from kg.factcheck.figuring import FREE, Placed
from kg.factcheck.measures import dimension_of, metrics_of, quotients
from kg.factcheck.statement import Statement
from kg.factcheck.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import MetricKind

_OF_THEM: Final = (" ", " de ", " d'", " d’")
_SUM: Final = 1_000_000
_CLOSE_BEHIND: Final = 3
_OF_WHICH: Final = re.compile(r"\b(?:dont|of which|including|y compris)\b")
_BEFORE_IT: Final = re.compile(
    r"[^;:.]{0,40}?\b(?:(?:down|up|back|away) (?:from|on)|from|against|compared (?:with|to)|versus|after|contre|après|par rapport (?:à|aux)|"
    r"en (?:hausse|baisse|recul|repli) (?:par rapport à|sur))\s(?:the |some |about |les |environ |quelque |près de )?"
)
_GROWN_TO: Final = re.compile(r",?\s(?:to|à)\s(?:about |some |nearly |environ |près de |quelque )?")
_OF_SO_MANY: Final = re.compile(
    r" (?:of|among|des|de|d'|parmi) ?(?:(?:the|its|ses|les|quelque|some|about|roughly|around|environ|[\w.-]+'s?) )*"
)
_TOLD_MONEY: Final = re.compile(
    r"[$€£¥]|(?i:dollar|euro|livre|pound|yuan|yen|franc|buck|cent|usd|eur|gbp|cny|rmb|jpy|chf)|[MB]d\b"
)
_IS: Final = re.compile(r"(?: (?:are|were|is|was|sont|étaient|est|était)(?!\w))?(?: (?:only|just|seulement))?")
_POINTS: Final = re.compile(r"\s?points?\Z")
_SIGNED: Final = re.compile(r"[+−-]\s?\d")


def measured(
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
    elif figure.kind == "money" and not _TOLD_MONEY.search(figure.exact) and (not groups or _counts_them(place, text, hits)):
        # Money only by what stands about it (estimated at 800 million, 41 million orders): of what is counted all the same.
        counted, heard = metrics_of(text, place, "count", others, vocabulary, words, names, around)
        if counted or not groups:
            groups, hits = counted, heard
        figure = replace(figure, unit="count", kind="number") if counted else figure
    elif not groups and figure.unit in ("pp", "points"):
        # Points of a table, and of no percentage.
        digits = (place[0], place[0] + len(_POINTS.sub("", figure.exact)))
        groups, hits = metrics_of(text, digits, "count", others, vocabulary, words, names, around)
        figure = replace(figure, unit="count", kind="number") if groups else figure
    elif figure.unit == "count" and size >= _SUM and (not groups or _counts_elsewhere(placed, groups[0], hits, around)):
        # A bare "200 billion" of what is counted in money only.
        as_money = metrics_of(text, place, "money", others, vocabulary, words, names, around)
        if as_money[0]:
            groups, hits = as_money
            figure = replace(figure, unit=currency_of(placed), kind="money")
    return figure, groups, hits


def _counts_them(place: tuple[int, int], text: str, hits: Sequence[Hit]) -> bool:
    """Whether what is measured stands right behind its number, so that it is counted: 41 million orders."""
    return any(hit.start > place[1] and text[place[1] : hit.start] in _OF_THEM for hit in hits)


def _counts_elsewhere(
    placed: Sequence[Placed], metrics: Sequence[str], hits: Sequence[Hit], around: tuple[int, int]
) -> bool:
    """Whether what a bare number could count is told only of another figure, in a sentence that has amounts of money."""
    own = any(hit.metric in metrics and around[0] <= hit.start and hit.end <= around[1] for hit in hits)
    return not own and any(p.figure.kind == "money" for p in placed)


def from_before(
    groups: tuple[tuple[str, ...], ...],
    hits: Sequence[Hit],
    before: Statement,
    figure: Figure,
    place: tuple[str, int],
    vocabulary: Vocabulary,
) -> tuple[tuple[str, ...], ...]:
    """The metrics of a figure with those that the one before it lends: of a whole to its part (57 billion, of which 51), of a
    growth to the level it led to (grew 66 % to 51 billion), of what is told to what it was before (4.1 %, down from 4.6 %).
    """
    folded, start = place
    between = folded[before.place + len(fold(before.exact)) : start]
    if dimension_of(figure.unit) == dimension_of(before.unit) and (part := _OF_WHICH.search(between)) is not None:
        end = start + len(fold(figure.exact))
        is_behind = match.end() if (match := _IS.match(folded, end)) is not None else end
        near = (start - len(between) + part.end(), is_behind + _CLOSE_BEHIND)
        own = any(near[0] <= hit.start <= near[1] and not hit.covered for hit in hits)
        return (*groups, *before.metrics) if own else (*before.metrics, *groups)
    if dimension_of(figure.unit) == dimension_of(before.unit) and before.metrics and _BEFORE_IT.fullmatch(between):
        return (*before.metrics, *(group for group in groups if group not in before.metrics))
    if not groups and dimension_of(figure.unit) == "money" and _GROWN_TO.fullmatch(between):
        levels = [name.removesuffix("_growth") for name in before.likely if name.endswith("_growth")]
        return tuple((name,) for name in levels[:1] if name in vocabulary.metrics)
    return groups


def changes_of(groups: tuple[tuple[str, ...], ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """The metrics of a difference: the changes of what its words speak of, where the vocabulary has them, before that itself."""
    likely = [name for group in groups for name in group]
    changes = [f"{name}_change" for name in likely if f"{name}_change" in vocabulary.metrics]
    return (*((name,) for name in dict.fromkeys(changes) if name not in likely), *groups)


def words_measuring(hits: Sequence[Hit], groups: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The words that tell what is measured, where that is not what something is worth: what it costs is nothing that it owns."""
    if not groups or any(name.endswith(("valuation", "worth", "capitalization")) for group in groups for name in group):
        return []
    return [(hit.start, hit.end) for hit in hits if hit.metric in groups[0]]


def segments_of(folded: str, around: tuple[int, int], asides: Sequence[tuple[int, int]], words: Words) -> tuple[str, ...]:
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


def as_quotient(statement: Statement, heard: Sequence[str], vocabulary: Vocabulary) -> Statement:
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


def as_money_ratio(statement: Statement, inverse: bool, vocabulary: Vocabulary) -> Statement:
    """Two dollars for each dollar earned is the expense ratio; for each dollar spent, one divided by it."""
    bound = statement.bound.inverse() if inverse else statement.bound
    metrics = (("expense_ratio",),) if "expense_ratio" in vocabulary.metrics else statement.metrics
    return replace(statement, bound=bound, metrics=metrics, turned="one divided by it" if inverse else None)
