"""What a sentence tells besides its figure that a claim of it does not: firsts and series, two things together, of which whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kg.extraction.attaching.places import adjectives
from kg.extraction.attaching.stems import stems_in
from kg.extraction.folding import fold
from kg.factcheck.hearing.measures import dimension_of, quotients
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.inflecting import singular
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import WORLD, Words, unaccented, words_of
from kg.model.base import Vocabulary

_OPEN: Final = (
    "first_time",
    "in_a_row",
    "nth_time",
    "only_then",
    "none_of",
    "order_of_events",
    "than_that_of_then",
    "against_expectations",
    "comparison_beside",
    "double_denial",
    "all_parts",
    "moved_more_than",
    "part_against_part",
    "all_from_one",
    "one_alone",
    "all_of_them",
)
"""Patterns of what the base never tells of a figure: that it came about for the first time, for so many years running, only then."""
_SOME: Final = in_any(r"\b{some_of_them}\b")
_WHOLES: Final = frozenset(
    {
        "revenue",
        "net_loss",
        "operating_loss",
        "expenses",
        "cash_burn",
        "valuation",
        "budget",
        "net_income",
        "profit",
        "payroll",
    }
)
"""The sums of a firm of which a sentence may tell what part another is."""
_SHARES: Final = ("_share", "_intensity", "_ratio", "_multiple", "_performance")


def told_besides(statement: Statement, told: Sequence[Row], own: Collection[str], vocabulary: Vocabulary) -> str | None:
    """Why claims do not bear out what a sentence tells besides their figure, or nothing; ``own`` are the stems of what they are about."""
    words = words_of(statement.language)
    return (
        _left_open(statement, words)
        or _of_both(statement, own, words)
        or _of_other_side(statement, told, words)
        or _exceeds(statement, told, words)
        or _of_another_whole(statement, told, vocabulary, words)
        or _of_every(statement, told, words)
        or _less_than_most(statement, words)
        or _of_one_country(statement, told, vocabulary, words)
    )


def _left_open(statement: Statement, words: Words) -> str | None:
    for name in _OPEN:
        match = words.patterns[name].search(statement.folded)
        if match is not None and not any(low <= match.start() and match.end() <= high for low, high in statement.asides):
            return f'the base does not tell that ("{match.group().strip(" ,")}")'
    return None


def _of_both(statement: Statement, own: Collection[str], words: Words) -> str | None:
    """Two things that a sentence tells together (input and output together), of claims that tell one of them."""
    for match in words.patterns["both_of_them"].finditer(statement.folded):
        parts = [set(stems_in(match[name].replace("-", " "))) for name in ("one", "two")]
        known = [any(part in own or set(words.translated([part])) & set(own) for part in each) for each in parts]
        if known[0] is not known[1]:
            return f'the claim is of one of them only ("{match.group().strip(" ,")}")'
    return None


def _of_other_side(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """The one of two sides (output) that a sentence tells of its figure, of claims that are all of the other (input)."""
    for side, other in (("output", "input"), ("input", "output")):
        match = words.patterns[f"{side}_side"].search(statement.around)
        if match is None or words.has(f"{other}_side", statement.around):
            continue
        if all(f"_{other}_" in row.o.metric for row in told):
            return f'the claim is of the other side ("{match.group().strip(" ,")}")'
    return None


def _exceeds(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """By what part one thing exceeds another, of claims that tell what part of the other it is."""
    if statement.unit not in ("%", "x") or not words.has("exceeds_by", statement.before):
        return None
    if any(row.o.metric.endswith(_SHARES) for row in told):
        return "the claim tells what part of the other it is, the sentence by how much it exceeds it"
    return None


def _of_another_whole(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary, words: Words) -> str | None:
    """What a sentence tells a part of (of its net loss), where the claim's quotient is one of something else (of its revenue)."""
    if dimension_of(statement.unit) != "share":
        return None
    match = words.patterns["share_of_it"].match(statement.behind)
    if match is None:
        return None
    wholes = {under for quotient, _, under in quotients(vocabulary) for row in told if row.o.metric == quotient}
    named = set(_measuring(match["whole"], vocabulary, words))
    kin = {name for whole in wholes for name in vocabulary.metric_lineage(whole)} | wholes
    if wholes & _WHOLES and named & _WHOLES and not named & kin:
        return f'the claim is not a part of that ("{match["whole"].strip()}")'
    return None


def _measuring(text: str, vocabulary: Vocabulary, words: Words) -> Iterator[str]:
    """The metrics of which a text speaks by a phrase of the pack or a label."""
    heard = set(stems_in(text))
    for phrase, named in words.phrases:
        if (parts := stems_in(phrase)) and heard.issuperset(parts):
            yield from named[:1]
    for name, metric in vocabulary.metrics.items():
        if any((parts := stems_in(label)) and heard.issuperset(parts) for label in metric.label.values()):
            yield name


def _of_every(statement: Statement, told: Sequence[Row], words: Words) -> str | None:
    """All of what a claim tells of some only: for every use, of a claim for some uses."""
    for match in words.patterns["every_one"].finditer(statement.folded):
        parts = {singular(part) for part in (*stems_in(match["what"]), *words.translated(stems_in(match["what"])))}
        for row in told:
            for value in row.qualifiers.values():
                if _SOME.search(fold(value)) and parts & {singular(part) for part in stems_in(value)}:
                    return f'the claim is of {value}, the sentence of all ("{match.group().strip()}")'
    return None


def _less_than_most(statement: Statement, words: Words) -> str | None:
    """Most of something, beside a share of it that is less than a half."""
    match = words.patterns["most_of_it"].search(statement.folded)
    half = {"%": Decimal(50), "x": Decimal("0.5")}.get(statement.unit)
    if match is None or half is None or statement.bound.high > half:
        return None
    return f'that is not most of it ("{match.group().strip()}")'


def _of_one_country(statement: Statement, told: Sequence[Row], vocabulary: Vocabulary, words: Words) -> str | None:
    """The adjective of a country in a sentence, of a claim about the world: American venture capital."""
    if not any(row.qualifiers.get("geography") in WORLD for row in told):
        return None
    trade = any(vocabulary.entity(row.o.cell.entity).type in ("industry", "concept") for row in told)
    national = {unaccented(form) for form in adjectives(words.language)}
    low = statement.place - statement.within
    for match in words.patterns["a_word"].finditer(statement.folded, low, low + len(statement.around)):
        aside = any(start <= match.start() and match.end() <= end for start, end in statement.asides)
        if (trade or not aside) and unaccented(match.group()) in national:
            return f'the claim is about the world, the sentence not ("{match.group()}")'
    return None
