"""Whom or what a figure is about: the names around it as options, each with how it stands to the figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.nouns import common_nouns
from kg.extraction.attaching.places import capitals
from kg.extraction.attaching.protagonists import OPENERS, PRONOUNS, focused, in_dateline, protagonists
from kg.extraction.attaching.ranking import Features, Option, bucket, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.standing import standing
from kg.extraction.attaching.traits import crossed, kind_of, subject_group, traits_of
from kg.extraction.attaching.voices import speaks_mostly
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH: Final = 3  # passages before the figure's that may name what it is about
_NUMBER: Final = re.compile(r"\d[\d.,  ]*")


def entity_options(scene: Scene, site: Site, metric: str | None, carried: Iterable[str] = ()) -> list[Option]:
    """The entities that may be meant, with features. ``carried`` are those that the figures before may be about."""
    gathered: dict[str, Features] = {}

    def add(entity: str, names: Iterable[str]) -> None:
        note(gathered.setdefault(entity, {}), names)

    subject_span = _span(site.subject)
    aligned = _aligned(scene, site)
    ordered = [mention for mention in scene.names.of(site.passage.index) if not in_dateline(scene, site, mention.start)]
    before = [mention for mention in ordered if mention.end <= site.start]
    after = [mention for mention in ordered if mention.start >= site.end]
    for rank, mention in enumerate(reversed(before)):
        add(mention.entity, standing(scene, site, mention, "before", rank, subject_span))
    for rank, mention in enumerate(after):
        add(mention.entity, standing(scene, site, mention, "after", rank, subject_span))
    if aligned is not None:
        add(aligned, ["respectively"])
    _above(scene, site, add)
    _earlier(scene, site, add)
    for entity in (*carried, *scene.names.foremost, *scene.names.often):
        add(entity, [])
    for entity, names in protagonists(scene, site):
        add(entity, names)
    figure = _Figure(scene, site, metric)
    for mention in ordered:
        land = capitals(scene.language).get(mention.entity)
        if land is not None:  # "Riga plans to spend": the country, as its government is meant
            stand = gathered[mention.entity]
            add(land, [*stand, "capital", f"capital:{figure.group}"])
            add(mention.entity, ["is_capital", f"is_capital:{figure.group}"])
    for entity, names in focused(scene, site, figure.group):
        add(entity, names)
    hollow = words_of(scene.language).not_entities
    for entity, names in common_nouns(site, scene, figure.group):
        if entity and entity not in hollow and entity.split("-")[0] not in hollow:
            add(entity, names)
    for source, entity in _nouns(site, scene):
        if entity and entity not in hollow and entity.split("-")[0] not in hollow:
            add(entity, [f"noun:{source}"])
            if source.startswith("event"):
                add(entity, [f"noun:{source}:{figure.group}", f"event:{figure.group}"])
    return [
        Option(entity, features, _described(scene, figure, entity, features))
        for entity, features in sorted(gathered.items())
    ]


def _aligned(scene: Scene, site: Site) -> str | None:
    """The name that "respectively" pairs with the figure: names and numbers of the passage counted off side by side."""
    text = site.passage.text
    match = words_of(scene.language).respectively.search(fold(text))
    if match is None:
        return None
    listed = [
        mention
        for mention in scene.names.of(site.passage.index)
        if mention.end <= match.start() and mention.source != "adjective"
    ]
    numbers = [number for number in _NUMBER.finditer(text) if number.start() >= match.end()]
    place = next((place for place, number in enumerate(numbers) if number.start() >= site.start - 1), None)
    if place is None or not numbers or len(listed) < len(numbers):
        return None
    return listed[len(listed) - len(numbers) + place].entity


def _span(token: Token | None) -> tuple[int, int] | None:
    if token is None:
        return None
    return token.doc[token.left_edge.i].idx, token.doc[token.right_edge.i].idx + len(token.doc[token.right_edge.i])


def _above(scene: Scene, site: Site, add: object) -> None:
    assert callable(add)
    passage = site.passage
    for depth, heading in enumerate(reversed(passage.headings)):
        listed = scene.names.of(heading)
        title = heading == scene.title
        for place, mention in enumerate(listed):
            name = "title" if title else f"heading{min(depth, 1)}"
            add(mention.entity, [f"above:{name}", f"above:{name}:{'first' if place == 0 else 'later'}"])
            if mention.start == 0 and mention.end == len(scene.passages[heading].text):
                add(mention.entity, [f"above:{name}:whole"])
            if place == 0:
                add(mention.entity, [f"above:{name}:first:{passage.kind.value}"])
            if place == 0 and mention.start < 3 and not passage.kind.is_running_text:
                add(mention.entity, [f"above:{name}:row"])
    if scene.title is not None and scene.title not in passage.headings:
        for place, mention in enumerate(scene.names.of(scene.title)):
            add(mention.entity, ["above:title", f"above:title:{'first' if place == 0 else 'later'}"])
    if scene.title is not None:
        for mention in scene.names.of(scene.title):
            rest = scene.passages[scene.title].text[mention.end : mention.end + 3]
            if mention.start == 0 and ":" in rest:
                add(mention.entity, ["title:topic"])
    if passage.header is not None and passage.header != passage.lead:
        for mention in scene.names.of(passage.header):
            add(mention.entity, ["above:header"])


def _earlier(scene: Scene, site: Site, add: object) -> None:
    assert callable(add)
    passage = site.passage
    floor = max(-1, passage.index - _REACH - 1)
    words = words_of(scene.language)
    clause = fold(passage.text[: site.start])
    pronoun = fold(site.subject.text) if site.subject is not None else ""
    met, opened = 0, False
    for index in range(passage.index - 1, floor, -1):
        other = scene.passages[index]
        if other.kind is BlockKind.HEADING and index != passage.index - 1:
            break
        steps = passage.index - index
        block = "block" if other.block == passage.block else "other"
        for place, mention in enumerate(scene.names.of(index)):
            if place == 0 and mention.source != "adjective" and not other.text[: mention.start].strip(OPENERS):
                add(mention.entity, [f"earlier:opens:{steps}", f"earlier:opens:{block}"])
                if not opened:
                    add(mention.entity, ["earlier:last_opener", f"earlier:last_opener:pronoun={pronoun in PRONOUNS}"])
                    opened = True
            last = place == len(scene.names.of(index)) - 1
            if index == passage.lead and place == 0:
                add(mention.entity, ["block:first"])
            add(mention.entity, [f"earlier:{steps}:{block}", f"earlier:{'last' if last else 'not_last'}"])
            if place == 0:
                add(mention.entity, [f"earlier:first:{min(steps, 2)}"])
            kind = scene.names.kinds.get(mention.entity, mention.kind)
            if met < 8 and kind in words.coreference:
                finder = words.coreference[kind]
                if finder.search(clause):
                    add(mention.entity, [f"coreference:{kind}", f"coreference:{steps}"])
                if pronoun and pronoun in words.pronouns.get(kind, frozenset()):
                    add(mention.entity, [f"pronoun:{kind}", f"pronoun:{min(steps, 2)}"])
            met += 1


def _nouns(site: Site, scene: Scene) -> Iterator[tuple[str, str]]:
    """What the text is about where no name says it: its topics and its event."""
    for topic in scene.topics:
        yield "topic", topic.name
        yield f"topic:{topic.form}", topic.name
        yield f"topic:{topic.form}:{bucket(topic.count, (1, 2, 4, 8))}", topic.name
        yield f"topic:{bucket(topic.count, (1, 2, 4, 8))}", topic.name
    for name, form in scene.events.names:
        yield f"event:{form}", name
    for name, form in scene.events.near(site.passage.index, site.start, scene.language):
        yield f"event:{form}", name


class _Figure:
    """What the options of one figure have in common, crossed with each kind of entity but once."""

    def __init__(self, scene: Scene, site: Site, metric: str | None) -> None:
        self.unit = site.unit_class
        self.group = subject_group(scene, site, metric)
        self._traits = [*traits_of(site, metric), f"for:{self.group}"]
        self._kinds: dict[str, Features] = {}

    def of_kind(self, kind: str) -> Features:
        """The features of an entity of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = {f"kind:{kind}": None, **crossed(f"kind:{kind}", self._traits)}
        return self._kinds[kind]


