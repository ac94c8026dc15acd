"""Figures that are read with one another: one that leaves out its unit, two that are set against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.cues import hits_in
from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.hearing.naming import Named
from kg.factcheck.wording.cues import asking_cues
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.units import DATE

_SMALL: Final = 1000
_AND: Final = in_any(r"(?:[,;]|\b{joints}\b)\s*(?:{articles }|{plural_articles })?\Z")
_IN: Final = in_any(r"\b{over_so_long}\s\Z")
_YEARS: Final = in_any(r"\b{over_so_long}\s(?:\w+ )?\w+ {years_long}\b")
_ENDS: Final = re.compile(r"[.,;]|\s*\Z")
_TO: Final = in_any(r"\s{to}\s(?:{so_many_to} )?")
_FROM: Final = in_any(r"\b{moves_from}\s(?:{so_many_to} )?\Z")
_SCALED: Final = re.compile(r"(?P<number>\d+) [^\W\d]")
_MOST_YEARS: Final = 100
_AGAINST: Final = in_any(r"\s{set_against}\s(?:{set_against_about} )?")


def _years_in_short(item: Placed, folded: str, words: Words) -> Decimal | None:
    """How many years a bare number is that ends a clause, as one before it tells: lost 18 billion over six years, and nine in nine."""
    text, ahead = folded[item.start : item.end], folded[: item.start]
    number = words.number(text)
    if number is None or number > _MOST_YEARS or not _ENDS.match(folded, item.end):
        return None
    return Decimal(number) if _IN.search(ahead) is not None and _YEARS.search(ahead) is not None else None


def _of_as_many(item: Placed, whole: Placed, folded: str, words: Words) -> Placed | None:
    """A number that leaves out the scale of the whole right behind it: 17 of its 397 billion."""
    text, told = folded[item.start : item.end], _SCALED.match(folded, whole.start)
    if told is None or not text.isdecimal() or item.figure.unit != "count" or whole.figure.unit != "count":
        return None
    number = Decimal(told["number"])
    scale = (whole.figure.low or Decimal(0)) / number if number else Decimal(0)
    if scale < _SMALL or scale % _SMALL or int(text) >= int(told["number"]):
        return None
    if words.patterns["of_so_many_told"].fullmatch(folded, item.end, whole.start) is None:
        return None
    value = int(text) * scale
    return replace(item, figure=replace(item.figure, low=value, high=value))


def _is_reached(before: Placed, item: Placed, folded: str) -> bool:
    """Whether a number with no noun of its own is what another, told in its unit, moved to: from 9.2 million tonnes to 8.7 million."""
    joined = _TO.fullmatch(folded, before.end, item.start) is not None
    return joined and _ENDS.match(folded, item.end) is not None and _FROM.search(folded[: before.start]) is not None


def gapped(placed: Sequence[Placed], folded: str, names: Sequence[tuple[int, int]], words: Words) -> list[Placed]:
    """Figures of which a second one leaves out its unit with its verb: nine years for the one, and six for the other."""
    found: list[Placed] = []
    for index, item in enumerate(placed):
        if index + 1 < len(placed) and (scaled := _of_as_many(item, placed[index + 1], folded, words)) is not None:
            found.append(scaled)
            continue
        before = found[-1] if found else None
        if (years := _years_in_short(item, folded, words)) is not None:
            figure = replace(item.figure, unit="year", kind="duration", low=years, high=years)
            found.append(replace(item, figure=figure))
            continue
        if before is not None and item.figure.unit == "count" and before.figure.unit not in ("count", DATE):
            if _is_reached(before, item, folded):
                found.append(replace(item, figure=replace(item.figure, unit=before.figure.unit, kind=before.figure.kind)))
                continue
            name = next(((a, b) for a, b in names if before.end <= a and b <= item.start), None)
            rest = folded[item.end :].lstrip()
            if (
                name is not None
                and _AND.search(folded[before.end : name[0]])
                and not folded[name[1] : item.start].strip(" ,")
                and not rest[:1].isalnum()
                and abs(item.figure.low or Decimal(0)) < _SMALL
            ):
                figure = replace(item.figure, unit=before.figure.unit, kind=before.figure.kind)
                found.append(replace(item, figure=figure))
                continue
        found.append(item)
    return found


def respective_to(
    placed: Sequence[Placed], text: str, folded: str, named: Named, vocabulary: Vocabulary, words: Words
) -> tuple[dict[int, tuple[tuple[str, ...], ...]], dict[int, str]]:
    """What two amounts set against each other in brackets or behind a colon are of: the two measures, or the two names, before them.

    Spending outran sales (9 against 5); the one lost more than the other: 18 against 9. By the number of the figure.
    """
    for index in range(len(placed) - 1):
        one, two = placed[index], placed[index + 1]
        opening = max(folded.rfind(mark, 0, one.start) for mark in "(:")
        if (
            one.figure.kind != "money"
            or two.figure.kind != "money"
            or opening < 0
            or folded[opening + 1 : one.start].strip()
        ):
            continue
        if not _AGAINST.fullmatch(folded[one.end : two.start]) or folded[two.end :].lstrip()[:1] not in ("", ")", ".", "!"):
            continue
        terms: dict[tuple[int, int], list[str]] = {}
        for hit in sorted(hits_in(text[:opening], asking_cues(vocabulary.metrics, words.language)), key=lambda h: h.start):
            if not hit.covered and vocabulary.metrics[hit.metric].dimension == "money":
                terms.setdefault((hit.start, hit.end), []).append(hit.metric)
        known = sorted((m for m in named.known if m.end <= opening and m.kind != "place"), key=lambda m: m.start)
        sides = list(dict.fromkeys(m.entity for m in known))
        if len(sides) == 2:
            return {}, {index: sides[0], index + 1: sides[1]}
        if len(terms) == 2:
            first, second = terms.values()
            return {index: (tuple(first),), index + 1: (tuple(second),)}, {}
    return {}, {}
