"""Names of the base that a sentence writes in another way: elided, in quotes, turned about, or as an adjective of a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.passages import Passage
from kg.extraction.folding import fold
from kg.factcheck.wording.packs import in_any, listed, merged
from kg.factcheck.wording.sharing_a_kind import sharing_a_kind
from kg.factcheck.wording.words import Words, unaccented
from kg.model.vocabulary import Entity

_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = r"(?: ?[\"«»“”„] ?| ?'(?= ?\w)|[ -])"
_LITTLE: Final = in_any(r"(?:{around_names}|[\s\"«»'])*\Z")
_CONTRACTED: Final = merged("contracted")
_LE: Final = re.compile(rf"({'|'.join(form for word in _CONTRACTED for form in (word, word.capitalize()))})(?= \w)")
_TURNED: Final = ("event", "product", "place")


@dataclass(frozen=True, slots=True)
class _Label:
    """A way to write an entity's name."""

    pattern: re.Pattern[str]
    entity: str
    kind: str
    cased: bool


_KNOWN: dict[tuple[int, str], tuple[Mapping[str, Entity], dict[str, list[_Label]]]] = {}


def with_labels(
    mentions: Sequence[Mention], passage: Passage, entities: Mapping[str, Entity], words: Words
) -> tuple[Mention, ...]:
    """The names of a sentence, with those of the base that are written in another way instead of what they were taken for."""
    kept = list(mentions)
    for found in _labelled(passage, entities, words):
        over = [m for m in kept if m.start < found.end and found.start < m.end]
        if all(_yields(m, found, passage.text) for m in over):
            kept = [m for m in kept if m not in over]
            kept.append(found)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _yields(mention: Mention, found: Mention, text: str) -> bool:
    """Whether a name is no more than what a label of the base tells."""
    if mention.source == "base" and mention.end - mention.start >= found.end - found.start:
        return False
    ahead, behind = fold(text[mention.start : found.start]), fold(text[found.end : mention.end])
    return _LITTLE.match(ahead) is not None and _LITTLE.match(behind) is not None


def _labelled(passage: Passage, entities: Mapping[str, Entity], words: Words) -> Iterator[Mention]:
    """The names of several words that a sentence has, the longest first."""
    folded = fold(passage.text)
    by_word = _labels(entities, words)
    found: list[Mention] = []
    for word in dict.fromkeys(_WORD.findall(folded)):
        for label in by_word.get(word, ()):
            for match in label.pattern.finditer(folded):
                text = passage.text[match.start() : match.end()]
                if not label.cased or any(letter.isupper() for letter in text):
                    found.append(Mention(passage.index, *match.span(), label.entity, label.kind, "base", text))
    for start, end, whose in sharing_a_kind(passage.text, lambda name: _whose(name, by_word)):
        found.append(Mention(passage.index, start, end, whose, entities[whose].type, "base", passage.text[start:end]))
    yield from sorted(found, key=lambda mention: mention.start - mention.end)


def _whose(name: str, by_word: Mapping[str, Sequence[_Label]]) -> str | None:
    """Whose label a name is."""
    words = sorted(_WORD.findall(name), key=len)
    labels = (label for word in words for label in by_word.get(word, ()))
    return next((label.entity for label in labels if label.pattern.fullmatch(name) is not None), None)


def _labels(entities: Mapping[str, Entity], words: Words) -> dict[str, list[_Label]]:
    """The labels of several words by their longest word."""
    key = (id(entities), words.language)
    if key not in _KNOWN or _KNOWN[key][0] is not entities:
        for old in [old for old in _KNOWN if old[1] == words.language]:
            del _KNOWN[old]
        by_word: dict[str, list[_Label]] = {}
        for entity in entities.values():
            for form in dict.fromkeys(_forms(entity, words)):
                parts = fold(form).split()
                pattern = re.compile(rf"(?<![\w-]){_GAP.join(re.escape(part) for part in parts)}(?![\w-])")
                longest = max(_WORD.findall(fold(form)), key=len)
                by_word.setdefault(longest, []).append(
                    _Label(pattern, entity.id, entity.type, any(letter.isupper() for letter in form))
                )
        _KNOWN[key] = (entities, by_word)
    return _KNOWN[key][1]


def _forms(entity: Entity, words: Words) -> Iterator[str]:
    """The names of several words of an entity, also turned about: the Évora wildfire, the wildfire in Évora."""
    named = entity.forms
    others = (other for form in named for other in _called(form, words)) if entity.type == "event" else ()
    for form in (*named, *others):
        if (contracted := _LE.match(form)) is not None:
            yield from (f"{joint}{form[contracted.end() :]}" for joint in _CONTRACTED[fold(contracted[1])])
        rest, _, kind = form.rpartition(" ")
        if not rest or not _WORD.search(form):
            continue
        yield form
        links = listed("turned_by", words.language)
        if links and entity.type in _TURNED and words.describing.kind_of(unaccented(fold(kind))) == "kind":
            yield f"{kind} {rest}"
            yield from (f"{kind} {link} {rest}" for link in links)


def _called(form: str, words: Words) -> Iterator[str]:
    """What an event of some label is called as well: the Haiti quake, le tremblement de terre d'Haïti."""
    for kinds in words.describing.same:
        for kind in kinds:
            match = re.search(rf"(?<!\w){kind}(?!\w)", fold(form))
            if match is not None:
                yield from (f"{form[: match.start()]}{other}{form[match.end() :]}" for other in kinds if other != kind)


def kinds_in(mentions: Iterable[Mention], folded: str, words: Words) -> Iterator[tuple[int, int]]:
    """The words within the names of events for what they are, by whatever name they go."""
    for mention in mentions:
        for kind in (kind for kinds in words.describing.same for kind in kinds):
            match = re.search(rf"(?<!\w){kind}(?!\w)", folded[mention.start : mention.end])
            if mention.kind == "event" and match is not None and match.end() - match.start() < mention.end - mention.start:
                yield mention.start + match.start(), mention.start + match.end()


def by_adjective(
    mentions: Iterable[Mention], folded: str, entities: Mapping[str, Entity], words: Words
) -> Iterator[Mention]:
    """The countries of the base that a sentence names by their adjective only: Norwegian growth, l'inflation portugaise."""
    for mention in mentions:
        if not _stands_for(mention, folded, words):
            continue
        for entity in entities.values():
            if entity.type == "place" and mention.entity in (entity.id, *(slug(name) for name in entity.label.values())):
                yield replace(mention, entity=entity.id, kind="place", source="base")


def _stands_for(mention: Mention, folded: str, words: Words) -> bool:
    """Whether the adjective of a country stands beside what a country has: its growth, its debt."""
    table = words.describing
    if words.does("adjectives_follow"):
        ahead = re.search(r"(?:[^\W\d_]+ ){1,4}\Z", folded[: mention.start])
        near = [unaccented(word) for word in reversed(ahead.group().split())] if ahead else []
    else:
        beside = [unaccented(word) for word in re.findall(r"\A(?: [^\W\d_]+){1,4}", folded[mention.end :])[:1]]
        near = beside[0].split() if beside else []
    for word in near:
        if word in table.national:
            return True
        if word not in table.between:
            return False
    return False
