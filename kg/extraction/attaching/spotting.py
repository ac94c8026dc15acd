"""Names found by how they look: what spaCy's model calls a name, runs of capitalised words, countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import UPPER, Mention, slug, slug_of_name, tokens_of
from kg.extraction.attaching.openings import (
    opens_as_name,
)
from kg.extraction.attaching.packs import common_pack, pattern_in
from kg.extraction.attaching.parsing import VERBAL, token_at
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.period_labels import period_labels
from kg.extraction.attaching.places import adjectives, countries, country_starts, written_small
from kg.extraction.attaching.trimming import trimmed
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WITHIN: Final = "|".join(common_pack()["name_links"])
_ARTICLES: Final = "|".join(common_pack()["name_articles"])
_NAME: Final = re.compile(
    rf"(?<![\w’'])(?:[dlDL][’'])?({UPPER}[\w’'.-]*\w\+?|{UPPER}|[a-z]{UPPER}[a-z]{{2,}}\w*)"
    rf"((?: (?:(?:{_WITHIN}) |d[’']){{0,1}}(?:(?:{_ARTICLES}|l’) )?"
    rf"(?:{UPPER}[\w’'.-]*\w\+?|{UPPER}\b|(?!(?:19|20)\d\d\b)\d+[\w.-]*))*)"
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
_FULL_STOP: Final = re.compile(r"(?<=\w)[.;:] |(?<=\w\w)/(?=\w\w)")
_ELIDED: Final = re.compile(r"[’'][\w-]+(?: |\b)")
_CAPITAL_BEFORE: Final = re.compile(rf"({UPPER}[\w’'-]+ )+\Z")
_HALF_BEFORE: Final = re.compile(rf"(?<![\w-]){UPPER}[\w’']+-\Z")
_HALF_AFTER: Final = re.compile(rf"-{UPPER}[\w’-]*\w")
_CAPITAL_AFTER: Final = re.compile(rf"(?:\+(?!\w)| & {UPPER}[\w’'-]+| {UPPER}[\w’'-]+)+|(?<=\w) - {UPPER}\w+")
_NUMBER_AFTER: Final = re.compile(r" \d{1,3}(?![\d.,:/%-]*\d|[\w-])\s*(\w*)")
_SPACED: Final = re.compile(rf"(?<=[a-z,’'] ){UPPER}\w+ - {UPPER}\w+(?! ?[-–—]| {UPPER})")
_OPENS: Final = (".", "•", "-", ":", "«", "“", '"')
_BESIDE: Final = 60  # characters before a name in which the thing called by it is looked for


def institutes(passage: Passage, language: str) -> Iterator[Mention]:
    """The bodies whose figures the press quotes, which models of names often miss."""
    for match in words_of(language).institute_names.finditer("" if passage.text.isupper() else passage.text):
        yield Mention(passage.index, match.start(), match.end(), slug(match.group()), "organization", "ner", match.group())


def named_countries(passage: Passage, language: str) -> Iterator[Mention]:
    """Countries by their names, and by the adjectives made of those."""
    named, derived, starts = countries(language), adjectives(language), country_starts(language)
    small, attributive = written_small(language), pattern_in(language, "spotting", "attributive")
    tokens = tokens_of(passage.text)
    for index, (word, start, end) in enumerate(tokens):
        for length in (5, 4, 3, 2, 1) if word in starts else ():
            if index + length > len(tokens):
                continue
            phrase = " ".join(token[0] for token in tokens[index : index + length])
            last = tokens[index + length - 1][2]
            if phrase in named and (passage.text[start].isupper() or phrase in small):
                source = "adjective" if attributive.match(passage.text, start) else "country"
                yield Mention(passage.index, start, last, named[phrase], "place", source, passage.text[start:last])
                break
        else:
            if word in derived:
                yield Mention(passage.index, start, end, derived[word], "place", "adjective", passage.text[start:end])
            elif index + 1 < len(tokens) and (two := f"{word} {tokens[index + 1][0]}") in derived:
                last = tokens[index + 1][2]
                yield Mention(passage.index, start, last, derived[two], "place", "adjective", passage.text[start:last])


def recognised(passage: Passage, doc: Doc, language: str) -> Iterator[Mention]:
    """The proper names that spaCy finds, without titles, articles and what follows a line's dash."""
    for entity in doc.ents:
        kind = _TYPES.get(entity.label_)
        if kind is None or not any(letter.isupper() for letter in entity.text):
            continue
        start, end = _widened(passage.text, entity.start_char, entity.end_char)
        elided = _ELIDED.match(passage.text, end) if passage.text[end - 2 : end] in (" d", " l") else None
        if elided is not None:
            following = doc[token_at(doc, elided.end())] if elided.end() < len(passage.text) else None
            end = elided.end() - 1
            if following is not None and following.idx == elided.end() and following.pos_ == "ADJ":
                end += 1 + len(following)
        verb = next((token for token in entity[1:] if token.pos_ in VERBAL and token.text.islower()), None)
        if verb is not None and passage.text[start:end].split()[0] not in words_of(language).stopnames:
            end = verb.idx
        bracket = passage.text.find(" (", start, end)
        if bracket > start and ")" not in passage.text[bracket:end]:
            end = bracket
        end = min((label for label, _end in period_labels(passage.text) if start < label < end), default=end)
        full_stop = _FULL_STOP.search(passage.text, start, end)
        if full_stop is not None:
            end = full_stop.start()
        mention = trimmed(passage, doc, start, end, kind, "ner", language)
        if mention is not None:
            yield mention


