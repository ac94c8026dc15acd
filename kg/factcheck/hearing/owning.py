"""Whose a name or a figure is: products and their makers, rivals and founders of whom a sentence names, what others lose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.extraction.attaching.mentions import Mention
from kg.factcheck.hearing.naming import Named
from kg.factcheck.wording.packs import in_any
from kg.factcheck.wording.words import Words
from kg.model.base import Vocabulary
from kg.model.vocabulary import Entity

_A_WORD: Final = re.compile(r"[^\W_]+")
_OWNED: Final = in_any(r"['’]{genitive}? ")
_OWNED_THING: Final = in_any(r"['’]{genitive}? (?:[^\W\d][\w-]* ){0,3}?(?P<head>[^\W\d][\w-]*)(?= {owned_does}\b)")
_BELONGS: Final = in_any(r" {belongs_to}\s?(?:{articles })?")
_ITS_OWN: Final = in_any(r"['’]{genitive}? (?:[^\W\d][\w-]* ){0,3}")
_OF_ITS_MAKER: Final = in_any(r" (?:[^\W\d][\w-]* ){0,2}?{made_by}\s?")
_BESIDE: Final = in_any(r"(?:'{genitive}?)? (?:[\w-]+ )?")
_RELATIVE_OF: Final = in_any(r",? (?:[\w-]+ )?{relative_of}\s?(?:{articles })?")


def relative_of(mention: Mention, folded: str, words: Words | None) -> str | None:
    """Whose rival, founder, owner a name only tells: the word for it, where it stands by the name."""
    if words is None:
        return None
    owned = _BESIDE.match(folded[mention.end :])
    kin = words.patterns["kin"]
    if owned is not None and (found := kin.search(folded, mention.end, mention.end + owned.end() + 24)) is not None:
        between = folded[mention.end : found.start()]
        return found.group() if len(between.split()) <= 2 else None
    for found in kin.finditer(folded[: mention.start]):
        if _RELATIVE_OF.fullmatch(folded[found.end() : mention.start]):
            return found.group()
    return None


def made_to(mention: Mention, folded: str, words: Words) -> bool:
    """Whether another made a name do what is told (made it lose): it is the name that did it."""
    return words.has("made_to", folded[: mention.start]) and words.has("made_doing", folded[mention.end :])


def of_its_own(
    folded: str, span: tuple[int, int], own: tuple[int, int] | None, words: Words | None
) -> tuple[str, int] | None:
    """Those about somebody whom only a pronoun names (its competitor, made its investors lose) that a figure is of, and where."""
    if words is None:
        return None
    begin = own[0] if own is not None else 0
    ahead = folded[: span[0]]
    made = words.patterns["others_made"].search(folded, begin, own[1] if own is not None else len(folded))
    if made is not None:
        return made["whom"] or made["other"], len(folded)
    for found in words.patterns["kin"].finditer(ahead, begin):
        if words.has("possessive", folded[: found.start()]):
            return found.group(), found.start()
    for found in words.patterns["people"].finditer(ahead, begin):
        if words.has("possessive", folded[: found.start()]) and words.has("acting", folded[found.end() :]):
            return found.group(), found.start()
    for found in _A_WORD.finditer(ahead, begin):
        if words.has("is_worth", folded[found.end() :]) and not words.patterns["itself"].fullmatch(found.group()):
            return (found.group(), found.start()) if words.has("possessive", folded[: found.start()]) else None
    return None


def other_owned(mention: Mention, folded: str, words: Words | None, measured: Sequence[tuple[int, int]] = ()) -> str | None:
    """Whom or what a name only owns, where that is what the figure is of: its investors lost, its patents are worth.

    ``measured`` are the spans of the words that tell what is measured: what it costs to train is nothing that it owns.
    """
    if words is None:
        return None
    ahead, behind = folded[: mention.start], folded[mention.end :]
    owned = _OWNED.match(behind)
    if owned is not None:
        for found in words.patterns["people"].finditer(behind, owned.end(), owned.end() + 40):
            if len(behind[owned.end() : found.start()].split()) <= 1 and words.has("acting", behind[found.end() :]):
                return found.group()
        thing = _OWNED_THING.match(behind)
        if (
            thing is not None
            and words.has("is_worth", behind[thing.end() :])
            and not words.patterns["itself"].fullmatch(thing["head"])
            and not any(start <= mention.end + thing.start("head") < end for start, end in measured)
        ):
            return thing["head"]
    of = words.patterns["of_owner"].search(ahead)
    if of is not None:
        head = of["head"] or of["other"]
        place = of.start("head" if of["head"] else "other")
        if any(start <= place < end for start, end in measured):
            return None
        if words.has("is_worth", behind) and not words.patterns["itself"].fullmatch(head):
            return head
    for found in words.patterns["people"].finditer(ahead):
        if _BELONGS.fullmatch(ahead[found.end() :]) and words.has("acting", behind):
            return found.group()
    return None


def owned_name(maker: Mention, named: Named, folded: str, vocabulary: Vocabulary) -> str:
    """The product that a sentence tells as a maker's own: OpenAI's ChatGPT, le ChatGPT d'OpenAI."""
    for mention in named.known:
        if maker.entity not in wholes(mention.entity, vocabulary.entities) or named.tells_aside(mention):
            continue
        if maker.end <= mention.start:
            if _ITS_OWN.fullmatch(folded[maker.end : mention.start]):
                return mention.entity
        elif _OF_ITS_MAKER.fullmatch(folded[mention.end : maker.start]):
            return mention.entity
    return maker.entity


def are_kin(one: str, other: str, entities: Mapping[str, Entity]) -> bool:
    """Whether one entity is a part of the other."""
    return one in wholes(other, entities) or other in wholes(one, entities)


def wholes(entity: str, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """What an entity is part of, nearest first."""
    found: list[str] = []
    known = entities.get(entity)
    while known is not None and known.part_of is not None and known.part_of not in found:
        found.append(known.part_of)
        known = entities.get(known.part_of)
    return tuple(found)
