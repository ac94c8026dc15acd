"""Names in text: the entities of the vocabulary first, then countries and their adjectives, then other proper names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.acronyms import defined
from kg.extraction.attaching.aliases import settled
from kg.extraction.attaching.datelines import dateline_of
from kg.extraction.attaching.firms import written_firms
from kg.extraction.attaching.institutions import institutions, offices
from kg.extraction.attaching.kinds import CONCEPTS, MADE, with_kinds
from kg.extraction.attaching.mentions import Mention, tokens_of
from kg.extraction.attaching.openings import (
    inner_words,
    is_mere_label,
    is_of_headline,
    opening_names,
    opens_as_common_word,
    opens_as_word,
    plain_words,
)
from kg.extraction.attaching.packs import common_pack
from kg.extraction.attaching.passages import Passage, title_of
from kg.extraction.attaching.period_labels import period_labels
from kg.extraction.attaching.recurring import capitals_throughout, prolonged, recurring, titled
from kg.extraction.attaching.spotting import (
    bodies,
    capitalised,
    hyphenated,
    institutes,
    named_countries,
    numbered,
    recognised,
    runs,
    things,
)
from kg.extraction.attaching.unit_signs import is_unit
from kg.extraction.attaching.versions import versioned, with_bare_versions
from kg.extraction.attaching.wide_places import wide_places
from kg.extraction.attaching.works import works
from kg.model.vocabulary import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_GROWS: Final = re.compile(r"\+(?![\w+])")
_GOES_ON: Final = re.compile(r" [A-ZÀ-ÖØ-Þ]\w")
_FOREMOST: Final = 5
_MANY: Final = 8
_MAKES: Final = ("organization", "product", "model")
_VERSION: Final = re.compile(r"(?: [A-Z][\w-]*){1,2} (?!(?:19|20)\d\d\b)\d{1,3}(?:\.\d+)?(?![\w,.]*\d|\w| ?[%€$£])")


@dataclass(frozen=True)
class Gazetteer:
    """The names of the vocabulary's entities by their first word, for reading them off a text."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str, str, bool], ...]]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Gazetteer:
        """All labels and aliases, those of every language: a French text writes English names too."""
        names: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}
        for entity in entities:
            forms = set(entity.forms)
            if not entity.label:
                forms.add(entity.id.replace("-", " "))
            for form in sorted(forms):
                words = tuple(word for word, _, _ in tokens_of(form))
                cased = entity.type not in CONCEPTS and any(letter.isupper() for letter in form)
                if words:
                    names.setdefault(words[0], []).append((words, entity.id, entity.type, cased))
        return cls({first: tuple(sorted(listed, key=lambda item: -len(item[0]))) for first, listed in names.items()})

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """The entities that a passage names, longest names first, without overlap."""
        tokens = passage.words
        index = 0
        while index < len(tokens):
            found = None
            for words, identifier, kind, cased in self.names.get(tokens[index][0], ()):
                last = index + len(words)
                if tuple(token[0] for token in tokens[index:last]) != words:
                    continue
                start, end = tokens[index][1], tokens[last - 1][2]
                if _GROWS.match(passage.text, end):
                    continue  # a name of its own: "Acme+"
                if len(words) > 1 and words[0] in common_pack()["name_articles"] and _GOES_ON.match(passage.text, end):
                    continue  # the first word of a longer name: "the World Chess Union"
                if kind in _MAKES and _VERSION.match(passage.text, end):
                    continue  # a product with a name of its own: "Gemini Advanced 2.5"
                if cased and not any(letter.isupper() or letter.isdigit() for letter in passage.text[start:end]):
                    continue
                found = Mention(passage.index, start, end, identifier, kind, "base", passage.text[start:end])
                index = last
                break
            if found is not None:
                yield found
            else:
                index += 1


@dataclass(frozen=True)
class Names:
    """The names of a document: all mentions by passage, and how often each is named."""

    mentions: Mapping[int, tuple[Mention, ...]]
    counts: Mapping[str, int]
    first: Mapping[str, int]

    def of(self, passage: int) -> tuple[Mention, ...]:
        """The mentions of a passage, in order."""
        return self.mentions.get(passage, ())

    @cached_property
    def ranked(self) -> Mapping[str, int]:
        """Each entity's place by how often it is named, 0 the most."""
        ordered = sorted(self.counts, key=lambda name: (-self.counts[name], self.first[name], name))
        return {name: rank for rank, name in enumerate(ordered)}

    @cached_property
    def foremost(self) -> tuple[str, ...]:
        """The entities named most."""
        return tuple(name for name, rank in self.ranked.items() if rank < _FOREMOST)

    @cached_property
    def often(self) -> tuple[str, ...]:
        """The entities named more than once, those named most first, eight at most."""
        return tuple(name for name, rank in self.ranked.items() if rank < _MANY and self.counts[name] > 1)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """What kind of thing each entity mostly is."""
        votes: dict[str, Counter[str]] = {}
        for listed in self.mentions.values():
            for mention in listed:
                votes.setdefault(mention.entity, Counter())[mention.kind] += 1
        return {name: counter.most_common(1)[0][0] for name, counter in votes.items()}


