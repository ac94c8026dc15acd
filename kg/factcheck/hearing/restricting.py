"""What a sentence narrows its figure to, and no claim has: women, abroad, gold, most of whom were children, so many a month."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kg.extraction.attaching.places import adjectives
from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import expanded, in_any
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.vocabulary import MetricKind

_PACES: Final = (
    ("hourly_pace", "hour", 0),
    ("daily_pace", "day", 1),
    ("weekly_pace", "week", 7),
    ("monthly_pace", "month", 30),
    ("quarterly_pace", "quarter", 91),
)
_OFTEN: Final = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}
_ABOUT_SO_LONG: Final = 0.2
_WITHOUT: Final = in_any(r"\b{leaves_out}\b")
_OF_ONE: Final = re.compile(
    r"\A(?:average|mean|median)_|(?:\A|_)(?:price|fare|rent|salary|wage|dividend|basket|margin|rate|ratio|share|multiple|growth|change)(?:_|\Z)|_per_"
)
"""How the metrics are called that are of one thing or of any of them."""
_ARTICLE: Final = expanded(r"\W*(?:{articles }|{plural_articles })?")


def restrictions(
    statement: Statement, told: Sequence[Row], measured: Collection[str], texts: Sequence[str], read: tuple[int, int]
) -> Iterator[str]:
    """The words that narrow a figure further than its claims do, whatever else is plain.

    ``texts`` are what the claims say of themselves: their names, qualifiers and the labels of what they measure; ``read`` is what of the sentence is about the figure.
    """
    words = words_of(statement.language)
    own = {part for text in texts for part in stems_in(text)}
    plain = unaccented(statement.folded)
    if len(plain) == len(statement.folded):
        for row in words.narrowing:
            if not any(row.allows(metric) for metric in measured):
                continue
            for found in row.pattern.finditer(plain):
                if _is_read(found, statement, read, aside=row.of is not None) and not _is_own(
                    statement.folded[slice(*found.span())], own, words
                ):
                    yield found.group()
    yield from _women_of(statement, read, own, words)
    behind = statement.behind
    for name, text, names in (("subset", behind, ()), ("from_to", behind, ()), ("cause", statement.around, texts)):
        if (match := words.patterns[name].search(text)) is not None and not _is_of_itself(text[match.end() :], names):
            yield match.group().strip(" ,")
    yield from _on_a_plan(statement, own, words)
    yield from _paces(statement, told, words)
    yield from _left_out(statement, told, words)
    yield from _each(statement, told, measured, own, words)


def _left_out(statement: Statement, told: Sequence[Row], words: Words) -> Iterator[str]:
    """What a sentence leaves out of its figure, where a claim does not say that it leaves it out too."""
    for match in words.patterns["excluding"].finditer(statement.around):
        left = {part for part in stems_in(match.group()) if len(part) > 2}
        left |= set(words.translated(left))
        if not told or not all(_leaves_out(row, left) for row in told):
            yield match.group().strip(" ,.")


def _leaves_out(row: Row, left: Collection[str]) -> bool:
    """Whether a claim's qualifiers leave something out, and that."""
    values = [value for value in row.qualifiers.values() if _WITHOUT.search(fold(value))]
    return any(part in left for value in values for part in stems_in(_WITHOUT.sub(" ", fold(value))))


def _each(
    statement: Statement, told: Sequence[Row], measured: Collection[str], own: Collection[str], words: Words
) -> Iterator[str]:
    """What is told of each of several, of claims that tell all of them together."""
    if all(map(_OF_ONE.search, measured)) or (told and all(row.o.cell.per for row in told)):
        return
    if (match := words.patterns["each"].search(statement.around)) is not None:
        yield match.group().strip(" ,.")
    low = statement.place - statement.within
    for match in words.patterns["each_kind"].finditer(statement.around):
        by_name = statement.sentence[low + match.start("kind")].isupper()  # raised by Anthropic
        if not by_name and not _is_own(match["kind"], own, words):
            yield match.group()


def _on_a_plan(statement: Statement, own: set[str], words: Words) -> Iterator[str]:
    """The name of the plan that those are on who are counted (Plus subscribers), of claims that are of another, or of none."""
    for match in words.patterns["on_a_plan"].finditer(statement.sentence):
        start, end = match.span("plan")
        aside = any(low <= start and end <= high for low, high in statement.asides)
        if start > 0 and not aside and own.isdisjoint(stems_in(match["plan"])):
            yield match["plan"]


def _women_of(statement: Statement, read: tuple[int, int], own: Collection[str], words: Words) -> Iterator[str]:
    """The women of a country, where a language tells them by a capital and their ending: les Kényanes."""
    women = words.patterns.get("women_of_a_country")
    if women is None:
        return
    national = adjectives(words.language)
    for found in women.finditer(statement.sentence[: read[1]], read[0]):
        word = fold(found.group())
        men = {f"{word[:-2]}", f"{word[:-2]}s", f"{word[:-3]}s"}
        aside = any(low <= found.start() and found.end() <= high for low, high in statement.asides)
        if word in national and men & set(national) and not aside and not _is_own(word, own, words):
            yield found.group()


def _is_read(match: re.Match[str], statement: Statement, read: tuple[int, int], *, aside: bool) -> bool:
    """Whether a match stands in what is read of a sentence, and in no name, nor (unless ``aside``) in what only describes one."""
    start, end = match.span()
    if statement.sentence[start:end][:1].isupper() and start > 0:
        return False
    if not aside and any(low <= start and end <= high for low, high in statement.asides):
        return False
    return read[0] <= start and end <= read[1]


def _is_of_itself(text: str, texts: Sequence[str]) -> bool:
    """Whether a text goes on with the name of whom the figure is about (because of the storm)."""
    return any(re.match(rf"{_ARTICLE}{re.escape(fold(name))}(?!\w)", text) for name in texts if name)


def _is_own(text: str, own: Collection[str], words: Words) -> bool:
    """Whether the claims have some word of a text themselves."""
    parts = [part for part in stems_in(text) if len(part) > 2]
    return bool(parts) and all(part in own or any(other in own for other in words.translated([part])) for part in parts)


def _paces(statement: Statement, told: Sequence[Row], words: Words) -> Iterator[str]:
    """So many a day, a week, a month, of claims that tell them of no day, week or month."""
    for name, per, days in _PACES:
        match = words.patterns[name].search(statement.around)
        if match is not None and told and not any(_comes_so(row, per, days) for row in told):
            yield match.group().strip()


def _comes_so(row: Row, per: str, days: int) -> bool:
    """Whether a claim is of what comes so often, or of a time as long."""
    o = row.o
    often = _OFTEN[per]
    if o.cell.per or o.metric.startswith(often) or often in " ".join(row.qualifiers.values()):
        return True
    if o.kind is not MetricKind.FLOW or o.start is None or o.end is None:
        return False
    return abs((o.end - o.start).days - days) <= _ABOUT_SO_LONG * days
