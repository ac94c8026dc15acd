"""The words of a figure's clause that nothing accounts for: not its names, its numbers, the claim, nor what changes nothing.

Of what a sentence says with such a word ("insured 20 billion dollars of revenue") no claim tells anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from kg.extraction.attaching.stems import placed_stems, stems_in
from kg.extraction.figures.finding import find_figures
from kg.extraction.figures.tongues import with_other
from kg.extraction.folding import fold
from kg.factcheck.hearing.accounts import accounts_of, kin_of, own_texts, phrases_of
from kg.factcheck.hearing.clauses import BREAK
from kg.factcheck.hearing.measures import dimension_of
from kg.factcheck.hearing.name_forms import ELIDED, WORD, bare, is_headline, is_name, names_of
from kg.factcheck.hearing.restricting import restrictions
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any, listed
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary

_COUNTING: Final = ("", *listed("counting_of"))
_TO_ANOTHER: Final = in_any(r"[^;:]{0,40}? {to} (?:{so_many_to} )?[€$£]?\d")

_MOVED_TO: Final = re.compile(r"[€$£]?\d[^,;:]*\Z")
_MOVES: Final = ("fallen_to", "climbed_to", "kept_at", "returned_to")
_BARE_UNITS: Final = ("count", "share", "date", "other")


def words_unread(
    statement: Statement, told: Sequence[Row], measured: Collection[str], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The words of a figure's clause that neither the pack nor the claims that tell the figure account for.

    ``measured`` are the metrics of the claims, and what is computed from them.
    """
    folded = statement.folded
    figure = (statement.place, statement.place_end)
    whom = [row.o.cell.entity for row in told] or statement.subject.entities[:1]
    scope = _scope(statement, figure, whom, phrases_of(measured, vocabulary, words_of(statement.language)), vocabulary)
    known = accounts_of(statement, told, measured, vocabulary)
    headline = is_headline(statement.sentence)
    verbs = moving(statement)
    texts = [
        *own_texts(statement, told, vocabulary),
        *(vocabulary.metric(name).name(statement.language) for name in measured),
    ]
    found: list[str] = [*_another_told(statement, told, measured, vocabulary)]
    found += restrictions(statement, told, measured, texts, _all_told(statement, whom, vocabulary))
    for _, start, end in placed_stems(folded):
        if figure[0] <= start < figure[1] or not any(low <= start and end <= high for low, high in scope):
            continue
        if start in verbs or any(low <= start and end <= high for low, high in statement.asides):
            continue
        word = bare(folded[start:end])
        named = not headline and is_name(statement.sentence, start, end - len(word), end)
        counted = (
            statement.unit == "count" and start > figure[1] and _is_counted(word, folded[figure[1] : start], known.language)
        )
        if not named and not any(known.has(form, counted=counted) for form in (word, folded[start:end])):
            found.append(word)
    return tuple(word for word in dict.fromkeys(found) if not measures_so(word, statement))


def measures_so(word: str, statement: Statement) -> bool:
    """Whether a word is only the unit of another figure that measures what this one does: from 371.4 metres."""
    if dimension_of(statement.unit) in _BARE_UNITS:
        return False
    figures = find_figures(f"1 {word}", with_other(statement.language))
    return bool(figures) and dimension_of(figures[0].unit) == dimension_of(statement.unit)


def moving(statement: Statement) -> set[int]:
    """Where the verbs stand by which a sentence says that something moved: which way it did is held against the base."""
    words, ahead = words_of(statement.language), statement.before
    behind = statement.behind
    from_it = words.has("came_from", ahead) and _TO_ANOTHER.match(behind) is not None
    names = ("to_rise", "to_fall", "exceeded_by") if statement.difference or from_it else _MOVES
    found = {match.start() for name in names for match in words.patterns[name].finditer(ahead)}
    if words.has("came_from", ahead) and (told := _MOVED_TO.search(ahead)) is not None:
        # Cutting it to 3.1 million from 6.2 million: the verb is that of both.
        found |= {m.start() for name in _MOVES for m in words.patterns[name].finditer(ahead[: told.start()])}
    for name in ("moved_up_itself", "moved_down_itself"):
        for match in words.patterns[name].finditer(statement.folded):
            found.update(range(*match.span()))
    return found


def _another_told(
    statement: Statement, told: Sequence[Row], measured: Collection[str], vocabulary: Vocabulary
) -> Iterator[str]:
    """What a sentence puts between whom it is about and what it did: its trading volume rose, it expects the market to reach.

    That must be of the claim itself, however plain its words.
    """
    words = words_of(statement.language)
    match = words.patterns["something_else"].search(statement.before)
    if match is None:
        return
    thing = match["what"] or match["whom"]
    metrics = {name for metric in measured for name in kin_of(metric, vocabulary)}
    whom = (*statement.subject.entities, *(row.o.cell.entity for row in told))
    texts = [*names_of(whom, vocabulary), *phrases_of(metrics, vocabulary, words)]
    texts += [text for row in told for text in row.qualifiers.values()]
    own = {part for text in texts for part in stems_in(text)}
    parts = stems_in(thing)
    itself = words.patterns["itself"].fullmatch(ELIDED.sub("", thing.split()[-1]))
    if own.isdisjoint(parts) and own.isdisjoint(words.translated(parts)) and itself is None:
        yield thing


