"""What a sentence tells of the reach of a figure that its claims must have: of which users, to the unit, on top of what, of both, as many as, since when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.answering.checking import Checked
from kg.factcheck.answering.vouching import are_one
from kg.factcheck.hearing.name_forms import names_of
from kg.factcheck.hearing.statement import Shape
from kg.factcheck.rows import Row
from kg.factcheck.wording.inflecting import singular
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary

_NEARLY: Final = Decimal("0.1")
_WORD: Final = re.compile(r"[^\s]+")
_SHORT: Final = 3


def reach_untold(found: Sequence[Checked], vocabulary: Vocabulary) -> str | None:
    """The words by which a sentence gives a figure a reach that its claims do not, or nothing."""
    words = words_of(found[0].statement.language)
    return (
        _of_other_ones(found, vocabulary, words)
        or _to_the_unit(found, words)
        or _added_to_its_whole(found, vocabulary, words)
        or _of_one_as_of_other(found, words)
        or _as_many(found, words)
        or _since_then(found, words)
    )


def _of_other_ones(found: Sequence[Checked], vocabulary: Vocabulary, words: Words) -> str | None:
    """The kind of those (Chinese competitors, enterprise users) whom claims have of another kind (western competitors, free and Go users)."""
    statement = found[0].statement
    folded, sentence = statement.folded, statement.sentence
    rows = [row for each in found for row in each.rows]
    kinds = [value for row in rows for value in row.qualifiers.values() if _kinds_of(value) and " " in value]
    if not kinds:
        return None
    labels = [label for row in rows for label in vocabulary.metric(row.o.metric).label.values()]
    texts = [*labels, *(row.o.metric.replace("_", " ") for row in rows)]
    measured = _parts(texts)
    own = measured | _parts(names_of([row.o.cell.entity for row in rows], vocabulary))
    own |= _parts(value for row in rows for value in row.qualifiers.values())
    for match in words.patterns["of_which_ones"].finditer(folded):
        rivals = words.has("rivals", match["those"])
        near = [kind for kind in kinds if words_of("en").has("rivals", fold(kind)) is rivals]
        where = _parts(near) | measured
        for word in _WORD.finditer(match["kind"]):
            start = match.start("kind") + word.start()
            by_name = sentence[start : start + 1].isupper()
            little = unaccented(word.group()) in words.beside or word.group() in words.little
            if not near or len(word.group()) < _SHORT or (little and not by_name):
                continue
            parts = set(stems_in(word.group()))
            heard = _parts([word.group()]) | {singular(part) for part in words.translated(parts)}
            whose = by_name and not rivals and folded.startswith("'", start + len(word.group()))
            if heard and not heard & where and not (whose or _is_owner(word.group(), match["kind"], own)):
                return match.group().strip(" ,")
    return None


def _parts(texts: Iterable[str]) -> set[str]:
    return {singular(part) for text in texts for part in (*stems_in(text), *stems_in(text.replace("-", " ")))}


def _is_owner(word: str, kind: str, own: Collection[str]) -> bool:
    """Whether a word is that of whom the claims are, and opens what is told of those (ChatGPT Plus subscribers)."""
    return kind.strip().startswith(word) and bool(_parts([word]) & set(own))


def _kinds_of(value: str) -> bool:
    return bool(words_of("en").patterns["those_told"].search(fold(value)))


def _to_the_unit(found: Sequence[Checked], words: Words) -> str | None:
    """A value told to the unit, or as settled, of claims that have a range or are of what is only expected."""
    folded = found[0].statement.folded
    for each in found:
        bound = each.statement.bound
        if not each.rows or bound.shape is not Shape.IS or not bound.is_flat or not all(map(_is_a_range, each.rows)):
            continue
        place, end = each.statement.place, each.statement.place_end
        ahead = words.patterns["to_the_unit"].search(folded[:place])
        behind = words.patterns["to_the_unit_behind"].match(folded[end:])
        match = ahead or behind
        if match is not None:
            return match.group().strip(" ,")
    return None


def _is_a_range(row: Row) -> bool:
    low, high = row.stated.low, row.stated.high
    return low is None or high is None or low != high


def _added_to_its_whole(found: Sequence[Checked], vocabulary: Vocabulary, words: Words) -> str | None:
    """What is told as coming on top of a figure, of claims that are of a part of it or of the whole that it is a part of."""
    folded = found[0].statement.folded
    for match in words.patterns["comes_on_top"].finditer(folded):
        ahead = [each for each in found if each.statement.place < match.start() or each.statement.place < match.end()]
        behind = [each for each in found if each.statement.place >= match.start()][:1]
        pairs = [(one, other) for one in ahead for other in behind if one is not other] or list(combinations(found, 2))
        for one, other in pairs:
            told = len(one.rows) == len(other.rows) == 1  # what claims yield together is no part of one of them
            if told and one.statement.unit == other.statement.unit and _overlap(one.rows, other.rows, vocabulary):
                return match.group().strip(" ,")
    return None


def _overlap(one: Sequence[Row], other: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether claims may be of parts of one another: of one measure and of the same, or of one that is a part of the other."""
    for a in one:
        for b in other:
            kin = are_one(a.o.cell.entity, b.o.cell.entity, vocabulary)
            metrics = {a.o.metric, *vocabulary.metric_lineage(a.o.metric)} & {
                b.o.metric,
                *vocabulary.metric_lineage(b.o.metric),
            }
            apart = (
                a.o.end is not None
                and b.o.start is not None
                and (a.o.end < b.o.start or (b.o.end or b.o.start) < (a.o.start or a.o.end))
            )
            if kin and metrics and not apart and a.id != b.id:
                return True
    return False


def _of_one_as_of_other(found: Sequence[Checked], words: Words) -> str | None:
    """A ratio told of two things at once (for output as for input), where the figures behind it are of one of them."""
    match = words.patterns["of_one_as_of_other"].search(found[0].statement.folded)
    if match is None or all(each.statement.unit not in ("x", "%") for each in found):
        return None
    return match.group().strip(" ,")


def _as_many(found: Sequence[Checked], words: Words) -> str | None:
    """What is told as nearly as many as another, of two values that are more than a tenth apart; or of one alone."""
    match = words.patterns["about_as_many"].search(found[0].statement.folded)
    if match is None:
        return None
    values = [(each.statement.unit, each.statement.bound.middle) for each in found]
    near = [
        abs(one - other) <= _NEARLY * max(abs(one), abs(other))
        for (unit, one), (same, other) in combinations(values, 2)
        if unit == same
    ]
    return None if any(near) else match.group().strip(" ,")


def _since_then(found: Sequence[Checked], words: Words) -> str | None:
    """The time since which something is told to have moved, of claims that none of begin at that time."""
    for each in found:
        statement, rows = each.statement, each.rows
        if not each.rows or not (statement.difference or len(rows) > 1):
            continue
        match = words.patterns["since_a_time"].search(statement.folded)
        if match is None:
            continue
        year = match["year"]
        starts = sorted(row.o.start for row in rows if row.o.start is not None)
        moved = statement.difference or words.has("to_rise", statement.folded) or words.has("to_fall", statement.folded)
        if moved and starts and starts[0] != starts[-1] and f"{starts[0].year:04}" != year:
            return match.group().strip(" ,")
    return None
