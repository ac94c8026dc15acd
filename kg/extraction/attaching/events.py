"""Names for the event that a text tells: its noun and the place where it happened, joined as headlines and the press do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention, slug, slug_of_name
from kg.extraction.attaching.names import Names
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.passages import Passage, title_of
from kg.extraction.folding import fold

_OPENING: Final = 5  # passages that tell the event
_BESIDE: Final = 24  # characters between an event and the place named with it
_BACK: Final = 40  # characters before a place that say what kind of place it is
_NEAR: Final = 6  # passages that a place named before a figure stays in force
_NOUNS: Final = 3  # different words for the event
_ELIDED: Final = "aeiouyé"
_OWNED: Final = re.compile(r"['’]s ")


@dataclass(frozen=True)
class Events:
    """The event of a text. ``names`` are made for it, each with its form; ``nouns`` are its words, as the text has them most;
    ``towns`` are the places where things happen, by passage and place, as written after "de".
    """

    names: tuple[tuple[str, str], ...] = ()
    nouns: tuple[str, ...] = ()
    towns: tuple[tuple[int, int, str, str], ...] = ()

    def near(self, passage: int, start: int, language: str) -> Iterator[tuple[str, str]]:
        """Names for the event of one figure: the event's noun and the town named last before it, else next in its passage."""
        place = bisect_right(self.towns, (passage, start, "", ""))
        if place and self.towns[place - 1][0] >= passage - _NEAR:
            found, side = self.towns[place - 1], "before"
        elif place < len(self.towns) and self.towns[place][0] == passage:
            found, side = self.towns[place], "after"
        else:
            return
        for noun in self.nouns[:1]:
            yield from _joined(noun, found[2], found[3], f"local:{side}", language)


def events_of(passages: Sequence[Passage], names: Names, language: str) -> Events:
    """The event that a text opens with, and where things happen in it."""
    told = Counter(noun for _, noun, _ in _told(passages, language))
    nouns = list(dict.fromkeys(max(_forms(noun, told), key=lambda form: told[form]) for noun in told))
    if not nouns:
        return Events()
    towns = tuple(
        sorted(
            (index, mention.start, slug(mention.text), _governed(passages[index].text, mention, language))
            for index, listed in names.mentions.items()
            for mention in listed
            if _grain(passages[index].text, mention, names, language) == "town"
        )
    )
    return Events(tuple(dict.fromkeys(_events(passages, names, language))), tuple(nouns[:_NOUNS]), towns)


def _told(passages: Sequence[Passage], language: str) -> Iterator[tuple[Passage, str, re.Match[str]]]:
    """The words for events in the passages that a text opens with; misfortunes that are told further down where those have none."""
    found = False
    for passage in passages[:_OPENING]:
        for match in words_of(language).events.finditer(passage.folded):
            found = True
            yield passage, _noun(match, language), match
    for passage in passages[_OPENING:] if not found else ():
        for match in words_of(language).misfortunes.finditer(passage.folded):
            yield passage, _noun(match, language), match


def _noun(match: re.Match[str], language: str) -> str:
    """The word for an event, not that of headlines: an earthquake, not a quake."""
    noun = slug(match.group())
    return words_of(language).event_words.get(noun, noun)


def _forms(noun: str, told: Collection[str]) -> list[str]:
    """Those of a noun and its singular that the text has."""
    return [form for form in dict.fromkeys((noun, _singular(noun))) if form in told]


def _singular(noun: str) -> str:
    first, dash, rest = noun.partition("-")
    return (first[:-1] if first.endswith("s") and not first.endswith("ss") else first) + dash + rest


