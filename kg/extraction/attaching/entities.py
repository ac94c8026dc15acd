"""Whom or what a figure is about: the names around it as options, each with how it stands to the figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.kinds import PLACES
from kg.extraction.attaching.nearby import names_near, names_referred_to
from kg.extraction.attaching.nouns import common_nouns
from kg.extraction.attaching.packs import words_in
from kg.extraction.attaching.passages import Passage
from kg.extraction.attaching.places import capitals
from kg.extraction.attaching.protagonists import focused, protagonists
from kg.extraction.attaching.publishing import publishers
from kg.extraction.attaching.ranking import Crossing, Features, Option, bucket, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.attaching.series import paired
from kg.extraction.attaching.standing import standing
from kg.extraction.attaching.traits import endings_of, kind_of, subject_group, traits_of
from kg.extraction.attaching.voices import speaks_mostly
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_ORIGIN: Final = ("here", "origin")
_ASIDE: Final = (
    "origin",
    "partner",
    "speaks:person",
    "speaks:within",
    "speaks:of_others",
    "same:adjective:before",
    "same:adjective:after",
    "governed:before:selon",
    "governed:before:par",
    "governed:before:by",
    "governed:before:contre",
    "governed:after:contre",
    "governed:after:selon",
    "after:versus_or_source",
)
"""Features of a name that stands in a sentence only as the source, the measure or the origin of what is told."""
_NEAREST: Final = 24  # names of a sentence on either side that are weighed, the nearest
_NUMBER: Final = re.compile(r"\d[\d.,  ]*")


def entity_options(scene: Scene, site: Site, metric: str | None, carried: Iterable[str] = ()) -> list[Option]:
    """The entities that may be meant, with features. ``carried`` are those that the figures before may be about."""
    gathered: dict[str, Features] = {}

    def add(entity: str, names: Iterable[str]) -> None:
        note(gathered.setdefault(entity, {}), names)

    subject_span = _span(site.subject)
    aligned = _aligned(scene, site)
    ordered = scene.names.of(site.passage.index)
    before = [mention for mention in ordered if mention.end <= site.start][-_NEAREST:]
    after = [mention for mention in ordered if mention.start >= site.end][:_NEAREST]
    origins = _origins(scene, site.passage)
    for side, listed in (("before", before[::-1]), ("after", after)):
        for rank, mention in enumerate(listed):
            origin = mention.start in origins
            add(mention.entity, _OF_ORIGIN if origin else standing(scene, site, mention, side, rank, subject_span))
    if aligned is not None:
        add(aligned, ["respectively"])
    if (pair := paired(scene, site)) is not None and "put_beside" not in gathered.get(pair[0], {}):
        add(pair[0], ["series:within" if _only_where(scene, pair[0], gathered) else pair[1]])
    names_referred_to(scene, site, add)
    figure = _Figure(scene, site, metric)
    for entity, names in protagonists(scene, site):
        add(entity, names)
    for mention in (*before, *after):
        land = capitals(scene.language).get(mention.entity)
        if land is not None:  # "Riga plans to spend": the country, as its government is meant
            add(land, [*gathered[mention.entity], "capital", f"capital:{figure.group}"])
            add(mention.entity, ["is_capital", f"is_capital:{figure.group}"])
    for entity, names in focused(scene, site, figure.group):
        add(entity, names)
    hollow = words_of(scene.language).not_entities
    for entity, names in (
        *common_nouns(site, scene, figure.group),
        *(
            (name, _of_event(form, figure.group))
            for name, form in scene.events.near(site.passage.index, site.start, scene.language)
        ),
    ):
        if entity and entity not in hollow and entity.split("-")[0] not in hollow:
            add(entity, names)
    rivalled = {
        kind: ("rivalled", f"rivalled:{side}", f"rivalled:{kind}", f"rivalled:for:{figure.group}")
        for kind, side in _rivals(scene, gathered).items()
    }
    near, whole = names_near(scene, site.passage), _everywhere(scene, figure.group)
    traits = _Traits.of(scene, figure.group)
    options: list[Option] = []
    for entity in sorted({*gathered, *near, *whole, *carried}):
        kind, told = traits[entity]
        shared = [part[entity] for part in (near, whole) if entity in part]
        features: Collection[str] = ()
        if entity in gathered or entity in near:
            own = gathered.get(entity, {})
            _complete(scene, figure, entity, kind, own, shared)
            if kind in rivalled and "here" not in own:
                note(own, rivalled[kind])
            features = own
        elif kind in rivalled:
            features = rivalled[kind]
        options.append(Option(entity, features, (*shared, told, figure.of_kind(kind))))
    return [option for option in options if aligned in (None, option.value)]


def _origins(scene: Scene, passage: Passage) -> frozenset[int]:
    """Where the adjectives of a passage stand that only tell where a named body or person is from: "le chinois BYD", "French bank Natixis"."""
    key = ("origins", passage.index)
    if key not in scene.memory:
        listed = scene.names.of(passage.index)
        scene.memory[key] = frozenset(
            mention.start
            for mention, following in pairwise(listed)
            if mention.source == "adjective"
            and following.source != "adjective"
            and following.kind != "place"
            and words_of(scene.language).described.fullmatch(passage.folded, mention.end, following.start)
        )
    found: frozenset[int] = scene.memory[key]
    return found


def _rivals(scene: Scene, gathered: Mapping[str, Features]) -> dict[str, str]:
    """The kinds of the names in the figure's sentence that it may well be about, each with the side that the nearest stands on."""
    found: dict[str, str] = {}
    for entity, features in gathered.items():
        if (
            "here" in features
            and not any(name in features for name in _ASIDE)
            and not words_of(scene.language).is_institute(entity)
        ):
            side = "before" if "same:before" in features else "after"
            kind = kind_of(scene, entity)
            if found.get(kind) != "before":
                found[kind] = side
    return found