def numbered(passage: Passage, mention: Mention, taken: Sequence[tuple[int, int]], language: str) -> Mention:
    """A name with the number behind it that is no figure: "Falcon 9"."""
    match = _NUMBER_AFTER.match(passage.text, mention.end)
    if (
        match is None
        or mention.kind in ("person", "place")
        or fold(match[1]) in words_of(language).not_names
        or any(start < match.end() and mention.end < end for start, end in taken)
    ):
        return mention
    name = passage.text[mention.start : match.start(1)].rstrip()
    return replace(mention, end=mention.start + len(name), entity=slug_of_name(name, language), text=name)


def runs(passage: Passage, doc: Doc | None, language: str) -> Iterator[Mention]:
    """Runs of several capitalised words, each as if it were a body: what a language without a model for names has in its place."""
    for match in _NAME.finditer(passage.text):
        if match.group(2):
            mention = trimmed(passage, doc, match.start(1), match.end(), "organization", "name", language)
            if mention is not None:
                yield mention


def bodies(modelled: Sequence[Mention], known: Sequence[Mention], language: str) -> Iterator[Mention]:
    """Of some names, bodies whose name holds a country's: "Air France", "Bank of Finland", "European Commission"."""
    for mention in modelled:
        if mention.kind != "organization" or " " not in mention.text or "'s" in fold(mention.text):
            continue
        inner = [other for other in known if mention.start <= other.start and other.end <= mention.end]
        if not inner or any(other.kind != "place" for other in inner):
            continue
        rest = mention.text
        for other in inner:
            rest = rest.replace(other.text, "", 1)
        parts = rest.split()
        capitals = [part for part in parts if part[:1].isupper()]
        linked = len(parts) > len(capitals)
        if capitals and (not linked or words_of(language).bodies.search(fold(capitals[0]))):
            yield mention


