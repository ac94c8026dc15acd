"""A sentence -> what each of its figures says: of whom, of what, for when, and how it compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kg.extraction.figures import Figure
from kg.extraction.folding import fold
from kg.extraction.metrics import hits_in
from kg.extraction.passages import Passage
from kg.factcheck.comparators import bound_of
from kg.factcheck.measures import dimension_of, metrics_of
from kg.factcheck.statement import Statement
from kg.factcheck.subjects import Named, named_in, subject_of
from kg.factcheck.times import When, time_of, times_in
from kg.factcheck.words import Words, asking_cues
from kg.model.base import Vocabulary
from kg.model.units import DATE

_SMALL: Final = 1000  # of dollars spent for each dollar earned
_PLAIN_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TIMES: Final = 10_000  # more of them are counted rather than compared
_QUOTIENT: Final = re.compile(r"\A(\w+) == (\w+) / (\w+)\Z")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its place in the sentence's text."""

    figure: Figure
    start: int
    end: int


def place_figures(passage: Passage, figures: Sequence[Figure], named: Named, words: Words) -> list[Placed]:
    """The figures of a sentence that state something: not those in names, nor "a million tokens" as what a price is for."""
    folded = fold(passage.text)
    found: list[Placed] = []
    for figure in figures:
        start, end = passage.local(figure.start, figure.end)
        if any(m.start <= start and end <= m.end for m in named.known):
            continue
        if words.patterns["tokens"].match(folded[end:]) and any(other.unit != "count" for other in figures):
            continue
        found.append(_compared(figure, start, end, folded, words))
    return _ratios(passage, folded, found, words)


def _compared(figure: Figure, start: int, end: int, folded: str, words: Words) -> Placed:
    """Times that compare are a ratio (thirty times dearer), times that are counted are not (downloaded 600 million times)."""
    size = abs(figure.low or figure.high or Decimal(0))
    if figure.unit == "x" and size >= _TIMES:
        return Placed(replace(figure, unit="count", kind="number"), start, end)
    if figure.unit == "count" and size < _TIMES and (match := words.patterns["times"].match(folded[end:])):
        return Placed(replace(figure, unit="x", kind="ratio"), start, end + match.end())
    return Placed(figure, start, end)


def _ratios(passage: Passage, folded: str, found: list[Placed], words: Words) -> list[Placed]:
    """One user in twenty, as one share, whatever stands in between."""
    for match in words.patterns["the_fraction"].finditer(folded):
        share = Decimal(1) / words.fractions[match["part"]]
        start, end = passage.source(*match.span())
        if not any(p.start < match.end() and match.start() < p.end for p in found):
            text = passage.text[slice(*match.span())]
            figure = Figure(start, end, text, "ratio", share, share, "exact", "x", None, words.language)
            found = [*found, Placed(figure, *match.span())]
    for match in (m for name in ("one_in", "of_every") for m in words.patterns[name].finditer(folded)):
        part, whole = (_number(match[name], words) for name in ("one", "of"))
        if part is None or not whole or part >= whole or whole > 1000:
            continue
        if any(p.figure.unit in ("x", "%") and p.start < match.end() and match.start() < p.end for p in found):
            continue
        start, end = passage.source(*match.span())
        inside = [p for p in found if p.start < match.end() and match.start() < p.end]
        approx = inside[0].figure.approx if inside else "exact"
        share = Decimal(part) / Decimal(whole)
        figure = Figure(
            start, end, passage.text[match.start() : match.end()], "ratio", share, share, approx, "x", None, words.language
        )
        found = [p for p in found if p not in inside] + [Placed(figure, *match.span())]
    return sorted(found, key=lambda placed: placed.start)


def _is_year(item: Placed, times: Sequence[When]) -> bool:
    """Whether a bare number is the year of a time that the sentence names."""
    return item.figure.unit == "count" and any(when.start <= item.start and item.end <= when.end for when in times)


def _dates(passage: Passage, times: Sequence[When], vocabulary: Vocabulary, words: Words) -> list[Placed]:
    """The times of a sentence as its figures, where it speaks of a date (launched in 2006) and of nothing else."""
    hits = hits_in(passage.text, asking_cues(vocabulary.metrics, words.language))
    if not any(vocabulary.metrics[hit.metric].dimension == DATE for hit in hits):
        return []
    found: list[Placed] = []
    for when in times:
        if not _PLAIN_DATE.fullmatch(when.label):
            continue
        digits = [match.span() for match in re.finditer(r"\d+", passage.text[when.start : when.end])]
        start = when.start if len(when.label) > 4 or not digits else when.start + digits[-1][0]
        at, end = passage.source(start, when.end)
        zero = Decimal(0)
        figure = Figure(
            at, end, passage.text[start : when.end], "date", zero, zero, "exact", DATE, None, words.language, date=when.label
        )
        found.append(Placed(figure, start, when.end))
    return found


def _bare(passage: Passage, folded: str, taken: tuple[int, int], words: Words) -> list[Placed]:
    """The number word of "for each dollar earned it spends two", which stands alone."""
    found: list[Placed] = []
    for match in re.finditer(r"(?<!\w)(\w+)(?!\w)", folded):
        value = words.numbers.get(match[1])
        if value is not None and value > 1 and not (match.start() < taken[1] and taken[0] < match.end()):
            start, end = passage.source(*match.span())
            number = Decimal(value)
            figure = Figure(
                start,
                end,
                passage.text[slice(*match.span())],
                "number",
                number,
                number,
                "exact",
                "count",
                None,
                words.language,
            )
            found.append(Placed(figure, *match.span()))
    return found[:1]