def names_of(
    passages: Sequence[Passage],
    parses: Mapping[int, Doc],
    entities: Mapping[str, Entity],
    language: str,
    figures: Sequence[tuple[int, int]] = (),
) -> Names:
    """Every name of a document, none within a figure or a dateline: by the model's names where the language has them run, and by capitals."""
    gazetteer = gazetteer_of(tuple(entities.values()))
    openers, plain, inner = opening_names(passages), plain_words(passages), inner_words(passages)
    found: list[Mention] = []
    for passage in passages:
        taken = [passage.local(start, end) for start, end in _inside(figures, passage)]
        taken += period_labels(passage.text)
        doc = parses.get(passage.index)
        loud = capitals_throughout(passage)
        modelled = [
            numbered(passage, mention, taken, language)
            for mention in (recognised(passage, doc, language) if doc is not None and not loud else ())
        ]
        lands = list(named_countries(passage, language))
        base = [mention for mention in gazetteer.mentions(passage) if not _within_longer(mention, lands)]
        ours = {(mention.start, mention.end) for mention in base}
        known = list(_free((firm for firm in written_firms(passage) if (firm.start, firm.end) not in ours), taken))
        known += _free(institutes(passage, language), taken)
        known += _free(defined(passage, language) if not loud else (), taken)
        known += _free(versioned(passage, base, language), taken)
        known += _free(works(passage, doc, language), taken)
        known += _free(offices(passage, language) if not loud else (), taken)
        known += _free(institutions(passage, doc, language) if not loud else (), taken)
        known += _free(wide_places(passage, language), taken)
        whole = list(runs(passage, doc, language)) if lands and not modelled and not loud else modelled
        known += _free(bodies(whole, [*base, *lands], language), taken)
        known += _free(base, taken)
        known += _free(lands, taken)
        known += _free(hyphenated(passage), taken)
        known += _free(modelled, taken)
        known = [numbered(passage, mention, taken, language) if mention.kind in MADE else mention for mention in known]
        known += _free(capitalised(passage, doc, language, openers, tuple(taken)) if not loud else (), taken)
        known = [
            mention
            for mention in known
            if not (mention.source != "base" and is_unit(mention.text))
            and not (opens_as_word(passage, mention, plain) or opens_as_common_word(passage, mention, doc, inner, language))
            and not (is_mere_label(passage, mention, language) or is_of_headline(passages, mention, language))
        ]
        found += things(passage, doc, sorted(known, key=lambda mention: mention.start), language)
    found = sorted(
        [*found, *recurring(passages, found, plain, figures)], key=lambda mention: (mention.passage, mention.start)
    )
    found = sorted(with_bare_versions(passages, found, entities), key=lambda mention: (mention.passage, mention.start))
    found = prolonged(passages, titled(passages, found, title_of(passages)), language)
    written = {passage.index: dateline_of(passage) for passage in passages}
    found = [
        mention
        for mention in settled(passages, with_kinds(passages, found, language), language)
        if mention.start >= written[mention.passage]
    ]
    mentions: dict[int, list[Mention]] = {}
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in found:
        mentions.setdefault(mention.passage, []).append(mention)
        counts[mention.entity] += 1
        first.setdefault(mention.entity, mention.passage)
    return Names({passage: tuple(listed) for passage, listed in mentions.items()}, counts, first)


_GAZETTEERS: dict[int, tuple[tuple[Entity, ...], Gazetteer]] = {}


def gazetteer_of(entities: tuple[Entity, ...]) -> Gazetteer:
    """The gazetteer of some entities, built once."""
    key = hash(tuple(entity.id for entity in entities))
    if key not in _GAZETTEERS:
        _GAZETTEERS[key] = (entities, Gazetteer.of(entities))
    return _GAZETTEERS[key][1]


def _within_longer(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mention is only a part of a longer name: "Afrique" in "Afrique du Sud"."""
    return any(
        other.start <= mention.start and mention.end <= other.end and other.end - other.start > mention.end - mention.start
        for other in others
    )


def _free(mentions: Iterable[Mention], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    for mention in mentions:
        if not any(mention.start < end and start < mention.end for start, end in taken):
            taken.append((mention.start, mention.end))
            yield mention


def _inside(spans: Sequence[tuple[int, int]], passage: Passage) -> Sequence[tuple[int, int]]:
    """The spans, in order, that lie in a passage."""
    first = bisect_left(spans, (passage.start, 0))
    return spans[first : bisect_left(spans, (passage.end, 0))]