def _events(passages: Sequence[Passage], names: Names, language: str) -> Iterator[tuple[str, str]]:
    """Of the places that the text names, those where it says that things happen; a country where the event is wide or no town is named."""
    places = _places(passages, names, language)
    forms = {place: form for _, _, place, form in _written(passages, names, language)}
    title = title_of(passages)
    titled = {slug(mention.text) for mention in names.of(title) if mention.kind == "place"} if title is not None else set()
    wide = words_of(language).wide_events
    nouns: list[str] = []
    told = {noun for _, noun, _ in _told(passages, language)}
    for passage, noun, match in _told(passages, language):
        led = pattern_in(language, "happening", "led").search(passage.text[: match.end()])
        if led is not None and any(mention.start == led.start("name") for mention in names.of(passage.index)):
            yield slug_of_name(_OWNED.sub(" ", led["name"]), language), "plain:compound"
        named = next((mention for mention in names.of(passage.index) if mention.start >= match.end()), None)
        if (
            named is not None
            and named.source != "adjective"
            and (named.kind == "place" or words_in(language, "happening", "contracted"))
            and pattern_in(language, "happening", "of").fullmatch(passage.folded, match.end(), named.start)
        ):
            yield slug(passage.text[match.start() : named.end]), "plain:phrase"
        beside = next(
            (
                mention
                for mention in names.of(passage.index)
                if mention.kind == "place" and 0 <= mention.start - match.end() <= _BESIDE and mention.source != "adjective"
            ),
            None,
        )
        if beside is not None:
            place = slug(beside.text)
            yield from _joined(noun, place, forms.get(place, ""), "beside", language)
        if noun in nouns or len(nouns) >= _NOUNS:
            continue
        nouns.append(noun)
        for grain, found in places.items():
            for rank, place in enumerate(found[:2]):
                widely = ":wide" if wide.search(match.group()) else ":only" if not places["town"] else ""
                name = f"{grain}{rank}{widely if grain != 'town' else ''}"
                for form in _forms(noun, told):
                    yield from _joined(form, place, forms.get(place, ""), name, language)
                    if place in titled:
                        yield from _joined(form, place, forms.get(place, ""), "titled", language)


def _joined(noun: str, place: str, form: str, grain: str, language: str) -> Iterator[tuple[str, str]]:
    if language == "fr":
        yield f"{noun}-{place}", f"plain:{grain}"
        linking = "du" if form == "du" else "d" if place[:1] in _ELIDED else "de"
        yield f"{noun}-{linking}-{place}", f"de:{grain}"
    else:
        yield f"{place}-{noun}", f"plain:{grain}"


def _places(passages: Sequence[Passage], names: Names, language: str) -> dict[str, list[str]]:
    """The towns, regions and countries that a text names as places, those named most first."""
    counts: dict[str, Counter[str]] = {"town": Counter(), "region": Counter(), "land": Counter()}
    for index in sorted(names.mentions):
        for mention in names.mentions[index]:
            grain = _grain(passages[index].text, mention, names, language)
            if grain is not None:
                counts[grain][slug(mention.text)] += 2 if index < _OPENING else 1
    for place in counts["town"]:
        counts["region"].pop(place, None)
    return {grain: [name for name, _ in counter.most_common()] for grain, counter in counts.items()}


def _grain(text: str, mention: Mention, names: Names, language: str) -> str | None:
    """Whether a mention is of a town, a region or a country where something is, by the words before it."""
    if mention.source == "adjective" or mention.text.isupper():
        return None
    if mention.source in ("country", "base"):
        return "land" if mention.kind == "place" else None
    words = words_of(language)
    before = fold(text[max(0, mention.start - _BACK) : mention.start])
    kind = names.kinds.get(mention.entity, mention.kind)
    if words.bearings.search(before):
        return None
    if words.region_after.match(fold(text[mention.end : mention.end + _BACK])):
        return "region"
    if words.called.search(before):
        return "town"
    if words.towns.search(before):
        return "town" if kind in ("place", "other") else None
    if words.regions.search(before) or (not before.strip() and ":" in text[mention.end : mention.end + 3]):
        return "region" if kind in ("place", "other") else None
    return None


def _governed(text: str, mention: Mention, language: str) -> str:
    """The word "du" where a name stands with its article, as in "du Caire"."""
    before = fold(text[max(0, mention.start - 4) : mention.start]).split()
    contracted = words_in(language, "happening", "contracted")
    return "du" if before and before[-1] in contracted and mention.text[:1].isupper() else ""


def _written(passages: Sequence[Passage], names: Names, language: str) -> Iterator[tuple[int, int, str, str]]:
    for index in sorted(names.mentions):
        for mention in names.mentions[index]:
            form = _governed(passages[index].text, mention, language)
            if form:
                yield index, mention.start, slug(mention.text), form