def _described(scene: Scene, figure: _Figure, entity: str, features: Features) -> tuple[Features, ...]:
    """Complete an option's own features by what the entity is; those that it shares with others of its kind."""
    names = scene.names
    kind = kind_of(scene, entity)
    known = scene.vocabulary.entities.get(entity)
    if known is not None:
        features["known"] = None
        features[f"known:{known.type}"] = None
        features[f"known:{known.type}:{figure.unit}"] = None
    group = figure.group
    if speaks_mostly(scene, entity):
        features["speaks_mostly"] = None
        features[f"speaks_mostly:{kind}"] = None
        features[f"speaks_mostly:{group}"] = None
    if entity in words_of(scene.language).institutes:
        features["institute"] = None
        features[f"institute:for:{group}"] = None
    for name in _TELLING:
        if name in features:
            features[f"{name}:for:{group}"] = None
            features[f"{name}:{kind}"] = None
    rank = names.ranked.get(entity)
    if rank is not None:
        features[f"rank:{min(rank, 4)}:{kind}"] = None
        features[f"rank:{min(rank, 4)}"] = None
        features[f"named:{bucket(names.counts[entity], (1, 2, 4, 8))}"] = None
    if "above:title" in features and (rank or 0) < 2 and rank is not None:
        features["title_and_frequent"] = None
    if "noun:topic" in features:
        features[f"noun:topic:{group}"] = None
        if "noun:subject" in features or "noun:counted" in features:
            features["noun:topic:also"] = None
    return (figure.of_kind(kind),)


_TELLING: Final = (
    "title:topic",
    "above:title:first",
    "above:title",
    "subject",
    "opens_passage",
    "earlier:last_opener",
    "above:heading0:first",
)
