"""Names in text: the entities of the vocabulary first, then countries and their adjectives, then other proper names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.aliases import settled
from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention, slug
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import adjectives, countries, country_starts
from kg.extraction.folding import fold
from kg.model.vocabulary import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD: Final = re.compile(r"[\w]+(?:[.’'-](?=\w)[\w]+)*|[^\w\s]")
_UPPER: Final = r"[^\W\d_a-zà-öø-ÿœ]"
_NAME: Final = re.compile(
    rf"(?<![\w’'])(?:[dlDL][’'])?({_UPPER}[\w’'.-]*\w|{_UPPER})"
    rf"((?: (?:(?:de|du|des|la|le|les|von|van|der|of|and|the|al|el|ben|di|da|d’|d') ){{0,1}}(?:(?:la|le|les|l’|the) )?"
    rf"(?:{_UPPER}[\w’'.-]*\w|{_UPPER}\b|(?!(?:19|20)\d\d\b)\d+[\w.-]*))*)"
)
_LINKS: Final = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "von",
        "van",
        "der",
        "of",
        "and",
        "the",
        "al",
        "el",
        "ben",
        "di",
        "da",
        "&",
        "pour",
        "et",
        "l",
        "d",
    ]
)
_TYPES: Final = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "ORG": "organization",
    "NORP": "group",
    "MISC": "other",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "work",
}
_FOREMOST: Final = 5
_MANY: Final = 12
_MONTH_DAY: Final = re.compile(r"\w+ \d{1,2}\Z|\w+\Z|\w+ (?:19|20)\d\d\Z")
_CONCEPTUAL: Final = ("concept", "industry", "group")


@dataclass(frozen=True)
class Gazetteer:
    """The names of the vocabulary's entities by their first word, for reading them off a text."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str, str, bool], ...]]

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Gazetteer:
        """All labels and aliases, those of every language: a French text writes English names too."""
        names: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}
        for entity in entities:
            forms = {*entity.label.values(), *(form for listed in entity.aliases.values() for form in listed)}
            if not entity.label:
                forms.add(entity.id.replace("-", " "))
            for form in sorted(forms):
                words = tuple(match.group() for match in _WORD.finditer(fold(form)))
                cased = entity.type not in _CONCEPTUAL and any(letter.isupper() for letter in form)
                if words:
                    names.setdefault(words[0], []).append((words, entity.id, entity.type, cased))
        return cls({first: tuple(sorted(listed, key=lambda item: -len(item[0]))) for first, listed in names.items()})

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """The entities that a passage names, longest names first, without overlap."""
        tokens = _tokens(passage.text)
        index = 0
        while index < len(tokens):
            found = None
            for words, identifier, kind, cased in self.names.get(tokens[index][0], ()):
                last = index + len(words)
                if tuple(token[0] for token in tokens[index:last]) != words:
                    continue
                start, end = tokens[index][1], tokens[last - 1][2]
                if cased and not any(letter.isupper() or letter.isdigit() for letter in passage.text[start:end]):
                    continue
                found = Mention(passage.index, start, end, identifier, kind, "base", passage.text[start:end])
                index = last
                break
            if found is not None:
                yield found
            else:
                index += 1


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Folded words with their places; an elided article is a word of its own."""
    tokens: list[tuple[str, int, int]] = []
    folded = fold(text)
    for match in _WORD.finditer(folded):
        word, start = match.group(), match.start()
        if len(word) > 2 and word[1] == "'" and word[0] in "ldcnsjmt":
            tokens.append((word[:2], start, start + 2))
            word, start = word[2:], start + 2
        elif len(word) > 3 and word.startswith("qu'"):
            tokens.append((word[:3], start, start + 3))
            word, start = word[3:], start + 3
        word = word.removesuffix("'s")
        tokens.append((word, start, start + len(word)))
    return tokens


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
        """The entities named more than once, those named most first, a dozen at most."""
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
    """Every name of a document, none within a figure: passages with a parse are read with spaCy's entities, others by their capitals."""
    gazetteer = gazetteer_of(tuple(entities.values()))
    found: list[Mention] = []
    for passage in passages:
        taken = [passage.local(start, end) for start, end in _inside(figures, passage)]
        known = list(_free(gazetteer.mentions(passage), taken))
        known += _free(_institutes(passage, language), taken)
        known += _free(_countries(passage, language), taken)
        doc = parses.get(passage.index)
        if doc is not None:
            known += _free(_recognised(passage, doc, language), taken)
        known += _free(_capitalised(passage, language), taken)
        found += sorted(known, key=lambda mention: mention.start)
    found = settled(passages, found)
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


