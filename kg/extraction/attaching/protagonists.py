"""Whom a text is about: the names that its sentences begin with, those of its title and of its first sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.focus import Foci, Focus, foci_of
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import SUBJECTS, token_at
from kg.extraction.attaching.passages import opens_as_label
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.folding import fold

OPENERS: Final = " «“\"•-–—'’lLaeAThes"  # what may stand before a name that opens a sentence: marks and articles
_PARTS: Final = ("flat", "flat:name", "compound", "appos", "flat:foreign")
_WEIGHTY: Final = 3  # names with the most weight in a text


def protagonists(scene: Scene, site: Site) -> Iterator[tuple[str, list[str]]]:
    """Whom the text is about, where the sentence up to the figure names nobody: by its opening, and by whom sentences begin with."""
    subject = site.subject
    pronoun = subject is not None and fold(subject.text) in words_in(scene.language, "standing", "pronouns")
    unnamed = not [
        mention
        for mention in scene.names.of(site.passage.index)
        if mention.end <= site.start and mention.source != "adjective"
    ]
    opened = _openers(scene)
    for place, entity in enumerate(opened[:3]):
        yield (
            entity,
            [
                f"opens_often:{place}",
                *([f"opens_often:{place}:unnamed"] if unnamed else []),
                *([f"opens_often:{place}:pronoun"] if pronoun else []),
            ],
        )
    last = _last_opener(scene, site.passage.index)
    if last is not None:
        yield (
            last,
            ["last_opener", *(["last_opener:unnamed"] if unnamed else []), *(["last_opener:pronoun"] if pronoun else [])],
        )
    if words_of(scene.language).ourselves.search(site.passage.folded):
        country = _country(scene)
        if country is not None:
            weightiest = min(_foci(scene).ranks, key=lambda name: _foci(scene).ranks[name], default="")
            yield country, ["ourselves:country", f"ourselves:country:{scene.names.kinds.get(weightiest, 'other')}"]
    for place, (entity, role) in enumerate(_roles(scene, "lead")[:4]):
        yield entity, [f"lead:{min(place, 2)}", f"lead:as:{role}", *([f"lead:as:{role}:unnamed"] if unnamed else [])]
    for entity, role in _roles(scene, "title"):
        yield entity, [f"title:as:{role}", *([f"title:as:{role}:unnamed"] if unnamed else [])]


def focused(scene: Scene, site: Site, group: str) -> Iterator[tuple[str, list[str]]]:
    """The names that the passage may speak of by the flow of the text, each with the part it plays there.

    ``group`` says what kind of thing the figure's metric is mostly said of.
    """
    foci = _foci(scene)
    focus = foci.by_passage[site.passage.index]
    manner = _manner(scene, site, focus)
    parts: dict[str, list[str]] = {}
    for part, name in (("own", focus.own), ("before", focus.before), ("person", focus.persons), ("other", focus.others)):
        if name is not None:
            parts.setdefault(name, []).append(part)
    for name, rank in foci.ranks.items():
        if rank < _WEIGHTY:
            parts.setdefault(name, []).append(f"weight{rank}")
    kinds = scene.names.kinds
    for name, listed in parts.items():
        kind = kinds.get(name, "other")
        first = foci.kind_ranks.get(name) == 0
        features = [f"focus:first_of_kind:{first}|{manner}"]
        for part in listed:
            features += [
                f"focus:{part}",
                f"focus:{part}|{manner}",
                f"focus:{part}|{focus.opening}",
                f"focus:{part}|{kind}",
                f"focus:{part}|{group}",
            ]
        if len(listed) > 1:
            features.append(f"focus:{'+'.join(sorted(listed))}")
        yield name, features


def _foci(scene: Scene) -> Foci:
    key = ("foci", -1)
    if key not in scene.memory:
        scene.memory[key] = foci_of(scene.passages, scene.names, scene.title, scene.language)
    found: Foci = scene.memory[key]
    return found


def _manner(scene: Scene, site: Site, focus: Focus) -> str:
    """What the subject of the figure's clause is: a name, a pronoun, a word for a kind of thing, another noun, or none."""
    subject = site.subject
    if subject is None:
        return f"none:{focus.opening}"
    if fold(subject.text) in words_in(scene.language, "standing", "pronouns"):
        return "pronoun"
    start, end = subject.doc[subject.left_edge.i].idx, subject.idx + len(subject)
    if any(
        mention.start < end and start < mention.end and mention.source != "adjective"
        for mention in scene.names.of(site.passage.index)
    ):
        return "named"
    told = site.passage.folded[start:end]
    for kind, finder in words_of(scene.language).coreference.items():
        if finder.search(told):
            return kind
    return "noun"


def _country(scene: Scene) -> str | None:
    """The country that a text names most, by name or by adjective."""
    key = ("country", -1)
    if key not in scene.memory:
        counts = Counter(
            mention.entity
            for listed in scene.names.mentions.values()
            for mention in listed
            if mention.source in ("country", "adjective")
        )
        scene.memory[key] = min(counts, key=lambda name: (-counts[name], name), default=None)
    found: str | None = scene.memory[key]
    return found


def _openers(scene: Scene) -> Sequence[str]:
    """The names that most passages of running text begin with, the most frequent first."""
    key = ("openers", -1)
    if key not in scene.memory:
        counts = Counter(entity for _, entity in _openings(scene))
        scene.memory[key] = [entity for entity, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    found: Sequence[str] = scene.memory[key]
    return found


def _openings(scene: Scene) -> Sequence[tuple[int, str]]:
    """The passages that begin with a name, and the name."""
    key = ("openings", -1)
    if key not in scene.memory:
        found = []
        for passage in scene.passages:
            mentions = scene.names.of(passage.index)
            if mentions and mentions[0].source != "adjective" and not passage.text[: mentions[0].start].strip(OPENERS):
                found.append((passage.index, mentions[0].entity))
        scene.memory[key] = found
    listed: Sequence[tuple[int, str]] = scene.memory[key]
    return listed


def _last_opener(scene: Scene, index: int) -> str | None:
    openings = _openings(scene)
    place = bisect_left(openings, (index, "")) - 1
    return openings[place][1] if place >= 0 else None


def _roles(scene: Scene, where: str) -> Sequence[tuple[str, str]]:
    """The names of the title or of the first sentence, each with its part in it: subject, or the word that governs it."""
    key = (f"roles:{where}", -1)
    if key not in scene.memory:
        index = (
            scene.title
            if where == "title"
            else next(
                (passage.index for passage in scene.passages if passage.kind.is_running_text and len(passage.text) > 40),
                None,
            )
        )
        found: list[tuple[str, str]] = []
        if index is not None:
            text, doc = scene.passages[index].text, scene.parses.get(index)
            for mention in scene.names.of(index):
                if mention.source == "adjective":
                    found.append((mention.entity, "adjective"))
                    continue
                governor = pattern_in(scene.language, "standing", "governors").search(
                    text[max(0, mention.start - 18) : mention.start].rstrip()
                )
                role = fold(governor[1]) if governor is not None else "bare"
                if opens_as_label(text, mention.start, mention.end):
                    role = "topic"
                elif doc is not None:
                    token = doc[token_at(doc, mention.start)]
                    if any(above.dep_ in SUBJECTS for above in (token, *([token.head] if token.dep_ in _PARTS else []))):
                        role = "subject"
                found.append((mention.entity, role))
        scene.memory[key] = found
    listed: Sequence[tuple[str, str]] = scene.memory[key]
    return listed
