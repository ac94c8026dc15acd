"""The other side of what a figure tells: from whom it is had or to whom it goes, who stands beside whom, and whether a claim has them so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.extraction.folding import fold
from kg.factcheck.hearing.naming import Named
from kg.factcheck.hearing.owning import wholes
from kg.factcheck.hearing.statement import Statement
from kg.factcheck.rows import Row
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words, words_of
from kg.model.base import Vocabulary

MOVES: Final = (
    "_change",
    "_growth",
    "_increase",
    "_reduction",
    "_decline_rate",
    "_discount",
    "_return",
    "_multiple",
    "_ratio",
    "_gain",
)
_OF_ANOTHER: Final = in_any(r" {and} (?:{another_amount} )?[€$£]?(?!(?:19|20)\d\d\b)\d")
_APART: Final = re.compile(r"[,;:()–—]")
_OWNING: Final = in_any(r"['’]{genitive}")
_BETWEEN: Final = in_any(r"{between_names} \Z")
_LISTING: Final = in_any(r",| {lists_several} ")
_OF_ALL: Final = (
    "revenue",
    "net_loss",
    "operating_loss",
    "expenses",
    "cash_burn",
    "cumulative_loss",
    "annualized_revenue",
    "assets_under_management",
)


def partners_of(folded: str, span: tuple[int, int], named: Named, subjects: Sequence[str], words: Words) -> tuple[str, ...]:
    """The names that a sentence ties its figure to as those it is had from or goes to: raised from, spent on, sold to."""
    found: list[str] = []
    for mention in (*named.known, *named.unknown):
        if mention.entity in subjects or mention.entity in named.speakers or mention.kind == "place":
            continue
        low, high = sorted((mention.start, span[0]))
        if _OF_ANOTHER.search(folded, min(span[1], mention.end), max(mention.start, span[1])):
            continue
        if _APART.search(folded, min(span[1], mention.end) if mention.start > span[0] else low, high):
            continue
        before = folded[: mention.start]
        if mention.start > span[1] and words.has("share_in", folded[span[1] : mention.start]):
            found.append(mention.entity)
            continue
        if _OWNING.match(folded, mention.end):
            continue
        if words.has("counterparty", before) and not words.has("no_counterparty", before):
            found.append(mention.entity)
    return tuple(dict.fromkeys(found))


def other_partner(row: Row, statement: Statement, vocabulary: Vocabulary) -> str | None:
    """The other side that a sentence names, where a claim is of another one, or of several together; or nothing."""
    if row.o.metric.endswith(MOVES):
        return None
    told = fold(" ".join([*row.qualifiers.values(), row.o.attributed_to or "", row.o.source]))
    kin = {*statement.subject.entities, row.o.cell.entity}
    kin |= {whole for entity in kin for whole in wholes(entity, vocabulary.entities)}
    for partner in statement.partners:
        known = vocabulary.entities.get(partner)
        names = [partner] if known is None else [partner, *known.label.values()]
        if partner in kin or kin & set(wholes(partner, vocabulary.entities)):
            part = partner != row.o.cell.entity and row.o.cell.entity in wholes(partner, vocabulary.entities)
            if part and row.o.metric in _OF_ALL and not any(fold(name) in told for name in names):
                return names[-1]
            continue
        if not any(fold(name) in told for name in names) or _one_of_several(row, statement, names, vocabulary):
            return names[-1]
    return None


def is_reversed(row: Row, statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has another pay the one of whom a claim says that it is the payer."""
    if not row.o.metric.endswith("_spend"):
        return False
    words, entity = words_of(statement.language), vocabulary.entity(row.o.cell.entity)
    for name in {entity.id, *entity.label.values()}:
        ahead, found, _ = statement.folded.partition(fold(name))
        if found and _pays_it(statement, row, vocabulary):
            return True
        if found and words.has("paid_to", ahead) and (words.has("counterparty", ahead) or words.has("pays_whom", ahead)):
            return True
    return False


def _pays_it(statement: Statement, row: Row, vocabulary: Vocabulary) -> bool:
    """Whether another than the payer of a claim is told right before a verb by which it pays somebody named by a pronoun."""
    words = words_of(statement.language)
    for entity in (*statement.subject.entities, *statement.subject.others):
        if entity == row.o.cell.entity or entity in wholes(row.o.cell.entity, vocabulary.entities):
            continue
        known = vocabulary.entity(entity)
        for name in {known.id, *known.label.values()}:
            place = statement.folded.find(fold(name))
            if place >= 0 and words.has("pays_it", statement.folded[place + len(fold(name)) :]):
                return True
    return False


def _one_of_several(row: Row, statement: Statement, names: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a claim lists the other side among several of whom the sentence names no other, nor hints at them."""
    if len(statement.partners) > 1 or words_of(statement.language).has("among_others", statement.around):
        return False
    for value in row.qualifiers.values():
        if _LISTING.search(value) and any(fold(name) in fold(value) for name in names):
            return not any(
                fold(vocabulary.entity(other).name()) in fold(value)
                for other in statement.subject.others
                if other not in names
            )
    return False


def together_with(folded: str, named: Named, subject: str, words: Words) -> str | None:
    """The name that stands beside a subject's, so that a figure is of both: the one and the other spent so much."""
    mentions = sorted((*named.known, *named.unknown), key=lambda mention: mention.start)
    for one, other in pairwise(mentions):
        if subject not in (one.entity, other.entity) or one.entity == other.entity:
            continue
        beside = other if one.entity == subject else one
        if beside.kind == "place" or {one.entity, other.entity} & named.speakers or _BETWEEN.search(folded[: one.start]):
            continue
        joint = folded[one.end : other.start]
        if words.has("together", joint) and joint.strip() != ",":
            return beside.text
    return None