def _free(mentions: Iterable[Mention], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    for mention in mentions:
        if not any(mention.start < end and start < mention.end for start, end in taken):
            taken.append((mention.start, mention.end))
            yield mention


def _inside(spans: Sequence[tuple[int, int]], passage: Passage) -> Sequence[tuple[int, int]]:
    """The spans, in order, that lie in a passage."""
    first = bisect_left(spans, (passage.start, 0))
    return spans[first : bisect_left(spans, (passage.end, 0))]


def _institutes(passage: Passage, language: str) -> Iterator[Mention]:
    """The bodies whose figures the press quotes, which models of names often miss."""
    for match in words_of(language).institute_names.finditer("" if passage.text.isupper() else passage.text):
        yield Mention(passage.index, match.start(), match.end(), slug(match.group()), "organization", "ner", match.group())


def _countries(passage: Passage, language: str) -> Iterator[Mention]:
    named, derived, starts = countries(language), adjectives(language), country_starts(language)
    tokens = _tokens(passage.text)
    for index, (word, start, end) in enumerate(tokens):
        for length in (5, 4, 3, 2, 1) if word in starts else ():
            if index + length > len(tokens):
                continue
            phrase = " ".join(token[0] for token in tokens[index : index + length])
            last = tokens[index + length - 1][2]
            if phrase in named and passage.text[start].isupper():
                yield Mention(passage.index, start, last, named[phrase], "place", "country", passage.text[start:last])
                break
        else:
            if word in derived:
                yield Mention(passage.index, start, end, derived[word], "place", "adjective", passage.text[start:end])


def _recognised(passage: Passage, doc: Doc, language: str) -> Iterator[Mention]:
    """The proper names that spaCy finds, without titles, articles and what follows a line's dash."""
    stop = words_of(language).stopnames
    for entity in doc.ents:
        kind = _TYPES.get(entity.label_)
        if kind is None or not any(letter.isupper() for letter in entity.text):
            continue
        start, end = _widened(passage.text, entity.start_char, entity.end_char)
        full_stop = _FULL_STOP.search(passage.text, start, end)
        if full_stop is not None:
            end = full_stop.start()
        mention = _trimmed(passage, start, end, kind, "ner", stop, language)
        if mention is not None:
            yield mention


_FULL_STOP: Final = re.compile(r"(?<=\w)[.;:] ")
_CAPITAL_BEFORE: Final = re.compile(rf"({_UPPER}[\w’'-]+ )+\Z")
_CAPITAL_AFTER: Final = re.compile(rf"(?: {_UPPER}[\w’'-]+)+|(?<=\w) - {_UPPER}\w+")


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the capitalised words that touch it: a model often finds only a part."""
    before = _CAPITAL_BEFORE.search(text, max(0, start - 60), start)
    after = _CAPITAL_AFTER.match(text, end)
    return (before.start() if before is not None else start), (after.end() if after is not None else end)


def _capitalised(passage: Passage, language: str) -> Iterator[Mention]:
    """Runs of capitalised words; one that only opens a sentence is no name."""
    words = words_of(language)
    for match in _NAME.finditer(passage.text):
        start, end = match.start(1), match.end()
        if not match.group(2) and (
            start < 3 or passage.text[max(0, start - 2) : start].strip() in (".", "•", "-", ":", "«", "“", '"')
        ):
            word = match.group(1)
            if not (word.isupper() and len(word) > 1) and sum(letter.isupper() for letter in word) < 2:
                continue
        mention = _trimmed(passage, start, end, "other", "name", words.stopnames, language)
        if mention is not None:
            yield mention


def _trimmed(
    passage: Passage, start: int, end: int, kind: str, source: str, stop: frozenset[str], language: str
) -> Mention | None:
    titles = words_of(language).titles
    text = passage.text
    while start < end:
        match = re.match(r"[\s«»“”\"'’(–—•-]+|\w+[.’']?\s*|\W", text[start:end])
        assert match is not None
        word = match.group().strip()
        bare = word.rstrip("’'")
        if word and (bare in stop or fold(word) in titles or bare.lower() in _LINKS or not bare.strip("«»“”\"'’(–—•.-")):
            start += match.end()
            continue
        break
    start = _after_titles(text, start, end, language)
    name = text[start:end].rstrip(" .,;:»”\"'’)–—-")
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    identifier = slug(name)
    if fold(name) in words_of(language).not_names or (
        passage.label
        and end <= passage.label
        and source == "name"
        and kind == "other"
        and " " not in name
        and name[1:].lower() == name[1:]
    ):
        return None
    if _MONTH_DAY.match(name) and fold(name.split()[0]) in words_of(language).not_names:
        return None
    if not any(
        len(word) > 1 and (word[0].isupper() or word[0].isdigit() or not word.islower()) for word in re.findall(r"\w+", name)
    ):
        return None
    if len(identifier) < 2 or not any(letter.isalpha() for letter in identifier) or (name in stop):
        return None
    return Mention(passage.index, start, start + len(name), identifier, kind, source, name)


def _after_titles(text: str, start: int, end: int, language: str) -> int:
    """Where a name begins behind the office or the nation that stands before it: "Prime Minister Rishi Sunak"."""
    titles, nations = words_of(language).titles, adjectives(language)
    pieces = list(re.finditer(r"[^\s]+", text[start:end]))
    for place in range(len(pieces) - 2, -1, -1):
        word = fold(pieces[place].group().strip(".,"))
        rest = pieces[place + 1].group()
        office = word in titles
        nation = place == 0 and (word in nations or word.rpartition("-")[2] in nations) and len(pieces) > 2
        if (office or nation) and rest[:1].isupper():
            return start + pieces[place + 1].start()
    return start