def _only_where(scene: Scene, entity: str, gathered: Mapping[str, Features]) -> bool:
    """Whether a name is only the place at which somebody else has what is told: "Nova sold 5 in Spain, 3 in Italy"."""
    return kind_of(scene, entity) in PLACES and any(
        "subject" in features and "speaks" not in features and kind_of(scene, other) not in (*PLACES, "noun")
        for other, features in gathered.items()
    )


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


def _everywhere(scene: Scene, group: str) -> Mapping[str, Features]:
    """What may be meant anywhere in a text: its foremost names, its topics, its event; worked out once for a group of figures."""
    key = (f"everywhere:{group}", -1)
    if key not in scene.memory:
        hollow = words_of(scene.language).not_entities
        gathered: dict[str, Features] = {name: {} for name in (*scene.names.foremost, *scene.names.often)}
        for entity, names in _subjects(scene, group):
            if entity and entity not in hollow and entity.split("-")[0] not in hollow:
                note(gathered.setdefault(entity, {}), names)
        scene.memory[key] = gathered
    found: Mapping[str, Features] = scene.memory[key]
    return found


def _subjects(scene: Scene, group: str) -> Iterator[tuple[str, list[str]]]:
    """What the text is about where no name says it: its topics and its event."""
    for topic in scene.topics:
        often = bucket(topic.count, (1, 2, 4, 8))
        told = ["topic", f"topic:{topic.form}", f"topic:{topic.form}:{often}", f"topic:{often}", f"topic:{group}"]
        yield topic.name, [f"noun:{name}" for name in told]
    for name, form in scene.events.names:
        yield name, _of_event(form, group)


def _of_event(form: str, group: str) -> list[str]:
    return [f"noun:event:{form}", f"noun:event:{form}:{group}", f"event:{group}"]


