"""So many times, or a part, of a quantity that a sentence names without its figure: twelve times its 2024 revenue, half what Uber lost.

The quantity is whose, what and when its words tell, and its value that of the claims of it; what is so many times that is the figure
told right before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.stems import placed_stems
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.matching import Candidate, level_of
from kg.factcheck.answering.overstating import overstated
from kg.factcheck.desk import Desk
from kg.factcheck.following.claim_ratios import claims_of, concluded, quotient_of
from kg.factcheck.following.neighbours import between
from kg.factcheck.following.printed_values import held
from kg.factcheck.hearing.accounting import words_unread
from kg.factcheck.hearing.accounts import accounts_of
from kg.factcheck.hearing.clauses import last_break, next_break
from kg.factcheck.hearing.measures import dimension_of, metrics_of
from kg.factcheck.hearing.name_forms import bare, names_of
from kg.factcheck.hearing.statement import Shape, Statement, Subject
from kg.factcheck.hearing.times import UNKNOWN, parsed, times_in, year_before
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.period import Period
from kg.model.vocabulary import MetricKind

MEASURED: Final = ("money", "count", "time")


@dataclass(frozen=True, slots=True)
class Named:
    """Whose a quantity is by its words, who says so, where names stand there, and where words do that tell whose by a kind (the chipmaker's)."""

    entity: str
    speakers: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    kinds: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Operand:
    """What a figure is so many times of: the part of the sentence that tells it, and the claims of its value."""

    statement: Statement
    metric: str
    claims: Sequence[Candidate]


def of_named(found: Sequence[Checked], number: int, desk: Desk) -> Checked | None:
    """The verdict on a ratio by the figure before it and the claims of what its words say it is so many times of; None where they name nothing."""
    own = found[number]
    statement = own.statement
    words = words_of(statement.language)
    if not _may_be(statement, words) or (base := base_of(found, number, desk)) is None:
        return None
    text = _named_behind(found, number, base)
    if not text or words.has("rivals", fold(text)) or words.has("of_the_whole", fold(text)):
        return None
    for operand in _operands(statement, base, text, desk, words):
        tie = quotient_of(base, operand.claims, percent=statement.unit == "%")
        outcome = None if tie is None else held(statement, tie)
        if tie is None or outcome is None:
            continue
        rows = [each.row for each in operand.claims]
        if {row.id for row in rows} >= {row.id for row in base.rows}:
            continue  # it is no multiple of itself
        if words_unread(operand.statement, rows, {operand.metric}, desk.vocabulary):
            continue
        if overstated(operand.statement, rows, desk.vocabulary) is not None:
            continue
        return concluded(own, base, rows, operand.metric, tie, outcome, operand.statement.period)
    return _of_another_time(own, base, text, desk, words)


def _of_another_time(own: Checked, base: Checked, text: str, desk: Desk, words: Words) -> Checked | None:
    """A ratio that claims yield together, left open where the words that name what it is told of have a time that is none of those."""
    if not own.holds or not any(each.inputs for each in own.verdict.evidence):
        return None
    whens, _ = times_in(text, words, desk.as_of)
    period = parsed(whens[0], desk.vocabulary.fiscal_year_end(base.rows[0].o.cell.entity)) if len(whens) == 1 else None
    if period is None or any((row.o.start, row.o.end) == (period.start, period.end) for row in own.rows):
        return None
    why = f"no claim of what it is told of is for {period.label}"
    return own.left_open(why)


def _may_be(statement: Statement, words: Words) -> bool:
    """Whether a figure is a multiple or a part of something: not by how much it moved, nor a part more or less than it."""
    if dimension_of(statement.unit) != "share" or statement.unit == "pp" or not statement.is_affirmed:
        return False
    behind = statement.behind
    if statement.difference:
        return statement.unit == "x" and statement.bound.low > 1 and words.has("times_more_than", behind)
    return words.has("of_a_quantity", behind)


def base_of(found: Sequence[Checked], number: int, desk: Desk, *, settled: bool = True) -> Checked | None:
    """The figure that is told to be so many times of something: the one before it, nothing between but that it is.

    Where ``settled``, another ratio in between must be borne out.
    """
    statement = found[number].statement
    words = words_of(statement.language)
    levels = [
        each
        for each in found[:number]
        if each.statement.place < statement.place and dimension_of(each.statement.unit) in MEASURED
    ]
    # How long something took is seldom what is so many times another.
    sums = [each for each in levels if dimension_of(each.statement.unit) != "time"]
    base = (sums or levels)[-1] if levels else None
    if base is None or not base.holds or not base.rows or not _is_level(base, statement):
        return None
    if settled and any(each.statement.unit == "x" and not each.holds for each in found[found.index(base) + 1 : number]):
        return None
    return base if _says_no_more(between(base.statement, statement), base, words, desk) else None


def _says_no_more(link: str, base: Checked, words: Words, desk: Desk) -> bool:
    """Whether what stands between a figure and a ratio says no more than that the one is the other, or is of the figure itself."""
    if words.has("rivals", link):
        return False
    cut = last_break(link, len(link))
    known = accounts_of(base.statement, base.rows, base.measured, desk.vocabulary, alone=True)
    tail = words.patterns["amounts_to"].sub(lambda match: " " * len(match.group()), link[cut:])
    if not all(known.has(bare(tail[low:high])) for _, low, high in placed_stems(tail)):
        return False
    whom = {row.o.cell.entity for row in base.rows} | {row.o.attributed_to for row in base.rows}
    told = fold(" ".join(value for row in base.rows for value in row.qualifiers.values()))
    others = [
        entity
        for entity in (*base.statement.subject.entities, *base.statement.subject.others)
        if entity not in whom and not any(fold(name) in told for name in names_of([entity], desk.vocabulary))
    ]
    return not any(fold(name) in link for name in names_of(others, desk.vocabulary))


def _is_level(base: Checked, statement: Statement) -> bool:
    shapes = (Shape.IS, statement.bound.shape) if statement.bound.shape is Shape.AT_LEAST else (Shape.IS,)
    return base.statement.bound.shape in shapes and not base.statement.difference


def _named_behind(found: Sequence[Checked], number: int, base: Checked) -> str:
    """What stands behind a figure up to the end of its clause, or to the next figure; nothing where that is what it is told of."""
    statement = found[number].statement
    start, sentence = statement.place_end, statement.sentence
    end = next_break(statement.folded, start)
    behind = [each.statement for each in found if each.statement.place >= start]
    told = dimension_of(base.statement.unit)
    if any(dimension_of(each.unit) == told and each.place < end for each in behind):
        return ""
    ends = [each.place for each in behind if dimension_of(each.unit) not in ("time", "date")]
    return sentence[start : min([*ends, end])]


def _operands(statement: Statement, base: Checked, text: str, desk: Desk, words: Words) -> Iterator[_Operand]:
    """What the words behind a ratio name: by each metric that they may speak of, the likeliest first, where claims tell it."""
    vocabulary, own = desk.vocabulary, base.rows[0].o
    named = named_by(statement, text, base, desk)
    if named is None:
        return
    entity = named.entity
    asked = replace(
        statement.alone,
        subject=Subject((entity,), (own.cell.entity,) if entity != own.cell.entity else (), None, named.speakers),
        around=statement.folded[statement.place : statement.place_end + len(text)],
        within=0,
        metrics=(),
        unit=own.unit,
        bound=base.statement.bound,
        per=None,
        ahead=False,
        aims=False,
        difference=False,
        segments=(),
    )
    groups, hits = metrics_of(text, (0, 0), dimension_of(own.unit), [], vocabulary, words, named.spans)
    asked = replace(asked, heard=tuple(dict.fromkeys(hit.metric for hit in hits if not hit.covered)))
    rows = desk.rows([entity])
    for metric in _metrics(groups, own.metric, fold(text), words, desk):
        for period in times_told(text, base, entity, words, desk):
            claims = claims_of(replace(asked, metrics=((metric,),), period=period), rows, metric, base, desk)
            if claims:
                yield _Operand(replace(asked, metrics=((metric,),), period=period), metric, claims)
                return


def named_by(statement: Statement, text: str, base: Checked, desk: Desk) -> Named | None:
    """Whose some words tell a quantity to be: the one name of the base that they have, else that of the figure it is set beside."""
    folded, own, words = fold(text), base.rows[0].o.cell.entity, words_of(statement.language)
    subject, vocabulary = base.statement.subject, desk.vocabulary
    known = (*statement.subject.entities, *statement.subject.others, *statement.subject.spoken_by)
    known = (*known, *subject.entities, *subject.others, *subject.spoken_by, own)
    places = {
        entity: [span for name in names_of([entity], vocabulary) for span in _standing(fold(name), folded)]
        for entity in dict.fromkeys(known)
    }
    named = [entity for entity, spans in places.items() if spans]
    whom = [entity for entity in named if not _only_speaks(entity, named, own, desk)]
    if len(whom) > 1:
        return None
    spans = tuple(span for entity in named for span in places[entity])
    kinds = () if whom else tuple(_kinds(folded, words))
    return Named(whom[0] if whom else own, tuple(entity for entity in named if entity not in whom), spans, kinds)


def _only_speaks(entity: str, named: Sequence[str], own: str, desk: Desk) -> bool:
    """Whether a name among others only tells what the claims of another are."""
    others = [each for each in (*named, own) if each != entity]
    return any(row.o.attributed_to == entity for row in desk.rows(list(dict.fromkeys(others))))


def _kinds(folded: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where words stand that tell by its kind whose a quantity is."""
    for match in words.patterns["of_its_kind"].finditer(folded):
        if words.describing.kind_of(unaccented(match["kind"])) == "kind":
            yield match.span("kind")


def _standing(name: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as a word of its own."""
    return (match.span() for match in re.finditer(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", folded))


def _metrics(groups: Sequence[Sequence[str]], measured: str, folded: str, words: Words, desk: Desk) -> Iterator[str]:
    """The metrics that the words may speak of; that of the figure itself where they say no more (those of Tesla) or are wider."""
    if not groups or words.has("such_of_another", folded):
        yield measured
        return
    heard = [each for group in groups for name in group for each in (name, *_cumulated(name, desk))]
    if measured in heard or level_of(measured, groups[0], desk.vocabulary) is not None:
        yield measured
    yield from (name for name in dict.fromkeys(heard) if name != measured)
    # The price of another is that of the same thing.
    kinds = [desk.vocabulary.metric(name).kind for name in (measured, heard[0])]
    if kinds[0] is kinds[1] is MetricKind.PRICE and measured not in heard:
        yield measured


def _cumulated(metric: str, desk: Desk) -> Iterator[str]:
    """What a flow comes to over some years, where the vocabulary has that as a metric of its own."""
    names = (f"cumulative_{metric}", f"cumulative_{metric.partition('_')[2]}")
    yield from (name for name in names if name in desk.vocabulary.metrics)


def times_told(text: str, base: Checked, entity: str, words: Words, desk: Desk) -> Iterator[Period | None]:
    """The time that the words name, else that of the figure, else none."""
    then = base.statement.period
    year_end = desk.vocabulary.fiscal_year_end(entity)
    whens, _ = times_in(text, words, desk.as_of)
    if words.has("that_year", fold(text)):
        yield parsed(replace(whens[0], label=f"{then.start.year:04}")) if then is not None and whens else _year_of(then)
        return
    if len(whens) == 1 and whens[0].label != UNKNOWN:
        yield parsed(whens[0], year_end)
        return
    if whens or words.patterns["time_before_it"].search(fold(text)) is not None:
        before = year_before(then, year_end) if then is not None else None
        if before is not None and len(whens) < 2:
            yield before
        return
    if then is not None:
        yield then
    yield None


def _year_of(period: Period | None) -> Period | None:
    return Period.parse(f"{period.start.year:04}") if period is not None else None
