"""Sums and prices in the units that a sentence means: cents of a dollar, so much a million tokens, so much a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.passages import Passage
from kg.extraction.figures.finding import Figure
from kg.extraction.folding import fold
from kg.factcheck.hearing.figuring import Placed
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words

_CENTS: Final = in_any(r"\b{cents}(?: {cents_of_a_dollar})?\Z")
_EURO: Final = in_any(r"€|\b{euros}\b|\b{euro_cents}\b(?! {cents_of_others})")
_DOLLAR: Final = in_any(r"\$|\b{dollars}\b")
_IN_CENTS: Final = in_any(
    r"[a-zà-ÿ-]+ {hundreds_or_cents}\|,? ?{hundreds_for}(?: {hundreds_for_each})? {millions} {of_tokens}"
)
_A_MILLION: Final = in_any(r"(?:{one_million}|1)? ?{millions}")
_PER: Final = in_any(r"\s(?:{price_per}\s)?")
_EVERY: Final = (("yearly", "year"), ("monthly", "month"), ("quarterly", "quarter"))


def by_the_million(placed: Sequence[Placed], folded: str, words: Words) -> list[Placed]:
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


def cents_as_shares(placed: Sequence[Placed], passage: Passage, folded: str, words: Words) -> list[Placed]:
    """The figures of a sentence with so many cents of every euro as that share of it."""
    found = list(placed)
    for match in words.patterns["cents_of_each"].finditer(folded):
        cents = words.number(match["one"])
        if cents:
            share, (start, end) = Decimal(cents) / 100, passage.source(*match.span())
            text = passage.text[slice(*match.span())]
            figure = Figure(start, end, text, "ratio", share, share, "exact", "x", None, words.language)
            found = [each for each in found if each.end <= match.start() or match.end() <= each.start]
            found.append(Placed(figure, *match.span()))
    return sorted(found, key=lambda each: each.start)


def _hundreds_or_cents(placed: Placed, folded: str) -> Placed:
    """A number of hundreds that a price of a million tokens makes one of cents: quatorze cents pour un million de tokens."""
    figure = placed.figure
    told = _IN_CENTS.match(folded[placed.start : placed.end] + "|" + folded[placed.end :])
    if figure.unit != "count" or told is None or figure.low is None or figure.high is None:
        return placed
    cents = replace(figure, unit="USD", kind="money", low=figure.low / 10**4, high=figure.high / 10**4)
    return replace(placed, figure=cents)


def in_dollars(figure: Figure, folded: str) -> Figure:
    """Cents of no currency told are those of a dollar, or of the euro of which a sentence speaks; a euro has centimes in French."""
    if figure.unit == "USD" and _CENTS.fullmatch(fold(figure.exact).split()[-1]) and _EURO.search(folded):
        return figure if _DOLLAR.search(folded) else replace(figure, unit="EUR")
    if figure.unit == "EUR" and _CENTS.search(fold(figure.exact)) and not _EURO.search(folded):
        return replace(figure, unit="USD")
    return figure


def currency_of(placed: Sequence[Placed]) -> str:
    """The currency that the other figures of a sentence are in, else the dollar."""
    return next((p.figure.unit for p in placed if p.figure.kind == "money"), "USD")


def per_of(about: str, behind: str, figure: Figure, words: Words) -> str | None:
    """How often a sum of money is told to come: so much a week, yearly; nothing where the sentence does not say."""
    if figure.kind != "money":
        return None
    sums = (("weekly_sum", "week"), ("daily_sum", "day"))
    often = next((per for name, per in sums if words.has(name, behind) or words.has(name, about)), None)
    return often or next((per for name, per in _EVERY if words.has(name, about)), None)