def _number(word: str, words: Words) -> int | None:
    return int(word) if word.isdigit() else words.numbers.get(word)


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


_JOINT: Final = re.compile(r"[,;()–—]| / | (?:et|and|mais|but|contre|against|pour|for|sur|on) ")


def _own_part(
    folded: str, span: tuple[int, int], others: Sequence[tuple[int, int]], stretch: tuple[int, int]
) -> tuple[int, int]:
    """Of the part of a sentence that is about a figure, what stands between its neighbours: cut at the first joint between two."""
    start, end = stretch
    before = max((other[1] for other in others if other[1] <= span[0]), default=-1)
    after = min((other[0] for other in others if other[0] >= span[1]), default=-1)
    if before >= start and (joint := _JOINT.search(folded, before, span[0])):
        start = joint.end() if joint.group() in ",;()–—" else joint.start()
    if 0 <= after <= end and (joint := _JOINT.search(folded, span[1], after)):
        end = joint.start()
    return start, end


def understand(
    passage: Passage,
    figures: Sequence[Figure],
    vocabulary: Vocabulary,
    words: Words,
    as_of: date,
    carried: Sequence[str] = (),
) -> list[Statement]:
    """What the figures of a sentence say. ``carried`` are entities that the text before it leaves no doubt about."""
    text = passage.text
    folded = fold(text)
    named = named_in(passage, vocabulary, words, words.language)
    placed = place_figures(passage, figures, named, words)
    earned = words.patterns["per_earned"].search(folded)
    spent = words.patterns["per_spent"].search(folded)
    times, present = times_in(text, words, as_of)
    # The name of an industry says what is measured (venture capital), that of a company does not.
    proper = [m for m in (*named.known, *named.unknown) if m.kind not in ("industry", "concept")]
    names = [(mention.start, mention.end) for mention in proper]
    placed = [p for p in placed if not _is_year(p, times)]
    if not placed:
        placed = _dates(passage, times, vocabulary, words)
    for each in (earned, spent):
        if each is not None:
            placed = [p for p in placed if not (p.start < each.end() and each.start() < p.end)]
            placed = placed or _bare(passage, folded, each.span(), words)
    statements = []
    for index, item in enumerate(placed):
        others = [(p.start, p.end) for number, p in enumerate(placed) if number != index]
        size = abs(item.figure.low or item.figure.high or Decimal(0))
        ratio = bool(earned or spent) and (item.figure.unit == "count" or item.figure.kind == "money") and size < _SMALL
        figure = replace(item.figure, unit="x") if ratio else item.figure
        dimension = dimension_of(figure.unit)
        stretch = stretch_of(folded, item.start, others)
        around = _own_part(folded, (item.start, item.end), others, stretch)
        groups, hits = metrics_of(text, (item.start, item.end), dimension, others, vocabulary, words, names, around)
        spans = [(hit.start, hit.end) for hit in hits]
        subject = subject_of(named, (item.start, item.end), passage, others, spans, vocabulary, carried)
        year_end = vocabulary.fiscal_year_end(subject.entities[0]) if subject.entities else "12-31"
        period, by = (None, False) if present else time_of((item.start, item.end), times, others, year_end, stretch)
        about = folded[slice(*around)]
        statement = Statement(
            figure=figure,
            start=item.figure.start,
            end=max(item.figure.end, passage.source(item.start, item.end)[1]) if item.end > item.start else item.figure.end,
            exact=item.figure.exact,
            sentence=text,
            folded=folded,
            language=words.language,
            bound=bound_of(folded, item.start, figure, words),
            unit=figure.unit,
            subject=subject,
            metrics=groups,
            heard=tuple(dict.fromkeys(hit.metric for hit in hits if not hit.covered)),
            place=item.start,
            around=about,
            within=item.start - around[0],
            per=figure.per or _per(about, figure, words),
            period=period,
            by=by,
            ahead=words.has("ahead", about),
            ratio_of_money=ratio,
        )
        statement = _quotient(_superlative(statement, words), [hit.metric for hit in hits], vocabulary)
        if ratio:
            statement = _money_ratio(statement, bool(spent and not earned), vocabulary)
        statements.append(statement)
    return statements


def _per(folded: str, figure: Figure, words: Words) -> str | None:
    if figure.kind != "money":
        return None
    return "year" if words.has("yearly", folded) else "month" if words.has("monthly", folded) else None


def _superlative(statement: Statement, words: Words) -> Statement:
    for name in ("superlative", "smallest"):
        if words.has(name, statement.around):
            return replace(statement, superlative="largest" if name == "superlative" else "smallest")
    return statement


def _quotient(statement: Statement, heard: Sequence[str], vocabulary: Vocabulary) -> Statement:
    """A share or a multiple in a sentence that speaks of both terms of a quotient of the rules is that quotient."""
    if dimension_of(statement.unit) != "share":
        return statement
    for rule in vocabulary.rules:
        match = _QUOTIENT.match(rule.rule)
        if match is not None and match[2] in heard and match[3] in heard:
            first, second = (heard.index(match[number]) for number in (2, 3))
            if first < second and match[1] not in statement.likely[:1]:
                return replace(statement, metrics=((match[1],), *statement.metrics), ratio_of_money=True)
    return statement


def _money_ratio(statement: Statement, inverse: bool, vocabulary: Vocabulary) -> Statement:
    """Two dollars for each dollar earned is the expense ratio; for each dollar spent, one divided by it."""
    bound = statement.bound.inverse() if inverse else statement.bound
    metrics = (("expense_ratio",),) if "expense_ratio" in vocabulary.metrics else statement.metrics
    return replace(statement, bound=bound, metrics=metrics, turned="one divided by it" if inverse else None)
