"""Names of products with the version they have: "Gemini 3.5 Flash", "DeepSeek V4-Pro", "Claude Sonnet 4.6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.extraction.attaching.mentions import UPPER, Mention, slug_of_name
from kg.extraction.attaching.packs import alternatives, common_pack
from kg.extraction.attaching.passages import Passage
from kg.model.vocabulary import Entity

_LAST: Final = rf"(?:[ -](?i:{alternatives(common_pack()['models'])})(?!\w))"
_NUMBER: Final = r"\d{1,2}(?:\.\d{1,2})?"
_WORD: Final = rf"{UPPER}[\w-]*[^\W\d_]"
_VERSIONED: Final = re.compile(
    rf"(?<![\w’'.-])(?:{_WORD}(?: {_WORD}){{0,2}} (?:V{_NUMBER}{_LAST}?|{_NUMBER}{_LAST})"
    rf"|{_WORD}(?: {_WORD}){{1,2}} \d{{1,2}}\.\d{{1,2}}|{UPPER}[\w-]*-{_NUMBER}{_LAST})(?![\w%]|[.,]\d)"
)
_BARE: Final = re.compile(rf"(?<![\w’'.-]){UPPER}{_NUMBER}(?![\w%-]|[.,]\d)")
_NUMBER_IN: Final = re.compile(r"\d")


def versioned(passage: Passage, known: Sequence[Mention], language: str) -> Iterator[Mention]:
    """Names with a version that end where none of the ``known`` does; those are names of their own already."""
    ends = {mention.end for mention in known}
    for match in _VERSIONED.finditer(passage.text):
        if match.end() not in ends:
            name = match.group()
            yield Mention(passage.index, *match.span(), slug_of_name(name, language), "product", "name", name)


def with_bare_versions(
    passages: Sequence[Passage], mentions: Sequence[Mention], entities: Mapping[str, Entity]
) -> Sequence[Mention]:
    """Names with those of the products that a text calls by their version alone, under a heading that names the maker: "V3"."""
    by_version = _by_version(entities)
    if not by_version:
        return mentions
    named: dict[int, set[str]] = {}
    for mention in mentions:
        named.setdefault(mention.passage, set()).add(mention.entity)
    found: list[Mention] = []
    for passage in passages:
        makers = {name for heading in passage.headings for name in named.get(heading, ())}
        for match in _BARE.finditer(passage.text) if makers else ():
            made = [entity for entity in by_version.get(match.group(), ()) if entity.part_of in makers]
            if len(made) == 1:
                found.append(Mention(passage.index, *match.span(), made[0].id, made[0].type, "base", match.group()))
    return [*(mention for mention in mentions if not any(_overlap(mention, other) for other in found)), *found]


def _by_version(entities: Mapping[str, Entity]) -> Mapping[str, Sequence[Entity]]:
    """What has a maker, by the version that its labels and aliases end with."""
    found: dict[str, list[Entity]] = {}
    for entity in entities.values():
        if entity.part_of is not None:
            ends = {form.replace("-", " ").rpartition(" ")[2] for form in entity.forms}
            for version in sorted(end for end in ends if _BARE.fullmatch(end)):
                found.setdefault(version, []).append(entity)
    return found


def _overlap(mention: Mention, other: Mention) -> bool:
    """Whether a guessed name stands where another does; one of the workspace stays."""
    return (
        mention.source != "base"
        and mention.passage == other.passage
        and mention.start < other.end
        and other.start < mention.end
    )


def version_forms(name: str) -> Iterator[str]:
    """What a product is called without its maker, version and all: "V4-Pro", "Sonnet 4.6"."""
    parts = name.split()
    for place in range(1, len(parts)):
        rest = " ".join(parts[place:])
        if parts[place][:1].isupper() and _NUMBER_IN.search(rest):
            yield rest
