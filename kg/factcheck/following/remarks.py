"""What a sentence adds in passing that a claim must tell itself: of most of them, by whom it was led, its rank, what it came of and how.

Their words are plain, so that nothing else keeps them from being borne out; the qualifiers of the claims may have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.stems import placed_stems, stems_in
from kg.factcheck.answering.checking import Checked
from kg.factcheck.hearing.accounts import Accounts, accounts_of
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import bare, is_name, name_spans, names_of
from kg.factcheck.rows import Row
from kg.factcheck.wording.words import Words, unaccented, words_of
from kg.model.base import Vocabulary

Span = tuple[int, int]
_TOLD_SO: Final = ("of_some_more", "part_played", "ranked_so", "ranked_aside", "states_it")
"""Patterns of what the claims must say in the same words."""
_TOLD_OF: Final = ("some_named", "played_with", "came_of")
"""Patterns behind which stands what the claims must have: whom, or what it came of."""
_MOST_WORDS: Final = 4
_LONG: Final = 3
_DIGIT: Final = re.compile(r"\d")
_HALF: Final = Decimal("0.5")


def untold_remark(found: Sequence[Checked], vocabulary: Vocabulary) -> str | None:
    """The words of a sentence by which it adds something that no claim of it tells, or nothing."""
    statement = found[0].statement
    folded, words = statement.folded, words_of(statement.language)
    names = _names(found, vocabulary)
    own = _own(found, vocabulary)
    accounts = [accounts_of(each.statement, each.rows, each.measured, vocabulary, alone=True, beside=True) for each in found]
    nothing = [match.span() for match in words.patterns["says_nothing"].finditer(folded)]
    for match in _added(found, words):
        if any(low <= match.start() < high for low, high in (*nothing, *names)) or _opens_a_name(match, statement.sentence):
            continue
        of_the_metric = _DIGIT.search(match.group()) is None and any(each.has(match.group()) for each in accounts)
        if not _is_own(match.group(), own, words) and not of_the_metric:
            return match.group().strip(" ,")
    for name in (*_TOLD_OF, "by_doing"):
        for match in words.patterns[name].finditer(folded):
            if any(low <= match.start() < high for low, high in (*nothing, *names)):
                continue
            start = match.start("doing") if name == "by_doing" else match.end()
            if name == "by_doing" and (statement.sentence[start : start + 1].isupper() or _has_figure(start, found)):
                continue
            without = words.has("without_it", match.group())
            if not _has_what_follows(start, found, own, names, words, accounts if without else ()):
                return match.group().strip(" ,")
    return None


def _added(found: Sequence[Checked], words: Words) -> Iterator[re.Match[str]]:
    folded = found[0].statement.folded
    for name in _TOLD_SO:
        if name.startswith("ranked_") and any(row.superlative for each in found for row in each.rows):
            continue
        yield from words.patterns[name].finditer(folded)
    if not any(_is_most(each) for each in found):
        yield from words.patterns["of_most"].finditer(folded)


def _is_most(each: Checked) -> bool:
    """Whether a figure is a share above a half, of which a sentence may tell that it is most."""
    scale = Decimal(100) if each.statement.unit == "%" else Decimal(1)
    return dimension_of(each.statement.unit) == "share" and each.statement.bound.low >= _HALF * scale


def _has_what_follows(
    start: int,
    found: Sequence[Checked],
    own: Collection[str],
    names: Sequence[Span],
    words: Words,
    accounts: Sequence[Accounts] = (),
) -> bool:
    """Whether the claims have the words behind a place, up to a mark, a figure, or a name that is no part of them; or one of the ``accounts`` has."""
    statement = found[0].statement
    folded = statement.folded
    mark = BREAK.search(folded, start)
    ends = [len(folded) if mark is None else mark.start()]
    ends += [each.statement.place for each in found if each.statement.place >= start]
    ends += [low for low, _ in statement.times if low >= start]
    end, heard = min(ends), 0
    for _, low, high in placed_stems(folded[start:end]):
        word = bare(folded[start + low : start + high])
        named = any(first <= start + low < last for first, last in names)
        if named and heard:
            break
        if (unaccented(word) in words.beside or len(word) < _LONG) and not named:
            continue
        if not _is_own(word, own, words) and not any(each.has(word) for each in accounts):
            return False
        heard += 1
        if heard == _MOST_WORDS:
            break
    return bool(heard) or end == start


def _has_figure(start: int, found: Sequence[Checked]) -> bool:
    """Whether a figure stands behind a place of a sentence, with no mark between: after losing 27 million."""
    mark = BREAK.search(found[0].statement.folded, start)
    return any(start <= each.statement.place and (mark is None or each.statement.place <= mark.start()) for each in found)


def _names(found: Sequence[Checked], vocabulary: Vocabulary) -> list[Span]:
    """Where the names of those stand of whom the claims of a sentence are."""
    folded = found[0].statement.folded
    whom = [row.o.cell.entity for each in found for row in each.rows]
    return list(name_spans(whom, folded, vocabulary))


def _own(found: Sequence[Checked], vocabulary: Vocabulary) -> set[str]:
    """The stems of what the claims of a sentence say of whom and what they are."""
    rows: list[Row] = [row for each in found for row in each.rows]
    texts = [*names_of([row.o.cell.entity for row in rows], vocabulary)]
    for row in rows:
        texts += row.qualifiers.values()
        texts += names_of([value for value in row.qualifiers.values() if value in vocabulary.entities], vocabulary)
    return {part for text in texts for part in (*stems_in(text), *stems_in(text.replace("-", " ")))}


def _is_own(text: str, own: Collection[str], words: Words) -> bool:
    """Whether the claims have all words of a text but those that only join."""
    parts = [part for part in stems_in(text) if len(part) > 2 and unaccented(part) not in words.beside]
    return bool(parts) and all(part in own or any(other in own for other in words.translated([part])) for part in parts)


def _opens_a_name(match: re.Match[str], sentence: str) -> bool:
    """Whether what is matched is itself part of a name: the Leading Edge, Premier."""
    start = match.start()
    return start > 0 and is_name(sentence, start, start, match.end()) and match.group()[:1].isalpha()