def _is_counted(word: str, between: str, words: Words) -> bool:
    """Whether a word right behind a number is a plural: 11.7 million bags flew, where a verb would have no s."""
    return between.strip() in _COUNTING and words.has("counted_plural", word)


def _scope(
    statement: Statement, figure: tuple[int, int], whom: Collection[str], phrases: Iterable[str], vocabulary: Vocabulary
) -> list[tuple[int, int]]:
    """The clauses that must be read: the figure's own, and of the one nearest to it what stands behind the name of whom it is about.

    Not read is who says so (a study found that), what a clause behind the figure adds (before, because, according to), and what
    a mere remark on a name tells whose figure the opening clause tells with what is measured (``phrases``): 203 metres long, it is a sight.
    """
    words, folded, low = words_of(statement.language), statement.folded, statement.place - statement.within
    high = low + len(statement.around)
    if (aside := words.patterns["aside"].search(folded, figure[1], high)) is not None:
        high = aside.start()
    ends = [m.start() for m in BREAK.finditer(folded, low, high) if not figure[0] <= m.start() < figure[1]]
    pieces = list(zip([low, *ends], [*ends, high], strict=True))
    own = next(piece for piece in pieces if piece[0] <= figure[0] <= piece[1])
    names = [fold(name) for name in names_of(whom, vocabulary)]
    naming: dict[tuple[int, int], int] = {}
    for start, end in pieces:
        found = [place for name in names if (place := folded.find(name, start, end)) >= 0]
        if found:
            naming[start, end] = min(found)
    narrower = [match.span() for match in words.patterns["narrower_place"].finditer(folded, low, high)]
    if own in naming:
        begin = max(told_from(folded, own[0], naming[own], words), said_until(statement, naming[own], vocabulary))
        return [(begin, own[1]), *narrower]
    remarked = any(_is_remark(folded[start : piece[1]], names, words) for piece, start in naming.items())
    if own[0] == low and remarked and _tells_itself(folded[slice(*own)], phrases):
        return [own, *narrower]
    nearest = sorted(naming, key=lambda piece: abs(piece[0] - own[0]))[:1]
    return [own, *((naming[piece], piece[1]) for piece in nearest), *narrower]


def _tells_itself(clause: str, phrases: Iterable[str]) -> bool:
    """Whether a clause tells what is measured itself."""
    heard = set(stems_in(clause))
    return any(parts and heard.issuperset(parts) for parts in map(stems_in, phrases))


def _is_remark(clause: str, names: Sequence[str], words: Words) -> bool:
    """Whether a clause says no more of the name that it begins with than that it is a sight or no small one."""
    rests = [clause.removeprefix(name).strip(" .") for name in names if clause.startswith(name)]
    return any(words.patterns["remark"].fullmatch(rest) is not None for rest in rests)


def _all_told(statement: Statement, whom: Collection[str], vocabulary: Vocabulary) -> tuple[int, int]:
    """All that is about a figure, what stands apart by commas too (Abroad, it employs); not who says so, nor what is added behind."""
    words, folded, low = words_of(statement.language), statement.folded, statement.place - statement.within
    behind = statement.place_end
    aside = words.patterns["aside"].search(folded, behind, low + len(statement.around))
    high = low + len(statement.around) if aside is None else aside.start()
    places = [place for name in names_of(whom, vocabulary) if (place := folded.find(fold(name), low, high)) >= 0]
    return told_from(folded, low, min(places, default=low), words), high


def told_from(folded: str, start: int, name: int, words: Words) -> int:
    """Where in a clause begins what is told of a name: behind the last word before it that tells (says, found that)."""
    ends = [start + match.end() for match in WORD.finditer(folded[start:name]) if words.tells(match.group())]
    return max(ends, default=start)


def said_until(statement: Statement, name: int, vocabulary: Vocabulary) -> int:
    """Where what a speaker tells begins, behind the verb by which they do (has assured that), before a name; 0 where nobody does there."""
    words, folded = words_of(statement.language), statement.folded
    found = [0]
    for speaker in names_of(statement.subject.spoken_by, vocabulary):
        place = folded.find(fold(speaker))
        if 0 <= place < name and (match := words.patterns["says"].match(folded[place + len(speaker) :])) is not None:
            end = place + len(speaker) + match.end()
            found += [end] if words.has("that_is_said", folded[end:name]) else []
    return max(end for end in found if end <= name)