class _Traits(dict[str, tuple[str, Features]]):
    """What entities are to their text for a group of figures: the kind of each and its features, worked out once."""

    def __init__(self, scene: Scene, group: str) -> None:
        super().__init__()
        self._scene, self._group = scene, group

    @staticmethod
    def of(scene: Scene, group: str) -> _Traits:
        """Those of a text for a group of figures."""
        key = (f"traits:{group}", -1)
        if key not in scene.memory:
            scene.memory[key] = _Traits(scene, group)
        found: _Traits = scene.memory[key]
        return found

    def __missing__(self, entity: str) -> tuple[str, Features]:
        kind = kind_of(self._scene, entity)
        found = self[entity] = kind, dict.fromkeys(_told_of(self._scene, self._group, entity, kind))
        return found


def _told_of(scene: Scene, group: str, entity: str, kind: str) -> Iterator[str]:
    names = scene.names
    known = scene.vocabulary.entities.get(entity)
    if known is not None:
        yield from ("known", f"known:{known.type}")
    if speaks_mostly(scene, entity):
        yield from ("speaks_mostly", f"speaks_mostly:{kind}", f"speaks_mostly:{group}")
    if words_of(scene.language).is_institute(entity):
        yield from ("institute", f"institute:for:{group}")
    if entity in _authorities(scene):
        yield from ("authority", f"authority:for:{group}")
    if entity in publishers(scene):
        yield from ("publisher", f"publisher:for:{group}")
    rank = names.ranked.get(entity)
    if rank is not None:
        yield f"rank:{min(rank, 4)}:{kind}"
        yield f"rank:{min(rank, 4)}"
        yield f"named:{bucket(names.counts[entity], (1, 2, 4, 8))}"


def _authorities(scene: Scene) -> frozenset[str]:
    """The public bodies of a text, by the first or the last word of a name that it has for them."""
    key = ("authorities", -1)
    if key not in scene.memory:
        heads = words_of(scene.language).authorities
        scene.memory[key] = frozenset(
            mention.entity
            for listed in scene.names.mentions.values()
            for mention in listed
            if " " in mention.text and not heads.isdisjoint((fold(mention.text.split()[0]), fold(mention.text.split()[-1])))
        )
    found: frozenset[str] = scene.memory[key]
    return found


class _Figure:
    """What the options of one figure have in common, crossed with each kind of entity but once."""

    def __init__(self, scene: Scene, site: Site, metric: str | None) -> None:
        self.unit = site.unit_class
        self.pronoun = site.subject is not None and fold(site.subject.text) in words_in(
            scene.language, "standing", "pronouns"
        )
        self.group = subject_group(scene, site, metric)
        self._endings = ("", *endings_of([*traits_of(site, metric), f"for:{self.group}"]))
        self._kinds: dict[str, Crossing] = {}

    def of_kind(self, kind: str) -> Crossing:
        """The features of an entity of a kind."""
        if kind not in self._kinds:
            self._kinds[kind] = Crossing(f"kind:{kind}", self._endings)
        return self._kinds[kind]


def _complete(scene: Scene, figure: _Figure, entity: str, kind: str, features: Features, shared: Sequence[Features]) -> None:
    """Add to an option's own features what follows from all of them."""
    told = features.keys() | (name for part in shared for name in part)
    known = scene.vocabulary.entities.get(entity)
    if known is not None:
        features[f"known:{known.type}:{figure.unit}"] = None
    for name in _TELLING:
        if name in told:
            features[f"{name}:for:{figure.group}"] = None
            features[f"{name}:{kind}"] = None
    if scene.names.ranked.get(entity, 2) < 2 and "above:title" in told:
        features["title_and_frequent"] = None
    if figure.pronoun and "earlier:last_opener" in told:
        features["earlier:last_opener:pronoun=True"] = None
    if ("noun:subject" in features or "noun:counted" in features) and "noun:topic" in told:
        features["noun:topic:also"] = None


_TELLING: Final = (
    "title:topic",
    "above:title:first",
    "above:title",
    "subject",
    "opens_passage",
    "earlier:last_opener",
    "above:heading0:first",
)