def things(passage: Passage, doc: Doc | None, mentions: Sequence[Mention], language: str) -> list[Mention]:
    """Names grown to the thing that is called by them: "the Bellbrook folk festival", "le musée du Sel", "l'enquête Kantor"."""
    words, folded = words_of(language), passage.folded
    found: list[Mention] = []
    for mention in mentions:
        grown = mention
        if mention.source in ("ner", "name") and mention.entity not in words.institutes:
            before = words.things_before.search(folded, max(0, mention.start - _BESIDE), mention.start)
            beside = before or words.things_behind.match(folded, mention.end)
            if beside is not None and _nominal(doc, beside.start(), beside.end()):
                span = (mention.start if before is None else before.start(1), max(mention.end, beside.end()))
                name = passage.text[span[0] : span[1]]
                grown = Mention(passage.index, *span, slug_of_name(name, language), "other", mention.source, name)
        if found and found[-1].end > grown.start:
            grown = mention
        found.append(grown)
    return found


def _nominal(doc: Doc | None, start: int, end: int) -> bool:
    """Whether a stretch has no verb in it, as far as the parse tells."""
    if doc is None or not len(doc):
        return True
    return all(token.pos_ not in VERBAL for token in doc[token_at(doc, start) : token_at(doc, end - 1) + 1])


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A name with the capitalised words that touch it: a model often finds only a part."""
    half = _HALF_BEFORE.search(text, max(0, start - 60), start)
    if half is not None:
        start = half.start()
    before = _CAPITAL_BEFORE.search(text, max(0, start - 60), start)
    half = _HALF_AFTER.match(text, end)
    if half is not None:
        end = half.end()
    after = _CAPITAL_AFTER.match(text, end)
    return (before.start() if before is not None else start), (after.end() if after is not None else end)


def hyphenated(passage: Passage) -> Iterator[Mention]:
    """Two names that a hyphen between spaces joins, as agencies write it: "Renault - Nissan"."""
    for match in _SPACED.finditer(passage.text):
        name = match.group()
        yield Mention(passage.index, match.start(), match.end(), slug(name), "organization", "name", name)


def capitalised(
    passage: Passage, doc: Doc | None, language: str, openers: frozenset[str], taken: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Runs of capitalised words beside what is taken; one that only opens a sentence is no name unless the parse or the text says so."""
    text = passage.text
    for first, last in taken:
        first, last = max(first, 0), min(last, len(text))  # noqa: PLW2901
        text = text[:first] + "\0" * (last - first) + text[last:] if first < last else text
    for match in _NAME.finditer(text):
        start, end = match.start(1), match.end()
        if words_of(language).journals.search(passage.folded, max(0, start - _BESIDE), start):
            continue  # where something was published: no figure is about it
        dangling = pattern_in(language, "spotting", "dangling").search(text, start, end)
        if dangling is not None:
            end = dangling.start()  # "Semaine du 8"
        if " " not in text[start:end] and (start < 3 or passage.text[max(0, start - 2) : start].strip() in _OPENS):
            word = match.group(1)
            if not (
                (word.isupper() and len(word) > 1)
                or sum(letter.isupper() for letter in word) > 1
                or opens_as_name(passage, doc, start, word, openers, language)
            ):
                continue
        mention = trimmed(passage, doc, start, end, "other", "name", language)
        if mention is not None:
            yield from _parted(passage, mention, language)


def _parted(passage: Passage, mention: Mention, language: str) -> Iterator[Mention]:
    """Two full names that "and" joins, or two places, each alone: "in Alder and Birch"; else the one name."""
    first, _, last = mention.text.partition(" and ")
    before = passage.folded[max(0, mention.start - _BESIDE) : mention.start]
    placed = words_of(language).towns.search(before) is not None or before.endswith(" of ")
    words = (first.count(" "), last.count(" "))
    full = min(words) > 0 and not before.endswith("the ") and "'s" not in fold(mention.text)
    if not last or not ((words == (0, 0) and placed) or full):
        yield mention
        return
    for part in (first, last):
        start = mention.start + (mention.text.rindex(part) if part == last else 0)
        yield Mention(
            passage.index, start, start + len(part), slug_of_name(part, language), mention.kind, mention.source, part
        )
