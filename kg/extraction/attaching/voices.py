"""Names that only speak in a text: they reckon, say and forecast what is true of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction.attaching.context import is_stating, words_of
from kg.extraction.attaching.mentions import Mention
from kg.extraction.attaching.packs import pattern_in, words_in
from kg.extraction.attaching.parsing import SUBJECTS, VERBAL
from kg.extraction.attaching.scene import Scene
from kg.extraction.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_SOURCE: Final = 36  # characters between "according to" and the name
_MOSTLY: Final = 0.5


def _any_stating(words: Iterable[str], language: str) -> bool:
    """Whether one of some folded words is a form of a verb of saying or reckoning."""
    return any(is_stating(word, words_of(language)) for word in words)


def speaks(text: str, mention: Mention, chain: Sequence[Token], language: str) -> bool:
    """Whether a mention is who says or reckons something in its sentence, or part of the words for that one."""
    for token in chain:
        if token.dep_ in SUBJECTS:
            return _any_stating([fold(token.head.text)], language)
        if token.pos_ in VERBAL:
            break
    return speaks_by_words(text, mention, language)


def speaks_by_words(text: str, mention: Mention, language: str) -> bool:
    """The same by the words beside the mention, without a parse."""
    following = pattern_in(language, "speakers", "following").match(fold(text[mention.end : mention.end + 110]))
    if following is not None and _any_stating(following[1].split(), language):
        return True
    before = fold(text[max(0, mention.start - 60) : mention.start])
    source = next(reversed(list(words_of(language).according_to.finditer(before))), None)
    if source is not None and len(before) - source.end() <= _SOURCE and "," not in before[source.end() :]:
        return source.group() not in words_in(language, "speakers", "viewing") or mention.kind == "person"
    if mention.kind != "place" and words_of(language).analysts.search(before):
        return True
    said = re.search(r"[\"”»,]\s((?:[\w'-]+ ){1,6})\Z", before)
    return said is not None and _any_stating(said[1].split()[:3], language)


def speaks_mostly(scene: Scene, entity: str) -> bool:
    """Whether a name mostly speaks where the text has it."""
    key = ("speaks_mostly", -1)
    if key not in scene.memory:
        counts: dict[str, list[int]] = {}
        for index, listed in scene.names.mentions.items():
            text = scene.passages[index].text
            for mention in listed:
                count = counts.setdefault(mention.entity, [0, 0])
                count[0] += speaks_by_words(text, mention, scene.language)
                count[1] += 1
        scene.memory[key] = {name: said >= _MOSTLY * total for name, (said, total) in counts.items() if said}
    found: Mapping[str, bool] = scene.memory[key]
    return found.get(entity, False)
