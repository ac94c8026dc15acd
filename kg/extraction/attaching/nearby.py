"""How the names of other passages stand to a figure's: those above it and before it, and those that a word or a pronoun refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.extraction.attaching.context import words_of
from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.packs import pattern_in
from kg.extraction.attaching.passages import Passage, opens_as_label
from kg.extraction.attaching.protagonists import OPENERS
from kg.extraction.attaching.ranking import Features, note
from kg.extraction.attaching.scene import Scene, Site
from kg.extraction.folding import fold
from kg.reading.document import BlockKind

_REACH: Final = 3  # passages before the figure's that may name what it is about
_PAIR: Final = 2  # names of a heading that is a product and its maker
_FAR_MORE: Final = 2  # times as often as any other is the body named that "the company" is
_FAR: Final = 150  # letters behind a figure in which its sentence's subject may come
_COMMA: Final = re.compile(r", ")
_MANY: Final = 8  # names before the figure that a pronoun may stand for


def names_near(scene: Scene, passage: Passage) -> Mapping[str, Features]:
    """How names above a passage and before it stand to it, worked out once for its figures."""
    key = ("near", passage.index)
    if key not in scene.memory:
        gathered: dict[str, Features] = {}
        for entity, names in (*_above(scene, passage), *_earlier(scene, passage)):
            note(gathered.setdefault(entity, {}), names)
        scene.memory[key] = gathered
    found: Mapping[str, Features] = scene.memory[key]
    return found


def _above(scene: Scene, passage: Passage) -> Iterator[tuple[str, list[str]]]:
    for depth, heading in enumerate(reversed(passage.headings)):
        listed = scene.names.of(heading)
        title = heading == scene.title
        paired = _are_all(scene.passages[heading].text, listed)
        for rank, mention in enumerate(listed):
            place = 0 if paired else rank
            name = "title" if title else f"heading{min(depth, 1)}"
            yield mention.entity, [f"above:{name}", f"above:{name}:{'first' if place == 0 else 'later'}"]
            if paired or (mention.start == 0 and mention.end == len(scene.passages[heading].text)):
                yield mention.entity, [f"above:{name}:whole"]
            if place == 0:
                yield mention.entity, [f"above:{name}:first:{passage.kind.value}"]
            if place == 0 and (paired or mention.start < 3) and not passage.kind.is_running_text:
                yield mention.entity, [f"above:{name}:row"]
    if scene.title is not None:
        for place, mention in enumerate(scene.names.of(scene.title)):
            if scene.title not in passage.headings:
                yield mention.entity, ["above:title", f"above:title:{'first' if place == 0 else 'later'}"]
            if opens_as_label(scene.passages[scene.title].text, mention.start, mention.end):
                yield mention.entity, ["title:topic"]
    if passage.header is not None and passage.header != passage.lead:
        for mention in scene.names.of(passage.header):
            yield mention.entity, ["above:header"]


def _are_all(text: str, listed: Sequence[Mention]) -> bool:
    """Whether a heading is nothing but a name and another in brackets, what is sold and who sells it: "Qwen (Alibaba)"."""
    if len(listed) != _PAIR or not listed[0].start < listed[0].end <= listed[1].start:
        return False
    first, second = listed
    around = text[: first.start] + text[first.end : second.start] + "|" + text[second.end :]
    return around.replace(" ", "") == "(|)"


def _before(scene: Scene, passage: Passage) -> Iterator[int]:
    """The passages just before one in its section, the nearest first."""
    for index in range(passage.index - 1, max(-1, passage.index - _REACH - 1), -1):
        if scene.passages[index].kind is BlockKind.HEADING and index != passage.index - 1:
            return
        yield index


def _earlier(scene: Scene, passage: Passage) -> Iterator[tuple[str, list[str]]]:
    opened = False
    for index in _before(scene, passage):
        other = scene.passages[index]
        steps = passage.index - index
        block = "block" if other.block == passage.block else "other"
        listed = scene.names.of(index)
        for place, mention in enumerate(listed):
            if place == 0 and mention.source != "adjective" and not other.text[: mention.start].strip(OPENERS):
                yield mention.entity, [f"earlier:opens:{steps}", f"earlier:opens:{block}"]
                if not opened:
                    yield mention.entity, ["earlier:last_opener"]
                    opened = True
            if index == passage.lead and place == 0:
                yield mention.entity, ["block:first"]
            last = place == len(listed) - 1
            yield mention.entity, [f"earlier:{steps}:{block}", f"earlier:{'last' if last else 'not_last'}"]
            if place == 0:
                yield mention.entity, [f"earlier:first:{min(steps, 2)}"]


def names_referred_to(scene: Scene, site: Site, add: Callable[[str, Iterable[str]], None]) -> None:
    """The names of the passages before that a word for a kind of thing, or a pronoun, may refer to."""
    words = words_of(scene.language)
    text, starts = site.passage.folded, _told_first(scene, site)
    pronoun = fold(site.subject.text) if site.subject is not None else ""
    behind = {kind for kind, finder in words.coreference.items() if any(finder.match(text, start) for start in starts)}
    wanted = behind | {kind for kind, finder in words.coreference.items() if finder.search(text, 0, site.start)}
    replaced = {kind for kind, listed in words.pronouns.items() if pronoun and pronoun in listed}
    if not wanted and not replaced:
        return
    if "organization" in wanted and (foremost := _foremost_body(scene, site.passage)) is not None:
        add(foremost, ["coreference:main"])
    subject = {kind for kind in wanted if _is_subject(site, words.coreference[kind])}
    met = 0
    for index in _before(scene, site.passage):
        steps = site.passage.index - index
        for mention in scene.names.of(index)[: _MANY - met]:
            kind = scene.names.kinds.get(mention.entity, mention.kind)
            if kind in wanted:
                add(mention.entity, [f"coreference:{kind}", f"coreference:{steps}"])
            if kind in behind:
                add(mention.entity, ["coreference:behind"])
            if kind in subject:
                add(mention.entity, ["coreference:subject", f"coreference:subject:{kind}"])
            if kind in replaced:
                add(mention.entity, [f"pronoun:{kind}", f"pronoun:{min(steps, 2)}"])
            met += 1


def _told_first(scene: Scene, site: Site) -> Sequence[int]:
    """Where the subject may begin behind a figure that is told before it: "Valued at 3 billion, the company"."""
    text = site.passage.folded
    if pattern_in(scene.language, "standing", "told_first").match(text) is None:
        return ()
    return [match.end() for match in _COMMA.finditer(text, site.end, site.end + _FAR)]


def _is_subject(site: Site, finder: re.Pattern[str]) -> bool:
    """Whether what a figure's verb has as its subject, or what opens its sentence, is one of some phrases."""
    if finder.match(site.passage.folded):
        return True
    if site.subject is None:
        return False
    end = site.subject.idx + len(site.subject)
    return any(match.end() == end for match in finder.finditer(site.passage.folded[:end]))


def _foremost_body(scene: Scene, passage: Passage) -> str | None:
    """The organization that a text names far more than any other, where it has named it before: the one that "the company" is."""
    names = scene.names
    bodies = [name for name in names.ranked if names.kinds.get(name) == "organization"]
    bodies.sort(key=lambda name: names.ranked[name])
    if not bodies or (len(bodies) > 1 and names.counts[bodies[0]] < _FAR_MORE * names.counts[bodies[1]]):
        return None
    return bodies[0] if names.first[bodies[0]] < passage.index else None
